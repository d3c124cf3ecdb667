/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables say what there is; everything here is a loop over one of them. */
#include "sim/store/layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "gatesim/time.h"
#include "gatesim/version.h"

/* The most dimensions of a column: replication, two axes, statistic; bytes of an axis' name. */
enum { LAYOUT_RANK = 4, LAYOUT_NAME = 16 };

static void no_memory(struct h5 *H)
{
    h5_fail(H, GATESIM_ENOMEM, "cannot describe the file", gatesim_status_text(GATESIM_ENOMEM));
}

static void write_start(struct h5 *H, const char *name, int64_t epoch)
{
    struct gatesim_civil C;
    char text[64];

    gatesim_civil(epoch, 0, &C);
    snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d", C.year, C.month, C.day, C.hour,
             C.minute, C.second);
    h5_text(H, H->file, name, text);
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

/* An axis whose positions are numbers of a type, the same in memory and file. */
static void create_coordinates(struct h5 *H, hid_t group, struct h5_scale *X,
                               const struct h5_form *form, const char *unit, const char *meaning,
                               const void *values)
{
    hid_t dataset = h5_dataset(H, group, form);

    h5_scale(H, X, dataset, form->name);
    h5_text(H, dataset, "units", unit);
    h5_text(H, dataset, "long_name", meaning);
    h5_write(H, dataset, form->type, values);
}

