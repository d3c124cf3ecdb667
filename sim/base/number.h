/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as people write them: plain decimals, the same in every locale.
 *
 * A plain decimal is an optional sign, digits with or without a point in them or before
 * them, and an optional exponent: 12, -0.5, .5, 1e-3. A point is followed by a digit. No
 * blanks, no hexadecimal, no inf, no nan. Thread-safe. */
#ifndef SIM_BASE_NUMBER_H
#define SIM_BASE_NUMBER_H

#include <stddef.h>

#define NUMBER_SIZE 32 /* room for any printed double */

/* number_span(s, n): the length of the longest plain decimal that the n bytes at s start
 * with; 0 when they start with none. "12min" 2, "2..8" 1, "5e" 1. */
size_t number_span(const char *s, size_t n);

/* number_groups(s, n): the length of the longest number with commas between groups of three digits,
 * "1,900" or "12,345,678.5", that the n bytes at s start with; 0 when they start with none. The
 * first group has one to three digits and does not begin with 0; no digit follows the last. */
size_t number_groups(const char *s, size_t n);

/* number_parse_groups(s, n, x): as number_parse, for the whole of a number with commas as above. */
int number_parse_groups(const char *s, size_t n, double *x);

/* number_parse(s, n, x): store in *x the double nearest to the plain decimal that is the
 * whole of the n bytes at s; what is too small for a double becomes 0 or a subnormal, and
 * "-0" becomes 0, which divides into plus infinity like any other 0.
 * Returns 0; GATESIM_EINPUT when the bytes are no plain decimal, GATESIM_ERANGE when its
 * magnitude is beyond the largest double, GATESIM_ENOMEM; *x is then unchanged. */
int number_parse(const char *s, size_t n, double *x);

/* number_print(x, buffer): write the text of x, with the fewest digits (15, 16 or 17) from
 * which number_parse gives x back; "inf", "-inf" or "nan" for what is not a number.
 * Returns buffer. */
char *number_print(double x, char buffer[NUMBER_SIZE]);

#endif
