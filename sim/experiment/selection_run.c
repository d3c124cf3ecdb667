/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The statistics of the race are in analysis/compare/selection.c; here its systems are
 * alternatives, and its observations are replications that are run in rounds until the race is
 * decided. With a budget, replications are spent where they tell most instead (Chen, 2000). */
#include "sim/experiment/selection_run.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/text/messages.h"
#include "sim/text/quantities.h"

#define ROUND 4         /* replications of each alternative in the race between two looks */
#define ROUNDS 20       /* in which a budget is spent */
#define MOST_USUAL 1000 /* of each alternative, unless told */
#define LEAST 2         /* replications that tell of chance */

void selection_run_rules_init(struct selection_rules *U)
{
    *U = (struct selection_rules){.confidence = ESTIMATE_CONFIDENCE, .first = 10};
}

void selection_run_rules_release(struct selection_rules *U)
{
    settings_release(&U->limits);
    free(U->metric);
    free(U->zone);
    selection_run_rules_init(U);
}

static size_t terms_of(const struct selection_run *K)
{
    return K->goal != NULL ? K->goal->terms : 0;
}

static struct metric *metric_of(const struct selection_run *K, size_t alternative, size_t which)
{
    return &K->metric[alternative * (1 + K->limits + terms_of(K)) + which];
}

/* Metric which of an alternative, by its name. */
static int find_metric(struct selection_run *K, size_t alternative, size_t which, const char *name)
{
    return metric_find(K->alternatives->messages, K->alternatives->alternative[alternative].data,
                       name, metric_of(K, alternative, which));
}

static int find_in_alternative(struct selection_run *K, size_t alternative)
{
    int status = GATESIM_OK;

    if (K->rules->metric != NULL)
        status = find_metric(K, alternative, 0, K->rules->metric);
    for (size_t j = 0; status == GATESIM_OK && j < K->limits; j++)
        status = find_metric(K, alternative, 1 + j, K->limit[j].name);
    for (size_t k = 0; status == GATESIM_OK && k < terms_of(K); k++)
        status = find_metric(K, alternative, 1 + K->limits + k, K->goal->term[k].metric);
    return status;
}

const char *selection_run_unit(const struct selection_run *K, size_t which)
{
    if (which == 0 && K->goal != NULL)
        return K->goal->currency[0] != '\0' ? "currency" : "1";
    return metric_of(K, 0, which)->column->unit;
}

/* currency_of(K, which): what amounts of money are counted in; "": nothing that is known. */
static const char *currency_of(const struct selection_run *K, size_t which)
{
    return which == 0 && K->goal != NULL ? K->goal->currency
                                         : K->alternatives->alternative[0].data->currency;
}

const char *selection_run_word(const struct selection_run *K, size_t which, char *b)
{
    return quantity_word(b, selection_run_unit(K, which), currency_of(K, which));
}

const char *selection_run_head(const struct selection_run *K, size_t which, const char *goal,
                               struct arena *A)
{
    const char *name = which == 0 ? goal : K->rules->limits.text[which - 1];
    char word[QUANTITY_SIZE];

    selection_run_word(K, which, word);
    if (word[0] == '\0' ||
        (which > 0 && strstr(name, word + 1) == name + strlen(name) - strlen(word + 1)))
        return name;
    return arena_printf(A, which == 0 ? "%s,%s" : "%s%s", name, word);
}

const char *selection_run_cell(const struct selection_run *K, size_t alternative, size_t which,
                               char *b)
{
    const char *unit = selection_run_unit(K, which);
    struct estimate E = selection_run_estimate(K, alternative, which);

    if (which == 0 || strcmp(unit, "1") != 0 ||
        strchr(K->rules->limits.text[which - 1], '%') == NULL || isnan(E.mean))
        return quantity_estimate(b, unit, E);
    E.mean *= 100.0;
    E.half_width *= 100.0;
    return strcat(quantity_estimate(b, unit, E), " %");
}

static int find_limits(struct selection_run *K)
{
    for (size_t j = 0; j < K->limits; j++) {
        const int status =
            metric_limit_find(K->alternatives->messages, K->alternatives->alternative[0].data,
                              K->rules->limits.text[j], &K->limit[j]);

        if (status != GATESIM_OK)
            return status;
        K->bound[j] = K->limit[j].limit;
    }
    return GATESIM_OK;
}

/* Costs are added up: they are in one currency, which is the scenario's where it has one. */
static int check_currency(const struct selection_run *K)
{
    const char *of_costs = K->goal != NULL ? K->goal->currency : "";
    const char *of_scenario = K->alternatives->alternative[0].data->currency;

    if (of_costs[0] == '\0' || of_scenario[0] == '\0' || strcmp(of_costs, of_scenario) == 0)
        return GATESIM_OK;
    message(K->alternatives->messages, "--cost: amounts are in %s, and those of the scenario in %s",
            of_costs, of_scenario);
    return GATESIM_EINPUT;
}

