/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What unit tests need beyond cmocka: its headers in the order that they want, and a
 * comparison of doubles by relative error. */
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

#endif
