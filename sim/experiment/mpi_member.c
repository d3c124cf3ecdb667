/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rank 0 sends each other rank the numbers of its replications, wave by wave; the others simulate
 * and hand their results over in order. A scenario that differs by a byte between machines is
 * found by its digest before anything runs. */
#include "sim/experiment/mpi_member.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "gatesim/version.h"
#include "sim/store/store.h"
#include "sim/text/messages.h"

/* What a member sends first, with its NUL: "0.1.0 " and what its scenario hashes to, or nothing. */
#define GREETING_SIZE 128

static void greet(char *b, const struct gatesim_scenario *S)
{
    snprintf(b, GREETING_SIZE, "%s %s", gatesim_version(),
             S != NULL ? gatesim_scenario_sha256(S) : "");
}

/* What is wrong with a member whose greeting it is; NULL: nothing. */
static const char *fault(const char *theirs, size_t size, const char *ours)
{
    const size_t version = strcspn(ours, " ") + 1;

    if (size == 0 || theirs[size - 1] != '\0' || strncmp(theirs, ours, version) != 0)
        return "another version of gatesim";
    if (strcmp(theirs, ours) == 0)
        return NULL;
    return theirs[version] == '\0' ? "not been able to load the scenario"
                                   : "another scenario, or other data files of it";
}

/* Nothing that is wrong is told twice. */
static int check_greeting(FILE *messages, const struct ranks *R, int from, const char *ours)
{
    void *greeting;
    size_t size;
    const int status = ranks_receive(R, from, &greeting, &size);
    const char *wrong;

    if (status != GATESIM_OK)
        return message_status(messages, status);
    wrong = fault(greeting, size, ours);
    free(greeting);
    if (wrong == NULL)
        return GATESIM_OK;
    message(messages, "process %d of 0 to %d has %s", from, R->size - 1, wrong);
    return GATESIM_EINPUT;
}

int members_meet(FILE *messages, const struct ranks *R, const struct gatesim_scenario *S)
{
    char ours[GREETING_SIZE];
    int status = GATESIM_OK;

    greet(ours, S);
    for (int from = 1; status == GATESIM_OK && from < R->size; from++)
        status = check_greeting(messages, R, from, ours);
    return status;
}

/* A member's part of a wave. */
struct part {
    uint64_t first; /* the number of its first cell among all; the next is `size` further */
    uint32_t replications[];
};

/* Fill the part of one rank; returns its size in bytes. */
static size_t choose(const struct ranks *R, const struct run_file *O, uint64_t from, uint64_t to,
                     int rank, struct part *P)
{
    const uint64_t size = (uint64_t)R->size;
    uint64_t cell = 0;
    size_t count = 0;

    P->first = from + ((uint64_t)rank + size - from % size) % size;
    for (uint32_t r = O->first; r < O->end && cell < to; r++) {
        if (run_file_has(O, r))
            continue;
        if (cell >= from && cell % size == (uint64_t)rank)
            P->replications[count++] = r;
        cell++;
    }
    return sizeof *P + count * sizeof *P->replications;
}

int members_wave(const struct ranks *R, const struct run_file *O, uint64_t from, uint64_t to)
{
    struct part *P = malloc(sizeof *P + (to - from) * sizeof *P->replications);
    int status = P != NULL ? GATESIM_OK : GATESIM_ENOMEM;

    for (int rank = 1; status == GATESIM_OK && rank < R->size; rank++)
        status = ranks_send(R, rank, P, choose(R, O, from, to, rank, P));
    free(P);
    return status;
}

void members_end(const struct ranks *R)
{
    for (int to = 1; to < R->size; to++)
        (void)ranks_send(R, to, "", 0);
}

struct member {
    const struct ranks *ranks;
    const struct gatesim_scenario *scenario;
    unsigned threads;
    struct store *store;     /* collects the logs */
    const struct part *part; /* of the wave */
    uint64_t handed;         /* of it */
};

/* What a cell of a member is among all. */
static uint64_t cell_of(const struct member *M, uint64_t index)
{
    return M->part->first + index * (uint64_t)M->ranks->size;
}

static void on_cell(void *user, uint64_t index, struct experiment_cell *cell)
{
    const struct member *M = user;

    cell->replication = M->part->replications[index];
}

static int on_begin(void *user, uint64_t index, const struct experiment_cell *cell,
                    const struct gatesim_observer **observer)
{
    const struct member *M = user;

    (void)index;
    return store_begin(M->store, cell->replication, observer);
}

static int on_result(void *user, const struct experiment_result *result)
{
    struct member *M = user;
    struct experiment_result ours = *result;
    void *rows;
    int status = store_pack(M->store, result->cell.replication, &rows, &ours.extra_size);

    ours.index = cell_of(M, result->index);
    ours.extra = rows;
    if (status == GATESIM_OK)
        status = ranks_hand_over(M->ranks, &ours);
    M->handed += status == GATESIM_OK;
    free(rows);
    return status;
}

/* Rank 0 waits for the next cell, and must learn that it will not come. */
static void tell_failure(const struct member *M, int status)
{
    const struct experiment_result failure = {
        .index = cell_of(M, M->handed), .status = status, .trouble = ""};

    (void)ranks_hand_over(M->ranks, &failure);
}

/* Simulate a part, of so many bytes. What fails, rank 0 is told, and ends. */
static void simulate(struct member *M, const struct part *P, size_t size)
{
    struct gatesim_scenario_info info;
    struct experiment X = {.scenario = M->scenario, .threads = M->threads};
    const struct experiment_hooks H = {
        .user = M, .cell = on_cell, .begin = on_begin, .result = on_result};
    struct experiment_state state;
    int status;

    gatesim_scenario_info(M->scenario, &info);
    X.cells = (size - sizeof *P) / sizeof *P->replications;
    X.ahead = info.log != GATESIM_LOG_NONE;
    M->part = P;
    M->handed = 0;
    status = M->store != NULL ? experiment_run(&X, &H, NULL, &state) : GATESIM_ENOMEM;
    if (status != GATESIM_OK)
        tell_failure(M, status);
}

void member_run(const struct ranks *R, const struct gatesim_scenario *S, unsigned threads)
{
    struct member M = {.ranks = R, .scenario = S, .threads = threads};
    char greeting[GREETING_SIZE];
    void *message;
    size_t size = 1;
    int status;

    greet(greeting, S);
    status = ranks_send(R, 0, greeting, strlen(greeting) + 1);
    if (S != NULL)
        (void)store_collect(S, 1, &M.store);
    while (status == GATESIM_OK && size > 0) {
        status = ranks_receive(R, 0, &message, &size);
        if (status == GATESIM_OK && size >= sizeof(struct part))
            simulate(&M, message, size);
        free(message);
    }
    store_abandon(M.store);
}
