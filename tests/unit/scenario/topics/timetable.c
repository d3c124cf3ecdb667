/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timetables and rates: what holds from when on. The run starts on Monday, 2025-01-06. */
#include "tests/unit/scenario_load.h"

/* What a station's timetable should be: hours since the start, servers, open. */
struct expected {
    double at;
    uint32_t servers;
    bool open;
};

/* assert_changes(keys, expected, count): the first changes of a station with these keys. */
static void assert_changes(const char *start, const char *keys, const struct expected *expected,
                           uint32_t count, uint32_t in_all)
{
    char text[2000];
    struct gatesim_scenario *S;
    const struct scn_station *s;

    snprintf(text, sizeof text, "[scenario]\nstart = %s\nduration = 1 w\n%s%s[station s]\n%s%s",
             start, LOAD_CLASS, LOAD_ROUTE, "service = 1 min\n", keys);
    S = load(text);
    s = &S->stations[0];
    for (uint32_t i = 0; i < count && i < s->change_count; i++) {
        assert_int_equal(s->changes[i].at, load_hours(expected[i].at));
        assert_int_equal(s->changes[i].servers, expected[i].servers);
        assert_int_equal(s->changes[i].open, expected[i].open);
    }
    assert_int_equal(s->change_count, in_all);
    gatesim_scenario_destroy(S);
}

#define START "2025-01-06 00:00"

static void hours_of_every_day(void **state)
{
    static const struct expected e[] = {{0, 3, false}, {7, 3, true}, {20, 3, false}, {31, 3, true}};

    (void)state;
    assert_changes(START, "servers = 3\nhours = 07:00-20:00\n", e, 4, 15);
}

static void a_run_may_start_within_the_hours(void **state)
{
    static const struct expected e[] = {{0, 3, true}, {7.5, 3, false}, {18.5, 3, true}};

    (void)state;
    assert_changes("2025-01-06 12:30", "servers = 3\nhours = 07:00-20:00\n", e, 3, 15);
}

static void spans_run_over_midnight_into_the_next_day_and_the_next_week(void **state)
{
    static const struct expected e[] = {{0, 1, true},
                                        {2, 1, false},
                                        {5 * 24 + 22, 1, true},
                                        {6 * 24 + 2, 1, false},
                                        {6 * 24 + 22, 1, true}};

    (void)state;
    assert_changes(START, "servers = 1\nhours = Sat Sun 22:00-02:00\n", e, 5, 5);
}

static void spans_that_touch_or_overlap_are_one(void **state)
{
    static const struct expected e[] = {{0, 1, false}, {7, 1, true}, {14, 1, false}};

    (void)state;
    assert_changes(START, "servers = 1\nhours = Mon 07:00-12:00, Mon 12:00-13:00 11:00-14:00\n", e,
                   3, 3);
}

static void always_is_no_change_at_all(void **state)
{
    static const struct expected e[] = {{0, 2, true}};

    (void)state;
    assert_changes(START, "servers = 2\nhours = always\n", e, 1, 1);
    assert_changes(START, "servers = 2\nhours = 00:00-12:00, 12:00-24:00\n", e, 1, 1);
    assert_changes(START, "servers = 2\nhours = Mon-Sun 22:00-10:00, 09:00-23:00\n", e, 1, 1);
}

static void closures_win_over_hours_and_openings_over_closures(void **state)
{
    static const struct expected e[] = {{0, 1, false},  {7, 1, true},   {10, 1, false},
                                        {11, 1, true},  {20, 1, false}, {33, 1, true},
                                        {34, 1, false}, {55, 1, true}};

    (void)state;
    assert_changes(START,
                   "servers = 1\nhours = 07:00-20:00\nclosed = 2025-01-06 10:00-11:00, 2025-01-07\n"
                   "open = 2025-01-07 09:00-10:00\n",
                   e, 8, 17);
}

static void closures_may_come_every_week(void **state)
{
    static const struct expected e[] = {
        {0, 1, true}, {4 * 24 + 16.5, 1, false}, {4 * 24 + 17, 1, true}};

    (void)state;
    assert_changes(START, "servers = 1\nclosed = Fri 16:30-17:00\n", e, 3, 3);
}

static void never_opens_on_dates_only(void **state)
{
    static const struct expected e[] = {{0, 1, false}, {48, 1, true}, {72, 1, false}};

    (void)state;
    assert_changes(START, "servers = 1\nhours = never\nopen = 2025-01-08\n", e, 3, 3);
}

