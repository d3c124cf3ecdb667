/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A factor's values are read from right to left around the dots of a range, since a range may
 * stand inside a longer value and its unit may be written once or twice. */
#include "sim/experiment/factors.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/base/number.h"
#include "sim/text/messages.h"

#define LEVELS 100000
#define FACTORS 64

struct limit {
    double coefficient[FACTORS]; /* of the sum, which is at most (or equal to) 0 */
    double constant;
    bool strict, equal;
};

void factors_init(struct factors *V, FILE *messages)
{
    *V = (struct factors){.messages = messages};
    vector_init(&V->limits, sizeof(struct limit));
}

static void vary_release(struct factor *F)
{
    for (size_t i = 0; i < F->levels; i++)
        free(F->level[i].text);
    free(F->level);
    free(F->key);
    free(F->unit);
    free(F->before);
    free(F->behind);
}

void factors_release(struct factors *V)
{
    for (size_t i = 0; i < V->count; i++)
        vary_release(&V->factor[i]);
    free(V->factor);
    vector_release(&V->limits);
    factors_init(V, V->messages);
}

size_t factors_find(const struct factors *V, const char *key)
{
    size_t i = 0;

    while (i < V->count && strcmp(V->factor[i].key, key) != 0)
        i++;
    return i;
}

/* A piece of text. */
struct piece {
    const char *at;
    size_t size;
};

static struct piece trimmed(const char *at, size_t size)
{
    while (size > 0 && *at == ' ') {
        at++;
        size--;
    }
    while (size > 0 && at[size - 1] == ' ')
        size--;
    return (struct piece){at, size};
}

/* "5 min": the number, and what is behind it. false: it does not begin with one. */
static bool split_number(struct piece P, double *number, struct piece *unit)
{
    const size_t length = number_span(P.at, P.size);

    *unit = trimmed(P.at + length, P.size - length);
    return length > 0 && number_parse(P.at, length, number) == GATESIM_OK;
}

/* The unit of a part of a range: its own, which must agree with what is known, or that. */
static bool agree(struct piece *known, struct piece own)
{
    if (own.size == 0)
        return true;
    if (known->size == 0)
        *known = own;
    return known->size == own.size && strncmp(known->at, own.at, own.size) == 0;
}

struct range {
    double low, high, step; /* step 0: none given */
    struct piece unit, before, behind;
};

/* The unit that text starts with: "min", "%", "/h"; what follows may be the rest of a value. */
static struct piece unit_at(const char *text)
{
    static const char *const units[] = {"ms", "s",  "min",  "h",  "d",  "w",  "%",     "km",
                                        "m",  "/s", "/min", "/h", "/d", "/w", "trucks"};
    struct piece best = {text, 0};

    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        const size_t size = strlen(units[i]);

        if (strncmp(text, units[i], size) == 0 && size > best.size &&
            (text[size] == '\0' || text[size] == ' ' || text[size] == '/' || text[size] == '.'))
            best.size = size;
    }
    return best;
}

/* A number and its unit, at *text, which moves behind them. */
static bool take_quantity(const char **text, double *number, struct piece *unit)
{
    const char *at = *text + strspn(*text, " ");
    const size_t length = number_span(at, strlen(at));

    if (length == 0 || number_parse(at, length, number) != GATESIM_OK)
        return false;
    at += length;
    *unit = unit_at(at + strspn(at, " "));
    *text = unit->size > 0 ? unit->at + unit->size : at;
    return true;
}

/* Where the number (and unit) that end at dots begin: after the last blank, or the last but
 * one. */
static const char *start_of_low(const char *text, const char *dots)
{
    const char *at = dots;
    struct piece unit;
    double number;

    for (int words = 0; words < 2; words++) {
        const char *end;

        while (at > text && at[-1] == ' ')
            at--;
        while (at > text && at[-1] != ' ')
            at--;
        end = at;
        if (take_quantity(&end, &number, &unit) && end + strspn(end, " ") == dots)
            return at;
    }
    return NULL;
}

/* "2..8/2 min", or that within a longer value; low may be above high. */
static bool parse_range(const char *text, struct range *R)
{
    const char *dots = strstr(text, ".."), *low = start_of_low(text, dots), *at = dots + 2;
    struct piece unit;

    *R = (struct range){.unit = {"", 0}};
    if (low == NULL)
        return false;
    R->before = (struct piece){text, (size_t)(low - text)};
    if (!take_quantity(&low, &R->low, &unit) || !agree(&R->unit, unit))
        return false;
    if (!take_quantity(&at, &R->high, &unit) || !agree(&R->unit, unit))
        return false;
    if (*at == '/') {
        at++;
        if (!take_quantity(&at, &R->step, &unit) || !agree(&R->unit, unit) || !(R->step > 0.0))
            return false;
    }
    R->behind = (struct piece){at, strlen(at)};
    return *at == '\0' || *at == ' ' || *at == ',';
}

