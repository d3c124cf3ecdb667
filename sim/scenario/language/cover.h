/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether some condition of a list holds, whatever the truck is: then nothing need be said of all
 * other trucks. */
#ifndef SIM_SCENARIO_LANGUAGE_COVER_H
#define SIM_SCENARIO_LANGUAGE_COVER_H

#include "sim/scenario/language/build.h"

/* cover_all(B, when, count, missed): whether for each combination of values of the attributes that
 * the count conditions at when[0], when[1], ... ask for, one of them holds. If not, *missed becomes
 * such a combination in words, "channel is red and declared is no", or "" when looking for one took
 * too long or memory ran out. */
bool cover_all(struct build *B, const struct scn_condition *const *when, uint32_t count,
               const char **missed);

/* cover_key(B, s, key, record, missed): the same of the conditional cases that section s gives key
 * number key, which were read into record. Cases that could not be read are taken to hold. */
bool cover_key(struct build *B, const struct tree_section *s, size_t key, const void *record,
               const char **missed);

#endif
