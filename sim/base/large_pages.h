/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Large pages for much memory: the system hands it out, and takes it back, hundreds of times as
 * fast. */
#ifndef SIM_BASE_LARGE_PAGES_H
#define SIM_BASE_LARGE_PAGES_H

#include <stddef.h>

#define LARGE_PAGE ((size_t)1 << 21) /* bytes */

/* large_pages_ask(memory, size): ask the system to use large pages where it can for the size bytes
 * at memory, which need not be aligned and should not have been touched. The system may say no,
 * which changes nothing but speed. */
void large_pages_ask(void *memory, size_t size);

#endif