static int find_zone(struct selection_run *K)
{
    const char *unit = selection_run_unit(K, 0);

    K->zone = K->goal != NULL ? K->goal->zone : 0.0;
    if (K->rules->zone == NULL && (K->zone > 0.0 || K->rules->budget > 0))
        return GATESIM_OK;
    if (K->rules->zone == NULL) {
        message(K->alternatives->messages, "--zone is needed: how large a difference matters%s",
                strcmp(unit, "s") == 0 ? ", such as --zone '10 min'" : "");
        return GATESIM_EINPUT;
    }
    if (quantity_parse(K->rules->zone, quantity_written(unit, currency_of(K, 0)), &K->zone) == 0 &&
        K->zone > 0.0)
        return GATESIM_OK;
    message(K->alternatives->messages, "--zone %s: a value above 0 of %s is needed%s",
            K->rules->zone, K->goal == NULL ? K->rules->metric : "the goal",
            strcmp(unit, "s") == 0 ? ", such as '10 min'" : "");
    return GATESIM_EINPUT;
}

/* How many replications each alternative begins with, and how many it gets at most. */
static int find_effort(struct selection_run *K)
{
    const struct selection_rules *U = K->rules;
    const uint64_t alternatives = K->alternatives->count;
    uint64_t most;

    K->most = U->most > 0 ? U->most : MOST_USUAL;
    most = U->budget > 0 ? U->budget / alternatives : K->most;
    K->first = U->first < most ? U->first : most;
    if (most >= LEAST)
        return GATESIM_OK;
    if (U->budget > 0)
        message(K->alternatives->messages,
                "--budget %" PRIu64 ": %d replications of each of %" PRIu64
                " scenarios need %" PRIu64,
                U->budget, LEAST, alternatives, LEAST * alternatives);
    else
        message(K->alternatives->messages,
                "--most %" PRIu64 ": nothing is known of a scenario before %d replications", most,
                LEAST);
    return GATESIM_EINPUT;
}

static int start_race(struct selection_run *K)
{
    const struct selection S = {.systems = K->alternatives->count,
                                .limits = K->limits,
                                .limit = K->bound,
                                .zone = K->zone,
                                .confidence = K->rules->confidence,
                                .first = K->first > LEAST ? K->first : LEAST};

    return race_create(&S, &K->race) == GATESIM_OK
               ? GATESIM_OK
               : message_status(K->alternatives->messages, GATESIM_ENOMEM);
}

int selection_run_init(struct selection_run *K, const struct selection_rules *U,
                       const struct selection_goal *goal, struct alternatives *L)
{
    int status;

    *K = (struct selection_run){
        .rules = U, .goal = goal, .alternatives = L, .limits = U->limits.count};
    K->metric = calloc(L->count * (1 + K->limits + terms_of(K)), sizeof *K->metric);
    K->limit = calloc(K->limits + 1, sizeof *K->limit);
    K->bound = calloc(K->limits + 1, sizeof *K->bound);
    if (K->metric == NULL || K->limit == NULL || K->bound == NULL)
        return message_status(K->alternatives->messages, GATESIM_ENOMEM);
    status = find_limits(K);
    for (size_t i = 0; status == GATESIM_OK && i < L->count; i++)
        status = find_in_alternative(K, i);
    if (status == GATESIM_OK)
        status = check_currency(K);
    if (status == GATESIM_OK)
        status = find_zone(K);
    if (status == GATESIM_OK)
        status = find_effort(K);
    if (status == GATESIM_OK && U->budget == 0)
        status = start_race(K);
    return status;
}

void selection_run_release(struct selection_run *K)
{
    for (size_t j = 0; K->limit != NULL && j < K->limits; j++)
        metric_limit_release(&K->limit[j]);
    race_destroy(K->race);
    free(K->metric);
    free(K->limit);
    free(K->bound);
    *K = (struct selection_run){.rules = K->rules};
}

/* Metric which of alternative i in replication r. */
static double measured(const struct selection_run *K, size_t i, size_t which, size_t r)
{
    const struct metric *M = metric_of(K, i, which);

    return run_data_at(K->alternatives->alternative[i].data, r, M->column, M->index);
}

/* What is to be small. */
static double goal_at(const struct selection_run *K, size_t i, size_t r)
{
    double sum = 0.0;

    if (K->rules->metric != NULL)
        sum = K->rules->maximise ? -measured(K, i, 0, r) : measured(K, i, 0, r);
    for (size_t k = 0; k < terms_of(K); k++)
        sum += K->goal->term[k].each * measured(K, i, 1 + K->limits + k, r);
    return sum + (K->goal != NULL && K->goal->base != NULL ? K->goal->base[i] : 0.0);
}

