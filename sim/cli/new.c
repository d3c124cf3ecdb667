/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gatesim new: a scenario to start from. A template is copied line by line; only its title becomes
 * that of the new file. A file that is there already is never touched: it may be somebody's work.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gatesim/status.h"
#include "sim/base/control.h"
#include "sim/base/diag.h"
#include "sim/base/path.h"
#include "sim/cli/cli.h"
#include "sim/cli/options.h"
#include "sim/cli/templates.h"

#define OPTION_LIKE 'l'
#define TITLE "title = "

static const struct poptOption options[] = {
    {"like", '\0', POPT_ARG_STRING, NULL, OPTION_LIKE,
     "What it is to be like: border (unless told), port, booking or minimal", "WHAT"},
    OPTIONS_HELP,
    POPT_TABLEEND,
};

const struct command usage_new = {
    .name = "gatesim new",
    .arguments = "[OPTION...] NAME",
    .purpose = "Writes NAME.ini, a small scenario that runs as it is, in which every line is "
               "explained:\nput your own numbers in the place of its. Asks nothing, and replaces "
               "no file.",
    .examples = "  gatesim new my-gate\n"
                "  gatesim new my-port --like port\n",
    .options = options,
};

struct template
{
    const char *name, *meaning, *text;
};

static const struct template templates[] = {
#define TEMPLATE_ROW(name, meaning) {#name, meaning, template_##name},
    TEMPLATE_LIST(TEMPLATE_ROW)
#undef TEMPLATE_ROW
};
#define TEMPLATES (sizeof templates / sizeof *templates)

/* Returns the template that a word of the command line names, or NULL after saying that there is
 * none. */
static const struct template *find(const char *word)
{
    const char *names[TEMPLATES], *suggestion;

    for (size_t i = 0; i < TEMPLATES; i++) {
        if (strcmp(templates[i].name, word) == 0)
            return &templates[i];
        names[i] = templates[i].name;
    }
    suggestion = diag_suggest(word, names, TEMPLATES);
    if (suggestion != NULL)
        cli_say("--like %s: there is no such template; did you mean %s?", word, suggestion);
    else
        cli_say("--like %s: it is border, port, booking or minimal", word);
    return NULL;
}

/* Writes the file's name as a title, "tan-thanh_2" as "Tan thanh 2", in at least width columns. */
static void write_title(FILE *out, const char *path, int width)
{
    size_t length;
    const char *stem = path_stem(path, &length);

    for (size_t i = 0; i < length; i++) {
        const bool small = i == 0 && stem[i] >= 'a' && stem[i] <= 'z';

        fputc(small ? stem[i] - 'a' + 'A' : stem[i] == '-' || stem[i] == '_' ? ' ' : stem[i], out);
    }
    fprintf(out, "%*s ", width - (int)length > 1 ? width - (int)length - 1 : 0, "");
}

/* Returns whether a file's name, written as a title, would be read as it is: it is not empty, and
 * has nothing that begins a comment or a quotation, nor blanks at its ends. */
static bool makes_title(const char *path)
{
    size_t length, control;
    const char *stem = path_stem(path, &length);

    return length > 0 && memchr(stem, '#', length) == NULL && memchr(stem, ';', length) == NULL &&
           memchr(stem, '"', length) == NULL && memchr(" -_", stem[0], 3) == NULL &&
           memchr(" -_", stem[length - 1], 3) == NULL &&
           control_find(stem, length, &control) == length;
}

/* Writes the template to the stream with its title changed. Returns 0, or -1 with errno set. */
static int write_scenario(FILE *out, const struct template *T, const char *path)
{
    const char *title = strstr(T->text, TITLE) + strlen(TITLE);
    const char *comment = title + strcspn(title, "#\n");

    fwrite(T->text, 1, (size_t)(title - T->text), out);
    if (makes_title(path))
        write_title(out, path, (int)(comment - title));
    else
        fwrite(title, 1, (size_t)(comment - title), out);
    fputs(comment, out);
    return ferror(out) ? -1 : 0;
}

/* Makes the file at path, which must not be there. Returns how the command ends. */
static int make(const struct template *T, const char *path)
{
    const int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    FILE *out = file >= 0 ? fdopen(file, "w") : NULL;
    int failed;

    if (file < 0 && errno == EEXIST) {
        cli_say("%s is there already; choose another name, or move it away", path);
        return GATESIM_EINPUT;
    }
    if (out == NULL) {
        cli_say("%s: cannot write: %s", path, strerror(errno));
        if (file >= 0)
            close(file);
        return file >= 0 ? GATESIM_EIO : GATESIM_EINPUT;
    }
    failed = write_scenario(out, T, path);
    if (fclose(out) != 0 || failed) {
        cli_say("%s: cannot write: %s", path, strerror(errno));
        unlink(path);
        return GATESIM_EIO;
    }
    return GATESIM_OK;
}

/* Writes a file's name for a shell: in quotes where it has more than letters, digits and ./_-. */
static void print_quoted(const char *path)
{
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./_-";

    if (path[strspn(path, plain)] == '\0') {
        fputs(path, stdout);
        return;
    }
    putchar('\'');
    for (const char *c = path; *c != '\0'; c++)
        fputs(*c == '\'' ? "'\\''" : (const char[]){*c, '\0'}, stdout);
    putchar('\'');
}

/* Tells what was made and what to do with it. */
static void print_next(const struct template *T, const char *path)
{
    printf("Made %s: %s.\nNext:\n", path, T->meaning);
    fputs("  gatesim check ", stdout);
    print_quoted(path);
    fputs("\n  gatesim run ", stdout);
    print_quoted(path);
    fputs("\n  gatesim explain\n", stdout);
}

/* Returns the name with ".ini" behind it, unless it ends so; the caller frees it. NULL without
 * memory. */
static char *with_ending(const char *name)
{
    const size_t length = strlen(name);
    const bool ended = length > 4 && strcmp(name + length - 4, ".ini") == 0;
    char *path = malloc(length + sizeof ".ini");

    if (path != NULL)
        sprintf(path, "%s%s", name, ended ? "" : ".ini");
    return path;
}

static int write_new(const char *name, const struct template *T)
{
    char *path = with_ending(name);
    int status = path != NULL ? make(T, path) : cli_status(GATESIM_ENOMEM);

    if (status == GATESIM_OK) {
        print_next(T, path);
        status = cli_finish_stdout(status);
    }
    free(path);
    return status;
}

static enum option_taken take(void *user, int option, char *argument)
{
    const struct template **T = user;

    (void)option;
    *T = find(argument);
    free(argument);
    return *T != NULL ? OPTION_TAKEN : OPTION_WRONG;
}

enum exit_status command_new(int argc, const char **argv)
{
    const struct template *T = &templates[0];
    struct options O;
    const bool go_on = options_parse(&O, &usage_new, argc, argv, take, &T);
    int status = O.status;

    if (go_on && O.count == 1 && O.rest[0][0] == '\0') {
        cli_say("the name is empty");
        status = GATESIM_EINPUT;
    } else if (go_on && O.count != 1) {
        cli_say("one name is needed, and %zu are given", O.count);
        status = options_hint(&usage_new);
    } else if (go_on) {
        status = write_new(O.rest[0], T);
    }
    options_release(&O);
    return exit_status_of(status);
}
