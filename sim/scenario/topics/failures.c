/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Breakdowns are alike for stations and data services, so that their keys are checked and made
 * by the same functions. A station that nothing of this concerns keeps no record of it. */
#include "sim/scenario/topics/failures.h"

#include <math.h>
#include <string.h>

#include "sim/scenario/language/fields.h"
#include "sim/scenario/language/value.h"
#include "sim/scenario/topics/makers.h"
#include "sim/scenario/topics/rules.h"
#include "sim/scenario/topics/timetable.h"

#define SHORTEST 1e-3 /* s: what lies between two breakdowns or incidents on the average */

/* trigger_against(c, T): "20", or "2 h". */
static bool trigger_against(struct cursor *c, struct scn_trigger *T)
{
    double x;

    if (!T->wait) {
        if (!value_whole(c, 0, 1000000000, &T->against))
            return false;
        cursor_accept(c, "trucks");
        return cursor_end(c);
    }
    if (!value_duration(c, &x) || !cursor_end(c))
        return false;
    T->against = llround(x * (double)GATESIM_TICKS_PER_SECOND);
    return true;
}

bool field_trigger(struct cursor *c, void *out)
{
    const bool until = strcmp(c->row.word.doc->key, "extra-until") == 0;
    struct draft_trigger *D = out;
    const struct word w = cursor_take(c);

    D->trigger.wait = word_is(w, "wait");
    if (!D->trigger.wait && !word_is(w, "queue"))
        return cursor_error(c, "'%s' is neither queue nor wait; write %s", word_quote(c, w),
                            c->row.word.doc->example);
    D->trigger.below = until;
    if (!cursor_expect(c, until ? "below" : "above"))
        return false;
    D->given = trigger_against(c, &D->trigger);
    return D->given;
}

void failures_check_gap(struct build *B, const struct tree_section *s, const char *key,
                        const struct draft_by_truck *D)
{
    const struct diag_place place = build_place(B, s, key);

    if (D->always && dist_mean(&D->last.dist) < SHORTEST)
        reader_error(B->R, &place, "the time is too short; its mean is at least 1 ms");
}

/* failures_check(B, s, D): the keys of breakdowns. */
void failures_check(struct build *B, const struct tree_section *s, const struct draft_failure *D)
{
    goes_with(B, s, "fails-after", "repair");
    goes_with(B, s, "repair", "fails-after");
    failures_check_gap(B, s, "fails-after", &D->after);
}

/* reaction_check(B, s, D): the keys of extra servers. */
static void reaction_check(struct build *B, const struct tree_section *s,
                           const struct draft_station *D)
{
    const struct diag_place extra = build_place(B, s, "extra");
    const struct diag_place when = build_place(B, s, "extra-when");

    goes_with(B, s, "extra", "extra-when");
    goes_with(B, s, "extra-when", "extra");
    goes_with(B, s, "extra-until", "extra");
    goes_with(B, s, "extra-delay", "extra");
    goes_with(B, s, "extra-for", "extra");
    if (tree_has(s, "extra") && D->staff.value == SCN_UNLIMITED)
        reader_error(B->R, &extra, "there are unlimited servers already");
    if (D->discipline == SCN_RANDOM && ((D->extra_when.given && D->extra_when.trigger.wait) ||
                                        (D->extra_until.given && D->extra_until.trigger.wait)))
        reader_error(B->R, &when,
                     "with 'discipline = random' it is not known which truck is next; "
                     "write 'queue above N'");
}

/* look_up_check(B, s, D): the keys of look-ups. */
static void look_up_check(struct build *B, const struct tree_section *s,
                          const struct draft_station *D)
{
    const bool paper = D->on_outage == SCN_OUTAGE_PAPER;
    const struct diag_place outage = build_place(B, s, "on-outage");
    const struct diag_place service = build_place(B, s, "paper-service");

    goes_with(B, s, "on-outage", "look-up");
    if (paper && !D->paper.always && !s->incomplete && !B->R->blind)
        reader_error(B->R, &outage,
                     "paper takes 'paper-service', which is not given for all "
                     "trucks");
    if (!paper && (D->paper.always || D->paper.count > 0))
        reader_error(B->R, &service, "'paper-service' goes with 'on-outage = paper' only");
}

