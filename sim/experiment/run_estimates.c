/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums over replications are kept for every value of every column, end to end in one array, so
 * that a replication costs one pass; single values are kept only where they are asked for. */
#include "sim/experiment/run_estimates.h"

#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/base/bug.h"

/* Number the columns' values end to end. */
static int lay_out(struct run_estimates *M)
{
    const struct gatesim_column *columns = gatesim_columns(&M->columns);

    M->offset = calloc(M->columns + 1, sizeof *M->offset);
    if (M->offset == NULL)
        return GATESIM_ENOMEM;
    for (size_t c = 0; c < M->columns; c++) {
        M->offset[c + 1] = M->offset[c] + gatesim_column_size(M->scenario, c);
        M->whole += strcmp(columns[c].group, "summary") == 0;
    }
    return GATESIM_OK;
}

int run_estimates_init(struct run_estimates *M, const struct gatesim_scenario *S)
{
    *M = (struct run_estimates){.scenario = S};
    gatesim_scenario_info(S, &M->info);
    if (lay_out(M) != GATESIM_OK)
        return GATESIM_ENOMEM;
    M->numbers = calloc(M->offset[M->columns] + 1, sizeof *M->numbers);
    return M->numbers != NULL ? GATESIM_OK : GATESIM_ENOMEM; /* zeroes: nothing seen */
}

void run_estimates_restart(struct run_estimates *M, uint32_t replications)
{
    M->info.replications = replications;
    M->added = 0;
    M->events = 0;
    M->partial = false;
    for (size_t i = 0; i < M->offset[M->columns]; i++)
        accumulator_init(&M->numbers[i]);
}

void run_estimates_release(struct run_estimates *M)
{
    free(M->fingerprints);
    free(M->by_replication);
    free(M->offset);
    free(M->numbers);
    findings_release(&M->findings);
    *M = (struct run_estimates){0};
}

/* Room for one replication more. */
static int make_room(struct run_estimates *M)
{
    const uint32_t room = M->room == 0 ? 64 : 2 * M->room;
    uint64_t *fingerprints;
    double *numbers;

    if (M->added < M->room)
        return GATESIM_OK;
    fingerprints = realloc(M->fingerprints, room * sizeof *fingerprints);
    if (fingerprints == NULL)
        return GATESIM_ENOMEM;
    M->fingerprints = fingerprints;
    if (M->keeps) {
        numbers = realloc(M->by_replication, (room * M->whole + 1) * sizeof *numbers);
        if (numbers == NULL)
            return GATESIM_ENOMEM;
        M->by_replication = numbers;
    }
    M->room = room;
    return GATESIM_OK;
}

/* The numbers of the replication as a whole. */
static void keep_whole(const struct run_estimates *M, const struct store_record *record)
{
    const struct gatesim_column *columns = gatesim_columns(&(size_t){0});
    double *to = M->by_replication + (size_t)M->added * M->whole;

    for (size_t c = 0; c < M->columns; c++)
        if (strcmp(columns[c].group, "summary") == 0)
            *to++ = record->values[M->offset[c]];
}

int run_estimates_add(struct run_estimates *M, const struct store_record *record)
{
    if (make_room(M) != GATESIM_OK)
        return GATESIM_ENOMEM;
    if (M->keeps)
        keep_whole(M, record);
    M->fingerprints[M->added++] = record->fingerprint;
    M->events += record->events;
    for (size_t i = 0; i < M->offset[M->columns]; i++)
        accumulator_add(&M->numbers[i], record->values[i]);
    return GATESIM_OK;
}

uint32_t run_estimates_complete(const struct run_estimates *M)
{
    return M->partial ? 0 : M->added;
}

static size_t column_of(const char *group, const char *name)
{
    const int column = gatesim_column_find(group, name);

    if (column < 0)
        GS_BUG("no column %s/%s", group, name);
    return (size_t)column;
}

struct estimate run_estimates_at(const struct run_estimates *M, const char *group, const char *name,
                                 size_t i)
{
    const size_t column = column_of(group, name);

    GS_ASSERT(M->offset[column] + i < M->offset[column + 1]);
    return estimate_of(&M->numbers[M->offset[column] + i]);
}

struct estimate measured_at2(const struct run_estimates *M, const char *group, const char *name,
                             size_t i, size_t j)
{
    const struct gatesim_column *table = gatesim_columns(&(size_t){0});
    const enum gatesim_axis second = table[column_of(group, name)].axis[1];

    return run_estimates_at(M, group, name, i * gatesim_axis_length(M->scenario, second) + j);
}

double run_estimates_mean(const struct run_estimates *M, const char *group, const char *name,
                          size_t i)
{
    return run_estimates_at(M, group, name, i).mean;
}

bool run_estimates_books(const struct run_estimates *M)
{
    return run_estimates_at(M, "summary", "booking_wait_mean", 0).n > 0 ||
           run_estimates_mean(M, "summary", "trucks_unmet", 0) > 0.0;
}
