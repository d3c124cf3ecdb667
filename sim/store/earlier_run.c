/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An earlier file is opened read-only and its complete replications are published again,
 * through the same calls as new ones: a run that was stopped and resumed leaves the bytes
 * of one that was not.
 *
 * Columns are read for many neighbouring replications at once. Whether a replication is as it was
 * written is told by its CRC-32 and not by the checksums of chunks: a run that was killed while it
 * wrote a chunk again, or a disk that lost a bit of it, spoils one replication and no other. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gatesim/status.h"
#include "gatesim/version.h"
#include "sim/store/earlier_run_private.h"
#include "sim/store/h5.h"
#include "sim/store/store_private.h"

#define REPLICATIONS_MOST UINT32_MAX

/* Bytes of the values that are read at once, unless a replication has more. Fewer replications than
 * a chunk has would have it read more than once. */
enum { BLOCK_BYTES = 64 << 20 };

int source_no_memory(struct earlier_run *SRC)
{
    h5_fail(&SRC->h5, GATESIM_ENOMEM, "cannot read", gatesim_status_text(GATESIM_ENOMEM));
    return GATESIM_ENOMEM;
}

void source_not_results(struct h5 *H)
{
    h5_fail(H, GATESIM_EIO, "cannot read", "it is not a results file");
}

static void damaged(struct h5 *H, const char *what)
{
    char text[128];

    snprintf(text, sizeof text, "it is damaged: %s cannot be read", what);
    h5_fail(H, GATESIM_EIO, "cannot read", text);
}

char *source_scenario(struct h5 *H)
{
    hid_t dataset = h5_find(H, "scenario", false);
    char *text = h5_read_string(H, dataset);

    h5_drop(H, dataset);
    return text;
}

/* How many bytes of a line are shown. */
static int shown(const char *line)
{
    const size_t length = strcspn(line, "\n");

    return length < 120 ? (int)length : 120;
}

/* The number of bytes that two texts have in common, up to the end of a line. */
static size_t common(const char *a, const char *b)
{
    size_t lines = 0;

    for (size_t i = 0; a[i] == b[i] && a[i] != '\0'; i++)
        if (a[i] == '\n')
            lines = i + 1;
    return lines;
}

/* The last section that begins before the end; the first of all, if none does. */
static const char *section_before(const char *text, const char *end)
{
    const char *section = text;

    for (const char *line = text; line < end; line += strcspn(line, "\n") + 1)
        if (line[0] == '[')
            section = line;
    return section;
}

/* Note that the scenarios differ, and in what: the first line that does, with its section. */
static void tell_difference(struct h5 *H, const char *there, const char *here)
{
    const size_t same = common(there, here);
    const char *section = section_before(here, here + same);
    const char *line_there = there + same, *line_here = here + same;
    char line[400];

    line_there += line_here[0] == '\0' ? strspn(line_there, "\n") : 0;
    line_here += line_there[0] == '\0' ? strspn(line_here, "\n") : 0;
    if (strcmp(there, here) == 0)
        snprintf(line, sizeof line, "a data file that it reads has changed");
    else
        snprintf(line, sizeof line, "%.*s: \"%.*s\" there, \"%.*s\" now",
                 (int)strcspn(section, "\n"), section, shown(line_there), line_there,
                 shown(line_here), line_here);
    h5_fail(H, GATESIM_EINPUT, "it is about another scenario", line);
}

void source_check_version(struct h5 *H)
{
    char *version = h5_read_text(H, "gatesim_version");

    if (!version)
        source_not_results(H);
    else if (strcmp(version, GATESIM_VERSION) != 0)
        h5_fail(H, GATESIM_EINPUT, "it is by another version of gatesim", version);
    free(version);
}

/* Whether the file is by this version and about the scenario. */
static void check_scenario(struct earlier_run *SRC)
{
    struct h5 *H = &SRC->h5;
    char *digest, *text;

    source_check_version(H);
    digest = h5_read_text(H, "scenario_sha256");
    text = source_scenario(H);
    if (!H->status && (!digest || !text))
        source_not_results(&SRC->h5);
    if (!H->status && strcmp(digest, gatesim_scenario_sha256(SRC->scenario)) != 0)
        tell_difference(H, text, gatesim_scenario_text(SRC->scenario));
    free(text);
    free(digest);
}

/* Make sure that a dataset has room for each replication first, and of so many values each: else
 * it would not fit where it is read. */
static void check_shape(struct earlier_run *SRC, hid_t dataset, size_t each)
{
    const hsize_t length = h5_length(&SRC->h5, dataset), size = h5_size(&SRC->h5, dataset);

    if (!SRC->h5.status && (length != SRC->replications || size != length * each))
        source_not_results(&SRC->h5);
}

