/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One sentence for each kind of trend, with the rate or the load that it rests on. */
#include "sim/present/trend_words.h"

#include <math.h>

#include "analysis/report/json_parts.h"
#include "sim/text/text.h"

#define DAY 86400.0
#define NAMED 4 /* in one sentence */

static struct estimate of_measured(const void *user, const char *group, const char *name, size_t i)
{
    return run_estimates_at(user, group, name, i);
}

struct trend trend_measured(const struct run_estimates *M)
{
    struct gatesim_staff staff;
    const struct trend_source S = {.number = of_measured,
                                   .user = M,
                                   .stations = gatesim_scenario_count(M->scenario, GATESIM_STATION),
                                   .pools = gatesim_scenario_people(M->scenario, SIZE_MAX, &staff)};

    return trend_judge(&S);
}

static void tell_growing(struct sentences *T, const struct trend *trend, const char *whom,
                         const char *place)
{
    char number[TEXT_SIZE];

    if (trend->rate >= 0.5)
        teller_say(T,
                   "%sthe backlog still grows at the end, by %s trucks a day: its means depend on "
                   "how long the run is",
                   whom, text_number(number, floor(trend->rate + 0.5)));
    else if (place != NULL && trend->load > 1.0)
        teller_say(T,
                   "%sthe backlog grows, since %s gets %.0f %% of the work that it can do while "
                   "open: its means depend on how long the run is",
                   whom, place, 100.0 * trend->load);
    else
        teller_say(T, "%sthe backlog grows: its means depend on how long the run is", whom);
}

static void tell_close(struct sentences *T, const struct trend *trend, const char *whom,
                       const char *place)
{
    if (place != NULL && trend->load > 0.9)
        teller_say(T,
                   "%sit is too close to tell whether the backlog grows: %s gets %.3g %% of the "
                   "work that it can do while open",
                   whom, place, 100.0 * trend->load);
    else
        teller_say(T, "%sit is too close to tell whether the backlog grows", whom);
}

static void tell_short(struct sentences *T, const struct trend *trend, const char *whom)
{
    if (isnan(trend->rate) && trend->cycle > 0.0)
        teller_say(T,
                   "%sthe run is too short to tell whether the backlog grows: that takes two whole "
                   "%s after the warm-up",
                   whom, trend->cycle > DAY ? "weeks" : "days");
    else
        teller_say(T, "%sthe run is too short to tell whether the backlog grows", whom);
}

/* "0.78", "9.3", "24": days to two digits or more. */
static const char *days(char b[TEXT_SIZE], double number)
{
    snprintf(b, TEXT_SIZE, "%.*f", number < 1.0 ? 2 : number < 10.0 ? 1 : 0, number);
    return b;
}

static void tell_shrinking(struct sentences *T, const struct trend *trend, const char *whom)
{
    char number[TEXT_SIZE], clear[TEXT_SIZE], least[TEXT_SIZE], most[TEXT_SIZE], when[256];

    if (isnan(trend->clear_most))
        snprintf(when, sizeof when, "%s days after the end; one run does not tell how sure that is",
                 days(clear, trend->clear));
    else if (isinf(trend->clear_most))
        snprintf(when, sizeof when,
                 "%s days or more after the end, and how many more is too close "
                 "to tell",
                 days(least, trend->clear_least));
    else
        snprintf(when, sizeof when, "about %s days after the end (%s to %s)",
                 days(clear, trend->clear), days(least, trend->clear_least),
                 days(most, trend->clear_most));
    teller_say(T,
               "%sthe backlog shrinks at the end, by %s trucks a day, so its means depend on how "
               "long the run is: at this rate it is cleared %s",
               whom, text_number(number, floor(0.5 - trend->rate)), when);
}

void trend_put(bool *lost, json_t *object, const struct trend *trend)
{
    json_t *clear = json_object();

    part_put(lost, clear, "mean", part_number(trend->clear));
    part_put(lost, clear, "least", part_number(trend->clear_least));
    part_put(lost, clear, "most", part_number(trend->clear_most));
    part_put(lost, object, "backlog_trend", json_string(trend_name(trend->kind)));
    part_put(lost, object, "backlog_cleared_in_days", clear);
}

void trend_tell(struct sentences *T, const struct trend *trend, const char *whom, const char *place)
{
    switch (trend->kind) {
    case TREND_GROWS:
        tell_growing(T, trend, whom, place);
        break;
    case TREND_CLOSE:
        tell_close(T, trend, whom, place);
        break;
    case TREND_TOO_SHORT:
        tell_short(T, trend, whom);
        break;
    case TREND_SHRINKS:
        tell_shrinking(T, trend, whom);
        break;
    case TREND_STEADY:
    case TREND_NONE:
        break;
    }
}

static bool grows(const struct alternatives *L, size_t i)
{
    return L->alternative[i].data->count > 0 &&
           trend_of(L->alternative[i].data).kind == TREND_GROWS;
}

static void print_names(const struct alternatives *L, const char *const *name, FILE *out)
{
    const char *before = ": ";
    size_t named = 0;

    for (size_t i = 0; i < L->count && named <= NAMED; i++) {
        if (!grows(L, i))
            continue;
        if (named++ == NAMED)
            fputs(", ...", out);
        else
            fprintf(out, "%s%s", before, name[i]);
        before = ", ";
    }
}

void trend_print_alternatives(const struct alternatives *L, const char *const *name, FILE *out)
{
    size_t growing = 0;

    for (size_t i = 0; i < L->count; i++)
        growing += grows(L, i);
    if (growing == 0)
        return;
    fprintf(
        out,
        "With %zu of the %zu the backlog grows, so that their means depend on how long the run is",
        growing, L->count);
    if (name != NULL)
        print_names(L, name, out);
    fputs(".\n", out);
}
