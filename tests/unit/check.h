/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What unit tests need beyond cmocka: its headers in the order that they want, a comparison of
 * doubles by relative error, and numbers at random. */
#ifndef TESTS_UNIT_CHECK_H
#define TESTS_UNIT_CHECK_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* assert_near(x, expected, relative): |x - expected| <= relative * |expected|. */
#define assert_near(x, expected, relative)                                          \
    do {                                                                            \
        const double near_x = (x), near_e = (expected);                             \
        if (!(fabs(near_x - near_e) <= (relative)*fabs(near_e)))                    \
            fail_msg("%s is %.17g, not %.17g to a relative %g", #x, near_x, near_e, \
                     (double)(relative));                                           \
    } while (0)

/* check_random(state): the next of a sequence of numbers below 2^31, the same for every run. */
static inline uint32_t check_random(uint64_t *state)
{
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(*state >> 33);
}

#endif
