/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_FUZZ_AGAIN_H
#define TESTS_FUZZ_AGAIN_H

#include "sim/live/session.h"
#include "tests/fuzz/fuzz.h"

/* fuzz_settle(G): let it go where it goes, and be at rest there. */
static inline void fuzz_settle(struct session *G)
{
    session_pause(G);
    while (G->mode == SESSION_GOING)
        uv_run(G->loop, UV_RUN_NOWAIT);
}

/* fuzz_again(G): a session of one side is as it was at first, but for the count of its runs. To make
 * one anew takes three readings of a scenario. */
static inline void fuzz_again(struct session *G)
{
    fuzz_settle(G);
    (void)session_unfork(G);
    while (session_withdraw(G, 0) == 0)
        fuzz_settle(G);
    session_speed(G, 60);
    (void)session_jump(G, 0);
    fuzz_settle(G);
    GS_ASSERT(G->mode == SESSION_PAUSED && G->count == 1 && session_clock(G) == 0);
    GS_ASSERT(G->sides[0].changes.count == 0);
}

#endif
