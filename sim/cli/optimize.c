/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gatesim optimize: the decisions that cost least and keep the limits.
 *
 * Few combinations are all taken. Of many a search finds candidates: it tries points spread
 * over the space, then goes from the best to better neighbours with ever smaller steps, each
 * point judged by the same replications. The candidates then race on replications that the
 * search has not seen, so that the answer's probability is not spoilt by having been chosen. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "gatesim/version.h"
#include "sim/base/arena.h"
#include "sim/cli/cli.h"
#include "sim/cli/contest.h"
#include "sim/cli/json_parts.h"
#include "sim/cli/points.h"
#include "sim/cli/quantity.h"
#include "sim/cli/study.h"

#define ALL 64        /* combinations that are all taken */
#define CANDIDATES 12 /* that race after a search */
#define TRIES 200     /* points of a search, unless told */
#define START 16      /* of them spread over the space */
#define FINEST 256.0  /* steps into which a continuous range is cut at last */

enum { OPTIMIZE_VARY = CONTEST_OTHER, OPTIMIZE_CONSTRAINT, OPTIMIZE_COST, OPTIMIZE_POINTS };

static const struct poptOption options[] = {
    STUDY_OPTION("vary", '\0', OPTIMIZE_VARY,
                 "A decision and its values: 2..8, 5..15 min or a,b,c (may be repeated)",
                 "S.K=VALUES"),
    STUDY_OPTION("cost", '\0', OPTIMIZE_COST,
                 "What one unit of a decision, or of a measure, costs (may be repeated)",
                 "NAME=NUMBER"),
    STUDY_OPTION("minimise", '\0', CONTEST_MINIMISE, "A measure to be small", "COLUMN[ of NAME]"),
    STUDY_OPTION("maximise", '\0', CONTEST_MAXIMISE, "A measure to be large", "COLUMN[ of NAME]"),
    STUDY_OPTION("constraint", '\0', OPTIMIZE_CONSTRAINT,
                 "Leave out combinations, as 'a.servers + b.servers <= 9' (may be repeated)",
                 "LIMIT"),
    CONTEST_OPTIONS,
    STUDY_OPTION("points", '\0', OPTIMIZE_POINTS,
                 "Combinations that a search tries at most (default: 200)", "N"),
    STUDY_OPTIONS,
    OPTIONS_HELP,
    POPT_TABLEEND,
};

static const struct command command = {
    .name = "gatesim optimize",
    .arguments = "[OPTION...] SCENARIO.ini --vary S.K=VALUES...",
    .purpose =
        "Finds the values of decisions that are cheapest, or best for a measure, and keep limits.\n"
        "The answer is the best of those that were compared, or within --zone of it, with at\n"
        "least the probability that is asked for; of few combinations all are compared.",
    .examples =
        "  gatesim optimize scenarios/peak.ini --vary other-side.servers=2..5 --cost "
        "other-side.servers=1 \\\n"
        "      --subject-to 'time_in_system_p95 < 12 h'\n"
        "  gatesim optimize scenarios/peak.ini --vary other-side.servers=2..4 --vary "
        "customs.servers=8..14/2 \\\n"
        "      --constraint 'other-side.servers + customs.servers <= 14' --minimise wait_mean "
        "--zone '5 min'\n",
    .options = options,
};

/* What one unit costs. */
struct cost {
    char *name; /* owned */
    double each;
    size_t decision; /* its number, or the variation's count: a measure */
};

/* What the replications of a point that was tried say. */
struct trial {
    struct estimate goal; /* of what is to be small */
    double breach;        /* how far limits are broken, in tolerances; 0: none */
};

struct optimizing {
    struct study study;
    struct contest_rules rules;
    struct settings vary, constraints, costs_text;
    uint64_t tries;
    struct variation variation;
    size_t costs;
    struct cost *cost;
    struct points points; /* that were tried */
    struct trial *trial;  /* by point */
    size_t trials;
    bool searched;
    const char *path;
    struct points finalists;
    struct lanes lanes; /* of the finalists */
    struct contest contest;
};