static void create_replication(struct layout *L, struct h5 *H, hid_t group, struct h5_scale *X)
{
    uint32_t *numbers = malloc(L->replications * sizeof *numbers);
    const hsize_t length = L->replications;
    const struct h5_form form = {
        .name = "replication", .type = H5T_NATIVE_UINT32, .rank = 1, .dims = &length};

    for (uint32_t i = 0; numbers && i < L->replications; i++)
        numbers[i] = i;
    if (numbers)
        create_coordinates(H, group, X, &form, "1", LAYOUT_REPLICATION_MEANING, numbers);
    else
        no_memory(H);
    free(numbers);
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
        return "s";
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
        create_coordinates(H, group, X, &form, unit, meaning, values);
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

/* create_column(L, H, G, C): what is packed stays open; what is not is written past HDF5. */
static struct layout_values create_column(struct layout *L, struct h5 *H, struct layout_group *G,
                                          const struct gatesim_column *C)
{
    struct layout_shape shape = shape_of(L, G, C);
    struct h5_form form = {.name = C->name, .type = H5T_NATIVE_DOUBLE, .nan = true};
    hsize_t chunk[LAYOUT_RANK], bytes = sizeof(double);
    hid_t dataset;

    memcpy(chunk, shape.dims, sizeof chunk);
    if (!G->estimate)
        chunk[0] = 1;
    for (unsigned i = 0; i < shape.rank; i++)
        bytes *= chunk[i];
    form.rank = shape.rank;
    form.dims = shape.dims;
    form.packed = packed_pays(bytes, G->estimate ? 1 : L->replications);
    form.chunk = form.packed ? chunk : NULL;
    dataset = h5_dataset(H, G->group, &form);
    h5_text(H, dataset, "units", C->unit);
    h5_text(H, dataset, "long_name", C->meaning);
    h5_attach(H, dataset, shape.scales, shape.rank);
    L->packs = L->packs || form.packed;
    if (form.packed)
        return (struct layout_values){dataset, HADDR_UNDEF};
    return (struct layout_values){H5I_INVALID_HID, h5_place(H, dataset)};
}

/* Bytes of a column in a replication. */
static size_t width_of(const struct layout *L, size_t column)
{
    return gatesim_column_size(L->scenario, column) * sizeof(double);
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
    struct layout_values *datasets = G->estimate ? L->estimates : L->columns;

    G->group = h5_group(H, parent, G->name);
    if (!G->estimate)
        create_replication(L, H, G->group, &G->outer);
    create_axes(L, H, G, columns);
    if (G->estimate)
        create_statistic(H, G->group, &G->outer);
    for (size_t i = 0; i < L->count; i++)
        if (belongs(L, columns, i, G->name))
            datasets[i] = create_column(L, H, G, &columns[i]);
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

hid_t layout_counts(struct layout *L, struct h5 *H, const char *name, hid_t type,
                    const char *meaning)
{
    const hsize_t length = L->replications;
    const struct h5_form form = {.name = name, .type = type, .rank = 1, .dims = &length};
    struct h5_scale *scale = &L->replication;
    hid_t dataset = h5_dataset(H, H->file, &form);

    h5_text(H, dataset, "long_name", meaning);
    h5_attach(H, dataset, &scale, 1);
    return dataset;
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
        hid_t dataset = layout_counts(L, H, forms[i].name,
                                      forms[i].bytes == 1 ? H5T_NATIVE_UINT8 : H5T_NATIVE_UINT64,
                                      forms[i].meaning);

        if (i == LAYOUT_COMPLETE) {
            h5_numbers(H, dataset, "flag_values", H5T_NATIVE_UINT8, 2, values);
            h5_text(H, dataset, "flag_meanings", LAYOUT_FLAGS);
        }
        L->numbers[i] = h5_place(H, dataset);
    }
}

/* Room for all columns, none there. */
static struct layout_values *no_values(size_t count)
{
    struct layout_values *values = malloc((count + 1) * sizeof *values);

    for (size_t i = 0; values && i < count; i++)
        values[i] = (struct layout_values){H5I_INVALID_HID, HADDR_UNDEF};
    return values;
}

/* All but packed columns wait; the numbers come behind the columns. */
static void choose_waiting(struct layout *L)
{
    for (size_t i = 0; i < L->count; i++)
        if (L->columns[i].place != HADDR_UNDEF)
            batch_add(&L->waiting, L->columns[i].place, width_of(L, i));
    batch_add(&L->waiting, L->numbers[LAYOUT_FINGERPRINT], sizeof(uint64_t));
    batch_add(&L->waiting, L->numbers[LAYOUT_EVENTS], sizeof(uint64_t));
}

void layout_create(struct layout *L, struct h5 *H, const struct gatesim_scenario *S,
                   uint32_t replications)
{
    const struct gatesim_column *columns;
    hid_t estimate;

    *L = (struct layout){.scenario = S, .replications = replications};
    columns = gatesim_columns(&L->count);
    L->columns = no_values(L->count);
    L->estimates = no_values(L->count);
    if (!L->columns || !L->estimates ||
        batch_init(&L->waiting, L->count + LAYOUT_REPLICATION_DATASETS)) {
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
    choose_waiting(L);
}

void layout_end(struct layout *L, struct h5 *H)
{
    h5_scale_end(H, &L->replication);
    h5_scale_release(H, &L->replication);
}

void layout_write(struct layout *L, struct h5 *H, uint32_t replication,
                  const struct store_record *record, const struct packed *packed)
{
    struct batch *B = &L->waiting;
    const struct pack_chunk *C = packed->chunks;
    const double *values = record->values;
    size_t put = 0;

    batch_begin(B, H, replication);
    for (size_t i = 0; i < L->count; i++) {
        if (L->columns[i].place != HADDR_UNDEF)
            batch_put(B, put++, values);
        else if (L->columns[i].dataset >= 0) {
            h5_write_chunk(H, L->columns[i].dataset, replication, C->data, C->size, C->skipped);
            C++;
        }
        values += gatesim_column_size(L->scenario, i);
    }
    batch_put(B, put++, &record->fingerprint);
    batch_put(B, put++, &record->events);
}

void layout_flush(struct layout *L, struct h5 *H)
{
    batch_write(&L->waiting, H);
}

void layout_complete(struct layout *L, struct h5 *H, uint32_t first, uint32_t count,
                     const bool *complete)
{
    _Static_assert(sizeof *complete == 1, "as they lie in the file");

    h5_put(H, L->numbers[LAYOUT_COMPLETE] + first, complete, count);
}

void layout_column(const struct layout *L, struct h5 *H, size_t column, double *values)
{
    const struct layout_values *V = &L->columns[column];

    if (V->place != HADDR_UNDEF)
        h5_get(H, V->place, values, L->replications * width_of(L, column));
    else if (V->dataset >= 0)
        h5_read(H, V->dataset, H5T_NATIVE_DOUBLE, values);
}

void layout_estimates(const struct layout *L, struct h5 *H, size_t column, const double *values)
{
    const struct layout_values *V = &L->estimates[column];

    if (V->place != HADDR_UNDEF)
        h5_put(H, V->place, values, LAYOUT_STATISTICS * width_of(L, column));
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
    batch_release(&L->waiting);
    free(L->estimates);
    free(L->columns);
    *L = (struct layout){0};
}