static double value_of(const struct selection_run *K, size_t i, size_t which, size_t r)
{
    return which == 0 ? goal_at(K, i, r) : measured(K, i, which, r);
}

static bool in_race(const struct selection_run *K, size_t i)
{
    return race_fate(K->race, i) == SELECTION_IN;
}

/* One replication of all that are in; an alternative that has no number is out. */
static void fill_values(const struct selection_run *K, size_t r, double *values)
{
    for (size_t i = 0; i < K->alternatives->count; i++)
        for (size_t which = 0; which <= K->limits && in_race(K, i); which++) {
            const double x = value_of(K, i, which, r);

            values[which * K->alternatives->count + i] = x;
            if (isnan(x))
                race_withdraw(K->race, i);
        }
}

/* Let the race see what has been run. Returns 0 or GATESIM_ENOMEM. */
static int judge(struct selection_run *K, uint32_t until)
{
    double *values = calloc(K->alternatives->count * (1 + K->limits), sizeof *values);

    if (values == NULL)
        return GATESIM_ENOMEM;
    for (; K->judged < until && !K->decided; K->judged++) {
        fill_values(K, K->judged, values);
        K->decided = !race_add(K->race, values);
    }
    free(values);
    return GATESIM_OK;
}

/* Replications that every alternative that is in has. */
static uint32_t common(const struct selection_run *K)
{
    size_t least = SIZE_MAX;

    for (size_t i = 0; i < K->alternatives->count; i++)
        if (in_race(K, i) && K->alternatives->alternative[i].data->count < least)
            least = K->alternatives->alternative[i].data->count;
    return least == SIZE_MAX ? K->judged : (uint32_t)least;
}

static int next_round(void *user, struct alternatives *L)
{
    struct selection_run *K = user;
    const int status = judge(K, common(K));
    const uint64_t wanted = K->judged + ROUND;

    for (size_t i = 0; status == GATESIM_OK && !K->decided && i < L->count; i++)
        if (in_race(K, i))
            L->alternative[i].wanted = (uint32_t)(wanted < K->most ? wanted : K->most);
    return status;
}

/* Of the goal as it is told, to what is to be small. */
static double sign_of(const struct selection_run *K)
{
    return K->goal == NULL && K->rules->maximise ? -1.0 : 1.0;
}

static void estimates(const struct selection_run *K, double *mean, double *sd, uint64_t *n)
{
    for (size_t i = 0; i < K->alternatives->count; i++) {
        const struct estimate E = selection_run_estimate(K, i, 0);

        mean[i] = sign_of(K) * E.mean;
        if (isnan(mean[i]))
            mean[i] = INFINITY;
        sd[i] = isnan(E.sd) ? 0.0 : E.sd;
        n[i] = E.n > 0 ? E.n : 1;
    }
}

/* Raise what is wanted towards the shares, by at most left replications in all. */
static void raise_wanted(struct alternatives *L, const uint64_t *share, uint64_t left)
{
    uint64_t lacking = 0;

    for (size_t i = 0; i < L->count; i++)
        lacking += share[i] > L->alternative[i].begun ? share[i] - L->alternative[i].begun : 0;
    for (size_t i = 0; lacking > 0 && i < L->count; i++) {
        const uint64_t own =
            share[i] > L->alternative[i].begun ? share[i] - L->alternative[i].begun : 0;
        const uint64_t given = lacking <= left ? own : (own * left + lacking - 1) / lacking;

        L->alternative[i].wanted =
            L->alternative[i].begun + (uint32_t)(given < left ? given : left);
        left -= given < left ? given : left;
        lacking -= own;
    }
}

struct room {
    double *mean, *sd;
    uint64_t *n, *share;
};

static bool room_init(struct room *M, size_t k)
{
    *M = (struct room){calloc(k, sizeof(double)), calloc(k, sizeof(double)),
                       calloc(k, sizeof(uint64_t)), calloc(k, sizeof(uint64_t))};
    return M->mean && M->sd && M->n && M->share;
}

static void room_release(struct room *M)
{
    free(M->mean);
    free(M->sd);
    free(M->n);
    free(M->share);
}

static int next_share(void *user, struct alternatives *L)
{
    struct selection_run *K = user;
    const uint64_t budget = K->rules->budget, spent = selection_run_spent(K);
    const uint64_t step = budget / ROUNDS > L->count ? budget / ROUNDS : L->count;
    const uint64_t left = spent + step < budget ? step : budget > spent ? budget - spent : 0;
    struct room M;
    int status = GATESIM_ENOMEM;

    if (room_init(&M, L->count)) {
        estimates(K, M.mean, M.sd, M.n);
        K->probability = selection_probability(L->count, M.mean, M.sd, M.n);
        if (left > 0 && L->count > 1) {
            selection_ocba(L->count, M.mean, M.sd, spent + left, M.share);
            raise_wanted(L, M.share, left);
        }
        status = GATESIM_OK;
    }
    room_release(&M);
    return status;
}

