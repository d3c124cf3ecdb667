/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Risks: shares and limits of scores turned into cutoffs of the uniform that a truck draws.
 *
 * The score of a truck is normal with spread 1 and mean 0, or d when it is bad: the binormal model
 * of equal spreads, in which auc = P(N(0, 1) < d / sqrt 2) (Green & Swets, "Signal Detection Theory
 * and Psychophysics", 1966; Hanley & McNeil, Radiology 143, 1982). */
#ifndef SIM_SCENARIO_TOPICS_RISK_H
#define SIM_SCENARIO_TOPICS_RISK_H

#include "sim/scenario/language/build.h"

/* risks_make(B, attributes): make the risks of the scenario, and the attributes that they set. */
void risks_make(struct build *B, struct scn_attribute *attributes);

/* risk_prevalence(B, i, p): set *p to the share of trucks that are bad for risk i, as given or from
 * the shares of the truth. Returns false when neither tells it. */
bool risk_prevalence(const struct build *B, uint32_t i, double *p);

/* risk_by_rates(D): returns whether the draft gives the shares of bad and of good trucks that are
 * red, rather than a score. */
bool risk_by_rates(const struct draft_risk *D);

#endif
