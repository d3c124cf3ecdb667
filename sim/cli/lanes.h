/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lanes: scenarios that are run side by side on common random numbers, each with the sample
 * that its replications leave.
 *
 * Replication r of every lane is simulated before replication r + 1 of any, as far as they
 * want so many. Between waves the caller looks at the samples and says who is to go on: with
 * waves of fixed size the outcome does not depend on the number of threads. */
#ifndef SIM_CLI_LANES_H
#define SIM_CLI_LANES_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/sample.h"
#include "sim/base/vector.h"
#include "sim/cli/settings.h"
#include "sim/drive/experiment.h"

struct lane {
    struct gatesim_scenario *scenario;
    struct sample *sample;
    uint32_t wanted; /* replications that it is to have in all; set by the caller */
    uint32_t begun;  /* of them */
};

struct lanes {
    struct lane *lane; /* owned */
    size_t count, room;
    uint32_t offset;  /* the first replication of each */
    bool antithetic;  /* replications 2i and 2i + 1 are i and its antithetic partner */
    unsigned threads; /* as in struct experiment */
    bool quiet;       /* no progress bar */
    /* Called when all that is wanted is there: set wanted of who is to go on. Returns 0, or a
     * negative status. NULL: one wave. */
    int (*more)(void *user, struct lanes *L);
    void *user; /* of both */
    /* Called when nothing runs any more and all is well, or a signal has ended it: write files,
     * which no signal interrupts. Returns an exit status, which lanes_run returns unless it is
     * EXIT_DONE. NULL: nothing to do. */
    int (*finish)(void *user, struct lanes *L);
    char *warm_up;                 /* setting of all whose warm-up is auto; NULL; its own */
    struct vector cells;           /* of struct experiment_cell and its lane; its own */
    int failure;                   /* of more */
    int left;                      /* by finish */
    struct experiment_state state; /* final after lanes_run */
    char *trouble;                 /* why the engine gave up, and in which lane; NULL */
};

/* lanes_init(L): none. lanes_release(L): drop scenarios and samples. */
void lanes_init(struct lanes *L);
void lanes_release(struct lanes *L);

/* lanes_add(L, path, settings): load a scenario as the next lane; what is wrong with it is
 * said. A warm-up that is 'auto' is found for the first that says so and holds for all of them,
 * so that they are measured alike. Returns an exit status. */
int lanes_add(struct lanes *L, const char *path, const struct settings *settings);

/* lanes_take(L, path, S): S, whose warm-up is known, is the next lane; path names it in messages and
 * is borrowed until lanes_release. Takes S, also when it fails. Returns 0 or GATESIM_ENOMEM. */
int lanes_take(struct lanes *L, const char *path, struct gatesim_scenario *S);

/* lanes_most(L): replications of the lane that has most. */
size_t lanes_most(const struct lanes *L);

/* lanes_run(L): run what is wanted. Returns EXIT_DONE, EXIT_STOPPED when a signal ended it
 * (the samples hold what is complete, which has been said), or EXIT_FAILED after saying why. */
int lanes_run(struct lanes *L);

#endif
