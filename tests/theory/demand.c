/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who comes, when, with what and where to. Bounds are 4.5 standard deviations of the number that is
 * tested (a false alarm in 150,000 runs), at seed 1. */
#include "tests/theory/world.h"

#define MIN (60 * GATESIM_TICKS_PER_SECOND)
#define HOUR (60 * MIN)
#define BOUND 4.5

/* near(what, x, mean, sd): within the bound. */
static void near(const char *what, double x, double mean, double sd)
{
    print_message("%s: %.6g, expected %.6g +- %.2g\n", what, x, mean, BOUND * sd);
    assert_true(fabs(x - mean) <= BOUND * sd);
}

/* Trucks that have left, in the order of leaving. */
#define MOST 8000
struct left {
    size_t count;
    struct gatesim_truck truck[MOST];
};

static void see(void *user, const struct gatesim_truck *truck)
{
    struct left *left = user;

    if (truck->outcome != GATESIM_OUTCOME_INSIDE && left->count < MOST)
        left->truck[left->count++] = *truck;
}

/* A truck a minute for ten days, none at their end. Two days at 10 %, five on a line from 10 % to
 * 90 %, three at 90 %: 1440 x (2 x 0.1 + 5 x 0.5 + 3 x 0.9) = 7776. The variance is the sum of p (1
 * - p): on the line, the mean of p (1 - p) for p from 0.1 to 0.9 is 1/2 - (0.9^3 - 0.1^3) / (3 x
 * 0.8) = 0.19667, so 1440 x (5 x 0.09 + 5 x 0.19667) = 2064. */
static void adoption_grows_along_a_line(void **state)
{
    struct world R = world_run("[scenario]\nduration = 10 d\n[lever e]\nadoption = 10 %\n"
                               "adoption-later = 90 %\nchange = 2025-01-08..2025-01-12\n"
                               "[class t]\nroute = r\narrivals = every 1 min\n"
                               "[station a]\nservers = unlimited\nservice = 0\n"
                               "[station b]\nservers = unlimited\nservice = 0\n"
                               "[route r]\nsteps = either a if e is yes or b otherwise\n",
                               NULL);

    (void)state;
    near("adopted", world_get(&R, "station", "served", 0), 7776, sqrt(2064));
    assert_true(world_get(&R, "station", "served", 0) + world_get(&R, "station", "served", 1) ==
                14399);
    world_end(&R);
}

/* Shares that change for some trucks only: those of class u keep theirs, 25 %. */
static void a_truck_that_fits_no_later_case_keeps_its_shares(void **state)
{
    struct world R =
        world_run("[scenario]\nduration = 10 d\n[attribute x]\nshares = p 25 %, q 75 %\n"
                  "later if class is t = p 75 %, q 25 %\nchange = 2025-01-05\n"
                  "[class t]\nroute = r\narrivals = every 1 min\n"
                  "[class u]\nroute = s\narrivals = every 1 min\n"
                  "[station a]\nservers = unlimited\nservice = 0\n"
                  "[station b]\nservers = unlimited\nservice = 0\n"
                  "[route r]\nsteps =\n  a if x is p\n[route s]\nsteps =\n  b if x is p\n",
                  NULL);
    const double sd = sqrt(14400 * 0.25 * 0.75);

    (void)state;
    near("changed", world_get(&R, "station", "served", 0), 14400 * 0.75, sd);
    near("kept", world_get(&R, "station", "served", 1), 14400 * 0.25, sd);
    world_end(&R);
}

#define RISK_HEAD                                                                          \
    "[scenario]\nduration = 1000000 s\n[attribute smuggles]\nshares = yes 10 %, no 90 %\n" \
    "[risk channel]\ntruth = smuggles\nbad = yes\n"
#define RISK_TAIL                                     \
    "[class t]\nroute = r\narrivals = every 10 s\n"   \
    "[station s]\nservers = unlimited\nservice = 0\n" \
    "[route r]\nsteps = s\n"
#define RISK(keys) RISK_HEAD keys RISK_TAIL
#define TRUCKS 100000.0

/* above(t): the share of the normal law that is above t. */
static double above(double t)
{
    return erfc(t / sqrt(2)) / 2;
}

