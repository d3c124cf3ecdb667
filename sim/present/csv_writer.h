/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV files (RFC 4180, but for the line end) that spreadsheets and statistics programs read. */
#ifndef SIM_PRESENT_CSV_WRITER_H
#define SIM_PRESENT_CSV_WRITER_H

#include <stdbool.h>
#include <stdio.h>

#include "sim/store/partial_file.h"

/* A file that appears under its name when it is whole. What is no plain file, a pipe or a link to
 * another place, is written as it is. */
struct csv_writer {
    FILE *messages; /* where it is told what is wrong */
    FILE *out;
    const char *path; /* borrowed */
    struct partial_file file;
    bool beside; /* it is written there first */
};

/* csv_writer_open(P, messages, path): returns GATESIM_OK, or a negative status after saying what is
 * wrong.
 */
int csv_writer_open(struct csv_writer *P, FILE *messages, const char *path);

/* csv_writer_text(out, text, behind): write a field and the character behind it, ',' or '\n'. A
 * text that a spreadsheet would run as a formula, as it begins with =, +, -, @, a tab or a
 * carriage return and is no number, gets an apostrophe before it, as
 * https://owasp.org/www-community/attacks/CSV_Injection has it. */
void csv_writer_text(FILE *out, const char *text, char behind);

/* csv_writer_number(out, x, behind): write a number as a field, empty when x is NaN, and the
 * character behind it, ',' or '\n'. */
void csv_writer_number(FILE *out, double x, char behind);

/* csv_writer_close(P, whole): whole: no memory was missing. Returns GATESIM_OK, or a negative
 * status after saying that not all of it could be written. */
int csv_writer_close(struct csv_writer *P, bool whole);

#endif
