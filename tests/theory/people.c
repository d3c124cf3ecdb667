/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places that are kept, groups, stations side by side, laboratories and people who are shared:
 * worked out by hand, to the tick. */
#include "tests/theory/stays.h"

#define MIN STAYS_MINUTE
#define MOST 64

/* What the observer has seen: trucks in the order of leaving, visits in that of ending. */
struct seen {
    size_t trucks, visits;
    struct gatesim_truck truck[MOST];
    struct gatesim_visit visit[MOST];
};

static void see_truck(void *user, const struct gatesim_truck *truck)
{
    struct seen *seen = user;
    gatesim_ticks sum = 0;
    unsigned cause;

    for (cause = 0; cause < GATESIM_CAUSES; cause++)
        sum += truck->delay[cause];
    if (truck->outcome == GATESIM_OUTCOME_INSIDE)
        return;
    assert_true(sum == truck->left - truck->arrived);
    if (seen->trucks < MOST)
        seen->truck[seen->trucks++] = *truck;
}

static void see_visit(void *user, const struct gatesim_visit *visit)
{
    struct seen *seen = user;

    if (seen->visits < MOST)
        seen->visit[seen->visits++] = *visit;
}

#define RUN "[scenario]\nduration = 12 h\n[results]\nlog = visits\n"
#define CLASS(name, gap) "[class " name "]\nroute = r\narrivals = every " gap "\n"
#define STATION(name, servers, service) \
    "[station " name "]\nservers = " servers "\nservice = " service "\n"
#define ROUTE(steps) "[route r]\nsteps =\n" steps

/* run(text, S, seen): the world after its run. */
static struct gatesim *run(const char *text, struct gatesim_scenario **S, struct seen *seen)
{
    const struct gatesim_observer observer = {seen, see_truck, see_visit};
    struct gatesim *G = NULL;

    *seen = (struct seen){0};
    *S = world_scenario(text);
    assert_int_equal(gatesim_create(*S, 0, &observer, &G), 0);
    if (world_finish(G) < 0)
        fail_msg("%s", gatesim_trouble(G));
    return G;
}

static void end(struct gatesim *G, struct gatesim_scenario *S)
{
    gatesim_destroy(G);
    gatesim_scenario_destroy(S);
}

/* assert_minutes(t, minutes, what, k): t is so many minutes. */
static void assert_minutes(gatesim_ticks t, double minutes, const char *what, size_t k)
{
    if (t != (gatesim_ticks)(minutes * (double)MIN))
        fail_msg("%s of number %zu: %g min, not %g", what, k, (double)t / (double)MIN, minutes);
}

/* assert_delay(seen, cause, count, minutes): of the first trucks that left. */
static void assert_delay(const struct seen *seen, enum gatesim_cause cause, size_t count,
                         const double *minutes)
{
    size_t k;

    assert_true(seen->trucks >= count);
    for (k = 0; k < count; k++)
        assert_minutes(seen->truck[k].delay[cause], minutes[k], gatesim_cause_name(cause), k);
}

/* visit_of(seen, station, k): the k-th visit to the station that ended. */
static const struct gatesim_visit *visit_of(const struct seen *seen, uint32_t station, size_t k)
{
    size_t i;

    for (i = 0; i < seen->visits; i++)
        if (seen->visit[i].station == station && k-- == 0)
            return &seen->visit[i];
    fail_msg("no such visit to station %u", (unsigned)station);
    return NULL;
}

/* A truck every 10 min; 5 min at the first desk, 12 min at the second, which is overloaded:
 * truck k is done there at 10 + 12 (k + 1), so it queues for 2 k min and is served for 12: its
 * time is that of the second desk alone. */
static void side_by_side_the_last_desk_counts(void **state)
{
    struct gatesim_scenario *S;
    struct seen seen;
    struct gatesim *G =
        run(RUN CLASS("truck", "10 min") STATION("health", "1", "5 min")
                STATION("plants", "1", "12 min") ROUTE("  side by side health, plants\n"),
            &S, &seen);

    (void)state;
    assert_delay(&seen, GATESIM_CAUSE_QUEUEING, 5, (const double[]){0, 2, 4, 6, 8});
    assert_delay(&seen, GATESIM_CAUSE_SERVICE, 5, (const double[]){12, 12, 12, 12, 12});
    assert_minutes(visit_of(&seen, 0, 3)->left, 45, "leaving the first desk", 3);
    /* Inside at 720: trucks 0, 1, .. 70 have come (at 10, .. 710); number k leaves at 22 + 12 k. */
    assert_true(world_value(S, G, "station", "served", 1) == 59);
    assert_true(world_value(S, G, "station", "served", 0) == 71);
    assert_true(world_value(S, G, "summary", "trucks_in_system", 0) == 12);
    end(G, S);
}

/* Truck k comes at 12 (k + 1) min. The first of a group waits for 30 min, in which two more
 * come: 30, 18 and 6 min each. */
static void a_group_goes_when_its_first_has_waited_long_enough(void **state)
{
    struct gatesim_scenario *S;
    struct seen seen;
    struct gatesim *G = run(RUN CLASS("truck", "12 min") STATION("booth", "unlimited", "0")
                                ROUTE("  booth\n  gather 4 at most 30 min\n"),
                            &S, &seen);

    (void)state;
    assert_delay(&seen, GATESIM_CAUSE_BATCH, 6, (const double[]){30, 18, 6, 30, 18, 6});
    end(G, S);
}

/* Every 8 min: the fourth completes the group after 24 min. */
static void a_group_goes_when_it_is_complete(void **state)
{
    struct gatesim_scenario *S;
    struct seen seen;
    struct gatesim *G = run(RUN CLASS("truck", "8 min") STATION("booth", "unlimited", "0")
                                ROUTE("  booth\n  gather 4 at most 30 min\n"),
                            &S, &seen);

    (void)state;
    assert_delay(&seen, GATESIM_CAUSE_BATCH, 6, (const double[]){24, 16, 8, 0, 24, 16});
    end(G, S);
}

