/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A simulation: one replication of a scenario, stepped by its caller.
 *
 * The engine does not call back, knows no wall clock and starts no thread. Its
 * whole state is behind the handle, so a thousand may run in one process; one
 * handle is used by one thread at a time. */
#ifndef GATESIM_SIMULATION_H
#define GATESIM_SIMULATION_H

#include <stddef.h>
#include <stdint.h>

#include "gatesim/observer.h"
#include "gatesim/scenario.h"
#include "gatesim/status.h"
#include "gatesim/time.h"

struct gatesim;

/* Replication r | GATESIM_ANTITHETIC, r below it, is the antithetic partner of replication r: the
 * classes' arrivals and what their trucks draw come from 1 - u where r has the uniform u. */
#define GATESIM_ANTITHETIC UINT32_C(0x80000000)

/* gatesim_create(scenario, replication, observer, simulation): place the world at
 * tick 0. Borrows the scenario and the observer (NULL: none), which must outlive the
 * simulation. Replication r of a scenario is the same whatever else is run. A backlog of more than
 * a million trucks is put there by the first calls of gatesim_step, one truck an event. Returns 0
 * or GATESIM_ENOMEM. */
int gatesim_create(const struct gatesim_scenario *scenario, uint32_t replication,
                   const struct gatesim_observer *observer, struct gatesim **simulation);

/* gatesim_destroy(G): free the simulation. NULL is fine. */
void gatesim_destroy(struct gatesim *G);

/* gatesim_peek(G): returns the instant of the next event; GATESIM_NEVER when the run is over. */
gatesim_ticks gatesim_peek(const struct gatesim *G);

/* gatesim_step(G, events): take up to events events. Returns the number taken, less
 * than asked only when the run is over; or GATESIM_EDEADLOCK, GATESIM_EENDLESS or GATESIM_ENOMEM,
 * after which the simulation can only be asked for its state and destroyed. */
int64_t gatesim_step(struct gatesim *G, int64_t events);

/* gatesim_run_until(G, until): take every event at or before until, and move the
 * clock there. Returns as gatesim_step. */
int64_t gatesim_run_until(struct gatesim *G, gatesim_ticks until);

/* gatesim_stop(G): make the present instant the end of the run: close its statistics, report
 * the trucks still inside to the observer, audit. Of a run whose backlog does not stand there yet,
 * nothing is told. Does nothing to a finished run. */
void gatesim_stop(struct gatesim *G);

/* gatesim_now(G): returns the clock: the instant of the last event, or where gatesim_run_until has
 * moved it. */
gatesim_ticks gatesim_now(const struct gatesim *G);

/* gatesim_finished(G): returns 1 when the end of the scenario has been reached or the run was
 * stopped, else 0. */
int gatesim_finished(const struct gatesim *G);

/* gatesim_fingerprint(G): returns a hash over every event so far: its time, kind, truck and
 * station. Two runs with one fingerprint had the same events. */
uint64_t gatesim_fingerprint(const struct gatesim *G);

/* Counters of the whole run so far, warm-up included. */
struct gatesim_progress {
    uint64_t events;   /* arrivals, completed services and every other event */
    uint64_t at_start; /* trucks that stood there at the start */
    uint64_t arrived;  /* trucks that came since */
    uint64_t left;     /* crossed or turned back */
    uint64_t inside;   /* at_start + arrived - left */
};

/* gatesim_progress(G, P): fill *P with the counters of G. */
void gatesim_progress(const struct gatesim *G, struct gatesim_progress *P);

/* gatesim_trouble(G): returns the circle of stations and trucks in words after GATESIM_EDEADLOCK,
 * what comes without end and when after GATESIM_EENDLESS, otherwise "". The text belongs to G. */
const char *gatesim_trouble(const struct gatesim *G);

/* gatesim_incident_drawn(S, replication, i, K): fill *K with incident i, from 0, of those of a
 * replication whose begin or end is drawn by chance, once for each of its stations. What trucks do
 * makes no difference to them. Returns 1, or 0 when there are no more. Takes time in proportion to
 * i. */
int gatesim_incident_drawn(const struct gatesim_scenario *S, uint32_t replication, size_t i,
                           struct gatesim_incident *K);

#endif
