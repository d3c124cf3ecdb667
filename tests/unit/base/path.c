/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/check.h"

#include <string.h>

#include "sim/base/path.h"

static void a_stem_has_no_folder_and_no_ending(void **state)
{
    static const char *const cases[][2] = {{"runs/peak.h5", "peak"},
                                           {"peak.h5", "peak"},
                                           {"peak", "peak"},
                                           {"morning.peak.ini", "morning.peak"},
                                           {"a.b/peak", "peak"},
                                           {"/.peak", ".peak"},
                                           {"../.peak.ini", ".peak"},
                                           {"runs/", ""},
                                           {"", ""}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t length;
        const char *stem = path_stem(cases[i][0], &length);

        assert_int_equal(length, strlen(cases[i][1]));
        assert_memory_equal(stem, cases[i][1], length);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stem_has_no_folder_and_no_ending),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
