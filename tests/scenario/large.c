/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Large scenarios: nothing is cut, and time grows with size, not with its square. Each text has
 * some 10 MB; read in quadratic time it would run into the time limit of the test. */
#include "tests/unit/check.h"

#include <stdlib.h>
#include <string.h>

#include "gatesim/scenario.h"
#include "gatesim/simulation.h"
#include "gatesim/status.h"

#define SIZE ((size_t)10 << 20)
#define AROUND "\n[class c]\nroute = r\narrivals = poisson 1/h\n"
#define STATION "[station s]\nservers = 1\nservice = 1 min\n[route r]\nsteps = s\n"

/* A text that grows. */
struct text {
    char *s;
    size_t n;
    FILE *out;
};

static void text_open(struct text *T)
{
    T->out = open_memstream(&T->s, &T->n);
    assert_non_null(T->out);
}

/* text_load(T, D, S): load it, and be done with it. Returns the status. */
static int text_load(struct text *T, struct gatesim_scenario **S, struct gatesim_diagnostics **D)
{
    int status;

    fclose(T->out);
    status = gatesim_scenario_parse(T->s, T->n, "large.ini", NULL, 0, S, D);
    free(T->s);
    return status;
}

/* text_expect(T, status, message): load it; the first message starts so. */
static void text_expect(struct text *T, int status, const char *message)
{
    struct gatesim_scenario *S;
    struct gatesim_diagnostics *D;
    char line[400] = "";

    assert_int_equal(text_load(T, &S, &D), status);
    if (gatesim_diagnostics_count(D) > 0)
        gatesim_diagnostic_print(gatesim_diagnostics_at(D, 0), line, sizeof line);
    line[strlen(line) < strlen(message) ? strlen(line) : strlen(message)] = '\0';
    assert_string_equal(line, message);
    gatesim_scenario_destroy(S);
    gatesim_diagnostics_destroy(D);
}

static void many(struct text *T, const char *what, size_t size)
{
    for (size_t n = 0; n < size; n += strlen(what))
        fputs(what, T->out);
}

static void a_line_of_ten_megabytes_is_not_cut(void **state)
{
    struct text T;
    struct gatesim_scenario *S;
    struct gatesim_diagnostics *D;
    struct gatesim_scenario_info info;

    (void)state;
    text_open(&T);
    fputs("[scenario]\nduration = 1 d\ntitle = ", T.out);
    many(&T, "tồn ", SIZE);
    fputs(AROUND STATION, T.out);
    assert_int_equal(text_load(&T, &S, &D), 0);
    gatesim_scenario_info(S, &info);
    assert_true(strlen(info.title) >= SIZE - 1);
    gatesim_scenario_destroy(S);
    gatesim_diagnostics_destroy(D);
}

static void a_long_word_is_quoted_in_part(void **state)
{
    struct text T;

    (void)state;
    text_open(&T);
    fputs("[scenario]\nduration = ", T.out);
    many(&T, "tồn", SIZE);
    fputs(AROUND STATION, T.out);
    text_expect(&T, GATESIM_EINPUT,
                "large.ini:2: [scenario] duration: 'tồntồntồntồntồntồntồntồntồntồntồnt...' is no "
                "number");
}

static void a_name_may_have_any_length(void **state)
{
    struct text T;

    (void)state;
    text_open(&T);
    fputs("[scenario]\nduration = 1 d" AROUND "[route r]\nsteps =\n    ", T.out);
    many(&T, "name", SIZE / 2);
    fputs("\n[station ", T.out);
    many(&T, "name", SIZE / 2);
    fputs("]\nservers = 1\nservice = 1 min\n", T.out);
    text_expect(&T, 0, "");
}

static void many_stations(void **state)
{
    struct text T;

    (void)state;
    text_open(&T);
    fputs("[scenario]\nduration = 1 d" AROUND STATION, T.out);
    for (int i = 0; i < 50000; i++)
        fprintf(T.out, "[station s%d]\nservers = 1\nservice = 1 min\n", i);
    text_expect(&T, 0, "");
}

static void many_sections_that_are_not_known(void **state)
{
    struct text T;

    (void)state;
    text_open(&T);
    fputs("[scenario]\nduration = 1 d" AROUND STATION, T.out);
    many(&T, "[statoin s]\nservers = 1\n", SIZE / 10);
    text_expect(&T, GATESIM_EINPUT, "large.ini:11: there is no section of the kind 'statoin'");
}

static void many_names_that_are_not_known(void **state)
{
    struct text T;

    (void)state;
    text_open(&T);
    fputs("[scenario]\nduration = 1 d" AROUND STATION "[route q]\nsteps =\n", T.out);
    for (int i = 0; i < 100000; i++)
        fprintf(T.out, "    t%d\n", i);
    for (int i = 0; i < 20000; i++)
        fprintf(T.out, "[station s%d]\nservers = 1\nservice = 1 min\n", i);
    text_expect(&T, GATESIM_EINPUT,
                "large.ini:13: [route q] steps: there is no station 't0'; did you mean");
}

