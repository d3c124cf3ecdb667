/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of two kinds. Some concern the station as a whole: the rate of its calls, the load of
 * others. Some concern only trucks that fit their condition: quotas, and servers that are kept
 * for others. These are the bits of a word, and trucks with the same word are one part of the
 * line.
 *
 * A held station does not look again and again: it waits for an instant (the next call by the
 * rate, the next hour or day of a quota), or to be told by a station whose load it watches. */
#include "sim/gate/station/admission.h"

#include "sim/gate/station/line_by_rule.h"
#include "sim/gate/station/station.h"
#include "sim/gate/world/by_truck.h"

/* How much of a quota is used, and in which hour or day of the station's clock. */
struct used {
    int64_t period;
    uint32_t calls;
};

struct admission {
    const struct scn_admission *scn;
    gatesim_ticks midnight;  /* what the station's clock shows at tick 0 */
    gatesim_ticks next_call; /* the earliest, by the rate */
    struct used *used;       /* by quota */
    uint32_t *seated;        /* by reservation: trucks at servers that it holds */
    uint32_t seated_there;   /* in all */
    struct parts parts;      /* of the line */
    struct fel_id alarm;
    gatesim_ticks alarm_at;
    uint32_t *watchers; /* stations that call by the load of this one */
    uint32_t watcher_count;
};

/* Bits: quotas first, then reservations. */
static inline uint32_t quota_bit(uint32_t i)
{
    return 1U << i;
}

/* reserved_bit(P, i): returns the bit of reservation i in the word of a truck's rules; quotas have
 * the bits below. */
static inline uint32_t reserved_bit(const struct admission *P, uint32_t i)
{
    return 1U << (P->scn->quota_count + i);
}

/* admission_at(W, station): the admission state of that station, made if it has none yet. Returns
 * NULL without memory. */
static struct admission *admission_at(struct gatesim *W, uint32_t station)
{
    struct station *S = &W->stations[station];
    const struct scn_admission *scn = &S->scn->admission;
    const int64_t second = (W->scn->info.epoch + S->scn->clock) % 86400;
    struct admission *P = S->admission;

    if (P != NULL || (P = ARENA_NEW(W->arena, struct admission)) == NULL)
        return P;
    P->scn = scn;
    P->midnight = (second < 0 ? second + 86400 : second) * GATESIM_TICKS_PER_SECOND;
    P->alarm_at = GATESIM_NEVER;
    P->used = ARENA_ARRAY(W->arena, struct used, scn->quota_count);
    P->seated = ARENA_ARRAY(W->arena, uint32_t, scn->reserved_count);
    P->watchers = ARENA_ARRAY(W->arena, uint32_t, W->scn->station_count);
    if (P->used == NULL || P->seated == NULL || P->watchers == NULL)
        return NULL;
    parts_init(&P->parts, S->scn->discipline);
    return S->admission = P;
}

/* watch(W, station): the stations that it looks at tell it. */
static int watch(struct gatesim *W, uint32_t station)
{
    const struct scn_admission *scn = &W->scn->stations[station].admission;
    uint32_t i;

    for (i = 0; i < scn->limit_count; i++) {
        struct admission *P = admission_at(W, scn->limits[i].station);

        if (P == NULL)
            return GATESIM_ENOMEM;
        if (P->watcher_count == 0 || P->watchers[P->watcher_count - 1] != station)
            P->watchers[P->watcher_count++] = station;
    }
    return 0;
}

int admission_build(struct gatesim *W)
{
    uint32_t i;

    for (i = 0; i < W->scn->station_count; i++) {
        if (!(W->stations[i].flags & STATION_ADMISSION))
            continue;
        if (admission_at(W, i) == NULL || watch(W, i) != 0)
            return GATESIM_ENOMEM;
    }
    return 0;
}

/* fits_of(P, T): the rules that concern the truck. */
static uint32_t fits_of(const struct admission *P, struct truck *T)
{
    const uint8_t *values = truck_values(T);
    uint32_t i, fits = 0;

    for (i = 0; i < P->scn->quota_count; i++)
        if (condition_holds(&P->scn->quotas[i].when, values))
            fits |= quota_bit(i);
    for (i = 0; i < P->scn->reserved_count; i++)
        if (condition_holds(&P->scn->reserved[i].when, values))
            fits |= reserved_bit(P, i);
    return fits;
}

int admission_join(struct gatesim *W, struct station *S, struct truck *T, int64_t key)
{
    struct admission *P = S->admission;
    const int status = parts_push(&P->parts, &W->trucks, T, key, fits_of(P, T));

    S->line.list.count += status == 0;
    return status;
}

void admission_renege(struct gatesim *W, struct station *S, struct truck *T)
{
    parts_remove(&S->admission->parts, &W->trucks, T);
    S->line.list.count--;
}

/* wait_until(W, S, at): look again then, unless something comes before. */
static void wait_until(struct gatesim *W, struct station *S, gatesim_ticks at)
{
    struct admission *P = S->admission;

    if (P->alarm_at <= at)
        return;
    if (P->alarm_at != GATESIM_NEVER)
        fel_cancel(W->fel, &P->alarm);
    P->alarm_at = at;
    world_schedule(W, EVENT_ADMISSION, at, 0, S->number, 0, &P->alarm);
}

