/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What fails and comes back, and staff that comes when it is needed: from the values of its keys
 * to the checked scenario. */
#ifndef SIM_SCENARIO_TOPICS_FAILURES_H
#define SIM_SCENARIO_TOPICS_FAILURES_H

#include "sim/scenario/language/build.h"
#include "sim/scenario/language/cursor.h"

/* failures_check_station(B, i): report what does not fit together among the keys of station i about
 * breakdowns, extra servers and look-ups. */
void failures_check_station(struct build *B, uint32_t i);

/* failures_check(B, s, D): report what does not fit together among 'fails-after' and 'repair' of
 * section s, which are read into D. */
void failures_check(struct build *B, const struct tree_section *s, const struct draft_failure *D);

/* failures_check_gap(B, s, key, D): report that the time D between two events, which the key of
 * section s gives, is next to nothing on the average. */
void failures_check_gap(struct build *B, const struct tree_section *s, const char *key,
                        const struct draft_by_truck *D);

/* failures_make(B, D, ahead, F): make *F of the draft; ahead: s that the clock of its dates is
 * ahead of the gate's. */
void failures_make(struct build *B, const struct draft_failure *D, int64_t ahead,
                   struct scn_failure *F);

/* failures_intervals_make(B, spans, ahead, T): make *T of spans, written by a clock that is ahead s
 * ahead of the gate's: those within the run, in order. */
void failures_intervals_make(struct build *B, const struct span_list *spans, int64_t ahead,
                             struct scn_intervals *T);

/* failures_make_station(B, i, s): make the failures and look-ups of station s, whose timetable is
 * made; extra servers are added to servers_max. */
void failures_make_station(struct build *B, uint32_t i, struct scn_station *s);

#endif