static int take(void *user, int option, char *argument)
{
    struct optimizing *Z = user;

    switch (option) {
    case OPTIMIZE_VARY:
        return settings_add(&Z->vary, NULL, argument);
    case OPTIMIZE_CONSTRAINT:
        return settings_add(&Z->constraints, NULL, argument);
    case OPTIMIZE_COST:
        return settings_add(&Z->costs_text, NULL, argument);
    case OPTIMIZE_POINTS:
        return study_count("--points", argument, POINTS_MOST, &Z->tries);
    default:
        return option >= STUDY_OTHER ? contest_take(&Z->rules, option, argument)
                                     : study_take(&Z->study, option, argument);
    }
}

/* ---- What is to be small. */

/* "customs.servers=1.5" */
static int take_cost(struct optimizing *Z, const char *text)
{
    const char *equals = strrchr(text, '=');
    struct cost *C = &Z->cost[Z->costs];

    *C = (struct cost){.name = strndup(text, equals != NULL ? (size_t)(equals - text) : 0)};
    Z->costs++;
    if (C->name == NULL)
        return cli_status(GATESIM_ENOMEM);
    C->decision = variation_find(&Z->variation, C->name);
    if (equals != NULL && C->name[0] != '\0' && quantity_parse(equals + 1, "", &C->each) == 0 &&
        (C->decision == Z->variation.count || Z->variation.factor[C->decision].numeric))
        return EXIT_DONE;
    cli_say("--cost %s: it is written NAME=NUMBER, NAME being a decision that has numbers, or a "
            "measure",
            text);
    return EXIT_INPUT;
}

static int take_costs(struct optimizing *Z)
{
    int status = EXIT_DONE;

    Z->cost = calloc(Z->costs_text.count + 1, sizeof *Z->cost);
    if (Z->cost == NULL)
        return cli_status(GATESIM_ENOMEM);
    for (size_t i = 0; status == EXIT_DONE && i < Z->costs_text.count; i++)
        status = take_cost(Z, Z->costs_text.text[i]);
    return status;
}

/* The part of the goal that decisions cost at a point. */
static double cost_at(const struct optimizing *Z, const double *place)
{
    double sum = 0.0;

    for (size_t i = 0; i < Z->costs; i++)
        if (Z->cost[i].decision < Z->variation.count)
            sum += Z->cost[i].each * vary_number(&Z->variation.factor[Z->cost[i].decision],
                                                 place[Z->cost[i].decision]);
    return sum;
}

/* The smallest difference that decisions alone can make: half of it is a zone that loses
 * nothing. 0 when measures are in the goal or a decision is continuous. */
static double natural_zone(const struct optimizing *Z)
{
    double least = INFINITY;

    for (size_t i = 0; i < Z->costs; i++) {
        const struct vary *F;

        if (Z->cost[i].decision == Z->variation.count)
            return 0.0;
        F = &Z->variation.factor[Z->cost[i].decision];
        if (F->continuous)
            return 0.0;
        for (size_t k = 1; k < F->levels; k++)
            least = fmin(least,
                         fabs(Z->cost[i].each) * fabs(F->level[k].number - F->level[k - 1].number));
    }
    return Z->rules.metric == NULL && isfinite(least) ? 0.5 * least : 0.0;
}

/* ---- Trying points. */

static int load_point(struct optimizing *Z, struct lanes *L, const double *place)
{
    const size_t own = Z->study.settings.count;
    int status = variation_settings(&Z->variation, place, &Z->study.settings);

    if (status < 0)
        status = study_load(&Z->study, L, Z->path);
    settings_truncate(&Z->study.settings, own);
    return status;
}

