/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One function per kind of section, with one sentence per rule. Routes are checked where they
 * are compiled. */
#include "sim/scenario/check.h"

#include <math.h>
#include <string.h>

#include "sim/scenario/check_demand.h"
#include "sim/scenario/people.h"
#include "sim/scenario/permit.h"
#include "sim/scenario/memory.h"
#include "sim/scenario/repair.h"

#define TRUCKS_MOST 4e9 /* of one class in one run; a truck's number has 32 bits */

/* has(s, key): whether the section gives the key. */
static bool has(const struct tree_section *s, const char *key)
{
    return tree_entry_find(s, key) != NULL;
}

/* run_check(B): the run as a whole. */
static void run_check(struct build *B)
{
    const struct tree_section *s = B->of[SECTION_SCENARIO][0], *r = B->of[SECTION_RESULTS][0];
    const struct diag_place warm_up = build_place(B, s, "warm-up"), bin = build_place(B, r, "bin");
    const gatesim_ticks duration = B->scenario.duration;

    if (duration == 0)
        return; /* reported */
    if (B->scenario.warm_up.length >= duration)
        reader_error(B->R, &warm_up, "the warm-up is not shorter than the duration of the run");
    if (B->results.bin > 0 && duration / B->results.bin >= BINS_MOST)
        reader_error(B->R, &bin, "the run would have more than %d bins; choose a wider bin",
                     BINS_MOST);
}

/* some_check(B, kind, what): at least one section of a kind. */
static void some_check(struct build *B, enum section_kind kind, const char *what)
{
    const struct diag_place place = {.file = B->of[SECTION_SCENARIO][0]->source->path};

    if (B->names[kind].count == 0 && !B->R->blind)
        reader_error(B->R, &place, "the scenario has no %s: a section [%s NAME] is needed", what,
                     section_name(kind));
}

/* never_check(B, s, times): a place that has 'never' for hours opens on some date. */
static void never_check(struct build *B, const struct tree_section *s,
                        const struct draft_calendar *times)
{
    const struct tree_entry *e = tree_entry_find(s, "hours");
    struct diag_place place;

    if (B->before != NULL || e == NULL || strcmp(e->value, "never") != 0 || times->open.count > 0 ||
        has(s, "open"))
        return;
    place = tree_entry_place(B->R, s, e, 0);
    reader_error(B->R, &place, "'never' needs the dates on which it opens: open = ...");
}

/* due_somewhere(B): whether a class has deadlines. */
static bool due_somewhere(const struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_CLASS].count; i++)
        if (B->classes[i].due.always || B->classes[i].due.count > 0)
            return true;
    return false;
}

/* station_check(B, i, due): what the keys of a station must be together. */
static void station_check(struct build *B, uint32_t i, bool due)
{
    const struct tree_section *s = B->of[SECTION_STATION][i];
    const struct diag_place calendar = build_place(B, s, "calendar");
    const struct diag_place discipline = build_place(B, s, "discipline");

    if (has(s, "hours") && has(s, "calendar"))
        reader_error(B->R, &calendar, "a station has hours or a calendar, not both");
    if (B->stations[i].discipline == SCN_EARLIEST && !due && !B->R->blind)
        reader_error(B->R, &discipline, "no class has deadlines: 'due' is given nowhere");
    never_check(B, s, &B->stations[i].times);
    permit_check(B, i);
    repair_check_station(B, i);
}

/* poisson_only(B, s, key): a key that only a rate has use for. */
static void poisson_only(struct build *B, const struct tree_section *s, const char *key)
{
    const struct diag_place place = build_place(B, s, key);

    if (has(s, key))
        reader_error(B->R, &place, "a %s goes with 'arrivals = poisson RATE' only", key);
}

