/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of results files, both sides, on forged files: sound HDF5 in which anything may be of
 * another kind, size or shape than it should be. (What HDF5 itself makes of unsound files is
 * tried on the whole program, by tests/faults: in the program the reader is a child process.)
 *
 * Every input byte is one turn in making the file; without any it is as it should be. */
#include "analysis/read/reader.c" /* both sides in this process */

#include <stdio.h>

#include <hdf5.h>
#include <zlib.h>

#include "tests/fuzz/run_data.h"

struct forge {
    const uint8_t *at, *end;
    hid_t file;
};

/* The next turn, below n; 0, as it should be, at the end. */
static unsigned turn(struct forge *F, unsigned n)
{
    return F->at < F->end ? *F->at++ % n : 0;
}

enum kind { TEXT, LONG_TEXT, HUGE_TEXT, STRING, REAL, INTEGER, REFERENCE, STRUCT, KINDS };

static hid_t type_of(enum kind kind)
{
    static const size_t sizes[] = {[TEXT] = 7, [LONG_TEXT] = 1023, [HUGE_TEXT] = 60000};
    hid_t type;

    switch (kind) {
    case REAL:
        return H5Tcopy(H5T_IEEE_F64LE);
    case INTEGER:
        return H5Tcopy(H5T_STD_U64BE);
    case REFERENCE:
        return H5Tcopy(H5T_STD_REF_OBJ);
    case STRUCT:
        type = H5Tcreate(H5T_COMPOUND, 8);
        H5Tinsert(type, "a", 0, H5T_STD_U64LE);
        return type;
    default:
        type = H5Tcopy(H5T_C_S1);
        H5Tset_size(type, kind == STRING ? H5T_VARIABLE : sizes[kind]);
        return type;
    }
}

/* The wanted kind, or now and then another. */
static enum kind kind_of(struct forge *F, enum kind wanted)
{
    const unsigned t = turn(F, KINDS + 1);

    return t == 0 ? wanted : (enum kind)(t - 1);
}

static hid_t space_of(struct forge *F, int rank, const hsize_t *wanted)
{
    static const hsize_t odd[] = {0, 1, 2, 3, 5, 1000, 4000, 100000};
    hsize_t dims[4] = {1, 1, 1, 1};

    for (int i = 0; i < rank; i++)
        dims[i] = wanted[i];
    switch (turn(F, 6)) {
    case 1:
        return H5Screate(H5S_NULL);
    case 2:
        rank = (int)turn(F, 5);
        dims[0] = odd[turn(F, 8)];
        break;
    case 3:
        dims[turn(F, 4)] = odd[turn(F, 8)];
        break;
    default:
        break;
    }
    return rank == 0 ? H5Screate(H5S_SCALAR) : H5Screate_simple(rank, dims, NULL);
}

static void attribute(struct forge *F, hid_t object, const char *name, enum kind wanted)
{
    const enum kind kind = kind_of(F, wanted);
    const hid_t type = type_of(kind), space = space_of(F, 0, NULL);
    const hssize_t count = H5Sget_simple_extent_npoints(space);
    const size_t size = (size_t)count * H5Tget_size(type);
    hid_t A;

    if (turn(F, 8) != 1 && size < 65536) { /* more no attribute can have */
        const char *texts[65536 / sizeof(char *)];

        memset(texts, 'x', size);
        for (hssize_t i = 0; kind == STRING && i < count; i++)
            texts[i] = "words";
        A = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
        H5Awrite(A, type, texts);
        H5Aclose(A);
    }
    H5Sclose(space);
    H5Tclose(type);
}

/* A dataset; chunked now and then, so that it may be large and the file small. */
static hid_t dataset(struct forge *F, hid_t where, const char *name, enum kind wanted, int rank,
                     const hsize_t *dims)
{
    const enum kind kind = kind_of(F, wanted);
    const hid_t type = type_of(kind), space = space_of(F, rank, dims);
    const hid_t list = H5Pcreate(H5P_DATASET_CREATE);
    const hsize_t chunk[4] = {1, 1, 1, 1};
    const bool there = turn(F, 10) != 1;
    hid_t D = H5I_INVALID_HID;

    rank = H5Sget_simple_extent_ndims(space);
    if (rank > 0 && turn(F, 4) == 1)
        H5Pset_chunk(list, rank, chunk);
    if (there && H5Sget_simple_extent_npoints(space) <= 200000)
        D = H5Dcreate2(where, name, type, space, H5P_DEFAULT, list, H5P_DEFAULT);
    H5Pclose(list);
    H5Sclose(space);
    H5Tclose(type);
    return D;
}

