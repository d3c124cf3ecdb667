/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gatesim merge: put the results files of shards together. The scenario is in each of them; the
 * replications are published in order, as if one run had simulated them all.
 *
 * The files are gone through twice: to see who has what, and to copy it, one open at a time. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/base/diag.h"
#include "sim/base/held.h"
#include "sim/cli/cli.h"
#include "sim/cli/options.h"
#include "sim/cli/run_output.h"
#include "sim/experiment/overwrite.h"
#include "sim/experiment/probe_file.h"
#include "sim/experiment/run_file.h"
#include "sim/store/earlier_run.h"
#include "sim/text/messages.h"

enum { OUTPUT = 256, DATA, JSON, QUIET };

#define NOBODY UINT32_MAX
#define GAPS_MAX 8 /* told one by one */

static const struct poptOption options[] = {
    {"output", 'o', POPT_ARG_STRING, NULL, OUTPUT, "Write the whole here (needed)", "FILE.h5"},
    {"data", '\0', POPT_ARG_STRING, NULL, DATA,
     "Where the scenario's data files are, if it has any (default: this folder)", "FOLDER"},
    {"json", '\0', POPT_ARG_NONE, NULL, JSON, "Print the results as JSON", NULL},
    {"quiet", '\0', POPT_ARG_NONE, NULL, QUIET, "Print nothing but errors (and --json)", NULL},
    OPTIONS_HELP,
    POPT_TABLEEND,
};

const struct command usage_merge = {
    .name = "gatesim merge",
    .arguments = "[OPTION...] SHARD.h5... -o FILE.h5",
    .purpose = "Puts the results of gatesim run --shard together. The file is the same, byte by "
               "byte, as if one run had done it all.",
    .examples = "  gatesim run scenarios/peak.ini --replications 1000 --shard 1/2\n"
                "  gatesim run scenarios/peak.ini --replications 1000 --shard 2/2\n"
                "  gatesim merge peak.1-of-2.h5 peak.2-of-2.h5 -o peak.h5\n",
    .options = options,
};

struct merge {
    char *path, *data;
    bool json, quiet;
    const char *const *files; /* the shards; borrowed */
    uint32_t count;
    struct gatesim_scenario *scenario;
    struct run_estimates measured;
    struct run_file output;
    uint32_t *owner;          /* by replication: the file that has it */
    struct earlier_run *open; /* one of the files */
    uint32_t opened;          /* which */
    struct held held;         /* signals, until the file is in its place */
};

static enum option_taken take(void *user, int option, char *argument)
{
    struct merge *M = user;
    char **text = option == OUTPUT ? &M->path : &M->data;

    if (option == JSON || option == QUIET) {
        M->json |= option == JSON;
        M->quiet |= option == QUIET;
        return OPTION_TAKEN;
    }
    if (argument == NULL)
        return option_taken(cli_status(GATESIM_ENOMEM));
    free(*text);
    *text = argument;
    return OPTION_TAKEN;
}

/* A mistake in the scenario in a file, by its line there; or in a data file, as ever. */
static void print_diagnostic(const char *path, const char *name, const struct gatesim_diagnostic *d)
{
    const bool within = d->file != NULL && strcmp(d->file, name) == 0;
    struct gatesim_diagnostic rest = *d;
    char *line;

    if (within) {
        rest.file = NULL;
        rest.line = 0;
    }
    line = message_line(&rest);
    if (line == NULL)
        cli_say("%s", d->message);
    else if (within)
        fprintf(stderr, "%s: line %u of its scenario: %s\n", path, d->line, line);
    else
        fprintf(stderr, "%s\n", line);
    free(line);
}

static void print_diagnostics(const char *path, const char *name,
                              const struct gatesim_diagnostics *D)
{
    cli_say("%s: the scenario in it cannot be read here", path);
    for (size_t i = 0; i < gatesim_diagnostics_count(D); i++)
        print_diagnostic(path, name, gatesim_diagnostics_at(D, i));
    cli_say("if its data files are elsewhere, say so with --data");
}

/* The scenario in a file, seen from the folder of its data. */
static int parse(struct merge *M, const char *text)
{
    struct gatesim_diagnostics *D = NULL;
    const char *folder = M->data != NULL ? M->data : ".";
    const size_t size = strlen(folder) + sizeof "/scenario";
    char *name = malloc(size);
    int status = GATESIM_ENOMEM;

    if (name != NULL) {
        snprintf(name, size, "%s/scenario", folder);
        status = gatesim_scenario_parse(text, strlen(text), name, NULL, 0, &M->scenario, &D);
    }
    if (status == GATESIM_EINPUT)
        print_diagnostics(M->files[0], name, D);
    gatesim_diagnostics_destroy(D);
    free(name);
    if (status == GATESIM_EINPUT)
        return GATESIM_EINPUT;
    return status == GATESIM_OK ? GATESIM_OK : cli_status(status);
}

