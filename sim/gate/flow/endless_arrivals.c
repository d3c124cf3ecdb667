/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is rare, the words of a failure, is in functions of its own, so that the test at every
 * arrival is short. */
#include "sim/gate/flow/endless_arrivals.h"

#include <stdio.h>

#define ARRIVALS_MOST 1000000U /* of a class at one instant */
#define EVENTS_MOST 10000000U  /* at one instant */
#define EVENTS_A_TRUCK 100U    /* more of them for each truck of a backlog */
#define TROUBLE_SIZE 600

/* tell(W, text): fail the run with GATESIM_EENDLESS. text says why; the instant is added to it. */
static void tell(struct gatesim *W, const char *text)
{
    struct gatesim_civil C;

    W->trouble = ARENA_ARRAY(W->arena, char, TROUBLE_SIZE);
    gatesim_civil(W->scn->info.epoch, W->now, &C);
    if (W->trouble != NULL)
        snprintf(W->trouble, TROUBLE_SIZE,
                 "%s, and the clock stands still at %04d-%02d-%02d %02d:%02d:%02d", text, C.year,
                 C.month, C.day, C.hour, C.minute, C.second);
    world_fail(W, GATESIM_EENDLESS);
}

/* tell_arrivals(W, Q): fail the run, since the class of source Q has had too many arrivals at one
 * instant. */
static void tell_arrivals(struct gatesim *W, const struct source *Q)
{
    char text[TROUBLE_SIZE / 2];

    snprintf(text, sizeof text, "class %.200s has had %u arrivals without time between them",
             Q->scn->name, Q->at_once);
    tell(W, text);
}

bool endless_arrival(struct gatesim *W, uint32_t class_index, gatesim_ticks at)
{
    struct source *Q = &W->sources[class_index];

    if (at > W->now || Q->scn->arrivals == SCN_ARRIVALS_TRACE) {
        Q->at_once = 0;
        return true;
    }
    if (++Q->at_once < ARRIVALS_MOST)
        return true;
    tell_arrivals(W, Q);
    return false;
}

/* place_of(W): returns the name of the station that the next event of this instant is at, or ""
 * where there is none. The event is removed, since the run ends here. */
static const char *place_of(struct gatesim *W)
{
    struct fel_event ev;

    if (fel_first_time(W->fel) != W->now)
        return "";
    fel_pop(W->fel, &ev);
    if ((ev.kind == EVENT_SETUP_DONE || ev.kind == EVENT_SERVICE_DONE || ev.kind == EVENT_REACH ||
         ev.kind == EVENT_RENEGE) &&
        ev.where < W->scn->station_count)
        return W->scn->stations[ev.where].name;
    return "";
}

void endless_watch(struct gatesim *W, int64_t taken)
{
    uint64_t most = EVENTS_MOST;
    char text[TROUBLE_SIZE / 2];
    const char *place;
    uint32_t c;

    if (W->now != W->still_at || taken <= 0) {
        W->still_at = W->now;
        W->still_events = 0;
        return;
    }
    W->still_events += (uint64_t)taken;
    if (W->still_events < most || !W->running)
        return;
    for (c = 0; c < W->scn->class_count; c++)
        most += EVENTS_A_TRUCK * W->flows[c].at_start;
    if (W->still_events < most)
        return;
    place = place_of(W);
    snprintf(text, sizeof text, "%llu events%s%.200s", (unsigned long long)W->still_events,
             place[0] != '\0' ? ", the next of them at " : "", place);
    tell(W, text);
}
