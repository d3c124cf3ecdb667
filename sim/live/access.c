/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hosts and origins are compared whole, in lower case as browsers send them. */
#include "sim/live/access.h"

#include <stdio.h>
#include <string.h>

#include <uv.h>

#include "gatesim/status.h"

int access_init(struct access *A, const char *bind, bool elsewhere)
{
    unsigned char chance[(ACCESS_TOKEN - 1) / 2];

    *A = (struct access){.elsewhere = elsewhere};
    snprintf(A->name, sizeof A->name, strchr(bind, ':') != NULL ? "[%s]" : "%s", bind);
    if (uv_random(NULL, NULL, chance, sizeof chance, 0, NULL) != 0)
        return GATESIM_ESYSTEM;
    for (size_t i = 0; i < sizeof chance; i++)
        snprintf(A->token + 2 * i, 3, "%02x", chance[i]);
    return GATESIM_OK;
}

/* Returns whether host is "name:port", or name alone when port is that of HTTP. */
static bool is(const char *host, const char *name, int port)
{
    char whole[300];

    snprintf(whole, sizeof whole, "%s:%d", name, port);
    return strcmp(host, whole) == 0 || (port == 80 && strcmp(host, name) == 0);
}

bool access_host(const struct access *A, const char *host)
{
    if (host[0] == '\0')
        return false;
    return A->elsewhere || is(host, "localhost", A->port) || is(host, "127.0.0.1", A->port) ||
           is(host, "[::1]", A->port) || is(host, A->name, A->port);
}

bool access_origin(const char *origin, const char *host)
{
    static const char scheme[] = "http://";

    return strncmp(origin, scheme, sizeof scheme - 1) == 0 &&
           strcmp(origin + sizeof scheme - 1, host) == 0;
}

bool access_token(const struct access *A, const char *token)
{
    unsigned differs = 0;

    if (strlen(token) != ACCESS_TOKEN - 1)
        return false;
    for (size_t i = 0; i < ACCESS_TOKEN - 1; i++)
        differs |= (unsigned char)(token[i] ^ A->token[i]);
    return differs == 0;
}
