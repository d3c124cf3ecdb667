/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may come in: what of a request's address and headers is accepted.
 *
 * Whoever has the address that was printed may come in, and nobody else: it holds a secret, the
 * token, which every request repeats. Other users of this machine reach a port of it as well as the
 * one who started the server.
 *
 * A page of another site must not reach a server on this machine by the reader's browser: so the
 * Host is one by which this server is known, which a name that was bent to this machine's address
 * is not, and the Origin of a WebSocket is this server itself. */
#ifndef SIM_LIVE_ACCESS_H
#define SIM_LIVE_ACCESS_H

#include <stdbool.h>

#define ACCESS_NAME 100 /* bytes */
#define ACCESS_TOKEN 33 /* 128 bits in hexadecimal digits, and a 0 */

struct access {
    char name[ACCESS_NAME]; /* the bound address, as a URL has it */
    int port;
    bool elsewhere;
    char token[ACCESS_TOKEN];
};

/* access_init(A, bind, elsewhere): a new token for a server at the address bind, which other
 * machines may reach if elsewhere is true. The caller fills in the port when it is known. Returns
 * 0, or GATESIM_ESYSTEM without random numbers. */
int access_init(struct access *A, const char *bind, bool elsewhere);

/* access_host(A, host): "localhost:8080", 127.0.0.1, [::1] or the bound address with the port; from
 * elsewhere, where the token guards, any. */
bool access_host(const struct access *A, const char *host);

/* access_origin(origin, host): "http://" and the host. */
bool access_origin(const char *origin, const char *host);

/* access_token(A, token): whether this is the token. Takes a time that does not depend on where the
 * two differ. */
bool access_token(const struct access *A, const char *token);

#endif
