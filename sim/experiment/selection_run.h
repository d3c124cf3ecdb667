/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Selection of the best: alternatives are run until the best of them is known with a probability,
 * or until a budget is spent. Rounds are of fixed size, so the outcome does not depend on threads.
 */
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

/* selection_run_rules_init(U): set U to the defaults. */
void selection_run_rules_init(struct selection_rules *U);

/* selection_run_rules_release(U): free what U owns, and set it to the defaults. */
void selection_run_rules_release(struct selection_rules *U);

/* What the goal is made of beside the rules' metric. */
struct selection_goal {
    size_t terms;
    const struct selection_term {
        const char *metric;
        double each; /* what one unit of it adds */
    } * term;
    const double *base;   /* by alternative: a constant; NULL: 0 */
    const char *currency; /* of the costs; "": they are numbers */
    double zone;          /* for rules without one; 0: there must be one */
};

struct selection_run {
    const struct selection_rules *rules;
    const struct selection_goal *goal; /* borrowed; NULL: the metric alone */
    struct alternatives *alternatives; /* borrowed */
    const char *const
        *name; /* of each alternative; borrowed, set after selection_run_init; or NULL */
    size_t limits;
    struct metric
        *metric; /* [alternative][1 + limits + terms]: the metric, if any, the limits, the terms */
    struct metric_limit *limit; /* those of alternative 0, for their values and names */
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

/* selection_run_init(K, U, goal, L): find the metric, the limits and the zone of the rules U in
 * every alternative of L. Returns 0, or a negative status after a message;
 * selection_run_release in either case. */
int selection_run_init(struct selection_run *K, const struct selection_rules *U,
                       const struct selection_goal *goal, struct alternatives *L);

/* selection_run_release(K): free what K owns. */
void selection_run_release(struct selection_run *K);

/* selection_run_run(K): run the alternatives until the selection is over. Returns as
 * alternatives_run. */
int selection_run_run(struct selection_run *K);

/* selection_run_best(K): returns the number of the alternative that is chosen; the count of
 * alternatives when none keeps the limits. */
size_t selection_run_best(const struct selection_run *K);

/* selection_run_estimate(K, alternative, which): returns the estimate for an alternative of the
 * goal, when which is 0, or of what limit which - 1 is on. */
struct estimate selection_run_estimate(const struct selection_run *K, size_t alternative,
                                       size_t which);

/* selection_run_unit(K, which): returns the unit of selection_run_estimate. */
const char *selection_run_unit(const struct selection_run *K, size_t which);

/* selection_run_word(K, which, b): write what stands behind the numbers of
 * selection_run_estimate in a sentence to b, of QUANTITY_SIZE bytes. Returns b. */
const char *selection_run_word(const struct selection_run *K, size_t which, char *b);

/* selection_run_head(K, which, goal, A): returns the head of the column of
 * selection_run_estimate in a table: goal, or the limit as the user wrote it, with the unit
 * where the cells do not have it. It is in A or borrowed; NULL without memory. */
const char *selection_run_head(const struct selection_run *K, size_t which, const char *goal,
                               struct arena *A);

/* selection_run_cell(K, alternative, which, b): write the estimate for an alternative as the
 * cell of a table to b, of QUANTITY_SIZE bytes; shares are in % where the limit is. Returns b. */
const char *selection_run_cell(const struct selection_run *K, size_t alternative, size_t which,
                               char *b);

/* selection_run_value(K, alternative, which, r): returns the value of selection_run_estimate in
 * replication r of the alternative alone. */
double selection_run_value(const struct selection_run *K, size_t alternative, size_t which,
                           size_t r);

/* selection_run_fate(K, alternative): returns what became of an alternative: "best" ("ahead"
 * while it is not decided), "beaten", "as good" (left out, no more than the zone from the best,
 * and its intervals keep every limit within its tolerance), "breaks a limit", "undecided"; ""
 * for the others when there is a budget. */
const char *selection_run_fate(const struct selection_run *K, size_t alternative);

/* selection_run_order(K, order): write the numbers of the alternatives to order, best first: the
 * chosen one, then those that keep the limits by their goals, then the others. */
void selection_run_order(const struct selection_run *K, size_t *order);

/* selection_run_spent(K): returns the replications of all alternatives together. */
uint64_t selection_run_spent(const struct selection_run *K);

/* selection_run_equal(K): returns how many replications the same number for each, that of the
 * alternative that got most, would have been. */
uint64_t selection_run_equal(const struct selection_run *K);

/* selection_run_but(K, b): write into b, of SERVED_SIZE bytes, ", but " and how the chosen
 * alternative serves fewer trucks than the one that serves most. Returns b, which is empty where it
 * does not. There must be a choice. selection_run_hides(K, b): whether the chosen alternative
 * leaves demand unmet or serves fewer trucks than another and no limit is on that; then b, of
 * SELECTION_TEXT bytes, says so.
 */
#define SELECTION_TEXT 256

/* selection_run_but(K, b): write ", but " and how the chosen alternative serves fewer trucks
 * than the one that serves most to b, of SERVED_SIZE bytes. There must be a choice. Returns b,
 * which is empty where it does not serve fewer. */
char *selection_run_but(const struct selection_run *K, char *b);

/* selection_run_hides(K, b): returns whether the chosen alternative leaves demand unmet or
 * serves fewer trucks than another while no limit is on that; b, of SELECTION_TEXT bytes, then
 * tells it. */
bool selection_run_hides(const struct selection_run *K, char *b);

/* selection_run_json_served(K, alternative, lost, object): put what demand an alternative met
 * into the object. *lost is set when memory was short. */
void selection_run_json_served(const struct selection_run *K, size_t alternative, bool *lost,
                               json_t *object);

/* selection_run_json_warnings(K, lost): returns what selection_run_hides tells, as a list. *lost
 * is set when memory was short. */
json_t *selection_run_json_warnings(const struct selection_run *K, bool *lost);

/* selection_run_sheet(K, T, axis, goal): write to the group, along its axis of alternatives, the
 * fate of each, its replications, and of the goal, whose name is goal, and of every limit the
 * estimate and the value in each replication. Returns whether there was memory. */
bool selection_run_sheet(const struct selection_run *K, struct sheet *T, const char *axis,
                         const char *goal);

/* selection_run_csv_head(K, out): write the head of the columns of selection_run_csv_alternative as
 * the end of a line; no two columns have one name. Returns whether there was memory. */
bool selection_run_csv_head(const struct selection_run *K, FILE *out);

/* selection_run_csv_alternative(K, alternative, out): write what selection_run_sheet writes of an
 * alternative, the values by replication aside, as the end of a line. */
void selection_run_csv_alternative(const struct selection_run *K, size_t alternative, FILE *out);

#endif
