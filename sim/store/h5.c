/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every function starts by asking whether all is still well, and notes the first call that
 * was not; see h5.h. */
#define _POSIX_C_SOURCE 200809L /* pread, pwrite */

#include "sim/store/h5.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gatesim/status.h"
#include "sim/base/control.h"

/* More attributes of one object than this would go to a place of their own. */
enum { H5_ATTRIBUTES = 64 };

struct h5_printing h5_quiet(void)
{
    struct h5_printing saved = {NULL, NULL};

    /* Said before HDF5 is started, that is here: at exit it would write what could not be written,
     * and can crash. */
    H5dont_atexit();
    H5Eget_auto2(H5E_DEFAULT, &saved.print, &saved.user);
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    return saved;
}

void h5_loud(struct h5_printing saved)
{
    H5Eset_auto2(H5E_DEFAULT, saved.print, saved.user);
}

int h5_init(struct h5 *H, const char *path)
{
    *H = (struct h5){.file = H5I_INVALID_HID, .descriptor = -1, .path = strdup(path)};
    return H->path ? 0 : GATESIM_ENOMEM;
}

void h5_release(struct h5 *H)
{
    free(H->error);
    free(H->path);
    *H = (struct h5){.file = H5I_INVALID_HID, .descriptor = -1};
}

void h5_fail(struct h5 *H, int status, const char *what, const char *reason)
{
    size_t size;

    if (H->status)
        return;
    H->status = status;
    size = strlen(H->path) + strlen(what) + strlen(reason) + sizeof ": : ";
    H->error = malloc(size);
    if (!H->error)
        return;
    snprintf(H->error, size, "%s: %s: %s", H->path, what, reason);
    control_clean(H->error); /* the reason may quote the file */
}

/* What HDF5 says of a failure: the system's reason where there is one, else its own. */
struct h5_reason {
    char text[256];
    bool found;
};

static herr_t h5_reason_of(unsigned n, const H5E_error2_t *error, void *user)
{
    static const char mark[] = "error message = '";
    struct h5_reason *R = user;
    const char *system = error->desc ? strstr(error->desc, mark) : NULL;

    if (system) {
        system += sizeof mark - 1;
        snprintf(R->text, sizeof R->text, "%.*s", (int)strcspn(system, "'"), system);
        R->found = true;
    } else if (!R->found && n == 0 && error->desc) {
        snprintf(R->text, sizeof R->text, "%s", error->desc);
    }
    return 0;
}

int64_t h5_check(struct h5 *H, int64_t result, const char *what)
{
    struct h5_reason R = {"HDF5 gives no reason", false};

    if (result >= 0 || H->status)
        return result;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, h5_reason_of, &R);
    h5_fail(H, GATESIM_EIO, what, R.text);
    return result;
}

/* How HDF5 opens files. The head of the file is that of version 1.8: the one of 1.10 is marked
 * while the file is open for writing, and HDF5 would refuse what a killed run has left. */
static hid_t h5_access(struct h5 *H)
{
    hid_t list = h5_check(H, H5Pcreate(H5P_FILE_ACCESS), "cannot start HDF5");

    h5_check(H, H5Pset_libver_bounds(list, H5F_LIBVER_V18, H5F_LIBVER_V110), "cannot set format");
    h5_check(H, H5Pset_file_locking(list, 0, 1), "cannot switch file locks off");
    h5_check(H, H5Pset_fclose_degree(list, H5F_CLOSE_STRONG), "cannot set how files close");
    /* No room is put by, which a flush would give back: where things lie in the file must not
     * depend on when it is flushed. */
    h5_check(H, H5Pset_meta_block_size(list, 0), "cannot set how files grow");
    h5_check(H, H5Pset_small_data_block_size(list, 0), "cannot set how files grow");
    return list;
}

