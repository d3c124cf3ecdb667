/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Warnings of dates that never come. The run is of 2025-01-06 .. 2025-01-19. */
#include "tests/unit/scenario_load.h"

/* One section more, or keys of the station, and where it says so. */
static struct gatesim_scenario *load_dated(const char *keys)
{
    char text[2000];

    snprintf(text, sizeof text, LOAD_RUN LOAD_CLASS LOAD_ROUTE LOAD_STATION "%s", keys);
    return load(text);
}

/* assert_warned(keys, section, key, message): of one key only; message NULL: of none. */
static void assert_warned(const char *keys, const char *section, const char *key,
                          const char *message)
{
    struct gatesim_scenario *S = load_dated(keys);
    const struct gatesim_diagnostics *D = gatesim_scenario_warnings(S);
    const struct gatesim_diagnostic *d;

    assert_int_equal(gatesim_diagnostics_count(D), message != NULL);
    if (message != NULL) {
        d = gatesim_diagnostics_at(D, 0);
        assert_string_equal(d->file, "test.ini");
        assert_true(d->line >= 9);
        assert_string_equal(d->section, section);
        assert_string_equal(d->key, key);
        assert_string_equal(d->message, message);
    }
    gatesim_scenario_destroy(S);
}

#define RUN "the run, 2025-01-06 00:00 to 2025-01-20 00:00"
#define LIES " lies outside of " RUN ", and has no effect"
#define REST "the rest of the run, 2025-01-10 12:00 to 2025-01-20 00:00"

static void every_key_with_dates_is_looked_at(void **state)
{
    (void)state;
    assert_warned("maintenance = Sun 06:00-08:00, 2025-03-01\n", "station s", "maintenance",
                  "2025-03-01" LIES);
    assert_warned("closed = 2024-12-25\n", "station s", "closed", "2024-12-25" LIES);
    assert_warned("open = 2025-01-20 07:00-09:00\n", "station s", "open", "2025-01-20 07:00" LIES);
    assert_warned("speed = 1, 2 during 2025-01-28..2025-02-02\n", "station s", "speed",
                  "2025-01-28" LIES);
    assert_warned("calendar = c\n[calendar c]\nopen = 2026-01-07\n", "calendar c", "open",
                  "2026-01-07" LIES);
    assert_warned("[pool p]\npeople = 1, 2 during 2024-01-07\n[station t]\nservers = 1\n"
                  "service = 1 min\nneeds = p 1\n[route q]\nsteps = t\n[class b]\nroute = q\n"
                  "arrivals = poisson 1/h\n",
                  "pool p", "people", "2024-01-07" LIES);
    assert_warned("[class b]\nroute = r\narrivals = poisson 1/h\nsurge = x 2 on 2025-01-20\n",
                  "class b", "surge", "2025-01-20" LIES);
    assert_warned("[class b]\nroute = r\narrivals = poisson 1/h\nfrom = 2025-01-20 06:30\n",
                  "class b", "from", "2025-01-20 06:30" LIES);
    assert_warned("look-up = d\n[service d]\nlatency = 1 s\nmaintenance = 2025-01-05\n",
                  "service d", "maintenance", "2025-01-05" LIES);
    assert_warned("[incident i]\nstations = s\neffect = closed\non = 2025-02-10..2025-02-12\n",
                  "incident i", "on", "2025-02-10" LIES);
    assert_warned(
        "[lever l]\nadoption = 10 %\nadoption-later = 80 %\nchange = 2025-01-20..2025-03-31\n",
        "lever l", "change", "2025-01-20" LIES);
}

/* Of what a change sets, dates before it do not come either. */
static void dates_that_a_change_sets_are_looked_at(void **state)
{
    (void)state;
    assert_warned("[change c]\nat = 2025-01-10 12:00\nset = s.closed = 2025-01-10 08:00-12:00\n",
                  "station s", "closed",
                  "2025-01-10 08:00 lies outside of " REST ", and has no effect");
    assert_warned("[change b]\nat = 2025-01-10 12:00\nset =\n    s.closed = 2025-01-12\n"
                  "    s.speed = 1, 2 during 2025-01-28, 3 during 2025-02-01\n"
                  "[change c]\nat = 2025-01-11\nset = s.servers = 2\n",
                  "station s", "speed",
                  "none of the 2 dates lies within " REST "; the nearest is 2025-01-28");
    assert_warned("[change c]\nat = 2025-01-10 12:00\nset = s.closed = 2025-01-10 08:00-12:01\n",
                  NULL, NULL, NULL);
    assert_warned("clock = +1 h\n[change c]\nat = 2025-01-10 12:00\n"
                  "set = s.open = 2025-01-10 12:00-13:00\n",
                  "station s", "open",
                  "2025-01-10 12:00 lies outside of the rest of the run, 2025-01-10 13:00 to "
                  "2025-01-20 01:00, and has no effect");
}

static void changes_do_not_repeat_what_was_warned_of(void **state)
{
    (void)state;
    assert_warned("hours = Mon-Fri 08:00-12:00, 13:00-17:00\n"
                  "[change c]\nat = 2025-01-10\nset = s.servers = 2\n",
                  "station s", "hours",
                  "'13:00-17:00' names no days and is of every day, unlike 'Mon-Fri 08:00-12:00'; "
                  "write its days before it, or Mon-Sun");
    assert_warned("[change c]\nat = 2025-01-10\n"
                  "set = s.hours = Mon-Fri 08:00-12:00, 13:00-17:00\n"
                  "[change d]\nat = 2025-01-11\nset = s.servers = 2\n",
                  "station s", "hours",
                  "'13:00-17:00' names no days and is of every day, unlike 'Mon-Fri 08:00-12:00'; "
                  "write its days before it, or Mon-Sun");
}

