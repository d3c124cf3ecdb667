/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scarce memory: allocators that a test makes fail. The linker puts them before the system's (the
 * function scarce_memory of CMakeLists.txt); include this in one file of the test. */
#ifndef TESTS_UNIT_SCARCE_H
#define TESTS_UNIT_SCARCE_H

#include <stdbool.h>
#include <stddef.h>

void *__real_malloc(size_t n);
void *__real_calloc(size_t count, size_t n);
void *__real_realloc(void *p, size_t n);
void *__real_aligned_alloc(size_t unit, size_t n);
char *__real_strdup(const char *s);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t count, size_t n);
void *__wrap_realloc(void *p, size_t n);
void *__wrap_aligned_alloc(size_t unit, size_t n);
char *__wrap_strdup(const char *s);

/* n > 0: the n-th allocation from now on fails, and every one after it; -1: none does. */
static long left = -1;

static bool runs_out(void)
{
    if (left > 0)
        left--;
    return left == 0;
}

void *__wrap_malloc(size_t n)
{
    return runs_out() ? NULL : __real_malloc(n);
}

void *__wrap_calloc(size_t count, size_t n)
{
    return runs_out() ? NULL : __real_calloc(count, n);
}

void *__wrap_realloc(void *p, size_t n)
{
    return runs_out() ? NULL : __real_realloc(p, n);
}

void *__wrap_aligned_alloc(size_t unit, size_t n)
{
    return runs_out() ? NULL : __real_aligned_alloc(unit, n);
}

char *__wrap_strdup(const char *s)
{
    return runs_out() ? NULL : __real_strdup(s);
}

#endif