static void a_calendar_and_a_stations_own_dates_add_up(void **state)
{
    static const struct expected e[] = {{0, 1, false}, {31, 1, true}, {44, 1, false}};

    (void)state;
    assert_changes(START,
                   "servers = 1\ncalendar = c\nclosed = 2025-01-06\n"
                   "[calendar c]\nhours = 07:00-20:00\nclosed = 2025-01-08..2025-01-12\n",
                   e, 3, 3);
}

static void of_the_shifts_the_last_wins(void **state)
{
    static const struct expected e[] = {{0, 2, true},  {8, 4, true},  {12, 0, true}, {13, 4, true},
                                        {17, 2, true}, {32, 4, true}, {36, 0, true}};

    (void)state;
    assert_changes(START,
                   "servers = 2, 4 during Mon-Fri 08:00-17:00, 0 during Mon-Fri 12:00-13:00\n", e,
                   7, 21);
}

static void a_shift_may_have_several_spans(void **state)
{
    static const struct expected e[] = {{0, 1, true},  {8, 3, true},  {12, 1, true}, {32, 3, true},
                                        {35, 1, true}, {48, 5, true}, {72, 1, true}};

    (void)state;
    assert_changes(START,
                   "servers = 1, 3 during Mon 08:00-12:00, Tue 08:00-11:00, "
                   "5 during 2025-01-08\n",
                   e, 7, 7);
}

static struct gatesim_scenario *load_arrivals(const char *keys)
{
    char text[2000];

    snprintf(text, sizeof text,
             LOAD_RUN "[class a]\nroute = r\n%s" LOAD_STATION LOAD_ROUTE
                      "[profile p]\nhourly = 1 1 1 1 1 1 2 2 2 2 2 2  3 3 3 3 3 3 0 0 0 0 0 0\n"
                      "weekday = 2 1 1 1 1 1 0\n",
             keys);
    return load(text);
}

/* assert_days_warned(keys, message): of a station; message NULL: no warning. */
static void assert_days_warned(const char *keys, const char *message)
{
    char text[2000];
    struct gatesim_scenario *S;
    const struct gatesim_diagnostics *D;

    snprintf(text, sizeof text, LOAD_RUN LOAD_CLASS LOAD_ROUTE "[station s]\nservice = 1 min\n%s",
             keys);
    S = load(text);
    D = gatesim_scenario_warnings(S);
    assert_int_equal(gatesim_diagnostics_count(D), message != NULL);
    if (message != NULL) {
        assert_string_equal(gatesim_diagnostics_at(D, 0)->message, message);
        assert_string_equal(gatesim_diagnostics_at(D, 0)->section, "station s");
    }
    gatesim_scenario_destroy(S);
}

#define UNLIKE(every, some)                                        \
    "'" every "' names no days and is of every day, unlike '" some \
    "'; write its days before it, or Mon-Sun"

static void days_that_do_not_carry_over_a_comma_are_warned_of(void **state)
{
    static const struct expected e[] = {{0, 1, false}, {8, 1, true}, {12, 1, false}, {13, 1, true}};

    (void)state;
    assert_days_warned("servers = 1\nhours = Mon-Fri 08:00-12:00, 13:00-17:00\n",
                       UNLIKE("13:00-17:00", "Mon-Fri 08:00-12:00"));
    assert_days_warned("servers = 1\nhours = 07:00-20:00, Sat 08:00-12:00\n",
                       UNLIKE("07:00-20:00", "Sat 08:00-12:00"));
    assert_days_warned("servers = 1\nhours = Mon 08:00-12:00, 13:00-17:00, Sat 08:00-09:00\n",
                       UNLIKE("13:00-17:00", "Mon 08:00-12:00"));
    assert_days_warned("servers = 1\nclosed = Mon 12:00-13:00, 18:00-19:00\n",
                       UNLIKE("18:00-19:00", "Mon 12:00-13:00"));
    assert_days_warned("servers = 2, 1 during Mon-Fri 12:00-13:00, 18:00-19:00, 2 during Sun\n",
                       UNLIKE("18:00-19:00", "Mon-Fri 12:00-13:00"));
    assert_changes(START, "servers = 1\nhours = Mon-Fri 08:00-12:00 13:00-17:00\n", e, 4, 21);
}

