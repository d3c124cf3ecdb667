/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "analysis/compare/one_more.h"
#include "tests/unit/close.h"

#define RUNS 4
#define PLACES 3
#define CAUSES 2
#define WIDTH (CAUSES + 2)
#define BEFORE 5
#define ARRIVED 15

static const char *const causes[] = {"queueing", "service"};
static struct run_data_column column[] = {
    {"summary", "trucks_arrived", "truck", "", 0, {{0}}, 1, 0},
    {"delay", "total_time", "s", "", 1, {{"cause", CAUSES, causes, 0, 0}}, CAUSES, 1},
    {"summary", "trucks_at_start", "truck", "", 0, {{0}}, 1, WIDTH - 1},
};

/* One run whose trucks queue time[r] s and are served 40 s in all, each. */
struct one_run {
    double values[RUNS][WIDTH];
    struct run_data X;
};

static void make(struct one_run *run, const double time[RUNS], size_t count)
{
    run->X = (struct run_data){.columns = 3,
                               .column = column,
                               .width = WIDTH,
                               .count = count,
                               .values = &run->values[0][0]};
    for (size_t r = 0; r < RUNS; r++) {
        run->values[r][0] = ARRIVED;
        run->values[r][1] = (BEFORE + ARRIVED) * time[r];
        run->values[r][2] = (BEFORE + ARRIVED) * 40.0;
        run->values[r][3] = BEFORE;
    }
}

static const double as_is[RUNS] = {100, 400, 250, 310};

/* What the savings by place and replication say; the places are called a, b and c. */
static struct one_more found(const double saving[PLACES][RUNS], size_t count)
{
    static const char *const names[PLACES] = {"a", "b", "c"};
    struct one_more M = {.row = calloc(PLACES, sizeof *M.row), .count = PLACES};
    struct one_run before, with[PLACES];
    const struct run_data *runs[PLACES];

    assert_non_null(M.row);
    make(&before, as_is, count);
    for (size_t i = 0; i < PLACES; i++) {
        double time[RUNS];

        for (size_t r = 0; r < RUNS; r++)
            time[r] = as_is[r] - saving[i][r];
        make(&with[i], time, count);
        runs[i] = &with[i].X;
        M.row[i].name = names[i];
    }
    assert_int_equal(one_more_judge(&M, &before.X, runs), 0);
    assert_close(M.time, count == RUNS ? 265 + 40 : 140, 1e-12);
    return M;
}

/* The interval of b: t(3 degrees; 1 - 0.05 / 6) = 4.8567, of a mean whose standard deviation is
 * sqrt(13 / 3). */
static void the_greatest_saving_limits_the_gate(void **state)
{
    static const double saving[PLACES][RUNS] = {{5, 6, 4, 5}, {20, 25, 22, 23}, {0, 0, 0, 0}};
    struct one_more M = found(saving, RUNS);

    (void)state;
    assert_int_equal(M.answer, ONE_MORE_LIMIT);
    assert_int_equal(M.replications, RUNS);
    assert_string_equal(M.row[0].name, "b");
    assert_string_equal(M.row[1].name, "a");
    assert_string_equal(M.row[2].name, "c");
    assert_close(M.row[0].saving.mean, 22.5, 1e-12);
    assert_close(M.row[0].saving.half_width, 4.8567 * sqrt(13.0 / 3.0 / 4.0), 1e-4);
    assert_int_equal(M.rivals, 0);
    one_more_release(&M);
}

/* a and b save alike, on other trucks. */
static void what_is_not_told_apart_is_a_rival(void **state)
{
    static const double saving[PLACES][RUNS] = {{20, 26, 20, 26}, {26, 19, 26, 19}, {1, 1, 1, 1}};
    struct one_more M = found(saving, RUNS);

    (void)state;
    assert_int_equal(M.answer, ONE_MORE_CLOSE);
    assert_string_equal(M.row[0].name, "a");
    assert_int_equal(M.rivals, 1);
    assert_true(M.row[1].rival);
    assert_string_equal(M.row[1].name, "b");
    assert_false(M.row[2].rival);
    one_more_release(&M);
}

/* The difference of two uncertain savings that vary alike is sure. */
static void savings_that_vary_alike_are_told_apart(void **state)
{
    static const double saving[PLACES][RUNS] = {{25, 46, 30, 36}, {20, 41, 25.5, 31}, {0, 0, 0, 0}};
    struct one_more M = found(saving, RUNS);

    (void)state;
    assert_int_equal(M.answer, ONE_MORE_LIMIT);
    assert_true(M.row[1].saving.mean + M.row[1].saving.half_width > M.row[0].saving.mean);
    one_more_release(&M);
}

static void what_may_be_chance_limits_nothing(void **state)
{
    static const double saving[PLACES][RUNS] = {{-5, 9, 3, -4}, {-8, -6, -9, -7}, {0, 0, 0, 0}};
    struct one_more M = found(saving, RUNS);

    (void)state;
    assert_int_equal(M.answer, ONE_MORE_NOWHERE);
    assert_close(M.row[2].saving.mean, -7.5, 1e-12);
    one_more_release(&M);
}

static void one_replication_judges_nothing(void **state)
{
    static const double saving[PLACES][RUNS] = {{5}, {20}, {0}};
    struct one_more M = found(saving, 1);

    (void)state;
    assert_int_equal(M.answer, ONE_MORE_UNJUDGED);
    assert_string_equal(M.row[0].name, "b");
    assert_true(isnan(M.row[0].saving.half_width));
    one_more_release(&M);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_greatest_saving_limits_the_gate),
        cmocka_unit_test(what_is_not_told_apart_is_a_rival),
        cmocka_unit_test(savings_that_vary_alike_are_told_apart),
        cmocka_unit_test(what_may_be_chance_limits_nothing),
        cmocka_unit_test(one_replication_judges_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
