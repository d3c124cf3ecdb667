/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The child's side: HDF5 opens the file, and what is in it is passed on as plain bytes, texts and
 * numbers with their lengths before them.
 *
 * What is read is what the file has: every dataset of numbers along the axis "replication" in
 * a group that has one. The axes of a dataset are its dimension scales. Every function returns
 * whether all is well. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hdf5.h>
#include <zlib.h>

#include "analysis/read/child.h"
#include "analysis/read/reader_private.h"

#define SCALES 256 /* whose names are remembered */

/* Bytes of strings that HDF5 converts at a time; unless told it clears 2 MB each time. */
#define CONVERSION 4096

/* Bytes of values that are read at once. */
#define BLOCK ((size_t)16 << 20)

struct scale {
    haddr_t at;
    char name[READER_NAME];
};

struct source {
    FILE *out;
    hid_t file;
    hid_t strings;              /* how they are read */
    hsize_t replications, kept; /* all; those that are complete, whose values are passed on */
    uint8_t *complete;          /* by replication */
    size_t columns;
    char group[READER_NAME]; /* that is being read */
    bool data;               /* numbers are wanted, not descriptions */
    size_t scales;
    struct scale *scale; /* those that were met */
    bool whole;          /* time series too, and what is said of the run */
    char *trouble;       /* READER_NAME bytes: what cannot be read, in words; "": nothing */
};

/* trouble(R, what, name): note what cannot be read, unless something is noted: a format with the
 * group, a slash and the name, cut where they are long. Returns false. */
static bool trouble(const struct source *R, const char *what, const char *name)
{
    const bool in_group = R->group[0] != '\0';

    if (R->trouble[0] == '\0' && snprintf(R->trouble, READER_NAME, what, in_group ? R->group : "",
                                          in_group ? "/" : "", name) >= READER_NAME)
        R->trouble[READER_NAME - 1] = '\0';
    return false;
}

static const char damaged[] =
    "it is damaged: %s%s%s does not have the checksum that it was written "
    "with";

static bool give(const struct source *R, const void *bytes, size_t size)
{
    return fwrite(bytes, 1, size, R->out) == size;
}

static bool give_number(const struct source *R, uint64_t x)
{
    return give(R, &x, sizeof x);
}

static bool give_text(const struct source *R, const char *text)
{
    return give_number(R, strlen(text)) && give(R, text, strlen(text));
}

/* Whether an attribute is a single value: a list would not have room where one is read. */
static bool is_single(hid_t attribute)
{
    const hid_t space = attribute >= 0 ? H5Aget_space(attribute) : -1;
    const hssize_t count = H5Sget_simple_extent_npoints(space);

    H5Sclose(space);
    return count == 1;
}

/* A text of fixed length, which is however long it is. */
static bool give_fixed(const struct source *R, hid_t attribute, hid_t type)
{
    const size_t size = H5Tget_size(type);
    char *text = size <= READER_TEXT ? calloc(size + 1, 1) : NULL;
    const bool well = text != NULL && H5Aread(attribute, type, text) >= 0 && give_text(R, text);

    free(text);
    return well;
}

static bool give_variable(const struct source *R, hid_t attribute, hid_t type)
{
    char *text = NULL;

    return H5Aread(attribute, type, &text) >= 0 && give_text(R, text != NULL ? text : "");
}

/* A text attribute, of fixed or variable length; "" when there is none. */
static bool give_attribute(const struct source *R, hid_t object, const char *name)
{
    const htri_t there = H5Aexists(object, name);
    hid_t attribute, type;
    bool well;

    if (there <= 0)
        return there == 0 && give_text(R, "");
    attribute = H5Aopen(object, name, H5P_DEFAULT);
    type = H5Aget_type(attribute);
    well = H5Tget_class(type) == H5T_STRING && is_single(attribute);
    if (well)
        well = H5Tis_variable_str(type) > 0 ? give_variable(R, attribute, type)
                                            : give_fixed(R, attribute, type);
    H5Tclose(type);
    H5Aclose(attribute);
    return well;
}

static bool give_attribute_number(const struct source *R, const char *name, hid_t type)
{
    uint64_t bits = 0;
    hid_t attribute = H5Aopen(R->file, name, H5P_DEFAULT);
    const bool well = is_single(attribute) && H5Aread(attribute, type, &bits) >= 0;

    return well && give_number(R, bits);
}

