/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantities as people read them, by their unit: "s" as a duration, "m" as a length, the rest
 * as numbers. Each writes to b, which has QUANTITY_SIZE bytes, and returns b. */
#ifndef SIM_TEXT_QUANTITIES_H
#define SIM_TEXT_QUANTITIES_H

#include "analysis/compare/difference.h"
#include "analysis/estimate/estimate.h"
#include "sim/text/text.h"

#define QUANTITY_SIZE (3 * TEXT_SIZE)

/* quantity_text(b, unit, x): "2 h 05 min", "-12.3 s"; x may be negative. */
char *quantity_text(char *b, const char *unit, double x);

/* quantity_estimate(b, unit, E): with its half-width, as text_duration_estimate. */
char *quantity_estimate(char *b, const char *unit, struct estimate E);

/* quantity_beside(b, unit, x, half_width): x as quantity_estimate writes it, without the
 * half-width: to stand in a sentence. */
char *quantity_beside(char *b, const char *unit, double x, double half_width);

/* quantity_difference(b, unit, mean, half_width): "+12 min 30 s ± 1 min 05 s". */
char *quantity_difference(char *b, const char *unit, double mean, double half_width);

/* quantity_change(b, D): "-41 % (-44 to -38 %)"; "-" when there is none that says anything. */
char *quantity_change(char *b, const struct difference *D);

/* quantity_word(b, unit, currency): what stands behind numbers of the unit in a sentence, with a
 * blank before it: " trucks", " trucks an hour", " VND"; "" where the number has its unit or has
 * none. */
char *quantity_word(char *b, const char *unit, const char *currency);

/* quantity_written(unit, currency): the unit as people write it behind a number: the currency for
 * amounts of money, where there is one, else unit. */
const char *quantity_written(const char *unit, const char *currency);

/* quantity_share(b, x): "41 %", "4.1 %", "0.41 %": two digits at least; x >= 0. */
char *quantity_share(char *b, double x);

/* quantity_share_between(b, x, low, high): a share with its interval, "41 % (38-44 %)", "0.33 %
 * (0.05-0.61 %)"; as quantity_share where low is not below high. All are >= 0. */
char *quantity_share_between(char *b, double x, double low, double high);

/* quantity_parse(text, unit, x): what a user writes for a column's unit: "6 h", "90 min" for "s",
 * "1.5 km" for "m", "85 %" for "1", "38/h" for "truck h-1", else a number. Returns 0, or -1
 * when it is none. */
int quantity_parse(const char *text, const char *unit, double *x);

/* quantity_pace(text, pace): simulated seconds a second: "60x" or "60", above 0; "real-time", which
 * is 1; or "max", as fast as it goes, which is 0. Returns as quantity_parse. */
int quantity_pace(const char *text, double *pace);

#endif
