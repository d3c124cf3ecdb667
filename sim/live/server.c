/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libwebsockets on the loop of the pump. Nothing is queued for a client but replies to what it
 * asked, a few; frames and numbers are made once for all and given to whoever has room for them,
 * the newest only. */
#include <libwebsockets.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/web/page.h"
#include "sim/live/ask.h"
#include "sim/live/frame.h"
#include "sim/live/guard.h"
#include "sim/live/live.h"
#include "sim/live/tell.h"

#define CLIENTS_MOST 64
#define CONNECTIONS_MOST 160 /* pages that are being fetched included */
#define REPLIES_MOST 16      /* that wait for one client */
#define ASKED_MOST 100       /* messages of one client a second */
#define FRAME_MS 33
#define FLAT_OUT_MS 100 /* between frames, when there is no pace to follow */
#define NUMBERS_MS 500
#define SHARE 400 /* telling takes one part in so many of the time, at most, or two */
#define HEADER_LONGEST 300
#define POLICY_LONGEST 1000

/* Bytes for clients, with the room before them that libwebsockets wants. */
struct parcel {
    unsigned users;
    size_t size;
    unsigned char *bytes; /* LWS_PRE in front are its */
};

enum { NEWS_STAGE, NEWS_NUMBERS, NEWS_FRAME, NEWS }; /* in the order in which they are sent */

struct client {
    struct lws *wsi;
    struct live *L;
    struct client *next;
    uint64_t seen[NEWS]; /* number of the one that it has */
    struct parcel *replies[REPLIES_MOST];
    unsigned waiting; /* of them */
    char message[ASK_LONGEST];
    size_t size; /* of the message so far */
    unsigned asked;
    uint64_t asked_since; /* ms */
};

struct page_left {
    size_t sent;
};

struct live {
    uv_loop_t loop;
    struct stage stage;
    struct history history;
    struct guard guard;
    const struct web_page *page;
    char policy[POLICY_LONGEST];
    struct lws_context *context;
    struct client *clients;
    struct client *asker; /* whose history is looked up */
    unsigned client_count, connections;
    struct parcel *news[NEWS];
    uint64_t number[NEWS]; /* of them, from 1 */
    enum stage_mode mode;  /* when a frame was last made */
    gatesim_ticks clock;
    uint32_t run;
    uint64_t frame_next, numbers_next; /* ns: not before */
    uv_timer_t frames;
    uv_signal_t signals[2];
    bool loop_open, stage_open, ending;
};

bool live_available(void)
{
    return true;
}

/* ---- parcels ---- */

static struct parcel *parcel_make(const void *bytes, size_t size)
{
    struct parcel *P = bytes == NULL ? NULL : malloc(sizeof *P);

    if (P == NULL)
        return NULL;
    *P = (struct parcel){.users = 1, .size = size, .bytes = malloc(LWS_PRE + size + 1)};
    if (P->bytes == NULL) {
        free(P);
        return NULL;
    }
    memcpy(P->bytes + LWS_PRE, bytes, size);
    return P;
}

static void parcel_drop(struct parcel *P)
{
    if (P == NULL || --P->users > 0)
        return;
    free(P->bytes);
    free(P);
}

/* parcel_text(text): takes text, which may be NULL. */
static struct parcel *parcel_text(char *text)
{
    struct parcel *P = text == NULL ? NULL : parcel_make(text, strlen(text));

    free(text);
    return P;
}

/* ---- news ---- */

static void wake(struct live *L)
{
    for (struct client *C = L->clients; C != NULL; C = C->next)
        lws_callback_on_writable(C->wsi);
}

/* publish(L, kind, P): the newest of its kind; NULL, without memory, leaves the one before. */
static void publish(struct live *L, unsigned kind, struct parcel *P)
{
    if (P == NULL)
        return;
    parcel_drop(L->news[kind]);
    L->news[kind] = P;
    L->number[kind]++;
}

/* next_after(begin, least): when that may be made again which was begun then and is made now. */
static uint64_t next_after(uint64_t begin, uint64_t least_ms)
{
    const uint64_t least = least_ms * 1000000, share = (uv_hrtime() - begin) * SHARE;

    return begin + (share > least ? share : least);
}

static void publish_frame(struct live *L)
{
    const uint64_t begin = uv_hrtime();
    struct vector bytes;

    vector_init(&bytes, 1);
    if (frame_put(&L->stage, &bytes) == 0)
        publish(L, NEWS_FRAME, parcel_make(bytes.items, bytes.count));
    vector_release(&bytes);
    L->clock = stage_clock(&L->stage);
    L->mode = L->stage.mode;
    L->frame_next = next_after(begin, L->stage.pace > 0 ? 0 : FLAT_OUT_MS);
}

