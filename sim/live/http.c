/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may come in, and the one page that is served. */
#include <stdio.h>
#include <string.h>

#include "sim/live/server_private.h"

#define HEADER_LONGEST 300
#define KEPT_OUT                                                                     \
    "<p>This address lacks its secret, or the secret is that of an earlier server: " \
    "open the whole address that gatesim live has printed.</p>"

struct page_left {
    size_t sent;
};

/* header(wsi, token, text): a header of the request, "" when it is not there or too long. */
static void header(struct lws *wsi, enum lws_token_indexes token, char text[HEADER_LONGEST])
{
    if (lws_hdr_copy(wsi, text, HEADER_LONGEST, token) < 0)
        text[0] = '\0';
}

/* request_ok(L, wsi): whether a request names this server, and has its token. */
static bool request_ok(const struct live *L, struct lws *wsi)
{
    char host[HEADER_LONGEST], token[HEADER_LONGEST];
    const char *given = lws_get_urlarg_by_name(wsi, "token=", token, sizeof token);

    header(wsi, WSI_TOKEN_HOST, host);
    return access_token(&L->access, given == NULL ? "" : given) && access_host(&L->access, host);
}

/* upgrade_ok(L, wsi): whether a request may become a WebSocket. */
static bool upgrade_ok(const struct live *L, struct lws *wsi)
{
    char host[HEADER_LONGEST], origin[HEADER_LONGEST];

    header(wsi, WSI_TOKEN_HOST, host);
    header(wsi, WSI_TOKEN_ORIGIN, origin);
    return request_ok(L, wsi) && access_origin(origin, host) && L->client_count < CLIENTS_MOST;
}

/* confirm(L, wsi, what): only a WebSocket that is let in. */
static int confirm(const struct live *L, struct lws *wsi, const char *what)
{
    if (strcmp(what, "websocket") == 0 && upgrade_ok(L, wsi))
        return 0;
    (void)lws_return_http_status(wsi, HTTP_STATUS_FORBIDDEN, NULL);
    return 1;
}

struct page_header {
    const char *name, *value;
};

/* page_headers(L, wsi): returns 0, or -1 when they do not fit. */
static int page_headers(struct live *L, struct lws *wsi)
{
    const struct page_header list[] = {
        {"content-security-policy:", L->policy},
        {"x-content-type-options:", "nosniff"},
        {"x-frame-options:", "DENY"},
        {"referrer-policy:", "no-referrer"},
        {"cross-origin-opener-policy:", "same-origin"},
        {"cross-origin-resource-policy:", "same-origin"},
        {"cache-control:", "no-store"},
    };
    unsigned char buffer[LWS_PRE + 4096], *const start = buffer + LWS_PRE;
    unsigned char *p = start, *const end = buffer + sizeof buffer;

    if (lws_add_http_common_headers(wsi, HTTP_STATUS_OK, "text/html; charset=utf-8", L->page->size,
                                    &p, end))
        return -1;
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (lws_add_http_header_by_name(wsi, (const unsigned char *)list[i].name,
                                        (const unsigned char *)list[i].value,
                                        (int)strlen(list[i].value), &p, end))
            return -1;
    return lws_finalize_write_http_header(wsi, start, &p, end) ? -1 : 0;
}

/* on_http(L, wsi, path): a request for path. A page asks with HEAD whether it would be let in. */
static int on_http(struct live *L, struct lws *wsi, const char *path)
{
    const bool head = lws_hdr_total_length(wsi, WSI_TOKEN_HEAD_URI) > 0;

    if (!request_ok(L, wsi)) {
        (void)lws_return_http_status(wsi, HTTP_STATUS_FORBIDDEN, KEPT_OUT);
        return -1;
    }
    connections_heard(&L->connections, wsi);
    if (strcmp(path, "/") != 0 || (!head && lws_hdr_total_length(wsi, WSI_TOKEN_GET_URI) == 0)) {
        if (lws_return_http_status(wsi, HTTP_STATUS_NOT_FOUND, NULL) != 0)
            return -1;
        return lws_http_transaction_completed(wsi) ? -1 : 0;
    }
    if (page_headers(L, wsi) != 0)
        return -1;
    if (head)
        return lws_http_transaction_completed(wsi) ? -1 : 0;
    lws_callback_on_writable(wsi);
    return 0;
}

