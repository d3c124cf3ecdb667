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

/* next_event(P): the instant of the next event of all, or of the stop. */
static gatesim_ticks next_event(const struct pump *P)
{
    gatesim_ticks next = P->until;

    for (unsigned i = 0; i < P->count; i++)
        next = gatesim_peek(P->sims[i]) < next ? gatesim_peek(P->sims[i]) : next;
    return next;
}

/* Wait in whole milliseconds until the next event is due, rounded up: a timer may still
 * fire up to 1 ms early, when the drain finds nothing due and the wait starts again. */
static uint64_t wait_ms(const struct pump *P)
{
    const gatesim_ticks next = next_event(P);
    double ms;

    if (P->pace <= 0.0 || next == GATESIM_NEVER)
        return 0;
    ms = ceil((wall_of(P, next) - (double)wall_ns(P)) / NS_PER_MS);
    return (uint64_t)fmin(fmax(ms, 0.0), WAIT_MAX_MS);
}

/* chunk(P, sim): some events, none after the stop. Returns as gatesim_step. */
static int64_t chunk(const struct pump *P, struct gatesim *sim)
{
    int64_t taken = 0;

    if (P->until == GATESIM_NEVER)
        return gatesim_step(sim, BATCH_CHUNK);
    if (gatesim_peek(sim) == GATESIM_NEVER)
        return gatesim_step(sim, 1); /* says why, if it is not finished */
    while (taken >= 0 && taken < BATCH_CHUNK && gatesim_peek(sim) <= P->until) {
        const int64_t one = gatesim_step(sim, 1);

        taken = one < 0 ? one : taken + one;
    }
    return taken;
}

/* chunk_all(P): the first simulation leads, the others follow to where it is; when it has no more,
 * the next one leads. */
static int64_t chunk_all(const struct pump *P)
{
    int64_t taken = 0;

    for (unsigned i = 0; i < P->count && taken == 0; i++) {
        taken = chunk(P, P->sims[i]);
        for (unsigned k = i + 1; k < P->count && taken >= 0; k++) {
            const int64_t others = gatesim_run_until(P->sims[k], gatesim_now(P->sims[i]));

            taken = others < 0 ? others : taken;
        }
    }
    return taken;
}

static int64_t drain_flat_out(struct pump *P)
{
    const uint64_t begin = uv_hrtime();
    int64_t taken = BATCH_CHUNK;

    for (int events = 0; events < BATCH_EVENTS && taken > 0; events += BATCH_CHUNK) {
        taken = P->count == 1 ? chunk(P, P->sims[0]) : chunk_all(P);
        if (uv_hrtime() - begin > BATCH_NS)
            break;
    }
    return taken;
}

/* due(P, begin): the simulation whose next event is due by now, of all; NULL: none, or this turn
 * has taken long enough. */
static struct gatesim *due(const struct pump *P, uint64_t begin)
{
    const uint64_t now = wall_ns(P);
    struct gatesim *first = P->sims[0];

    for (unsigned i = 1; i < P->count; i++)
        if (gatesim_peek(P->sims[i]) < gatesim_peek(first))
            first = P->sims[i];
    if (gatesim_peek(first) == GATESIM_NEVER)
        return gatesim_finished(first) ? NULL : first;
    if (gatesim_peek(first) > P->until || wall_of(P, gatesim_peek(first)) > (double)now ||
        now - begin > BATCH_NS)
        return NULL;
    return first;
}

/* Events that are due by now, one by one; a look at the clock is cheap beside a wait. */
static int64_t drain_paced(struct pump *P)
{
    const uint64_t begin = wall_ns(P);
    int64_t taken = 1;

    for (int events = 0; events < BATCH_EVENTS && taken == 1; events++) {
        struct gatesim *sim = due(P, begin);

        if (sim == NULL)
            break;
        taken = gatesim_step(sim, 1);
    }
    return taken;
}

/* over(P): whether all are finished, or nothing is left before the stop. */
static bool over(const struct pump *P)
{
    bool finished = true;

    for (unsigned i = 0; i < P->count; i++)
        finished = finished && gatesim_finished(P->sims[i]);
    if (finished || P->until == GATESIM_NEVER)
        return finished;
    for (unsigned i = 0; i < P->count; i++)
        if (gatesim_peek(P->sims[i]) <= P->until)
            return false;
    return P->pace <= 0.0 || wall_of(P, P->until) <= (double)wall_ns(P);
}

/* arrive(P): the clocks stand where they were to stop. */
static void arrive(const struct pump *P)
{
    for (unsigned i = 0; i < P->count && P->until != GATESIM_NEVER; i++)
        (void)gatesim_run_until(P->sims[i], P->until); /* takes no event, and cannot fail */
}

static void on_timer(uv_timer_t *timer)
{
    struct pump *P = timer->data;
    const uint64_t begin = uv_hrtime();
    const int64_t taken = P->pace > 0.0 ? drain_paced(P) : drain_flat_out(P);

    P->turned += uv_hrtime() - begin;
    P->armed = false;
    if (taken >= 0 && !over(P))
        return;
    if (taken >= 0)
        arrive(P);
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

void pump_start_all(struct pump *P, struct gatesim *const *sims, unsigned count, double pace,
                    gatesim_ticks until, pump_done done)
{
    for (unsigned i = 0; i < count; i++)
        P->sims[i] = sims[i];
    P->count = count;
    P->until = until;
    P->pace = pace;
    P->done = done;
    P->start = gatesim_now(sims[0]);
    P->wall_start = uv_hrtime();
    P->turned = 0;
    P->armed = false;
    (void)uv_prepare_start(&P->prepare, on_prepare);
}

void pump_start(struct pump *P, struct gatesim *sim, double pace, pump_done done)
{
    pump_start_all(P, &sim, 1, pace, GATESIM_NEVER, done);
}

gatesim_ticks pump_clock(const struct pump *P)
{
    gatesim_ticks now = gatesim_now(P->sims[0]), wall;

    for (unsigned i = 1; i < P->count; i++)
        now = gatesim_now(P->sims[i]) > now ? gatesim_now(P->sims[i]) : now;
    if (P->pace <= 0.0 || !uv_is_active((const uv_handle_t *)&P->prepare))
        return now;
    wall = P->start +
           (gatesim_ticks)((double)wall_ns(P) * P->pace * 1e-9 * (double)GATESIM_TICKS_PER_SECOND);
    if (wall > next_event(P))
        wall = next_event(P);
    return wall > now ? wall : now;
}

double pump_share(const struct pump *P)
{
    return P->turned == 0 ? 0 : (double)P->turned / (double)wall_ns(P);
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
