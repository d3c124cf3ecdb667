/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory for a table that is read at scattered places: it begins on a line of the cache, and when
 * it is large its pages are large too, since the processor knows where few pages lie. */
#ifndef SIM_CORE_TABLE_MEMORY_H
#define SIM_CORE_TABLE_MEMORY_H

#include <stddef.h>

#define MEMORY_LINE 128U /* bytes: two lines, which are fetched together */

/* memory_grow(old, used, size): make a table of size bytes, to be freed by free(), whose first used
 * bytes are those of old, which is freed and may be NULL. Returns the table; NULL without memory,
 * and then old is as it was. */
void *memory_grow(void *old, size_t used, size_t size);

#endif