/* What a contest of some points borrows. */
struct heat {
    struct contest_goal goal;
    struct contest_term *term;
    double *base;
};

static int heat_init(struct heat *H, struct optimizing *Z, const struct points *P, size_t from,
                     size_t end)
{
    *H = (struct heat){.term = calloc(Z->costs + 1, sizeof *H->term),
                       .base = calloc(end - from + 1, sizeof *H->base)};
    if (H->term == NULL || H->base == NULL)
        return cli_status(GATESIM_ENOMEM);
    for (size_t i = from; i < end; i++)
        H->base[i - from] = cost_at(Z, points_at(P, i));
    for (size_t i = 0; i < Z->costs; i++)
        if (Z->cost[i].decision == Z->variation.count)
            H->term[H->goal.terms++] = (struct contest_term){Z->cost[i].name, Z->cost[i].each};
    H->goal.term = H->term;
    H->goal.base = H->base;
    H->goal.zone = natural_zone(Z);
    return EXIT_DONE;
}

static void heat_release(struct heat *H)
{
    free(H->term);
    free(H->base);
}

/* The goal of a contest with nothing but a metric is the metric, in its unit. */
static const struct contest_goal *goal_of(const struct heat *H, const struct optimizing *Z)
{
    return Z->costs > 0 ? &H->goal : NULL;
}

/* Load points from .. end - 1 into lanes, and make a contest of them. */
static int load_heat(struct heat *H, struct optimizing *Z, const struct points *P, size_t from,
                     size_t end, struct lanes *L, struct contest *K)
{
    int status = heat_init(H, Z, P, from, end);

    for (size_t i = from; status == EXIT_DONE && i < end; i++)
        status = load_point(Z, L, points_at(P, i));
    L->threads = Z->study.threads;
    L->quiet = Z->study.quiet;
    return status == EXIT_DONE ? contest_init(K, &Z->rules, goal_of(H, Z), L) : status;
}

static struct trial judge(const struct contest *K, size_t lane)
{
    const double sign = K->goal == NULL && K->rules->maximise ? -1.0 : 1.0;
    struct trial T = {.goal = contest_estimate(K, lane, 0)};

    T.goal.mean *= sign;
    if (isnan(T.goal.mean))
        T.goal.mean = INFINITY;
    for (size_t j = 0; j < K->limits; j++) {
        const struct estimate E = contest_estimate(K, lane, 1 + j);
        const double over = E.mean - K->bound[j].value;
        const double breach = (K->bound[j].at_least ? -over : over) / K->bound[j].tolerance;

        if (isnan(breach))
            T.breach = INFINITY;
        else if (breach > 0.0)
            T.breach += breach;
    }
    return T;
}

/* Run the points that have not been tried, some replications each. Returns an exit status. */
static int try_points(struct optimizing *Z)
{
    const size_t from = Z->trials, end = Z->points.count;
    struct trial *bigger = realloc(Z->trial, (end + 1) * sizeof *bigger);
    struct lanes L;
    struct contest K = {.rules = &Z->rules};
    struct heat H = {.term = NULL};
    int status;

    if (bigger == NULL)
        return cli_status(GATESIM_ENOMEM);
    Z->trial = bigger;
    lanes_init(&L);
    status = load_heat(&H, Z, &Z->points, from, end, &L, &K);
    for (size_t i = 0; status == EXIT_DONE && i < L.count; i++)
        L.lane[i].wanted = (uint32_t)Z->rules.first;
    if (status == EXIT_DONE)
        status = lanes_run(&L);
    for (size_t i = from; status == EXIT_DONE && i < end; i++)
        Z->trial[Z->trials++] = judge(&K, i - from);
    contest_release(&K);
    lanes_release(&L);
    heat_release(&H);
    return status;
}

/* Whether trial a is better than b: fewer broken limits, then a smaller goal. */
static bool is_better(const struct trial *a, const struct trial *b)
{
    if (a->breach != b->breach)
        return a->breach < b->breach;
    return a->goal.mean < b->goal.mean;
}

