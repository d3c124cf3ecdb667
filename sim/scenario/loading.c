/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public face: the stages one after the other, and plain access to what they made. */
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/scenario/dated_changes.h"
#include "sim/scenario/dates_outside_run.h"
#include "sim/scenario/expected_load.h"
#include "sim/scenario/model/scenario.h"
#include "sim/scenario/no_effect.h"
#include "sim/scenario/print.h"
#include "sim/scenario/read/inherit.h"
#include "sim/scenario/resolve.h"

/* files_keep(R, S): the scenario has the files that the reader has. */
static void files_keep(struct reader *R, struct gatesim_scenario *S)
{
    S->files = reader_copy(R, R->keep, R->files, R->file_count, sizeof *R->files);
    S->file_count = R->file_count;
}

/* describe(R, B): what can be said of a scenario that is complete. */
static void describe(struct reader *R, struct build *B)
{
    struct unused U;

    if (reader_status(R) != 0 || !unused_find(B, &U) || !print_scenario(B, &U))
        return;
    unused_notes(B, &U);
    no_effect_notes(B, &U);
    outside_warn(B, &U);
}

/* build_from(R, file, B, settings, count, S): all stages. Returns as reader_status. */
static int build_from(struct reader *R, const struct input_file *file, struct bytes *bytes,
                      const char *const *settings, size_t count, struct gatesim_scenario *S)
{
    struct build *B = READER_NEW(R, R->scratch, struct build);
    struct tree T = {0};

    if (B == NULL || !tree_parse(R, file, bytes->data, bytes->size, &T) ||
        !inherit_bases(R, file, &T) || !inherit_settings(R, file, settings, count, &T) ||
        !resolve_scenario(R, &T, S, B) || !dated_apply(R, &T, S, B))
        return GATESIM_ENOMEM;
    describe(R, B);
    if (reader_status(R) == 0)
        load_make(R, S);
    files_keep(R, S);
    return reader_status(R);
}

/* finish(R, status, S, scenario, diagnostics): hand over what the caller is to have. */
static int finish(struct reader *R, int status, struct gatesim_scenario *S,
                  struct gatesim_scenario **scenario, struct gatesim_diagnostics **diagnostics)
{
    if (status == 0) {
        S->arena = R->keep;
        R->keep = NULL;
        S->notes = R->notes;
        R->notes = NULL;
        S->warnings = R->warnings;
        R->warnings = NULL;
        *scenario = S;
    } else {
        if (status == GATESIM_EINPUT) {
            diag_sort(R->D);
            *diagnostics = R->D;
            R->D = NULL;
        }
        free(S);
    }
    reader_release(R);
    return status;
}

/* A way to the text: bytes that are there, or NULL and a path. */
struct origin {
    const char *path;
    const char *text;
    size_t size;
    bool closed; /* no file is opened */
};

/* origin_read(R, O, bytes): the text. Returns false after a diagnostic. */
static bool origin_read(struct reader *R, const struct origin *O, struct bytes *bytes)
{
    const struct diag_place place = {.file = O->path};
    const char *wrong;

    if (O->text != NULL && O->size > INPUT_TEXT_MOST)
        return reader_error(R, &place, "the scenario is larger than %u MiB",
                            (unsigned)(INPUT_TEXT_MOST >> 20));
    if (O->text != NULL) {
        bytes->data = reader_text(R, R->scratch, O->text, O->size);
        bytes->size = O->size;
        return bytes->data != NULL;
    }
    wrong = input_file_read(R, O->path, INPUT_MAIN, bytes);
    return wrong == NULL || reader_error(R, &place, "the scenario cannot be read: %s", wrong);
}

/* load(O, settings, count, scenario, diagnostics): from wherever the text is; O says how. */
static int load(const struct origin *O, const char *const *settings, size_t count,
                struct gatesim_scenario **scenario, struct gatesim_diagnostics **diagnostics)
{
    struct gatesim_scenario *S = calloc(1, sizeof *S);
    struct bytes bytes = {NULL, 0};
    const struct input_file *file;
    struct reader R;
    int status = reader_init(&R);