/* where(share): the point that this share of the normal law is above. */
static double where(double share)
{
    double low = -10, high = 10;

    for (int i = 0; i < 100; i++)
        if (above((low + high) / 2) > share)
            low = (low + high) / 2;
        else
            high = (low + high) / 2;
    return low;
}

/* At auc 0.8 the means are d = sqrt 2 x 0.84162 = 1.19023 apart. The limit t of the reds solves
 * 0.9 Q(t) + 0.1 Q(t - d) = 0.15; of the bad trucks, Q(t - d) are red, 9 of 10 of them found. */
static void catch_at_a_share_of_red_is_that_of_the_binormal_model(void **state)
{
    struct world R =
        world_run(RISK("auc = 0.8\nred = 15 %\nyellow = 20 %\ndetects = 90 %\n"), NULL);
    const double d = sqrt(2) * where(0.2);
    double low = -10, high = 10, t = 0, p;

    (void)state;
    for (int i = 0; i < 100; i++) {
        t = (low + high) / 2;
        if (0.9 * above(t) + 0.1 * above(t - d) > 0.15)
            low = t;
        else
            high = t;
    }
    p = 0.9 * above(t - d);
    near("inspected", world_get(&R, "risk", "inspected_share", 0), 0.15,
         sqrt(0.15 * 0.85 / TRUCKS));
    near("caught", world_get(&R, "risk", "catch_share", 0), p, sqrt(p * (1 - p) / (0.1 * TRUCKS)));
    world_end(&R);
}

/* red_for(auc): the share of all trucks that is red when 70 % of the bad are. */
static double red_for(double auc)
{
    return 0.1 * 0.7 + 0.9 * above(where(0.7) + sqrt(2) * where(1 - auc));
}

/* A better classifier that finds the same 70 % finds the very same trucks, and troubles fewer
 * good ones. */
static void a_better_classifier_catches_the_same_with_fewer_red(void **state)
{
    char text[2][1000];
    struct world R[2];
    const double auc[] = {0.7, 0.9};

    (void)state;
    for (int i = 0; i < 2; i++) {
        snprintf(text[i], sizeof text[i], "%sauc = %g\nred = %.12f %%\n%s", RISK_HEAD, auc[i],
                 100 * red_for(auc[i]), RISK_TAIL);
        R[i] = world_run(text[i], NULL);
        near("inspected", world_get(&R[i], "risk", "inspected_share", 0), red_for(auc[i]),
             sqrt(red_for(auc[i]) / TRUCKS));
    }
    assert_true(world_get(&R[0], "risk", "caught", 0) == world_get(&R[1], "risk", "caught", 0));
    assert_true(world_get(&R[1], "risk", "needless", 0) <
                0.4 * world_get(&R[0], "risk", "needless", 0));
    world_end(&R[0]);
    world_end(&R[1]);
}

static void rates_of_red_are_those_given(void **state)
{
    struct world R = world_run(RISK("true-positive = 60 %\nfalse-positive = 5 %\n"), NULL);

    (void)state;
    near("caught", world_get(&R, "risk", "catch_share", 0), 0.6, sqrt(0.24 / (0.1 * TRUCKS)));
    near("needless", world_get(&R, "risk", "needless", 0), 0.05 * 0.9 * TRUCKS,
         sqrt(0.05 * 0.95 * 0.9 * TRUCKS));
    world_end(&R);
}

#define BOOKING(hours, keys)                                                    \
    "[scenario]\nduration = " hours " h\n[results]\nlog = trucks\n"             \
    "[appointments a]\nslots = 20/h\n" keys                                     \
    "[station s]\nservers = unlimited\nservice = 1 min\n[route r]\nsteps = s\n" \
    "[class t]\nroute = r\narrivals = every 2 min\nbooks = a\n"

/* Trucks that want to come every 2 min, 30 an hour, fill each slot of 20 but the one at the very
 * start. They come as it begins. */
