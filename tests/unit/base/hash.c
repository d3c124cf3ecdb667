/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hashes: published values. */
#include "tests/unit/check.h"

#include <string.h>

#include "sim/base/hash.h"

/* hash_mix: the first outputs of SplitMix64 from seed 0 are the mixes of multiples of the
 * golden ratio (reference: S. Vigna, prng.di.unimi.it/splitmix64.c). */
static void mixes_as_splitmix64(void **state)
{
    (void)state;
    assert_true(hash_mix(UINT64_C(0x9e3779b97f4a7c15)) == UINT64_C(0xe220a8397b1dcdaf));
    assert_true(hash_mix(2 * UINT64_C(0x9e3779b97f4a7c15)) == UINT64_C(0x6e789e6aa1b965f4));
}

/* FNV-1a of "foobar" (draft-eastlake-fnv-17, 64 bits), then mixed. */
static void hashes_as_fnv_1a(void **state)
{
    (void)state;
    assert_true(hash_string("foobar") == hash_mix(UINT64_C(0x85944171f73967e8)));
    assert_true(hash_bytes("foobarx", 6) == hash_string("foobar"));
    assert_true(hash_string("") == hash_mix(UINT64_C(0xcbf29ce484222325)));
    assert_true(hash_pair(1, 2) != hash_pair(2, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mixes_as_splitmix64),
        cmocka_unit_test(hashes_as_fnv_1a),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
