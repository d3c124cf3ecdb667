/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session on a loop of its own, with one gate on it, for what viewers ask. A test defines
 * HOUSE_FILE, a file of its own, before including this. */
#ifndef TESTS_UNIT_HOUSE_H
#define TESTS_UNIT_HOUSE_H

#include "tests/unit/check.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "sim/live/session.h"

#define HOUR (3600 * GATESIM_TICKS_PER_SECOND)

static const char gate[] = "[scenario]\nduration = 2 d\n[class t]\nroute = r\n"
                           "arrivals = poisson 20/h\n[station a]\nservers = 2\n"
                           "service = exponential mean 5 min\n[route r]\nsteps = a\n";

static inline void write_file(const char *name, const char *text)
{
    FILE *out = fopen(name, "w");

    assert_non_null(out);
    assert_true(fputs(text, out) >= 0);
    assert_int_equal(fclose(out), 0);
}

/* A session on a loop of its own, with one side, at rest at the start. */
struct house {
    uv_loop_t loop;
    struct session session;
};

static inline struct session *house_open(const char *text)
{
    struct house *H = calloc(1, sizeof *H);
    struct gatesim_diagnostics *D = NULL;

    assert_non_null(H);
    write_file(HOUSE_FILE, text);
    assert_int_equal(uv_loop_init(&H->loop), 0);
    assert_int_equal(session_init(&H->session, &H->loop), 0);
    assert_int_equal(session_add(&H->session, HOUSE_FILE, NULL, 0, "gate", NULL, &D), 0);
    assert_int_equal(session_begin(&H->session), 0);
    return &H->session;
}

static inline void house_close(struct session *G)
{
    struct house *H = (struct house *)((char *)G - offsetof(struct house, session));

    session_release(G);
    assert_int_equal(uv_run(&H->loop, UV_RUN_DEFAULT), 0);
    assert_int_equal(uv_loop_close(&H->loop), 0);
    assert_int_equal(remove(HOUSE_FILE), 0);
    free(H);
}

/* settle(G): let it go where it goes. */
static inline void settle(struct session *G)
{
    while (G->mode == SESSION_GOING)
        uv_run(G->loop, UV_RUN_ONCE);
}

/* jump(G, hour): and be there. */
static inline void jump(struct session *G, int hour)
{
    assert_int_equal(session_jump(G, hour * HOUR), 0);
    settle(G);
    assert_true(session_clock(G) == hour * HOUR);
}

#endif