/* The value of a range with this number in it, malloced. */
static char *text_of(const struct factor *F, double number)
{
    char b[NUMBER_SIZE];
    const size_t size = NUMBER_SIZE + strlen(F->before) + strlen(F->unit) + strlen(F->behind) + 2;
    const char *gap = F->unit[0] != '\0' && F->unit[0] != '/' ? " " : "";
    char *text = malloc(size);

    if (text != NULL)
        snprintf(text, size, "%s%s%s%s%s", F->before, number_print(number, b), gap, F->unit,
                 F->behind);
    return text;
}

static bool add_level(struct factor *F, char *text, double number)
{
    struct factor_level *bigger = realloc(F->level, (F->levels + 1) * sizeof *bigger);

    if (bigger != NULL)
        F->level = bigger;
    if (bigger == NULL || text == NULL) {
        free(text);
        return false;
    }
    F->level[F->levels++] = (struct factor_level){text, number};
    return true;
}

/* To so many digits: 0.30000000000000004 as 0.3, what a person would write. */
static double rounded(double x, int digits)
{
    char b[NUMBER_SIZE];
    double y = x;

    snprintf(b, sizeof b, "%.*g", digits, x);
    (void)number_parse(b, strlen(b), &y);
    return y;
}

/* Steps are counted, not added up. */
static int take_range(FILE *messages, struct factor *F, const struct range *R)
{
    const bool whole = R->low == floor(R->low) && R->high == floor(R->high);
    const double step = R->step > 0.0 ? R->step : whole && R->unit.size == 0 ? 1.0 : 0.0;
    const double count = step > 0.0 ? floor((R->high - R->low) / step + 1e-9) + 1.0 : 0.0;

    F->numeric = true;
    F->low = R->low;
    F->high = R->high;
    F->unit = strndup(R->unit.at, R->unit.size);
    F->before = strndup(R->before.at, R->before.size);
    F->behind = strndup(R->behind.at, R->behind.size);
    F->continuous = step == 0.0;
    if (F->unit == NULL || F->before == NULL || F->behind == NULL)
        return message_status(messages, GATESIM_ENOMEM);
    if (count > LEVELS) {
        message(messages, "--vary %s: more than %d levels", F->key, LEVELS);
        return GATESIM_EINPUT;
    }
    for (double i = 0.0; i < count; i++) {
        const double number = rounded(R->low + i * step, 12);

        if (!add_level(F, text_of(F, number), number))
            return message_status(messages, GATESIM_ENOMEM);
    }
    return GATESIM_OK;
}

/* "a, b, c". Levels that are numbers of one unit have their numbers. */
static int take_list(FILE *messages, struct factor *F, const char *text)
{
    struct piece common = {"", 0};
    bool numeric = true;

    for (const char *at = text; at != NULL;) {
        const char *comma = strchr(at, ',');
        const struct piece P = trimmed(at, comma != NULL ? (size_t)(comma - at) : strlen(at));
        struct piece unit;
        double number = NAN;

        numeric = split_number(P, &number, &unit) && agree(&common, unit) && numeric;
        if (P.size == 0) {
            message(messages, "--vary %s: an empty value in '%s'", F->key, text);
            return GATESIM_EINPUT;
        }
        if (!add_level(F, strndup(P.at, P.size), number))
            return message_status(messages, GATESIM_ENOMEM);
        at = comma != NULL ? comma + 1 : NULL;
    }
    F->numeric = numeric;
    F->unit = numeric ? strndup(common.at, common.size) : strdup("");
    return F->unit != NULL ? GATESIM_OK : message_status(messages, GATESIM_ENOMEM);
}

/* A range has dots behind a number; a path such as ../x.csv has not. */
static bool looks_like_range(const char *text)
{
    const char *dots = strstr(text, "..");

    return dots != NULL && start_of_low(text, dots) != NULL;
}

static int take_values(FILE *messages, struct factor *F, const char *text)
{
    struct range R;

    text += strspn(text, " ");
    if (!looks_like_range(text))
        return take_list(messages, F, text);
    if (parse_range(text, &R)) {
        if (R.low < R.high)
            return take_range(messages, F, &R);
        message(messages,
                "--vary %s: '%s' is no range, as it does not go up; its lower end comes first",
                F->key, text);
        return GATESIM_EINPUT;
    }
    message(messages,
            "--vary %s: '%s' is no range; a range is LOW..HIGH or LOW..HIGH/STEP, such as 2..8, "
            "5..15 min/5 min or 10 %%..50 %%/10 %%",
            F->key, text);
    return GATESIM_EINPUT;
}

