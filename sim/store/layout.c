/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables say what there is; everything here is a loop over one of them. */
#include "sim/store/layout.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "gatesim/status.h"
#include "gatesim/time.h"
#include "gatesim/version.h"

/* The most dimensions of a column: replication, two axes, statistic; bytes of an axis' name. */
enum { LAYOUT_RANK = 4, LAYOUT_NAME = 16 };

/* Bytes of the chunks that are filled side by side. What a run that is stopped has not filled is in
 * its file all the same, so they are not large; but a chunk that holds all replications that are
 * asked for needs no list of chunks. */
enum { LAYOUT_CHUNK = 1 << 20, LAYOUT_WHOLE = 4 << 20 };

static void no_memory(struct h5 *H)
{
    h5_fail(H, GATESIM_ENOMEM, "cannot describe the file", gatesim_status_text(GATESIM_ENOMEM));
}

#define START_SIZE 64

/* Writes the start of a run as ISO 8601 has it, with a letter between date and time, to b. */
static char *start_text(char *b, int64_t epoch, char between)
{
    struct gatesim_civil C;

    gatesim_civil(epoch, 0, &C);
    snprintf(b, START_SIZE, "%04d-%02d-%02d%c%02d:%02d:%02d", C.year, C.month, C.day, between,
             C.hour, C.minute, C.second);
    return b;
}

static void write_start(struct h5 *H, const char *name, int64_t epoch)
{
    char text[START_SIZE];

    h5_text(H, H->file, name, start_text(text, epoch, 'T'));
}

void layout_instants(struct h5 *H, hid_t dataset, const struct gatesim_scenario *S)
{
    struct gatesim_scenario_info info;
    char start[START_SIZE], unit[START_SIZE + sizeof "seconds since "];

    gatesim_scenario_info(S, &info);
    snprintf(unit, sizeof unit, "seconds since %s", start_text(start, info.epoch, ' '));
    h5_text(H, dataset, "units", unit);
    h5_text(H, dataset, "calendar", "proleptic_gregorian");
}

static void write_seconds(struct h5 *H, const char *name, gatesim_ticks t)
{
    double seconds = gatesim_seconds(t);

    h5_number(H, H->file, name, H5T_NATIVE_DOUBLE, &seconds);
}

static void write_attribute(struct h5 *H, const struct gatesim_scenario *S,
                            const struct gatesim_scenario_info *I, enum layout_attribute which,
                            const char *name)
{
    switch (which) {
    case LAYOUT_CONVENTIONS:
        h5_text(H, H->file, name, "CF-1.10");
        break;
    case LAYOUT_TITLE:
        h5_text(H, H->file, name, I->title);
        break;
    case LAYOUT_QUESTION:
        h5_text(H, H->file, name, I->question);
        break;
    case LAYOUT_CURRENCY:
        h5_text(H, H->file, name, I->currency);
        break;
    case LAYOUT_SOURCE:
        h5_text(H, H->file, name, "gatesim " GATESIM_VERSION);
        break;
    case LAYOUT_VERSION:
        h5_text(H, H->file, name, GATESIM_VERSION);
        break;
    case LAYOUT_SHA256:
        h5_text(H, H->file, name, gatesim_scenario_sha256(S));
        break;
    case LAYOUT_SEED:
        h5_number(H, H->file, name, H5T_NATIVE_UINT64, &I->seed);
        break;
    case LAYOUT_START:
        write_start(H, name, I->epoch);
        break;
    case LAYOUT_DURATION:
        write_seconds(H, name, I->duration);
        break;
    case LAYOUT_WARM_UP:
        write_seconds(H, name, I->warm_up);
        break;
    case LAYOUT_ATTRIBUTES:
        break;
    }
}

static void write_attributes(struct h5 *H, const struct gatesim_scenario *S)
{
    static const char *const names[] = {
#define LAYOUT_CODE(code, name, meaning) name,
        LAYOUT_ATTRIBUTE_LIST(LAYOUT_CODE)
#undef LAYOUT_CODE
    };
    struct gatesim_scenario_info info;

    gatesim_scenario_info(S, &info);
    for (enum layout_attribute i = 0; i < LAYOUT_ATTRIBUTES; i++)
        write_attribute(H, S, &info, i, names[i]);
}

