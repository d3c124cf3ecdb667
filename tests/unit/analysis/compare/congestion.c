/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "analysis/compare/congestion.h"
#include "tests/unit/close.h"

#define RUNS 4
#define PLACES 3
#define CAUSES 3
#define WIDTH (PLACES * CAUSES + 2)
#define TRUCKS 10 /* in every replication */

static const char *const stations[] = {"yard", "scanner", "exit"};
static const char *const causes[] = {"queueing", "service", "blocked"};

/* The data of a run of so many replications, in which so many trucks are there before and arrive,
 * and spend time[place][cause] s in all in the first; in each other, more by step[place] in the
 * line. */
static struct congestion found_with(const double before[RUNS], const double trucks[RUNS],
                                    size_t count, const double time[PLACES][CAUSES],
                                    const double step[PLACES][RUNS])
{
    struct run_data_column column[] = {
        {"summary", "trucks_arrived", "truck", "", 0, {{0}}, 1, 0},
        {"delay",
         "station_time",
         "s",
         "",
         2,
         {{"station", PLACES, stations, 0, 0}, {"cause", CAUSES, causes, 0, 0}},
         PLACES * CAUSES,
         1},
        {"summary", "trucks_at_start", "truck", "", 0, {{0}}, 1, WIDTH - 1},
    };
    double values[RUNS][WIDTH];
    const struct run_data X = {
        .columns = 3, .column = column, .width = WIDTH, .count = count, .values = &values[0][0]};
    struct congestion G;

    for (size_t r = 0; r < RUNS; r++) {
        values[r][0] = trucks[r];
        values[r][WIDTH - 1] = before[r];
        for (size_t i = 0; i < PLACES * CAUSES; i++)
            values[r][1 + i] =
                time[i / CAUSES][i % CAUSES] + (i % CAUSES == 0 ? step[i / CAUSES][r] : 0.0);
    }
    assert_int_equal(congestion_find(&X, &G), 0);
    return G;
}

static const double nobody[RUNS] = {0};

static struct congestion found_of(size_t count, const double time[PLACES][CAUSES],
                                  const double step[PLACES][RUNS])
{
    static const double trucks[RUNS] = {TRUCKS, TRUCKS, TRUCKS, TRUCKS};

    return found_with(nobody, trucks, count, time, step);
}

/* Both places have lines that vary alike: their difference does not, and is sure. */
static void what_varies_alike_is_told_apart(void **state)
{
    static const double time[PLACES][CAUSES] = {{100, 900, 50}, {120, 0, 20}, {30, 0, 0}};
    static const double step[PLACES][RUNS] = {
        {0, 400, 900, 200}, {0, 401, 899, 200}, {0, 400, 900, 200}};
    struct congestion G = found_of(RUNS, time, step);

    (void)state;
    assert_int_equal(G.count, 1);
    assert_true(G.judged);
    assert_string_equal(G.place[0].name, "yard");
    assert_int_equal(G.place[0].station, 0);
    assert_string_equal(G.cause, "queueing");
    assert_close(G.place[0].wait, (150 + 375) / 10.0, 1e-12); /* service is no wait */
    assert_close(G.of_cause, (100 + 375) / 10.0, 1e-12);
    assert_close(G.all, (150 + 140 + 30 + 3 * 375) / 10.0, 1e-12);
    congestion_release(&G);
}

/* The differences, scanner less yard, are 20, -30, 60, 10 with mean 15 and sd 37.0: 15 is less than
 * t(3; 0.975) = 3.18 times 18.5. */
static void what_differs_by_chance_is_not(void **state)
{
    static const double time[PLACES][CAUSES] = {{100, 0, 0}, {100, 0, 0}, {1, 0, 0}};
    static const double step[PLACES][RUNS] = {{0, 40, 0, 0}, {20, 10, 60, 10}, {0}};
    struct congestion G = found_of(RUNS, time, step);

    (void)state;
    assert_int_equal(G.count, 2);
    assert_string_equal(G.place[0].name, "scanner");
    assert_string_equal(G.place[1].name, "yard");
    congestion_release(&G);
}

