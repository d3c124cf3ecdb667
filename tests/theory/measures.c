/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the results say of gates that are worked out by hand. */
#include "tests/theory/sections.h"
#include "tests/theory/waits.h"

#include <stdbool.h>

#include "gatesim/state.h"

static struct world ended(const char *text)
{
    return world_run(text, NULL);
}

static void assert_near(double found, double wanted)
{
    if (!(fabs(found - wanted) <= 1e-9 * fmax(1, fabs(wanted))))
        fail_msg("%.12g, not %.12g", found, wanted);
}

/* What station i says of itself. */
struct station_says {
    double queue, busy, blocked, kept, idle, closed, occupancy, servers;
};

static void assert_station(const struct world *R, size_t i, const struct station_says *says)
{
    assert_near(world_get(R, "station", "queue_mean", i), says->queue);
    assert_near(world_get(R, "station", "utilisation", i), says->busy);
    assert_near(world_get(R, "station", "blocked_fraction", i), says->blocked);
    assert_near(world_get(R, "station", "kept_fraction", i), says->kept);
    assert_near(world_get(R, "station", "idle_fraction", i), says->idle);
    assert_near(world_get(R, "station", "closed_fraction", i), says->closed);
    assert_near(world_get(R, "station", "occupancy_mean", i), says->occupancy);
    assert_near(world_get(R, "station", "servers_mean", i), says->servers);
}

#define LASTS "[scenario]\nduration = 100 min\n"

/* Two trucks at a: served till 10 and 20. b has no place to wait and has the first until 70: the
 * second is held at a until then. */
#define BLOCKS                     \
    STANDING("one", "r", "2", "a") \
    STATION("a", "1", "10 min")    \
    STATION("b", "1", "60 min") "waiting = 0\n" ROUTE("r", "  a\n  b\n")

/* The yard is left after 5 min, and its place kept for the 10 of customs. */
#define KEEPS                         \
    STANDING("one", "r", "1", "yard") \
    STATION("yard", "2", "5 min")     \
    "keeps-place = yes\n" STATION("customs", "1", "10 min") ROUTE("r", "  yard\n  customs\n")

/* Served from 10 to 15, left in mid-service till 60, and done at 63. */
#define LEAVES                            \
    CLASS("one", "r", "every 10 min")     \
    "until = 2025-01-06 00:11\n" STATION( \
        "desk", "1", "8 min") "closed = 00:15-01:00\nat-closing = leave\n" ROUTE("r", "  desk\n")

static void a_server_is_busy_blocked_or_idle(void **state)
{
    struct world R = ended(LASTS BLOCKS);

    (void)state;
    assert_station(&R, 0,
                   &(struct station_says){.queue = 0.1,
                                          .busy = 0.2,
                                          .blocked = 0.5,
                                          .idle = 0.3,
                                          .occupancy = 0.8,
                                          .servers = 1});
    assert_station(
        &R, 1, &(struct station_says){.busy = 0.9, .idle = 0.1, .occupancy = 0.9, .servers = 1});
    assert_near(world_get(&R, "station", "occupancy_max", 0), 2);
    assert_near(world_get(&R, "station", "at_capacity_fraction", 1), 0.9);
    world_end(&R);
}

static void a_place_that_is_kept_counts_as_there(void **state)
{
    struct world R = ended(LASTS KEEPS);

    (void)state;
    assert_station(
        &R, 0,
        &(struct station_says){
            .busy = 0.025, .kept = 0.05, .idle = 0.925, .occupancy = 0.15, .servers = 2});
    world_end(&R);
}

static void a_truck_left_in_mid_service_counts_as_there(void **state)
{
    struct world R = ended(LASTS LEAVES);

    (void)state;
    assert_station(
        &R, 0,
        &(struct station_says){
            .busy = 0.08, .idle = 0.47, .closed = 0.45, .occupancy = 0.53, .servers = 0.55});
    world_end(&R);
}

/* The same three gates, measured from 40, 10 and 30 min on: blocked for 30 of the last 60, kept for
 * 5 of the last 90, and of the last 70 closed for 30, at work for 3. A desk is under maintenance
 * for 30 of them. */
