/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A circle of trucks is found when it cannot be undone, and only then. */
#include "tests/theory/sections.h"
#include "tests/theory/waits.h"

#define DAY "[scenario]\nduration = 1 d\n[results]\nlog = trucks\n"
#define PLACE(name, keys) "[station " name "]\nservers = 1\nwaiting = 0\nservice = 5 min\n" keys

/* check_stuck(text, minute, count, words): the run ends in a deadlock at that minute, and what it
 * says are these words about so many trucks, in some order. */
static void check_stuck(const char *text, int minute, size_t count, const char *const *words)
{
    const struct world W = world_begin(text, NULL);
    size_t i, said = 0;

    assert_string_equal(gatesim_trouble(W.G), "");
    assert_int_equal(world_finish(W.G), GATESIM_EDEADLOCK);
    assert_true(gatesim_now(W.G) == minute * MIN);
    for (i = 0; i < count; i++)
        if (strstr(gatesim_trouble(W.G), words[i]) == NULL)
            fail_msg("\"%s\" is not in \"%s\"", words[i], gatesim_trouble(W.G));
    for (const char *at = gatesim_trouble(W.G); (at = strstr(at, " is held at ")) != NULL; at++)
        said++;
    assert_int_equal(said, count);
    world_end(&W);
}

/* Trucks come at minute 10 to both and want, 5 min later, what the other one holds. */
static void test_two_that_hold_what_the_other_wants(void **state)
{
    (void)state;
    check_stuck(DAY "[class one]\nroute = ab\narrivals = every 10 min\n"
                    "[class two]\nroute = ba\narrivals = every 10 min\n" PLACE("a", "")
                        PLACE("b", "") ROUTE("ab", "  a\n  b\n") ROUTE("ba", "  b\n  a\n"),
                15, 2,
                (const char *const[]){"truck one 0 is held at a until b has room",
                                      "truck two 0 is held at b until a has room"});
}

/* Three, each of which stands where the one before it wants to go; a fourth that waits for one
 * of them is not in the circle and not named. */
static void test_a_circle_of_three(void **state)
{
    (void)state;
    check_stuck(DAY "[class one]\nroute = ab\nbacklog = 1 trucks at a\n"
                    "[class two]\nroute = bc\nbacklog = 1 trucks at b\n"
                    "[class three]\nroute = ca\nbacklog = 1 trucks at c\n"
                    "[class four]\nroute = da\nbacklog = 1 trucks at d\n" PLACE("a", "")
                        PLACE("b", "") PLACE("c", "service if class is three = 7 min\n")
                            PLACE("d", "") ROUTE("ab", "  a\n  b\n") ROUTE("bc", "  b\n  c\n")
                                ROUTE("ca", "  c\n  a\n") ROUTE("da", "  d\n  a\n"),
                7, 3,
                (const char *const[]){"truck one 0 is held at a until b has room",
                                      "truck two 0 is held at b until c has room",
                                      "truck three 0 is held at c until a has room"});
}

/* Twelve stations in a ring, each with a truck that wants to the next one: all are told of. */
static void test_a_circle_of_twelve(void **state)
{
    enum { STATIONS = 12 };
    char text[STATIONS * 200] = DAY, told[STATIONS][80];
    const char *words[STATIONS];
    size_t n = strlen(text);

    (void)state;
    for (int i = 0; i < STATIONS; i++) {
        const int next = (i + 1) % STATIONS;

        n += (size_t)snprintf(text + n, sizeof text - n,
                              "[class c%d]\nroute = r%d\nbacklog = 1 trucks at s%d\n" PLACE(
                                  "s%d", "") ROUTE("r%d", "  s%d\n  s%d\n"),
                              i, i, i, i, i, i, next);
        snprintf(told[i], sizeof told[i], "truck c%d 0 is held at s%d until s%d has room", i, i,
                 next);
        words[i] = told[i];
    }
    check_stuck(text, 5, STATIONS, words);
}

/* Two stations whose names, of 167 letters, leave no room for the last words: a sentence has 41
 * letters more than two names, so that two are 750 long, and 768 is all that there is. */
