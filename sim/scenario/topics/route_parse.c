/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first word of a line says what kind of step it is; a line that starts with none of the
 * words below is a visit to the station of that name. Every form has one row of the table,
 * with the function that reads what follows its first word. */
#include "sim/scenario/topics/route_parse.h"

#include <math.h>
#include <string.h>

#include "sim/scenario/language/build.h"
#include "sim/scenario/language/condition.h"
#include "sim/scenario/language/cover.h"
#include "sim/scenario/language/distribution.h"
#include "sim/scenario/language/fields.h"
#include "sim/scenario/language/value.h"

#define OFTEN 1e-9 /* chance that a truck repeats as often as is counted: below it, never */

/* X(first word, function, form, meaning); the first row has no word: a station's name. */
#define STEP_LIST(X)                                                                               \
    X("", visit, "STATION [if CONDITION] [for SHARE]",                                             \
      "Visit a station; with a condition, only if it holds; with a share, only so many of the "    \
      "trucks. A condition is 'ATTRIBUTE is VALUE [or VALUE ...]' or 'ATTRIBUTE is not VALUE "     \
      "...', and several are joined by 'and'.")                                                    \
    X("either", either, "either STATION SHARE or STATION SHARE ...",                               \
      "Visit one of the stations, by shares that sum to 100 %. Or by conditions: 'either green "   \
      "if channel is green or yellow if channel is yellow or red otherwise'; the first that "      \
      "holds is taken. The last needs no 'otherwise' if the conditions fit every truck.")          \
    X("shortest", shortest, "shortest of STATION, STATION ...",                                    \
      "Visit the station with the fewest trucks for its servers; of equal ones, the first named.") \
    X("drive", drive, "drive DISTRIBUTION [if CONDITION] [for SHARE]", "Be under way for a time.") \
    X("set", set, "set ATTRIBUTE to VALUE [if CONDITION] [for SHARE]",                             \
      "From here on the truck has this value.")                                                    \
    X("repeat", repeat, "repeat from STATION [for SHARE] [at most N times] [if CONDITION]",        \
      "Go back to the first step that visits the station, 65535 times at most.")                   \
    X("follow", follow, "follow ROUTE [if CONDITION] [for SHARE]",                                 \
      "Go through the steps of another route, then on with this one.")                             \
    X("choose", choose, "choose CHOICE [if CONDITION] [for SHARE]",                                \
      "Go through the steps of one of the routes that are the options of a [choice], then on "     \
      "with this one.")                                                                            \
    X("side", side, "side by side STATION, STATION ... [if CONDITION] [for SHARE]",                \
      "Visit all of the stations at once, as papers go to several desks; go on when the last is "  \
      "done. The truck's time is that of the station which is done last.")                         \
    X("gather", gather, "gather N [at most DURATION] [if CONDITION] [for SHARE]",                  \
      "Wait, at the server that it holds, until N trucks are here, or the first has waited so "    \
      "long; then all go on, in order.")                                                           \
    X("await", await, "await WORD DISTRIBUTION [if CONDITION] [for SHARE]",                        \
      "Wait for papers or a laboratory, such as 'await laboratory 2 d': the place that it keeps "  \
      "is held, a server is not.")                                                                 \
    X("take", take, "take POOL [N] [if CONDITION] [for SHARE]",                                    \
      "Take so many members of a pool along, or one; wait for them, at the server that it holds. " \
      "They are with the truck until it releases them or leaves.")                                 \
    X("release", release, "release POOL [after DISTRIBUTION] [if CONDITION] [for SHARE]",          \
      "Give all its members of the pool back, who are free at once, or after their way.")          \
    X("leave", leave, "leave place [if CONDITION] [for SHARE]",                                    \
      "Give up the place that it keeps at a station with 'keeps-place'.")                          \
    X("turn", turn, "turn back [if CONDITION] [for SHARE]", "Leave without having crossed.")       \
    X("cross", cross, "cross [if CONDITION] [for SHARE]",                                          \
      "End the route as crossed; so does the end of the steps.")

