/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Factors: which keys of a scenario an experiment varies, over which values, and which combinations
 * it leaves out.
 *
 * A factor has levels (a list, or a range with a step) or is continuous (a range without a
 * step that is not of whole numbers). A place in it is the number of a level, or the value. */
#ifndef SIM_EXPERIMENT_FACTORS_H
#define SIM_EXPERIMENT_FACTORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "sim/base/vector.h"
#include "sim/experiment/settings.h"

struct factor_level {
    char *text;    /* as it is written into the scenario */
    double number; /* NaN: it is none */
};

struct factor {
    char *key;    /* "customs.servers" */
    char *unit;   /* "min"; "" none */
    char *before; /* what stands before and behind the number of a range, blanks included */
    char *behind;
    bool numeric; /* every level is a number, all of one unit */
    bool continuous;
    double low, high; /* of a range, in its unit */
    size_t levels;    /* 0 when continuous */
    struct factor_level *level;
};

struct factors {
    FILE *messages; /* where it is told what is wrong; given */
    size_t count;
    struct factor *factor; /* owned */
    struct vector limits;  /* of linear limits on the numbers of factors */
};

/* factors_init(V, messages): make V empty; what is wrong with texts will be told to messages. */
void factors_init(struct factors *V, FILE *messages);

/* factors_release(V): free what V owns, and empty it. */
void factors_release(struct factors *V);

/* factors_read(V, factors, limits): read V from texts. A factor is written "S.K=2..8",
 * "S.K=2..8/2", "S.K=5..15 min/5 min" or "S.K=a,b,c"; a range may stand in a longer value:
 * "S.K=lognormal mean 5..15 min cv 0.8". A limit on combinations is written "A.K + 2 B.K <= 12",
 * with factors that have numbers, blanks around + and -, and <=, <, >=, > or =. Returns 0, or
 * a negative status after a message. */
int factors_read(struct factors *V, const struct settings *factors, const struct settings *limits);

/* factors_find(V, key): returns the number of the factor with that key, or V->count. */
size_t factors_find(const struct factors *V, const char *key);

/* factors_allows(V, place): returns whether the design point place, which has a setting for each
 * factor, keeps all limits. */
bool factors_allows(const struct factors *V, const double *place);

/* factor_number(F, place): returns the number that factor F has at that setting, in its unit;
 * the number of the level when the level is no number. */
double factor_number(const struct factor *F, double place);

/* factor_place(F, u): returns the setting that lies at the share u, in [0, 1), of factor F. */
double factor_place(const struct factor *F, double u);

/* factor_text(F, place): returns the value at that setting as a scenario has it, malloced; NULL
 * without memory. */
char *factor_text(const struct factor *F, double place);

/* factors_settings(V, place, T): append a setting of a scenario for every factor to T. Returns
 * as settings_add. */
int factors_settings(const struct factors *V, const double *place, struct settings *T);

#endif