/* The scenario is a dataset: attributes of more than 64 kB are not for every reader. */
static void write_scenario(struct h5 *H, const struct gatesim_scenario *S)
{
    hid_t type = h5_string(H);
    const struct h5_form form = {.name = "scenario", .type = type};
    hid_t dataset = h5_dataset(H, H->file, &form);
    const char *text = gatesim_scenario_text(S);

    h5_text(H, dataset, "long_name", LAYOUT_SCENARIO_MEANING);
    h5_write_strings(H, dataset, &text);
    h5_drop(H, dataset);
    if (type >= 0)
        H5Tclose(type);
}

/* An axis whose positions have names. */
static void create_labels(struct h5 *H, hid_t group, struct h5_scale *X, const char *name,
                          const char *meaning, hsize_t length, const char *const *labels)
{
    hid_t type = h5_string(H);
    const struct h5_form form = {.name = name, .type = type, .rank = 1, .dims = &length};
    hid_t dataset = h5_dataset(H, group, &form);

    h5_scale(H, X, dataset, name);
    h5_text(H, dataset, "long_name", meaning);
    h5_write_strings(H, dataset, labels);
    if (type >= 0)
        H5Tclose(type);
}

/* An axis whose positions are numbers of a type, the same in memory and file; instants of a run of
 * S, unless unit says what else. */
static void create_coordinates(struct h5 *H, hid_t group, struct h5_scale *X,
                               const struct h5_form *form, const struct gatesim_scenario *S,
                               const char *unit, const char *meaning, const void *values)
{
    hid_t dataset = h5_dataset(H, group, form);

    h5_scale(H, X, dataset, form->name);
    if (strcmp(unit, LAYOUT_INSTANT) == 0)
        layout_instants(H, dataset, S);
    else
        h5_text(H, dataset, "units", unit);
    h5_text(H, dataset, "long_name", meaning);
    h5_write(H, dataset, form->type, values);
}

/* A dataset whose first dimension are the replications, dims the lengths of the others: in chunks
 * as the batch has them unless form has its own. */
static hid_t along_replications(struct layout *L, struct h5 *H, hid_t group, struct h5_form form,
                                const hsize_t *others)
{
    hsize_t dims[LAYOUT_RANK] = {L->batch.grows ? 0 : L->replications};
    hsize_t chunk[LAYOUT_RANK] = {L->batch.most};

    for (unsigned i = 1; i < form.rank; i++)
        dims[i] = chunk[i] = others[i - 1];
    if (form.packed) /* a wide column, or the numbers of the replications */
        chunk[0] = form.rank > 1 ? 1 : BATCH_NUMBERS;
    form.dims = dims;
    form.chunk = chunk;
    form.grows = L->batch.grows;
    return h5_dataset(H, group, &form);
}

/* The axis of replications of a group. */
static void create_replication(struct layout *L, struct h5 *H, hid_t group, struct h5_scale *X)
{
    const struct h5_form form = {
        .name = "replication", .type = H5T_NATIVE_UINT32, .rank = 1, .packed = L->batch.grows};
    hid_t dataset = along_replications(L, H, group, form, NULL);

    h5_scale(H, X, dataset, form.name);
    h5_text(H, dataset, "units", "1");
    h5_text(H, dataset, "long_name", LAYOUT_REPLICATION_MEANING);
    if (dataset >= 0)
        H5Iinc_ref(dataset); /* the scale's and the batch's */
    row_buffer_add(&L->batch, H, dataset, sizeof(uint32_t), BATCH_NUMBER);
}

static void create_statistic(struct h5 *H, hid_t group, struct h5_scale *X)
{
    static const char *const labels[] = {
#define LAYOUT_CODE(code, name, meaning) name,
        LAYOUT_STATISTIC_LIST(LAYOUT_CODE)
#undef LAYOUT_CODE
    };

    create_labels(H, group, X, "statistic", LAYOUT_STATISTIC_MEANING, LAYOUT_STATISTICS, labels);
}

const char *layout_axis_unit(enum gatesim_axis axis)
{
    switch (axis) {
    case GATESIM_AXIS_TIME:
    case GATESIM_AXIS_DAY:
    case GATESIM_AXIS_COUNT:
        return LAYOUT_INSTANT;
    case GATESIM_AXIS_HOUR:
        return "h";
    default:
        return NULL;
    }
}

static void create_axis(struct layout *L, struct h5 *H, hid_t group, struct h5_scale *X,
                        enum gatesim_axis axis)
{
    const hsize_t length = gatesim_axis_length(L->scenario, axis);
    const char *name = gatesim_axis_name(axis), *meaning = gatesim_axis_meaning(axis);
    const char *unit = layout_axis_unit(axis);
    const char **labels = malloc(length * sizeof *labels);
    double *values = malloc(length * sizeof *values);
    const struct h5_form form = {
        .name = name, .type = H5T_NATIVE_DOUBLE, .rank = 1, .dims = &length};

