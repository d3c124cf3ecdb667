/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions that together fit every truck: what the reader finds against trying each truck. */
#include "tests/unit/scenario_load.h"

#define ATTRIBUTES 3
#define VALUES 3
#define CASES_MOST 7
#define TRIALS 2000

/* One condition: by attribute, the set of values that it allows, as bits. */
struct condition {
    unsigned allows[ATTRIBUTES];
};

/* condition_draw(state): a condition on up to all attributes. */
static struct condition condition_draw(uint64_t *state)
{
    struct condition C;

    for (unsigned a = 0; a < ATTRIBUTES; a++)
        C.allows[a] = check_random(state) % 2 == 0 ? (1U << VALUES) - 1
                                                   : 1 + check_random(state) % ((1U << VALUES) - 1);
    return C;
}

/* condition_write(C, text, n): append C to the n bytes of text. Returns the new length. */
static size_t condition_write(const struct condition *C, char *text, size_t n)
{
    const char *before = " if ";

    for (unsigned a = 0; a < ATTRIBUTES; a++) {
        if (C->allows[a] == (1U << VALUES) - 1 && (a > 0 || before[1] != 'i'))
            continue;
        n += (size_t)sprintf(text + n, "%sa%u is", before, a);
        before = " and ";
        for (unsigned v = 0, some = 0; v < VALUES; v++)
            if (C->allows[a] >> v & 1)
                n += (size_t)sprintf(text + n, "%s v%u", some++ > 0 ? " or" : "", v);
    }
    return n;
}

/* fits_all(C, count): whether one of the conditions fits each truck. */
static bool fits_all(const struct condition *C, unsigned count)
{
    for (unsigned truck = 0; truck < VALUES * VALUES * VALUES; truck++) {
        const unsigned value[ATTRIBUTES] = {truck % 3, truck / 3 % 3, truck / 9};
        bool some = false;

        for (unsigned i = 0; i < count && !some; i++) {
            some = true;
            for (unsigned a = 0; a < ATTRIBUTES; a++)
                some = some && (C[i].allows[a] >> value[a] & 1);
        }
        if (!some)
            return false;
    }
    return true;
}

/* accepted(C, count): whether a station is accepted that has a service for each condition. */
static bool accepted(const struct condition *C, unsigned count)
{
    char text[4000];
    struct gatesim_scenario *S;
    struct gatesim_diagnostics *D;
    size_t n = (size_t)sprintf(text, "%s", LOAD_RUN LOAD_CLASS LOAD_ROUTE);
    int status;

    for (unsigned a = 0; a < ATTRIBUTES; a++)
        n += (size_t)sprintf(text + n, "[attribute a%u]\nshares = v0 50 %%, v1 25 %%, v2 25 %%\n",
                             a);
    n += (size_t)sprintf(text + n, "[station s]\nservers = 1\n");
    for (unsigned i = 0; i < count; i++) {
        n += (size_t)sprintf(text + n, "service");
        n = condition_write(&C[i], text, n);
        n += (size_t)sprintf(text + n, " = %u s\n", i + 1);
    }
    status = gatesim_scenario_parse(text, n, "test.ini", NULL, 0, &S, &D);
    if (status != 0)
        assert_non_null(strstr(gatesim_diagnostics_at(D, 0)->message, "'service' is not given"));
    gatesim_scenario_destroy(S);
    gatesim_diagnostics_destroy(D);
    return status == 0;
}

/* distinct(C, count): whether no two conditions are the same: they would be one key given twice. */
static bool distinct(const struct condition *C, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        for (unsigned k = 0; k < i; k++)
            if (memcmp(&C[i], &C[k], sizeof *C) == 0)
                return false;
    return true;
}

static void conditions_are_enough_when_one_fits_each_truck(void **state)
{
    uint64_t random = 2385;
    unsigned enough = 0;

    (void)state;
    for (unsigned trial = 0; trial < TRIALS; trial++) {
        struct condition C[CASES_MOST];
        const unsigned count = 1 + check_random(&random) % CASES_MOST;

        for (unsigned i = 0; i < count; i++)
            C[i] = condition_draw(&random);
        if (!distinct(C, count))
            continue;
        assert_int_equal(accepted(C, count), fits_all(C, count));
        enough += fits_all(C, count);
    }
    print_message("%u of %u were enough\n", enough, TRIALS);
    assert_in_range(enough, TRIALS / 10, TRIALS * 9 / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conditions_are_enough_when_one_fits_each_truck),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
