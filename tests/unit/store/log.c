/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of the log of trucks: attributes may have any name, and each has a column. */
#include "tests/unit/scenario_load.h"

#include "sim/store/log.h"

#define ATTRIBUTE(name) "[attribute " name "]\nshares = x 50 %, y 50 %\n"

/* column_of(T, attribute): the name of the column of an attribute of the scenario, or NULL. */
static const char *column_of(const struct log_table *T, size_t attribute)
{
    for (size_t i = 0; i < T->count; i++)
        if (T->columns[i].flags == LOG_ATTRIBUTE && T->columns[i].attribute == attribute)
            return T->columns[i].name;
    return NULL;
}

/* What each attribute is called in the scenario and in the file, which has a dimension "row" and
 * columns of its own beside them, and no dataset that is called "." or holds '/'. */
static void names_that_the_file_needs_are_kept_apart(void **state)
{
    static const struct {
        const char *name, *column;
    } cases[] = {{"row", "row_"},
                 {"row_", "row__"},
                 {".", "_"},
                 {"_", "__"},
                 {"..", ".."},
                 {"a/b", "a_b"},
                 {"a_b", "a_b_"},
                 {"arrived", "arrived_"},
                 {"delay_queue", "delay_queue"},
                 {"origin", "origin_"}};
    struct gatesim_scenario *S =
        load(LOAD_RUN LOAD_CLASS LOAD_STATION LOAD_ROUTE ATTRIBUTE("row") ATTRIBUTE("row_")
                 ATTRIBUTE(".") ATTRIBUTE("_") ATTRIBUTE("..") ATTRIBUTE("a/b") ATTRIBUTE("a_b")
                     ATTRIBUTE("arrived") ATTRIBUTE("delay_queue") ATTRIBUTE("origin"));
    struct log_table T;

    (void)state;
    assert_int_equal(log_table_init(&T, LOG_TRUCK, S), 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const size_t attribute = SCN_BUILTINS + i;

        assert_string_equal(gatesim_scenario_name(S, GATESIM_ATTRIBUTE, attribute), cases[i].name);
        assert_string_equal(column_of(&T, attribute), cases[i].column);
    }
    log_table_release(&T);
    gatesim_scenario_destroy(S);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_that_the_file_needs_are_kept_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
