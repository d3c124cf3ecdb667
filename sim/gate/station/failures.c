/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clock runs towards each breakdown: one for each server, or one for all of them. Clocks of
 * calendar time are events; a clock of operating time is advanced by who owns the process, in
 * availability.c. */
#include "sim/gate/station/failures.h"

#include "sim/gate/world/world.h"

/* draw(F, stream, D, clock, number): returns the duration in ticks that distribution D gives for
 * breakdown number of that clock, at its address in stream. */
static gatesim_ticks draw(const struct failure_process *F, uint64_t stream, const struct dist *D,
                          uint32_t clock, uint32_t number)
{
    const struct substream at = {stream, clock, number, F->mirror};

    return world_ticks(dist_draw(D, &at));
}

gatesim_ticks failure_after(const struct failure_process *F, uint32_t clock)
{
    return draw(F, F->after_stream, &F->scn->after, clock, F->clocks[clock].number);
}

/* run_clock(W, F, clock): schedule the next breakdown of that clock, unless it counts operating
 * time. */
static void run_clock(struct gatesim *W, const struct failure_process *F, uint32_t clock)
{
    if (!F->scn->operating)
        world_schedule(W, EVENT_BREAKDOWN, W->now + failure_after(F, clock), clock, F->place, 0,
                       NULL);
}

/* await_maintenance(W, F): schedule the next begin or end of maintenance, if the scenario has one
 * more. */
static void await_maintenance(struct gatesim *W, const struct failure_process *F)
{
    const struct scn_intervals *M = &F->scn->maintenance;
    const uint32_t next = F->maintenance;
    gatesim_ticks at = GATESIM_NEVER;

    if (F->maintained)
        at = M->list[next - 1].to;
    else if (next < M->count)
        at = M->list[next].from;
    if (at != GATESIM_NEVER)
        world_schedule(W, EVENT_MAINTENANCE, at, 0, F->place, 0, NULL);
}

int failure_init(struct gatesim *W, struct failure_process *F, const struct scn_failure *scn,
                 uint64_t purpose, uint32_t place, uint32_t clocks)
{
    uint32_t i;

    F->scn = scn;
    F->place = place;
    F->mirror = W->mirror;
    F->after_stream = world_stream(W, purpose, "fails after");
    F->repair_stream = world_stream(W, purpose, "repair");
    if (scn->maintenance.count > 0 && scn->maintenance.list[0].from == 0)
        failure_maintain(W, F);
    else
        await_maintenance(W, F);
    if (!scn->fails)
        return 0;
    F->clock_count = scn->whole || scn->operating ? 1 : clocks;
    F->clocks = ARENA_ARRAY(W->arena, struct failure_clock, F->clock_count);
    if (F->clocks == NULL)
        return GATESIM_ENOMEM;
    for (i = 0; i < F->clock_count; i++)
        run_clock(W, F, i);
    return 0;
}

void failure_break(struct gatesim *W, struct failure_process *F, uint32_t clock)
{
    const uint32_t number = F->clocks[clock].number++;
    const gatesim_ticks repair = draw(F, F->repair_stream, &F->scn->repair, clock, number);

    F->clocks[clock].down = true;
    F->down++;
    F->breakdowns++;
    world_schedule(W, EVENT_REPAIRED, W->now + repair, clock, F->place, 0, NULL);
}

void failure_mend(struct gatesim *W, struct failure_process *F, uint32_t clock)
{
    F->clocks[clock].down = false;
    F->down--;
    run_clock(W, F, clock);
}

void failure_maintain(struct gatesim *W, struct failure_process *F)
{
    F->maintained = !F->maintained;
    F->maintenance += F->maintained;
    await_maintenance(W, F);
}

uint32_t failure_able(const struct failure_process *F, uint32_t servers)
{
    uint32_t i, able = 0;

    if (F->maintained || (F->down > 0 && F->scn->whole))
        return 0;
    if (F->down == 0)
        return servers;
    if (F->scn->operating)
        return servers > F->down ? servers - F->down : 0;
    for (i = 0; i < servers && i < F->clock_count; i++)
        able += !F->clocks[i].down;
    return able;
}
