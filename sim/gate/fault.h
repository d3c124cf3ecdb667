/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults: breakdowns, repairs and maintenance of one place, a station or a data service.
 *
 * A place has a clock for each server, or one for all. A clock that counts the calendar runs
 * from a repair to the next breakdown; one that counts time at work is run by the place itself
 * (upkeep.h). Times are drawn by clock and number of the breakdown, whatever happens else. */
#ifndef SIM_GATE_FAULT_H
#define SIM_GATE_FAULT_H

#include <stdbool.h>
#include <stdint.h>

#include "gatesim/time.h"
#include "sim/scenario/scenario.h"

struct gatesim;

struct fault_clock {
    uint32_t number; /* of its next breakdown */
    bool down;
};

struct fault {
    const struct scn_failure *scn;
    uint32_t place; /* a station, or the number of stations + a data service */
    uint64_t after_stream, repair_stream;
    uint32_t mirror; /* of its chance */
    uint32_t clock_count;
    struct fault_clock *clocks;
    uint32_t down;        /* breakdowns that are being repaired */
    bool maintained;      /* now */
    uint32_t maintenance; /* intervals that have begun */
    uint64_t breakdowns, breakdowns_at_warm_up;
};

/* fault_init(W, F, scn, purpose, place, clocks): its clocks run from now, the start of the run.
 * Returns 0 or GATESIM_ENOMEM. */
int fault_init(struct gatesim *W, struct fault *F, const struct scn_failure *scn, uint64_t purpose,
               uint32_t place, uint32_t clocks);

/* fault_after(F, clock): ticks from one breakdown of the clock to the next: the present draw. */
gatesim_ticks fault_after(const struct fault *F, uint32_t clock);

/* fault_break(W, F, clock): it breaks down now; its repair will be over at an event. */
void fault_break(struct gatesim *W, struct fault *F, uint32_t clock);

/* fault_mend(W, F, clock): its repair is over. */
void fault_mend(struct gatesim *W, struct fault *F, uint32_t clock);

/* fault_maintain(W, F): maintenance begins, or ends. */
void fault_maintain(struct gatesim *W, struct fault *F);

/* fault_able(F, servers): how many of the servers on shift, the first ones, are in order. */
uint32_t fault_able(const struct fault *F, uint32_t servers);

#endif
