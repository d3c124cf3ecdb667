/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema FILE: whether FILE is the description of results files that the program's tables
 * make now. schema --write FILE makes it so (the target `schema`). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/store/store.h"

static int write_to(const char *path)
{
    FILE *out = fopen(path, "w");
    int status = out ? store_schema(out) : -1;

    if (out && fclose(out) != 0)
        status = -1;
    if (status)
        fprintf(stderr, "%s: cannot write\n", path);
    return status ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* Whether both hold the same from where they are on. */
static int same(FILE *a, FILE *b)
{
    int c;

    do {
        c = getc(a);
        if (c != getc(b))
            return 0;
    } while (c != EOF);
    return 1;
}

static int compare_with(const char *path)
{
    FILE *committed = fopen(path, "r"), *now = tmpfile();
    int equal = committed && now && store_schema(now) == 0;

    if (equal) {
        rewind(now);
        equal = same(committed, now);
    }
    if (!equal)
        fprintf(stderr, "%s is not what the tables make: build the target schema\n", path);
    if (committed)
        fclose(committed);
    if (now)
        fclose(now);
    return equal ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "--write") == 0)
        return write_to(argv[2]);
    if (argc == 2)
        return compare_with(argv[1]);
    fprintf(stderr, "usage: %s [--write] FILE\n", argv[0]);
    return EXIT_FAILURE;
}
