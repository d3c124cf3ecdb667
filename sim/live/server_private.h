/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server's parts: it as a whole (server.c), those who watch (clients.c), and what comes over
 * the wire (http.c). */
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
    uint64_t seen[NEWS]; /* number of the one that it has */
    struct parcel *replies[REPLIES_MOST];
    unsigned waiting; /* of them */
    bool refused;
    char message[REQUEST_LONGEST];
    size_t size; /* of the message so far */
    unsigned asked;
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
    uint64_t number[NEWS];  /* of them, from 1 */
    enum session_mode mode; /* when a frame was last made */
    gatesim_ticks clock;
    uint32_t run;
    uint64_t frame_next, numbers_next; /* ns: not before */
    uv_timer_t frames;
    uv_signal_t signals[2];
    bool asked; /* something that changes what is shown was done since the last frame */
    bool session_open, ending;
};

/* clients_refresh(L, all): make what is not as it was when it was last made, or all, for those who
 * watch. What takes long is made less often, but when the run comes to rest. */
void clients_refresh(struct live *L, bool all);

/* clients_forget(L): free what was made for all. */
void clients_forget(struct live *L);

/* clients_history(H, text): a history, for whoever asked; takes text. */
void clients_history(struct history *H, char *text);

/* What happens to a client, whose record libwebsockets keeps: it comes, sends (a piece of) a
 * message, has room for more, goes. Those that return int return -1 to turn it out. */
int client_open(struct live *L, struct client *C, struct lws *wsi);
int client_heard(struct client *C, const void *in, size_t size);
int client_writable(struct client *C);
void client_close(struct live *L, struct client *C);

/* http_policy(L): find what the page says of itself, for its header. */
void http_policy(struct live *L);

/* http_protocols(): what is spoken, up to one without a name. */
const struct lws_protocols *http_protocols(void);

#endif
