/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file is written beside its place and renamed when it is whole. What is no plain file, such as
 * a pipe, is written as it is. */
#include "sim/present/csv_writer.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gatesim/status.h"
#include "sim/base/number.h"
#include "sim/text/messages.h"

static int fail(const struct csv_writer *P, const char *reason)
{
    message(P->messages, "%s: cannot write: %s", P->path, reason);
    return GATESIM_EIO;
}

/* Whether there is nothing of this name, or a plain file or a link to one; or nobody can tell for
 * want of memory: then nothing may be written in its place. */
static bool is_plain(const char *path)
{
    const char *reason;
    struct stat at;
    char *target;
    const int status = partial_file_target(path, &target, &reason);

    free(target);
    return status == GATESIM_OK || status == GATESIM_ENOMEM ||
           (stat(path, &at) == 0 && S_ISDIR(at.st_mode));
}

static int give_up(struct csv_writer *P, const char *reason)
{
    if (P->beside) {
        partial_file_remove(&P->file);
        partial_file_release(&P->file);
    }
    return fail(P, reason);
}

int csv_writer_open(struct csv_writer *P, FILE *messages, const char *path)
{
    const char *reason;

    *P = (struct csv_writer){.messages = messages, .path = path, .beside = is_plain(path)};
    if (P->beside && partial_file_take(&P->file, path, &reason) != 0)
        return give_up(P, reason);
    P->out = fopen(P->beside ? P->file.partial : path, "w");
    return P->out != NULL ? GATESIM_OK : give_up(P, strerror(errno));
}

/* Whether a spreadsheet would take the text for a formula. */
static bool is_formula(const char *text)
{
    double x;

    if (text[0] == '\0' || strchr("=+-@\t\r", text[0]) == NULL)
        return false;
    return number_parse(text, strlen(text), &x) != GATESIM_OK;
}

void csv_writer_text(FILE *out, const char *text, char behind)
{
    const bool formula = is_formula(text);

    if (!formula && strpbrk(text, ",\"\r\n") == NULL) {
        fputs(text, out);
    } else {
        fputs(formula ? "\"'" : "\"", out);
        for (; *text != '\0'; text++) {
            if (*text == '"')
                fputc('"', out);
            fputc(*text, out);
        }
        fputc('"', out);
    }
    fputc(behind, out);
}

void csv_writer_number(FILE *out, double x, char behind)
{
    char b[NUMBER_SIZE];

    if (!isnan(x))
        fputs(number_print(x, b), out);
    fputc(behind, out);
}

int csv_writer_close(struct csv_writer *P, bool whole)
{
    const int lost = ferror(P->out);
    const char *reason;

    errno = 0;
    if (fclose(P->out) != 0 || lost)
        return give_up(P, errno != 0 ? strerror(errno) : "it was cut short");
    if (!whole)
        return give_up(P, gatesim_status_text(GATESIM_ENOMEM));
    if (P->beside && partial_file_keep(&P->file, &reason) != 0)
        return give_up(P, reason);
    if (P->beside)
        partial_file_release(&P->file);
    return GATESIM_OK;
}
