/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each message is packed from the results of the simulations up to now. A time series has a point
 * for each bin; where there are more bins than MESSAGE_POINTS, neighbouring bins are averaged. */
#include "sim/live/messages.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include <jansson.h>

#include "analysis/report/json_parts.h"
#include "gatesim/results.h"
#include "gatesim/version.h"
#include "sim/live/changeable.h"

#define DIGITS 7

/* Returns x; null when it is not finite. */
static json_t *number(double x)
{
    return isfinite(x) ? json_real(x) : json_null();
}

/* Returns x; null when it has no limit. */
static json_t *limited(uint32_t x)
{
    return x == GATESIM_UNLIMITED ? json_null() : json_integer(x);
}

/* Returns J as text, for the caller to free, or NULL. Takes J, which may be NULL. */
static char *dump(json_t *J)
{
    char *text = J == NULL ? NULL : json_dumps(J, JSON_COMPACT | JSON_REAL_PRECISION(DIGITS));

    json_decref(J);
    return text;
}

static json_t *names(const struct gatesim_scenario *S, enum gatesim_entity entity)
{
    json_t *list = json_array();

    for (size_t i = 0; i < gatesim_scenario_count(S, entity); i++)
        json_array_append_new(list, json_string(gatesim_scenario_name(S, entity, i)));
    return list;
}

static json_t *attributes(const struct gatesim_scenario *S)
{
    json_t *list = json_array();

    for (size_t i = 0; i < gatesim_scenario_count(S, GATESIM_ATTRIBUTE); i++) {
        json_t *values = json_array();

        for (size_t v = 0; v < gatesim_scenario_value_count(S, i); v++)
            json_array_append_new(values, json_string(gatesim_scenario_value(S, i, v)));
        json_array_append_new(list, json_pack("{s:s,s:o}", "name",
                                              gatesim_scenario_name(S, GATESIM_ATTRIBUTE, i),
                                              "values", values));
    }
    return list;
}

static json_t *links(const struct gatesim_scenario *S)
{
    json_t *list = json_array();
    struct gatesim_link L;

    for (size_t i = 0; gatesim_scenario_link(S, i, &L); i++)
        json_array_append_new(list, json_pack("[I,I]", (json_int_t)L.from, (json_int_t)L.to));
    return list;
}

/* Returns the stations of side D with what of them does not change. */
static json_t *places(const struct session_side *D)
{
    json_t *list = json_array();

    for (size_t i = 0; i < gatesim_scenario_count(D->scn, GATESIM_STATION); i++) {
        struct gatesim_staff staff;
        struct gatesim_place p;

        gatesim_scenario_staff(D->scn, i, &staff);
        gatesim_place(D->sim, i, &p);
        json_array_append_new(
            list,
            json_pack("{s:s,s:o,s:o}", "name", gatesim_scenario_name(D->scn, GATESIM_STATION, i),
                      "servers_most", staff.unlimited ? json_null() : json_integer(staff.most),
                      "waiting", limited(p.waiting)));
    }
    return list;
}

static json_t *side(const struct session_side *D)
{
    struct gatesim_scenario_info info;

    gatesim_scenario_info(D->scn, &info);
    return json_pack("{s:o,s:s,s:s,s:o,s:o,s:o,s:o,s:o}", "name", part_path(D->name), "title",
                     info.title, "question", info.question, "places", places(D), "classes",
                     names(D->scn, GATESIM_CLASS), "attributes", attributes(D->scn), "links",
                     links(D->scn), "settings", changeable_list(D->scn));
}

char *message_session(const struct session *G)
{
    struct gatesim_scenario_info info;
    json_t *sides = json_array();
    char seed[24];

    gatesim_scenario_info(G->sides[0].scn, &info);
    snprintf(seed, sizeof seed, "%" PRIu64, info.seed);
    for (unsigned i = 0; i < G->count; i++)
        json_array_append_new(sides, side(&G->sides[i]));
    return dump(json_pack("{s:s,s:s,s:I,s:I,s:f,s:f,s:f,s:f,s:s,s:o}", "kind", "session", "version",
                          gatesim_version(), "run", (json_int_t)G->run, "epoch",
                          (json_int_t)info.epoch, "duration_s", gatesim_seconds(info.duration),
                          "warm_up_s", gatesim_seconds(info.warm_up), "bin_s",
                          gatesim_seconds(info.bin), "first_s", gatesim_seconds(G->first), "seed",
                          seed, "sides", sides));
}

/* Returns value i of the column group/name of side D; NaN when there is no such column. */
static double value(const struct session_side *D, const char *group, const char *name, size_t i)
{
    const int c = gatesim_column_find(group, name);

    return c < 0 ? (double)NAN : gatesim_result(D->sim, (size_t)c, i);
}

/* Returns a number of all trucks of side D. */
static json_t *one(const struct session_side *D, const char *name)
{
    return number(value(D, "summary", name, 0));
}

