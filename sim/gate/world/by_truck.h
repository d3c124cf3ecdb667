/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values that depend on the truck: by conditions on its attributes, one of several distributions.
 */
#ifndef SIM_GATE_WORLD_BY_TRUCK_H
#define SIM_GATE_WORLD_BY_TRUCK_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/scenario/model/scenario.h"

/* condition_holds(C, values): returns whether a truck with these values of attributes passes all
 * tests of C. */
static inline bool condition_holds(const struct scn_condition *C, const uint8_t *values)
{
    uint32_t i;

    for (i = 0; i < C->count; i++)
        if (!scn_test_holds(&C->tests[i], values[C->tests[i].attribute]))
            return false;
    return true;
}

/* by_truck_for(C, values): returns the distribution that C has for a truck with these values of
 * attributes, or NULL. */
static inline const struct dist *by_truck_for(const struct scn_by_truck *C, const uint8_t *values)
{
    uint32_t i;

    for (i = 0; i < C->count; i++)
        if (condition_holds(&C->cases[i].when, values))
            return &C->cases[i].dist;
    return NULL;
}

/* by_truck_mean(C, values): returns the mean of the distribution of by_truck_for; 0 when there is
 * none.
 */
static inline double by_truck_mean(const struct scn_by_truck *C, const uint8_t *values)
{
    uint32_t i;

    for (i = 0; i < C->count; i++)
        if (condition_holds(&C->cases[i].when, values))
            return C->cases[i].mean;
    return 0;
}

/* by_truck_number(C, values, otherwise): returns the number that C, all of whose distributions are
 * constants, has for such a truck; otherwise when it has none. */
static inline double by_truck_number(const struct scn_by_truck *C, const uint8_t *values,
                                     double otherwise)
{
    const struct dist *D = by_truck_for(C, values);

    return D == NULL ? otherwise : D->a;
}

/* by_truck_share(cumulated, u): returns the first position whose cumulated share is above u, which
 * is below 1. */
static inline uint32_t by_truck_share(const double *cumulated, double u)
{
    uint32_t i = 0;

    while (u >= cumulated[i] && cumulated[i] < 1)
        i++;
    return i;
}

#endif