/* The numbers at path, one a replication, of width bytes each, or NULL. Those that are read first,
 * which are complete, tell how many replications there are. */
static void *read_numbers(struct earlier_run *SRC, const char *path, hid_t type, size_t width)
{
    hid_t dataset = h5_find(&SRC->h5, path, false);
    hsize_t length = h5_length(&SRC->h5, dataset);
    void *numbers = NULL;

    if (!SRC->complete)
        SRC->replications = length;
    if (length > REPLICATIONS_MOST)
        source_not_results(&SRC->h5);
    check_shape(SRC, dataset, 1);
    if (!SRC->h5.status)
        numbers = calloc(length + 1, width);
    if (!numbers)
        source_no_memory(SRC); /* unless something else is noted */
    else if (length > 0 && !h5_try_rows(&SRC->h5, dataset, type, 0, length, numbers, false))
        damaged(&SRC->h5, path);
    h5_drop(&SRC->h5, dataset);
    return numbers;
}

/* find_in(SRC, group, name, once): the dataset group/name, opened as by h5_find. */
static hid_t find_in(struct earlier_run *SRC, const char *group, const char *name, bool once)
{
    const size_t size = strlen(group) + strlen(name) + sizeof "/";
    char *path = malloc(size);
    hid_t dataset = H5I_INVALID_HID;

    if (path) {
        snprintf(path, size, "%s/%s", group, name);
        dataset = h5_find(&SRC->h5, path, once);
    } else {
        source_no_memory(SRC);
    }
    free(path);
    return dataset;
}

/* Of rows by replication make those of it and all before. */
static void add_up(struct earlier_run *SRC, uint64_t *counts)
{
    uint64_t sum = 0;

    for (hsize_t r = 0; counts && r < SRC->replications; r++) {
        if (counts[r] > REPLICATIONS_MOST || sum > REPLICATIONS_MOST * UINT64_C(65536))
            source_not_results(&SRC->h5);
        counts[r] = sum += counts[r];
    }
}

static int open_log(struct earlier_run *SRC, enum log_kind kind)
{
    struct log_table *T = &SRC->tables[kind];
    int status = log_table_init(T, kind, SRC->scenario);

    if (status)
        return status;
    SRC->counts[kind] = read_numbers(SRC, T->counts, H5T_NATIVE_UINT64, sizeof *SRC->counts[kind]);
    add_up(SRC, SRC->counts[kind]);
    SRC->logs[kind] = calloc(T->count + 1, sizeof *SRC->logs[kind]);
    if (!SRC->logs[kind])
        return source_no_memory(SRC);
    for (size_t i = 0; i < T->count && !SRC->h5.status; i++) {
        const hid_t dataset = SRC->logs[kind][i] =
            find_in(SRC, T->group, T->columns[i].name, false);
        const hsize_t length = h5_length(&SRC->h5, dataset);

        if (length != h5_size(&SRC->h5, dataset))
            source_not_results(&SRC->h5);
        if (i == 0 || length < SRC->rows[kind])
            SRC->rows[kind] = length;
    }
    return 0;
}

/* Whether the columns are those of the scenario, and room for a block of them. */
static int open_columns(struct earlier_run *SRC)
{
    const struct gatesim_column *columns = gatesim_columns(&SRC->count);
    const size_t bytes = gatesim_values_count(SRC->scenario) * sizeof(double) + 1;

    SRC->block.most = 1;
    SRC->columns = malloc((SRC->count + 1) * sizeof *SRC->columns);
    for (size_t i = 0; SRC->columns && i < SRC->count; i++)
        SRC->columns[i] = H5I_INVALID_HID;
    for (size_t i = 0; SRC->columns && i < SRC->count && !SRC->h5.status; i++) {
        const size_t size = gatesim_column_size(SRC->scenario, i);

        if (size == 0)
            continue;
        SRC->columns[i] = find_in(SRC, columns[i].group, columns[i].name, true);
        check_shape(SRC, SRC->columns[i], size);
        if (h5_chunk_rows(&SRC->h5, SRC->columns[i]) > SRC->block.most)
            SRC->block.most = h5_chunk_rows(&SRC->h5, SRC->columns[i]);
    }
    if (SRC->block.most > BLOCK_BYTES / bytes)
        SRC->block.most = BLOCK_BYTES / bytes > 0 ? BLOCK_BYTES / bytes : 1;
    SRC->block.values = malloc(SRC->block.most * bytes);
    return SRC->columns && SRC->block.values ? 0 : source_no_memory(SRC);
}

