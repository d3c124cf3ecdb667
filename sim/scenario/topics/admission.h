/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Admission as it is written: the keys admit-rate, admit-while, quota, reserved and ageing. */
#ifndef SIM_SCENARIO_TOPICS_ADMISSION_H
#define SIM_SCENARIO_TOPICS_ADMISSION_H

#include "sim/scenario/language/build.h"
#include "sim/scenario/language/cursor.h"

/* admission_check(B, i): report what does not fit together among the rules of admission of station
 * i and its other keys. */
void admission_check(struct build *B, uint32_t i);

/* admission_make(B, D, P): make the admission *P of a station from its draft D. */
void admission_make(struct build *B, const struct draft_station *D, struct scn_admission *P);

#endif
