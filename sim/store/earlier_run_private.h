/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An earlier run that is open, for the three files that choose it (earlier_run_find.c), read it
 * (earlier_run.c) and look at it in a child process (earlier_run_check.c). */
#ifndef SIM_STORE_EARLIER_RUN_PRIVATE_H
#define SIM_STORE_EARLIER_RUN_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/store/earlier_run.h"
#include "sim/store/h5.h"
#include "sim/store/log.h"
#include "sim/store/log_file.h"

struct earlier_run {
    struct h5 h5;
    const struct gatesim_scenario *scenario;
    struct log_table tables[LOG_KINDS]; /* zeroed: not logged */
    hid_t *logs[LOG_KINDS];             /* the columns of each log, open */
    uint64_t *counts[LOG_KINDS];        /* by replication: rows up to its end */
    hsize_t rows[LOG_KINDS];            /* rows that each log has in the file */
    uint8_t *complete;                  /* by replication, as are the next three */
    uint64_t *fingerprint, *events;
    uint32_t *crc;
    hsize_t replications; /* for which the file has room */
    hid_t *columns;       /* open; invalid where the scenario gives a column no values */
    size_t count;         /* of columns */
    size_t values;        /* in one replication */
    struct {              /* neighbouring replications, read at once */
        hsize_t most;     /* replications that fit */
        hsize_t first;    /* the first that is held */
        hsize_t rows;     /* how many are held */
        double *values;   /* column by column, most rows each; owned */
    } block;
    uint32_t spoilt; /* replications that are complete but not as they were written */
    char *moved;     /* where the file was moved to; NULL: it was not moved; owned */
};

/* earlier_run_no_memory(E): note in E that memory is short. Returns GATESIM_ENOMEM. */
int earlier_run_no_memory(struct earlier_run *E);

/* earlier_run_not_results(H): note in H that its file is not a results file. */
void earlier_run_not_results(struct h5 *H);

/* earlier_run_check_version(H): note in H when another version of gatesim wrote its file. */
void earlier_run_check_version(struct h5 *H);

/* earlier_run_scenario(H): read the text of the scenario in the file of H. Returns the text, for
 * the caller to free, or NULL. */
char *earlier_run_scenario(struct h5 *H);

/* earlier_run_is_sound(E, replication, values): read all of one replication that store_copy would
 * read, its values into values, which has room for E->values numbers. Returns whether the
 * replication is as it was written. */
bool earlier_run_is_sound(struct earlier_run *E, uint32_t replication, double *values);

/* earlier_run_check_all(E): read every complete replication of E; those that are not as they were
 * written count as spoilt from now on. */
void earlier_run_check_all(struct earlier_run *E);

#endif
