/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Precision: how many replications a run takes whose scenario names a precision. They come in
 * waves of a fixed size, so that their number does not depend on the threads. */
#ifndef SIM_CLI_PRECISE_H
#define SIM_CLI_PRECISE_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/cli/measured.h"

struct precise {
    double share;     /* half-width / mean; 0: no precision is asked for */
    const char *text; /* what it is of; borrowed from the scenario, or a literal */
    uint32_t most;    /* replications */
    const char *group, *name;
    size_t index; /* the value in the column */
};

/* precise_init(P, S, path): what the scenario says of precision. Returns EXIT_DONE, or an exit
 * status after saying what is wrong. */
int precise_init(struct precise *P, const struct gatesim_scenario *S, const char *path);

/* precise_first(P, replications), precise_next(P, M, there): how many replications there are to
 * be at first, the scenario asking for so many; and when there are that many and M has measured
 * them: there, when that is enough. */
uint32_t precise_first(const struct precise *P, uint32_t replications);
uint32_t precise_next(const struct precise *P, const struct measured *M, uint32_t there);

/* precise_say(P, M): what was reached, on stderr. */
void precise_say(const struct precise *P, const struct measured *M);

#endif
