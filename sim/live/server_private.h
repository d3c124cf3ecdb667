/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The three parts of the server: its life (server.c), the viewers (clients.c), and the requests
 * that come over HTTP and WebSocket (http.c). */
#ifndef SIM_LIVE_SERVER_PRIVATE_H
#define SIM_LIVE_SERVER_PRIVATE_H

#include <libwebsockets.h>

#include "analysis/web/page.h"
#include "sim/live/access.h"
#include "sim/live/connections.h"
#include "sim/live/history.h"
#include "sim/live/live.h"
#include "sim/live/requests_json.h"
#include "sim/live/session.h"

#define CLIENTS_MOST 64
#define CONNECTIONS_MOST 160 /* clients, and who fetches the page or has said nothing */
#define REPLIES_MOST 16      /* that wait for one client */
#define POLICY_LONGEST 1000

struct parcel; /* clients.c */

enum { NEWS_SESSION, NEWS_NUMBERS, NEWS_FRAME, NEWS }; /* in the order in which they are sent */

struct client {
    struct lws *wsi;
    struct live *L;
    struct client *next;
    uint64_t seen[NEWS]; /* by kind: the number of the news that it was sent last */
    struct parcel *replies[REPLIES_MOST];
    unsigned waiting; /* replies */
    bool refused;
    char message[REQUEST_LONGEST];
    size_t size;          /* of the message so far */
    unsigned asked;       /* requests since asked_since */
    uint64_t asked_since; /* ms */
};

struct live {
    uv_loop_t loop;
    struct session session;
    struct history history;
    struct access access;
    const struct web_page *page;
    char policy[POLICY_LONGEST];
    struct lws_context *context;
    struct client *clients;
    struct client *asker; /* whose history is looked up */
    struct connections connections;
    unsigned connections_most;
    unsigned client_count;
    struct parcel *news[NEWS];
    uint64_t number[NEWS];  /* of the news of each kind, from 1 */
    enum session_mode mode; /* when a frame was last made */
    gatesim_ticks clock;
    uint32_t run;
    uint64_t frame_next, numbers_next; /* ns: not before */
    uv_timer_t frames;
    uv_signal_t signals[2];
    bool asked; /* something that changes what is shown was done since the last frame */
    bool session_open, ending;
};

/* clients_refresh(L, all): make the news that have changed since they were made last, or, when all
 * is true, all of them, and wake the clients. News that take long are made less often, except when
 * the run comes to rest. */
void clients_refresh(struct live *L, bool all);

/* clients_forget(L): free the news. */
void clients_forget(struct live *L);

/* clients_history(H, text): send a history, text, to the client that asked for it. Takes text. */
void clients_history(struct history *H, char *text);

/* client_open(L, C, wsi): make C, whose memory libwebsockets owns, a client with the connection
 * wsi. Returns 0, or -1 when there are too many clients. */
int client_open(struct live *L, struct client *C, struct lws *wsi);

/* client_heard(C, in, size): take the size bytes at in, a request or a piece of one, from C.
 * Returns 0, or -1 to close the connection. */
int client_heard(struct client *C, const void *in, size_t size);

/* client_writable(C): send C one reply or piece of news that it has not got, now that its
 * connection has room. Returns 0, or -1 to close the connection. */
int client_writable(struct client *C);

/* client_close(L, C): forget C, whose connection has closed. */
void client_close(struct live *L, struct client *C);

/* http_policy(L): find the Content-Security-Policy that the page holds, for its header. */
void http_policy(struct live *L);

/* http_protocols(): Returns the protocols of the server, up to one without a name. */
const struct lws_protocols *http_protocols(void);

#endif
