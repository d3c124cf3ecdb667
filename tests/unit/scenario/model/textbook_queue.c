/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Textbook queues are recognised, and nothing else is taken for one. */
#include "tests/unit/scenario_load.h"

#define RUN "[scenario]\nduration = 10 d\n"
#define CHANNEL "[attribute channel]\nshares = green 75 %, red 25 %\n"

/* queue_of(text, station): what theory knows of the station. */
static struct gatesim_queue queue_of(const char *text, size_t station)
{
    struct gatesim_scenario *S = load(text);
    struct gatesim_queue Q;

    gatesim_scenario_queue(S, station, &Q);
    gatesim_scenario_destroy(S);
    return Q;
}

/* kind_of(station_keys, class_keys): the kind of one station with Poisson arrivals. */
static enum gatesim_queue_kind kind_of(const char *station_keys, const char *class_keys)
{
    char text[2000];

    snprintf(text, sizeof text,
             "%s[class a]\nroute = r\n%s[station s]\n%s[station t]\nservers = 1\n"
             "service = 1 min\n[route r]\nsteps =\n    s\n    t\n",
             RUN CHANNEL, class_keys, station_keys);
    return queue_of(text, 0).kind;
}

#define POISSON "arrivals = poisson 30/h\n"
#define MARKOV "service = exponential mean 80 s\n"

static void the_kinds_of_the_textbooks(void **state)
{
    (void)state;
    assert_int_equal(kind_of("servers = 2\n" MARKOV, POISSON), GATESIM_QUEUE_MMC);
    assert_int_equal(kind_of("servers = 1\nservice = 1 min\n", POISSON), GATESIM_QUEUE_MG1);
    assert_int_equal(kind_of("servers = 2\nservice = 1 min\n", POISSON), GATESIM_QUEUE_NONE);
    assert_int_equal(kind_of("servers = 2\nwaiting = 3\nwhen-full = turn-back\n" MARKOV, POISSON),
                     GATESIM_QUEUE_MMCK);
    assert_int_equal(
        kind_of("servers = 2\nwaiting = 0\nwhen-full = skip\nservice = 1 min\n", POISSON),
        GATESIM_QUEUE_MGCC);
    assert_int_equal(kind_of("servers = unlimited\nservice = 1 min\n", POISSON),
                     GATESIM_QUEUE_MGINF);
    assert_int_equal(kind_of("servers = 2\npatience = exponential mean 9 min\n" MARKOV, POISSON),
                     GATESIM_QUEUE_MMCM);
    assert_int_equal(kind_of("servers = 2\n" MARKOV, POISSON "patience = exponential mean 1 h\n"),
                     GATESIM_QUEUE_MMCM);
}

static void what_the_textbooks_do_not_know(void **state)
{
    (void)state;
    assert_int_equal(kind_of("servers = 2\nsetup = 1 s\n" MARKOV, POISSON), GATESIM_QUEUE_NONE);
    assert_int_equal(kind_of("servers = 2\nhours = 07:00-20:00\n" MARKOV, POISSON),
                     GATESIM_QUEUE_NONE);
    assert_int_equal(kind_of("servers = 2, 3 during Mon 08:00-12:00\n" MARKOV, POISSON),
                     GATESIM_QUEUE_NONE);
    assert_int_equal(kind_of("servers = 2\ndiscipline = random\n" MARKOV, POISSON),
                     GATESIM_QUEUE_NONE);
    assert_int_equal(kind_of("servers = 2\nservice if channel is red = 1 h\n" MARKOV, POISSON),
                     GATESIM_QUEUE_NONE);
    assert_int_equal(kind_of("servers = 2\nwaiting = 3\n" MARKOV, POISSON), GATESIM_QUEUE_NONE);
    assert_int_equal(kind_of("servers = 2\npatience = 5 min\n" MARKOV, POISSON),
                     GATESIM_QUEUE_NONE);
    assert_int_equal(kind_of("servers = 2\n" MARKOV, "arrivals = every 5 min\n"),
                     GATESIM_QUEUE_NONE);
    assert_int_equal(kind_of("servers = 2\n" MARKOV, POISSON "batch = 2\n"), GATESIM_QUEUE_NONE);
    assert_int_equal(kind_of("servers = 2\n" MARKOV, POISSON "until = 2025-01-08\n"),
                     GATESIM_QUEUE_NONE);
    assert_int_equal(kind_of("servers = 2\n" MARKOV, POISSON "backlog = 1 truck at s\n"),
                     GATESIM_QUEUE_NONE);
    assert_int_equal(kind_of("servers = 2\n" MARKOV, POISSON "surge = x 2 on 2025-01-08\n"),
                     GATESIM_QUEUE_NONE);
}

#define STATION(name) "[station " name "]\nservers = 2\nservice = exponential mean 1 min\n"