static void what_was_before_the_window_does_not_count(void **state)
{
    struct world R = ended(LASTS "warm-up = 40 min\n" BLOCKS);

    (void)state;
    assert_station(
        &R, 0, &(struct station_says){.blocked = 0.5, .idle = 0.5, .occupancy = 0.5, .servers = 1});
    assert_near(world_get(&R, "station", "at_capacity_fraction", 1), 1);
    world_end(&R);
    R = ended(LASTS "warm-up = 10 min\n" KEEPS);
    assert_station(
        &R, 0,
        &(struct station_says){
            .kept = 5.0 / 90 / 2, .idle = 1 - 5.0 / 90 / 2, .occupancy = 5.0 / 90, .servers = 2});
    world_end(&R);
    R = ended(LASTS "warm-up = 30 min\n" LEAVES);
    assert_station(&R, 0,
                   &(struct station_says){.busy = 3.0 / 70,
                                          .idle = 37.0 / 70,
                                          .closed = 30.0 / 70,
                                          .occupancy = 33.0 / 70,
                                          .servers = 40.0 / 70});
    world_end(&R);
    R = ended(LASTS "warm-up = 30 min\n" CLASS("one", "r", "every 1 h") STATION(
        "desk", "1", "8 min") "maintenance = 2025-01-06 00:10-01:00\n" ROUTE("r", "  desk\n"));
    assert_near(world_get(&R, "station", "down_fraction", 0), 30.0 / 70);
    world_end(&R);
}

/* Of servers without number, no share is known, and those without a truck are not paid; the force
 * that has them has two more, who take 2 min for each of the 9 trucks. */
#define PAID "agency = x\ncost = 60 USD/h\n"

static void unlimited_servers_have_no_utilisation(void **state)
{
    struct world R =
        ended("[scenario]\nduration = 100 min\n"
              "[costs]\ndriver = 1 USD/h\n" CLASS("one", "r", "every 10 min")
                  STATION("desk", "unlimited", "8 min") PAID STATION("booth", "2", "2 min")
                      PAID ROUTE("r", "  desk\n  booth\n"));

    (void)state;
    assert_true(isnan(world_get(&R, "station", "utilisation", 0)));
    assert_true(isnan(world_get(&R, "station", "idle_fraction", 0)));
    assert_true(isnan(world_get(&R, "station", "servers_mean", 0)));
    assert_near(world_get(&R, "station", "occupancy_mean", 0), 0.72); /* 9 trucks of 8 min */
    assert_near(world_get(&R, "agency", "servers_mean", 0), 2);
    assert_near(world_get(&R, "agency", "utilisation", 0), 0.09);
    assert_near(world_get(&R, "agency", "staff_cost", 0), 72 + 200);
    world_end(&R);
}

/* Trucks come every 10 min, and none is served: a day's are 144. */
#define GROWING(duration, until)                                              \
    "[scenario]\nduration = " duration "\n" CLASS("one", "r", "every 10 min") \
        until STATION("desk", "1", "60 d") ROUTE("r", "  desk\n")