/* Every 10 min: the fourth comes in the instant in which the first has waited for 30 min. It
 * goes with the others, and the fifth begins a new group. */
static void the_race_of_the_last_truck_and_the_limit(void **state)
{
    struct gatesim_scenario *S;
    struct seen seen;
    struct gatesim *G = run(RUN CLASS("truck", "10 min") STATION("booth", "unlimited", "0")
                                ROUTE("  gather 4 at most 30 min\n  booth\n"),
                            &S, &seen);

    (void)state;
    assert_delay(&seen, GATESIM_CAUSE_BATCH, 6, (const double[]){30, 20, 10, 0, 30, 20});
    end(G, S);
}

/* The same with five to a group: there it is the limit that sends four of them on. */
static void the_race_at_the_limit_takes_along_who_comes(void **state)
{
    struct gatesim_scenario *S;
    struct seen seen;
    struct gatesim *G = run(RUN CLASS("truck", "10 min") STATION("booth", "unlimited", "0")
                                ROUTE("  gather 5 at most 30 min\n  booth\n"),
                            &S, &seen);

    (void)state;
    assert_delay(&seen, GATESIM_CAUSE_BATCH, 6, (const double[]){30, 20, 10, 0, 30, 20});
    end(G, S);
}

/* Two of a group of three keep both lanes busy until the third comes: it has no lane, so the
 * group goes on when its first has waited for 25 min, at 30; a lane is blocked meanwhile. Trucks
 * come at 5, 10, 15, ..; the third and fourth enter at 30 and go at 55. */
static void a_group_keeps_its_servers(void **state)
{
    struct gatesim_scenario *S;
    struct seen seen;
    struct gatesim *G = run(RUN CLASS("truck", "5 min") STATION("lane", "2", "0")
                                ROUTE("  lane\n  gather 3 at most 25 min\n"),
                            &S, &seen);

    (void)state;
    assert_delay(&seen, GATESIM_CAUSE_BATCH, 4, (const double[]){25, 20, 25, 25});
    assert_delay(&seen, GATESIM_CAUSE_QUEUEING, 4, (const double[]){0, 0, 15, 10});
    end(G, S);
}

#define KEEPS "keeps-place = yes\n"

/* Two places in the yard; customs takes 10 min a truck. Truck k comes at 5 + 5 k, is served from
 * 5 + 10 k on, and gives up its place when it is out, at 15 + 10 k. Truck k finds a place when
 * number k - 2 is out: it waits max(0, 5 k - 10) min for it, and then min(5 k, 10) for customs. */
static void a_place_is_kept_until_the_truck_is_out(void **state)
{
    struct gatesim_scenario *S;
    struct seen seen;
    struct gatesim *G =
        run(RUN CLASS("truck", "5 min") STATION("yard", "2", "0") KEEPS
            "on-road = yes\n" STATION("customs", "1", "10 min") ROUTE("  yard\n  customs\n"),
            &S, &seen);
    size_t k;

    (void)state;
    for (k = 0; k < 8; k++) {
        const struct gatesim_visit *yard = visit_of(&seen, 0, k), *customs = visit_of(&seen, 1, k);
        const double wait = k < 2 ? 0 : 5.0 * (double)k - 10;

        assert_minutes(yard->called - yard->joined, wait, "wait for the yard", k);
        assert_minutes(customs->called - customs->joined, k < 2 ? 5.0 * (double)k : 10,
                       "wait for customs", k);
    }
    /* Places: truck 0 from 5 to 15, and from 10 on both but for nothing: 5 + 2 (720 - 10) of
     * 2 x 720 min. The road: from 715 on,
     * when number 142 has come and number 72 has its place, 73 .. 142 stand there. */
    assert_true(fabs(world_value(S, G, "station", "kept_fraction", 0) - 1425.0 / 1440) < 1e-12);
    assert_true(world_value(S, G, "summary", "road_queue_max", 0) == 70);
    end(G, S);
}

/* A chain of three: park with 3 places, yard with 2, dock with 1, where work takes 10 min. Who
 * waits for the next place keeps the one that it has, so 3 + 2 + 1 trucks are off the road: truck
 * k is at the dock from 5 + 10 k on, in the yard from number k - 2's leaving it for the dock,
 * at 5 + 10 (k - 2), in the park from number k - 3's leaving it for the yard, at
 * 5 + 10 (k - 5). Trucks come at 5 + 4 k. */
static void a_chain_of_full_places_blocks_back_to_the_road(void **state)
{
    struct gatesim_scenario *S;
    struct seen seen;
    struct gatesim *G =
        run(RUN CLASS("truck", "4 min") "from = 2025-01-06 00:01\n" STATION("park", "3", "0") KEEPS
            "on-road = yes\n" STATION("yard", "2", "0") KEEPS STATION("dock", "1", "10 min")
                KEEPS ROUTE("  park\n  yard\n  dock\n"),
            &S, &seen);
    size_t k;

    (void)state;
    for (k = 0; k < 12; k++) {
        const double came = 5 + 4 * (double)k, park = fmax(came, 10 * (double)k - 45),
                     yard = fmax(park, 10 * (double)k - 15), dock = 5 + 10 * (double)k;

        assert_minutes(visit_of(&seen, 0, k)->called, park, "place in the park", k);
        assert_minutes(visit_of(&seen, 1, k)->called, yard, "place in the yard", k);
        assert_minutes(visit_of(&seen, 2, k)->called, dock, "place at the dock", k);
    }
    end(G, S);
}

