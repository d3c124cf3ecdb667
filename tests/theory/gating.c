/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a station may call, and whom: every truck's time by hand, in minutes after midnight. */
#include "tests/theory/stays.h"

#define RUN "[scenario]\nduration = 2 d\n[results]\nlog = trucks\n[route r]\nsteps =\n  booth\n"
#define TRUCKS(keys) "[class truck]\nroute = r\n" keys "\n"
#define BOOTH(keys) "[station booth]\n" keys "\n"

/* A truck every 5 min from 5 on. Of the first hour 5, 10, 15, 20 are called, the rest waits for
 * 60; then 60, 61, 62, 63 are calls, and so on. Truck 4 of minute 25: held 35. Truck 5 of minute
 * 30: held 30, then the server is busy for 1. Truck 8 of minute 45: held to 60, busy to 64, held
 * to 120. */
static void quota_of_an_hour(void **state)
{
    (void)state;
    check_stays(RUN TRUCKS("arrivals = every 5 min")
                    BOOTH("servers = 1\nservice = 1 min\nquota = 4/h"),
                (struct stays[]){STAYS(0, METERED, 0, 0, 0, 0, 35, 30, 25, 20, 71, 66),
                                 STAYS(0, QUEUEING, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5),
                                 {0}});
}

/* The run starts at 23:00 and two trucks a day are called: those of 23:10 and 23:20, then at
 * midnight those of 23:30 and 23:40, a day later those of 23:50 and 00:00: nothing of the 23
 * hours of the first day before the start is carried over. So it is in days before 1970. */
#define FROM_23_ON(day)                                                            \
    "[scenario]\nstart = " day " 23:00\nduration = 3 d\n[results]\nlog = trucks\n" \
    "[route r]\nsteps =\n  booth\n" TRUCKS("arrivals = every 10 min")              \
        BOOTH("servers = unlimited\nservice = 1 min\nquota = 2/d")

static void quota_of_a_day_lapses_at_midnight(void **state)
{
    static const char *const runs[] = {FROM_23_ON("2025-01-06"), FROM_23_ON("1969-12-30")};

    (void)state;
    for (size_t i = 0; i < 2; i++)
        check_stays(runs[i], (struct stays[]){STAYS(0, METERED, 0, 0, 30, 20, 1450, 1440), {0}});
}

/* Dry trucks in threes at 10, one call an hour: the second is held from 11 to 60, the third from
 * 11 to 60 and 61 to 120. Fresh ones pass them: at 20, 40 and so on nobody is in their way, at
 * 60 the dry truck is called first. */
static void quota_with_a_condition_lets_others_pass(void **state)
{
    (void)state;
    check_stays(RUN "[class dry]\ncargo = dry\nroute = r\narrivals = every 10 min\nbatch = 3\n"
                    "until = 2025-01-06 00:15\n"
                    "[class fresh]\ncargo = fresh\nroute = r\narrivals = every 20 min\n" BOOTH(
                        "servers = 1\nservice = 1 min\nquota if cargo is dry = 1/h"),
                (struct stays[]){STAYS(0, METERED, 0, 47, 103),
                                 STAYS(0, QUEUEING, 0, 3, 7),
                                 STAYS(1, QUEUEING, 0, 0, 1, 0, 0, 1),
                                 STAYS(1, METERED, 0, 0, 0, 0, 0, 0),
                                 {0}});
}

/* The truck of 10 is called, that of 20 is held until it leaves at 25: nobody is held after that.
 */
static void a_line_that_is_left_is_not_held(void **state)
{
    struct world W = world_run(RUN TRUCKS("arrivals = every 10 min\nuntil = 2025-01-06 00:25\n"
                                          "patience = 5 min")
                                   BOOTH("servers = 1\nservice = 1 min\nadmit-rate = 1/h"),
                               NULL);

    (void)state;
    assert_true(fabs(world_get(&W, "station", "metered_fraction", 0) * 2880 - 5) < 1e-9);
    world_end(&W);
}