/* The second is behind for sure; the third, shorter but of greater spread, is not. */
static void a_third_may_be_the_longest_too(void **state)
{
    static const double time[PLACES][CAUSES] = {{500, 0, 0}, {450, 0, 0}, {0, 0, 400}};
    static const double step[PLACES][RUNS] = {{0}, {0, 1, 0, 1}, {0, 300, 0, -300}};
    struct congestion G = found_of(RUNS, time, step);

    (void)state;
    assert_int_equal(G.count, 2);
    assert_string_equal(G.place[0].name, "yard");
    assert_string_equal(G.place[1].name, "exit");
    congestion_release(&G);
}

static void a_single_replication_is_not_judged(void **state)
{
    static const double time[PLACES][CAUSES] = {{10, 0, 0}, {9, 0, 11}, {1, 0, 0}};
    static const double step[PLACES][RUNS] = {{0}};
    struct congestion G = found_of(1, time, step);

    (void)state;
    assert_int_equal(G.count, 1);
    assert_false(G.judged);
    assert_string_equal(G.place[0].name, "scanner");
    assert_string_equal(G.cause, "blocked");
    congestion_release(&G);
}

static void trucks_that_wait_nowhere_wait_longest_nowhere(void **state)
{
    static const double time[PLACES][CAUSES] = {{0, 900, 0}, {0, 20, 0}};
    static const double step[PLACES][RUNS] = {{0}};
    struct congestion G = found_of(RUNS, time, step);

    (void)state;
    assert_int_equal(G.count, 0);
    congestion_release(&G);
}

/* A backlog of the warm-up waits in the window too: its trucks' waits are counted, and so are they.
 * Where nobody arrives it is all there is. */
static void trucks_that_were_there_before_are_counted_as_their_waits_are(void **state)
{
    static const double before[RUNS] = {500, 499, 500, 600}, arrived[RUNS] = {0, 1, 0, 0};
    static const double time[PLACES][CAUSES] = {{100, 0, 0}, {3000, 0, 600}, {0}};
    static const double step[PLACES][RUNS] = {{0}, {0, 0, 100, 720}, {0}};
    struct congestion G = found_with(before, arrived, RUNS, time, step);

    (void)state;
    assert_int_equal(G.count, 1);
    assert_true(G.judged);
    assert_string_equal(G.place[0].name, "scanner");
    assert_close(G.place[0].wait, (7.2 + 7.2 + 7.4 + 7.2) / 4, 1e-12);
    assert_close(G.of_cause, (6.0 + 6.0 + 6.2 + 6.2) / 4, 1e-12);
    congestion_release(&G);
}

static void replications_without_trucks_say_nothing(void **state)
{
    static const double trucks[RUNS] = {0, TRUCKS, 0, TRUCKS}, one[RUNS] = {0, TRUCKS, 0, 0};
    static const double time[PLACES][CAUSES] = {{100, 0, 0}, {900, 0, 0}, {0}};
    static const double step[PLACES][RUNS] = {{0, 0, 0, 30}, {0, 0, 0, 31}, {0}};
    struct congestion G = found_with(nobody, trucks, RUNS, time, step);

    (void)state;
    assert_int_equal(G.count, 1);
    assert_true(G.judged);
    assert_string_equal(G.place[0].name, "scanner");
    assert_string_equal(G.cause, "queueing");
    assert_close(G.place[0].wait, (900 + 931) / 20.0, 1e-12);
    congestion_release(&G);
    G = found_with(nobody, one, RUNS, time, step);
    assert_false(G.judged);
    assert_string_equal(G.place[0].name, "scanner");
    congestion_release(&G);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_varies_alike_is_told_apart),
        cmocka_unit_test(what_differs_by_chance_is_not),
        cmocka_unit_test(a_third_may_be_the_longest_too),
        cmocka_unit_test(a_single_replication_is_not_judged),
        cmocka_unit_test(trucks_that_wait_nowhere_wait_longest_nowhere),
        cmocka_unit_test(trucks_that_were_there_before_are_counted_as_their_waits_are),
        cmocka_unit_test(replications_without_trucks_say_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
