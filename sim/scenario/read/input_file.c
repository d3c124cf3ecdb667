/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paths are joined as text, with '/' between folders. Files are read to their end, whatever
 * their size says, so that the standard input will do for a scenario. */
#include "sim/scenario/read/input_file.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sim/base/input.h"
#include "sim/base/vector.h"

#define CHUNK 65536

struct input_file *input_file_create(struct reader *R, const char *path, const char *beside)
{
    struct input_file *s = READER_NEW(R, R->scratch, struct input_file);

    if (s == NULL)
        return NULL;
    s->path = path;
    s->folder = path_folder(R, path);
    s->beside = beside;
    return s->folder == NULL ? NULL : s;
}

const char *path_folder(struct reader *R, const char *path)
{
    const char *slash = strrchr(path, '/');

    return reader_text(R, R->scratch, path, slash == NULL ? 0 : (size_t)(slash - path) + 1);
}

/* last_part(path, n): where the last part of the n bytes "a/b/" starts; n when none does. */
static size_t last_part(const char *path, size_t n)
{
    size_t from = n;

    while (from > 0 && (from == n || path[from - 1] != '/'))
        from--;
    return from;
}

/* part_take(path, n, part, length): put a part behind the n bytes of path, which is "" or ends
 * with '/'. Returns the new length. */
static size_t part_take(char *path, size_t n, const char *part, size_t length)
{
    const bool up = length == 2 && memcmp(part, "..", 2) == 0;
    const size_t from = last_part(path, n);

    if (length == 0 || (length == 1 && part[0] == '.'))
        return n;
    if (up && from < n && path[from] != '/' && strncmp(path + from, "../", 3) != 0)
        return from;
    memmove(path + n, part, length);
    path[n + length] = '/';
    return n + length + 1;
}

/* normalise(path): in place. A part never becomes longer; a '/' more at the end has room. */
static void normalise(char *path)
{
    size_t n = path[0] == '/' ? 1 : 0;
    const char *p = path + n;

    for (bool more = true; more;) {
        const size_t length = strcspn(p, "/");

        more = p[length] == '/';
        n = part_take(path, n, p, length);
        p += length + (more ? 1 : 0);
    }
    path[n > 1 && path[n - 1] == '/' ? n - 1 : n] = '\0';
}

const char *path_join(struct reader *R, const char *folder, const char *path)
{
    const size_t before = path[0] == '/' ? 0 : strlen(folder);
    const size_t length = strlen(path);
    char *joined = reader_alloc(R, R->scratch, before + length + 2, 1);

    if (joined == NULL)
        return NULL;
    memcpy(joined, folder, before);
    memcpy(joined + before, path, length);
    normalise(joined);
    return joined;
}

/* Files that are no plain text, by their first bytes. */
static const struct foreign {
    const char *signature;
    size_t size;
    const char *words;
} foreign[] = {
    {"\x89HDF\r\n\x1a\n", 8,
     "it is a results file (HDF5); gatesim report and gatesim compare read these"},
    {"\xff\xfe", 2, "it is UTF-16; save it as UTF-8"},
    {"\xfe\xff", 2, "it is UTF-16; save it as UTF-8"},
    {"PK\x03\x04", 4, "it is packed, as a spreadsheet is; save it as plain text: CSV, UTF-8"},
};

/* foreign_words(V): what a file is that begins so, or NULL for text. */
static const char *foreign_words(const struct vector *V)
{
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (V->count >= foreign[i].size &&
            memcmp(V->items, foreign[i].signature, foreign[i].size) == 0)
            return foreign[i].words;
    return NULL;
}

/* too_large(R, limit): the words for a file of more than limit bytes. */
static const char *too_large(struct reader *R, size_t limit)
{
    const char *text =
        arena_printf(R->scratch, "it is larger than %u MiB", (unsigned)(limit >> 20));

    return text == NULL ? "it is too large" : text;
}

/* failed(R, error): the words for the errno error. */
static const char *failed(struct reader *R, int error)
{
    char *text = reader_alloc(R, R->scratch, INPUT_REASON, 1);

    if (text == NULL || strerror_r(error, text, INPUT_REASON) != 0)
        return "it cannot be read";
    return text;
}

/* chunk_read(fd, chunk): the next bytes of fd. Returns their number, 0 at the end, -1 with errno.
 */
static ssize_t chunk_read(int fd, char chunk[CHUNK])
{
    ssize_t n;

    do
        n = read(fd, chunk, CHUNK);
    while (n < 0 && errno == EINTR);
    return n;
}

/* read_all(R, fd, limit, V): append every byte of the open file fd to V. Returns NULL, or what is
 * wrong. */
static const char *read_all(struct reader *R, int fd, size_t limit, struct vector *V)
{
    char chunk[CHUNK];
    ssize_t n;

    while ((n = chunk_read(fd, chunk)) > 0) {
        if (V->count + (size_t)n > limit)
            return too_large(R, limit);
        if (vector_append(V, chunk, (size_t)n) != 0) {
            R->starved = true;
            return "out of memory";
        }
        if (foreign_words(V) != NULL)
            return foreign_words(V);
    }
    return n < 0 ? failed(R, errno) : NULL;
}

/* file_add(R, path): path is one of the files. Returns false without memory. */
static bool file_add(struct reader *R, const char *path)
{
    for (uint32_t i = 0; i < R->file_count; i++)
        if (strcmp(R->files[i], path) == 0)
            return true;
    if (!READER_ROOM(R, R->files, R->file_count))
        return false;
    R->files[R->file_count] = reader_text(R, R->keep, path, strlen(path));
    return R->files[R->file_count++] != NULL;
}

/* path_read(R, path, kind, V): append every byte of the file at path to V. Returns NULL, or what
 * is wrong. */
static const char *path_read(struct reader *R, const char *path, enum input_kind kind,
                             struct vector *V)
{
    const size_t limit = kind == INPUT_DATA ? INPUT_DATA_MOST : INPUT_TEXT_MOST;
    char *reason = reader_alloc(R, R->scratch, INPUT_REASON, 1);
    const char *wrong;
    int64_t size = 0;
    int fd;

    if (reason == NULL)
        return "out of memory";
    fd = input_open(path, kind == INPUT_MAIN, &size, reason);
    if (fd < 0)
        return reason;
    wrong = (uint64_t)size > limit ? too_large(R, limit) : read_all(R, fd, limit, V);
    close(fd);
    return wrong;
}

const char *input_file_read(struct reader *R, const char *path, enum input_kind kind,
                            struct bytes *B)
{
    struct vector V;
    const char *wrong;

    vector_init(&V, 1);
    wrong = path_read(R, path, kind, &V);
    if (wrong == NULL) {
        B->data = reader_text(R, R->scratch, V.count > 0 ? V.items : "", V.count);
        B->size = V.count;
        wrong = B->data == NULL || !file_add(R, path) ? "out of memory" : NULL;
    }
    vector_release(&V);
    return wrong;
}