static size_t best_trial(const struct optimizing *Z)
{
    size_t best = 0;

    for (size_t i = 1; i < Z->trials; i++)
        if (is_better(&Z->trial[i], &Z->trial[best]))
            best = i;
    return best;
}

/* ---- The search. */

/* How far a step goes in a factor at a scale of 1, 1/2, 1/4, ...; a level at least. */
static double step_of(const struct vary *F, double scale)
{
    if (F->continuous)
        return 0.25 * scale * (F->high - F->low);
    return fmax(1.0, floor(0.25 * scale * (double)F->levels));
}

static double moved(const struct vary *F, double place, double by)
{
    const double low = F->continuous ? F->low : 0.0;
    const double high = F->continuous ? F->high : (double)F->levels - 1.0;

    return fmin(fmax(place + by, low), high);
}

/* One neighbour: decision j goes by a step, and another one, if there is one, the other way. */
static int add_neighbour(struct optimizing *Z, const double *from, size_t j, double sign, size_t k,
                         double scale)
{
    const size_t d = Z->variation.count;
    double *place = malloc(d * sizeof *place);
    size_t added = POINTS_ENOMEM;

    if (place != NULL) {
        memcpy(place, from, d * sizeof *place);
        place[j] =
            moved(&Z->variation.factor[j], from[j], sign * step_of(&Z->variation.factor[j], scale));
        if (k != j)
            place[k] = moved(&Z->variation.factor[k], from[k],
                             -sign * step_of(&Z->variation.factor[k], scale));
        added = points_add(&Z->points, &Z->variation, place);
    }
    free(place);
    return added == POINTS_ENOMEM ? GATESIM_ENOMEM : GATESIM_OK;
}

static int add_neighbours(struct optimizing *Z, size_t point, double scale)
{
    const size_t d = Z->variation.count;
    double *from = malloc(d * sizeof *from);
    int status = from != NULL ? GATESIM_OK : GATESIM_ENOMEM;

    if (from != NULL)
        memcpy(from, points_at(&Z->points, point), d * sizeof *from);
    for (size_t j = 0; status == GATESIM_OK && j < d; j++)
        for (size_t k = 0; status == GATESIM_OK && k < d; k++) {
            if (Z->points.count < Z->tries)
                status = add_neighbour(Z, from, j, 1.0, k, scale);
            if (status == GATESIM_OK && k == j && Z->points.count < Z->tries)
                status = add_neighbour(Z, from, j, -1.0, k, scale);
        }
    free(from);
    return status;
}

static bool is_finest(const struct optimizing *Z, double scale)
{
    for (size_t j = 0; j < Z->variation.count; j++) {
        const struct vary *F = &Z->variation.factor[j];

        if (F->continuous ? scale > 4.0 / FINEST : step_of(F, scale) > 1.0)
            return false;
    }
    return true;
}

/* From the best to a better neighbour, or to smaller steps, until neither is left. */
static int descend(struct optimizing *Z)
{
    double scale = 1.0;
    int status = EXIT_DONE;

    while (status == EXIT_DONE && Z->points.count < Z->tries) {
        const size_t best = best_trial(Z);

        if (add_neighbours(Z, best, scale) != GATESIM_OK)
            return cli_status(GATESIM_ENOMEM);
        if (Z->points.count > Z->trials)
            status = try_points(Z);
        if (status != EXIT_DONE || best_trial(Z) != best)
            continue;
        if (is_finest(Z, scale))
            break;
        scale *= 0.5;
    }
    return status;
}

static int search(struct optimizing *Z)
{
    const size_t start = Z->tries < START ? Z->tries : START;
    int status = points_make(&Z->points, &Z->variation, POINTS_SOBOL, start, 1);

    Z->searched = true;
    if (status < 0)
        status = try_points(Z);
    return status == EXIT_DONE ? descend(Z) : status;
}

