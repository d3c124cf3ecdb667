/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replications are published in their order. Whatever an earlier run left of those before is
 * copied first, so that a run which was interrupted makes the bytes of one that was not. */
#include "sim/experiment/run_file.h"

#include <stdlib.h>

#include "gatesim/results.h"
#include "gatesim/status.h"
#include "sim/experiment/probe_file.h"
#include "sim/store/earlier_run.h"
#include "sim/text/messages.h"

int run_file_init(struct run_file *O, FILE *messages, const char *path, struct run_estimates *M)
{
    *O = (struct run_file){
        .messages = messages, .path = path, .measured = M, .end = M->info.replications};
    O->values = malloc((gatesim_values_count(M->scenario) + 1) * sizeof *O->values);
    return O->values != NULL ? GATESIM_OK : GATESIM_ENOMEM;
}

void run_file_release(struct run_file *O)
{
    store_abandon(O->store);
    earlier_run_close(O->earlier, false);
    free(O->values);
    *O = (struct run_file){.messages = O->messages};
}

int run_file_trouble(const struct run_file *O, int status)
{
    const char *text = "";

    if (O->store != NULL)
        text = store_error(O->store);
    if (text[0] == '\0' && O->earlier != NULL)
        text = earlier_run_error(O->earlier);
    if (status == GATESIM_ENOMEM || text[0] == '\0')
        return message_status(O->messages, status);
    message(O->messages, "%s", text);
    if (O->store != NULL && store_left(O->store) > 0)
        message(O->messages,
                "%u finished replications are kept in %s; the same command with --resume goes on "
                "with them",
                store_left(O->store), store_partial(O->store));
    return GATESIM_EIO;
}

/* There is something to go on from, and it cannot be read: nobody is to believe that it was used.
 */
static int begin_anew(struct run_file *O)
{
    message(O->messages, "%s; the run begins anew", earlier_run_error(O->earlier));
    earlier_run_close(O->earlier, false);
    O->earlier = NULL;
    return GATESIM_OK;
}

/* What is not as it was written is run again. */
static void say_spoilt(const struct run_file *O)
{
    const uint32_t spoilt = earlier_run_spoilt(O->earlier);

    if (spoilt > 0)
        message(O->messages, "%s: %u of its replications %s not as %s written, and run%s again",
                earlier_run_path(O->earlier), spoilt, spoilt == 1 ? "is" : "are",
                spoilt == 1 ? "it was" : "they were", spoilt == 1 ? "s" : "");
}

int run_file_resume(struct run_file *O)
{
    struct probe_look look = {.messages = O->messages, .stopped = GATESIM_OK};
    const int status =
        earlier_run_resume(O->path, O->measured->scenario, probe_look, &look, &O->earlier);

    if (look.stopped != GATESIM_OK)
        return look.stopped;
    if (status == GATESIM_OK)
        say_spoilt(O);
    if (status == GATESIM_OK)
        return GATESIM_OK;
    if (status == GATESIM_EIO && O->earlier != NULL)
        return begin_anew(O);
    if (status != GATESIM_EINPUT)
        return message_status(O->messages, status);
    message(O->messages, "cannot resume: %s", earlier_run_error(O->earlier));
    message(O->messages, "run without --resume to begin anew, or with -o to leave that file alone");
    return GATESIM_EINPUT;
}

bool run_file_has(const struct run_file *O, uint32_t replication)
{
    return earlier_run_has(O->earlier, replication);
}

uint32_t run_file_missing(const struct run_file *O)
{
    uint32_t missing = 0;

    for (uint32_t r = O->first; r < O->end; r++)
        missing += !run_file_has(O, r);
    return missing;
}

int run_file_collect(struct run_file *O)
{
    return store_collect(O->measured->scenario, O->measured->info.replications, &O->store);
}

