/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of what holds from an instant on are cut at the date, and go on as the later scenario's.
 * What is not cut is the first scenario's, so a key that would need more is not in the table. */
#include "sim/scenario/dated_changes.h"

#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/scenario/read/inherit.h"
#include "sim/scenario/resolve.h"
#include "sim/scenario/topics/declare.h"

/* A timetable that changes cut short and go on with, one after the other, in place. */
struct cut {
    struct scn_change *list; /* scratch; NULL: no change so far */
    uint32_t count;
};

/* One change, as it is put in. */
struct amendment {
    struct reader *R;
    struct gatesim_scenario *S; /* that becomes different */
    struct build *B;            /* the first one's */
    struct build *last;         /* up to the date */
    struct build *later;        /* from the date on */
    const struct gatesim_scenario *L;
    struct diag_place place;
    gatesim_ticks at;
    bool never;          /* it lies behind the end of the run */
    const bool *touched; /* by section of the tree */
    struct cut *station_cuts, *pool_cuts;
    struct scn_station *stations; /* the first scenario's from the first change on, to be changed */
    struct scn_pool *pools;
    const struct tree *T;
};

/* entry_copy(R, e): without what a build has left in it. */
static struct tree_entry *entry_copy(struct reader *R, const struct tree_entry *e)
{
    struct tree_entry *copy = READER_NEW(R, R->scratch, struct tree_entry);

    if (copy == NULL)
        return NULL;
    *copy = *e;
    copy->notes = NULL;
    copy->rewrites = NULL;
    return copy;
}

/* section_copy(R, to, s): a section with entries of its own. */
static bool section_copy(struct reader *R, struct tree_section *to, const struct tree_section *s)
{
    *to = *s;
    to->entries = READER_ARRAY(R, R->scratch, struct tree_entry *, s->texts.count);
    for (uint32_t i = 0; to->entries != NULL && i < s->texts.count; i++) {
        to->entries[i] = entry_copy(R, s->entries[i]);
        if (to->entries[i] == NULL)
            return false;
    }
    return to->entries != NULL;
}

/* tree_copy(R, T, to): all of a tree but its changes. */
static bool tree_copy(struct reader *R, const struct tree *T, struct tree *to)
{
    *to = (struct tree){0};
    for (uint32_t i = 0; i < T->titles.count; i++) {
        const struct tree_section *s = T->sections[i];
        struct tree_section *mine;

        if (s->kind == SECTION_CHANGE)
            continue;
        mine = tree_section_add(R, to, s->kind, s->name, s->title);
        if (mine == NULL || !section_copy(R, mine, s))
            return false;
    }
    return true;
}

/* tree_change(R, T, set, touched): apply settings; *touched becomes which sections they are of. */
static bool tree_change(struct reader *R, struct tree *T, const struct tree_entry *set,
                        const bool **touched)
{
    struct tree_entry ***before =
        READER_ARRAY(R, R->scratch, struct tree_entry **, T->titles.count);
    bool *list = READER_ARRAY(R, R->scratch, bool, T->titles.count);

    if (before == NULL || list == NULL)
        return false;
    for (uint32_t i = 0; i < T->titles.count; i++)
        before[i] = T->sections[i]->entries;
    if (!inherit_dated(R, set, T))
        return false;
    for (uint32_t i = 0; i < T->titles.count; i++)
        list[i] = T->sections[i]->entries != before[i];
    *touched = list;
    return true;
}

static bool same_change(const struct scn_change *a, const struct scn_change *b)
{
    return a->servers == b->servers && a->open == b->open && a->speed == b->speed &&
           a->waiting == b->waiting;
}

/* change_put(A, K, c): one more, if it differs from the last. Returns false without memory. */
static bool change_put(struct amendment *A, struct cut *K, struct scn_change c)
{
    if (K->count > 0 && same_change(&K->list[K->count - 1], &c))
        return true;
    if (!READER_ROOM(A->R, K->list, K->count))
        return false;
    K->list[K->count++] = c;
    return true;
}

/* cut_begin(A, K, changes, count): *K has the count changes up to the date, and no others. Changes
 * come in the order of their dates, so that nothing is copied twice. Returns false without
 * memory. */
