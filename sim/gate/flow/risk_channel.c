/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What counts is the channel that the truck has when it crosses: its route may have changed it.
 * Whether a bad truck is found is drawn on the attribute's own substream, second visit. */
#include "sim/gate/flow/risk_channel.h"

#include "sim/gate/world/by_truck.h"

int risk_build(struct gatesim *W)
{
    W->risks = ARENA_ARRAY(W->arena, struct risk_counts, W->scn->risk_count);
    if (W->scn->risk_count > 0)
        W->exits |= EXIT_RISK;
    return W->risks == NULL ? GATESIM_ENOMEM : 0;
}

/* first_case(when, count, values): the first that holds; the last always does. */
static uint32_t first_case(const struct scn_condition *when, uint32_t count, const uint8_t *values)
{
    uint32_t i = 0;

    while (i + 1 < count && !condition_holds(&when[i], values))
        i++;
    return i;
}

/* is_bad(R, values): returns whether a truck with these values of attributes has what inspections
 * by risk R look for. */
static bool is_bad(const struct scn_risk *R, const uint8_t *values)
{
    return scn_test_holds(&R->bad, values[R->bad.attribute]);
}

enum scn_channel risk_channel(const struct scn_risk *R, const uint8_t *values, double u)
{
    const uint32_t red = first_case(R->red, R->red_count, values);
    const uint32_t yellow = first_case(R->yellow, R->yellow_count, values);
    const struct scn_cutoffs *cut = &R->cutoffs[(size_t)red * R->yellow_count + yellow];
    const unsigned bad = is_bad(R, values);

    if (u >= cut->red[bad])
        return SCN_RED;
    return u >= cut->yellow[bad] ? SCN_YELLOW : SCN_GREEN;
}

/* finds(W, T, R): whether the inspection of a bad truck finds it. */
static bool finds(const struct gatesim *W, struct truck *T, const struct scn_risk *R)
{
    const struct substream at = {W->attribute_streams[R->attribute], world_who(W, T), 1, W->mirror};

    return substream_uniform(&at) < R->detects;
}

void risk_count(struct gatesim *W, struct truck *T)
{
    const uint8_t *values = truck_values(T);
    uint32_t i;

    if (W->now < W->counted_from)
        return;
    for (i = 0; i < W->scn->risk_count; i++) {
        const struct scn_risk *R = &W->scn->risks[i];
        const bool bad = is_bad(R, values), red = values[R->attribute] == SCN_RED;
        const bool caught = bad && red && finds(W, T, R);

        W->risks[i].crossed++;
        W->risks[i].inspected += red;
        W->risks[i].caught += caught;
        W->risks[i].missed += bad && !caught;
        W->risks[i].needless += red && !bad;
    }
}
