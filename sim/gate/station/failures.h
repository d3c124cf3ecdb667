/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults: breakdowns, repairs and maintenance of one place, a station or a data service.
 *
 * A place has a clock for each server, or one for all. A clock that counts the calendar runs
 * from a repair to the next breakdown; one that counts time at work is run by the place itself
 * (availability.h). Times are drawn by clock and number of the breakdown, whatever happens else. */
#ifndef SIM_GATE_STATION_FAILURES_H
#define SIM_GATE_STATION_FAILURES_H

#include <stdbool.h>
#include <stdint.h>

#include "gatesim/time.h"
#include "sim/scenario/model/scenario.h"

struct gatesim;

struct failure_clock {
    uint32_t number; /* of its next breakdown */
    bool down;
};

struct failure_process {
    const struct scn_failure *scn;
    uint32_t place; /* a station, or the number of stations + a data service */
    uint64_t after_stream, repair_stream;
    uint32_t mirror; /* of its chance */
    uint32_t clock_count;
    struct failure_clock *clocks;
    uint32_t down;        /* breakdowns that are being repaired */
    bool maintained;      /* now */
    uint32_t maintenance; /* intervals that have begun */
    uint64_t breakdowns, breakdowns_at_warm_up;
};

/* failure_init(W, F, scn, purpose, place, clocks): its clocks run from now, the start of the run.
 * Returns 0 or GATESIM_ENOMEM. */
int failure_init(struct gatesim *W, struct failure_process *F, const struct scn_failure *scn,
                 uint64_t purpose, uint32_t place, uint32_t clocks);

/* failure_after(F, clock): ticks from one breakdown of the clock to the next: the present draw. */
gatesim_ticks failure_after(const struct failure_process *F, uint32_t clock);

/* failure_break(W, F, clock): it breaks down now; its repair will be over at an event. */
void failure_break(struct gatesim *W, struct failure_process *F, uint32_t clock);

/* failure_mend(W, F, clock): its repair is over. */
void failure_mend(struct gatesim *W, struct failure_process *F, uint32_t clock);

/* failure_maintain(W, F): maintenance begins, or ends. */
void failure_maintain(struct gatesim *W, struct failure_process *F);

/* failure_able(F, servers): how many of the servers on shift, the first ones, are in order. */
uint32_t failure_able(const struct failure_process *F, uint32_t servers);

#endif
