/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each status has a text of its own. */
#include "tests/unit/check.h"

#include <string.h>

#include "gatesim/status.h"
#include "gatesim/version.h"

static void has_a_text_for_every_status(void **state)
{
    (void)state;
    assert_string_equal(gatesim_status_text(0), "done");
    assert_string_equal(gatesim_status_text(GATESIM_ENOMEM), "out of memory");
    assert_string_equal(gatesim_status_text(GATESIM_ESYSTEM),
                        "the operating system refused a service");
    assert_non_null(gatesim_status_text(-12345));
    assert_non_null(gatesim_status_text(1));
    assert_string_equal(gatesim_version(), GATESIM_VERSION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_a_text_for_every_status),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
