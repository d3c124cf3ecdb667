/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the child that reads a results file may give to its parent: anything. The parent refuses it
 * or is run data, all of which can be looked at. */
#include "analysis/read/reader.c" /* what is fuzzed is not told outside */

#include "tests/fuzz/run_data.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most); /* libFuzzer's */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned chance);

struct gift {
    uint8_t bytes[2000];
    size_t size;
};

static void put(struct gift *T, const void *bytes, size_t size)
{
    memcpy(T->bytes + T->size, bytes, size);
    T->size += size;
}

static void put_number(struct gift *T, uint64_t x)
{
    put(T, &x, sizeof x);
}

static void put_text(struct gift *T, const char *text)
{
    put_number(T, strlen(text));
    put(T, text, strlen(text));
}

static void put_texts(struct gift *T, size_t count)
{
    for (size_t i = 0; i < count; i++)
        put_text(T, "word");
}

/* Three replications, two of them complete, of two columns, one of them by station, as a child
 * gives them. */
static void give_well(struct gift *T, bool whole)
{
    put(T, &(uint8_t){whole}, 1);
    put_texts(T, 4);
    for (int i = 0; i < 3; i++) /* seed, duration, warm-up */
        put_number(T, 0);
    put_number(T, 3);
    put(T, "\1\0\1", 3); /* complete */
    put_texts(T, whole ? 3 : 0);
    for (int i = 0; whole && i < 2; i++)
        put_number(T, 17); /* fingerprints */
    put_number(T, 1);
    put_texts(T, 4);
    put_number(T, 0);
    put_number(T, 1);
    put_texts(T, 4);
    put_number(T, 1);
    put_text(T, "station");
    put_number(T, 2);
    put_number(T, 1);
    put_texts(T, 2);
    put_number(T, 0);
    for (uint64_t values = 2; values <= 4; values += 2) {
        put_number(T, values);
        for (uint64_t i = 0; i < values; i++)
            put_number(T, i);
    }
}

/* What is changed by chance starts from a gift that is well formed. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned chance)
{
    struct gift T = {.size = 0};

    if (size > 1 && chance % 256 != 0)
        return LLVMFuzzerMutate(data, size, most);
    give_well(&T, chance / 256 % 2 == 1);
    if (T.size > most)
        return 0;
    memcpy(data, T.bytes, T.size);
    return T.size;
}

/* What is left to be read. */
struct input {
    const uint8_t *data;
    size_t size;
};

/* read_input(from, to, size): as child_read, of a struct input. */
static size_t read_input(void *from, void *to, size_t size)
{
    struct input *I = from;
    const size_t n = size < I->size ? size : I->size;

    memcpy(to, I->data, n);
    I->data += n;
    I->size -= n;
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input I = {data, size};
    struct bytes B = {.read = read_input, .from = &I, .left = READER_MEMORY};
    uint8_t whole;

    if (read_input(&I, &whole, 1) == 0)
        return 0;
    B.whole = whole % 2 == 1;
    B.X = run_data_create("given.h5");
    if (B.X != NULL && take_sample(&B) == GATESIM_OK)
        fuzz_look(B.X);
    else
        run_data_destroy(B.X);
    free(B.complete);
    return 0;
}
