/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values and keys: what a scenario says is what the model reads. */
#include "tests/unit/scenario_load.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "sim/base/hash.h"

static void durations_in_every_unit(void **state)
{
    struct gatesim_scenario *S =
        load("[scenario]\nduration = 1 w 1 d 1 h 1 min 1.5 s 250 ms\nwarm-up = 1.5h\n" LOAD_CLASS
                 LOAD_STATION "setup = 90s\ntravel = 0\n" LOAD_ROUTE);
    const double s = 604800 + 86400 + 3600 + 60 + 1.75;

    (void)state;
    assert_true(gatesim_seconds(S->info.duration) == s);
    assert_true(S->info.warm_up == load_hours(1.5));
    assert_true(S->stations[0].setup.cases[0].dist.a == 90);
    assert_true(S->stations[0].travel.cases[0].dist.a == 0);
    gatesim_scenario_destroy(S);
}

static void defaults_are_those_of_the_table(void **state)
{
    struct gatesim_scenario *S =
        load("[scenario]\nduration = 1 d\n" LOAD_CLASS LOAD_STATION LOAD_ROUTE);

    (void)state;
    assert_int_equal(S->info.epoch, 1736121600); /* 2025-01-06 00:00 */
    assert_int_equal(S->info.warm_up, 0);
    assert_int_equal(S->info.bin, load_hours(1));
    assert_int_equal(S->info.seed, 1);
    assert_int_equal(S->info.replications, 1);
    assert_int_equal(S->info.log, GATESIM_LOG_NONE);
    assert_string_equal(S->info.title, "");
    assert_int_equal(S->backlog_at, load_hours(20));
    assert_true(S->road_spacing == 22);
    assert_int_equal(S->stations[0].waiting, SCN_UNLIMITED);
    assert_int_equal(S->stations[0].when_full, SCN_WAIT);
    assert_int_equal(S->stations[0].discipline, SCN_FIFO);
    assert_int_equal(S->stations[0].change_count, 1);
    assert_true(S->stations[0].changes[0].open);
    assert_false(S->classes[0].batched);
    assert_int_equal(S->classes[0].patience.count, 0);
    assert_string_equal(S->attributes[SCN_CARGO].values[S->classes[0].values[SCN_CARGO]],
                        "general");
    gatesim_scenario_destroy(S);
}

static void a_text_in_quotes_holds_what_begins_a_comment(void **state)
{
    struct gatesim_scenario *S =
        load("[scenario]\nduration = 1 d\ntitle = \"Gate #3; at  night\" # remark\n"
             "question =\n    \"Is # 3 enough?\"\n" LOAD_CLASS LOAD_STATION LOAD_ROUTE);

    (void)state;
    assert_string_equal(S->info.title, "Gate #3; at night");
    assert_string_equal(S->info.question, "Is # 3 enough?");
    assert_int_equal(gatesim_diagnostics_count(gatesim_scenario_warnings(S)), 0);
    gatesim_scenario_destroy(S);
}

static void quotes_around_a_part_of_a_text_stay(void **state)
{
    static const char *const settings[] = {"scenario.title=\"Gate #3\""};
    struct gatesim_scenario *S = load_with(
        "[scenario]\nduration = 1 d\nquestion = \"Peak\" or \"crisis\" # or both\n" LOAD_CLASS
            LOAD_STATION LOAD_ROUTE,
        settings, 1);

    (void)state;
    assert_string_equal(S->info.title, "Gate #3");
    assert_string_equal(S->info.question, "\"Peak\" or \"crisis\"");
    gatesim_scenario_destroy(S);
}

static void a_comment_that_may_be_text_is_warned_of(void **state)
{
    struct gatesim_scenario *S =
        load("[scenario]\nduration = 1 d #a day\ntitle = Gate #3\nquestion = Is it  # of two\n"
             "    \"enough ;or not\"?\n" LOAD_CLASS LOAD_STATION LOAD_ROUTE);
    const struct gatesim_diagnostics *D = gatesim_scenario_warnings(S);

    (void)state;
    assert_string_equal(S->info.title, "Gate");
    assert_int_equal(gatesim_diagnostics_count(D), 2);
    assert_int_equal(gatesim_diagnostics_at(D, 0)->line, 3);
    assert_string_equal(gatesim_diagnostics_at(D, 0)->key, "title");
    assert_string_equal(
        gatesim_diagnostics_at(D, 0)->message,
        "'#3' is taken for a comment; write the text in quotes, on one line, to keep it");
    assert_int_equal(gatesim_diagnostics_at(D, 1)->line, 5);
    gatesim_scenario_destroy(S);
}