/* ---- The finalists. */

static bool all_have_levels(const struct variation *V)
{
    double size = 1.0;

    for (size_t j = 0; j < V->count; j++)
        size *= (double)V->factor[j].levels;
    return size > 0.0 && size <= POINTS_MOST;
}

/* Take all combinations when they are few. Returns whether that was done, or an exit status. */
static int take_all(struct optimizing *Z, bool *done)
{
    int status = EXIT_DONE;

    *done = false;
    if (!all_have_levels(&Z->variation))
        return status;
    status = points_make(&Z->finalists, &Z->variation, POINTS_GRID, 0, 1);
    if (status >= 0)
        return status;
    *done = Z->finalists.count <= ALL;
    if (!*done)
        points_release(&Z->finalists);
    return EXIT_DONE;
}

/* The best trials that may keep the limits: by breach and goal, with as many by goal among
 * those that break a limit by little, since ten replications may be wrong about that. */
static size_t next_finalist(const struct optimizing *Z, const bool *taken, bool near)
{
    size_t best = Z->trials;

    for (size_t i = 0; i < Z->trials; i++) {
        const struct trial *T = &Z->trial[i];
        bool better;

        if (taken[i] || isinf(T->goal.mean) || (near && !(T->breach > 0.0 && T->breach < 10.0)))
            continue;
        better = best == Z->trials ||
                 (near ? T->goal.mean < Z->trial[best].goal.mean : is_better(T, &Z->trial[best]));
        if (better)
            best = i;
    }
    return best;
}

static int choose_finalists(struct optimizing *Z)
{
    bool *taken = calloc(Z->trials + 1, sizeof *taken);
    int status = taken != NULL ? EXIT_DONE : cli_status(GATESIM_ENOMEM);

    Z->finalists = (struct points){.factors = Z->variation.count};
    for (size_t i = 0; status == EXIT_DONE && i < CANDIDATES; i++) {
        size_t next = next_finalist(Z, taken, i % 3 == 2);

        if (next == Z->trials)
            next = next_finalist(Z, taken, false);
        if (next == Z->trials)
            break;
        taken[next] = true;
        if (points_add(&Z->finalists, &Z->variation, points_at(&Z->points, next)) == POINTS_ENOMEM)
            status = cli_status(GATESIM_ENOMEM);
    }
    free(taken);
    return status;
}

/* ---- What comes out. */

static void say_place(const struct optimizing *Z, size_t point, const char *between)
{
    for (size_t j = 0; j < Z->variation.count; j++) {
        char *text = vary_text(&Z->variation.factor[j], points_at(&Z->finalists, point)[j]);

        printf("%s%s = %s", j > 0 ? between : "", Z->variation.factor[j].key,
               text != NULL ? text : "?");
        free(text);
    }
}

static const char *goal_name(const struct optimizing *Z)
{
    return Z->costs > 0 ? "cost" : Z->rules.metric;
}

static void finalist_row(const struct optimizing *Z, struct table *T, size_t i)
{
    const struct contest *K = &Z->contest;
    char b[QUANTITY_SIZE];

    table_row(T, NULL);
    for (size_t j = 0; j < Z->variation.count; j++) {
        char *text = vary_text(&Z->variation.factor[j], points_at(&Z->finalists, i)[j]);

        table_cell(T, text != NULL ? text : "?");
        free(text);
    }
    for (size_t which = 0; which <= K->limits; which++)
        table_cell(T, quantity_estimate(b, contest_unit(K, which), contest_estimate(K, i, which)));
    table_cell(T, text_number(b, (double)Z->lanes.lane[i].sample->count));
    table_cell(T, contest_fate(K, i));
}

