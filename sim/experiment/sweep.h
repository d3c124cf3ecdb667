/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sweep: one scenario at many design points. */
#ifndef SIM_EXPERIMENT_SWEEP_H
#define SIM_EXPERIMENT_SWEEP_H

#include <stdio.h>

#include "sim/experiment/design_points.h"
#include "sim/experiment/metric.h"
#include "sim/experiment/study.h"

struct sweep {
    struct study study;
    struct settings vary, constraints; /* as text */
    enum points_design design;         /* POINTS_GRID: not given */
    uint64_t sample;                   /* 0: not given */
    bool lockstep, controls, antithetic;
    struct factors variation;
    struct design_points points;
    struct alternatives alternatives; /* one for each point */
    size_t metrics;
    double *saved;         /* by metric: share of the variance that antithetic pairs save; NULL */
    struct metric *metric; /* in every alternative alike: the columns are the same */
};

/* sweep_savings(W, saved): by metric, the share of its variance that antithetic pairs save, on
 * average over the points where it varies; NaN where it does not. As below. */
int sweep_savings(const struct sweep *W, double *saved);

#endif
