/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data files: comma-separated values after RFC 4180, with a header row of column names.
 *
 * Lines may end in LF or CRLF; empty lines are passed over; a field in "" may hold commas,
 * line ends and doubled quotes. Every record must have as many fields as the header. */
#ifndef SIM_SCENARIO_LANGUAGE_CSV_H
#define SIM_SCENARIO_LANGUAGE_CSV_H

#include "sim/scenario/language/cursor.h"

struct csv {
    struct reader *R;
    struct diag_place place; /* the file, and the key that names it */
    char *p, *end;
    uint32_t line, next_line; /* of this record, of the next */
    char **columns;           /* the header */
    uint32_t column_count;
    char **fields;  /* this record; as many as columns */
    uint32_t found; /* fields that the record really has */
    uint32_t wrong; /* records with mistakes so far */
};

/* csv_open(c, path, C): read the file at path, which the word taken last in c names, and its
 * header. Returns false after a diagnostic. */
bool csv_open(struct cursor *c, const char *path, struct csv *C);

/* csv_next(C): the next record without mistakes; false at the end. Fields are valid until the
 * next call. */
bool csv_next(struct csv *C);

/* csv_error(C, fmt, ...): report at this record. After many such reports the rest is counted
 * only; csv_close says so. Returns false. */
bool csv_error(struct csv *C, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* csv_close(C): whether the file was without mistakes. */
bool csv_close(struct csv *C);

#endif
