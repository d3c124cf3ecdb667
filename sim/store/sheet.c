/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet is written group by group. Its axes are kept by name until a group ends, since HDF5's
 * dimension scales list the arrays that use them. */
#include "sim/store/sheet_private.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "gatesim/version.h"
#include "sim/base/bug.h"
#include "sim/store/h5.h"
#include "sim/store/partial_file.h"

struct sheet_axis {
    const char *name; /* borrowed until the group ends */
    hsize_t length;
    struct h5_scale scale;
};

struct sheet {
    struct h5 *h5; /* own, or a store's */
    struct h5 own;
    struct partial_file file;
    struct h5_printing printing; /* of before, to be put back */
    hid_t group;                 /* that is open; the file at the top */
    size_t axes;                 /* of the group */
    struct sheet_axis axis[SHEET_AXES];
};

static void describe(struct sheet *T)
{
    struct h5 *H = T->h5;

    h5_create(H);
    h5_text(H, H->file, "Conventions", "CF-1.10");
    h5_text(H, H->file, "source", "gatesim " GATESIM_VERSION);
    h5_text(H, H->file, "gatesim_version", GATESIM_VERSION);
    T->group = H->file;
}

static int create_file(struct sheet *T, const char *path)
{
    const char *reason;
    const int status = partial_file_take(&T->file, path, &reason);

    if (status == GATESIM_ENOMEM || h5_init(T->h5, status ? path : T->file.partial))
        return GATESIM_ENOMEM;
    if (status) {
        h5_fail(T->h5, status, "cannot create the file", reason);
        return status;
    }
    H5dont_atexit();
    describe(T);
    return T->h5->status;
}

static void destroy(struct sheet *T)
{
    h5_loud(T->printing);
    partial_file_release(&T->file);
    h5_release(&T->own);
    free(T);
}

int sheet_create(const char *path, struct sheet **sheet)
{
    struct sheet *T = calloc(1, sizeof *T);
    int status;

    *sheet = NULL;
    if (!T)
        return GATESIM_ENOMEM;
    T->h5 = &T->own;
    T->printing = h5_quiet();
    T->file.lock = -1;
    T->own.file = T->group = H5I_INVALID_HID;
    status = create_file(T, path);
    if (status == GATESIM_ENOMEM)
        sheet_abandon(T);
    else
        *sheet = T;
    return status;
}

/* Tell the axes what lies along them, and close the group. */
static void end_group(struct sheet *T)
{
    for (size_t i = 0; i < T->axes; i++) {
        h5_scale_end(T->h5, &T->axis[i].scale);
        h5_scale_release(T->h5, &T->axis[i].scale);
        T->axis[i] = (struct sheet_axis){0};
    }
    T->axes = 0;
    if (T->group != T->h5->file)
        h5_drop(T->h5, T->group);
    T->group = T->h5->file;
}

struct sheet *sheet_on(struct h5 *H)
{
    struct sheet *T = calloc(1, sizeof *T);

    if (!T)
        return NULL;
    T->h5 = H;
    T->printing = h5_quiet();
    T->group = H->file;
    return T;
}

void sheet_off(struct sheet *T)
{
    end_group(T);
    h5_loud(T->printing);
    free(T);
}

void sheet_text(struct sheet *T, const char *name, const char *text)
{
    h5_text(T->h5, T->h5->file, name, text);
}

void sheet_number(struct sheet *T, const char *name, double x)
{
    h5_number(T->h5, T->h5->file, name, H5T_NATIVE_DOUBLE, &x);
}

void sheet_count(struct sheet *T, const char *name, uint64_t x)
{
    h5_number(T->h5, T->h5->file, name, H5T_NATIVE_UINT64, &x);
}

void sheet_group(struct sheet *T, const char *name)
{
    end_group(T);
    if (name[0] != '\0')
        T->group = h5_group(T->h5, T->h5->file, name);
}

/* A new axis of a type, whose values are still to be written to the dataset returned. */
static hid_t new_axis(struct sheet *T, const char *name, const char *meaning, hid_t type,
                      size_t length)
{
    const hsize_t dims = length;
    const struct h5_form form = {.name = name, .type = type, .rank = 1, .dims = &dims};
    hid_t dataset = h5_dataset(T->h5, T->group, &form);
    struct sheet_axis *A;

    GS_ASSERT(T->axes < SHEET_AXES);
    A = &T->axis[T->axes++];
    *A = (struct sheet_axis){.name = name, .length = length};
    h5_scale(T->h5, &A->scale, dataset, name);
    h5_text(T->h5, dataset, "long_name", meaning);
    return dataset;
}

void sheet_labels(struct sheet *T, const char *name, const char *meaning, size_t length,
                  const char *const *labels)
{
    hid_t type = h5_string(T->h5);

    h5_write_strings(T->h5, new_axis(T, name, meaning, type, length), labels);
    if (type >= 0)
        H5Tclose(type);
}