    for (size_t i = 0; labels && values && i < length; i++) {
        labels[i] = gatesim_axis_label(L->scenario, axis, i);
        values[i] = gatesim_axis_coordinate(L->scenario, axis, i);
    }
    if (!labels || !values)
        no_memory(H);
    else if (unit)
        create_coordinates(H, group, X, &form, L->scenario, unit, meaning, values);
    else
        create_labels(H, group, X, name, meaning, length, labels);
    free(values);
    free(labels);
}

/* One group of columns, or of their estimates, while it is described. */
struct layout_group {
    const char *name;
    bool estimate;
    hid_t group;
    struct h5_scale axes[GATESIM_AXES];
    struct h5_scale outer; /* replication, or statistic */
};

/* Whether a column is of the group and has values in this scenario. */
static bool belongs(const struct layout *L, const struct gatesim_column *columns, size_t i,
                    const char *group)
{
    return strcmp(columns[i].group, group) == 0 && gatesim_column_size(L->scenario, i) > 0;
}

/* The axes of the group's columns, in the order of the list of axes. */
static void create_axes(struct layout *L, struct h5 *H, struct layout_group *G,
                        const struct gatesim_column *columns)
{
    for (enum gatesim_axis axis = GATESIM_AXIS_NONE + 1; axis < GATESIM_AXES; axis++) {
        bool used = false;

        for (size_t i = 0; i < L->count; i++)
            if (belongs(L, columns, i, G->name))
                used = used || columns[i].axis[0] == axis || columns[i].axis[1] == axis;
        if (used)
            create_axis(L, H, G->group, &G->axes[axis], axis);
    }
}

/* The dimensions of a column, replication first; an estimate's end with the statistic. */
struct layout_shape {
    unsigned rank;
    hsize_t dims[LAYOUT_RANK];
    struct h5_scale *scales[LAYOUT_RANK];
};

static void add_dimension(struct layout_shape *P, hsize_t length, struct h5_scale *scale)
{
    P->dims[P->rank] = length;
    P->scales[P->rank++] = scale;
}

static struct layout_shape shape_of(struct layout *L, struct layout_group *G,
                                    const struct gatesim_column *C)
{
    struct layout_shape P = {0};

    if (!G->estimate)
        add_dimension(&P, L->replications, &G->outer);
    for (int i = 0; i < 2; i++)
        if (C->axis[i] != GATESIM_AXIS_NONE)
            add_dimension(&P, gatesim_axis_length(L->scenario, C->axis[i]), &G->axes[C->axis[i]]);
    if (G->estimate)
        add_dimension(&P, LAYOUT_STATISTICS, &G->outer);
    return P;
}

/* Bytes of a column in a replication. */
static size_t width_of(const struct layout *L, size_t column)
{
    return gatesim_column_size(L->scenario, column) * sizeof(double);
}

static void describe_column(struct h5 *H, hid_t dataset, const struct gatesim_column *C,
                            const struct layout_shape *shape)
{
    h5_text(H, dataset, "units", C->unit);
    h5_text(H, dataset, "long_name", C->meaning);
    h5_attach(H, dataset, shape->scales, shape->rank);
}

/* A column: what is packed stays open. */
static void create_column(struct layout *L, struct h5 *H, struct layout_group *G,
                          const struct gatesim_column *C, size_t column)
{
    const struct layout_shape shape = shape_of(L, G, C);
    const bool packed = packed_columns_wide(L->scenario, L->replications, column);
    const struct h5_form form = {.name = C->name,
                                 .type = H5T_NATIVE_DOUBLE,
                                 .rank = shape.rank,
                                 .packed = packed,
                                 .nan = true};
    hid_t dataset = along_replications(L, H, G->group, form, shape.dims + 1);

    describe_column(H, dataset, C, &shape);
    if (packed)
        L->columns[column].dataset = dataset;
    else
        L->columns[column].row =
            row_buffer_add(&L->batch, H, dataset, width_of(L, column), BATCH_NAN);
    L->packs = L->packs || packed;
}

/* Write the seal of a chunk of size bytes in L->chunk, or without values one that has none. */
static size_t seal_estimates(struct layout *L, size_t size, const double *values)
{
    const double nan_value = NAN;

    for (size_t at = 0; at < size; at += sizeof nan_value)
        memcpy(L->chunk + at, values ? values++ : &nan_value, sizeof nan_value);
    h5_seal(L->chunk, size);
    return size + H5_SEAL;
}