/* say(c, step, before, name): append both to the step's text. */
static bool say(struct cursor *c, struct route_step *step, const char *before, const char *name)
{
    step->text = arena_printf(c->R->scratch, "%s%s%s", step->text, before, name);
    c->R->starved = c->R->starved || step->text == NULL;
    return step->text != NULL;
}

static const char *station_name(const struct cursor *c, uint32_t station)
{
    return c->B->names[SECTION_STATION].list[station];
}

/* station_read(c, step): one more station of the step. */
static bool station_read(struct cursor *c, struct route_step *step)
{
    if (!READER_ROOM(c->R, step->stations, step->count) ||
        !cursor_name(c, &c->B->names[SECTION_STATION], "station", &step->stations[step->count]))
        return false;
    step->count++;
    return true;
}

/* say_stations(c, step, first, between): "either a or b". In one go, whatever their number. */
static bool say_stations(struct cursor *c, struct route_step *step, const char *first,
                         const char *between)
{
    size_t size = strlen(first) + 1;
    char *text, *to;

    for (uint32_t i = 0; i < step->count; i++)
        size += strlen(station_name(c, step->stations[i])) + strlen(between);
    text = to = reader_alloc(c->R, c->R->scratch, size, 1);
    if (text == NULL)
        return false;
    for (uint32_t i = 0; i < step->count; i++) {
        const char *before = i == 0 ? first : between;
        const char *name = station_name(c, step->stations[i]);

        memcpy(to, before, strlen(before));
        to += strlen(before);
        memcpy(to, name, strlen(name));
        to += strlen(name);
    }
    step->text = text;
    return true;
}

/* if_read(c, step): "if CONDITION", when it comes next. */
static bool if_read(struct cursor *c, struct route_step *step)
{
    if (!cursor_accept(c, "if"))
        return true;
    if (step->tested)
        return cursor_error(c, "a step has one condition; join its parts by 'and'");
    step->tested = true;
    return condition_parse(c, false, &step->when);
}

/* for_read(c, step): "for SHARE", when it comes next. */
static bool for_read(struct cursor *c, struct route_step *step)
{
    return !cursor_accept(c, "for") || value_share(c, &step->chance);
}

/* suffix(c, step): [if CONDITION] [for SHARE], and then the end. */
static bool suffix(struct cursor *c, struct route_step *step)
{
    step->suffix = cursor_peek(c).s;
    if (!if_read(c, step) || !for_read(c, step))
        return false;
    if (cursor_is(c, "if") && step->tested)
        return cursor_error(c, "a step has one condition; join its parts by 'and'");
    if (cursor_is(c, "if"))
        return cursor_error(c, "the condition stands before the share: 'if ... for %g %%'",
                            step->chance * 100);
    return cursor_end(c);
}

static bool visit(struct cursor *c, struct route_step *step)
{
    step->action = ROUTE_VISIT;
    return station_read(c, step) && say(c, step, "", station_name(c, step->stations[0])) &&
           suffix(c, step);
}

/* sum_ok(c, step): whether the shares of the alternatives sum to 1, which they then do. */
static bool sum_ok(struct cursor *c, struct route_step *step)
{
    double sum = 0, scale;

    for (uint32_t i = 0; i < step->count; i++)
        sum += step->shares[i];
    if (!value_shares_sum(c, sum, &scale))
        return false;
    for (uint32_t i = 0; i < step->count; i++)
        step->shares[i] *= scale;
    return true;
}

/* by_share(c, step): "lane-a 60 % or lane-b 40 %"; the first station is read. */
static bool by_share(struct cursor *c, struct route_step *step)
{
    step->action = ROUTE_BY_SHARE;
    for (;;) {
        if (!cursor_at_number(c))
            return cursor_error(c, "a share is missing behind '%s'",
                                station_name(c, step->stations[step->count - 1]));
        if (!READER_ROOM(c->R, step->shares, step->count - 1) ||
            !value_share(c, &step->shares[step->count - 1]))
            return false;
        if (!cursor_accept(c, "or"))
            return sum_ok(c, step);
        if (!station_read(c, step))
            return false;
    }
}

