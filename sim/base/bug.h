/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GS_BUG: our own mistake. Kept in release builds, because a simulator that goes on
 * after a broken invariant prints numbers that somebody will believe. */
#ifndef SIM_BASE_BUG_H
#define SIM_BASE_BUG_H

/* gs_bug(file, line, fmt, ...): say where and what on stderr, and abort. */
_Noreturn void gs_bug(const char *file, int line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#define GS_BUG(...) gs_bug(__FILE__, __LINE__, __VA_ARGS__)
#define GS_ASSERT(condition)                            \
    do {                                                \
        if (__builtin_expect(!(condition), 0))          \
            GS_BUG("broken invariant: %s", #condition); \
    } while (0)

#endif
