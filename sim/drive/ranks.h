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

/* ranks_open(R, error): find out which rank this process is. Returns 1 when it was started with
 * others, 0 when it is alone, with *R zeroed; or GATESIM_ESYSTEM when the plugin cannot be used,
 * for the reason in error, room for RANKS_ERROR bytes. */
#define RANKS_ERROR 256
int ranks_open(struct ranks *R, char *error);

/* ranks_close(R): all ranks close. ranks_abort(R, status): end the others, and this process.
 * Both do nothing when alone. */
void ranks_close(struct ranks *R);
void ranks_abort(struct ranks *R, int status);

/* ranks_send(R, to, data, size): returns when the data may be used again.
 * ranks_receive(R, from, data, size): wait for the next message, to free(). ranks_look(R, from,
 * data, size): the same without waiting: 1 when there was one, 0 when not. All return
 * GATESIM_ESYSTEM or GATESIM_ENOMEM when they fail. */
int ranks_send(const struct ranks *R, int to, const void *data, size_t size);
int ranks_receive(const struct ranks *R, int from, void **data, size_t *size);
int ranks_look(const struct ranks *R, int from, void **data, size_t *size);

/* ranks_hand_over(R, result): the result of a cell to rank 0, whose experiment waits for it. The
 * cell's index is that of rank 0. */
int ranks_hand_over(const struct ranks *R, const struct experiment_result *result);

/* ranks_result(data, size, result): what was handed over, lent from data. Returns 0, or
 * GATESIM_ESYSTEM when the message is none of that kind. Leaves result->cell alone. */
int ranks_result(const void *data, size_t size, struct experiment_result *result);

#endif
