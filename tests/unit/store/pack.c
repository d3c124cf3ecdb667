/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unpacked as HDF5's filters do it, a chunk is what went in, whatever was packed before it. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "sim/base/hash.h"
#include "sim/store/h5.h"
#include "sim/store/pack.h"
#include "tests/unit/check.h"

enum { MOST = 65536, WIDEST = 8, DEFLATE_SKIPPED = 2 };

/* What a column may look like. */
enum look { ZEROES, CONSTANT, COUNTING, TIMES, RANDOM, ZEROES_AGAIN, LOOKS };

static uint64_t number(enum look look, uint64_t i)
{
    double time;
    uint64_t bits;

    switch (look) {
    case CONSTANT:
        return 3;
    case COUNTING:
        return i;
    case TIMES:
        time = (double)(hash_pair(1, i) % 1000 + 1000 * i) / 1024;
        memcpy(&bits, &time, sizeof bits);
        return bits;
    case RANDOM:
        return hash_pair(2, i);
    case ZEROES:
    case ZEROES_AGAIN:
    case LOOKS:
        break;
    }
    return 0;
}

static void fill(unsigned char *data, enum look look, size_t count, size_t width)
{
    for (size_t i = 0; i < count; i++) {
        const uint64_t x = number(look, i);

        memcpy(data + i * width, &x, width);
    }
}

/* unpack(C, data, whole, width): as a reader of the file does it. */
static void unpack(const struct pack_chunk *C, unsigned char *data, size_t whole, size_t width)
{
    static unsigned char shuffled[MOST * WIDEST];
    uLongf size = sizeof shuffled;
    const size_t packed = C->size - H5_SEAL;

    if (C->skipped == 0)
        assert_int_equal(uncompress(shuffled, &size, C->data, packed), Z_OK);
    else
        memcpy(shuffled, C->data, size = packed);
    assert_int_equal(size, whole * width);
    for (size_t i = 0; i < whole; i++)
        for (size_t b = 0; b < width; b++)
            data[i * width + b] = shuffled[b * whole + i];
}

static void there_and_back(struct pack *P, enum look look, size_t count, size_t whole, size_t width)
{
    static unsigned char in[MOST * WIDEST], out[MOST * WIDEST];
    struct pack_chunk C;

    memset(in, 0, whole * width);
    fill(in, look, count, width);
    memset(out, 0xff, whole * width);
    pack_chunk(P, in, count, whole, width, &C);
    assert_true(C.skipped == 0 || C.skipped == DEFLATE_SKIPPED);
    assert_true(C.size <= whole * width + H5_SEAL);
    unpack(&C, out, whole, width);
    assert_memory_equal(in, out, whole * width);
}

static void what_went_in_comes_out(void **state)
{
    static const size_t wholes[] = {MOST, 100, 1, MOST}, widths[] = {1, 2, 4, 8};
    struct pack *P = pack_create(MOST * WIDEST);

    (void)state;
    assert_non_null(P);
    for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++)
        for (size_t k = 0; k < sizeof widths / sizeof *widths; k++)
            for (enum look look = ZEROES; look < LOOKS; look++) {
                there_and_back(P, look, wholes[i], wholes[i], widths[k]);
                there_and_back(P, look, (wholes[i] + 2) / 3, wholes[i], widths[k]);
            }
    pack_destroy(P);
}

/* Nothing of what was packed before may show. */
static void the_same_is_packed_the_same(void **state)
{
    static unsigned char data[MOST * WIDEST], first[MOST * WIDEST + H5_SEAL];
    struct pack *P = pack_create(MOST * WIDEST);
    struct pack_chunk C;

    (void)state;
    assert_non_null(P);
    for (enum look look = ZEROES; look < LOOKS; look++) {
        size_t size;

        fill(data, look, MOST, WIDEST);
        pack_chunk(P, data, MOST, MOST, WIDEST, &C);
        memcpy(first, C.data, size = C.size);
        pack_chunk(P, data, MOST, MOST, WIDEST, &C);
        assert_int_equal(C.size, size);
        assert_memory_equal(C.data, first, size);
    }
    pack_destroy(P);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_went_in_comes_out),
        cmocka_unit_test(the_same_is_packed_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
