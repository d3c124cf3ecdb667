/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV files (RFC 4180, but for the line end) that spreadsheets and statistics programs read. */
#ifndef SIM_CLI_SPREAD_H
#define SIM_CLI_SPREAD_H

#include <stdbool.h>
#include <stdio.h>

#include "sim/store/temporary.h"

/* A file that appears under its name when it is whole. What is no plain file, a pipe or a link to
 * another place, is written as it is. */
struct spread {
    FILE *out;
    const char *path; /* borrowed */
    struct temporary file;
    bool beside; /* it is written there first */
};

/* spread_open(P, path): returns EXIT_DONE, or EXIT_FAILED after saying what is wrong. */
int spread_open(struct spread *P, const char *path);

/* A field and what stands behind it: ',' or '\n'. NaN is an empty field. A text that a spreadsheet
 * would run as a formula, as it begins with =, +, -, @, a tab or a carriage return and is no
 * number, gets an apostrophe before it, as https://owasp.org/www-community/attacks/CSV_Injection
 * has it. */
void spread_text(FILE *out, const char *text, char behind);
void spread_number(FILE *out, double x, char behind);

/* spread_close(P, whole): whole: no memory was missing. Returns EXIT_DONE, or EXIT_FAILED after
 * saying that not all of it could be written. */
int spread_close(struct spread *P, bool whole);

#endif
