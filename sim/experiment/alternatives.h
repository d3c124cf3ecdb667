/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Alternatives: scenarios that are run side by side on common random numbers, each with the data
 * that its replications leave.
 *
 * Replication r of every alternative is simulated before replication r + 1 of any, as far as they
 * want so many. Between waves the caller looks at the samples and says who is to go on: with
 * waves of fixed size the outcome does not depend on the number of threads. */
#ifndef SIM_EXPERIMENT_ALTERNATIVES_H
#define SIM_EXPERIMENT_ALTERNATIVES_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "analysis/read/run_data.h"
#include "sim/base/vector.h"
#include "sim/drive/experiment.h"
#include "sim/experiment/settings.h"

struct alternative {
    struct gatesim_scenario *scenario;
    struct run_data *data;
    uint32_t wanted; /* replications that it is to have in all; set by the caller */
    uint32_t begun;  /* of them */
};

struct alternatives {
    FILE *messages;                  /* where messages and the progress bar go; given */
    struct alternative *alternative; /* owned */
    size_t count, room;
    uint32_t offset;  /* the first replication of each */
    bool antithetic;  /* replications 2i and 2i + 1 are i and its antithetic partner */
    unsigned threads; /* as in struct experiment */
    bool quiet;       /* no progress bar */
    /* Called when all that is wanted is there: set wanted of who is to go on. Returns 0, or a
     * negative status. NULL: one wave. */
    int (*more)(void *user, struct alternatives *L);
    void *user; /* of both */
    /* Called when nothing runs any more and all is well, or a signal has ended it: write files,
     * which no signal interrupts. Returns a status, which alternatives_run returns unless it
     * is GATESIM_OK. NULL: nothing to do. */
    int (*finish)(void *user, struct alternatives *L);
    char *warm_up;                 /* setting of all whose warm-up is auto; NULL; its own */
    struct vector cells;           /* of struct experiment_cell and its alternative; its own */
    int failure;                   /* of more */
    int left;                      /* by finish */
    struct experiment_state state; /* final after alternatives_run */
    char *trouble;                 /* why the engine gave up, and in which alternative; NULL */
};

/* alternatives_init(L, messages): make L empty; messages and the progress bar will go to that
 * stream. */
void alternatives_init(struct alternatives *L, FILE *messages);

/* alternatives_release(L): free all scenarios and their data, and empty L. */
void alternatives_release(struct alternatives *L);

/* alternatives_add(L, path, settings): load a scenario as the next alternative, and tell what is
 * wrong with it. A warm-up that is 'auto' is found for the first alternative that says so and
 * holds for all of them, so that they are measured alike. Returns 0, or a negative status after a
 * message. */
int alternatives_add(struct alternatives *L, const char *path, const struct settings *settings);

/* alternatives_take(L, path, S): make S, whose warm-up is known, the next alternative. path
 * names it in messages and is borrowed until alternatives_release. S is taken also when that
 * fails. Returns 0 or GATESIM_ENOMEM. */
int alternatives_take(struct alternatives *L, const char *path, struct gatesim_scenario *S);

/* alternatives_most(L): returns the replications of the alternative that has most. */
size_t alternatives_most(const struct alternatives *L);

/* alternatives_run(L): run the replications that are wanted. Returns GATESIM_OK; GATESIM_ESTOPPED
 * when a signal ended it, with what is complete in the data of each; or a negative status after a
 * message. */
int alternatives_run(struct alternatives *L);

#endif
