/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of results files: a child process passes on what is in a file (reader_child.c), and
 * here it is taken apart again, as it comes: the values go to their places a slab at a time, so
 * that the run data are all the memory that a file of any size takes. Nothing in it is believed: a
 * child whose memory a bad file has overwritten may send anything. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "analysis/read/child.h"
#include "analysis/read/reader_private.h"
#include "analysis/read/run_data_private.h"
#include "gatesim/status.h"
#include "sim/base/arena.h"
#include "sim/base/control.h"
#include "sim/base/input.h"
#include "sim/base/machine.h"

#define SECONDS 10 /* of the processor without getting on */
#define SLAB                                                                             \
    ((size_t)1 << 20) /* bytes of values that are taken at once, unless one row has more \
                       */
#define GIGABYTE 1e9

static const char not_results[] = "it is not a results file of gatesim";

/* What the child gives, as far as it was taken; wrong sticks. */
struct bytes {
    size_t (*read)(void *from, void *to, size_t size); /* as child_read */
    void *from;
    struct run_data *X;
    bool whole;
    double memory;           /* bytes that the values may take; 0: any number */
    size_t left;             /* bytes that all else may still take */
    uint64_t replications;   /* of the file */
    unsigned char *complete; /* for each, whether it is complete; owned */
    size_t kept;             /* how many are */
    const char *trouble; /* what keeps it from being read, in words; NULL: nothing that is known */
    bool wrong;
};

static bool take(struct bytes *B, void *to, size_t size)
{
    B->wrong = B->wrong || B->read(B->from, to, size) != size;
    return !B->wrong;
}

/* allow(B, size): whether so many bytes more may be taken. */
static bool allow(struct bytes *B, uint64_t size)
{
    B->wrong = B->wrong || size > B->left;
    if (!B->wrong)
        B->left -= (size_t)size;
    return !B->wrong;
}

static uint64_t take_number(struct bytes *B)
{
    uint64_t x;

    return take(B, &x, sizeof x) ? x : 0;
}

static double take_real(struct bytes *B)
{
    const uint64_t bits = take_number(B);
    double x;

    memcpy(&x, &bits, sizeof x);
    return x;
}

