/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connections are a list linked both ways, in the order in which they were last heard. A connection
 * that is to be closed leaves the list at once; its record lives until libwebsockets says that the
 * connection is closed. */
#include "sim/live/connections.h"

#include <libwebsockets.h>
#include <stdbool.h>
#include <stdlib.h>

struct connection {
    struct lws *wsi;
    struct connection *before, *after;
    bool client, listed;
};

/* Put a connection that is in no list at the end of C. */
static void put_last(struct connections *C, struct connection *one)
{
    one->before = C->last;
    one->after = NULL;
    *(C->last == NULL ? &C->first : &C->last->after) = one;
    C->last = one;
    C->count++;
    one->listed = true;
}

/* Take a connection out of the list, unless it has left it. */
static void take_out(struct connections *C, struct connection *one)
{
    if (!one->listed)
        return;
    *(one->before == NULL ? &C->first : &one->before->after) = one->after;
    *(one->after == NULL ? &C->last : &one->after->before) = one->before;
    C->count--;
    one->listed = false;
}

/* Close the silent connection that was heard the longest time ago, if there is a silent one. */
static void drop_silent(struct connections *C)
{
    struct connection *one = C->first;

    while (one != NULL && one->client)
        one = one->after;
    if (one == NULL)
        return;
    take_out(C, one);
    lws_set_timeout(one->wsi, PENDING_TIMEOUT_USER_REASON_BASE, LWS_TO_KILL_ASYNC);
}

int connections_open(struct connections *C, struct lws *wsi, unsigned most)
{
    struct connection *one = malloc(sizeof *one);

    if (one == NULL)
        return -1;
    *one = (struct connection){.wsi = wsi};
    if (C->count >= most)
        drop_silent(C);
    put_last(C, one);
    lws_set_opaque_user_data(wsi, one);
    return 0;
}

void connections_heard(struct connections *C, struct lws *wsi)
{
    struct connection *one = lws_get_opaque_user_data(wsi);

    if (one == NULL || !one->listed)
        return;
    take_out(C, one);
    put_last(C, one);
}

void connections_client(struct connections *C, struct lws *wsi)
{
    struct connection *one = lws_get_opaque_user_data(wsi);

    connections_heard(C, wsi);
    if (one != NULL)
        one->client = true;
}

void connections_close(struct connections *C, struct lws *wsi)
{
    struct connection *one = lws_get_opaque_user_data(wsi);

    if (one == NULL)
        return;
    lws_set_opaque_user_data(wsi, NULL);
    take_out(C, one);
    free(one);
}