static void test_a_circle_of_long_names_is_cut_short(void **state)
{
    char text[4000], a[168], b[168];

    (void)state;
    memset(a, 'a', 167);
    memset(b, 'b', 167);
    a[167] = b[167] = '\0';
    snprintf(text, sizeof text,
             DAY "[class one]\nroute = ab\nbacklog = 1 trucks at %s\n"
                 "[class two]\nroute = ba\nbacklog = 1 trucks at %s\n" PLACE("%s", "")
                     PLACE("%s", "") ROUTE("ab", "  %s\n  %s\n") ROUTE("ba", "  %s\n  %s\n"),
             a, b, a, b, a, b, b, a);
    check_cut_short(text, 767, " has room; every place of");
}

/* A chain that is full from end to end, behind a slow last station: the first truck crosses at
 * minute 1 + 1 + 1 + 5 = 8, and then one every 5 min: at 13, 18, ..., 118 of the 120. */
static void test_a_full_chain_moves(void **state)
{
    const struct world W = world_run(
        "[scenario]\nduration = 2 h\n[class truck]\nroute = r\narrivals = every 1 min\n"
        "[station a]\nservers = 1\nwaiting = 0\nservice = 1 min\n"
        "[station b]\nservers = 1\nwaiting = 0\nservice = 1 min\n"
        "[station c]\nservers = 1\nwaiting = 0\nservice = 5 min\n" ROUTE("r", "  a\n  b\n  c\n"),
        NULL);

    (void)state;
    assert_true(world_get(&W, "summary", "trucks_crossed", 0) == 23);
    world_end(&W);
}

/* one stands at a and goes on to b, two stands at b and goes on to a. three, at b, goes nowhere. */
#define ONE_AND_TWO                 \
    STANDING("one", "ab", "1", "a") \
    STANDING("two", "ba", "1", "b") ROUTE("ab", "  a\n  b\n") ROUTE("ba", "  b\n  a\n")
#define THREE ROUTE("b", "  b\n") STANDING("three", "b", "1", "b")
#define TWO_PLACES(servers, keys) \
    PLACE("a", "") "[station b]\nservers = " servers "\nservice = 5 min\n" keys

/* b has two servers. At minute 5 one wants b and two wants a: both are held, and everything is
 * full. But three, who takes 30 min, will leave: then one has its server, and two has a. Each was
 * held for 25 min. */
static void test_a_circle_that_a_third_truck_undoes(void **state)
{
    (void)state;
    check_waits(
        DAY ONE_AND_TWO THREE TWO_PLACES("2", "waiting = 0\nservice if class is three = 30 min\n"),
        3, (const int[]){0, 25, 25});
}

/* one and two hold what the other wants from minute 5 on, until b gets a second server at
 * minute 60. */
static void test_a_circle_that_a_later_shift_undoes(void **state)
{
    (void)state;
    check_waits(DAY ONE_AND_TWO TWO_PLACES("1, 2 during 01:00-02:00", "waiting = 0\n"), 2,
                (const int[]){55, 55});
}

/* The same, but the second server goes at minute 2 and comes again at midnight: also in a run that
 * ends before. */
#define UNTIL_TOMORROW ONE_AND_TWO TWO_PLACES("1, 2 during 00:00-00:02", "waiting = 0\n")

static void test_a_circle_that_the_same_shift_undoes_tomorrow(void **state)
{
    const struct world W = world_run("[scenario]\nduration = 10 h\n" UNTIL_TOMORROW, NULL);

    (void)state;
    world_end(&W);
    check_waits("[scenario]\nduration = 25 h\n[results]\nlog = trucks\n" UNTIL_TOMORROW, 2,
                (const int[]){1435, 1435});
}

/* The same, but b gets a place to wait then: one moves into it, two to a. */
static void test_a_circle_that_a_later_place_undoes(void **state)
{
    (void)state;
    check_waits(DAY ONE_AND_TWO PLACE("a", "")
                    PLACE("b", "") "[change c]\nat = 2025-01-06 01:00\nset = b.waiting = 1\n",
                2, (const int[]){55, 55});
}

/* The same, but what ends it is the patience of the truck in the only place of b's line, at
 * minute 20: one moves into the place, two to a, and b's server to one. */
static void test_a_circle_that_lost_patience_undoes(void **state)
{
    (void)state;
    check_waits(DAY ONE_AND_TWO THREE "patience = 20 min\n" TWO_PLACES("1", "waiting = 1\n"), 3,
                (const int[]){-21, 15, 15});
}