static void days_of_a_list_have_the_parts_at_its_end(void **state)
{
    static const struct expected e[] = {{0, 1, false},  {8, 1, true},   {10, 1, false},
                                        {56, 1, true},  {58, 1, false}, {104, 1, true},
                                        {106, 1, false}};
    static const struct expected two[] = {
        {0, 1, false},  {8, 1, true},  {9, 1, false},  {10, 1, true}, {11, 1, false}, {32, 1, true},
        {33, 1, false}, {34, 1, true}, {35, 1, false}, {60, 1, true}, {61, 1, false}};
    static const struct expected staff[] = {{0, 1, true},  {8, 3, true},   {10, 1, true},
                                            {56, 3, true}, {58, 1, true},  {72, 2, true},
                                            {96, 1, true}, {104, 3, true}, {106, 1, true}};

    (void)state;
    assert_changes(START, "servers = 1\nhours = Mon, Wed, Fri 08:00-10:00\n", e, 7, 7);
    assert_changes(START, "servers = 1\nhours = Mon,\n Wed ,Fri\t08:00-10:00\n", e, 7, 7);
    assert_changes(START,
                   "servers = 1\nhours = Mon, Tue 08:00-09:00 10:00-11:00, Wed 12:00-13:00\n", two,
                   11, 11);
    assert_changes(START, "servers = 1, 3 during Mon, Wed, Fri 08:00-10:00, 2 during Thu\n", staff,
                   9, 9);
}

static void days_of_a_list_have_its_parts_in_every_key(void **state)
{
    static const struct expected closed[] = {
        {0, 1, true}, {8, 1, false}, {10, 1, true}, {32, 1, false}, {34, 1, true}};
    struct gatesim_scenario *S;

    (void)state;
    assert_changes(START, "servers = 1\nclosed = Mon, Tue 08:00-10:00\n", closed, 5, 5);
    assert_changes(START, "servers = 1\nhours = never\nopen = Mon, Tue 08:00-10:00\n",
                   (const struct expected[]){
                       {0, 1, false}, {8, 1, true}, {10, 1, false}, {32, 1, true}, {34, 1, false}},
                   5, 5);
    S = load(LOAD_RUN LOAD_STATION LOAD_ROUTE LOAD_CLASS "surge = x 2 on Mon, Tue 08:00-10:00\n");
    assert_int_equal(S->classes[0].rate_count, 9);
    assert_int_equal(S->classes[0].rates[1].at, load_hours(8));
    assert_int_equal(S->classes[0].rates[3].at, load_hours(32));
    gatesim_scenario_destroy(S);
}

#define WHOLE(whole, parts)                                           \
    "'" whole "' names no hours and is the whole day, unlike '" parts \
    "'; write its hours behind it, or 00:00-24:00"

static void whole_days_beside_parts_of_days_are_warned_of(void **state)
{
    (void)state;
    assert_days_warned("servers = 1\nhours = Mon 08:00-10:00, Fri\n",
                       WHOLE("Fri", "Mon 08:00-10:00"));
    assert_days_warned("servers = 1\nclosed = Sun, 12:00-13:00\n", WHOLE("Sun", "12:00-13:00"));
    assert_days_warned("servers = 1\nclosed = Sun, 2025-01-07, Mon, Tue 12:00-13:00\n",
                       WHOLE("Sun", "Mon, Tue 12:00-13:00"));
    assert_days_warned("servers = 1, 2 during Mon 08:00-10:00, Tue, 3 during Fri\n",
                       WHOLE("Tue", "Mon 08:00-10:00"));
}

static void days_that_are_clear_are_not_warned_of(void **state)
{
    (void)state;
    assert_days_warned("servers = 1\nhours = Mon-Fri 08:00-12:00 13:00-17:00\n", NULL);
    assert_days_warned("servers = 1\nhours = Mon-Fri 08:00-12:00, Mon-Sun 13:00-17:00\n", NULL);
    assert_days_warned("servers = 1\nhours = 08:00-12:00, Mon-Sun 13:00-17:00\n", NULL);
    assert_days_warned("servers = 1\nclosed = Sun 00:00-24:00, Mon-Sun 12:00-13:00\n", NULL);
    assert_days_warned("servers = 1\nclosed = Sun, 2025-01-08 07:00-10:00\n", NULL);
    assert_days_warned("servers = 1\nclosed = Sat, Sun\n", NULL);
    assert_days_warned("servers = 1\nhours = Mon, Wed, Fri 08:00-10:00\n", NULL);
    assert_days_warned("servers = 1, 2 during Mon 08:00-10:00, 3 during Tue\n", NULL);
    assert_days_warned("servers = 1\nclosed = 2025-01-08 07:00-10:00, 12:00-13:00\n", NULL);
    assert_days_warned("servers = 2, 4 during Mon-Fri 08:00-17:00, 0 during 12:00-13:00\n", NULL);
}

