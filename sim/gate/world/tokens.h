/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens: records that stand for a truck in several lines at once. */
#ifndef SIM_GATE_WORLD_TOKENS_H
#define SIM_GATE_WORLD_TOKENS_H

#include "sim/gate/world/world.h"

struct token {
    struct truck *truck; /* that it stands for; NULL: free */
    struct truck *self;
    uint32_t next; /* free one, + 1 */
    gatesim_ticks whole[GATESIM_CAUSES], measured[GATESIM_CAUSES];
};

struct forks {
    struct token *tokens;
    uint32_t used, capacity;
    uint32_t free; /* first free one, + 1 */
};

#endif
