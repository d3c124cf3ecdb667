/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Classes use routes and profiles, their routes use stations, stations use calendars; routes use
 * routes, whoever takes them. */
#include "sim/scenario/unused_sections.h"

#include "sim/scenario/topics/route_parse.h"

static bool arrays(const struct build *B, struct unused *U)
{
    struct reader *R = B->R;

    U->visited = READER_ARRAY(R, R->scratch, bool, B->names[SECTION_STATION].count);
    U->taken = READER_ARRAY(R, R->scratch, bool, B->names[SECTION_ROUTE].count);
    U->profiled = READER_ARRAY(R, R->scratch, bool, B->names[SECTION_PROFILE].count);
    U->kept = READER_ARRAY(R, R->scratch, bool, B->names[SECTION_CALENDAR].count);
    U->carried = READER_ARRAY(R, R->scratch, bool, B->names[SECTION_CARGO].count);
    U->booked = READER_ARRAY(R, R->scratch, bool, B->names[SECTION_APPOINTMENTS].count);
    U->chosen = READER_ARRAY(R, R->scratch, bool, B->names[SECTION_CHOICE].count);
    U->asked = READER_ARRAY(R, R->scratch, bool, B->names[SECTION_POOL].count);
    U->looked_up = READER_ARRAY(R, R->scratch, bool, B->names[SECTION_SERVICE].count);
    return U->asked != NULL && U->visited != NULL && U->taken != NULL && U->profiled != NULL &&
           U->kept != NULL && U->carried != NULL && U->booked != NULL && U->chosen != NULL &&
           U->looked_up != NULL;
}

/* visits(route, U): the stations that a route visits. */
static void visits(const struct scn_route *route, struct unused *U)
{
    for (uint32_t i = 0; i < route->step_count; i++)
        if (route->steps[i].op == SCN_VISIT)
            U->visited[route->steps[i].station] = true;
}

/* options(B, choice, U): the routes that may be chosen. */
static void options(const struct build *B, uint32_t choice, struct unused *U)
{
    const struct draft_options *options = &B->route_choices[choice].options;

    U->chosen[choice] = true;
    for (uint32_t i = 0; i < options->count; i++)
        U->taken[options->list[i].route] = true;
}

/* follows(B, route, U): the routes that a route follows, or may. */
static void follows(const struct build *B, const struct draft_route *route, struct unused *U)
{
    for (uint32_t i = 0; i < route->steps.count; i++) {
        const struct route_step *step = &route->steps.list[i];

        if (step->action == ROUTE_FOLLOW)
            U->taken[step->route] = true;
        else if (step->action == ROUTE_CHOOSE)
            options(B, step->route_choice, U);
    }
}

/* uses(D, U): what a class refers to. */
static void uses(const struct draft_class *D, struct unused *U)
{
    if (D->profile != SCN_NONE)
        U->profiled[D->profile] = true;
    if (D->books != SCN_NONE)
        U->booked[D->books] = true;
    if (D->on_patience != SCN_NONE)
        U->taken[D->on_patience] = true;
}

/* asks(S, U): the pools that stations need and routes take along. */
static void asks(const struct gatesim_scenario *S, struct unused *U)
{
    for (uint32_t i = 0; i < S->station_count; i++)
        for (uint32_t k = 0; k < S->stations[i].need_count; k++)
            U->asked[S->stations[i].needs[k].pool] = true;
    for (uint32_t i = 0; i < S->route_count; i++)
        for (uint32_t k = 0; k < S->routes[i].step_count; k++)
            if (S->routes[i].steps[k].op == SCN_TAKE)
                U->asked[S->routes[i].steps[k].pool] = true;
}

/* build_uses(B, U): what a scenario uses, from one date to the next. */
static void build_uses(const struct build *B, struct unused *U)
{
    for (uint32_t i = 0; i < B->S->route_count; i++)
        follows(B, &B->routes[i], U);
    for (uint32_t i = 0; i < B->S->class_count; i++) {
        const uint32_t route = B->S->classes[i].route;

        U->taken[route] = true;
        visits(&B->S->routes[route], U);
        uses(&B->classes[i], U);
        if (B->S->classes[i].goods != SCN_NONE)
            U->carried[B->S->classes[i].goods] = true;
    }
    for (uint32_t i = 0; i < B->S->station_count; i++) {
        const struct draft_numbers_list *look_ups = &B->stations[i].data_services;

        if (B->stations[i].calendar != SCN_NONE)
            U->kept[B->stations[i].calendar] = true;
        for (uint32_t k = 0; k < look_ups->count; k++)
            U->looked_up[look_ups->list[k]] = true;
    }
    asks(B->S, U);
}

bool unused_find(const struct build *B, struct unused *U)
{
    if (!arrays(B, U))
        return false;
    for (const struct build *K = B; K != NULL; K = K->next)
        build_uses(K, U);
    return true;
}

const char *unused_remark(const struct unused *U, enum section_kind kind, uint32_t number)
{
    switch (kind) {
    case SECTION_STATION:
        return U->visited[number] ? NULL : "note: no class takes a route that visits this station";
    case SECTION_ROUTE:
        return U->taken[number] ? NULL : "note: no class takes this route";
    case SECTION_PROFILE:
        return U->profiled[number] ? NULL : "note: no class uses this profile";
    case SECTION_CARGO:
        return U->carried[number] ? NULL : "note: no class carries this cargo";
    case SECTION_CALENDAR:
        return U->kept[number] ? NULL : "note: no station keeps this calendar";
    case SECTION_APPOINTMENTS:
        return U->booked[number] ? NULL : "note: no class books these appointments";
    case SECTION_CHOICE:
        return U->chosen[number] ? NULL : "note: no route asks for this choice";
    case SECTION_POOL:
        return U->asked[number] ? NULL
                                : "note: no station needs these people, and no route takes them";
    case SECTION_SERVICE:
        return U->looked_up[number] ? NULL : "note: no station asks this data service";
    default:
        return NULL;
    }
}

void unused_notes(const struct build *B, const struct unused *U)
{
    for (unsigned kind = 0; kind < SECTION_KINDS; kind++)
        for (uint32_t i = 0; i < B->names[kind].count; i++) {
            const char *remark = unused_remark(U, (enum section_kind)kind, i);
            const struct diag_place at = tree_section_place(B->R, B->of[kind][i]);

            if (remark != NULL)
                diag_add(B->R->notes, &at, "%s", remark);
        }
    diag_sort(B->R->notes);
}