/* Returns the number of a station in a column of side D. */
static json_t *of_station(const struct session_side *D, const char *name, size_t station)
{
    return number(value(D, "station", name, station));
}

/* Returns the numbers of all stations in a column of side D. */
static json_t *of_stations(const struct session_side *D, const char *name)
{
    json_t *J = json_array();

    for (size_t i = 0; i < gatesim_scenario_count(D->scn, GATESIM_STATION); i++)
        json_array_append_new(J, of_station(D, name, i));
    return J;
}

/* How the bins of a time series become points. */
struct points {
    size_t bins;  /* whole bins up to now */
    size_t group; /* bins in a point */
};

static struct points points(const struct session_side *D)
{
    struct gatesim_scenario_info info;
    struct points P;

    gatesim_scenario_info(D->scn, &info);
    P.bins = (size_t)(gatesim_now(D->sim) / info.bin);
    P.group = (P.bins + MESSAGE_POINTS - 1) / MESSAGE_POINTS;
    P.group = P.group == 0 ? 1 : P.group;
    return P;
}

/* Returns the points of the time series in that row of a column of side D. */
static json_t *series(const struct session_side *D, const char *name, size_t row,
                      const struct points *P)
{
    const int c = gatesim_column_find("series", name);
    const size_t first = row * gatesim_axis_length(D->scn, GATESIM_AXIS_TIME);
    json_t *J = json_array();

    for (size_t i = 0; c >= 0 && i + P->group <= P->bins; i += P->group) {
        double sum = 0;

        for (size_t k = i; k < i + P->group; k++)
            sum += gatesim_result(D->sim, (size_t)c, first + k);
        json_array_append_new(J, number(sum / (double)P->group));
    }
    return J;
}

/* Returns the running mean of the time in system, and its half-width, at the end of each point. */
static json_t *sojourns(const struct session_side *D, const struct points *P)
{
    const struct batches_summary now = batches_sum_up(&D->sojourn);
    json_t *mean = json_array(), *half = json_array();

    for (size_t i = P->group; i <= P->bins; i += P->group) {
        const struct batches_interval I = batches_interval(
            i <= D->sojourns.count ? VECTOR_AT(&D->sojourns, struct batches_summary, i - 1) : &now);

        json_array_append_new(mean, number(I.mean));
        json_array_append_new(half, number(I.half));
    }
    return json_pack("{s:o,s:o}", "mean", mean, "half_width", half);
}

/* Returns the points of a time series for each station of side D. */
static json_t *by_station(const struct session_side *D, const char *name, const struct points *P)
{
    json_t *J = json_array();

    for (size_t i = 0; i < gatesim_scenario_count(D->scn, GATESIM_STATION); i++)
        json_array_append_new(J, series(D, name, i, P));
    return J;
}

static json_t *changes(const struct session_side *D)
{
    json_t *J = json_array();

    for (size_t i = 0; i < D->changes.count; i++) {
        const struct session_change *C = VECTOR_AT(&D->changes, struct session_change, i);

        json_array_append_new(J, json_pack("{s:f,s:I,s:s}", "at_s", gatesim_seconds(C->at), "made",
                                           (json_int_t)C->made, "settings", C->settings));
    }
    return J;
}

/* Returns the count, mean and p95 time in system of the trucks that crossed in the last hour. */
static json_t *last_hour(const struct session_side *D)
{
    const struct recent_summary S = recent_sum_up(&D->recent, gatesim_now(D->sim));

    return json_pack("{s:I,s:o,s:o}", "crossed", (json_int_t)S.count, "mean_s", number(S.mean),
                     "p95_s", number(S.p95));
}

/* Returns the demand since the start: trucks that wanted to come, those of them that were not
 * served, and those at home with a slot to come; null where no class books. */
static json_t *demand(const struct session_side *D)
{
    struct gatesim_flow sum = {0}, F;

    for (size_t i = 0; i < gatesim_scenario_count(D->scn, GATESIM_CLASS); i++) {
        gatesim_flow(D->sim, i, &F);
        sum.wanted += F.wanted;
        sum.no_slot += F.no_slot;
        sum.no_show += F.no_show;
        sum.refused += F.refused;
        sum.at_home += F.at_home;
    }
    if (sum.no_slot + sum.no_show + sum.refused + sum.at_home == 0)
        return json_null();
    return json_pack("{s:I,s:I,s:I,s:I,s:I,s:o,s:o}", "wanted", (json_int_t)sum.wanted, "no_slot",
                     (json_int_t)sum.no_slot, "no_show", (json_int_t)sum.no_show, "refused",
                     (json_int_t)sum.refused, "at_home", (json_int_t)sum.at_home,
                     "booking_wait_mean_s", one(D, "booking_wait_mean"), "total_time_mean_s",
                     one(D, "total_time_mean"));
}

