/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Only the whole visit is recorded as it happens; the rest is added up from the stations. */
#include "sim/gate/account/agency.h"

#include <math.h>

#include "sim/gate/account/cost.h"
#include "sim/gate/account/sojourn.h"
#include "sim/gate/account/window.h"

/* Scratch of the results: the sums of all agencies as they were after so many events. */
struct agency_scratch {
    uint64_t at;
    struct agency_sums *sums;
};

int agencies_build(struct gatesim *W)
{
    const uint32_t count = W->scn->agency_count;
    uint32_t i;

    W->agencies = ARENA_ARRAY(W->arena, struct agency, count);
    W->agency_scratch = ARENA_NEW(W->arena, struct agency_scratch);
    if (W->agencies == NULL || W->agency_scratch == NULL)
        return GATESIM_ENOMEM;
    W->agency_scratch->at = UINT64_MAX;
    W->agency_scratch->sums = ARENA_ARRAY(W->arena, struct agency_sums, count);
    if (W->agency_scratch->sums == NULL)
        return GATESIM_ENOMEM;
    for (i = 0; i < count; i++)
        tally_init(&W->agencies[i].visit);
    for (i = 0; i < W->scn->station_count; i++)
        if (W->stations[i].flags & STATION_AGENCY)
            W->stations[i].agency = &W->agencies[W->scn->stations[i].agency];
    return 0;
}

/* sums_clear(M): make M the sums over no station. */
static void sums_clear(struct agency_sums *M)
{
    *M = (struct agency_sums){0};
    tally_init(&M->wait);
    tally_init(&M->service);
}

/* sums_add(W, station, M): add what station has measured in the window to the sums M. */
static void sums_add(const struct gatesim *W, uint32_t station, struct agency_sums *M)
{
    const struct station *S = &W->stations[station];
    const struct station_areas a = window_areas(W, station);

    tally_merge(&M->wait, &S->wait);
    tally_merge(&M->service, &S->service);
    histogram_merge(&M->wait_hist, &S->wait_hist);
    if (S->scn->servers_max != SCN_UNLIMITED) {
        M->servers += S->scn->servers_max;
        M->busy += a.busy;
        M->idle += a.idle;
        M->blocked += a.blocked;
        M->kept += a.kept;
        M->down += a.down;
    }
    M->staff_cost += cost_staff(W, station);
    M->fees += S->fees;
}

const struct agency_sums *agency_sums(const struct gatesim *W, size_t a)
{
    struct agency_scratch *K = W->agency_scratch;
    uint32_t i;

    if (K->at != W->events) {
        for (i = 0; i < W->scn->agency_count; i++)
            sums_clear(&K->sums[i]);
        for (i = 0; i < W->scn->station_count; i++)
            if (W->scn->stations[i].agency != SCN_NONE)
                sums_add(W, i, &K->sums[W->scn->stations[i].agency]);
        K->at = W->events;
    }
    return &K->sums[a];
}

double agency_share(const struct gatesim *W, size_t a, stat_sum area)
{
    const uint64_t servers = agency_sums(W, a)->servers;

    return servers == 0 ? (double)NAN : (double)area / (window_length(W) * (double)servers);
}

double agency_servers(const struct gatesim *W, size_t a)
{
    const struct agency_sums *M = agency_sums(W, a);

    return M->servers == 0 ? (double)NAN : (double)agency_on_shift(M) / window_length(W);
}

double agency_closed(const struct gatesim *W, size_t a)
{
    const struct agency_sums *M = agency_sums(W, a);
    const double rest = 1 - agency_share(W, a, agency_on_shift(M) + M->kept + M->down);

    return rest < 0 ? 0 : rest; /* rounding */
}

stat_sum agency_delay(const struct gatesim *W, size_t a, unsigned cause)
{
    stat_sum sum = 0;
    uint32_t i;

    for (i = 0; i < W->scn->station_count; i++)
        if (W->scn->stations[i].agency == a)
            sum += sojourn_delay_sum(W, i + 1, i + 2, 0, W->scn->class_count, cause);
    return sum;
}

/* over_stations(W, a, value): the sum of a value over places of agency a. */
static double over_stations(const struct gatesim *W, size_t a,
                            double (*value)(const struct gatesim *W, uint32_t place, uint32_t end,
                                            uint32_t c, uint32_t c_end))
{
    double sum = 0;
    uint32_t i;

    for (i = 0; i < W->scn->station_count; i++)
        if (W->scn->stations[i].agency == a)
            sum += value(W, i + 1, i + 2, 0, W->scn->class_count);
    return sum;
}

double agency_time_cost(const struct gatesim *W, size_t a)
{
    return over_stations(W, a, cost_time);
}

double agency_fuel(const struct gatesim *W, size_t a)
{
    return over_stations(W, a, cost_fuel);
}
