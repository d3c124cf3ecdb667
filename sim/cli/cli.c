/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/cli/cli.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "analysis/read/sample.h"
#include "gatesim/status.h"
#include "sim/experiment/metric.h"
#include "sim/experiment/warm_up_runs.h"

void cli_say(const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    fputs("gatesim: ", stderr);
    vfprintf(stderr, fmt, args);
    fputc('\n', stderr);
    va_end(args);
}

/* on_signal(number): only what a handler may do. */
static void on_signal(int number)
{
    static const char interrupted[] = "gatesim: stopped by SIGINT\n",
                      terminated[] = "gatesim: stopped by SIGTERM\n";
    const char *const text = number == SIGINT ? interrupted : terminated;

    if (write(STDERR_FILENO, text, strlen(text)) < 0)
        _exit(EXIT_STOPPED); /* nobody to tell */
    _exit(EXIT_STOPPED);
}

void cli_end_by_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM};
    struct sigaction action;

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (sigaction(numbers[i], NULL, &action) != 0 || action.sa_handler == SIG_IGN)
            continue;
        action = (struct sigaction){.sa_handler = on_signal};
        sigemptyset(&action.sa_mask);
        (void)sigaction(numbers[i], &action, NULL);
    }
}

int cli_status(int status)
{
    cli_say("%s", gatesim_status_text(status));
    return status == GATESIM_ESTOPPED ? EXIT_STOPPED : EXIT_FAILED;
}

/* reader_left(): whether stdout is a pipe or socket that nobody reads any more, as behind 'head'.
 */
static bool reader_left(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO};

    return poll(&out, 1, 0) == 1 && (out.revents & (POLLERR | POLLHUP)) != 0;
}

int cli_finish_stdout(int status)
{
    const int lost = ferror(stdout);

    errno = 0;
    if (fflush(stdout) == 0 && !lost)
        return status;
    if (errno == EPIPE || reader_left())
        return status; /* who reads has what it wants */
    cli_say("cannot write the output: %s", errno != 0 ? strerror(errno) : "it was cut short");
    return EXIT_FAILED;
}

char *cli_diagnostic(const struct gatesim_diagnostic *d)
{
    const int length = gatesim_diagnostic_print(d, NULL, 0);
    char *line = malloc((size_t)length + 1);

    if (line != NULL)
        (void)gatesim_diagnostic_print(d, line, (size_t)length + 1);
    return line;
}

static void print_diagnostic(const struct gatesim_diagnostic *d)
{
    char *line = cli_diagnostic(d);

    fprintf(stderr, "%s\n", line != NULL ? line : d->message);
    free(line);
}

void cli_diagnostics(const struct gatesim_diagnostics *D)
{
    const size_t count = gatesim_diagnostics_count(D);

    for (size_t i = 0; i < count; i++)
        print_diagnostic(gatesim_diagnostics_at(D, i));
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

int cli_spare(const char *output, const char *const *inputs, size_t count)
{
    for (size_t i = 0; output != NULL && i < count; i++)
        if (would_replace(output, inputs[i])) {
            cli_say("%s: it would replace the input %s; choose another file to write", output,
                    inputs[i]);
            return EXIT_INPUT;
        }
    return EXIT_DONE;
}

int cli_spare_scenario(const char *output, const struct gatesim_scenario *S)
{
    size_t count;
    const char *const *files = gatesim_scenario_files(S, &count);

    return cli_spare(output, files, count);
}

/* precision_check(S, path): whether 'precision-of' names something in the results of S, read from
 * path. Returns EXIT_DONE, or the exit status after a diagnostic. */
static int precision_check(const struct gatesim_scenario *S, const char *path)
{
    struct gatesim_scenario_info info;
    struct gatesim_diagnostic d = {.section = "scenario", .key = "precision-of"};
    struct metric metric;
    struct sample *X;
    char *wrong;

    gatesim_scenario_info(S, &info);
    if (info.precision_of[0] == '\0')
        return EXIT_DONE;
    if (sample_of(S, path, &X) != GATESIM_OK)
        return cli_status(GATESIM_ENOMEM);
    wrong = metric_is(X, info.precision_of, &metric) ? NULL : metric_wrong(X, info.precision_of);
    sample_destroy(X);
    if (wrong == NULL)
        return EXIT_DONE;
    d.file = info.precision_file;
    d.line = info.precision_line;
    d.message = wrong;
    print_diagnostic(&d);
    free(wrong);
    return EXIT_INPUT;
}

int cli_load(const char *path, const char *const *settings, size_t count,
             struct gatesim_scenario **S)
{
    struct gatesim_diagnostics *D = NULL;
    const int status = gatesim_scenario_load(path, settings, count, S, &D);

    cli_diagnostics(D);
    gatesim_diagnostics_destroy(D);
    if (status == GATESIM_EINPUT)
        return EXIT_INPUT;
    if (status != GATESIM_OK)
        return cli_status(status);
    if (precision_check(*S, path) == EXIT_DONE)
        return EXIT_DONE;
    gatesim_scenario_destroy(*S);
    *S = NULL;
    return EXIT_INPUT;
}

int cli_load_with(const char *path, const char *const *settings, size_t count, const char *setting,
                  struct gatesim_scenario **S)
{
    const char **all = calloc(count + 1, sizeof *all);
    int status;

    if (all == NULL)
        return cli_status(GATESIM_ENOMEM);
    for (size_t i = 0; i < count; i++)
        all[i] = settings[i];
    all[count] = setting;
    status = cli_load(path, all, count + 1, S);
    free(all);
    return status;
}

int cli_load_run(const char *path, const char *const *settings, size_t count,
                 struct gatesim_scenario **S)
{
    struct gatesim_scenario_info info;
    char *setting;
    int status = cli_load(path, settings, count, S);

    if (status != EXIT_DONE)
        return status;
    gatesim_scenario_info(*S, &info);
    if (!info.warm_up_auto)
        return EXIT_DONE;
    status = warm_up_find(*S, path, &setting);
    gatesim_scenario_destroy(*S);
    *S = NULL;
    if (status == EXIT_DONE)
        status = cli_load_with(path, settings, count, setting, S);
    free(setting);
    return status;
}

/* Whether it is called as scenarios are. */
static bool is_scenario(const char *path)
{
    const char *dot = strrchr(path, '.');

    return dot != NULL && strcmp(dot, ".ini") == 0;
}

int cli_read(const char *path,
             int (*read)(const char *path, struct sample **X, const char **reason),
             struct sample **X)
{
    const char *reason;
    const int status = read(path, X, &reason);

    if (status == GATESIM_EINPUT) {
        cli_say("%s: %s%s", path, reason,
                is_scenario(path) ? "; a scenario is run first: gatesim run" : "");
        return EXIT_INPUT;
    }
    if (status != GATESIM_OK)
        return cli_status(status);
    if ((*X)->count > 0)
        return EXIT_DONE;
    cli_say("%s: none of its replications is complete", path);
    return EXIT_INPUT;
}
