/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The types of value that only classes have: how trucks arrive, and what they do otherwise. */

#include <math.h>
#include <string.h>

#include "sim/scenario/language/build.h"
#include "sim/scenario/language/distribution.h"
#include "sim/scenario/language/fields.h"
#include "sim/scenario/language/schedule.h"
#include "sim/scenario/language/value.h"

#define RULES_MOST 200      /* surges of a class */
#define STANDING_MOST 10000 /* stations of a backlog */

bool field_trucks(struct cursor *c, void *out)
{
    struct draft_batch *batch = out;

    if (!distribution_parse(c, QUANTITY_TRUCKS, &batch->dist) || !cursor_end(c))
        return false;
    if (dist_max(&batch->dist) < 1)
        return cursor_error(c, "a batch has at least 1 truck");
    batch->given = batch->dist.kind != DIST_CONSTANT || batch->dist.a != 1;
    return field_in_range(c, dist_mean(&batch->dist), c->entry->value);
}

/* gap_read(c, A, every): the time between arrivals. */
static bool gap_read(struct cursor *c, struct draft_arrivals *A, bool every)
{
    double x;

    A->kind = SCN_ARRIVALS_RENEWAL;
    if (every) {
        if (!value_duration(c, &x) || !cursor_end(c))
            return false;
        A->gap = dist_constant(x);
    } else if (!distribution_parse(c, QUANTITY_TIME, &A->gap) || !cursor_end(c)) {
        return false;
    }
    return dist_mean(&A->gap) >= 1e-3 ||
           cursor_error(c, "the time between arrivals is too short; its mean is at least 1 ms");
}

/* arrivals_wrong(c, w): w is no form of arrivals. */
static bool arrivals_wrong(struct cursor *c, struct word w)
{
    static const char *const forms[] = {"poisson", "counts", "every",
                                        "renewal", "trace",  "returns"};

    return cursor_error(c,
                        "'%s' is no way to arrive; write 'poisson RATE', 'counts FILE.csv', 'every "
                        "DURATION', 'renewal DISTRIBUTION', 'trace FILE.csv' or 'returns'%s",
                        word_quote(c, w), reader_near(c->R, w.s, w.n, forms, 6));
}

bool field_arrivals(struct cursor *c, void *out)
{
    struct draft_arrivals *A = out;
    const struct word w = cursor_take(c);

    if (word_is(w, "poisson")) {
        A->kind = SCN_ARRIVALS_POISSON;
        return schedule_arrivals(c, &A->rates);
    }
    if (word_is(w, "counts")) {
        A->kind = SCN_ARRIVALS_POISSON;
        return value_path(c, &A->counts) && cursor_end(c);
    }
    if (word_is(w, "every") || word_is(w, "renewal"))
        return gap_read(c, A, word_is(w, "every"));
    if (word_is(w, "returns")) {
        A->returns = true;
        return cursor_end(c);
    }
    if (!word_is(w, "trace"))
        return arrivals_wrong(c, w);
    A->kind = SCN_ARRIVALS_TRACE;
    return value_path(c, &A->trace) && cursor_end(c);
}

/* factor_kind(c, kind): the distribution of a factor of the day. */
static bool factor_kind(struct cursor *c, enum dist_kind *kind)
{
    const struct word w = cursor_take(c);

    *kind = word_is(w, "gamma") ? DIST_GAMMA : DIST_LOGNORMAL;
    return word_is(w, "gamma") || word_is(w, "lognormal") ||
           cursor_error(c, "'%s' is neither gamma nor lognormal; write 'gamma cv 0.3'",
                        word_quote(c, w));
}

bool field_day_factor(struct cursor *c, void *out)
{
    struct scn_day_factor *F = out;
    double x[DIST_PARAMETERS] = {0};
    enum dist_kind kind;
    const char *from, *wrong;

    if (!factor_kind(c, &kind) || !cursor_expect(c, "cv"))
        return false;
    from = cursor_peek(c).s;
    x[DIST_P_MEAN] = 1;
    if (!cursor_number(c, &x[DIST_P_CV]) || !field_in_range(c, x[DIST_P_CV], from))
        return false;
    if (cursor_accept(c, "correlation") && !cursor_number(c, &F->correlation))
        return false;
    if (!(fabs(F->correlation) < 1))
        return cursor_error(c, "a correlation is above -1 and below 1");
    wrong = dist_init(&F->dist, kind, DIST_MEAN_CV, x);
    F->given = true;
    return wrong == NULL ? cursor_end(c) : cursor_error(c, "%s", wrong);
}

/* surge_read(c, s): "x 1.5 on 2025-05-27..2025-05-30, 2025-06-03": until the next "x". */
static bool surge_read(struct cursor *c, struct draft_surge *s)
{
    if (!cursor_expect(c, "x") || !cursor_number(c, &s->factor))
        return false;
    if (s->factor < 0 || s->factor > 1e6)
        return cursor_error(c, "a surge multiplies by 0 to 1000000");
    if (!cursor_expect(c, "on"))
        return false;
    for (;;) {
        struct cursor ahead;

        if (!span_parse(c, SPAN_ANY, &s->days))
            return false;
        ahead = *c;
        if (!cursor_accept(&ahead, ",") || cursor_is(&ahead, "x"))
            return true;
        cursor_accept(c, ",");
    }
}

bool field_surges(struct cursor *c, void *out)
{
    struct draft_surges *D = out;

    do {
        if (D->count == RULES_MOST)
            return cursor_error(c, "a class has %d surges at most", RULES_MOST);
        if (!READER_ROOM(c->R, D->list, D->count))
            return false;
        D->list[D->count] = (struct draft_surge){0};
        if (!surge_read(c, &D->list[D->count++]))
            return false;
    } while (cursor_accept(c, ","));
    return cursor_end(c);
}

bool field_backlog(struct cursor *c, void *out)
{
    struct draft_backlog *D = out;

    do {
        struct draft_standing s = {0, 0};

        if (D->count == STANDING_MOST)
            return cursor_error(c, "a backlog stands at %d stations at most", STANDING_MOST);
        if (!READER_ROOM(c->R, D->list, D->count) || !field_trucks_whole(c, &s.trucks) ||
            !cursor_expect(c, "at") ||
            !cursor_name(c, &c->B->names[SECTION_STATION], "station", &s.station))
            return false;
        D->list[D->count++] = s;
    } while (cursor_accept(c, ","));
    return cursor_end(c);
}

bool field_returns(struct cursor *c, void *out)
{
    uint32_t number;

    return cursor_name(c, &c->B->names[SECTION_CLASS], "class", &number) &&
           field_constant(c, out, number);
}

bool field_reroute(struct cursor *c, void *out)
{
    if (cursor_accept(c, "turn-back"))
        return cursor_end(c);
    return cursor_name(c, &c->B->names[SECTION_ROUTE], "route", out) && cursor_end(c);
}
