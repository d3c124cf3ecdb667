/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verdict on a comparison, in sentences: what a policy does to the measures, where its trucks
 * wait longest, and which backlogs still grow. */
#include "sim/present/compare.h"

#include <math.h>
#include <string.h>

#include "analysis/compare/congestion.h"
#include "analysis/compare/trend.h"
#include "analysis/estimate/precision.h"
#include "gatesim/status.h"
#include "sim/present/compare_rows.h"
#include "sim/present/served.h"
#include "sim/present/trend_words.h"
#include "sim/text/quantities.h"
#include "sim/text/sentences.h"
#include "sim/text/text.h"

#define NO_CHANGE "no sure change"
#define MANY 10000 /* replications: beyond them, it is not said how many */
#define NOUN 256   /* bytes of a measure in words */
#define PLACES 3   /* that are named where none is told apart */
#define RANGE (4 * QUANTITY_SIZE)

/* "41 % (38-44 %)". */
static char *change_in_words(char *b, const struct difference *D)
{
    const double low = fmin(fabs(D->relative_low), fabs(D->relative_high));
    const double high = fmax(fabs(D->relative_low), fabs(D->relative_high));

    return quantity_share_between(b, fabs(D->relative), low, high);
}

/* A difference whose interval keeps away from 0. */
static bool is_sure(const struct difference *D)
{
    return fabs(D->mean) > D->half_width;
}

/* praises(R, D): whether the change is one that a policy is for: less time, cost, queue or loss, or
 * more trucks served. */
static bool praises(const struct comparison_row *R, const struct difference *D)
{
    static const char *const served[] = {"throughput_per_hour", "trucks_crossed", "served"};

    for (size_t k = 0; k < sizeof served / sizeof *served; k++)
        if (strcmp(R->column->name, served[k]) == 0)
            return D->mean > 0.0;
    return D->mean < 0.0;
}

/* but(b, P, R, i): what must be said with the praise that a row has for run i: that it serves fewer
 * trucks, of the row's class or of all. Returns b, of SERVED_SIZE bytes. */
static char *but(char *b, const struct compared *P, const struct comparison_row *R, size_t i)
{
    const bool by_class = compare_by_class(R);

    b[0] = '\0';
    if (praises(R, &R->against[i]))
        served_but(b, P->C->run[0], P->C->run[i], by_class ? "class" : "summary",
                   by_class ? R->label[0] : NULL, P->C->runs - 1);
    return b;
}

static void tell_change(struct sentences *T, const struct compared *P,
                        const struct comparison_row *R, size_t i)
{
    const struct difference *D = &R->against[i];
    const char *unit = R->column->unit;
    char word[QUANTITY_SIZE], noun[NOUN], change[QUANTITY_SIZE], from[QUANTITY_SIZE],
        to[QUANTITY_SIZE], fewer[SERVED_SIZE];

    if (difference_is_relative(D))
        change_in_words(change, D);
    else
        quantity_estimate(change, unit,
                          (struct estimate){.mean = fabs(D->mean), .half_width = D->half_width});
    teller_say(T, "%s %s the %s by %s, from %s to %s%s%s", P->name[i],
               D->mean < 0.0 ? "cuts" : "raises", compare_noun(noun, sizeof noun, R), change,
               quantity_beside(from, unit, D->mean_a, R->each[0].half_width),
               quantity_beside(to, unit, D->mean_b, R->each[i].half_width),
               quantity_word(word, unit, P->C->run[0]->currency), but(fewer, P, R, i));
}

/* What so few replications lack, by the spread seen; nothing where there are more. */
static void name_lack(char *b, size_t size, const struct compared *P, const struct difference *D)
{
    const double confidence = adjust_bonferroni(P->C->runs - 1, P->C->confidence);
    const struct estimate E = {.mean = D->mean,
                               .sd = D->half_width / estimate_half_width(1.0, D->n, confidence),
                               .n = D->n};
    const uint64_t needed = precision_tells(E, confidence);
    char number[TEXT_SIZE];

    b[0] = '\0';
    if (D->n >= COMPARE_FEW)
        return;
    snprintf(b, size, ": %zu replications are too few to tell%s%s%s", D->n,
             needed <= MANY ? ", about " : "",
             needed <= MANY ? text_number(number, (double)needed) : "",
             needed <= MANY ? " might" : "");
}

