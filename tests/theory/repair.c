/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Breakdowns, maintenance, incidents, data services and extra staff, worked out by hand: when
 * every truck leaves and what its time went to, to the tick. Times are minutes of the first
 * day, Monday 2025-01-06. */
#include "tests/theory/world.h"

#define MIN (60 * GATESIM_TICKS_PER_SECOND)
#define MOST 16

struct seen {
    size_t count;
    struct gatesim_truck trucks[MOST]; /* by serial: one class */
};

static void see(void *user, const struct gatesim_truck *truck)
{
    struct seen *seen = user;

    if (truck->outcome == GATESIM_OUTCOME_INSIDE || truck->serial >= MOST)
        return;
    seen->trucks[truck->serial] = *truck;
    seen->count++;
}

struct run {
    struct gatesim_scenario *S;
    struct gatesim *G;
    struct seen seen;
    struct gatesim_observer observer;
};

/* run(R, text): the whole run. */
static void run(struct run *R, const char *text)
{
    memset(R, 0, sizeof *R);
    R->S = world_scenario(text);
    R->observer = (struct gatesim_observer){.user = &R->seen, .truck = see};
    assert_int_equal(gatesim_create(R->S, 0, &R->observer, &R->G), 0);
    assert_true(world_finish(R->G) >= 0);
}

static void done(struct run *R)
{
    gatesim_destroy(R->G);
    gatesim_scenario_destroy(R->S);
}

/* check_near(x, expected): but for rounding. */
static void check_near(double x, double expected)
{
    if (!(fabs(x - expected) <= 1e-9 * (1 + fabs(expected))))
        fail_msg("%.12g is not %.12g", x, expected);
}

static double station(const struct run *R, const char *name)
{
    return world_value(R->S, R->G, "station", name, 0);
}

/* check_left(R, count, minutes): the first trucks leave at these minutes. */
static void check_left(const struct run *R, size_t count, const double *minutes)
{
    size_t i;

    assert_true(R->seen.count >= count);
    for (i = 0; i < count; i++)
        if (R->seen.trucks[i].left != (gatesim_ticks)(minutes[i] * MIN))
            fail_msg("truck %zu leaves at minute %g, not %g", i,
                     (double)R->seen.trucks[i].left / (double)MIN, minutes[i]);
}

/* check_cause(R, cause, count, minutes): so much of their time goes to the cause. */
static void check_cause(const struct run *R, enum gatesim_cause cause, size_t count,
                        const double *minutes)
{
    size_t i;

    for (i = 0; i < count; i++)
        if (R->seen.trucks[i].delay[cause] != (gatesim_ticks)(minutes[i] * MIN))
            fail_msg("truck %zu: %g min of %s, not %g", i,
                     (double)R->seen.trucks[i].delay[cause] / (double)MIN,
                     gatesim_cause_name(cause), minutes[i]);
}

/* check_run(text, count, minutes): run it, for the times of leaving alone. */
static void check_run(const char *text, size_t count, const double *minutes)
{
    struct run R;

    run(&R, text);
    check_left(&R, count, minutes);
    done(&R);
}

#define TIMES(...) ((const double[]){__VA_ARGS__})

/* The first truck comes one gap after the time from. */
#define GATE(from, gap, station)                                                      \
    "[scenario]\nduration = 1 d\n[results]\nlog = trucks\n[class truck]\nroute = r\n" \
    "from = 2025-01-06 " from "\narrivals = every " gap "\n[station booth]\n" station \
    "\n[route r]\nsteps =\n  booth\n"

#define PLANNED             \
    GATE("06:40", "30 min", \
         "servers = 1\nservice = 25 min\nmaintenance = 2025-01-06 08:00-09:00\n" RULE)

