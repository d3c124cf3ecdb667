/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A simulation is of the watched scenario, in which every truck is reported when it leaves. */
#include "sim/live/session_side.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int append(struct vector *text, const char *s)
{
    return vector_append(text, s, strlen(s));
}

/* append_name(text, base, number): the next name of a change that the base does not have. */
static int append_name(struct vector *text, const char *base, unsigned *number)
{
    char name[40];

    do
        snprintf(name, sizeof name, "\n[change live-%u]\n", ++*number);
    while (strstr(base, name) != NULL);
    return append(text, name);
}

static int append_change(struct vector *text, const struct session_side *D, int64_t epoch,
                         const struct session_change *C, unsigned *number)
{
    struct gatesim_civil c;
    char at[64];

    gatesim_civil(epoch, C->at, &c);
    snprintf(at, sizeof at, "at = %04d-%02d-%02d %02d:%02d:%02d\nset =\n    ", c.year, c.month,
             c.day, c.hour, c.minute, c.second);
    if (append_name(text, D->text, number) != 0 || append(text, at) != 0)
        return GATESIM_ENOMEM;
    for (const char *p = C->settings; *p != '\0'; p++)
        if (append(text, *p == '\n' ? "\n    " : (char[]){*p, '\0'}) != 0)
            return GATESIM_ENOMEM;
    return append(text, "\n");
}

/* side_text(D, epoch, text): the scenario as it was given, and its changes. */
static int side_text(const struct session_side *D, int64_t epoch, struct vector *text)
{
    unsigned number = 0;

    vector_init(text, 1);
    if (append(text, D->text) != 0)
        return GATESIM_ENOMEM;
    for (size_t i = 0; i < D->changes.count; i++)
        if (append_change(text, D, epoch, VECTOR_AT(&D->changes, struct session_change, i),
                          &number) != 0)
            return GATESIM_ENOMEM;
    return GATESIM_OK;
}

/* Keep what is known of sojourns at the end of every bin that is over now. What memory has no room
 * for is not shown. */
static void keep_stays(struct session_side *D, size_t over)
{
    const struct batches_summary known = batches_sum_up(&D->sojourn);

    while (D->sojourns.count < over)
        if (vector_append(&D->sojourns, &known, 1) != GATESIM_OK)
            return;
}

static void on_truck(void *user, const struct gatesim_truck *truck)
{
    struct session_side *D = user;
    struct gatesim_scenario_info info;

    gatesim_scenario_info(D->watched, &info);
    if (truck->outcome != GATESIM_OUTCOME_CROSSED)
        return;
    recent_add(&D->recent, truck->left, gatesim_seconds(truck->left - truck->arrived));
    if (truck->arrived < info.warm_up)
        return;
    if (D->sojourns.count < (size_t)(truck->left / info.bin))
        keep_stays(D, (size_t)(truck->left / info.bin));
    batches_add(&D->sojourn, gatesim_seconds(truck->left - truck->arrived));
}

/* parse(D, text, setting, scn, diagnostics): a scenario of the side's; setting NULL: as it is. */
static int parse(const struct session_side *D, const struct vector *text, const char *setting,
                 struct gatesim_scenario **scn, struct gatesim_diagnostics **diagnostics)
{
    return gatesim_scenario_parse(text->items, text->count, D->path, &setting, setting != NULL, scn,
                                  diagnostics);
}

/* change_scenarios(D): the next ones are its own. */
static void change_scenarios(struct session_side *D)
{
    gatesim_scenario_destroy(D->scn);
    gatesim_scenario_destroy(D->watched);
    D->scn = D->next.scn;
    D->watched = D->next.watched;
    D->next.scn = D->next.watched = NULL;
}

int session_side_load(struct session_side *D, int64_t epoch,
                      struct gatesim_diagnostics **diagnostics)
{
    struct gatesim_scenario *scn = NULL, *watched = NULL;
    struct gatesim_diagnostics *none = NULL;
    struct vector text;
    int status = side_text(D, epoch, &text);

    if (status == 0)
        status = parse(D, &text, NULL, &scn, diagnostics);
    if (status == 0)
        status = parse(D, &text, "results.log=trucks", &watched, &none);
    gatesim_diagnostics_destroy(none);
    vector_release(&text);
    if (status != 0) {
        gatesim_scenario_destroy(scn);
        return status;
    }
    session_side_drop(D);
    D->next.scn = scn;
    D->next.watched = watched;
    if (D->scn == NULL)
        change_scenarios(D);
    return GATESIM_OK;
}

