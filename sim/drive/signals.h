/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signals: SIGINT and SIGTERM, heard on a thread of their own, so that it does not matter what
 * the others do.
 *
 * The first is noted and told to a loop. From a moment later on both have their default effect
 * again: the second ends the process at once, wherever it hangs. Within that moment it is the
 * first one again, as timeout(1) and some shells send one to a process and to its group. */
#ifndef SIM_DRIVE_SIGNALS_H
#define SIM_DRIVE_SIGNALS_H

#include <stdatomic.h>
#include <uv.h>

#define SIGNALS_WATCHED 2

/* Stays where it is from signals_open to signals_close. */
struct signals {
    uv_loop_t loop;
    uv_thread_t thread;
    uv_signal_t watched[SIGNALS_WATCHED];
    uv_timer_t moment;
    uv_async_t leave;
    uv_check_t polled; /* after leave: all that had come by then has been heard */
    uv_async_t *news;  /* borrowed */
    atomic_int heard;
};

/* signals_open(S, news): hear them, and send news when the first comes. Returns 0, or
 * GATESIM_ESYSTEM with nothing to close. */
int signals_open(struct signals *S, uv_async_t *news);

/* signals_heard(S): the first that came; 0 none. Also after signals_close, and then none that came
 * before it is missing. */
int signals_heard(const struct signals *S);

/* signals_close(S): they have their default effect again, and news is sent no more. */
void signals_close(struct signals *S);

#endif