/* Trucks at 430, 460 (under service at 480, when maintenance begins), 490, 520, 550. */
#define RULE "at-closing = finish"
static void test_maintenance_finish(void **state)
{
    struct run R;

    (void)state;
    run(&R, PLANNED);
    check_left(&R, 5, TIMES(455, 485, 565, 590, 615));
    check_cause(&R, GATESIM_CAUSE_DOWN, 5, TIMES(0, 0, 50, 20, 0));
    check_cause(&R, GATESIM_CAUSE_QUEUEING, 5, TIMES(0, 0, 0, 25, 40));
    check_near(station(&R, "down_fraction"), 55 / 1440.0); /* 5 min at work */
    assert_true(fabs(station(&R, "closed_fraction")) < 1e-12);
    done(&R);
}
#undef RULE

#define RULE "at-closing = leave"
static void test_maintenance_leave(void **state)
{
    struct run R;

    (void)state;
    run(&R, PLANNED);
    check_left(&R, 5, TIMES(455, 545, 570, 595, 620));
    check_cause(&R, GATESIM_CAUSE_DOWN, 5, TIMES(0, 60, 50, 20, 0));
    check_cause(&R, GATESIM_CAUSE_SERVICE, 5, TIMES(25, 25, 25, 25, 25));
    check_near(station(&R, "down_fraction"), 60 / 1440.0);
    done(&R);
}
#undef RULE

/* Down from 60 to 80, 140 to 160, 220 to 240, 300 to 320, ... */
#define FAILS "servers = 1\nfails-after = 60 min\nrepair = 20 min\n"
#define WORK(rule) GATE("00:00", "100 min", FAILS "setup = 2 min\nservice = 50 min\n" rule)

/* Trucks at 100 and 200: served from 102, with 12 min to go at 140; from 202, with 32 at 220. */
static void test_resume(void **state)
{
    struct run R;

    (void)state;
    run(&R, WORK(""));
    check_left(&R, 2, TIMES(172, 272));
    check_cause(&R, GATESIM_CAUSE_DOWN, 2, TIMES(20, 20));
    check_cause(&R, GATESIM_CAUSE_SERVICE, 2, TIMES(50, 50));
    /* a breakdown every 80 min from 60 on: 1440 = 60 + 17 * 80 + 20, the last one's repair */
    assert_true(station(&R, "breakdowns") == 18);
    check_near(station(&R, "down_fraction"), 18 * 20 / 1440.0);
    done(&R);
}

/* From 160, 50 min again; the second is called at 210, served from 212, and again from 240. */
static void test_restart(void **state)
{
    struct run R;

    (void)state;
    run(&R, WORK("on-failure = restart"));
    check_left(&R, 2, TIMES(210, 290));
    check_cause(&R, GATESIM_CAUSE_SERVICE, 2, TIMES(38 + 50, 8 + 50));
    check_cause(&R, GATESIM_CAUSE_SETUP, 2, TIMES(2, 2));
    check_cause(&R, GATESIM_CAUSE_QUEUEING, 2, TIMES(0, 10));
    done(&R);
}

/* The setup too: from 160, 52 min; the second is called at 212, served from 214. */
static void test_lose(void **state)
{
    struct run R;

    (void)state;
    run(&R, WORK("on-failure = lose"));
    check_left(&R, 2, TIMES(212, 292));
    check_cause(&R, GATESIM_CAUSE_SETUP, 2, TIMES(4, 4));
    check_cause(&R, GATESIM_CAUSE_SERVICE, 2, TIMES(38 + 50, 6 + 50));
    done(&R);
}

#define DRAWN(rule) \
    GATE("00:00", "100 min", FAILS "service = uniform low 45 min high 55 min\n" rule)

/* first_left(text): when the first truck leaves. */
static gatesim_ticks first_left(const char *text)
{
    struct run R;
    gatesim_ticks left;

    run(&R, text);
    left = R.seen.trucks[0].left;
    done(&R);
    return left;
}

