/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Appointments: rates, hours and closures made room by slot. */
#ifndef SIM_SCENARIO_SLOTS_H
#define SIM_SCENARIO_SLOTS_H

#include "sim/scenario/build.h"

/* appointments_make(B): the appointments of the scenario. Reports those that never have room. */
void appointments_make(struct build *B);

#endif