/* 'leave place' frees the yard before customs: then its one place holds nobody up. */
static void a_place_can_be_left(void **state)
{
    struct gatesim_scenario *S;
    struct seen seen;
    struct gatesim *G =
        run(RUN CLASS("truck", "5 min") STATION("yard", "1", "2 min")
                KEEPS STATION("customs", "1", "5 min") ROUTE("  yard\n  leave place\n  customs\n"),
            &S, &seen);

    (void)state;
    assert_delay(&seen, GATESIM_CAUSE_QUEUEING, 3, (const double[]){0, 0, 0});
    assert_true(world_value(S, G, "station", "kept_fraction", 0) == 0);
    end(G, S);
}

/* A truck that comes back to the place that it keeps has it: one place, two visits. */
static void a_truck_returns_to_its_own_place(void **state)
{
    struct gatesim_scenario *S;
    struct seen seen;
    struct gatesim *G =
        run(RUN CLASS("truck", "20 min") STATION("yard", "1", "2 min") KEEPS
            "waiting = 0\n" STATION("customs", "1", "5 min") ROUTE("  yard\n  customs\n  yard\n"),
            &S, &seen);

    (void)state;
    assert_delay(&seen, GATESIM_CAUSE_SERVICE, 2, (const double[]){9, 9});
    assert_delay(&seen, GATESIM_CAUSE_ROAD, 2, (const double[]){0, 0});
    end(G, S);
}

/* Sampling takes the officer 10 min, the laboratory an hour. Trucks come every 15 min; the yard
 * has 4 places, each held for 10 + 60 + 5 min: the fifth truck, of 75, finds the place that the
 * first one, of 15, leaves at 90. The officer serves the second at once: it is not held. */
static void a_laboratory_holds_the_place_but_no_officer(void **state)
{
    struct gatesim_scenario *S;
    struct seen seen;
    struct gatesim *G = run(
        RUN CLASS("truck", "15 min") STATION("yard", "4", "0")
            KEEPS STATION("sampling", "1", "10 min") STATION("barrier", "1", "5 min")
                ROUTE("  yard\n  sampling\n  await laboratory 1 h if class is truck\n  barrier\n"),
        &S, &seen);

    (void)state;
    assert_delay(&seen, GATESIM_CAUSE_PAPERS, 5, (const double[]){60, 60, 60, 60, 60});
    assert_delay(&seen, GATESIM_CAUSE_QUEUEING, 5, (const double[]){0, 0, 0, 0, 15});
    assert_delay(&seen, GATESIM_CAUSE_SERVICE, 5, (const double[]){15, 15, 15, 15, 15});
    end(G, S);
}

/* The desk fails at 14, in the fourth minute of the first truck's work, and does all 8 min of it
 * anew from 20 on: it has given the truck 12. The next truck finds it well. */
static void a_visit_tells_what_the_server_gave(void **state)
{
    struct gatesim_scenario *S;
    struct seen seen;
    struct gatesim *G =
        run(RUN CLASS("truck", "10 min") "until = 2025-01-06 00:25\n" STATION(
                "desk", "1", "8 min") "fails-after = 14 min\nrepair = 6 min\non-failure = "
                                      "restart\n" ROUTE("  desk\n"),
            &S, &seen);

    (void)state;
    assert_minutes(visit_of(&seen, 0, 0)->service, 12, "service", 0);
    assert_minutes(visit_of(&seen, 0, 0)->left, 28, "leaving", 0);
    end(G, S);
}

/* Customs is done twice, then once more; the barrier, behind the loop, only once. */
static void work_that_is_done_again_is_rework(void **state)
{
    struct gatesim_scenario *S;
    struct seen seen;
    struct gatesim *G =
        run(RUN CLASS("truck", "1 h") STATION("desk", "1", "2 min")
                STATION("customs", "1", "5 min") "setup = 1 min\n" STATION("barrier", "1", "1 min")
                    ROUTE("  desk\n  customs\n  repeat from customs at most 2 times\n  barrier\n"),
            &S, &seen);

    (void)state;
    assert_delay(&seen, GATESIM_CAUSE_SETUP, 1, (const double[]){1});
    assert_delay(&seen, GATESIM_CAUSE_SERVICE, 1, (const double[]){8});
    assert_delay(&seen, GATESIM_CAUSE_REWORK, 1, (const double[]){12});
    end(G, S);
}

/* Who stands there when the run starts, and nobody after. */
#define STANDING(name, route, number, station) \
    "[class " name "]\nroute = " route "\nbacklog = " number " trucks at " station "\n"
#define NEEDS(name, servers, service, needs) STATION(name, servers, service) "needs = " needs "\n"
#define WAY(name, station) "[route " name "]\nsteps =\n  " station "\n"
#define POOL(name, people) "[pool " name "]\npeople = " people "\n"
#define TWO_DESKS                                                                      \
    RUN STANDING("one", "ra", "3", "a") STANDING("two", "rb", "3", "b")                \
        NEEDS("a", "3", "10 min", "officers")                                          \
            NEEDS("b", "3", "10 min", "officers") "pool-priority = 1\n" WAY("ra", "a") \
                WAY("rb", "b") POOL("officers", "1")

/* One officer for two desks with three trucks each; a service takes 10 min. By priority all
 * trucks of b come first; the time until then is the officer's. */
static void a_pool_serves_by_priority(void **state)
{
    (void)state;
    check_stays(TWO_DESKS "serve = priority\n", (struct stays[]){STAYS(0, STAFF, 30, 40, 50),
                                                                 STAYS(1, STAFF, 0, 10, 20),
                                                                 STAYS(0, QUEUEING, 0, 0, 0),
                                                                 STAYS(1, SERVICE, 10, 10, 10),
                                                                 {0}});
}

/* Trucks come to a desk every 5 min and take an officer for 10; at 11 one comes to the joint desk,
 * which takes both officers. */
