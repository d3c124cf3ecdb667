/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table has a row for each position of its group's axis; a position of which nothing is known,
 * or nothing but zeros, has no row, and a table without rows is not printed. */
#include "sim/present/run_tables.h"

#include <math.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/present/skew.h"

#define COLUMNS_MOST 8
#define CELL (2 * TEXT_SIZE)

struct detail_column {
    const char *header, *name;          /* of the column in the group */
    char *(*format)(char *b, double x); /* NULL: a share with its interval */
};

struct detail {
    const char *heading, *first; /* above the table, above its first column */
    const char *group;
    enum gatesim_axis axis;
    struct detail_column columns[COLUMNS_MOST];
};

static const struct detail details[] = {
    {"What failed, and what stood in for it",
     "Station",
     "station",
     GATESIM_AXIS_STATION,
     {{"breakdowns", "breakdowns", text_number},
      {"down", "down_fraction", text_percent},
      {"extra servers", "extra_time", text_duration},
      {"fallbacks", "fallbacks", text_number}}},
    {"Pools of people, and the wait for them",
     "Pool",
     "pool",
     GATESIM_AXIS_POOL,
     {{"people", "people_mean", text_number},
      {"busy", "utilisation", text_percent},
      {"taken", "taken", text_number},
      {"wait", "wait_mean", text_duration},
      {"p95", "wait_p95", text_duration}}},
    {"Data services",
     "Service",
     "service",
     GATESIM_AXIS_SERVICE,
     {{"look-ups", "look_ups", text_number},
      {"mean", "look_up_mean", text_duration},
      {"longest", "look_up_max", text_duration},
      {"under way", "under_way_mean", text_number},
      {"outages", "outages", text_number},
      {"down", "outage_fraction", text_percent}}},
    {"By agency, from joining its queue to the end of its service",
     "Agency",
     "agency",
     GATESIM_AXIS_AGENCY,
     {{"trucks", "visits", text_number},
      {"mean", "time_mean", text_duration},
      {"median", "time_p50", text_duration},
      {"sd", "time_sd", text_duration},
      {"waiting", "wait_mean", text_duration},
      {"service", "service_mean", text_duration},
      {"busy on shift", "utilisation", text_percent}}},
    {"By attribute, trucks that crossed",
     "Trucks",
     "by",
     GATESIM_AXIS_GROUP,
     {{"crossed", "trucks_crossed", text_number},
      {"turned back", "trucks_turned_back", text_number},
      {"time in system", "time_in_system_mean", text_duration},
      {"p50", "time_in_system_p50", text_duration},
      {"p95", "time_in_system_p95", text_duration},
      {"waiting", "wait_mean", text_duration},
      {"p95", "wait_p95", text_duration}}},
    {"Risks, trucks that crossed",
     "Risk",
     "risk",
     GATESIM_AXIS_RISK,
     {{"red", "inspected", text_number},
      {"of all", "inspected_share", text_percent},
      {"caught", "caught", text_number},
      {"missed", "missed", text_number},
      {"needless", "needless", text_number},
      {"caught of bad", "catch_share", text_percent}}},
    {"Appointments",
     "Appointments",
     "appointments",
     GATESIM_AXIS_APPOINTMENTS,
     {{"booked", "booked", text_number},
      {"slots used", "slot_use", text_percent},
      {"no slot", "no_slot", text_number},
      {"no-shows", "no_shows", text_number},
      {"missed", "missed", text_number},
      {"walk-ins", "walk_ins", text_number},
      {"refused", "refused", text_number}}},
    {"Promises",
     "Promise",
     "promise",
     GATESIM_AXIS_PROMISE,
     {{"trucks", "trucks", text_number},
      {"waited longer", "broken", text_number},
      {"share", "broken_share", NULL}}},
    {"What drivers chose",
     "Option",
     "choice",
     GATESIM_AXIS_OPTION,
     {{"trucks", "chosen", text_number},
      {"share", "share", text_percent},
      {"expected", "expected_time_mean", text_duration}}},
    {"Costs",
     "Class",
     "cost",
     GATESIM_AXIS_CLASS,
     {{"time", "time_cost", text_number},
      {"fees", "fees", text_number},
      {"value lost", "value_lost", text_number},
      {"turned back", "turned_back_loss", text_number},
      {"spoiled", "spoiled", text_number},
      {"fuel l", "fuel", text_number},
      {"CO2 kg", "co2", text_number}}},
};

