/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The data of a run without a replication: trucks of the class fruit at the station scales. */
#ifndef TESTS_UNIT_BOOTH_H
#define TESTS_UNIT_BOOTH_H

#include <stdio.h>
#include <unistd.h>

#include "analysis/read/run_data.h"
#include "gatesim/scenario.h"
#include "gatesim/status.h"
#include "sim/experiment/loading.h"

struct booth {
    struct gatesim_scenario *scenario;
    struct run_data *data;
};

/* booth_begin(B): make B's scenario and its data; booth_end frees them. */
static inline void booth_begin(struct booth *B)
{
    char path[64];
    FILE *out;

    snprintf(path, sizeof path, "booth-%ld.ini", (long)getpid());
    out = fopen(path, "w");
    assert_non_null(out);
    fputs("[scenario]\nduration = 10 d\n[class fruit]\nroute = r\narrivals = poisson 24/h\n"
          "[station scales]\nservers = 1\nservice = 1 min\n[route r]\nsteps =\n    scales\n",
          out);
    assert_int_equal(fclose(out), 0);
    assert_int_equal(load_scenario(stderr, path, NULL, 0, &B->scenario), GATESIM_OK);
    assert_int_equal(run_data_of(B->scenario, path, &B->data), GATESIM_OK);
    unlink(path);
}

/* booth_end(B): free what B owns. */
static inline void booth_end(struct booth *B)
{
    run_data_destroy(B->data);
    gatesim_scenario_destroy(B->scenario);
}

#endif