#define JOINT(officers)                                                                         \
    RUN "[class joint]\nroute = rj\narrivals = every 11 min\nuntil = 2025-01-06 00:12\n"        \
        "[class single]\nroute = rs\narrivals = every 5 min\nuntil = 2025-01-06 00:21\n" NEEDS( \
            "joint", "1", "10 min",                                                             \
            "officers 2") "pool-priority = 1\n" NEEDS("desk", "20", "10 min", "officers")       \
            WAY("rj", "joint") WAY("rs", "desk") POOL("officers", officers)

/* By either rule the joint desk comes before the truck of 15, and the officer who is free then is
 * saved up for it. */
static void people_are_saved_up_for_who_comes_first(void **state)
{
    static const char *const rules[] = {"serve = priority\n", "serve = first\n"};
    char text[2000];

    (void)state;
    for (int i = 0; i < 2; i++) {
        snprintf(text, sizeof text, "%s%s", JOINT("2"), rules[i]);
        check_stays(text, (struct stays[]){STAYS(0, STAFF, 9), STAYS(1, STAFF, 0, 0, 15, 10), {0}});
    }
}

/* One officer goes home at 10, and nobody is saved up for the joint desk any more. */
static void nobody_is_saved_up_for_who_cannot_be_served(void **state)
{
    (void)state;
    check_stays(JOINT("2, 1 during 00:10-24:00") "serve = priority\n",
                (struct stays[]){STAYS(0, STAFF, 709), STAYS(1, STAFF, 0, 5, 10, 15), {0}});
}

/* Customs are free at 10, 20, ..., plants at 15, 30, ...: a joint inspection that needs one of each
 * would never find both free. */
static void people_of_one_pool_are_saved_up_until_those_of_another_are_free(void **state)
{
    (void)state;
    check_stays(
        RUN
        "[class joint]\nroute = rj\narrivals = every 1 min\nuntil = 2025-01-06 00:02\n" STANDING(
            "x", "rx", "3", "x") STANDING("y", "ry", "3", "y")
            NEEDS("joint", "1", "4 min", "customs, plants") "pool-priority = 1\n" NEEDS(
                "x", "3", "10 min", "customs") NEEDS("y", "3", "15 min", "plants")
                WAY("rj", "joint") WAY("rx", "x") WAY("ry", "y") POOL(
                    "customs", "1") "serve = priority\n" POOL("plants", "1") "serve = priority\n",
        (struct stays[]){
            STAYS(0, STAFF, 14), STAYS(1, STAFF, 0, 19, 29), STAYS(2, STAFF, 0, 19, 34), {0}});
}

/* One officer goes with a truck to the inner desk, which needs another one. Both are wanted at the
 * joint desk, first of all; but what is with a truck that waits does not come back by itself, and
 * to save the other one up would hold both for ever. */
static void nobody_is_saved_up_while_who_has_the_others_waits(void **state)
{
    (void)state;
    check_stays(
        RUN "[class joint]\nroute = rj\narrivals = every 5 min\nuntil = 2025-01-06 00:06\n"
            "[class led]\nroute = rl\narrivals = every 1 min\nuntil = 2025-01-06 00:02\n" NEEDS(
                "joint", "1", "10 min",
                "officers 2") "pool-priority = 1\n" NEEDS("inner", "1", "10 min", "officers")
                WAY("rj", "joint")
                    WAY("rl", "take officers\n  drive 9 min\n  inner\n  release officers")
                        POOL("officers", "2") "serve = priority\n",
        (struct stays[]){STAYS(0, STAFF, 15), STAYS(1, STAFF, 0), STAYS(1, SERVICE, 10), {0}});
}

/* One who drives along comes back after 60 min, and goes with the truck of the class that comes
 * first, though two have asked before it. */
static void a_pool_serves_trucks_by_the_priority_of_their_class(void **state)
{
    (void)state;
    check_stays(
        RUN STANDING("low", "r", "3",
                     "gate") "[class high]\nroute = r\npriority = 5\narrivals = every 3 min\n"
                             "until = 2025-01-06 00:04\n" STATION("gate", "20", "1 min")
                                 WAY("r", "gate\n  take drivers\n  drive 60 min\n  release drivers")
                                     POOL("drivers", "1") "serve = priority\n",
        (struct stays[]){STAYS(0, DRIVER, 0, 120, 180), STAYS(1, DRIVER, 57), {0}});
}

/* On shift for 10 min, at work for 120: 110 of them count as at work after the shift, and nobody is
 * more than busy. Measured from 60 min on, all of the rest do. */
static void who_works_on_after_the_shift_is_told_apart(void **state)
{
#define WORKS_ON(warm_up)                                                     \
    "[scenario]\nduration = 10 h\n" warm_up STANDING("one", "r", "1", "desk") \
        NEEDS("desk", "1", "2 h", "officers") WAY("r", "desk")                \
            POOL("officers", "1, 0 during 00:10-24:00")
    struct world R = world_run(WORKS_ON(""), NULL);

    (void)state;
    assert_true(fabs(world_get(&R, "pool", "utilisation", 0) - 1) < 1e-12);
    assert_true(fabs(world_get(&R, "pool", "people_mean", 0) - 120.0 / 600) < 1e-12);
    assert_true(fabs(world_get(&R, "pool", "over_mean", 0) - 110.0 / 600) < 1e-12);
    assert_true(fabs(world_get(&R, "pool", "busy_mean", 0) - 120.0 / 600) < 1e-12);
    world_end(&R);
    R = world_run(WORKS_ON("warm-up = 1 h\n"), NULL);
    assert_true(fabs(world_get(&R, "pool", "over_mean", 0) - 60.0 / 540) < 1e-12);
    assert_true(fabs(world_get(&R, "pool", "utilisation", 0) - 1) < 1e-12);
    world_end(&R);
}

/* By the longest line, a before b where they are alike: a b, a b, a b. */
static void a_pool_serves_the_longest_line(void **state)
{
    (void)state;
    check_stays(TWO_DESKS "serve = longest-line\n",
                (struct stays[]){STAYS(0, STAFF, 0, 20, 40), STAYS(1, STAFF, 10, 30, 50), {0}});
}

