/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Access: which requests the server of the live view answers, by their address and headers.
 *
 * Only who has the printed address may come in: the address holds a secret, the token, which every
 * request repeats. The port alone is no protection, since other users of the machine reach it too.
 *
 * A page of another site must not reach a server on this machine through the reader's browser. So
 * the Host of a request must be a name by which this server is known, which a foreign name that was
 * made to resolve to this machine is not, and the Origin of a WebSocket must be this server. */
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

/* access_init(A, bind, elsewhere): draw a new token for a server at the address bind; elsewhere
 * says whether other machines may reach it. The caller sets A->port when the port is known. Returns
 * 0, or GATESIM_ESYSTEM when the system gives no random numbers. */
int access_init(struct access *A, const char *bind, bool elsewhere);

/* access_host(A, host): Returns whether host, the Host header of a request, names this server:
 * localhost, 127.0.0.1, [::1] or the bound address, each with the port. Any host but "" does when
 * other machines may reach the server, which the token protects then. */
bool access_host(const struct access *A, const char *host);

/* access_origin(origin, host): Returns whether origin, the Origin header of a request, is "http://"
 * and host. */
bool access_origin(const char *origin, const char *host);

/* access_token(A, token): Returns whether token is the token of A. The time that this takes does
 * not depend on where the two differ. */
bool access_token(const struct access *A, const char *token);

#endif
