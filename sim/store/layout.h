/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a results file holds besides the log: attributes of the whole, axes, a dataset per
 * column of gatesim_columns(), and the estimates over replications.
 *
 * Each group has its axes beside its columns, since most readers open one group and see no
 * other; the datasets at the top are numbers of a replication each.
 *
 * Columns of few values are written together, a chunk of each for a number of neighbouring
 * replications (row_buffer.h); a large one is packed, a chunk a replication (packed_columns.h).
 * When the replications asked for take more than one such chunk, the columns grow with those that
 * are written: they end with the last of them. Columns without values in a scenario (an axis of
 * length 0) are left out. */
#ifndef SIM_STORE_LAYOUT_H
#define SIM_STORE_LAYOUT_H

#include "gatesim/results.h"
#include "gatesim/scenario.h"
#include "sim/store/h5.h"
#include "sim/store/log.h"
#include "sim/store/packed_columns.h"
#include "sim/store/row_buffer.h"
#include "sim/store/store.h"

/* Attributes of the file. X(code, name, meaning) */
#define LAYOUT_ATTRIBUTE_LIST(X)                                                                 \
    X(CONVENTIONS, "Conventions", "`CF-1.10`: the conventions for units, names and flags")       \
    X(TITLE, "title", "the scenario's title; left out when it has none")                         \
    X(QUESTION, "question", "the question that it answers; left out when it has none")           \
    X(CURRENCY, "currency",                                                                      \
      "the word for money behind amounts; numbers with the unit `currency` are in it; left out " \
      "when there is none")                                                                      \
    X(SOURCE, "source", "the program and its version")                                           \
    X(VERSION, "gatesim_version", "the version of the program")                                  \
    X(SHA256, "scenario_sha256", "SHA-256 of the resolved scenario and the data files it reads") \
    X(SEED, "seed", "the seed of the random numbers")                                            \
    X(START, "start",                                                                            \
      "local date and time of the start, ISO 8601; times in the file count from it")             \
    X(DURATION, "duration_s", "length of a replication, s")                                      \
    X(WARM_UP, "warm_up_s", "time at its beginning that statistics leave out, s")

/* Datasets of one number a replication. X(code, name, bytes, meaning) */
#define LAYOUT_REPLICATION_LIST(X)                                                      \
    X(COMPLETE, "complete", 1, "whether it reached the end of the scenario")            \
    X(FINGERPRINT, "fingerprint", 8, "hash over every event: time, kind, truck, place") \
    X(EVENTS, "events", 8, "events of the simulation")                                  \
    X(CRC32, "crc32", 4, "tells gatesim whether the replication is as it was written")

/* What an estimate consists of. X(code, name, meaning) */
#define LAYOUT_STATISTIC_LIST(X)                                              \
    X(MEAN, "mean", "mean over the replications")                             \
    X(HALF_WIDTH, "half_width", "half-width of its 95 % confidence interval") \
    X(N, "n", "number of replications that it rests on")

/* What is said of an axis beside gatesim_axis_meaning, by its name. */
#define LAYOUT_REPLICATION_MEANING "number of the replication, from 0"
#define LAYOUT_STATISTIC_MEANING "part of an estimate"
#define LAYOUT_FLAGS "incomplete complete"
#define LAYOUT_SCENARIO_MEANING "resolved scenario: running it again gives this file"

enum layout_attribute {
#define LAYOUT_CODE(code, name, meaning) LAYOUT_##code,
    LAYOUT_ATTRIBUTE_LIST(LAYOUT_CODE)
#undef LAYOUT_CODE
        LAYOUT_ATTRIBUTES
};

enum layout_statistic {
#define LAYOUT_CODE(code, name, meaning) LAYOUT_##code,
    LAYOUT_STATISTIC_LIST(LAYOUT_CODE)
#undef LAYOUT_CODE
        LAYOUT_STATISTICS
};

enum layout_replication {
#define LAYOUT_CODE(code, name, bytes, meaning) LAYOUT_##code,
    LAYOUT_REPLICATION_LIST(LAYOUT_CODE)
#undef LAYOUT_CODE
        LAYOUT_REPLICATION_DATASETS
};