static void fill(hid_t D, const double *values, size_t count)
{
    const hid_t space = H5Dget_space(D), type = H5Dget_type(D);

    if (H5Sget_simple_extent_npoints(space) == (hssize_t)count && H5Tget_class(type) == H5T_FLOAT)
        H5Dwrite(D, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
    H5Tclose(type);
    H5Sclose(space);
}

/* seal(F, D, texts, count): give dataset D the checksum of its texts, or now and then another. */
static void seal(struct forge *F, hid_t D, const char *const *texts, hsize_t count)
{
    const hid_t space = H5Screate(H5S_SCALAR);
    const hid_t A = H5Acreate2(D, "crc32", H5T_STD_U32LE, space, H5P_DEFAULT, H5P_DEFAULT);
    uint32_t crc = (uint32_t)crc32_z(0, NULL, 0);

    for (hsize_t i = 0; i < count; i++)
        crc = (uint32_t)crc32_z(crc, (const Bytef *)texts[i], strlen(texts[i]) + 1);
    crc ^= turn(F, 16) == 1;
    H5Awrite(A, H5T_NATIVE_UINT32, &crc);
    H5Aclose(A);
    H5Sclose(space);
}

static void fill_labels(struct forge *F, hid_t D, hsize_t count)
{
    static const char *const labels[] = {"a", "b", "c"};
    const hid_t space = H5Dget_space(D), type = H5Dget_type(D);

    if (H5Sget_simple_extent_npoints(space) == (hssize_t)count && H5Tis_variable_str(type) > 0)
        H5Dwrite(D, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, labels);
    if (count <= sizeof labels / sizeof *labels)
        seal(F, D, labels, count);
    H5Tclose(type);
    H5Sclose(space);
}

/* What its dimensions are attached to: lists of one scale each, or of what is none. */
static void attach(struct forge *F, hid_t D, const char *const *scales, int rank)
{
    const hid_t type = H5Tvlen_create(H5T_STD_REF_OBJ);
    hsize_t length = (hsize_t)rank + (turn(F, 6) == 1 ? turn(F, 4) : 0);
    const hid_t space = H5Screate_simple(1, &length, NULL);
    const hid_t A = H5Acreate2(D, "DIMENSION_LIST", type, space, H5P_DEFAULT, H5P_DEFAULT);
    hobj_ref_t references[8] = {0};
    hvl_t list[8] = {{0}};

    for (int i = 0; i < (int)length && i < 8; i++) {
        const char *to = turn(F, 8) == 1 ? "/station" : scales[i < rank ? i : 0];

        list[i] = (hvl_t){turn(F, 8) == 1 ? turn(F, 3) : 1, &references[i]};
        if (list[i].len > 1)
            list[i].len = 1;
        if (turn(F, 8) == 1)
            references[i] = turn(F, 256) * 16;
        else
            H5Rcreate(&references[i], F->file, to, H5R_OBJECT, -1);
    }
    H5Awrite(A, type, list);
    H5Aclose(A);
    H5Sclose(space);
    H5Tclose(type);
}

#define REPLICATIONS 3
#define STATIONS 2

/* Whether each replication is complete: all but the second are. */
static void say_complete(struct forge *F)
{
    static const uint8_t complete[REPLICATIONS] = {1, 0, 1};
    const hsize_t one[] = {REPLICATIONS};
    const hid_t D = dataset(F, F->file, "complete", INTEGER, 1, one);
    const hid_t space = H5Dget_space(D), type = H5Dget_type(D);

    if (H5Sget_simple_extent_npoints(space) == REPLICATIONS && H5Tget_class(type) == H5T_INTEGER)
        H5Dwrite(D, H5T_NATIVE_UINT8, H5S_ALL, H5S_ALL, H5P_DEFAULT, complete);
    H5Tclose(type);
    H5Sclose(space);
    H5Dclose(D);
}

static void describe_run(struct forge *F)
{
    static const char *const texts[] = {"gatesim_version", "title",    "currency",
                                        "scenario_sha256", "question", "start"};
    static const char *const numbers[] = {"seed", "duration_s", "warm_up_s"};
    const hsize_t one[] = {REPLICATIONS};
    hid_t D;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        attribute(F, F->file, texts[i], TEXT);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        attribute(F, F->file, numbers[i], i == 0 ? INTEGER : REAL);
    say_complete(F);
    H5Dclose(dataset(F, F->file, "fingerprint", INTEGER, 1, one));
    D = dataset(F, F->file, "scenario", STRING, 0, NULL);
    if (D >= 0)
        seal(F, D, (const char *const[]){""}, 1); /* nothing was written to it */
    H5Dclose(D);
}

static void scale(struct forge *F, hid_t group, const char *name, hsize_t length, enum kind kind)
{
    static const double numbers[] = {0, 1, 2};
    const hid_t D = dataset(F, group, name, kind, 1, &length);

    if (D < 0)
        return;
    fill(D, numbers, length);
    fill_labels(F, D, length);
    H5Dclose(D);
}

static void column(struct forge *F, hid_t group, const char *name, int rank, const hsize_t *dims,
                   const char *const *scales)
{
    static const double values[] = {1, 2, 3, 4, 5, 6};
    const hid_t D = dataset(F, group, name, REAL, rank, dims);

    if (D < 0)
        return;
    fill(D, values, (size_t)(rank == 2 ? dims[0] * dims[1] : dims[0]));
    attribute(F, D, "units", TEXT);
    attribute(F, D, "long_name", STRING);
    attach(F, D, scales, rank);
    H5Dclose(D);
}

static void forge_file(struct forge *F)
{
    static const char *const scales[] = {"/station/replication", "/station/station",
                                         "/station/time"};
    const hsize_t dims[] = {REPLICATIONS, STATIONS};
    hid_t list, group;

    describe_run(F);
    list = H5Pcreate(H5P_GROUP_CREATE);
    H5Pset_link_creation_order(list, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
    group = H5Gcreate2(F->file, "station", H5P_DEFAULT, list, H5P_DEFAULT);
    scale(F, group, "replication", REPLICATIONS, REAL);
    scale(F, group, "station", STATIONS, STRING);
    scale(F, group, "time", STATIONS, REAL);
    column(F, group, "served", 1, dims, scales);
    column(F, group, "wait_mean", 2, dims, scales);
    column(F, group, "queue", 2, dims, (const char *const[]){scales[0], scales[2]});
    H5Gclose(group);
    H5Pclose(list);
}

/* forge(F, path): write the forged file to path. */
static void forge(struct forge *F, const char *path)
{
    const hid_t create = H5Pcreate(H5P_FILE_CREATE), access = H5Pcreate(H5P_FILE_ACCESS);

    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    H5Pset_link_creation_order(create, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
    H5Pset_file_locking(access, 0, 1);
    F->file = H5Fcreate(path, H5F_ACC_TRUNC, create, access);
    forge_file(F);
    GS_ASSERT(F->file >= 0 && H5Fclose(F->file) >= 0);
    H5Pclose(access);
    H5Pclose(create);
}

/* What the reader leaves open, since its process ends. */
static void close_all(void)
{
    hid_t ids[64];
    ssize_t count;

    while ((count = H5Fget_obj_ids(H5F_OBJ_ALL, H5F_OBJ_ALL, 64, ids)) > 0)
        for (ssize_t i = 0; i < count; i++)
            while (H5Iis_valid(ids[i]) > 0 && H5Idec_ref(ids[i]) > 0) {
            }
}

struct given {
    const char *at, *end;
};

/* take_given(G, to, size): as child_read, of what was given before. */
static size_t take_given(void *user, void *to, size_t size)
{
    struct given *G = user;
    const size_t length = size < (size_t)(G->end - G->at) ? size : (size_t)(G->end - G->at);

    memcpy(to, G->at, length);
    G->at += length;
    return length;
}

/* parse(given, size, whole): the run data in the bytes, or NULL. */
static struct run_data *parse(const char *given, size_t size, bool whole)
{
    struct given G = {given, given + size};
    struct bytes B = {.read = take_given,
                      .from = &G,
                      .X = run_data_create("forged.h5"),
                      .whole = whole,
                      .memory = READER_MEMORY,
                      .left = READER_MEMORY};
    const bool well = take_sample(&B) == GATESIM_OK;

    free(B.complete);
    if (well)
        return B.X;
    run_data_destroy(B.X);
    return NULL;
}

static void read_back(char *path, bool whole)
{
    char trouble[READER_NAME] = "";
    struct reader_request request = {.path = path, .whole = whole, .trouble = trouble};
    char *given = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&given, &size);
    const int told = reader_give(&request, out);

    GS_ASSERT(fclose(out) == 0);
    fuzz_look(told == 0 ? parse(given, size, whole) : NULL);
    free(given);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct forge F = {.at = data + (size > 0), .end = data + size};
    char path[] = P_tmpdir "/gatesim-forged-XXXXXX";
    const int fd = mkstemp(path);

    GS_ASSERT(fd >= 0);
    close(fd);
    forge(&F, path);
    read_back(path, size > 0 && data[0] % 2 == 1);
    close_all();
    unlink(path);
    return 0;
}
