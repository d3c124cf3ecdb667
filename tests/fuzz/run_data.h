/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_FUZZ_RUN_DATA_H
#define TESTS_FUZZ_RUN_DATA_H

#include <string.h>

#include "analysis/read/run_data.h"
#include "tests/fuzz/fuzz.h"

static inline size_t fuzz_length(const char *text)
{
    GS_ASSERT(text != NULL);
    return strlen(text);
}

static inline void fuzz_look_at_column(const struct run_data *X, const struct run_data_column *C)
{
    size_t all = fuzz_length(C->group) + fuzz_length(C->name) + fuzz_length(C->unit) +
                 fuzz_length(C->meaning);

    for (size_t a = 0; a < C->axes; a++) {
        all += fuzz_length(C->axis[a].name);
        for (size_t i = 0; C->axis[a].labels != NULL && i < C->axis[a].length; i++)
            all += fuzz_length(C->axis[a].labels[i]);
    }
    GS_ASSERT(all < SIZE_MAX);
    for (size_t i = 0; i < C->size; i++)
        GS_ASSERT(run_data_estimate(X, C, i).n <= X->count);
}

/* fuzz_look(X): at all that run data have, which may be NULL; then it is destroyed. */
static inline void fuzz_look(struct run_data *X)
{
    if (X == NULL)
        return;
    GS_ASSERT(fuzz_length(X->title) + fuzz_length(X->sha256) + fuzz_length(X->currency) < SIZE_MAX);
    for (size_t r = 1; r < X->count; r++)
        GS_ASSERT(X->replication[r - 1] < X->replication[r]);
    for (size_t c = 0; c < X->columns; c++)
        fuzz_look_at_column(X, &X->column[c]);
    run_data_fold(X);
    run_data_destroy(X);
}

#endif