/* tests_cover(c, step): whether one of the tests of all stations of a step holds for any truck,
 * which the last station then need not say. */
static bool tests_cover(struct cursor *c, const struct route_step *step)
{
    const struct scn_condition **when =
        READER_ARRAY(c->R, c->R->scratch, const struct scn_condition *, step->count);
    const char *missed;

    if (when == NULL || step->count < 2)
        return cursor_error(c, "the last station of 'either' ends in 'otherwise'");
    for (uint32_t i = 0; i < step->count; i++)
        when[i] = &step->tests[i];
    if (cover_all(c->B, when, step->count, &missed))
        return true;
    if (missed[0] == '\0')
        return cursor_error(c, "the last station of 'either' ends in 'otherwise'");
    return cursor_error(
        c,
        "the last station of 'either' ends in 'otherwise', since no condition fits a "
        "truck of which %s",
        reader_quote(c->R, missed, strlen(missed)));
}

/* by_test(c, step): "green if channel is green or red otherwise"; the first station is read. The
 * last may have a test too if one of all fits every truck. */
static bool by_test(struct cursor *c, struct route_step *step)
{
    step->action = ROUTE_BY_TEST;
    while (!cursor_accept(c, "otherwise")) {
        if (!cursor_is(c, "if"))
            return cursor_error(c, "the last station of 'either' ends in 'otherwise'");
        cursor_take(c);
        if (!READER_ROOM(c->R, step->tests, step->count - 1) ||
            !condition_parse(c, true, &step->tests[step->count - 1]))
            return false;
        if (!cursor_accept(c, "or"))
            return tests_cover(c, step);
        if (!station_read(c, step))
            return false;
    }
    return true;
}

static bool either(struct cursor *c, struct route_step *step)
{
    bool shares;

    if (!station_read(c, step))
        return false;
    shares = cursor_at_number(c);
    if (!shares && !cursor_is(c, "if") && !cursor_is(c, "otherwise"))
        return cursor_error(c,
                            "a share or a condition is missing: write 'either %s 60 %% or ...' "
                            "or 'either %s if ...'",
                            station_name(c, step->stations[0]), station_name(c, step->stations[0]));
    return (shares ? by_share(c, step) : by_test(c, step)) &&
           say_stations(c, step, "either ", " or ") && suffix(c, step);
}

static bool shortest(struct cursor *c, struct route_step *step)
{
    step->action = ROUTE_SHORTEST;
    if (!cursor_expect(c, "of"))
        return false;
    do
        if (!station_read(c, step))
            return false;
    while (cursor_accept(c, ","));
    return say_stations(c, step, "shortest of ", ", ") && suffix(c, step);
}

static bool drive(struct cursor *c, struct route_step *step)
{
    step->action = ROUTE_DRIVE;
    return distribution_parse(c, QUANTITY_TIME, &step->dist) && say(c, step, "drive", "") &&
           suffix(c, step);
}

/* attribute_read(c, step): a declared attribute. */
static bool attribute_read(struct cursor *c, struct route_step *step)
{
    if (!cursor_name(c, &c->B->attributes, "attribute", &step->attribute))
        return false;
    return step->attribute >= SCN_BUILTINS ||
           cursor_error(c, "'%s' follows from the class and cannot be set",
                        c->B->attributes.list[step->attribute]);
}

static bool set(struct cursor *c, struct route_step *step)
{
    step->action = ROUTE_SET;
    if (!attribute_read(c, step) || !cursor_expect(c, "to"))
        return false;
    return cursor_name(c, &c->B->values[step->attribute], "value", &step->value) &&
           say(c, step, "set ", c->B->attributes.list[step->attribute]) && suffix(c, step);
}

/* most_read(c, step): "at most 3 times". */
static bool most_read(struct cursor *c, struct route_step *step)
{
    int64_t limit;

    if (!cursor_expect(c, "most") || !value_whole(c, 1, SCN_REPEATS_MAX, &limit))
        return false;
    step->limit = (uint32_t)limit;
    return cursor_expect(c, limit == 1 && cursor_is(c, "time") ? "time" : "times");
}

