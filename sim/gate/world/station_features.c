/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each feature follows from the scenario alone, by one function. */
#include "sim/gate/world/station_features.h"

/* A station of which a feature is asked. */
struct asked {
    const struct gatesim_scenario *scn;
    const struct scn_station *N; /* the station */
    uint32_t number;             /* of it */
    const bool *watched;         /* by station: a limit of some station names it */
    bool impatient;              /* some class has patience */
};

static bool has_rules(const struct asked *Q)
{
    const struct scn_admission *P = &Q->N->admission;

    return P->gap > 0 || P->limit_count + P->quota_count + P->reserved_count > 0;
}

static bool changes_speed(const struct asked *Q)
{
    for (uint32_t i = 0; i < Q->N->change_count; i++)
        if (Q->N->changes[i].speed != 1)
            return true;
    return Q->N->availability != NULL;
}

static bool needs_people(const struct asked *Q)
{
    return Q->N->need_count > 0;
}

static bool has_states(const struct asked *Q)
{
    return has_rules(Q) || needs_people(Q) || changes_speed(Q);
}

static bool is_watched(const struct asked *Q)
{
    return Q->watched[Q->number];
}

static bool keeps_place(const struct asked *Q)
{
    return Q->N->keeps_place;
}

static bool is_looked_at(const struct asked *Q)
{
    const struct scn_availability *U = Q->N->availability;

    return U != NULL && (U->failure.operating || U->reaction.servers > 0);
}

static bool has_fee(const struct asked *Q)
{
    return Q->scn->costs.given && Q->N->fee.count > 0;
}

static bool has_agency(const struct asked *Q)
{
    return Q->N->agency != SCN_NONE;
}

static bool looks_up(const struct asked *Q)
{
    return Q->N->data_service_count > 0;
}

static bool sets_up(const struct asked *Q)
{
    return Q->N->setup.count > 0;
}

static bool may_interrupt(const struct asked *Q)
{
    return Q->N->at_closing == SCN_LEAVE || Q->N->off_shift == SCN_LEAVE ||
           Q->N->availability != NULL;
}

static bool is_promised(const struct asked *Q)
{
    for (uint32_t i = 0; i < Q->scn->promise_count; i++)
        if (Q->scn->promises[i].station == Q->number)
            return true;
    return false;
}

static bool may_lose_patience(const struct asked *Q)
{
    return Q->impatient || Q->N->patience.count > 0;
}

static bool is_on_road(const struct asked *Q)
{
    return Q->N->on_road;
}

static bool sorts_line(const struct asked *Q)
{
    return Q->N->discipline != SCN_FIFO;
}

static uint32_t flags_of(const struct asked *Q)
{
    uint32_t flags = 0;

#define STATION_FEATURE_ASK(feature, needs, meaning) flags |= needs(Q) ? STATION_##feature : 0U;
    STATION_FEATURE_LIST(STATION_FEATURE_ASK)
#undef STATION_FEATURE_ASK
    return flags;
}

int station_features(const struct gatesim_scenario *scn, struct arena *A, uint32_t *flags)
{
    bool *watched = ARENA_ARRAY(A, bool, scn->station_count);
    struct asked Q = {.scn = scn, .watched = watched};

    if (watched == NULL)
        return GATESIM_ENOMEM;
    for (uint32_t i = 0; i < scn->station_count; i++)
        for (uint32_t k = 0; k < scn->stations[i].admission.limit_count; k++)
            watched[scn->stations[i].admission.limits[k].station] = true;
    for (uint32_t c = 0; c < scn->class_count; c++)
        Q.impatient = Q.impatient || scn->classes[c].patience.count > 0;
    for (uint32_t i = 0; i < scn->station_count; i++) {
        Q.number = i;
        Q.N = &scn->stations[i];
        flags[i] = flags_of(&Q);
    }
    return GATESIM_OK;
}
