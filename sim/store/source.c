/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An earlier file is opened read-only and its complete replications are published again,
 * through the same calls as new ones: a run that was stopped and resumed leaves the bytes
 * of one that was not. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gatesim/status.h"
#include "gatesim/version.h"
#include "sim/store/h5.h"
#include "sim/store/log.h"
#include "sim/store/log_file.h"
#include "sim/store/store.h"
#include "sim/store/store_private.h"
#include "sim/store/temporary.h"

#define REPLICATIONS_MOST UINT32_MAX

struct store_source {
    struct h5 h5;
    const struct gatesim_scenario *scenario;
    struct log_table tables[LOG_KINDS]; /* zeroed: not logged */
    uint64_t *counts[LOG_KINDS];        /* rows, by replication */
    uint8_t *complete;                  /* by replication */
    hsize_t replications;
    char *moved; /* where store_source_resume moved the file; NULL: nowhere; owned */
};

static int no_memory(struct store_source *SRC)
{
    h5_fail(&SRC->h5, GATESIM_ENOMEM, "cannot read", gatesim_status_text(GATESIM_ENOMEM));
    return GATESIM_ENOMEM;
}

static void not_results(struct h5 *H)
{
    h5_fail(H, GATESIM_EIO, "cannot read", "it is not a results file");
}

static char *read_scenario(struct h5 *H)
{
    hid_t dataset = h5_find(H, "scenario");
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

static void check_version(struct h5 *H)
{
    char *version = h5_read_text(H, "gatesim_version");

    if (!version)
        not_results(H);
    else if (strcmp(version, GATESIM_VERSION) != 0)
        h5_fail(H, GATESIM_EINPUT, "it is by another version of gatesim", version);
    free(version);
}

/* Whether the file is by this version and about the scenario. */
static void check_scenario(struct store_source *SRC)
{
    struct h5 *H = &SRC->h5;
    char *digest, *text;

    check_version(H);
    digest = h5_read_text(H, "scenario_sha256");
    text = read_scenario(H);
    if (!H->status && (!digest || !text))
        not_results(&SRC->h5);
    if (!H->status && strcmp(digest, gatesim_scenario_sha256(SRC->scenario)) != 0)
        tell_difference(H, text, gatesim_scenario_text(SRC->scenario));
    free(text);
    free(digest);
}

/* Make sure that a dataset has room for each replication first, and of so many values each: else
 * it would not fit where it is read. */
static void check_shape(struct store_source *SRC, hid_t dataset, size_t each)
{
    const hsize_t length = h5_length(&SRC->h5, dataset), size = h5_size(&SRC->h5, dataset);

    if (!SRC->h5.status && (length != SRC->replications || size != length * each))
        not_results(&SRC->h5);
}

/* The numbers at path, one a replication, of width bytes each, or NULL. Those that are read first,
 * which are complete, tell how many replications there are. */
static void *read_numbers(struct store_source *SRC, const char *path, hid_t type, size_t width)
{
    hid_t dataset = h5_find(&SRC->h5, path);
    hsize_t length = h5_length(&SRC->h5, dataset);
    void *numbers = NULL;

    if (!SRC->complete)
        SRC->replications = length;
    if (length > REPLICATIONS_MOST)
        not_results(&SRC->h5);
    check_shape(SRC, dataset, 1);
    if (!SRC->h5.status)
        numbers = calloc(length + 1, width);
    if (numbers)
        h5_read(&SRC->h5, dataset, type, numbers);
    else
        no_memory(SRC); /* unless something else is noted */
    h5_drop(&SRC->h5, dataset);
    return numbers;
}

static int open_log(struct store_source *SRC, enum log_kind kind)
{
    int status = log_table_init(&SRC->tables[kind], kind, SRC->scenario);

    if (!status)
        SRC->counts[kind] = read_numbers(SRC, SRC->tables[kind].counts, H5T_NATIVE_UINT64,
                                         sizeof *SRC->counts[kind]);
    return status;
}

static int open_file(struct store_source *SRC)
{
    struct gatesim_scenario_info info;
    int status = 0;

    h5_open(&SRC->h5);
    check_scenario(SRC);
    SRC->complete = read_numbers(SRC, "complete", H5T_NATIVE_UINT8, 1);
    gatesim_scenario_info(SRC->scenario, &info);
    if (info.log != GATESIM_LOG_NONE)
        status = open_log(SRC, LOG_TRUCK);
    if (info.log == GATESIM_LOG_VISITS && !status)
        status = open_log(SRC, LOG_VISIT);
    return status ? status : SRC->h5.status;
}

int store_source_open(const char *file, const struct gatesim_scenario *S,
                      struct store_source **source)
{
    struct store_source *SRC = calloc(1, sizeof *SRC);
    struct h5_printing saved;
    int status;

    *source = NULL;
    if (!SRC)
        return GATESIM_ENOMEM;
    SRC->scenario = S;
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

const char *store_source_error(const struct store_source *SRC)
{
    if (SRC->h5.status == 0)
        return "";
    return SRC->h5.error ? SRC->h5.error : gatesim_status_text(SRC->h5.status);
}

void store_source_close(struct store_source *SRC, bool done)
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
        free(SRC->counts[kind]);
    }
    free(SRC->moved);
    free(SRC->complete);
    h5_release(&SRC->h5);
    free(SRC);
}

