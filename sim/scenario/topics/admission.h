/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Permits as they are written: admit-rate, admit-while, quota, reserved, ageing. */
#ifndef SIM_SCENARIO_TOPICS_ADMISSION_H
#define SIM_SCENARIO_TOPICS_ADMISSION_H

#include "sim/scenario/language/build.h"
#include "sim/scenario/language/cursor.h"

/* admission_check(B, i): what the permit of station i must be together with its other keys. */
void admission_check(struct build *B, uint32_t i);

/* admission_make(B, D, P): the permit of a station from its draft. */
void admission_make(struct build *B, const struct draft_station *D, struct scn_permit *P);

#endif
