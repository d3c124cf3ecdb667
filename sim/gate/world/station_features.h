/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only some stations do: a bit each of one word, which is tested where a plain station goes
 * on. */
#ifndef SIM_GATE_WORLD_STATION_FEATURES_H
#define SIM_GATE_WORLD_STATION_FEATURES_H

#include "gatesim/status.h"
#include "sim/base/arena.h"
#include "sim/scenario/model/scenario.h"

/* X(FEATURE, needs, what it does): needs is the function in station_features.c that tells whether a
 * station of a scenario has the feature. */
#define STATION_FEATURE_LIST(X)                                                                    \
    X(ADMISSION, has_rules, "asks its admission rules before it calls (admission.h)")              \
    X(MARKS, has_states, "has states other than closed and open")                                  \
    X(WATCHED, is_watched, "other stations call by its load (admission.h)")                        \
    X(SPEED, changes_speed, "its servers are not always equally fast")                             \
    X(KEEPS, keeps_place, "a served truck keeps its server as a place (kept_place.h)")             \
    X(PEOPLE, needs_people, "needs members of pools (pools.h)")                                    \
    X(LOOKED_AT, is_looked_at, "is looked at whenever its servers have chosen (availability.h)")   \
    X(FEE, has_fee, "a served truck pays (cost.h)")                                                \
    X(AGENCY, has_agency, "an agency works there that counts its visits (agency.h)")               \
    X(LOOKS_UP, looks_up, "asks data services before it serves (data_service.h)")                  \
    X(SETS_UP, sets_up, "has a setup before the service")                                          \
    X(INTERRUPTS, may_interrupt, "may leave a truck in mid-service: keeps those inside in a list") \
    X(PROMISED, is_promised, "waits there are counted for promises (promises.h)")                  \
    X(PATIENCE, may_lose_patience, "a truck may lose patience there")                              \
    X(ON_ROAD, is_on_road, "its line stands on the road")                                          \
    X(SORTS, sorts_line, "its line is not in order of arrival")

enum station_bit {
#define STATION_FEATURE_BIT(feature, needs, meaning) STATION_BIT_##feature,
    STATION_FEATURE_LIST(STATION_FEATURE_BIT)
#undef STATION_FEATURE_BIT
        STATION_BITS
};

enum station_flag {
#define STATION_FEATURE_FLAG(feature, needs, meaning) \
    STATION_##feature = 1U << STATION_BIT_##feature,
    STATION_FEATURE_LIST(STATION_FEATURE_FLAG)
#undef STATION_FEATURE_FLAG

    /* Several that are tested at once, where a truck is called and where it is served. */
    STATION_CALLED =
        STATION_PEOPLE | STATION_KEEPS | STATION_INTERRUPTS | STATION_SETS_UP | STATION_PROMISED,
    STATION_SERVED =
        STATION_INTERRUPTS | STATION_PEOPLE | STATION_LOOKS_UP | STATION_FEE | STATION_AGENCY
};

/* station_features(scn, A, flags): write the features of every station of scn to flags, which has
 * room for them. A gives memory that is not needed afterwards. Returns 0 or GATESIM_ENOMEM. */
int station_features(const struct gatesim_scenario *scn, struct arena *A, uint32_t *flags);

#endif