/* The estimates of a column. */
static void create_estimates(struct layout *L, struct h5 *H, struct layout_group *G,
                             const struct gatesim_column *C, size_t column)
{
    const struct layout_shape shape = shape_of(L, G, C);
    const size_t size = LAYOUT_STATISTICS * width_of(L, column);
    const struct h5_form form = {.name = C->name,
                                 .type = H5T_NATIVE_DOUBLE,
                                 .rank = shape.rank,
                                 .dims = shape.dims,
                                 .packed = packed_columns_pays(size, 1),
                                 .nan = true};
    hid_t dataset = h5_dataset(H, G->group, &form);

    describe_column(H, dataset, C, &shape);
    if (form.packed) {
        L->estimates[column].dataset = dataset;
    } else {
        L->estimates[column].place = h5_place(H, dataset, L->chunk, seal_estimates(L, size, NULL));
        h5_drop(H, dataset);
    }
    L->packs = L->packs || form.packed;
}

static bool first_of_group(const struct gatesim_column *columns, size_t column)
{
    for (size_t i = 0; i < column; i++)
        if (strcmp(columns[i].group, columns[column].group) == 0)
            return false;
    return true;
}

static void end_group(struct h5 *H, struct layout_group *G)
{
    h5_scale_end(H, &G->outer);
    h5_scale_release(H, &G->outer);
    for (size_t i = 0; i < GATESIM_AXES; i++) {
        h5_scale_end(H, &G->axes[i]);
        h5_scale_release(H, &G->axes[i]);
    }
    h5_drop(H, G->group);
}

/* All columns of one group, or their estimates, below parent. */
static void create_group(struct layout *L, struct h5 *H, hid_t parent, struct layout_group *G,
                         const struct gatesim_column *columns)
{
    G->group = h5_group(H, parent, G->name);
    if (!G->estimate)
        create_replication(L, H, G->group, &G->outer);
    create_axes(L, H, G, columns);
    if (G->estimate)
        create_statistic(H, G->group, &G->outer);
    for (size_t i = 0; i < L->count && !H->status; i++)
        if (belongs(L, columns, i, G->name))
            (G->estimate ? create_estimates : create_column)(L, H, G, &columns[i], i);
    end_group(H, G);
}

static void create_groups(struct layout *L, struct h5 *H, hid_t parent,
                          const struct gatesim_column *columns, bool estimate)
{
    for (size_t i = 0; i < L->count; i++) {
        struct layout_group G = {.name = columns[i].group, .estimate = estimate};

        if (first_of_group(columns, i))
            create_group(L, H, parent, &G, columns);
    }
}

/* The names of a column's dimensions, as NeXus wants them. */
static void write_axes(struct h5 *H, hid_t group, const struct gatesim_column *C)
{
    char names[LAYOUT_RANK][LAYOUT_NAME] = {"replication"};
    size_t count = 1;

    for (int i = 0; i < 2; i++)
        if (C->axis[i] != GATESIM_AXIS_NONE)
            snprintf(names[count++], LAYOUT_NAME, "%s", gatesim_axis_name(C->axis[i]));
    h5_texts(H, group, "axes", LAYOUT_NAME, count, names[0]);
}

/* What a plotting program shows first, after the NeXus conventions: the first column over
 * time. */
static void create_plot(struct layout *L, struct h5 *H, const struct gatesim_column *columns)
{
    size_t i = 0;
    hid_t group;

    while (i < L->count && (columns[i].axis[0] != GATESIM_AXIS_TIME || width_of(L, i) == 0))
        i++;
    if (H->status || i == L->count)
        return;
    group = h5_check(H, H5Gopen2(H->file, columns[i].group, H5P_DEFAULT), "cannot open a group");
    h5_text(H, H->file, "NX_class", "NXroot");
    h5_text(H, H->file, "default", columns[i].group);
    h5_text(H, group, "NX_class", "NXdata");
    h5_text(H, group, "signal", columns[i].name);
    write_axes(H, group, &columns[i]);
    h5_drop(H, group);
}

