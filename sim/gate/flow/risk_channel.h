/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Risk channels: which trucks a classifier sorts into which channel, and what inspections find. */
#ifndef SIM_GATE_FLOW_RISK_CHANNEL_H
#define SIM_GATE_FLOW_RISK_CHANNEL_H

#include "sim/gate/world/world.h"

/* Of trucks that crossed in the window. */
struct risk_counts {
    uint64_t inspected; /* red */
    uint64_t caught;    /* red, bad, and found to be so */
    uint64_t missed;    /* bad, and not caught */
    uint64_t needless;  /* red, but not bad */
    uint64_t crossed;
};

/* risk_build(W): make the counters of every risk. Returns 0 or GATESIM_ENOMEM. */
int risk_build(struct gatesim *W);

/* risk_channel(R, values, u): returns the channel of risk R for a truck that has these values of
 * the attributes before it and draws the uniform u. */
enum scn_channel risk_channel(const struct scn_risk *R, const uint8_t *values, double u);

/* risk_count(W, T): truck T crosses: count what the inspections of every risk made of it. */
void risk_count(struct gatesim *W, struct truck *T);

/* X(group, name, unit, axis, axis, meaning, value at i, j), as OTHER_COLUMNS of values.c. */
#define RISK_COUNT(count) ((double)W->risks[i].count)
#define RISK_COLUMNS(X)                                                                            \
    X(risk, inspected, "truck", RISK, NONE, "trucks that crossed and were red",                    \
      RISK_COUNT(inspected))                                                                       \
    X(risk, caught, "truck", RISK, NONE, "of those, bad ones that were found", RISK_COUNT(caught)) \
    X(risk, missed, "truck", RISK, NONE, "bad trucks that crossed and were not found",             \
      RISK_COUNT(missed))                                                                          \
    X(risk, needless, "truck", RISK, NONE, "red trucks that were not bad", RISK_COUNT(needless))   \
    X(risk, inspected_share, "1", RISK, NONE, "share of the trucks that were red",                 \
      RISK_COUNT(inspected) / RISK_COUNT(crossed))                                                 \
    X(risk, catch_share, "1", RISK, NONE, "share of the bad trucks that were found",               \
      RISK_COUNT(caught) / (RISK_COUNT(caught) + RISK_COUNT(missed)))

#endif