static int print_finalists(const struct optimizing *Z, struct arena *A)
{
    const size_t d = Z->variation.count, columns = d + Z->contest.limits + 3;
    const char **headers = ARENA_ARRAY(A, const char *, columns);
    size_t *order = ARENA_ARRAY(A, size_t, Z->finalists.count);
    struct table *T;

    if (headers == NULL || order == NULL)
        return GATESIM_ENOMEM;
    contest_order(&Z->contest, order);
    for (size_t j = 0; j < d; j++)
        headers[j] = Z->variation.factor[j].key;
    headers[d] = goal_name(Z);
    for (size_t j = 0; j < Z->contest.limits; j++)
        headers[d + 1 + j] = Z->rules.limits.text[j];
    headers[columns - 2] = "replications";
    headers[columns - 1] = "";
    T = table_create(A, columns, headers);
    for (size_t i = 0; T != NULL && i < Z->finalists.count; i++)
        finalist_row(Z, T, order[i]);
    return table_print(T, stdout, style_of(stdout));
}

static void print_answer(const struct optimizing *Z)
{
    const struct contest *K = &Z->contest;
    const size_t best = contest_best(K);
    char share[QUANTITY_SIZE], zone[QUANTITY_SIZE];

    fputc('\n', stdout);
    if (best == Z->lanes.count) {
        printf("None of the combinations keeps the limits.\n");
        return;
    }
    say_place(Z, best, ", ");
    if (!K->decided)
        printf("\nNot decided yet: this is ahead; --most allows more replications.\n");
    else
        printf("\nIt is the best of %s%zu combinations%s, or within %s of that, with a "
               "probability of at least %s.\n",
               Z->searched ? "the " : "all ", Z->finalists.count,
               Z->searched ? " that were compared" : "",
               quantity_text(zone, contest_unit(K, 0), K->zone),
               quantity_share(share, K->probability));
    if (Z->searched)
        printf("A search of %zu combinations found these; it does not tell that there is no "
               "better one.\n",
               Z->trials);
}

static int print_results(const struct optimizing *Z)
{
    struct arena *A = arena_create();
    const int status = A != NULL ? print_finalists(Z, A) : GATESIM_ENOMEM;

    print_answer(Z);
    arena_destroy(A);
    return status;
}

static json_t *json_finalist(const struct optimizing *Z, bool *lost, size_t i)
{
    json_t *one = json_object(), *settings = json_object(), *limits = json_array();

    for (size_t j = 0; j < Z->variation.count; j++) {
        char *text = vary_text(&Z->variation.factor[j], points_at(&Z->finalists, i)[j]);

        part_put(lost, settings, Z->variation.factor[j].key,
                 text != NULL ? json_string(text) : NULL);
        free(text);
    }
    part_put(lost, one, "settings", settings);
    part_put(lost, one, "fate", json_string(contest_fate(&Z->contest, i)));
    part_put(lost, one, "value", part_estimate(lost, contest_estimate(&Z->contest, i, 0)));
    for (size_t j = 0; j < Z->contest.limits; j++)
        part_append(lost, limits, part_estimate(lost, contest_estimate(&Z->contest, i, 1 + j)));
    part_put(lost, one, "limits", limits);
    return one;
}

static int print_json(const struct optimizing *Z)
{
    const struct contest *K = &Z->contest;
    json_t *root = json_object(), *finalists = json_array(), *limits = json_array();
    bool lost = false;

    part_put(&lost, root, "version", json_string(gatesim_version()));
    part_put(&lost, root, "scenario", part_path(Z->path));
    part_put(&lost, root, "goal", json_string(goal_name(Z)));
    for (size_t j = 0; j < K->limits; j++)
        part_append(&lost, limits, json_string(Z->rules.limits.text[j]));
    part_put(&lost, root, "subject_to", limits);
    part_put(&lost, root, "zone", part_number(K->zone));
    part_put(&lost, root, "all_combinations", json_boolean(!Z->searched));
    part_put(&lost, root, "tried", json_integer((json_int_t)Z->trials));
    part_put(&lost, root, "decided", json_boolean(K->decided));
    part_put(&lost, root, "probability", part_number(K->probability));
    part_put(&lost, root, "best",
             contest_best(K) < Z->lanes.count ? json_finalist(Z, &lost, contest_best(K))
                                              : json_null());
    for (size_t i = 0; i < Z->finalists.count; i++)
        part_append(&lost, finalists, json_finalist(Z, &lost, i));
    part_put(&lost, root, "compared", finalists);
    return part_print(root, lost, stdout);
}