/* In some languages a list has semicolons. */
static void a_comment_that_may_be_the_rest_of_a_list_is_warned_of(void **state)
{
    struct gatesim_scenario *S =
        load("[scenario]\nduration = 1 d ; 24 h\n" LOAD_CLASS LOAD_STATION
             "hours = 08:00-12:00 ; 13:00-17:00\nclosed = 2025-01-06 22:00-23:00 ;2025-09-02\n"
             "maintenance = 2025-01-06 01:00-02:00 # 2025-09-02\n" LOAD_ROUTE);
    const struct gatesim_diagnostics *D = gatesim_scenario_warnings(S);

    (void)state;
    assert_int_equal(gatesim_diagnostics_count(D), 2);
    assert_string_equal(gatesim_diagnostics_at(D, 0)->key, "hours");
    assert_string_equal(gatesim_diagnostics_at(D, 0)->message,
                        "'; 13:00-17:00' is taken for a comment; a list has commas");
    assert_string_equal(gatesim_diagnostics_at(D, 1)->key, "closed");
    gatesim_scenario_destroy(S);
}

/* The warnings of a scenario in which one more class comes at the rate. */
static size_t warnings_of_rate(const char *rate)
{
    char text[1024];
    struct gatesim_scenario *S;
    size_t warnings;

    snprintf(text, sizeof text,
             "[scenario]\nduration = 1 d\n[class more]\nroute = r\narrivals = poisson "
             "%s\n" LOAD_CLASS LOAD_STATION LOAD_ROUTE,
             rate);
    S = load(text);
    warnings = gatesim_diagnostics_count(gatesim_scenario_warnings(S));
    gatesim_scenario_destroy(S);
    return warnings;
}

static void a_point_that_may_stand_between_thousands_is_warned_of(void **state)
{
    static const char *const warned[] = {"1.900/d", "2.350/h", "12.000/w", "145.300/d", "1.275/d"};
    static const char *const decimals[] = {"1.9/d",   "1.2750/d", "2.125/h",    "0.125/d",
                                           "0.500/d", "12.50/d",  "1,900.25/d", "1900/d"};

    (void)state;
    for (size_t i = 0; i < sizeof warned / sizeof *warned; i++)
        assert_int_equal(warnings_of_rate(warned[i]), 1);
    for (size_t i = 0; i < sizeof decimals / sizeof *decimals; i++)
        assert_int_equal(warnings_of_rate(decimals[i]), 0);
}

static void the_warning_of_a_point_says_how_to_write_both(void **state)
{
    struct gatesim_scenario *S = load("[scenario]\nduration = 1 d\n" LOAD_CLASS LOAD_STATION
                                      "setup = 1.250 min\ncost = 2.500 VND/h\n" LOAD_ROUTE);
    const struct gatesim_diagnostics *D = gatesim_scenario_warnings(S);

    (void)state;
    assert_int_equal(gatesim_diagnostics_count(D), 1);
    assert_string_equal(gatesim_diagnostics_at(D, 0)->key, "cost");
    assert_string_equal(
        gatesim_diagnostics_at(D, 0)->message,
        "'2.500' is read as a decimal; write 2.5 if it is one, or 2500 or 2,500 for thousands");
    gatesim_scenario_destroy(S);
}

static void a_date_may_have_a_T_before_its_time_and_a_duration_no_blanks(void **state)
{
    struct gatesim_scenario *S =
        load("[scenario]\nstart = 2024-02-29T06:30:15\nduration = 1d2h30min\nwarm-up = "
             "1h30min\n" LOAD_CLASS LOAD_STATION LOAD_ROUTE);

    (void)state;
    assert_int_equal(S->info.epoch, 1709188215);
    assert_true(S->info.duration == load_hours(26.5));
    assert_true(S->info.warm_up == load_hours(1.5));
    gatesim_scenario_destroy(S);
}

