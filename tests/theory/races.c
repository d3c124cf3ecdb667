/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two things at one instant: which comes first, by hand. The order of an instant is that of the
 * phases of sim/gate/world/event.h; where a truck could lose or gain by it, the truck gains what it
 * has earned (a service that is done is done), and nobody gets what another has taken. */
#include "tests/theory/stays.h"
#include "tests/theory/waits.h"

#define RUN "[scenario]\nduration = 2 d\n[results]\nlog = trucks\n[route r]\nsteps =\n  booth\n"
#define TRUCKS(keys) "[class truck]\nroute = r\n" keys "\n"
#define STATION(name, keys) "[station " name "]\n" keys "\n"

/* A truck every 10 min, 20 min of work, patience of 10 min. The truck of 20 loses it at 30, as
 * the booth has done with the first and calls: it is gone, the one that just came is called. */
static void patience_ends_while_a_booth_calls(void **state)
{
    (void)state;
    check_waits(GATE("00:00", "10 min", "servers = 1\nservice = 20 min\npatience = 10 min"), 6,
                (const int[]){0, -11, 0, -11, 0, -11});
}

/* One call an hour. The truck of 20 has patience until 60, when the quota begins anew: it is gone,
 * and the call is for the truck of 40. That of 60 loses patience at 100, that of 80 at 120. */
static void patience_ends_as_a_quota_begins_anew(void **state)
{
    (void)state;
    check_stays(
        "[scenario]\nduration = 2 h\n[results]\nlog = trucks\n[route r]\nsteps =\n  booth\n"
        "[class early]\nroute = r\narrivals = every 10 min\nuntil = 2025-01-06 00:15\n"
        "[class truck]\nroute = r\narrivals = every 20 min\npatience = 40 min\n"
        "until = 2025-01-06 01:30\n" STATION("booth", "servers = 9\nservice = 1 min\nquota = 1/h"),
        (struct stays[]){STAYS(0, METERED, 0), STAYS(1, METERED, 40, 20, 40, 40), {0}});
}

/* a opens for the first hour, b holds one truck for 45 min. The truck of 20 leaves a at 40 and b
 * at 85. The truck of 40 is done at 60 as a closes, and blocked until 85: closing does not
 * take its place away. The truck of 60 finds a closed until the next midnight. */
static void gate_closes_while_a_truck_is_blocked(void **state)
{
    (void)state;
    check_stays(
        "[scenario]\nduration = 2 d\n[results]\nlog = trucks\n"
        "[route r]\nsteps =\n  a\n  b\n" TRUCKS("arrivals = every 20 min\nuntil = 2025-01-06 01:10")
            STATION("a", "servers = 1\nservice = 20 min\nhours = 00:00-01:00\n"
                         "at-closing = leave")
                STATION("b", "servers = 1\nservice = 45 min\nwaiting = 0"),
        (struct stays[]){STAYS(0, BLOCKED, 0, 25, 0),
                         STAYS(0, CLOSED, 0, 0, 1380),
                         STAYS(0, QUEUEING, 0, 0, 0),
                         {0}});
}

/* Trucks at 100 and 140. The booth breaks down at 60 and, after 20 min of repair and 60 more, at
 * 140: the service that ends then has ended. The truck of 140 waits 20 min for the repair. */
static void breakdown_at_the_moment_of_completion(void **state)
{
    (void)state;
    check_stays("[scenario]\nduration = 210 min\n[results]\nlog = trucks\n"
                "[route r]\nsteps =\n  booth\n" TRUCKS(
                    "from = 2025-01-06 01:00\narrivals = every 40 min\nuntil = 2025-01-06 02:30")
                    STATION("booth", "servers = 1\nfails-after = 60 min\nrepair = 20 min\n"
                                     "service = 40 min\non-failure = restart"),
                (struct stays[]){STAYS(0, DOWN, 0, 20), STAYS(0, SERVICE, 40, 40), {0}});
}

/* Patience of 10 min of the truck of 70 ends as the repair does: it is gone, at 80. The one of 80
 * is called then. */
static void patience_ends_at_the_moment_of_repair(void **state)
{
    (void)state;
    check_stays("[scenario]\nduration = 95 min\n[results]\nlog = trucks\n"
                "[route r]\nsteps =\n  booth\n" TRUCKS(
                    "from = 2025-01-06 01:00\narrivals = every 10 min\nuntil = 2025-01-06 01:21")
                    STATION("booth", "servers = 1\nfails-after = 60 min\nrepair = 20 min\n"
                                     "service = 10 min\npatience = 10 min"),
                (struct stays[]){STAYS(0, DOWN, 10, 0), STAYS(0, SERVICE, 0, 10), {0}});
}

/* Five at once, three calls left: the batch is cut, the rest waits 50 min for the full hour. */
static void quota_is_exhausted_in_mid_batch(void **state)
{
    (void)state;
    check_stays(RUN TRUCKS("arrivals = every 3 h\nfrom = 2025-01-06 00:10\nbatch = 5")
                    STATION("booth", "servers = unlimited\nservice = 1 min\nquota = 3/h"),
                (struct stays[]){STAYS(0, METERED, 0, 0, 0, 50, 50, 0, 0, 0, 50, 50), {0}});
}

/* The service of the truck of 20 ends at 60, as the booth closes with 'leave': it has ended. The
 * truck that comes at 60 waits for 23 h. */
static void gate_closes_at_the_moment_of_completion(void **state)
{
    (void)state;
    check_stays(
        RUN TRUCKS("arrivals = every 20 min\nuntil = 2025-01-06 01:10")
            STATION("booth", "servers = 2\nservice = 40 min\nhours = 00:00-01:00\n"
                             "at-closing = leave"),
        (struct stays[]){STAYS(0, SERVICE, 40, 40, 40), STAYS(0, CLOSED, 0, 1380, 1380), {0}});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patience_ends_while_a_booth_calls),
        cmocka_unit_test(patience_ends_as_a_quota_begins_anew),
        cmocka_unit_test(gate_closes_while_a_truck_is_blocked),
        cmocka_unit_test(breakdown_at_the_moment_of_completion),
        cmocka_unit_test(patience_ends_at_the_moment_of_repair),
        cmocka_unit_test(quota_is_exhausted_in_mid_batch),
        cmocka_unit_test(gate_closes_at_the_moment_of_completion),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
