/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scenario has one currency: the first amount names it, and every other must agree. Words such
 * as million multiply, and a sign such as $ may stand before the number. */
#include "sim/scenario/language/money_goods.h"

#include <math.h>
#include <string.h>

#include "sim/scenario/language/build.h"
#include "sim/scenario/language/habit.h"
#include "sim/scenario/language/value.h"

#define POINTS_MOST 1000 /* of a loss curve */

/* at_least_0(c, x, what): a number that is not negative. */
static bool at_least_0(struct cursor *c, double *x, const char *what)
{
    const char *number = cursor_peek(c).s;

    if (!cursor_amount(c, x))
        return false;
    return *x >= 0 || cursor_error(c, "'%s' is negative; %s is at least 0",
                                   reader_quote(c->R, number, (size_t)(c->p - number)), what);
}

/* magnitude(c): what a word such as million multiplies by; 1 when there is none. */
static double magnitude(struct cursor *c)
{
    if (cursor_accept(c, "thousand"))
        return 1e3;
    if (cursor_accept(c, "million"))
        return 1e6;
    return cursor_accept(c, "billion") ? 1e9 : 1;
}

/* currency(c, w): w is the currency, which all amounts have in common. */
static bool currency(struct cursor *c, struct word w)
{
    const char *known = c->B->S->currency;

    if (known == NULL) {
        c->B->S->currency = reader_text(c->R, c->R->keep, w.s, w.n);
        return c->B->S->currency != NULL;
    }
    return word_is(w, known) ||
           cursor_error(c,
                        "'%s' is another currency than '%s', which stands elsewhere; a scenario "
                        "has one",
                        word_quote(c, w), known);
}

/* currency_behind(c, number): the currency that comes next, up to a '/', behind what starts at
 * number. */
static bool currency_behind(struct cursor *c, const char *number)
{
    const struct word w = cursor_until(c, "/");

    if (w.n == 0 || w.s[0] == ',')
        return cursor_error(c, "an amount of money needs a currency behind '%s', such as 'VND'",
                            reader_quote(c->R, number, (size_t)(c->p - number)));
    return currency(c, w);
}

/* currency_before(c): the sign of a currency that the next word begins with, as in "$95"; n == 0:
 * there is none. */
static struct word currency_before(struct cursor *c)
{
    struct word w = cursor_until(c, "0123456789.+-");

    if (w.n == 0 || w.s + w.n == c->end || reader_blank(w.s[w.n]) || w.s[w.n] == ',') {
        c->p = w.s;
        w.n = 0;
    }
    return w;
}

/* per(c, what, x): divide by the unit of time behind a '/'. */
static bool per(struct cursor *c, const char *what, double *x)
{
    struct word w = cursor_until(c, "/");
    double unit;

    if (w.n > 0 || cursor_peek(c).n == 0 || *cursor_peek(c).s != '/')
        return cursor_error(c, "a time is missing: write '%s'", what);
    c->p = cursor_peek(c).s + 1;
    w = cursor_take(c);
    unit = value_unit(w.s, w.n);
    if (unit == 0)
        return cursor_error(c, "'%s' is no unit of time: s, min, h, d or w", word_quote(c, w));
    *x /= unit;
    return true;
}

bool value_money(struct cursor *c, double *x)
{
    const struct word before = currency_before(c);
    const char *number = cursor_peek(c).s;

    if (!at_least_0(c, x, "an amount"))
        return false;
    habit_thousands(c, number, false);
    *x *= magnitude(c);
    return before.n > 0 ? currency(c, before) : currency_behind(c, number);
}

bool value_money_rate(struct cursor *c, double *x)
{
    return value_money(c, x) && per(c, "1 million VND/d", x);
}

bool value_mass(struct cursor *c, double *x)
{
    struct word w;

    if (!at_least_0(c, x, "a weight"))
        return false;
    w = cursor_take(c);
    if (word_is(w, "t"))
        *x *= 1000;
    else if (!word_is(w, "kg"))
        return cursor_error(c, "a weight is written in t or kg, such as '15 t'");
    return true;
}

/* unit_word(c, unit, example): the unit, up to a '/'. */
static bool unit_word(struct cursor *c, const char *unit, const char *example)
{
    return word_is(cursor_until(c, "/"), unit) || cursor_error(c, "write it as '%s'", example);
}

bool value_fuel_rate(struct cursor *c, double *x)
{
    return at_least_0(c, x, "a consumption") && unit_word(c, "l", "2 l/h") && per(c, "2 l/h", x);
}

bool value_emission(struct cursor *c, double *x)
{
    return at_least_0(c, x, "an emission") &&
           (word_is(cursor_take(c), "kg/l") || cursor_error(c, "write it as '2.68 kg/l'"));
}

/* loss_point(c, P): "40 % at 12 d". */
static bool loss_point(struct cursor *c, struct scn_loss *P)
{
    double seconds;

    if (!value_share(c, &P->share) || !cursor_expect(c, "at") || !value_duration(c, &seconds))
        return false;
    P->at = llround(seconds * (double)GATESIM_TICKS_PER_SECOND);
    return true;
}

bool loss_curve(struct cursor *c, struct loss_curve *curve)
{
    struct scn_loss *list = NULL;

    curve->step = cursor_accept(c, "step");
    if (curve->step)
        return cursor_end(c);
    do {
        struct scn_loss P;

        if (curve->count == POINTS_MOST)
            return cursor_error(c, "a loss has %d points at most", POINTS_MOST);
        if (!READER_ROOM(c->R, list, curve->count) || !loss_point(c, &P))
            return false;
        if (curve->count > 0 &&
            (P.at <= list[curve->count - 1].at || P.share < list[curve->count - 1].share))
            return cursor_error(c, "times ascend and a loss does not become less");
        list[curve->count++] = P;
    } while (cursor_accept(c, ","));
    curve->list = reader_copy(c->R, c->R->keep, list, curve->count, sizeof *list);
    return curve->list != NULL && cursor_end(c);
}
