/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory runs out at the first allocation, at the second, and so on: everything says so, keeps
 * its word and loses nothing. */
#include "tests/unit/check.h"
#include "tests/unit/scarce.h"

#include <stdbool.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/base/arena.h"
#include "sim/base/diag.h"
#include "sim/base/number.h"
#include "sim/base/vector.h"

/* complain(D): enough messages to need every kind of allocation more than once. */
static void complain(struct gatesim_diagnostics *D)
{
    for (unsigned i = 0; i < 40; i++) {
        char file[20];

        snprintf(file, sizeof file, "%u.ini", i / 2);
        diag_add(D, &(struct diag_place){file, i, "station customs", "servers"}, "%200u", i);
    }
    diag_sort(D);
}

static void diagnostics_remember_that_some_were_lost(void **state)
{
    int n = 0, status = GATESIM_ENOMEM;

    (void)state;
    for (n = 1; status == GATESIM_ENOMEM; n++) {
        struct gatesim_diagnostics *D;

        left = n;
        D = diag_create();
        if (D != NULL) {
            complain(D);
            status = diag_status(D);
            assert_true(gatesim_diagnostics_count(D) <= 40);
        }
        left = -1;
        for (size_t i = 0; i < gatesim_diagnostics_count(D); i++)
            assert_int_equal(strlen(gatesim_diagnostics_at(D, i)->message), 200);
        gatesim_diagnostics_destroy(D);
    }
    assert_int_equal(status, GATESIM_EINPUT);
    assert_true(n > 8);
}

static void a_vector_keeps_what_it_has(void **state)
{
    struct vector V;
    int item = 17;

    (void)state;
    vector_init(&V, sizeof item);
    while (V.count < 8)
        assert_int_equal(vector_append(&V, &item, 1), 0);
    left = 1;
    assert_int_equal(vector_append(&V, &item, 1), GATESIM_ENOMEM);
    assert_null(vector_push(&V));
    left = -1;
    assert_int_equal(V.count, 8);
    assert_int_equal(*VECTOR_AT(&V, int, 7), 17);
    vector_release(&V);
}

static void an_arena_can_be_used_after_a_refusal(void **state)
{
    struct arena *A = arena_create();

    (void)state;
    left = 1;
    assert_null(arena_alloc(A, 1, 10));
    assert_null(arena_alloc(A, 1, 1000000));
    assert_null(arena_printf(A, "%d", 5));
    assert_null(arena_create());
    left = -1;
    assert_string_equal(arena_printf(A, "%d", 5), "5");
    arena_destroy(A);
}

static void a_long_number_says_that_there_is_no_memory(void **state)
{
    char text[100];
    double x = 2.385;

    (void)state;
    memset(text, '1', sizeof text);
    left = 1;
    assert_int_equal(number_parse(text, sizeof text, &x), GATESIM_ENOMEM);
    assert_null(diag_suggest("servres", (const char *const[]){"servers"}, 1));
    left = -1;
    assert_true(x == 2.385);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(diagnostics_remember_that_some_were_lost),
        cmocka_unit_test(a_vector_keeps_what_it_has),
        cmocka_unit_test(an_arena_can_be_used_after_a_refusal),
        cmocka_unit_test(a_long_number_says_that_there_is_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