static void publish_numbers(struct live *L)
{
    const uint64_t begin = uv_hrtime();

    publish(L, NEWS_NUMBERS, parcel_text(tell_numbers(&L->stage)));
    L->numbers_next = next_after(begin, L->stage.pace > 0 ? NUMBERS_MS : 2 * NUMBERS_MS);
}

/* refresh(L, all): make what is not as it was when it was last made, or all. What takes long is
 * made less often, but when the run comes to rest. */
static void refresh(struct live *L, bool all)
{
    const bool turned = L->stage.mode != L->mode, again = L->stage.run != L->run;
    const bool moved = stage_clock(&L->stage) != L->clock;
    const uint64_t now = uv_hrtime();

    if (L->clients == NULL)
        return;
    if (again || L->news[NEWS_STAGE] == NULL)
        publish(L, NEWS_STAGE, parcel_text(tell_stage(&L->stage)));
    L->run = L->stage.run;
    all = all || again || turned;
    if (all || (moved && now >= L->numbers_next))
        publish_numbers(L);
    if (all || (moved && now >= L->frame_next))
        publish_frame(L);
    if (all || moved)
        wake(L);
}

static void on_frames(uv_timer_t *timer)
{
    refresh(timer->data, false);
}

/* ---- clients ---- */

static int client_open(struct live *L, struct client *C, struct lws *wsi)
{
    if (L->client_count == CLIENTS_MOST)
        return -1;
    *C = (struct client){.wsi = wsi, .L = L, .next = L->clients};
    L->clients = C;
    L->client_count++;
    refresh(L, true);
    return 0;
}

static void client_close(struct live *L, struct client *C)
{
    struct client **at = &L->clients;

    while (*at != NULL && *at != C)
        at = &(*at)->next;
    if (*at == NULL)
        return; /* it was never let in */
    *at = C->next;
    L->client_count--;
    for (unsigned i = 0; i < C->waiting; i++)
        parcel_drop(C->replies[i]);
    C->waiting = 0;
    if (L->asker == C)
        L->asker = NULL;
}

/* client_reply(C, text): takes text. Returns -1 when too many wait already. */
static int client_reply(struct client *C, char *text)
{
    struct parcel *P = parcel_text(text);

    if (P == NULL)
        return 0;
    if (C->waiting == REPLIES_MOST) {
        parcel_drop(P);
        return -1;
    }
    C->replies[C->waiting++] = P;
    lws_callback_on_writable(C->wsi);
    return 0;
}

static void on_history(struct history *H, char *text)
{
    struct live *L = H->user;

    if (L->asker != NULL)
        (void)client_reply(L->asker, text); /* one that is not taken is lost */
    else
        free(text);
    L->asker = NULL;
}

/* too_often(C): whether it asks more than one may. */
static bool too_often(struct client *C)
{
    const uint64_t now = uv_now(&C->L->loop);

    if (now - C->asked_since >= 1000) {
        C->asked_since = now;
        C->asked = 0;
    }
    return ++C->asked > ASKED_MOST;
}

static int refuse(struct client *C, enum lws_close_status why)
{
    lws_close_reason(C->wsi, why, NULL, 0);
    return -1;
}

static int client_heard(struct client *C, const void *in, size_t size)
{
    struct live *L = C->L;
    struct ask_reply R;

    if (C->size + size + lws_remaining_packet_payload(C->wsi) > ASK_LONGEST)
        return refuse(C, LWS_CLOSE_STATUS_MESSAGE_TOO_LARGE);
    memcpy(C->message + C->size, in, size);
    C->size += size;
    if (!lws_is_final_fragment(C->wsi) || lws_remaining_packet_payload(C->wsi) > 0)
        return 0;
    if (lws_frame_is_binary(C->wsi))
        return refuse(C, LWS_CLOSE_STATUS_UNACCEPTABLE_OPCODE);
    if (too_often(C))
        return refuse(C, LWS_CLOSE_STATUS_POLICY_VIOLATION);
    R = ask(&L->stage, &L->history, C->message, C->size);
    C->size = 0;
    if (R.history)
        L->asker = C;
    if (R.changed)
        refresh(L, true);
    return R.history ? 0 : client_reply(C, R.text);
}

