/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kinds are told by what is in a file, as names say little: a page begins as pages do, a table has
 * half-widths, and in a results file the name of this program is written out. */
#include "sim/experiment/overwrite.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "analysis/read/child.h"
#include "gatesim/status.h"
#include "sim/store/earlier_run.h"
#include "sim/store/partial_file.h"
#include "sim/text/messages.h"

#define HEAD ((size_t)1 << 20) /* bytes that are looked at */
#define SECONDS 2              /* for a glance */

static const char *const kinds[] = {
#define OVERWRITE_CODE(code, what) what,
    OVERWRITE_LIST(OVERWRITE_CODE)
#undef OVERWRITE_CODE
};

/* Whether text is among the first size bytes. */
static bool holds(const char *bytes, size_t size, const char *text)
{
    const size_t length = strlen(text);

    for (size_t i = 0; i + length <= size; i++)
        if (bytes[i] == text[0] && memcmp(bytes + i, text, length) == 0)
            return true;
    return false;
}

static bool is_hdf5(const char *head, size_t size)
{
    return size >= 8 && memcmp(head, "\x89HDF\r\n\x1a\n", 8) == 0;
}

static bool is_kind(const char *head, size_t size, enum overwrite_kind kind)
{
    static const char page[] = "<!doctype html";
    const char *line;

    switch (kind) {
    case OVERWRITE_RESULTS:
        return is_hdf5(head, size) && holds(head, size, "gatesim");
    case OVERWRITE_TABLE:
        line = memchr(head, '\n', size);
        return line != NULL && holds(head, (size_t)(line - head), "half_width");
    case OVERWRITE_PAGE:
        break;
    }
    return size >= strlen(page) && strncasecmp(head, page, strlen(page)) == 0 &&
           holds(head, size, "gatesim");
}

/* The beginning of a plain file, to free(); NULL when it is no plain file or cannot be read. */
static char *read_head(const char *path, size_t *size)
{
    const int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    struct stat at;
    char *head = NULL;
    ssize_t length = -1;

    if (fd >= 0 && fstat(fd, &at) == 0 && S_ISREG(at.st_mode))
        head = malloc(HEAD);
    if (head != NULL)
        length = read(fd, head, HEAD);
    if (fd >= 0)
        close(fd);
    if (length < 0) {
        free(head);
        return NULL;
    }
    *size = (size_t)length;
    return head;
}

static int refuse(FILE *messages, const char *path, enum overwrite_kind kind, const char *why)
{
    message(messages, "%s: %s; choose another file to write %s to", path, why, kinds[kind]);
    return GATESIM_EINPUT;
}

/* Whether it is written to as it is: a terminal, a pipe. */
static bool is_stream(const char *path)
{
    struct stat at;

    return stat(path, &at) == 0 && !S_ISREG(at.st_mode) && !S_ISDIR(at.st_mode);
}

/* path and ending, to free(), or NULL. */
static char *beside(const char *path, const char *ending)
{
    const size_t size = strlen(path) + strlen(ending) + 1;
    char *s = malloc(size);

    if (s != NULL)
        snprintf(s, size, "%s%s", path, ending);
    return s;
}

/* Whether a results file that is being written would replace something else by its temporary file.
 * That of a run which was killed as it began may begin with zeroes. */
static bool is_in_the_way(const char *target)
{
    char *partial = beside(target, ".partial");
    size_t size = 0;
    char *head = partial != NULL ? read_head(partial, &size) : NULL;
    const bool is = head != NULL && size > 0 && head[0] != '\0' && !is_hdf5(head, size);

    free(head);
    free(partial);
    return is;
}

static int judge(FILE *messages, const char *path, const char *target, enum overwrite_kind kind)
{
    size_t size = 0;
    char *head = read_head(target, &size);
    const bool allowed = head == NULL || size == 0 || is_kind(head, size, kind);

    free(head);
    if (!allowed)
        return refuse(messages, path, kind, "another kind of file is there");
    if (kind == OVERWRITE_RESULTS && is_in_the_way(target))
        return refuse(messages, path, kind,
                      "its temporary file, the name with .partial, is another kind of file");
    return GATESIM_OK;
}

int overwrite_allowed(FILE *messages, const char *path, enum overwrite_kind kind)
{
    const char *reason;
    char *target;
    int status;

    if (path == NULL || (kind == OVERWRITE_TABLE && is_stream(path)))
        return GATESIM_OK;
    status = partial_file_target(path, &target, &reason);
    if (status == GATESIM_ENOMEM)
        return message_status(messages, status);
    if (status != GATESIM_OK)
        return refuse(messages, path, kind, reason);
    status = judge(messages, path, target, kind);
    free(target);
    return status;
}