static bool cut_begin(struct amendment *A, struct cut *K, const struct scn_change *changes,
                      uint32_t count)
{
    const bool first = K->list == NULL;

    for (uint32_t i = 0; first && i < count && changes[i].at < A->at; i++)
        if (!change_put(A, K, changes[i]))
            return false;
    while (K->count > 0 && K->list[K->count - 1].at >= A->at)
        K->count--;
    return true;
}

/* timetable_cut(A, K, changes, count, later, later_count): the first list up to the date, then the
 * other. Until cuts_end, it lies in K. Returns false without memory. */
static bool timetable_cut(struct amendment *A, struct cut *K, const struct scn_change **changes,
                          uint32_t *count, const struct scn_change *later, uint32_t later_count)
{
    struct scn_change now = later[0];
    uint32_t i;

    if (!cut_begin(A, K, *changes, *count))
        return false;
    for (i = 0; i < later_count && later[i].at <= A->at; i++)
        now = later[i];
    now.at = A->at;
    if (!change_put(A, K, now))
        return false;
    for (; i < later_count; i++)
        if (!change_put(A, K, later[i]))
            return false;
    *changes = K->list;
    *count = K->count;
    return true;
}

/* rates_cut(A, C, later): the same of the rates of a class. */
static bool rates_cut(struct amendment *A, struct scn_class *C, const struct scn_class *later)
{
    struct scn_rate *list = NULL;
    uint32_t made = 0, i, k;

    for (i = 0; i < C->rate_count && C->rates[i].at < A->at; i++)
        if (!READER_ROOM(A->R, list, made))
            return false;
        else
            list[made++] = C->rates[i];
    for (k = 0; k + 1 < later->rate_count && later->rates[k + 1].at <= A->at; k++)
        ;
    for (; k < later->rate_count; k++) {
        const gatesim_ticks at = later->rates[k].at > A->at ? later->rates[k].at : A->at;

        if (made > 0 && list[made - 1].rate == later->rates[k].rate && !C->varies.given)
            continue;
        if (!READER_ROOM(A->R, list, made))
            return false;
        list[made++] = (struct scn_rate){at, later->rates[k].rate};
    }
    C->rates = reader_copy(A->R, A->R->keep, list, made, sizeof *list);
    C->rate_count = made;
    return C->rates != NULL;
}

static bool wrong(struct amendment *A, const char *what, const char *name)
{
    return reader_error(
        A->R, &A->place, "%s '%s' %s", what, name,
        strcmp(what, "class") == 0 ? "must have Poisson arrivals before and after"
        : strcmp(what, "attribute") == 0
            ? "may not have values that it had not before"
            : "may not change between some servers or places and unlimited ones, or "
              "to a calendar with another clock");
}

/* titled(A, kind, i): whether the settings are of that section. */
static bool titled(const struct amendment *A, enum section_kind kind, uint32_t i)
{
    const struct tree_section *s = A->later->of[kind][i];

    for (uint32_t k = 0; k < A->T->titles.count; k++)
        if (A->T->sections[k] == s)
            return A->touched[k];
    return false;
}

static bool station_cut(struct amendment *A, uint32_t i)
{
    struct scn_station *s = &A->stations[i];
    const struct scn_station *later = &A->L->stations[i];

    if (s->clock != later->clock ||
        (s->servers_max == SCN_UNLIMITED) != (later->servers_max == SCN_UNLIMITED) ||
        (s->waiting == SCN_UNLIMITED) != (later->waiting == SCN_UNLIMITED)) {
        wrong(A, "station", s->name);
        return true;
    }
    if (later->servers_max > s->servers_max)
        s->servers_max = later->servers_max;
    return timetable_cut(A, &A->station_cuts[i], &s->changes, &s->change_count, later->changes,
                         later->change_count);
}

static bool stations_cut(struct amendment *A)
{
    for (uint32_t i = 0; i < A->S->station_count; i++)
        if (!station_cut(A, i))
            return false;
    return true;
}

static bool pools_cut(struct amendment *A)
{
    for (uint32_t i = 0; i < A->S->pool_count; i++) {
        struct scn_pool *P = &A->pools[i];
        const struct scn_pool *later = &A->L->pools[i];

        if (later->people_max > P->people_max)
            P->people_max = later->people_max;
        if (!timetable_cut(A, &A->pool_cuts[i], &P->changes, &P->change_count, later->changes,
                           later->change_count))
            return false;
    }
    return true;
}