static void streams_are_thinned_and_add_up(void **state)
{
    static const char text[] = RUN CHANNEL STATION("a") STATION("b")
        STATION("c") "[attribute sealed]\nshares if channel is red = yes 10 %, no 90 %\nshares = "
                     "yes 100 %\n"
                     "[class x]\nroute = r\narrivals = poisson 100/h\n"
                     "[class y]\nroute = q\narrivals = poisson 20/h\n"
                     "[route r]\nsteps =\n    drive 5 min\n    turn back for 20 %\n"
                     "    either a if channel is red and sealed is no or b otherwise\n"
                     "[route q]\nsteps =\n    either a 50 % or c 50 %\n";
    const struct gatesim_queue a = queue_of(text, 0), b = queue_of(text, 1), c = queue_of(text, 2);

    (void)state;
    assert_int_equal(a.kind, GATESIM_QUEUE_MMC);
    assert_near(a.arrival_rate * 3600, 100 * 0.8 * 0.25 * 0.9 + 10, 1e-12);
    assert_near(b.arrival_rate * 3600, 100 * 0.8 * (1 - 0.25 * 0.9), 1e-12);
    assert_near(c.arrival_rate * 3600, 10, 1e-12);
    assert_near(a.service_mean, 60, 1e-12);
    assert_near(a.service_cv, 1, 1e-9);
    assert_int_equal(a.servers, 2);
}

static void streams_that_come_from_another_station_are_not_poisson(void **state)
{
    static const char in_line[] =
        RUN STATION("a") STATION("b") LOAD_CLASS "[route r]\nsteps =\n    a\n    b\n";
    static const char again[] =
        RUN STATION("a") LOAD_CLASS "[route r]\nsteps =\n    a\n    repeat from a for 5 %\n";
    static const char chosen[] =
        RUN STATION("a") STATION("b") LOAD_CLASS "[route r]\nsteps =\n    shortest of a, b\n";
    static const char blocked[] = RUN STATION("a")
        STATION("b") "waiting = 3\n" LOAD_CLASS "[route r]\nsteps =\n    a\n    b\n";

    (void)state;
    assert_int_equal(queue_of(in_line, 0).kind, GATESIM_QUEUE_MMC);
    assert_int_equal(queue_of(in_line, 1).kind, GATESIM_QUEUE_NONE);
    assert_int_equal(queue_of(again, 0).kind, GATESIM_QUEUE_NONE);
    assert_int_equal(queue_of(chosen, 0).kind, GATESIM_QUEUE_NONE);
    assert_int_equal(queue_of(blocked, 0).kind, GATESIM_QUEUE_NONE);
}

/* Where trucks book, come back, are diverted or choose, streams are not what their classes'
 * arrivals say; and a share that changes thins a stream less and less. */
static void streams_that_drivers_make_are_not_poisson(void **state)
{
    static const char *const extras[] = {
        "books = p\n[appointments p]\nslots = 60/h\n",
        "returns-as = a\nreturn-after = 3 h\n",
        "patience = exponential mean 1 h\non-patience = r\n",
    };
    static const char chosen[] = RUN STATION("a") STATION("b") LOAD_CLASS
        "[route r]\nsteps = choose c\n"
        "[choice c]\noptions = x, y\nsensitivity = 1/h\n[route x]\nsteps = a\n"
        "[route y]\nsteps = b\n";
    static const char growing[] = RUN STATION("a") LOAD_CLASS
        "[route r]\nsteps =\n    a if e is yes\n"
        "[lever e]\nadoption = 10 %\nadoption-later = 90 %\nchange = 2025-01-08\n";
    static const char steady[] = RUN STATION("a") LOAD_CLASS
        "[route r]\nsteps =\n    a if e is yes\n[lever e]\nadoption = 10 %\n";
    char text[1000];

    (void)state;
    for (size_t i = 0; i < sizeof extras / sizeof extras[0]; i++) {
        snprintf(text, sizeof text, "%s[route r]\nsteps = a\n%s%s", RUN STATION("a"), LOAD_CLASS,
                 extras[i]);
        assert_int_equal(queue_of(text, 0).kind, GATESIM_QUEUE_NONE);
    }
    assert_int_equal(queue_of(chosen, 0).kind, GATESIM_QUEUE_NONE);
    assert_int_equal(queue_of(growing, 0).kind, GATESIM_QUEUE_NONE);
    assert_int_equal(queue_of(steady, 0).kind, GATESIM_QUEUE_MMC);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_kinds_of_the_textbooks),
        cmocka_unit_test(what_the_textbooks_do_not_know),
        cmocka_unit_test(streams_are_thinned_and_add_up),
        cmocka_unit_test(streams_that_drivers_make_are_not_poisson),
        cmocka_unit_test(streams_that_come_from_another_station_are_not_poisson),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
