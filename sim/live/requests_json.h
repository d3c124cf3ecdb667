/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The requests of a viewer: JSON objects with a key "do", and the keys that its value needs.
 *
 *   run  pause  fork  unfork
 *   step {"events": 1}          speed {"pace": 60, 0 flat out}     jump {"at_s": 3600}
 *   change {"side": 0, "settings": "customs.servers = 4"}          withdraw {"side": 0}
 *   place {"side": 0, "station": 2}                                export {"side": 0}
 *   truck {"side": 0, "class": 0, "origin": 0, "serial": 17}
 *
 * The "id" of a request comes back with its reply. */
#ifndef SIM_LIVE_REQUESTS_JSON_H
#define SIM_LIVE_REQUESTS_JSON_H

#include "sim/live/history.h"
#include "sim/live/session.h"

#define REQUEST_LONGEST 4096 /* bytes of a request */

struct request_reply {
    char *text;   /* for the caller to free; NULL: memory is short, or history is true */
    bool changed; /* the session has changed, for all viewers */
    bool history; /* a history is looked up: the reply comes when it is found */
};

/* request_serve(G, H, message, size): do what the request in the size bytes of message asks of
 * session G. H looks up histories of trucks; while it is busy, another such request is refused.
 * Returns the reply, which says what is wrong when message is not a request. */
struct request_reply request_serve(struct session *G, struct history *H, const char *message,
                                   size_t size);

#endif