/* Returns the results of side D so far. */
static json_t *side_numbers(const struct session_side *D)
{
    const struct batches_summary known = batches_sum_up(&D->sojourn);
    const struct batches_interval sojourn = batches_interval(&known);
    const struct points P = points(D);
    struct gatesim_progress progress;
    char fingerprint[24];

    gatesim_progress(D->sim, &progress);
    snprintf(fingerprint, sizeof fingerprint, "%016" PRIx64, gatesim_fingerprint(D->sim));
    return json_pack(
        "{s:s,s:I,s:I,s:I,s:I,s:o,s:o,s:{s:o,s:o,s:I},s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:b,"
        "s:I}",
        "fingerprint", fingerprint, "events", (json_int_t)progress.events, "trucks_arrived",
        (json_int_t)progress.arrived, "trucks_left", (json_int_t)progress.left, "trucks_in_system",
        (json_int_t)progress.inside, "demand", demand(D), "throughput_per_hour",
        one(D, "throughput_per_hour"), "time_in_system_s", "mean", number(sojourn.mean),
        "half_width", number(sojourn.half), "n", (json_int_t)D->sojourn.n, "time_in_system_p95_s",
        one(D, "time_in_system_p95"), "last_hour", last_hour(D), "wait_mean_s", one(D, "wait_mean"),
        "station_wait_mean_s", of_stations(D, "wait_mean"), "station_utilisation",
        of_stations(D, "utilisation"), "queue", by_station(D, "station_queue_mean", &P),
        "in_system", series(D, "in_system_mean", 0, &P), "crossed", series(D, "crossed", 0, &P),
        "stay", sojourns(D, &P), "changes", changes(D), "past_differs", D->past_differs,
        "bins_per_point", (json_int_t)P.group);
}

char *message_numbers(const struct session *G)
{
    json_t *sides = json_array();

    for (unsigned i = 0; i < G->count; i++)
        json_array_append_new(sides, side_numbers(&G->sides[i]));
    return dump(json_pack("{s:s,s:I,s:f,s:f,s:f,s:s,s:s,s:o}", "kind", "numbers", "run",
                          (json_int_t)G->run, "clock_s", gatesim_seconds(session_clock(G)), "share",
                          G->share, "pace", G->pace, "mode", session_mode_name(G->mode), "trouble",
                          G->mode == SESSION_FAILED ? gatesim_status_text(G->status) : "", "sides",
                          sides));
}

/* Returns the delay at a station of side D by cause, in s. */
static json_t *causes(const struct session_side *D, size_t station)
{
    json_t *J = json_object();

    for (unsigned c = 0; c < GATESIM_CAUSES; c++) {
        const double x = value(D, "delay", "station_time", station * GATESIM_CAUSES + c);

        if (x > 0)
            json_object_set_new(J, gatesim_cause_name((enum gatesim_cause)c), json_real(x));
    }
    return J;
}

char *message_place(const struct session *G, unsigned which, size_t station, int64_t id)
{
    const struct session_side *D = &G->sides[which];
    const struct points P = points(D);
    struct gatesim_place p;

    gatesim_place(D->sim, station, &p);
    return dump(json_pack(
        "{s:s,s:I,s:i,s:f,s:I,s:s,s:s,s:I,s:I,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:I}", "kind",
        "place", "reply", (json_int_t)id, "side", (int)which, "clock_s",
        gatesim_seconds(session_clock(G)), "station", (json_int_t)station, "name",
        gatesim_scenario_name(D->scn, GATESIM_STATION, station), "state",
        gatesim_place_state_name(p.state), "arrived", (json_int_t)p.arrived, "served",
        (json_int_t)p.served, "wait_mean_s", of_station(D, "wait_mean", station), "wait_p95_s",
        of_station(D, "wait_p95", station), "utilisation", of_station(D, "utilisation", station),
        "blocked_fraction", of_station(D, "blocked_fraction", station), "closed_fraction",
        of_station(D, "closed_fraction", station), "time_s", causes(D, station), "queue",
        series(D, "station_queue_mean", station, &P), "busy",
        series(D, "station_busy_mean", station, &P), "bins_per_point", (json_int_t)P.group));
}

/* Returns the diagnostics D, which may be NULL, as a list. */
static json_t *wrongs(const struct gatesim_diagnostics *D)
{
    json_t *list = json_array();

    for (size_t i = 0; D != NULL && i < gatesim_diagnostics_count(D); i++) {
        const struct gatesim_diagnostic *d = gatesim_diagnostics_at(D, i);

        json_array_append_new(list, json_pack("{s:s,s:s,s:s}", "section",
                                              d->section == NULL ? "" : d->section, "key",
                                              d->key == NULL ? "" : d->key, "message", d->message));
    }
    return list;
}

char *message_reply(int64_t id, const char *what, const char *error,
                    const struct gatesim_diagnostics *D)
{
    return dump(json_pack("{s:s,s:I,s:s,s:b,s:s,s:o}", "kind", "reply", "reply", (json_int_t)id,
                          "do", what, "ok", error == NULL && D == NULL, "error",
                          error == NULL ? "" : error, "wrong", wrongs(D)));
}