/* What the property list of a group, a dataset or the file says. */
static void h5_orderly(struct h5 *H, hid_t list)
{
    unsigned order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

    h5_check(H, H5Pset_attr_creation_order(list, order), "cannot set the order of attributes");
    h5_check(H, H5Pset_attr_phase_change(list, H5_ATTRIBUTES, 0), "cannot set attributes");
    h5_check(H, H5Pset_obj_track_times(list, 0), "cannot switch times off");
}

/* The property list of a group, or of the file, which is one. */
static hid_t h5_group_list(struct h5 *H, hid_t class)
{
    unsigned order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
    hid_t list = h5_check(H, H5Pcreate(class), "cannot describe a group");

    h5_orderly(H, list);
    h5_check(H, H5Pset_link_creation_order(list, order), "cannot set the order of links");
    return list;
}

/* The property list of a dataset. */
static hid_t h5_dataset_list(struct h5 *H, bool nan)
{
    static const char what[] = "cannot describe a dataset";
    hid_t list = h5_check(H, H5Pcreate(H5P_DATASET_CREATE), what);
    double nan_value = NAN;

    h5_orderly(H, list);
    if (nan)
        h5_check(H, H5Pset_fill_value(list, H5T_NATIVE_DOUBLE, &nan_value), what);
    return list;
}

/* The property list of datasets in chunks, but for how large these are. */
static hid_t h5_chunked(struct h5 *H, bool packed, bool nan)
{
    static const char what[] = "cannot describe a dataset";
    const hsize_t one = 1;
    hid_t list = h5_dataset_list(H, nan);

    h5_check(H, H5Pset_chunk(list, 1, &one), what);
    if (packed) {
        h5_check(H, H5Pset_shuffle(list), what);
        h5_check(H, H5Pset_deflate(list, 1), what);
    }
    h5_check(H, H5Pset_fletcher32(list), what);
    return list;
}

/* How datasets are opened of which HDF5 keeps no chunk in memory. */
static hid_t h5_no_cache(struct h5 *H)
{
    hid_t list = h5_check(H, H5Pcreate(H5P_DATASET_ACCESS), "cannot start HDF5");

    h5_check(H, H5Pset_chunk_cache(list, 1, 0, H5D_CHUNK_CACHE_W0_DEFAULT), "cannot start HDF5");
    return list;
}

static void h5_lists_create(struct h5 *H)
{
    struct h5_lists *P = &H->lists;

    P->link = h5_check(H, H5Pcreate(H5P_LINK_CREATE), "cannot start HDF5");
    h5_check(H, H5Pset_char_encoding(P->link, H5T_CSET_UTF8), "cannot set UTF-8");
    P->group = h5_group_list(H, H5P_GROUP_CREATE);
    P->single = h5_dataset_list(H, false);
    h5_check(H, H5Pset_layout(P->single, H5D_COMPACT), "cannot describe a dataset");
    P->access = h5_no_cache(H);
    P->texts = h5_dataset_list(H, false);
    h5_check(H, H5Pset_alloc_time(P->texts, H5D_ALLOC_TIME_EARLY), "cannot describe a dataset");
    for (int i = 0; i < 4; i++)
        P->datasets[i / 2][i % 2] = h5_chunked(H, i / 2, i % 2);
}

static void h5_list_release(hid_t list)
{
    if (list > 0)
        H5Pclose(list);
}

static void h5_lists_release(struct h5_lists *P)
{
    h5_list_release(P->link);
    h5_list_release(P->group);
    h5_list_release(P->single);
    h5_list_release(P->texts);
    h5_list_release(P->access);
    for (int i = 0; i < 4; i++)
        h5_list_release(P->datasets[i / 2][i % 2]);
    *P = (struct h5_lists){0};
}

