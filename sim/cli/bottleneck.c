/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scenario is the first lane, and each other lane is the scenario with one more. Since all
 * lanes meet the same trucks, the difference within a replication varies far less than either. */
#include "sim/cli/bottleneck.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/results.h"
#include "gatesim/status.h"
#include "sim/cli/cli.h"
#include "sim/cli/lanes.h"

/* parse(Q, setting, S): the scenario, with one setting more unless that is NULL, as *S. */
static int parse(const struct bottleneck_question *Q, const char *setting,
                 struct gatesim_scenario **S)
{
    const char *text = gatesim_scenario_text(Q->scenario);
    struct gatesim_diagnostics *D = NULL;
    const int status = gatesim_scenario_parse(text, strlen(text), Q->path, &setting,
                                              setting != NULL, S, &D);

    cli_diagnostics(D);
    gatesim_diagnostics_destroy(D);
    if (status == GATESIM_EINPUT)
        return EXIT_INPUT;
    return status == GATESIM_OK ? EXIT_DONE : cli_status(status);
}

/* add(L, Q, setting): the scenario with the setting is the next lane. */
static int add(struct lanes *L, const struct bottleneck_question *Q, const char *setting)
{
    struct gatesim_scenario *S = NULL;
    const int status = parse(Q, setting, &S);

    if (status != EXIT_DONE)
        return status;
    return lanes_take(L, Q->path, S) == GATESIM_OK ? EXIT_DONE : cli_status(GATESIM_ENOMEM);
}

/* add_row(L, Q, row, added): the scenario with one more than added at the row's place. */
static int add_row(struct lanes *L, const struct bottleneck_question *Q,
                   const struct one_more_row *row, uint32_t added)
{
    const size_t size = strlen(row->name) + 64;
    char *setting = malloc(size);
    int status;

    if (setting == NULL)
        return cli_status(GATESIM_ENOMEM);
    snprintf(setting, size, "%s %s.added=%u", row->people ? "pool" : "station", row->name,
             (unsigned)added + 1);
    status = add(L, Q, setting);
    free(setting);
    return status;
}

static bool helps_station(const struct bottleneck_question *Q, size_t i,
                          struct gatesim_staff *staff)
{
    gatesim_scenario_staff(Q->scenario, i, staff);
    return !staff->unlimited && Q->arrived[i] > 0.0;
}

static size_t pools_of(const struct bottleneck_question *Q)
{
    struct gatesim_staff staff;

    return gatesim_scenario_people(Q->scenario, SIZE_MAX, &staff);
}

size_t bottleneck_alternatives(const struct bottleneck_question *Q)
{
    const size_t stations = gatesim_scenario_count(Q->scenario, GATESIM_STATION);
    size_t count = pools_of(Q);
    struct gatesim_staff staff;

    for (size_t i = 0; i < stations; i++)
        count += helps_station(Q, i, &staff);
    return count;
}

static int add_stations(struct one_more *M, struct lanes *L, const struct bottleneck_question *Q)
{
    int status = EXIT_DONE;

    for (size_t i = 0; i < gatesim_scenario_count(Q->scenario, GATESIM_STATION); i++) {
        struct one_more_row *row = &M->row[M->count];
        struct gatesim_staff staff;

        if (status != EXIT_DONE || !helps_station(Q, i, &staff))
            continue;
        *row = (struct one_more_row){.index = i,
                                     .name = gatesim_scenario_name(Q->scenario, GATESIM_STATION, i),
                                     .servers = staff.most};
        status = add_row(L, Q, row, staff.added);
        M->count += status == EXIT_DONE;
    }
    return status;
}

static int add_pools(struct one_more *M, struct lanes *L, const struct bottleneck_question *Q)
{
    int status = EXIT_DONE;

    for (size_t i = 0; i < pools_of(Q) && status == EXIT_DONE; i++) {
        struct one_more_row *row = &M->row[M->count];
        struct gatesim_staff staff;

        (void)gatesim_scenario_people(Q->scenario, i, &staff);
        *row = (struct one_more_row){.people = true,
                                     .index = i,
                                     .name = gatesim_axis_label(Q->scenario, GATESIM_AXIS_POOL, i),
                                     .servers = staff.most};
        status = add_row(L, Q, row, staff.added);
        M->count += status == EXIT_DONE;
    }
    return status;
}

static int add_all(struct one_more *M, struct lanes *L, const struct bottleneck_question *Q)
{
    int status = add(L, Q, NULL);

    M->row = calloc(bottleneck_alternatives(Q) + 1, sizeof *M->row);
    if (M->row == NULL)
        return cli_status(GATESIM_ENOMEM);
    if (status == EXIT_DONE)
        status = add_stations(M, L, Q);
    return status == EXIT_DONE ? add_pools(M, L, Q) : status;
}

static int judge(struct one_more *M, const struct lanes *L)
{
    const struct sample **with = calloc(M->count + 1, sizeof *with);
    int status = GATESIM_ENOMEM;

    if (with != NULL) {
        for (size_t i = 0; i < M->count; i++)
            with[i] = L->lane[i + 1].sample;
        status = one_more_judge(M, L->lane[0].sample, with);
    }
    free(with);
    return status == GATESIM_OK ? EXIT_DONE : cli_status(status);
}

static void start(struct lanes *L, const struct bottleneck_question *Q)
{
    lanes_init(L);
    L->offset = Q->first;
    L->threads = Q->threads;
    L->quiet = Q->quiet;
}

int bottleneck_find(const struct bottleneck_question *Q, struct one_more *M)
{
    struct lanes L;
    int status, judged;

    start(&L, Q);
    status = add_all(M, &L, Q);
    for (size_t i = 0; i < L.count; i++)
        L.lane[i].wanted = Q->replications;
    if (status == EXIT_DONE)
        status = lanes_run(&L);
    if (status == EXIT_DONE || status == EXIT_STOPPED) {
        judged = judge(M, &L);
        status = judged == EXIT_DONE ? status : judged;
    }
    lanes_release(&L);
    return status;
}
