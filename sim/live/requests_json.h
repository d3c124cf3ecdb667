/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a viewer asks for: a JSON object with a key "do", and what that needs.
 *
 *   run  pause  fork  unfork
 *   step {"events": 1}          speed {"pace": 60, 0 flat out}     jump {"at_s": 3600}
 *   change {"side": 0, "settings": "customs.servers = 4"}          withdraw {"side": 0}
 *   place {"side": 0, "station": 2}                                export {"side": 0}
 *   truck {"side": 0, "class": 0, "origin": 0, "serial": 17}
 *
 * An "id" in it comes back with the reply. */
#ifndef SIM_LIVE_REQUESTS_JSON_H
#define SIM_LIVE_REQUESTS_JSON_H

#include "sim/live/history.h"
#include "sim/live/session.h"

#define REQUEST_LONGEST 4096 /* bytes of a message */

struct request_reply {
    char *text;   /* the caller's to free; NULL: no memory */
    bool changed; /* others are to be told too */
    bool history; /* H has been started: the reply comes when it is done */
};

/* request_serve(G, H, message, size): do what the message asks for. A message that is none gets a
 * reply with "error". H is where the history of a truck is looked up; when it is busy that is
 * refused. */
struct request_reply request_serve(struct session *G, struct history *H, const char *message,
                                   size_t size);

#endif