void h5_create(struct h5 *H)
{
    hid_t access = h5_access(H), list = h5_group_list(H, H5P_FILE_CREATE);

    h5_lists_create(H);
    if (!H->status)
        H->file = h5_check(H, H5Fcreate(H->path, H5F_ACC_TRUNC, list, access), "cannot create");
    /* What is in the file has the form of version 1.10, in which chunks are found by lists that are
     * short and have checksums. */
    if (!H->status)
        h5_check(H, H5Fset_libver_bounds(H->file, H5F_LIBVER_V110, H5F_LIBVER_V110),
                 "cannot set format");
    H5Pclose(list);
    H5Pclose(access);
}

void h5_open(struct h5 *H)
{
    hid_t access = h5_access(H);

    if (!H->status && H5Fis_hdf5(H->path) == 0)
        h5_fail(H, GATESIM_EIO, "cannot open", "it is not an HDF5 file");
    if (!H->status)
        H->file = h5_check(H, H5Fopen(H->path, H5F_ACC_RDONLY, access), "cannot open");
    H5Pclose(access);
}

void h5_flush(struct h5 *H)
{
    if (!H->status)
        h5_check(H, H5Fflush(H->file, H5F_SCOPE_GLOBAL), "cannot write");
}

void h5_close(struct h5 *H)
{
    h5_lists_release(&H->lists);
    if (H->file >= 0 && H->status != GATESIM_EIO)
        h5_check(H, H5Fclose(H->file), "cannot close");
    H->file = H5I_INVALID_HID;
}

hid_t h5_group(struct h5 *H, hid_t parent, const char *name)
{
    if (H->status)
        return H5I_INVALID_HID;
    return h5_check(H, H5Gcreate2(parent, name, H->lists.link, H->lists.group, H5P_DEFAULT),
                    "cannot add a group");
}

/* The property list of a dataset; borrowed. */
static hid_t h5_list_of(struct h5 *H, const struct h5_form *form)
{
    hid_t list;

    if (H5Tis_variable_str(form->type) > 0)
        return H->lists.texts;
    if (form->rank == 0)
        return H->lists.single;
    list = H->lists.datasets[form->packed][form->nan];
    h5_check(H, H5Pset_chunk(list, (int)form->rank, form->chunk ? form->chunk : form->dims),
             "cannot describe a dataset");
    return list;
}

static hid_t h5_space(struct h5 *H, const struct h5_form *form)
{
    hsize_t limit[H5S_MAX_RANK];

    if (form->rank == 0)
        return h5_check(H, H5Screate(H5S_SCALAR), "cannot describe a dataset");
    memcpy(limit, form->dims, form->rank * sizeof *limit);
    if (form->grows)
        limit[0] = H5S_UNLIMITED;
    return h5_check(H, H5Screate_simple((int)form->rank, form->dims, limit),
                    "cannot describe a dataset");
}

hid_t h5_dataset(struct h5 *H, hid_t parent, const struct h5_form *form)
{
    hid_t list, space, dataset = H5I_INVALID_HID;
    double nan_value = NAN;

    if (H->status)
        return dataset;
    list = h5_list_of(H, form);
    space = h5_space(H, form);
    if (!H->status)
        dataset = h5_check(
            H,
            H5Dcreate2(parent, form->name, form->type, space, H->lists.link, list, H->lists.access),
            "cannot add a dataset");
    H5Sclose(space);
    if (form->nan)
        h5_numbers(H, dataset, "_FillValue", H5T_IEEE_F64LE, 1, &nan_value);
    return dataset;
}

void h5_drop(struct h5 *H, hid_t object)
{
    if (object > 0 && H->status != GATESIM_EIO)
        h5_check(H, H5Oclose(object), "cannot write");
}

/* What count indices of the first dimension, from first on, are in file and in memory. */
static void h5_select(struct h5 *H, hid_t dataset, hsize_t first, hsize_t count, hid_t *file,
                      hid_t *memory)
{
    hsize_t start[H5S_MAX_RANK] = {first}, size[H5S_MAX_RANK] = {0};
    int rank;

    *file = h5_check(H, H5Dget_space(dataset), "cannot select");
    rank = H5Sget_simple_extent_dims(*file, size, NULL);
    size[0] = count;
    *memory = h5_check(H, H5Screate_simple(rank, size, NULL), "cannot select");
    h5_check(H, H5Sselect_hyperslab(*file, H5S_SELECT_SET, start, NULL, size, NULL),
             "cannot select");
}

