/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/present/trend_words.h"
#include "tests/unit/said.h"

static void take(void *user, const char *text)
{
    fprintf(user, "%s\n", text);
}

/* What is told of a trend. */
static void check(const struct trend *trend, const char *whom, const char *place,
                  const char *expected)
{
    struct said S;
    struct sentences T = {.take = take};

    said_begin(&S);
    T.user = S.stream;
    trend_tell(&T, trend, whom, place);
    assert_int_equal(sentences_status(&T), GATESIM_OK);
    said_end(&S, expected);
}

static void a_backlog_that_grows_is_told_with_its_reason(void **state)
{
    const struct trend seen = {.kind = TREND_GROWS, .rate = 12.4, .load = (double)NAN};
    const struct trend known = {.kind = TREND_GROWS, .rate = (double)NAN, .load = 1.26};

    (void)state;
    check(&seen, "", NULL,
          "the backlog still grows at the end, by 12 trucks a day: its means depend on how long "
          "the run is\n");
    check(&known, "with paper ", "x-ray",
          "with paper the backlog grows, since x-ray gets 126 % of the work that it can do while "
          "open: its means depend on how long the run is\n");
}

static void what_is_close_is_not_decided(void **state)
{
    const struct trend close = {.kind = TREND_CLOSE, .rate = (double)NAN, .load = 0.993};

    (void)state;
    check(&close, "", "customs",
          "it is too close to tell whether the backlog grows: customs gets 99.3 % of the work that "
          "it can do while open\n");
}

static void nothing_is_told_of_a_steady_one(void **state)
{
    const struct trend steady = {.kind = TREND_STEADY, .rate = 0.0, .load = 0.5};
    const struct trend none = {.kind = TREND_NONE, .rate = (double)NAN, .load = (double)NAN};

    (void)state;
    check(&steady, "", "customs", "");
    check(&none, "", NULL, "");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_backlog_that_grows_is_told_with_its_reason),
        cmocka_unit_test(what_is_close_is_not_decided),
        cmocka_unit_test(nothing_is_told_of_a_steady_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
