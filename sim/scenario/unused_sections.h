/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sections that nothing uses. A base may hold them, so they are no mistakes; but a station that
 * no route visits may also be a slip, and is noted. */
#ifndef SIM_SCENARIO_UNUSED_SECTIONS_H
#define SIM_SCENARIO_UNUSED_SECTIONS_H

#include "sim/scenario/language/build.h"

/* What is used, by the number of the section; arrays in the reader's scratch arena. */
struct unused {
    bool *visited;   /* by station: a class's route visits it */
    bool *taken;     /* by route: a class takes it, or another route follows or may choose it */
    bool *profiled;  /* by profile */
    bool *kept;      /* by calendar */
    bool *carried;   /* by cargo */
    bool *booked;    /* by appointments */
    bool *chosen;    /* by choice */
    bool *asked;     /* by pool: a station needs it, or a route takes it along */
    bool *looked_up; /* by data service */
};

/* unused_find(B, U): fill *U from a scenario that is complete. Returns false without memory. */
bool unused_find(const struct build *B, struct unused *U);

/* unused_remark(U, kind, number): "note: no class takes this route" and the like; NULL for a
 * section that is used, or of a kind that need not be. */
const char *unused_remark(const struct unused *U, enum section_kind kind, uint32_t number);

/* unused_notes(B, U): the remarks into the reader's notes, in the order of the files. */
void unused_notes(const struct build *B, const struct unused *U);

#endif
