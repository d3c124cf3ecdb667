/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A truck that comes back draws by an identity that follows from the one that it had, not by a
 * number: so it is the same truck in every policy, whoever else came back before it. */
#include "sim/gate/flow/returns.h"

#include "sim/base/hash.h"
#include "sim/gate/flow/arrivals.h"
#include "sim/gate/world/by_truck.h"

void returns_build(struct gatesim *W)
{
    uint32_t i;

    for (i = 0; i < W->scn->class_count; i++)
        if (W->scn->classes[i].returns_as.count > 0)
            W->exits |= EXIT_RETURNS;
}

void returns_plan(struct gatesim *W, struct truck *T)
{
    const struct source *Q = world_source(W, T);
    const uint32_t as = (uint32_t)by_truck_number(&Q->scn->returns_as, truck_values(T), SCN_NONE);
    const struct substream at = {Q->return_stream, world_who(W, T), 0, W->mirror};
    const struct dist *D = by_truck_for(&Q->scn->return_after, truck_values(T));
    const gatesim_ticks away = D == NULL ? 0 : world_ticks(dist_draw(D, &at));
    const uint64_t identity = hash_pair(world_who(W, T), hash_string("return"));

    if (as == SCN_NONE || away > W->scn->info.duration - W->now)
        return;
    world_schedule(W, EVENT_RETURN, W->now + away, (uint32_t)identity, as,
                   (uint32_t)(identity >> 32), NULL);
}

void returns_come(struct gatesim *W, uint32_t class_index, uint64_t identity)
{
    arrivals_bring(W, class_index, &(struct origin){ORIGIN_RETURNED, identity, NULL});
}
