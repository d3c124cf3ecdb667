/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many trucks of each class came by chance, against how many were to be expected, explains a
 * part of a result; regression takes that part out (Lavenberg & Welch, 1981). */
#include "sim/experiment/control_variates.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "gatesim/status.h"

struct controls {
    const struct run_data *data;
    size_t count, most;
    const struct run_data_column **column;
    size_t *index;
    double *expected;
};

static bool exists(const struct run_data *X, const struct run_data_column *C, size_t index)
{
    for (size_t r = 0; r < X->count; r++)
        if (isnan(run_data_at(X, r, C, index)))
            return false;
    return true;
}

static void add(struct controls *K, const struct run_data_column *C, size_t index, double expected)
{
    if (K->count == K->most || C == NULL || isnan(expected) || !exists(K->data, C, index))
        return;
    K->column[K->count] = C;
    K->index[K->count] = index;
    K->expected[K->count++] = expected;
}

static void collect(struct controls *K, const struct gatesim_scenario *S)
{
    const struct run_data_column *arrived = run_data_column(K->data, "class", "trucks_arrived");
    const struct run_data_column *service = run_data_column(K->data, "station", "service_mean");

    for (size_t i = 0; i < gatesim_scenario_count(S, GATESIM_CLASS); i++)
        add(K, arrived, i, gatesim_scenario_arrivals(S, i));
    for (size_t i = 0; i < gatesim_scenario_count(S, GATESIM_STATION); i++)
        add(K, service, i, gatesim_scenario_service(S, i));
}

static int reduce(const struct controls *K, const struct run_data_column *C, size_t index,
                  struct reduced *R)
{
    const size_t n = K->data->count, q = K->count;
    double *y = calloc(n + 1, sizeof *y), *x = calloc(n * q + 1, sizeof *x);
    int status = GATESIM_ENOMEM;

    if (y != NULL && x != NULL) {
        run_data_series(K->data, C, index, y);
        for (size_t r = 0; r < n; r++)
            for (size_t j = 0; j < q; j++)
                x[r * q + j] = run_data_at(K->data, r, K->column[j], K->index[j]);
        status = variance_controls(y, n, x, q, K->expected, R);
    }
    free(y);
    free(x);
    return status;
}

int control_variates_reduce(const struct run_data *X, const struct gatesim_scenario *S,
                            const struct run_data_column *C, size_t index, struct reduced *R)
{
    struct controls K = {.data = X, .most = X->count / 4};
    int status = GATESIM_ENOMEM;

    K.column = calloc(K.most + 1, sizeof *K.column);
    K.index = calloc(K.most + 1, sizeof *K.index);
    K.expected = calloc(K.most + 1, sizeof *K.expected);
    if (K.column != NULL && K.index != NULL && K.expected != NULL) {
        collect(&K, S);
        status = K.count > 0 ? reduce(&K, C, index, R) : GATESIM_ERANGE;
    }
    free(K.column);
    free(K.index);
    free(K.expected);
    return status;
}