/* cuts_room(A): the first scenario's stations and pools, to be changed, and a cut for each. Returns
 * false without memory. */
static bool cuts_room(struct amendment *A)
{
    struct gatesim_scenario *S = A->S;

    if (A->stations != NULL)
        return true;
    A->stations = reader_copy(A->R, A->R->keep, S->stations, S->station_count, sizeof *S->stations);
    A->pools = reader_copy(A->R, A->R->keep, S->pools, S->pool_count, sizeof *S->pools);
    A->station_cuts = READER_ARRAY(A->R, A->R->scratch, struct cut, S->station_count);
    A->pool_cuts = READER_ARRAY(A->R, A->R->scratch, struct cut, S->pool_count);
    if (A->stations == NULL || A->pools == NULL || A->station_cuts == NULL || A->pool_cuts == NULL)
        return false;
    S->stations = A->stations;
    S->pools = A->pools;
    return true;
}

/* cut_keep(A, K, changes): the timetable as the last change has left it, to keep. Returns false
 * without memory. */
static bool cut_keep(struct amendment *A, const struct cut *K, const struct scn_change **changes)
{
    if (K->list == NULL)
        return true;
    *changes = reader_copy(A->R, A->R->keep, K->list, K->count, sizeof *K->list);
    return *changes != NULL;
}

/* cuts_end(A): all changes have been put in: keep what they have made. Returns false without
 * memory. */
static bool cuts_end(struct amendment *A)
{
    if (A->stations == NULL)
        return true;
    for (uint32_t i = 0; i < A->S->station_count; i++)
        if (!cut_keep(A, &A->station_cuts[i], &A->stations[i].changes))
            return false;
    for (uint32_t i = 0; i < A->S->pool_count; i++)
        if (!cut_keep(A, &A->pool_cuts[i], &A->pools[i].changes))
            return false;
    return true;
}

/* class_cut(A, i, C): a class; only a Poisson rate may change. */
static bool class_cut(struct amendment *A, uint32_t i, struct scn_class *C)
{
    const struct scn_class *later = &A->L->classes[i];

    if (C->arrivals == SCN_ARRIVALS_POISSON && later->arrivals == SCN_ARRIVALS_POISSON)
        return rates_cut(A, C, later);
    if (titled(A, SECTION_CLASS, i))
        wrong(A, "class", C->name);
    return true;
}

static bool classes_cut(struct amendment *A)
{
    struct scn_class *list =
        reader_copy(A->R, A->R->keep, A->S->classes, A->S->class_count, sizeof *A->S->classes);

    for (uint32_t i = 0; list != NULL && i < A->S->class_count; i++)
        if (!class_cut(A, i, &list[i]))
            return false;
    A->S->classes = list;
    return list != NULL;
}

/* attribute_cut(A, a): an attribute whose shares change is drawn by the date. */
static bool attribute_cut(struct amendment *A, struct scn_attribute *a,
                          const struct scn_attribute *later)
{
    struct scn_dated *list = READER_ARRAY(A->R, A->R->keep, struct scn_dated, a->dated_count + 2);
    struct scn_attribute *first;

    if (later->value_count != a->value_count) {
        wrong(A, "attribute", a->name);
        return true;
    }
    if (list == NULL)
        return false;
    if (a->drawn == SCN_DRAWN_DATED) {
        memcpy(list, a->dated, a->dated_count * sizeof *list);
    } else {
        first = reader_copy(A->R, A->R->keep, a, 1, sizeof *a);
        if (first == NULL)
            return false;
        list[0] = (struct scn_dated){0, first};
        a->dated_count = 1;
        a->drawn = SCN_DRAWN_DATED;
    }
    list[a->dated_count++] = (struct scn_dated){A->at, later};
    a->dated = list;
    return true;
}

/* kind_cut(A, kind, list, all): the attributes that sections of a kind declare; all: those too
 * whose section is as it was. */
