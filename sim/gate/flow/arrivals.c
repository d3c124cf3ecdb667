/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The k-th arrival of a class is a function of the class's stream and k alone. Poisson arrivals
 * with a rate that changes are made by exact inversion of the cumulated rate (Cinlar,
 * "Introduction to Stochastic Processes", 1975, 4.7): unit exponential steps on the scale of
 * expected arrivals, mapped back to time through the pieces of constant rate. */
#include "sim/gate/flow/arrivals.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

#include "sim/gate/account/sojourn.h"
#include "sim/gate/flow/appointments.h"
#include "sim/gate/flow/endless_arrivals.h"
#include "sim/gate/flow/passage.h"
#include "sim/gate/flow/route.h"

#define DAY_SECONDS 86400
#define UNIFORM_LEAST 0x1p-54 /* where a uniform is 0: its normal score is finite */

/* The arrival that happens is Q->arrivals - AHEAD: one more is in the event list, one is drawn. */
#define AHEAD 2

/* score_of(Q, day): what is new in the normal score of a day: a standard normal of its own address.
 */
static double score_of(const struct source *Q, int64_t day)
{
    const struct substream at = {Q->day.stream, (uint64_t)day, 0, Q->mirror};

    return gsl_cdf_ugaussian_Pinv(fmax(substream_uniform(&at), UNIFORM_LEAST));
}

/* day_go(Q, day): go on to a day. Scores are a stationary autoregression, so that the factor of
 * each day has the distribution that it is to have (a Gaussian copula: Cario & Nelson,
 * "Autoregressive to anything", 1996). */
static void day_go(struct source *Q, int64_t day)
{
    const double r = Q->scn->varies.correlation;

    while (Q->day.day < day) {
        Q->day.day++;
        Q->day.score = r * Q->day.score + sqrt(1 - r * r) * score_of(Q, Q->day.day);
    }
    Q->day.factor = dist_quantile(&Q->scn->varies.dist, gsl_cdf_ugaussian_P(Q->day.score));
}

/* day_begin(W, Q): the day in which the run begins. */
static void day_begin(struct gatesim *W, struct source *Q)
{
    const int64_t epoch = W->scn->info.epoch;

    Q->day.epoch = epoch;
    Q->day.stream = world_stream(W, Q->scn->purpose, "day");
    Q->day.day = epoch / DAY_SECONDS - (epoch % DAY_SECONDS < 0);
    Q->day.score = score_of(Q, Q->day.day);
    day_go(Q, Q->day.day);
}

/* rate_of(Q, rate): the arrivals a second of a piece of the rates. */
static double rate_of(struct source *Q, uint32_t rate)
{
    const struct scn_rate *piece = &Q->scn->rates[rate];
    int64_t at;

    if (!Q->scn->varies.given)
        return piece->rate;
    at = Q->day.epoch + piece->at / GATESIM_TICKS_PER_SECOND;
    day_go(Q, at / DAY_SECONDS - (at % DAY_SECONDS < 0));
    return piece->rate * Q->day.factor;
}

/* set_rate(Q, rate): the piece of the rates that holds now. */
static void set_rate(struct source *Q, uint32_t rate)
{
    const struct scn_class *C = Q->scn;
    const double now = rate_of(Q, rate);

    Q->rate = rate;
    Q->rate_now = now > 0 ? now : 0; /* -0 brings nobody */
    Q->rate_end =
        rate + 1 < C->rate_count ? gatesim_seconds(C->rates[rate + 1].at) : (double)INFINITY;
}

/* next_poisson(Q, step): move the source's clock on by step expected arrivals; infinite when
 * the rates end before. */
