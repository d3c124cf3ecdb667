/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every part of a gate asks of the world that it is in. */
#include "sim/gate/world/world.h"

void world_fail(struct gatesim *W, int status)
{
    if (W->status == 0)
        W->status = status;
    W->running = !W->finished && W->status == 0;
}

uint64_t world_stream(const struct gatesim *W, uint64_t purpose, const char *what)
{
    return substream_key(W->scn->info.seed, W->replication, hash_pair(purpose, hash_string(what)));
}

bool world_does(const struct gatesim *W, enum scn_op op)
{
    uint32_t r, i;

    for (r = 0; r < W->scn->route_count; r++)
        for (i = 0; i < W->scn->routes[r].step_count; i++)
            if (W->scn->routes[r].steps[i].op == op)
                return true;
    return false;
}
