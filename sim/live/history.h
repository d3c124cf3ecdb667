/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history of one truck, found by simulating the session's run again in a second simulation:
 * nothing has to be recorded of all trucks for the one that a viewer selects. */
#ifndef SIM_LIVE_HISTORY_H
#define SIM_LIVE_HISTORY_H

#include "sim/live/session.h"

struct history;

/* Takes the reply to a request: text is the history or what went wrong, as JSON, for the callee to
 * free; NULL when memory is short. */
typedef void (*history_done)(struct history *H, char *text);

struct history_truck {
    uint32_t class_index, origin, serial;
};

struct history {
    void *user; /* the caller's */
    /* the rest is the history's own */
    struct pump pump;
    bool busy;
    history_done done;
    struct history_truck truck;
    unsigned side;
    uint32_t run;
    int64_t id;
    struct gatesim_scenario *scn;
    struct gatesim_observer observer;
    struct gatesim *sim;
    struct vector visits; /* struct gatesim_visit */
};

/* history_init(H, loop, user, done): make H, which replies through done on the thread of loop; user
 * is kept for done. Returns 0 or a status. */
int history_init(struct history *H, uv_loop_t *loop, void *user, history_done done);

/* history_start(H, G, side, truck, id): begin to look up the truck of a side of session G, up to
 * the session's clock, for the request with that id. Returns 0; GATESIM_ERANGE when H looks up
 * another truck already; or another status. */
int history_start(struct history *H, const struct session *G, unsigned side,
                  const struct history_truck *truck, int64_t id);

/* history_stop(H): stop looking up, without a reply. Harmless when no truck is looked up. */
void history_stop(struct history *H);

/* history_release(H): free all that H owns; the loop must run on for that. */
void history_release(struct history *H);

#endif