/* What a results file holds; false when there is none that can be read. */
static bool glance(const char *path, struct earlier_run_glance *G)
{
    const struct child_limits limits = {
        .memory = HEAD << 12, .seconds = SECONDS, .output = sizeof *G};
    char *file = strdup(path);
    unsigned char *given = NULL;
    size_t size = 0;
    struct stat at;
    bool seen = false;

    *G = (struct earlier_run_glance){0};
    if (file != NULL && stat(path, &at) == 0 && S_ISREG(at.st_mode) && at.st_size > 0)
        seen = child_run(earlier_run_glance, file, &limits, &given, &size) == GATESIM_OK;
    if (seen && size == sizeof *G)
        memcpy(G, given, sizeof *G);
    free(given);
    free(file);
    return G->is_ours;
}

void overwrite_say(FILE *messages, const char *path)
{
    struct earlier_run_glance G;
    struct stat at;
    struct tm when;
    char date[32] = "";

    if (path == NULL || !glance(path, &G) || stat(path, &at) != 0)
        return;
    if (localtime_r(&at.st_mtime, &when) != NULL)
        (void)strftime(date, sizeof date, "%Y-%m-%d %H:%M", &when);
    if (G.is_run)
        message(messages, "replaces %s of %s (%" PRIu64 " replication%s, seed %" PRIu64 ")", path,
                date, G.complete, G.complete == 1 ? "" : "s", G.seed);
    else
        message(messages, "replaces %s of %s", path, date);
}

/* Move what a killed run left, unless what was moved before is worth more. */
static void keep(FILE *messages, const char *partial, const char *previous)
{
    struct earlier_run_glance left, moved;

    if (!partial_file_is_free(partial) || !glance(partial, &left) || left.complete == 0)
        return;
    if ((glance(previous, &moved) && moved.complete >= left.complete) ||
        (!moved.is_ours && access(previous, F_OK) == 0)) {
        message(messages,
                "%s, %" PRIu64
                " finished replications of a run that did not end, is replaced, as %s "
                "is there already",
                partial, left.complete, previous);
        return;
    }
    if (rename(partial, previous) != 0)
        message(messages, "%s: cannot be kept: %s", partial, strerror(errno));
    else
        message(messages,
                "%" PRIu64
                " finished replication%s of a run that did not end: kept in %s; --resume "
                "goes on with what is there",
                left.complete, left.complete == 1 ? "" : "s", previous);
}

void overwrite_keep(FILE *messages, const char *path)
{
    const char *reason;
    char *target = NULL, *partial = NULL, *previous = NULL;

    if (partial_file_target(path, &target, &reason) == GATESIM_OK) {
        partial = beside(target, ".partial");
        previous = beside(target, ".previous");
    }
    if (partial != NULL && previous != NULL)
        keep(messages, partial, previous);
    free(previous);
    free(partial);
    free(target);
}

/* Whether both paths are one file that exists. A terminal or a pipe may be read and written. */
static bool same_file(const char *a, const char *b)
{
    struct stat A, B;

    return stat(a, &A) == 0 && stat(b, &B) == 0 && S_ISREG(A.st_mode) && A.st_dev == B.st_dev &&
           A.st_ino == B.st_ino;
}

/* Whether writing output would replace an input: under its name, or under that which the file has
 * while it is written or waits to be gone on with. */
static bool would_replace(const char *output, const char *input)
{
    static const char *const endings[] = {"", ".partial", ".previous"};
    char *file = malloc(strlen(output) + sizeof ".previous");
    bool would = false;

    for (size_t i = 0; file != NULL && i < sizeof endings / sizeof *endings; i++) {
        sprintf(file, "%s%s", output, endings[i]);
        would = would || same_file(file, input);
    }
    free(file);
    return would;
}

int overwrite_spares(FILE *messages, const char *output, const char *const *inputs, size_t count)
{
    for (size_t i = 0; output != NULL && i < count; i++)
        if (would_replace(output, inputs[i])) {
            message(messages, "%s: it would replace the input %s; choose another file to write",
                    output, inputs[i]);
            return GATESIM_EINPUT;
        }
    return GATESIM_OK;
}

int overwrite_spares_scenario(FILE *messages, const char *output, const struct gatesim_scenario *S)
{
    size_t count;
    const char *const *files = gatesim_scenario_files(S, &count);

    return overwrite_spares(messages, output, files, count);
}