/* D/D/1 with a call every 10 min, a truck every 4 and 1 min of work: truck k (from 0) comes at
 * 4 + 4 k and is called at 4 + 10 k, so it waits 6 k; for 1 min after each call that falls in
 * its wait the server is busy. */
static void calls_keep_the_rate(void **state)
{
    (void)state;
    check_stays(RUN TRUCKS("arrivals = every 4 min\nuntil = 2025-01-06 01:00")
                    BOOTH("servers = 1\nservice = 1 min\nadmit-rate = 6/h"),
                (struct stays[]){
                    STAYS(0, METERED, 0, 6, 11, 17, 22), STAYS(0, QUEUEING, 0, 0, 1, 1, 2), {0}});
}

/* Trucks at 1, 2, 3, ...; control takes 1 min, the yard 10, and control calls while fewer than two
 * are in the yard. Calls at 1 and 2; the yard has two from 3 on. At 12 one leaves: call of truck
 * 2, held 9. At 13 another leaves as truck 2 comes: call of truck 3, held from 4 to 12. From 14
 * to 23 the yard has two: truck 4 is held from 5 to 12 and 14 to 23. */
static void calls_wait_for_another_station(void **state)
{
    (void)state;
    check_stays(
        "[scenario]\nduration = 2 d\n[results]\nlog = trucks\n[route r]\nsteps =\n  control\n"
        "  yard\n" TRUCKS(
            "arrivals = every 1 min\nuntil = 2025-01-06 01:00") "[station control]\nservers = "
                                                                "1\nservice = 1 min\nadmit-while = "
                                                                "yard below 2 trucks\n"
                                                                "[station yard]\nservers = "
                                                                "unlimited\nservice = 10 min\n",
        (struct stays[]){
            STAYS(0, METERED, 0, 0, 9, 8, 16), STAYS(0, QUEUEING, 0, 0, 0, 1, 2), {0}});
}

/* Three dry trucks at 10, 10 min of work each, and of two servers one is for fresh: the dry ones
 * are called at 10, 20, 30. The fresh truck of 15 takes its server until 25. So a server is
 * free, but not for them, from 10 to 15 and from 25 to 30. */
#define FOR_FRESH(more)                                                             \
    RUN "[class dry]\ncargo = dry\nroute = r\narrivals = every 10 min\nbatch = 3\n" \
        "until = 2025-01-06 00:15\n"                                                \
        "[class fresh]\ncargo = fresh\nroute = r\narrivals = every 15 min\n" BOOTH( \
            "servers = 2\nservice = 10 min\nreserved if cargo is fresh = 1" more)

static void check_reserved(const char *text)
{
    check_stays(text, (struct stays[]){STAYS(0, METERED, 0, 5, 10),
                                       STAYS(0, QUEUEING, 0, 5, 10),
                                       STAYS(1, METERED, 0, 0, 0, 0),
                                       STAYS(1, QUEUEING, 0, 0, 0, 0),
                                       {0}});
}

/* A quota that is never used up changes nothing in it. */
static void reserved_server_waits_for_its_trucks(void **state)
{
    (void)state;
    check_reserved(FOR_FRESH(""));
    check_reserved(FOR_FRESH("\nquota = 1000/h"));
}

/* Those for whom a server is reserved take any other as well: of three at once two are called,
 * the third waits for the first to be done. */
static void reserved_trucks_take_other_servers_too(void **state)
{
    (void)state;
    check_stays(RUN TRUCKS("cargo = fresh\narrivals = every 10 h\nbatch = 3")
                    BOOTH("servers = 2\nservice = 10 min\nreserved if cargo is fresh = 1"),
                (struct stays[]){STAYS(0, QUEUEING, 0, 0, 10), STAYS(0, METERED, 0, 0, 0), {0}});
}