    *scenario = NULL;
    *diagnostics = NULL;
    if (S == NULL)
        status = GATESIM_ENOMEM;
    R.closed = O->closed;
    if (status == 0) {
        file = input_file_create(&R, O->path, "");
        status = file != NULL && origin_read(&R, O, &bytes)
                     ? build_from(&R, file, &bytes, settings, count, S)
                     : reader_status(&R);
    }
    return finish(&R, status, S, scenario, diagnostics);
}

int gatesim_scenario_load(const char *path, const char *const *settings, size_t count,
                          struct gatesim_scenario **scenario,
                          struct gatesim_diagnostics **diagnostics)
{
    const struct origin O = {.path = path};

    return load(&O, settings, count, scenario, diagnostics);
}

int gatesim_scenario_parse(const char *text, size_t size, const char *name,
                           const char *const *settings, size_t count,
                           struct gatesim_scenario **scenario,
                           struct gatesim_diagnostics **diagnostics)
{
    const struct origin O = {.path = name, .text = text, .size = size};

    return load(&O, settings, count, scenario, diagnostics);
}

int gatesim_scenario_recall(const char *text, size_t size, const char *name,
                            struct gatesim_scenario **scenario,
                            struct gatesim_diagnostics **diagnostics)
{
    const struct origin O = {.path = name, .text = text, .size = size, .closed = true};

    return load(&O, NULL, 0, scenario, diagnostics);
}

void gatesim_scenario_destroy(struct gatesim_scenario *S)
{
    if (S == NULL)
        return;
    gatesim_diagnostics_destroy(S->notes);
    gatesim_diagnostics_destroy(S->warnings);
    arena_destroy(S->arena);
    free(S);
}

const struct gatesim_diagnostics *gatesim_scenario_notes(const struct gatesim_scenario *S)
{
    return S->notes;
}

const struct gatesim_diagnostics *gatesim_scenario_warnings(const struct gatesim_scenario *S)
{
    return S->warnings;
}

const char *const *gatesim_scenario_files(const struct gatesim_scenario *S, size_t *count)
{
    *count = S->file_count;
    return S->files;
}

const char *gatesim_scenario_text(const struct gatesim_scenario *S)
{
    return S->text;
}

const char *gatesim_scenario_sha256(const struct gatesim_scenario *S)
{
    return S->sha256;
}

void gatesim_scenario_info(const struct gatesim_scenario *S, struct gatesim_scenario_info *info)
{
    *info = S->info;
    info->currency = S->currency != NULL ? S->currency : "";
}

size_t gatesim_scenario_count(const struct gatesim_scenario *S, enum gatesim_entity entity)
{
    switch (entity) {
    case GATESIM_CLASS:
        return S->class_count;
    case GATESIM_STATION:
        return S->station_count;
    case GATESIM_ROUTE:
        return S->route_count;
    case GATESIM_ATTRIBUTE:
        return S->attribute_count;
    case GATESIM_ENTITIES:
        break;
    }
    return 0;
}

const char *gatesim_scenario_name(const struct gatesim_scenario *S, enum gatesim_entity entity,
                                  size_t i)
{
    switch (entity) {
    case GATESIM_CLASS:
        return S->classes[i].name;
    case GATESIM_STATION:
        return S->stations[i].name;
    case GATESIM_ROUTE:
        return S->routes[i].name;
    case GATESIM_ATTRIBUTE:
        return S->attributes[i].name;
    case GATESIM_ENTITIES:
        break;
    }
    return "";
}

size_t gatesim_scenario_value_count(const struct gatesim_scenario *S, size_t attribute)
{
    return S->attributes[attribute].value_count;
}

void gatesim_scenario_staff(const struct gatesim_scenario *S, size_t station,
                            struct gatesim_staff *staff)
{
    const struct scn_station *s = &S->stations[station];

