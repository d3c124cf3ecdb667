/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/text/text.h"

struct row {
    double x;
    const char *text;
};

static void check(char *(*format)(char *, double), const struct row *row, size_t count)
{
    char b[TEXT_SIZE];

    for (size_t i = 0; i < count; i++)
        assert_string_equal(format(b, row[i].x), row[i].text);
}

#define CHECK(format, rows) check((format), (rows), sizeof(rows) / sizeof *(rows))

/* text_span and text_duration of estimates without a half-width. */
static char *span(char *b, struct estimate E)
{
    return text_span(b, E.mean);
}

static char *duration(char *b, struct estimate E)
{
    return text_duration(b, E.mean);
}

typedef char *(*writer)(char *, struct estimate);

static writer writer_of(const char *kind)
{
    static const struct {
        const char *kind;
        writer write;
    } formats[] = {{"duration", duration},
                   {"span", span},
                   {"time", text_duration_estimate},
                   {"number", text_number_estimate}};

    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(kind, formats[i].kind) == 0)
            return formats[i].write;
    fail_msg("a row of the kind %s", kind);
    return NULL;
}

/* The rows that the web pages are held to as well: kind, number, half-width, text. */
static void numbers_are_written_as_on_the_pages(void **state)
{
    FILE *rows = fopen(*state, "r");
    char line[256], kind[16], b[2 * TEXT_SIZE];
    struct estimate E = {.n = 2};
    size_t count = 0;
    int at;

    assert_non_null(rows);
    while (fgets(line, sizeof line, rows) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#' || line[0] == '\0')
            continue;
        assert_int_equal(sscanf(line, "%15s %lf %lf %n", kind, &E.mean, &E.half_width, &at), 3);
        assert_string_equal(writer_of(kind)(b, E), line + at);
        count++;
    }
    assert_true(count > 50);
    fclose(rows);
}

static void what_has_no_end_is_said_to(void **state)
{
    static const struct row rows[] = {{INFINITY, "without end"}};

    (void)state;
    CHECK(text_duration, rows);
}

static void numbers_have_commas_or_three_digits(void **state)
{
    static const struct row rows[] = {
        {0.0, "0"},
        {7.0, "7"},
        {23.449, "23.4"},
        {99.94, "99.9"},
        {99.96, "100"},
        {999.6, "1,000"},
        {4213.0, "4,213"},
        {1234567.4, "1,234,567"},
        {-1234.0, "-1,234"},
        {-123.4, "-123"},
        {0.051234, "0.0512"},
        {0.0049, "< 0.01"},
        {INFINITY, "without end"},
        {NAN, "-"},
        {1e15, "1e+15"},
        {999999999999.0, "999,999,999,999"},
    };

    (void)state;
    CHECK(text_number, rows);
}

static void shares_and_lengths(void **state)
{
    static const struct row shares[] = {{0.0, "0 %"},     {1.0, "100 %"},    {0.6249, "62 %"},
                                        {0.004, "0.4 %"}, {1e-5, "< 0.1 %"}, {NAN, "-"}};
    static const struct row lengths[] = {{0.0, "0 m"}, {320.4, "320 m"}, {3100.0, "3.1 km"}};

    (void)state;
    CHECK(text_percent, shares);
    CHECK(text_length, lengths);
}

struct estimate_row {
    double mean, half_width;
    const char *text;
};

static void check_estimates(char *(*format)(char *, struct estimate),
                            const struct estimate_row *row, size_t count)
{
    char b[2 * TEXT_SIZE];

    for (size_t i = 0; i < count; i++)
        assert_string_equal(
            format(b, (struct estimate){.mean = row[i].mean, .half_width = row[i].half_width}),
            row[i].text);
}

#define CHECK_ESTIMATES(format, rows) \
    check_estimates((format), (rows), sizeof(rows) / sizeof *(rows))

static void a_length_and_its_half_width_have_one_unit(void **state)
{
    static const struct estimate_row rows[] = {
        {320.0, 12.3, "320 m \u00b1 12 m"},
        {3100.0, 123.0, "3.10 km \u00b1 0.12 km"},
        {3100.0, NAN, "3.1 km"},
        {0.0, 0.0, "0 m"},
    };

    (void)state;
    CHECK_ESTIMATES(text_length_estimate, rows);
}

static void what_stands_beside_an_estimate_goes_to_its_place(void **state)
{
    char b[TEXT_SIZE];

    (void)state;
    assert_string_equal(text_duration_beside(b, 30912.0, 2764.0), "8 h 35 min");
    assert_string_equal(text_duration_beside(b, 30912.0, 7.2), "8 h 35 min 12.0 s");
    assert_string_equal(text_duration_beside(b, 30912.0, NAN), "8 h 35 min");
    assert_string_equal(text_duration_beside(b, INFINITY, 7.2), "without end");
}

static char *print(const struct table *T, int columns)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    assert_non_null(out);
    assert_int_equal(table_print(T, out, (struct style){.columns = columns}), GATESIM_OK);
    assert_int_equal(fclose(out), 0);
    return text;
}

