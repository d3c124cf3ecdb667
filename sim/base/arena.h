/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arena: memory that is dropped whole.
 *
 * One per loaded scenario, one per replication. What it hands out is zeroed, aligned
 * for any type, never moves and lives until the arena is destroyed. Not thread-safe. */
#ifndef SIM_BASE_ARENA_H
#define SIM_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* arena_create(): a new, empty arena, or NULL. */
struct arena *arena_create(void);

/* arena_destroy(A): free the arena and all that was allocated in it. NULL is fine. */
void arena_destroy(struct arena *A); /* NULL is fine */

/* arena_alloc(A, count, size): zeroed room for count objects of size bytes each, or NULL
 * when there is no memory or count * size overflows. Never NULL for 0 bytes. */
void *arena_alloc(struct arena *A, size_t count, size_t size);

/* ARENA_NEW(A, type), ARENA_ARRAY(A, type, count): the same, typed. */
#define ARENA_NEW(A, type) ((type *)arena_alloc((A), 1, sizeof(type)))
#define ARENA_ARRAY(A, type, count) ((type *)arena_alloc((A), (count), sizeof(type)))

/* arena_strndup(A, s, n): a copy of the n bytes at s with a NUL behind, or NULL. */
char *arena_strndup(struct arena *A, const char *s, size_t n);

/* arena_printf(A, fmt, ...): returns the formatted text, allocated in A; NULL without memory. */
char *arena_printf(struct arena *A, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* arena_vprintf(A, fmt, args): returns what arena_printf returns, with the arguments in args. */
char *arena_vprintf(struct arena *A, const char *fmt, va_list args)
    __attribute__((format(printf, 2, 0)));

/* arena_size(A): bytes taken from the system. */
size_t arena_size(const struct arena *A);

#endif