/* Nothing runs any more: what is the choice worth? */
static int on_finish(void *user, struct alternatives *L)
{
    struct selection_run *K = user;
    const bool stopped = L->state.signal != 0;

    if (stopped && K->race != NULL)
        (void)judge(K, common(K));
    if (K->race != NULL)
        K->probability = K->decided ? K->rules->confidence : NAN;
    else
        K->decided = !stopped;
    return K->finish != NULL ? K->finish(K->user) : GATESIM_OK;
}

int selection_run_run(struct selection_run *K)
{
    struct alternatives *L = K->alternatives;

    L->user = K;
    L->more = K->race != NULL ? next_round : next_share;
    L->finish = on_finish;
    for (size_t i = 0; i < L->count; i++)
        L->alternative[i].wanted = (uint32_t)K->first;
    return alternatives_run(L);
}

static size_t smallest_mean(const struct selection_run *K)
{
    size_t best = K->alternatives->count;
    double least = INFINITY;

    for (size_t i = 0; i < K->alternatives->count; i++) {
        const double mean = sign_of(K) * selection_run_estimate(K, i, 0).mean;

        if (mean < least) {
            least = mean;
            best = i;
        }
    }
    return best;
}

size_t selection_run_best(const struct selection_run *K)
{
    return K->race != NULL ? race_best(K->race) : smallest_mean(K);
}

double selection_run_value(const struct selection_run *K, size_t alternative, size_t which,
                           size_t r)
{
    const double value = value_of(K, alternative, which, r);

    return which == 0 ? sign_of(K) * value : value;
}

struct estimate selection_run_estimate(const struct selection_run *K, size_t alternative,
                                       size_t which)
{
    struct accumulator A;

    accumulator_init(&A);
    for (size_t r = 0; r < K->alternatives->alternative[alternative].data->count; r++)
        accumulator_add(&A, selection_run_value(K, alternative, which, r));
    return estimate_of(&A);
}

/* Whether the intervals of what the limits are on keep them all, each within its tolerance. */
static bool keeps_limits(const struct selection_run *K, size_t alternative)
{
    for (size_t j = 0; j < K->limits; j++) {
        const struct estimate E = selection_run_estimate(K, alternative, 1 + j);
        const struct selection_limit *L = &K->bound[j];
        const double sign = L->at_least ? -1.0 : 1.0;

        if (!(sign * (E.mean - L->value) + E.half_width <= L->tolerance))
            return false;
    }
    return true;
}

/* Whether the means of what was left out and of the best are as far apart as matters. */
static bool is_worse(const struct selection_run *K, size_t alternative)
{
    const size_t best = selection_run_best(K);
    const double mean = selection_run_estimate(K, alternative, 0).mean;

    return best == K->alternatives->count ||
           sign_of(K) * (mean - selection_run_estimate(K, best, 0).mean) > K->zone;
}

const char *selection_run_fate(const struct selection_run *K, size_t alternative)
{
    if (alternative == selection_run_best(K))
        return K->decided ? "best" : "ahead";
    if (K->race == NULL)
        return "";
    switch (race_fate(K->race, alternative)) {
    case SELECTION_BEATEN:
        if (is_worse(K, alternative))
            return "beaten";
        return keeps_limits(K, alternative) ? "as good" : "undecided";
    case SELECTION_INFEASIBLE:
        return "breaks a limit";
    case SELECTION_IN:
        break;
    }
    return "undecided";
}

static bool breaks_limit(const struct selection_run *K, size_t alternative)
{
    return K->race != NULL && race_fate(K->race, alternative) == SELECTION_INFEASIBLE;
}

static bool comes_before(const struct selection_run *K, size_t a, size_t b)
{
    const size_t best = selection_run_best(K);

    if (a == best || b == best)
        return a == best;
    if (breaks_limit(K, a) != breaks_limit(K, b))
        return breaks_limit(K, b);
    return sign_of(K) * selection_run_estimate(K, a, 0).mean <
           sign_of(K) * selection_run_estimate(K, b, 0).mean;
}

void selection_run_order(const struct selection_run *K, size_t *order)
{
    for (size_t i = 0; i < K->alternatives->count; i++) {
        size_t at = i;

        for (; at > 0 && comes_before(K, i, order[at - 1]); at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
}

uint64_t selection_run_spent(const struct selection_run *K)
{
    uint64_t spent = 0;

    for (size_t i = 0; i < K->alternatives->count; i++)
        spent += K->alternatives->alternative[i].data->count;
    return spent;
}

uint64_t selection_run_equal(const struct selection_run *K)
{
    return (uint64_t)alternatives_most(K->alternatives) * K->alternatives->count;
}
