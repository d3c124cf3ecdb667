/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/cli/member.h"

#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/cli/cli.h"
#include "sim/store/store.h"

/* Nothing that is wrong is told twice. */
static int check_greeting(const struct ranks *R, int from, const char *digest)
{
    void *greeting;
    size_t size;
    int status = ranks_receive(R, from, &greeting, &size);

    if (status != GATESIM_OK)
        return cli_status(status);
    status = EXIT_DONE;
    if (size != strlen(digest) || memcmp(greeting, digest, size) != 0) {
        cli_say("process %d of 0 to %d has %s", from, R->size - 1,
                size == 0 ? "not been able to load the scenario"
                          : "another scenario, or other data files of it");
        status = EXIT_INPUT;
    }
    free(greeting);
    return status;
}

int members_meet(const struct ranks *R, const struct gatesim_scenario *S)
{
    int status = EXIT_DONE;

    for (int from = 1; status == EXIT_DONE && from < R->size; from++)
        status = check_greeting(R, from, gatesim_scenario_sha256(S));
    return status;
}

/* The replications of one member, among those that are missing. */
static size_t choose(const struct ranks *R, const struct output *O, int rank, uint32_t *mine)
{
    uint64_t cell = 0;
    size_t count = 0;

    for (uint32_t r = O->first; r < O->end; r++)
        if (!output_has(O, r) && cell++ % (uint64_t)R->size == (uint64_t)rank)
            mine[count++] = r;
    return count;
}

int members_begin(const struct ranks *R, const struct output *O)
{
    uint32_t *mine = malloc((output_missing(O) + 1) * sizeof *mine);
    int status = mine != NULL ? GATESIM_OK : GATESIM_ENOMEM;

    for (int to = 1; status == GATESIM_OK && to < R->size; to++)
        status = ranks_send(R, to, mine, choose(R, O, to, mine) * sizeof *mine);
    free(mine);
    return status;
}

void members_dismiss(const struct ranks *R)
{
    for (int to = 1; to < R->size; to++)
        (void)ranks_send(R, to, "", 0);
    members_end(R);
}

void members_end(const struct ranks *R)
{
    for (int to = 1; to < R->size; to++)
        (void)ranks_send(R, to, "", 0);
}

struct member {
    const struct ranks *ranks;
    const uint32_t *replications; /* that are its own */
    uint64_t handed;              /* of them */
    struct store *store;          /* collects the logs */
};

/* What a cell of a member is among the cells of rank 0. */
static uint64_t cell_of(const struct member *M, uint64_t index)
{
    return index * (uint64_t)M->ranks->size + (uint64_t)M->ranks->rank;
}

static void on_cell(void *user, uint64_t index, struct experiment_cell *cell)
{
    const struct member *M = user;

    cell->replication = M->replications[index];
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

static void simulate(struct member *M, const struct gatesim_scenario *S, uint64_t count,
                     unsigned threads)
{
    struct gatesim_scenario_info info;
    struct experiment X = {.scenario = S, .cells = count, .threads = threads};
    const struct experiment_hooks H = {
        .user = M, .cell = on_cell, .begin = on_begin, .result = on_result};
    struct experiment_state state;
    int status = store_collect(S, &M->store);

    gatesim_scenario_info(S, &info);
    X.ahead = info.log != GATESIM_LOG_NONE;
    if (status == GATESIM_OK)
        status = experiment_run(&X, &H, NULL, &state);
    if (status != GATESIM_OK)
        tell_failure(M, status);
    store_abandon(M->store);
}

void member_run(const struct ranks *R, const struct gatesim_scenario *S, unsigned threads)
{
    const char *digest = S != NULL ? gatesim_scenario_sha256(S) : "";
    struct member M = {.ranks = R};
    void *message;
    size_t size;

    if (ranks_send(R, 0, digest, strlen(digest)) != GATESIM_OK ||
        ranks_receive(R, 0, &message, &size) != GATESIM_OK)
        return;
    M.replications = message;
    if (S != NULL && size > 0)
        simulate(&M, S, size / sizeof *M.replications, threads);
    free(message);
    if (ranks_receive(R, 0, &message, &size) == GATESIM_OK)
        free(message);
}