/* A truck left in mid-service counts with the line. Desk a closes from 5 to 10, and the officer
 * goes to b; at 15, a has one that was left and one in line, b has one in line: a, a, b. */
static void a_truck_that_was_left_makes_the_line_longer(void **state)
{
    (void)state;
    check_stays(RUN STANDING("one", "ra", "2", "a") STANDING("two", "rb", "2", "b")
                    NEEDS("a", "2", "10 min",
                          "officers") "closed = 00:05-00:10\n"
                                      "at-closing = leave\n" NEEDS("b", "2", "10 min", "officers")
                                          WAY("ra", "a") WAY("rb", "b")
                                              POOL("officers", "1") "serve = longest-line\n",
                (struct stays[]){STAYS(0, SERVICE, 10, 10), STAYS(1, STAFF, 5, 30), {0}});
}

/* All have come at once, so that the order of the stations decides. */
static void a_pool_serves_stations_in_order_where_they_are_alike(void **state)
{
    (void)state;
    check_stays(TWO_DESKS "serve = first\n",
                (struct stays[]){STAYS(0, STAFF, 0, 10, 20), STAYS(1, STAFF, 30, 40, 50), {0}});
}

/* Two trucks come to each desk, to b at 5 and 10 min, to a at 6 and 12: they are served from 5,
 * 15 (a), 25 (b), 35 (a) on. */
static void a_pool_serves_the_longest_wait(void **state)
{
    (void)state;
    check_stays(RUN
                "[class one]\nroute = ra\narrivals = every 6 min\nuntil = 2025-01-06 00:13\n"
                "[class two]\nroute = rb\narrivals = every 5 min\nuntil = 2025-01-06 00:11\n" NEEDS(
                    "a", "3", "10 min", "officers") NEEDS("b", "3", "10 min", "officers")
                    WAY("ra", "a") WAY("rb", "b") POOL("officers", "1"),
                (struct stays[]){STAYS(0, STAFF, 9, 23), STAYS(1, STAFF, 0, 15), {0}});
}

/* A joint inspection takes two customs officers and a plant officer at once. One customs officer
 * is at x until 10: till then the joint inspection has nobody, and the plant officer works at y
 * from 0 to 3 and from 3 to 6. */
static void a_joint_inspection_takes_all_or_nobody(void **state)
{
    struct gatesim_scenario *S;
    struct stays list[] = {
        STAYS(0, STAFF, 10), STAYS(1, STAFF, 0), STAYS(2, STAFF, 0, 3), STAYS(0, SERVICE, 4), {0}};
    struct gatesim *G =
        stays_run(RUN STANDING("joint", "rj", "1", "joint") STANDING("x", "rx", "1", "x")
                      STANDING("y", "ry", "2", "y") POOL("customs", "2") "serve = priority\n" POOL(
                          "plants", "1") "serve = priority\n" NEEDS("joint", "1", "4 min",
                                                                    "customs 2, plants")
                          NEEDS("x", "1", "10 min", "customs") "pool-priority = 1\n" NEEDS(
                              "y", "2", "3 min", "plants") "pool-priority = 1\n" WAY("rj", "joint")
                              WAY("rx", "x") WAY("ry", "y"),
                  list, &S);

    (void)state;
    /* Customs: 10 + 2 x 4 of 2 x 720 min; three members taken; waits of 0 and 10 min. */
    assert_true(fabs(world_value(S, G, "pool", "utilisation", 0) - 18.0 / 1440) < 1e-12);
    assert_true(fabs(world_value(S, G, "pool", "busy_mean", 1) - 10.0 / 720) < 1e-12);
    assert_true(world_value(S, G, "pool", "taken", 0) == 3);
    assert_true(fabs(world_value(S, G, "pool", "wait_mean", 0) - 300) < 1e-9);
    assert_true(world_value(S, G, "pool", "people_mean", 1) == 1);
    end(G, S);
}

/* One officer; the exit holds one truck for an hour and keeps the others at their lanes: they are
 * blocked there, but the officer goes on at once. */
static void a_blocked_truck_holds_no_officer(void **state)
{
    (void)state;
    check_stays(RUN STANDING("truck", "r", "3", "lane") POOL("officers", "1")
                    NEEDS("lane", "3", "10 min", "officers")
                        STATION("exit", "1", "1 h") "waiting = 0\n" ROUTE("  lane\n  exit\n"),
                (struct stays[]){STAYS(0, STAFF, 0, 10, 20), STAYS(0, BLOCKED, 0, 50, 100), {0}});
}

/* Desk a closes from 0:30 to 1:30 and leaves its truck: its officer goes to b for 20 min, and is
 * back in time. */
static void an_officer_of_a_closed_desk_works_elsewhere(void **state)
{
    (void)state;
    check_stays(
        RUN STANDING("one", "ra", "1", "a") STANDING("two", "rb", "1", "b")
            NEEDS("a", "1", "1 h", "officers") "at-closing = leave\nclosed = 00:30-01:30\n" NEEDS(
                "b", "1", "20 min", "officers") WAY("ra", "a") WAY("rb", "b") POOL("officers", "1"),
        (struct stays[]){STAYS(0, SERVICE, 60),
                         STAYS(0, CLOSED, 60),
                         STAYS(1, STAFF, 30),
                         STAYS(1, QUEUEING, 0),
                         {0}});
}

/* Three drivers, 20 min there and 10 min back: each starts every 30 min, at 0, 30, .. 720. Truck k
 * waits for 30 floor(k / 3) min; 72 trucks have crossed by 720, and 75 have had a driver. */
