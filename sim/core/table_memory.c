/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/core/table_memory.h"

#include <stdlib.h>
#include <string.h>

#include "sim/base/large_pages.h"

void *memory_grow(void *old, size_t used, size_t size)
{
    const size_t unit = size < LARGE_PAGE ? MEMORY_LINE : LARGE_PAGE;
    const size_t whole = (size + unit - 1) / unit * unit;
    void *memory = aligned_alloc(unit, whole);

    if (memory == NULL)
        return NULL;
    if (unit == LARGE_PAGE)
        large_pages_ask(memory, whole);
    if (used > 0)
        memcpy(memory, old, used);
    free(old);
    return memory;
}
