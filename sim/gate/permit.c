/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/gate/permit.h"

int permit_build(struct gatesim *W)
{
    (void)W;
    return 0;
}

struct truck *permit_next(struct gatesim *W, struct station *S)
{
    (void)W;
    return line_pop(&S->line, S->pick_stream);
}
