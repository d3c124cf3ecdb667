/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two sides of the reader of results files: a child process gives what a file has, and the
 * parent takes it. Both keep to these bounds; the parent, since the child may send anything. */
#ifndef ANALYSIS_READ_READER_PRIVATE_H
#define ANALYSIS_READ_READER_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define READER_MEMORY \
    ((size_t)2 << 30)       /* bytes for the child, and at most so many of texts from it */
#define READER_COLUMNS 4096 /* of a file */
#define READER_REPLICATIONS 100000000 /* likewise */
#define READER_LENGTH 10000000        /* of an axis */
#define READER_NAME 1024              /* bytes of a name */
#define READER_TEXT ((size_t)1 << 24) /* of a text */
#define READER_RANK 3

struct reader_request {
    char *path;
    bool whole;    /* time series too, and what is said of the run */
    char *trouble; /* READER_NAME bytes, "" at first, that parent and child share */
};

/* reader_give(request, out): in the child: write to out what is in the file. Returns 0; or -1 when
 * it is not a file of results, or when something in it cannot be read, which request->trouble then
 * says in words. */
int reader_give(void *request, FILE *out);

#endif