static void words_and_numbers_of_a_run(void **state)
{
    struct gatesim_scenario *S = load(
        "[scenario]\ntitle = A  gate\t; remark\n    in two lines\nstart = 2024-02-29 06:30:15\n"
        "duration = 2 d\nseed = 18446744073709551615\nreplications = 20\n"
        "[results]\nbin = 15 min\nbacklog-at = 24:00\nlog = visits\nroad-spacing = 0.025 km\n"
        "[class a]\nroute = r\narrivals = poisson 60/h\npriority = -3\ndirection = import\n"
        "[station s]\nservers = unlimited\nservice = 1 min\nagency = border guard\n"
        "waiting = 450 trucks\nwhen-full = skip\ndiscipline = earliest-deadline\n"
        "at-closing = leave\noff-shift = leave\non-road = yes\n" LOAD_ROUTE
        "[class b]\nroute = r\nbacklog = 2 trucks at s\ndue = 20 h\n");

    (void)state;
    assert_string_equal(S->info.title, "A gate in two lines");
    assert_int_equal(S->info.epoch, 1709188215);
    assert_true(S->info.seed == UINT64_MAX);
    assert_int_equal(S->info.replications, 20);
    assert_int_equal(S->info.bin, load_hours(0.25));
    assert_int_equal(S->info.log, GATESIM_LOG_VISITS);
    assert_int_equal(S->backlog_at, load_hours(24));
    assert_true(S->road_spacing == 25);
    assert_int_equal(S->classes[0].priority, -3);
    assert_string_equal(S->agencies[S->stations[0].agency], "border guard");
    assert_int_equal(S->stations[0].servers_max, SCN_UNLIMITED);
    assert_int_equal(S->stations[0].waiting, 450);
    assert_int_equal(S->stations[0].when_full, SCN_SKIP);
    assert_int_equal(S->stations[0].discipline, SCN_EARLIEST);
    assert_int_equal(S->stations[0].at_closing, SCN_LEAVE);
    assert_int_equal(S->stations[0].off_shift, SCN_LEAVE);
    assert_true(S->stations[0].on_road);
    assert_int_equal(S->classes[1].arrivals, SCN_ARRIVALS_NONE);
    assert_int_equal(S->classes[1].backlog[0].trucks, 2);
    assert_int_equal(S->classes[1].due.count, 1);
    assert_int_equal(S->classes[0].purpose, hash_string("class a"));
    gatesim_scenario_destroy(S);
}

#define CHANNEL "[attribute channel]\nshares = green 60 %, yellow 25 %, red 15 %\n"

static void cases_keep_their_order_and_the_plain_one_is_last(void **state)
{
    struct gatesim_scenario *S =
        load(LOAD_RUN LOAD_CLASS CHANNEL LOAD_ROUTE
             "[station s]\nservers = 1\nservice = 1 min\nservice if channel is red = 9 min\n"
             "service if channel is not green and class is a = 5 min\n");
    const struct scn_by_truck *service = &S->stations[0].service;
    const struct scn_test *test = service->cases[1].when.tests;

    (void)state;
    assert_int_equal(service->count, 3);
    assert_true(service->cases[0].dist.a == 540);
    assert_true(service->cases[1].dist.a == 300);
    assert_true(service->cases[2].dist.a == 60);
    assert_int_equal(service->cases[0].when.count, 1);
    assert_int_equal(service->cases[1].when.count, 2);
    assert_int_equal(service->cases[2].when.count, 0);
    assert_int_equal(test[0].attribute, SCN_BUILTINS);
    assert_false(scn_test_holds(&test[0], 0));
    assert_true(scn_test_holds(&test[0], 1));
    assert_true(scn_test_holds(&test[0], 2));
    assert_int_equal(test[1].attribute, SCN_CLASS);
    gatesim_scenario_destroy(S);
}

