/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers that agree; included after cmocka.h. */
#ifndef TESTS_UNIT_CLOSE_H
#define TESTS_UNIT_CLOSE_H

#include <math.h>

/* assert_close(got, expected, distance): NaN is never close. */
#define assert_close(got, expected, distance)                                                  \
    do {                                                                                       \
        const double got_ = (got), expected_ = (expected);                                     \
                                                                                               \
        if (!(fabs(got_ - expected_) <= (distance)))                                           \
            fail_msg("%s:%d: got %.12g, expected %.12g", __FILE__, __LINE__, got_, expected_); \
    } while (0)

#endif
