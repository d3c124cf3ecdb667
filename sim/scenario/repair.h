/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What fails and comes back, and staff that comes when it is needed: from the values of its keys
 * to the checked scenario. */
#ifndef SIM_SCENARIO_REPAIR_H
#define SIM_SCENARIO_REPAIR_H

#include "sim/scenario/build.h"
#include "sim/scenario/cursor.h"

/* Types of values, see fields.h: "queue above 20"; names of data services; names of stations;
 * "speed 0.5". */
bool field_trigger(struct cursor *c, void *out);
bool field_services(struct cursor *c, void *out);
bool field_stations(struct cursor *c, void *out);
bool field_effect(struct cursor *c, void *out);

/* What the keys of section number i of its kind must be together. */
void repair_check_station(struct build *B, uint32_t i);
void repair_check_service(struct build *B, uint32_t i);
void repair_check_incident(struct build *B, uint32_t i);

/* repair_check_gap(B, s, key, D): the time D between two events, which the key of the section
 * gives, is not next to nothing. */
void repair_check_gap(struct build *B, const struct tree_section *s, const char *key,
                      const struct draft_choice *D);

/* repair_make_station(B, i, s): upkeep and look-ups of a station, whose timetable is made; the
 * extra servers are added to servers_max. */
void repair_make_station(struct build *B, uint32_t i, struct scn_station *s);

/* The lists of B->S. */
void repair_make_services(struct build *B);
void repair_make_incidents(struct build *B);

#endif
