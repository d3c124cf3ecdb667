/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One more: how much time a truck would be saved by one more server at a station, one more person
 * in a pool, one more slot an hour of an appointment system or one more waiting place in a line
 * that blocks others when it is full, and where that is most. That limits the gate, of what was
 * tried.
 *
 * The time of a truck is all that trucks spent in the measured window, at every place and for every
 * cause, over the trucks that were there in it. Trucks that are still inside at the end count as
 * well, so that a gate whose backlog grows is not judged by the lucky ones that crossed.
 *
 * Each saving is a paired difference between two runs on the same trucks, replication by
 * replication. The intervals of all savings hold together with 95 % (Bonferroni). The greatest
 * saving is told apart from another when the paired difference between the two has an interval of
 * 95 % above 0: then a wrong place is named with at most the probability 5 %, however many there
 * are (Gutmann & Maymin, "Is the selected population the best?", Annals of Statistics 15, 1987). */
#ifndef ANALYSIS_COMPARE_ONE_MORE_H
#define ANALYSIS_COMPARE_ONE_MORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/estimate/estimate.h"
#include "analysis/read/run_data.h"

/* What one more is added of. X(code, name, place, count, more, all): its name in JSON; what has it,
 * and how many it has, as keys of JSON; "one ... more"; all of them. */
#define ONE_MORE_LIST(X)                                                            \
    X(SERVER, "server", "station", "servers", "server more", "servers")             \
    X(PERSON, "person", "pool", "people", "person more", "people")                  \
    X(SLOT, "slot", "appointments", "slots_per_hour", "slot more an hour", "slots") \
    X(PLACE, "place", "station", "waiting", "waiting place more", "waiting places")

enum one_more_kind {
#define ONE_MORE_CODE(code, name, place, count, more, all) ONE_MORE_##code,
    ONE_MORE_LIST(ONE_MORE_CODE)
#undef ONE_MORE_CODE
        ONE_MORE_KINDS
};

struct one_more_row {
    enum one_more_kind kind;
    size_t index;           /* the position of the station, pool or system on its axis */
    const char *name;       /* of it; borrowed */
    uint32_t most;          /* the most there are at any time, without the one more */
    struct estimate saving; /* s a truck; negative where one more costs time */
    bool rival;             /* it is not told apart from the greatest saving */
};

/* What the savings say. */
enum one_more_answer {
    ONE_MORE_UNJUDGED, /* one replication has no intervals */
    ONE_MORE_NOWHERE,  /* no saving is surely above 0 */
    ONE_MORE_CLOSE,    /* some saving is, but the greatest has rivals */
    ONE_MORE_LIMIT     /* the greatest is surely above 0, and told apart from all others */
};

/* All zero: nothing was asked. */
struct one_more {
    struct one_more_row *row; /* the greatest saving first; owned */
    size_t count;
    size_t rivals; /* rows behind the first that are not told apart from it */
    enum one_more_answer answer;
    double time;         /* s a truck as it is, mean over the replications */
    size_t replications; /* behind the savings */
};

/* The words of a kind, from the table above. */
struct one_more_words {
    const char *name, *place, *count, *more, *all;
};

/* one_more_words(kind): returns the words of a kind, from the table above. */
const struct one_more_words *one_more_words(enum one_more_kind kind);

/* one_more_time(X, r): s a truck in replication X->replication[r]; NaN when there is no truck. Time
 * at home for a booked slot counts. */
double one_more_time(const struct run_data *X, size_t r);

/* one_more_judge(M, as_is, with): fill in the savings of the M->count rows, of which row i has been
 * run as with[i], and the scenario without any of them as as_is; sort the rows and answer. All
 * runs have the same replications from the first on; where one has fewer, those that it lacks
 * count nowhere. Returns 0 or GATESIM_ENOMEM. */
int one_more_judge(struct one_more *M, const struct run_data *as_is,
                   const struct run_data *const *with);

/* one_more_release(M): free the rows of M. */
void one_more_release(struct one_more *M); /* a zeroed one is fine */

#endif
