/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/check.h"

#include <string.h>

#include "gatesim/status.h"
#include "sim/base/diag.h"

static const char *message_at(const struct gatesim_diagnostics *D, size_t i)
{
    return gatesim_diagnostics_at(D, i)->message;
}

static void starts_empty(void **state)
{
    struct gatesim_diagnostics *D = diag_create();

    (void)state;
    assert_int_equal(gatesim_diagnostics_count(D), 0);
    assert_int_equal(diag_status(D), 0);
    diag_sort(D);
    gatesim_diagnostics_destroy(D);
    gatesim_diagnostics_destroy(NULL);
}

static void copies_what_it_is_given(void **state)
{
    struct gatesim_diagnostics *D = diag_create();
    char file[] = "a.ini", section[] = "station customs", key[] = "servers";
    const struct gatesim_diagnostic *d;

    (void)state;
    diag_add(D, &(struct diag_place){file, 17, section, key}, "%d is below %s", -3, "0");
    file[0] = section[0] = key[0] = '?';
    d = gatesim_diagnostics_at(D, 0);
    assert_string_equal(d->file, "a.ini");
    assert_int_equal(d->line, 17);
    assert_string_equal(d->section, "station customs");
    assert_string_equal(d->key, "servers");
    assert_string_equal(d->message, "-3 is below 0");
    assert_int_equal(diag_status(D), GATESIM_EINPUT);
    gatesim_diagnostics_destroy(D);
}

static void sorts_by_file_of_first_mention_then_line_then_finding(void **state)
{
    struct gatesim_diagnostics *D = diag_create();
    char z[] = "z.ini"; /* the same name at another address */

    (void)state;
    diag_add(D, &(struct diag_place){.file = "z.ini", .line = 9}, "third");
    diag_add(D, &(struct diag_place){.file = "a.ini", .line = 2}, "fifth");
    diag_add(D, &(struct diag_place){.file = z, .line = 9}, "fourth");
    diag_add(D, &(struct diag_place){.line = 1}, "sixth");
    diag_add(D, &(struct diag_place){.file = z, .line = 0}, "first");
    diag_add(D, &(struct diag_place){.file = z, .line = 3}, "second");
    diag_sort(D);
    assert_string_equal(message_at(D, 0), "first");
    assert_string_equal(message_at(D, 1), "second");
    assert_string_equal(message_at(D, 2), "third");
    assert_string_equal(message_at(D, 3), "fourth");
    assert_string_equal(message_at(D, 4), "fifth");
    assert_string_equal(message_at(D, 5), "sixth");
    gatesim_diagnostics_destroy(D);
}

static void holds_messages_of_any_length(void **state)
{
    struct gatesim_diagnostics *D = diag_create();

    (void)state;
    for (int i = 0; i < 1000; i++)
        diag_add(D, &(struct diag_place){.file = "a.ini", .line = 5}, "%*d", 1 + i * 3, i);
    diag_sort(D);
    assert_int_equal(gatesim_diagnostics_count(D), 1000);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(strlen(message_at(D, i)), i == 0 ? 1 : 1 + i * 3);
    gatesim_diagnostics_destroy(D);
}

static void prints(struct gatesim_diagnostic d, const char *expected)
{
    char text[200];

    assert_int_equal(gatesim_diagnostic_print(&d, text, sizeof text), strlen(expected));
    assert_string_equal(text, expected);
}

static void prints_the_parts_that_it_has(void **state)
{
    (void)state;
    prints((struct gatesim_diagnostic){"a.ini", 4294967295, "station x", "servers", "no"},
           "a.ini:4294967295: [station x] servers: no");
    prints((struct gatesim_diagnostic){"a.ini", 3, "station x", NULL, "no"},
           "a.ini:3: [station x]: no");
    prints((struct gatesim_diagnostic){"a.ini", 3, NULL, "servers", "no"}, "a.ini:3: servers: no");
    prints((struct gatesim_diagnostic){"a.ini", 0, NULL, NULL, "no"}, "a.ini: no");
    prints((struct gatesim_diagnostic){NULL, 0, "a", "b", "no"}, "[a] b: no");
    prints((struct gatesim_diagnostic){NULL, 0, NULL, NULL, "no"}, "no");
}

static void prints_like_snprintf_when_there_is_no_room(void **state)
{
    const struct gatesim_diagnostic d = {"a.ini", 3, "s", "k", "no"};
    char text[8];

    (void)state;
    assert_int_equal(gatesim_diagnostic_print(&d, NULL, 0), 18);
    assert_int_equal(gatesim_diagnostic_print(&d, text, sizeof text), 18);
    assert_string_equal(text, "a.ini:3");
}

static const char *const words[] = {"servers", "service", "setup", "patience", "kiểm dịch", "海关"};

static const char *suggest(const char *word)
{
    return diag_suggest(word, words, sizeof words / sizeof *words);
}

static void suggests_the_nearest_word(void **state)
{
    (void)state;
    assert_string_equal(suggest("sevrers"), "servers"); /* two neighbours swapped: one edit */
    assert_string_equal(suggest("SERVICE"), "service");
    assert_string_equal(suggest("services"), "service");
    assert_string_equal(suggest("stup"), "setup");
    assert_string_equal(suggest("paciense"), "patience");
    assert_string_equal(suggest("kiem dịch"), "kiểm dịch"); /* characters, not bytes */
    assert_string_equal(suggest("海官"), "海关");
}

static void suggests_nothing_far_fetched(void **state)
{
    const char *const letters[] = {"A", "B"};

    (void)state;
    assert_null(suggest("throughput"));
    assert_null(suggest("set"));
    assert_null(suggest(""));
    assert_null(suggest("\xff\x80\x80\x80\x80\x80"));
    assert_null(diag_suggest("C", letters, 2)); /* nothing in common */
    assert_string_equal(diag_suggest("b", letters, 2), "B");
    assert_null(diag_suggest("a", NULL, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(starts_empty),
        cmocka_unit_test(copies_what_it_is_given),
        cmocka_unit_test(sorts_by_file_of_first_mention_then_line_then_finding),
        cmocka_unit_test(holds_messages_of_any_length),
        cmocka_unit_test(prints_the_parts_that_it_has),
        cmocka_unit_test(prints_like_snprintf_when_there_is_no_room),
        cmocka_unit_test(suggests_the_nearest_word),
        cmocka_unit_test(suggests_nothing_far_fetched),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
