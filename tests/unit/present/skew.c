/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>

#include "sim/present/skew.h"
#include "tests/unit/said.h"

static void nothing_is_said_of_what_is_usual(void **state)
{
    struct skew K = {0};
    struct said S;

    (void)state;
    skew_see(&K, "customs", 60.0, 240.0);
    skew_see(&K, "yard", 60.0, 59.5); /* less than a second apart */
    skew_see(&K, "scanner", (double)NAN, 0.0);
    said_begin(&S);
    skew_print(&K, S.stream);
    said_end(&S, "");
}

static void rows_are_named_up_to_four(void **state)
{
    static const char *const names[] = {"a", "b", "c", "d", "e", "f"};
    struct skew K = {0};
    struct said S;

    (void)state;
    for (size_t i = 0; i < 6; i++)
        skew_see(&K, names[i], 3600.0, 600.0);
    said_begin(&S);
    skew_print(&K, S.stream);
    said_end(&S,
             "  The p95 is below the mean (a, b, c, d and 2 more): fewer than 1 truck in 20 take "
             "so long that they raise the mean of all.\n");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_said_of_what_is_usual),
        cmocka_unit_test(rows_are_named_up_to_four),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