/* A dataset of a number a replication, of so many bytes. */
static hid_t create_number(struct layout *L, struct h5 *H, const char *name, int bytes,
                           const char *meaning)
{
    const struct h5_form form = {.name = name,
                                 .type = bytes == 1   ? H5T_NATIVE_UINT8
                                         : bytes == 4 ? H5T_NATIVE_UINT32
                                                      : H5T_NATIVE_UINT64,
                                 .rank = 1};
    struct h5_scale *scale = &L->replication;
    hid_t dataset = along_replications(L, H, H->file, form, NULL);

    h5_text(H, dataset, "long_name", meaning);
    h5_attach(H, dataset, &scale, 1);
    return dataset;
}

void layout_log(struct layout *L, struct h5 *H, enum log_kind kind, const char *name)
{
    hid_t dataset = create_number(L, H, name, sizeof(uint64_t), LOG_COUNTS_MEANING);

    L->rows[kind] = row_buffer_add(&L->batch, H, dataset, sizeof(uint64_t), BATCH_ZERO);
}

static void create_numbers(struct layout *L, struct h5 *H)
{
    static const struct {
        const char *name, *meaning;
        int bytes;
    } forms[] = {
#define LAYOUT_CODE(code, name, bytes, meaning) {name, meaning, bytes},
        LAYOUT_REPLICATION_LIST(LAYOUT_CODE)
#undef LAYOUT_CODE
    };
    static const uint8_t values[] = {0, 1};

    create_replication(L, H, H->file, &L->replication);
    for (size_t i = 0; i < LAYOUT_REPLICATION_DATASETS; i++) {
        hid_t dataset = create_number(L, H, forms[i].name, forms[i].bytes, forms[i].meaning);

        if (i == LAYOUT_COMPLETE) {
            h5_numbers(H, dataset, "flag_values", H5T_NATIVE_UINT8, 2, values);
            h5_text(H, dataset, "flag_meanings", LAYOUT_FLAGS);
        }
        L->numbers[i] = row_buffer_add(&L->batch, H, dataset, (size_t)forms[i].bytes, BATCH_ZERO);
    }
}

/* Columns that are not there. Returns the bytes of the widest; SIZE_MAX: no memory. */
static size_t no_columns(struct layout *L)
{
    size_t widest = 0;

    L->columns = malloc((L->count + 1) * sizeof *L->columns);
    L->estimates = malloc((L->count + 1) * sizeof *L->estimates);
    if (!L->columns || !L->estimates)
        return SIZE_MAX;
    for (size_t i = 0; i < L->count; i++) {
        L->columns[i] = (struct layout_column){H5I_INVALID_HID, SIZE_MAX};
        L->estimates[i] = (struct layout_estimates){H5I_INVALID_HID, HADDR_UNDEF};
        if (width_of(L, i) > widest)
            widest = width_of(L, i);
    }
    for (int kind = 0; kind < LOG_KINDS; kind++)
        L->rows[kind] = SIZE_MAX;
    return widest;
}

uint32_t layout_chunk(const struct gatesim_scenario *S, uint32_t replications)
{
    size_t columns, bytes = 1, rows;

    (void)gatesim_columns(&columns);
    for (size_t i = 0; i < columns; i++)
        if (!packed_columns_wide(S, replications, i))
            bytes += gatesim_column_size(S, i) * sizeof(double);
    if (bytes <= LAYOUT_WHOLE / (size_t)replications)
        return replications;
    rows = bytes < LAYOUT_CHUNK ? LAYOUT_CHUNK / bytes : 1;
    return rows < replications ? (uint32_t)rows : replications;
}

/* Room for all. Returns whether there is. */
static bool make_room(struct layout *L)
{
    const size_t widest = no_columns(L);
    const size_t columns = L->count + LAYOUT_REPLICATION_DATASETS + LOG_KINDS;

    if (widest != SIZE_MAX)
        L->chunk = malloc(LAYOUT_STATISTICS * widest + H5_SEAL);
    /* Each group of columns has an axis of replications too. */
    return L->chunk &&
           row_buffer_init(&L->batch, columns + L->count + 1,
                           layout_chunk(L->scenario, L->replications), L->replications) == 0;
}

void layout_create(struct layout *L, struct h5 *H, const struct gatesim_scenario *S,
                   uint32_t replications)
{
    const struct gatesim_column *columns;
    hid_t estimate;

    *L = (struct layout){.scenario = S, .replications = replications};
    columns = gatesim_columns(&L->count);
    if (!make_room(L)) {
        no_memory(H);
        return;
    }
    write_attributes(H, S);
    write_scenario(H, S);
    create_numbers(L, H);
    create_groups(L, H, H->file, columns, false);
    estimate = h5_group(H, H->file, "estimate");
    create_groups(L, H, estimate, columns, true);
    h5_drop(H, estimate);
    create_plot(L, H, columns);
}