int session_side_scenario(const struct session_side *D, int64_t epoch, const char *setting,
                          struct gatesim_scenario **scn)
{
    struct gatesim_diagnostics *none = NULL;
    struct vector text;
    int status = side_text(D, epoch, &text);

    if (status == 0)
        status = parse(D, &text, setting, scn, &none);
    gatesim_diagnostics_destroy(none);
    vector_release(&text);
    return status;
}

int session_side_make(struct session_side *D)
{
    D->observer = (struct gatesim_observer){.user = D, .truck = on_truck};
    return gatesim_create(D->next.watched != NULL ? D->next.watched : D->watched, 0, &D->observer,
                          &D->next.sim);
}

void session_side_begin(struct session_side *D)
{
    gatesim_destroy(D->sim);
    D->sim = D->next.sim;
    D->next.sim = NULL;
    if (D->next.scn != NULL)
        change_scenarios(D);
    memset(&D->sojourn, 0, sizeof D->sojourn);
    D->sojourns.count = 0;
    recent_clear(&D->recent);
    D->past_differs = false;
}

void session_side_drop(struct session_side *D)
{
    gatesim_destroy(D->next.sim);
    gatesim_scenario_destroy(D->next.scn);
    gatesim_scenario_destroy(D->next.watched);
    memset(&D->next, 0, sizeof D->next);
}

void session_side_release(struct session_side *D)
{
    session_side_drop(D);
    gatesim_destroy(D->sim);
    gatesim_scenario_destroy(D->scn);
    gatesim_scenario_destroy(D->watched);
    for (size_t i = 0; i < D->changes.count; i++)
        free(VECTOR_AT(&D->changes, struct session_change, i)->settings);
    vector_release(&D->changes);
    vector_release(&D->sojourns);
    recent_release(&D->recent);
    free(D->name);
    free(D->path);
    free(D->text);
    *D = (struct session_side){0};
}

int session_side_init(struct session_side *D, const char *path, const char *text, const char *name)
{
    vector_init(&D->changes, sizeof(struct session_change));
    vector_init(&D->sojourns, sizeof(struct batches_summary));
    recent_init(&D->recent);
    D->path = strdup(path);
    D->text = strdup(text);
    D->name = strdup(name);
    if (D->path != NULL && D->text != NULL && D->name != NULL)
        return GATESIM_OK;
    session_side_release(D);
    return GATESIM_ENOMEM;
}

/* put(D, change): in its place, behind those of the same instant; the last item is free for it. */
static size_t put(struct session_side *D, struct session_change change)
{
    size_t i = D->changes.count - 1;

    for (; i > 0 && VECTOR_AT(&D->changes, struct session_change, i - 1)->at > change.at; i--)
        *VECTOR_AT(&D->changes, struct session_change, i) =
            *VECTOR_AT(&D->changes, struct session_change, i - 1);
    *VECTOR_AT(&D->changes, struct session_change, i) = change;
    return i;
}

int session_side_insert(struct session_side *D, gatesim_ticks at, uint32_t made,
                        const char *settings)
{
    char *copy = strdup(settings);

    if (copy == NULL || VECTOR_PUSH(&D->changes, struct session_change) == NULL) {
        free(copy);
        return -1;
    }
    return (int)put(D, (struct session_change){at, made, copy});
}

struct session_change session_side_take(struct session_side *D, size_t i)
{
    const struct session_change taken = *VECTOR_AT(&D->changes, struct session_change, i);

    D->changes.count--;
    memmove(VECTOR_AT(&D->changes, struct session_change, i),
            VECTOR_AT(&D->changes, struct session_change, i + 1),
            (D->changes.count - i) * sizeof(struct session_change));
    return taken;
}

void session_side_give_back(struct session_side *D, struct session_change taken)
{
    D->changes.count++;
    (void)put(D, taken);
}

void session_side_remove(struct session_side *D, size_t i)
{
    free(session_side_take(D, i).settings);
}

size_t session_side_latest(const struct session_side *D)
{
    size_t latest = 0;

    for (size_t i = 1; i < D->changes.count; i++)
        if (VECTOR_AT(&D->changes, struct session_change, i)->made >
            VECTOR_AT(&D->changes, struct session_change, latest)->made)
            latest = i;
    return latest;
}

int session_side_copy_changes(struct session_side *D, const struct session_side *from)
{
    for (size_t i = 0; i < from->changes.count; i++) {
        const struct session_change *C = VECTOR_AT(&from->changes, struct session_change, i);

        if (session_side_insert(D, C->at, C->made, C->settings) < 0)
            return GATESIM_ENOMEM;
    }
    return GATESIM_OK;
}
