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

/* h5_quiet(): stop HDF5 from printing its errors in this thread. Returns what h5_loud takes to
 * have it print them again. */
struct h5_printing h5_quiet(void);

/* h5_loud(saved): have HDF5 print its errors again as before h5_quiet, which returned saved. */
void h5_loud(struct h5_printing saved);

/* h5_init(H, path): no file yet. Returns 0 or GATESIM_ENOMEM. */
int h5_init(struct h5 *H, const char *path);

/* h5_release(H): free what H owns; the file stays as it is. */
void h5_release(struct h5 *H);

/* h5_create(H): make a new file at the path of H. HDF5's own file locks are off: the store has its
 * own. */
void h5_create(struct h5 *H);

/* h5_open(H): open the file at the path of H to read it. */
void h5_open(struct h5 *H);

/* h5_flush(H): hand everything that HDF5 holds back to the system. */
void h5_flush(struct h5 *H);

/* h5_close(H): close the file. After a failure of HDF5 its file is left open: closing it would
 * write again, and can crash. */
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

/* h5_write_rows(H, dataset, type, first, count, values): write the values at count indices of the
 * dataset's first dimension, from first on; type is that of the values in memory. */
void h5_write_rows(struct h5 *H, hid_t dataset, hid_t type, hsize_t first, hsize_t count,
                   const void *values);

/* h5_write(H, dataset, type, values): write all values of a dataset; type is that of the values in
 * memory. */
void h5_write(struct h5 *H, hid_t dataset, hid_t type, const void *values);

/* Bytes of the checksum behind a chunk. */
enum { H5_SEAL = 4 };

/* h5_seal(chunk, size): write the checksum of the size bytes at chunk into the H5_SEAL bytes that
 * follow them. */
void h5_seal(void *chunk, size_t size);

/* h5_write_chunk(H, dataset, first, chunk, size, skipped): write the chunk of dataset that starts
 * at index first of the first dimension and at 0 of the others. chunk holds size bytes, filtered
 * and sealed, but for the filters in the mask skipped. The chunk has its place in the file at once,
 * whatever is flushed when. */
void h5_write_chunk(struct h5 *H, hid_t dataset, hsize_t first, const void *chunk, size_t size,
                    uint32_t skipped);

/* h5_place(H, dataset, chunk, size): write the only chunk of a dataset, sealed and not packed,
 * past HDF5, whose ways for a value or two take longer than to write them. Returns where in the
 * file the chunk lies, since HDF5 finds one of many by going through all. */
haddr_t h5_place(struct h5 *H, hid_t dataset, const void *chunk, size_t size);

/* h5_put(H, place, chunk, size): write a sealed chunk of the same size over the one that h5_place
 * placed. HDF5 need not be told, since it keeps no copy of what h5_write_chunk wrote. */
void h5_put(struct h5 *H, haddr_t place, const void *chunk, size_t size);

/* h5_grow(H, dataset, length): make the first dimension of dataset, which grows, length long. */
void h5_grow(struct h5 *H, hid_t dataset, hsize_t length);

/* h5_read(H, dataset, type, values): read all values of a dataset into values, which has room for
 * them; type is that in memory. */
void h5_read(struct h5 *H, hid_t dataset, hid_t type, void *values);

/* h5_read_rows(H, dataset, type, first, count, values): read the values at count indices of the
 * dataset's first dimension, from first on; type is that in memory. */
void h5_read_rows(struct h5 *H, hid_t dataset, hid_t type, hsize_t first, hsize_t count,
                  void *values);

/* h5_try_rows(H, dataset, type, first, count, values, checked): read count indices of the first
 * dimension; not checked: without asking whether the chunks have their checksums. Returns whether
 * that went well; what went wrong is not noted. */
bool h5_try_rows(struct h5 *H, hid_t dataset, hid_t type, hsize_t first, hsize_t count,
                 void *values, bool checked);

/* h5_chunk_rows(H, dataset): indices of the first dimension in one of its chunks, at least 1. */
hsize_t h5_chunk_rows(struct h5 *H, hid_t dataset);

/* h5_find(H, path, once): open a dataset. Returns its handle, which h5_drop closes. once says that
 * each of its chunks will be read whole and once: HDF5 then keeps none, where it would keep a
 * megabyte of each dataset. */
hid_t h5_find(struct h5 *H, const char *path, bool once);

/* h5_length(H, dataset): returns the length of the dataset's first dimension. */
hsize_t h5_length(struct h5 *H, hid_t dataset);

/* h5_size(H, dataset): returns how many values the dataset has in all. */
hsize_t h5_size(struct h5 *H, hid_t dataset);

/* h5_read_seed(H, seed): the file's attribute of this name; returns whether it is there. */
bool h5_read_seed(struct h5 *H, uint64_t *seed);

/* h5_read_text(H, name): returns the file's attribute of that name, a text, which the caller
 * frees; NULL when it is not there, is no text, or there is no memory, which is noted in H. */
char *h5_read_text(struct h5 *H, const char *name);

/* h5_read_string(H, dataset): returns the single text of a dataset, which the caller frees; NULL
 * when it holds no single text, or there is no memory, which is noted in H. */
char *h5_read_string(struct h5 *H, hid_t dataset);

/* h5_write_strings(H, dataset, strings): as h5_write, of a dataset of h5_string(H). Texts lie
 * outside of chunks: their CRC-32, each with the zero byte at its end, becomes the attribute
 * crc32 of the dataset. */
void h5_write_strings(struct h5 *H, hid_t dataset, const char *const *strings);

/* h5_string(H): the type of UTF-8 strings of any length; to close with H5Tclose. */
hid_t h5_string(struct h5 *H);

/* h5_text(H, object, name, text): give an object an attribute that is a text of fixed length,
 * since many tools of netCDF take no other. A text "" is left out. */
void h5_text(struct h5 *H, hid_t object, const char *name, const char *text);

/* h5_texts(H, object, name, size, count, texts): give an object an attribute of count texts of up
 * to size bytes, which stand end to end in texts, the shorter filled with 0. */
void h5_texts(struct h5 *H, hid_t object, const char *name, size_t size, size_t count,
              const char *texts);

/* h5_number(H, object, name, type, value): give an object an attribute that is a number; type is
 * that in memory too. */
void h5_number(struct h5 *H, hid_t object, const char *name, hid_t type, const void *value);

/* h5_numbers(H, object, name, type, count, values): give an object an attribute of count numbers;
 * it is left out when count is 0. type is that in memory too. */
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