static void drivers_go_round(void **state)
{
    struct gatesim_scenario *S;
    struct stays list[] = {
        STAYS(0, DRIVER, 0, 0, 0, 30, 30, 30, 60), STAYS(0, TRAVEL, 20, 20, 20), {0}};
    struct gatesim *G = stays_run(RUN STANDING("truck", "r", "100", "park") POOL("drivers", "3")
                                      STATION("park", "unlimited", "0")
                                          ROUTE("  park\n  take drivers\n  drive 20 min\n"
                                                "  release drivers after 10 min\n"),
                                  list, &S);

    (void)state;
    assert_true(world_value(S, G, "summary", "trucks_crossed", 0) == 72);
    assert_true(world_value(S, G, "pool", "taken", 0) == 75);
    assert_true(world_value(S, G, "pool", "utilisation", 0) == 1);
    end(G, S);
}

/* Two drivers a truck, of four; who leaves gives them back without being told to. Two trucks
 * stand in the lane, blocked, until two others are done at 60: the fifth comes forward then. */
static void a_truck_takes_several_and_gives_them_back_as_it_leaves(void **state)
{
    (void)state;
    check_stays(RUN STANDING("truck", "r", "5", "lane") POOL("drivers", "4")
                    STATION("lane", "2", "0") STATION("dock", "unlimited", "1 h")
                        ROUTE("  lane\n  take drivers 2\n  dock\n"),
                (struct stays[]){
                    STAYS(0, DRIVER, 0, 0, 60, 60, 60), STAYS(0, QUEUEING, 0, 0, 0, 0, 60), {0}});
}

/* Who has driven away from its place, which it still keeps, waits there for the next one. */
static void a_truck_waits_far_from_the_place_that_it_keeps(void **state)
{
    (void)state;
    check_stays(RUN STANDING("truck", "r", "3", "yard") STATION("yard", "3", "0")
                    KEEPS STATION("dock", "1", "30 min") "waiting = 0\n" ROUTE(
                        "  yard\n  drive 10 min\n  dock\n"),
                (struct stays[]){STAYS(0, BLOCKED, 0, 30, 60), {0}});
}

/* events_with(last): of trucks that take drivers, and then do this last. */
static uint64_t events_with(const char *last)
{
    struct gatesim_scenario *S;
    struct gatesim_progress P;
    struct gatesim *G;
    struct seen seen;
    char text[1000];

    snprintf(text, sizeof text,
             RUN STANDING("truck", "r", "3", "park") POOL("drivers", "2")
                 STATION("park", "unlimited", "0")
                     ROUTE("  park\n  take drivers\n  drive 20 min\n%s"),
             last);
    G = run(text, &S, &seen);
    assert_int_equal(seen.trucks, 3);
    gatesim_progress(G, &P);
    end(G, S);
    return P.events;
}

/* Drivers come back in an event of their own, but for those that are there at once; from a truck
 * without drivers nobody does. */
static void who_gives_nobody_back_makes_no_event(void **state)
{
    const uint64_t none = events_with("");

    (void)state;
    assert_int_equal(events_with("  release drivers\n"), none);
    assert_int_equal(events_with("  release drivers after 5 min\n"), none + 3);
    assert_int_equal(events_with("  release drivers\n  release drivers after 5 min\n"), none);
}

/* Two officers, two trips a day each, an hour a truck: from 06:00 on four trucks, from midnight
 * on, 18 h later, four more, and 42 h later the last two. */
static void trips_are_limited_by_the_day(void **state)
{
    (void)state;
    check_stays(
        "[scenario]\nstart = 2025-01-06 06:00\nduration = 3 d\n[results]\nlog = trucks\n" STANDING(
            "truck", "r", "10", "a")
            POOL("officers", "2") "trips-per-day = 2\n" NEEDS("a", "5", "1 h", "officers")
                ROUTE("  a\n"),
        (struct stays[]){STAYS(0, STAFF, 0, 0, 60, 60, 1080, 1080, 1140, 1140, 2520, 2520), {0}});
}

/* An infection at 100 takes the officer away for an hour; the truck that is served from 90 to 120
 * is finished. The next infection comes at 260, 100 min after the return at 160. */
static void an_infection_takes_all_away(void **state)
{
    (void)state;
    check_stays(RUN STANDING("truck", "r", "8", "a")
                    POOL("officers", "1") "fails-after = 100 min\nrepair = 1 h\n" NEEDS(
                        "a", "5", "30 min", "officers") ROUTE("  a\n"),
                (struct stays[]){STAYS(0, STAFF, 0, 30, 60, 90, 160, 190, 220, 250), {0}});
}

/* The officer is free again in the very instant in which a truck comes to b: the truck of a has
 * waited longer. That of b is served at 20, and finished though the shift ends at 25. */
static void the_race_of_an_officer_and_an_arrival(void **state)
{
    (void)state;
    check_stays(
        RUN STANDING("one", "ra", "2",
                     "a") "[class two]\nroute = rb\narrivals = every 10 min\nuntil = 2025-01-06 "
                          "00:21\n" POOL("officers", "1, 0 during 00:25-01:25")
                              NEEDS("a", "2", "10 min", "officers")
                                  NEEDS("b", "1", "10 min", "officers") WAY("ra", "a")
                                      WAY("rb", "b"),
        (struct stays[]){
            STAYS(0, STAFF, 0, 10), STAYS(1, STAFF, 10, 55), STAYS(1, QUEUEING, 0, 10), {0}});
}

/* assert_circle(text, words): the run fails, and the circle is told in these words, in any order.
 */
static void assert_circle(const char *text, const char *const words[2])
{
    const struct world W = world_begin(text, NULL);

    assert_int_equal(world_finish(W.G), GATESIM_EDEADLOCK);
    if (strstr(gatesim_trouble(W.G), words[0]) == NULL ||
        strstr(gatesim_trouble(W.G), words[1]) == NULL)
        fail_msg("%s", gatesim_trouble(W.G));
    world_end(&W);
}

