/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers and tables as people read them in a terminal. */
#ifndef SIM_TEXT_TEXT_H
#define SIM_TEXT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "analysis/estimate/estimate.h"
#include "sim/base/arena.h"

#define TEXT_SIZE 64 /* room for any of these */

/* Each writes a number to b, which has TEXT_SIZE bytes, and returns b; "-" for NaN. */

/* text_duration(b, x): write x s to the nearest of the last unit to b, of TEXT_SIZE bytes: "0.35
 * s", "42.1 s", "12 min 30 s", "2 h 05 min", "3 d 04 h" from two days on, "-1 min 00 s"; "-" for
 * NaN, here and below. Returns b. */
char *text_duration(char *b, double x);

/* text_span(b, x): write a given length of time, x s, as short as it is exact to b: "7 d", "36
 * h", else as text_duration. Returns b. */
char *text_span(char *b, double x);

/* text_number(b, x): write x to b: "4,213", "23.4", "0.0512", "< 0.01": whole numbers whole,
 * others to three digits. Returns b. */
char *text_number(char *b, double x);

/* text_percent(b, x): write the share x to b: "62 %", "0.4 %", "< 0.1 %". Returns b. */
char *text_percent(char *b, double x);

/* text_length(b, x): write x m to b: "320 m", "3.1 km". Returns b. */
char *text_length(char *b, double x);

/* text_number_estimate(b, E): write an estimate to b, of 2 * TEXT_SIZE bytes: the mean, and " ±
 * " and the half-width where there is one that is not 0, to two digits; the mean goes to the
 * same place: "34.00 ± 0.68", "4,210 ± 130". Of a mean that would be rounded to 0 the first
 * digit is written. Returns b. */
char *text_number_estimate(char *b, struct estimate E);

/* text_duration_estimate(b, E): write an estimate of a duration, not negative, to b, of 2 *
 * TEXT_SIZE bytes: "8 h 35 min ± 46 min", "1 h 35 min 50 s ± 2 min 30 s", "3 min ± 25 h". The
 * half-width has two digits in the largest unit that allows it. Returns b. */
char *text_duration_estimate(char *b, struct estimate E);

/* text_length_estimate(b, E): write an estimate of a length, not negative, to b, of 2 *
 * TEXT_SIZE bytes, as text_number_estimate. Returns b. */
char *text_length_estimate(char *b, struct estimate E);

/* text_duration_beside(b, x, half_width): x >= 0 s to the place of such an estimate, to stand
 * beside it; without a half-width as text_duration. */
char *text_duration_beside(char *b, double x, double half_width);

/* text_width(s): columns of a terminal that the UTF-8 text s takes. */
int text_width(const char *s);

/* text_columns(out): how wide lines may be: as COLUMNS of the environment says, or else the
 * terminal that out is; 0: nobody says. */
int text_columns(FILE *out);

/* How to write: with colours or without, and in how many columns; 0: as many as there are. */
struct style {
    bool colour;
    int columns;
};

/* style_of(out): colours when out is a terminal that has them and NO_COLOR is not set
 * (https://no-color.org); as wide as text_columns(out). */
struct style style_of(FILE *out);

/* style_heading(style, out, text): write a heading line. */
void style_heading(struct style style, FILE *out, const char *text);

/* style_warn(style): returns what switches the colour of warnings on; "" without colours. */
const char *style_warn(struct style style);

/* style_off(style): returns what switches colours off; "" without colours. */
const char *style_off(struct style style);

/* style_warning(style, out, text): a line that warns: "! text". */
void style_warning(struct style style, FILE *out, const char *text);

/* A table: the first column to the left, the others to the right, as wide as they must be. Where
 * that is wider than the style has it, the table goes on below, with what its rows are repeated.
 * Its text lives in an arena. */
struct table;

/* table_create(A, columns, headers): NULL when there is no memory. */
struct table *table_create(struct arena *A, size_t columns, const char *const *headers);

/* table_name(T, columns): the first so many of them say what a row is; without this, the first. All
 * of them: but the last. */
void table_name(struct table *T, size_t columns);

/* table_row(T, mark): begin a row; mark stands behind it (NULL: nothing; borrowed). */
void table_row(struct table *T, const char *mark);

/* table_cell(T, text): the next cell of the row; copied. NULL: there was no memory for it. */
void table_cell(struct table *T, const char *text);

/* table_print(T, out, style): a column that is too wide alone stays whole. Returns 0, or
 * GATESIM_ENOMEM when any of it was lost. */
int table_print(const struct table *T, FILE *out, struct style style);

#endif
