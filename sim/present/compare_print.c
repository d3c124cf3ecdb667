/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terminal's view of a comparison: how it was made, the headline measures of all trucks
 * and of each class, what changed where, costs, and the verdict. */
#include "sim/present/compare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/observer.h"
#include "gatesim/status.h"
#include "sim/base/arena.h"
#include "sim/present/compare_rows.h"
#include "sim/present/skew.h"
#include "sim/text/quantities.h"
#include "sim/text/text.h"

#define PLACES 10   /* rows of the table of places */
#define OTHERS 3    /* classes that are named where trucks are not the same */
#define SMALL 0.005 /* of the time in system: changes below it are not told */
#define AT_HOME "(at home)"

struct view {
    const struct compared *P;
    const struct comparison *C;
    FILE *out;
    struct style style;
    struct arena *arena;
};

static void heading(const struct view *V, const char *text)
{
    fputc('\n', V->out);
    style_heading(V->style, V->out, text);
    fputc('\n', V->out);
}

/* The classes of which not as many trucks came as in the baseline: by demand, or because they come
 * back from what has crossed. */
static void print_other_trucks(const struct view *V, size_t i)
{
    size_t others = 0;

    for (size_t r = 0; r < V->C->rows; r++) {
        const struct comparison_row *R = &V->C->row[r];

        if (!compare_by_class(R) || strcmp(R->column->name, "trucks_arrived") != 0 ||
            comparison_same(R, i))
            continue;
        others++;
        if (others <= OTHERS)
            fprintf(V->out, "%s%s", others == 1 ? "; not as many trucks came of " : ", ",
                    R->label[0]);
    }
    if (others > OTHERS)
        fprintf(V->out, " and %zu more", others - OTHERS);
}

static void print_run(const struct view *V, size_t i)
{
    const struct run_data *X = V->C->run[i];

    fprintf(V->out, "  %s: %zu replication%s of %s", V->P->name[i], X->count,
            X->count == 1 ? "" : "s", X->path);
    if (i > 0 && !V->C->paired[i])
        fprintf(V->out, "; another seed, so compared as independent");
    if (i > 0 && V->C->paired[i] && V->C->pairs[i] > 0)
        print_other_trucks(V, i);
    fputc('\n', V->out);
}

static void print_warning(void *user, const char *text)
{
    const struct view *V = user;

    fprintf(V->out, "%s! %s%s\n", style_warn(V->style), text, style_off(V->style));
}

static int print_head(struct view *V)
{
    bool paired = false;

    heading(V, V->C->run[0]->title[0] != '\0' ? V->C->run[0]->title : V->P->name[0]);
    for (size_t i = 0; i < V->C->runs; i++) {
        print_run(V, i);
        paired = paired || (i > 0 && V->C->paired[i]);
    }
    fprintf(V->out, "Differences are to %s%s; their intervals hold with 95 %%%s.\n", V->P->name[0],
            paired ? ", on common random numbers" : "",
            V->C->runs > 2 ? " for all scenarios of a row together (Bonferroni)" : "");
    if (paired)
        fputs("Column variance: by how much common random numbers divide the variance of the "
              "difference, against independent runs; below \u00f7 1 they widen its interval.\n",
              V->out);
    return compare_warnings(V->P, print_warning, V);
}

static const char *cell_of_ratio(char *b, double ratio)
{
    char number[TEXT_SIZE];

    snprintf(b, QUANTITY_SIZE, "\u00f7 %s", text_number(number, ratio));
    return b;
}

static void cells_of_change(struct table *T, const struct comparison_row *R, size_t i)
{
    const struct difference *D = &R->against[i];
    const char *unit = R->column->unit;
    const bool few = D->n < COMPARE_FEW;
    char b[QUANTITY_SIZE];

    table_cell(T, quantity_estimate(b, unit, R->each[i]));
    table_cell(T, quantity_difference(b, unit, D->mean, D->half_width));
    table_cell(T, D->mean == 0.0 && D->half_width == 0.0 ? "none" : quantity_change(b, D));
    if (few || isnan(D->correlation))
        snprintf(b, sizeof b, "-");
    else
        snprintf(b, sizeof b, "%.2f", D->correlation);
    table_cell(T, b);
    if (few || isnan(D->saved) || D->saved >= 1.0)
        table_cell(T, "-");
    else
        table_cell(T, cell_of_ratio(b, 1.0 / (1.0 - D->saved)));
}

