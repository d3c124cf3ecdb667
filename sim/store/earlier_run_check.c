/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a results file is and which of its replications are sound, written as bytes for the parent
 * of a child process, in which a damaged file does no harm; and the scenario in a file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/store/earlier_run_private.h"

/* Write a byte for each replication of E: whether it is complete and sound. */
static void probe_run(struct earlier_run *E, const struct earlier_run_probe *P, FILE *out)
{
    double *values = malloc((E->values + 1) * sizeof *values);

    for (uint32_t r = 0; values && !E->h5.status && r < earlier_run_replications(E); r++) {
        fputc(earlier_run_has(E, r) && earlier_run_is_sound(E, r, values), out);
        P->progress();
    }
    free(values);
}

int earlier_run_probe(void *P, FILE *out)
{
    const struct earlier_run_probe *probe = P;
    struct earlier_run *E = NULL;
    char *text = NULL;

    if (probe->scenario) {
        (void)earlier_run_open(probe->file, probe->scenario, &E);
        (void)h5_quiet();
        if (E)
            probe_run(E, probe, out);
        earlier_run_close(E, false);
    } else {
        (void)earlier_run_text(probe->file, &text);
        free(text);
    }
    return 0;
}

/* Returns how many replications are complete in the open file of H. */
static uint64_t count_complete(struct h5 *H)
{
    hid_t dataset = h5_find(H, "complete", false);
    const hsize_t length = h5_length(H, dataset);
    uint8_t *complete = h5_size(H, dataset) == length ? calloc(length + 1, 1) : NULL;
    uint64_t count = 0;

    if (complete && length > 0 &&
        !h5_try_rows(H, dataset, H5T_NATIVE_UINT8, 0, length, complete, false))
        memset(complete, 0, length);
    for (hsize_t r = 0; complete && r < length; r++)
        count += complete[r] == 1;
    free(complete);
    h5_drop(H, dataset);
    return count;
}

int earlier_run_glance(void *path, FILE *out)
{
    struct earlier_run_glance G = {0};
    struct h5 H;

    (void)h5_quiet();
    if (h5_init(&H, path))
        return GATESIM_ENOMEM;
    h5_open(&H);
    if (!H.status)
        G.is_ours = H5Aexists(H.file, "gatesim_version") > 0;
    if (G.is_ours && H5Lexists(H.file, "complete", H5P_DEFAULT) > 0) {
        G.complete = count_complete(&H);
        G.is_run = h5_read_seed(&H, &G.seed);
    }
    return fwrite(&G, sizeof G, 1, out) == 1 ? 0 : GATESIM_EIO;
}

/* Take the message of the failure out of H. Returns it, for the caller to free, or NULL. */
static char *take_error(struct h5 *H)
{
    char *error = H->error;

    H->error = NULL;
    return error;
}

/* Returns the scenario in the open file of H; or NULL, with the reason noted in H. */
static char *find_scenario(struct h5 *H)
{
    char *text;

    earlier_run_check_version(H);
    text = earlier_run_scenario(H);
    if (!text)
        earlier_run_not_results(H); /* unless something else is noted */
    return text;
}

int earlier_run_text(const char *file, char **text)
{
    struct h5_printing saved = h5_quiet();
    struct h5 H;
    int status = h5_init(&H, file);

    *text = NULL;
    if (!status) {
        h5_open(&H);
        *text = find_scenario(&H);
        status = H.status;
        if (H.file >= 0)
            H5Fclose(H.file);
    }
    if (status && status != GATESIM_ENOMEM)
        *text = take_error(&H);
    h5_release(&H);
    h5_loud(saved);
    return status && !*text ? GATESIM_ENOMEM : status;
}
