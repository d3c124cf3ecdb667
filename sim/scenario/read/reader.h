/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all stages of the scenario reader share: memory, and the list of what is wrong.
 *
 * A function of the reader that returns bool returns false when it could not do its work:
 * either a diagnostic says why, or memory ran out, which the reader remembers. The caller
 * goes on with the next thing, so that everything wrong is found in one pass; reader_status
 * sums it up. Not thread-safe: one reader per load. */
#ifndef SIM_SCENARIO_READ_READER_H
#define SIM_SCENARIO_READ_READER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/base/arena.h"
#include "sim/base/diag.h"

#define READER_QUOTE 60 /* bytes of the input that a message quotes at most */

/* A section header that could not be read. */
struct reader_lost {
    struct reader_lost *next;
    const char *header;
};

struct reader {
    struct gatesim_diagnostics *D;
    struct gatesim_diagnostics *notes;    /* what is no mistake; the scenario's own */
    struct gatesim_diagnostics *warnings; /* what is perhaps not what it seems; likewise */
    const char **files; /* that were read, each once; in scratch, the paths in keep */
    uint32_t file_count;
    struct arena *scratch;    /* what is needed until the scenario is built */
    struct arena *keep;       /* the scenario's own */
    bool starved;             /* memory ran out */
    bool blind;               /* a part of the input was lost (a header that cannot be read, a base
                               * that is not there): what seems to be missing may not be */
    bool nameless;            /* nothing is known of the names in such a part */
    struct reader_lost *lost; /* else: the headers that have them */
    uint32_t lost_count;
    bool closed;        /* no file is opened; data files are done without */
    size_t comparisons; /* with near words that may still be made; bounds the time */
};

/* reader_init(R): create its list and arenas. Returns 0 or GATESIM_ENOMEM; R can be
 * released in both cases. */
int reader_init(struct reader *R);

/* reader_release(R): give back what R still owns; a part that was taken is NULL. */
void reader_release(struct reader *R);

/* reader_status(R): 0, GATESIM_EINPUT or GATESIM_ENOMEM. */
int reader_status(const struct reader *R);

/* reader_alloc(R, A, count, size): as arena_alloc, and R remembers a failure. */
void *reader_alloc(struct reader *R, struct arena *A, size_t count, size_t size);
#define READER_NEW(R, A, type) ((type *)reader_alloc((R), (A), 1, sizeof(type)))
#define READER_ARRAY(R, A, type, count) ((type *)reader_alloc((R), (A), (count), sizeof(type)))

/* reader_copy(R, A, items, count, size): a copy in A, or NULL. */
void *reader_copy(struct reader *R, struct arena *A, const void *items, size_t count, size_t size);

/* reader_text(R, A, s, n): a copy of the n bytes at s with a NUL behind, or NULL. */
char *reader_text(struct reader *R, struct arena *A, const char *s, size_t n);

/* reader_room(R, array, count, size): what READER_ROOM does, for the address of the array and the
 * size of an item. Returns false, with the array unchanged, without memory. */
bool reader_room(struct reader *R, void *array, size_t count, size_t size);
#define READER_ROOM(R, array, count) reader_room((R), &(array), (count), sizeof *(array))

/* reader_lose(R, header): a section is lost, whose header has its name; NULL or "": or more, with
 * any names. */
void reader_lose(struct reader *R, const char *header);

/* reader_lacks(R, s, n): whether a section named with the n bytes at s may have been lost. */
bool reader_lacks(const struct reader *R, const char *s, size_t n);

/* reader_quote(R, s, n): the n bytes at s as a message may show them: not too long, on one
 * line. Never NULL. */
const char *reader_quote(struct reader *R, const char *s, size_t n);

/* reader_near(R, s, n, words, count): "; did you mean 'fifo'?" when one of the words is near
 * the n bytes at s, else "". Never NULL. */
const char *reader_near(struct reader *R, const char *s, size_t n, const char *const *words,
                        size_t count);

/* reader_known(R, s, n, words, count): the same, or else "; there are: fifo, lifo" with the first
 * few of the words. Never NULL. */
const char *reader_known(struct reader *R, const char *s, size_t n, const char *const *words,
                         size_t count);

/* reader_error(R, where, fmt, ...): add a message about a place of the input. Returns false, so
 * that a parser can return it. */
bool reader_error(struct reader *R, const struct diag_place *where, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* reader_verror(R, where, fmt, args): add a message as reader_error does, with the arguments in
 * args. Returns false. */
bool reader_verror(struct reader *R, const struct diag_place *where, const char *fmt, va_list args)
    __attribute__((format(printf, 3, 0)));

/* reader_blank(c): whether c is a blank within a line. */
static inline bool reader_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

#endif
