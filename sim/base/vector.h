/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vector: a growing array, for scratch whose length is not known beforehand.
 *
 * Owns its items, which move when it grows: keep indices, not pointers, or freeze it into
 * an arena when it is complete. */
#ifndef SIM_BASE_VECTOR_H
#define SIM_BASE_VECTOR_H

#include <stddef.h>

struct arena;

struct vector {
    void *items;
    size_t count;
    size_t capacity;
    size_t size; /* of an item, bytes */
};

/* vector_init(V, size): empty, for items of size > 0 bytes. Allocates nothing. */
void vector_init(struct vector *V, size_t size);

/* vector_release(V): give the items back; V is empty and may be used again. */
void vector_release(struct vector *V);

/* vector_push(V): a new, zeroed item at the end, or NULL with V unchanged when there is no
 * memory. Valid until the next push. */
void *vector_push(struct vector *V);

/* vector_append(V, items, count): copies of count items at the end. Returns 0, or
 * GATESIM_ENOMEM with V unchanged. items do not lie in V. */
int vector_append(struct vector *V, const void *items, size_t count);

/* vector_freeze(V, A): a copy of all items in A, never NULL when empty; NULL when there is
 * no memory. V keeps its own. */
void *vector_freeze(const struct vector *V, struct arena *A);

/* VECTOR_PUSH(V, type), VECTOR_AT(V, type, i): the same, typed; i < V->count. */
#define VECTOR_PUSH(V, type) ((type *)vector_push(V))
#define VECTOR_AT(V, type, i) ((type *)(V)->items + (i))

#endif