void sheet_coordinates(struct sheet *T, const char *name, const char *unit, const char *meaning,
                       size_t length, const double *values)
{
    hid_t dataset = new_axis(T, name, meaning, H5T_IEEE_F64LE, length);

    h5_text(T->h5, dataset, "units", unit);
    h5_write(T->h5, dataset, H5T_NATIVE_DOUBLE, values);
}

static struct sheet_axis *find_axis(struct sheet *T, const char *name)
{
    for (size_t i = 0; i < T->axes; i++)
        if (strcmp(T->axis[i].name, name) == 0)
            return &T->axis[i];
    GS_BUG("the sheet has no axis %s here", name);
}

/* A new array along axes; to close with h5_drop. */
static hid_t new_array(struct sheet *T, const struct h5_form *named, const char *meaning,
                       size_t rank, const char *const *axes)
{
    struct h5_scale *scales[SHEET_RANK];
    hsize_t dims[SHEET_RANK];
    struct h5_form form = *named;
    hid_t dataset;

    GS_ASSERT(rank <= SHEET_RANK);
    for (size_t i = 0; i < rank; i++) {
        scales[i] = &find_axis(T, axes[i])->scale;
        dims[i] = find_axis(T, axes[i])->length;
    }
    form.rank = (unsigned)rank;
    form.dims = dims;
    dataset = h5_dataset(T->h5, T->group, &form);
    h5_text(T->h5, dataset, "long_name", meaning);
    if (rank > 0)
        h5_attach(T->h5, dataset, scales, form.rank);
    return dataset;
}

/* A new array of numbers. */
static hid_t new_values(struct sheet *T, const char *name, const char *unit, const char *meaning,
                        size_t rank, const char *const *axes)
{
    const struct h5_form form = {.name = name, .type = H5T_NATIVE_DOUBLE, .nan = true};
    hid_t dataset = new_array(T, &form, meaning, rank, axes);

    h5_text(T->h5, dataset, "units", unit);
    return dataset;
}

void sheet_values(struct sheet *T, const char *name, const char *unit, const char *meaning,
                  size_t rank, const char *const *axes, const double *values)
{
    hid_t dataset = new_values(T, name, unit, meaning, rank, axes);

    h5_write(T->h5, dataset, H5T_NATIVE_DOUBLE, values);
    h5_drop(T->h5, dataset);
}

/* How many values an array of so many axes has. */
static size_t size_of(struct sheet *T, size_t rank, const char *const *axes)
{
    size_t size = 1;

    for (size_t i = 0; i < rank; i++)
        size *= find_axis(T, axes[i])->length;
    return size;
}

uint64_t sheet_place(struct sheet *T, const char *name, const char *unit, const char *meaning,
                     size_t rank, const char *const *axes)
{
    const size_t count = size_of(T, rank, axes), size = count * sizeof(double);
    double *chunk = malloc(size + H5_SEAL);
    hid_t dataset = new_values(T, name, unit, meaning, rank, axes);
    haddr_t place = HADDR_UNDEF;

    GS_ASSERT(rank > 0);
    for (size_t i = 0; chunk && i < count; i++)
        chunk[i] = NAN;
    if (chunk) {
        h5_seal(chunk, size);
        place = h5_place(T->h5, dataset, chunk, size + H5_SEAL);
    } else {
        h5_fail(T->h5, GATESIM_ENOMEM, "cannot write", gatesim_status_text(GATESIM_ENOMEM));
    }
    h5_drop(T->h5, dataset);
    free(chunk);
    return place;
}

void sheet_strings(struct sheet *T, const char *name, const char *meaning, size_t rank,
                   const char *const *axes, const char *const *strings)
{
    hid_t type = h5_string(T->h5);
    const struct h5_form form = {.name = name, .type = type};
    hid_t dataset = new_array(T, &form, meaning, rank, axes);

    h5_write_strings(T->h5, dataset, strings);
    h5_drop(T->h5, dataset);
    if (type >= 0)
        H5Tclose(type);
}

int sheet_finish(struct sheet *T)
{
    const char *reason;
    int status;

    end_group(T);
    h5_close(T->h5);
    if (T->h5->status == 0 && partial_file_keep(&T->file, &reason) != 0)
        h5_fail(T->h5, GATESIM_EIO, "cannot put the file in its place", reason);
    if (T->h5->status)
        partial_file_remove(&T->file);
    status = T->h5->status;
    if (!status)
        destroy(T);
    return status;
}

void sheet_abandon(struct sheet *T)
{
    if (!T)
        return;
    partial_file_remove(&T->file);
    end_group(T);
    h5_close(T->h5);
    destroy(T);
}

const char *sheet_error(const struct sheet *T)
{
    return T->h5->error ? T->h5->error : "";
}