/* ---- The way there. */

static int race(struct optimizing *Z, struct heat *H)
{
    int ran, status = load_heat(H, Z, &Z->finalists, 0, Z->finalists.count, &Z->lanes, &Z->contest);

    if (status != EXIT_DONE)
        return status;
    Z->lanes.offset = Z->searched ? (uint32_t)Z->rules.first : 0;
    ran = contest_run(&Z->contest);
    if (ran != EXIT_DONE && ran != EXIT_STOPPED)
        return ran;
    if (Z->study.json)
        status = print_json(Z);
    else if (!Z->study.quiet)
        status = print_results(Z);
    status = status == GATESIM_OK ? cli_finish_stdout(EXIT_DONE) : cli_status(status);
    return status == EXIT_DONE ? ran : status;
}

static int check_options(const struct optimizing *Z)
{
    if (Z->vary.count == 0)
        cli_say("--vary is needed: a decision and its values, such as --vary customs.servers=2..8");
    else if (Z->costs_text.count == 0 && Z->rules.metric == NULL)
        cli_say("--cost, --minimise or --maximise is needed: what is to be small or large");
    else
        return EXIT_DONE;
    return options_hint(&command);
}

static int prepare(struct optimizing *Z)
{
    int status = -1;

    for (size_t i = 0; status < 0 && i < Z->vary.count; i++)
        status = variation_add(&Z->variation, Z->vary.text[i]);
    for (size_t i = 0; status < 0 && i < Z->constraints.count; i++)
        status = variation_limit(&Z->variation, Z->constraints.text[i]);
    return status < 0 ? take_costs(Z) : status;
}

static int optimize(struct optimizing *Z)
{
    struct heat H = {.term = NULL};
    bool all = false;
    int status = check_options(Z);

    if (status == EXIT_DONE)
        status = prepare(Z);
    if (status == EXIT_DONE)
        status = take_all(Z, &all);
    if (status == EXIT_DONE && !all)
        status = search(Z);
    if (status == EXIT_DONE && !all)
        status = choose_finalists(Z);
    if (status == EXIT_DONE)
        status = race(Z, &H);
    heat_release(&H);
    return status;
}

static void release(struct optimizing *Z)
{
    contest_release(&Z->contest);
    lanes_release(&Z->lanes);
    for (size_t i = 0; i < Z->costs; i++)
        free(Z->cost[i].name);
    free(Z->cost);
    free(Z->trial);
    points_release(&Z->points);
    points_release(&Z->finalists);
    variation_release(&Z->variation);
    settings_release(&Z->vary);
    settings_release(&Z->constraints);
    settings_release(&Z->costs_text);
    contest_rules_release(&Z->rules);
    study_release(&Z->study);
}

int command_optimize(int argc, const char **argv)
{
    struct optimizing Z = {.tries = TRIES};
    struct options O;
    int status;

    lanes_init(&Z.lanes);
    variation_init(&Z.variation);
    contest_rules_init(&Z.rules);
    status = options_parse(&O, &command, argc, argv, take, &Z);
    if (status < 0 && O.count != 1) {
        cli_say("one scenario is needed, and %zu are given", O.count);
        status = options_hint(&command);
    } else if (status < 0) {
        Z.path = O.rest[0];
        status = optimize(&Z);
    }
    options_release(&O);
    release(&Z);
    return status;
}
