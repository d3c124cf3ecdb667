/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of results files.
 *
 * A child process opens the file with HDF5 and passes what is in it on as plain bytes: texts
 * and numbers with their lengths before them. Here they are taken apart again, and nothing in
 * them is believed: a child whose memory a bad file has overwritten may send anything.
 *
 * What is read is what the file has: every dataset of numbers along the axis "replication" in
 * a group that has one. The axes of a dataset are its dimension scales. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <hdf5.h>

#include "analysis/child.h"
#include "analysis/sample_private.h"
#include "gatesim/status.h"
#include "sim/base/arena.h"

#define MEMORY ((size_t)2 << 30) /* bytes for the child, and at most so many from it */
#define SECONDS 30               /* and a second more for every 10 MB of the file */
#define COLUMNS 4096             /* of a file */
#define REPLICATIONS 10000000    /* likewise */
#define LENGTH 10000000          /* of an axis */
#define NAME 1024                /* bytes of a name */
#define RANK 3
#define SCALES 256 /* whose names are remembered */

static const char not_results[] = "it is not a results file of gatesim";

/* ---- In the child. Every function returns whether all is well. */

struct scale {
    haddr_t at;
    char name[NAME];
};

struct source {
    int fd;
    hid_t file;
    hsize_t replications;
    size_t columns;
    char group[NAME]; /* that is being read */
    bool data;        /* numbers are wanted, not descriptions */
    size_t scales;
    struct scale *scale; /* those that were met */
    bool whole;          /* time series too, and what is said of the run */
};

static bool give(const struct source *R, const void *bytes, size_t size)
{
    return child_give(R->fd, bytes, size) == 0;
}

static bool give_number(const struct source *R, uint64_t x)
{
    return give(R, &x, sizeof x);
}

static bool give_text(const struct source *R, const char *text)
{
    return give_number(R, strlen(text)) && give(R, text, strlen(text));
}

/* A text attribute, of fixed or variable length; "" when there is none. */
static bool give_attribute(const struct source *R, hid_t object, const char *name)
{
    char text[NAME] = "", *any = NULL;
    hid_t attribute, type;
    bool well = true;

    if (H5Aexists(object, name) <= 0)
        return give_text(R, "");
    attribute = H5Aopen(object, name, H5P_DEFAULT);
    type = H5Aget_type(attribute);
    if (H5Tget_class(type) != H5T_STRING)
        well = false;
    else if (H5Tis_variable_str(type) > 0)
        well = H5Aread(attribute, type, &any) >= 0;
    else if (H5Tget_size(type) < NAME)
        well = H5Aread(attribute, type, text) >= 0;
    if (well)
        well = give_text(R, any != NULL ? any : text);
    H5Tclose(type);
    H5Aclose(attribute);
    return well;
}

static bool give_attribute_number(const struct source *R, const char *name, hid_t type)
{
    uint64_t bits = 0;
    hid_t attribute = H5Aopen(R->file, name, H5P_DEFAULT);
    const bool well = attribute >= 0 && H5Aread(attribute, type, &bits) >= 0;

    return well && give_number(R, bits);
}

/* The dimensions of a dataset; 0 when it has none, or more than a column may have. */
static int shape_of(hid_t dataset, hsize_t dims[RANK])
{
    hid_t space = H5Dget_space(dataset);
    int rank = H5Sget_simple_extent_ndims(space);

    if (rank < 1 || rank > RANK || H5Sget_simple_extent_dims(space, dims, NULL) < 0)
        rank = 0;
    H5Sclose(space);
    return rank;
}