/* The dimensions of a dataset; 0 when it has none, or more than a column may have; -1 when they
 * cannot be read. */
static int shape_of(hid_t dataset, hsize_t dims[READER_RANK])
{
    hid_t space = H5Dget_space(dataset);
    int rank = H5Sget_simple_extent_ndims(space);

    if (rank > READER_RANK)
        rank = 0;
    if (rank > 0 && H5Sget_simple_extent_dims(space, dims, NULL) < 0)
        rank = -1;
    H5Sclose(space);
    return rank;
}

/* give_replications(R): write the number of replications, and for each whether it is complete,
 * which R keeps. Returns whether that went well. */
static bool give_replications(struct source *R)
{
    hid_t dataset = H5Dopen2(R->file, "complete", H5P_DEFAULT);
    hsize_t dims[READER_RANK];
    bool well;

    if (dataset < 0 || shape_of(dataset, dims) != 1)
        return false;
    if (dims[0] > READER_REPLICATIONS)
        return trouble(R, "it has more replications than are read: %s%s%s", "complete");
    R->replications = dims[0];
    R->complete = calloc(dims[0] + 1, 1);
    if (R->complete == NULL)
        return false;
    well = H5Dread(dataset, H5T_NATIVE_UINT8, H5S_ALL, H5S_ALL, H5P_DEFAULT, R->complete) >= 0 ||
           trouble(R, damaged, "complete");
    for (hsize_t r = 0; well && r < dims[0]; r++)
        R->kept += R->complete[r] == 1;
    H5Dclose(dataset);
    return well && give_number(R, dims[0]) && give(R, R->complete, dims[0]);
}

/* keep_complete(R, first, rows, values, size): move those of the rows of values, size bytes each,
 * of the replications from first on, that are of complete ones, to the front. Returns how many. */
static size_t keep_complete(const struct source *R, hsize_t first, hsize_t rows, void *values,
                            size_t size)
{
    unsigned char *bytes = values;
    size_t kept = 0;

    for (hsize_t r = 0; r < rows; r++)
        if (R->complete[first + r] == 1)
            memmove(bytes + kept++ * size, bytes + r * size, size);
    return kept;
}

/* The CRC-32 of texts, each with the zero byte at its end, against that of the dataset. */
static bool crc_fits(hid_t dataset, char *const *texts, hsize_t count)
{
    const hid_t attribute = H5Aopen(dataset, "crc32", H5P_DEFAULT);
    uint32_t written = 0;
    uLong crc = crc32_z(0, NULL, 0);
    const bool read = is_single(attribute) && H5Aread(attribute, H5T_NATIVE_UINT32, &written) >= 0;

    H5Aclose(attribute);
    for (hsize_t i = 0; i < count; i++)
        crc = crc32_z(crc, (const Bytef *)(texts[i] != NULL ? texts[i] : ""),
                      texts[i] != NULL ? strlen(texts[i]) + 1 : 1);
    return read && crc == written;
}

/* The text in a dataset. */
static bool give_scenario(const struct source *R)
{
    hid_t dataset = H5Dopen2(R->file, "scenario", H5P_DEFAULT);
    hid_t type = dataset >= 0 ? H5Dget_type(dataset) : -1, space = H5Dget_space(dataset);
    char *text = NULL;
    bool well = type >= 0 && H5Tis_variable_str(type) > 0 &&
                H5Sget_simple_extent_npoints(space) == 1 &&
                H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, &text) >= 0;

    if (well && !crc_fits(dataset, &text, 1))
        well = trouble(R, damaged, "scenario");
    well = well && give_text(R, text != NULL ? text : "");
    H5Sclose(space);
    H5Tclose(type);
    H5Dclose(dataset);
    return well;
}