/* repeat_options(c, step): share, limit and condition of a repeat, in any order. */
static bool repeat_options(struct cursor *c, struct route_step *step)
{
    while (!cursor_at_end(c)) {
        bool ok;

        if (cursor_is(c, "for"))
            ok = for_read(c, step);
        else if (cursor_accept(c, "at"))
            ok = most_read(c, step);
        else if (cursor_is(c, "if"))
            ok = if_read(c, step);
        else
            ok = cursor_end(c);
        if (!ok)
            return false;
    }
    return true;
}

/* often_warn(c, step): say it when a share alone may send trucks back more often than is counted.
 */
static void often_warn(struct cursor *c, const struct route_step *step)
{
    if (step->chance < 1 && step->limit == SCN_NONE && pow(step->chance, SCN_REPEATS_MAX) > OFTEN)
        cursor_warn(c, "a truck repeats %d times at most; say 'at most N times' for fewer",
                    SCN_REPEATS_MAX);
}

static bool repeat(struct cursor *c, struct route_step *step)
{
    step->action = ROUTE_REPEAT;
    if (!cursor_expect(c, "from") || !station_read(c, step) ||
        !say(c, step, "repeat from ", station_name(c, step->stations[0])) ||
        !repeat_options(c, step))
        return false;
    often_warn(c, step);
    return step->chance < 1 || step->limit != SCN_NONE ||
           cursor_error(c, "this route never ends: 'repeat' needs 'for' a share below 100 %%, or "
                           "'at most N times'");
}

static bool follow(struct cursor *c, struct route_step *step)
{
    step->action = ROUTE_FOLLOW;
    return cursor_name(c, &c->B->names[SECTION_ROUTE], "route", &step->route) &&
           say(c, step, "follow ", c->B->names[SECTION_ROUTE].list[step->route]) && suffix(c, step);
}

static bool choose(struct cursor *c, struct route_step *step)
{
    step->action = ROUTE_CHOOSE;
    return cursor_name(c, &c->B->names[SECTION_CHOICE], "choice", &step->route_choice) &&
           say(c, step, "choose ", c->B->names[SECTION_CHOICE].list[step->route_choice]) &&
           suffix(c, step);
}

static bool side(struct cursor *c, struct route_step *step)
{
    step->action = ROUTE_SIDE;
    if (!cursor_expect(c, "by") || !cursor_expect(c, "side"))
        return false;
    do
        if (!station_read(c, step))
            return false;
    while (cursor_accept(c, ","));
    if (step->count < 2)
        return cursor_error(c, "two stations at least stand side by side: 'side by side %s, ...'",
                            station_name(c, step->stations[0]));
    return say_stations(c, step, "side by side ", ", ") && suffix(c, step);
}

/* at_most_read(c, step): "at most 30 min", when it comes next. */
static bool at_most_read(struct cursor *c, struct route_step *step)
{
    double x;

    if (!cursor_accept(c, "at"))
        return true;
    if (!cursor_expect(c, "most") || !value_duration(c, &x))
        return false;
    step->at_most = (gatesim_ticks)llround(x * (double)GATESIM_TICKS_PER_SECOND);
    return true;
}

/* number_read(c, low, step): a whole number of people or trucks. */
static bool number_read(struct cursor *c, int64_t low, struct route_step *step)
{
    int64_t number;

    if (!value_whole(c, low, 1000000, &number))
        return false;
    step->number = (uint32_t)number;
    return true;
}

static bool gather(struct cursor *c, struct route_step *step)
{
    step->action = ROUTE_GATHER;
    step->at_most = GATESIM_NEVER;
    if (!cursor_at_number(c))
        return cursor_error(c, "how many trucks is missing: 'gather 4'");
    if (!number_read(c, 2, step))
        return false;
    cursor_accept(c, "trucks");
    return at_most_read(c, step) && say(c, step, "gather", "") && suffix(c, step);
}