static int send_parcel(const struct client *C, struct parcel *P, enum lws_write_protocol as)
{
    P->users++;
    const int sent = lws_write(C->wsi, P->bytes + LWS_PRE, P->size, as);

    parcel_drop(P);
    return sent < 0 ? -1 : 0;
}

/* client_next(C): one thing that it has not got. */
static int client_next(struct client *C)
{
    struct live *L = C->L;

    if (C->waiting > 0) {
        struct parcel *P = C->replies[0];
        const int status = send_parcel(C, P, LWS_WRITE_TEXT);

        memmove(C->replies, C->replies + 1, --C->waiting * sizeof *C->replies);
        parcel_drop(P);
        return status;
    }
    for (unsigned i = 0; i < NEWS; i++)
        if (L->news[i] != NULL && C->seen[i] != L->number[i]) {
            C->seen[i] = L->number[i];
            return send_parcel(C, L->news[i], i == NEWS_FRAME ? LWS_WRITE_BINARY : LWS_WRITE_TEXT);
        }
    return 0;
}

static bool client_wants(const struct client *C)
{
    bool wants = C->waiting > 0;

    for (unsigned i = 0; i < NEWS; i++)
        wants = wants || (C->L->news[i] != NULL && C->seen[i] != C->L->number[i]);
    return wants;
}

static int client_writable(struct client *C)
{
    if (client_next(C) != 0)
        return -1;
    if (client_wants(C))
        lws_callback_on_writable(C->wsi);
    return 0;
}

/* ---- requests ---- */

/* header(wsi, token, text): a header of the request, "" when it is not there or too long. */
static void header(struct lws *wsi, enum lws_token_indexes token, char text[HEADER_LONGEST])
{
    if (lws_hdr_copy(wsi, text, HEADER_LONGEST, token) < 0)
        text[0] = '\0';
}

static bool host_ok(const struct live *L, struct lws *wsi)
{
    char host[HEADER_LONGEST];

    header(wsi, WSI_TOKEN_HOST, host);
    return guard_host(&L->guard, host);
}

