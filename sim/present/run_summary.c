/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the headline to the details: the run, what came through, who waited, where, why, and
 * what to be careful about. Sections that have nothing to say are left out. */
#include "sim/present/run_summary.h"

#include <math.h>
#include <string.h>

#include "analysis/estimate/queueing.h"
#include "gatesim/status.h"
#include "sim/present/bottleneck_print.h"
#include "sim/present/run_tables.h"
#include "sim/present/run_warnings.h"
#include "sim/present/skew.h"
#include "sim/text/text.h"

#define BAR 40          /* columns of the longest bar */
#define LONG_QUEUE 1.0  /* trucks, on average, that make a queue worth a mark */
#define WORST_SHARE 0.5 /* of the longest mean queue: the others that are marked */
#define CELL (2 * TEXT_SIZE)

struct summary {
    const struct run_estimates *M;
    const struct gatesim_scenario *S;
    FILE *out;
    struct style style;
    struct arena *arena;
};

static void heading(const struct summary *Y, const char *text)
{
    fputc('\n', Y->out);
    style_heading(Y->style, Y->out, text);
    fputc('\n', Y->out);
}

static void print_when(const struct summary *Y)
{
    static const char *const day[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    const struct gatesim_scenario_info *info = &Y->M->info;
    const uint32_t complete = run_estimates_complete(Y->M);
    char duration[TEXT_SIZE], warm_up[TEXT_SIZE];
    struct gatesim_civil C;

    gatesim_civil(info->epoch, 0, &C);
    fprintf(Y->out, "%s from %s %04d-%02d-%02d %02d:%02d",
            text_span(duration, gatesim_seconds(info->duration)), day[C.weekday], C.year, C.month,
            C.day, C.hour, C.minute);
    if (info->warm_up > 0)
        fprintf(Y->out, ", the first %s not counted",
                text_span(warm_up, gatesim_seconds(info->warm_up)));
    fprintf(Y->out, "; %u replication%s", info->replications, info->replications == 1 ? "" : "s");
    if (complete < info->replications)
        fprintf(Y->out, ", %u complete", complete);
    fprintf(Y->out, "; seed %llu\n", (unsigned long long)info->seed);
}

static void print_title(const struct summary *Y)
{
    const struct gatesim_scenario_info *info = &Y->M->info;

    style_heading(Y->style, Y->out, info->title[0] != '\0' ? info->title : Y->M->path);
    fputc('\n', Y->out);
    if (info->question[0] != '\0')
        fprintf(Y->out, "%s\n", info->question);
    print_when(Y);
}

static struct estimate total(const struct summary *Y, const char *name)
{
    return run_estimates_at(Y->M, "summary", name, 0);
}

/* print_some(Y, what, name): a line of trucks, where there are any. */
static void print_some(const struct summary *Y, const char *what, const char *name)
{
    char a[CELL];

    if (total(Y, name).mean > 0.0)
        fprintf(Y->out, "  %-16s %s\n", what, text_number_estimate(a, total(Y, name)));
}

/* What became of trucks that wanted to come, where classes book. */
static void print_demand(const struct summary *Y)
{
    if (!run_estimates_books(Y->M))
        return;
    print_some(Y, "wanted to come", "trucks_wanted");
    print_some(Y, "found no slot", "trucks_no_slot");
    print_some(Y, "did not come", "trucks_no_show");
    print_some(Y, "refused", "trucks_refused");
    print_some(Y, "still to come", "trucks_at_home");
}

/* print_time(Y, what, mean, p95): a line of a duration. */
static void print_time(const struct summary *Y, const char *what, const char *mean, const char *p95)
{
    char a[CELL], b[CELL];

    fprintf(Y->out, "  %-16s mean %s, 95 %% under %s\n", what,
            text_duration_estimate(a, total(Y, mean)), text_duration_estimate(b, total(Y, p95)));
}

static void print_costs(const struct summary *Y)
{
    const struct estimate all = total(Y, "total_cost");
    const char *currency = Y->M->info.currency;
    char a[CELL], b[CELL];

    if (!isfinite(all.mean) || all.mean == 0.0)
        return;
    fprintf(Y->out, "  costs            %s%s%s, of which staff %s%s%s\n",
            text_number_estimate(a, all), currency[0] != '\0' ? " " : "", currency,
            text_number_estimate(b, total(Y, "staff_cost")), currency[0] != '\0' ? " " : "",
            currency);
}

/* Why fewer than one truck in twenty can have more than the mean. */
static void print_reason(const struct summary *Y)
{
    const bool time = total(Y, "time_in_system_p95").mean < total(Y, "time_in_system_mean").mean;
    const bool wait = total(Y, "wait_p95").mean < total(Y, "wait_mean").mean;

    if (time || wait)
        fprintf(Y->out,
                "                   the mean %s is above what 95 %% stay under: fewer than 1 truck "
                "in 20 take so long that they raise the mean of all\n",
                time && wait ? "of both"
                : time       ? "time in system"
                             : "wait");
}

static void print_headline(const struct summary *Y)
{
    char a[CELL], b[CELL];
    FILE *out = Y->out;

    fputc('\n', out);
    print_demand(Y);
    fprintf(out, "  trucks arrived   %s\n", text_number_estimate(a, total(Y, "trucks_arrived")));
    if (total(Y, "trucks_at_start").mean > 0.0)
        fprintf(out, "  inside at start  %s\n",
                text_number_estimate(a, total(Y, "trucks_at_start")));
    fprintf(out, "  crossed          %s, %s an hour\n",
            text_number_estimate(a, total(Y, "trucks_crossed")),
            text_number_estimate(b, total(Y, "throughput_per_hour")));
    fprintf(out, "  turned back      %s\n",
            text_number_estimate(a, total(Y, "trucks_turned_back")));
    if (total(Y, "trucks_diverted").mean > 0.0)
        fprintf(out, "  took another way %s\n",
                text_number_estimate(a, total(Y, "trucks_diverted")));
    fprintf(out, "  still inside     %s\n", text_number_estimate(a, total(Y, "trucks_in_system")));
    if (run_estimates_books(Y->M)) {
        print_time(Y, "wish to crossing", "total_time_mean", "total_time_p95");
        if (total(Y, "booking_wait_mean").n > 0)
            print_time(Y, "waited for slot", "booking_wait_mean", "booking_wait_p95");
    }
    print_time(Y, "time in system", "time_in_system_mean", "time_in_system_p95");
    print_time(Y, "waiting", "wait_mean", "wait_p95");
    print_costs(Y);
    print_reason(Y);
}

/* The bounds of a median that has both. */
static void print_spread(const struct summary *Y, const char *what, const char *name,
                         enum findings_level level)
{
    const struct quantile_estimate Q = findings_quantile(Y->M, name, level);
    char value[TEXT_SIZE], low[TEXT_SIZE], high[TEXT_SIZE];

    if (Q.n > 0 && isfinite(Q.low) && isfinite(Q.high))
        fprintf(Y->out, "  %-16s mean time in system %s%s (95 %% interval %s to %s)\n", what,
                level == FINDINGS_HALF ? "" : "at most ", text_duration(value, Q.value),
                text_duration(low, Q.low), text_duration(high, Q.high));
}

/* One run has no replications to compare, but its hours. */
static void print_findings(const struct summary *Y)
{
    const struct batch_means *B = &Y->M->findings.batches;
    char a[CELL];

    if (B->mean.n > 0)
        fprintf(Y->out,
                "  trucks inside    %s: from the means of %llu equal stretches of the one run "
                "(batch means), "
                "whose neighbours correlate by %.2f\n",
                text_number_estimate(a, B->mean), (unsigned long long)B->mean.n, B->lag1);
    print_spread(Y, "median run", "time_in_system_mean", FINDINGS_HALF);
    print_spread(Y, "9 runs in 10", "time_in_system_mean", FINDINGS_NINE_TENTHS);
}

static void cell(struct table *T, const struct summary *Y, const char *group, const char *name,
                 size_t i, char *(*format)(char *, double))
{
    char b[CELL];

    table_cell(T, format(b, run_estimates_mean(Y->M, group, name, i)));
}

/* see(K, Y, group, mean, p95, kind, i): take the p95 of item i into account. */
static void see(struct skew *K, const struct summary *Y, const char *group, const char *mean,
                const char *p95, enum gatesim_entity kind, size_t i)
{
    skew_see(K, gatesim_scenario_name(Y->S, kind, i), run_estimates_mean(Y->M, group, mean, i),
             run_estimates_mean(Y->M, group, p95, i));
}

/* print_skewed(T, Y, K): the table, and which of its p95 are below their means. */
static int print_skewed(struct table *T, const struct summary *Y, const struct skew *K)
{
    int status;

    fputc('\n', Y->out);
    status = table_print(T, Y->out, Y->style);
    skew_print(K, Y->out);
    return status;
}

static void cell_sure(struct table *T, const struct summary *Y, const char *group, const char *name,
                      size_t i)
{
    char b[CELL];

    table_cell(T, text_duration_estimate(b, run_estimates_at(Y->M, group, name, i)));
}

static int print_classes(const struct summary *Y)
{
    const bool diverts = total(Y, "trucks_diverted").mean > 0.0;
    const char *const headers[] = {"Class",        "arrived",        "crossed", "turned back",
                                   "inside",       "time in system", "p95",     "waiting",
                                   "buffer index", "diverted"};
    struct table *T = table_create(Y->arena, diverts ? 10 : 9, headers);
    const size_t classes = gatesim_scenario_count(Y->S, GATESIM_CLASS);
    struct skew K = {.count = 0};

    for (size_t i = 0; T != NULL && i < classes; i++) {
        see(&K, Y, "class", "time_in_system_mean", "time_in_system_p95", GATESIM_CLASS, i);
        table_row(T, NULL);
        table_cell(T, gatesim_scenario_name(Y->S, GATESIM_CLASS, i));
        cell(T, Y, "class", "trucks_arrived", i, text_number);
        cell(T, Y, "class", "trucks_crossed", i, text_number);
        cell(T, Y, "class", "trucks_turned_back", i, text_number);
        cell(T, Y, "class", "trucks_in_system", i, text_number);
        cell_sure(T, Y, "class", "time_in_system_mean", i);
        cell(T, Y, "class", "time_in_system_p95", i, text_duration);
        cell(T, Y, "class", "wait_mean", i, text_duration);
        cell(T, Y, "class", "buffer_index", i, text_percent);
        if (diverts)
            cell(T, Y, "class", "trucks_diverted", i, text_number);
    }
    return print_skewed(T, Y, &K);
}

/* What classes that book wanted, and what became of it. */
static int print_demand_by_class(const struct summary *Y)
{
    static const char *const headers[] = {"Demand",  "wanted",        "no slot", "no-show",
                                          "refused", "still to come", "unmet",   "waited for slot",
                                          "p95",     "from the wish"};
    struct table *T = table_create(Y->arena, 10, headers);
    struct skew K = {.count = 0};

    for (size_t i = 0; T != NULL && i < gatesim_scenario_count(Y->S, GATESIM_CLASS); i++) {
        table_row(T, NULL);
        table_cell(T, gatesim_scenario_name(Y->S, GATESIM_CLASS, i));
        cell(T, Y, "class", "trucks_wanted", i, text_number);
        cell(T, Y, "class", "trucks_no_slot", i, text_number);
        cell(T, Y, "class", "trucks_no_show", i, text_number);
        cell(T, Y, "class", "trucks_refused", i, text_number);
        cell(T, Y, "class", "trucks_at_home", i, text_number);
        cell(T, Y, "class", "unmet_share", i, text_percent);
        cell_sure(T, Y, "class", "booking_wait_mean", i);
        cell(T, Y, "class", "booking_wait_p95", i, text_duration);
        cell_sure(T, Y, "class", "total_time_mean", i);
        see(&K, Y, "class", "booking_wait_mean", "booking_wait_p95", GATESIM_CLASS, i);
    }
    return print_skewed(T, Y, &K);
}

static double longest_queue(const struct summary *Y, size_t stations)
{
    double longest = 0.0;

    for (size_t i = 0; i < stations; i++)
        longest = fmax(longest, run_estimates_mean(Y->M, "station", "queue_mean", i));
    return longest;
}

static const char *queue_mark(double queue, double longest)
{
    if (!(queue >= LONG_QUEUE && queue >= WORST_SHARE * longest))
        return NULL;
    return queue == longest ? "<- longest queue" : "<- long queue";
}

static int print_stations(const struct summary *Y)
{
    static const char *const headers[] = {"Station", "served", "wait",    "p95",   "queue",
                                          "max",     "busy",   "blocked", "closed"};
    struct table *T = table_create(Y->arena, 9, headers);
    const size_t stations = gatesim_scenario_count(Y->S, GATESIM_STATION);
    const double longest = longest_queue(Y, stations);
    struct skew K = {.count = 0};

    for (size_t i = 0; T != NULL && i < stations; i++) {
        table_row(T, queue_mark(run_estimates_mean(Y->M, "station", "queue_mean", i), longest));
        table_cell(T, gatesim_scenario_name(Y->S, GATESIM_STATION, i));
        cell(T, Y, "station", "served", i, text_number);
        cell_sure(T, Y, "station", "wait_mean", i);
        cell(T, Y, "station", "wait_p95", i, text_duration);
        cell(T, Y, "station", "queue_mean", i, text_number);
        cell(T, Y, "station", "queue_max", i, text_number);
        cell(T, Y, "station", "utilisation", i, text_percent);
        cell(T, Y, "station", "blocked_fraction", i, text_percent);
        cell(T, Y, "station", "closed_fraction", i, text_percent);
        see(&K, Y, "station", "wait_mean", "wait_p95", GATESIM_STATION, i);
    }
    return print_skewed(T, Y, &K);
}

static void print_bar(const struct summary *Y, const char *name, double share, double longest)
{
    char b[TEXT_SIZE];
    const int length = (int)(BAR * share / longest + 0.5);

    fprintf(Y->out, "  %-10s %7s%s", name, text_percent(b, share), length > 0 ? "  " : "");
    for (int i = 0; i < length; i++)
        fputc('#', Y->out);
    fputc('\n', Y->out);
}

static void print_causes(const struct summary *Y)
{
    double time[GATESIM_CAUSES], sum = 0.0, longest = 0.0;

    for (size_t i = 0; i < GATESIM_CAUSES; i++) {
        time[i] = run_estimates_mean(Y->M, "delay", "total_time", i);
        sum += time[i];
        longest = fmax(longest, time[i]);
    }
    if (!(sum > 0.0))
        return;
    heading(Y, "Where the time went");
    for (size_t i = 0; i < GATESIM_CAUSES; i++)
        if (time[i] > 0.0)
            print_bar(Y, gatesim_cause_name((enum gatesim_cause)i), time[i] / sum, longest / sum);
}

static void print_road(const struct summary *Y)
{
    char mean[CELL], max[CELL], length[TEXT_SIZE], longest[TEXT_SIZE];

    if (!(total(Y, "road_queue_max").mean > 0.0))
        return;
    heading(Y, "Queue on the road");
    fprintf(Y->out, "  mean %s trucks (%s), at most %s (%s)\n",
            text_number_estimate(mean, total(Y, "road_queue_mean")),
            text_length(length, total(Y, "road_length_mean").mean),
            text_number_estimate(max, total(Y, "road_queue_max")),
            text_length(longest, total(Y, "road_length_max").mean));
}

/* backlog_time(Y): the time of day of the backlog, in 5 characters of a longer text: it is said
 * nowhere but in the resolved scenario. */
static const char *backlog_time(const struct summary *Y)
{
    static const char key[] = "\nbacklog-at = ";
    const char *line = strstr(gatesim_scenario_text(Y->S), key);

    return line == NULL ? "" : line + strlen(key);
}

static void print_backlog_heading(const struct summary *Y)
{
    char text[64];

    snprintf(text, sizeof text, "Backlog at %.5s", backlog_time(Y));
    heading(Y, text);
}

/* Daily counts of the backlog in the measured window: how many, the first, last, and highest. */
struct backlog {
    size_t days, first, last, worst;
    double mean, highest;
};

/* Trucks of the classes from .. end - 1. */
static double backlog_on(const struct summary *Y, size_t from, size_t end, size_t day)
{
    double trucks = 0.0;

    for (size_t i = from; i < end; i++)
        trucks += measured_at2(Y->M, "day", "backlog", i, day).mean;
    return trucks;
}

/* has_backlog(Y, count): whether the count is one at the daily time of day, in the measured window.
 * The last may be that of the end of the run alone. */
static bool has_backlog(const struct summary *Y, size_t count)
{
    const double daily =
        gatesim_axis_coordinate(Y->S, GATESIM_AXIS_COUNT, 0) + 86400.0 * (double)count;

    return daily <= gatesim_seconds(Y->M->info.duration) &&
           daily > gatesim_seconds(Y->M->info.warm_up);
}

static struct backlog backlog_of(const struct summary *Y, size_t from, size_t end)
{
    const size_t days = gatesim_axis_length(Y->S, GATESIM_AXIS_COUNT);
    struct backlog B = {.highest = -1.0};

    for (size_t d = 0; d < days; d++) {
        const double trucks = backlog_on(Y, from, end, d);

        if (isnan(trucks) || !has_backlog(Y, d))
            continue;
        B.first = B.days == 0 ? d : B.first;
        B.last = d;
        B.days++;
        B.mean += (trucks - B.mean) / (double)B.days;
        if (trucks > B.highest) {
            B.highest = trucks;
            B.worst = d;
        }
    }
    return B;
}

static void cell_date(struct table *T, const struct summary *Y, size_t day)
{
    const double since = gatesim_axis_coordinate(Y->S, GATESIM_AXIS_COUNT, day);
    struct gatesim_civil C;
    char b[CELL];

    gatesim_civil(Y->M->info.epoch, (gatesim_ticks)(since * (double)GATESIM_TICKS_PER_SECOND), &C);
    snprintf(b, sizeof b, "%04d-%02d-%02d", C.year, C.month, C.day);
    table_cell(T, b);
}

static void backlog_row(struct table *T, const struct summary *Y, const char *name, size_t from,
                        size_t end)
{
    const size_t days = gatesim_axis_length(Y->S, GATESIM_AXIS_COUNT);
    const struct backlog B = backlog_of(Y, from, end);
    char b[TEXT_SIZE];

    if (B.days == 0)
        return;
    table_row(T, NULL);
    table_cell(T, name);
    table_cell(T, text_number(b, backlog_on(Y, from, end, B.first)));
    table_cell(T, text_number(b, B.mean));
    table_cell(T, text_number(b, B.highest));
    cell_date(T, Y, B.worst);
    table_cell(T, text_number(b, backlog_on(Y, from, end, B.last)));
    table_cell(T, text_number(b, backlog_on(Y, from, end, days - 1)));
}

/* counted_by_day(Y): whether the backlog is counted at its time of day. A run that is shorter than
 * a day may end before; then it is counted at the end of the run alone. */
static bool counted_by_day(const struct summary *Y)
{
    const double first = gatesim_axis_coordinate(Y->S, GATESIM_AXIS_COUNT, 0);
    struct gatesim_civil C;
    char time[16];

    gatesim_civil(Y->M->info.epoch, (gatesim_ticks)(first * (double)GATESIM_TICKS_PER_SECOND), &C);
    snprintf(time, sizeof time, "%02d:%02d", C.hour, C.minute);
    return strncmp(time, backlog_time(Y), 5) == 0 ||
           (strncmp(time, "00:00", 5) == 0 && strncmp(backlog_time(Y), "24:00", 5) == 0);
}

static int print_backlog(const struct summary *Y)
{
    static const char *const headers[] = {"Class", "first day", "mean",      "most",
                                          "on",    "last day",  "end of run"};
    struct table *T = table_create(Y->arena, 7, headers);
    const size_t classes = gatesim_scenario_count(Y->S, GATESIM_CLASS);

    if (!counted_by_day(Y) || backlog_of(Y, 0, 1).days == 0)
        return GATESIM_OK;
    for (size_t i = 0; T != NULL && i < classes; i++)
        backlog_row(T, Y, gatesim_scenario_name(Y->S, GATESIM_CLASS, i), i, i + 1);
    if (T != NULL && classes > 1)
        backlog_row(T, Y, "(all)", 0, classes);
    print_backlog_heading(Y);
    return table_print(T, Y->out, Y->style);
}

/* What theory says, to the place of the half-width of what was measured. */
static void cell_theory(struct table *T, double x, struct estimate measured)
{
    char b[TEXT_SIZE];

    table_cell(T, isinf(x) ? "no steady state" : text_duration_beside(b, x, measured.half_width));
}

static void theory_row(struct table *T, const struct summary *Y, size_t i)
{
    const struct estimate wait = run_estimates_at(Y->M, "station", "wait_mean", i);
    struct queueing_answer A;
    struct gatesim_queue Q;
    char b[CELL];

    gatesim_scenario_queue(Y->S, i, &Q);
    if (queueing_answer_of(&Q, &A) != 0)
        return;
    table_row(T, NULL);
    table_cell(T, gatesim_scenario_name(Y->S, GATESIM_STATION, i));
    table_cell(T, queueing_name(Q.kind));
    cell_theory(T, A.wait_mean, wait);
    table_cell(T, text_duration_estimate(b, wait));
    table_cell(T, text_percent(b, A.utilisation));
    table_cell(T, text_percent(b, run_estimates_mean(Y->M, "station", "utilisation", i)));
}

static int print_theory(const struct summary *Y)
{
    static const char *const headers[] = {"Station",  "queue",          "wait by theory",
                                          "measured", "busy by theory", "measured"};
    struct table *T = table_create(Y->arena, 6, headers);
    const size_t stations = gatesim_scenario_count(Y->S, GATESIM_STATION);
    struct gatesim_queue Q = {.kind = GATESIM_QUEUE_NONE};

    for (size_t i = 0; i < stations && Q.kind == GATESIM_QUEUE_NONE; i++)
        gatesim_scenario_queue(Y->S, i, &Q);
    if (Q.kind == GATESIM_QUEUE_NONE)
        return GATESIM_OK;
    for (size_t i = 0; T != NULL && i < stations; i++)
        theory_row(T, Y, i);
    heading(Y, "Known answers");
    return table_print(T, Y->out, Y->style);
}

struct warned {
    const struct summary *Y;
    int count;
};

static void print_warning(void *user, const char *text)
{
    struct warned *W = user;
    const struct summary *Y = W->Y;

    if (W->count++ == 0)
        heading(Y, "Warnings");
    fprintf(Y->out, "  %s! %s%s\n", style_warn(Y->style), text, style_off(Y->style));
}

static int print_end(const struct summary *Y)
{
    const struct experiment_state *state = &Y->M->state;
    struct warned W = {.Y = Y};
    const int status = warnings_each(Y->M, print_warning, &W);
    char events[TEXT_SIZE], wall[TEXT_SIZE], rate[TEXT_SIZE];

    fputc('\n', Y->out);
    if (state->events > 0)
        fprintf(Y->out, "%s events in %s: %s million a second\n",
                text_number(events, (double)state->events), text_duration(wall, state->wall),
                text_number(rate, (double)state->events / state->wall * 1e-6));
    fprintf(Y->out, "Results: %s\n", Y->M->file);
    return status;
}

int run_summary_print(const struct run_estimates *M, FILE *out)
{
    struct summary Y = {.M = M, .S = M->scenario, .out = out, .style = style_of(out)};
    int status, ended;

    Y.arena = arena_create();
    if (Y.arena == NULL)
        return GATESIM_ENOMEM;
    print_title(&Y);
    print_headline(&Y);
    print_findings(&Y);
    status = print_classes(&Y);
    if (status == GATESIM_OK && run_estimates_books(M))
        status = print_demand_by_class(&Y);
    if (status == GATESIM_OK)
        status = print_stations(&Y);
    print_causes(&Y);
    print_road(&Y);
    if (status == GATESIM_OK)
        status = print_backlog(&Y);
    if (status == GATESIM_OK)
        status = run_tables_print(M, Y.arena, out, Y.style);
    if (status == GATESIM_OK)
        status = print_theory(&Y);
    if (status == GATESIM_OK && M->bottleneck != NULL)
        status = bottleneck_print(M->bottleneck, Y.arena, out, Y.style);
    ended = print_end(&Y);
    arena_destroy(Y.arena);
    return status == GATESIM_OK ? ended : status;
}