/* end_in_words(b, unit, x, half_width): an end x of the interval of a difference, to the place of
 * its half-width: "-58 min", "about 0". Returns b. */
static char *end_in_words(char *b, const char *unit, double x, double half_width)
{
    b[0] = x < 0.0 ? '-' : '+';
    quantity_beside(x == 0.0 ? b : b + 1, unit, fabs(x), half_width);
    return b[1] == '<' ? strcpy(b, "about 0") : b;
}

/* range_in_words(b, P, R, i): between what the change of a row in run i lies. Returns b, of RANGE
 * bytes. */
static char *range_in_words(char *b, const struct compared *P, const struct comparison_row *R,
                            size_t i)
{
    const struct difference *D = &R->against[i];
    const char *unit = R->column->unit;
    char word[QUANTITY_SIZE], low[QUANTITY_SIZE], high[QUANTITY_SIZE];

    quantity_word(word, unit, P->C->run[0]->currency);
    end_in_words(low, unit, D->mean - D->half_width, D->half_width);
    end_in_words(high, unit, D->mean + D->half_width, D->half_width);
    if (strcmp(low, high) == 0) /* both about 0 */
        snprintf(b, RANGE, "%s either way", high);
    else
        snprintf(b, RANGE, "between %s and %s%s", low, high, word);
    return b;
}

static void tell_doubt(struct sentences *T, const struct compared *P,
                       const struct comparison_row *R, size_t i)
{
    const struct difference *D = &R->against[i];
    const char *unit = R->column->unit;
    char word[QUANTITY_SIZE], noun[NOUN], low[QUANTITY_SIZE], high[QUANTITY_SIZE], lack[128],
        fewer[SERVED_SIZE], range[RANGE];

    compare_noun(noun, sizeof noun, R);
    quantity_word(word, unit, P->C->run[0]->currency);
    name_lack(lack, sizeof lack, P, D);
    if (isnan(D->half_width))
        teller_say(
            T, "%s: the %s goes from %s to %s%s%s; one replication does not tell how sure that is",
            P->name[i], noun, quantity_text(low, unit, D->mean_a),
            quantity_text(high, unit, D->mean_b), word, but(fewer, P, R, i));
    else if (D->mean == 0.0 && D->half_width == 0.0)
        teller_say(T, "%s leaves the %s as it is", P->name[i], noun);
    else
        teller_say(T, "%s: " NO_CHANGE " of the %s (%s)%s", P->name[i], noun,
                   range_in_words(range, P, R, i), lack);
}

/* One sentence. */
static void tell_row(struct sentences *T, const struct compared *P, const struct comparison_row *R,
                     size_t i)
{
    if (R->against[i].n == 0 || (R->against[i].mean_a == 0.0 && R->against[i].mean_b == 0.0))
        return;
    if (is_sure(&R->against[i]))
        tell_change(T, P, R, i);
    else
        tell_doubt(T, P, R, i);
}

static void tell_measure(struct sentences *T, const struct compared *P,
                         const struct compare_measure *M, size_t i)
{
    const struct comparison_row *R = comparison_find(P->C, "summary", M->column, NULL, NULL);

    if (!compare_says(P, M) || R == NULL)
        return;
    tell_row(T, P, R, i);
    for (size_t j = 0; j < P->C->rows; j++)
        if (compare_of_class(P, M, j))
            tell_row(T, P, &P->C->row[j], i);
}

/* "booth", "booth or yard", "booth, yard, exit or 2 more". */
static void name_places(char *b, size_t size, const struct congestion *G)
{
    const size_t named = G->count <= PLACES + 1 ? G->count : PLACES;
    int at = snprintf(b, size, "%s", G->place[0].name);

    for (size_t k = 1; k < named && at < (int)size; k++)
        at += snprintf(b + at, size - (size_t)at, "%s%s", k + 1 < G->count ? ", " : " or ",
                       G->place[k].name);
    if (named < G->count && at < (int)size)
        snprintf(b + at, size - (size_t)at, " or %zu more", G->count - named);
}

/* "still " or "now ", where both places are told apart. */
static const char *since(const struct congestion *before, const struct congestion *now)
{
    if (before->count != 1 || now->count != 1)
        return "";
    return strcmp(before->place[0].name, now->place[0].name) == 0 ? "still " : "now ";
}