static int load(struct merge *M)
{
    char *text;
    int status = probe_file(stderr, M->files[0], NULL, NULL, NULL);

    if (status != GATESIM_OK)
        return status;
    status = earlier_run_text(M->files[0], &text);
    if (status == GATESIM_ENOMEM)
        return cli_status(status);
    if (status == GATESIM_OK) {
        status = parse(M, text);
    } else {
        cli_say("%s", text);
        status = GATESIM_EINPUT;
    }
    free(text);
    return status;
}

static void close_file(struct merge *M)
{
    earlier_run_close(M->open, false);
    M->open = NULL;
}

static int open_file(struct merge *M, uint32_t file)
{
    int status;

    close_file(M);
    M->opened = file;
    status = earlier_run_open(M->files[file], M->scenario, &M->open);
    if (status == GATESIM_OK)
        return GATESIM_OK;
    if (status == GATESIM_ENOMEM)
        return cli_status(status);
    cli_say("%s", earlier_run_error(M->open));
    return GATESIM_EINPUT;
}

/* Open a file that was not looked at before. What it has lost cannot be put together. */
static int look_at(struct merge *M, uint32_t file)
{
    unsigned char *sound = NULL;
    size_t count = 0;
    int status = probe_file(stderr, M->files[file], M->scenario, &sound, &count);

    if (status == GATESIM_OK)
        status = open_file(M, file);
    if (status == GATESIM_OK)
        earlier_run_believe(M->open, sound, count);
    free(sound);
    if (status != GATESIM_OK || earlier_run_spoilt(M->open) == 0)
        return status;
    cli_say("%s: it is damaged: %u of its replications are not as they were written; running the "
            "shard again with --resume mends it",
            M->files[file], earlier_run_spoilt(M->open));
    return GATESIM_EINPUT;
}

/* Two files have a replication. */
static int say_double(const struct merge *M, uint32_t replication)
{
    const char *one = M->files[M->owner[replication]], *other = M->files[M->opened];

    if (strcmp(one, other) == 0)
        cli_say("%s is given twice", one);
    else
        cli_say("replication %u is in %s and in %s", replication, one, other);
    return GATESIM_EINPUT;
}

/* Note what the open file has. That of a shard has room for no more replications than the scenario
 * asks for; that of a run to a precision may have taken more. */
static int take_stock(struct merge *M)
{
    const uint32_t all = M->measured.info.replications, there = earlier_run_replications(M->open);

    if (there > all) {
        cli_say("%s: it is no shard: it has %u replications, and its scenario asks for %u",
                M->files[M->opened], there, all);
        return GATESIM_EINPUT;
    }
    for (uint32_t r = 0; r < there; r++) {
        if (!earlier_run_has(M->open, r))
            continue;
        if (M->owner[r] != NOBODY)
            return say_double(M, r);
        M->owner[r] = M->opened;
    }
    return GATESIM_OK;
}

/* Say which replications nobody has, neighbours together. */
static int check_gaps(const struct merge *M)
{
    const uint32_t all = M->measured.info.replications;
    uint32_t gaps = 0, end;

    for (uint32_t r = 0; r < all; r = end + 1) {
        for (end = r; end < all && M->owner[end] == NOBODY;)
            end++;
        if (end == r || ++gaps > GAPS_MAX)
            continue;
        if (end == r + 1)
            cli_say("replication %u of 0 to %u is in none of the files", r, all - 1);
        else
            cli_say("replications %u to %u of 0 to %u are in none of the files", r, end - 1,
                    all - 1);
    }
    if (gaps > GAPS_MAX)
        cli_say("and %u more gaps", gaps - GAPS_MAX);
    if (gaps > 0)
        cli_say("a shard that was stopped goes on with: gatesim run ... --shard i/n --resume");
    return gaps > 0 ? GATESIM_EINPUT : GATESIM_OK;
}

/* go_on(M, status): the status, unless a signal has come: then that is said, and it is
 * GATESIM_ESTOPPED. */
