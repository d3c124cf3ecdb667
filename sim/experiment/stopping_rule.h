/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stopping rule: how many replications a run takes whose scenario names a precision. They come
 * in waves of a fixed size, so that their number does not depend on the threads. */
#ifndef SIM_EXPERIMENT_STOPPING_RULE_H
#define SIM_EXPERIMENT_STOPPING_RULE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "sim/experiment/run_estimates.h"

struct stopping_rule {
    double share;     /* half-width / mean; 0: no precision is asked for */
    const char *text; /* what it is of; borrowed from the scenario, or a literal */
    uint32_t most;    /* replications */
    const char *group, *name;
    size_t index; /* the value in the column */
};

/* stopping_init(messages, P, S, path): read what scenario S, from path, says of precision into
 * P. Returns 0, or a negative status after a message. */
int stopping_init(FILE *messages, struct stopping_rule *P, const struct gatesim_scenario *S,
                  const char *path);

/* stopping_first(P, replications): returns how many replications there are to be at first, when
 * the scenario asks for that many. */
uint32_t stopping_first(const struct stopping_rule *P, uint32_t replications);

/* stopping_next(P, M, there): returns how many replications there are to be when M has measured
 * there of them; there, when that is enough. */
uint32_t stopping_next(const struct stopping_rule *P, const struct run_estimates *M,
                       uint32_t there);

/* stopping_say(messages, P, M): tell which precision was reached. */
void stopping_say(FILE *messages, const struct stopping_rule *P, const struct run_estimates *M);

#endif