/* Long trucks come at 10, 20, 30 and are due 5 h later, a short one at 32 is due after 1 h, and
 * work takes 25 min. At 35 the deadlines in line are 320, 330 and 92: the one that came last is
 * next, the others keep their order. The second short truck, of 64, is due at 124 and waits to 85;
 * at 60 it was not there. */
static void earliest_deadline_is_served_first(void **state)
{
    (void)state;
    check_stays(RUN "[class long]\nroute = r\narrivals = every 10 min\nuntil = 2025-01-06 00:35\n"
                    "due = 5 h\n[class short]\nroute = r\narrivals = every 32 min\n"
                    "until = 2025-01-06 01:10\ndue = 1 h\n" BOOTH(
                        "servers = 1\nservice = 25 min\ndiscipline = earliest-deadline"),
                (struct stays[]){STAYS(0, QUEUEING, 0, 40, 80), STAYS(1, QUEUEING, 3, 21), {0}});
}

/* The server always has a truck of priority 1: one comes every 2 min, with 2 min of work. A truck
 * of priority 0 that joins at 5 is passed by those that join before 5 + 10, the last of which
 * comes at 14 and is done at 16: it waits 11. Without ageing it would wait for the end of the
 * others at 60; the bound on being passed is the step of priority, 10 min. */
static void ageing_bounds_who_may_pass(void **state)
{
    static const char text[] =
        RUN "[class high]\npriority = 1\nroute = r\narrivals = every 2 min\n"
            "until = 2025-01-06 01:00\n"
            "[class low]\nroute = r\narrivals = every 5 min\nuntil = 2025-01-06 00:06\n"
            "[station booth]\nservers = 1\nservice = 2 min\ndiscipline = priority\n";
    char aged[600];

    (void)state;
    snprintf(aged, sizeof aged, "%sageing = 10 min\n", text);
    check_stays(aged, (struct stays[]){STAYS(1, QUEUEING, 11),
                                       STAYS(0, QUEUEING, 0, 0, 0, 0, 0, 0, 0, 2, 2),
                                       {0}});
    check_stays(text, (struct stays[]){STAYS(1, QUEUEING, 55), {0}});
}

/* The station's clock shows an hour more: 08:00 comes at the gate's 07:00. A truck of 06:40 waits
 * 20 min, however the clock is said. With a calendar's clock of its own, hours keep to that. */
static void hours_are_read_on_the_stations_clock(void **state)
{
    static const char *const stations[] = {
        "hours = 08:00-17:00\nclock = +1 h\n",
        "calendar = c\n[calendar c]\nhours = 08:00-17:00\nclock = 1 h\n",
        "calendar = c\nclock = -3 h\n[calendar c]\nhours = 08:00-17:00\nclock = +1 h\n",
        "servers = 0, 1 during 08:00-17:00\ncalendar = c\n[calendar c]\nclock = 60 min\n",
    };

    (void)state;
    for (size_t i = 0; i < sizeof stations / sizeof *stations; i++) {
        char text[600];

        snprintf(text, sizeof text,
                 RUN TRUCKS(
                     "arrivals = every 20 min\nfrom = 2025-01-06 06:20") "[station booth]\nservice "
                                                                         "= 1 min\n%s%s",
                 i < 3 ? "servers = 1\n" : "", stations[i]);
        check_stays(text, (struct stays[]){STAYS(0, CLOSED, 20, 0, 0), {0}});
    }
}

/* The run starts at 23:00 of the gate, midnight of the station: its day ends 24 h later. */
static void quotas_are_read_on_the_stations_clock(void **state)
{
    (void)state;
    check_stays("[scenario]\nstart = 2025-01-06 23:00\nduration = 3 d\n[results]\nlog = trucks\n"
                "[route r]\nsteps =\n  booth\n" TRUCKS("arrivals = every 10 min")
                    BOOTH("servers = unlimited\nservice = 1 min\nquota = 2/d\nclock = +1 h"),
                (struct stays[]){STAYS(0, METERED, 0, 0, 1410, 1400), {0}});
}