bool layout_grows(const struct layout *L)
{
    return L->batch.grows;
}

void layout_end(struct layout *L, struct h5 *H)
{
    h5_scale_end(H, &L->replication);
    h5_scale_release(H, &L->replication);
}

uint32_t layout_crc(uint32_t values, uint32_t replication, const struct store_record *record,
                    const uint64_t rows[LOG_KINDS])
{
    const uint64_t numbers[] = {record->fingerprint, record->events, replication, rows[LOG_TRUCK],
                                rows[LOG_VISIT]};

    return (uint32_t)crc32_z(values, (const Bytef *)numbers, sizeof numbers);
}

/* The chunk of a replication in a wide column. */
static void write_wide(const struct layout *L, struct h5 *H, hid_t dataset, uint32_t replication,
                       const struct pack_chunk *C)
{
    if (L->batch.grows)
        h5_grow(H, dataset, replication + 1);
    h5_write_chunk(H, dataset, replication, C->data, C->size, C->skipped);
}

static void put_numbers(struct layout *L, uint32_t replication, const struct store_record *record,
                        const struct packed_columns *packed, const uint64_t rows[LOG_KINDS])
{
    const uint32_t crc = layout_crc(packed->crc, replication, record, rows);
    const uint8_t complete = record->complete;

    row_buffer_put(&L->batch, L->numbers[LAYOUT_COMPLETE], &complete);
    row_buffer_put(&L->batch, L->numbers[LAYOUT_FINGERPRINT], &record->fingerprint);
    row_buffer_put(&L->batch, L->numbers[LAYOUT_EVENTS], &record->events);
    row_buffer_put(&L->batch, L->numbers[LAYOUT_CRC32], &crc);
    for (int kind = 0; kind < LOG_KINDS; kind++)
        if (L->rows[kind] != SIZE_MAX)
            row_buffer_put(&L->batch, L->rows[kind], &rows[kind]);
}

void layout_write(struct layout *L, struct h5 *H, uint32_t replication,
                  const struct store_record *record, const struct packed_columns *packed,
                  const uint64_t rows[LOG_KINDS])
{
    const struct pack_chunk *C = packed->chunks;
    const double *values = record->values;

    row_buffer_begin(&L->batch, H, replication);
    for (size_t i = 0; i < L->count && !H->status; i++) {
        if (L->columns[i].row != SIZE_MAX)
            row_buffer_put(&L->batch, L->columns[i].row, values);
        else if (L->columns[i].dataset >= 0)
            write_wide(L, H, L->columns[i].dataset, replication, C++);
        values += gatesim_column_size(L->scenario, i);
    }
    if (!H->status)
        put_numbers(L, replication, record, packed, rows);
}

void layout_flush(struct layout *L, struct h5 *H)
{
    row_buffer_write(&L->batch, H);
}

void layout_column(struct layout *L, struct h5 *H, size_t column, hsize_t first, hsize_t count,
                   double *values)
{
    const struct layout_column *V = &L->columns[column];
    const bool wide = V->dataset >= 0;

    if (!wide && V->row == SIZE_MAX)
        return;
    if (!wide && !L->batch.grows) {
        memcpy(values, L->batch.columns[V->row].rows + first * width_of(L, column),
               count * width_of(L, column));
        return;
    }
    row_buffer_write(&L->batch, H);
    if (count > 0)
        h5_read_rows(H, wide ? V->dataset : L->batch.columns[V->row].dataset, H5T_NATIVE_DOUBLE,
                     first, count, values);
}

void layout_put_estimates(struct layout *L, struct h5 *H, size_t column, const double *values)
{
    const struct layout_estimates *V = &L->estimates[column];
    const size_t size = LAYOUT_STATISTICS * width_of(L, column);

    if (V->place != HADDR_UNDEF)
        h5_put(H, V->place, L->chunk, seal_estimates(L, size, values));
    else if (V->dataset >= 0)
        h5_write(H, V->dataset, H5T_NATIVE_DOUBLE, values);
}

void layout_release(struct layout *L, struct h5 *H)
{
    for (size_t i = 0; L->columns && L->estimates && i < L->count; i++) {
        h5_drop(H, L->columns[i].dataset);
        h5_drop(H, L->estimates[i].dataset);
    }
    h5_scale_release(H, &L->replication);
    row_buffer_release(&L->batch, H);
    free(L->chunk);
    free(L->estimates);
    free(L->columns);
    *L = (struct layout){0};
}