/* 40 min are done at 140: resume and restart keep the truck's service time x, lose draws. */
static void test_same_time_again(void **state)
{
    const gatesim_ticks x = first_left(DRAWN("on-failure = restart")) - 160 * MIN;
    const gatesim_ticks y = first_left(DRAWN("on-failure = lose")) - 160 * MIN;

    (void)state;
    assert_true(x >= 45 * MIN && x <= 55 * MIN);
    assert_true(y >= 45 * MIN && y <= 55 * MIN);
    assert_true(x != y);
    assert_int_equal(first_left(DRAWN("")) - 160 * MIN, x - 40 * MIN);
}

/* Each of four servers breaks down every 10 h, and one is at work, for 10 h, which it or another
 * one does anew: that takes (e - 1) 10 h = 17.2 h, and its sd is as much, so that of 120 trucks it
 * is 1.6 h; it would be 134 h if each breakdown hit the truck. */
static void test_idle_servers_break_down_too(void **state)
{
    struct run R;
    double hours;

    (void)state;
    run(&R, "[scenario]\nduration = 1000 d\n[class truck]\nroute = r\narrivals = every 200 h\n"
            "[route r]\nsteps =\n  booth\n[station booth]\nservers = 4\nservice = 10 h\n"
            "fails-after = exponential mean 10 h\nrepair = 1 s\non-failure = restart\n");
    hours = world_value(R.S, R.G, "summary", "time_in_system_mean", 0) / 3600;
    if (fabs(hours - 17.2) > 4 * 1.6)
        fail_msg("%g h", hours);
    done(&R);
}

/* It breaks down after each hour at work: at 100 (25 + 25 + 10 min), and at 170 (15 + 25 + 20);
 * trucks at 30, 60, 90, 120, 150. */
static void test_operating(void **state)
{
    (void)state;
    check_run(GATE("00:00", "30 min",
                   "servers = 1\nservice = 25 min\nfails-after = 60 min\nfails-by = operating\n"
                   "repair = 10 min"),
              5, TIMES(55, 85, 125, 150, 185));
}

/* Two servers, two trucks at 60: an hour at work is over at 90, for both. */
static void test_all_servers(void **state)
{
    struct run R;

    (void)state;
    run(&R, "[scenario]\nduration = 1 d\n[results]\nlog = trucks\n[class truck]\nroute = r\n"
            "arrivals = every 1 h\nbatch = 2\nuntil = 2025-01-06 01:30\n[station booth]\n"
            "servers = 2\nservice = 40 min\nfails = station\nfails-by = operating\n"
            "fails-after = 60 min\nrepair = 30 min\n[route r]\nsteps =\n  booth\n");
    check_left(&R, 2, TIMES(130, 130));
    check_cause(&R, GATESIM_CAUSE_DOWN, 2, TIMES(30, 30));
    assert_true(station(&R, "breakdowns") == 1);
    check_near(station(&R, "down_fraction"), 30 / 1440.0);
    done(&R);
}

/* One clock for both of them: as of one server, whose breakdowns are 80 min apart from 60 on. */
static void test_all_servers_have_one_clock(void **state)
{
    struct run R;

    (void)state;
    run(&R, GATE("00:00", "100 min",
                 "servers = 2\nservice = 1 min\nfails = station\nfails-after = 60 min\n"
                 "repair = 20 min\n"));
    assert_true(station(&R, "breakdowns") == 18);
    check_near(station(&R, "down_fraction"), 18 * 20 / 1440.0);
    done(&R);
}

#define STRUCK(work, effect, rule)                                    \
    GATE("00:00", "30 min", "servers = 1\nservice = " work "\n" rule) \
    "[incident it]\n"                                                 \
    "stations = booth\non = 2025-01-06 02:00-03:00\neffect = " effect "\n"