static void slots_hold_what_they_have_room_for(void **state)
{
    struct left left = {0};
    const struct gatesim_observer observer = {&left, see, NULL};
    struct world R = world_run(BOOKING("100", ""), &observer);
    size_t in_slot[101] = {0};

    (void)state;
    for (size_t i = 0; i < left.count; i++) {
        assert_true(left.truck[i].arrived % HOUR == 0);
        in_slot[left.truck[i].arrived / HOUR]++;
    }
    assert_int_equal(in_slot[0], 0);
    for (int i = 1; i < 100; i++)
        assert_int_equal(in_slot[i], 20);
    assert_true(world_get(&R, "appointments", "no_slot", 0) == 999); /* 2999 less 100 x 20 */
    assert_true(world_get(&R, "appointments", "slot_use", 0) == 99. / 100);
    world_end(&R);
}

/* Slots of 2 h by a clock 1 h ahead: they start at 01:00, 03:00, ... of the gate's, the first one
 * an hour before the run. */
static void slots_are_read_on_their_clock(void **state)
{
    struct left left = {0};
    const struct gatesim_observer observer = {&left, see, NULL};
    struct world R = world_run(BOOKING("100", "slot = 2 h\nclock = +1 h\n"), &observer);

    (void)state;
    assert_true(left.count > 1900);
    for (size_t i = 0; i < left.count; i++)
        assert_true(left.truck[i].arrived % (2 * HOUR) == HOUR);
    world_end(&R);
}

static void the_share_of_no_shows_is_that_given(void **state)
{
    struct world R = world_run(BOOKING("1000", "") "no-show = 10 %\n", NULL);
    const double booked = world_get(&R, "appointments", "booked", 0);

    (void)state;
    assert_true(booked == 20000);
    near("no-shows", world_get(&R, "appointments", "no_shows", 0), 0.1 * booked,
         sqrt(0.09 * booked));
    world_end(&R);
}

/* All are 100 min late for slots of 60 min with 30 min of grace, and are sent back: the first 20 at
 * 01:00 + 100 min. */
static void a_missed_slot_sends_back(void **state)
{
    struct world R =
        world_run(BOOKING("4", "grace = 30 min\nmissed = turn-back\n") "late = 100 min\n", NULL);

    (void)state;
    assert_true(world_get(&R, "appointments", "missed", 0) == 40);
    assert_true(world_get(&R, "appointments", "refused", 0) == 40);
    assert_true(world_get(&R, "summary", "trucks_arrived", 0) == 40);
    assert_true(world_get(&R, "summary", "trucks_refused", 0) == 40);
    assert_true(world_get(&R, "summary", "trucks_turned_back", 0) == 40);
    world_end(&R);
}

/* Ten minutes more grace, and none has missed it. */
static void grace_counts_from_the_end_of_the_slot(void **state)
{
    struct world R =
        world_run(BOOKING("4", "grace = 40 min\nmissed = turn-back\n") "late = 100 min\n", NULL);

    (void)state;
    assert_true(world_get(&R, "appointments", "missed", 0) == 0);
    assert_true(world_get(&R, "summary", "trucks_arrived", 0) == 40);
    world_end(&R);
}

/* One of the first slot of two that is late by chance books again and comes in the end: nobody is
 * lost. Uniform 0 to 120 min late for slots of 1 h: half miss each time, so that a truck books
 * twice on average; 5 trucks an hour find room in slots of 20. */
static void who_misses_a_slot_may_book_again(void **state)
{
    struct world R =
        world_run("[scenario]\nduration = 1000 h\n[appointments a]\nslots = 20/h\n"
                  "missed = rebook\n[class t]\nroute = r\narrivals = every 12 min\nbooks = a\n"
                  "until = 2025-02-10\nlate = uniform low 0 min high 120 min\n"
                  "[station s]\nservers = unlimited\nservice = 1 min\n[route r]\nsteps = s\n",
                  NULL);
    const double trucks = 35 * 24 * 5 - 1; /* the one of the last midnight does not come */

    (void)state;
    assert_true(world_get(&R, "summary", "trucks_crossed", 0) == trucks);
    assert_true(world_get(&R, "appointments", "booked", 0) ==
                trucks + world_get(&R, "appointments", "missed", 0));
    near("missed", world_get(&R, "appointments", "missed", 0), trucks, sqrt(2 * trucks));
    world_end(&R);
}

static void walk_ins_are_refused_where_they_must_book(void **state)
{
    struct world R = world_run(BOOKING("1000", "walk-ins = refused\n") "booked = 50 %\n", NULL);
    const double walked = world_get(&R, "appointments", "walk_ins", 0);

    (void)state;
    near("walk-ins", walked, 15000, sqrt(30000 * 0.25));
    assert_true(world_get(&R, "summary", "trucks_refused", 0) == walked);
    world_end(&R);
}