/* One class goes from yard to park, the other from park to yard, each keeping its place. */
static void a_circle_through_places_is_named(void **state)
{
    (void)state;
    assert_circle(RUN
                  "[class one]\nroute = ra\narrivals = every 10 min\n"
                  "[class two]\nroute = rb\narrivals = every 10 min\n" STATION("yard", "1", "1 min")
                      KEEPS STATION("park", "1", "1 min") KEEPS WAY("ra", "yard\n  park")
                          WAY("rb", "park\n  yard"),
                  (const char *const[]){"keeps a place at yard until park calls it",
                                        "keeps a place at park until yard calls it"});
}

/* A truck holds the only lane and waits for the driver, who is with a truck that waits for the
 * lane. */
static void a_circle_through_people_is_named(void **state)
{
    (void)state;
    assert_circle(RUN "[class one]\nroute = ra\narrivals = every 10 min\n"
                      "[class two]\nroute = rb\narrivals = every 10 min\n" POOL("drivers", "1")
                          STATION("lane", "1", "1 min") WAY("ra", "lane\n  take drivers")
                              WAY("rb", "take drivers\n  lane"),
                  (const char *const[]){"waits at lane for drivers", "waits in line at lane"});
}

/* A group of three in a lane of two. */
static void a_circle_through_a_group_is_named(void **state)
{
    (void)state;
    assert_circle(RUN CLASS("truck", "10 min") STATION("lane", "2", "1 min")
                      ROUTE("  lane\n  gather 3\n"),
                  (const char *const[]){"waits at lane for a group of 3", "waits in line at lane"});
}

/* What is left of a group when no more trucks come is no circle. */
static void a_group_that_stays_incomplete_is_no_circle(void **state)
{
    struct gatesim_scenario *S;
    struct seen seen;
    struct gatesim *G = run(RUN STANDING("truck", "r", "5", "lane") STATION("lane", "9", "1 min")
                                ROUTE("  lane\n  gather 3\n"),
                            &S, &seen);

    (void)state;
    assert_true(world_value(S, G, "summary", "trucks_crossed", 0) == 3);
    assert_true(world_value(S, G, "summary", "trucks_in_system", 0) == 2);
    end(G, S);
}

/* a calls while b has no truck, b while a has none, and each has one in line. The circle is seen
 * at the end of the first bin. */
static void a_circle_through_admission_is_named(void **state)
{
    (void)state;
    assert_circle(
        RUN STANDING("one", "ra", "1", "a") STANDING("two", "rb", "1", "b")
            STATION("a", "1", "1 min") "admit-while = b below 1\n" STATION(
                "b", "1", "1 min") "admit-while = a below 1\n" WAY("ra", "a") WAY("rb", "b"),
        (const char *const[]){"waits at a until b has fewer", "waits at b until a has fewer"});
}

/* The same in a run that ends before its first bin does. */
static void a_circle_is_named_at_the_end_of_the_run(void **state)
{
    (void)state;
    assert_circle("[scenario]\nduration = 10 min\n" STANDING("one", "ra", "1", "a")
                      STANDING("two", "rb", "1", "b")
                          STATION("a", "1", "1 min") "admit-while = b below 1\n" STATION(
                              "b", "1", "1 min") "admit-while = a below 1\n" WAY("ra", "a")
                              WAY("rb", "b"),
                  (const char *const[]){"waits at a until b", "waits at b until a"});
}

/* Trucks of 20, 30, 40, 50 lose patience at 50, 60, 70, 80 and make a group of four elsewhere: it
 * is no circle that two of them stand there at the end of the first hour. */
static void a_group_of_those_who_lost_patience_is_no_circle(void **state)
{
    struct gatesim_scenario *S;
    struct seen seen;
    struct gatesim *G =
        run("[scenario]\nduration = 85 min\n[results]\nlog = visits\n" CLASS(
                "truck", "10 min") "patience = 30 min\non-patience = other\n" STATION("booth", "1",
                                                                                      "5 h")
                ROUTE("  booth\n") WAY("other", "gather 4\n  cross"),
            &S, &seen);

    (void)state;
    assert_true(world_value(S, G, "summary", "trucks_crossed", 0) == 4);
    end(G, S);
}

#define GRID "mixture 50 % constant 1 min, 30 % constant 2 min, 20 % constant 5 min"

/* All of it at once, on a grid of minutes, so that most events have others at their instant.
 * Drivers are taken without a server in hand, and groups have a limit: no circle can close. */
#define EVERYTHING                                                                   \
    "[scenario]\nduration = 3 d\nwarm-up = 1 d\n"                                    \
    "[results]\nlog = visits\n"                                                      \
    "[class fresh]\ncargo = fresh\npriority = 1\nroute = r\n"                        \
    "arrivals = renewal " GRID "\n"                                                  \
    "[class dry]\nroute = r\narrivals = every 3 min\nbacklog = 30 trucks at park\n"  \
    "[pool officers]\npeople = 3, 5 during 08:00-17:00, 0 during 12:00-12:30\n"      \
    "serve = priority\n"                                                             \
    "[pool plants]\npeople = 2\nserve = longest-line\nfails-after = 7 h\n"           \
    "repair = 20 min\n"                                                              \
    "[pool drivers]\npeople = 24\ntrips-per-day = 30\n"                              \
    "[station park]\nservers = 60\nservice = 0\nkeeps-place = yes\non-road = yes\n"  \
    "[station yard]\nservers = 30\nservice = " GRID "\nkeeps-place = yes\n"          \
    "[station health]\nservers = 2\nservice = " GRID "\n"                            \
    "[station quarantine]\nservers = 2\nservice = " GRID "\nneeds = plants\n"        \
    "[station joint]\nservers = 4\nservice = " GRID "\nneeds = officers 2, plants\n" \
    "pool-priority = 2\nat-closing = leave\nclosed = 03:00-04:00\n"                  \
    "[station desk]\nservers = 3\nservice = " GRID "\nneeds = officers\n"            \
    "discipline = priority\n"                                                        \
    "[station barrier]\nservers = 3\nservice = " GRID "\nwaiting = 2\n"              \
    "[route r]\nsteps =\n  park\n  yard\n"                                           \
    "  side by side health, quarantine, desk if cargo is fresh\n  joint for 20 %\n"  \
    "  repeat from joint for 10 % at most 2 times\n  leave place\n"                  \
    "  await laboratory 1 h for 5 %\n  drive 1 min\n  take drivers\n  drive 3 min\n" \
    "  release drivers after " GRID "\n  gather 3 at most 5 min\n  desk\n  barrier\n"