/* The number of replications, and which of them are complete. */
static bool give_replications(struct source *R)
{
    hid_t dataset = H5Dopen2(R->file, "complete", H5P_DEFAULT);
    hsize_t dims[RANK];
    uint8_t *complete;
    bool well;

    if (dataset < 0 || shape_of(dataset, dims) != 1 || dims[0] > REPLICATIONS)
        return false;
    R->replications = dims[0];
    complete = calloc(dims[0] + 1, 1);
    well = complete != NULL &&
           H5Dread(dataset, H5T_NATIVE_UINT8, H5S_ALL, H5S_ALL, H5P_DEFAULT, complete) >= 0 &&
           give_number(R, dims[0]) && give(R, complete, dims[0]);
    free(complete);
    H5Dclose(dataset);
    return well;
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
    hsize_t dims[RANK];
    bool well = values != NULL && dataset >= 0 && shape_of(dataset, dims) == 1 &&
                dims[0] == R->replications &&
                H5Dread(dataset, H5T_NATIVE_UINT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) >= 0 &&
                give(R, values, R->replications * sizeof *values);

    free(values);
    H5Dclose(dataset);
    return well;
}

static bool give_whole(const struct source *R)
{
    return give_attribute(R, R->file, "question") &&
           give_attribute(R, R->file, "gatesim_version") && give_attribute(R, R->file, "start") &&
           give_scenario(R) && give_fingerprints(R);
}

/* The scale of a dimension, opened, from the list of references that a dataset keeps. */
static hid_t scale_of(hid_t dataset, int rank, int dimension)
{
    hvl_t list[RANK];
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
static void find_name(hid_t object, char name[NAME])
{
    char path[NAME] = "";
    const char *slash;

    name[0] = '\0';
    if (H5Iget_name(object, path, NAME) <= 0)
        return;
    slash = strrchr(path, '/');
    strcpy(name, slash != NULL ? slash + 1 : path);
}

/* The name of a scale, which many datasets share; the first SCALES are remembered. */
static void name_of(struct source *R, hid_t scale, char name[NAME])
{
    H5O_info_t info = {.addr = HADDR_UNDEF};
    size_t i = 0;

    if (H5Oget_info2(scale, &info, H5O_INFO_BASIC) < 0) {
        find_name(scale, name);
        return;
    }
    while (i < R->scales && R->scale[i].at != info.addr)
        i++;
    if (i == R->scales) {
        find_name(scale, name);
        if (R->scales == SCALES)
            return;
        R->scale[R->scales].at = info.addr;
        strcpy(R->scale[R->scales++].name, name);
    }
    strcpy(name, R->scale[i].name);
}

static bool give_labels(const struct source *R, hid_t scale, hid_t type, hsize_t length)
{
    char **labels = calloc(length + 1, sizeof *labels);
    bool well = labels != NULL && H5Dread(scale, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, labels) >= 0;

    for (hsize_t i = 0; well && i < length; i++)
        well = give_text(R, labels[i] != NULL ? labels[i] : "");
    free(labels);
    return well;
}

static bool give_step(const struct source *R, hid_t scale, hsize_t length)
{
    double *values = calloc(length + 2, sizeof *values), step = 0;
    uint64_t bits;
    const bool well = values != NULL &&
                      H5Dread(scale, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) >= 0;

    if (well && length > 1)
        step = values[1] - values[0];
    memcpy(&bits, &step, sizeof bits);
    free(values);
    return well && give_number(R, bits);
}

/* Name, length, whether it has labels, and these, or else its step. */
static bool give_axis(struct source *R, hid_t dataset, int rank, int dimension, hsize_t length)
{
    hid_t scale = scale_of(dataset, rank, dimension);
    hid_t type = scale >= 0 ? H5Dget_type(scale) : -1;
    const bool labels = type >= 0 && H5Tis_variable_str(type) > 0;
    hsize_t dims[RANK];
    char name[NAME];
    bool well;

    if (scale < 0 || length > LENGTH || shape_of(scale, dims) != 1 || dims[0] != length)
        return false;
    name_of(R, scale, name);
    well = give_text(R, name) && give_number(R, length) && give_number(R, labels);
    if (well)
        well = labels ? give_labels(R, scale, type, length) : give_step(R, scale, length);
    H5Tclose(type);
    H5Dclose(scale);
    return well;
}

/* Whether the dataset is a column; its dimensions, the replication first. */
static bool is_column(struct source *R, hid_t dataset, int *rank, hsize_t dims[RANK])
{
    hid_t type = H5Dget_type(dataset), scale;
    const bool numbers = H5Tget_class(type) == H5T_FLOAT;
    char name[NAME] = "";

    H5Tclose(type);
    *rank = numbers ? shape_of(dataset, dims) : 0;
    if (*rank == 0 || dims[0] != R->replications)
        return false;
    for (int i = 0; i < *rank; i++) {
        scale = scale_of(dataset, *rank, i);
        if (scale < 0)
            return false;
        name_of(R, scale, name);
        H5Dclose(scale);
        if (i == 0 ? strcmp(name, "replication") != 0 : strcmp(name, "time") == 0 && !R->whole)
            return false;
    }
    return true;
}

static bool give_description(struct source *R, hid_t dataset, const char *name, int rank,
                             const hsize_t dims[RANK])
{
    bool well = give_number(R, 1) && give_text(R, R->group) && give_text(R, name) &&
                give_attribute(R, dataset, "units") && give_attribute(R, dataset, "long_name") &&
                give_number(R, (uint64_t)rank - 1);

    for (int i = 1; well && i < rank; i++)
        well = give_axis(R, dataset, rank, i, dims[i]);
    return well;
}

static bool give_data(const struct source *R, hid_t dataset, int rank, const hsize_t dims[RANK])
{
    size_t count = 1;
    double *values;
    bool well;

    for (int i = 0; i < rank; i++)
        if (__builtin_mul_overflow(count, (size_t)dims[i], &count))
            return false;
    if (count > MEMORY / sizeof *values)
        return false;
    values = calloc(count + 1, sizeof *values);
    well = values != NULL &&
           H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) >= 0 &&
           give_number(R, count) && give(R, values, count * sizeof *values);
    free(values);
    return well;
}