static void what_only_a_change_uses_is_used(void **state)
{
    struct gatesim_scenario *S = load_dated("[calendar c]\nclosed = 2025-01-12\n"
                                            "[calendar d]\nclosed = 2025-01-13\n"
                                            "[change x]\nat = 2025-01-10\n"
                                            "set = s.calendar = c\n");
    const struct gatesim_diagnostics *D = gatesim_scenario_notes(S);

    (void)state;
    assert_int_equal(gatesim_diagnostics_count(D), 1);
    assert_string_equal(gatesim_diagnostics_at(D, 0)->section, "calendar d");
    gatesim_scenario_destroy(S);
}

static void what_comes_is_not_warned_of(void **state)
{
    (void)state;
    assert_warned("maintenance = Sun 06:00-08:00\n", NULL, NULL, NULL);
    assert_warned("closed = 2025-01-05 22:00-02:00\n", NULL, NULL, NULL);
    assert_warned("closed = 2025-01-19\n", NULL, NULL, NULL);
    assert_warned("speed = 1, 2 during 2025-03-01, 3 during 2025-01-07\n", NULL, NULL, NULL);
    assert_warned("[class b]\nroute = r\narrivals = poisson 1/h\nfrom = 2024-01-01\n"
                  "until = 2026-01-01\n",
                  NULL, NULL, NULL);
    assert_warned(
        "[lever l]\nadoption = 10 %\nadoption-later = 80 %\nchange = 2024-01-20..2024-03-31\n",
        NULL, NULL, NULL);
}

static void a_list_is_warned_of_once_and_not_when_it_is_of_any_year(void **state)
{
    (void)state;
    assert_warned("closed = 2025-04-30, 2025-01-28..2025-02-02\n", "station s", "closed",
                  "none of the 2 dates lies within " RUN "; the nearest is 2025-01-28");
    assert_warned("closed = 2024-01-01, 2025-01-28\n", NULL, NULL, NULL);
}

static void what_nothing_uses_is_not_warned_of(void **state)
{
    (void)state;
    assert_warned("[calendar c]\nclosed = 2024-12-25\n", NULL, NULL, NULL);
}

/* Two hours ahead, the day after the run is two hours of it. */
static void dates_are_read_by_the_clock_of_their_section(void **state)
{
    (void)state;
    assert_warned("clock = +2 h\nclosed = 2025-01-20\n", NULL, NULL, NULL);
    assert_warned("clock = -2 h\nopen = 2025-01-19 22:00-23:00\n", "station s", "open",
                  "2025-01-19 22:00 lies outside of the run, 2025-01-05 22:00 to 2025-01-19 22:00, "
                  "and has no effect");
}

/* load_changes(at, other): a station with 1 server, 4 from the instant at on, 5 from other on. */
static struct gatesim_scenario *load_changes(const char *at, const char *other)
{
    char text[1000];

    snprintf(text, sizeof text,
             LOAD_RUN LOAD_CLASS LOAD_STATION LOAD_ROUTE
             "[change a]\nat = %s\nset = s.servers = 4\n[change b]\nat = %s\nset = s.servers = 5\n",
             at, other);
    return load(text);
}

static void changes_before_the_run_hold_from_its_start(void **state)
{
    struct gatesim_scenario *S = load_changes("2025-01-05 23:00", "2025-01-07");

    (void)state;
    assert_int_equal(gatesim_diagnostics_count(gatesim_scenario_warnings(S)), 0);
    assert_int_equal(S->stations[0].change_count, 2);
    assert_int_equal(S->stations[0].changes[0].at, 0);
    assert_int_equal(S->stations[0].changes[0].servers, 4);
    assert_int_equal(S->stations[0].changes[1].at, load_hours(24));
    assert_int_equal(S->stations[0].changes[1].servers, 5);
    gatesim_scenario_destroy(S);
}

static void changes_behind_the_run_are_warned_of_and_never_come(void **state)
{
    struct gatesim_scenario *S = load_changes("2025-01-20", "2025-01-07");
    const struct gatesim_diagnostics *D = gatesim_scenario_warnings(S);

    (void)state;
    assert_int_equal(gatesim_diagnostics_count(D), 1);
    assert_string_equal(gatesim_diagnostics_at(D, 0)->section, "change a");
    assert_string_equal(gatesim_diagnostics_at(D, 0)->message,
                        "2025-01-20 lies outside of the run, 2025-01-06 00:00 to 2025-01-20 00:00, "
                        "and has no effect");
    assert_int_equal(S->stations[0].change_count, 2);
    assert_int_equal(S->stations[0].changes[1].servers, 5);
    assert_int_equal(S->stations[0].servers_max, 5);
    gatesim_scenario_destroy(S);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_before_the_run_hold_from_its_start),
        cmocka_unit_test(changes_behind_the_run_are_warned_of_and_never_come),
        cmocka_unit_test(every_key_with_dates_is_looked_at),
        cmocka_unit_test(dates_that_a_change_sets_are_looked_at),
        cmocka_unit_test(changes_do_not_repeat_what_was_warned_of),
        cmocka_unit_test(what_only_a_change_uses_is_used),
        cmocka_unit_test(what_comes_is_not_warned_of),
        cmocka_unit_test(a_list_is_warned_of_once_and_not_when_it_is_of_any_year),
        cmocka_unit_test(what_nothing_uses_is_not_warned_of),
        cmocka_unit_test(dates_are_read_by_the_clock_of_their_section),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