static void many_conditional_keys(void **state)
{
    struct text T;

    (void)state;
    text_open(&T);
    fputs("[scenario]\nduration = 1 d" AROUND STATION "[attribute a]\nshares = x 50 %, y 50 %\n"
          "[station t]\nservers = 1\nservice = 1 min\n",
          T.out);
    for (int i = 0; i < 20000; i++) {
        fputs("service if a is x", T.out);
        for (int bit = 0; bit < 15; bit++)
            fputs(i >> bit & 1 ? " and a is y" : " and a is x", T.out);
        fputs(" = 2 min\n", T.out);
    }
    text_expect(&T, 0, "");
}

/* events_of(steps): the fingerprint of a run of trucks with 65,600 attributes that are 'no', and
 * one more, 'last', that is 'yes', on a route of these steps. */
static uint64_t events_of(const char *steps)
{
    struct text T;
    struct gatesim_scenario *S;
    struct gatesim_diagnostics *D;
    struct gatesim *G;
    uint64_t fingerprint;

    text_open(&T);
    fputs("[scenario]\nduration = 1 d" AROUND "[station s]\nservers = 1\nservice = 1 min\n", T.out);
    for (int i = 0; i < 65600; i++)
        fprintf(T.out, "[attribute a%d]\nshares = yes 0 %%, no 100 %%\n", i);
    fprintf(T.out, "[attribute last]\nshares = yes 100 %%, no 0 %%\n[route r]\nsteps =\n%s", steps);
    assert_int_equal(text_load(&T, &S, &D), 0);
    assert_int_equal(gatesim_create(S, 0, NULL, &G), 0);
    while (!gatesim_finished(G))
        assert_true(gatesim_step(G, 1000) >= 0);
    fingerprint = gatesim_fingerprint(G);
    gatesim_destroy(G);
    gatesim_scenario_destroy(S);
    gatesim_diagnostics_destroy(D);
    return fingerprint;
}

static void an_attribute_behind_many_is_meant_itself(void **state)
{
    const uint64_t twice = events_of("    s\n    s\n");

    (void)state;
    assert_true(events_of("    s\n    s if last is yes\n") == twice);
    assert_true(events_of("    s\n    set last to no\n    s if last is yes\n") != twice);
}

static void many_lines_of_a_value(void **state)
{
    struct text T;

    (void)state;
    text_open(&T);
    fputs("[scenario]\nduration = 1 d" AROUND STATION "[calendar c]\nhours = always\nclosed =\n",
          T.out);
    many(&T, "    2025-01-06 07:00-08:00,\n # a remark between the lines\n", SIZE);
    fputs("    2025-01-06\n", T.out);
    text_expect(&T, 0, "");
}

static void a_long_chain_of_bases_is_refused(void **state)
{
    char path[64], name[64];
    char folder[] = "/tmp/gatesim-large-XXXXXX";
    struct gatesim_scenario *S;
    struct gatesim_diagnostics *D;

    (void)state;
    assert_non_null(mkdtemp(folder));
    for (int i = 0; i <= 64; i++) {
        FILE *out;

        snprintf(path, sizeof path, "%s/%d.ini", folder, i);
        out = fopen(path, "w");
        assert_non_null(out);
        snprintf(name, sizeof name, "[scenario]\nextends = %d.ini\n", i + 1);
        fputs(i < 64 ? name : "[scenario]\nduration = 1 d\n", out);
        fclose(out);
    }
    snprintf(path, sizeof path, "%s/0.ini", folder);
    assert_int_equal(gatesim_scenario_load(path, NULL, 0, &S, &D), GATESIM_EINPUT);
    assert_int_equal(gatesim_diagnostics_count(D), 1);
    assert_string_equal(gatesim_diagnostics_at(D, 0)->message,
                        "a chain of extends may be 64 scenarios long at most");
    gatesim_diagnostics_destroy(D);
    for (int i = 0; i <= 64; i++) {
        snprintf(path, sizeof path, "%s/%d.ini", folder, i);
        remove(path);
    }
    remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_of_ten_megabytes_is_not_cut),
        cmocka_unit_test(a_long_word_is_quoted_in_part),
        cmocka_unit_test(a_name_may_have_any_length),
        cmocka_unit_test(many_stations),
        cmocka_unit_test(many_sections_that_are_not_known),
        cmocka_unit_test(many_names_that_are_not_known),
        cmocka_unit_test(many_conditional_keys),
        cmocka_unit_test(an_attribute_behind_many_is_meant_itself),
        cmocka_unit_test(many_lines_of_a_value),
        cmocka_unit_test(a_long_chain_of_bases_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