/* From 120 to 180; trucks at 30, 60, 90, 120, 150, 180. */
static void test_incident_closed(void **state)
{
    struct run R;

    (void)state;
    run(&R, STRUCK("20 min", "closed", ""));
    check_left(&R, 6, TIMES(50, 80, 110, 200, 220, 240));
    check_cause(&R, GATESIM_CAUSE_CLOSED, 6, TIMES(0, 0, 0, 60, 30, 0));
    check_near(station(&R, "closed_fraction"), 60 / 1440.0);
    done(&R);
}

/* 40 min of work: trucks are called at 30, 70, 110; the third has 30 min to go at 120. */
static void test_incident_down(void **state)
{
    struct run R;

    (void)state;
    run(&R, STRUCK("40 min", "down", ""));
    check_left(&R, 4, TIMES(70, 110, 210, 250));
    check_cause(&R, GATESIM_CAUSE_DOWN, 4, TIMES(0, 0, 60, 60));
    check_cause(&R, GATESIM_CAUSE_QUEUEING, 4, TIMES(0, 10, 20, 30));
    done(&R);
    check_run(STRUCK("40 min", "down", "on-failure = restart"), 4, TIMES(70, 110, 220, 260));
}

/* At half speed two trucks take 40 min, at speed 0 none is called. */
static void test_incident_speed(void **state)
{
    struct run R;

    (void)state;
    check_run(STRUCK("20 min", "speed 0.5", ""), 6, TIMES(50, 80, 110, 160, 200, 220));
    run(&R, STRUCK("20 min", "speed 0", ""));
    check_left(&R, 5, TIMES(50, 80, 110, 200, 220));
    check_cause(&R, GATESIM_CAUSE_DOWN, 5, TIMES(0, 0, 0, 60, 30));
    done(&R);
}

/* Two overlap: 'servers 1' leaves one of two, 'servers 0' none, from 120 to 180 and 150 to 165;
 * trucks come in twos. */
static void test_incidents_overlap(void **state)
{
    (void)state;
    check_run("[scenario]\nduration = 1 d\n[results]\nlog = trucks\n[class truck]\nroute = r\n"
              "arrivals = every 2 h\nbatch = 3\n[station booth]\nservers = 2\n"
              "service = 40 min\noff-shift = leave\n[route r]\nsteps =\n  booth\n"
              "[incident one]\nstations = booth\non = 2025-01-06 02:00-03:00\n"
              "effect = servers 1\n"
              "[incident two]\nstations = booth\non = 2025-01-06 02:30-02:45\n"
              "effect = servers 0\n",
              /* the first from 120, left with 10 min to go from 150 to 165, done at 175; the
               * second from 175, the third from 180 */
              3, TIMES(175, 215, 220));
}

/* Every 100 min for 20 min, by the clock of the incident: 100 to 120, 220 to 240, ... */
static void test_incident_every(void **state)
{
    (void)state;
    check_run(GATE("00:00", "110 min",
                   "servers = 1\nservice = 10 min\n") "[incident it]\n"
                                                      "stations = booth\nevery = 100 min\nlasts = "
                                                      "20 min\neffect = closed\n",
              3, TIMES(130, 250, 340));
}

#define EXTRA                                                                \
    "servers = 1\nservice = 30 min\nextra = 1\nextra-when = queue above 2\n" \
    "extra-until = queue below 1\nextra-delay = 15 min\n"
#define EARLY(more, station)                                                       \
    "[scenario]\nduration = 1 d\n" more "[class truck]\nroute = r\n"               \
    "arrivals = every 10 min\nuntil = 2025-01-06 01:05\n[station booth]\n" station \
    "\n[route r]\nsteps =\n  booth\n"
#define CALLED(rule) EARLY("[results]\nlog = trucks\n", EXTRA rule)

/* Trucks at 10, 20, ... 60. At 50 three are in line: a second server is called and is there at
 * 65. At 100 nobody waits any more. */
