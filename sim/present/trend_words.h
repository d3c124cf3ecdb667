/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a backlog grows, in words. */
#ifndef SIM_PRESENT_TREND_WORDS_H
#define SIM_PRESENT_TREND_WORDS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "analysis/compare/trend.h"
#include "sim/experiment/alternatives.h"
#include "sim/experiment/run_estimates.h"
#include "sim/text/sentences.h"

/* trend_measured(M): the judgement of a run. */
struct trend trend_measured(const struct run_estimates *M);

/* trend_tell(T, trend, whom, place): say what is to be known of the backlog before believing a
 * mean; nothing where it is steady. whom: "" or "with NAME "; place: the name of the place with the
 * greatest known load, NULL when no load is known. */
void trend_tell(struct sentences *T, const struct trend *trend, const char *whom,
                const char *place);

/* trend_put(lost, object, trend): put backlog_trend and backlog_cleared_in_days into the object;
 * *lost without memory. */
void trend_put(bool *lost, json_t *object, const struct trend *trend);

/* trend_print_alternatives(L, name, out): one sentence that names those of the alternatives whose
 * backlog grows, a few of them; nothing when none does. name: by alternative; NULL: they have none,
 * and are counted. */
void trend_print_alternatives(const struct alternatives *L, const char *const *name, FILE *out);

#endif