/* check_order(walk_ins, steps, order): the classes in order of leaving. Walk-ins come at 08:10,
 * 08:20 and 08:30; booked trucks for the slot of 09:00 at 09:00; one that needs no slot at 09:30.
 * The gate opens at 10:00. */
static void check_order(const char *walk_ins, const char *steps, const char *order)
{
    struct left left = {0};
    const struct gatesim_observer observer = {&left, see, NULL};
    char text[1000];
    struct world R;

    snprintf(text, sizeof text,
             "[scenario]\nduration = 1 d\n[results]\nlog = trucks\n"
             "[appointments a]\nslots = 20/h\nwalk-ins = %s\n"
             "[station s]\nservers = 1\nservice = 1 min\ndiscipline = slot\nhours = 10:00-20:00\n"
             "[station desk]\nservers = unlimited\nservice = 0\n"
             "[route r]\nsteps = %s\n"
             "[class b]\nroute = r\narrivals = every 10 min\nbooks = a\n"
             "from = 2025-01-06 08:00\nuntil = 2025-01-06 08:40\n"
             "[class p]\nroute = r\narrivals = every 10 min\n"
             "from = 2025-01-06 09:20\nuntil = 2025-01-06 09:40\n"
             "[class w]\nroute = r\narrivals = every 10 min\nbooks = a\nbooked = 0 %%\n"
             "from = 2025-01-06 08:00\nuntil = 2025-01-06 08:40\n",
             walk_ins, steps);
    R = world_run(text, &observer);
    assert_int_equal(left.count, strlen(order));
    for (size_t i = 0; i < left.count; i++)
        assert_int_equal("bpw"[left.truck[i].class_index], order[i]);
    world_end(&R);
}

static void slots_order_the_line(void **state)
{
    (void)state;
    check_order("served", "s", "wwwbbbp");
    check_order("after-booked", "s", "bbbpwww");
}

/* What stands for a truck in one of two lines has its slot. */
static void slots_order_a_line_side_by_side(void **state)
{
    (void)state;
    check_order("served", "side by side s, desk", "wwwbbbp");
    check_order("after-booked", "side by side s, desk", "bbbpwww");
}

/* A half is rounded up: one truck and a half are two. */
static void half_a_truck_is_a_truck(void **state)
{
    const struct {
        const char *batch;
        double trucks;
    } told[] = {{"1.5", 46}, {"1.4", 23}};

    (void)state;
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        char text[400];
        struct world R;

        snprintf(
            text, sizeof text,
            "[scenario]\nduration = 1 d\n[class t]\nroute = r\narrivals = every 1 h\nbatch = %s\n"
            "[station s]\nservers = unlimited\nservice = 1 min\n[route r]\nsteps = s\n",
            told[i].batch);
        R = world_run(text, NULL);
        assert_true(world_get(&R, "summary", "trucks_arrived", 0) == told[i].trucks);
        world_end(&R);
    }
}

/* Out every hour, 10 min at the gate, 90 min away, back for 5 min: b k arrives 100 min after a k.
 */
static void trucks_come_back(void **state)
{
    struct left left = {0};
    const struct gatesim_observer observer = {&left, see, NULL};
    struct world R = world_run("[scenario]\nduration = 1 d\n[results]\nlog = trucks\n"
                               "[class a]\nroute = r\narrivals = every 1 h\nreturns-as = b\n"
                               "return-after = 90 min\n[class b]\nroute = r\narrivals = returns\n"
                               "[station s]\nservers = unlimited\nservice if class is a = 10 min\n"
                               "service = 5 min\n[route r]\nsteps = s\n",
                               &observer);
    size_t back = 0;

    (void)state;
    for (size_t i = 0; i < left.count; i++)
        if (left.truck[i].class_index == 1) {
            assert_int_equal(left.truck[i].origin, 2);
            assert_int_equal(left.truck[i].serial, back);
            back++;
            assert_true(left.truck[i].arrived == (gatesim_ticks)back * HOUR + 100 * MIN);
            assert_true(left.truck[i].left == left.truck[i].arrived + 5 * MIN);
        }
    assert_int_equal(back, 22); /* the last at 22:00 + 1:40 */
    world_end(&R);
}