static void test_extra(void **state)
{
    struct run R;

    (void)state;
    run(&R, CALLED("extra-for = 1 h"));
    check_left(&R, 6, TIMES(40, 70, 95, 100, 125, 130));
    check_near(station(&R, "extra_time"), 60 * 60); /* 65 to 125 */
    done(&R);
    run(&R, CALLED(""));
    check_left(&R, 6, TIMES(40, 70, 95, 100, 125, 130));
    check_near(station(&R, "extra_time"), 35 * 60); /* 65 to 100 */
    done(&R);
}

/* What was before the window does not count: of the 18 breakdowns of a day those from 220 on, of
 * the extra server's hour what comes after 80. */
#define FROM(start, station) EARLY("warm-up = " start "\n", station)

static void test_from_the_window_on(void **state)
{
    struct run R;

    (void)state;
    run(&R, FROM("200 min", FAILS "service = 1 min"));
    assert_true(station(&R, "breakdowns") == 16);
    check_near(station(&R, "down_fraction"), 16 * 20 / 1240.0);
    done(&R);
    run(&R, FROM("80 min", EXTRA "extra-for = 1 h"));
    check_near(station(&R, "extra_time"), 45 * 60);
    done(&R);
}

#define BY_WAIT(rule)                                                                   \
    "[scenario]\nduration = 1 d\n[results]\nlog = trucks\n[class truck]\nroute = r\n"   \
    "arrivals = every 10 min\nuntil = 2025-01-06 01:05\n[station booth]\nservers = 1\n" \
    "service = 45 min\n" rule "extra = 1\nextra-when = wait above 25 min\n"             \
    "extra-until = wait below 10 min\n[route r]\nsteps =\n  booth\n"

/* The wait of the next truck is above 25 min at 50 (the truck of 20), and below 10 min at 100,
 * when the line is empty. Called at 50 again, without a delay: 20 goes to the second server. That
 * takes no event: six trucks come and are served. */
static void check_extra_by_wait(const char *text)
{
    struct gatesim_progress P;
    struct run R;

    run(&R, text);
    /* 10: 10-55; 20: 50-95; 30: 55-100 (waited 25, and 40 is next with 15); at 60 the next has
     * waited 20; 40: 95-140, 50: 100-145; 60: 140-185, and then the line is empty */
    check_left(&R, 6, TIMES(55, 95, 100, 140, 145, 185));
    check_near(station(&R, "extra_time"), 90 * 60); /* 50 to 140 */
    gatesim_progress(R.G, &P);
    assert_int_equal(P.events, 6 + 6);
    done(&R);
}

static void test_extra_by_wait(void **state)
{
    (void)state;
    check_extra_by_wait(BY_WAIT(""));
    check_extra_by_wait(BY_WAIT("reserved if class is truck = 1\n"));
}

/* The only server is kept for fruit, of 10, 20 and 30, which it serves till 25, 40 and 55. The
 * truck of 12, which waits apart from it, has waited longest, for 28 min at 40: an extra server
 * takes it. */
static void test_extra_by_the_longest_wait_of_two_lines(void **state)
{
    struct run R;

    (void)state;
    run(&R, "[scenario]\nduration = 1 d\n[class fruit]\nroute = r\narrivals = every 10 min\n"
            "until = 2025-01-06 00:35\n[class other]\nroute = r\narrivals = every 12 min\n"
            "until = 2025-01-06 00:20\n[route r]\nsteps =\n  booth\n[station booth]\n"
            "servers = 1\nreserved if class is fruit = 1\nservice = 15 min\nextra = 1\n"
            "extra-when = wait above 25 min\nextra-until = queue below 1\n");
    check_near(world_value(R.S, R.G, "class", "wait_mean", 1), 28 * 60);
    check_near(world_value(R.S, R.G, "class", "wait_mean", 0), (0 + 5 + 10) * 60 / 3.0);
    done(&R);
}