/* The audits at the end of each run and the sum of each truck's delays hold in 20 replications. */
static void races_of_everything_keep_the_books(void **state)
{
    struct gatesim_scenario *S = world_scenario(EVERYTHING);
    struct seen *seen = calloc(1, sizeof *seen);
    const struct gatesim_observer observer = {seen, see_truck, see_visit};
    uint32_t replication;

    (void)state;
    assert_non_null(seen);
    for (replication = 0; replication < 20; replication++) {
        struct gatesim *G = NULL;

        assert_int_equal(gatesim_create(S, replication, &observer, &G), 0);
        if (world_finish(G) < 0)
            fail_msg("%s", gatesim_trouble(G));
        assert_true(world_value(S, G, "summary", "trucks_crossed", 0) > 100);
        gatesim_destroy(G);
    }
    free(seen);
    gatesim_scenario_destroy(S);
}

/* There until a first absence between 10 and 20 h: of two antithetic runs one is as much later
 * than 15 h as the other is earlier. */
static void absences_of_antithetic_runs_mirror_each_other(void **state)
{
    const char *text = "[scenario]\nduration = 40 h\n" CLASS("one", "1 h")
        NEEDS("desk", "1", "1 min", "officers") WAY("r", "desk")
            POOL("officers", "1") "fails-after = uniform low 10 h high 20 h\nrepair = 90 h\n";
    struct gatesim_scenario *S = world_scenario(text);
    double there[2];

    (void)state;
    for (uint32_t i = 0; i < 2; i++) {
        struct gatesim *G = NULL;

        assert_int_equal(gatesim_create(S, i == 0 ? 3 : 3 | GATESIM_ANTITHETIC, NULL, &G), 0);
        assert_true(world_finish(G) >= 0);
        there[i] = 40 * world_value(S, G, "pool", "people_mean", 0);
        gatesim_destroy(G);
    }
    assert_true(there[0] != there[1]);
    assert_true(fabs(there[0] + there[1] - 30) < 1e-6);
    gatesim_scenario_destroy(S);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(absences_of_antithetic_runs_mirror_each_other),
        cmocka_unit_test(side_by_side_the_last_desk_counts),
        cmocka_unit_test(a_group_goes_when_its_first_has_waited_long_enough),
        cmocka_unit_test(a_group_goes_when_it_is_complete),
        cmocka_unit_test(the_race_of_the_last_truck_and_the_limit),
        cmocka_unit_test(the_race_at_the_limit_takes_along_who_comes),
        cmocka_unit_test(a_group_keeps_its_servers),
        cmocka_unit_test(a_place_is_kept_until_the_truck_is_out),
        cmocka_unit_test(a_chain_of_full_places_blocks_back_to_the_road),
        cmocka_unit_test(a_place_can_be_left),
        cmocka_unit_test(a_truck_returns_to_its_own_place),
        cmocka_unit_test(a_laboratory_holds_the_place_but_no_officer),
        cmocka_unit_test(a_visit_tells_what_the_server_gave),
        cmocka_unit_test(work_that_is_done_again_is_rework),
        cmocka_unit_test(a_pool_serves_by_priority),
        cmocka_unit_test(a_pool_serves_the_longest_line),
        cmocka_unit_test(a_truck_that_was_left_makes_the_line_longer),
        cmocka_unit_test(a_pool_serves_stations_in_order_where_they_are_alike),
        cmocka_unit_test(a_pool_serves_the_longest_wait),
        cmocka_unit_test(people_are_saved_up_for_who_comes_first),
        cmocka_unit_test(nobody_is_saved_up_for_who_cannot_be_served),
        cmocka_unit_test(people_of_one_pool_are_saved_up_until_those_of_another_are_free),
        cmocka_unit_test(nobody_is_saved_up_while_who_has_the_others_waits),
        cmocka_unit_test(a_pool_serves_trucks_by_the_priority_of_their_class),
        cmocka_unit_test(who_works_on_after_the_shift_is_told_apart),
        cmocka_unit_test(a_joint_inspection_takes_all_or_nobody),
        cmocka_unit_test(a_blocked_truck_holds_no_officer),
        cmocka_unit_test(an_officer_of_a_closed_desk_works_elsewhere),
        cmocka_unit_test(drivers_go_round),
        cmocka_unit_test(a_truck_takes_several_and_gives_them_back_as_it_leaves),
        cmocka_unit_test(a_truck_waits_far_from_the_place_that_it_keeps),
        cmocka_unit_test(who_gives_nobody_back_makes_no_event),
        cmocka_unit_test(trips_are_limited_by_the_day),
        cmocka_unit_test(an_infection_takes_all_away),
        cmocka_unit_test(the_race_of_an_officer_and_an_arrival),
        cmocka_unit_test(a_circle_through_places_is_named),
        cmocka_unit_test(a_circle_through_people_is_named),
        cmocka_unit_test(a_circle_through_a_group_is_named),
        cmocka_unit_test(a_group_that_stays_incomplete_is_no_circle),
        cmocka_unit_test(a_circle_through_admission_is_named),
        cmocka_unit_test(a_circle_is_named_at_the_end_of_the_run),
        cmocka_unit_test(a_group_of_those_who_lost_patience_is_no_circle),
        cmocka_unit_test(races_of_everything_keep_the_books),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