#define BOTH_WAYS                                                                     \
    "[scenario]\nduration = 6 d\n[results]\nlog = trucks\n"                           \
    "[class a]\nroute = r\narrivals = poisson 5/h\nreturns-as = b\n"                  \
    "return-after = exponential mean 5 h\n[class b]\nroute = r\narrivals = returns\n" \
    "returns-as = a\nreturn-after = exponential mean 50 h\n"                          \
    "[station s]\nservers = unlimited\nservice = exponential mean 1 h\n[route r]\nsteps = s\n"

/* Other trucks that come back in between change nothing for a truck that comes back. */
static void who_comes_back_is_the_same_truck_in_every_policy(void **state)
{
    static struct left alone, among;
    const struct gatesim_observer see_alone = {&alone, see, NULL}, see_among = {&among, see, NULL};
    struct world R = world_run(BOTH_WAYS, &see_alone);
    struct world Q = world_run(BOTH_WAYS "[class c]\nroute = r\narrivals = poisson 7/h\n"
                                         "returns-as = b\nreturn-after = exponential mean 3 h\n",
                               &see_among);

    (void)state;
    assert_true(alone.count > 1000 && among.count < MOST);
    for (size_t i = 0; i < alone.count; i++) {
        size_t k = 0;

        while (k < among.count && (among.truck[k].arrived != alone.truck[i].arrived ||
                                   among.truck[k].left != alone.truck[i].left))
            k++;
        assert_true(k < among.count);
    }
    world_end(&R);
    world_end(&Q);
}

#define DIVERTS(bridge)                                                             \
    "[scenario]\nduration = 1 d\n[results]\nlog = trucks\n"                         \
    "[class t]\nroute = gate\narrivals = every 20 min\npatience = 30 min\n"         \
    "on-patience = bridge\nuntil = 2025-01-06 00:50\n"                              \
    "[station s]\nservers = 1\nservice = 60 min\n[station b]\nservers = 1\n" bridge \
    "[route gate]\nsteps = s\n[route bridge]\nsteps =\n  drive 1 h\n  b\n"

/* The first truck is served from 00:20 to 01:20; the second, of 00:40, gives up at 01:10, drives
 * for an hour and is served from 02:10 to 02:15. */
static void who_loses_patience_takes_the_other_way(void **state)
{
    struct left left = {0};
    const struct gatesim_observer observer = {&left, see, NULL};
    struct world R = world_run(DIVERTS("service = 5 min\n"), &observer);
    const struct gatesim_truck *T = &left.truck[1];

    (void)state;
    assert_int_equal(left.count, 2);
    assert_int_equal(T->outcome, GATESIM_OUTCOME_CROSSED);
    assert_true(T->left == 135 * MIN && T->delay[GATESIM_CAUSE_QUEUEING] == 30 * MIN);
    assert_true(T->delay[GATESIM_CAUSE_TRAVEL] == 60 * MIN);
    assert_true(T->delay[GATESIM_CAUSE_SERVICE] == 5 * MIN);
    assert_true(world_get(&R, "summary", "trucks_diverted", 0) == 1);
    assert_true(world_get(&R, "summary", "trucks_turned_back", 0) == 0);
    assert_true(world_get(&R, "station", "reneged", 0) == 1);
    world_end(&R);
}

/* The other way is closed till noon: it turns back at 02:40. */
static void who_loses_patience_twice_turns_back(void **state)
{
    struct left left = {0};
    const struct gatesim_observer observer = {&left, see, NULL};
    struct world R = world_run(DIVERTS("service = 5 min\nhours = 12:00-13:00\n"), &observer);

    (void)state;
    assert_int_equal(left.truck[1].outcome, GATESIM_OUTCOME_RENEGED);
    assert_true(left.truck[1].left == 160 * MIN);
    assert_true(world_get(&R, "summary", "trucks_diverted", 0) == 1);
    assert_true(world_get(&R, "summary", "trucks_reneged", 0) == 1);
    world_end(&R);
}

