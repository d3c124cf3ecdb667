/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The complete replications of an earlier file are published again through the same calls as new
 * ones, so a run that was stopped and resumed leaves the bytes of one that was not.
 *
 * Columns are read for many neighbouring replications at once. The CRC-32 of a replication tells
 * whether it is as it was written; the checksums of chunks do not: a run that was killed while it
 * wrote a chunk again, or a disk that lost a bit, spoils one replication and no other. */
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

/* Bytes of values that are read at once, unless one replication has more. A chunk of HDF5 that
 * holds more replications than a block would be read more than once. */
enum { BLOCK_BYTES = 64 << 20 };

int earlier_run_no_memory(struct earlier_run *E)
{
    h5_fail(&E->h5, GATESIM_ENOMEM, "cannot read", gatesim_status_text(GATESIM_ENOMEM));
    return GATESIM_ENOMEM;
}

void earlier_run_not_results(struct h5 *H)
{
    h5_fail(H, GATESIM_EIO, "cannot read", "it is not a results file");
}

/* Note in H that what, a part of its file, is damaged. */
static void damaged(struct h5 *H, const char *what)
{
    char text[128];

    snprintf(text, sizeof text, "it is damaged: %s cannot be read", what);
    h5_fail(H, GATESIM_EIO, "cannot read", text);
}

char *earlier_run_scenario(struct h5 *H)
{
    hid_t dataset = h5_find(H, "scenario", false);
    char *text = h5_read_string(H, dataset);

    h5_drop(H, dataset);
    return text;
}

/* Returns how many bytes of the line that begins at line a message shows: at most 120. */
static int shown(const char *line)
{
    const size_t length = strcspn(line, "\n");

    return length < 120 ? (int)length : 120;
}

/* Returns the number of bytes in the lines at the beginning of a and b that are equal. */
static size_t common(const char *a, const char *b)
{
    size_t lines = 0;

    for (size_t i = 0; a[i] == b[i] && a[i] != '\0'; i++)
        if (a[i] == '\n')
            lines = i + 1;
    return lines;
}

/* Returns the line in text of the last section that begins before end; or text itself. */
static const char *section_before(const char *text, const char *end)
{
    const char *section = text;

    for (const char *line = text; line < end; line += strcspn(line, "\n") + 1)
        if (line[0] == '[')
            section = line;
    return section;
}

/* Note in H that the scenario there, in its file, is not the scenario here, and show the first line
 * that differs, with its section. */
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

void earlier_run_check_version(struct h5 *H)
{
    char *version = h5_read_text(H, "gatesim_version");

    if (!version)
        earlier_run_not_results(H);
    else if (strcmp(version, GATESIM_VERSION) != 0)
        h5_fail(H, GATESIM_EINPUT, "it is by another version of gatesim", version);
    free(version);
}

/* Note in E when another version wrote its file or it is about another scenario. */
static void check_scenario(struct earlier_run *E)
{
    struct h5 *H = &E->h5;
    char *digest, *text;

    earlier_run_check_version(H);
    digest = h5_read_text(H, "scenario_sha256");
    text = earlier_run_scenario(H);
    if (!H->status && (!digest || !text))
        earlier_run_not_results(&E->h5);
    if (!H->status && strcmp(digest, gatesim_scenario_sha256(E->scenario)) != 0)
        tell_difference(H, text, gatesim_scenario_text(E->scenario));
    free(text);
    free(digest);
}

/* Note in E when a dataset does not have a row of each values for every replication: what is read
 * from it would not fit the memory for it. */
static void check_shape(struct earlier_run *E, hid_t dataset, size_t each)
{
    const hsize_t length = h5_length(&E->h5, dataset), size = h5_size(&E->h5, dataset);

    if (!E->h5.status && (length != E->replications || size != length * each))
        earlier_run_not_results(&E->h5);
}

/* Read the dataset at path, one number of width bytes for each replication. The first dataset that
 * is read, `complete`, gives the number of replications. Returns the numbers, malloced, or NULL. */