void h5_write_rows(struct h5 *H, hid_t dataset, hid_t type, hsize_t first, hsize_t count,
                   const void *values)
{
    hid_t file, memory;

    if (H->status)
        return;
    h5_select(H, dataset, first, count, &file, &memory);
    if (!H->status)
        h5_check(H, H5Dwrite(dataset, type, memory, file, H5P_DEFAULT, values), "cannot write");
    H5Sclose(memory);
    H5Sclose(file);
}

/* Fletcher's checksum of 32 bits (Fletcher 1982) as HDF5 has it: of 16-bit words whose first byte
 * is the higher, in ones' complement, an odd byte at the end being a higher one. */
static uint32_t h5_fletcher(const unsigned char *at, size_t size)
{
    enum { WORDS = 1 << 16 }; /* after which the sums are folded: they would run over */
    uint64_t sum = 0, sums = 0;

    while (size > 0) {
        size_t words = size / 2 < WORDS ? size / 2 : WORDS;

        size -= 2 * words;
        for (; words > 0; words--, at += 2)
            sums += sum += (uint64_t)at[0] << 8 | at[1];
        if (size == 1) {
            sums += sum += (uint64_t)at[0] << 8;
            size = 0;
        }
        while (sum >> 16)
            sum = (sum & 0xffff) + (sum >> 16);
        while (sums >> 16)
            sums = (sums & 0xffff) + (sums >> 16);
    }
    return (uint32_t)(sums << 16 | sum);
}

void h5_seal(void *chunk, size_t size)
{
    unsigned char *seal = (unsigned char *)chunk + size;
    const uint32_t sum = h5_fletcher(chunk, size);

    for (int i = 0; i < H5_SEAL; i++)
        seal[i] = (unsigned char)(sum >> 8 * i);
}

void h5_write_chunk(struct h5 *H, hid_t dataset, hsize_t first, const void *chunk, size_t size,
                    uint32_t skipped)
{
    const hsize_t offset[H5S_MAX_RANK] = {first};

    if (!H->status)
        h5_check(H, H5Dwrite_chunk(dataset, H5P_DEFAULT, skipped, offset, size, chunk),
                 "cannot write");
}

haddr_t h5_place(struct h5 *H, hid_t dataset, const void *chunk, size_t size)
{
    const hsize_t offset[H5S_MAX_RANK] = {0};
    haddr_t place = HADDR_UNDEF;
    hsize_t there = 0;
    unsigned skipped;

    h5_write_chunk(H, dataset, 0, chunk, size, 0);
    if (!H->status)
        h5_check(H, H5Dget_chunk_info_by_coord(dataset, offset, &skipped, &place, &there),
                 "cannot write");
    if (!H->status && (place == HADDR_UNDEF || there != size))
        h5_fail(H, GATESIM_EIO, "cannot write", "HDF5 does not say where");
    return place;
}

/* How many bytes a call has passed on; what it failed with is noted, unless it is to be repeated.
 */
static size_t h5_passed(struct h5 *H, ssize_t done, const char *what)
{
    if (done < 0 && errno != EINTR)
        h5_fail(H, GATESIM_EIO, what, strerror(errno));
    return done > 0 ? (size_t)done : 0;
}

void h5_put(struct h5 *H, haddr_t place, const void *chunk, size_t size)
{
    const char *at = chunk;

    for (size_t n; size > 0 && !H->status; at += n, place += n, size -= n)
        n = h5_passed(H, pwrite(H->descriptor, at, size, (off_t)place), "cannot write");
}