/* row_says(M, D, i): whether a number of the row is there and is not 0. */
static bool row_says(const struct run_estimates *M, const struct detail *D, size_t i)
{
    for (size_t k = 0; k < COLUMNS_MOST && D->columns[k].header != NULL; k++) {
        const double x = run_estimates_mean(M, D->group, D->columns[k].name, i);

        if (!isnan(x) && x != 0)
            return true;
    }
    return false;
}

/* Writes a share with its half-width, "4.2 % ± 0.5 %", to b, of CELL bytes. Returns b. */
static char *share_estimate(char *b, struct estimate E)
{
    char mean[TEXT_SIZE], half[TEXT_SIZE];

    if (isnan(E.half_width))
        return text_percent(b, E.mean);
    snprintf(b, CELL, "%s ± %s", text_percent(mean, E.mean), text_percent(half, E.half_width));
    return b;
}

/* Writes a number of a row to b, of CELL bytes, as its column has it. Returns b. */
static char *cell(char *b, const struct run_estimates *M, const struct detail *D, size_t k,
                  size_t i)
{
    const struct detail_column *C = &D->columns[k];

    return C->format != NULL ? C->format(b, run_estimates_mean(M, D->group, C->name, i))
                             : share_estimate(b, run_estimates_at(M, D->group, C->name, i));
}

static void row(struct table *T, const struct run_estimates *M, const struct detail *D, size_t i)
{
    char b[CELL];

    table_row(T, NULL);
    table_cell(T, gatesim_axis_label(M->scenario, D->axis, i));
    for (size_t k = 0; k < COLUMNS_MOST && D->columns[k].header != NULL; k++)
        table_cell(T, cell(b, M, D, k, i));
}

static struct table *table_of(struct arena *A, const struct detail *D)
{
    const char *headers[COLUMNS_MOST + 1] = {D->first};
    size_t count = 1;

    for (; count <= COLUMNS_MOST && D->columns[count - 1].header != NULL; count++)
        headers[count] = D->columns[count - 1].header;
    return table_create(A, count, headers);
}

/* heading(M, D, A): with the currency, where the table has any money. */
static const char *heading(const struct run_estimates *M, const struct detail *D, struct arena *A)
{
    const char *text = NULL;

    if (strcmp(D->group, "cost") == 0 && M->info.currency[0] != '\0')
        text = arena_printf(A, "%s, %s", D->heading, M->info.currency);
    return text != NULL ? text : D->heading;
}

/* see(K, M, D, i): take each p95 of a row that has its mean beside it into account. */
static void see(struct skew *K, const struct run_estimates *M, const struct detail *D, size_t i)
{
    for (size_t k = 0; k < COLUMNS_MOST && D->columns[k].header != NULL; k++) {
        const char *name = D->columns[k].name;
        const size_t stem = strlen(name) > 4 ? strlen(name) - 4 : 0;
        char mean[64];

        if (stem == 0 || strcmp(name + stem, "_p95") != 0)
            continue;
        snprintf(mean, sizeof mean, "%.*s_mean", (int)stem, name);
        skew_see(K, gatesim_axis_label(M->scenario, D->axis, i),
                 run_estimates_mean(M, D->group, mean, i),
                 run_estimates_mean(M, D->group, name, i));
    }
}

static int print_one(const struct run_estimates *M, const struct detail *D, struct arena *A,
                     FILE *out, struct style style)
{
    const size_t length = gatesim_axis_length(M->scenario, D->axis);
    struct table *T = NULL;
    struct skew K = {.count = 0};
    int status;

    for (size_t i = 0; i < length; i++) {
        if (!row_says(M, D, i))
            continue;
        if (T == NULL && (T = table_of(A, D)) == NULL)
            return GATESIM_ENOMEM;
        row(T, M, D, i);
        see(&K, M, D, i);
    }
    if (T == NULL)
        return GATESIM_OK;
    fputc('\n', out);
    style_heading(style, out, heading(M, D, A));
    fputc('\n', out);
    status = table_print(T, out, style);
    skew_print(&K, out);
    return status;
}

int run_tables_print(const struct run_estimates *M, struct arena *A, FILE *out, struct style style)
{
    int status = GATESIM_OK;

    for (size_t i = 0; i < sizeof details / sizeof details[0] && status == GATESIM_OK; i++)
        status = print_one(M, &details[i], A, out, style);
    return status;
}