void admission_due(struct gatesim *W, struct station *S)
{
    S->admission->alarm_at = GATESIM_NEVER;
    station_look(W, S);
}

void admission_tell(struct gatesim *W, const struct station *S)
{
    uint32_t i;

    for (i = 0; i < S->admission->watcher_count; i++)
        station_look(W, &W->stations[S->admission->watchers[i]]);
}

/* limits_hold(W, P): every station that is watched has few enough trucks. */
static bool limits_hold(const struct gatesim *W, const struct admission *P)
{
    uint32_t i;

    for (i = 0; i < P->scn->limit_count; i++)
        if (station_load(&W->stations[P->scn->limits[i].station]) >= P->scn->limits[i].below)
            return false;
    return true;
}

/* spent(P, now, until): the quotas that are used up, as bits; *until is when the first of them
 * begins anew. */
static uint32_t spent(struct admission *P, gatesim_ticks now, gatesim_ticks *until)
{
    uint32_t i, bits = 0;

    *until = GATESIM_NEVER;
    for (i = 0; i < P->scn->quota_count; i++) {
        const struct scn_quota *q = &P->scn->quotas[i];
        const int64_t period = (now + P->midnight) / q->period;
        const gatesim_ticks next = (period + 1) * q->period - P->midnight;

        if (P->used[i].period != period)
            P->used[i] = (struct used){period, 0};
        if (P->used[i].calls < q->calls)
            continue;
        bits |= quota_bit(i);
        *until = next < *until ? next : *until;
    }
    return bits;
}

/* open_seats(S): the reservations that have a server free, as bits; *others: so many servers are
 * free that are not reserved. The reservations that are written first stay longest when few
 * servers are on shift. */
static uint32_t open_seats(const struct station *S, int64_t *others)
{
    const struct admission *P = S->admission;
    int64_t left = S->servers;
    uint32_t i, bits = 0;

    for (i = 0; i < P->scn->reserved_count; i++) {
        const int64_t wanted = P->scn->reserved[i].servers, here = wanted < left ? wanted : left;

        if (P->seated[i] < here)
            bits |= reserved_bit(P, i);
        left -= here;
    }
    *others = left - ((int64_t)S->busy + S->blocked - P->seated_there);
    return bits;
}

/* seat(P, T, seats): the truck takes the first open reserved server that it fits, or another. */
static void seat(const struct gatesim *W, struct admission *P, struct truck *T, uint32_t seats)
{
    struct truck_line *L = truck_line(&W->trucks, T);
    uint32_t i = 0;

    L->seat = 0;
    if ((L->fits & seats) == 0)
        return;
    while ((L->fits & seats & reserved_bit(P, i)) == 0)
        i++;
    P->seated[i]++;
    P->seated_there++;
    L->seat = (uint8_t)(i + 1);
}

gatesim_ticks admission_joined(const struct station *S)
{
    const struct parts *Q = &S->admission->parts;
    gatesim_ticks first = GATESIM_NEVER;
    uint32_t i;

    for (i = 0; i < Q->count; i++)
        if (line_count(&Q->list[i].line) > 0 && line_first(&Q->list[i].line)->joined < first)
            first = line_first(&Q->list[i].line)->joined;
    return first;
}

void admission_seat(struct gatesim *W, struct station *S, struct truck *T)
{
    int64_t others;

    seat(W, S->admission, T, open_seats(S, &others));
}

void admission_leave(struct gatesim *W, struct station *S, struct truck *T)
{
    struct truck_line *L = truck_line(&W->trucks, T);

    if (L->seat == 0)
        return;
    S->admission->seated[L->seat - 1]--;
    S->admission->seated_there--;
    L->seat = 0;
}

/* count_call(W, P, T): the truck is called now. */
static void count_call(const struct gatesim *W, struct admission *P, struct truck *T)
{
    const uint32_t fits = truck_line(&W->trucks, T)->fits;
    uint32_t i;

    for (i = 0; i < P->scn->quota_count; i++)
        P->used[i].calls += (fits & quota_bit(i)) != 0;
    P->next_call = W->now + P->scn->gap;
}

bool admission_may(const struct gatesim *W, const struct station *S)
{
    struct admission *P = S->admission;
    struct parts_open open;
    gatesim_ticks until;
    int64_t others;

    if (!limits_hold(W, P) || W->now < P->next_call)
        return false;
    open.shut = spent(P, W->now, &until);
    open.some = open_seats(S, &others);
    open.all = others > 0;
    return parts_any(&P->parts, &open);
}

struct truck *admission_next(struct gatesim *W, struct station *S)
{
    struct admission *P = S->admission;
    struct parts_open open;
    gatesim_ticks until;
    int64_t others;
    struct truck *T;

    if (!limits_hold(W, P))
        return NULL;
    if (W->now < P->next_call) {
        wait_until(W, S, P->next_call);
        return NULL;
    }
    open.shut = spent(P, W->now, &until);
    open.some = open_seats(S, &others);
    open.all = others > 0;
    T = parts_pop(&P->parts, &W->trucks, S->pick_stream, &open);
    if (T == NULL) {
        if (open.shut != 0)
            wait_until(W, S, until);
        return NULL;
    }
    S->line.list.count--;
    count_call(W, P, T);
    seat(W, P, T, open.some);
    return T;
}
