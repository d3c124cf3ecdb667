/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All replications of all alternatives are the cells of one experiment, replication by
 * replication, so that those that are compared are there early and the processor is never idle. A
 * hook may ask for more when all that were wanted are there. */
#include "sim/experiment/alternatives.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/experiment/loading.h"
#include "sim/experiment/progress.h"
#include "sim/experiment/warm_up_runs.h"
#include "sim/text/messages.h"

struct cell {
    uint32_t alternative, replication;
};

void alternatives_init(struct alternatives *L, FILE *messages)
{
    *L = (struct alternatives){.messages = messages};
    vector_init(&L->cells, sizeof(struct cell));
}

void alternatives_release(struct alternatives *L)
{
    for (size_t i = 0; i < L->count; i++) {
        run_data_destroy(L->alternative[i].data);
        gatesim_scenario_destroy(L->alternative[i].scenario);
    }
    free(L->alternative);
    free(L->trouble);
    free(L->warm_up);
    vector_release(&L->cells);
    alternatives_init(L, L->messages);
}

static int make_room(struct alternatives *L)
{
    const size_t room = L->room == 0 ? 8 : 2 * L->room;
    struct alternative *bigger =
        L->count < L->room ? L->alternative : realloc(L->alternative, room * sizeof *bigger);

    if (bigger == NULL)
        return GATESIM_ENOMEM;
    if (L->count == L->room)
        L->room = room;
    L->alternative = bigger;
    return GATESIM_OK;
}

/* Load a scenario whose warm-up is not open, or not any more. */
static int load(struct alternatives *L, const char *path, const struct settings *settings,
                struct gatesim_scenario **S)
{
    struct gatesim_scenario_info info;
    int status = load_scenario(L->messages, path, settings_list(settings), settings->count, S);

    if (status != GATESIM_OK)
        return status;
    gatesim_scenario_info(*S, &info);
    if (!info.warm_up_auto)
        return GATESIM_OK;
    if (L->warm_up == NULL)
        status = warm_up_find(L->messages, *S, path, &L->warm_up);
    gatesim_scenario_destroy(*S);
    *S = NULL;
    return status == GATESIM_OK ? load_scenario_with(L->messages, path, settings_list(settings),
                                                     settings->count, L->warm_up, S)
                                : status;
}

int alternatives_take(struct alternatives *L, const char *path, struct gatesim_scenario *S)
{
    struct alternative alternative = {.scenario = S};

    if (make_room(L) != GATESIM_OK || run_data_of(S, path, &alternative.data) != GATESIM_OK) {
        gatesim_scenario_destroy(S);
        return GATESIM_ENOMEM;
    }
    L->alternative[L->count++] = alternative;
    return GATESIM_OK;
}

int alternatives_add(struct alternatives *L, const char *path, const struct settings *settings)
{
    struct gatesim_scenario *S = NULL;
    const int status = load(L, path, settings, &S);

    if (status != GATESIM_OK)
        return status;
    return alternatives_take(L, path, S) == GATESIM_OK
               ? GATESIM_OK
               : message_status(L->messages, GATESIM_ENOMEM);
}

size_t alternatives_most(const struct alternatives *L)
{
    size_t most = 0;

    for (size_t i = 0; i < L->count; i++)
        if (L->alternative[i].data->count > most)
            most = L->alternative[i].data->count;
    return most;
}

/* The next replication that any alternative wants and has not begun; UINT32_MAX: none. */
static uint32_t next_replication(const struct alternatives *L)
{
    uint32_t next = UINT32_MAX;

    for (size_t i = 0; i < L->count; i++)
        if (L->alternative[i].begun < L->alternative[i].wanted && L->alternative[i].begun < next)
            next = L->alternative[i].begun;
    return next;
}

/* The number of an alternative's replication r, from 0. */
static uint32_t number_of(const struct alternatives *L, uint32_t r)
{
    if (!L->antithetic)
        return L->offset + r;
    return L->offset + r / 2 + (r % 2 == 1 ? GATESIM_ANTITHETIC : 0);
}

