/* SPDX-License-Identifier: GPL-3.0-or-later */
/* [costs]: prices that hold for all trucks. */

#include <string.h>

#include "sim/scenario/topics/makers.h"
#include "sim/scenario/topics/topics.h"

/* costs_say(B, key): whether [costs] has the key. */
static bool costs_say(const struct build *B, const char *key)
{
    return B->names[SECTION_COSTS].count > 0 &&
           tree_entry_find(B->of[SECTION_COSTS][0], key) != NULL;
}

static void costs_make(struct build *B)
{
    const struct draft_costs *D = &B->costs;
    struct scn_costs *C = &B->S->costs;

    C->given = B->S->currency != NULL || B->names[SECTION_COSTS].count > 0 ||
               B->names[SECTION_CARGO].count > 0;
    C->driver = D->driver;
    C->parking = D->parking;
    C->reefer = D->reefer;
    C->booking = costs_say(B, "booking") ? D->booking : D->driver;
    C->idling = D->idling;
    C->co2 = D->co2;
    make_by_truck(B, &D->fee, &C->fee);
}

const struct topic topic_costs = {.make = costs_make};
