/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two kinds of evidence are weighed: the loads that are known before the run, and the slope of the
 * trucks inside over whole cycles of the run against what chance alone would make of it. What is
 * nearer to its limit than both can tell is called close, not steady. */
#include "analysis/compare/trend.h"

#include <math.h>

#define DAY 86400.0
#define NEAR 0.01        /* a known load so near to 1 is too close to tell */
#define SPARE 0.01       /* of the open time that must be left where the load is known */
#define LOST 0.01        /* share of the trucks beyond which turning back bounds the backlog */
#define SIGMAS 3.0       /* of a chance error, for a claim */
#define RISE_TRUCKS 10.0 /* a slope says something when the level changes by so many trucks, */
#define RISE_SHARE 0.25  /* and by this share of the mean level */
#define FALL_SHARE 0.5   /* a fall says something only from a backlog that was there */
#define SATURATED 0.97   /* share of the open time at work or blocked */

/* What the run shows of how much more its stations could do. */
struct evidence {
    const struct trend_source *from;
    double work;    /* the greatest share of open time at work or blocked, for all that came */
    double error;   /* of chance, of that share */
    double known;   /* the greatest load that is known; 0: none */
    bool all_known; /* of all places that trucks came to */
    bool loses;     /* trucks that turn back bound the backlog */
    bool up, down;  /* the slope is surely so, and it matters */
    bool level;     /* the slope is surely too small to matter */
    double cycles;  /* that the window holds */
};

const char *trend_name(enum trend_kind kind)
{
#define TREND_NAME(code, name) [TREND_##code] = (name),
    static const char *const names[] = {TREND_LIST(TREND_NAME)};
#undef TREND_NAME
    return names[kind];
}

static struct estimate number(const struct evidence *E, const char *group, const char *name,
                              size_t i)
{
    return E->from->number(E->from->user, group, name, i);
}

static double mean(const struct evidence *E, const char *group, const char *name, size_t i)
{
    return number(E, group, name, i).mean;
}

static double or_zero(double x)
{
    return isnan(x) ? 0.0 : x;
}

/* The work of station i for all that arrived, as a share of what its servers could do while open;
 * blocked servers count as at work. served: in all replications. */
static double work_of(const struct evidence *E, size_t i, double served)
{
    const double open = 1.0 - or_zero(mean(E, "station", "closed_fraction", i)) -
                        or_zero(mean(E, "station", "down_fraction", i));
    const double busy =
        mean(E, "station", "utilisation", i) + or_zero(mean(E, "station", "blocked_fraction", i));
    const double each = mean(E, "station", "served", i);

    if (!(served >= 30.0) || !(open > 0.0))
        return 0.0;
    return busy / open * mean(E, "station", "arrived", i) / each;
}

/* The share by which what the servers of station i could do differs by chance, since they were down
 * for other spans than they are in the long run: exponential ones. */
static double error_of_breakdowns(const struct evidence *E, size_t i)
{
    const struct estimate times = number(E, "station", "breakdowns", i);
    const double down = or_zero(mean(E, "station", "down_fraction", i));
    const double all = or_zero(times.mean) * (double)times.n;

    return all > 0.0 && down < 1.0 ? down / (1.0 - down) * sqrt(2.0 / all) : 0.0;
}

static void note_load(struct evidence *E, struct trend *T, bool people, size_t i, double load)
{
    if (isnan(load))
        E->all_known = false;
    if (!(load > E->known))
        return;
    E->known = load;
    T->load = load;
    T->people = people;
    T->place = i;
}

static void look_at_places(struct evidence *E, struct trend *T)
{
    for (size_t i = 0; i < E->from->stations; i++) {
        const struct estimate served = number(E, "station", "served", i);
        const double all = or_zero(served.mean) * (double)served.n;
        const double work = work_of(E, i, all);

        if (!(mean(E, "station", "arrived", i) > 0.0))
            continue;
        note_load(E, T, false, i, mean(E, "station", "load", i));
        if (work > E->work) {
            E->work = work;
            E->error = hypot(sqrt(2.0 / all), error_of_breakdowns(E, i));
        }
    }
    for (size_t i = 0; i < E->from->pools; i++) {
        const double work = mean(E, "pool", "utilisation", i);

        if (!(mean(E, "pool", "taken", i) > 0.0))
            continue;
        note_load(E, T, true, i, mean(E, "pool", "load", i));
        if (work > E->work) {
            E->work = work;
            E->error = sqrt(2.0 / mean(E, "pool", "taken", i));
        }
    }
}

/* The slope against its error: the chance of so many arrivals and departures, or of the work of the
 * busiest place in half the window, and no less than over the replications. */
static void look_at_slope(struct evidence *E, double days)
{
    const struct estimate slope = number(E, "summary", "backlog_growth", 0);
    const double half = 0.5 * days, rise = slope.mean * half;
    const double arrived = or_zero(mean(E, "summary", "trucks_arrived", 0));
    const double chance =
        SIGMAS * fmax(sqrt(arrived / fmax(1.0, (double)slope.n)), E->error * arrived * sqrt(0.5));
    const double error = slope.n > 1 ? fmax(slope.half_width * half, chance) : chance;
    const double inside = mean(E, "summary", "in_system_mean", 0);
    const double matters = fmax(RISE_TRUCKS, RISE_SHARE * inside);

    E->up = rise > error && rise >= matters;
    E->down = rise < -error && rise <= -fmax(RISE_TRUCKS, FALL_SHARE * inside);
    E->level = fabs(rise) + error < matters;
}

