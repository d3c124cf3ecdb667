/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gatesim: the first word names a command, or else is the scenario to run. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <gsl/gsl_errno.h>

#include "sim/base/diag.h"
#include "sim/cli/cli.h"
#include "sim/cli/pages.h"
#include "sim/cli/version.h"

struct row {
    const char *name;
    enum exit_status (*command)(int argc, const char **argv);
    const char *meaning;
};

static const struct row table[] = {
#define ROW(name, meaning) {#name, command_##name, meaning},
    COMMAND_LIST(ROW)
#undef ROW
};
#define COMMANDS (sizeof table / sizeof *table)

static void print_usage(FILE *out)
{
    fputs("gatesim simulates trucks passing a border gate, and measures how long they wait.\n\n"
          "Usage: gatesim SCENARIO.ini [OPTION...]\n"
          "       gatesim COMMAND [OPTION...] [ARGUMENT...]\n\nCommands:\n",
          out);
    for (size_t i = 0; i < COMMANDS; i++)
        fprintf(out, "  %-10s %s\n", table[i].name, table[i].meaning);
    fputs("\ngatesim COMMAND --help tells more. gatesim --version tells the version.\n\n"
          "Examples:\n"
          "  gatesim scenarios/peak.ini                 run it; the results are in peak.h5\n"
          "  gatesim scenarios/peak.ini --replications 20 --set customs.servers=4\n"
          "  gatesim explain station.servers\n",
          out);
}

static const struct row *find(const char *name)
{
    for (size_t i = 0; i < COMMANDS; i++)
        if (strcmp(table[i].name, name) == 0)
            return &table[i];
    return NULL;
}

/* A word that is no command is a scenario when it looks like a file or is one. */
static int looks_like_file(const char *word)
{
    return word[0] == '-' || strpbrk(word, "./") != NULL || access(word, F_OK) == 0;
}

static enum exit_status unknown_command(const char *word)
{
    const char *names[COMMANDS];
    const char *suggestion;

    for (size_t i = 0; i < COMMANDS; i++)
        names[i] = table[i].name;
    suggestion = diag_suggest(word, names, COMMANDS);
    if (suggestion != NULL)
        cli_say("unknown command '%s'; did you mean %s?", word, suggestion);
    else
        cli_say("unknown command '%s', and there is no such file", word);
    cli_say("see: gatesim --help");
    return EXIT_INPUT;
}

static enum exit_status dispatch(int argc, const char **argv)
{
    const struct row *row = find(argv[1]);

    if (row != NULL)
        return row->command(argc - 1, argv + 1);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        print_usage(stdout);
        return exit_status_of(cli_finish_stdout(GATESIM_OK));
    }
    if (strcmp(argv[1], "--version") == 0) {
        build_print(stdout);
        return exit_status_of(cli_finish_stdout(GATESIM_OK));
    }
    if (strcmp(argv[1], PAGES) == 0)
        return exit_status_of(pages_print(argc - 1, argv + 1));
    if (!looks_like_file(argv[1]))
        return unknown_command(argv[1]);
    return command_run(argc, argv); /* argv[0] stands for its name */
}

/* occupy_streams(): a standard stream that the program was started without is taken by one that
 * every read and write fails on, so that no file or socket that is opened later stands in for it.
 */
static void occupy_streams(void)
{
    static const int unusable[] = {O_WRONLY, O_RDONLY, O_RDONLY};

    for (int fd = 0; fd < 3; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            (void)open("/dev/null", unusable[fd]); /* the lowest that is free: this one */
}

int main(int argc, char **argv)
{
    occupy_streams();
    /* A reader that goes away is a failed write, not a sudden death. */
    signal(SIGPIPE, SIG_IGN);
    /* GSL reports trouble by its status too; ending the program is not its business. */
    (void)gsl_set_error_handler_off();
    if (argc < 2) {
        print_usage(stderr);
        return EXIT_INPUT;
    }
    return (int)dispatch(argc, (const char **)argv);
}