static int open_file(struct earlier_run *SRC)
{
    struct gatesim_scenario_info info;
    int status = 0;

    h5_open(&SRC->h5);
    check_scenario(SRC);
    SRC->complete = read_numbers(SRC, "complete", H5T_NATIVE_UINT8, 1);
    SRC->fingerprint = read_numbers(SRC, "fingerprint", H5T_NATIVE_UINT64, sizeof(uint64_t));
    SRC->events = read_numbers(SRC, "events", H5T_NATIVE_UINT64, sizeof(uint64_t));
    SRC->crc = read_numbers(SRC, "crc32", H5T_NATIVE_UINT32, sizeof(uint32_t));
    gatesim_scenario_info(SRC->scenario, &info);
    if (info.log != GATESIM_LOG_NONE)
        status = open_log(SRC, LOG_TRUCK);
    if (info.log == GATESIM_LOG_VISITS && !status)
        status = open_log(SRC, LOG_VISIT);
    if (!status)
        status = open_columns(SRC);
    return status ? status : SRC->h5.status;
}

int store_source_open(const char *file, const struct gatesim_scenario *S,
                      struct earlier_run **source)
{
    struct earlier_run *SRC = calloc(1, sizeof *SRC);
    struct h5_printing saved;
    int status;

    *source = NULL;
    if (!SRC)
        return GATESIM_ENOMEM;
    SRC->scenario = S;
    SRC->values = gatesim_values_count(S);
    status = h5_init(&SRC->h5, file);
    if (!status) {
        saved = h5_quiet();
        status = open_file(SRC);
        h5_loud(saved);
    }
    if (status == GATESIM_ENOMEM)
        store_source_close(SRC, false);
    else
        *source = SRC;
    return status;
}

const char *store_source_error(const struct earlier_run *SRC)
{
    if (SRC->h5.status == 0)
        return "";
    return SRC->h5.error ? SRC->h5.error : gatesim_status_text(SRC->h5.status);
}

void store_source_close(struct earlier_run *SRC, bool done)
{
    struct h5_printing saved;

    if (!SRC)
        return;
    saved = h5_quiet();
    if (SRC->h5.file >= 0)
        H5Fclose(SRC->h5.file);
    h5_loud(saved);
    if (done && SRC->moved)
        unlink(SRC->moved);
    for (int kind = 0; kind < LOG_KINDS; kind++) {
        log_table_release(&SRC->tables[kind]);
        free(SRC->logs[kind]);
        free(SRC->counts[kind]);
    }
    free(SRC->block.values);
    free(SRC->columns);
    free(SRC->moved);
    free(SRC->crc);
    free(SRC->events);
    free(SRC->fingerprint);
    free(SRC->complete);
    h5_release(&SRC->h5);
    free(SRC);
}

const char *store_source_path(const struct earlier_run *SRC)
{
    return SRC->moved ? SRC->moved : SRC->h5.path;
}

bool store_source_has(const struct earlier_run *SRC, uint32_t replication)
{
    return SRC && replication < SRC->replications && SRC->complete[replication] == 1;
}

void store_source_believe(struct earlier_run *SRC, const unsigned char *sound, size_t count)
{
    for (hsize_t r = 0; r < SRC->replications && !SRC->h5.status; r++)
        if (SRC->complete[r] == 1 && (r >= count || sound[r] != 1)) {
            SRC->complete[r] = 0;
            SRC->spoilt++;
        }
}

uint32_t store_source_spoilt(const struct earlier_run *SRC)
{
    return SRC ? SRC->spoilt : 0;
}

uint32_t store_source_replications(const struct earlier_run *SRC)
{
    return (uint32_t)SRC->replications;
}

/* The rows of a replication in one log, appended to L. Returns whether they are there. */
static bool read_log(struct earlier_run *SRC, uint32_t replication, struct log *L,
                     enum log_kind kind)
{
    const struct log_table *T = &SRC->tables[kind];
    const uint64_t end = SRC->counts[kind][replication];
    uint64_t first = replication > 0 ? SRC->counts[kind][replication - 1] : 0;

    if (end > SRC->rows[kind])
        return false;
    while (first < end) {
        struct log_block *B = log_add_block(L, kind);

        if (!B) {
            source_no_memory(SRC);
            return false;
        }
        B->rows = end - first < LOG_ROWS ? (size_t)(end - first) : LOG_ROWS;
        for (size_t i = 0; i < T->count; i++)
            if (!h5_try_rows(&SRC->h5, SRC->logs[kind][i], log_native(T->columns[i].type), first,
                             B->rows, B->data + T->columns[i].offset, true))
                return false;
        first += B->rows;
    }
    return true;
}