static void measure_row(struct table *T, const struct comparison_row *R, const char *name, size_t i)
{
    char b[QUANTITY_SIZE];

    if (R == NULL || (R->each[0].n == 0 && R->each[i].n == 0))
        return;
    table_row(T, NULL);
    table_cell(T, name);
    table_cell(T, R->label[0] != NULL ? R->label[0] : "(all)");
    table_cell(T, quantity_estimate(b, R->column->unit, R->each[0]));
    cells_of_change(T, R, i);
}

/* The rows that are worth a line, one for all trucks and one for each class. */
static void measure_rows(struct table *T, const struct view *V, const struct compare_measure *M,
                         size_t i)
{
    const struct comparison_row *R = comparison_find(V->C, "summary", M->column, NULL, NULL);

    if (!compare_tells(V->P, M) || R == NULL || (R->each[0].mean == 0.0 && R->each[i].mean == 0.0))
        return;
    measure_row(T, R, M->noun, i);
    for (size_t j = 0; j < V->C->rows; j++)
        if (compare_of_class(V->P, M, j))
            measure_row(T, &V->C->row[j], M->noun, i);
}

/* The name of a row's column, and its unit where numbers do not have it behind them. */
static const char *name_with_unit(const struct view *V, const struct comparison_row *R)
{
    const char *name = R->column->name, *unit = R->column->unit;

    if (strcmp(unit, "currency") == 0)
        unit = V->C->run[0]->currency;
    if (strcmp(unit, "s") == 0 || strcmp(unit, "1") == 0 || unit[0] == '\0')
        return name;
    return arena_printf(V->arena, "%s, %s", name, unit);
}

/* Whether another group has a row of the same name and label: a station and an agency may both be
 * called customs. */
static bool has_namesake(const struct view *V, const struct comparison_row *R)
{
    for (size_t j = 0; R->label[0] != NULL && j < V->C->rows; j++) {
        const struct comparison_row *other = &V->C->row[j];

        if (other->label[0] != NULL && other->label[1] == NULL &&
            strcmp(other->column->name, R->column->name) == 0 &&
            strcmp(other->label[0], R->label[0]) == 0 &&
            strcmp(other->column->group, R->column->group) != 0)
            return true;
    }
    return false;
}

/* What a row that was asked for is called. */
static const char *asked_name(const struct view *V, const struct comparison_row *R)
{
    const char *name = name_with_unit(V, R);

    return name != NULL && has_namesake(V, R)
               ? arena_printf(V->arena, "%s/%s", R->column->group, name)
               : name;
}

static void asked_rows(struct table *T, const struct view *V, size_t i)
{
    for (size_t j = 0; j < V->C->rows; j++)
        if (V->C->row[j].label[1] == NULL && compare_asked(V->P, &V->C->row[j]))
            measure_row(T, &V->C->row[j], asked_name(V, &V->C->row[j]), i);
}

/* is_shown(V, R): whether a row of compare_told is in the table of measures of this comparison. */
static bool is_shown(const struct view *V, const struct comparison_row *R)
{
    for (size_t k = 0; V->P->metrics->count == 0 && compare_measure(k) != NULL; k++)
        if (strcmp(compare_measure(k)->column, R->column->name) == 0)
            return compare_tells(V->P, compare_measure(k));
    return V->P->metrics->count > 0;
}

/* see(K, V, R, i): take R into account, if it is a p95, in the baseline and in run i. */
static void see(struct skew *K, const struct view *V, const struct comparison_row *R, size_t i)
{
    const char *name = R->column->name;
    const size_t stem = strlen(name) > 4 ? strlen(name) - 4 : 0;
    const struct comparison_row *mean;
    char text[256];

    if (stem == 0 || strcmp(name + stem, "_p95") != 0)
        return;
    snprintf(text, sizeof text, "%.*s_mean", (int)stem, name);
    mean = comparison_find(V->C, R->column->group, text, R->label[0], R->label[1]);
    if (mean == NULL)
        return;
    compare_noun(text, sizeof text, R);
    for (size_t k = 0; k <= i; k += i) {
        const size_t seen = K->count;

        skew_see(K, strncmp(text, "p95 ", 4) == 0 ? text + 4 : text, mean->each[k].mean,
                 R->each[k].mean);
        if (K->count > seen) /* in both: named once */
            return;
    }
}