static void a_backlog_grows_by_what_comes(void **state)
{
    static const struct {
        const char *text;
        double growth;
    } cases[] = {
        {GROWING("4 d", ""), 144},
        {GROWING("20 h", ""), 144},
        {GROWING("6 h", ""), 144},
        {GROWING("4 d", "until = 2025-01-08 00:00\n"), 0},
        /* Two whole days of the last two and a half. */
        {GROWING("5 d", "until = 2025-01-09 00:00\n"), 0},
        {GROWING("20 h", "until = 2025-01-06 10:00\n"), 0},
        /* Of the last day the second half. */
        {GROWING("4 d\nwarm-up = 3 d", "until = 2025-01-09 06:00\n"), 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct world R = ended(cases[i].text);

        assert_near(world_get(&R, "summary", "backlog_growth", 0), cases[i].growth);
        world_end(&R);
    }
}

/* A trend needs three hours at least. */
static void a_backlog_of_two_hours_has_no_trend(void **state)
{
    struct world R = ended(GROWING("5 h", ""));

    (void)state;
    assert_true(isnan(world_get(&R, "summary", "backlog_growth", 0)));
    world_end(&R);
}

/* size_of(R, group, name): how many values the column has. */
static size_t size_of(const struct world *R, const char *group, const char *name)
{
    return gatesim_column_size(R->S, (size_t)gatesim_column_find(group, name));
}

/* coordinate(R, axis, i): the hours since the start at position i. */
static double coordinate(const struct world *R, enum gatesim_axis axis, size_t i)
{
    return gatesim_axis_coordinate(R->S, axis, i) / 3600;
}

/* From 22:00 on, trucks come on the hour, the first at 23:00, and none leaves. */
#define DAYS(duration, count_at)                                              \
    "[scenario]\nstart = 2025-01-06 22:00\nduration = " duration              \
    "\n[results]\nbacklog-at = " count_at "\n" CLASS("one", "r", "every 1 h") \
        STATION("desk", "1", "60 d") ROUTE("r", "  desk\n")

static void a_day_is_one_of_the_calendar(void **state)
{
    static const struct {
        const char *text;
        size_t days;
        double first, last;
    } cases[] = {
        {DAYS("90 min", "20:00"), 1, 1, 1}, {DAYS("2 h", "20:00"), 1, 1, 1},
        {DAYS("20 h", "20:00"), 2, 1, 18},  {DAYS("26 h", "20:00"), 2, 1, 24},
        {DAYS("30 h", "03:00"), 3, 1, 4},   {DAYS("2850 min", "24:00"), 3, 1, 22},
        {DAYS("1 min", "20:00"), 1, 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct world R = ended(cases[i].text);

        assert_int_equal(size_of(&R, "day", "arrived"), cases[i].days);
        assert_near(world_get(&R, "day", "arrived", 0), cases[i].first);
        assert_near(world_get(&R, "day", "arrived", cases[i].days - 1), cases[i].last);
        for (size_t d = 0; d < cases[i].days; d++)
            assert_near(coordinate(&R, GATESIM_AXIS_DAY, d), d == 0 ? 0 : 24 * (double)d - 22);
        world_end(&R);
    }
}

/* The backlog is counted after the truck of that instant has come, and at the end once more. */
static void the_backlog_is_counted_at_its_time_of_day_and_at_the_end(void **state)
{
    static const struct {
        const char *text;
        size_t counts;
        double at[3], trucks[3];
    } cases[] = {
        {DAYS("20 h", "20:00"), 1, {20}, {19}},
        {DAYS("22 h", "20:00"), 1, {22}, {21}},
        {DAYS("30 h", "20:00"), 2, {22, 30}, {22, 29}},
        {DAYS("26 h", "24:00"), 2, {2, 26}, {2, 25}},
        {DAYS("27 h", "00:00"), 3, {2, 26, 27}, {2, 26, 26}},
        {DAYS("26 h", "22:00"), 2, {24, 26}, {24, 25}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct world R = ended(cases[i].text);

        assert_int_equal(size_of(&R, "day", "backlog"), cases[i].counts);
        for (size_t k = 0; k < cases[i].counts; k++) {
            assert_near(coordinate(&R, GATESIM_AXIS_COUNT, k), cases[i].at[k]);
            assert_near(world_get(&R, "day", "backlog", k), cases[i].trucks[k]);
        }
        world_end(&R);
    }
}

/* Trucks at 1:00, 2:00, 3:00 and 4:00 sharp, each served for an hour, and the last of them crosses
 * as the run ends. */
static void what_happens_on_the_hour_counts_in_the_hour_that_begins(void **state)
{
    static const double arrived[] = {0, 1, 1, 1, 1}, crossed[] = {0, 0, 1, 1, 2};
    struct world R = ended("[scenario]\nduration = 5 h\n" CLASS("one", "r", "every 1 h")
                               STATION("desk", "1", "1 h") ROUTE("r", "  desk\n"));

    (void)state;
    for (size_t i = 0; i < 5; i++) {
        assert_near(world_get(&R, "series", "class_arrived", i), arrived[i]);
        assert_near(world_get(&R, "hour", "arrived", i), arrived[i]);
        assert_near(world_get(&R, "series", "crossed", i), crossed[i]);
        assert_near(world_get(&R, "series", "station_departures", i), crossed[i]);
        assert_near(world_get(&R, "hour", "crossed", i), crossed[i]);
    }
    world_end(&R);
}

/* A run that is stopped at an instant at which a bin begins has the events of that instant. */
static void a_run_that_is_stopped_on_the_hour_counts_the_same_everywhere(void **state)
{
    struct world R = world_begin("[scenario]\nduration = 5 h\n" CLASS("one", "r", "every 1 h")
                                     STATION("desk", "1", "1 h") ROUTE("r", "  desk\n"),
                                 NULL);

    (void)state;
    assert_true(gatesim_run_until(R.G, 120 * MIN) >= 0);
    gatesim_stop(R.G);
    assert_near(world_get(&R, "summary", "trucks_arrived", 0), 2);
    assert_near(world_get(&R, "series", "class_arrived", 1), 1);
    assert_near(world_get(&R, "series", "class_arrived", 2), 1);
    assert_true(isnan(world_get(&R, "series", "class_arrived", 3)));
    assert_near(world_get(&R, "day", "arrived", 0), 2);
    world_end(&R);
}

/* From 22:30 on, a truck every 20 min: at 22:50, 23:10, 23:30, 23:50, ... Two hours of the clock
 * are met in part: a rate is per hour. The run ends at 0:15. */
static void hours_are_those_of_the_clock(void **state)
{
    struct world R = ended("[scenario]\nstart = 2025-01-06 22:30\nduration = 105 min\n" CLASS(
        "one", "r", "every 20 min") STATION("desk", "1", "1 min") ROUTE("r", "  desk\n"));

    (void)state;
    assert_near(world_get(&R, "hour", "arrived", 22), 2);
    assert_near(world_get(&R, "hour", "arrived", 23), 3);
    assert_near(world_get(&R, "hour", "arrived", 0), 4);
    assert_true(isnan(world_get(&R, "hour", "arrived", 1)));
    world_end(&R);
}

/* All values at once are those of each column, and these those of each place in it. */
static void a_value_is_the_same_however_it_is_asked_for(void **state)
{
    struct world R =
        ended("[scenario]\nduration = 5 h\n" CLASS("one", "ra", "every 10 min")
                  CLASS("two", "rb", "every 7 min") STATION("a", "1", "8 min")
                      STATION("b", "2", "11 min") ROUTE("ra", "  a\n  b\n") ROUTE("rb", "  b\n"));
    const size_t all = gatesim_values_count(R.S);
    double *values = calloc(all, sizeof *values), *column = calloc(all, sizeof *column);
    size_t columns, at = 0;

    (void)state;
    assert_non_null(values);
    assert_non_null(column);
    gatesim_values(R.G, values);
    gatesim_columns(&columns);
    for (size_t c = 0; c < columns; c++) {
        const size_t size = gatesim_column_size(R.S, c);

        gatesim_results(R.G, c, column);
        assert_memory_equal(column, values + at, size * sizeof *column);
        for (size_t i = 0; i < size; i++) {
            const double one = gatesim_result(R.G, c, i);

            assert_memory_equal(&one, column + i, sizeof one);
        }
        at += size;
    }
    assert_int_equal(at, all);
    free(values);
    free(column);
    world_end(&R);
}

/* What is read while a run goes on is what holds then, however often it is read. Of the two trucks
 * that come at each half hour, that of one waits for the other: in an hour, four of its six trucks
 * take 1 min and two take 2. */
static void results_can_be_read_again_and_again(void **state)
{
    struct world R = world_begin("[scenario]\nduration = 5 h\n" CLASS("one", "ra", "every 10 min")
                                     CLASS("two", "rb", "every 15 min") STATION("a", "1", "1 min")
                                         ROUTE("ra", "  a\n") ROUTE("rb", "  a\n"),
                                 NULL);

    (void)state;
    for (int hour = 1; hour <= 4; hour++) {
        assert_true(gatesim_run_until(R.G, (60 * hour + 5) * MIN) >= 0);
        for (int times = 0; times < 2; times++) {
            assert_near(world_get(&R, "summary", "trucks_crossed", 0), 10 * hour);
            assert_near(world_get(&R, "route", "trucks_crossed", 0), 6 * hour);
            assert_near(world_get(&R, "route", "trucks_crossed", 1), 4 * hour);
            assert_near(world_get(&R, "route", "time_in_system_mean", 0), 80);
            assert_near(world_get(&R, "route", "time_in_system_mean", 1), 60);
            assert_near(world_get(&R, "summary", "time_in_system_mean", 0), 72);
            assert_near(world_get(&R, "route", "free_flow_mean", 0), 60);
        }
    }
    world_end(&R);
}

/* At the instant at which it opens the measured window has no length: what is told by time is
 * missing, not infinite, though a truck comes and another goes just then. */
static void a_window_without_length_says_nothing(void **state)
{
    struct world R =
        world_begin("[scenario]\nduration = 5 h\nwarm-up = 1 h\n" CLASS("one", "r", "every 10 min")
                        STATION("a", "1", "10 min") ROUTE("r", "  a\n"),
                    NULL);
    double *values = calloc(gatesim_values_count(R.S), sizeof *values);

    (void)state;
    assert_non_null(values);
    assert_true(gatesim_run_until(R.G, 60 * MIN) >= 0);
    gatesim_values(R.G, values);
    for (size_t i = 0; i < gatesim_values_count(R.S); i++)
        assert_true(!isinf(values[i]));
    assert_true(isnan(world_get(&R, "summary", "measured_time", 0)));
    assert_true(isnan(world_get(&R, "summary", "throughput_per_hour", 0)));
    free(values);
    world_end(&R);
}

/* Trucks come, and are served, every 20 min. What happens at 60, as the warm-up ends, is counted,
 * as it is in the bin that begins then: services end in the window at 60, 80, ... 300, those of 13
 * trucks, each with its fee.
 */
static void what_happens_as_the_warm_up_ends_is_counted(void **state)
{
    struct world R = ended(
        "[scenario]\nduration = 5 h\nwarm-up = 1 h\n[costs]\ndriver = 1 USD/h\n" CLASS(
            "one", "r", "every 20 min")
            STATION("desk", "1", "20 min") "agency = x\nfee = 1 USD\n" ROUTE("r", "  desk\n"));

    (void)state;
    assert_near(world_get(&R, "summary", "trucks_crossed", 0), 13);
    assert_near(world_get(&R, "station", "served", 0), 13);
    assert_near(world_get(&R, "agency", "fees", 0), 13);
    assert_near(world_get(&R, "agency", "visits", 0), 12); /* who came at 40 came before */
    assert_near(world_get(&R, "series", "crossed", 1), 3);
    world_end(&R);
}

/* Each truck of two classes takes 37 min and waits for none: in every column of times, the least,
 * the greatest and all quantiles between are that, though no bucket of a histogram is just there.
 */
static void a_quantile_is_between_the_least_and_the_greatest(void **state)
{
    static const char *const shares[] = {"p50", "p90", "p95", "p99", "min", "max", "mean"};
    struct world R = ended("[scenario]\nduration = 1 d\n" CLASS("one", "r", "every 1 h") STATION(
        "desk", "3", "37 min") "agency = x\n" ROUTE("r", "  desk\n"));
    char name[40];

    (void)state;
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        snprintf(name, sizeof name, "time_in_system_%s", shares[i]);
        assert_true(world_get(&R, "class", name, 0) == 2220);
        assert_true(world_get(&R, "summary", name, 0) == 2220);
        assert_true(world_get(&R, "route", name, 0) == 2220);
        snprintf(name, sizeof name, "wait_%s", shares[i]);
        assert_true(world_get(&R, "class", name, 0) == 0);
        assert_true(world_get(&R, "station", name, 0) == 0);
    }
    assert_true(world_get(&R, "agency", "time_p50", 0) == 2220);
    assert_true(world_get(&R, "agency", "time_p95", 0) == 2220);
    assert_true(world_get(&R, "summary", "buffer_time", 0) == 0);
    assert_true(world_get(&R, "summary", "buffer_index", 0) == 0);
    assert_true(world_get(&R, "summary", "planning_time_index", 0) == 1);
    world_end(&R);
}

/* Four trucks come at once to a desk with one place to wait: the third stands on the road for 10
 * min, the fourth for 20, and all but the first in line for 10. Who waits is counted where the wait
 * is: 60 min of waiting in 40 are 1.5 trucks, as are 4 trucks in 40 min that wait for 15 on
 * average. */
static void waits_and_queues_agree_before_a_full_place(void **state)
{
    static const char text[] =
        "[scenario]\nduration = 40 min\n[results]\nbin = 20 min\n" STANDING("one", "r", "4", "desk")
            STATION("desk", "1", "10 min") "waiting = 1\n" ROUTE("r", "  desk\n");
    struct world R = ended(text);

    (void)state;
    assert_near(world_get(&R, "station", "wait_mean", 0), 900);
    assert_near(world_get(&R, "station", "queue_mean", 0), 1.5);
    assert_near(world_get(&R, "station", "road_mean", 0), 0.75);
    assert_near(world_get(&R, "station", "queue_max", 0), 3);
    assert_near(world_get(&R, "station", "occupancy_mean", 0), 1.75);
    assert_near(world_get(&R, "station", "occupancy_max", 0), 2);
    assert_near(world_get(&R, "series", "station_queue_mean", 0), 2.5);
    assert_near(world_get(&R, "series", "station_queue_mean", 1), 0.5);
    assert_near(world_get(&R, "series", "station_queue_max", 0), 3);
    assert_near(world_get(&R, "series", "station_queue_max", 1), 1);
    assert_near(world_get(&R, "series", "road_queue_mean", 0), 1.5);
    world_end(&R);
}

/* Who has no patience turns back when it would wait, and not when a desk is idle: of two that come
 * at once to a single desk, and of one that comes just as the desk becomes free. */
static void who_has_no_patience_turns_back_only_instead_of_waiting(void **state)
{
    struct world R = ended("[scenario]\nduration = 1 d\n" CLASS(
        "one", "r", "every 1 h") "patience = 0 s\n" STATION("desk", "1", "1 h")
                               ROUTE("r", "  desk\n"));

    (void)state;
    assert_near(world_get(&R, "class", "trucks_reneged", 0), 0);
    assert_near(world_get(&R, "class", "trucks_crossed", 0), 23);
    world_end(&R);
    R = ended("[scenario]\nduration = 1 d\n" CLASS(
        "one", "r", "every 1 h") "patience = 0 s\nbatch = 2\n" STATION("desk", "1", "30 min")
                  ROUTE("r", "  desk\n"));
    assert_near(world_get(&R, "class", "trucks_reneged", 0), 23);
    assert_near(world_get(&R, "class", "trucks_crossed", 0), 23);
    assert_near(world_get(&R, "station", "queue_mean", 0), 0);
    world_end(&R);
}

/* Five trucks stand at the desk, of which the first is done after 30 min, and others come at 1:00,
 * 2:00, 3:00 and 4:00: the five have not arrived, anywhere, and no truck is lost. Measured from
 * 1:30 on, three of the five are there, and the one that came. */
static void who_stands_there_at_the_start_has_not_arrived(void **state)
{
#define BACKLOG                       \
    STANDING("one", "r", "5", "desk") \
    "arrivals = every 1 h\n" STATION("desk", "1", "30 min") ROUTE("r", "  desk\n")
    static const char *const groups[] = {"class", "route", "summary"};
    struct world R = ended("[scenario]\nduration = 5 h\n" BACKLOG);

    (void)state;
    for (size_t g = 0; g < 3; g++) {
        assert_near(world_get(&R, groups[g], "trucks_arrived", 0), 4);
        assert_near(world_get(&R, groups[g], "trucks_at_start", 0), 5);
        assert_near(world_get(&R, groups[g], "trucks_crossed", 0), 9);
    }
    assert_near(world_get(&R, "station", "arrived", 0), 4);
    assert_near(world_get(&R, "station", "at_start", 0), 5);
    assert_near(world_get(&R, "station", "served", 0), 9);
    assert_near(world_get(&R, "series", "class_arrived", 0), 0);
    assert_near(world_get(&R, "hour", "arrived", 0), 0);
    assert_near(world_get(&R, "day", "arrived", 0), 4);
    assert_near(world_get(&R, "flow", "trucks", 0), 4);
    world_end(&R);
    R = ended("[scenario]\nduration = 5 h\nwarm-up = 90 min\n" BACKLOG);
    assert_near(world_get(&R, "class", "trucks_arrived", 0), 3);
    assert_near(world_get(&R, "class", "trucks_at_start", 0), 4);
    assert_near(world_get(&R, "class", "trucks_crossed", 0), 7);
    assert_near(world_get(&R, "station", "at_start", 0), 4);
    world_end(&R);
}

/* More trucks than sixteen blocks of records hold, each in its place. */
static void a_very_long_line_is_kept(void **state)
{
    enum { TRUCKS = 40000 };
    struct world R = world_begin("[scenario]\nduration = 1 h\n" STANDING("one", "r", "40000", "a")
                                     STATION("a", "1", "1 s") ROUTE("r", "  a\n"),
                                 NULL);
    bool *seen = calloc(TRUCKS, sizeof *seen);
    struct gatesim_presence T;
    uint32_t cursor = 0, inside = 0;

    (void)state;
    assert_non_null(seen);
    while (gatesim_trucks(R.G, &cursor, &T)) {
        assert_true(T.serial < TRUCKS && !seen[T.serial]);
        seen[T.serial] = true;
        inside++;
    }
    assert_int_equal(inside, TRUCKS);
    assert_true(world_finish(R.G) >= 0);
    assert_near(world_get(&R, "summary", "trucks_crossed", 0), 3600);
    assert_near(world_get(&R, "station", "wait_mean", 0), 1800);
    free(seen);
    world_end(&R);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_server_is_busy_blocked_or_idle),
        cmocka_unit_test(a_place_that_is_kept_counts_as_there),
        cmocka_unit_test(a_truck_left_in_mid_service_counts_as_there),
        cmocka_unit_test(what_was_before_the_window_does_not_count),
        cmocka_unit_test(unlimited_servers_have_no_utilisation),
        cmocka_unit_test(a_backlog_grows_by_what_comes),
        cmocka_unit_test(a_backlog_of_two_hours_has_no_trend),
        cmocka_unit_test(a_day_is_one_of_the_calendar),
        cmocka_unit_test(the_backlog_is_counted_at_its_time_of_day_and_at_the_end),
        cmocka_unit_test(what_happens_on_the_hour_counts_in_the_hour_that_begins),
        cmocka_unit_test(a_run_that_is_stopped_on_the_hour_counts_the_same_everywhere),
        cmocka_unit_test(hours_are_those_of_the_clock),
        cmocka_unit_test(a_value_is_the_same_however_it_is_asked_for),
        cmocka_unit_test(results_can_be_read_again_and_again),
        cmocka_unit_test(a_window_without_length_says_nothing),
        cmocka_unit_test(what_happens_as_the_warm_up_ends_is_counted),
        cmocka_unit_test(a_quantile_is_between_the_least_and_the_greatest),
        cmocka_unit_test(who_stands_there_at_the_start_has_not_arrived),
        cmocka_unit_test(waits_and_queues_agree_before_a_full_place),
        cmocka_unit_test(who_has_no_patience_turns_back_only_instead_of_waiting),
        cmocka_unit_test(a_very_long_line_is_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