static bool give_fingerprints(const struct source *R)
{
    hid_t dataset = H5Dopen2(R->file, "fingerprint", H5P_DEFAULT);
    uint64_t *values = calloc(R->replications + 1, sizeof *values);
    hsize_t dims[READER_RANK];
    bool well = values != NULL && dataset >= 0 && shape_of(dataset, dims) == 1 &&
                dims[0] == R->replications;

    if (well && H5Dread(dataset, H5T_NATIVE_UINT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) < 0)
        well = trouble(R, damaged, "fingerprint");
    if (well)
        well = give(R, values,
                    keep_complete(R, 0, R->replications, values, sizeof *values) * sizeof *values);
    free(values);
    H5Dclose(dataset);
    return well;
}

static bool give_whole(const struct source *R)
{
    return give_attribute(R, R->file, "question") &&
           give_attribute(R, R->file, "gatesim_version") && give_scenario(R) &&
           give_fingerprints(R);
}

/* The scale of a dimension, opened, from the list of references that a dataset keeps. */
static hid_t scale_of(hid_t dataset, int rank, int dimension)
{
    hvl_t list[READER_RANK];
    hid_t attribute = H5Aopen(dataset, "DIMENSION_LIST", H5P_DEFAULT);
    hid_t space = H5Aget_space(attribute), type = H5Tvlen_create(H5T_STD_REF_OBJ), scale = -1;

    if (attribute >= 0 && H5Sget_simple_extent_npoints(space) == rank &&
        H5Aread(attribute, type, list) >= 0 && list[dimension].len == 1)
        scale = H5Rdereference2(dataset, H5P_DEFAULT, H5R_OBJECT, list[dimension].p);
    H5Tclose(type);
    H5Sclose(space);
    H5Aclose(attribute);
    return scale;
}

/* Looks for "class" of "/delay/class"; "" when it has none. HDF5 walks the file for it. */
static bool find_name(hid_t object, char name[READER_NAME])
{
    char path[READER_NAME] = "";
    const bool well = H5Iget_name(object, path, READER_NAME) >= 0;
    const char *slash = strrchr(path, '/');

    strcpy(name, slash != NULL ? slash + 1 : path);
    return well;
}

/* The name of a scale, which many datasets share; the first SCALES are remembered. */
static bool name_of(struct source *R, hid_t scale, char name[READER_NAME])
{
    H5O_info_t info = {.addr = HADDR_UNDEF};
    size_t i = 0;

    if (H5Oget_info2(scale, &info, H5O_INFO_BASIC) < 0)
        return false;
    while (i < R->scales && R->scale[i].at != info.addr)
        i++;
    if (i == R->scales) {
        if (!find_name(scale, name))
            return false;
        if (R->scales == SCALES)
            return true;
        R->scale[R->scales].at = info.addr;
        strcpy(R->scale[R->scales++].name, name);
    }
    strcpy(name, R->scale[i].name);
    return true;
}

static bool give_labels(const struct source *R, hid_t scale, const char *name, hid_t type,
                        hsize_t length)
{
    char **labels = calloc(length + 1, sizeof *labels);
    bool well = labels != NULL && H5Dread(scale, type, H5S_ALL, H5S_ALL, R->strings, labels) >= 0;

    if (labels != NULL && (!well || !crc_fits(scale, labels, length)))
        well = trouble(R, damaged, name);
    for (hsize_t i = 0; well && i < length; i++)
        well = give_text(R, labels[i] != NULL ? labels[i] : "");
    free(labels);
    return well;
}

/* give_real(R, x): write x, bit by bit. Returns whether that went well. */
static bool give_real(const struct source *R, double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    return give_number(R, bits);
}

/* give_numbers(R, scale, name, length): write the first number of the scale called name, which has
 * length numbers, and the step from there to the second. Returns whether that went well. */
static bool give_numbers(const struct source *R, hid_t scale, const char *name, hsize_t length)
{
    double *values = calloc(length + 2, sizeof *values), first = 0, step = 0;
    const bool well = values != NULL &&
                      H5Dread(scale, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) >= 0;

    if (values != NULL && !well)
        (void)trouble(R, damaged, name);
    if (well && length > 0)
        first = values[0];
    if (well && length > 1)
        step = values[1] - values[0];
    free(values);
    return well && give_real(R, first) && give_real(R, step);
}

