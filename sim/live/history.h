/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history of a truck, found by doing the run again beside it: nothing needs to be recorded of
 * all trucks for the one that somebody clicks on. */
#ifndef SIM_LIVE_HISTORY_H
#define SIM_LIVE_HISTORY_H

#include "sim/live/session.h"

struct history;

/* The reply: the history, or what went wrong. The text is the callee's to free; NULL: no memory. */
typedef void (*history_done)(struct history *H, char *text);

struct history_truck {
    uint32_t class_index, origin, serial;
};

struct history {
    void *user;
    /* the rest is its own */
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

int history_init(struct history *H, uv_loop_t *loop, void *user, history_done done);

/* history_start(H, G, side, truck, id): look it up, as far as the stage has come. Returns 0, or
 * GATESIM_ERANGE when one is looked up already, or another status. */
int history_start(struct history *H, const struct session *G, unsigned side,
                  const struct history_truck *truck, int64_t id);

/* history_stop(H): nobody waits for it any more; done is not called. Harmless when none is looked
 * up. */
void history_stop(struct history *H);

/* history_release(H): give back everything while the loop runs on. */
void history_release(struct history *H);

#endif
