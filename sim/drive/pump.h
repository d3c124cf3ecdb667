/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pump: turns a simulation on a libuv loop.
 *
 * The engine only steps; what makes time pass is a one-shot timer. Flat out, the timer is
 * armed with 0 and each turn of the loop drains a bounded batch of events, so that signals,
 * other timers and sockets on the same loop get their turn every few milliseconds. Paced,
 * the timer is armed for the wall instant of the next event; the instants are absolute, so
 * lateness does not add up, however long the run. The events and their order are the same.
 *
 * A pump may turn simulations side by side, which then are never further apart than a batch, and
 * may be told an instant to stop at.
 *
 * A pump lives on its caller's loop and touches no other: a worker thread may have one
 * each. The struct is the caller's and stays until pump_close has called back. */
#ifndef SIM_DRIVE_PUMP_H
#define SIM_DRIVE_PUMP_H

#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

#include "gatesim/simulation.h"

#define PUMP_FLAT_OUT 0.0 /* as fast as it goes */

struct pump;

#define PUMP_SIMS 2 /* at most, side by side */

/* The run is over: status is 0 when it is finished or where it was to stop, or what gatesim_step
 * failed with. The
 * pump is at rest: it may be started again or closed from here. */
typedef void (*pump_done)(struct pump *P, int status);
typedef void (*pump_closed)(struct pump *P);

struct pump {
    void *user; /* the caller's */
    /* the rest is the pump's own */
    struct gatesim *sims[PUMP_SIMS]; /* borrowed; what is being turned */
    unsigned count;                  /* of them */
    gatesim_ticks until;             /* where to stop */
    double pace;                     /* simulated seconds per wall second, or PUMP_FLAT_OUT */
    uint64_t wall_start;             /* uv_hrtime of the start, ns */
    gatesim_ticks start;             /* the simulation's clock then */
    uint64_t turned;                 /* ns since the start in which events were taken */
    bool armed;                      /* the timer waits */
    unsigned open;                   /* handles that are not closed */
    pump_done done;
    pump_closed closed;
    uv_timer_t timer;
    uv_prepare_t prepare;
};

/* pump_init(P, loop, user): a pump at rest on the loop, to be closed by pump_close. Returns 0
 * or GATESIM_ESYSTEM, when there is nothing to close. */
int pump_init(struct pump *P, uv_loop_t *loop, void *user);

/* pump_start(P, sim, pace, done): turn sim until it is finished or fails, then call done
 * from the loop. pace > 0, or PUMP_FLAT_OUT. The pump is at rest before. Cannot be done
 * before this returns. */
void pump_start(struct pump *P, struct gatesim *sim, double pace, pump_done done);

/* pump_start_all(P, sims, count, pace, until, done): the same of count simulations, 1 to PUMP_SIMS,
 * whose clocks are equal, up to the instant until, at which their clocks then stand: all at or
 * before it has happened. GATESIM_NEVER: until they are finished. */
void pump_start_all(struct pump *P, struct gatesim *const *sims, unsigned count, double pace,
                    gatesim_ticks until, pump_done done);

/* pump_clock(P): the simulated time: paced, it goes on between events. */
gatesim_ticks pump_clock(const struct pump *P);

/* pump_share(P): of the wall time since the start, the share in which events were taken; 0 before
 * it. What a flat-out run loses to 1 is what else the loop does. */
double pump_share(const struct pump *P);

/* pump_stop(P): be at rest; done is not called. The simulation stands between two events
 * and can be asked for its state, or be started again. Harmless at rest. */
void pump_stop(struct pump *P);

/* pump_close(P, closed): stop and give the handles back; closed (NULL: none) is called from
 * the loop when the struct is the caller's again. */
void pump_close(struct pump *P, pump_closed closed);

#endif