/* window_check(B, s, D): from and until. */
static void window_check(struct build *B, const struct tree_section *s, const struct draft_class *D)
{
    const struct diag_place until = build_place(B, s, "until");

    if (!D->until.given)
        return;
    if (D->from.given && D->until.at <= D->from.at)
        reader_error(B->R, &until, "'until' is not after 'from'");
    else if (D->until.at <= B->scenario.start)
        reader_error(B->R, &until, "'until' is not after the start of the run");
}

/* number_check(B, s, D): no more trucks than can be numbered. */
static void number_check(struct build *B, const struct tree_section *s, const struct draft_class *D)
{
    const double duration = gatesim_seconds(B->scenario.duration);
    const double batch = D->batch.given ? dist_count_mean(&D->batch.dist) : 1;
    const struct diag_place place = build_place(B, s, "arrivals");
    double arrivals = 0;

    if (D->arrivals.kind == SCN_ARRIVALS_POISSON)
        arrivals = D->arrivals.rate * duration;
    else if (D->arrivals.kind == SCN_ARRIVALS_RENEWAL && dist_mean(&D->arrivals.gap) > 1e-3)
        arrivals = duration / dist_mean(&D->arrivals.gap);
    if (arrivals * batch > TRUCKS_MOST)
        reader_error(B->R, &place, "that is %.3g trucks in one run; 4000000000 is the most",
                     arrivals * batch);
}

/* class_check(B, i): what the keys of a class must be together. */
static void class_check(struct build *B, uint32_t i)
{
    const struct tree_section *s = B->of[SECTION_CLASS][i];
    const struct draft_class *D = &B->classes[i];
    const struct diag_place place = tree_section_place(B->R, s);

    if (!has(s, "arrivals") && !has(s, "backlog") && !s->incomplete && !B->R->blind)
        reader_error(B->R, &place,
                     "this class has no trucks: 'arrivals' or 'backlog' must be "
                     "given, such as: arrivals = poisson 38 trucks/h");
    if (D->arrivals.kind == SCN_ARRIVALS_RENEWAL || D->arrivals.kind == SCN_ARRIVALS_TRACE ||
        !has(s, "arrivals")) {
        poisson_only(B, s, "profile");
        poisson_only(B, s, "surge");
    }
    window_check(B, s, D);
    number_check(B, s, D);
}

/* cargo_check(B, i): goods that age can spoil. */
static void cargo_check(struct build *B, uint32_t i)
{
    const struct tree_section *s = B->of[SECTION_CARGO][i];
    const struct draft_cargo *D = &B->cargos[i];
    const struct diag_place loss = build_place(B, s, "loss"), age = build_place(B, s, "age");

    if (has(s, "shelf-life"))
        return;
    if (D->loss.step)
        reader_error(B->R, &loss, "'step' needs the end of the shelf life: shelf-life = 20 d");
    else if (has(s, "age") && !has(s, "loss"))
        reader_error(B->R, &age, "goods without a shelf life or a loss do not age");
}

void check_scenario(struct build *B)
{
    const bool due = due_somewhere(B);

    run_check(B);
    some_check(B, SECTION_CLASS, "class");
    some_check(B, SECTION_STATION, "station");
    for (uint32_t i = 0; i < B->names[SECTION_STATION].count; i++)
        station_check(B, i, due);
    for (uint32_t i = 0; i < B->names[SECTION_CARGO].count; i++)
        cargo_check(B, i);
    people_check(B);
    for (uint32_t i = 0; i < B->names[SECTION_SERVICE].count; i++)
        repair_check_service(B, i);
    for (uint32_t i = 0; i < B->names[SECTION_INCIDENT].count; i++)
        repair_check_incident(B, i);
    for (uint32_t i = 0; i < B->names[SECTION_CALENDAR].count; i++)
        never_check(B, B->of[SECTION_CALENDAR][i], &B->calendars[i]);
    for (uint32_t i = 0; i < B->names[SECTION_CLASS].count; i++)
        class_check(B, i);
    check_demand(B);
    memory_check(B);
}