static bool kind_cut(struct amendment *A, enum section_kind kind, struct scn_attribute *list,
                     bool all)
{
    for (uint32_t i = 0; i < A->B->names[kind].count; i++) {
        const uint32_t a = declare_attribute(A->B, kind, i);

        if ((all || titled(A, kind, i)) && !attribute_cut(A, &list[a], &A->L->attributes[a]))
            return false;
    }
    return true;
}

/* any_titled(A, kind): whether the settings are of some section of that kind. */
static bool any_titled(const struct amendment *A, enum section_kind kind)
{
    for (uint32_t i = 0; i < A->B->names[kind].count; i++)
        if (titled(A, kind, i))
            return true;
    return false;
}

/* A limit of a risk's score follows from the shares of what is true, too. */
static bool attributes_cut(struct amendment *A)
{
    const bool truth = any_titled(A, SECTION_LEVER) || any_titled(A, SECTION_ATTRIBUTE);
    struct scn_attribute *list = reader_copy(A->R, A->R->keep, A->S->attributes,
                                             A->S->attribute_count, sizeof *A->S->attributes);

    if (list == NULL || !kind_cut(A, SECTION_LEVER, list, false) ||
        !kind_cut(A, SECTION_ATTRIBUTE, list, false) || !kind_cut(A, SECTION_RISK, list, truth))
        return false;
    A->S->attributes = list;
    return true;
}

/* route_choice_cut(A, C, later): drivers choose by the later rule from the date on. */
static bool route_choice_cut(struct amendment *A, struct scn_route_choice *C,
                             const struct scn_route_choice *later)
{
    struct scn_ruling *list =
        READER_ARRAY(A->R, A->R->keep, struct scn_ruling, C->ruling_count + 1);

    if (list == NULL)
        return false;
    if (C->ruling_count > 0)
        memcpy(list, C->rulings, C->ruling_count * sizeof *list);
    list[C->ruling_count++] = (struct scn_ruling){A->at, later};
    C->rulings = list;
    return true;
}

static bool route_choices_cut(struct amendment *A)
{
    struct scn_route_choice *list =
        reader_copy(A->R, A->R->keep, A->S->route_choices, A->S->route_choice_count,
                    sizeof *A->S->route_choices);

    for (uint32_t i = 0; list != NULL && i < A->S->route_choice_count; i++)
        if (titled(A, SECTION_CHOICE, i) && !route_choice_cut(A, &list[i], &A->L->route_choices[i]))
            return false;
    A->S->route_choices = list;
    return list != NULL;
}

/* reported(A, s, key): whether something is wrong where a section gives the key. */
static bool reported(const struct amendment *A, const struct tree_section *s, const char *key)
{
    const struct diag_place place = build_place(A->B, s, key);

    for (size_t i = 0; i < gatesim_diagnostics_count(A->R->D); i++) {
        const struct gatesim_diagnostic *d = gatesim_diagnostics_at(A->R->D, i);

        if (d->line == place.line && d->file != NULL && strcmp(d->file, place.file) == 0)
            return true;
    }
    return false;
}

/* date_read(A, s, D): the date of change D, given in section s, if that and the dates of the run
 * could be read. A change before the run holds from its start on; one after its end never comes,
 * which the table of dates outside of the run warns of. */
static void date_read(struct amendment *A, const struct tree_section *s,
                      const struct draft_change *D)
{
    const struct tree_section *run = A->B->of[SECTION_SCENARIO][0];
    const int64_t at = D->at - A->B->scenario.start;

    A->never = false;
    if (reported(A, run, "start") || reported(A, run, "duration") || reported(A, s, "at"))
        return;
    A->never = at > 0 && at * GATESIM_TICKS_PER_SECOND >= A->B->scenario.duration;
    A->at = at > 0 ? at * GATESIM_TICKS_PER_SECOND : 0;
}

/* later_make(A, D): the workshop of the scenario from the date of D on. */
static bool later_make(struct amendment *A, const struct draft_change *D)
{
    A->later = READER_NEW(A->R, A->R->scratch, struct build);
    if (A->later == NULL)
        return false;
    A->later->before = A->B;
    A->later->set = D->set;
    A->later->since = D->at > A->B->scenario.start ? D->at : A->B->scenario.start;
    A->last->next = A->later;
    A->last = A->later;
    return true;
}

