/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Control characters: found, and taken out, with all else left as it is. */
#include "tests/unit/check.h"

#include <string.h>

#include "sim/base/control.h"

static void assert_cleaned(const char *text, const char *line, const char *lines)
{
    char copy[64];

    control_clean(strcpy(copy, text));
    assert_string_equal(copy, line);
    control_clean_lines(strcpy(copy, text));
    assert_string_equal(copy, lines);
}

static void control_characters_become_question_marks(void **state)
{
    (void)state;
    assert_cleaned("\x1b[31mred\x1b[0m", "?[31mred?[0m", "?[31mred?[0m");
    assert_cleaned("a\tb\nc\r", "a?b?c?", "a\tb\nc?");
    assert_cleaned("\xc2\x9b"
                   "31m\x7f",
                   "?31m?", "?31m?");
    assert_cleaned("x\xe2\x80\xaey\xe2\x81\xa6z\xd8\x9c", "x?y?z?", "x?y?z?");
}

static void other_text_stays(void **state)
{
    static const char text[] =
        "H\xe1\xbb\xafu Ngh\xe1\xbb\x8b \xc2\xa0 \xe2\x80\x94 \xe2\x82\xab \xd8\x9b";

    (void)state;
    assert_cleaned(text, text, text);
    assert_cleaned("\xe2\x80", "\xe2\x80", "\xe2\x80");
}

static void the_first_is_found(void **state)
{
    size_t length;

    (void)state;
    assert_int_equal(control_find("ab\tc", 4, &length), 4);
    assert_int_equal(control_find("ab\tc\x1b", 5, &length), 4);
    assert_int_equal(length, 1);
    assert_int_equal(control_find("a\xe2\x80\xaf\xe2\x80\xae", 7, &length), 4);
    assert_int_equal(length, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(control_characters_become_question_marks),
        cmocka_unit_test(other_text_stays),
        cmocka_unit_test(the_first_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