bool store_source_has(const struct store_source *SRC, uint32_t replication)
{
    return SRC && replication < SRC->replications && SRC->complete[replication] == 1;
}

uint32_t store_source_replications(const struct store_source *SRC)
{
    return (uint32_t)SRC->replications;
}

static bool has_bytes(const char *path)
{
    struct stat at;

    return stat(path, &at) == 0 && S_ISREG(at.st_mode) && at.st_size > 0;
}

/* How good it is to go on from: by what it has. What is about another scenario is at least worth
 * telling, and so is what is there and cannot be read. */
static uint64_t worth(const struct store_source *SRC)
{
    uint64_t count = 0;

    if (!SRC)
        return 0;
    if (SRC->h5.status)
        return SRC->h5.status == GATESIM_EINPUT ? 2 : has_bytes(SRC->h5.path);
    for (uint32_t r = 0; r < SRC->replications; r++)
        count += store_source_has(SRC, r);
    return 3 * count;
}

/* path and ending, or NULL. */
static char *beside(const char *path, const char *ending)
{
    size_t size = strlen(path) + strlen(ending) + 1;
    char *s = malloc(size);

    if (s)
        snprintf(s, size, "%s%s", path, ending);
    return s;
}

/* Open file, and keep it in *best if it is better. */
static int take_better(const char *file, const struct gatesim_scenario *S,
                       struct store_source **best)
{
    struct store_source *SRC;

    if (store_source_open(file, S, &SRC) == GATESIM_ENOMEM)
        return GATESIM_ENOMEM;
    if (worth(SRC) > worth(*best)) {
        store_source_close(*best, false);
        *best = SRC;
    } else {
        store_source_close(SRC, false);
    }
    return 0;
}

/* The best of the files at these paths. */
static int find_best(const char *path, const char *partial, const char *previous,
                     const struct gatesim_scenario *S, struct store_source **best)
{
    int status = take_better(path, S, best);

    if (!status)
        status = take_better(previous, S, best);
    if (!status && temporary_is_free(partial))
        status = take_better(partial, S, best);
    if (status || !*best)
        return status;
    if ((*best)->h5.status == 0 && strcmp((*best)->h5.path, partial) == 0 &&
        rename(partial, previous) != 0)
        return GATESIM_EIO;
    return (*best)->h5.status;
}

/* What was kept at partial, and nothing else. */
static int find_kept(const char *path, const char *partial, const char *previous,
                     const struct gatesim_scenario *S, struct store_source **kept)
{
    (void)path;
    return rename(partial, previous) == 0 ? store_source_open(previous, S, kept) : GATESIM_EIO;
}

/* Find a source at path or beside it, whose file there is the source's from now on. */
static int find(const char *path, const struct gatesim_scenario *S, struct store_source **source,
                int (*which)(const char *path, const char *partial, const char *previous,
                             const struct gatesim_scenario *S, struct store_source **found))
{
    char *partial = beside(path, ".partial"), *previous = beside(path, ".previous");
    int status = GATESIM_ENOMEM;

    *source = NULL;
    if (partial && previous)
        status = which(path, partial, previous, S, source);
    if (*source && strcmp((*source)->h5.path, path) != 0) {
        (*source)->moved = previous;
        previous = NULL;
    }
    free(previous);
    free(partial);
    return status;
}

int store_source_resume(const char *path, const struct gatesim_scenario *S,
                        struct store_source **source)
{
    const int status = find(path, S, source, find_best);

    if (status && *source && (*source)->h5.status != status) {
        store_source_close(*source, false);
        *source = NULL;
    }
    return status;
}

int store_source_reopen(const char *path, const struct gatesim_scenario *S,
                        struct store_source **source)
{
    return find(path, S, source, find_kept);
}

/* One column of rows first.. of a log, into a block. */
static void read_log_column(struct store_source *SRC, const struct log_table *T,
                            const struct log_column *C, hsize_t first, struct log_block *B)
{
    char *path = beside(T->group, "/");
    char *name = path ? beside(path, C->name) : NULL;
    hid_t dataset = name ? h5_find(&SRC->h5, name) : no_memory(SRC);

    if (h5_length(&SRC->h5, dataset) != h5_size(&SRC->h5, dataset))
        not_results(&SRC->h5);
    h5_read_rows(&SRC->h5, dataset, log_native(C->type), first, B->rows, B->data + C->offset);
    h5_drop(&SRC->h5, dataset);
    free(name);
    free(path);
}

/* The rows of a replication in one log, appended to L. */
static void read_log(struct store_source *SRC, uint32_t replication, struct log *L,
                     enum log_kind kind)
{
    const struct log_table *T = &SRC->tables[kind];
    uint64_t first = 0, left = SRC->counts[kind][replication];

