/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of thumb, each with its threshold here. They look at means over the replications, so
 * that one unlucky replication of many does not cry wolf. */
#include "sim/present/run_warnings.h"

#include <math.h>
#include <stdlib.h>

#include "sim/present/trend_words.h"
#include "sim/text/messages.h"
#include "sim/text/sentences.h"
#include "sim/text/text.h"

#define INSIDE_SHARE 0.02 /* of all trucks that are still inside at the end */
#define FULL_LOAD 0.995   /* of a station: no reserve left */
#define SERVED_LEAST 10   /* trucks, in all replications, whose services tell a station's work */
#define MANIFOLD 10.0     /* a load beyond it is known only as large */
#define UNMET_SHARE 0.01  /* of the demand: beyond it measures of those that came say too little */
#define LOST_SHARE 0.01   /* beyond it a station loses trucks rather than grows */

struct warner {
    const struct run_estimates *M;
    struct sentences T;
};

static void on_partial(struct warner *W)
{
    if (W->M->added == 0 && W->M->state.signal != 0)
        teller_say(&W->T, "stopped early, before the first truck: nothing has been measured");
    else if (W->M->partial && isnan(run_estimates_mean(W->M, "summary", "measured_time", 0)))
        teller_say(&W->T, "stopped early, during the warm-up: nothing has been measured");
    else if (W->M->partial)
        teller_say(&W->T, "stopped early: all numbers are of one replication that was cut short");
}

/* What the scenario says that comes to nothing. */
static void on_scenario(struct warner *W)
{
    const struct gatesim_diagnostics *D = gatesim_scenario_warnings(W->M->scenario);
    const size_t count = gatesim_diagnostics_count(D);

    for (size_t i = 0; i < count; i++) {
        char *line = message_line(gatesim_diagnostics_at(D, i));

        if (line != NULL)
            W->T.take(W->T.user, line);
        else
            W->T.lost = true;
        free(line);
    }
}

/* The name of a place on the axis of stations or of pools; NULL when no load is known. */
static const char *place_of(const struct run_estimates *M, const struct trend *trend)
{
    const enum gatesim_axis axis = trend->people ? GATESIM_AXIS_POOL : GATESIM_AXIS_STATION;

    return isnan(trend->load) ? NULL : gatesim_axis_label(M->scenario, axis, trend->place);
}

static void on_growth(struct warner *W)
{
    const struct trend trend = trend_measured(W->M);

    if (W->M->added > 0)
        trend_tell(&W->T, &trend, "",
                   trend.kind == TREND_GROWS ? NULL /* told of each station */
                                             : place_of(W->M, &trend));
}

/* The work that came to station i over what its servers could do while open, from the work
 * that they did: busy time of those served, for all that arrived. NaN when these are too few: of a
 * service that reaches out of the window it has a part only. */
static double offered_load(const struct run_estimates *M, size_t i)
{
    const double served = run_estimates_mean(M, "station", "served", i);
    const double open = 1.0 - run_estimates_mean(M, "station", "closed_fraction", i) -
                        run_estimates_mean(M, "station", "down_fraction", i);

    if (served * M->added < SERVED_LEAST)
        return NAN;
    return run_estimates_mean(M, "station", "utilisation", i) / open *
           run_estimates_mean(M, "station", "arrived", i) / served;
}

/* What is known before the run, or else what was measured. */
static double load_of(const struct run_estimates *M, size_t i)
{
    const double known = run_estimates_mean(M, "station", "load", i);

    return isnan(known) ? offered_load(M, i) : known;
}

static void on_overload(struct warner *W, size_t i)
{
    const char *name = gatesim_scenario_name(W->M->scenario, GATESIM_STATION, i);
    const double load = load_of(W->M, i);
    const double lost = run_estimates_mean(W->M, "station", "balked", i) +
                        run_estimates_mean(W->M, "station", "reneged", i);

    if (!(load >= FULL_LOAD) ||
        lost > LOST_SHARE * run_estimates_mean(W->M, "station", "arrived", i))
        return;
    if (load > MANIFOLD)
        teller_say(&W->T, "%s gets more than %g times the work that it can do while open", name,
                   MANIFOLD);
    else if (load >= 1.0 + LOST_SHARE)
        teller_say(&W->T, "%s gets %.0f %% of the work that it can do while open", name,
                   100.0 * load);
    else
        teller_say(&W->T, "%s is busy all the time that it is open", name);
}

static void on_inside(struct warner *W)
{
    const double inside = run_estimates_mean(W->M, "summary", "trucks_in_system", 0);
    const double all = run_estimates_mean(W->M, "summary", "trucks_arrived", 0) +
                       run_estimates_mean(W->M, "summary", "trucks_at_start", 0);
    char number[TEXT_SIZE];

    if (inside >= 2.0 && inside > INSIDE_SHARE * all)
        teller_say(&W->T,
                   "%s trucks (%.0f %%) are still inside at the end; times in system are of those "
                   "that crossed",
                   text_number(number, floor(inside + 0.5)), 100.0 * inside / all);
}

/* What is measured of trucks that came says nothing of those that could not. */
static void on_unmet(struct warner *W)
{
    const double unmet = run_estimates_mean(W->M, "summary", "trucks_unmet", 0);
    const double share = run_estimates_mean(W->M, "summary", "unmet_share", 0);
    char number[TEXT_SIZE];

    if (share > UNMET_SHARE)
        teller_say(&W->T,
                   "%s trucks (%.0f %%) that wanted to come found no slot, did not come or were "
                   "refused; times are of those that crossed",
                   text_number(number, floor(unmet + 0.5)), 100.0 * share);
}

int warnings_each(const struct run_estimates *M, void (*take)(void *user, const char *text),
                  void *user)
{
    struct warner W = {.M = M, .T = {.take = take, .user = user}};
    const size_t stations = gatesim_scenario_count(M->scenario, GATESIM_STATION);

    on_partial(&W);
    on_scenario(&W);
    on_growth(&W);
    for (size_t i = 0; i < stations; i++)
        on_overload(&W, i);
    on_unmet(&W);
    on_inside(&W);
    return sentences_status(&W.T);
}
