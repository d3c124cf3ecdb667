/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SIGINT and SIGTERM held back while work is done that asks now and then whether one has come, so
 * that it can end in order. Only those that would end this process are held: a signal that somebody
 * listens to, or that is ignored, stays as it is. Threads that are started meanwhile hold them too.
 * Periods may lie within one another; the inner one takes what comes in it. */
#ifndef SIM_BASE_HELD_H
#define SIM_BASE_HELD_H

#include <signal.h>

struct held {
    sigset_t signals, before;
};

/* held_begin(H): hold them back. */
void held_begin(struct held *H);

/* held_come(H): the number of one that has come; 0 when none has. */
int held_come(const struct held *H);

/* held_end(H): they have their effect again; those that came have had it. Returns as held_come. */
int held_end(struct held *H);

#endif
