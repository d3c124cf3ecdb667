/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranks: the processes that mpirun started together, 0 to size - 1, as one sends to another.
 *
 * The program does not link MPI: a plugin does (ranks_mpi.c), beside the program or in
 * lib/gatesim, and is loaded only in a process that was started with others. All calls are from the
 * thread that opened the ranks. A message arrives whole, and those from one rank in their order.
 * Waiting sleeps, so that it takes no time from simulations. */
#ifndef SIM_DRIVE_RANKS_H
#define SIM_DRIVE_RANKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/drive/experiment.h"

/* What the plugin provides, under the name RANKS_SYMBOL. Those that return int return 0 or a
 * negative status, probe 1 when a message is there. */
struct ranks_transport {
    int (*start)(int *rank, int *size);
    int (*send)(int to, const void *data, size_t size);
    int (*probe)(int from, size_t *size); /* the size of the next message, which is then received */
    int (*receive)(int from, void *data, size_t size);
    void (*finish)(void);        /* all ranks do */
    void (*end_all)(int status); /* end all ranks, with this exit status; does not return */
};
#define RANKS_SYMBOL "gatesim_ranks_transport"

struct ranks {
    int rank, size;
    const struct ranks_transport *transport;
};

#define RANKS_ERROR 256

/* ranks_open(R, error): find out which rank this process is. Returns 1 when it was started with
 * others, 0 when it is alone, with *R zeroed; or GATESIM_ESYSTEM when the plugin cannot be used,
 * for the reason in error, which has RANKS_ERROR bytes. */
int ranks_open(struct ranks *R, char *error);

/* ranks_close(R): end the use of MPI; every rank must call it. Does nothing when this process is
 * alone. */
void ranks_close(struct ranks *R);

/* ranks_abort(R, status): end all ranks, this process with them, with the exit status. Does
 * nothing when this process is alone. */
void ranks_abort(struct ranks *R, int status);

/* ranks_send(R, to, data, size): send size bytes to rank to. When it returns, data may be used
 * again. Returns 0 or GATESIM_ESYSTEM. */
int ranks_send(const struct ranks *R, int to, const void *data, size_t size);

/* ranks_receive(R, from, data, size): wait for the next message of rank from. *data becomes its
 * *size bytes, which the caller frees. Returns 0, GATESIM_ESYSTEM or GATESIM_ENOMEM. */
int ranks_receive(const struct ranks *R, int from, void **data, size_t *size);

/* ranks_look(R, from, data, size): receive as ranks_receive, but without waiting. Returns 1 when
 * there was a message, 0 when there was none, GATESIM_ESYSTEM or GATESIM_ENOMEM. */
int ranks_look(const struct ranks *R, int from, void **data, size_t *size);

/* ranks_hand_over(R, result): the result of a cell to rank 0, whose experiment waits for it. The
 * cell's index is that of rank 0. */
int ranks_hand_over(const struct ranks *R, const struct experiment_result *result);

/* ranks_result(data, size, result): what was handed over, lent from data. Returns 0, or
 * GATESIM_ESYSTEM when the message is none of that kind. Leaves result->cell alone. */
int ranks_result(const void *data, size_t size, struct experiment_result *result);

#endif
