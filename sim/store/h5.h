/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HDF5 as the store uses it: one file, and the first thing that went wrong with it.
 *
 * Trouble sticks: after a failure every function here does nothing, so that a file is
 * described in straight lines and asked once how it went. Names and texts are UTF-8.
 * Objects keep no times and links keep their order: equal calls give equal bytes. */
#ifndef SIM_STORE_H5_H
#define SIM_STORE_H5_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <hdf5.h>

/* What HDF5 is told of the objects of a new file, once for all: lists are dear to make. */
struct h5_lists {
    hid_t link, group;
    hid_t datasets[2][2]; /* in chunks: [packed][not a number at first] */
    hid_t single;         /* of one value, which lies in the head of its dataset */
    hid_t texts;          /* in one piece: HDF5 filters none */
    hid_t access;         /* of all: no chunks are kept in memory */
};

struct h5 {
    hid_t file;     /* negative: not open */
    int descriptor; /* of the same file, for what is written past HDF5; borrowed, -1: none */
    char *path;     /* of the file, for messages; owned */
    int status;     /* 0, or the first failure */
    char *error;    /* its text; owned, NULL when there was no memory for one */
    struct h5_lists lists;
};

/* HDF5 prints its errors unless told not to, thread by thread. h5_quiet() does, and returns
 * what h5_loud(saved) puts back. */
struct h5_printing {
    H5E_auto2_t print;
    void *user;
};
struct h5_printing h5_quiet(void);
void h5_loud(struct h5_printing saved);

/* h5_init(H, path): no file yet. Returns 0 or GATESIM_ENOMEM. */
int h5_init(struct h5 *H, const char *path);

/* h5_release(H): free what H owns; the file stays as it is. */
void h5_release(struct h5 *H);

/* h5_create(H), h5_open(H): a new file at the path, or an old one to read. HDF5's own file
 * locks are off: the store has its own. */
void h5_create(struct h5 *H);
void h5_open(struct h5 *H);

/* h5_flush(H), h5_close(H): hand everything to the system; and end. After a failure of HDF5
 * h5_close leaves HDF5's file open: closing it would write again, and can crash. */
void h5_flush(struct h5 *H);
void h5_close(struct h5 *H);

/* h5_fail(H, status, what, reason): note a failure, unless one is noted: "path: what: reason". */
void h5_fail(struct h5 *H, int status, const char *what, const char *reason);

/* h5_check(H, result, what): note that an HDF5 call failed when result is negative, with
 * the reason from HDF5's error stack. Returns result. */
int64_t h5_check(struct h5 *H, int64_t result, const char *what);

/* h5_group(H, parent, name): a new group, with the groups on the way to it; to close with h5_drop.
 */
hid_t h5_group(struct h5 *H, hid_t parent, const char *name);

/* How a dataset lies in the file. Every chunk of numbers ends with its Fletcher-32 checksum, which
 * HDF5 verifies when it reads; heads of datasets and groups have checksums of HDF5's own, and texts
 * that of h5_write_strings. */
struct h5_form {
    const char *name;
    hid_t type;
    unsigned rank; /* 0: a single value */
    const hsize_t *dims;
    const hsize_t *chunk; /* NULL: all of it is one chunk */
    bool grows;           /* along its first dimension */
    bool packed;          /* shuffle, deflate 1 */
    bool nan;             /* of doubles: not a number where nothing was written */
};

/* h5_dataset(H, parent, form): a new dataset; to close with h5_drop. */
hid_t h5_dataset(struct h5 *H, hid_t parent, const struct h5_form *form);

/* h5_drop(H, object): close a dataset or a group, unless HDF5 failed, since closing would then try
 * to write again. What was written may come to the file only now, so this can fail like writing.
 * Invalid and 0 are fine. */
void h5_drop(struct h5 *H, hid_t object);

/* h5_write_rows(H, dataset, type, first, count, values): write everything at count indices of the
 * first dimension; h5_write(H, dataset, type, values): everything. type is that in memory. */
void h5_write_rows(struct h5 *H, hid_t dataset, hid_t type, hsize_t first, hsize_t count,
                   const void *values);
void h5_write(struct h5 *H, hid_t dataset, hid_t type, const void *values);

/* The checksum behind the bytes of a chunk: h5_seal(chunk, size) writes the H5_SEAL bytes that
 * follow the chunk's size bytes. */
enum { H5_SEAL = 4 };
void h5_seal(void *chunk, size_t size);

/* h5_write_chunk(H, dataset, first, chunk, size, skipped): write the chunk of dataset that starts
 * at index first of the first dimension and at 0 of the others. chunk holds size bytes, filtered
 * and sealed, but for the filters in the mask skipped. The chunk has its place in the file at once,
 * whatever is flushed when. */
void h5_write_chunk(struct h5 *H, hid_t dataset, hsize_t first, const void *chunk, size_t size,
                    uint32_t skipped);