/* Trucks at 50, 100, 150, 200 with 20 min of work; half speed from 60 to 120, none to 180. The
 * one of 100 takes 40 min and keeps them beyond 120; that of 150 waits for 180. The server is down
 * from 140 to 180 on each of two days. */
static void speed_holds_from_the_start_of_a_service(void **state)
{
    struct gatesim_scenario *S;
    struct gatesim *G = stays_run(
        RUN TRUCKS("arrivals = every 50 min\nuntil = 2025-01-06 03:30")
            BOOTH("servers = 1\nservice = 20 min\n"
                  "speed = 1, 0.5 during 2025-01-06 01:00-02:00, 0 during 2025-01-06 02:00-03:00"),
        (struct stays[]){STAYS(0, SERVICE, 20, 40, 20, 20), STAYS(0, DOWN, 0, 0, 30, 0), {0}}, &S);

    (void)state;
    assert_float_equal(world_value(S, G, "station", "down_fraction", 0), 40. / 2880, 1e-12);
    assert_float_equal(world_value(S, G, "station", "closed_fraction", 0), 0, 1e-12);
    gatesim_destroy(G);
    gatesim_scenario_destroy(S);
}

/* One more than the timetable says, where it says any: of two trucks at 70 none waits; at 130,
 * when it says none, both wait for 180. */
static void added_servers_keep_the_timetable(void **state)
{
    (void)state;
    check_stays(
        RUN TRUCKS("arrivals = every 1 h\nfrom = 2025-01-06 00:10\nbatch = 2\n"
                   "until = 2025-01-06 03:00")
            BOOTH("servers = 1, 0 during 02:00-03:00\nservice = 30 min\nadded = 1"),
        (struct stays[]){STAYS(0, CLOSED, 0, 0, 50, 50), STAYS(0, QUEUEING, 0, 0, 0, 0), {0}});
}

#define BOOTH_OF_CROWD 1 /* its number */

/* Calls of the booth, counted by its hours and days. */
struct calls {
    uint32_t hour[24 * 30 + 1], dry_day[31], count, dry; /* a call may be at the last instant */
};

static void see_call(void *user, const struct gatesim_visit *visit)
{
    struct calls *C = user;
    const int64_t hour = visit->called / (60 * STAYS_MINUTE);

    if (visit->called == GATESIM_NEVER || visit->station != BOOTH_OF_CROWD)
        return;
    C->hour[hour]++;
    C->dry_day[hour / 24] += visit->class_index == 1;
    C->count++;
    C->dry += visit->class_index == 1;
}

#define CROWD                                                                                 \
    "[scenario]\nduration = 30 d\nwarm-up = 1 d\n[results]\nlog = visits\n"                   \
    "[class fresh]\ncargo = fresh\npriority = 2\nroute = r\narrivals = poisson 6/h\n"         \
    "due = 5 h\n[class dry]\ncargo = dry\nroute = r\narrivals = poisson 6/h\n"                \
    "patience = exponential mean 9 h\n[route r]\nsteps =\n  booth\n  yard\n"                  \
    "[station yard]\nservers = 4\nservice = exponential mean 20 min\nwaiting = 5\n"           \
    "[station booth]\nservers = 3, 1 during 01:00-03:00\nservice = exponential mean 12 min\n" \
    "off-shift = leave\nquota = 12/h\nquota if cargo is dry = 60/d, 9/h\n"                    \
    "reserved if cargo is fresh = 1\nreserved if cargo is dry = 1\n"                          \
    "admit-while = yard below 8\nadmit-rate = 40/h\nhours = 04:00-02:00\n"                    \
    "at-closing = leave\nspeed = 1, 0.5 during 12:00-13:00, 0 during 15:00-15:20\n"

/* check_crowd(discipline): no hour has more than 12 calls, no day more than 60 of dry trucks, and
 * quotas are used up often; the audit of the run's end holds to the tick. */
