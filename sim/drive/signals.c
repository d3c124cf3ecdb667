/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A loop on a thread: closing its signal handles brings the default effects back, and is not
 * held up by whatever the other threads are in. */
#include "sim/drive/signals.h"

#include <signal.h>
#include <stdbool.h>

#include "gatesim/status.h"

#define MOMENT_MS 50

static void close_once(uv_handle_t *handle)
{
    if (!uv_is_closing(handle))
        uv_close(handle, NULL);
}

static void ignore_all(struct signals *S)
{
    for (int i = 0; i < SIGNALS_WATCHED; i++)
        close_once((uv_handle_t *)&S->watched[i]);
}

static void on_moment(uv_timer_t *moment)
{
    ignore_all(moment->data);
}

static void on_signal(uv_signal_t *handle, int number)
{
    struct signals *S = handle->data;

    if (atomic_load(&S->heard) != 0)
        return;
    atomic_store(&S->heard, number);
    (void)uv_async_send(S->news);
    (void)uv_timer_start(&S->moment, on_moment, MOMENT_MS, 0);
}

/* Everything goes, and with it the loop ends. */
static void close_all(struct signals *S)
{
    ignore_all(S);
    close_once((uv_handle_t *)&S->moment);
    close_once((uv_handle_t *)&S->leave);
    close_once((uv_handle_t *)&S->polled);
}

static void on_polled(uv_check_t *polled)
{
    close_all(polled->data);
}

/* A signal may have come before, which the loop reads last of all that it polls. */
static void on_leave(uv_async_t *leave)
{
    struct signals *S = leave->data;

    (void)uv_check_start(&S->polled, on_polled);
}

static void on_thread(void *user)
{
    struct signals *S = user;

    (void)uv_run(&S->loop, UV_RUN_DEFAULT);
}

/* The handles of the loop. The signals' own are filled in by uv_signal_init, which fails only
 * when the first of the loop cannot make a pipe. */
static bool open_handles(struct signals *S)
{
    static const int numbers[SIGNALS_WATCHED] = {SIGINT, SIGTERM};

    if (uv_async_init(&S->loop, &S->leave, on_leave) != 0)
        return false;
    (void)uv_timer_init(&S->loop, &S->moment);
    (void)uv_check_init(&S->loop, &S->polled);
    S->leave.data = S->moment.data = S->polled.data = S;
    for (int i = 0; i < SIGNALS_WATCHED; i++) {
        if (uv_signal_init(&S->loop, &S->watched[i]) != 0)
            return false;
        S->watched[i].data = S;
        if (uv_signal_start(&S->watched[i], on_signal, numbers[i]) != 0)
            return false;
    }
    return true;
}

static void close_any(uv_handle_t *handle, void *user)
{
    (void)user;
    close_once(handle);
}

int signals_open(struct signals *S, uv_async_t *news)
{
    *S = (struct signals){.news = news};
    if (uv_loop_init(&S->loop) != 0)
        return GATESIM_ESYSTEM;
    if (open_handles(S) && uv_thread_create(&S->thread, on_thread, S) == 0)
        return GATESIM_OK;
    uv_walk(&S->loop, close_any, NULL);
    (void)uv_run(&S->loop, UV_RUN_DEFAULT);
    (void)uv_loop_close(&S->loop);
    return GATESIM_ESYSTEM;
}

int signals_heard(const struct signals *S)
{
    return atomic_load(&S->heard);
}

void signals_close(struct signals *S)
{
    (void)uv_async_send(&S->leave);
    (void)uv_thread_join(&S->thread);
    (void)uv_loop_close(&S->loop); /* nothing is left on it */
}
