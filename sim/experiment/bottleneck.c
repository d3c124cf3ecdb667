/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scenario is the first alternative, and each other alternative is the scenario with one more.
 * Since all alternatives meet the same trucks, the difference within a replication varies far less
 * than either. */
#include "sim/experiment/bottleneck.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/results.h"
#include "gatesim/status.h"
#include "sim/experiment/alternatives.h"
#include "sim/text/messages.h"

/* parse(messages, Q, setting, S): the scenario, with one setting more unless that is NULL, as *S.
 */
static int parse(FILE *messages, const struct bottleneck_question *Q, const char *setting,
                 struct gatesim_scenario **S)
{
    const char *text = gatesim_scenario_text(Q->scenario);
    struct gatesim_diagnostics *D = NULL;
    const int status =
        gatesim_scenario_parse(text, strlen(text), Q->path, &setting, setting != NULL, S, &D);

    message_diagnostics(messages, D);
    gatesim_diagnostics_destroy(D);
    if (status == GATESIM_EINPUT)
        return GATESIM_EINPUT;
    return status == GATESIM_OK ? GATESIM_OK : message_status(messages, status);
}

/* add(messages, L, Q, setting): the scenario with the setting is the next alternative. */
static int add(FILE *messages, struct alternatives *L, const struct bottleneck_question *Q,
               const char *setting)
{
    struct gatesim_scenario *S = NULL;
    const int status = parse(messages, Q, setting, &S);

    if (status != GATESIM_OK)
        return status;
    return alternatives_take(L, Q->path, S) == GATESIM_OK
               ? GATESIM_OK
               : message_status(messages, GATESIM_ENOMEM);
}

/* One that may be added: its row, and the value of the key that adds it. */
struct candidate {
    struct one_more_row row;
    uint32_t value;
};

/* setting_of(C): the setting that adds it, malloced, or NULL. */
static char *setting_of(const struct candidate *C)
{
    static const char *const keys[] = {[ONE_MORE_SERVER] = "added",
                                       [ONE_MORE_PERSON] = "added",
                                       [ONE_MORE_SLOT] = "added",
                                       [ONE_MORE_PLACE] = "waiting"};
    const char *section = one_more_words(C->row.kind)->place;
    const size_t size = strlen(C->row.name) + 64;
    char *setting = malloc(size);

    if (setting != NULL)
        snprintf(setting, size, "%s %s.%s=%u", section, C->row.name, keys[C->row.kind],
                 (unsigned)C->value);
    return setting;
}

/* take(C, n, kind, index, name, staff): candidate *n, unless C is NULL, which only counts. */
static void take(struct candidate *C, size_t *n, enum one_more_kind kind, size_t index,
                 const char *name, const struct gatesim_staff *staff)
{
    if (C != NULL)
        C[*n] = (struct candidate){
            {.kind = kind, .index = index, .name = name, .most = staff->most}, staff->added + 1};
    ++*n;
}

/* Where trucks came: servers; and places where the line was full, so that it blocked others. */
static void take_stations(const struct bottleneck_question *Q, struct candidate *C, size_t *n)
{
    const size_t stations = gatesim_scenario_count(Q->scenario, GATESIM_STATION);

    for (size_t i = 0; i < stations; i++) {
        const char *name = gatesim_scenario_name(Q->scenario, GATESIM_STATION, i);
        struct gatesim_staff staff;
        uint32_t places;

        gatesim_scenario_staff(Q->scenario, i, &staff);
        if (!staff.unlimited && Q->seen[i].arrived > 0.0)
            take(C, n, ONE_MORE_SERVER, i, name, &staff);
        if (Q->seen[i].full > 0.0 && gatesim_scenario_blocking(Q->scenario, i, &places))
            take(C, n, ONE_MORE_PLACE, i, name, &(struct gatesim_staff){0, places, places});
    }
}

/* candidates(Q, C): all that may be added, into C unless it is NULL. Returns how many. */
static size_t candidates(const struct bottleneck_question *Q, struct candidate *C)
{
    const struct gatesim_scenario *S = Q->scenario;
    struct gatesim_staff staff;
    size_t n = 0;

    take_stations(Q, C, &n);
    for (size_t i = 0; i < gatesim_scenario_people(S, i, &staff); i++)
        take(C, &n, ONE_MORE_PERSON, i, gatesim_axis_label(S, GATESIM_AXIS_POOL, i), &staff);
    for (size_t i = 0; i < gatesim_scenario_slots(S, i, &staff); i++)
        take(C, &n, ONE_MORE_SLOT, i, gatesim_axis_label(S, GATESIM_AXIS_APPOINTMENTS, i), &staff);
    return n;
}

size_t bottleneck_alternatives(const struct bottleneck_question *Q)
{
    return candidates(Q, NULL);
}

/* add_candidate(messages, L, Q, C): the scenario with C's one more is the next alternative. */
static int add_candidate(FILE *messages, struct alternatives *L,
                         const struct bottleneck_question *Q, const struct candidate *C)
{
    char *setting = setting_of(C);
    const int status =
        setting != NULL ? add(messages, L, Q, setting) : message_status(messages, GATESIM_ENOMEM);

    free(setting);
    return status;
}

static int add_all(FILE *messages, struct one_more *M, struct alternatives *L,
                   const struct bottleneck_question *Q)
{
    const size_t count = candidates(Q, NULL);
    struct candidate *C = calloc(count + 1, sizeof *C);
    int status;

    M->row = calloc(count + 1, sizeof *M->row);
    status = C != NULL && M->row != NULL ? add(messages, L, Q, NULL)
                                         : message_status(messages, GATESIM_ENOMEM);
    if (status == GATESIM_OK)
        (void)candidates(Q, C);
    for (size_t i = 0; i < count && status == GATESIM_OK; i++) {
        status = add_candidate(messages, L, Q, &C[i]);
        M->row[M->count] = C[i].row;
        M->count += status == GATESIM_OK;
    }
    free(C);
    return status;
}

static int judge(FILE *messages, struct one_more *M, const struct alternatives *L)
{
    const struct run_data **with = calloc(M->count + 1, sizeof *with);
    int status = GATESIM_ENOMEM;

    if (with != NULL) {
        for (size_t i = 0; i < M->count; i++)
            with[i] = L->alternative[i + 1].data;
        status = one_more_judge(M, L->alternative[0].data, with);
    }
    free(with);
    return status == GATESIM_OK ? GATESIM_OK : message_status(messages, status);
}

static void start(FILE *messages, struct alternatives *L, const struct bottleneck_question *Q)
{
    alternatives_init(L, messages);
    L->offset = Q->first;
    L->threads = Q->threads;
    L->quiet = Q->quiet;
}

int bottleneck_find(const struct bottleneck_question *Q, struct one_more *M)
{
    FILE *messages = Q->messages;
    struct alternatives L;
    int status, judged;

    start(messages, &L, Q);
    status = add_all(messages, M, &L, Q);
    for (size_t i = 0; i < L.count; i++)
        L.alternative[i].wanted = Q->replications;
    if (status == GATESIM_OK)
        status = alternatives_run(&L);
    if (status == GATESIM_OK || status == GATESIM_ESTOPPED) {
        judged = judge(messages, M, &L);
        status = judged == GATESIM_OK ? status : judged;
    }
    alternatives_release(&L);
    return status;
}
