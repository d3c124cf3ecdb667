/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows are noted while their table is made, and told in one sentence below it. */
#include "sim/present/skew.h"

#include <string.h>

#define NAMED 4   /* rows that are named */
#define LEAST 1.0 /* s: smaller differences are not worth a word */

void skew_see(struct skew *K, const char *name, double mean, double p95)
{
    const size_t at = strlen(K->names);

    if (!(p95 < mean - LEAST))
        return;
    if (K->count++ < NAMED)
        snprintf(K->names + at, SKEW_SIZE - at, "%s%s", at > 0 ? ", " : "", name);
}

void skew_print(const struct skew *K, FILE *out)
{
    if (K->count == 0)
        return;
    fprintf(out, "  The p95 is below the mean (%s", K->names);
    if (K->count > NAMED)
        fprintf(out, " and %zu more", K->count - NAMED);
    fputs("): fewer than 1 truck in 20 take so long that they raise the mean of all.\n", out);
}
