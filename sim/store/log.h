/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log of trucks and visits: rows in columns, gathered while a replication runs.
 *
 * A table says which columns a log has in a scenario. Each replication has a log of its own,
 * filled by an observer on the thread that simulates; its rows wait in blocks, laid out by
 * column, until it is the replication's turn in the file.
 *
 * Times are rounded to 2^-10 s, which halves the file. A truck's delays are rounded so that
 * wished + the delays at home = arrived and arrived + the delays at the gate = left stay exact. */
#ifndef SIM_STORE_LOG_H
#define SIM_STORE_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gatesim/observer.h"
#include "gatesim/scenario.h"

enum { LOG_ROWS = 65536 };

#define LOG_ROW_AXIS "row" /* the dimension of the rows, beside the columns */

/* The two logs, and the numbers that a column may hold. */
enum log_kind { LOG_TRUCK, LOG_VISIT, LOG_KINDS };
/* An instant is told as a date and time by whoever knows CF's units; a time is a duration. */
enum log_type { LOG_U8, LOG_U16, LOG_U32, LOG_TIME, LOG_INSTANT };

/* What the codes of a column stand for. */
enum log_flags { LOG_FREE, LOG_CLASSES, LOG_ORIGINS, LOG_OUTCOMES, LOG_STATIONS, LOG_ATTRIBUTE };

/* Columns that every truck has, before one per cause of delay and one per attribute; and
 * those of a visit. X(code, name, type, flags, meaning) */
#define LOG_TRUCK_LIST(X)                                                                       \
    X(REPLICATION, "replication", LOG_U32, LOG_FREE, "replication")                             \
    X(CLASS, "class", LOG_U16, LOG_CLASSES, "truck class")                                      \
    X(SERIAL, "serial", LOG_U32, LOG_FREE, "number of the truck within its class and origin")   \
    X(ORIGIN, "origin", LOG_U8, LOG_ORIGINS, "arrived, stood there at the start, or came back") \
    X(OUTCOME, "outcome", LOG_U8, LOG_OUTCOMES, "how the stay ended")                           \
    X(WISHED, "wished", LOG_INSTANT, LOG_FREE,                                                  \
      "when the truck wanted to come, since the start; its arrival, unless its class books")    \
    X(ARRIVED, "arrived", LOG_INSTANT, LOG_FREE, "arrival, since the start")                    \
    X(LEFT, "left", LOG_INSTANT, LOG_FREE, "end of the stay, since the start; missing when inside")

#define LOG_VISIT_LIST(X)                                                                       \
    X(REPLICATION, "replication", LOG_U32, LOG_FREE, "replication")                             \
    X(CLASS, "class", LOG_U16, LOG_CLASSES, "truck class")                                      \
    X(SERIAL, "serial", LOG_U32, LOG_FREE, "number of the truck within its class and origin")   \
    X(ORIGIN, "origin", LOG_U8, LOG_ORIGINS, "arrived, stood there at the start, or came back") \
    X(STATION, "station", LOG_U16, LOG_STATIONS, "station")                                     \
    X(JOINED, "joined", LOG_INSTANT, LOG_FREE, "joined the line, since the start")              \
    X(CALLED, "called", LOG_INSTANT, LOG_FREE,                                                  \
      "called by a server; missing when it gave up, or the run ended, before")                  \
    X(SERVICE, "service", LOG_TIME, LOG_FREE,                                                   \
      "setup and service time that it was given; missing when that goes on at the end")         \
    X(LEFT, "left", LOG_INSTANT, LOG_FREE,                                                      \
      "left the place, since the start; missing when still there")

/* What truck_rows and visit_rows mean. */
#define LOG_COUNTS_MEANING "rows of the replication in the log; they follow those of the one before"

struct log_column {
    char *name;    /* in the file; owned */
    char *meaning; /* owned */
    enum log_type type;
    enum log_flags flags;
    size_t attribute; /* of LOG_ATTRIBUTE */
    size_t offset;    /* where it starts in a block, bytes */
};

struct log_table {
    enum log_kind kind;
    const char *group;  /* "truck", "visit" */
    const char *counts; /* "truck_rows", "visit_rows": dataset of rows by replication */
    size_t count;
    struct log_column *columns;
    size_t bytes; /* of a block's data */
};

/* log_table_init(T, kind, S): the columns that a log of S has; S NULL: those that every
 * scenario has. Returns 0 or GATESIM_ENOMEM with nothing to release. */
int log_table_init(struct log_table *T, enum log_kind kind, const struct gatesim_scenario *S);

/* log_table_release(T): free what T owns. A zeroed T is fine. */
void log_table_release(struct log_table *T); /* a zeroed one is fine */

/* log_width(type): bytes of a number. */
size_t log_width(enum log_type type);

/* log_flag(S, column, code): what a code of a column stands for; NULL past the last code. */
const char *log_flag(const struct gatesim_scenario *S, const struct log_column *column,
                     size_t code);

/* Up to LOG_ROWS rows. */
struct log_block {
    struct log_block *next;
    size_t rows;
    _Alignas(64) unsigned char data[]; /* by column, at its offset */
};

/* log_block_create(T): an empty block, whose data are anything, or NULL; to free(). */
struct log_block *log_block_create(const struct log_table *T);

/* The rows of one replication that wait, oldest block first. */
struct log_rows {
    const struct log_table *table; /* NULL: not logged */
    struct log_block *first, *last;
};

struct log {
    struct gatesim_observer observer; /* its user is the log */
    struct log_rows rows[LOG_KINDS];
    uint32_t replication;
    int status; /* 0, or GATESIM_ENOMEM: rows are missing */
    void (*full)(void *user, struct log *L, enum log_kind kind);
    void *user;
    struct log *next; /* the owner's */
};

/* log_create(tables, replication): a log of the kinds whose table is not NULL, or NULL. Set
 * full, which is called when a block has become full and may take blocks away with
 * log_take, and user, before use. */
struct log *log_create(const struct log_table *const tables[LOG_KINDS], uint32_t replication);

/* log_destroy(L): free the log with its rows. NULL is fine. */
void log_destroy(struct log *L); /* NULL is fine */

/* log_add_block(L, kind): a new, empty last block, which L owns, or NULL. */
struct log_block *log_add_block(struct log *L, enum log_kind kind);

/* log_take(L, kind): the oldest block, the caller's from now on, or NULL. */
struct log_block *log_take(struct log *L, enum log_kind kind);

/* log_packed_size(L): returns the most bytes that log_pack writes. Packed rows are for another
 * process of this program on a machine of the same kind. */
size_t log_packed_size(const struct log *L);

/* log_pack(L, at): write the rows of the log to at. Returns the end of what was written. */
unsigned char *log_pack(const struct log *L, unsigned char *at);

/* log_unpack(L, data, size): add packed rows to an empty log of the same tables. Returns 0,
 * GATESIM_ENOMEM, or GATESIM_EIO when the bytes are no such rows. */
int log_unpack(struct log *L, const unsigned char *data, size_t size);

#endif
