/* SPDX-License-Identifier: GPL-3.0-or-later */
/* [scenario]: the run as a whole. */

#include <string.h>

#include "sim/scenario/topics/topics.h"

/* run_check(B): the run as a whole. */
static void run_check(struct build *B)
{
    const struct tree_section *s = B->of[SECTION_SCENARIO][0], *r = B->of[SECTION_RESULTS][0];
    const struct diag_place warm_up = build_place(B, s, "warm-up"), bin = build_place(B, r, "bin");
    const gatesim_ticks duration = B->scenario.duration;

    if (duration == 0)
        return; /* reported */
    if (B->scenario.warm_up.length >= duration)
        reader_error(B->R, &warm_up, "the warm-up is not shorter than the duration of the run");
    if (B->results.bin > 0 && duration / B->results.bin >= BUILD_BINS)
        reader_error(B->R, &bin, "the run would have more than %d bins; choose a wider bin",
                     BUILD_BINS);
}

/* some_check(B, kind, what): at least one section of a kind. */
static void some_check(struct build *B, enum section_kind kind, const char *what)
{
    const struct diag_place place = {.file = B->of[SECTION_SCENARIO][0]->file->path};

    if (B->names[kind].count == 0 && !B->R->blind)
        reader_error(B->R, &place, "the scenario has no %s: a section [%s NAME] is needed", what,
                     section_name(kind));
}

static void scenario_check(struct build *B)
{
    run_check(B);
    some_check(B, SECTION_CLASS, "class");
    some_check(B, SECTION_STATION, "station");
}

/* info_make(B, S): the run. */
static void info_make(struct build *B)
{
    struct gatesim_scenario *S = B->S;
    const struct draft_scenario *D = &B->scenario;
    const struct diag_place precision = build_place(B, B->of[SECTION_SCENARIO][0], "precision-of");

    S->info = (struct gatesim_scenario_info){
        .title = D->title == NULL ? "" : D->title,
        .question = D->question == NULL ? "" : D->question,
        .epoch = D->start,
        .duration = D->duration,
        .warm_up = D->warm_up.length,
        .warm_up_auto = D->warm_up.is_auto,
        .bin = B->results.bin,
        .seed = D->seed,
        .replications = (uint32_t)D->replications,
        .precision = D->precision,
        .precision_of = D->precision_of == NULL ? "" : D->precision_of,
        .precision_file = reader_text(B->R, B->R->keep, precision.file, strlen(precision.file)),
        .precision_line = precision.line,
        .replications_max = (uint32_t)D->replications_max,
        .log = (enum gatesim_log)B->results.log,
    };
    S->backlog_at = B->results.backlog_at;
    S->road_spacing = B->results.road_spacing / (double)B->results.road_lanes;
}

const struct topic topic_scenario_section = {.check = scenario_check, .make = info_make};