static void a_plain_rate_is_one_piece(void **state)
{
    struct gatesim_scenario *S = load_arrivals("arrivals = poisson 38 trucks/h\n");
    const struct scn_class *C = &S->classes[0];

    (void)state;
    assert_int_equal(C->rate_count, 1);
    assert_int_equal(C->rates[0].at, 0);
    assert_near(C->rates[0].rate, 38.0 / 3600, 1e-15);
    assert_int_equal(C->from, 0);
    assert_int_equal(C->until, S->info.duration);
    gatesim_scenario_destroy(S);
}

static void a_profile_keeps_the_mean_over_a_week(void **state)
{
    struct gatesim_scenario *S = load_arrivals("arrivals = poisson 262/d\nprofile = p\n");
    const struct scn_class *C = &S->classes[0];
    double sum = 0;

    (void)state;
    for (uint32_t i = 0; i < C->rate_count; i++) {
        const gatesim_ticks end = i + 1 < C->rate_count ? C->rates[i + 1].at : S->info.duration;

        sum += C->rates[i].rate * gatesim_seconds(end - C->rates[i].at);
    }
    assert_near(sum, 262 * 14, 1e-12);
    /* Monday, the sixth hour: hourly 2 of a mean of 1.5, weekday 2 of a mean of 1 */
    assert_int_equal(C->rates[1].at, load_hours(6));
    assert_near(C->rates[1].rate, 262.0 / 86400 * (2 / 1.5) * 2, 1e-12);
    assert_int_equal(C->rates[3].at, load_hours(18));
    assert_true(C->rates[3].rate == 0);
    /* Sunday is empty from Saturday evening to Monday morning: one piece */
    assert_int_equal(C->rates[23].at, load_hours(5 * 24 + 18));
    assert_int_equal(C->rates[24].at, load_hours(7 * 24));
    assert_int_equal(C->rate_count, 48);
    gatesim_scenario_destroy(S);
}

static void surges_multiply_and_overlap(void **state)
{
    struct gatesim_scenario *S =
        load_arrivals("arrivals = poisson 60/h\nsurge = x 1.5 on 2025-01-07..2025-01-08, x 2 on "
                      "2025-01-08 06:00-12:00, 2025-01-10, x 0 on 2025-01-12\n");
    static const double e[][2] = {{0, 60},   {24, 90},  {54, 180}, {60, 90}, {72, 60},
                                  {96, 120}, {120, 60}, {144, 0},  {168, 60}};
    const struct scn_class *C = &S->classes[0];

    (void)state;
    assert_int_equal(C->rate_count, 9);
    for (uint32_t i = 0; i < 9; i++) {
        assert_int_equal(C->rates[i].at, load_hours(e[i][0]));
        assert_near(C->rates[i].rate, e[i][1] / 3600, 1e-12);
    }
    gatesim_scenario_destroy(S);
}

static void arrivals_begin_and_end(void **state)
{
    struct gatesim_scenario *S =
        load_arrivals("arrivals = poisson 60/h\nfrom = 2025-01-07 06:00\nuntil = 2025-01-08\n");
    const struct scn_class *C = &S->classes[0];

    (void)state;
    assert_int_equal(C->rate_count, 3);
    assert_true(C->rates[0].rate == 0);
    assert_int_equal(C->rates[1].at, load_hours(30));
    assert_int_equal(C->rates[2].at, load_hours(48));
    assert_true(C->rates[2].rate == 0);
    assert_int_equal(C->from, load_hours(30));
    assert_int_equal(C->until, load_hours(48));
    gatesim_scenario_destroy(S);
}

