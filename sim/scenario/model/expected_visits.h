/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A passage: the probability that a truck of a class reaches each step of its route, pushed through
 * the program of the route once for each combination of the attributes that matter. Steps whose
 * outcome does not follow from the truck are left to whoever asks. */
#ifndef SIM_SCENARIO_MODEL_EXPECTED_VISITS_H
#define SIM_SCENARIO_MODEL_EXPECTED_VISITS_H

#include "sim/scenario/model/scenario.h"

#define PASSAGE_ATTRIBUTES 64 /* a scenario with more is unclear */

struct passage {
    const struct gatesim_scenario *S;
    const struct scn_class *C;
    const struct scn_route *route; /* of C */
    double *mass;                  /* by step: probability on its way there; owned */
    uint16_t values[PASSAGE_ATTRIBUTES];
    bool relevant[PASSAGE_ATTRIBUTES];
    bool starved;  /* there was no memory: it is unclear too */
    bool unclear;  /* something depends on the state of queues, or on the way so far */
    uint64_t work; /* steps times combinations that may still be gone through */
    /* meet(user, P, i, mass): probability mass has come to step i, which is none of those that a
     * passage goes through by itself: a visit, a choice by queues or by drivers, a repeat ... */
    void (*meet)(void *user, struct passage *P, uint32_t i, double mass);
    void *user;
};

/* passage_mark(P, when): the attributes that a condition asks for matter. */
void passage_mark(struct passage *P, const struct scn_condition *when);

/* passage_holds(P, when): whether a condition holds for the combination of attributes at hand. */
bool passage_holds(const struct passage *P, const struct scn_condition *when);

/* passage_go(P): push probability 1 from the first step on, split by the attributes that the route
 * asks for, those that were marked, and those that their shares ask for. What is not clear sets
 * P->unclear; memory that is not there sets P->starved too. Releases what it takes. */
void passage_go(struct passage *P);

#endif
