/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/experiment/settings.h"
#include "tests/unit/said.h"

static void settings_stand_in_their_order(void **state)
{
    struct settings T = {0};

    (void)state;
    for (int i = 0; i < 20; i++) {
        char key[16];

        snprintf(key, sizeof key, "a.k%d", i);
        assert_int_equal(settings_add(stderr, &T, key, strdup("1")), GATESIM_OK);
    }
    assert_int_equal(settings_add(stderr, &T, NULL, strdup("b.c=2")), GATESIM_OK);
    assert_int_equal(T.count, 21);
    assert_string_equal(settings_list(&T)[0], "a.k0=1");
    assert_string_equal(settings_list(&T)[19], "a.k19=1");
    assert_string_equal(settings_list(&T)[20], "b.c=2");
    assert_true(settings_has(&T, "b.c=2"));
    settings_truncate(&T, 20);
    assert_false(settings_has(&T, "b.c=2"));
    settings_release(&T);
    assert_int_equal(T.count, 0);
}

static void without_memory_it_is_said(void **state)
{
    struct settings T = {0};
    struct said S;

    (void)state;
    said_begin(&S);
    assert_int_equal(settings_add(S.stream, &T, "a.b", NULL), GATESIM_ENOMEM);
    said_end(&S, "gatesim: out of memory\n");
    assert_int_equal(T.count, 0);
    settings_release(&T);
}

static void seeds_have_64_bits(void **state)
{
    static const char *const right[] = {"0", "1", "18446744073709551615", "00012"};
    static const char *const wrong[] = {
        "", "-1", "1.5", " 1", "18446744073709551616", "100000000000000000000"};

    (void)state;
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        assert_int_equal(settings_seed_wrong(stderr, right[i]), GATESIM_OK);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct said S;

        said_begin(&S);
        assert_int_equal(settings_seed_wrong(S.stream, wrong[i]), GATESIM_EINPUT);
        said_has(&S, "a seed is a whole number from 0 to 18446744073709551615");
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(settings_stand_in_their_order),
        cmocka_unit_test(without_memory_it_is_said),
        cmocka_unit_test(seeds_have_64_bits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