/* of_settings(d, set): whether a mistake is in a line of the change's settings. */
static bool of_settings(const struct gatesim_diagnostic *d, const struct tree_entry *set)
{
    for (uint32_t i = 0; i < set->line_count && set->line > 0; i++)
        if (d->line == set->lines[i] && d->file != NULL && strcmp(d->file, set->file->path) == 0)
            return true;
    return false;
}

/* mistakes_add(A, D, set): those found from the change's date on, in *D. Where something was wrong
 * before, it is met again, and only what is wrong with the settings themselves is told. */
static void mistakes_add(struct amendment *A, const struct gatesim_diagnostics *D,
                         const struct tree_entry *set)
{
    const bool all = gatesim_diagnostics_count(A->R->D) == 0;

    for (size_t i = 0; i < gatesim_diagnostics_count(D); i++) {
        const struct gatesim_diagnostic *d = gatesim_diagnostics_at(D, i);
        const struct diag_place place = {d->file, d->line, d->section, d->key};

        if (all || of_settings(d, set))
            diag_add(A->R->D, &place, "%s", d->message);
    }
    A->R->starved = A->R->starved || diag_status(D) == GATESIM_ENOMEM;
}

/* later_read(A, T, set, L): *L from *T with the settings over it. Returns false without memory. */
static bool later_read(struct amendment *A, struct tree *T, const struct tree_entry *set,
                       struct gatesim_scenario *L)
{
    struct gatesim_diagnostics *const before = A->R->D, *const found = diag_create();
    bool ok;

    if (found == NULL) {
        A->R->starved = true;
        return false;
    }
    A->R->D = found;
    ok = tree_change(A->R, T, set, &A->touched) && resolve_scenario(A->R, T, L, A->later);
    A->R->D = before;
    mistakes_add(A, found, set);
    gatesim_diagnostics_destroy(found);
    return ok;
}

/* later_drop(A, last): the change that was read last is as if it were not there; last is the
 * workshop before its own. */
static void later_drop(struct amendment *A, struct build *last)
{
    last->next = NULL;
    A->last = last;
}

/* amend(A, T, D): the scenario from the date on, *T with the settings over it, put into the first
 * unless something is wrong or the date never comes. Returns false without memory. */
static bool amend(struct amendment *A, struct tree *T, const struct draft_change *D)
{
    struct gatesim_scenario *L = READER_NEW(A->R, A->R->keep, struct gatesim_scenario);
    struct build *const last = A->last;
    struct tree next;

    if (L == NULL || !later_make(A, D) || !tree_copy(A->R, T, &next) ||
        !later_read(A, &next, D->set, L))
        return false;
    if (A->never) {
        later_drop(A, last);
        return true;
    }
    *T = next;
    A->T = T;
    A->L = L;
    if (reader_status(A->R) != 0)
        return !A->R->starved;
    return cuts_room(A) && stations_cut(A) && pools_cut(A) && classes_cut(A) && attributes_cut(A) &&
           route_choices_cut(A);
}

/* in_order(B): the numbers of the changes by date, those of one instant as in the file. */
static uint32_t *in_order(const struct build *B)
{
    const uint32_t count = B->names[SECTION_CHANGE].count;
    uint32_t *list = READER_ARRAY(B->R, B->R->scratch, uint32_t, count);

    for (uint32_t i = 0; list != NULL && i < count; i++) {
        uint32_t k = i;

        for (; k > 0 && B->changes[list[k - 1]].at > B->changes[i].at; k--)
            list[k] = list[k - 1];
        list[k] = i;
    }
    return list;
}

bool dated_apply(struct reader *R, const struct tree *T, struct gatesim_scenario *S,
                 struct build *B)
{
    const uint32_t count = B->names[SECTION_CHANGE].count;
    const uint32_t *order = count == 0 ? NULL : in_order(B);
    struct amendment A = {.R = R, .S = S, .B = B, .last = B};
    struct tree now = *T;

    if (count > 0 && order == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        const struct tree_section *s = B->of[SECTION_CHANGE][order[i]];
        const struct draft_change *D = &B->changes[order[i]];

        A.place = build_place(B, s, "set");
        date_read(&A, s, D);
        if (D->set != NULL && !amend(&A, &now, D))
            return false;
    }
    return cuts_end(&A) && !R->starved;
}
