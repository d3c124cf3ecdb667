/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/cli/output.h"

#include <stdlib.h>

#include "gatesim/results.h"
#include "gatesim/status.h"
#include "sim/cli/cli.h"
#include "sim/cli/json.h"
#include "sim/cli/probe.h"
#include "sim/cli/summary.h"

int output_init(struct output *O, const char *path, struct measured *M)
{
    *O = (struct output){.path = path, .measured = M, .end = M->info.replications};
    O->values = malloc((gatesim_values_count(M->scenario) + 1) * sizeof *O->values);
    return O->values != NULL ? GATESIM_OK : GATESIM_ENOMEM;
}

void output_release(struct output *O)
{
    store_abandon(O->store);
    store_source_close(O->earlier, false);
    free(O->values);
    *O = (struct output){0};
}

int output_trouble(const struct output *O, int status)
{
    const char *text = "";

    if (O->store != NULL)
        text = store_error(O->store);
    if (text[0] == '\0' && O->earlier != NULL)
        text = store_source_error(O->earlier);
    if (status == GATESIM_ENOMEM || text[0] == '\0')
        return cli_status(status);
    cli_say("%s", text);
    if (O->store != NULL && store_left(O->store) > 0)
        cli_say("%u finished replications are kept in %s; the same command with --resume goes on "
                "with them",
                store_left(O->store), store_partial(O->store));
    return EXIT_FAILED;
}

/* There is something to go on from, and it cannot be read: nobody is to believe that it was used.
 */
static int begin_anew(struct output *O)
{
    cli_say("%s; the run begins anew", store_source_error(O->earlier));
    store_source_close(O->earlier, false);
    O->earlier = NULL;
    return EXIT_DONE;
}

/* What is not as it was written is run again. */
static void say_spoilt(const struct output *O)
{
    const uint32_t spoilt = store_source_spoilt(O->earlier);

    if (spoilt > 0)
        cli_say("%s: %u of its replications %s not as %s written, and run%s again",
                store_source_path(O->earlier), spoilt, spoilt == 1 ? "is" : "are",
                spoilt == 1 ? "it was" : "they were", spoilt == 1 ? "s" : "");
}

int output_resume(struct output *O)
{
    int stopped = EXIT_DONE;
    const int status = store_source_resume(O->path, O->measured->scenario, probe_look, &stopped,
                                           &O->earlier);

    if (stopped != EXIT_DONE)
        return stopped;
    if (status == GATESIM_OK)
        say_spoilt(O);
    if (status == GATESIM_OK)
        return EXIT_DONE;
    if (status == GATESIM_EIO && O->earlier != NULL)
        return begin_anew(O);
    if (status != GATESIM_EINPUT)
        return cli_status(status);
    cli_say("cannot resume: %s", store_source_error(O->earlier));
    cli_say("run without --resume to begin anew, or with -o to leave that file alone");
    return EXIT_INPUT;
}

bool output_has(const struct output *O, uint32_t replication)
{
    return store_source_has(O->earlier, replication);
}

uint32_t output_missing(const struct output *O)
{
    uint32_t missing = 0;

    for (uint32_t r = O->first; r < O->end; r++)
        missing += !output_has(O, r);
    return missing;
}

int output_collect(struct output *O)
{
    return store_collect(O->measured->scenario, O->measured->info.replications, &O->store);
}

int output_begin(struct output *O)
{
    int status = O->store == NULL ? output_collect(O) : GATESIM_OK;

    O->next = O->first;
    if (status == GATESIM_OK)
        status = store_open(O->store, O->path);
    if (status == GATESIM_OK)
        status = findings_init(&O->measured->findings, O->measured, O->store);
    if (status == GATESIM_OK)
        status = store_accept(O->store);
    return status;
}

int output_copy(struct output *O, struct store_source *SRC, uint32_t replication)
{
    struct store_record record;
    const int status = store_copy(O->store, SRC, replication, O->values, &record);

    return status != GATESIM_OK ? status : measured_add(O->measured, &record);
}

/* Copy what an earlier run left of the replications below end, until a signal comes. */
static int copy_below(struct output *O, uint32_t end)
{
    int status = GATESIM_OK;

    while (status == GATESIM_OK && O->next < end) {
        if (!output_has(O, O->next))
            O->next++;
        else if (experiment_heard(&O->measured->state) != 0)
            status = GATESIM_ESTOPPED;
        else
            status = output_copy(O, O->earlier, O->next++);
    }
    return status;
}

