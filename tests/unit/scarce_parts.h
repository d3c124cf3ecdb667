/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scarce memory, one floor up: what asks an arena or a vector can be refused at every question, not
 * just at those for which they turn to the system. Counts with scarce.h; needs the function
 * scarce_parts of CMakeLists.txt. */
#ifndef TESTS_UNIT_SCARCE_PARTS_H
#define TESTS_UNIT_SCARCE_PARTS_H

#include <stdarg.h>
#include <stdio.h>

#include "gatesim/status.h"
#include "sim/base/arena.h"
#include "sim/base/vector.h"
#include "tests/unit/scarce.h"

void *__real_arena_alloc(struct arena *A, size_t count, size_t size);
char *__real_arena_strndup(struct arena *A, const char *s, size_t n);
void *__real_vector_push(struct vector *V);
int __real_vector_append(struct vector *V, const void *items, size_t count);
void *__wrap_arena_alloc(struct arena *A, size_t count, size_t size);
char *__wrap_arena_strndup(struct arena *A, const char *s, size_t n);
char *__wrap_arena_printf(struct arena *A, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void *__wrap_vector_push(struct vector *V);
int __wrap_vector_append(struct vector *V, const void *items, size_t count);

void *__wrap_arena_alloc(struct arena *A, size_t count, size_t size)
{
    return runs_out() ? NULL : __real_arena_alloc(A, count, size);
}

char *__wrap_arena_strndup(struct arena *A, const char *s, size_t n)
{
    return runs_out() ? NULL : __real_arena_strndup(A, s, n);
}

char *__wrap_arena_printf(struct arena *A, const char *fmt, ...)
{
    char text[4096];
    va_list args;
    int n;

    va_start(args, fmt);
    n = vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    assert_in_range(n, 0, sizeof text - 1);
    return __wrap_arena_strndup(A, text, (size_t)n);
}

void *__wrap_vector_push(struct vector *V)
{
    return runs_out() ? NULL : __real_vector_push(V);
}

int __wrap_vector_append(struct vector *V, const void *items, size_t count)
{
    return runs_out() ? GATESIM_ENOMEM : __real_vector_append(V, items, count);
}

#endif