static bool upgrade_ok(const struct live *L, struct lws *wsi)
{
    char host[HEADER_LONGEST], origin[HEADER_LONGEST], token[HEADER_LONGEST];
    const char *given;

    header(wsi, WSI_TOKEN_HOST, host);
    header(wsi, WSI_TOKEN_ORIGIN, origin);
    given = lws_get_urlarg_by_name(wsi, "token=", token, sizeof token);
    return guard_host(&L->guard, host) && guard_origin(origin, host) &&
           guard_token(&L->guard, given == NULL ? "" : given) && L->client_count < CLIENTS_MOST;
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

static int on_http(struct live *L, struct lws *wsi, const char *path)
{
    if (!host_ok(L, wsi)) {
        (void)lws_return_http_status(wsi, HTTP_STATUS_FORBIDDEN, NULL);
        return -1;
    }
    if (strcmp(path, "/") != 0 || lws_hdr_total_length(wsi, WSI_TOKEN_GET_URI) == 0) {
        if (lws_return_http_status(wsi, HTTP_STATUS_NOT_FOUND, NULL) != 0)
            return -1;
        return lws_http_transaction_completed(wsi) ? -1 : 0;
    }
    if (page_headers(L, wsi) != 0)
        return -1;
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
        return L->connections >= CONNECTIONS_MOST || L->ending;
    case LWS_CALLBACK_SERVER_NEW_CLIENT_INSTANTIATED:
        L->connections++;
        break;
    case LWS_CALLBACK_WSI_DESTROY:
        L->connections -= L->connections > 0;
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

/* ---- life ---- */

/* policy_find(L): what the page says of itself, and that no other page may hold it. */
static void policy_find(struct live *L)
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

static const struct lws_protocols protocols[] = {
    {"http-only", on_page, sizeof(struct page_left), 0, 0, NULL, 0},
    {"gatesim-live", on_client, sizeof(struct client), ASK_LONGEST, 0, NULL, 0},
    {NULL, NULL, 0, 0, 0, NULL, 0},
};

static int listen_there(struct live *L, const struct live_options *O)
{
    static const lws_retry_bo_t idle = {.secs_since_valid_ping = 20, .secs_since_valid_hangup = 60};
    void *loops[] = {&L->loop};
    struct lws_context_creation_info info = {
        .port = O->port,
        .iface = O->bind,
        .protocols = protocols,
        .options = LWS_SERVER_OPTION_LIBUV | LWS_SERVER_OPTION_DISABLE_IPV6 |
                   LWS_SERVER_OPTION_VALIDATE_UTF8 | LWS_SERVER_OPTION_FAIL_UPON_UNABLE_TO_BIND,
        .foreign_loops = loops,
        .user = L,
        .gid = -1,
        .uid = -1,
        .timeout_secs = 10,
        .keepalive_timeout = 10,
        .retry_and_idle_policy = &idle,
        .max_http_header_data2 = 4096,
    };

    if (strchr(O->bind, ':') != NULL)
        info.options &= ~(uint64_t)LWS_SERVER_OPTION_DISABLE_IPV6;
    lws_set_log_level(0, NULL);
    L->context = lws_create_context(&info);
    if (L->context == NULL)
        return GATESIM_ESYSTEM;
    L->guard.port = lws_get_vhost_listen_port(lws_get_vhost_by_name(L->context, "default"));
    return GATESIM_OK;
}

/* end_all(L): the loop comes to its end when all that is open on it is closed. */
static void end_all(struct live *L)
{
    if (L->ending)
        return;
    L->ending = true;
    uv_close((uv_handle_t *)&L->frames, NULL);
    for (int i = 0; i < 2; i++)
        uv_close((uv_handle_t *)&L->signals[i], NULL);
    history_release(&L->history);
    stage_release(&L->stage);
    L->stage_open = false;
    if (L->context != NULL)
        lws_context_destroy(L->context);
}

static void on_signal(uv_signal_t *handle, int number)
{
    (void)number;
    end_all(handle->data);
}

static void start(struct live *L)
{
    static const int numbers[] = {SIGINT, SIGTERM};

    uv_timer_init(&L->loop, &L->frames);
    L->frames.data = L;
    uv_timer_start(&L->frames, on_frames, FRAME_MS, FRAME_MS);
    for (int i = 0; i < 2; i++) {
        uv_signal_init(&L->loop, &L->signals[i]);
        L->signals[i].data = L;
        uv_signal_start(&L->signals[i], on_signal, numbers[i]);
    }
}

int live_create(struct live **live)
{
    struct live *L = calloc(1, sizeof *L);

    if (L == NULL)
        return GATESIM_ENOMEM;
    if (uv_loop_init(&L->loop) != 0)
        goto err0;
    L->loop_open = true;
    if (stage_init(&L->stage, &L->loop) != 0)
        goto err1;
    L->stage_open = true;
    *live = L;
    return GATESIM_OK;

err1:
    (void)uv_loop_close(&L->loop);
err0:
    free(L);
    return GATESIM_ESYSTEM;
}

int live_add(struct live *L, const char *path, const char *const *settings, size_t count,
             const char *name, struct gatesim_diagnostics **D)
{
    return stage_add(&L->stage, path, settings, count, name, D);
}

static void say_ready(const struct live *L, const struct live_options *O)
{
    char url[LIVE_URL];

    if (L->guard.token[0] != '\0')
        snprintf(url, sizeof url, "http://%s:%d/#token=%s", O->bind, L->guard.port, L->guard.token);
    else
        snprintf(url, sizeof url, "http://%s:%d/", O->bind, L->guard.port);
    O->ready(O->user, url);
}

int live_serve(struct live *L, const struct live_options *O)
{
    int status = guard_init(&L->guard, O->bind, O->elsewhere);

    L->page = web_page("live");
    if (status == 0)
        status = history_init(&L->history, &L->loop, L, on_history);
    if (status != 0 || L->page == NULL)
        return status != 0 ? status : GATESIM_ESYSTEM;
    policy_find(L);
    start(L);
    status = listen_there(L, O);
    if (status == 0)
        status = stage_begin(&L->stage);
    if (status == 0) {
        stage_speed(&L->stage, O->pace);
        if (O->running)
            stage_run(&L->stage);
        say_ready(L, O);
    } else {
        end_all(L);
    }
    uv_run(&L->loop, UV_RUN_DEFAULT);
    if (L->context != NULL)
        lws_context_destroy(L->context); /* the second half, now that its handles are closed */
    L->context = NULL;
    return status;
}

void live_destroy(struct live *L)
{
    if (L == NULL)
        return;
    if (L->stage_open) {
        stage_release(&L->stage);
        uv_run(&L->loop, UV_RUN_DEFAULT);
    }
    for (unsigned i = 0; i < NEWS; i++)
        parcel_drop(L->news[i]);
    (void)uv_loop_close(&L->loop);
    free(L);
}