/* With a truck in b's line, which nothing makes leave, they are stuck; with the patience of those
 * that stand at b, as above. */
static void test_a_circle_with_a_line(void **state)
{
    (void)state;
    check_stuck(DAY ONE_AND_TWO THREE TWO_PLACES("1", "waiting = 1\n"), 5, 2,
                (const char *const[]){"truck one 0 is held at a until b has room",
                                      "truck two 0 is held at b until a has room"});
    check_waits(DAY ONE_AND_TWO THREE TWO_PLACES("1", "waiting = 1\npatience = 20 min\n"), 3,
                (const int[]){-21, 15, 15});
}

/* three, who sets off to b at minute 1, has b's only place to wait from then on, and is there at
 * minute 21: it does not change anything when it comes. If it loses patience 20 min later, it does:
 * one moves into its place. */
#define ON_ITS_WAY(patience)                                                    \
    DAY ONE_AND_TWO STANDING("three", "cb", "1", "c") ROUTE("cb", "  c\n  b\n") \
        STATION("c", "1", "1 min") "travel = 20 min\n" TWO_PLACES("1", "waiting = 1\n" patience)

static void test_a_circle_with_a_truck_on_its_way(void **state)
{
    (void)state;
    check_stuck(ON_ITS_WAY(""), 5, 2,
                (const char *const[]){"truck one 0 is held at a until b has room",
                                      "truck two 0 is held at b until a has room"});
    check_waits(ON_ITS_WAY("patience = 20 min\n"), 3, (const int[]){-21, 36, 36});
}

/* At minute 20, three's patience with b's line ends, and then two goes on alone, who stood at b for
 * a group: one has the place that three has left, although it is not in it yet. */
static void test_a_place_that_is_left_at_the_same_instant(void **state)
{
    (void)state;
    check_waits(DAY STANDING("one", "ab", "1", "a") STANDING("two", "ba", "1", "b")
                    ROUTE("ab", "  a\n  b\n") ROUTE("ba", "  b\n  gather 2 at most 15 min\n  a\n")
                        THREE TWO_PLACES("1", "waiting = 1\npatience = 20 min\n"),
                3, (const int[]){-21, 0, 15});
}

/* The patience of those that would stand at b, where nobody does, ends nothing. */
static void test_a_circle_without_a_line_to_lose_patience(void **state)
{
    (void)state;
    check_stuck(DAY ONE_AND_TWO TWO_PLACES("1", "waiting = 0\npatience = 20 min\n"), 5, 2,
                (const char *const[]){"truck one 0 is held at a until b has room",
                                      "truck two 0 is held at b until a has room"});
}

/* b never opens: one waits for it at a, but nobody waits for one. */
static void test_a_place_that_never_opens_makes_no_circle(void **state)
{
    const struct world W = world_run(DAY CLASS("one", "ab", "every 1 h") ROUTE("ab", "  a\n  b\n")
                                         PLACE("a", "") PLACE("b", "closed = 00:00-24:00\n"),
                                     NULL);

    (void)state;
    assert_true(world_get(&W, "summary", "trucks_crossed", 0) == 0);
    world_end(&W);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_that_hold_what_the_other_wants),
        cmocka_unit_test(test_a_circle_of_three),
        cmocka_unit_test(test_a_circle_of_twelve),
        cmocka_unit_test(test_a_circle_of_long_names_is_cut_short),
        cmocka_unit_test(test_a_full_chain_moves),
        cmocka_unit_test(test_a_circle_that_a_third_truck_undoes),
        cmocka_unit_test(test_a_circle_that_a_later_shift_undoes),
        cmocka_unit_test(test_a_circle_that_the_same_shift_undoes_tomorrow),
        cmocka_unit_test(test_a_circle_that_a_later_place_undoes),
        cmocka_unit_test(test_a_circle_that_lost_patience_undoes),
        cmocka_unit_test(test_a_circle_with_a_line),
        cmocka_unit_test(test_a_circle_with_a_truck_on_its_way),
        cmocka_unit_test(test_a_place_that_is_left_at_the_same_instant),
        cmocka_unit_test(test_a_circle_without_a_line_to_lose_patience),
        cmocka_unit_test(test_a_place_that_never_opens_makes_no_circle),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