int run_file_begin(struct run_file *O)
{
    int status = O->store == NULL ? run_file_collect(O) : GATESIM_OK;

    O->next = O->first;
    if (status == GATESIM_OK)
        status = store_open(O->store, O->path);
    if (status == GATESIM_OK)
        status = findings_init(&O->measured->findings, O->measured, O->store);
    if (status == GATESIM_OK)
        status = store_accept(O->store);
    return status;
}

int run_file_copy(struct run_file *O, struct earlier_run *E, uint32_t replication)
{
    struct store_record record;
    const int status = store_copy(O->store, E, replication, O->values, &record);

    return status != GATESIM_OK ? status : run_estimates_add(O->measured, &record);
}

/* Copy what an earlier run left of the replications below end, until a signal comes. */
static int copy_below(struct run_file *O, uint32_t end)
{
    int status = GATESIM_OK;

    while (status == GATESIM_OK && O->next < end) {
        if (!run_file_has(O, O->next))
            O->next++;
        else if (experiment_heard(&O->measured->state) != 0)
            status = GATESIM_ESTOPPED;
        else
            status = run_file_copy(O, O->earlier, O->next++);
    }
    return status;
}

/* Publish the replication, and measure it. */
static int publish(struct run_file *O, const struct experiment_result *result)
{
    const struct store_record record = {.values = result->values,
                                        .fingerprint = result->fingerprint,
                                        .events = result->events,
                                        .complete = result->status == GATESIM_OK};
    int status = copy_below(O, result->cell.replication);

    if (status == GATESIM_OK)
        status = store_publish(O->store, result->cell.replication, &record);
    O->next = result->cell.replication + 1;
    return status != GATESIM_OK ? status : run_estimates_add(O->measured, &record);
}

/* A replication that was cut short would spoil the estimates of those that are whole, but is
 * better than nothing when there is none. */
int run_file_add(struct run_file *O, const struct experiment_result *result)
{
    struct run_estimates *M = O->measured;

    if (result->status == GATESIM_ESTOPPED) {
        if (M->state.complete > 0 || M->added > 0 || O->earlier != NULL)
            return store_drop(O->store, result->cell.replication);
        M->partial = true;
    }
    return publish(O, result);
}

int run_file_measure(struct run_file *O, uint32_t end)
{
    return copy_below(O, end);
}

int run_file_shrink(struct run_file *O, uint32_t replications)
{
    int status;

    store_keep(O->store);
    O->store = NULL;
    earlier_run_close(O->earlier, false);
    O->earlier = NULL;
    run_estimates_restart(O->measured, replications);
    O->end = replications;
    status = earlier_run_reopen(O->path, O->measured->scenario, &O->earlier);
    if (status == GATESIM_OK && run_file_missing(O) > 0) /* it could not be written in full */
        status = GATESIM_EIO;
    return status == GATESIM_OK ? run_file_begin(O) : status;
}

/* One column's estimates, into three arrays from mean on. */
static int write_column(struct run_file *O, size_t column, struct estimate_quantile *Q,
                        double *mean)
{
    const struct run_estimates *M = O->measured;
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

static int write_estimates(struct run_file *O)
{
    const struct run_estimates *M = O->measured;
    double *room = calloc(3 * M->offset[M->columns] + 1, sizeof *room);
    struct estimate_quantile quantile = {0};
    int status = room != NULL ? GATESIM_OK : GATESIM_ENOMEM;

    for (size_t c = 0; status == GATESIM_OK && c < M->columns; c++)
        status = write_column(O, c, &quantile, room);
    free(room);
    return status;
}

/* What an earlier run left could not all be copied before a signal came: that remains. */
static int leave_earlier(struct run_file *O)
{
    store_abandon(O->store);
    O->store = NULL;
    message(
        O->messages,
        "stopped while the finished replications of an earlier run were copied: they are in %s, "
        "and --resume goes on with them",
        earlier_run_path(O->earlier));
    return GATESIM_ESTOPPED;
}

int run_file_end(struct run_file *O)
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
        return run_file_trouble(O, status);
    O->store = NULL;
    earlier_run_close(O->earlier, true);
    O->earlier = NULL;
    return GATESIM_OK;
}