/* Past HDF5. What HDF5 does for a value or two takes longer than to write them; it need not be
 * told, since it keeps no copy of what h5_write_chunk wrote.
 * h5_place(H, dataset, chunk, size): write the only chunk of a dataset, sealed and not packed, and
 * return where in the file it lies (HDF5 finds one of many by going through all). h5_put(H, place,
 * chunk, size): write a sealed chunk of the same size there again. */
haddr_t h5_place(struct h5 *H, hid_t dataset, const void *chunk, size_t size);
void h5_put(struct h5 *H, haddr_t place, const void *chunk, size_t size);

/* h5_grow(H, dataset, length): make the first dimension of dataset, which grows, length long. */
void h5_grow(struct h5 *H, hid_t dataset, hsize_t length);

/* h5_read(H, dataset, type, values): everything, into room for it; h5_read_rows(H, dataset,
 * type, first, count, values): count indices of the first dimension. */
void h5_read(struct h5 *H, hid_t dataset, hid_t type, void *values);
void h5_read_rows(struct h5 *H, hid_t dataset, hid_t type, hsize_t first, hsize_t count,
                  void *values);

/* h5_try_rows(H, dataset, type, first, count, values, checked): read count indices of the first
 * dimension; not checked: without asking whether the chunks have their checksums. Returns whether
 * that went well; what went wrong is not noted. */
bool h5_try_rows(struct h5 *H, hid_t dataset, hid_t type, hsize_t first, hsize_t count,
                 void *values, bool checked);

/* h5_chunk_rows(H, dataset): indices of the first dimension in one of its chunks, at least 1. */
hsize_t h5_chunk_rows(struct h5 *H, hid_t dataset);

/* h5_find(H, path, once): open a dataset, to close with h5_drop. once: each of its chunks is read
 * at once and once, and HDF5 keeps none, where it would keep a megabyte of each dataset.
 * h5_length(H, dataset): its first dimension, h5_size(H, dataset): how many values it has in all.
 */
hid_t h5_find(struct h5 *H, const char *path, bool once);
hsize_t h5_length(struct h5 *H, hid_t dataset);
hsize_t h5_size(struct h5 *H, hid_t dataset);

/* h5_read_seed(H, seed): the file's attribute of this name; returns whether it is there. */
bool h5_read_seed(struct h5 *H, uint64_t *seed);

/* h5_read_text(H, name): the file's attribute of this name, which is a text; h5_read_string(H,
 * dataset): the single text of a dataset. To free(); NULL when it is not there or not that, or
 * without memory, which is noted. */
char *h5_read_text(struct h5 *H, const char *name);
char *h5_read_string(struct h5 *H, hid_t dataset);

/* h5_write_strings(H, dataset, strings): as h5_write, of a dataset of h5_string(H). Texts lie
 * outside of chunks: their CRC-32, each with the zero byte at its end, becomes the attribute
 * crc32 of the dataset. */
void h5_write_strings(struct h5 *H, hid_t dataset, const char *const *strings);

/* h5_string(H): the type of UTF-8 strings of any length; to close with H5Tclose. */
hid_t h5_string(struct h5 *H);

/* Attributes: a text, of fixed length since many tools of netCDF take no other ("" is left
 * out); count texts of up to size bytes, end to end, the shorter filled with 0; a number;
 * count numbers (0 is left out). type is that in memory too. */
void h5_text(struct h5 *H, hid_t object, const char *name, const char *text);
void h5_texts(struct h5 *H, hid_t object, const char *name, size_t size, size_t count,
              const char *texts);
void h5_number(struct h5 *H, hid_t object, const char *name, hid_t type, const void *value);
void h5_numbers(struct h5 *H, hid_t object, const char *name, hid_t type, size_t count,
                const void *values);

/* Dimension scales as the HDF5 library of that name writes them, but each scale's list of
 * its users at once. */
struct h5_scale {
    hid_t dataset; /* owned */
    hobj_ref_t reference;
    struct h5_use {
        hobj_ref_t dataset;
        int32_t dimension;
        int32_t zero; /* the gap that the struct would have, in known bytes */
    } * uses;
    size_t count, room;
};

/* h5_scale(H, X, dataset, name): make a dataset a scale; takes the dataset. */
void h5_scale(struct h5 *H, struct h5_scale *X, hid_t dataset, const char *name);

/* h5_attach(H, dataset, scales, rank): the scale of each dimension. */
void h5_attach(struct h5 *H, hid_t dataset, struct h5_scale *const *scales, unsigned rank);

/* h5_scale_end(H, X): write the list of users, which are then all attached. */
void h5_scale_end(struct h5 *H, struct h5_scale *X);

/* h5_scale_release(H, X): a zeroed one is fine. */
void h5_scale_release(struct h5 *H, struct h5_scale *X);

#endif
