/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two arenas: one for what is dropped after loading, one that becomes the scenario's. Nothing
 * else is allocated by the stages, so that any of them may stop anywhere. */
#include "sim/scenario/read/reader.h"

#include <stdint.h>
#include <string.h>

#include <uninorm.h>

#include "gatesim/status.h"
#include "sim/base/control.h"

#define FIRST_ROOM 8
#define COMPARISONS 300000 /* with near words in one load */
#define SEARCH_LETTERS 200 /* longer words are not compared */
#define LOST_MOST 64       /* headers that are looked through for a name */
#define LISTED 12          /* words that a message lists */

int reader_init(struct reader *R)
{
    *R = (struct reader){.comparisons = COMPARISONS};
    R->D = diag_create();
    R->notes = diag_create();
    R->warnings = diag_create();
    R->scratch = arena_create();
    R->keep = arena_create();
    R->starved = R->D == NULL || R->notes == NULL || R->warnings == NULL || R->scratch == NULL ||
                 R->keep == NULL;
    return R->starved ? GATESIM_ENOMEM : 0;
}

void reader_release(struct reader *R)
{
    gatesim_diagnostics_destroy(R->D);
    gatesim_diagnostics_destroy(R->notes);
    gatesim_diagnostics_destroy(R->warnings);
    arena_destroy(R->scratch);
    arena_destroy(R->keep);
    *R = (struct reader){0};
}

int reader_status(const struct reader *R)
{
    const bool starved = R->starved || diag_status(R->notes) == GATESIM_ENOMEM ||
                         diag_status(R->warnings) == GATESIM_ENOMEM;

    return starved ? GATESIM_ENOMEM : diag_status(R->D);
}

void *reader_alloc(struct reader *R, struct arena *A, size_t count, size_t size)
{
    void *p = arena_alloc(A, count, size);

    if (p == NULL)
        R->starved = true;
    return p;
}

void *reader_copy(struct reader *R, struct arena *A, const void *items, size_t count, size_t size)
{
    void *p = reader_alloc(R, A, count, size);

    if (p != NULL && count > 0)
        memcpy(p, items, count * size);
    return p;
}

char *reader_text(struct reader *R, struct arena *A, const char *s, size_t n)
{
    char *p = arena_strndup(A, s, n);

    if (p == NULL)
        R->starved = true;
    return p;
}

/* An array has room for 8, 16, 32 ... items: it is full when its count is such a number. The
 * pointer is copied bytewise because its type is the caller's. */
bool reader_room(struct reader *R, void *array, size_t count, size_t size)
{
    const bool full = count == 0 || (count >= FIRST_ROOM && (count & (count - 1)) == 0);
    const size_t room = count == 0 ? FIRST_ROOM : 2 * count;
    void *old, *wider;

    if (!full)
        return true;
    if (room < count || (wider = reader_alloc(R, R->scratch, room, size)) == NULL) {
        R->starved = true;
        return false;
    }
    memcpy(&old, array, sizeof old);
    if (count > 0)
        memcpy(wider, old, count * size);
    memcpy(array, &wider, sizeof wider);
    return true;
}

void reader_lose(struct reader *R, const char *header)
{
    struct reader_lost *lost;

    R->blind = true;
    if (header == NULL || header[0] == '\0' || ++R->lost_count > LOST_MOST) {
        R->nameless = true;
        return;
    }
    lost = READER_NEW(R, R->scratch, struct reader_lost);
    if (lost == NULL || (lost->header = reader_text(R, R->scratch, header, strlen(header))) == NULL)
        return;
    lost->next = R->lost;
    R->lost = lost;
}

/* holds(text, s, n): whether the n bytes at s are somewhere in the text. */
static bool holds(const char *text, const char *s, size_t n)
{
    const size_t length = strlen(text);

    for (size_t i = 0; i + n <= length; i++)
        if (memcmp(text + i, s, n) == 0)
            return true;
    return false;
}

bool reader_lacks(const struct reader *R, const char *s, size_t n)
{
    for (const struct reader_lost *lost = R->lost; lost != NULL; lost = lost->next)
        if (holds(lost->header, s, n))
            return true;
    return R->nameless;
}

/* shown(s, n): how many of the n bytes are shown before "...": whole characters of UTF-8. */
static size_t shown(const char *s, size_t n)
{
    if (n <= READER_QUOTE)
        return n;
    for (n = READER_QUOTE - 3; n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80;)
        n--;
    return n;
}

const char *reader_quote(struct reader *R, const char *s, size_t n)
{
    const size_t length = shown(s, n);
    char *q = reader_alloc(R, R->scratch, length + 4, 1);

    if (q == NULL)
        return "...";
    for (size_t i = 0; i < length; i++)
        q[i] = s[i] == '\0' || reader_blank(s[i]) || s[i] == '\n' ? ' ' : s[i];
    control_clean(q);
    if (length < n)
        memcpy(q + strlen(q), "...", 4);
    return q;
}

/* alike(s, n, words, count): the word that looks the same, but is written with other code points,
 * as letters with marks may be; or NULL. */
static const char *alike(const char *s, size_t n, const char *const *words, size_t count)
{
    bool ascii = true;
    int order;

    for (size_t i = 0; i < n; i++)
        ascii = ascii && (s[i] & 0x80) == 0;
    for (size_t i = 0; !ascii && i < count; i++)
        if (u8_normcmp((const uint8_t *)s, n, (const uint8_t *)words[i], strlen(words[i]),
                       UNINORM_NFC, &order) == 0 &&
            order == 0)
            return words[i];
    return NULL;
}

const char *reader_near(struct reader *R, const char *s, size_t n, const char *const *words,
                        size_t count)
{
    const char *word, *near;
    char *text;

    if (n > SEARCH_LETTERS || count > R->comparisons)
        return "";
    R->comparisons -= count;
    near = alike(s, n, words, count);
    if (near != NULL) {
        text =
            arena_printf(R->scratch, "; '%s' is the same to the eye, but not in Unicode: copy it",
                         reader_quote(R, near, strlen(near)));
        return text == NULL ? "" : text;
    }
    word = reader_text(R, R->scratch, s, n);
    near = word == NULL ? NULL : diag_suggest(word, words, count);
    if (near == NULL)
        return "";
    text = arena_printf(R->scratch, "; did you mean '%s'?", reader_quote(R, near, strlen(near)));
    return text == NULL ? "" : text;
}

const char *reader_known(struct reader *R, const char *s, size_t n, const char *const *words,
                         size_t count)
{
    const char *text = reader_near(R, s, n, words, count);

    if (text[0] != '\0' || count == 0)
        return text;
    for (size_t i = 0; i < count && i < LISTED && text != NULL; i++)
        text = arena_printf(R->scratch, "%s%s%s", i == 0 ? "; there are: " : text,
                            i == 0 ? "" : ", ", reader_quote(R, words[i], strlen(words[i])));
    if (text != NULL && count > LISTED)
        text = arena_printf(R->scratch, "%s, ...", text);
    return text == NULL ? "" : text;
}

bool reader_verror(struct reader *R, const struct diag_place *where, const char *fmt, va_list args)
{
    const char *text = arena_vprintf(R->scratch, fmt, args);

    if (text == NULL)
        R->starved = true;
    else
        diag_add(R->D, where, "%s", text);
    return false;
}

bool reader_error(struct reader *R, const struct diag_place *where, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    reader_verror(R, where, fmt, args);
    va_end(args);
    return false;
}