static void *read_numbers(struct earlier_run *E, const char *path, hid_t type, size_t width)
{
    hid_t dataset = h5_find(&E->h5, path, false);
    hsize_t length = h5_length(&E->h5, dataset);
    void *numbers = NULL;

    if (!E->complete)
        E->replications = length;
    if (length > REPLICATIONS_MOST)
        earlier_run_not_results(&E->h5);
    check_shape(E, dataset, 1);
    if (!E->h5.status)
        numbers = calloc(length + 1, width);
    if (!numbers)
        earlier_run_no_memory(E); /* unless something else is noted */
    else if (length > 0 && !h5_try_rows(&E->h5, dataset, type, 0, length, numbers, false))
        damaged(&E->h5, path);
    h5_drop(&E->h5, dataset);
    return numbers;
}

/* Returns the dataset group/name, opened by h5_find with once. */
static hid_t find_in(struct earlier_run *E, const char *group, const char *name, bool once)
{
    const size_t size = strlen(group) + strlen(name) + sizeof "/";
    char *path = malloc(size);
    hid_t dataset = H5I_INVALID_HID;

    if (path) {
        snprintf(path, size, "%s/%s", group, name);
        dataset = h5_find(&E->h5, path, once);
    } else {
        earlier_run_no_memory(E);
    }
    free(path);
    return dataset;
}

/* Replace the number of rows of each replication in counts by the number up to its end. */
static void add_up(struct earlier_run *E, uint64_t *counts)
{
    uint64_t sum = 0;

    for (hsize_t r = 0; counts && r < E->replications; r++) {
        if (counts[r] > REPLICATIONS_MOST || sum > REPLICATIONS_MOST * UINT64_C(65536))
            earlier_run_not_results(&E->h5);
        counts[r] = sum += counts[r];
    }
}

/* Open the columns of one log. Returns 0 or a status; other trouble is noted in E. */
static int open_log(struct earlier_run *E, enum log_kind kind)
{
    struct log_table *T = &E->tables[kind];
    int status = log_table_init(T, kind, E->scenario);

    if (status)
        return status;
    E->counts[kind] = read_numbers(E, T->counts, H5T_NATIVE_UINT64, sizeof *E->counts[kind]);
    add_up(E, E->counts[kind]);
    E->logs[kind] = calloc(T->count + 1, sizeof *E->logs[kind]);
    if (!E->logs[kind])
        return earlier_run_no_memory(E);
    for (size_t i = 0; i < T->count && !E->h5.status; i++) {
        const hid_t dataset = E->logs[kind][i] = find_in(E, T->group, T->columns[i].name, false);
        const hsize_t length = h5_length(&E->h5, dataset);

        if (length != h5_size(&E->h5, dataset))
            earlier_run_not_results(&E->h5);
        if (i == 0 || length < E->rows[kind])
            E->rows[kind] = length;
    }
    return 0;
}

/* Open the columns, note when they are not those of the scenario, and make room for a block.
 * Returns 0 or GATESIM_ENOMEM. */
static int open_columns(struct earlier_run *E)
{
    const struct gatesim_column *columns = gatesim_columns(&E->count);
    const size_t bytes = gatesim_values_count(E->scenario) * sizeof(double) + 1;

    E->block.most = 1;
    E->columns = malloc((E->count + 1) * sizeof *E->columns);
    for (size_t i = 0; E->columns && i < E->count; i++)
        E->columns[i] = H5I_INVALID_HID;
    for (size_t i = 0; E->columns && i < E->count && !E->h5.status; i++) {
        const size_t size = gatesim_column_size(E->scenario, i);

        if (size == 0)
            continue;
        E->columns[i] = find_in(E, columns[i].group, columns[i].name, true);
        check_shape(E, E->columns[i], size);
        if (h5_chunk_rows(&E->h5, E->columns[i]) > E->block.most)
            E->block.most = h5_chunk_rows(&E->h5, E->columns[i]);
    }
    if (E->block.most > BLOCK_BYTES / bytes)
        E->block.most = BLOCK_BYTES / bytes > 0 ? BLOCK_BYTES / bytes : 1;
    E->block.values = malloc(E->block.most * bytes);
    return E->columns && E->block.values ? 0 : earlier_run_no_memory(E);
}