/* Publish the replication, and measure it. */
static int publish(struct output *O, const struct experiment_result *result)
{
    const struct store_record record = {.values = result->values,
                                        .fingerprint = result->fingerprint,
                                        .events = result->events,
                                        .complete = result->status == GATESIM_OK};
    int status = copy_below(O, result->cell.replication);

    if (status == GATESIM_OK)
        status = store_publish(O->store, result->cell.replication, &record);
    O->next = result->cell.replication + 1;
    return status != GATESIM_OK ? status : measured_add(O->measured, &record);
}

/* A replication that was cut short would spoil the estimates of those that are whole, but is
 * better than nothing when there is none. */
int output_add(struct output *O, const struct experiment_result *result)
{
    struct measured *M = O->measured;

    if (result->status == GATESIM_ESTOPPED) {
        if (M->state.complete > 0 || M->added > 0 || O->earlier != NULL)
            return store_drop(O->store, result->cell.replication);
        M->partial = true;
    }
    return publish(O, result);
}

int output_measure(struct output *O, uint32_t end)
{
    return copy_below(O, end);
}

int output_shrink(struct output *O, uint32_t replications)
{
    int status;

    store_keep(O->store);
    O->store = NULL;
    store_source_close(O->earlier, false);
    O->earlier = NULL;
    measured_restart(O->measured, replications);
    O->end = replications;
    status = store_source_reopen(O->path, O->measured->scenario, &O->earlier);
    if (status == GATESIM_OK && output_missing(O) > 0) /* it could not be written in full */
        status = GATESIM_EIO;
    return status == GATESIM_OK ? output_begin(O) : status;
}

/* One column's estimates, into three arrays from mean on. */
static int write_column(struct output *O, size_t column, struct estimate_quantile *Q, double *mean)
{
    const struct measured *M = O->measured;
    const size_t count = M->offset[column + 1] - M->offset[column];
    double *half_width = mean + count, *n = half_width + count;

    for (size_t i = 0; i < count; i++) {
        const struct estimate E = estimate_next(&M->numbers[M->offset[column] + i], Q);

        mean[i] = E.mean;
        half_width[i] = E.half_width;
        n[i] = (double)E.n;
    }
    return store_estimates(O->store, column, mean, half_width, n);
}

static int write_estimates(struct output *O)
{
    const struct measured *M = O->measured;
    double *room = calloc(3 * M->offset[M->columns] + 1, sizeof *room);
    struct estimate_quantile quantile = {0};
    int status = room != NULL ? GATESIM_OK : GATESIM_ENOMEM;

    for (size_t c = 0; status == GATESIM_OK && c < M->columns; c++)
        status = write_column(O, c, &quantile, room);
    free(room);
    return status;
}

/* What an earlier run left could not all be copied before a signal came: that remains. */
static int leave_earlier(struct output *O)
{
    store_abandon(O->store);
    O->store = NULL;
    cli_say("stopped while the finished replications of an earlier run were copied: they are in %s, "
            "and --resume goes on with them",
            store_source_path(O->earlier));
    return EXIT_STOPPED;
}

int output_end(struct output *O)
{
    int status = copy_below(O, O->end);

    if (status == GATESIM_ESTOPPED)
        return leave_earlier(O);

    if (status == GATESIM_OK)
        status = write_estimates(O);
    if (status == GATESIM_OK)
        status = findings_make(&O->measured->findings, O->measured, O->store);
    if (status == GATESIM_OK)
        status = store_finish(O->store);
    if (status != GATESIM_OK)
        return output_trouble(O, status);
    O->store = NULL;
    store_source_close(O->earlier, true);
    O->earlier = NULL;
    return EXIT_DONE;
}

int output_print(const struct output *O, bool json, bool quiet)
{
    int status = GATESIM_OK;

    if (json)
        status = json_print(O->measured, stdout);
    else if (!quiet)
        status = summary_print(O->measured, stdout);
    return status == GATESIM_OK ? cli_finish_stdout(EXIT_DONE) : cli_status(status);
}