void h5_grow(struct h5 *H, hid_t dataset, hsize_t length)
{
    hsize_t dims[H5S_MAX_RANK] = {0};
    hid_t space;

    if (H->status)
        return;
    space = h5_check(H, H5Dget_space(dataset), "cannot write");
    h5_check(H, H5Sget_simple_extent_dims(space, dims, NULL), "cannot write");
    if (!H->status && dims[0] != length) {
        dims[0] = length;
        h5_check(H, H5Dset_extent(dataset, dims), "cannot write");
    }
    H5Sclose(space);
}

void h5_read_rows(struct h5 *H, hid_t dataset, hid_t type, hsize_t first, hsize_t count,
                  void *values)
{
    hid_t file, memory;

    if (H->status)
        return;
    h5_select(H, dataset, first, count, &file, &memory);
    if (!H->status)
        h5_check(H, H5Dread(dataset, type, memory, file, H5P_DEFAULT, values), "cannot read");
    H5Sclose(memory);
    H5Sclose(file);
}

bool h5_try_rows(struct h5 *H, hid_t dataset, hid_t type, hsize_t first, hsize_t count,
                 void *values, bool checked)
{
    hid_t file = H5I_INVALID_HID, memory = H5I_INVALID_HID, transfer;
    bool well;

    if (H->status)
        return false;
    transfer = h5_check(H, H5Pcreate(H5P_DATASET_XFER), "cannot read");
    h5_check(H, H5Pset_edc_check(transfer, checked ? H5Z_ENABLE_EDC : H5Z_DISABLE_EDC),
             "cannot read");
    h5_select(H, dataset, first, count, &file, &memory);
    well = !H->status && H5Dread(dataset, type, memory, file, transfer, values) >= 0;
    H5Sclose(memory);
    H5Sclose(file);
    H5Pclose(transfer);
    return well;
}

hsize_t h5_chunk_rows(struct h5 *H, hid_t dataset)
{
    hsize_t chunk[H5S_MAX_RANK] = {1};
    hid_t list;

    if (H->status)
        return 1;
    list = h5_check(H, H5Dget_create_plist(dataset), "cannot read");
    if (!H->status && H5Pget_layout(list) == H5D_CHUNKED)
        (void)H5Pget_chunk(list, H5S_MAX_RANK, chunk);
    H5Pclose(list);
    return chunk[0] > 0 ? chunk[0] : 1;
}

hid_t h5_find(struct h5 *H, const char *path, bool once)
{
    hid_t access, dataset = H5I_INVALID_HID;

    if (H->status)
        return dataset;
    access = once ? h5_no_cache(H) : H5P_DEFAULT;
    if (!H->status)
        dataset = h5_check(H, H5Dopen2(H->file, path, access), "cannot open a dataset");
    if (once)
        H5Pclose(access);
    return dataset;
}

hsize_t h5_length(struct h5 *H, hid_t dataset)
{
    hsize_t dims[H5S_MAX_RANK] = {0};
    hid_t space;

    if (H->status)
        return 0;
    space = h5_check(H, H5Dget_space(dataset), "cannot read");
    h5_check(H, H5Sget_simple_extent_dims(space, dims, NULL), "cannot read");
    H5Sclose(space);
    return dims[0];
}

hsize_t h5_size(struct h5 *H, hid_t dataset)
{
    hssize_t size;
    hid_t space;

    if (H->status)
        return 0;
    space = h5_check(H, H5Dget_space(dataset), "cannot read");
    size = h5_check(H, H5Sget_simple_extent_npoints(space), "cannot read");
    H5Sclose(space);
    return size < 0 ? 0 : (hsize_t)size;
}

void h5_write(struct h5 *H, hid_t dataset, hid_t type, const void *values)
{
    if (!H->status)
        h5_check(H, H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), "cannot write");
}

void h5_read(struct h5 *H, hid_t dataset, hid_t type, void *values)
{
    if (!H->status)
        h5_check(H, H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), "cannot read");
}