static void look_at_lost(struct evidence *E)
{
    const double lost = or_zero(mean(E, "summary", "trucks_reneged", 0)) +
                        or_zero(mean(E, "summary", "trucks_balked", 0)) +
                        or_zero(mean(E, "summary", "trucks_diverted", 0));

    E->loses = lost > LOST * mean(E, "summary", "trucks_arrived", 0);
}

/* A gate that loses trucks: only its slope says anything. */
static enum trend_kind judge_losing(const struct evidence *E, bool seen)
{
    if (!seen)
        return TREND_TOO_SHORT;
    return E->up ? TREND_GROWS : E->level || !E->down ? TREND_STEADY : TREND_SHRINKS;
}

static enum trend_kind judge_known(const struct evidence *E, bool seen)
{
    if (E->known <= 1.0 - NEAR && E->down)
        return TREND_SHRINKS;
    if (E->work < 1.0 - SPARE)
        return TREND_STEADY;
    if (!seen)
        return TREND_TOO_SHORT;
    if (E->up && E->work - 2.0 * E->error > 1.0)
        return TREND_GROWS; /* blocked ahead, it can do less than the load knows of */
    return E->cycles < 3.0 ? TREND_TOO_SHORT : TREND_CLOSE;
}

/* Part of a cycle more than whole ones is like no whole one. */
static double part_of_cycle(const struct evidence *E)
{
    const double part = fabs(E->cycles - floor(E->cycles + 0.5)) / E->cycles;

    return isfinite(E->cycles) ? part : 0.0;
}

static enum trend_kind judge_measured(const struct evidence *E, bool seen)
{
    const double error = SIGMAS * E->error + part_of_cycle(E);

    if (E->cycles < 1.0)
        return TREND_TOO_SHORT;
    if (E->down)
        return TREND_SHRINKS;
    if (E->work + error < 1.0 && !(E->up && E->work >= SATURATED))
        return TREND_STEADY;
    if (E->work - error > 1.0 || (E->up && E->work >= SATURATED))
        return TREND_GROWS;
    if (!seen)
        return TREND_TOO_SHORT;
    if (E->level && E->work < SATURATED)
        return TREND_STEADY;
    return E->cycles < 3.0 ? TREND_TOO_SHORT : TREND_CLOSE;
}

static enum trend_kind judge(const struct evidence *E, bool seen)
{
    if (E->loses)
        return judge_losing(E, seen);
    if (E->known >= 1.0 + NEAR)
        return E->down ? TREND_CLOSE : TREND_GROWS;
    if (E->known > 1.0 - NEAR)
        return E->down ? TREND_SHRINKS : TREND_CLOSE;
    return E->all_known ? judge_known(E, seen) : judge_measured(E, seen);
}

/* When a backlog that shrinks is cleared at this rate. */
static void look_ahead(const struct evidence *E, struct trend *T)
{
    const struct estimate slope = number(E, "summary", "backlog_growth", 0);
    const struct estimate inside = number(E, "summary", "trucks_in_system", 0);
    const double slowest = -slope.mean - slope.half_width;

    T->clear = T->clear_least = T->clear_most = (double)NAN;
    if (T->kind != TREND_SHRINKS || !(slope.mean < 0.0))
        return;
    T->clear = inside.mean / -slope.mean;
    T->clear_least = fmax(0.0, inside.mean - inside.half_width) / (slope.half_width - slope.mean);
    T->clear_most = (inside.mean + inside.half_width) / slowest;
    if (slowest <= 0.0)
        T->clear_most = (double)INFINITY;
}

struct trend trend_judge(const struct trend_source *source)
{
    struct evidence E = {.from = source, .all_known = true};
    struct trend T = {.kind = TREND_NONE, .load = (double)NAN};
    const double window = mean(&E, "summary", "measured_time", 0);

    T.clear = T.clear_least = T.clear_most = (double)NAN;
    T.rate = mean(&E, "summary", "backlog_growth", 0);
    T.cycle = or_zero(mean(&E, "summary", "cycle", 0));
    if (!(window > 0.0) || !(mean(&E, "summary", "trucks_arrived", 0) > 0.0))
        return T;
    E.cycles = T.cycle > 0.0 ? window / T.cycle : (double)INFINITY;
    look_at_places(&E, &T);
    look_at_slope(&E, window / DAY);
    look_at_lost(&E);
    T.kind = judge(&E, !isnan(T.rate));
    look_ahead(&E, &T);
    return T;
}

static struct estimate of_sample(const void *user, const char *group, const char *name, size_t i)
{
    const struct run_data *X = user;
    const struct run_data_column *C = run_data_column(X, group, name);

    if (C == NULL || i >= C->size)
        return (struct estimate){(double)NAN, (double)NAN, (double)NAN, 0};
    return run_data_estimate(X, C, i);
}

static size_t length_of(const struct run_data *X, const char *group, const char *name)
{
    const struct run_data_column *C = run_data_column(X, group, name);

    return C != NULL ? C->size : 0;
}

struct trend trend_of(const struct run_data *X)
{
    const struct trend_source S = {.number = of_sample,
                                   .user = X,
                                   .stations = length_of(X, "station", "served"),
                                   .pools = length_of(X, "pool", "taken")};

    return trend_judge(&S);
}
