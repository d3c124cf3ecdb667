/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reference is true: every example of a key, and every default, is read by the reader that
 * it explains. */
#include "tests/unit/scenario_load.h"

/* What examples refer to. */
#define AROUND                                                                                \
    "[station yard]\nservers = 1\nservice = 1 min\n[station control]\nservers = 1\n"          \
    "service = 1 min\n[station customs]\nservers = 1\nservice = 1 min\n"                      \
    "[station barrier]\nservers = 1\nservice = 1 min\n[station plant-quarantine]\n"           \
    "servers = 1\nservice = 1 min\n[route export-fresh]\nsteps =\n    control\n    yard\n"    \
    "[class other]\nroute = export-fresh\narrivals = poisson 1/h\ncargo = fresh\ndue = 1 d\n" \
    "[class empties]\nroute = export-fresh\narrivals = poisson 1/h\n"                         \
    "[attribute channel]\nshares = green 60 %%, yellow 25 %%, red 15 %%\n"                    \
    "[attribute contraband]\nshares = yes 2 %%, no 98 %%\n[appointments terminal]\n"          \
    "slots = 40/h\n[route by-the-bridge]\nsteps = yard\n"                                     \
    "[profile weekdays]\n[calendar customs-week]\n[pool customs-officers]\npeople = 2\n"      \
    "[pool plant-officers]\npeople = 1\n"                                                     \
    "[service registry]\nlatency = 1 s\n[service e-customs]\nlatency = 1 s\n"

/* section_start(section): the section that an example goes into, with what it needs beside. */
static const char *section_start(const struct gatesim_key *key)
{
    static const char *const starts[][2] = {
        {"scenario", "[scenario]\n"},   {"results", "[results]\n"},
        {"class", "[class c]\n"},       {"attribute", "[attribute a]\n"},
        {"profile", "[profile p]\n"},   {"calendar", "[calendar c]\n"},
        {"station", "[station s]\n"},   {"route", "[route r]\n"},
        {"lever", "[lever l]\n"},       {"risk", "[risk k]\n"},
        {"choice", "[choice o]\n"},     {"appointments", "[appointments a]\n"},
        {"pool", "[pool p]\n"},         {"cargo", "[cargo c]\n"},
        {"costs", "[costs]\n"},         {"service", "[service v]\n"},
        {"incident", "[incident i]\n"}, {"change", "[change d]\n"},
        {"promise", "[promise m]\n"},
    };

    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        if (strcmp(starts[i][0], key->section) == 0)
            return starts[i][1];
    fail_msg("no section [%s]", key->section);
    return NULL;
}

/* instead(key, other): whether a section gives one of both only. */
static bool instead(const char *key, const char *other)
{
    static const char *const pairs[][2] = {
        {"true-positive", "auc"},  {"true-positive", "red"}, {"false-positive", "auc"},
        {"false-positive", "red"}, {"red-above", "red"},     {"shares", "sensitivity"},
        {"rule", "sensitivity"},
    };

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (strcmp(pairs[i][0], key) == 0 && strcmp(pairs[i][1], other) == 0)
            return true;
    return false;
}

/* beside(key): the keys that the example's section must have, but for the key itself, and those
 * that go with the key. */