#define ASKED(service, rule)                                                          \
    "[scenario]\nduration = 1 d\n[results]\nlog = trucks\n[class truck]\nroute = r\n" \
    "arrivals = every 1 h\nbatch = 2\nuntil = 2025-01-06 01:30\n[station booth]\n"    \
    "servers = 2\nservice = 10 min\nlook-up = registry\n" rule                        \
    "\n[service registry]\nlatency = 2 min\n" service "\n[route r]\nsteps =\n  booth\n"

/* Two trucks at 60, one question at a time. */
static void test_look_up(void **state)
{
    struct run R;

    (void)state;
    run(&R, ASKED("concurrent = 1", ""));
    check_left(&R, 2, TIMES(72, 74));
    check_cause(&R, GATESIM_CAUSE_LOOK_UP, 2, TIMES(2, 4));
    assert_true(world_value(R.S, R.G, "service", "look_ups", 0) == 2);
    check_near(world_value(R.S, R.G, "service", "look_up_mean", 0), 180);
    done(&R);
    check_run(ASKED("", ""), 2, TIMES(72, 72));
}

#define OUT "concurrent = 1\nmaintenance = 2025-01-06 01:01-01:30"

/* Down from 61 to 90: asked again then. */
static void test_outage_wait(void **state)
{
    struct run R;

    (void)state;
    run(&R, ASKED(OUT, ""));
    check_left(&R, 2, TIMES(102, 104));
    check_cause(&R, GATESIM_CAUSE_LOOK_UP, 2, TIMES(32, 34));
    check_near(world_value(R.S, R.G, "service", "outage_fraction", 0), 29 / 1440.0);
    assert_true(station(&R, "fallbacks") == 0);
    done(&R);
}

static void test_outage_paper(void **state)
{
    struct run R;

    (void)state;
    run(&R, ASKED(OUT, "on-outage = paper\npaper-service = 25 min"));
    check_left(&R, 2, TIMES(86, 86));
    check_cause(&R, GATESIM_CAUSE_LOOK_UP, 2, TIMES(1, 1));
    assert_true(station(&R, "fallbacks") == 2);
    done(&R);
}

static void test_outage_pass(void **state)
{
    struct run R;

    (void)state;
    run(&R, ASKED(OUT, "on-outage = pass"));
    check_left(&R, 2, TIMES(71, 71));
    assert_true(station(&R, "fallbacks") == 2);
    done(&R);
}

/* It goes down as the first answer comes: that one has come, the other question is lost. */
static void test_outage_at_answer(void **state)
{
    struct run R;

    (void)state;
    run(&R, ASKED("concurrent = 1\nmaintenance = 2025-01-06 01:02-01:30", "on-outage = pass"));
    check_left(&R, 2, TIMES(72, 72));
    assert_true(station(&R, "fallbacks") == 1);
    assert_true(world_value(R.S, R.G, "service", "look_ups", 0) == 1);
    done(&R);
}

/* What strikes the registry does as its own outage would: down from 61 to 90. */
static void test_incident_of_a_service(void **state)
{
    struct run R;

    (void)state;
    run(&R, ASKED("concurrent = 1", "[incident flood]\nservices = registry\neffect = down\n"
                                    "on = 2025-01-06 01:01-01:30"));
    check_left(&R, 2, TIMES(102, 104));
    check_cause(&R, GATESIM_CAUSE_LOOK_UP, 2, TIMES(32, 34));
    check_near(world_value(R.S, R.G, "service", "outage_fraction", 0), 29 / 1440.0);
    done(&R);
}

/* Down 1:00-2:00 by an incident; 9:30 by a breakdown, mended at 10:30 but under maintenance until
 * 11:00; 20:00-21:00 by the next breakdown (9 h 30 min after the repair), in which an incident
 * begins that lasts until 22:00: three times, 1 + 1.5 + 2 h, and a maintenance alone, 13:00-13:30,
 * that is no outage. */
