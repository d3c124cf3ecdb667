/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Failures: breakdowns, repairs and maintenance of a station or a data service.
 *
 * There is a clock for each server, or one for all. A clock that counts the calendar runs from a
 * repair to the next breakdown; one that counts time at work is run by the station itself
 * (availability.h). Times are drawn by the clock and the number of its breakdown, whatever else
 * happens. */
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

/* failure_init(W, F, scn, purpose, place, clocks): start the clocks of F, of which there are as
 * many as clocks says where each server has its own. place: a station, or the number of stations
 * plus a data service; purpose: the address of its chance. Returns 0 or GATESIM_ENOMEM. */
int failure_init(struct gatesim *W, struct failure_process *F, const struct scn_failure *scn,
                 uint64_t purpose, uint32_t place, uint32_t clocks);

/* failure_after(F, clock): returns the drawn time from the last repair of the clock to its next
 * breakdown, in ticks. */
gatesim_ticks failure_after(const struct failure_process *F, uint32_t clock);

/* failure_break(W, F, clock): what the clock stands for breaks down now; the end of its repair is
 * scheduled. */
void failure_break(struct gatesim *W, struct failure_process *F, uint32_t clock);

/* failure_mend(W, F, clock): the repair is over; a clock that counts the calendar starts again. */
void failure_mend(struct gatesim *W, struct failure_process *F, uint32_t clock);

/* failure_maintain(W, F): maintenance begins, or ends; the next change is scheduled. */
void failure_maintain(struct gatesim *W, struct failure_process *F);

/* failure_able(F, servers): returns how many of that number of servers on shift are in order. */
uint32_t failure_able(const struct failure_process *F, uint32_t servers);

#endif
