/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Advice is given for whole pages only: those that lie inside. */
#define _DEFAULT_SOURCE /* madvise */

#include "sim/base/large_pages.h"

#include <stdint.h>
#include <sys/mman.h>

void large_pages_ask(void *memory, size_t size)
{
#ifdef MADV_HUGEPAGE
    const uintptr_t from = ((uintptr_t)memory + LARGE_PAGE - 1) & ~(uintptr_t)(LARGE_PAGE - 1);
    const uintptr_t to = ((uintptr_t)memory + size) & ~(uintptr_t)(LARGE_PAGE - 1);

    if (from < to)
        (void)madvise((char *)memory + (from - (uintptr_t)memory), to - from, MADV_HUGEPAGE);
#else
    (void)memory;
    (void)size;
#endif
}