static void shares_are_cumulated_by_value(void **state)
{
    struct gatesim_scenario *S = load(LOAD_RUN LOAD_CLASS CHANNEL LOAD_STATION LOAD_ROUTE
                                      "[attribute seal]\nshares if channel is red = no 100 %\n"
                                      "shares = broken 10 %, yes 90 %\n");
    const struct scn_attribute *A = &S->attributes[SCN_BUILTINS];

    (void)state;
    assert_int_equal(S->attribute_count, SCN_BUILTINS + 2);
    assert_string_equal(A[0].values[2], "red");
    assert_near(A[0].shares[0].cumulated[1], 0.85, 1e-12);
    assert_true(A[0].shares[0].cumulated[2] == 1);
    assert_int_equal(A[1].value_count, 3); /* no, broken, yes */
    assert_int_equal(A[1].share_count, 2);
    assert_true(A[1].shares[0].cumulated[0] == 1);
    assert_near(A[1].shares[1].cumulated[1], 0.1, 1e-12);
    assert_true(A[1].shares[1].cumulated[0] == 0);
    assert_int_equal(A[1].shares[1].when.count, 0);
    gatesim_scenario_destroy(S);
}

static void distributions_reach_the_model_in_seconds(void **state)
{
    struct gatesim_scenario *S =
        load(LOAD_RUN LOAD_CLASS LOAD_ROUTE
             "[station s]\nservers = 1\nservice = lognormal mean 10 min cv 0.8 at most 2 h\n"
             "setup = mixture 70 % exponential rate 30/h, 30 % constant 10 min\npatience = 2 d\n");
    const struct dist *service = &S->stations[0].service.cases[0].dist;
    const struct dist *setup = &S->stations[0].setup.cases[0].dist;

    (void)state;
    assert_int_equal(service->kind, DIST_LOGNORMAL);
    assert_true(service->truncated);
    assert_true(dist_max(service) == 7200);
    assert_int_equal(setup->kind, DIST_MIXTURE);
    assert_near(dist_mean(setup), 0.7 * 120 + 0.3 * 600, 1e-12);
    assert_true(S->stations[0].patience.cases[0].dist.a == 172800);
    gatesim_scenario_destroy(S);
}

static void settings_win_and_come_first(void **state)
{
    const char *settings[] = {"s.servers=7",         "scenario.seed = 9",
                              "station s.waiting=3", "station.s.service if class is a=2 min",
                              "results.bin=2 h",     "s.servers=8"};
    struct gatesim_scenario *S =
        load_with(LOAD_RUN LOAD_CLASS LOAD_STATION "service if cargo is general = 5 min\n"
                                                   "waiting = 9\n" LOAD_ROUTE,
                  settings, 6);

    (void)state;
    assert_int_equal(S->stations[0].servers_max, 8);
    assert_int_equal(S->stations[0].waiting, 3);
    assert_int_equal(S->info.seed, 9);
    assert_int_equal(S->info.bin, load_hours(2));
    assert_true(S->stations[0].service.cases[0].dist.a == 120);
    assert_true(S->stations[0].service.cases[1].dist.a == 300);
    gatesim_scenario_destroy(S);
}

static void none_takes_a_key_away(void **state)
{
    const char *settings[] = {"a.patience=none", "s.waiting=none"};
    struct gatesim_scenario *S =
        load_with(LOAD_RUN LOAD_CLASS "patience = 2 h\n" LOAD_STATION "waiting = 9\n" LOAD_ROUTE,
                  settings, 2);

    (void)state;
    assert_int_equal(S->classes[0].patience.count, 0);
    assert_int_equal(S->stations[0].waiting, SCN_UNLIMITED);
    gatesim_scenario_destroy(S);
}

static void a_trace_gives_times_and_values(void **state)
{
    char path[] = "/tmp/gatesim-trace-XXXXXX", text[1000];
    const int fd = mkstemp(path);
    FILE *out = fd < 0 ? NULL : fdopen(fd, "w");
    struct gatesim_scenario *S;
    const struct scn_trace_row *rows;

    (void)state;
    assert_non_null(out);
    fputs("channel,time\r\nred,0.5\n\"green\",3600\n\ngreen,2025-01-06 02:00\nred,99999999", out);
    fclose(out);
    snprintf(text, sizeof text, "%s[class a]\nroute = r\narrivals = trace %s\n%s", LOAD_RUN, path,
             CHANNEL LOAD_STATION LOAD_ROUTE);
    S = load(text);
    remove(path);
    rows = S->classes[0].trace;
    assert_int_equal(S->classes[0].trace_count, 4);
    assert_int_equal(rows[0].at, GATESIM_TICKS_PER_SECOND / 2);
    assert_int_equal(rows[0].values[SCN_BUILTINS], 2);
    assert_int_equal(rows[1].at, load_hours(1));
    assert_int_equal(rows[1].values[SCN_BUILTINS], 0);
    assert_int_equal(rows[2].at, load_hours(2));
    assert_true(rows[3].at > S->info.duration);
    gatesim_scenario_destroy(S);
}

