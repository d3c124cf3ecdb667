/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios with mistakes: for every NAME.ini of the current folder, the diagnostics are
 * exactly the lines of NAME.expected. NAME.set, if it is there, holds settings, one a line. */
#include <dirent.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "gatesim/status.h"
#include "tests/scenario/each.h"
#include "tests/scenario/show.h"

#define SETTINGS_MOST 16

/* slurp(path): the text of a file, the caller's to free; NULL when there is none. */
static char *slurp(const char *path)
{
    FILE *in = fopen(path, "rb");
    char *text = NULL, chunk[4096];
    size_t size = 0, n;
    FILE *out = in == NULL ? NULL : open_memstream(&text, &size);

    while (out != NULL && (n = fread(chunk, 1, sizeof chunk, in)) > 0)
        fwrite(chunk, 1, n, out);
    if (out != NULL)
        fclose(out);
    if (in != NULL)
        fclose(in);
    return text;
}

/* lines(text, list): split text, in place, into at most SETTINGS_MOST lines. */
static size_t lines(char *text, const char *list[SETTINGS_MOST])
{
    size_t count = 0;

    for (char *line = text; line != NULL && *line != '\0' && count < SETTINGS_MOST;) {
        char *newline = strchr(line, '\n');

        list[count++] = line;
        if (newline != NULL)
            *newline++ = '\0';
        line = newline;
    }
    return count;
}

/* messages(path, settings): what is wrong with the scenario; the caller's to free. */
static char *messages(const char *path, char *settings)
{
    struct gatesim_scenario *S;
    struct gatesim_diagnostics *D;
    const char *list[SETTINGS_MOST];
    char *text = NULL;
    size_t size = 0, count = lines(settings, list);
    FILE *out = open_memstream(&text, &size);
    int status;

    if (out == NULL)
        return NULL;
    status = gatesim_scenario_load(path, list, count, &S, &D);
    show(out, D);
    if (status != GATESIM_EINPUT)
        fprintf(out, "status %d\n", status);
    gatesim_scenario_destroy(S);
    gatesim_diagnostics_destroy(D);
    fclose(out);
    return text;
}

/* beside(name, ending): "NAME.ending" for "NAME.ini"; the caller's to free. */
static char *beside(const char *name, const char *ending)
{
    char *path = malloc(strlen(name) + strlen(ending) + 1);

    if (path != NULL) {
        strcpy(path, name);
        strcpy(strrchr(path, '.') + 1, ending);
    }
    return path;
}

/* check(name): whether the scenario's messages are as expected. */
static bool check(const char *name)
{
    char *expected_path = beside(name, "expected"), *settings_path = beside(name, "set");
    char *expected = slurp(expected_path), *settings = slurp(settings_path);
    char *found = messages(name, settings);
    const bool same = expected != NULL && found != NULL && strcmp(expected, found) == 0;

    if (!same)
        printf("%s: expected\n%sbut found\n%s\n", name,
               expected == NULL ? "(there is no file of expected messages)\n" : expected,
               found == NULL ? "" : found);
    free(expected_path);
    free(settings_path);
    free(expected);
    free(settings);
    free(found);
    return same;
}

int main(int argc, char **argv)
{
    return each_scenario(argc, argv, check, "with other messages than expected");
}