#define CHOICE(keys)                                                                    \
    "[scenario]\nduration = 100000 min\n[class t]\nroute = r\narrivals = every 1 min\n" \
    "[station s]\nservers = unlimited\nservice = 0\n"                                   \
    "[route r]\nsteps =\n  choose way\n  s\n[route x]\nsteps = drive 30 min\n"          \
    "[route y]\nsteps =\n  drive 1 h for 50 %\n  drive 30 min\n"                        \
    "[route z]\nsteps = turn back\n"                                                    \
    "[choice way]\noptions = x, y, z\n" keys

/* Expected: 0.5 h; half an hour twice, and a bias of 0.25 h; a bias of 2 h. */
static void logit_shares_are_in_proportion_to_exponentials(void **state)
{
    struct world R = world_run(CHOICE("sensitivity = 0.8/h\nbias = y 15 min, z 2 h\n"), NULL);
    const double weight[] = {exp(-0.8 * 0.5), exp(-0.8 * 1.25), exp(-0.8 * 2)};
    const double sum = weight[0] + weight[1] + weight[2];

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        const double p = weight[i] / sum;

        near("share", world_get(&R, "choice", "share", i), p, sqrt(p * (1 - p) / 1e5));
    }
    assert_true(fabs(world_get(&R, "choice", "expected_time_mean", 1) - 4500) < 0.001);
    assert_true(world_get(&R, "choice", "chosen", 2) ==
                world_get(&R, "summary", "trucks_turned_back", 0));
    world_end(&R);
}

static void the_fastest_is_taken_by_all(void **state)
{
    struct world R = world_run(CHOICE("rule = fastest\nbias = x 31 min, z 2 h\n"), NULL);

    (void)state;
    assert_true(world_get(&R, "choice", "share", 1) == 1);
    world_end(&R);
}

static void shares_of_options_are_those_given(void **state)
{
    struct world R = world_run(CHOICE("rule = shares\nshares = x 20 %, y 50 %, z 30 %\n"), NULL);

    (void)state;
    near("share", world_get(&R, "choice", "share", 1), 0.5, sqrt(0.25 / 1e5));
    near("share", world_get(&R, "choice", "share", 2), 0.3, sqrt(0.21 / 1e5));
    world_end(&R);
}

/* A truck a minute, a minute of service: nobody is ever in line at g, till a burst of 30 trucks
 * that it never gets rid of. The way to h takes 10 min more. What is taken down every hour is known
 * later.
 */
#define NEWS(burst, until, delay)                                              \
    "[scenario]\nduration = 1 d\n[results]\nlog = trucks\n"                    \
    "[class burst]\nroute = g\narrivals = every " burst "\nbatch = 30\n"       \
    "until = 2025-01-06 " until "\n"                                           \
    "[class t]\nroute = r\narrivals = every 1 min\nuntil = 2025-01-06 04:00\n" \
    "[station g]\nservers = 1\nservice = 1 min\n"                              \
    "[station h]\nservers = unlimited\nservice = 1 min\n"                      \
    "[route g]\nsteps = g\n[route h]\nsteps =\n  drive 10 min\n  h\n"          \
    "[route r]\nsteps = choose way\n[choice way]\noptions = g, h\n"            \
    "rule = fastest\npublish-every = 1 h\npublish-delay = " delay "\n"

/* first_by_h(text): when the first truck came that took the way to h. */
static gatesim_ticks first_by_h(const char *text)
{
    struct left left = {0};
    const struct gatesim_observer observer = {&left, see, NULL};
    struct world R = world_run(text, &observer);
    gatesim_ticks first = GATESIM_NEVER;

    for (size_t i = 0; i < left.count; i++)
        if (left.truck[i].delay[GATESIM_CAUSE_TRAVEL] > 0 && left.truck[i].arrived < first)
            first = left.truck[i].arrived;
    world_end(&R);
    return first;
}

/* A burst of 01:30 is in the news of 02:00, which the truck of 02:30 is the first to know of. */
static void news_are_as_old_as_their_delay(void **state)
{
    (void)state;
    assert_true(first_by_h(NEWS("90 min", "02:00", "30 min")) == 150 * MIN);
}

/* Until news are old enough, what was so at the start is held to be so still: the burst of 00:30 is
 * in the news of 01:00, which are known at 03:30. */
