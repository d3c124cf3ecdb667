/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Room doubles when it runs out, so n pushes copy fewer than 2n items. */
#include "sim/base/vector.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/base/arena.h"

#define VECTOR_FIRST 8 /* items in the first allocation */

void vector_init(struct vector *V, size_t size)
{
    *V = (struct vector){.size = size};
}

void vector_release(struct vector *V)
{
    free(V->items);
    vector_init(V, V->size);
}

/* vector_reserve(V, more): room for more items beyond count. Returns 0 or
 * GATESIM_ENOMEM with V unchanged. */
static int vector_reserve(struct vector *V, size_t more)
{
    size_t capacity = V->capacity ? V->capacity : VECTOR_FIRST;
    void *items;

    if (more <= V->capacity - V->count)
        return 0;
    if (more > SIZE_MAX / 2 - V->count)
        return GATESIM_ENOMEM;
    while (capacity < V->count + more)
        capacity *= 2;
    if (capacity > PTRDIFF_MAX / V->size)
        return GATESIM_ENOMEM;
    items = realloc(V->items, capacity * V->size);
    if (items == NULL)
        return GATESIM_ENOMEM;
    V->items = items;
    V->capacity = capacity;
    return 0;
}

void *vector_push(struct vector *V)
{
    void *item;

    if (vector_reserve(V, 1) != 0)
        return NULL;
    item = (char *)V->items + V->count * V->size;
    V->count++;
    return memset(item, 0, V->size);
}

int vector_append(struct vector *V, const void *items, size_t count)
{
    if (count == 0)
        return 0;
    if (vector_reserve(V, count) != 0)
        return GATESIM_ENOMEM;
    memcpy((char *)V->items + V->count * V->size, items, count * V->size);
    V->count += count;
    return 0;
}

void *vector_freeze(const struct vector *V, struct arena *A)
{
    void *items = arena_alloc(A, V->count, V->size);

    if (items != NULL && V->count > 0)
        memcpy(items, V->items, V->count * V->size);
    return items;
}
