/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An earlier file that is open, for those that choose it (earlier_run_find.c), read it
 * (earlier_run.c) and look at it in a process of their own (earlier_run_check.c). */
#ifndef SIM_STORE_EARLIER_RUN_PRIVATE_H
#define SIM_STORE_EARLIER_RUN_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/store/h5.h"
#include "sim/store/log.h"
#include "sim/store/log_file.h"
#include "sim/store/store.h"

struct earlier_run {
    struct h5 h5;
    const struct gatesim_scenario *scenario;
    struct log_table tables[LOG_KINDS]; /* zeroed: not logged */
    hid_t *logs[LOG_KINDS];             /* their columns, open */
    uint64_t *counts[LOG_KINDS];        /* by replication: rows of it and of all before */
    hsize_t rows[LOG_KINDS];            /* that are there */
    uint8_t *complete;                  /* by replication; so are the next three */
    uint64_t *fingerprint, *events;
    uint32_t *crc;
    hsize_t replications;
    hid_t *columns; /* open; invalid: without values in the scenario */
    size_t count;   /* of them */
    size_t values;  /* of a replication */
    struct {
        hsize_t most, first, rows; /* replications that have room, the first, how many are there */
        double *values;            /* column by column, most rows each; owned */
    } block;
    uint32_t spoilt; /* replications that are complete and not as they were written */
    char *moved;     /* where store_source_resume moved the file; NULL: nowhere; owned */
};

/* source_no_memory(SRC): note that there was none. Returns GATESIM_ENOMEM. */
int source_no_memory(struct earlier_run *SRC);

/* source_not_results(H): note that the file is not a results file. */
void source_not_results(struct h5 *H);

/* source_check_version(H): note when the file is by another version of gatesim. */
void source_check_version(struct h5 *H);

/* source_scenario(H): the text of the scenario in the file, the caller's; or NULL. */
char *source_scenario(struct h5 *H);

/* source_is_sound(SRC, replication, values): whether all that store_copy reads of one replication
 * is as it was written; values has room for those of a replication. */
bool source_is_sound(struct earlier_run *SRC, uint32_t replication, double *values);

/* source_look(SRC): of complete replications only those that are as they were written are there
 * from now on. */
void source_look(struct earlier_run *SRC);

#endif
