/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Large tables ask the system for large pages: their events are far apart, and each small page that
 * is touched would cost a look-up of its own. */
#define _DEFAULT_SOURCE /* madvise */

#include "sim/core/table_memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define LARGE_PAGE ((size_t)1 << 21)

/* ask_for_large_pages(memory, size): ask the system to use large pages for size bytes of memory.
 * It may refuse, and nothing but the speed depends on it. */
static void ask_for_large_pages(void *memory, size_t size)
{
#ifdef MADV_HUGEPAGE
    (void)madvise(memory, size, MADV_HUGEPAGE);
#else
    (void)memory;
    (void)size;
#endif
}

void *memory_grow(void *old, size_t used, size_t size)
{
    const size_t unit = size < LARGE_PAGE ? MEMORY_LINE : LARGE_PAGE;
    const size_t whole = (size + unit - 1) / unit * unit;
    void *memory = aligned_alloc(unit, whole);

    if (memory == NULL)
        return NULL;
    if (unit == LARGE_PAGE)
        ask_for_large_pages(memory, whole);
    if (used > 0)
        memcpy(memory, old, used);
    free(old);
    return memory;
}