/* books: trucks wait at home too, which is no place. */
static void tell_place(struct sentences *T, const char *name, bool books,
                       const struct congestion *before, const struct congestion *now)
{
    const char *there = books ? ", once at the gate," : "";
    char b[QUANTITY_SIZE], places[512];

    if (now->count == 0)
        return;
    name_places(places, sizeof places, now);
    if (now->count > 1)
        teller_say(T, "with %s trucks%s wait longest at %s: too close to tell", name, there,
                   places);
    else
        teller_say(T, "with %s trucks%s %swait longest at %s (%s%s): %s a truck%s", name, there,
                   since(before, now), places,
                   now->of_cause < now->place[0].wait ? "above all " : "", now->cause,
                   text_duration(b, now->place[0].wait),
                   now->judged ? "" : "; one replication does not tell how sure that is");
}

static int tell_places(struct sentences *T, const struct compared *P, size_t i)
{
    struct congestion before = {.count = 0}, now = {.count = 0};
    int status = congestion_find(P->C->run[0], &before);

    if (status == GATESIM_OK)
        status = congestion_find(P->C->run[i], &now);
    if (status == GATESIM_OK)
        tell_place(T, P->name[i], served_books(P->C->run[i]), &before, &now);
    congestion_release(&before);
    congestion_release(&now);
    return status;
}

/* What grows has means that depend on how long the run is. */
static void tell_growth(struct sentences *T, const struct compared *P, size_t i)
{
    const struct run_data *X = P->C->run[i];
    const struct trend trend = trend_of(X);
    const struct run_data_column *C =
        run_data_column(X, trend.people ? "pool" : "station", trend.people ? "taken" : "served");
    char whom[256];

    snprintf(whom, sizeof whom, "with %s ", P->name[i]);
    trend_tell(T, &trend, whom,
               isnan(trend.load) || C == NULL ? NULL : C->axis[0].labels[trend.place]);
}

static struct estimate summary_of(const struct comparison *C, const char *name, size_t i)
{
    const struct comparison_row *R = comparison_find(C, "summary", name, NULL, NULL);

    return R != NULL ? R->each[i] : (struct estimate){.mean = NAN, .half_width = NAN};
}

/* tell_unmet(T, P, i): whose demand run i does not meet, and how long those that book wait. */
static void tell_unmet(struct sentences *T, const struct compared *P, size_t i)
{
    const struct estimate mean = summary_of(P->C, "booking_wait_mean", i);
    const struct estimate p95 = summary_of(P->C, "booking_wait_p95", i);
    char unmet[SERVED_SIZE], a[QUANTITY_SIZE], b[QUANTITY_SIZE];

    if (served_unmet(unmet, P->C->run[i], "summary", NULL)[0] != '\0')
        teller_say(T, "with %s %s", P->name[i], unmet);
    if (mean.n > 0)
        teller_say(
            T,
            "with %s trucks that book wait %s for their slot on average, 95 %% of them under "
            "%s, before they come",
            P->name[i], text_duration(a, mean.mean), text_duration(b, p95.mean));
}

static int tell_run(struct sentences *T, const struct compared *P, size_t i)
{
    for (size_t k = 0; P->metrics->count == 0 && compare_measure(k) != NULL; k++)
        tell_measure(T, P, compare_measure(k), i);
    for (size_t j = 0; j < P->C->rows; j++)
        if (P->C->row[j].label[1] == NULL && compare_asked(P, &P->C->row[j]))
            tell_row(T, P, &P->C->row[j], i);
    return tell_places(T, P, i);
}

int compare_verdicts(const struct compared *P, void (*take)(void *user, const char *text),
                     void *user)
{
    struct sentences T = {.take = take, .user = user};
    int status = GATESIM_OK;

    for (size_t i = 0; i < P->C->runs; i++)
        tell_unmet(&T, P, i);
    for (size_t i = 1; i < P->C->runs && status == GATESIM_OK; i++)
        status = tell_run(&T, P, i);
    for (size_t i = 0; i < P->C->runs; i++)
        tell_growth(&T, P, i);
    return status == GATESIM_OK ? sentences_status(&T) : status;
}