static int open_file(struct earlier_run *E)
{
    struct gatesim_scenario_info info;
    int status = 0;

    h5_open(&E->h5);
    check_scenario(E);
    E->complete = read_numbers(E, "complete", H5T_NATIVE_UINT8, 1);
    E->fingerprint = read_numbers(E, "fingerprint", H5T_NATIVE_UINT64, sizeof(uint64_t));
    E->events = read_numbers(E, "events", H5T_NATIVE_UINT64, sizeof(uint64_t));
    E->crc = read_numbers(E, "crc32", H5T_NATIVE_UINT32, sizeof(uint32_t));
    gatesim_scenario_info(E->scenario, &info);
    if (info.log != GATESIM_LOG_NONE)
        status = open_log(E, LOG_TRUCK);
    if (info.log == GATESIM_LOG_VISITS && !status)
        status = open_log(E, LOG_VISIT);
    if (!status)
        status = open_columns(E);
    return status ? status : E->h5.status;
}

int earlier_run_open(const char *file, const struct gatesim_scenario *S,
                     struct earlier_run **earlier)
{
    struct earlier_run *E = calloc(1, sizeof *E);
    struct h5_printing saved;
    int status;

    *earlier = NULL;
    if (!E)
        return GATESIM_ENOMEM;
    E->scenario = S;
    E->values = gatesim_values_count(S);
    status = h5_init(&E->h5, file);
    if (!status) {
        saved = h5_quiet();
        status = open_file(E);
        h5_loud(saved);
    }
    if (status == GATESIM_ENOMEM)
        earlier_run_close(E, false);
    else
        *earlier = E;
    return status;
}

const char *earlier_run_error(const struct earlier_run *E)
{
    if (E->h5.status == 0)
        return "";
    return E->h5.error ? E->h5.error : gatesim_status_text(E->h5.status);
}

void earlier_run_close(struct earlier_run *E, bool done)
{
    struct h5_printing saved;

    if (!E)
        return;
    saved = h5_quiet();
    if (E->h5.file >= 0)
        H5Fclose(E->h5.file);
    h5_loud(saved);
    if (done && E->moved)
        unlink(E->moved);
    for (int kind = 0; kind < LOG_KINDS; kind++) {
        log_table_release(&E->tables[kind]);
        free(E->logs[kind]);
        free(E->counts[kind]);
    }
    free(E->block.values);
    free(E->columns);
    free(E->moved);
    free(E->crc);
    free(E->events);
    free(E->fingerprint);
    free(E->complete);
    h5_release(&E->h5);
    free(E);
}

const char *earlier_run_path(const struct earlier_run *E)
{
    return E->moved ? E->moved : E->h5.path;
}

bool earlier_run_has(const struct earlier_run *E, uint32_t replication)
{
    return E && replication < E->replications && E->complete[replication] == 1;
}

void earlier_run_believe(struct earlier_run *E, const unsigned char *sound, size_t count)
{
    for (hsize_t r = 0; r < E->replications && !E->h5.status; r++)
        if (E->complete[r] == 1 && (r >= count || sound[r] != 1)) {
            E->complete[r] = 0;
            E->spoilt++;
        }
}

uint32_t earlier_run_spoilt(const struct earlier_run *E)
{
    return E ? E->spoilt : 0;
}

uint32_t earlier_run_replications(const struct earlier_run *E)
{
    return (uint32_t)E->replications;
}

/* Append the rows of a replication in one log to L. Returns whether all of them could be read. */
static bool read_log(struct earlier_run *E, uint32_t replication, struct log *L, enum log_kind kind)
{
    const struct log_table *T = &E->tables[kind];
    const uint64_t end = E->counts[kind][replication];
    uint64_t first = replication > 0 ? E->counts[kind][replication - 1] : 0;

    if (end > E->rows[kind])
        return false;
    while (first < end) {
        struct log_block *B = log_add_block(L, kind);

        if (!B) {
            earlier_run_no_memory(E);
            return false;
        }
        B->rows = end - first < LOG_ROWS ? (size_t)(end - first) : LOG_ROWS;
        for (size_t i = 0; i < T->count; i++)
            if (!h5_try_rows(&E->h5, E->logs[kind][i], log_native(T->columns[i].type), first,
                             B->rows, B->data + T->columns[i].offset, true))
                return false;
        first += B->rows;
    }
    return true;
}

/* Read the logs of a replication into a new *L, NULL when the scenario has no log. Returns whether
 * all rows could be read. */
static bool read_logs(struct earlier_run *E, uint32_t replication, struct log **L)
{
    const struct log_table *tables[LOG_KINDS];
    bool well = true;

    *L = NULL;
    for (int kind = 0; kind < LOG_KINDS; kind++)
        tables[kind] = E->tables[kind].columns ? &E->tables[kind] : NULL;
    if (!tables[LOG_TRUCK])
        return true;
    *L = log_create(tables, replication);
    if (!*L)
        earlier_run_no_memory(E);
    for (enum log_kind kind = LOG_TRUCK; *L && well && kind < LOG_KINDS; kind++)
        if (tables[kind])
            well = read_log(E, replication, *L, kind);
    return *L && well;
}

