/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <unistd.h>

#include "gatesim/status.h"
#include "sim/experiment/overwrite.h"
#include "tests/unit/said.h"

static void write_file(const char *path, const char *text)
{
    FILE *out = fopen(path, "w");

    assert_non_null(out);
    fputs(text, out);
    assert_int_equal(fclose(out), 0);
}

static void what_is_not_there_may_be_written(void **state)
{
    (void)state;
    assert_int_equal(overwrite_allowed(stderr, NULL, OVERWRITE_TABLE), GATESIM_OK);
    assert_int_equal(overwrite_allowed(stderr, "nothing-here.csv", OVERWRITE_TABLE), GATESIM_OK);
}

static void the_work_of_others_is_not_replaced(void **state)
{
    struct said S;

    (void)state;
    write_file("overwrite-notes.h5", "my notes\n");
    said_begin(&S);
    assert_int_equal(overwrite_allowed(S.stream, "overwrite-notes.h5", OVERWRITE_RESULTS),
                     GATESIM_EINPUT);
    said_has(&S, "choose another file to write a results file to");
    unlink("overwrite-notes.h5");
}

static void inputs_are_spared_under_any_name(void **state)
{
    const char *inputs[] = {"overwrite-a.ini", "overwrite-b.ini"};
    struct said S;

    (void)state;
    write_file("overwrite-a.ini", "x");
    write_file("overwrite-b.ini", "x");
    assert_int_equal(overwrite_spares(stderr, NULL, inputs, 2), GATESIM_OK);
    assert_int_equal(overwrite_spares(stderr, "overwrite-c.h5", inputs, 2), GATESIM_OK);
    assert_int_equal(symlink("overwrite-b.ini", "overwrite-link"), 0);
    for (int i = 0; i < 2; i++) {
        static const char *const names[] = {"./overwrite-a.ini", "overwrite-link"};

        said_begin(&S);
        assert_int_equal(overwrite_spares(S.stream, names[i], inputs, 2), GATESIM_EINPUT);
        said_has(&S, i == 0 ? "replace the input overwrite-a.ini"
                            : "replace the input overwrite-b.ini");
    }
    unlink("overwrite-link");
    unlink("overwrite-a.ini");
    unlink("overwrite-b.ini");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_there_may_be_written),
        cmocka_unit_test(the_work_of_others_is_not_replaced),
        cmocka_unit_test(inputs_are_spared_under_any_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
