/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What describes datasets and groups: strings, attributes, and the scales of dimensions. */
#include "sim/store/h5.h"

#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "gatesim/status.h"

/* Bytes of strings, as HDF5 sees them, that are converted at a time. */
enum { H5_CONVERSION = 4096 };

/* The CRC-32 of texts, each with the zero byte at its end. */
static uint32_t h5_crc_of(const char *const *strings, hsize_t count)
{
    uLong crc = crc32_z(0, NULL, 0);

    for (hsize_t i = 0; i < count; i++)
        crc = crc32_z(crc, (const Bytef *)strings[i], strlen(strings[i]) + 1);
    return (uint32_t)crc;
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

/* A number of size bytes, an attribute of an object. Returns whether it is there. */
static bool h5_read_number(hid_t object, const char *name, hid_t type, size_t size, void *value)
{
    const hid_t attribute = H5Aopen(object, name, H5P_DEFAULT);
    const bool read = attribute >= 0 && H5Aget_storage_size(attribute) == size &&
                      H5Aread(attribute, type, value) >= 0;

    if (attribute >= 0)
        H5Aclose(attribute);
    return read;
}

bool h5_read_seed(struct h5 *H, uint64_t *seed)
{
    return !H->status && h5_read_number(H->file, "seed", H5T_NATIVE_UINT64, sizeof *seed, seed);
}

/* Whether a text is the one that was written to the dataset. */
static bool h5_crc_fits(hid_t dataset, const char *text)
{
    uint32_t crc;

    return h5_read_number(dataset, "crc32", H5T_NATIVE_UINT32, sizeof crc, &crc) &&
           crc == h5_crc_of(&text, 1);
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
    if (text && !h5_crc_fits(dataset, text)) {
        h5_fail(H, GATESIM_EIO, "cannot read", "it is damaged: a text has another checksum");
        free(text);
        text = NULL;
    }
    if (type >= 0)
        H5Tclose(type);
    return text;
}

/* Strings are converted on the way; unless told otherwise HDF5 clears 2 MB for that each time,
 * which was most of the time of making a file. */
void h5_write_strings(struct h5 *H, hid_t dataset, const char *const *strings)
{
    hid_t type = h5_string(H), transfer;
    uint32_t crc;

    if (H->status)
        return;
    transfer = h5_check(H, H5Pcreate(H5P_DATASET_XFER), "cannot write");
    h5_check(H, H5Pset_buffer(transfer, H5_CONVERSION, NULL, NULL), "cannot write");
    h5_check(H, H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, transfer, strings), "cannot write");
    H5Pclose(transfer);
    H5Tclose(type);
    crc = h5_crc_of(strings, h5_size(H, dataset));
    h5_number(H, dataset, "crc32", H5T_NATIVE_UINT32, &crc);
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