#define PIECE 16384

static int on_page_writable(const struct live *L, struct lws *wsi, struct page_left *left)
{
    unsigned char buffer[LWS_PRE + PIECE];
    const size_t rest = L->page->size - left->sent, size = rest < PIECE ? rest : PIECE;
    const bool last = size == rest;

    memcpy(buffer + LWS_PRE, L->page->bytes + left->sent, size);
    if (lws_write(wsi, buffer + LWS_PRE, size, last ? LWS_WRITE_HTTP_FINAL : LWS_WRITE_HTTP) < 0)
        return -1;
    left->sent += size;
    if (last) {
        left->sent = 0;
        return lws_http_transaction_completed(wsi) ? -1 : 0;
    }
    lws_callback_on_writable(wsi);
    return 0;
}

static int on_page(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in,
                   size_t size)
{
    struct live *L = lws_context_user(lws_get_context(wsi));

    switch (reason) {
    case LWS_CALLBACK_FILTER_NETWORK_CONNECTION:
        return L->ending;
    case LWS_CALLBACK_SERVER_NEW_CLIENT_INSTANTIATED:
        return connections_open(&L->connections, wsi, L->connections_most);
    case LWS_CALLBACK_WSI_DESTROY:
        connections_close(&L->connections, wsi);
        break;
    case LWS_CALLBACK_HTTP_CONFIRM_UPGRADE:
        return confirm(L, wsi, in);
    case LWS_CALLBACK_HTTP:
        ((struct page_left *)user)->sent = 0;
        return on_http(L, wsi, in);
    case LWS_CALLBACK_HTTP_WRITEABLE:
        return on_page_writable(L, wsi, user);
    default:
        return lws_callback_http_dummy(wsi, reason, user, in, size);
    }
    return 0;
}

static int on_client(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in,
                     size_t size)
{
    struct live *L = lws_context_user(lws_get_context(wsi));

    switch (reason) {
    case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION:
        return upgrade_ok(L, wsi) ? 0 : -1;
    case LWS_CALLBACK_HTTP_CONFIRM_UPGRADE:
        return confirm(L, wsi, in);
    case LWS_CALLBACK_ESTABLISHED:
        connections_client(&L->connections, wsi);
        return client_open(L, user, wsi);
    case LWS_CALLBACK_RECEIVE:
        return client_heard(user, in, size);
    case LWS_CALLBACK_SERVER_WRITEABLE:
        return client_writable(user);
    case LWS_CALLBACK_CLOSED:
        client_close(L, user);
        break;
    default:
        break;
    }
    return 0;
}

/* Beside what the page says of itself: no other page may hold it. */
void http_policy(struct live *L)
{
    static const char mark[] = "Content-Security-Policy\" content=\"";
    const char *text = (const char *)L->page->bytes, *const end = text + L->page->size, *p;
    size_t n = 0;

    for (p = text; p + sizeof mark < end && memcmp(p, mark, sizeof mark - 1) != 0;)
        p++;
    for (p += sizeof mark - 1; p + n < end && p[n] != '"' && n + 40 < sizeof L->policy;)
        n++;
    snprintf(L->policy, sizeof L->policy, "%.*s; frame-ancestors 'none'", (int)n, p);
}

const struct lws_protocols *http_protocols(void)
{
    static const struct lws_protocols protocols[] = {
        {"http-only", on_page, sizeof(struct page_left), 0, 0, NULL, 0},
        {"gatesim-live", on_client, sizeof(struct client), REQUEST_LONGEST, 0, NULL, 0},
        {NULL, NULL, 0, 0, 0, NULL, 0},
    };

    return protocols;
}