/* Where the values of a column go. */
struct layout_column {
    hid_t dataset; /* packed: open; else invalid */
    size_t row;    /* not packed: its number in the batch; SIZE_MAX: none */
};

/* Where the estimates of a column go. */
struct layout_estimates {
    hid_t dataset; /* packed: open; else invalid */
    haddr_t place; /* not packed: of its only chunk; left out: HADDR_UNDEF */
};

struct layout {
    const struct gatesim_scenario *scenario; /* borrowed */
    uint32_t replications;
    size_t count;                                                 /* columns */
    struct layout_column *columns;                                /* by column */
    struct layout_estimates *estimates;                           /* by column */
    bool packs;                                                   /* some of them are packed */
    size_t numbers[LAYOUT_REPLICATION_DATASETS], rows[LOG_KINDS]; /* numbers in the batch */
    struct h5_scale replication;                                  /* of the numbers */
    struct row_buffer batch; /* columns that are not packed, and numbers */
    unsigned char *chunk;    /* room for the estimates of a column and their seal; owned */
};

/* layout_create(L, H, S, replications): all of it, without values. Borrows S. */
void layout_create(struct layout *L, struct h5 *H, const struct gatesim_scenario *S,
                   uint32_t replications);

/* layout_chunk(S, replications): replications in a chunk of a column that is not packed. */
uint32_t layout_chunk(const struct gatesim_scenario *S, uint32_t replications);

/* layout_log(L, H, kind, name): a dataset of the rows that each replication has in a log. */
void layout_log(struct layout *L, struct h5 *H, enum log_kind kind, const char *name);

/* layout_grows(L): whether the columns grow with the replications that are written. */
bool layout_grows(const struct layout *L);

/* layout_end(L, H): tell the axis of replications what lies along it; no dataset comes after. */
void layout_end(struct layout *L, struct h5 *H);

/* The unit of instants in descriptions; in files START is the start of the run. */
#define LAYOUT_INSTANT "seconds since START"

/* layout_axis_unit(axis): returns the unit of an axis's coordinates, LAYOUT_INSTANT where they are
 * instants; NULL when they are labels. */
const char *layout_axis_unit(enum gatesim_axis axis);

/* layout_instants(H, dataset, S): say that the dataset's numbers are seconds since the start of S's
 * run, in the units and calendar of the CF conventions (4.4), which xarray, pandas and ncdump turn
 * into dates and times. */
void layout_instants(struct h5 *H, hid_t dataset, const struct gatesim_scenario *S);

/* layout_crc(values, replication, record, rows): the CRC-32 of a replication whose statistics alone
 * have the CRC-32 values; rows: in each log. */
uint32_t layout_crc(uint32_t values, uint32_t replication, const struct store_record *record,
                    const uint64_t rows[LOG_KINDS]);

/* layout_write(L, H, replication, record, packed, rows): a replication's columns, the wide ones
 * packed already, and numbers. They may wait until layout_flush, or a later replication, writes
 * them. */
void layout_write(struct layout *L, struct h5 *H, uint32_t replication,
                  const struct store_record *record, const struct packed_columns *packed,
                  const uint64_t rows[LOG_KINDS]);

/* layout_flush(L, H): write what layout_write has held back. */
void layout_flush(struct layout *L, struct h5 *H);

/* layout_column(L, H, column, first, count, values): read back a column of count replications from
 * first on, up to the last that was written, into values. */
void layout_column(struct layout *L, struct h5 *H, size_t column, hsize_t first, hsize_t count,
                   double *values);

/* layout_put_estimates(L, H, column, values): write the estimates of a column, [value][statistic].
 */
void layout_put_estimates(struct layout *L, struct h5 *H, size_t column, const double *values);

/* layout_release(L, H): close the datasets of L in the file of H and free what L owns. */
void layout_release(struct layout *L, struct h5 *H); /* a zeroed one is fine */

#endif
