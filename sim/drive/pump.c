/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One timer, armed in one place only: the prepare handle, which runs once a turn just before
 * the loop waits. libuv (1.44) goes on running timers that are due until there are none, so
 * a timer that armed itself with 0 in its own callback would be due again at once and keep
 * the loop there for good: no signal, no other timer, and uv_stop not heard. */
#include "sim/drive/pump.h"

#include <math.h>

#define BATCH_EVENTS 8192 /* in one turn, at most */
#define BATCH_CHUNK 1024  /* between two looks at the clock */
#define BATCH_NS 2000000  /* one turn, about */
#define NS_PER_MS 1000000.0
#define WAIT_MAX_MS 3600000.0 /* a longer wait is waited for in pieces */

static uint64_t wall_ns(const struct pump *P)
{
    return uv_hrtime() - P->wall_start;
}

/* The wall time, in ns since the start, at which the clock shows t. */
static double wall_of(const struct pump *P, gatesim_ticks t)
{
    return gatesim_seconds(t - P->start) / P->pace * 1e9;
}

/* Wait in whole milliseconds until the next event is due, rounded up: a timer may still
 * fire up to 1 ms early, when the drain finds nothing due and the wait starts again. */
static uint64_t wait_ms(const struct pump *P)
{
    const gatesim_ticks next = gatesim_peek(P->sim);
    double ms;

    if (P->pace <= 0.0 || next == GATESIM_NEVER)
        return 0;
    ms = ceil((wall_of(P, next) - (double)wall_ns(P)) / NS_PER_MS);
    return (uint64_t)fmin(fmax(ms, 0.0), WAIT_MAX_MS);
}

static int64_t drain_flat_out(struct pump *P)
{
    const uint64_t begin = uv_hrtime();
    int64_t taken = BATCH_CHUNK;

    for (int events = 0; events < BATCH_EVENTS && taken == BATCH_CHUNK; events += BATCH_CHUNK) {
        taken = gatesim_step(P->sim, BATCH_CHUNK);
        if (uv_hrtime() - begin > BATCH_NS)
            break;
    }
    return taken;
}

/* Events that are due by now, one by one; a look at the clock is cheap beside a wait. */
static int64_t drain_paced(struct pump *P)
{
    const uint64_t begin = wall_ns(P);
    int64_t taken = 1;

    for (int events = 0; events < BATCH_EVENTS && taken == 1; events++) {
        const uint64_t now = wall_ns(P);
        const gatesim_ticks next = gatesim_peek(P->sim);

        if (next != GATESIM_NEVER && (wall_of(P, next) > (double)now || now - begin > BATCH_NS))
            break;
        taken = gatesim_step(P->sim, 1);
    }
    return taken;
}

static void on_timer(uv_timer_t *timer)
{
    struct pump *P = timer->data;
    const int64_t taken = P->pace > 0.0 ? drain_paced(P) : drain_flat_out(P);

    P->armed = false;
    if (taken >= 0 && !gatesim_finished(P->sim))
        return;
    pump_stop(P);
    P->done(P, taken < 0 ? (int)taken : GATESIM_OK);
}

static void on_prepare(uv_prepare_t *prepare)
{
    struct pump *P = prepare->data;

    if (P->armed)
        return;
    P->armed = true;
    uv_update_time(P->timer.loop);
    (void)uv_timer_start(&P->timer, on_timer, wait_ms(P), 0); /* fails only when closing */
}

int pump_init(struct pump *P, uv_loop_t *loop, void *user)
{
    *P = (struct pump){.user = user};
    /* Neither can fail in libuv 1: they only fill in the handle. */
    if (uv_timer_init(loop, &P->timer) != 0 || uv_prepare_init(loop, &P->prepare) != 0)
        return GATESIM_ESYSTEM;
    P->open = 2;
    P->timer.data = P;
    P->prepare.data = P;
    return GATESIM_OK;
}

void pump_start(struct pump *P, struct gatesim *sim, double pace, pump_done done)
{
    P->sim = sim;
    P->pace = pace;
    P->done = done;
    P->start = gatesim_now(sim);
    P->wall_start = uv_hrtime();
    P->armed = false;
    (void)uv_prepare_start(&P->prepare, on_prepare);
}

void pump_stop(struct pump *P)
{
    (void)uv_timer_stop(&P->timer);
    (void)uv_prepare_stop(&P->prepare);
}

static void on_closed(uv_handle_t *handle)
{
    struct pump *P = handle->data;

    if (--P->open == 0 && P->closed != NULL)
        P->closed(P);
}

void pump_close(struct pump *P, pump_closed closed)
{
    pump_stop(P);
    P->closed = closed;
    uv_close((uv_handle_t *)&P->timer, on_closed);
    uv_close((uv_handle_t *)&P->prepare, on_closed);
}