/* take_raw(B): the next text, as it is in the file; NULL when there is none. */
static char *take_raw(struct bytes *B)
{
    const uint64_t length = take_number(B);
    char *text = NULL;

    if (length <= READER_TEXT && allow(B, length + 1))
        text = arena_alloc(B->X->arena, length + 1, 1);
    if (text == NULL || !take(B, text, length)) {
        B->wrong = true;
        return NULL;
    }
    text[length] = '\0';
    B->wrong = strlen(text) != length;
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

static void take_axis(struct bytes *B, struct run_data_axis *A)
{
    const char **labels;

    A->name = take_text(B);
    A->length = take_number(B);
    if (take_number(B) == 0) {
        A->first = take_real(B);
        A->step = take_real(B);
        return;
    }
    if (A->length > READER_LENGTH || !allow(B, A->length * sizeof *labels)) {
        B->wrong = true;
        return;
    }
    labels = ARENA_ARRAY(B->X->arena, const char *, A->length);
    A->labels = labels;
    B->wrong = labels == NULL;
    for (size_t i = 0; !B->wrong && i < A->length; i++)
        labels[i] = take_text(B);
}

static void take_column(struct bytes *B)
{
    struct run_data_column *C = &B->X->column[B->X->columns++];

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
    struct run_data *X = B->X;

    X->title = take_text(B);
    X->currency = take_text(B);
    X->sha256 = take_text(B);
    X->start = take_text(B);
    X->seed = take_number(B);
    X->duration = take_real(B);
    X->warm_up = take_real(B);
}

static void take_whole(struct bytes *B)
{
    struct run_data *X = B->X;

    X->question = take_text(B);
    X->version = take_text(B);
    X->scenario = take_lines(B);
    if (!allow(B, B->kept * sizeof *X->fingerprint))
        return;
    X->fingerprint = calloc(B->kept + 1, sizeof *X->fingerprint);
    B->wrong = X->fingerprint == NULL;
    take(B, X->fingerprint, B->kept * sizeof *X->fingerprint);
}

/* take_complete(B): for each replication, whether it is complete. */
static void take_complete(struct bytes *B)
{
    B->replications = take_number(B);
    if (B->replications > READER_REPLICATIONS || !allow(B, B->replications)) {
        B->wrong = true;
        return;
    }
    B->complete = malloc(B->replications + 1);
    B->wrong = B->complete == NULL;
    if (!take(B, B->complete, B->replications))
        return;
    for (uint64_t r = 0; r < B->replications; r++)
        B->kept += B->complete[r] == 1;
}

/* take_slab(B, C, first, rows, room): the values of column C in rows of the kept replications, from
 * first on; room has space for them. */
static void take_slab(struct bytes *B, const struct run_data_column *C, size_t first, size_t rows,
                      double *room)
{
    const size_t width = B->X->width;
    double *to = B->X->values + first * width + C->offset;

    if (!take(B, room, rows * C->size * sizeof *room))
        return;
    for (size_t r = 0; r < rows; r++)
        memcpy(to + r * width, room + r * C->size, C->size * sizeof *room);
}

/* take_data(B, C): the values of column C in the complete replications. */
static void take_data(struct bytes *B, const struct run_data_column *C)
{
    const size_t rows = C->size > 0 ? SLAB / (C->size * sizeof(double)) + 1 : 1;
    double *room = malloc(rows * C->size * sizeof *room + 1);

    B->wrong = room == NULL || take_number(B) != (uint64_t)B->kept * C->size || B->wrong;
    for (size_t first = 0; !B->wrong && first < B->kept; first += rows)
        take_slab(B, C, first, B->kept - first < rows ? B->kept - first : rows, room);
    free(room);
}

/* too_much(B): say what the values take, which is more than there is. Returns GATESIM_EINPUT. */
static int too_much(struct bytes *B)
{
    const double bytes = (double)B->kept * (double)B->X->width * sizeof(double);

    B->trouble = arena_printf(B->X->arena,
                              "reading its %zu replications of %zu values takes %.3g GB of memory; "
                              "this program can have %.3g GB",
                              B->kept, B->X->width, bytes / GIGABYTE, B->memory / GIGABYTE);
    return GATESIM_EINPUT;
}

/* make_room(B): room for the values of the kept replications, and their numbers. Returns 0,
 * GATESIM_EINPUT or GATESIM_ENOMEM. */
static int make_room(struct bytes *B)
{
    struct run_data *X = B->X;

    if (B->memory > 0 && (double)B->kept * (double)X->width * sizeof(double) > B->memory)
        return too_much(B);
    if (run_data_reserve(X, B->kept) != GATESIM_OK)
        return GATESIM_ENOMEM;
    for (uint64_t r = 0; r < B->replications; r++)
        if (B->complete[r] == 1)
            X->replication[X->count++] = (uint32_t)r;
    return GATESIM_OK;
}

static int take_sample(struct bytes *B)
{
    struct run_data *X = B->X;
    int status;

    take_head(B);
    take_complete(B);
    if (B->whole && !B->wrong)
        take_whole(B);
    X->column = ARENA_ARRAY(X->arena, struct run_data_column, READER_COLUMNS);
    if (X->column == NULL)
        return GATESIM_ENOMEM;
    while (!B->wrong && take_number(B) == 1 && X->columns < READER_COLUMNS)
        take_column(B);
    if (B->wrong || X->columns == 0 || !run_data_lay_out(X))
        return GATESIM_EINPUT;
    status = make_room(B);
    if (status != GATESIM_OK)
        return status;
    for (size_t c = 0; c < X->columns && !B->wrong; c++)
        take_data(B, &X->column[c]);
    return B->wrong ? GATESIM_EINPUT : GATESIM_OK;
}

/* is_hdf5(path, reason): whether the file at path begins as HDF5 does; what HDF5 would say of other
 * files is no help. *reason, of INPUT_REASON bytes, says why not. */
static bool is_hdf5(const char *path, char *reason)
{
    static const unsigned char magic[8] = {0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    unsigned char first[8] = {0};
    int64_t size;
    const int fd = input_open(path, false, &size, reason);
    bool is;

    if (fd < 0)
        return false;
    is = read(fd, first, sizeof first) == sizeof first && memcmp(first, magic, sizeof magic) == 0;
    close(fd);
    if (!is)
        strcpy(reason, "it is not an HDF5 file");
    return is;
}

static size_t read_child(void *child, void *to, size_t size)
{
    return child_read(child, to, size);
}

/* take_child(B, request): start the child and take what it gives. Returns a status. */
static int take_child(struct bytes *B, struct reader_request *request)
{
    const struct child_limits limits = {
        .memory = READER_MEMORY, .seconds = SECONDS, .output = SIZE_MAX};
    struct child *C;
    int status = child_start(reader_give, request, &limits, &C), ended;

    if (status != GATESIM_OK)
        return status;
    B->read = read_child;
    B->from = C;
    status = take_sample(B);
    ended = child_end(C);
    if (ended == GATESIM_ESTOPPED || status == GATESIM_OK)
        status = ended;
    request->trouble[READER_NAME - 1] = '\0';
    if (ended == GATESIM_EIO && B->trouble == NULL && request->trouble[0] != '\0') {
        B->trouble = run_data_text(B->X, request->trouble);
        status = GATESIM_EINPUT;
    }
    return status == GATESIM_EIO ? GATESIM_EINPUT : status;
}

/* read_file(B, path): have B->X be what is in the file at path. Returns a status. */
static int read_file(struct bytes *B, const char *path)
{
    struct reader_request request = {.path = strdup(path), .whole = B->whole};
    int status = GATESIM_ENOMEM;

    request.trouble =
        mmap(NULL, READER_NAME, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (request.path != NULL && request.trouble != MAP_FAILED)
        status = take_child(B, &request);
    if (request.trouble != MAP_FAILED)
        (void)munmap(request.trouble, READER_NAME);
    free(request.path);
    free(B->complete);
    return status;
}

int run_data_read_within(const char *path, bool whole, double memory, struct run_data **data,
                         const char **reason)
{
    struct bytes B = {.whole = whole, .memory = memory, .left = READER_MEMORY};
    char why[INPUT_REASON] = "";
    int status = GATESIM_EINPUT;

    *data = B.X = run_data_create(path);
    *reason = not_results;
    if (B.X == NULL)
        return GATESIM_ENOMEM;
    if (is_hdf5(path, why))
        status = read_file(&B, path);
    else
        B.trouble = run_data_text(B.X, why);
    if (B.trouble != NULL)
        *reason = B.trouble;
    if (status == GATESIM_OK || status == GATESIM_EINPUT)
        return status;
    run_data_destroy(B.X);
    *data = NULL;
    return status;
}

int run_data_read(const char *path, struct run_data **data, const char **reason)
{
    return run_data_read_within(path, false, machine_memory_free(), data, reason);
}

int run_data_read_whole(const char *path, struct run_data **data, const char **reason)
{
    return run_data_read_within(path, true, machine_memory_free(), data, reason);
}