/* The log of a replication in *L, NULL when there is none. Returns whether its rows are there. */
static bool read_logs(struct earlier_run *SRC, uint32_t replication, struct log **L)
{
    const struct log_table *tables[LOG_KINDS];
    bool well = true;

    *L = NULL;
    for (int kind = 0; kind < LOG_KINDS; kind++)
        tables[kind] = SRC->tables[kind].columns ? &SRC->tables[kind] : NULL;
    if (!tables[LOG_TRUCK])
        return true;
    *L = log_create(tables, replication);
    if (!*L)
        source_no_memory(SRC);
    for (enum log_kind kind = LOG_TRUCK; *L && well && kind < LOG_KINDS; kind++)
        if (tables[kind])
            well = read_log(SRC, replication, *L, kind);
    return *L && well;
}

/* The rows of a column that the block has, one by one where not all can be read at once. What
 * cannot be read is left as it is: the CRC-32 of its replication will tell. */
static void read_rows(struct earlier_run *SRC, hid_t dataset, size_t size, double *values)
{
    const hsize_t first = SRC->block.first, rows = SRC->block.rows;

    if (h5_try_rows(&SRC->h5, dataset, H5T_NATIVE_DOUBLE, first, rows, values, false))
        return;
    for (hsize_t r = 0; r < rows; r++)
        (void)h5_try_rows(&SRC->h5, dataset, H5T_NATIVE_DOUBLE, first + r, 1, values + r * size,
                          false);
}

/* Have the block hold a replication. */
static void read_block(struct earlier_run *SRC, uint32_t replication)
{
    const hsize_t most = SRC->block.most, first = replication / most * most;
    double *values = SRC->block.values;

    if (SRC->block.rows > 0 && SRC->block.first == first)
        return;
    SRC->block.first = first;
    SRC->block.rows = SRC->replications - first < most ? SRC->replications - first : most;
    for (size_t i = 0; i < SRC->count; i++) {
        const size_t size = gatesim_column_size(SRC->scenario, i);

        if (size > 0)
            read_rows(SRC, SRC->columns[i], size, values);
        values += most * size;
    }
}

/* The values of a replication. */
static void take_values(const struct earlier_run *SRC, uint32_t replication, double *values)
{
    const double *from = SRC->block.values;

    for (size_t i = 0; i < SRC->count; i++) {
        const size_t size = gatesim_column_size(SRC->scenario, i);

        memcpy(values, from + (replication - SRC->block.first) * size, size * sizeof *values);
        from += SRC->block.most * size;
        values += size;
    }
}

/* The record of a replication. Returns whether it is as it was written. */
static bool read_record(struct earlier_run *SRC, uint32_t replication, double *values,
                        struct store_record *record)
{
    uint64_t rows[LOG_KINDS] = {0};

    for (int kind = 0; kind < LOG_KINDS; kind++)
        if (SRC->counts[kind])
            rows[kind] = SRC->counts[kind][replication] -
                         (replication > 0 ? SRC->counts[kind][replication - 1] : 0);
    read_block(SRC, replication);
    take_values(SRC, replication, values);
    *record = (struct store_record){.values = values,
                                    .fingerprint = SRC->fingerprint[replication],
                                    .events = SRC->events[replication],
                                    .complete = true};
    return layout_crc(packed_columns_crc(SRC->scenario, values), replication, record, rows) ==
           SRC->crc[replication];
}

bool source_is_sound(struct earlier_run *SRC, uint32_t replication, double *values)
{
    struct store_record record;
    struct log *L = NULL;
    const bool sound =
        read_record(SRC, replication, values, &record) && read_logs(SRC, replication, &L);

    log_destroy(L);
    return sound;
}

void source_look(struct earlier_run *SRC)
{
    double *values = malloc((SRC->values + 1) * sizeof *values);

    if (!values)
        source_no_memory(SRC);
    for (uint32_t r = 0; r < SRC->replications && !SRC->h5.status; r++)
        if (SRC->complete[r] == 1 && !source_is_sound(SRC, r, values)) {
            SRC->complete[r] = 0;
            SRC->spoilt++;
        }
    free(values);
}

/* Note that a replication is not as it was written. */
static int spoilt(struct earlier_run *SRC, uint32_t replication)
{
    char text[64];

    snprintf(text, sizeof text, "replication %u of it", replication);
    damaged(&SRC->h5, text);
    return SRC->h5.status;
}

int store_copy(struct store *ST, struct earlier_run *SRC, uint32_t replication, double *values,
               struct store_record *record)
{
    struct h5_printing saved = store_enter(ST);
    struct log *L = NULL;
    const bool well = !SRC->h5.status && read_record(SRC, replication, values, record) &&
                      read_logs(SRC, replication, &L);

    store_leave(ST, saved);
    if (well)
        return store_publish_log(ST, replication, record, L);
    log_destroy(L);
    return spoilt(SRC, replication);
}
