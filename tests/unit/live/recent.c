/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last hour of a gate. */
#include "sim/live/recent.h"
#include "tests/unit/check.h"

#define MINUTE (60 * GATESIM_TICKS_PER_SECOND)

static void of_no_truck_nothing_is_known(void **state)
{
    struct recent R;
    struct recent_summary S;

    (void)state;
    recent_init(&R);
    S = recent_sum_up(&R, 90 * MINUTE);
    assert_int_equal(S.count, 0);
    assert_true(isnan(S.mean));
    assert_true(isnan(S.p95));
    recent_release(&R);
}

/* A truck each minute from minute 1 on, which took as many seconds as it is minutes. */
static void those_of_the_hour_up_to_now_count(void **state)
{
    struct recent R;
    struct recent_summary S;

    (void)state;
    recent_init(&R);
    for (int i = 1; i <= 500; i++)
        recent_add(&R, i * MINUTE, i);
    S = recent_sum_up(&R, 500 * MINUTE);
    assert_int_equal(S.count, 60); /* 441 to 500: that of minute 440 is an hour old */
    assert_near(S.mean, 470.5, 1e-9);
    assert_near(S.p95, 441 + 0.95 * 59, 1e-9); /* between the two order statistics beside it */
    S = recent_sum_up(&R, 530 * MINUTE);
    assert_int_equal(S.count, 30);
    assert_near(S.mean, 485.5, 1e-9);
    assert_int_equal(recent_sum_up(&R, 560 * MINUTE).count, 0);
    recent_clear(&R);
    assert_int_equal(recent_sum_up(&R, 500 * MINUTE).count, 0);
    recent_add(&R, 2 * MINUTE, 7.5);
    S = recent_sum_up(&R, 3 * MINUTE);
    assert_int_equal(S.count, 1);
    assert_near(S.p95, 7.5, 1e-9);
    recent_release(&R);
}

static void memory_is_for_an_hour(void **state)
{
    struct recent R;

    (void)state;
    recent_init(&R);
    for (int i = 1; i <= 100000; i++)
        recent_add(&R, i * MINUTE, 1);
    assert_true(R.crossings.capacity < 500);
    recent_release(&R);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_no_truck_nothing_is_known),
        cmocka_unit_test(those_of_the_hour_up_to_now_count),
        cmocka_unit_test(memory_is_for_an_hour),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
