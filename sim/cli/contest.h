/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A contest: lanes are run until the best of them is known with a probability, or until a
 * budget is spent. Rounds are of fixed size, so the outcome does not depend on threads. */
#ifndef SIM_CLI_CONTEST_H
#define SIM_CLI_CONTEST_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <jansson.h>

#include "analysis/selection.h"
#include "sim/base/arena.h"
#include "sim/cli/lanes.h"
#include "sim/cli/metric.h"
#include "sim/cli/options.h"
#include "sim/cli/study.h"
#include "sim/store/sheet.h"

/* What the user wants; filled by contest_take. */
struct contest_rules {
    struct settings limits; /* --subject-to, as text */
    char *metric;           /* what is to be small or large; owned; NULL: not given */
    char *zone;             /* owned text; NULL: not given */
    double confidence;
    uint64_t first;  /* replications of each before the first decision */
    uint64_t most;   /* of each at all; 0: not given */
    uint64_t budget; /* of all together; 0: until it is decided */
    bool maximise;
};

enum contest_option {
    CONTEST_ZONE = STUDY_OTHER,
    CONTEST_LIMIT,
    CONTEST_PROBABILITY,
    CONTEST_FIRST,
    CONTEST_MOST,
    CONTEST_BUDGET,
    CONTEST_MINIMISE,
    CONTEST_MAXIMISE,
    CONTEST_OTHER /* the first that a command may use for its own */
};

#define CONTEST_OPTIONS                                                                          \
    STUDY_OPTION("subject-to", '\0', CONTEST_LIMIT,                                              \
                 "A limit that the best must keep, such as 'time_in_system_p95 < 6 h' (may be "  \
                 "repeated)",                                                                    \
                 "LIMIT"),                                                                       \
        STUDY_OPTION("zone", '\0', CONTEST_ZONE,                                                 \
                     "Differences smaller than this do not matter, such as '10 min'", "VALUE"),  \
        STUDY_OPTION("probability", '\0', CONTEST_PROBABILITY,                                   \
                     "That the choice is right (default: 95 %)", "SHARE"),                       \
        STUDY_OPTION("first", '\0', CONTEST_FIRST,                                               \
                     "Replications of each before any is dropped (default: 10)", "N"),           \
        STUDY_OPTION("most", '\0', CONTEST_MOST, "Replications of each at most (default: 1000)", \
                     "N")

/* contest_rules_init(U): the defaults. contest_take(U, option, argument): one of the options, as
 * options_take. contest_rules_release(U). */
void contest_rules_init(struct contest_rules *U);
int contest_take(struct contest_rules *U, int option, char *argument);
void contest_rules_release(struct contest_rules *U);

/* What the goal is made of beside the rules' metric. */
struct contest_goal {
    size_t terms;
    const struct contest_term {
        const char *metric;
        double each; /* what one unit of it adds */
    } * term;
    const double *base;   /* by lane: a constant; NULL: 0 */
    const char *currency; /* of the costs; "": they are numbers */
    double zone;          /* for rules without one; 0: there must be one */
};

struct contest {
    const struct contest_rules *rules;
    const struct contest_goal *goal; /* borrowed; NULL: the metric alone */
    struct lanes *lanes;             /* borrowed */
    const char *const *name;         /* of each lane; borrowed, set after contest_init; or NULL */
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
    /* Set after contest_init; as in struct lanes. NULL: nothing to do. */
    int (*finish)(void *user);
    void *user;
};

/* contest_init(K, U, goal, L): find metric, limits and zone in every lane. Returns EXIT_DONE, or
 * an exit status after saying what is wrong. contest_release(K) in either case. */
int contest_init(struct contest *K, const struct contest_rules *U, const struct contest_goal *goal,
                 struct lanes *L);
void contest_release(struct contest *K);

/* contest_run(K): run the lanes to the end of the contest. Returns as lanes_run. */
int contest_run(struct contest *K);

/* contest_best(K): the lane that is chosen; lanes->count when none keeps the limits. */
size_t contest_best(const struct contest *K);

/* contest_estimate(K, lane, which): of the goal (0; with a contest_goal that which is to be
 * small) or of what limit which - 1 is on. contest_unit(K, which): its unit. */
struct estimate contest_estimate(const struct contest *K, size_t lane, size_t which);
const char *contest_unit(const struct contest *K, size_t which);

/* contest_word(K, which, b): what stands behind its numbers in a sentence, as quantity_word; b has
 * QUANTITY_SIZE bytes. */
const char *contest_word(const struct contest *K, size_t which, char *b);

/* contest_head(K, which, goal, A): the head of its column in a table: the name of the goal, or the
 * limit as the user wrote it, with the unit where the cells do not have it. In A, or borrowed; NULL
 * without memory. contest_cell(K, lane, which, b): its estimate of a lane; b has QUANTITY_SIZE
 * bytes. Shares are in % where the limit is. */
const char *contest_head(const struct contest *K, size_t which, const char *goal, struct arena *A);
const char *contest_cell(const struct contest *K, size_t lane, size_t which, char *b);

/* contest_value(K, lane, which, r): the same, of the lane's replication r alone. */
double contest_value(const struct contest *K, size_t lane, size_t which, size_t r);

/* contest_fate(K, lane): "best" ("ahead" while it is not decided), "beaten", "as good"
 * (left out, no more than the zone from the best, and its intervals keep every limit within its
 * tolerance), "breaks a limit", "undecided"; "" for the others of a budget. */
const char *contest_fate(const struct contest *K, size_t lane);

/* contest_print_limits(K, out): a line of the limits in words; nothing where there are none. */
void contest_print_limits(const struct contest *K, FILE *out);

/* contest_order(K, order): the lanes, best first: the chosen one, then those that kept the
 * limits by their goals. */
void contest_order(const struct contest *K, size_t *order);

/* contest_spent(K): replications of all lanes; contest_equal(K): what as many for each as for
 * the one that got most would have been. */
uint64_t contest_spent(const struct contest *K);
uint64_t contest_equal(const struct contest *K);

/* contest_but(K, b): write into b, of SERVED_SIZE bytes, ", but " and how the chosen lane serves
 * fewer trucks than the one that serves most. Returns b, which is empty where it does not. There
 * must be a choice. contest_hides(K, b): whether the chosen lane leaves demand unmet or serves
 * fewer trucks than another and no limit is on that; then b, of CONTEST_TEXT bytes, says so. */
#define CONTEST_TEXT 256
char *contest_but(const struct contest *K, char *b);
bool contest_hides(const struct contest *K, char *b);

/* contest_json_served(K, lane, lost, object): put what demand a lane met into the object.
 * contest_json_warnings(K, lost): what contest_hides says, as a list. *lost: memory was short. */
void contest_json_served(const struct contest *K, size_t lane, bool *lost, json_t *object);
json_t *contest_json_warnings(const struct contest *K, bool *lost);

/* contest_sheet(K, T, axis, goal): in the group, along its axis of lanes, what is told of each:
 * fate, replications, and of the goal, whose name that is, and of every limit the estimate and
 * the value in each replication. Returns whether there was memory.
 * contest_csv_head(K, out), contest_csv_lane(K, lane, out): the same but for the values, as the end
 * of a line: no two columns have one name. The head returns whether there was memory. */
bool contest_sheet(const struct contest *K, struct sheet *T, const char *axis, const char *goal);
bool contest_csv_head(const struct contest *K, FILE *out);
void contest_csv_lane(const struct contest *K, size_t lane, FILE *out);

#endif
