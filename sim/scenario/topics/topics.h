/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of section, each in a file of its own: what its keys must be together, and what is made
 * of it. A new kind of section is a row here, a row of SECTION_LIST and a file. */
#ifndef SIM_SCENARIO_TOPICS_TOPICS_H
#define SIM_SCENARIO_TOPICS_TOPICS_H

#include "sim/scenario/language/build.h"

struct topic {
    /* Reports what the keys of the sections of this kind must be together, when each is right by
     * itself. NULL: nothing. */
    void (*check)(struct build *B);

    /* Fills in B->S from the drafts of the sections of this kind, as far as they are right. Each
     * list is made whole in the scenario's memory; without memory it stays empty, which the reader
     * remembers. NULL: others make what they need of it. */
    void (*make)(struct build *B);
};

/* X(name), in the order in which they are made: what a section refers to comes before it. */
#define TOPIC_LIST(X)   \
    X(scenario_section) \
    X(attribute)        \
    X(risk)             \
    X(results_section)  \
    X(cargo)            \
    X(costs)            \
    X(profile)          \
    X(calendar)         \
    X(route_choice)     \
    X(pool)             \
    X(route)            \
    X(station)          \
    X(data_service)     \
    X(incident)         \
    X(appointments)     \
    X(class)            \
    X(promise)          \
    X(next_stations)

#define TOPIC_DECLARE(name) extern const struct topic topic_##name;
TOPIC_LIST(TOPIC_DECLARE)
#undef TOPIC_DECLARE

/* topics_check(B): every topic checks the drafts of its sections. */
void topics_check(struct build *B);

/* topics_make(B): every topic makes its part of B->S. */
void topics_make(struct build *B);

#endif
