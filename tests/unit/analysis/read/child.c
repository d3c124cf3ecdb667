/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "analysis/read/child.h"
#include "gatesim/status.h"

#define MEGABYTE ((size_t)1 << 20)

static const struct child_limits limits = {
    .memory = 64 * MEGABYTE, .seconds = 1, .output = 2 * MEGABYTE};

static int give_a_million(void *user, FILE *out)
{
    char *bytes = malloc(MEGABYTE);
    size_t given;

    if (bytes == NULL)
        return -1;
    memset(bytes, *(const char *)user, MEGABYTE);
    given = fwrite(bytes, 1, MEGABYTE, out);
    free(bytes);
    return given == MEGABYTE ? 0 : -1;
}

static void what_the_child_gives_comes_back(void **state)
{
    char letter = 'x';
    unsigned char *bytes;
    size_t size;

    (void)state;
    assert_int_equal(child_run(give_a_million, &letter, &limits, &bytes, &size), 0);
    assert_int_equal(size, MEGABYTE);
    for (size_t i = 0; i < size; i++)
        assert_int_equal(bytes[i], 'x');
    free(bytes);
}

static int give_up(void *user, FILE *out)
{
    (void)user;
    (void)fwrite("half", 1, 4, out);
    return -1;
}

static int crash(void *user, FILE *out)
{
    (void)user;
    (void)out;
    raise(SIGSEGV);
    return 0;
}

static int spin(void *user, FILE *out)
{
    volatile unsigned *turns = user;

    (void)out;
    for (;;)
        ++*turns;
    return 0;
}

static int wait_for_ever(void *user, FILE *out)
{
    (void)user;
    (void)out;
    for (;;)
        pause();
    return 0;
}

/* As much as there is, a megabyte at a time, each touched. */
static int eat(void *user, FILE *out)
{
    (void)user;
    (void)out;
    for (size_t i = 0; i < 1024; i++) {
        char *piece = malloc(MEGABYTE);

        if (piece == NULL)
            return -1;
        memset(piece, (int)i, MEGABYTE);
        *(char *volatile *)user = piece; /* kept, as far as the compiler knows */
    }
    return 0;
}

static int flood(void *user, FILE *out)
{
    char letter = 'y';

    (void)user;
    while (give_a_million(&letter, out) == 0)
        ;
    return 0;
}

static void assert_refused(int (*work)(void *user, FILE *out))
{
    unsigned char *bytes;
    void *room = NULL;
    size_t size;

    assert_int_equal(child_run(work, &room, &limits, &bytes, &size), GATESIM_EIO);
    assert_null(bytes);
}

static void failure_crash_and_flood_are_told(void **state)
{
    (void)state;
    assert_refused(give_up);
    assert_refused(crash);
    assert_refused(flood);
}

static void a_child_that_does_not_end_is_ended(void **state)
{
    (void)state;
    assert_refused(spin);
    assert_refused(wait_for_ever); /* by the clock, ten times the seconds */
}

static void a_child_that_eats_memory_is_refused_it(void **state)
{
    (void)state;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    skip(); /* their allocators end the process in their own way */
#endif
    assert_refused(eat);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_child_gives_comes_back),
        cmocka_unit_test(failure_crash_and_flood_are_told),
        cmocka_unit_test(a_child_that_does_not_end_is_ended),
        cmocka_unit_test(a_child_that_eats_memory_is_refused_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
