/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a backlog grows is judged rightly: gates are made whose load is known by arithmetic, and
 * every judgement of their runs is held against it. A gate below its capacity does not grow in the
 * long run, one above does. Seeds are fixed; the counts are printed. */
#include "analysis/compare/trend.h"
#include "tests/theory/world.h"

#define TRUCKS 150.0 /* a day, on average over the week */
#define WEEKS_MOST 8
#define PROFILES 4
#define ROUNDS 5 /* over all profiles and loads, with other trucks and lengths */
#define WRONG_MOST 0.02
#define UNTOLD_MOST 0.5 /* of runs of three weeks and more */

/* How arrivals and hours go through the week, and for how many hours a week the desk is open. */
static const struct week {
    const char *profile, *hours;
    double open;
} weeks[PROFILES] = {
    {"", "", 168},
    {"hourly = 1 1 1 1 2 3 5 6 6 6 5 5 4 4 4 4 3 3 2 2 2 2 1 1\n", "hours = Mon-Sun 07:00-19:00\n",
     84},
    {"hourly = 1 1 1 1 2 3 5 6 6 6 5 5 4 4 4 4 3 3 2 2 2 2 1 1\nweekday = 5 5 5 5 7 2 1\n", "",
     168},
    {"weekday = 10 9 9 9 10 1 1\n", "hours = Mon-Fri 06:00-20:00, Sat 08:00-12:00\n", 74},
};

/* Where the work is: one desk; the second of three places, the others at 60 % of its load; a desk
 * of which a half of the servers breaks down now and then, which no one knows before the run. */
enum kind { ONE, THREE, FAILING };

struct gate {
    enum kind kind;
    const struct week *week;
    double load;
    unsigned weeks, replications, seed, backlog;
    const char *warm_up;
};

#define SERVERS 2.0
#define FAILS_AFTER 20.0 /* h */
#define REPAIR 5.0       /* h */

static size_t place(char *b, size_t size, const struct gate *G, const char *name, double load)
{
    const double able = G->kind == FAILING ? FAILS_AFTER / (FAILS_AFTER + REPAIR) : 1.0;
    const double mean = load * SERVERS * G->week->open * 3600 * able / (TRUCKS * 7);

    return (size_t)snprintf(b, size,
                            "[station %s]\nservers = 2\n%s%sservice = gamma mean %.6f s cv 0.7\n",
                            name, G->week->hours,
                            G->kind == FAILING ? "fails-after = exponential mean 20 h\n"
                                                 "repair = exponential mean 5 h\n"
                                               : "",
                            mean);
}

static void text_of(char *b, size_t size, const struct gate *G)
{
    size_t at = (size_t)snprintf(
        b, size,
        "[scenario]\nstart = 2025-01-06 00:00\nduration = %u d\nwarm-up = %s\nseed = %u\n"
        "[profile week]\n%s[class truck]\nroute = r\narrivals = poisson %g/d\n%s%s",
        G->weeks * 7 + 2, G->warm_up, G->seed, G->week->profile, TRUCKS,
        G->week->profile[0] != '\0' ? "profile = week\n" : "", "");

    if (G->backlog > 0)
        at += (size_t)snprintf(b + at, size - at, "backlog = %u at desk\n", G->backlog);
    if (G->kind == THREE)
        at += place(b + at, size - at, G, "gate", 0.6 * G->load);
    at += place(b + at, size - at, G, "desk", G->load);
    if (G->kind == THREE)
        at += place(b + at, size - at, G, "exit", 0.6 * G->load);
    snprintf(b + at, size - at, "[route r]\nsteps =\n%s  desk\n%s",
             G->kind == THREE ? "  gate\n" : "", G->kind == THREE ? "  exit\n" : "");
}

static void add(struct run_data *X, const struct gatesim_scenario *S, uint32_t replication)
{
    double *values = calloc(gatesim_values_count(S), sizeof *values);
    struct gatesim *W;

    assert_non_null(values);
    assert_int_equal(gatesim_create(S, replication, NULL, &W), 0);
    assert_true(world_finish(W) >= 0);
    gatesim_values(W, values);
    assert_int_equal(run_data_add(X, S, replication, values), 0);
    gatesim_destroy(W);
    free(values);
}

static struct trend judged(const struct gate *G)
{
    char text[4000];
    struct gatesim_scenario *S;
    struct run_data *X;
    struct trend T;

    text_of(text, sizeof text, G);
    S = world_scenario(text);
    assert_int_equal(run_data_of(S, "gate.ini", &X), 0);
    for (uint32_t r = 0; r < G->replications; r++)
        add(X, S, r);
    T = trend_of(X);
    run_data_destroy(X);
    gatesim_scenario_destroy(S);
    return T;
}

struct tally {
    unsigned gates, wrong, untold, long_gates, long_untold;
};

