/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goods and money: values of [cargo] and [costs].
 *
 * An amount of money is a number, a currency, and between them perhaps thousand, million or
 * billion: "1.2 million VND". A scenario has one currency, any word; the first amount that is
 * read says which. Quantities arrive in SI units: money/s, kg, l/s, kg/l. */
#ifndef SIM_SCENARIO_LANGUAGE_MONEY_GOODS_H
#define SIM_SCENARIO_LANGUAGE_MONEY_GOODS_H

#include "sim/scenario/language/cursor.h"
#include "sim/scenario/model/scenario.h"

/* value_money(c, x): "250 million VND"; at least 0. */
bool value_money(struct cursor *c, double *x);

/* value_money_rate(c, x): "1 million VND/d", a second; at least 0. */
bool value_money_rate(struct cursor *c, double *x);

/* value_mass(c, x): "15 t" or "300 kg" in kg; at least 0. */
bool value_mass(struct cursor *c, double *x);

/* value_fuel_rate(c, x): "2 l/h", a second; at least 0. */
bool value_fuel_rate(struct cursor *c, double *x);

/* value_emission(c, x): "2.68 kg/l"; at least 0. */
bool value_emission(struct cursor *c, double *x);

/* loss_curve(c, curve): "step", or "0 % at 5 d, 40 % at 12 d", times ascending, shares not
 * falling; the list is in the scenario's memory. */
struct loss_curve {
    struct scn_loss *list;
    uint32_t count;
    bool step; /* the word 'step': all is lost at the end of the shelf life */
};

/* loss_curve(c, curve): read which share of their value goods lose by which age. Returns false
 * after a diagnostic. */
bool loss_curve(struct cursor *c, struct loss_curve *curve);

#endif
