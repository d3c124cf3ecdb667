/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program of somebody else that knows what is installed alone: reads results files and tells how
 * the second's mean wait differs from the first's. */
#include <stdio.h>

#include "analysis/compare/comparison.h"

int main(int argc, char **argv)
{
    struct run_data *run[2] = {NULL, NULL};
    const char *reason = "";
    const struct comparison_row *row;
    struct comparison *C;

    for (int i = 0; i < 2; i++)
        if (argc != 3 || run_data_read(argv[1 + i], &run[i], &reason) != 0) {
            fprintf(stderr, "%s\n", reason);
            return 1;
        }
    if (comparison_create((const struct run_data *const *)run, 2, 0.95, &C) != 0)
        return 1;
    row = comparison_find(C, "summary", "wait_mean", NULL, NULL);
    printf("%.6f %.6f\n", row->against[1].mean, row->against[1].half_width);
    comparison_destroy(C);
    run_data_destroy(run[0]);
    run_data_destroy(run[1]);
    return 0;
}