static int go_on(const struct merge *M, int status)
{
    const int signal = status == GATESIM_OK ? held_come(&M->held) : 0;

    if (signal == 0)
        return status;
    if (!M->quiet)
        cli_say("stopped by %s: %s is not written, and the shards are as they were",
                signal == SIGINT ? "SIGINT" : "SIGTERM", M->path);
    return GATESIM_ESTOPPED;
}

static int look_through(struct merge *M)
{
    int status = GATESIM_OK;

    M->owner = malloc(M->measured.info.replications * sizeof *M->owner);
    if (M->owner == NULL)
        return cli_status(GATESIM_ENOMEM);
    for (uint32_t r = 0; r < M->measured.info.replications; r++)
        M->owner[r] = NOBODY;
    for (uint32_t file = 0; status == GATESIM_OK && file < M->count; file++) {
        status = look_at(M, file);
        if (status == GATESIM_OK)
            status = go_on(M, take_stock(M));
    }
    return status == GATESIM_OK ? check_gaps(M) : status;
}

static int copy(struct merge *M, uint32_t replication)
{
    int status =
        M->opened == M->owner[replication] ? GATESIM_OK : open_file(M, M->owner[replication]);

    if (status != GATESIM_OK)
        return status;
    status = run_file_copy(&M->output, M->open, replication);
    if (status == GATESIM_OK)
        return GATESIM_OK;
    if (earlier_run_error(M->open)[0] == '\0')
        return run_file_trouble(&M->output, status);
    cli_say("%s", earlier_run_error(M->open));
    return GATESIM_EIO;
}

static int write_whole(struct merge *M)
{
    int status = run_file_begin(&M->output);

    if (status != GATESIM_OK)
        return run_file_trouble(&M->output, status);
    status = go_on(M, GATESIM_OK);
    for (uint32_t r = 0; status == GATESIM_OK && r < M->measured.info.replications; r++)
        status = go_on(M, copy(M, r));
    close_file(M);
    return status == GATESIM_OK ? run_file_end(&M->output) : status;
}

/* check(M): whether the scenario can be read, and the output be written. Returns GATESIM_OK, or the
 * negative status after saying why not. */
static int check(struct merge *M)
{
    int status = overwrite_spares(stderr, M->path, M->files, M->count);

    if (status == GATESIM_OK)
        status = load(M);
    if (status == GATESIM_OK)
        status = overwrite_spares_scenario(stderr, M->path, M->scenario);
    return status == GATESIM_OK ? overwrite_allowed(stderr, M->path, OVERWRITE_RESULTS) : status;
}

/* put_together(M): leave the whole at the path. Returns 0, or a negative status after a message. */
static int put_together(struct merge *M)
{
    int status = go_on(M, check(M));

    if (status != GATESIM_OK)
        return status;
    if (run_estimates_init(&M->measured, M->scenario) != GATESIM_OK ||
        run_file_init(&M->output, stderr, M->path, &M->measured) != GATESIM_OK)
        return cli_status(GATESIM_ENOMEM);
    M->measured.keeps = M->json;
    M->measured.path = M->files[0];
    M->measured.file = M->path;
    status = look_through(M);
    if (status == GATESIM_OK && !M->quiet)
        overwrite_say(stderr, M->path);
    return status == GATESIM_OK ? write_whole(M) : status;
}

/* A signal that comes when the file is in its place has come too late to stop anything. */
static int merge(struct merge *M)
{
    int status;

    held_begin(&M->held);
    status = put_together(M);
    (void)held_end(&M->held);
    return status == GATESIM_OK ? run_output(&M->measured, M->json, M->quiet) : status;
}

static void release(struct merge *M)
{
    close_file(M);
    run_file_release(&M->output);
    run_estimates_release(&M->measured);
    gatesim_scenario_destroy(M->scenario);
    free(M->owner);
    free(M->path);
    free(M->data);
}

enum exit_status command_merge(int argc, const char **argv)
{
    struct merge M = {0};
    struct options O;
    const bool go_on = options_parse(&O, &usage_merge, argc, argv, take, &M);
    int status = O.status;

    if (go_on && (O.count == 0 || M.path == NULL || M.path[0] == '\0')) {
        cli_say(O.count == 0 ? "no shards are given" : "the file to write is needed: -o FILE.h5");
        status = options_hint(&usage_merge);
    } else if (go_on) {
        M.files = O.rest;
        M.count = (uint32_t)O.count;
        status = merge(&M);
    }
    release(&M);
    options_release(&O);
    return exit_status_of(status);
}
