/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A contest: lanes are run until the best of them is known with a probability, or until a
 * budget is spent. Rounds are of fixed size, so the outcome does not depend on threads. */
#ifndef SIM_EXPERIMENT_SELECTION_RUN_H
#define SIM_EXPERIMENT_SELECTION_RUN_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <jansson.h>

#include "analysis/compare/selection.h"
#include "sim/base/arena.h"
#include "sim/experiment/alternatives.h"
#include "sim/experiment/metric.h"
#include "sim/experiment/study.h"
#include "sim/store/sheet.h"

/* What the user wants; filled by the options of a command. */
struct selection_rules {
    struct settings limits; /* --subject-to, as text */
    char *metric;           /* what is to be small or large; owned; NULL: not given */
    char *zone;             /* owned text; NULL: not given */
    double confidence;
    uint64_t first;  /* replications of each before the first decision */
    uint64_t most;   /* of each at all; 0: not given */
    uint64_t budget; /* of all together; 0: until it is decided */
    bool maximise;
};

/* selection_run_rules_init(U): the defaults. selection_run_rules_release(U): nothing is owned any
 * more. */
void selection_run_rules_init(struct selection_rules *U);
void selection_run_rules_release(struct selection_rules *U);

/* What the goal is made of beside the rules' metric. */
struct selection_goal {
    size_t terms;
    const struct selection_term {
        const char *metric;
        double each; /* what one unit of it adds */
    } * term;
    const double *base;   /* by lane: a constant; NULL: 0 */
    const char *currency; /* of the costs; "": they are numbers */
    double zone;          /* for rules without one; 0: there must be one */
};

struct selection_run {
    const struct selection_rules *rules;
    const struct selection_goal *goal; /* borrowed; NULL: the metric alone */
    struct alternatives *lanes;        /* borrowed */
    const char *const *name; /* of each lane; borrowed, set after selection_run_init; or NULL */
    size_t limits;
    struct metric
        *metric; /* [lane][1 + limits + terms]: the metric, if any, the limits, the terms */
    struct metric_limit *limit; /* those of lane 0, for their values and names */
    struct selection_limit *bound;
    double zone;
    uint64_t first;    /* the rules', within what may be spent */
    uint64_t most;     /* of each */
    struct race *race; /* NULL with a budget */
    uint32_t judged;   /* replications that the race has seen */
    bool decided;
    double probability; /* of the right choice */
    /* Set after selection_run_init; as in struct alternatives. NULL: nothing to do. */
    int (*finish)(void *user);
    void *user;
};

/* selection_run_init(K, U, goal, L): find metric, limits and zone in every lane. Returns EXIT_DONE,
 * or an exit status after saying what is wrong. selection_run_release(K) in either case. */
int selection_run_init(struct selection_run *K, const struct selection_rules *U,
                       const struct selection_goal *goal, struct alternatives *L);
void selection_run_release(struct selection_run *K);

/* selection_run_run(K): run the lanes to the end of the contest. Returns as lanes_run. */
int selection_run_run(struct selection_run *K);

/* selection_run_best(K): the lane that is chosen; lanes->count when none keeps the limits. */
size_t selection_run_best(const struct selection_run *K);

/* selection_run_estimate(K, lane, which): of the goal (0; with a contest_goal that which is to be
 * small) or of what limit which - 1 is on. selection_run_unit(K, which): its unit. */
struct estimate selection_run_estimate(const struct selection_run *K, size_t lane, size_t which);
const char *selection_run_unit(const struct selection_run *K, size_t which);

/* selection_run_word(K, which, b): what stands behind its numbers in a sentence, as quantity_word;
 * b has QUANTITY_SIZE bytes. */
const char *selection_run_word(const struct selection_run *K, size_t which, char *b);

/* contest_head(K, which, goal, A): the head of its column in a table: the name of the goal, or the
 * limit as the user wrote it, with the unit where the cells do not have it. In A, or borrowed; NULL
 * without memory. contest_cell(K, lane, which, b): its estimate of a lane; b has QUANTITY_SIZE
 * bytes. Shares are in % where the limit is. */
const char *contest_head(const struct selection_run *K, size_t which, const char *goal,
                         struct arena *A);
const char *contest_cell(const struct selection_run *K, size_t lane, size_t which, char *b);

/* selection_run_value(K, lane, which, r): the same, of the lane's replication r alone. */
double selection_run_value(const struct selection_run *K, size_t lane, size_t which, size_t r);

/* selection_run_fate(K, lane): "best" ("ahead" while it is not decided), "beaten", "as good"
 * (left out, no more than the zone from the best, and its intervals keep every limit within its
 * tolerance), "breaks a limit", "undecided"; "" for the others of a budget. */
const char *selection_run_fate(const struct selection_run *K, size_t lane);

/* selection_run_order(K, order): the lanes, best first: the chosen one, then those that kept the
 * limits by their goals. */
void selection_run_order(const struct selection_run *K, size_t *order);

/* selection_run_spent(K): replications of all lanes; selection_run_equal(K): what as many for each
 * as for the one that got most would have been. */
uint64_t selection_run_spent(const struct selection_run *K);
uint64_t selection_run_equal(const struct selection_run *K);

/* selection_run_but(K, b): write into b, of SERVED_SIZE bytes, ", but " and how the chosen lane
 * serves fewer trucks than the one that serves most. Returns b, which is empty where it does not.
 * There must be a choice. selection_run_hides(K, b): whether the chosen lane leaves demand unmet or
 * serves fewer trucks than another and no limit is on that; then b, of CONTEST_TEXT bytes, says so.
 */
#define CONTEST_TEXT 256
char *selection_run_but(const struct selection_run *K, char *b);
bool selection_run_hides(const struct selection_run *K, char *b);

/* selection_run_json_served(K, lane, lost, object): put what demand a lane met into the object.
 * selection_run_json_warnings(K, lost): what selection_run_hides says, as a list. *lost: memory was
 * short. */
void selection_run_json_served(const struct selection_run *K, size_t lane, bool *lost,
                               json_t *object);
json_t *selection_run_json_warnings(const struct selection_run *K, bool *lost);

/* selection_run_sheet(K, T, axis, goal): in the group, along its axis of lanes, what is told of
 * each: fate, replications, and of the goal, whose name that is, and of every limit the estimate
 * and the value in each replication. Returns whether there was memory. selection_run_csv_head(K,
 * out), selection_run_csv_lane(K, lane, out): the same but for the values, as the end of a line: no
 * two columns have one name. The head returns whether there was memory. */
bool selection_run_sheet(const struct selection_run *K, struct sheet *T, const char *axis,
                         const char *goal);
bool selection_run_csv_head(const struct selection_run *K, FILE *out);
void selection_run_csv_lane(const struct selection_run *K, size_t lane, FILE *out);

#endif
