/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gatesim/status.h"
#include "sim/present/csv_writer.h"
#include "tests/unit/said.h"

static void fields_are_quoted_where_they_must(void **state)
{
    static const struct {
        const char *text, *field;
    } row[] = {
        {"customs", "customs,"},
        {"a, b", "\"a, b\","},
        {"say \"x\"", "\"say \"\"x\"\"\","},
        {"two\nlines", "\"two\nlines\","},
        {"=1+1", "\"'=1+1\","},
        {"@x", "\"'@x\","},
        {"-5", "-5,"},
        {"", ","},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct said S;

        said_begin(&S);
        csv_writer_text(S.stream, row[i].text, ',');
        said_end(&S, row[i].field);
    }
}

static void numbers_have_all_their_digits(void **state)
{
    struct said S;

    (void)state;
    said_begin(&S);
    csv_writer_number(S.stream, 0.1, ',');
    csv_writer_number(S.stream, (double)NAN, ',');
    csv_writer_number(S.stream, 1e6, '\n');
    said_end(&S, "0.1,,1000000\n");
}

static void a_file_appears_when_it_is_whole(void **state)
{
    struct csv_writer P;
    struct stat at;
    struct said S;

    (void)state;
    said_begin(&S);
    assert_int_equal(csv_writer_open(&P, S.stream, "csv-writer.csv"), GATESIM_OK);
    fputs("a,b\n", P.out);
    assert_int_not_equal(stat("csv-writer.csv", &at), 0);
    assert_int_equal(csv_writer_close(&P, true), GATESIM_OK);
    assert_int_equal(stat("csv-writer.csv", &at), 0);
    assert_int_equal(at.st_size, 4);
    unlink("csv-writer.csv");
    assert_int_equal(csv_writer_open(&P, S.stream, "csv-writer.csv"), GATESIM_OK);
    assert_int_not_equal(csv_writer_close(&P, false), GATESIM_OK);
    assert_int_not_equal(stat("csv-writer.csv", &at), 0);
    assert_int_equal(csv_writer_open(&P, S.stream, "no-such-folder/x.csv"), GATESIM_EIO);
    said_has(&S, "no-such-folder/x.csv: cannot write: ");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_quoted_where_they_must),
        cmocka_unit_test(numbers_have_all_their_digits),
        cmocka_unit_test(a_file_appears_when_it_is_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
