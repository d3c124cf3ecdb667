/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libwebsockets on the loop of the pump. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/live/server_private.h"

#define FRAME_MS 33

bool live_available(void)
{
    return true;
}

/* connections_most(): how many may be open at once, which leaves room below the limit of the
 * process for as many that are being closed. */
static unsigned connections_most(void)
{
    const long half = sysconf(_SC_OPEN_MAX) / 2;

    return half > 0 && half < CONNECTIONS_MOST ? (unsigned)half : CONNECTIONS_MOST;
}

static int listen_there(struct live *L, const struct live_options *O)
{
    static const lws_retry_bo_t idle = {.secs_since_valid_ping = 20, .secs_since_valid_hangup = 60};
    void *loops[] = {&L->loop};
    struct lws_context_creation_info info = {
        .port = O->port,
        .iface = O->bind,
        .protocols = http_protocols(),
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
        .max_http_header_pool = 2 * CONNECTIONS_MOST, /* each that is silent holds one */
    };

    if (strchr(O->bind, ':') != NULL)
        info.options &= ~(uint64_t)LWS_SERVER_OPTION_DISABLE_IPV6;
    L->connections_most = connections_most();
    lws_set_log_level(0, NULL);
    L->context = lws_create_context(&info);
    if (L->context == NULL)
        return GATESIM_ESYSTEM;
    L->access.port = lws_get_vhost_listen_port(lws_get_vhost_by_name(L->context, "default"));
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
    session_release(&L->session);
    L->session_open = false;
    if (L->context != NULL)
        lws_context_destroy(L->context);
}

static void on_frames(uv_timer_t *timer)
{
    struct live *L = timer->data;
    const bool asked = L->asked;

    L->asked = false;
    clients_refresh(L, asked);
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
    if (session_init(&L->session, &L->loop) != 0)
        goto err1;
    L->session_open = true;
    *live = L;
    return GATESIM_OK;

err1:
    (void)uv_loop_close(&L->loop);
err0:
    free(L);
    return GATESIM_ESYSTEM;
}

int live_add(struct live *L, const char *path, const char *const *settings, size_t count,
             const char *name, struct gatesim_scenario **given, struct gatesim_diagnostics **D)
{
    return session_add(&L->session, path, settings, count, name, given, D);
}

static bool say_ready(const struct live *L, const struct live_options *O)
{
    char url[LIVE_URL];

    snprintf(url, sizeof url, "http://%s:%d/?token=%s", L->access.name, L->access.port,
             L->access.token);
    return O->ready(O->user, url);
}

int live_serve(struct live *L, const struct live_options *O)
{
    int status = access_init(&L->access, O->bind, O->elsewhere);

    L->page = web_page("live");
    if (status == 0)
        status = history_init(&L->history, &L->loop, L, clients_history);
    if (status != 0 || L->page == NULL)
        return status != 0 ? status : GATESIM_ESYSTEM;
    http_policy(L);
    start(L);
    status = listen_there(L, O);
    if (status == 0)
        status = session_begin(&L->session);
    if (status == 0)
        status = session_skip(&L->session);
    if (status == 0) {
        session_speed(&L->session, O->pace);
        if (O->running)
            session_run(&L->session);
        status = say_ready(L, O) ? GATESIM_OK : GATESIM_EIO;
    }
    if (status != 0)
        end_all(L);
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
    if (L->session_open) {
        session_release(&L->session);
        uv_run(&L->loop, UV_RUN_DEFAULT);
    }
    clients_forget(L);
    (void)uv_loop_close(&L->loop);
    free(L);
}