/* print_skew(V, i): which p95 of the table of measures are below their means. */
static int print_skew(const struct view *V, size_t i)
{
    const struct comparison_row **row =
        ARENA_ARRAY(V->arena, const struct comparison_row *, V->C->rows);
    struct skew K = {.count = 0};
    size_t count;

    if (row == NULL)
        return GATESIM_ENOMEM;
    count = compare_told(V->P, row);
    for (size_t j = 0; j < count; j++)
        if (is_shown(V, row[j]))
            see(&K, V, row[j], i);
    skew_print(&K, V->out);
    return GATESIM_OK;
}

static int print_measures(const struct view *V, size_t i)
{
    const char *const headers[] = {"Measure",    "of",       V->P->name[0], V->P->name[i],
                                   "difference", "relative", "correlation", "variance"};
    struct table *T = table_create(V->arena, 8, headers);
    char *title = arena_printf(V->arena, "%s against %s", V->P->name[i], V->P->name[0]);
    int status;

    if (T == NULL || title == NULL)
        return GATESIM_ENOMEM;
    heading(V, title);
    table_name(T, 2);
    for (size_t k = 0; V->P->metrics->count == 0 && compare_measure(k) != NULL; k++)
        measure_rows(T, V, compare_measure(k), i);
    asked_rows(T, V, i);
    status = table_print(T, V->out, V->style);
    return status == GATESIM_OK ? print_skew(V, i) : status;
}

static void time_row(struct table *T, const struct comparison_row *R, const char *first,
                     const char *second, size_t i)
{
    char b[QUANTITY_SIZE];

    table_row(T, NULL);
    table_cell(T, first);
    if (second != NULL)
        table_cell(T, second);
    table_cell(T, text_duration(b, compare_time_of(R, 0)));
    table_cell(T, text_duration(b, compare_time_of(R, i)));
    if (R->against[i].n > 0)
        quantity_difference(b, "s", R->against[i].mean, R->against[i].half_width);
    else /* a station that only one of them has */
        quantity_difference(b, "s", compare_time_of(R, i) - compare_time_of(R, 0), NAN);
    table_cell(T, b);
}

static int print_causes(const struct view *V, size_t i)
{
    const char *const headers[] = {"Time per truck", V->P->name[0], V->P->name[i], "difference"};
    struct table *T = table_create(V->arena, 4, headers);
    size_t told = 0;

    for (size_t j = 0; T != NULL && j < V->C->rows; j++) {
        const struct comparison_row *R = &V->C->row[j];

        if (strcmp(R->column->name, "total_time") == 0 &&
            (compare_time_of(R, 0) > 0.0 || compare_time_of(R, i) > 0.0)) {
            time_row(T, R, R->label[0], NULL, i);
            told++;
        }
    }
    if (T != NULL && told == 0)
        return GATESIM_OK;
    fputc('\n', V->out);
    return table_print(T, V->out, V->style);
}

struct place {
    const struct comparison_row *row;
    double change;
};

static int by_change(const void *a, const void *b)
{
    const double x = ((const struct place *)a)->change, y = ((const struct place *)b)->change;

    return (fabs(x) < fabs(y)) - (fabs(x) > fabs(y));
}

/* at_home(cause): whether the cause holds a truck that is not at the gate yet. */
static bool at_home(const char *cause)
{
    static const char *const homes[] = {
#define NAME_OF_HOME(code, home, waits, idles, name, meaning) (home) ? name : "",
        GATESIM_CAUSE_LIST(NAME_OF_HOME)
#undef NAME_OF_HOME
    };

    for (size_t k = 0; k < sizeof homes / sizeof *homes; k++)
        if (homes[k][0] != '\0' && strcmp(homes[k], cause) == 0)
            return true;
    return false;
}

/* is_place(R): whether a row is the time by one cause at a station, or at home. */
static bool is_place(const struct comparison_row *R)
{
    return strcmp(R->column->name, "station_time") == 0 ||
           (strcmp(R->column->name, "total_time") == 0 && at_home(R->label[0]));
}

/* The places and causes whose time changed most; returns how many. */
static size_t changed_places(const struct view *V, size_t i, struct place *place)
{
    size_t count = 0;

    for (size_t j = 0; j < V->C->rows; j++) {
        const struct comparison_row *R = &V->C->row[j];
        const double change = compare_time_of(R, i) - compare_time_of(R, 0);

        if (is_place(R) && change != 0.0)
            place[count++] = (struct place){R, change};
    }
    qsort(place, count, sizeof *place, by_change);
    return count;
}

