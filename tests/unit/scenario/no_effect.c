/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys that nothing asks for: each is told, where it is given, and no other. */
#include "tests/unit/scenario_load.h"

/* assert_note(text, section, key): text has one note, on that key; key NULL: it has none. */
static void assert_note(const char *text, const char *section, const char *key)
{
    struct gatesim_scenario *S = load(text);
    const struct gatesim_diagnostics *D = gatesim_scenario_notes(S);
    const size_t count = gatesim_diagnostics_count(D);

    if (count != (key != NULL))
        fail_msg("%s has %u notes; the first: %s", text, (unsigned)count,
                 count > 0 ? gatesim_diagnostics_at(D, 0)->message : "none");
    if (key != NULL) {
        assert_string_equal(gatesim_diagnostics_at(D, 0)->section, section);
        assert_string_equal(gatesim_diagnostics_at(D, 0)->key, key);
        assert_non_null(strstr(gatesim_diagnostics_at(D, 0)->message, "this has no effect: "));
    }
    gatesim_scenario_destroy(S);
}

/* with(run, class, station, rest): a scenario with these keys and sections more. */
static const char *with(const char *run, const char *class, const char *station, const char *rest)
{
    static char text[2000];

    snprintf(text, sizeof text, "%s%s%s%s%s%s%s%s", LOAD_RUN, run, LOAD_CLASS, class, LOAD_STATION,
             station, rest, LOAD_ROUTE);
    return text;
}

static void order_in_line(void **state)
{
    (void)state;
    assert_note(with("", "priority = 5\n", "", ""), "class a", "priority");
    assert_note(with("", "priority = 5\n", "discipline = priority\n", ""), NULL, NULL);
    assert_note(with("", "priority = 0\n", "", ""), NULL, NULL);
    assert_note(with("", "due = 2 h\n", "", ""), "class a", "due");
    assert_note(with("", "due if class is a = 2 h\n", "", ""), "class a", "due if class is a");
    assert_note(with("", "due = 2 h\n", "discipline = earliest-deadline\n", ""), NULL, NULL);
}

static void claims_on_people(void **state)
{
    static const char first[] = "[pool p]\npeople = 2\n";
    static const char ranked[] = "[pool p]\npeople = 2\nserve = priority\n";

    (void)state;
    assert_note(with("", "", "needs = p\npool-priority = 2\n", first), "station s",
                "pool-priority");
    assert_note(with("", "", "needs = p\npool-priority = 2\n", ranked), NULL, NULL);
    assert_note(LOAD_RUN LOAD_CLASS "priority = 3\n" LOAD_STATION
                                    "[pool p]\npeople = 2\nserve = priority\n[route r]\nsteps =\n"
                                    "    take p 1\n    s\n    release p\n",
                NULL, NULL);
    assert_note(LOAD_RUN LOAD_CLASS "priority = 3\n" LOAD_STATION
                                    "[pool p]\npeople = 2\n[route r]\nsteps =\n"
                                    "    take p 1\n    s\n    release p\n",
                "class a", "priority");
}

static void what_becomes_of_work_and_lines(void **state)
{
    (void)state;
    assert_note(with("", "", "when-full = turn-back\n", ""), "station s", "when-full");
    assert_note(with("", "", "when-full = turn-back\nwaiting = 3\n", ""), NULL, NULL);
    assert_note(with("", "", "at-closing = leave\n", ""), "station s", "at-closing");
    assert_note(with("", "", "at-closing = leave\nhours = 08:00-20:00\n", ""), NULL, NULL);
    assert_note(with("", "", "at-closing = leave\n",
                     "[incident i]\nstations = s\neffect = closed\non = 2025-01-07\n"),
                NULL, NULL);
    assert_note(
        with("", "", "at-closing = leave\n", "[change c]\nat = 2025-01-07\nset = s.closed = Sun\n"),
        NULL, NULL);
    assert_note(with("", "", "off-shift = leave\n", ""), "station s", "off-shift");
    assert_note(with("", "", "clock = +1 h\n", ""), "station s", "clock");
    assert_note(with("", "", "clock = +1 h\nclosed = Sun\n", ""), NULL, NULL);
    assert_note(with("", "on-patience = r\n", "", ""), "class a", "on-patience");
    assert_note(with("", "on-patience = r\n", "patience = 1 h\n", ""), NULL, NULL);
}

static void the_run_and_its_costs(void **state)
{
    (void)state;
    assert_note(with("precision-of = wait_p95\n", "", "", ""), "scenario", "precision-of");
    assert_note(with("precision = 5 %\nprecision-of = wait_p95\n", "", "", ""), NULL, NULL);
    assert_note(with("replications-max = 50\n", "", "", ""), "scenario", "replications-max");
    assert_note(with("", "cargo = fruit\n", "", "[cargo fruit]\nhome-price = 20 %\n"),
                "cargo fruit", "home-price");
    assert_note(with("", "", "", "[costs]\nco2 = 3 kg/l\n"), "costs", "co2");
    assert_note(with("", "", "", "[costs]\nreefer = 3 USD/h\n"), "costs", "reefer");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_in_line),
        cmocka_unit_test(claims_on_people),
        cmocka_unit_test(what_becomes_of_work_and_lines),
        cmocka_unit_test(the_run_and_its_costs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
