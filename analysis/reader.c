/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of results files: a child process passes on what is in a file (reader_child.c), and
 * here it is taken apart again. Nothing in it is believed: a child whose memory a bad file has
 * overwritten may send anything. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "analysis/child.h"
#include "analysis/reader_private.h"
#include "analysis/sample_private.h"
#include "gatesim/status.h"
#include "sim/base/arena.h"
#include "sim/base/control.h"

#define SECONDS 10 /* of the processor without getting on */

static const char not_results[] = "it is not a results file of gatesim";

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

/* take_raw(B): the next text, as it is in the file. */
static char *take_raw(struct bytes *B)
{
    const uint64_t length = take_number(B);
    const unsigned char *at = take(B, length);
    char *text = at != NULL ? arena_strndup(B->X->arena, (const char *)at, length) : NULL;

    if (text == NULL || strlen(text) != length)
        B->wrong = true;
    return text;
}

/* take_text(B): the next text, without control characters: it may be printed on a terminal. */
static const char *take_text(struct bytes *B)
{
    char *text = take_raw(B);

    if (text != NULL)
        control_clean(text);
    return text;
}

/* take_lines(B): the same, of a text in lines. */
static const char *take_lines(struct bytes *B)
{
    char *text = take_raw(B);

    if (text != NULL)
        control_clean_lines(text);
    return text;
}

static void take_axis(struct bytes *B, struct sample_axis *A)
{
    const char **labels;

    A->name = take_text(B);
    A->length = take_number(B);
    if (take_number(B) == 0) {
        A->first = take_real(B);
        A->step = take_real(B);
        return;
    }
    if (B->wrong || A->length > READER_LENGTH)
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
    X->start = take_text(B);
    X->seed = take_number(B);
    X->duration = take_real(B);
    X->warm_up = take_real(B);
}

static void take_whole(struct bytes *B, uint64_t replications)
{
    struct sample *X = B->X;

    X->question = take_text(B);
    X->version = take_text(B);
    X->scenario = take_lines(B);
    B->fingerprints = take(B, replications * sizeof *X->fingerprint);
}

/* The values of a column, of which those of complete replications are kept. */
static void take_data(struct bytes *B, const struct sample_column *C, const unsigned char *complete,
                      uint64_t replications)
{
    struct sample *X = B->X;
    const uint64_t count = take_number(B);
    const unsigned char *at = take(B, count <= READER_MEMORY ? count * sizeof(double) : SIZE_MAX);
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
    /* All values of all replications are still to come: no room for more than there can be, and
     * without any replication there could be any number of them. */
    if (count == 0 || X->width > (size_t)(B->end - B->at) / sizeof(double) / count)
        return GATESIM_EINPUT;
    if (sample_reserve(X, kept) != GATESIM_OK)
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
    int status;

    take_head(B);
    replications = take_number(B);
    complete = take(B, replications <= READER_REPLICATIONS ? replications : SIZE_MAX);
    if (B->whole && !B->wrong)
        take_whole(B, replications);
    X->column = ARENA_ARRAY(X->arena, struct sample_column, READER_COLUMNS);
    if (X->column == NULL)
        return GATESIM_ENOMEM;
    while (!B->wrong && take_number(B) == 1 && X->columns < READER_COLUMNS)
        take_column(B);
    if (B->wrong || X->columns == 0 || !sample_lay_out(X))
        return GATESIM_EINPUT;
    status = take_replications(B, complete, replications);
    if (status != GATESIM_OK)
        return status;
    for (size_t c = 0; c < X->columns && !B->wrong; c++)
        take_data(B, &X->column[c], complete, replications);
    return B->wrong || B->at != B->end ? GATESIM_EINPUT : GATESIM_OK;
}

/* Whether it begins as HDF5 does; what HDF5 would say of other files is no help. */
static int look_at(const char *path, const char **reason)
{
    static const unsigned char magic[8] = {0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    unsigned char first[8] = {0};
    struct stat S = {0};
    const int fd = open(path, O_RDONLY | O_NONBLOCK);
    ssize_t length;

    if (fd < 0) {
        *reason = strerror(errno);
        return GATESIM_EINPUT;
    }
    length = fstat(fd, &S) == 0 && S_ISREG(S.st_mode) ? read(fd, first, sizeof first) : 0;
    *reason = S_ISDIR(S.st_mode) ? "it is a folder" : "it is not an HDF5 file";
    close(fd);
    return length == 8 && memcmp(first, magic, 8) == 0 ? GATESIM_OK : GATESIM_EINPUT;
}

/* Whether the child gave trouble at last: then *sample holds it in words, and *reason is these. */
static bool is_trouble(const char *path, const unsigned char *given, size_t size,
                       struct sample **sample, const char **reason)
{
    uint64_t end[2];

    if (size < sizeof end)
        return false;
    memcpy(end, given + size - sizeof end, sizeof end);
    if (end[1] != READER_TROUBLE || end[0] > size - sizeof end || end[0] >= READER_NAME)
        return false;
    *sample = sample_create(path);
    if (*sample == NULL)
        return true;
    *reason = arena_strndup((*sample)->arena, (const char *)given + size - sizeof end - end[0],
                            (size_t)end[0]);
    if (*reason == NULL)
        *reason = not_results;
    return true;
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
    const struct child_limits limits = {
        .memory = READER_MEMORY, .seconds = SECONDS, .output = READER_MEMORY};
    struct reader_request request = {.whole = whole};
    unsigned char *given;
    size_t size;
    int status = look_at(path, reason);

    *sample = NULL;
    if (status != GATESIM_OK)
        return status;
    *reason = not_results;
    request.path = strdup(path);
    if (request.path == NULL)
        return GATESIM_ENOMEM;
    status = child_run(reader_give, &request, &limits, &given, &size);
    free(request.path);
    if (status == GATESIM_OK && is_trouble(path, given, size, sample, reason))
        status = *sample != NULL ? GATESIM_EINPUT : GATESIM_ENOMEM;
    else if (status == GATESIM_OK)
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
