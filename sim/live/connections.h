/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All open connections, so that connections which send nothing cannot keep others out.
 *
 * A connection counts as silent until it becomes a client (a WebSocket that was let in). When a
 * connection comes for which there is no room, the silent connection that has sent nothing for the
 * longest time is closed. A struct connections owns its records; libwebsockets keeps a pointer to
 * each beside its connection. */
#ifndef SIM_LIVE_CONNECTIONS_H
#define SIM_LIVE_CONNECTIONS_H

struct lws;
struct connection;

struct connections {
    struct connection *first, *last; /* in the order in which they were last heard */
    unsigned count;                  /* without those that are being closed */
};

/* connections_open(C, wsi, most): add the new connection wsi to C. When C has most connections
 * already, a silent one is closed. Returns 0, or -1 when memory is short. */
int connections_open(struct connections *C, struct lws *wsi, unsigned most);

/* connections_heard(C, wsi): note that wsi has made a request that is answered. */
void connections_heard(struct connections *C, struct lws *wsi);

/* connections_client(C, wsi): note that wsi is a client, which is not closed for others. */
void connections_client(struct connections *C, struct lws *wsi);

/* connections_close(C, wsi): forget wsi, which has closed. Harmless when wsi was never added. */
void connections_close(struct connections *C, struct lws *wsi);

#endif
