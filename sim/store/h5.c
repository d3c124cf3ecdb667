/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every function starts by asking whether all is still well, and notes the first call that
 * was not; see h5.h. */
#include "sim/store/h5.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"

/* More attributes of one object than this would go to a place of their own. */
enum { H5_ATTRIBUTES = 64 };

/* Bytes of values up to which a dataset is small. */
enum { H5_SMALL = 1024 };

/* Bytes of strings, as HDF5 sees them, that are converted at a time. */
enum { H5_CONVERSION = 4096 };

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
    *H = (struct h5){.file = H5I_INVALID_HID, .path = strdup(path)};
    return H->path ? 0 : GATESIM_ENOMEM;
}

void h5_release(struct h5 *H)
{
    free(H->error);
    free(H->path);
    *H = (struct h5){.file = H5I_INVALID_HID};
}

void h5_fail(struct h5 *H, int status, const char *what, const char *reason)
{
    size_t size;

    if (H->status)
        return;
    H->status = status;
    size = strlen(H->path) + strlen(what) + strlen(reason) + sizeof ": : ";
    H->error = malloc(size);
    if (H->error)
        snprintf(H->error, size, "%s: %s: %s", H->path, what, reason);
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

/* How HDF5 opens files: in the format that every HDF5 since 1.8 reads. */
static hid_t h5_access(struct h5 *H)
{
    hid_t list = h5_check(H, H5Pcreate(H5P_FILE_ACCESS), "cannot start HDF5");

    h5_check(H, H5Pset_libver_bounds(list, H5F_LIBVER_V18, H5F_LIBVER_V18), "cannot set format");
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

/* The lists of datasets in one piece. Where they lie must not depend on when they are first
 * written; the small lie in what describes them. */
static void h5_lists_create(struct h5 *H)
{
    struct h5_lists *P = &H->lists;

    P->link = h5_check(H, H5Pcreate(H5P_LINK_CREATE), "cannot start HDF5");
    h5_check(H, H5Pset_char_encoding(P->link, H5T_CSET_UTF8), "cannot set UTF-8");
    P->group = h5_group_list(H, H5P_GROUP_CREATE);
    for (int i = 0; i < 4; i++) {
        hid_t list = h5_dataset_list(H, i / 2), *at = &P->datasets[i / 2][i % 2];

        h5_check(H, H5Pset_layout(list, i % 2 ? H5D_COMPACT : H5D_CONTIGUOUS),
                 "cannot describe a dataset");
        h5_check(H, H5Pset_alloc_time(list, H5D_ALLOC_TIME_EARLY), "cannot describe a dataset");
        *at = list;
    }
}

static void h5_lists_release(struct h5_lists *P)
{
    if (P->link > 0)
        H5Pclose(P->link);
    if (P->group > 0)
        H5Pclose(P->group);
    for (int i = 0; i < 4; i++)
        if (P->datasets[i / 2][i % 2] > 0)
            H5Pclose(P->datasets[i / 2][i % 2]);
    *P = (struct h5_lists){0};
}

void h5_create(struct h5 *H)
{
    hid_t access = h5_access(H), list = h5_group_list(H, H5P_FILE_CREATE);

    h5_lists_create(H);
    if (!H->status)
        H->file = h5_check(H, H5Fcreate(H->path, H5F_ACC_TRUNC, list, access), "cannot create");
    H5Pclose(list);
    H5Pclose(access);
}

void h5_open(struct h5 *H)
{
    hid_t access = h5_access(H);

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

/* The property list of a dataset in chunks; to close. */
static hid_t h5_chunked(struct h5 *H, const struct h5_form *form)
{
    static const char what[] = "cannot describe a dataset";
    hid_t list = h5_dataset_list(H, form->nan);

    h5_check(H, H5Pset_chunk(list, (int)form->rank, form->chunk), what);
    if (form->packed) {
        h5_check(H, H5Pset_shuffle(list), what);
        h5_check(H, H5Pset_deflate(list, 1), what);
    }
    return list;
}

/* Whether a dataset has a place in the object that describes it. */
static bool h5_small(const struct h5_form *form)
{
    hsize_t bytes = H5Tget_size(form->type);

    for (unsigned i = 0; i < form->rank; i++)
        bytes *= form->dims[i];
    return bytes <= H5_SMALL;
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
    list = form->chunk ? h5_chunked(H, form) : H->lists.datasets[form->nan][h5_small(form)];
    space = h5_space(H, form);
    if (!H->status)
        dataset = h5_check(
            H, H5Dcreate2(parent, form->name, form->type, space, H->lists.link, list, H5P_DEFAULT),
            "cannot add a dataset");
    H5Sclose(space);
    if (form->chunk)
        H5Pclose(list);
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

void h5_write_chunk(struct h5 *H, hid_t dataset, hsize_t first, const void *data, size_t size,
                    uint32_t skipped)
{
    const hsize_t offset[H5S_MAX_RANK] = {first};

    if (!H->status)
        h5_check(H, H5Dwrite_chunk(dataset, H5P_DEFAULT, skipped, offset, size, data),
                 "cannot write");
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

hid_t h5_find(struct h5 *H, const char *path)
{
    if (H->status)
        return H5I_INVALID_HID;
    return h5_check(H, H5Dopen2(H->file, path, H5P_DEFAULT), "cannot open a dataset");
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

static char *room_for_text(struct h5 *H, size_t size)
{
    char *text = calloc(size + 1, 1);

    if (!text)
        h5_fail(H, GATESIM_ENOMEM, "cannot read", gatesim_status_text(GATESIM_ENOMEM));
    return text;
}

/* The text of an open attribute, unless it is of another kind or longer than it says. */
static char *text_of(struct h5 *H, hid_t attribute)
{
    hid_t type = H5Aget_type(attribute);
    size_t size = H5Tget_size(type);
    char *text = NULL;

    if (H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) == 0 &&
        H5Aget_storage_size(attribute) == size)
        text = room_for_text(H, size);
    if (text && H5Aread(attribute, type, text) < 0) {
        free(text);
        text = NULL;
    }
    H5Tclose(type);
    return text;
}

char *h5_read_text(struct h5 *H, const char *name)
{
    hid_t attribute;
    char *text;

    if (H->status)
        return NULL;
    attribute = H5Aopen(H->file, name, H5P_DEFAULT);
    if (attribute < 0)
        return NULL;
    text = text_of(H, attribute);
    H5Aclose(attribute);
    return text;
}

char *h5_read_string(struct h5 *H, hid_t dataset)
{
    hid_t type = h5_string(H);
    char *held = NULL, *text = NULL;

    if (h5_size(H, dataset) == 1)
        h5_read(H, dataset, type, &held);
    if (held) {
        text = room_for_text(H, strlen(held));
        if (text)
            memcpy(text, held, strlen(held));
        H5free_memory(held);
    }
    if (type >= 0)
        H5Tclose(type);
    return text;
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

/* Strings are converted on the way; unless told otherwise HDF5 clears 2 MB for that each time,
 * which was most of the time of making a file. */
void h5_write_strings(struct h5 *H, hid_t dataset, const char *const *strings)
{
    hid_t type = h5_string(H), transfer;

    if (H->status)
        return;
    transfer = h5_check(H, H5Pcreate(H5P_DATASET_XFER), "cannot write");
    h5_check(H, H5Pset_buffer(transfer, H5_CONVERSION, NULL, NULL), "cannot write");
    h5_check(H, H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, transfer, strings), "cannot write");
    H5Pclose(transfer);
    H5Tclose(type);
}

hid_t h5_string(struct h5 *H)
{
    hid_t type;

    if (H->status)
        return H5I_INVALID_HID;
    type = h5_check(H, H5Tcopy(H5T_C_S1), "cannot describe a text");
    h5_check(H, H5Tset_size(type, H5T_VARIABLE), "cannot describe a text");
    h5_check(H, H5Tset_cset(type, H5T_CSET_UTF8), "cannot describe a text");
    return type;
}

/* An attribute of count values of a type, or a single one when count is 0. */
static void h5_attribute(struct h5 *H, hid_t object, const char *name, hid_t type, hsize_t count,
                         const void *values)
{
    hid_t space, attribute;

    if (H->status)
        return;
    space = count ? H5Screate_simple(1, &count, NULL) : H5Screate(H5S_SCALAR);
    attribute = h5_check(H, H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT),
                         "cannot add an attribute");
    if (!H->status)
        h5_check(H, H5Awrite(attribute, type, values), "cannot write an attribute");
    if (attribute >= 0)
        h5_check(H, H5Aclose(attribute), "cannot write an attribute");
    H5Sclose(space);
}

/* count texts of size bytes each; 0 is one that is no list. */
static void h5_fixed_text(struct h5 *H, hid_t object, const char *name, const char *text,
                          size_t count, size_t size, H5T_str_t padding, H5T_cset_t set)
{
    hid_t type;

    if (H->status)
        return;
    type = h5_check(H, H5Tcopy(H5T_C_S1), "cannot describe a text");
    h5_check(H, H5Tset_size(type, size), "cannot describe a text");
    h5_check(H, H5Tset_strpad(type, padding), "cannot describe a text");
    h5_check(H, H5Tset_cset(type, set), "cannot describe a text");
    h5_attribute(H, object, name, type, count, text);
    H5Tclose(type);
}

void h5_text(struct h5 *H, hid_t object, const char *name, const char *text)
{
    if (*text)
        h5_fixed_text(H, object, name, text, 0, strlen(text), H5T_STR_NULLPAD, H5T_CSET_UTF8);
}

void h5_texts(struct h5 *H, hid_t object, const char *name, size_t size, size_t count,
              const char *texts)
{
    h5_fixed_text(H, object, name, texts, count, size, H5T_STR_NULLPAD, H5T_CSET_UTF8);
}

void h5_number(struct h5 *H, hid_t object, const char *name, hid_t type, const void *value)
{
    h5_attribute(H, object, name, type, 0, value);
}

void h5_numbers(struct h5 *H, hid_t object, const char *name, hid_t type, size_t count,
                const void *values)
{
    if (count)
        h5_attribute(H, object, name, type, count, values);
}

static hobj_ref_t h5_reference(struct h5 *H, hid_t dataset)
{
    hobj_ref_t reference = 0;

    if (!H->status)
        h5_check(H, H5Rcreate(&reference, dataset, ".", H5R_OBJECT, -1),
                 "cannot refer to a dataset");
    return reference;
}

void h5_scale(struct h5 *H, struct h5_scale *X, hid_t dataset, const char *name)
{
    static const char class[] = "DIMENSION_SCALE";

    *X = (struct h5_scale){.dataset = dataset, .reference = h5_reference(H, dataset)};
    h5_fixed_text(H, dataset, "CLASS", class, 0, sizeof class, H5T_STR_NULLTERM, H5T_CSET_ASCII);
    h5_fixed_text(H, dataset, "NAME", name, 0, strlen(name) + 1, H5T_STR_NULLTERM, H5T_CSET_ASCII);
}

/* Remember a user of a scale. */
static void h5_use(struct h5 *H, struct h5_scale *X, struct h5_use use)
{
    if (X->count == X->room) {
        size_t room = X->room ? 2 * X->room : 16;
        struct h5_use *uses = realloc(X->uses, room * sizeof *uses);

        if (!uses) {
            h5_fail(H, GATESIM_ENOMEM, "cannot write", gatesim_status_text(GATESIM_ENOMEM));
            return;
        }
        X->uses = uses;
        X->room = room;
    }
    X->uses[X->count++] = use;
}

void h5_attach(struct h5 *H, hid_t dataset, struct h5_scale *const *scales, unsigned rank)
{
    hvl_t list[H5S_MAX_RANK];
    hobj_ref_t reference = h5_reference(H, dataset);
    hid_t type;

    if (H->status)
        return;
    for (unsigned i = 0; i < rank; i++) {
        list[i] = (hvl_t){.len = 1, .p = &scales[i]->reference};
        h5_use(H, scales[i], (struct h5_use){reference, (int32_t)i, 0});
    }
    type = h5_check(H, H5Tvlen_create(H5T_STD_REF_OBJ), "cannot attach a dimension");
    h5_attribute(H, dataset, "DIMENSION_LIST", type, rank, list);
    H5Tclose(type);
}

static hid_t h5_use_type(struct h5 *H)
{
    hid_t type =
        h5_check(H, H5Tcreate(H5T_COMPOUND, sizeof(struct h5_use)), "cannot describe users");

    h5_check(H, H5Tinsert(type, "dataset", offsetof(struct h5_use, dataset), H5T_STD_REF_OBJ),
             "cannot describe users");
    h5_check(H, H5Tinsert(type, "dimension", offsetof(struct h5_use, dimension), H5T_STD_I32LE),
             "cannot describe users");
    return type;
}

void h5_scale_end(struct h5 *H, struct h5_scale *X)
{
    hid_t type;

    if (!H->status && X->count) {
        type = h5_use_type(H);
        h5_attribute(H, X->dataset, "REFERENCE_LIST", type, X->count, X->uses);
        H5Tclose(type);
    }
}

void h5_scale_release(struct h5 *H, struct h5_scale *X)
{
    free(X->uses);
    h5_drop(H, X->dataset);
    *X = (struct h5_scale){.dataset = H5I_INVALID_HID};
}
