/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Variation: which keys of a scenario an experiment varies, over which values, and which
 * combinations it leaves out.
 *
 * A factor has levels (a list, or a range with a step) or is continuous (a range without a
 * step that is not of whole numbers). A place in it is the number of a level, or the value. */
#ifndef SIM_CLI_VARY_H
#define SIM_CLI_VARY_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/base/vector.h"
#include "sim/cli/settings.h"

struct vary_level {
    char *text;    /* as it is written into the scenario */
    double number; /* NaN: it is none */
};

struct vary {
    char *key;    /* "customs.servers" */
    char *unit;   /* "min"; "" none */
    char *before; /* what stands before and behind the number of a range, blanks included */
    char *behind;
    bool numeric; /* every level is a number, all of one unit */
    bool continuous;
    double low, high; /* of a range, in its unit */
    size_t levels;    /* 0 when continuous */
    struct vary_level *level;
};

struct variation {
    size_t count;
    struct vary *factor;  /* owned */
    struct vector limits; /* of linear limits on the numbers of factors */
};

void variation_init(struct variation *V);
void variation_release(struct variation *V);

/* variation_read(V, factors, limits): make V of texts. A factor: "S.K=2..8", "S.K=2..8/2",
 * "S.K=5..15 min/5 min", "S.K=a,b,c"; a range may stand in a longer value:
 * "S.K=lognormal mean 5..15 min cv 0.8". A limit on combinations: "A.K + 2 B.K <= 12", with
 * factors that have numbers, blanks around + and -, and <=, <, >=, > or =. Returns -1, or an exit
 * status after saying what is wrong. */
int variation_read(struct variation *V, const struct settings *factors,
                   const struct settings *limits);

/* variation_find(V, key): its number, or V->count. */
size_t variation_find(const struct variation *V, const char *key);

/* variation_allows(V, place): whether all limits hold. place has one for each factor. */
bool variation_allows(const struct variation *V, const double *place);

/* vary_number(F, place): the number there, in the factor's unit; of a level that is no number
 * the number of the level. */
double vary_number(const struct vary *F, double place);

/* vary_place(F, u): the place at u in [0, 1) of the factor. */
double vary_place(const struct vary *F, double u);

/* vary_text(F, place): the value there as a scenario has it, malloced, or NULL. */
char *vary_text(const struct vary *F, double place);

/* variation_settings(V, place, T): append a setting for every factor. Returns -1 or an exit
 * status, as settings_add. */
int variation_settings(const struct variation *V, const double *place, struct settings *T);

#endif
