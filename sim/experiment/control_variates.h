/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Control variates of a run: how many trucks arrived, and how long they were served, against
 * what was to be expected. */
#ifndef SIM_EXPERIMENT_CONTROL_VARIATES_H
#define SIM_EXPERIMENT_CONTROL_VARIATES_H

#include "analysis/estimate/variance.h"
#include "analysis/read/run_data.h"

/* control_variates_reduce(X, S, C, index, R): the value with the luck of arrivals and service taken
 * out. As many controls as a quarter of the replications allow, classes before stations. A
 * run's mean service leaves out what is not finished at its end, so it is as good a control as
 * services are short. Returns 0; GATESIM_ERANGE when there is no control or there are too few
 * replications, or GATESIM_ENOMEM. */
int control_variates_reduce(const struct run_data *X, const struct gatesim_scenario *S,
                            const struct run_data_column *C, size_t index, struct reduced *R);

#endif