/* Name, length, whether it has labels, and these, or else its first number and its step. */
static bool give_axis(struct source *R, hid_t dataset, int rank, int dimension, hsize_t length)
{
    hid_t scale = scale_of(dataset, rank, dimension);
    hid_t type = scale >= 0 ? H5Dget_type(scale) : -1;
    const bool labels = type >= 0 && H5Tis_variable_str(type) > 0;
    hsize_t dims[READER_RANK];
    char name[READER_NAME];
    bool well;

    if (scale < 0 || length > READER_LENGTH || shape_of(scale, dims) != 1 || dims[0] != length)
        return false;
    well = name_of(R, scale, name) && give_text(R, name) && give_number(R, length) &&
           give_number(R, labels);
    if (well)
        well = labels ? give_labels(R, scale, name, type, length)
                      : give_numbers(R, scale, name, length);
    H5Tclose(type);
    H5Dclose(scale);
    return well;
}

/* Whether its dimensions are a column's: the replication first, and time only when it is wanted.
 * 1, 0, or -1 with trouble: a column that cannot be read must not pass for none. */
static int has_axes(struct source *R, hid_t dataset, int rank)
{
    const htri_t listed = H5Aexists(dataset, "DIMENSION_LIST");
    char name[READER_NAME] = "";
    int has = listed;

    for (int i = 0; has > 0 && i < rank; i++) {
        const hid_t scale = scale_of(dataset, rank, i);

        if (scale < 0 || !name_of(R, scale, name))
            has = -1;
        else if (i == 0 ? strcmp(name, "replication") != 0 : strcmp(name, "time") == 0 && !R->whole)
            has = 0;
        H5Oclose(scale);
    }
    return has;
}

/* Whether the dataset is a column, as has_axes; its dimensions. */
static int is_column(struct source *R, hid_t dataset, int *rank, hsize_t dims[READER_RANK])
{
    const hid_t type = H5Dget_type(dataset);
    const H5T_class_t kind = H5Tget_class(type);

    H5Tclose(type);
    if (kind == H5T_NO_CLASS)
        return -1;
    *rank = kind == H5T_FLOAT ? shape_of(dataset, dims) : 0;
    if (*rank <= 0 || dims[0] != R->replications)
        return *rank < 0 ? -1 : 0;
    return has_axes(R, dataset, *rank);
}

static bool give_description(struct source *R, hid_t dataset, const char *name, int rank,
                             const hsize_t dims[READER_RANK])
{
    bool well = give_number(R, 1) && give_text(R, R->group) && give_text(R, name) &&
                give_attribute(R, dataset, "units") && give_attribute(R, dataset, "long_name") &&
                give_number(R, (uint64_t)rank - 1);

    for (int i = 1; well && i < rank; i++)
        well = give_axis(R, dataset, rank, i, dims[i]);
    return well;
}

/* give_rows(R, dataset, rank, dims, first, rows, size, values): write the values of the complete
 * replications among rows of them from first on; values has room for rows of size values each.
 * Returns whether that went well. */
static bool give_rows(const struct source *R, hid_t dataset, int rank,
                      const hsize_t dims[READER_RANK], hsize_t first, hsize_t rows, size_t size,
                      double *values)
{
    const hsize_t start[READER_RANK] = {first};
    hsize_t count[READER_RANK];
    hid_t file = H5Dget_space(dataset), memory;
    bool well;

    memcpy(count, dims, sizeof count);
    count[0] = rows;
    memory = H5Screate_simple(rank, count, NULL);
    well = H5Sselect_hyperslab(file, H5S_SELECT_SET, start, NULL, count, NULL) >= 0 &&
           H5Dread(dataset, H5T_NATIVE_DOUBLE, memory, file, H5P_DEFAULT, values) >= 0;
    H5Sclose(memory);
    H5Sclose(file);
    child_progress();
    size *= sizeof *values;
    return well && give(R, values, keep_complete(R, first, rows, values, size) * size);
}

/* give_data(R, dataset, name, rank, dims): write how many values of complete replications the
 * column called name has, and these, a slab at a time. Returns whether that went well. */
