/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists the keys of a section of the language: language SECTION */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/language.h"

int main(int argc, char **argv)
{
    size_t count;
    const struct gatesim_key *keys = gatesim_keys(&count);

    if (argc != 2)
        return EXIT_FAILURE;
    for (size_t i = 0; i < count; i++)
        if (strcmp(keys[i].section, argv[1]) == 0)
            printf("%s: %s\n", keys[i].key, keys[i].type);
    return 0;
}
