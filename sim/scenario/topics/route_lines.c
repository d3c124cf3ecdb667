/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A compiled route has jumps where the scenario has conditions. Who draws it wants the lines that
 * somebody wrote: each is kept with the places that it leads to. */
#include "sim/scenario/topics/route_lines.h"

#include "gatesim/scenario.h"
#include "sim/scenario/topics/route_parse.h"

/* What a line is for those who draw it. */
static enum gatesim_step_kind kind_of(enum route_action action)
{
    switch (action) {
    case ROUTE_VISIT:
        return GATESIM_STEP_VISIT;
    case ROUTE_BY_SHARE:
    case ROUTE_BY_TEST:
    case ROUTE_SHORTEST:
        return GATESIM_STEP_ONE_OF;
    case ROUTE_SIDE:
        return GATESIM_STEP_ALL_OF;
    case ROUTE_FOLLOW:
        return GATESIM_STEP_FOLLOW;
    case ROUTE_CHOOSE:
        return GATESIM_STEP_CHOICE;
    case ROUTE_OUT:
        return GATESIM_STEP_TURN_BACK;
    case ROUTE_CROSS:
        return GATESIM_STEP_CROSS;
    case ROUTE_DRIVE:
    case ROUTE_SET:
    case ROUTE_REPEAT:
    case ROUTE_LEAVE:
    case ROUTE_TAKE:
    case ROUTE_RELEASE:
    case ROUTE_GATHER:
    case ROUTE_AWAIT:
        break;
    }
    return GATESIM_STEP_OTHER;
}

/* The routes of a choice's options, in memory that the scenario keeps; NULL without memory. */
static const uint32_t *option_routes(struct build *B, const struct draft_options *options)
{
    uint32_t *routes = READER_ARRAY(B->R, B->R->keep, uint32_t, options->count);

    for (uint32_t i = 0; routes != NULL && i < options->count; i++)
        routes[i] = options->list[i].route;
    return routes;
}

/* Gives a line the places that its step leads to: stations, or routes. */
static void places_make(struct build *B, const struct route_step *step, struct gatesim_step *line)
{
    struct reader *R = B->R;

    if (line->kind == GATESIM_STEP_CHOICE) {
        line->count = B->route_choices[step->route_choice].options.count;
        line->places = option_routes(B, &B->route_choices[step->route_choice].options);
    } else if (line->kind == GATESIM_STEP_FOLLOW) {
        line->count = 1;
        line->places = reader_copy(R, R->keep, &step->route, 1, sizeof step->route);
    } else if (line->kind != GATESIM_STEP_OTHER) {
        line->count = step->count;
        line->places = reader_copy(R, R->keep, step->stations, step->count, sizeof *line->places);
    }
}

void route_lines_make(struct build *B, const struct draft_steps *steps, struct scn_route *out)
{
    struct reader *R = B->R;
    struct gatesim_step *lines = READER_ARRAY(R, R->keep, struct gatesim_step, steps->count);

    for (uint32_t i = 0; lines != NULL && i < steps->count; i++) {
        const struct route_step *step = &steps->list[i];
        struct gatesim_step *line = &lines[i];

        line->kind = kind_of(step->action);
        line->text = reader_text(R, R->keep, step->written.s, step->written.n);
        line->who = line->text == NULL ? NULL : line->text + (step->suffix - step->written.s);
        places_make(B, step, line);
    }
    out->lines = lines;
    out->line_count = lines == NULL ? 0 : steps->count;
}