static void next_poisson(struct source *Q, double step)
{
    for (;;) {
        const double at = Q->clock + step / Q->rate_now;

        if (at < Q->rate_end) { /* false for NaN: nothing is expected at rate 0 */
            Q->clock = at;
            return;
        }
        if (Q->rate + 1 == Q->scn->rate_count) {
            Q->clock = (double)INFINITY;
            return;
        }
        step -= Q->rate_now * (Q->rate_end - Q->clock);
        Q->clock = Q->rate_end;
        set_rate(Q, Q->rate + 1);
    }
}

/* draw_steps(Q): unit exponentials for the next arrivals, by inversion. A draw is a long chain of
 * operations: several at once overlap in the processor. */
static void draw_steps(struct source *Q)
{
    uint32_t i;

    for (i = 0; i < STEPS_AHEAD; i += 2) {
        const struct substream at = {Q->arrival_stream, (Q->arrivals + i) / 2, 0, Q->mirror};
        const philox2x64_ctr_t block = substream_block(&at, 0);

        Q->ahead[i] = substream_unit(block.v[0]);
        Q->ahead[i + 1] = substream_unit(block.v[1]);
    }
    for (i = 0; i < STEPS_AHEAD; i++)
        Q->ahead[i] = -log(1 - Q->ahead[i]); /* 1 - u is exact */
}

/* arrival_step(Q): how many arrivals are expected from the last drawn to the next. */
static double arrival_step(struct source *Q)
{
    const uint32_t i = (uint32_t)(Q->arrivals % STEPS_AHEAD);

    if (i == 0)
        draw_steps(Q);
    return Q->ahead[i];
}

/* arrival_gap(Q): the time between the last arrival drawn and the next. */
static double arrival_gap(const struct source *Q)
{
    const struct substream at = {Q->arrival_stream, Q->arrivals, 0, Q->mirror};

    return dist_draw(&Q->scn->gap, &at);
}

/* draw_next(Q): the next arrival of all, two ahead of the one that happens. */
static void draw_next(struct source *Q)
{
    switch (Q->scn->arrivals) {
    case SCN_ARRIVALS_NONE:
        Q->clock = (double)INFINITY;
        break;
    case SCN_ARRIVALS_POISSON:
        next_poisson(Q, arrival_step(Q));
        break;
    case SCN_ARRIVALS_RENEWAL:
        Q->clock += arrival_gap(Q);
        break;
    case SCN_ARRIVALS_TRACE:
        Q->clock = Q->arrivals < Q->scn->trace_count
                       ? gatesim_seconds(Q->scn->trace[Q->arrivals].at)
                       : (double)INFINITY;
        break;
    }
    Q->arrivals++;
    Q->next = world_ticks(Q->clock);
}

/* schedule_next(W, class): the arrival that was drawn last comes; the one after it is drawn
 * already now, so that the processor can work it out while other things happen. */
static void schedule_next(struct gatesim *W, uint32_t class_index)
{
    struct source *Q = &W->sources[class_index];
    const gatesim_ticks at = Q->next;

    Q->comes = at < Q->scn->until && at <= W->scn->info.duration;
    if (!Q->comes || !endless_arrival(W, class_index, at))
        return;
    world_schedule(W, EVENT_ARRIVE, at, class_index, 0, 0, NULL);
    draw_next(Q);
}

