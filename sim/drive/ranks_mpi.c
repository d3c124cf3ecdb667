/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plugin: the ranks of MPI. A message is its size, then its bytes in pieces that MPI can
 * count. MPI waits by asking again and again, which would take a processor from a simulation: so
 * whoever sends asks now and then, and sleeps. */
#define _POSIX_C_SOURCE 200809L

#include <mpi.h>
#include <time.h>

#include "sim/drive/ranks.h"

#define PIECE ((size_t)1 << 30)
#define WAIT_NS 200000

enum { TAG_SIZE = 1, TAG_PIECE };

static int start(int *rank, int *size)
{
    int provided;

    if (MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &provided) != MPI_SUCCESS)
        return GATESIM_ESYSTEM;
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    MPI_Comm_rank(MPI_COMM_WORLD, rank);
    MPI_Comm_size(MPI_COMM_WORLD, size);
    return GATESIM_OK;
}

static int send_piece(int to, const void *data, size_t size, int tag)
{
    const struct timespec wait = {.tv_nsec = WAIT_NS};
    MPI_Request request;
    int done = 0;

    if (MPI_Isend(data, (int)size, MPI_BYTE, to, tag, MPI_COMM_WORLD, &request) != MPI_SUCCESS)
        return GATESIM_ESYSTEM;
    for (;;) {
        if (MPI_Test(&request, &done, MPI_STATUS_IGNORE) != MPI_SUCCESS)
            return GATESIM_ESYSTEM;
        if (done)
            return GATESIM_OK;
        (void)nanosleep(&wait, NULL);
    }
}

static size_t piece_at(size_t at, size_t size)
{
    return size - at < PIECE ? size - at : PIECE;
}

static int send_message(int to, const void *data, size_t size)
{
    const unsigned long long length = size;
    int status = send_piece(to, &length, sizeof length, TAG_SIZE);

    for (size_t at = 0; status == GATESIM_OK && at < size; at += piece_at(at, size))
        status = send_piece(to, (const char *)data + at, piece_at(at, size), TAG_PIECE);
    return status;
}

static int probe(int from, size_t *size)
{
    unsigned long long length;
    int there = 0;

    if (MPI_Iprobe(from, TAG_SIZE, MPI_COMM_WORLD, &there, MPI_STATUS_IGNORE) != MPI_SUCCESS)
        return GATESIM_ESYSTEM;
    if (!there)
        return 0;
    if (MPI_Recv(&length, sizeof length, MPI_BYTE, from, TAG_SIZE, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE) != MPI_SUCCESS)
        return GATESIM_ESYSTEM;
    *size = length;
    return 1;
}

static int receive(int from, void *data, size_t size)
{
    for (size_t at = 0; at < size; at += piece_at(at, size))
        if (MPI_Recv((char *)data + at, (int)piece_at(at, size), MPI_BYTE, from, TAG_PIECE,
                     MPI_COMM_WORLD, MPI_STATUS_IGNORE) != MPI_SUCCESS)
            return GATESIM_ESYSTEM;
    return GATESIM_OK;
}

static void finish(void)
{
    MPI_Finalize();
}

static void end_all(int status)
{
    MPI_Abort(MPI_COMM_WORLD, status);
}

extern const struct ranks_transport gatesim_ranks_transport;
const struct ranks_transport gatesim_ranks_transport = {
    .start = start,
    .send = send_message,
    .probe = probe,
    .receive = receive,
    .finish = finish,
    .end_all = end_all,
};