static void test_outages_are_breakdowns_and_incidents(void **state)
{
    struct run R;

    (void)state;
    run(&R, ASKED("fails-after = 570 min\nrepair = 1 h\n"
                  "maintenance = 2025-01-06 10:00-11:00, 2025-01-06 13:00-13:30",
                  "[incident flood]\nservices = registry\neffect = down\n"
                  "on = 2025-01-06 01:00-02:00, 2025-01-06 20:30-22:00"));
    check_near(world_value(R.S, R.G, "service", "outages", 0), 3);
    check_near(world_value(R.S, R.G, "service", "outage_fraction", 0), 5 / 24.0);
    done(&R);
}

/* The times of a replication's incidents by chance are known without a run, antithetic ones too:
 * the booth is down for just as long. What is planned for the yard is not by chance. */
static void test_incidents_by_chance_are_known_beforehand(void **state)
{
    const uint32_t numbers[] = {0, 3, 3 | GATESIM_ANTITHETIC};
    struct gatesim_scenario *S = world_scenario(
        "[scenario]\nduration = 3 d\n[class truck]\nroute = r\narrivals = every 1 h\n"
        "[station booth]\nservers = 1\nservice = 10 min\n[station desk]\nservers = 1\n"
        "service = 1 min\n[station yard]\nservers = 9\nservice = 1 min\n[route r]\nsteps =\n"
        "  booth\n  desk\n  yard\n[incident planned]\nstations = yard\neffect = down\n"
        "on = 2025-01-06 01:00-02:00\n[incident flood]\nstations = booth, desk\n"
        "effect = down\nevery = exponential mean 5 h\nlasts = exponential mean 1 h\n");

    (void)state;
    for (size_t n = 0; n < sizeof numbers / sizeof numbers[0]; n++) {
        struct gatesim *G;
        struct gatesim_incident K;
        gatesim_ticks down[2] = {0};
        size_t i;

        for (i = 0; gatesim_incident_drawn(S, numbers[n], i, &K); i++) {
            assert_string_equal(K.name, "flood");
            down[K.station] += K.span.to - K.span.from;
        }
        assert_true(i >= 8 && i % 2 == 0);
        assert_int_equal(gatesim_create(S, numbers[n], NULL, &G), 0);
        assert_true(world_finish(G) >= 0);
        for (i = 0; i < 2; i++)
            check_near(world_value(S, G, "station", "down_fraction", i) * 3 * 86400,
                       gatesim_seconds(down[i]));
        gatesim_destroy(G);
    }
    gatesim_scenario_destroy(S);
}

/* Those that begin by date and last as long as chance says are known too, and then there are no
 * more of them. */
static void test_incidents_by_date_are_known_beforehand(void **state)
{
    struct gatesim_scenario *S = world_scenario(
        GATE("00:00", "1 h",
             "servers = 1\nservice = 1 min") "[incident storm]\nstations = booth\n"
                                             "effect = down\non = 2025-01-06 01:00-02:00, "
                                             "2025-01-06 05:00-09:00\nlasts = 30 min\n");
    const int hours[] = {1, 5};
    struct gatesim_incident K;

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(gatesim_incident_drawn(S, 0, i, &K), 1);
        assert_true(K.span.from == hours[i] * 60 * MIN);
        assert_true(K.span.to == K.span.from + 30 * MIN);
    }
    assert_int_equal(gatesim_incident_drawn(S, 0, 2, &K), 0);
    gatesim_scenario_destroy(S);
}

/* What the servers of a force do is what those of its stations do, by their number: 3 hours of 1
 * server are closed, 2 hours of 3 servers under maintenance, of 24 hours of 4 servers; a yard
 * without a limit counts for nothing. */
