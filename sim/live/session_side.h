/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A side of the stage: a scenario as it was given, the changes made to it since, and the simulation
 * of both.
 *
 * A change is a section [change NAME] at the end of the scenario's text, with its date and time, so
 * the text that a side gives away is the run that was seen.
 *
 * What is to come is made beside what is there, so that a side without memory for it goes on as it
 * was: session_side_load, session_side_make, and then session_side_begin or session_side_drop. */
#ifndef SIM_LIVE_SESSION_SIDE_H
#define SIM_LIVE_SESSION_SIDE_H

#include <stdbool.h>

#include "gatesim/observer.h"
#include "gatesim/scenario.h"
#include "gatesim/simulation.h"
#include "sim/base/vector.h"
#include "sim/live/batches.h"
#include "sim/live/recent.h"

struct session_change {
    gatesim_ticks at;
    uint32_t made;  /* which of all that were made it is, from 1; a copy has that of the first */
    char *settings; /* "station customs.servers = 4", one a line; owned */
};

struct session_side {
    char *name;                       /* what it is called; owned */
    char *path;                       /* of its file; owned */
    char *text;                       /* of the scenario as it was given, resolved; owned */
    struct vector changes;            /* struct session_change, by time */
    struct gatesim_scenario *scn;     /* with its changes */
    struct gatesim_scenario *watched; /* the same, in which trucks are reported */
    struct gatesim_observer observer;
    struct gatesim *sim; /* of watched */
    struct {
        struct gatesim_scenario *scn, *watched; /* NULL: as they are */
        struct gatesim *sim;
    } next;                 /* what session_side_begin puts on */
    struct batches sojourn; /* s in the system, of trucks that crossed after the warm-up */
    struct vector sojourns; /* struct batches_summary: sojourn at the end of each bin of the
                            results, up to the last one at whose end it changed */
    struct recent recent;   /* trucks that crossed in the last hour, those of the warm-up too */
    uint64_t prefix;        /* fingerprint that it had where it is going to; 0: not known */
    bool past_differs; /* of this simulation: what was before the latest change is not as it was
                          without it */
};

/* session_side_init(D, path, text, name): set the zeroed side D up for the scenario at path, or
 * with the given text, under a name, without changes. Returns 0, or GATESIM_ENOMEM with nothing to
 * release. */
int session_side_init(struct session_side *D, const char *path, const char *text, const char *name);

/* session_side_release(D): free what D owns and zero it. */
void session_side_release(struct session_side *D);

/* session_side_load(D, epoch, diagnostics): its next scenarios, from its text and changes; they are
 * its own at once if it has none. epoch: as in gatesim_scenario_info; any where there are no
 * changes. Returns 0 or a status. */
int session_side_load(struct session_side *D, int64_t epoch,
                      struct gatesim_diagnostics **diagnostics);

/* session_side_scenario(D, epoch, setting, scn): the scenario with its changes, read again with one
 * setting more. Returns 0 or a status. */
int session_side_scenario(const struct session_side *D, int64_t epoch, const char *setting,
                          struct gatesim_scenario **scn);

/* session_side_make(D): make the side's next simulation, at the start of the run. D must not move
 * in memory from then on. Returns 0 or a negative status. */
int session_side_make(struct session_side *D);

/* session_side_begin(D): the next simulation takes the place of the present one, which is
 * destroyed. */
void session_side_begin(struct session_side *D);

/* session_side_drop(D): destroy the next simulation, if there is one. */
void session_side_drop(struct session_side *D);

/* session_side_insert(D, at, made, settings): add a change at the instant at, behind those of the
 * same instant; made is its number among all that were made, from 1, settings its lines. It holds
 * once session_side_load has been called. Returns its place among the changes, or -1 without
 * memory. */
int session_side_insert(struct session_side *D, gatesim_ticks at, uint32_t made,
                        const char *settings);

/* session_side_remove(D, i): remove change i and free it. */
void session_side_remove(struct session_side *D, size_t i);

/* session_side_take(D, i): remove change i, which the caller then owns. Returns it. */
struct session_change session_side_take(struct session_side *D, size_t i);

/* session_side_give_back(D, taken): undo session_side_take, before another change is inserted. */
void session_side_give_back(struct session_side *D, struct session_change taken);

/* session_side_latest(D): the number of the change that was made last, of one or more. */
size_t session_side_latest(const struct session_side *D);

/* session_side_copy_changes(D, from): D has none before. Returns 0 or GATESIM_ENOMEM. */
int session_side_copy_changes(struct session_side *D, const struct session_side *from);

#endif
