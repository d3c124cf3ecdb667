/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Permits as they are written: admit-rate, admit-while, quota, reserved, ageing. */
#ifndef SIM_SCENARIO_PERMIT_H
#define SIM_SCENARIO_PERMIT_H

#include "sim/scenario/build.h"
#include "sim/scenario/cursor.h"

/* field_limits(c, out): "yard below 400 trucks, barrier below 20", a struct draft_limits. */
bool field_limits(struct cursor *c, void *out);

/* field_quotas(c, out): "60/h, 500/d", added to a struct draft_quotas with the key's condition. */
bool field_quotas(struct cursor *c, void *out);

/* field_reserved(c, out): "1", added to a struct draft_reserved with the key's condition. */
bool field_reserved(struct cursor *c, void *out);

/* permit_check(B, i): what the permit of station i must be together with its other keys. */
void permit_check(struct build *B, uint32_t i);

/* permit_make(B, D, P): the permit of a station from its draft. */
void permit_make(struct build *B, const struct draft_station *D, struct scn_permit *P);

#endif