/* Read the rows of the block in one column, of size values each, into values; one by one where not
 * all can be read at once. A row that cannot be read is left as it is: the CRC-32 of its
 * replication will not fit. */
static void read_rows(struct earlier_run *E, hid_t dataset, size_t size, double *values)
{
    const hsize_t first = E->block.first, rows = E->block.rows;

    if (h5_try_rows(&E->h5, dataset, H5T_NATIVE_DOUBLE, first, rows, values, false))
        return;
    for (hsize_t r = 0; r < rows; r++)
        (void)h5_try_rows(&E->h5, dataset, H5T_NATIVE_DOUBLE, first + r, 1, values + r * size,
                          false);
}

/* Read the block that holds a replication, unless it is held already. */
static void read_block(struct earlier_run *E, uint32_t replication)
{
    const hsize_t most = E->block.most, first = replication / most * most;
    double *values = E->block.values;

    if (E->block.rows > 0 && E->block.first == first)
        return;
    E->block.first = first;
    E->block.rows = E->replications - first < most ? E->replications - first : most;
    for (size_t i = 0; i < E->count; i++) {
        const size_t size = gatesim_column_size(E->scenario, i);

        if (size > 0)
            read_rows(E, E->columns[i], size, values);
        values += most * size;
    }
}

/* Copy the values of a replication from the block, column by column. */
static void take_values(const struct earlier_run *E, uint32_t replication, double *values)
{
    const double *from = E->block.values;

    for (size_t i = 0; i < E->count; i++) {
        const size_t size = gatesim_column_size(E->scenario, i);

        memcpy(values, from + (replication - E->block.first) * size, size * sizeof *values);
        from += E->block.most * size;
        values += size;
    }
}

/* Read the record of a replication, its values into values. Returns whether its CRC-32 fits. */
static bool read_record(struct earlier_run *E, uint32_t replication, double *values,
                        struct store_record *record)
{
    uint64_t rows[LOG_KINDS] = {0};

    for (int kind = 0; kind < LOG_KINDS; kind++)
        if (E->counts[kind])
            rows[kind] = E->counts[kind][replication] -
                         (replication > 0 ? E->counts[kind][replication - 1] : 0);
    read_block(E, replication);
    take_values(E, replication, values);
    *record = (struct store_record){.values = values,
                                    .fingerprint = E->fingerprint[replication],
                                    .events = E->events[replication],
                                    .complete = true};
    return layout_crc(packed_columns_crc(E->scenario, values), replication, record, rows) ==
           E->crc[replication];
}

bool earlier_run_is_sound(struct earlier_run *E, uint32_t replication, double *values)
{
    struct store_record record;
    struct log *L = NULL;
    const bool sound =
        read_record(E, replication, values, &record) && read_logs(E, replication, &L);

    log_destroy(L);
    return sound;
}

void earlier_run_check_all(struct earlier_run *E)
{
    double *values = malloc((E->values + 1) * sizeof *values);

    if (!values)
        earlier_run_no_memory(E);
    for (uint32_t r = 0; r < E->replications && !E->h5.status; r++)
        if (E->complete[r] == 1 && !earlier_run_is_sound(E, r, values)) {
            E->complete[r] = 0;
            E->spoilt++;
        }
    free(values);
}

/* Note in E that a replication is not as it was written. Returns the status of E. */
static int spoilt(struct earlier_run *E, uint32_t replication)
{
    char text[64];

    snprintf(text, sizeof text, "replication %u of it", replication);
    damaged(&E->h5, text);
    return E->h5.status;
}

int store_copy(struct store *ST, struct earlier_run *E, uint32_t replication, double *values,
               struct store_record *record)
{
    struct h5_printing saved = store_enter(ST);
    struct log *L = NULL;
    const bool well = !E->h5.status && read_record(E, replication, values, record) &&
                      read_logs(E, replication, &L);

    store_leave(ST, saved);
    if (well)
        return store_publish_log(ST, replication, record, L);
    log_destroy(L);
    return spoilt(E, replication);
}
