/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stream into memory, to see what was said to it. */
#ifndef TESTS_UNIT_SAID_H
#define TESTS_UNIT_SAID_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct said {
    FILE *stream;
    char *text;
    size_t size;
};

/* said_begin(S): S's stream is open, and nothing was said. */
static inline void said_begin(struct said *S)
{
    S->text = NULL;
    S->stream = open_memstream(&S->text, &S->size);
    assert_non_null(S->stream);
}

/* said_end(S, expected): close the stream, to which exactly the expected text was said. */
static inline void said_end(struct said *S, const char *expected)
{
    assert_int_equal(fclose(S->stream), 0);
    assert_string_equal(S->text, expected);
    free(S->text);
}

/* said_has(S, part): close the stream, to which something with that part in it was said. */
static inline void said_has(struct said *S, const char *part)
{
    assert_int_equal(fclose(S->stream), 0);
    if (strstr(S->text, part) == NULL)
        fail_msg("'%s' is not in '%s'", part, S->text);
    free(S->text);
}

#endif
