/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What no machine has the memory for is told before a run, where it is written. */
#include "tests/theory/world.h"

#define REST                                                                            \
    "[scenario]\nduration = 100 d\n[route r]\nsteps =\n  s\n[station s]\nservers = 1\n" \
    "service = 1 min\n"
#define BILLION "1000000000 trucks at s"

/* check_told(text, line, key): the only mistake of the text is in that line, of that key, and of
 * memory. */
static void check_told(const char *text, unsigned line, const char *key)
{
    struct gatesim_diagnostics *D = NULL;
    struct gatesim_scenario *S = NULL;
    const struct gatesim_diagnostic *d;

    assert_int_not_equal(gatesim_scenario_parse(text, strlen(text), "test.ini", NULL, 0, &S, &D),
                         0);
    assert_int_equal(gatesim_diagnostics_count(D), 1);
    d = gatesim_diagnostics_at(D, 0);
    assert_int_equal(d->line, line);
    assert_string_equal(d->key, key);
    assert_non_null(strstr(d->message, "GB of memory in a run; this machine has"));
    gatesim_diagnostics_destroy(D);
}

/* A million million trucks: some 136 terabytes. */
static void a_backlog_is_refused_that_no_machine_can_hold(void **state)
{
    static char text[60000] = REST "[class a]\nroute = r\nbacklog = " BILLION;
    size_t n = strlen(text);

    (void)state;
    for (int i = 0; i < 1000; i++)
        n += (size_t)snprintf(text + n, sizeof text - n, ", " BILLION);
    snprintf(text + n, sizeof text - n, "\n");
    check_told(text, 11, "backlog");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_backlog_is_refused_that_no_machine_can_hold),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
