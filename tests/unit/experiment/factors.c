/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/experiment/factors.h"
#include "tests/unit/said.h"

/* Reads one factor, and one limit unless it is NULL, into V. Returns as factors_read. */
static int read(struct factors *V, FILE *messages, const char *factor, const char *limit)
{
    struct settings factors = {0}, limits = {0};
    int status;

    factors_init(V, messages);
    assert_int_equal(settings_add(stderr, &factors, NULL, strdup(factor)), GATESIM_OK);
    if (limit != NULL)
        assert_int_equal(settings_add(stderr, &limits, NULL, strdup(limit)), GATESIM_OK);
    status = factors_read(V, &factors, &limits);
    settings_release(&factors);
    settings_release(&limits);
    return status;
}

static void texts_have_levels(void **state)
{
    static const struct {
        const char *factor;
        size_t levels;
        const char *first, *last; /* as a scenario has them */
        double number;            /* of the last */
    } row[] = {
        {"a.servers=2..8", 7, "2", "8", 8.0},
        {"a.servers=2..8/3", 3, "2", "8", 8.0},
        {"a.service=5..15 min/5 min", 3, "5 min", "15 min", 15.0},
        {"a.x=0.1..0.5/0.1", 5, "0.1", "0.5", 0.5},
        {"a.service=lognormal mean 5..15 min/10 min cv 0.8", 2, "lognormal mean 5 min cv 0.8",
         "lognormal mean 15 min cv 0.8", 15.0},
        {"a.b=fifo, priority", 2, "fifo", "priority", 1.0},
        {"a.rate=20/h,30/h", 2, "20/h", "30/h", 30.0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct factors V;
        char *text;

        assert_int_equal(read(&V, stderr, row[i].factor, NULL), GATESIM_OK);
        assert_int_equal(V.count, 1);
        assert_int_equal(V.factor[0].levels, row[i].levels);
        text = factor_text(&V.factor[0], 0.0);
        assert_string_equal(text, row[i].first);
        free(text);
        text = factor_text(&V.factor[0], (double)(row[i].levels - 1));
        assert_string_equal(text, row[i].last);
        free(text);
        assert_float_equal(factor_number(&V.factor[0], (double)(row[i].levels - 1)), row[i].number,
                           1e-12);
        factors_release(&V);
    }
}

static void a_range_without_a_step_is_continuous(void **state)
{
    struct factors V;

    (void)state;
    assert_int_equal(read(&V, stderr, "a.service=5..15 min", NULL), GATESIM_OK);
    assert_true(V.factor[0].continuous);
    assert_float_equal(factor_place(&V.factor[0], 0.25), 7.5, 1e-12);
    factors_release(&V);
}

static void limits_leave_out_points(void **state)
{
    struct factors V;

    (void)state;
    assert_int_equal(read(&V, stderr, "a.servers=2..8", "2 a.servers <= 9"), GATESIM_OK);
    assert_true(factors_allows(&V, (const double[]){2.0}));  /* level 2: 4 servers */
    assert_false(factors_allows(&V, (const double[]){3.0})); /* 5 servers */
    factors_release(&V);
}

static void mistakes_are_told(void **state)
{
    static const struct {
        const char *factor, *limit, *told;
    } row[] = {
        {"a.servers=8..2", NULL, "it does not go up"},
        {"a.servers=2..x", NULL, "is no range; a range is LOW..HIGH"},
        {"a.servers=2,,3", NULL, "an empty value in '2,,3'"},
        {"scenario.seed=1..4", NULL, "it cannot be varied: all points run on the same random"},
        {"a.servers=2..8", "b.servers < 3", "'b.servers' is not varied"},
        {"a.b=fifo,lifo", "a.b < 3", "the values of 'a.b' are no numbers"},
        {"a.servers=2..8", "a.servers =< 3", "is none of < <= > >= = =="},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct factors V;
        struct said S;

        said_begin(&S);
        assert_int_equal(read(&V, S.stream, row[i].factor, row[i].limit), GATESIM_EINPUT);
        said_has(&S, row[i].told);
        factors_release(&V);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_have_levels),
        cmocka_unit_test(a_range_without_a_step_is_continuous),
        cmocka_unit_test(limits_leave_out_points),
        cmocka_unit_test(mistakes_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
