/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The live view: a session, and a web server that shows it to browsers and takes their requests.
 *
 * The server and the simulations share one thread and one loop. A client gets the newest frame
 * when its connection has room for it; older frames are not kept for it. So a slow client holds up
 * neither the run nor other clients. Prints nothing. */
#ifndef SIM_LIVE_LIVE_H
#define SIM_LIVE_LIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "gatesim/scenario.h"

#define LIVE_LOOPBACK "127.0.0.1"
#define LIVE_MISSING                                                                             \
    "this gatesim was built without its web server: install libwebsockets with its plug-in for " \
    "libuv (Debian: apt-get install libwebsockets-dev libwebsockets-evlib-uv), then configure "  \
    "and build it again"
#define LIVE_URL 200 /* bytes of an address */

struct live_options {
    const char *bind; /* address to listen at */
    bool elsewhere;   /* it may be reached from other machines, under any name */
    int port;         /* 0: any that is free */
    double pace;      /* simulated seconds a second, 0: flat out */
    bool running;     /* the run goes on at once; else it is paused at the start */
    void *user;       /* the caller's, for ready */
    /* Called when the server listens at url. Returns false to end the server. */
    bool (*ready)(void *user, const char *url);
};

struct live;

/* live_available(): Returns whether this build has a server. */
bool live_available(void);

/* live_create(live): make a live view whose session has no scenario yet. Returns 0 with *live owned
 * by the caller, or a status. */
int live_create(struct live **live);

/* live_add(L, path, settings, count, name, given, D): add the scenario at path, with count
 * settings, as a side of that name to the session of L, which has at most two sides. Returns as
 * session_add (sim/live/session.h), with *given and *D. */
int live_add(struct live *L, const char *path, const char *const *settings, size_t count,
             const char *name, struct gatesim_scenario **given, struct gatesim_diagnostics **D);

/* live_serve(L, O): serve the session of L, which has at least one side, with the options O until
 * SIGINT or SIGTERM. To be called once for L. Returns 0; GATESIM_ESYSTEM when the server cannot
 * listen at the address and port of O; GATESIM_EIO when O->ready returned false; or another
 * status. */
int live_serve(struct live *L, const struct live_options *O);

/* live_destroy(L): free L, which may be NULL. */
void live_destroy(struct live *L);

#endif