/* Put what is wanted and not begun behind the cells. */
static int add_cells(struct alternatives *L)
{
    uint32_t r;

    while ((r = next_replication(L)) != UINT32_MAX)
        for (size_t i = 0; i < L->count; i++) {
            const struct cell cell = {(uint32_t)i, number_of(L, r)};

            if (L->alternative[i].begun != r || L->alternative[i].wanted <= r)
                continue;
            if (vector_append(&L->cells, &cell, 1) != GATESIM_OK)
                return GATESIM_ENOMEM;
            L->alternative[i].begun++;
        }
    return GATESIM_OK;
}

static const struct cell *cell_at(const struct alternatives *L, uint64_t index)
{
    return VECTOR_AT(&L->cells, struct cell, index);
}

static void on_cell(void *user, uint64_t index, struct experiment_cell *cell)
{
    const struct alternatives *L = user;
    const struct cell *at = cell_at(L, index);

    cell->scenario = L->alternative[at->alternative].scenario;
    cell->replication = at->replication;
}

static void keep_trouble(struct alternatives *L, const struct alternative *alternative,
                         const char *trouble)
{
    static const char format[] = "%s: %s";
    const int length = snprintf(NULL, 0, format, alternative->data->path, trouble);

    L->trouble = malloc((size_t)length + 1);
    if (L->trouble != NULL)
        (void)snprintf(L->trouble, (size_t)length + 1, format, alternative->data->path, trouble);
}

static int on_result(void *user, const struct experiment_result *result)
{
    struct alternatives *L = user;
    const struct alternative *alternative = &L->alternative[cell_at(L, result->index)->alternative];

    if (result->status == GATESIM_OK)
        return run_data_add(alternative->data, alternative->scenario, result->cell.replication,
                            result->values);
    if (gatesim_status_explained(result->status))
        keep_trouble(L, alternative, result->trouble);
    return GATESIM_OK;
}

static uint64_t on_more(void *user, uint64_t done)
{
    struct alternatives *L = user;

    L->failure = L->more(L->user, L);
    if (L->failure == GATESIM_OK)
        L->failure = add_cells(L);
    return L->failure == GATESIM_OK ? L->cells.count : done;
}

static void on_progress(void *user, const struct experiment_state *state)
{
    const struct alternatives *L = user;

    progress_show(L->messages, state);
}

static void on_conclude(void *user, int status)
{
    struct alternatives *L = user;

    if (!L->quiet && progress_wanted(L->messages))
        progress_clear(L->messages);
    if (L->finish != NULL && L->failure == GATESIM_OK &&
        (status == GATESIM_OK || status == GATESIM_ESTOPPED))
        L->left = L->finish(L->user, L);
}

static int conclude(const struct alternatives *L, int status)
{
    const struct experiment_state *state = &L->state;

    if (status == GATESIM_OK)
        status = L->failure;
    if (status == GATESIM_OK)
        return L->left;
    if (gatesim_status_explained(status) && L->trouble != NULL) {
        message(L->messages, "%s: %s", gatesim_status_text(status), L->trouble);
        return status;
    }
    if (status != GATESIM_ESTOPPED)
        return message_status(L->messages, status);
    if (!L->quiet)
        message(L->messages, "stopped by %s: %llu replications are complete",
                state->signal == SIGINT ? "SIGINT" : "SIGTERM",
                (unsigned long long)state->complete);
    return L->left != GATESIM_OK ? L->left : GATESIM_ESTOPPED;
}

int alternatives_run(struct alternatives *L)
{
    const bool bar = !L->quiet && progress_wanted(L->messages);
    const struct experiment_hooks H = {.user = L,
                                       .cell = on_cell,
                                       .result = on_result,
                                       .more = L->more != NULL ? on_more : NULL,
                                       .conclude = on_conclude,
                                       .progress = bar ? on_progress : NULL};
    struct experiment X = {.threads = L->threads, .signals = true};

    if (add_cells(L) != GATESIM_OK)
        return message_status(L->messages, GATESIM_ENOMEM);
    if (L->cells.count == 0)
        return L->finish != NULL ? L->finish(L->user, L) : GATESIM_OK;
    X.cells = L->cells.count;
    X.scenario = L->alternative[0].scenario;
    return conclude(L, experiment_run(&X, &H, NULL, &L->state));
}