static double whole_time(const struct view *V, size_t i)
{
    double sum = 0.0;

    for (size_t j = 0; j < V->C->rows; j++)
        if (strcmp(V->C->row[j].column->name, "total_time") == 0)
            sum += compare_time_of(&V->C->row[j], i);
    return sum;
}

/* place_row(T, R, i): the line of a place, which stands before its cause. */
static void place_row(struct table *T, const struct comparison_row *R, size_t i)
{
    if (R->label[1] == NULL)
        time_row(T, R, AT_HOME, R->label[0], i);
    else
        time_row(T, R, R->label[0], R->label[1], i);
}

static int print_places(const struct view *V, size_t i)
{
    const char *const headers[] = {"Where it changed", "cause", V->P->name[0], V->P->name[i],
                                   "difference"};
    struct table *T = table_create(V->arena, 5, headers);
    struct place *place = ARENA_ARRAY(V->arena, struct place, V->C->rows);
    const double small = SMALL * fmax(whole_time(V, 0), whole_time(V, i));
    size_t count;

    if (T == NULL || place == NULL)
        return GATESIM_ENOMEM;
    table_name(T, 2);
    count = changed_places(V, i, place);
    if (count == 0 || !(fabs(place[0].change) >= small))
        return GATESIM_OK;
    for (size_t k = 0; k < count && k < PLACES && fabs(place[k].change) >= small; k++)
        place_row(T, place[k].row, i);
    fputc('\n', V->out);
    return table_print(T, V->out, V->style);
}

static void cost_row(struct table *T, const struct view *V, const struct comparison_row *R)
{
    const char *unit = R->column->unit;
    char b[QUANTITY_SIZE];

    table_row(T, NULL);
    table_cell(T, name_with_unit(V, R));
    table_cell(T, R->label[0] != NULL ? R->label[0] : "(all)");
    table_cell(T, quantity_estimate(b, unit, R->each[0]));
    for (size_t i = 1; i < V->C->runs; i++) {
        const struct difference *D = &R->against[i];

        table_cell(T, quantity_estimate(b, unit, R->each[i]));
        table_cell(T, quantity_difference(b, unit, D->mean, D->half_width));
    }
}

/* The baseline, and each of the others with its difference. */
static struct table *cost_table(const struct view *V)
{
    const size_t columns = 1 + 2 * V->C->runs;
    const char **headers = ARENA_ARRAY(V->arena, const char *, columns);
    struct table *T;

    if (headers == NULL)
        return NULL;
    headers[0] = "Costs and benefits";
    headers[1] = "of";
    headers[2] = V->P->name[0];
    for (size_t i = 1; i < V->C->runs; i++) {
        headers[1 + 2 * i] = V->P->name[i];
        headers[2 + 2 * i] = "difference";
    }
    T = table_create(V->arena, columns, headers);
    if (T != NULL)
        table_name(T, 2);
    return T;
}

static int print_costs(const struct view *V)
{
    struct table *T = cost_table(V);
    size_t told = 0;

    for (size_t j = 0; T != NULL && j < V->C->rows; j++)
        if (compare_is_cost(V->P, &V->C->row[j])) {
            cost_row(T, V, &V->C->row[j]);
            told++;
        }
    if (T != NULL && told == 0)
        return GATESIM_OK;
    fputc('\n', V->out);
    return table_print(T, V->out, V->style);
}

static void print_verdict(void *user, const char *text)
{
    const struct view *V = user;

    fprintf(V->out, "  %s\n", text);
}

int compare_print(const struct compared *P, FILE *out)
{
    struct view V = {.P = P, .C = P->C, .out = out, .style = style_of(out)};
    int status;

    V.arena = arena_create();
    if (V.arena == NULL)
        return GATESIM_ENOMEM;
    status = print_head(&V);
    for (size_t i = 1; status == GATESIM_OK && i < P->C->runs; i++) {
        status = print_measures(&V, i);
        if (status == GATESIM_OK)
            status = print_causes(&V, i);
        if (status == GATESIM_OK)
            status = print_places(&V, i);
    }
    if (status == GATESIM_OK)
        status = print_costs(&V);
    heading(&V, "Verdict");
    if (status == GATESIM_OK)
        status = compare_verdicts(P, print_verdict, &V);
    arena_destroy(V.arena);
    return status;
}