static void before_any_news_the_start_is_known(void **state)
{
    (void)state;
    assert_true(first_by_h(NEWS("30 min", "00:40", "150 min")) == 210 * MIN);
}

/* g is empty until 30 trucks come to it at 00:30, and news are published every hour. A truck whose
 * work at the desk ends at 02:00, just before those of 02:00, knows those of 01:00 and goes to h,
 * which is 10 min away. */
static void who_decides_before_the_news_knows_the_last(void **state)
{
    struct left left = {0};
    const struct gatesim_observer observer = {&left, see, NULL};
    struct world R =
        world_run("[scenario]\nduration = 1 d\n[results]\nlog = trucks\n"
                  "[class burst]\nroute = g\narrivals = every 30 min\nbatch = 30\n"
                  "until = 2025-01-06 00:40\n"
                  "[class t]\nroute = r\narrivals = every 110 min\nuntil = 2025-01-06 02:00\n"
                  "[station g]\nservers = 1\nservice = 1 h\n"
                  "[station h]\nservers = unlimited\nservice = 1 h\n"
                  "[station desk]\nservers = 1\nservice = 10 min\n"
                  "[route g]\nsteps = g\n[route h]\nsteps =\n  drive 10 min\n  h\n"
                  "[route r]\nsteps =\n  desk\n  choose way\n[choice way]\noptions = g, h\n"
                  "rule = fastest\npublish-every = 1 h\n",
                  &observer);
    size_t seen = 0;

    (void)state;
    for (size_t i = 0; i < left.count; i++)
        if (left.truck[i].class_index == 1) {
            assert_true(left.truck[i].delay[GATESIM_CAUSE_TRAVEL] == 10 * MIN);
            seen++;
        }
    assert_int_equal(seen, 1);
    world_end(&R);
}

/* A driver expects the longer, 25 min, of stations side by side, and 40 min for 25 % to take 10:
 * with a bias of 14 min that is the faster, with one of 16 min it is not. */
#define SIDES(bias)                                                                    \
    "[scenario]\nduration = 1000 min\n[class t]\nroute = r\narrivals = every 1 min\n"  \
    "[station a]\nservers = unlimited\nservice = 10 min\n"                             \
    "[station b]\nservers = unlimited\nservice = 25 min\n"                             \
    "[route x]\nsteps = side by side a, b\n[route y]\nsteps = drive 40 min for 25 %\n" \
    "[route r]\nsteps =\n  choose first\n  choose second\n"                            \
    "[choice first]\noptions = x, y\nrule = fastest\nbias = y " bias "\n"              \
    "[choice second]\noptions = y, x\nrule = fastest\n"

static void side_by_side_the_longer_is_expected(void **state)
{
    struct world R = world_run(SIDES("14 min"), NULL);

    (void)state;
    assert_true(world_get(&R, "choice", "share", 0) == 0 &&
                world_get(&R, "choice", "share", 1) == 1);
    assert_true(world_get(&R, "choice", "share", 2) == 1 &&
                world_get(&R, "choice", "share", 3) == 0);
    assert_true(fabs(world_get(&R, "choice", "expected_time_mean", 1) - 24 * 60) < 0.001);
    assert_true(fabs(world_get(&R, "choice", "expected_time_mean", 2) - 10 * 60) < 0.001);
    world_end(&R);
    R = world_run(SIDES("16 min"), NULL);
    assert_true(world_get(&R, "choice", "share", 0) == 1 &&
                world_get(&R, "choice", "share", 1) == 0);
    assert_true(fabs(world_get(&R, "choice", "expected_time_mean", 0) - 25 * 60) < 0.001);
    world_end(&R);
}

#define HEED 2.0 /* 1/h */

/* share_of_first(p): the share that chooses the first of two M/M/1 gates (20 and 10 an hour) when p
 * of 12 trucks an hour do: drivers see geometric queues n and m and expect (n + 1) / 20 and (m + 1)
 * / 10 hours. */
static double share_of_first(double p)
{
    const double a = 12 * p / 20, b = 12 * (1 - p) / 10;
    double share = 0;

    for (int n = 0; n < 100; n++)
        for (int m = 0; m < 100; m++)
            share += (1 - a) * pow(a, n) * (1 - b) * pow(b, m) /
                     (1 + exp(HEED * ((n + 1) / 20.0 - (m + 1) / 10.0)));
    return share;
}

