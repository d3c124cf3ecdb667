/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The waits at every place in every replication are laid out, the places are sorted by their means,
 * and the first is set against each of the others. */
#include "analysis/compare/congestion.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/compare/difference.h"
#include "analysis/estimate/estimate.h"
#include "gatesim/observer.h"
#include "gatesim/status.h"

/* The waits of one run: sums over causes. */
struct waits {
    const struct run_data *data;
    const struct run_data_column *time; /* by station and cause */
    struct run_data_inside trucks;      /* whose waits they are */
    double *wait;                       /* [station][replication], s a truck */
};

/* Whether the cause of this name is waiting. */
static bool is_waiting(const char *name)
{
    for (unsigned cause = 0; cause < GATESIM_CAUSES; cause++)
        if (strcmp(name, gatesim_cause_name((enum gatesim_cause)cause)) == 0)
            return gatesim_cause_waits((enum gatesim_cause)cause);
    return false;
}

static bool is_by_station_and_cause(const struct run_data_column *C)
{
    return C != NULL && C->axes == 2 && C->size > 0 && C->axis[0].labels != NULL &&
           C->axis[1].labels != NULL;
}

/* What a truck waits at a station for a cause in replication r, s; NaN where there is none. */
static double wait_of(const struct waits *W, size_t station, size_t cause, size_t r)
{
    const size_t i = station * W->time->axis[1].length + cause;

    return run_data_per_truck(W->data, r, &W->trucks, 0, run_data_at(W->data, r, W->time, i));
}

static double *waits_at(const struct waits *W, size_t station)
{
    return W->wait + station * W->data->count;
}

static void add_cause(const struct waits *W, size_t cause)
{
    for (size_t s = 0; s < W->time->axis[0].length; s++)
        for (size_t r = 0; r < W->data->count; r++)
            waits_at(W, s)[r] += wait_of(W, s, cause, r);
}

/* The longest wait first, equal ones by the order of the stations, unknown ones last. */
static int by_wait(const void *a, const void *b)
{
    const struct congestion_place *x = a, *y = b;
    const double p = isnan(x->wait) ? -INFINITY : x->wait;
    const double q = isnan(y->wait) ? -INFINITY : y->wait;

    return p != q ? (p < q) - (p > q) : (x->station > y->station) - (x->station < y->station);
}

static void sort_places(const struct waits *W, struct congestion *G)
{
    const struct run_data_axis *stations = &W->time->axis[0];

    for (size_t s = 0; s < stations->length; s++) {
        const double mean = estimate_values(waits_at(W, s), W->data->count).mean;

        G->place[s] = (struct congestion_place){s, stations->labels[s], mean};
        G->all += mean;
    }
    qsort(G->place, stations->length, sizeof *G->place, by_wait);
}

static void find_cause(const struct waits *W, struct congestion *G)
{
    const struct run_data_axis *causes = &W->time->axis[1];

    for (size_t c = 0; c < causes->length; c++) {
        struct accumulator A;

        accumulator_init(&A);
        for (size_t r = 0; is_waiting(causes->labels[c]) && r < W->data->count; r++)
            accumulator_add(&A, wait_of(W, G->place[0].station, c, r));
        if (A.mean > G->of_cause) {
            G->of_cause = A.mean;
            G->cause = causes->labels[c];
        }
    }
}

/* What the first place is not told apart from stays behind it; places without any wait go. */
static void keep_rivals(const struct waits *W, struct congestion *G)
{
    const double *longest = waits_at(W, G->place[0].station);

    G->count = 1;
    for (size_t s = 1; s < W->time->axis[0].length && G->place[s].wait > 0.0; s++) {
        struct difference D;

        difference_paired(waits_at(W, G->place[s].station), longest, W->data->count,
                          ESTIMATE_CONFIDENCE, &D);
        G->judged = !isnan(D.half_width);
        if (G->judged && !(D.mean > D.half_width))
            G->place[G->count++] = G->place[s];
    }
}

static void judge(const struct waits *W, struct congestion *G)
{
    for (size_t c = 0; c < W->time->axis[1].length; c++)
        if (is_waiting(W->time->axis[1].labels[c]))
            add_cause(W, c);
    sort_places(W, G);
    G->judged = estimate_values(waits_at(W, G->place[0].station), W->data->count).n > 1;
    if (G->place[0].wait > 0.0) {
        find_cause(W, G);
        keep_rivals(W, G);
    }
}

int congestion_find(const struct run_data *X, struct congestion *G)
{
    struct waits W = {.data = X, .time = run_data_column(X, "delay", "station_time")};
    bool room;

    *G = (struct congestion){.count = 0};
    if (!is_by_station_and_cause(W.time) || !run_data_inside(X, "summary", &W.trucks) ||
        X->count == 0)
        return GATESIM_OK;
    W.wait = calloc(W.time->axis[0].length * X->count, sizeof *W.wait);
    G->place = calloc(W.time->axis[0].length, sizeof *G->place);
    room = W.wait != NULL && G->place != NULL;
    if (room)
        judge(&W, G);
    free(W.wait);
    if (!room)
        congestion_release(G);
    return room ? GATESIM_OK : GATESIM_ENOMEM;
}

void congestion_release(struct congestion *G)
{
    free(G->place);
    *G = (struct congestion){.count = 0};
}
