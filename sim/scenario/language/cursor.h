/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cursor goes through a value word by word, and knows where to point when something is wrong.
 *
 * Words are what stands between blanks, ends of lines and commas; a comma is a word of its
 * own. In quotes a word may hold blanks and commas; the quotes are no part of it. Parse functions
 * return false after a diagnostic (see reader.h). */
#ifndef SIM_SCENARIO_LANGUAGE_CURSOR_H
#define SIM_SCENARIO_LANGUAGE_CURSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/scenario/language/keys.h"
#include "sim/scenario/read/names.h"
#include "sim/scenario/read/reader.h"
#include "sim/scenario/read/tree.h"

struct build;

struct cursor {
    struct build *B;
    struct reader *R;
    struct tree_section *section;
    struct tree_entry *entry;
    struct key_row row;
    const char *p, *end; /* what is left of the value */
    const char *at;      /* start of the word taken last: messages point at its line */
    const char *counted; /* up to here, lines of the value are counted: */
    uint32_t rows;       /* so many begin before it, the first apart */
};

/* A stretch of the value. */
struct word {
    const char *s;
    size_t n;
};

/* cursor_init(c, B, section, entry): at the start of the entry's value. */
void cursor_init(struct cursor *c, struct build *B, struct tree_section *section,
                 struct tree_entry *entry);

/* cursor_report(c, fmt, ...): report at the word taken last. */
void cursor_report(struct cursor *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* cursor_error(c, fmt, ...): report so and be false, which compilers see: what a parser leaves
 * unset is not read after it. */
#define cursor_error(...) (cursor_report(__VA_ARGS__), false)

/* cursor_warn(c, fmt, ...): warn there, but not again where a change reads what it did not set. */
void cursor_warn(struct cursor *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* cursor_place(c): the line of the word taken last. */
struct diag_place cursor_place(struct cursor *c);

/* cursor_line(c): returns the number, in its file, of the line of the word taken last. */
uint32_t cursor_line(struct cursor *c);

/* cursor_row(c): returns the number, in the value, from 0, of the line of the word taken last. */
uint32_t cursor_row(struct cursor *c);

/* cursor_peek(c): returns the next word; its n is 0 at the end. */
struct word cursor_peek(struct cursor *c);

/* cursor_take(c): returns the next word and goes on behind it. */
struct word cursor_take(struct cursor *c);

/* cursor_first(text): the first word of text, n == 0 when there is none. */
struct word cursor_first(const char *text);

/* cursor_is(c, text): returns whether the next word is text. */
bool cursor_is(struct cursor *c, const char *text);

/* cursor_accept(c, text): take the next word if it is text. Returns whether it is. */
bool cursor_accept(struct cursor *c, const char *text);

/* cursor_expect(c, text): take text, or report that it is missing. */
bool cursor_expect(struct cursor *c, const char *text);

/* cursor_at_end(c): whether nothing is left. */
bool cursor_at_end(struct cursor *c);

/* cursor_end(c): report what is left, if anything is. */
bool cursor_end(struct cursor *c);

/* cursor_at_number(c): whether a number comes next: a digit, or a sign or point before one. */
bool cursor_at_number(struct cursor *c);

/* cursor_at_decimal_comma(c): whether the number that was read goes on with a comma and a digit,
 * as it is written in many countries; CURSOR_DECIMAL_POINT says what to write. */
bool cursor_at_decimal_comma(const struct cursor *c);
#define CURSOR_DECIMAL_POINT "a number has a point before its decimals, not a comma"

/* cursor_number(c, x): a plain decimal at the start of the next word; what follows it in the
 * word ("min" in "12min") is left. */
bool cursor_number(struct cursor *c, double *x);

/* cursor_amount(c, x): as cursor_number, for a number that people write with commas between groups
 * of three digits too: "1,900". Not for durations and lengths, where "1,250 h" may be meant as 1.25
 * h. */
bool cursor_amount(struct cursor *c, double *x);

/* cursor_until(c, stop): the next word up to a character of stop; may be empty. */
struct word cursor_until(struct cursor *c, const char *stop);

/* cursor_rest(c): everything that is left, blanks at its ends cut off, lines joined by single
 * blanks; in the scenario's own memory. NULL without memory. */
char *cursor_rest(struct cursor *c);

/* word_is(w, text): returns whether the word is text. */
bool word_is(struct word w, const char *text);

/* word_quote(c, w): returns the word as a message shows it. */
const char *word_quote(struct cursor *c, struct word w);

/* cursor_name(c, names, what, number): the number of the name that comes next, which is one of
 * names; what is "station". Reports an unknown one. */
bool cursor_name(struct cursor *c, const struct names *names, const char *what, uint32_t *number);

/* cursor_note(c, fmt, ...): a remark behind this line of the value in the printed form. */
void cursor_note(struct cursor *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