static bool give_data(const struct source *R, hid_t dataset, const char *name, int rank,
                      const hsize_t dims[READER_RANK])
{
    size_t size = 1, rows, count;
    double *values;
    bool well;

    for (int i = 1; i < rank; i++)
        if (__builtin_mul_overflow(size, (size_t)dims[i], &size))
            return false;
    if (size == 0 || __builtin_mul_overflow(size, (size_t)R->kept, &count) ||
        size > READER_MEMORY / sizeof *values)
        return size > 0 &&
               trouble(R, "%s%s%s has more values in a replication than are read", name);
    rows = BLOCK / (size * sizeof *values) + 1;
    values = malloc(rows * size * sizeof *values);
    well = values != NULL && give_number(R, count);
    for (hsize_t first = 0; well && first < dims[0]; first += rows) {
        const hsize_t left = dims[0] - first;

        well = give_rows(R, dataset, rank, dims, first, left < rows ? left : rows, size, values) ||
               trouble(R, damaged, name);
    }
    free(values);
    return well;
}

/* Passes on a dataset, if it is a column. */
static bool give_column(struct source *R, hid_t dataset, const char *name)
{
    hsize_t dims[READER_RANK];
    int rank;
    const int is = is_column(R, dataset, &rank, dims);

    if (is <= 0)
        return is == 0;
    R->columns++;
    return R->columns <= READER_COLUMNS &&
           (R->data ? give_data(R, dataset, name, rank, dims)
                    : give_description(R, dataset, name, rank, dims));
}

/* 0 goes on, -1 ends with trouble. */
static herr_t visit_dataset(hid_t group, const char *name, const H5L_info_t *info, void *user)
{
    const hid_t object = H5Oopen(group, name, H5P_DEFAULT);
    bool well = object >= 0;

    (void)info;
    if (well && H5Iget_type(object) == H5I_DATASET && strlen(name) < READER_NAME)
        well = give_column(user, object, name);
    H5Oclose(object);
    return well ? 0 : -1;
}

static herr_t each(hid_t group, H5L_iterate_t visit, struct source *R)
{
    return H5Literate(group, H5_INDEX_CRT_ORDER, H5_ITER_INC, NULL, visit, R);
}

static herr_t visit_group(hid_t root, const char *name, const H5L_info_t *info, void *user)
{
    struct source *R = user;
    const hid_t object = H5Oopen(root, name, H5P_DEFAULT);
    herr_t result = object >= 0 ? 0 : -1;

    (void)info;
    if (object >= 0 && H5Iget_type(object) == H5I_GROUP && strlen(name) < READER_NAME) {
        const htri_t counted = H5Lexists(object, "replication", H5P_DEFAULT);

        strcpy(R->group, name);
        result = counted > 0 ? each(object, visit_dataset, R) : counted;
    }
    H5Oclose(object);
    return result;
}

static bool give_columns(struct source *R)
{
    bool well = each(R->file, visit_group, R) >= 0 && give_number(R, 0);

    R->data = true;
    R->columns = 0;
    return well && each(R->file, visit_group, R) >= 0;
}

int reader_give(void *user, FILE *out)
{
    const struct reader_request *request = user;
    struct source R = {.out = out, .whole = request->whole, .trouble = request->trouble};
    hid_t access;
    bool well;

    R.scale = calloc(SCALES, sizeof *R.scale);
    if (R.scale == NULL)
        return -1;
    H5dont_atexit();
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    access = H5Pcreate(H5P_FILE_ACCESS);
    H5Pset_file_locking(access, 0, 1);
    R.strings = H5Pcreate(H5P_DATASET_XFER);
    H5Pset_buffer(R.strings, CONVERSION, NULL, NULL);
    R.file = H5Fopen(request->path, H5F_ACC_RDONLY, access);
    well = R.file >= 0 && H5Aexists(R.file, "gatesim_version") > 0 &&
           give_attribute(&R, R.file, "title") && give_attribute(&R, R.file, "currency") &&
           give_attribute(&R, R.file, "scenario_sha256") && give_attribute(&R, R.file, "start") &&
           give_attribute_number(&R, "seed", H5T_NATIVE_UINT64) &&
           give_attribute_number(&R, "duration_s", H5T_NATIVE_DOUBLE) &&
           give_attribute_number(&R, "warm_up_s", H5T_NATIVE_DOUBLE) && give_replications(&R) &&
           (!R.whole || give_whole(&R)) && give_columns(&R);
    free(R.scale);
    free(R.complete);
    return well ? 0 : -1;
}