void failures_check_station(struct build *B, uint32_t i)
{
    const struct tree_section *s = B->of[SECTION_STATION][i];
    const struct draft_station *D = &B->stations[i];
    const struct diag_place place = build_place(B, s, "fails-after");

    failures_check(B, s, &D->failure);
    goes_with(B, s, "fails-by", "fails-after");
    goes_with(B, s, "fails", "fails-after");
    if (D->failure.after.always && D->staff.value == SCN_UNLIMITED &&
        D->failure.scope == SCN_FAILS_SERVER)
        reader_error(B->R, &place,
                     "unlimited servers do not break down one by one; write "
                     "'fails = station'");
    reaction_check(B, s, D);
    look_up_check(B, s, D);
}

/* intervals_add(B, T, from, to): one more, or more of the last. */
static bool intervals_add(struct build *B, struct scn_intervals *T, struct scn_interval **list,
                          int64_t from)
{
    if (!READER_ROOM(B->R, *list, T->count))
        return false;
    (*list)[T->count++] = (struct scn_interval){from * GATESIM_TICKS_PER_SECOND, GATESIM_NEVER};
    return true;
}

/* failures_intervals_make(B, spans, ahead, T): when any of the spans holds, within the run, by a
 * clock that is so many s ahead. */
void failures_intervals_make(struct build *B, const struct span_list *spans, int64_t ahead,
                             struct scn_intervals *T)
{
    struct timetable_edges E = {0};
    struct scn_interval *list = NULL;
    int64_t holding = 0;

    if (spans->count == 0 || !timetable_edges_add(B, spans, ahead, 0, &E))
        return;
    timetable_edges_sort(&E);
    for (uint32_t i = 0; i < E.count;) {
        const int64_t at = E.list[i].at, before = holding;

        for (; i < E.count && E.list[i].at == at; i++)
            holding += E.list[i].step;
        if (before == 0 && holding > 0 && !intervals_add(B, T, &list, at))
            return;
        if (before > 0 && holding == 0)
            list[T->count - 1].to = at * GATESIM_TICKS_PER_SECOND;
    }
    T->list = reader_copy(B->R, B->R->keep, list, T->count, sizeof *list);
}

void failures_make(struct build *B, const struct draft_failure *D, int64_t ahead,
                   struct scn_failure *F)
{
    F->fails = D->after.always && D->repair.always;
    F->operating = D->by == SCN_BY_OPERATING;
    F->whole = D->scope == SCN_FAILS_STATION;
    F->after = D->after.last.dist;
    F->repair = D->repair.last.dist;
    failures_intervals_make(B, &D->maintenance, ahead, &F->maintenance);
}

/* opposite(T): when T does not hold any more. */
static struct scn_trigger opposite(struct scn_trigger T)
{
    T.against += T.below ? -1 : 1; /* whole numbers: not above 20 is below 21 */
    T.below = !T.below;
    return T;
}

static void reaction_make(const struct draft_station *D, struct scn_reaction *R)
{
    R->servers = (uint32_t)D->extra;
    R->when = D->extra_when.trigger;
    R->until = D->extra_until.given ? D->extra_until.trigger : opposite(R->when);
    R->delay = D->extra_delay;
    R->least = D->extra_for;
}

/* struck(B, station): whether an incident takes hold of the station. */
static bool struck(const struct build *B, uint32_t station)
{
    for (uint32_t i = 0; i < B->names[SECTION_INCIDENT].count; i++)
        for (uint32_t k = 0; k < B->incidents[i].stations.count; k++)
            if (B->incidents[i].stations.list[k] == station)
                return true;
    return false;
}

void failures_make_station(struct build *B, uint32_t i, struct scn_station *s)
{
    const struct draft_station *D = &B->stations[i];
    struct scn_availability *U;

    s->data_services = reader_copy(B->R, B->R->keep, D->data_services.list, D->data_services.count,
                                   sizeof *D->data_services.list);
    s->data_service_count = D->data_services.count;
    s->on_outage = (enum scn_on_outage)D->on_outage;
    make_by_truck(B, &D->paper, &s->paper);
    if (!D->failure.after.always && D->failure.maintenance.count == 0 && D->extra == 0 &&
        !struck(B, i))
        return;
    if ((U = READER_NEW(B->R, B->R->keep, struct scn_availability)) == NULL)
        return;
    failures_make(B, &D->failure, s->clock, &U->failure);
    U->on_failure = (enum scn_on_failure)D->on_failure;
    reaction_make(D, &U->reaction);
    s->servers_max += s->servers_max == SCN_UNLIMITED ? 0 : U->reaction.servers;
    s->availability = U;
}
