/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a [change] does in mid-run, worked out by hand. Trucks come every 10 min from minute 10 to
 * minute 90, and the change at minute 60, just before the truck of that instant. */
#include "tests/theory/world.h"

#define TRUCKS                                                                        \
    "[scenario]\nduration = 5 h\n[class truck]\nroute = r\narrivals = every 10 min\n" \
    "until = 2025-01-06 01:35\n"
#define CHANGE "[change c]\nat = 2025-01-06 01:00\nset =\n"

struct expected {
    const char *group, *name;
    size_t i;
    double value;
};

/* check(text, expected): the values of columns, up to a row without a name. */
static void check(const char *text, const struct expected *expected)
{
    const struct world W = world_run(text, NULL);

    for (const struct expected *e = expected; e->name != NULL; e++) {
        const double found = world_get(&W, e->group, e->name, e->i);

        if (found != e->value)
            fail_msg("%s/%s %zu is %g, not %g", e->group, e->name, e->i, found, e->value);
    }
    world_end(&W);
}

#define BOOTH "[station booth]\nservers = 1\nservice = 1 h\nwhen-full = turn-back\n"
#define ONLY_BOOTH "[route r]\nsteps = booth\n"

/* One place: 10 is served to 70, 20 waits, 30 to 50 turn back. From 60 on there are two: 60 waits,
 * and 70 as 20 is called; 80 and 90 turn back. Those who stay leave at 70, 130, 190 and 250. */
static void test_more_places(void **state)
{
    (void)state;
    check(TRUCKS BOOTH "waiting = 1\n" ONLY_BOOTH CHANGE "  booth.waiting = 2\n",
          (const struct expected[]){{"summary", "trucks_balked", 0, 5},
                                    {"summary", "trucks_crossed", 0, 4},
                                    {"station", "queue_max", 0, 2},
                                    {NULL, NULL, 0, 0}});
}

/* Two places: 20 and 30 wait and stay where they are when there is none any more; who comes from
 * 40 on turns back: at 70 the booth is for 20, at 80 and 90 30 still stands there. */
static void test_fewer_places_send_nobody_away(void **state)
{
    (void)state;
    check(TRUCKS BOOTH "waiting = 2\n" ONLY_BOOTH CHANGE "  booth.waiting = 0\n",
          (const struct expected[]){{"summary", "trucks_balked", 0, 6},
                                    {"summary", "trucks_crossed", 0, 3},
                                    {"station", "queue_max", 0, 2},
                                    {NULL, NULL, 0, 0}});
}

#define TWO                                               \
    "[station one]\nservers = unlimited\nservice = 1 s\n" \
    "[station two]\nservers = unlimited\nservice = 1 s\n"
#define FIVE_AND_FOUR                                             \
    (const struct expected[])                                     \
    {                                                             \
        {"station", "served", 0, 5}, {"station", "served", 1, 4}, \
        {                                                         \
            NULL, NULL, 0, 0                                      \
        }                                                         \
    }

/* All take one, then all take two: by fixed shares, by another rule, and by a toll. */
static void test_a_choice(void **state)
{
    const char *const where = TRUCKS TWO "[route r]\nsteps = choose where\n[route a]\nsteps = one\n"
                                         "[route b]\nsteps = two\n[choice where]\noptions = a, b\n";
    const char *const keys[][2] = {
        {"rule = shares\nshares = a 100 %, b 0 %\n", "  where.shares = a 0 %, b 100 %\n"},
        {"rule = shares\nshares = a 100 %, b 0 %\nbias = a 1 h\n",
         "  where.rule = fastest\n  where.shares = none\n"},
        {"rule = fastest\nbias = b 1 min\n", "  where.bias = a 1 min\n"},
    };
    char text[2000];

    (void)state;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        snprintf(text, sizeof text, "%s%s" CHANGE "%s", where, keys[i][0], keys[i][1]);
        check(text, FIVE_AND_FOUR);
    }
}

/* A place where nothing is done any more: 10 to 50 are served at once, the other four stay. */
static void test_an_end(void **state)
{
    const char *const settings[] = {"  one.servers = 0\n", "  one.speed = 0\n",
                                    "  officers.people = 1\n"};
    char text[2000];

    (void)state;
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        snprintf(text, sizeof text,
                 TRUCKS "[station one]\nservers = 3\nservice = 1 s\nneeds = officers 2\n"
                        "[pool officers]\npeople = 2\n[route r]\nsteps = one\n" CHANGE "%s",
                 settings[i]);
        check(text, (const struct expected[]){{"summary", "trucks_crossed", 0, 5},
                                              {"summary", "trucks_in_system", 0, 4},
                                              {NULL, NULL, 0, 0}});
    }
}

/* No truck is red, then every one is. */
static void test_a_risk(void **state)
{
    (void)state;
    check(TRUCKS TWO "[lever contraband]\nadoption = 50 %\n[risk channel]\n"
                     "truth = contraband\nbad = yes\nauc = 0.8\nred = 0 %\n[route r]\nsteps =\n"
                     "  either two if channel is red or one otherwise\n" CHANGE
                     "  channel.red = 100 %\n",
          FIVE_AND_FOUR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_more_places), cmocka_unit_test(test_fewer_places_send_nobody_away),
        cmocka_unit_test(test_a_choice),    cmocka_unit_test(test_an_end),
        cmocka_unit_test(test_a_risk),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
