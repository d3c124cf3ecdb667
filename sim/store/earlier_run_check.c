/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file is and what is sound in it, told as bytes: for a process of its own, in which a
 * damaged file does no harm; and the scenario in it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/store/earlier_run_private.h"

/* Write for each replication whether it is complete and sound. */
static void probe_source(struct earlier_run *SRC, const struct store_probe *P, FILE *out)
{
    double *values = malloc((SRC->values + 1) * sizeof *values);

    for (uint32_t r = 0; values && !SRC->h5.status && r < store_source_replications(SRC); r++) {
        fputc(store_source_has(SRC, r) && source_is_sound(SRC, r, values), out);
        P->progress();
    }
    free(values);
}

int store_probe(void *P, FILE *out)
{
    const struct store_probe *probe = P;
    struct earlier_run *SRC = NULL;
    char *text = NULL;

    if (probe->scenario) {
        (void)store_source_open(probe->file, probe->scenario, &SRC);
        (void)h5_quiet();
        if (SRC)
            probe_source(SRC, probe, out);
        store_source_close(SRC, false);
    } else {
        (void)store_text(probe->file, &text);
        free(text);
    }
    return 0;
}

/* How many replications are complete in an open file. */
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

int store_glance(void *path, FILE *out)
{
    struct store_glance G = {0};
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

/* What went wrong, taken from H, or NULL. */
static char *take_error(struct h5 *H)
{
    char *error = H->error;

    H->error = NULL;
    return error;
}

/* The scenario in an open file; NULL with the trouble noted. */
static char *find_scenario(struct h5 *H)
{
    char *text;

    source_check_version(H);
    text = source_scenario(H);
    if (!text)
        source_not_results(H); /* unless something else is noted */
    return text;
}

int store_text(const char *file, char **text)
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