/* Keys that are the same at every point of an experiment, which a --vary cannot change. */
static const struct {
    const char *key, *why;
} common[] = {
    {"scenario.seed", "all points run on the same random numbers, so that they differ by what is "
                      "varied alone; other numbers are further replications: --replications N"},
    {"scenario.replications", "every point has as many; give --replications N"},
    {"scenario.replications-max", "points have no precision of their own; give --replications N"},
    {"scenario.precision", "points have no precision of their own; give --replications N"},
    {"scenario.precision-of", "points have no precision of their own; give --replications N"},
    {"scenario.title", "it changes nothing that is measured"},
    {"scenario.question", "it changes nothing that is measured"},
};

/* refuse_common(messages, key): say why a key is not varied, if it is one of those. Returns 0, or
 * a negative status after a message. */
static int refuse_common(FILE *messages, const char *key)
{
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (strcmp(common[i].key, key) == 0) {
            message(messages, "--vary %s: it cannot be varied: %s", key, common[i].why);
            return GATESIM_EINPUT;
        }
    return GATESIM_OK;
}

static int add_factor(FILE *messages, struct factors *V, const char *text)
{
    const char *equals = strchr(text, '=');
    struct factor F = {.numeric = false}, *bigger;
    struct piece key;
    int status;

    if (equals == NULL || equals == text || equals[1 + strspn(equals + 1, " ")] == '\0') {
        message(messages,
                "--vary %s: it is written SECTION.KEY=VALUES, such as customs.servers=2..8", text);
        return GATESIM_EINPUT;
    }
    key = trimmed(text, (size_t)(equals - text));
    F.key = strndup(key.at, key.size);
    bigger = realloc(V->factor, (V->count + 1) * sizeof *bigger);
    if (bigger != NULL)
        V->factor = bigger;
    status = F.key != NULL && bigger != NULL ? take_values(messages, &F, equals + 1)
                                             : message_status(messages, GATESIM_ENOMEM);
    if (status == GATESIM_OK)
        status = refuse_common(messages, F.key);
    if (status == GATESIM_OK && factors_find(V, F.key) < V->count) {
        message(messages, "--vary %s: it is varied twice", F.key);
        status = GATESIM_EINPUT;
    }
    if (status == GATESIM_OK && V->count == FACTORS) {
        message(messages, "--vary: more than %d keys", FACTORS);
        status = GATESIM_EINPUT;
    }
    if (status == GATESIM_OK)
        V->factor[V->count++] = F;
    else
        vary_release(&F);
    return status;
}

double factor_number(const struct factor *F, double place)
{
    if (F->continuous)
        return place;
    return F->numeric ? F->level[(size_t)place].number : place;
}

double factor_place(const struct factor *F, double u)
{
    const double level = floor(u * (double)F->levels);

    if (F->continuous)
        return fmin(fmax(rounded(F->low + u * (F->high - F->low), 6), F->low), F->high);
    return fmin(level, (double)F->levels - 1.0);
}

char *factor_text(const struct factor *F, double place)
{
    return F->continuous ? text_of(F, place) : strdup(F->level[(size_t)place].text);
}

int factors_settings(const struct factors *V, const double *place, struct settings *T)
{
    int status = GATESIM_OK;

    for (size_t i = 0; status == GATESIM_OK && i < V->count; i++)
        status =
            settings_add(V->messages, T, V->factor[i].key, factor_text(&V->factor[i], place[i]));
    return status;
}

static int say_bad_limit(FILE *messages, const char *text)
{
    message(messages,
            "--constraint '%s': it is written like 'customs.servers + 2 yard.servers <= 12', with "
            "keys that are varied and blanks around + and -",
            text);
    return GATESIM_EINPUT;
}

/* "2 customs.servers", "customs.servers" or "12", times sign, onto the limit. */
static int add_term(FILE *messages, const struct factors *V, struct limit *L, struct piece P,
                    double sign, const char *text)
{
    double number = 1.0;
    struct piece key = P;
    char *name;
    size_t factor;

    if (split_number(P, &number, &key) && key.size > 0 && key.at[0] == '*')
        key = trimmed(key.at + 1, key.size - 1);
    if (key.size == 0 && P.size > 0) {
        L->constant += sign * number;
        return GATESIM_OK;
    }
    name = strndup(key.at, key.size);
    if (name == NULL)
        return message_status(messages, GATESIM_ENOMEM);
    factor = factors_find(V, name);
    if (factor == V->count)
        message(messages, "--constraint '%s': '%s' is not varied", text, name);
    else if (!V->factor[factor].numeric)
        message(messages, "--constraint '%s': the values of '%s' are no numbers", text, name);
    else
        L->coefficient[factor] += sign * number;
    free(name);
    return factor < V->count && V->factor[factor].numeric ? GATESIM_OK : GATESIM_EINPUT;
}