static void check_crowd(const char *discipline)
{
    struct calls C = {0};
    const struct gatesim_observer observer = {&C, NULL, see_call};
    struct world W;
    char text[2000];
    uint32_t i, full = 0;

    snprintf(text, sizeof text, CROWD "discipline = %s\n", discipline);
    W = world_run(text, &observer);
    for (i = 0; i < 24 * 30; i++) {
        assert_true(C.hour[i] <= 12);
        full += C.hour[i] == 12;
    }
    for (i = 0; i < 30; i++)
        assert_true(C.dry_day[i] <= 60);
    assert_true(full > 10 && C.dry > 20 * 60 && C.count > C.dry + 2000);
    world_end(&W);
}

/* All rules at once, with patience, shifts and blocking. */
static void all_rules_hold_at_once_in_every_discipline(void **state)
{
    static const char *const disciplines[] = {
        "fifo", "lifo", "priority\nageing = 1 h", "shortest-service", "earliest-deadline", "random",
    };

    (void)state;
    for (size_t i = 0; i < sizeof disciplines / sizeof *disciplines; i++)
        check_crowd(disciplines[i]);
}

/* fingerprint(keys): of a busy station with these keys, where classes mix in the line. */
static uint64_t fingerprint(const char *keys)
{
    struct world W;
    char text[1000];
    uint64_t found;

    snprintf(text, sizeof text,
             "[scenario]\nduration = 20 d\n[class fresh]\ncargo = fresh\npriority = 2\nroute = r\n"
             "arrivals = poisson 6/h\ndue = exponential mean 5 h\n[class dry]\ncargo = dry\n"
             "route = r\narrivals = poisson 6/h\ndue = exponential mean 9 h\n"
             "patience = exponential mean 4 h\n[route r]\nsteps =\n  booth\n"
             "[station booth]\nservers = 2, 1 during 01:00-03:00\nhours = 04:00-02:00\n"
             "service = exponential mean 10 min\n%s\n",
             keys);
    W = world_run(text, NULL);
    found = gatesim_fingerprint(W.G);
    world_end(&W);
    return found;
}

/* A quota that is never used up parts the line by cargo, and the order stays that of one line. */
static void line_in_parts_is_served_as_one(void **state)
{
    static const char *const disciplines[] = {"fifo", "lifo", "priority", "shortest-service",
                                              "earliest-deadline"};

    (void)state;
    for (size_t i = 0; i < sizeof disciplines / sizeof *disciplines; i++) {
        char plain[100], parted[200];

        snprintf(plain, sizeof plain, "discipline = %s", disciplines[i]);
        snprintf(parted, sizeof parted, "%s\nquota if cargo is dry = 1000/h", plain);
        assert_int_equal(fingerprint(plain), fingerprint(parted));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quota_of_an_hour),
        cmocka_unit_test(quota_of_a_day_lapses_at_midnight),
        cmocka_unit_test(quota_with_a_condition_lets_others_pass),
        cmocka_unit_test(a_line_that_is_left_is_not_held),
        cmocka_unit_test(calls_keep_the_rate),
        cmocka_unit_test(calls_wait_for_another_station),
        cmocka_unit_test(reserved_server_waits_for_its_trucks),
        cmocka_unit_test(reserved_trucks_take_other_servers_too),
        cmocka_unit_test(earliest_deadline_is_served_first),
        cmocka_unit_test(ageing_bounds_who_may_pass),
        cmocka_unit_test(hours_are_read_on_the_stations_clock),
        cmocka_unit_test(quotas_are_read_on_the_stations_clock),
        cmocka_unit_test(speed_holds_from_the_start_of_a_service),
        cmocka_unit_test(added_servers_keep_the_timetable),
        cmocka_unit_test(line_in_parts_is_served_as_one),
        cmocka_unit_test(all_rules_hold_at_once_in_every_discipline),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
