/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sums are exact; they are rounded to doubles only when somebody asks. The spread is
 * taken from whole numbers as well: n * squares - sum^2 would not fit 128 bits, so the
 * squares are moved to the whole mean first, which subtracts what would cancel. */
#include "sim/stat/tally.h"

#include <math.h>

void tally_init(struct tally *T)
{
    *T = (struct tally){.min = GATESIM_NEVER, .max = INT64_MIN};
}

void tally_merge(struct tally *T, const struct tally *other)
{
    T->count += other->count;
    T->sum += other->sum;
    T->squares += other->squares;
    if (other->min < T->min)
        T->min = other->min;
    if (other->max > T->max)
        T->max = other->max;
}

/* seconds(ticks): of a double. */
static double seconds(double ticks)
{
    return ticks * (1.0 / (double)GATESIM_TICKS_PER_SECOND);
}

double tally_mean(const struct tally *T)
{
    return T->count > 0 ? seconds((double)T->sum / (double)T->count) : NAN;
}

double tally_sd(const struct tally *T)
{
    const uint64_t n = T->count;

    if (n < 2)
        return NAN;
    /* With sum = n m + r, 0 <= r < n: sum (x - m)^2 = squares - m (sum + r), exactly; and
     * what the true mean m + r / n is beyond m takes r^2 / n off it. */
    const stat_sum m = T->sum / n, r = T->sum % n;
    const stat_sum about_m = T->squares - m * (T->sum + r);
    const double variance =
        ((double)about_m - (double)r * ((double)r / (double)n)) / (double)(n - 1);

    return seconds(sqrt(fmax(0, variance)));
}

double tally_min(const struct tally *T)
{
    return T->count > 0 ? gatesim_seconds(T->min) : NAN;
}

double tally_max(const struct tally *T)
{
    return T->count > 0 ? gatesim_seconds(T->max) : NAN;
}