static void beside(const struct gatesim_key *key, char *text, size_t size)
{
    static const char *const needs[][3] = {
        {"scenario", "duration", "duration = 300 d\n"},
        {"class", "route", "route = export-fresh\n"},
        {"class", "arrivals", "arrivals = poisson 1/h\n"},
        {"attribute", "shares", "shares = green 100 %\n"},
        {"station", "servers", "servers = 1\n"},
        {"station", "service", "service = 1 min\n"},
        {"station", "discipline", "discipline = priority\n"},
        {"pool", "people", "people = 1\n"},
        {"service", "latency", "latency = 1 s\n"},
        {"incident", "stations", "stations = yard\n"},
        {"incident", "effect", "effect = down\n"},
        {"route", "steps", "steps = yard\n"},
        {"change", "at", "at = 2025-01-08\n"},
        {"change", "set", "set = customs.servers = 4\n"},
        {"lever", "adoption", "adoption = 40 %\n"},
        {"promise", "wait", "wait = 1 h\n"},
        {"risk", "truth", "truth = contraband\n"},
        {"risk", "bad", "bad = yes\n"},
        {"risk", "auc", "auc = 0.8\n"},
        {"risk", "red", "red = 10 %\n"},
        {"appointments", "slots", "slots = 40/h\n"},
        {"choice", "options", "options = export-fresh, by-the-bridge\n"},
        {"choice", "sensitivity", "sensitivity = 1/h\n"},
        {"class", "books", "books = terminal\n"},
        {"class", "returns-as", "returns-as = empties\n"},
    };
    static const char *const partners[][2] = {
        {"age", "shelf-life = 20 d\n"},
        {"fails-after", "repair = 1 h\n"},
        {"repair", "fails-after = 1 d\n"},
        {"fails-by", "fails-after = 1 d\nrepair = 1 h\n"},
        {"fails", "fails-after = 1 d\nrepair = 1 h\n"},
        {"extra", "extra-when = queue above 20\n"},
        {"extra-when", "extra = 1\n"},
        {"extra-until", "extra = 1\nextra-when = queue above 20\n"},
        {"extra-delay", "extra = 1\nextra-when = queue above 20\n"},
        {"extra-for", "extra = 1\nextra-when = queue above 20\n"},
        {"on-outage", "look-up = registry\npaper-service = 9 min\n"},
        {"paper-service", "look-up = registry\non-outage = paper\n"},
        {"stations", "on = 2025-03-01\n"},
        {"services", "on = 2025-03-01\n"},
        {"effect", "on = 2025-03-01\n"},
        {"every", "lasts = 1 h\n"},
        {"lasts", "every = 1 d\n"},
    };

    text[0] = '\0';
    for (size_t i = 0; i < sizeof needs / sizeof needs[0]; i++)
        if (strcmp(needs[i][0], key->section) == 0 && strcmp(needs[i][1], key->key) != 0 &&
            !instead(key->key, needs[i][1]))
            snprintf(text + strlen(text), size - strlen(text), "%s", needs[i][2]);
    for (size_t i = 0; i < sizeof partners / sizeof partners[0]; i++)
        if (strcmp(partners[i][0], key->key) == 0)
            snprintf(text + strlen(text), size - strlen(text), "%s", partners[i][1]);
}

static void every_example_of_a_key_is_read(void **state)
{
    size_t count;
    const struct gatesim_key *keys = gatesim_keys(&count);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        char text[3000], needs[300];

        if (strcmp(keys[i].key, "extends") == 0)
            continue;
        beside(&keys[i], needs, sizeof needs);
        snprintf(text, sizeof text, "%s%s%s%s\n" AROUND,
                 strcmp(keys[i].section, "scenario") == 0 ? "" : "[scenario]\nduration = 300 d\n",
                 section_start(&keys[i]), needs, keys[i].example);
        gatesim_scenario_destroy(load(text));
    }
}

static void every_key_is_explained(void **state)
{
    size_t count, sections;
    const struct gatesim_key *keys = gatesim_keys(&count);
    const struct gatesim_topic *topics = gatesim_sections(&sections);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        size_t section = 0;

        while (section < sections && strcmp(topics[section].name, keys[i].section) != 0)
            section++;
        assert_true(section < sections);
        assert_true(strlen(keys[i].type) > 0 && strlen(keys[i].meaning) > 10);
        assert_memory_equal(keys[i].example, keys[i].key, strlen(keys[i].key));
        for (size_t k = 0; k < i; k++)
            assert_true(strcmp(keys[k].section, keys[i].section) != 0 ||
                        strcmp(keys[k].key, keys[i].key) != 0);
    }
}

static void distributions_and_steps_are_explained(void **state)
{
    size_t count;
    const struct gatesim_topic *topics = gatesim_distributions(&count);

    (void)state;
    assert_int_equal(count, DIST_KINDS);
    for (size_t i = 0; i < count; i++)
        assert_memory_equal(topics[i].form, topics[i].name, strlen(topics[i].name));
    topics = gatesim_route_steps(&count);
    assert_int_equal(count, 16);
    for (size_t i = 0; i < count; i++)
        assert_true(strlen(topics[i].form) > 0 && strlen(topics[i].meaning) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_example_of_a_key_is_read),
        cmocka_unit_test(every_key_is_explained),
        cmocka_unit_test(distributions_and_steps_are_explained),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