void arrivals_init(struct gatesim *W, uint32_t class_index)
{
    struct source *Q = &W->sources[class_index];
    const struct scn_class *C = &W->scn->classes[class_index];
    uint32_t i, rate = 0;

    Q->scn = C;
    Q->who_base[0] = hash_pair(C->purpose, hash_string("arrivals"));
    Q->who_base[1] = hash_pair(C->purpose, hash_string("backlog"));
    for (i = 0; i < ORIGINS; i++)
        Q->id_base[i] =
            (uint64_t)(i & 2) << 50 | (uint64_t)class_index << 33 | (uint64_t)(i & 1) << 32;
    Q->mirror = W->mirror;
    Q->arrival_stream = world_stream(W, C->purpose, "arrival");
    Q->batch_stream = world_stream(W, C->purpose, "batch");
    Q->due_stream = world_stream(W, C->purpose, "due");
    Q->no_show_stream = world_stream(W, C->purpose, "no-show");
    Q->early_stream = world_stream(W, C->purpose, "early");
    Q->late_stream = world_stream(W, C->purpose, "late");
    Q->return_stream = world_stream(W, C->purpose, "return");
    Q->clock = gatesim_seconds(C->from);
    for (i = 0; i < SCN_BUILTINS; i++)
        Q->builtins[i] = (uint8_t)C->values[i];
    Q->steps = W->scn->routes[C->route].steps;
    Q->step_streams = W->step_streams[C->route];
    Q->loop_count = W->scn->routes[C->route].loop_count;
    while (rate + 1 < C->rate_count && C->rates[rate + 1].at <= C->from)
        rate++;
    if (C->varies.given)
        day_begin(W, Q);
    if (C->rate_count > 0)
        set_rate(Q, rate);
    while (Q->arrivals < C->trace_count && C->trace[Q->arrivals].at < C->from)
        Q->arrivals++;
    draw_next(Q);
    schedule_next(W, class_index);
}

/* stands(W, class, step): one truck of the class stands at the step of its route. */
static void stands(struct gatesim *W, uint32_t class_index, uint32_t step)
{
    struct truck *T = passage_create(W, class_index, &(struct origin){ORIGIN_INITIAL, 0, NULL});

    if (T == NULL)
        return;
    passage_enter(W, T);
    world_note(W, EVENT_ARRIVE, world_truck_id(W, T), NO_STATION);
    T->step = step;
    route_walk(W, T);
}

int64_t arrivals_backlog(struct gatesim *W, int64_t trucks)
{
    struct standing *at = &W->standing;
    int64_t placed = 0;

    while (at->class_index < W->scn->class_count && W->status == 0) {
        const struct scn_class *C = &W->scn->classes[at->class_index];

        if (at->entry == C->backlog_count) {
            at->entry = 0;
            at->class_index++;
        } else if (at->placed == C->backlog[at->entry].trucks) {
            at->placed = 0;
            at->entry++;
        } else if (placed == trucks) {
            return placed;
        } else {
            at->placed++;
            placed++;
            stands(W, at->class_index, C->backlog[at->entry].step);
        }
    }
    at->done = true;
    return placed;
}

/* batch_size(W, Q): how many trucks the present arrival brings. */
static uint32_t batch_size(const struct source *Q)
{
    const struct substream at = {Q->batch_stream, Q->arrivals - AHEAD, 0, Q->mirror};

    return dist_count(dist_draw(&Q->scn->batch, &at));
}

void arrivals_enter(struct gatesim *W, struct truck *T)
{
    passage_enter(W, T);
    world_note(W, EVENT_ARRIVE, world_truck_id(W, T), NO_STATION);
    route_walk(W, T);
}

void arrivals_bring(struct gatesim *W, uint32_t class_index, const struct origin *from)
{
    struct truck *T = passage_create(W, class_index, from);

    if (T == NULL)
        return;
    if (W->sources[class_index].scn->books == SCN_NONE)
        arrivals_enter(W, T);
    else
        appointments_ask(W, T);
}

/* trace_values(Q): what the trace says of the present arrival. */
static const uint16_t *trace_values(const struct source *Q)
{
    if (Q->scn->arrivals != SCN_ARRIVALS_TRACE)
        return NULL;
    return Q->scn->trace[Q->arrivals - AHEAD].values;
}

void arrivals_arrive(struct gatesim *W, uint32_t class_index)
{
    struct source *Q = &W->sources[class_index];
    const struct origin from = {ORIGIN_ARRIVED, 0, trace_values(Q)};
    uint32_t left = Q->scn->batched ? batch_size(Q) : 1;

    for (; left > 0 && W->status == 0; left--)
        arrivals_bring(W, class_index, &from);
    schedule_next(W, class_index);
}
