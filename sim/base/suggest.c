/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The nearest word. Damerau-Levenshtein distance with adjacent transpositions ("optimal
 * string alignment"; F. J. Damerau, Comm. ACM 7, 1964, 171): the fewest insertions, removals,
 * replacements and swaps of neighbours. One row of the table per character of the candidate,
 * of which the last three are kept. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/diag.h"

/* The word, and the rows of the table: row[i] is the distance of the word's first i
 * characters from what has been read of the candidate. */
struct nearest {
    size_t length;
    uint32_t *letters;
    size_t *row[3]; /* this one, the one before, and the one before that */
};

/* letter_next(p): the character at *p as a number, and *p moved behind it; 0 at the end. Bytes
 * that are no UTF-8 count as characters of some kind. Cases of ASCII are one. */
static uint32_t letter_next(const char **p)
{
    const unsigned char *s = (const unsigned char *)*p;
    uint32_t letter = *s;

    if (letter == 0)
        return 0;
    if (letter >= 'A' && letter <= 'Z')
        letter += 'a' - 'A';
    for (s++; (*s & 0xc0) == 0x80; s++)
        letter = letter << 8 | *s;
    *p = (const char *)s;
    return letter;
}

/* nearest_init(N, word): returns 0, or -1 without memory. */
static int nearest_init(struct nearest *N, const char *word)
{
    const size_t room = strlen(word) + 1; /* characters are at most bytes */

    N->letters = calloc(room, sizeof *N->letters);
    N->row[0] = calloc(room, 3 * sizeof *N->row[0]);
    if (N->letters == NULL || N->row[0] == NULL) {
        free(N->letters);
        free(N->row[0]);
        return -1;
    }
    N->row[1] = N->row[0] + room;
    N->row[2] = N->row[1] + room;
    for (N->length = 0; (N->letters[N->length] = letter_next(&word)) != 0;)
        N->length++;
    return 0;
}

static void nearest_release(struct nearest *N)
{
    size_t *first = N->row[0];

    for (int i = 1; i < 3; i++)
        if (N->row[i] < first)
            first = N->row[i];
    free(first);
    free(N->letters);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* nearest_turn(N): the oldest row becomes this one. */
static void nearest_turn(struct nearest *N)
{
    size_t *oldest = N->row[2];

    N->row[2] = N->row[1];
    N->row[1] = N->row[0];
    N->row[0] = oldest;
}

/* nearest_row(N, letter, before): the row for the candidate's next letter; before is the
 * letter that it follows, 0 for none. */
static void nearest_row(struct nearest *N, uint32_t letter, uint32_t before)
{
    const uint32_t *w = N->letters;

    nearest_turn(N);
    N->row[0][0] = N->row[1][0] + 1;
    for (size_t i = 1; i <= N->length; i++) {
        size_t d = N->row[1][i - 1] + (w[i - 1] != letter);

        d = least(d, least(N->row[0][i - 1], N->row[1][i]) + 1);
        if (i > 1 && w[i - 1] == before && w[i - 2] == letter)
            d = least(d, N->row[2][i - 2] + 1);
        N->row[0][i] = d;
    }
}

/* nearest_distance(N, candidate): from the word. */
static size_t nearest_distance(struct nearest *N, const char *candidate)
{
    uint32_t before = 0, letter;

    for (size_t i = 0; i <= N->length; i++)
        N->row[0][i] = i;
    for (; (letter = letter_next(&candidate)) != 0; before = letter)
        nearest_row(N, letter, before);
    return N->row[0][N->length];
}

const char *diag_suggest(const char *word, const char *const *candidates, size_t count)
{
    struct nearest N;
    const char *best = NULL;
    size_t limit; /* the first distance that is too far */

    if (nearest_init(&N, word) != 0)
        return NULL;
    limit = least(2 + N.length / 4, N.length);
    for (size_t i = 0; i < count; i++) {
        const size_t d = nearest_distance(&N, candidates[i]);

        if (d < limit) {
            limit = d;
            best = candidates[i];
        }
    }
    nearest_release(&N);
    return best;
}