/* News a day old leave each gate an M/M/1 queue but for a slow swing of the arrival rates, whose
 * effect is of the second order in how much drivers heed them; the share is a fixed point. */
static void two_gates_settle_at_the_fixed_point(void **state)
{
    struct world R = world_run("[scenario]\nduration = 1000 d\nwarm-up = 20 d\n"
                               "[class t]\nroute = r\narrivals = poisson 12/h\n"
                               "[station g]\nservers = 1\nservice = exponential mean 3 min\n"
                               "[station h]\nservers = 1\nservice = exponential mean 6 min\n"
                               "[route g]\nsteps = g\n[route h]\nsteps = h\n"
                               "[route r]\nsteps = choose way\n[choice way]\noptions = g, h\n"
                               "sensitivity = 2/h\npublish-every = 1 h\npublish-delay = 1 d\n",
                               NULL);
    double low = 0.5, high = 1;

    (void)state;
    for (int i = 0; i < 20; i++) {
        const double p = (low + high) / 2;

        if (share_of_first(p) > p)
            low = p;
        else
            high = p;
    }
    near("share", world_get(&R, "choice", "share", 0), low, 0.005 / BOUND);
    world_end(&R);
}

/* Of trucks a second before an hour and at it, and so around the next: those of the hour come. */
static void a_trace_is_that_of_its_classes_hours(void **state)
{
    char path[] = "/tmp/gatesim-trace-XXXXXX", text[500];
    FILE *trace = fdopen(mkstemp(path), "w");
    struct world R;

    (void)state;
    assert_non_null(trace);
    fputs("time\n100\n3599\n3600\n5000\n7199\n7200\n8000\n", trace);
    fclose(trace);
    snprintf(text, sizeof text,
             "[scenario]\nstart = 2025-01-06\nduration = 1 d\n[class t]\nroute = r\n"
             "arrivals = trace %s\nfrom = 2025-01-06 01:00\nuntil = 2025-01-06 02:00\n"
             "[station a]\nservers = unlimited\nservice = 0\n[route r]\nsteps = a\n",
             path);
    R = world_run(text, NULL);
    remove(path);
    assert_true(world_get(&R, "station", "served", 0) == 3);
    world_end(&R);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adoption_grows_along_a_line),
        cmocka_unit_test(a_truck_that_fits_no_later_case_keeps_its_shares),
        cmocka_unit_test(catch_at_a_share_of_red_is_that_of_the_binormal_model),
        cmocka_unit_test(a_better_classifier_catches_the_same_with_fewer_red),
        cmocka_unit_test(rates_of_red_are_those_given),
        cmocka_unit_test(slots_hold_what_they_have_room_for),
        cmocka_unit_test(slots_are_read_on_their_clock),
        cmocka_unit_test(the_share_of_no_shows_is_that_given),
        cmocka_unit_test(a_missed_slot_sends_back),
        cmocka_unit_test(grace_counts_from_the_end_of_the_slot),
        cmocka_unit_test(who_misses_a_slot_may_book_again),
        cmocka_unit_test(walk_ins_are_refused_where_they_must_book),
        cmocka_unit_test(half_a_truck_is_a_truck),
        cmocka_unit_test(slots_order_the_line),
        cmocka_unit_test(slots_order_a_line_side_by_side),
        cmocka_unit_test(trucks_come_back),
        cmocka_unit_test(who_comes_back_is_the_same_truck_in_every_policy),
        cmocka_unit_test(who_loses_patience_takes_the_other_way),
        cmocka_unit_test(who_loses_patience_twice_turns_back),
        cmocka_unit_test(logit_shares_are_in_proportion_to_exponentials),
        cmocka_unit_test(the_fastest_is_taken_by_all),
        cmocka_unit_test(shares_of_options_are_those_given),
        cmocka_unit_test(news_are_as_old_as_their_delay),
        cmocka_unit_test(before_any_news_the_start_is_known),
        cmocka_unit_test(who_decides_before_the_news_knows_the_last),
        cmocka_unit_test(a_trace_is_that_of_its_classes_hours),
        cmocka_unit_test(two_gates_settle_at_the_fixed_point),
        cmocka_unit_test(side_by_side_the_longer_is_expected),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
