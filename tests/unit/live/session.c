/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in a session after whatever viewers asked of it. */
#define HOUSE_FILE "live_session.tmp.ini"
#include "tests/unit/house.h"

/* Drivers look, where none is on shift, at the most servers that there will be. */
static const char choice[] =
    "[scenario]\nduration = 2 d\n[class t]\nroute = r\n"
    "arrivals = poisson 60/h\n[station a]\nservers = 2\nhours = 06:00-22:00\n"
    "service = exponential mean 5 min\n[station b]\nservers = 2\n"
    "service = exponential mean 5 min\n[route r]\nsteps = choose desk\n"
    "[route by-a]\nsteps = a\n[route by-b]\nsteps = b\n[choice desk]\n"
    "options = by-a, by-b\nsensitivity = 20/h\n";

/* change(G, settings): of the first side; it is on its way then. */
static void change(struct session *G, const char *settings)
{
    struct gatesim_diagnostics *D = NULL;

    assert_int_equal(session_change(G, 0, settings, &D), 0);
    assert_null(D);
}

static void a_jump_before_it_is_there_leaves_the_past_as_it_was(void **state)
{
    struct session *G = house_open(gate);

    (void)state;
    jump(G, 36);
    change(G, "a.servers = 3");
    assert_int_equal(G->mode, SESSION_GOING);
    jump(G, 10);
    assert_false(G->sides[0].past_differs);
    jump(G, 36);
    assert_false(G->sides[0].past_differs);
    house_close(G);
}

static void a_past_that_differs_is_told_as_long_as_it_is_seen(void **state)
{
    struct session *G = house_open(choice);

    (void)state;
    jump(G, 20);
    change(G, "a.servers = 9");
    settle(G);
    assert_true(G->sides[0].past_differs);
    jump(G, 21);
    assert_true(G->sides[0].past_differs);
    assert_int_equal(session_withdraw(G, 0), 0);
    settle(G);
    assert_false(G->sides[0].past_differs);
    house_close(G);
}

static const char *settings_of(const struct session *G, size_t i)
{
    return VECTOR_AT(&G->sides[0].changes, struct session_change, i)->settings;
}

/* Made at 20 h and 15 h, then at 5 h: taken back in the other order. */
static void what_was_changed_last_is_taken_back_first(void **state)
{
    struct session *G = house_open(gate);

    (void)state;
    for (int i = 0; i < 3; i++) {
        jump(G, (const int[]){20, 15, 5}[i]);
        change(G, (const char *const[]){"a.servers = 3", "a.servers = 4", "a.servers = 1"}[i]);
        settle(G);
    }
    assert_string_equal(settings_of(G, 0), "a.servers = 1");
    assert_int_equal(session_withdraw(G, 0), 0);
    settle(G);
    assert_int_equal(G->sides[0].changes.count, 2);
    assert_string_equal(settings_of(G, 0), "a.servers = 4");
    assert_int_equal(session_withdraw(G, 0), 0);
    settle(G);
    assert_int_equal(G->sides[0].changes.count, 1);
    assert_string_equal(settings_of(G, 0), "a.servers = 3");
    house_close(G);
}

/* The gate, with another one beside it whose trucks come every so many minutes. */
static struct session *beside(const char *text, int minutes)
{
    struct session *G = house_open(text);
    struct gatesim_diagnostics *D = NULL;
    char setting[60];
    const char *settings[] = {setting};

    snprintf(setting, sizeof setting, "class t.arrivals=every %d min", minutes);
    assert_int_equal(session_add(G, HOUSE_FILE, settings, 1, "beside", NULL, &D), 0);
    assert_int_equal(session_begin(G), 0);
    return G;
}

static void it_starts_with_the_first_truck_of_either_side(void **state)
{
    static const char late[] = "[scenario]\nduration = 2 d\n[class t]\nroute = r\n"
                               "arrivals = every 300 min\n[station a]\nservers = 2\n"
                               "hours = 04:00-20:00\nservice = 5 min\n[route r]\nsteps = a\n";
    struct session *G = house_open(late);

    (void)state;
    assert_int_equal(session_skip(G), 0);
    assert_true(G->first == 5 * HOUR && session_clock(G) == 5 * HOUR);
    assert_int_equal(G->run, 1);
    house_close(G);
    for (int minutes = 120; minutes <= 480; minutes += 180) { /* before, with and after it */
        const gatesim_ticks first = (minutes < 300 ? minutes : 300) * (HOUR / 60);

        G = beside(late, minutes);
        assert_int_equal(session_skip(G), 0);
        assert_true(G->first == first);
        for (int i = 0; i < 2; i++)
            assert_true(gatesim_now(G->sides[i].sim) == first);
        house_close(G);
    }
}

static void without_trucks_it_starts_at_the_start(void **state)
{
    struct session *G = house_open("[scenario]\nduration = 2 d\n[class t]\nroute = r\n"
                                   "arrivals = every 9 d\n[station a]\nservers = 2\n"
                                   "service = 5 min\n[route r]\nsteps = a\n");

    (void)state;
    assert_int_equal(session_skip(G), 0);
    assert_true(G->first == 0 && session_clock(G) == 0);
    house_close(G);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_jump_before_it_is_there_leaves_the_past_as_it_was),
        cmocka_unit_test(a_past_that_differs_is_told_as_long_as_it_is_seen),
        cmocka_unit_test(what_was_changed_last_is_taken_back_first),
        cmocka_unit_test(it_starts_with_the_first_truck_of_either_side),
        cmocka_unit_test(without_trucks_it_starts_at_the_start),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