/* 0 goes on, -1 ends with trouble. */
static herr_t visit_dataset(hid_t group, const char *name, const H5L_info_t *info, void *user)
{
    struct source *R = user;
    hsize_t dims[RANK];
    hid_t object = H5Oopen(group, name, H5P_DEFAULT);
    bool well = object >= 0;
    int rank;

    (void)info;
    if (well && H5Iget_type(object) == H5I_DATASET && strlen(name) < NAME &&
        is_column(R, object, &rank, dims)) {
        R->columns++;
        well = R->columns <= COLUMNS && (R->data ? give_data(R, object, rank, dims)
                                                 : give_description(R, object, name, rank, dims));
    }
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
    hid_t object = H5Oopen(root, name, H5P_DEFAULT);
    herr_t result = object >= 0 ? 0 : -1;

    (void)info;
    if (object >= 0 && H5Iget_type(object) == H5I_GROUP && strlen(name) < NAME &&
        H5Lexists(object, "replication", H5P_DEFAULT) > 0) {
        strcpy(R->group, name);
        result = each(object, visit_dataset, R);
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

struct request {
    char *path;
    bool whole;
};

static int read_file(void *user, int fd)
{
    const struct request *request = user;
    struct source R = {.fd = fd, .whole = request->whole};
    hid_t access;
    bool well;

    R.scale = calloc(SCALES, sizeof *R.scale);
    if (R.scale == NULL)
        return -1;
    H5dont_atexit();
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    access = H5Pcreate(H5P_FILE_ACCESS);
    H5Pset_file_locking(access, 0, 1);
    R.file = H5Fopen(request->path, H5F_ACC_RDONLY, access);
    well = R.file >= 0 && H5Aexists(R.file, "gatesim_version") > 0 &&
           give_attribute(&R, R.file, "title") && give_attribute(&R, R.file, "currency") &&
           give_attribute(&R, R.file, "scenario_sha256") &&
           give_attribute_number(&R, "seed", H5T_NATIVE_UINT64) &&
           give_attribute_number(&R, "duration_s", H5T_NATIVE_DOUBLE) &&
           give_attribute_number(&R, "warm_up_s", H5T_NATIVE_DOUBLE) && give_replications(&R) &&
           (!R.whole || give_whole(&R)) && give_columns(&R);
    free(R.scale);
    return well ? 0 : -1;
}

/* ---- In this process. */

/* What the child gave; wrong sticks. */
struct bytes {
    const unsigned char *at, *end;
    struct sample *X;
    bool whole;
    const unsigned char *fingerprints; /* of all replications */
    bool wrong;
};

static const unsigned char *take(struct bytes *B, size_t size)
{
    const unsigned char *at = B->at;

    if (B->wrong || size > (size_t)(B->end - B->at)) {
        B->wrong = true;
        return NULL;
    }
    B->at += size;
    return at;
}

static uint64_t take_number(struct bytes *B)
{
    const unsigned char *at = take(B, sizeof(uint64_t));
    uint64_t x = 0;

    if (at != NULL)
        memcpy(&x, at, sizeof x);
    return x;
}

static double take_real(struct bytes *B)
{
    const uint64_t bits = take_number(B);
    double x;

    memcpy(&x, &bits, sizeof x);
    return x;
}

static const char *take_text(struct bytes *B)
{
    const uint64_t length = take_number(B);
    const unsigned char *at = take(B, length);
    const char *text = at != NULL ? arena_strndup(B->X->arena, (const char *)at, length) : NULL;

    if (text == NULL || strlen(text) != length)
        B->wrong = true;
    return text;
}

static void take_axis(struct bytes *B, struct sample_axis *A)
{
    const char **labels;

    A->name = take_text(B);
    A->length = take_number(B);
    if (take_number(B) == 0) {
        A->step = take_real(B);
        return;
    }
    if (B->wrong || A->length > LENGTH)
        return;
    labels = ARENA_ARRAY(B->X->arena, const char *, A->length);
    A->labels = labels;
    B->wrong = labels == NULL;
    for (size_t i = 0; !B->wrong && i < A->length; i++)
        labels[i] = take_text(B);
}

static void take_column(struct bytes *B)
{
    struct sample_column *C = &B->X->column[B->X->columns++];

    C->group = take_text(B);
    C->name = take_text(B);
    C->unit = take_text(B);
    C->meaning = take_text(B);
    C->axes = take_number(B);
    if (C->axes > 2)
        B->wrong = true;
    for (size_t a = 0; !B->wrong && a < C->axes; a++)
        take_axis(B, &C->axis[a]);
}

static void take_head(struct bytes *B)
{
    struct sample *X = B->X;

    X->title = take_text(B);
    X->currency = take_text(B);
    X->sha256 = take_text(B);
    X->seed = take_number(B);
    X->duration = take_real(B);
    X->warm_up = take_real(B);
}

static void take_whole(struct bytes *B, uint64_t replications)
{
    struct sample *X = B->X;

    X->question = take_text(B);
    X->version = take_text(B);
    X->start = take_text(B);
    X->scenario = take_text(B);
    B->fingerprints = take(B, replications * sizeof *X->fingerprint);
}

/* The values of a column, of which those of complete replications are kept. */
static void take_data(struct bytes *B, const struct sample_column *C, const unsigned char *complete,
                      uint64_t replications)
{
    struct sample *X = B->X;
    const uint64_t count = take_number(B);
    const unsigned char *at = take(B, count <= MEMORY ? count * sizeof(double) : SIZE_MAX);
    size_t kept = 0;

    if (at == NULL || count != replications * C->size) {
        B->wrong = true;
        return;
    }
    for (uint64_t r = 0; r < replications; r++)
        if (complete[r] == 1)
            memcpy(X->values + kept++ * X->width + C->offset, at + r * C->size * sizeof(double),
                   C->size * sizeof(double));
}

static int take_replications(struct bytes *B, const unsigned char *complete, uint64_t count)
{
    struct sample *X = B->X;
    size_t kept = 0;

    for (uint64_t r = 0; r < count; r++)
        kept += complete[r] == 1;
    if (X->width > MEMORY / sizeof(double) || sample_reserve(X, kept) != GATESIM_OK)
        return GATESIM_ENOMEM;
    if (B->whole && (X->fingerprint = calloc(kept + 1, sizeof *X->fingerprint)) == NULL)
        return GATESIM_ENOMEM;
    for (uint64_t r = 0; r < count; r++) {
        if (complete[r] != 1)
            continue;
        if (B->whole)
            memcpy(&X->fingerprint[X->count], B->fingerprints + r * sizeof *X->fingerprint,
                   sizeof *X->fingerprint);
        X->replication[X->count++] = (uint32_t)r;
    }
    return GATESIM_OK;
}

static int take_sample(struct bytes *B)
{
    struct sample *X = B->X;
    const unsigned char *complete;
    uint64_t replications;

    take_head(B);
    replications = take_number(B);
    complete = take(B, replications <= REPLICATIONS ? replications : SIZE_MAX);
    if (B->whole && !B->wrong)
        take_whole(B, replications);
    X->column = ARENA_ARRAY(X->arena, struct sample_column, COLUMNS);
    if (X->column == NULL)
        return GATESIM_ENOMEM;
    while (!B->wrong && take_number(B) == 1 && X->columns < COLUMNS)
        take_column(B);
    if (B->wrong || X->columns == 0 || !sample_lay_out(X))
        return GATESIM_EINPUT;
    if (take_replications(B, complete, replications) != GATESIM_OK)
        return GATESIM_ENOMEM;
    for (size_t c = 0; c < X->columns && !B->wrong; c++)
        take_data(B, &X->column[c], complete, replications);
    return B->wrong || B->at != B->end ? GATESIM_EINPUT : GATESIM_OK;
}

/* Whether it begins as HDF5 does; what HDF5 would say of other files is no help. */
static int look_at(const char *path, off_t *size, const char **reason)
{
    static const unsigned char magic[8] = {0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    unsigned char first[8] = {0};
    struct stat S;
    const int fd = open(path, O_RDONLY | O_NONBLOCK);
    ssize_t length;

    *reason = "it cannot be opened";
    if (fd < 0)
        return GATESIM_EINPUT;
    *reason = "it is not an HDF5 file";
    length = fstat(fd, &S) == 0 && S_ISREG(S.st_mode) ? read(fd, first, sizeof first) : 0;
    close(fd);
    *size = S.st_size;
    return length == 8 && memcmp(first, magic, 8) == 0 ? GATESIM_OK : GATESIM_EINPUT;
}

static int sample_from(const char *path, bool whole, const unsigned char *given, size_t size,
                       struct sample **sample)
{
    struct bytes B = {.at = given, .end = given + size, .X = sample_create(path), .whole = whole};
    const int status = B.X != NULL ? take_sample(&B) : GATESIM_ENOMEM;

    if (status == GATESIM_OK)
        *sample = B.X;
    else
        sample_destroy(B.X);
    return status;
}

static int read_sample(const char *path, bool whole, struct sample **sample, const char **reason)
{
    struct child_limits limits = {.memory = MEMORY, .output = MEMORY};
    struct request request = {.whole = whole};
    unsigned char *given;
    size_t size;
    off_t bytes = 0;
    int status = look_at(path, &bytes, reason);

    *sample = NULL;
    if (status != GATESIM_OK)
        return status;
    *reason = not_results;
    limits.seconds = SECONDS + (unsigned)(bytes / 10000000);
    request.path = strdup(path);
    if (request.path == NULL)
        return GATESIM_ENOMEM;
    status = child_run(read_file, &request, &limits, &given, &size);
    free(request.path);
    if (status == GATESIM_OK)
        status = sample_from(path, whole, given, size, sample);
    free(given);
    return status == GATESIM_EIO ? GATESIM_EINPUT : status;
}

int sample_read(const char *path, struct sample **sample, const char **reason)
{
    return read_sample(path, false, sample, reason);
}

int sample_read_whole(const char *path, struct sample **sample, const char **reason)
{
    return read_sample(path, true, sample, reason);
}
