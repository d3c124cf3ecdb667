/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work in a limited child process: what reads a damaged file may crash, hang or eat all
 * memory, and this program must not.
 *
 * The child may take so much more memory than there is now; it gives back bytes. It may take any
 * time as long as it says now and then that it gets on: a sound file of any size is read to its
 * end. It must be made before this process has threads. */
#ifndef ANALYSIS_READ_CHILD_H
#define ANALYSIS_READ_CHILD_H

#include <stddef.h>
#include <stdio.h>

struct child_limits {
    size_t memory;    /* bytes, beyond what this process has mapped */
    unsigned seconds; /* of processor time from one child_progress to the next; and of time by the
                       * clock, ten times that */
    size_t output;    /* bytes that it may give back */
};

/* child_progress(): in the child: it gets on; its time counts anew from here. */
void child_progress(void);

/* A child at work, and what of its bytes was read ahead. SIGINT and SIGTERM are held back as long
 * as it lives. */
struct child;

/* child_start(work, user, limits, child): start work(user, out) in a child; what it writes to out
 * is for child_read. The child ends with what work returns. Returns 0 with *child, which child_end
 * takes; GATESIM_ENOMEM or GATESIM_ESYSTEM with *child NULL. */
int child_start(int (*work)(void *user, FILE *out), void *user, const struct child_limits *limits,
                struct child **child);

/* child_read(C, to, size): read the next size bytes of child C to to, waiting for them. Returns how
 * many came: fewer than size when the child has ended, gave more than its limit, or SIGINT or
 * SIGTERM came. */
size_t child_read(struct child *C, void *to, size_t size);

/* child_end(C): wait for child C, or kill it when it has more to say than was read, and destroy C.
 * Returns 0 when all that it wrote was read and work returned 0; GATESIM_ESTOPPED when SIGINT or
 * SIGTERM came meanwhile, which then end the child and not this process; GATESIM_EIO when work
 * failed, or when the child broke a limit, crashed or was killed; GATESIM_ESYSTEM. */
int child_end(struct child *C);

/* child_run(work, user, limits, bytes, size): run work(user, out) in a child and wait for it;
 * *bytes, malloced, are the *size bytes that it wrote to out. Returns what child_start or child_end
 * does, or GATESIM_ENOMEM. *bytes is NULL unless 0. */
int child_run(int (*work)(void *user, FILE *out), void *user, const struct child_limits *limits,
              unsigned char **bytes, size_t *size);

#endif