static void other_ways_to_arrive(void **state)
{
    struct gatesim_scenario *S = load_arrivals("arrivals = every 5 min\nbatch = 3 trucks\n");

    (void)state;
    assert_int_equal(S->classes[0].arrivals, SCN_ARRIVALS_RENEWAL);
    assert_true(S->classes[0].gap.kind == DIST_CONSTANT && S->classes[0].gap.a == 300);
    assert_true(S->classes[0].batched && S->classes[0].batch.a == 3);
    gatesim_scenario_destroy(S);
}

/* load_slots(rate, slot, more): a book of appointments over two weeks. */
static struct gatesim_scenario *load_slots(const char *rate, const char *slot, const char *more)
{
    char text[2000];

    snprintf(text, sizeof text,
             LOAD_RUN LOAD_CLASS "books = b\n" LOAD_STATION LOAD_ROUTE
                                 "[appointments b]\nslots = %s\nslot = %s\n%s",
             rate, slot, more);
    return load(text);
}

/* assert_rate(rate, slot, per_slot): over any number of slots from the start, less than a truck
 * more or less than the rate is offered. */
static void assert_rate(const char *rate, const char *slot, double per_slot)
{
    struct gatesim_scenario *S = load_slots(rate, slot, "");
    const struct scn_appointments *A = &S->appointments[0];
    double offered = 0;

    for (uint32_t i = 0; i < A->slot_count; i++) {
        offered += A->room[i];
        assert_true(fabs(offered - per_slot * (i + 1)) < 1);
        assert_true(fabs(A->room[i] - per_slot) < 1);
    }
    gatesim_scenario_destroy(S);
}

static void slots_offer_the_rate_whatever_their_length(void **state)
{
    (void)state;
    assert_rate("90/h", "1 min", 1.5);
    assert_rate("60/h", "1 min", 1);
    assert_rate("0.3/h", "1 h", 0.3);
    assert_rate("100/d", "15 min", 100 / 96.0);
    assert_rate("7/w", "30 min", 7 / 336.0);
    assert_rate("38/h", "10 s", 38 / 360.0);
    assert_rate("1000/s", "1 min", 60000);
}

static void slots_offer_nothing_while_the_rate_is_none(void **state)
{
    struct gatesim_scenario *S =
        load_slots("90/h, 0/h during 01:00-02:00", "1 min", "hours = 00:00-03:00\n");
    const struct scn_appointments *A = &S->appointments[0];
    uint32_t hours[24] = {0};

    (void)state;
    for (uint32_t i = 0; i < 24 * 60; i++)
        hours[i / 60] += A->room[i];
    assert_int_equal(A->room[0], 1);
    assert_int_equal(A->room[1], 2);
    assert_int_equal(hours[0], 90);
    assert_int_equal(hours[1], 0);
    assert_int_equal(hours[2], 90);
    for (uint32_t h = 3; h < 24; h++)
        assert_int_equal(hours[h], 0);
    gatesim_scenario_destroy(S);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hours_of_every_day),
        cmocka_unit_test(a_run_may_start_within_the_hours),
        cmocka_unit_test(spans_run_over_midnight_into_the_next_day_and_the_next_week),
        cmocka_unit_test(spans_that_touch_or_overlap_are_one),
        cmocka_unit_test(always_is_no_change_at_all),
        cmocka_unit_test(closures_win_over_hours_and_openings_over_closures),
        cmocka_unit_test(closures_may_come_every_week),
        cmocka_unit_test(never_opens_on_dates_only),
        cmocka_unit_test(a_calendar_and_a_stations_own_dates_add_up),
        cmocka_unit_test(of_the_shifts_the_last_wins),
        cmocka_unit_test(a_shift_may_have_several_spans),
        cmocka_unit_test(days_that_do_not_carry_over_a_comma_are_warned_of),
        cmocka_unit_test(days_of_a_list_have_the_parts_at_its_end),
        cmocka_unit_test(days_of_a_list_have_its_parts_in_every_key),
        cmocka_unit_test(whole_days_beside_parts_of_days_are_warned_of),
        cmocka_unit_test(days_that_are_clear_are_not_warned_of),
        cmocka_unit_test(a_plain_rate_is_one_piece),
        cmocka_unit_test(a_profile_keeps_the_mean_over_a_week),
        cmocka_unit_test(surges_multiply_and_overlap),
        cmocka_unit_test(arrivals_begin_and_end),
        cmocka_unit_test(other_ways_to_arrive),
        cmocka_unit_test(slots_offer_the_rate_whatever_their_length),
        cmocka_unit_test(slots_offer_nothing_while_the_rate_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