    *staff = (struct gatesim_staff){.unlimited = s->servers_max == SCN_UNLIMITED};
    if (!staff->unlimited) {
        staff->most = s->servers_max;
        staff->added = s->added;
    }
}

size_t gatesim_scenario_people(const struct gatesim_scenario *S, size_t pool,
                               struct gatesim_staff *staff)
{
    if (pool < S->pool_count)
        *staff = (struct gatesim_staff){.most = S->pools[pool].people_max,
                                        .added = S->pools[pool].added};
    return S->pool_count;
}

size_t gatesim_scenario_slots(const struct gatesim_scenario *S, size_t i,
                              struct gatesim_staff *staff)
{
    if (i < S->appointments_count)
        *staff = (struct gatesim_staff){.most = S->appointments[i].most,
                                        .added = S->appointments[i].added};
    return S->appointments_count;
}

int gatesim_scenario_blocking(const struct gatesim_scenario *S, size_t station, uint32_t *places)
{
    const struct scn_station *s = &S->stations[station];

    if (s->waiting == SCN_UNLIMITED || s->when_full != SCN_WAIT)
        return 0;
    for (uint32_t i = 0; i < s->change_count; i++)
        if (s->changes[i].waiting != s->waiting)
            return 0;
    *places = s->waiting;
    return 1;
}

const char *gatesim_scenario_value(const struct gatesim_scenario *S, size_t attribute, size_t value)
{
    return S->attributes[attribute].values[value];
}

int gatesim_scenario_shut(const struct gatesim_scenario *S, size_t station, size_t i,
                          struct gatesim_span *span)
{
    const struct scn_station *T = &S->stations[station];
    bool shut = false;

    for (uint32_t k = 0; k < T->change_count; k++) {
        const bool now = !T->changes[k].open || T->changes[k].servers == 0;

        if (now && !shut)
            span->from = T->changes[k].at;
        if (!now && shut && i-- == 0) {
            span->to = T->changes[k].at;
            return 1;
        }
        shut = now;
    }
    span->to = S->info.duration;
    return shut && i == 0 && span->from < span->to;
}

/* planned(I, k, span, end): its k-th date, cut to the run. */
static bool planned(const struct scn_incident *I, uint32_t k, gatesim_ticks end,
                    struct gatesim_span *span)
{
    const struct scn_interval *at = &I->on.list[k];

    *span = (struct gatesim_span){at->from > 0 ? at->from : 0, at->to < end ? at->to : end};
    return span->from < span->to;
}

int gatesim_scenario_incident(const struct gatesim_scenario *S, size_t i,
                              struct gatesim_incident *K)
{
    for (uint32_t n = 0; n < S->incident_count; n++) {
        const struct scn_incident *I = &S->incidents[n];

        for (uint32_t k = 0; I->by_date && !I->lasts_drawn && k < I->on.count; k++) {
            if (!planned(I, k, S->info.duration, &K->span))
                continue;
            if (i < I->station_count) {
                K->name = I->name;
                K->station = I->stations[i];
                return 1;
            }
            i -= I->station_count;
        }
    }
    return 0;
}

int gatesim_scenario_link(const struct gatesim_scenario *S, size_t i, struct gatesim_link *L)
{
    if (i >= S->link_count)
        return 0;
    L->from = S->links[i].from == 0 ? S->station_count : S->links[i].from - 1;
    L->to = S->links[i].to;
    return 1;
}

int gatesim_scenario_step(const struct gatesim_scenario *S, size_t route, size_t i,
                          struct gatesim_step *step)
{
    if (i >= S->routes[route].line_count)
        return 0;
    *step = S->routes[route].lines[i];
    return 1;
}

size_t gatesim_scenario_class_route(const struct gatesim_scenario *S, size_t class_index)
{
    return S->classes[class_index].route;
}

double gatesim_scenario_station_load(const struct gatesim_scenario *S, size_t station)
{
    return S->station_load[station];
}
