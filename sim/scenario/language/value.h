/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values with units: a number and what it is measured in, read into SI units. */
#ifndef SIM_SCENARIO_LANGUAGE_VALUE_H
#define SIM_SCENARIO_LANGUAGE_VALUE_H

#include "sim/scenario/language/cursor.h"

#define VALUE_MILLENNIUM (86400.0 * 365250.0) /* s; the longest duration */

/* value_duration(c, x): "1 h 30 min" in s, or plain 0; at least 0, at most 1000 years. */
bool value_duration(struct cursor *c, double *x);

/* value_rate(c, x): "38 trucks/h" in 1/s; at least 0. */
bool value_rate(struct cursor *c, double *x);

/* value_per(c, count, period): the same as 38 and 3600. */
bool value_per(struct cursor *c, double *count, double *period);

/* value_share(c, x): "85 %" as 0.85; 0 % to 100 %. */
bool value_share(struct cursor *c, double *x);

/* value_shares_sum(c, sum, scale): whether shares that sum to sum make 1: exactly, or by up to 0.05
 * %, which rounded ones may be off, such as three times 33.33 %. *scale is then what to multiply
 * each share by so that they do. Reports a sum that does not. */
bool value_shares_sum(struct cursor *c, double sum, double *scale);

/* value_length(c, x): "22 m" in m. */
bool value_length(struct cursor *c, double *x);

/* value_trucks(c, x): "450 trucks" or "450"; at least 0, need not be whole. */
bool value_trucks(struct cursor *c, double *x);

/* value_whole(c, low, high, x): a whole number in [low, high]. */
bool value_whole(struct cursor *c, int64_t low, int64_t high, int64_t *x);

/* value_date(c, day): "2025-07-01" as days since 1970-01-01. */
bool value_date(struct cursor *c, int64_t *day);

/* date_fault(c, w): ": there is no month 13", or what else makes w no date, for a message; "" where
 * it is not known. */
const char *date_fault(struct cursor *c, struct word w);

/* value_date_time(c, at): a date, or date and time with a blank or 'T' between, in s since
 * 1970-01-01. */
bool value_date_time(struct cursor *c, int64_t *at);

/* value_day_time(c, s): "07:00[:30]" in s since midnight; up to 24:00. */
bool value_day_time(struct cursor *c, int64_t *s);

/* day_scan(s, n, day): read all of the n bytes at s as a date; *day becomes its days since
 * 1970-01-01. Returns false, without a diagnostic, when they are none. */
bool day_scan(const char *s, size_t n, int64_t *day);

/* clock_scan(s, n, seconds): read all of the n bytes at s as a time of day; *seconds becomes its
 * seconds since midnight. Returns false, without a diagnostic, when they are none. */
bool clock_scan(const char *s, size_t n, int64_t *seconds);

/* value_path(c, path): a file name, in "" if it has blanks; *path becomes it as it is opened. Notes
 * how it is written in the printed form. What a [change] sets may not name a file: changes are sent
 * to a live view by strangers. Returns false after a diagnostic. */
bool value_path(struct cursor *c, const char **path);

/* value_unit(s, n): the seconds in a unit of time that is the n bytes at s; 0 for none. */
double value_unit(const char *s, size_t n);

/* value_unit_name(s, n): the shortest name of the same unit, "h" of "hours"; NULL for none. */
const char *value_unit_name(const char *s, size_t n);

#endif
