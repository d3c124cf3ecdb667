/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A schedule begins with the number that holds outside of all its rules. What the numbers are
 * is the only difference between one schedule and another. */
#include "sim/scenario/language/schedule.h"

#include <math.h>

#include "sim/base/number.h"
#include "sim/scenario/language/build.h"
#include "sim/scenario/language/fields.h"
#include "sim/scenario/language/value.h"

#define RULES_MOST 200
#define SERVERS_MOST 1000000

/* number_function(c, x): read one number of a schedule. */
typedef bool number_function(struct cursor *c, double *x);

static bool number_servers(struct cursor *c, double *x)
{
    int64_t servers;

    if (!value_whole(c, 0, SERVERS_MOST, &servers))
        return false;
    *x = (double)servers;
    return true;
}

static bool number_speed(struct cursor *c, double *x)
{
    const char *from = cursor_peek(c).s;

    return cursor_number(c, x) && field_in_range(c, *x, from);
}

static bool number_rate(struct cursor *c, double *x)
{
    const char *from = cursor_peek(c).s;

    return value_rate(c, x) && field_in_range(c, *x, from);
}

/* at_spans(c): whether 'during' comes next, or 'on', which may be said of days. */
static bool at_spans(struct cursor *c)
{
    return cursor_is(c, "during") || cursor_is(c, "on");
}

/* at_rule(c): whether ", N during" comes next, not another span of the rule before. N may have
 * commas between its thousands. */
static bool at_rule(const struct cursor *c)
{
    struct cursor ahead = *c;

    if (!cursor_accept(&ahead, ","))
        return false;
    ahead.p = cursor_peek(&ahead).s;
    ahead.p += number_groups(ahead.p, (size_t)(ahead.end - ahead.p));
    while (!cursor_at_end(&ahead) && !cursor_is(&ahead, ",") && !at_spans(&ahead))
        cursor_take(&ahead);
    return at_spans(&ahead);
}

/* rule_read(c, number, r): "4 during Mon-Fri 08:00-12:00, Sat 08:00-11:00". */
static bool rule_read(struct cursor *c, number_function *number, struct draft_rule *r)
{
    const struct word w = cursor_peek(c);

    if (!number(c, &r->value))
        return false;
    if (cursor_at_end(c))
        return cursor_error(c, "hours are missing behind '%s': write '%s during 08:00-12:00'",
                            word_quote(c, w), word_quote(c, w));
    if (!cursor_accept(c, "on") && !cursor_expect(c, "during"))
        return false;
    do
        if (!span_parse(c, SPAN_ANY, &r->during))
            return false;
    while (!at_rule(c) && cursor_accept(c, ","));
    return true;
}

/* rules_read(c, number, what, D): rules up to the end of the value; what is what it has too many
 * of. */
static bool rules_read(struct cursor *c, number_function *number, const char *what,
                       struct draft_schedule *D)
{
    do {
        if (D->count == RULES_MOST)
            return cursor_error(c, "%d %s at most may be given", RULES_MOST, what);
        if (!READER_ROOM(c->R, D->rules, D->count))
            return false;
        D->rules[D->count] = (struct draft_rule){0};
        if (!rule_read(c, number, &D->rules[D->count++]))
            return false;
    } while (cursor_accept(c, ","));
    return cursor_end(c);
}

/* schedule_read(c, number, what, D): the whole value; what is what it has too many rules of. */
static bool schedule_read(struct cursor *c, number_function *number, const char *what,
                          struct draft_schedule *D)
{
    const struct word w = cursor_peek(c);

    if (!number(c, &D->value))
        return false;
    if (at_spans(c))
        return cursor_error(c,
                            "the number outside of these hours is missing; write '0, %s "
                            "during ...'",
                            word_quote(c, w));
    return cursor_accept(c, ",") ? rules_read(c, number, what, D) : cursor_end(c);
}

/* number_arrivals(c, x): a rate of arrivals, at most 1000/s. */
static bool number_arrivals(struct cursor *c, double *x)
{
    return value_rate(c, x) &&
           (*x <= 1000 || cursor_error(c, "the rate is too high; it is at most 1000/s"));
}

/* days_covered(c, D): whether rules of whole days of the week leave out none. */
static bool days_covered(struct cursor *c, const struct draft_schedule *D)
{
    static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    unsigned days = 0;

    for (uint32_t i = 0; i < D->count; i++)
        for (uint32_t k = 0; k < D->rules[i].during.count; k++) {
            const struct span *s = &D->rules[i].during.list[k];

            if (s->weekly && s->from == 0 && s->to >= SPAN_DAY)
                days |= s->days;
        }
    for (unsigned day = 0; day < 7; day++)
        if (!(days >> day & 1))
            return cursor_error(c,
                                "there is no rate for %s; add '0/d on %s', or begin with a rate "
                                "for all days that are not named",
                                names[day], names[day]);
    return true;
}

bool schedule_arrivals(struct cursor *c, struct draft_schedule *D)
{
    struct cursor ahead = *c;
    double x;

    if (!number_arrivals(&ahead, &x))
        return false;
    if (at_spans(&ahead))
        return rules_read(c, number_arrivals, "rates", D) && days_covered(c, D);
    *c = ahead;
    D->value = x;
    return cursor_accept(c, ",") ? rules_read(c, number_arrivals, "rates", D) : cursor_end(c);
}

double schedule_most(const struct draft_schedule *D)
{
    double x = D->value;

    for (uint32_t i = 0; i < D->count; i++)
        x = fmax(x, D->rules[i].value);
    return x;
}

bool field_staff(struct cursor *c, void *out)
{
    struct draft_schedule *D = out;

    if (c->row.word.section != SECTION_POOL && cursor_accept(c, "unlimited")) {
        D->value = SCN_UNLIMITED;
        return cursor_end(c);
    }
    if (!schedule_read(c, number_servers, "shifts", D))
        return false;
    return schedule_most(D) > 0 || c->B->before != NULL ||
           cursor_error(c, "there is never a %s; one at least is needed",
                        c->row.word.section == SECTION_POOL ? "person" : "server");
}

bool field_speed(struct cursor *c, void *out)
{
    struct draft_schedule *D = out;

    if (!schedule_read(c, number_speed, "speeds", D))
        return false;
    return schedule_most(D) > 0 || c->B->before != NULL ||
           cursor_error(c, "nothing is ever served; a speed above 0 is needed");
}

bool field_slots(struct cursor *c, void *out)
{
    return schedule_read(c, number_rate, "rates", out);
}

bool field_clock(struct cursor *c, void *out)
{
    struct draft_clock *D = out;
    const char *from = cursor_peek(c).s;
    const bool behind = cursor_peek(c).n > 0 && from[0] == '-';
    double x;

    if (behind || (cursor_peek(c).n > 0 && from[0] == '+'))
        c->p = from + 1;
    if (!value_duration(c, &x) || !cursor_end(c))
        return false;
    if (x != floor(x))
        return cursor_error(c, "a clock is ahead by whole seconds");
    *D = (struct draft_clock){true, (int64_t)(behind ? -x : x)};
    return field_in_range(c, (double)D->ahead, from);
}