static bool await(struct cursor *c, struct route_step *step)
{
    const char *what;
    struct word w;

    step->action = ROUTE_AWAIT;
    if (cursor_at_number(c) || cursor_at_end(c))
        return cursor_error(c, "what is awaited is missing: 'await laboratory 2 d'");
    w = cursor_take(c);
    what = reader_text(c->R, c->R->scratch, w.s, w.n);
    return what != NULL && distribution_parse(c, QUANTITY_TIME, &step->dist) &&
           say(c, step, "await ", what) && suffix(c, step);
}

/* pool_read(c, step, verb): the pool of the step. */
static bool pool_read(struct cursor *c, struct route_step *step, const char *verb)
{
    return cursor_name(c, &c->B->names[SECTION_POOL], "pool", &step->pool) &&
           say(c, step, verb, c->B->names[SECTION_POOL].list[step->pool]);
}

static bool take(struct cursor *c, struct route_step *step)
{
    step->action = ROUTE_TAKE;
    step->number = 1;
    return pool_read(c, step, "take ") && (!cursor_at_number(c) || number_read(c, 1, step)) &&
           suffix(c, step);
}

static bool release(struct cursor *c, struct route_step *step)
{
    step->action = ROUTE_RELEASE;
    if (!pool_read(c, step, "release "))
        return false;
    step->timed = cursor_accept(c, "after");
    return (!step->timed || distribution_parse(c, QUANTITY_TIME, &step->dist)) && suffix(c, step);
}

static bool leave(struct cursor *c, struct route_step *step)
{
    step->action = ROUTE_LEAVE;
    return cursor_expect(c, "place") && say(c, step, "leave place", "") && suffix(c, step);
}

static bool turn(struct cursor *c, struct route_step *step)
{
    step->action = ROUTE_OUT;
    return cursor_expect(c, "back") && say(c, step, "turn back", "") && suffix(c, step);
}

static bool cross(struct cursor *c, struct route_step *step)
{
    step->action = ROUTE_CROSS;
    return say(c, step, "cross", "") && suffix(c, step);
}

struct form {
    const char *word;
    bool (*read)(struct cursor *c, struct route_step *step);
};
static const struct form forms[] = {
#define STEP_FORM(word, read, form, meaning) {word, read},
    STEP_LIST(STEP_FORM)
#undef STEP_FORM
};
static const struct gatesim_topic topics[] = {
#define STEP_TOPIC(word, read, form, meaning) {word, form, meaning},
    STEP_LIST(STEP_TOPIC)
#undef STEP_TOPIC
};
#define FORMS (sizeof forms / sizeof forms[0])

const struct gatesim_topic *gatesim_route_steps(size_t *count)
{
    *count = FORMS;
    return topics;
}

/* rest_of(c): returns what is left of the line, without blanks around it. */
static struct word rest_of(const struct cursor *c)
{
    const char *from = c->p, *to = c->end;

    while (from < to && (*from == ' ' || *from == '\t'))
        from++;
    while (to > from && (to[-1] == ' ' || to[-1] == '\t'))
        to--;
    return (struct word){from, (size_t)(to - from)};
}

/* step_parse(c, step): one line. */
static bool step_parse(struct cursor *c, struct route_step *step)
{
    *step = (struct route_step){.text = "", .chance = 1, .limit = SCN_NONE};
    c->at = cursor_peek(c).s;
    step->row = cursor_row(c);
    step->line = cursor_line(c);
    step->written = rest_of(c);
    step->suffix = step->written.s + step->written.n;
    for (size_t i = 1; i < FORMS; i++)
        if (cursor_accept(c, forms[i].word))
            return forms[i].read(c, step);
    return visit(c, step);
}

bool field_steps(struct cursor *c, void *out)
{
    struct draft_steps *steps = out;
    const char *const end = c->end;
    bool ok = true;

    for (const char *line = c->p; line <= end; line = c->end + 1) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));

        c->p = line;
        c->end = newline == NULL ? end : newline;
        if (!READER_ROOM(c->R, steps->list, steps->count))
            return false;
        if (step_parse(c, &steps->list[steps->count]))
            steps->count++;
        else
            ok = false;
    }
    c->p = c->end = end;
    return ok;
}
