/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may come in: what of a request's headers is accepted.
 *
 * A page of another site must not reach a server on this machine by the reader's browser: so the
 * Host is one by which this server is known, which a name that was bent to this machine's address
 * is not, and the Origin of a WebSocket is this server itself. */
#ifndef SIM_LIVE_GUARD_H
#define SIM_LIVE_GUARD_H

#include <stdbool.h>

#define GUARD_NAME 100 /* bytes */
#define GUARD_TOKEN 33 /* 128 bits in hexadecimal digits, and a 0 */

struct guard {
    char name[GUARD_NAME]; /* the bound address, as a URL has it */
    int port;
    bool elsewhere;
    char token[GUARD_TOKEN]; /* "" none is asked for */
};

/* guard_init(G, bind, elsewhere): a token where it may be reached from elsewhere. The port is
 * filled in when it is known. Returns 0, or GATESIM_ESYSTEM without chance. */
int guard_init(struct guard *G, const char *bind, bool elsewhere);

/* guard_host(G, host): "localhost:8080", 127.0.0.1, [::1] or the bound address with the port; from
 * elsewhere, where the token guards, any. */
bool guard_host(const struct guard *G, const char *host);

/* guard_origin(origin, host): "http://" and the host. */
bool guard_origin(const char *origin, const char *host);

/* guard_token(G, token): in a time that does not depend on where they differ. */
bool guard_token(const struct guard *G, const char *token);

#endif
