/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV files (RFC 4180, but for the line end) that spreadsheets and statistics programs read. */
#ifndef SIM_CLI_SPREAD_H
#define SIM_CLI_SPREAD_H

#include <stdio.h>

/* spread_open(path): NULL after saying what is wrong. */
FILE *spread_open(const char *path);

/* A field and what stands behind it: ',' or '\n'. NaN is an empty field. */
void spread_text(FILE *out, const char *text, char behind);
void spread_number(FILE *out, double x, char behind);

/* spread_close(out, path): returns EXIT_DONE, or EXIT_FAILED after saying that not all of it
 * could be written. */
int spread_close(FILE *out, const char *path);

#endif
