/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Control characters in text that a stranger may have written. A terminal obeys them: it moves,
 * colours, renames its window, or turns the order of what is read. Thread-safe. */
#ifndef SIM_BASE_CONTROL_H
#define SIM_BASE_CONTROL_H

#include <stddef.h>

/* control_find(s, n, length): where in the n bytes of UTF-8 at s the first control character
 * begins: U+0000 to U+001F but a tab, U+007F to U+009F, and those that change the direction of
 * text, U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069. *length becomes its bytes.
 * Returns n when there is none. */
size_t control_find(const char *s, size_t n, size_t *length);

/* control_clean(s): put '?' in the place of every control character in s, tabs and line ends too.
 */
void control_clean(char *s);

/* control_clean_lines(s): the same of a text in lines, whose line ends and tabs stay. */
void control_clean_lines(char *s);

#endif
