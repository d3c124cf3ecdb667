/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as data: what a page needs that shows runs to people, as JSON. Numbers in SI units,
 * null where there is none; nothing in it is meant for one language.
 *
 * Of each run: what it is, where trucks wait longest, what limits the gate, every column that
 * results have (mean, half-width and number of values behind each), time series with the band that
 * holds most replications, the mean line at each place by hour of the week, when places are shut
 * and what befalls them, and how warm-up and precision look. Of several runs also what the others
 * change of the first, whether they met the same trucks, and which may have the shortest mean time
 * in system. And a table of measures, with the intervals of the comparison. */
#ifndef ANALYSIS_REPORT_REPORT_H
#define ANALYSIS_REPORT_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "analysis/compare/comparison.h"
#include "analysis/compare/one_more.h"
#include "analysis/compare/trend.h"
#include "analysis/read/run_data.h"
#include "gatesim/scenario.h"

/* A limit that a number is to keep. */
struct report_target {
    const char *text;         /* as it was asked for */
    const char *group, *name; /* of the column */
    const char *label;        /* along its axis; NULL: it has none */
    double value;
    bool at_least;
};

/* Whether what limits a gate was measured, and why not. X(code, name) */
#define REPORT_UNMEASURED_LIST(X)                                                          \
    X(NO, "no")       /* nobody wanted it */                                               \
    X(FILES, "files") /* data files of the scenario are missing, changed, or not opened */ \
    X(SLOW, "slow")   /* the runs take too long for a report */                            \
    X(OTHER, "other") /* the runs that this program makes are not those of the file */

enum report_unmeasured {
    REPORT_MEASURED,
#define REPORT_UNMEASURED_CODE(code, name) REPORT_UNMEASURED_##code,
    REPORT_UNMEASURED_LIST(REPORT_UNMEASURED_CODE)
#undef REPORT_UNMEASURED_CODE
};

/* A row of the table of measures. */
struct report_measure {
    const struct comparison_row *row;
    const char *noun; /* what the program calls it in English */
};

struct report_run {
    const struct run_data *data;             /* read whole */
    const char *name;                        /* unique in the report */
    const struct gatesim_scenario *scenario; /* NULL: its data files are not there */
    struct trend trend;                      /* whether its backlog grows */
    enum report_unmeasured unmeasured;       /* why one_more is NULL */
    const struct one_more *one_more;         /* what limits the gate */
};

/* Everything is borrowed. */
struct report {
    size_t runs;
    const struct report_run *run;
    const struct comparison *comparison; /* of the runs */
    size_t measures;
    const struct report_measure *measure; /* rows of the comparison */
    size_t metrics;
    const char *const *metric; /* by which the user chose the measures; none: the usual ones */
    const char *base_name, *base_text; /* a resolved scenario to tell differences from; or NULL */
    const char *language;              /* "en" */
    size_t targets;
    const struct report_target *target;
};

/* The share of the replications that a band leaves out on each side. */
#define REPORT_TAIL 0.1

/* report_json(R, root): the caller's object. Returns 0 or GATESIM_ENOMEM. */
int report_json(const struct report *R, json_t **root);

#endif
