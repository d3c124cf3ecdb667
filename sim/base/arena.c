/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of blocks, each twice as large as the one before up to BLOCK_LARGEST; objects are
 * cut from the newest. An object that would waste much of a block gets a block of its own,
 * put behind the newest, which goes on being cut. Memory comes from calloc and is used once,
 * so it is zero without our doing. */
#include "sim/base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ALIGNMENT alignof(max_align_t)
#define BLOCK_FIRST ((size_t)1 << 12)
#define BLOCK_LARGEST ((size_t)1 << 25)

/* The address sanitizer sees a step beyond what has a block of its own. */
#ifdef __SANITIZE_ADDRESS__
#define EACH_ALONE true
#else
#define EACH_ALONE false
#endif

struct block {
    struct block *next;
    size_t size; /* of room, bytes */
    size_t used;
    alignas(max_align_t) unsigned char room[];
};

struct arena {
    struct block *newest; /* NULL at first */
    size_t next_size;     /* of the next block's room */
    size_t taken;
};

struct arena *arena_create(void)
{
    struct arena *A = calloc(1, sizeof *A);

    if (A == NULL)
        return NULL;
    A->next_size = BLOCK_FIRST;
    A->taken = sizeof *A;
    return A;
}

void arena_destroy(struct arena *A)
{
    if (A == NULL)
        return;
    for (struct block *b = A->newest, *next; b != NULL; b = next) {
        next = b->next;
        free(b);
    }
    free(A);
}

/* block_create(A, size): a block with size bytes of room, not in the list yet; or NULL. */
static struct block *block_create(struct arena *A, size_t size)
{
    struct block *b;

    if (size > PTRDIFF_MAX - sizeof *b)
        return NULL;
    b = calloc(1, sizeof *b + size);
    if (b == NULL)
        return NULL;
    b->size = size;
    A->taken += sizeof *b + size;
    return b;
}

/* arena_alone(A, n): n bytes in a block of their own, or NULL. */
static void *arena_alone(struct arena *A, size_t n)
{
    struct block *b = block_create(A, n);

    if (b == NULL)
        return NULL;
    b->used = n;
    if (A->newest == NULL) {
        A->newest = b;
        return b->room;
    }
    b->next = A->newest->next;
    A->newest->next = b;
    return b->room;
}

/* arena_grow(A): a new newest block. Returns it or NULL. */
static struct block *arena_grow(struct arena *A)
{
    struct block *b = block_create(A, A->next_size);

    if (b == NULL)
        return NULL;
    b->next = A->newest;
    A->newest = b;
    if (A->next_size < BLOCK_LARGEST)
        A->next_size *= 2;
    return b;
}

/* arena_cut(A, n): n bytes, a multiple of the alignment, or NULL. */
static void *arena_cut(struct arena *A, size_t n)
{
    struct block *b = A->newest;
    void *p;

    if (b == NULL || n > b->size - b->used) {
        if (n > A->next_size / 4) {
            if (A->next_size < A->taken && A->next_size < BLOCK_LARGEST)
                A->next_size *= 2; /* or an arena of nothing but such objects has as many blocks */
            return arena_alone(A, n);
        }
        b = arena_grow(A);
    }
    if (b == NULL)
        return NULL;
    p = b->room + b->used;
    b->used += n;
    return p;
}

void *arena_alloc(struct arena *A, size_t count, size_t size)
{
    size_t n;

    if (size != 0 && count > (PTRDIFF_MAX - ALIGNMENT) / size)
        return NULL;
    n = count * size;
    if (n == 0)
        n = 1;
    if (EACH_ALONE)
        return arena_alone(A, n);
    return arena_cut(A, (n + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
}

char *arena_strndup(struct arena *A, const char *s, size_t n)
{
    char *copy = n < SIZE_MAX ? arena_alloc(A, n + 1, 1) : NULL;

    if (copy != NULL && n > 0)
        memcpy(copy, s, n);
    return copy;
}

char *arena_vprintf(struct arena *A, const char *fmt, va_list args)
{
    va_list again;
    char *text;
    int n;

    va_copy(again, args);
    n = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    text = n < 0 ? NULL : arena_alloc(A, (size_t)n + 1, 1);
    if (text != NULL)
        vsnprintf(text, (size_t)n + 1, fmt, args);
    return text;
}

char *arena_printf(struct arena *A, const char *fmt, ...)
{
    va_list args;
    char *text;

    va_start(args, fmt);
    text = arena_vprintf(A, fmt, args);
    va_end(args);
    return text;
}

size_t arena_size(const struct arena *A)
{
    return A->taken;
}