static void test_what_a_force_does(void **state)
{
    static const char *const names[] = {"busy", "idle", "blocked", "kept", "down", "closed"};
    struct run R;
    double sum = 0;

    (void)state;
    run(&R, "[scenario]\nduration = 1 d\n[class truck]\nroute = r\narrivals = every 1 h\n"
            "[station booth]\nagency = customs\nservers = 1\nservice = 10 min\n"
            "closed = 03:00-06:00\n[station lane]\nagency = customs\nservers = 3\n"
            "service = 20 min\nmaintenance = 2025-01-06 10:00-12:00\n[station yard]\n"
            "agency = customs\nservers = unlimited\nservice = 5 h\n[route r]\nsteps =\n  booth\n"
            "  lane\n  yard\n");
    check_near(world_value(R.S, R.G, "agency", "closed_fraction", 0), 3.0 / (24 * 4));
    check_near(world_value(R.S, R.G, "agency", "down_fraction", 0), 2.0 * 3 / (24 * 4));
    check_near(world_value(R.S, R.G, "agency", "busy_fraction", 0),
               (world_value(R.S, R.G, "station", "utilisation", 0) +
                3 * world_value(R.S, R.G, "station", "utilisation", 1)) /
                   4);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char name[40];

        snprintf(name, sizeof name, "%s_fraction", names[i]);
        sum += world_value(R.S, R.G, "agency", name, 0);
    }
    check_near(sum, 1);
    for (size_t cause = 0; cause < GATESIM_CAUSES; cause++) {
        double time = 0;

        for (size_t i = 0; i < 3; i++)
            time += world_value(R.S, R.G, "delay", "station_time", i * GATESIM_CAUSES + cause);
        check_near(world_value(R.S, R.G, "delay", "agency_time", cause), time);
    }
    assert_true(world_value(R.S, R.G, "delay", "agency_time", GATESIM_CAUSE_SERVICE) > 0);
    done(&R);
}

/* The booth breaks down in mid-question, at 61, and asks anew when it is mended, at 71. */
static void test_breakdown_in_look_up(void **state)
{
    struct run R;

    (void)state;
    run(&R, ASKED("concurrent = 1", "fails = station\nfails-after = 61 min\nrepair = 10 min"));
    check_left(&R, 2, TIMES(83, 85));
    check_cause(&R, GATESIM_CAUSE_LOOK_UP, 2, TIMES(1 + 2, 1 + 4));
    check_cause(&R, GATESIM_CAUSE_DOWN, 2, TIMES(10, 10));
    done(&R);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_maintenance_finish),
        cmocka_unit_test(test_maintenance_leave),
        cmocka_unit_test(test_resume),
        cmocka_unit_test(test_restart),
        cmocka_unit_test(test_lose),
        cmocka_unit_test(test_same_time_again),
        cmocka_unit_test(test_idle_servers_break_down_too),
        cmocka_unit_test(test_operating),
        cmocka_unit_test(test_all_servers),
        cmocka_unit_test(test_all_servers_have_one_clock),
        cmocka_unit_test(test_incident_closed),
        cmocka_unit_test(test_incident_down),
        cmocka_unit_test(test_incident_speed),
        cmocka_unit_test(test_incidents_overlap),
        cmocka_unit_test(test_incident_every),
        cmocka_unit_test(test_extra),
        cmocka_unit_test(test_from_the_window_on),
        cmocka_unit_test(test_extra_by_wait),
        cmocka_unit_test(test_extra_by_the_longest_wait_of_two_lines),
        cmocka_unit_test(test_look_up),
        cmocka_unit_test(test_outage_wait),
        cmocka_unit_test(test_outage_paper),
        cmocka_unit_test(test_outage_pass),
        cmocka_unit_test(test_outage_at_answer),
        cmocka_unit_test(test_incident_of_a_service),
        cmocka_unit_test(test_outages_are_breakdowns_and_incidents),
        cmocka_unit_test(test_incidents_by_date_are_known_beforehand),
        cmocka_unit_test(test_incidents_by_chance_are_known_beforehand),
        cmocka_unit_test(test_what_a_force_does),
        cmocka_unit_test(test_breakdown_in_look_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