static void tables_align_by_columns_of_the_terminal(void **state)
{
    static const char *const headers[] = {"Station", "served", "wait"};
    struct arena *A = arena_create();
    struct table *T = table_create(A, 3, headers);
    char *text;

    (void)state;
    table_row(T, "<- here");
    table_cell(T, "h\u1ea3i quan");
    table_cell(T, "4,213");
    table_cell(T, "12 min 30 s");
    table_row(T, NULL);
    table_cell(T, "\u53cb\u8c0a\u5173"); /* three characters, six columns */
    table_cell(T, "7");
    text = print(T, 0);
    assert_string_equal(text, "  Station   served         wait\n"
                              "  h\u1ea3i quan   4,213  12 min 30 s  <- here\n"
                              "  \u53cb\u8c0a\u5173         7             \n");
    free(text);
    arena_destroy(A);
}

/* Four columns of 4, 6, 3 and 5 letters, two blanks before each, and a mark of 6 behind the last:
 * 6, 8, 5 and 7 + 8 wide. */
static struct table *four(struct arena *A, size_t named)
{
    static const char *const headers[] = {"Gate", "what", "one", "two"};
    struct table *T = table_create(A, 4, headers);

    table_name(T, named);
    table_row(T, "<- end");
    table_cell(T, "g");
    table_cell(T, "trucks");
    table_cell(T, "7");
    table_cell(T, "12345");
    return T;
}

/* check_broken(named, columns, expected): how it looks in so many columns. */
static void check_broken(size_t named, int columns, const char *expected)
{
    struct arena *A = arena_create();
    char *text = print(four(A, named), columns);

    assert_string_equal(text, expected);
    free(text);
    arena_destroy(A);
}

static void a_table_goes_on_below_when_it_is_too_wide(void **state)
{
    (void)state;
    check_broken(2, 34, "  Gate    what  one    two\n  g     trucks    7  12345  <- end\n");
    check_broken(2, 33,
                 "  Gate    what  one\n  g     trucks    7\n\n"
                 "  Gate    what    two\n  g     trucks  12345  <- end\n");
    check_broken(1, 33,
                 "  Gate    what  one\n  g     trucks    7\n\n"
                 "  Gate    two\n  g     12345  <- end\n");
    check_broken(1, 19,
                 "  Gate    what  one\n  g     trucks    7\n\n"
                 "  Gate    two\n  g     12345  <- end\n");
    check_broken(1, 18,
                 "  Gate    what\n  g     trucks\n\n  Gate  one\n  g       7\n\n"
                 "  Gate    two\n  g     12345  <- end\n");
}

/* What names a row is repeated while it takes half of the line at most: 14 of 28, not of 27. */
static void what_is_repeated_leaves_half_of_the_line(void **state)
{
    (void)state;
    check_broken(2, 28,
                 "  Gate    what  one\n  g     trucks    7\n\n"
                 "  Gate    what    two\n  g     trucks  12345  <- end\n");
    check_broken(2, 27,
                 "  Gate    what  one\n  g     trucks    7\n\n"
                 "  Gate    two\n  g     12345  <- end\n");
}

/* All of them are named, or a column is wider than the terminal. */
static void every_column_is_printed(void **state)
{
    (void)state;
    check_broken(4, 0, "  Gate    what  one    two\n  g     trucks    7  12345  <- end\n");
    check_broken(1, 1,
                 "  Gate    what\n  g     trucks\n\n  Gate  one\n  g       7\n\n"
                 "  Gate    two\n  g     12345  <- end\n");
}

static void the_only_column_is_printed(void **state)
{
    static const char *const headers[] = {"Gate"};
    struct arena *A = arena_create();
    char *text = print(table_create(A, 1, headers), 3);

    (void)state;
    assert_string_equal(text, "  Gate\n");
    free(text);
    arena_destroy(A);
}

static void a_table_with_too_many_cells_is_lost(void **state)
{
    static const char *const headers[] = {"a", "b"};
    struct arena *A = arena_create();
    struct table *T = table_create(A, 2, headers);

    (void)state;
    table_cell(T, "one too many");
    assert_int_equal(table_print(T, stdout, (struct style){.colour = false}), GATESIM_ENOMEM);
    arena_destroy(A);
}

static void no_colours_without_a_terminal(void **state)
{
    FILE *out = tmpfile();

    (void)state;
    assert_non_null(out);
    assert_false(style_of(out).colour);
    fclose(out);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(numbers_are_written_as_on_the_pages, argv[1]),
        cmocka_unit_test(what_has_no_end_is_said_to),
        cmocka_unit_test(numbers_have_commas_or_three_digits),
        cmocka_unit_test(shares_and_lengths),
        cmocka_unit_test(a_length_and_its_half_width_have_one_unit),
        cmocka_unit_test(what_stands_beside_an_estimate_goes_to_its_place),
        cmocka_unit_test(tables_align_by_columns_of_the_terminal),
        cmocka_unit_test(a_table_goes_on_below_when_it_is_too_wide),
        cmocka_unit_test(what_is_repeated_leaves_half_of_the_line),
        cmocka_unit_test(every_column_is_printed),
        cmocka_unit_test(the_only_column_is_printed),
        cmocka_unit_test(a_table_with_too_many_cells_is_lost),
        cmocka_unit_test(no_colours_without_a_terminal),
    };

    if (argc != 2)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
