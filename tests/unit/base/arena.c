/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/check.h"

#include <stdalign.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/base/arena.h"
#include "sim/base/vector.h"

/* Every size from 0 on, so that each position within a block is met. */
static void hands_out_aligned_zeroed_room_that_does_not_overlap(void **state)
{
    struct arena *A = arena_create();
    unsigned char *p[2000];

    (void)state;
    assert_non_null(A);
    for (size_t n = 0; n < 2000; n++) {
        p[n] = arena_alloc(A, n, 1);
        assert_non_null(p[n]);
        assert_int_equal((uintptr_t)p[n] % alignof(max_align_t), 0);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(p[n][i], 0);
        memset(p[n], (int)(n % 251) + 1, n);
    }
    for (size_t n = 0; n < 2000; n++)
        for (size_t i = 0; i < n; i++)
            assert_int_equal(p[n][i], n % 251 + 1);
    arena_destroy(A);
}

static void gives_large_objects_a_block_of_their_own(void **state)
{
    struct arena *A = arena_create();
    char *small = arena_alloc(A, 17, 1), *next;
    double *large = ARENA_ARRAY(A, double, 3000017);
    const size_t before = arena_size(A);

    (void)state;
    assert_non_null(large);
    large[0] = large[3000016] = 2.385;
    next = arena_alloc(A, 17, 1);
#ifdef __SANITIZE_ADDRESS__
    assert_non_null(small);
    assert_non_null(next);
#else
    assert_ptr_equal(next, small + 32); /* the first block is still being cut */
    assert_int_equal(arena_size(A), before);
#endif
    assert_true(before > 3000017 * sizeof(double));
    arena_destroy(A);
}

static void serves_a_large_object_first(void **state)
{
    struct arena *A = arena_create();

    (void)state;
    assert_non_null(arena_alloc(A, 1, 1234567));
    assert_non_null(arena_alloc(A, 1, 3));
    arena_destroy(A);
}

static void refuses_what_overflows(void **state)
{
    struct arena *A = arena_create();

    (void)state;
    assert_null(arena_alloc(A, SIZE_MAX / 2, 3));
    assert_null(arena_alloc(A, SIZE_MAX, SIZE_MAX));
    assert_null(arena_alloc(A, PTRDIFF_MAX, 1));
    assert_null(arena_alloc(A, 1, SIZE_MAX));
    assert_null(arena_strndup(A, "", SIZE_MAX));
    assert_non_null(arena_alloc(A, 0, SIZE_MAX));
    assert_non_null(arena_alloc(A, SIZE_MAX, 0));
    arena_destroy(A);
}

static void copies_and_formats_text(void **state)
{
    struct arena *A = arena_create();
    char *long_text = arena_printf(A, "%*d", 50000, 7);

    (void)state;
    assert_string_equal(arena_strndup(A, "cửa khẩu Hữu Nghị", 5), "cửa");
    assert_string_equal(arena_strndup(A, "x", 0), "");
    assert_string_equal(arena_printf(A, "%s-%u", "lane", 42U), "lane-42");
    assert_int_equal(strlen(long_text), 50000);
    arena_destroy(A);
    arena_destroy(NULL);
}

static void vector_grows_and_freezes(void **state)
{
    struct arena *A = arena_create();
    struct vector V;
    const uint32_t more[3] = {7, 8, 9};
    uint32_t *frozen;

    (void)state;
    vector_init(&V, sizeof(uint32_t));
    assert_non_null(vector_freeze(&V, A));
    for (uint32_t i = 0; i < 1001; i++) {
        uint32_t *item = VECTOR_PUSH(&V, uint32_t);

        assert_non_null(item);
        assert_int_equal(*item, 0);
        *item = i * i;
    }
    assert_int_equal(vector_append(&V, more, 3), 0);
    frozen = vector_freeze(&V, A);
    for (uint32_t i = 0; i < 1001; i++)
        assert_int_equal(frozen[i], i * i);
    assert_memory_equal(frozen + 1001, more, sizeof more);
    assert_int_equal(*VECTOR_AT(&V, uint32_t, 1003), 9);
    vector_release(&V);
    assert_int_equal(V.count, 0);
    assert_non_null(VECTOR_PUSH(&V, uint32_t));
    vector_release(&V);
    arena_destroy(A);
}

static void vector_refuses_what_overflows(void **state)
{
    struct vector V;

    (void)state;
    vector_init(&V, 24);
    assert_int_equal(vector_append(&V, &V, SIZE_MAX), GATESIM_ENOMEM);
    assert_int_equal(vector_append(&V, &V, PTRDIFF_MAX / 24 + 1), GATESIM_ENOMEM);
    assert_int_equal(vector_append(&V, NULL, 0), 0);
    assert_int_equal(V.count, 0);
    vector_release(&V);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hands_out_aligned_zeroed_room_that_does_not_overlap),
        cmocka_unit_test(gives_large_objects_a_block_of_their_own),
        cmocka_unit_test(serves_a_large_object_first),
        cmocka_unit_test(refuses_what_overflows),
        cmocka_unit_test(copies_and_formats_text),
        cmocka_unit_test(vector_grows_and_freezes),
        cmocka_unit_test(vector_refuses_what_overflows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