    for (uint32_t r = 0; r < replication; r++)
        first += SRC->counts[kind][r];
    while (left > 0 && !SRC->h5.status) {
        struct log_block *B = log_add_block(L, kind);

        if (!B) {
            no_memory(SRC);
            return;
        }
        B->rows = left < LOG_ROWS ? (size_t)left : LOG_ROWS;
        for (size_t i = 0; i < T->count; i++)
            read_log_column(SRC, T, &T->columns[i], first, B);
        first += B->rows;
        left -= B->rows;
    }
}

/* The log of a replication; NULL with no trouble when there is none. */
static struct log *read_logs(struct store_source *SRC, uint32_t replication)
{
    const struct log_table *tables[LOG_KINDS];
    struct log *L;

    for (int kind = 0; kind < LOG_KINDS; kind++)
        tables[kind] = SRC->tables[kind].columns ? &SRC->tables[kind] : NULL;
    if (!tables[LOG_TRUCK])
        return NULL;
    L = log_create(tables, replication);
    if (!L)
        no_memory(SRC);
    for (enum log_kind kind = LOG_TRUCK; L && kind < LOG_KINDS; kind++)
        if (tables[kind])
            read_log(SRC, replication, L, kind);
    return L;
}

/* The values of one column of a replication. */
static void read_column(struct store_source *SRC, const struct gatesim_column *C, size_t size,
                        uint32_t replication, double *values)
{
    char *path = beside(C->group, "/");
    char *name = path ? beside(path, C->name) : NULL;
    hid_t dataset = name ? h5_find(&SRC->h5, name) : no_memory(SRC);

    check_shape(SRC, dataset, size);
    h5_read_rows(&SRC->h5, dataset, H5T_NATIVE_DOUBLE, replication, 1, values);
    h5_drop(&SRC->h5, dataset);
    free(name);
    free(path);
}

static uint64_t read_number(struct store_source *SRC, const char *path, uint32_t replication)
{
    hid_t dataset = h5_find(&SRC->h5, path);
    uint64_t number = 0;

    check_shape(SRC, dataset, 1);
    h5_read_rows(&SRC->h5, dataset, H5T_NATIVE_UINT64, replication, 1, &number);
    h5_drop(&SRC->h5, dataset);
    return number;
}

static void read_record(struct store_source *SRC, uint32_t replication, double *values,
                        struct store_record *record)
{
    size_t count;
    const struct gatesim_column *columns = gatesim_columns(&count);

    *record = (struct store_record){.values = values, .complete = true};
    record->fingerprint = read_number(SRC, "fingerprint", replication);
    record->events = read_number(SRC, "events", replication);
    for (size_t i = 0; i < count; i++) {
        size_t size = gatesim_column_size(SRC->scenario, i);

        if (size > 0)
            read_column(SRC, &columns[i], size, replication, values);
        values += size;
    }
}

int store_copy(struct store *ST, struct store_source *SRC, uint32_t replication, double *values,
               struct store_record *record)
{
    struct h5_printing saved = store_enter(ST);
    struct log *L;
    int status;

    read_record(SRC, replication, values, record);
    L = read_logs(SRC, replication);
    status = SRC->h5.status;
    store_leave(ST, saved);
    if (!status)
        return store_publish_log(ST, replication, record, L);
    log_destroy(L);
    return status;
}

/* All that store_copy reads of one replication. */
static void read_replication(struct store_source *SRC, uint32_t replication, double *values)
{
    struct store_record record;

    read_record(SRC, replication, values, &record);
    log_destroy(read_logs(SRC, replication));
}

static void read_source(struct store_source *SRC)
{
    double *values = malloc((gatesim_values_count(SRC->scenario) + 1) * sizeof *values);

    for (uint32_t r = 0; values && !SRC->h5.status && r < store_source_replications(SRC); r++)
        if (store_source_has(SRC, r))
            read_replication(SRC, r, values);
    free(values);
}

int store_probe(void *P, FILE *out)
{
    const struct store_probe *probe = P;
    struct store_source *SRC = NULL;
    char *text = NULL;

    (void)out;
    if (probe->scenario) {
        (void)store_source_open(probe->file, probe->scenario, &SRC);
        (void)h5_quiet();
        if (SRC)
            read_source(SRC);
        store_source_close(SRC, false);
    } else {
        (void)store_text(probe->file, &text);
        free(text);
    }
    return 0;
}

/* What went wrong, taken from H, or NULL. */
static char *take_error(struct h5 *H)
{
    char *error = H->error;

    H->error = NULL;
    return error;
}

/* The scenario in an open file; NULL with the trouble noted. */
static char *find_scenario(struct h5 *H)
{
    char *text;

    check_version(H);
    text = read_scenario(H);
    if (!text)
        not_results(H); /* unless something else is noted */
    return text;
}

int store_text(const char *file, char **text)
{
    struct h5_printing saved = h5_quiet();
    struct h5 H;
    int status = h5_init(&H, file);

    *text = NULL;
    if (!status) {
        h5_open(&H);
        *text = find_scenario(&H);
        status = H.status;
        if (H.file >= 0)
            H5Fclose(H.file);
    }
    if (status && status != GATESIM_ENOMEM)
        *text = take_error(&H);
    h5_release(&H);
    h5_loud(saved);
    return status && !*text ? GATESIM_ENOMEM : status;
}