/* Three times a third, six times a sixth, in every key that shares something out. */
static void shares_that_were_rounded_make_one(void **state)
{
    struct gatesim_scenario *S =
        load(LOAD_RUN LOAD_CLASS
             "[attribute k]\nshares = x 33.33 %, y 33.33 %, z 33.33 %\n"
             "[attribute m]\nshares = x 33.333333 %, y 33.333333 %, z 33.333333 %\n"
             "[station s]\nservers = 1\nservice = mixture 16.67 % 1 s, 16.67 % 2 s, 16.67 % 3 s, "
             "16.67 % 4 s, 16.67 % 5 s, 16.67 % 6 s\n"
             "[station t]\nservers = 1\nservice = 1 s\n[station u]\nservers = 1\nservice = 1 s\n"
             "[route r]\nsteps = either s 33.33 % or t 33.33 % or u 33.33 %\n");
    const struct scn_attribute *A = &S->attributes[SCN_BUILTINS];

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        assert_near(A[i].shares[0].cumulated[0], 1 / 3.0, 1e-14);
        assert_near(A[i].shares[0].cumulated[1], 2 / 3.0, 1e-14);
        assert_true(A[i].shares[0].cumulated[2] == 1);
    }
    assert_near(dist_mean(&S->stations[0].service.cases[0].dist), 3.5, 1e-14);
    assert_near(S->routes[0].steps[0].cumulated[1], 2 / 3.0, 1e-14);
    gatesim_scenario_destroy(S);
}

static void settings_may_have_names_in_quotes(void **state)
{
    const char *settings[] = {"\"Lane A\".servers=7", "station \"Lane B\".servers=8",
                              "station.\"Lane C\".servers = 9", "Lane D.servers=10"};
    struct gatesim_scenario *S =
        load_with(LOAD_RUN LOAD_CLASS "[station \"Lane A\"]\nservers = 1\nservice = 1 s\n"
                                      "[station \"Lane B\"]\nservers = 1\nservice = 1 s\n"
                                      "[station \"Lane C\"]\nservers = 1\nservice = 1 s\n"
                                      "[station \"Lane D\"]\nservers = 1\nservice = 1 s\n"
                                      "[route r]\nsteps = \"Lane A\"\n",
                  settings, 4);

    (void)state;
    for (uint32_t i = 0; i < 4; i++)
        assert_int_equal(S->stations[i].servers_max, 7 + i);
    gatesim_scenario_destroy(S);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(durations_in_every_unit),
        cmocka_unit_test(defaults_are_those_of_the_table),
        cmocka_unit_test(a_text_in_quotes_holds_what_begins_a_comment),
        cmocka_unit_test(quotes_around_a_part_of_a_text_stay),
        cmocka_unit_test(a_comment_that_may_be_text_is_warned_of),
        cmocka_unit_test(a_comment_that_may_be_the_rest_of_a_list_is_warned_of),
        cmocka_unit_test(a_point_that_may_stand_between_thousands_is_warned_of),
        cmocka_unit_test(the_warning_of_a_point_says_how_to_write_both),
        cmocka_unit_test(a_date_may_have_a_T_before_its_time_and_a_duration_no_blanks),
        cmocka_unit_test(words_and_numbers_of_a_run),
        cmocka_unit_test(cases_keep_their_order_and_the_plain_one_is_last),
        cmocka_unit_test(shares_are_cumulated_by_value),
        cmocka_unit_test(distributions_reach_the_model_in_seconds),
        cmocka_unit_test(settings_win_and_come_first),
        cmocka_unit_test(none_takes_a_key_away),
        cmocka_unit_test(a_trace_gives_times_and_values),
        cmocka_unit_test(shares_that_were_rounded_make_one),
        cmocka_unit_test(settings_may_have_names_in_quotes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
