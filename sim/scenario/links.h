/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Links: from which place to which place a truck may go next. */
#ifndef SIM_SCENARIO_LINKS_H
#define SIM_SCENARIO_LINKS_H

#include "sim/scenario/build.h"

/* links_make(B): the links of B->S, whose routes, stations and classes are there. */
void links_make(struct build *B);

#endif
