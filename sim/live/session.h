/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stage: what is on, and what viewers ask of it.
 *
 * One simulation, or two side by side on the same trucks, turned by a pump on the caller's loop:
 * paced, flat out, or at rest. Going back in time and changing a scenario in mid-run are the same
 * thing: a simulation is a function of its scenario, so it is made anew and turned flat out to the
 * instant where it is to be.
 *
 * Knows no sockets. Everything happens on the loop's thread. */
#ifndef SIM_LIVE_SESSION_H
#define SIM_LIVE_SESSION_H

#include <stdbool.h>

#include "gatesim/state.h"
#include "sim/drive/pump.h"
#include "sim/live/session_side.h"

#define SESSION_SIDES PUMP_SIMS
#define SESSION_PACE_LEAST 0.01 /* simulated seconds a second */
#define SESSION_PACE_MOST 1e7
#define SESSION_CHANGES_MOST 200      /* of one side */
#define SESSION_SETTINGS_LONGEST 2000 /* bytes of one change */

/* X(code, name) */
#define SESSION_MODE_LIST(X)                                           \
    X(PAUSED, "paused")                                                \
    X(RUNNING, "running") /* at the pace */                            \
    X(GOING, "going")     /* flat out to an instant, then as before */ \
    X(FINISHED, "finished")                                            \
    X(FAILED, "failed")

enum session_mode {
#define SESSION_MODE_CODE(code, name) SESSION_##code,
    SESSION_MODE_LIST(SESSION_MODE_CODE)
#undef SESSION_MODE_CODE
        SESSION_MODES
};

/* session_mode_name(mode): returns the mode as one word. */
const char *session_mode_name(enum session_mode mode);

struct session {
    uv_loop_t *loop;
    struct pump pump;
    struct session_side sides[SESSION_SIDES];
    unsigned count;
    enum session_mode mode, then; /* then: what it does when it is there */
    double pace;                  /* or PUMP_FLAT_OUT */
    gatesim_ticks goal;           /* GOING */
    gatesim_ticks first;          /* the first truck comes, 0: not known */
    uint32_t run;                 /* goes up when the simulations are made anew */
    uint32_t made;                /* changes in all, those taken back included */
    int status;                   /* FAILED */
    double share;                 /* pump_share when the pump last came to rest */
};

/* session_init(G, loop): make G an empty session on that loop. Returns 0 or a status. */
int session_init(struct session *G, uv_loop_t *loop);

/* session_add(G, path, settings, count, name, given, D): add a side of the scenario at path,
 * changed by count settings. The second side gets the seed of the first. Returns 0, with the
 * scenario as it was read in *given, the caller's, unless given is NULL; GATESIM_ERANGE when it
 * does not start and end with the first; or another status. */
int session_add(struct session *G, const char *path, const char *const *settings, size_t count,
                const char *name, struct gatesim_scenario **given, struct gatesim_diagnostics **D);

/* session_release(G): everything is given back while the loop runs on, to its end. */
void session_release(struct session *G);

/* session_scenario(G, side, setting, scn): the scenario of a side with its changes, read again with
 * one setting more. Returns 0 or a status. */
int session_scenario(const struct session *G, unsigned side, const char *setting,
                     struct gatesim_scenario **scn);

/* session_begin(G): make the simulations anew, at rest at the start. Returns 0, or a status: then
 * there are those that there were. */
int session_begin(struct session *G);

/* session_skip(G): from rest at the start, go to the instant at which the first truck comes, on
 * whichever side; stay at the start where none comes for very many events. Returns 0 or a status.
 */
int session_skip(struct session *G);

/* session_clock(G): returns the instant that is watched. */
gatesim_ticks session_clock(const struct session *G);

/* session_run(G): let the simulations go on at their pace. */
void session_run(struct session *G);

/* session_pause(G): bring the simulations to rest. */
void session_pause(struct session *G);

/* session_step(G, events): some events of the first side, then at rest. */
void session_step(struct session *G, int64_t events);

/* session_speed(G, pace): from now on, as in pump_start. */
void session_speed(struct session *G, double pace);

/* session_jump(G, at): go to an instant, held within the run, forth or back. Returns 0, or a status
 * when there is no memory: then it goes on as it was. */
int session_jump(struct session *G, gatesim_ticks at);

/* session_change(G, side, settings, D): from the next whole second on, these settings hold, one a
 * line, as in a [change] section. Returns 0; GATESIM_EINPUT with *D the caller's, which says what
 * is wrong; GATESIM_ERANGE: there are too many or it is the end of the run; or another status.
 * Unless 0, nothing has changed. */
int session_change(struct session *G, unsigned side, const char *settings,
                   struct gatesim_diagnostics **D);

/* session_withdraw(G, side): take back the change that was made last, as if it had not been.
 * Returns 0, or GATESIM_ERANGE when there is none, or another status. Unless 0, nothing has
 * changed. */
int session_withdraw(struct session *G, unsigned side);

/* session_fork(G): put a copy of the first side beside it, with the changes made so far. Returns
 * 0; GATESIM_ERANGE when there are two sides; or another status. Unless it is 0, nothing has
 * changed. */
int session_fork(struct session *G);

/* session_unfork(G): take the second side away. Returns 0; GATESIM_ERANGE when there is one side
 * only; or another status. */
int session_unfork(struct session *G);

#endif