/* A claim is wrong when it says that a gate below its capacity grows, or one above does not; only a
 * gate that starts with a backlog may be said to shrink. */
static bool is_wrong(const struct gate *G, enum trend_kind kind)
{
    switch (kind) {
    case TREND_GROWS:
        return G->load <= 1.0;
    case TREND_STEADY:
        return G->load >= 1.0;
    case TREND_SHRINKS:
        return G->load >= 1.0 || G->backlog == 0;
    default:
        return kind == TREND_NONE;
    }
}

static void count(struct tally *A, const struct gate *G)
{
    const struct trend T = judged(G);
    const bool untold = T.kind == TREND_TOO_SHORT || T.kind == TREND_CLOSE;

    A->gates++;
    A->untold += untold;
    A->long_gates += G->weeks >= 3;
    A->long_untold += untold && G->weeks >= 3;
    A->wrong += is_wrong(G, T.kind);
    if (is_wrong(G, T.kind))
        printf("  wrong: kind %d, week %d, load %g, %u weeks, %u replications, seed %u: %s\n",
               (int)G->kind, (int)(G->week - weeks), G->load, G->weeks, G->replications, G->seed,
               trend_name(T.kind));
}

static void report(const char *name, const struct tally *A)
{
    printf("%s: of %u gates %u judged wrong, %u not told; of %u of 3 weeks and more %u not told\n",
           name, A->gates, A->wrong, A->untold, A->long_gates, A->long_untold);
}

/* Every gate of a kind: loads, weeks, lengths, replications and warm-ups in turn. */
static struct tally all_of(enum kind kind, const double *loads, size_t count_of_loads,
                           unsigned backlog)
{
    static const char *const warm_ups[] = {"2 d", "0 s", "36 h", "5 h"};
    static const unsigned replications[] = {1, 4, 2};
    struct tally A = {0};
    unsigned turn = 0;

    for (size_t i = 0; i < ROUNDS * PROFILES * count_of_loads; i++, turn++) {
        const struct gate G = {.kind = kind,
                               .week = &weeks[i / count_of_loads % PROFILES],
                               .load = loads[i % count_of_loads],
                               .weeks = 1 + (turn * 3 + turn / WEEKS_MOST) % WEEKS_MOST,
                               .replications = replications[turn % 3],
                               .seed = 1000 + turn,
                               .backlog = backlog,
                               .warm_up = warm_ups[(turn / 2) % 4]};

        count(&A, &G);
    }
    return A;
}

static const double far_loads[] = {0.7,  0.8,  0.85, 0.9,  0.93, 0.95,
                                   1.05, 1.07, 1.1,  1.15, 1.2,  1.3};

static void hold(const char *name, const struct tally *A)
{
    report(name, A);
    assert_true(A->wrong <= WRONG_MOST * A->gates);
    assert_true(A->long_untold <= UNTOLD_MOST * A->long_gates);
}

static void one_desk_is_judged_rightly(void **state)
{
    const struct tally A = all_of(ONE, far_loads, 12, 0);

    (void)state;
    hold("one desk", &A);
}

static void three_places_are_judged_rightly(void **state)
{
    const struct tally A = all_of(THREE, far_loads, 12, 0);

    (void)state;
    hold("three places", &A);
}

static void what_is_not_known_before_the_run_is_judged_rightly(void **state)
{
    const struct tally A = all_of(FAILING, far_loads, 12, 0);

    (void)state;
    hold("breakdowns", &A);
}

static void a_gate_near_its_limit_is_not_judged_wrongly(void **state)
{
    static const double loads[] = {0.98, 0.99, 0.995, 1.005, 1.01, 1.02};
    const struct tally A = all_of(ONE, loads, 6, 0), B = all_of(FAILING, loads, 6, 0);

    (void)state;
    report("near the limit", &A);
    report("near the limit, breakdowns", &B);
    assert_true(A.wrong == 0);
    assert_true(B.wrong <= WRONG_MOST * B.gates);
}

/* Trucks of four days stand there at the start. */
static void a_backlog_that_clears_does_not_grow(void **state)
{
    static const double loads[] = {0.7, 0.8, 0.9};
    const struct tally A = all_of(ONE, loads, 3, 600), B = all_of(FAILING, loads, 3, 600);

    (void)state;
    report("a backlog at the start", &A);
    report("a backlog at the start, breakdowns", &B);
    assert_true(A.wrong + B.wrong == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_desk_is_judged_rightly),
        cmocka_unit_test(three_places_are_judged_rightly),
        cmocka_unit_test(what_is_not_known_before_the_run_is_judged_rightly),
        cmocka_unit_test(a_gate_near_its_limit_is_not_judged_wrongly),
        cmocka_unit_test(a_backlog_that_clears_does_not_grow),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
