/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line in parts by rule: which truck is next among those that the rules let through.
 *
 * Trucks that the same rules concern stand in a part of their own, each a line of the station's
 * discipline; over all parts that are open the order is the discipline's too, as if they stood in
 * one line. So a long line that a rule holds back costs nothing to the trucks that pass it. */
#ifndef SIM_GATE_STATION_LINE_BY_RULE_H
#define SIM_GATE_STATION_LINE_BY_RULE_H

#include "sim/gate/world/line.h"

struct part {
    struct line line;
    uint32_t fits; /* the rules that concern its trucks, as bits */
};

struct parts {
    enum scn_discipline discipline;
    struct part *list;
    uint32_t count, capacity;
    uint64_t tickets; /* given out, over all parts */
    uint64_t picks;   /* random choices made */
};

/* Which parts are open: those that no rule of shut concerns and, unless all, one of some does. */
struct parts_open {
    uint32_t shut, some;
    bool all;
};

/* parts_init(Q, discipline): make Q an empty line of that discipline. */
void parts_init(struct parts *Q, enum scn_discipline discipline);

/* parts_push(Q, P, T, key, fits): truck T of pool P joins, ordered by key as line_push says. fits:
 * the rules that concern the truck, as bits, until it has left. Returns 0 or GATESIM_ENOMEM. */
int parts_push(struct parts *Q, struct truck_pool *P, struct truck *T, int64_t key, uint32_t fits);

/* parts_pop(Q, P, stream, open): take out the next truck of the parts that are open; stream: the
 * chance of a random discipline. Returns the truck, or NULL when those parts are empty. */
struct truck *parts_pop(struct parts *Q, struct truck_pool *P, uint64_t stream,
                        const struct parts_open *open);

/* parts_any(Q, open): returns whether a truck stands in one of the parts that are open. */
bool parts_any(const struct parts *Q, const struct parts_open *open);

/* parts_remove(Q, P, T): truck T, which is in the line, leaves it. */
void parts_remove(struct parts *Q, struct truck_pool *P, struct truck *T);

#endif