/* "A + 2 B - 3", with a sign before all. */
static int add_sum(FILE *messages, const struct factors *V, struct limit *L, struct piece P,
                   double side, const char *text)
{
    double sign = side;
    size_t from = 0;
    int status = GATESIM_OK;

    for (size_t i = 0; status == GATESIM_OK && i <= P.size; i++) {
        const bool joint = i + 2 < P.size && i > 0 && P.at[i] == ' ' && P.at[i + 2] == ' ' &&
                           (P.at[i + 1] == '+' || P.at[i + 1] == '-');

        if (!joint && i < P.size)
            continue;
        status = add_term(messages, V, L, trimmed(P.at + from, i - from), sign, text);
        if (joint) {
            sign = P.at[i + 1] == '-' ? -side : side;
            from = i + 3;
            i += 2;
        }
    }
    return status;
}

#define SIGNS "<>=!" /* what a sign is made of */

/* How the sums on both sides of a sign are compared. */
struct sign {
    const char *text;
    double side; /* what the left sum is multiplied by, to be at most the right one */
    bool strict, equal;
};

static const struct sign *find_sign(const char *at, size_t size)
{
    static const struct sign signs[] = {{"<", 1.0, true, false},  {"<=", 1.0, false, false},
                                        {">", -1.0, true, false}, {">=", -1.0, false, false},
                                        {"=", 1.0, false, true},  {"==", 1.0, false, true}};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strlen(signs[i].text) == size && strncmp(signs[i].text, at, size) == 0)
            return &signs[i];
    return NULL;
}

/* "=>" is ">=" the wrong way round. */
static int say_bad_sign(FILE *messages, const char *text, const char *at, size_t size)
{
    const char turned[] = {size == 2 ? at[1] : '\0', at[0], '\0'};
    const bool known = find_sign(turned, strlen(turned)) != NULL;

    message(messages, "--constraint '%s': '%.*s' is none of < <= > >= = ==%s%s%s", text, (int)size,
            at, known ? "; did you mean " : "", known ? turned : "", known ? "?" : "");
    return GATESIM_EINPUT;
}

static int add_limit(FILE *messages, struct factors *V, const char *text)
{
    const size_t left = strcspn(text, SIGNS), size = strspn(text + left, SIGNS);
    const char *right = text + left + size;
    const struct sign *sign = find_sign(text + left, size);
    const double side = sign != NULL ? sign->side : 0.0;
    const struct piece A = trimmed(text, left), B = trimmed(right, strlen(right));
    struct limit L = {.strict = false};
    int status;

    if (A.size == 0 || B.size == 0 || size == 0)
        return say_bad_limit(messages, text);
    if (sign == NULL)
        return say_bad_sign(messages, text, text + left, size);
    L.strict = sign->strict;
    L.equal = sign->equal;
    status = add_sum(messages, V, &L, A, side, text);
    if (status == GATESIM_OK)
        status = add_sum(messages, V, &L, B, -side, text);
    if (status == GATESIM_OK && vector_append(&V->limits, &L, 1) != GATESIM_OK)
        status = message_status(messages, GATESIM_ENOMEM);
    return status;
}

static bool holds(const struct factors *V, const struct limit *L, const double *place)
{
    double sum = L->constant, size = fabs(L->constant) + 1.0;

    for (size_t i = 0; i < V->count; i++) {
        const double term = L->coefficient[i] != 0.0
                                ? L->coefficient[i] * factor_number(&V->factor[i], place[i])
                                : 0.0;

        sum += term;
        size += fabs(term);
    }
    if (fabs(sum) <= 1e-12 * size) /* equal, but for rounding */
        return !L->strict;
    return !L->equal && sum < 0.0;
}

bool factors_allows(const struct factors *V, const double *place)
{
    for (size_t j = 0; j < V->limits.count; j++)
        if (!holds(V, VECTOR_AT(&V->limits, struct limit, j), place))
            return false;
    return true;
}

int factors_read(struct factors *V, const struct settings *factors, const struct settings *limits)
{
    int status = GATESIM_OK;

    for (size_t i = 0; status == GATESIM_OK && i < factors->count; i++)
        status = add_factor(V->messages, V, factors->text[i]);
    for (size_t i = 0; status == GATESIM_OK && i < limits->count; i++)
        status = add_limit(V->messages, V, limits->text[i]);
    return status;
}
