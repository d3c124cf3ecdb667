/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everybody who has opened a connection, so that those who say nothing keep nobody out.
 *
 * A connection counts as silent until it becomes a client (a WebSocket that was let in). When one
 * more comes than there is room for, the silent one that was heard last the longest time ago goes.
 * Owns its records; libwebsockets keeps a pointer to each beside its connection. */
#ifndef SIM_LIVE_CONNECTIONS_H
#define SIM_LIVE_CONNECTIONS_H

struct lws;
struct connection;

struct connections {
    struct connection *first, *last; /* in the order in which they were last heard */
    unsigned count;                  /* those that were told to go left out */
};

/* connections_open(C, wsi, most): wsi is new; a silent one goes when there are now more than most.
 * Returns 0, or -1 without memory. */
int connections_open(struct connections *C, struct lws *wsi, unsigned most);

/* connections_heard(C, wsi): wsi has made a request that is answered. */
void connections_heard(struct connections *C, struct lws *wsi);

/* connections_client(C, wsi): wsi is a client from now on, which stays. */
void connections_client(struct connections *C, struct lws *wsi);

/* connections_close(C, wsi): wsi has gone. Harmless for one that was never opened. */
void connections_close(struct connections *C, struct lws *wsi);

#endif
