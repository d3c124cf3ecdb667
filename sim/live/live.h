/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The live view: a stage, and a web server that shows it to browsers and takes their wishes.
 *
 * The server and the simulations share one thread and one loop. A client gets the newest frame
 * when its connection has room for it, and what it could not take is not kept for it, so however
 * slow it is, it holds up neither the run nor others. Prints nothing. */
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
    bool running;     /* from the start; else at rest */
    void *user;
    bool (*ready)(void *user, const char *url); /* the server listens; false: it is to end */
};

struct live;

/* live_available(): whether there is a server in this build. */
bool live_available(void);

/* live_create(live): with nothing on stage. Returns 0 or a status. */
int live_create(struct live **live);

/* live_add(L, path, settings, count, name, given, D): the scenario at path as one side more, 2 at
 * most; as stage_add. */
int live_add(struct live *L, const char *path, const char *const *settings, size_t count,
             const char *name, struct gatesim_scenario **given, struct gatesim_diagnostics **D);

/* live_serve(L, O): serve until SIGINT or SIGTERM. At least one scenario is on stage. Once in a
 * life. Returns 0, GATESIM_ESYSTEM when it cannot listen there, GATESIM_EIO when ready said no, or
 * another status. */
int live_serve(struct live *L, const struct live_options *O);

void live_destroy(struct live *L); /* NULL is fine */

#endif
