/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trucks: the record of one truck inside the system, and the pool that holds them all.
 *
 * A truck is known by its number in the pool, which is used again when it has left. Records
 * lie in chunks that do not move. A record is followed, in the same block, by what only some
 * scenarios need: the values of its attributes, the counts of its loops, and its log. The
 * pool allocates from the replication's arena and only while it grows. */
#ifndef SIM_GATE_WORLD_TRUCK_H
#define SIM_GATE_WORLD_TRUCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gatesim/observer.h"
#include "gatesim/state.h"
#include "sim/base/arena.h"
#include "sim/core/fel.h"

#define NO_STATION UINT32_MAX
/* Every state of a station but the last has a clock; what these leave of a time was open. */
#define STATION_CLOCKS GATESIM_PLACE_OPEN

enum truck_state {
    TRUCK_MOVING, /* between two handlers: on its way to the next step */
#define TRUCK_STATE(code, name) TRUCK_##code,
    GATESIM_DOING_LIST(TRUCK_STATE)
#undef TRUCK_STATE
        TRUCK_FORKED /* its tokens stand side by side at stations */
};

/* Where trucks come from. */
enum truck_origin {
    ORIGIN_ARRIVED, /* from the class's source */
    ORIGIN_INITIAL, /* stood there at the start */
    ORIGIN_RETURNED /* crossed before, as a truck of another class */
};
#define ORIGINS 3

struct truck {
    gatesim_ticks arrived; /* in the system */
    gatesim_ticks since;   /* it is in its present state */
    gatesim_ticks joined;  /* the station's line, or the road before it */
    gatesim_ticks mark;    /* IN_LINE: the station's closed clock on joining; in setup
                              or service, or under way: when it ends; SUSPENDED: the time still to
                              go, or, at a station with STATION_MARKS, the closed clock then */
    gatesim_ticks waited;  /* in all, so far */
    struct truck *next;    /* in the list of its state */
    union {
        struct truck *prev; /* in that list */
        uint32_t position;  /* in a line that is an array */
    };
    uint32_t number; /* in the pool */
    uint32_t station;
    uint32_t holder; /* station whose server it still holds; NO_STATION: none */
    uint32_t step;   /* of its route, that it does next */
    uint32_t visit;  /* which time at this place: for its substreams */
    uint32_t serial; /* within its class and origin */
    uint32_t
        wait_id;   /* generation of its present state: an event issued for an older one is stale */
    uint32_t last; /* where it was last, as struct scn_link has it */
    uint16_t class_index;
    uint8_t state;
    uint8_t origin : 2;
    uint8_t in_setup : 1; /* SUSPENDED: from setup */
    uint8_t diverted : 1; /* has lost patience, and taken another route */
    uint8_t rework : 1;   /* this visit is to a step that a repeat has led back to */
    uint8_t leaves : 1;   /* it will not keep the place at holder */
    uint8_t token : 1;    /* no truck, but what stands for one at a station (fork_join.h) */
    uint8_t values[];     /* of its attributes: as many as the scenario has */
};

/* What waiting at a station needs that has more than hours. */
struct truck_line {
    gatesim_ticks marks[STATION_CLOCKS]; /* the station's clocks on joining, by state; the closed
                                          one's is the record's mark */
    uint64_t ticket;                     /* order of joining, in a line in parts */
    uint32_t fits;      /* admission rules of the station that concern the truck, as bits */
    uint8_t seat;       /* reservation + 1 whose server it has; 0: none */
    gatesim_ticks left; /* SUSPENDED: the time still to go */
    bool broken_off;    /* SUSPENDED: by a breakdown */
};

/* What a look-up needs. */
struct truck_look_up {
    gatesim_ticks since;       /* it asked */
    struct truck *next, *prev; /* in the list of the data service */
    uint32_t index;            /* of the station's look-ups */
    bool under_way;            /* else it waits there */
    bool left;                 /* SUSPENDED: from a look-up */
    bool on_paper;             /* one of this visit failed: served by paper */
};

/* What a truck holds beside a server. */
struct truck_ties {
    uint32_t kept_place; /* station at which it keeps a server as its place, or NO_STATION */
    uint32_t tokens; /* of a token: its number; of a FORKED truck: its tokens that are not done */
};

/* What a truck needs that may have booked an appointment, or come back. */
struct truck_past {
    gatesim_ticks slot;   /* start of the slot that it booked; GATESIM_NEVER: none */
    uint64_t identity;    /* RETURNED: its address for its substreams */
    gatesim_ticks wished; /* when it asked for a slot, or walked in; GATESIM_NEVER: it did not */
    gatesim_ticks home;   /* its wait at home for booked slots so far */
    bool at_home;         /* it is to come to its slot */
    bool booked;          /* it has had a slot */
};

/* What a visit's record needs beyond the truck's. */
struct truck_visit {
    gatesim_ticks called, service;
};

struct truck_pool {
    struct arena *arena; /* borrowed */
    char **chunks;
    uint32_t chunk_count, chunk_capacity;
    uint32_t used;      /* numbers that were ever in use */
    uint32_t inside;    /* records of trucks in the system */
    struct truck *free; /* first record to use again, chained through next */
    uint32_t size;      /* of a record with what follows it */
    uint32_t loops_at, line_at, look_up_at, alarm_at, past_at, ties_at, members_at, delay_at,
        visit_at; /* offsets of what follows; 0: absent */
    bool more;    /* some of it is zeroed in a fresh record */
};

/* What follows the records of a pool. */
struct truck_parts {
    uint32_t values; /* of attributes */
    uint32_t loops;
    bool line;  /* struct truck_line */
    bool alarm; /* the event of a visit that may be cut short: patience, interrupted service */
    bool past;  /* struct truck_past */
    bool ties;  /* struct truck_ties */
    uint32_t members;    /* counts, one a pool */
    bool look_up;        /* struct truck_look_up */
    bool trucks, visits; /* logs */
};

#define TRUCK_CHUNK_SHIFT 10 /* 1024 trucks a chunk */

/* truck_pool_init(P, A, parts): make P an empty pool of records with these parts, which grows in
 * arena A. */
void truck_pool_init(struct truck_pool *P, struct arena *A, const struct truck_parts *parts);

/* truck_take(P): take a record out of the pool, zeroed but for its number; the values of
 * attributes are drawn anew by the caller. Returns the record; NULL without memory. */
struct truck *truck_take(struct truck_pool *P);

/* truck_give(P, T): give the record of truck T, which has left, back to the pool. */
void truck_give(struct truck_pool *P, struct truck *T);

/* truck_at(P, truck): returns the record of that number, which has been in use. */
static inline struct truck *truck_at(const struct truck_pool *P, uint32_t truck)
{
    return (struct truck *)(void *)(P->chunks[truck >> TRUCK_CHUNK_SHIFT] +
                                    (size_t)(truck & ((1U << TRUCK_CHUNK_SHIFT) - 1)) * P->size);
}

/* truck_values(T): returns the values of the attributes of T. */
static inline uint8_t *truck_values(struct truck *T)
{
    return T->values;
}

/* truck_loops(P, T): returns how often T has gone round each loop of its route. This part and
 * those below are there only if the pool was made with them. */
static inline uint16_t *truck_loops(const struct truck_pool *P, struct truck *T)
{
    return (uint16_t *)(void *)((char *)T + P->loops_at);
}

/* truck_line(P, T): returns what waiting at a station with more states than open and closed
 * needs. */
static inline struct truck_line *truck_line(const struct truck_pool *P, struct truck *T)
{
    return (struct truck_line *)(void *)((char *)T + P->line_at);
}

/* truck_past(P, T): returns what a truck needs that may have booked or come back. */
static inline struct truck_past *truck_past(const struct truck_pool *P, struct truck *T)
{
    return (struct truck_past *)(void *)((char *)T + P->past_at);
}

/* truck_past_at(T, at): returns what truck_past does; at: the offset of that part in records of
 * its pool. */
static inline const struct truck_past *truck_past_at(const struct truck *T, uint32_t at)
{
    return (const struct truck_past *)(const void *)((const char *)T + at);
}

/* truck_ties(P, T): returns what T holds beside a server. */
static inline struct truck_ties *truck_ties(const struct truck_pool *P, struct truck *T)
{
    return (struct truck_ties *)(void *)((char *)T + P->ties_at);
}

/* truck_members(P, T): returns the members that T has taken, by pool. */
static inline uint32_t *truck_members(const struct truck_pool *P, struct truck *T)
{
    return (uint32_t *)(void *)((char *)T + P->members_at);
}

/* truck_alarm(P, T): returns the event that may cut the present state of T short. */
static inline struct fel_id *truck_alarm(const struct truck_pool *P, struct truck *T)
{
    return (struct fel_id *)(void *)((char *)T + P->alarm_at);
}

/* truck_look_up(P, T): returns the look-up of T in a data service. */
static inline struct truck_look_up *truck_look_up(const struct truck_pool *P, struct truck *T)
{
    return (struct truck_look_up *)(void *)((char *)T + P->look_up_at);
}

/* truck_delay(P, T): returns the time of T by cause of delay, in ticks. */
static inline gatesim_ticks *truck_delay(const struct truck_pool *P, struct truck *T)
{
    return (gatesim_ticks *)(void *)((char *)T + P->delay_at);
}

/* truck_visit(P, T): returns what the record of the present visit of T needs. */
static inline struct truck_visit *truck_visit(const struct truck_pool *P, struct truck *T)
{
    return (struct truck_visit *)(void *)((char *)T + P->visit_at);
}

/* A list of trucks, chained through next and prev. */
struct truck_list {
    struct truck *head, *tail; /* NULL when it is empty, as a zeroed list is */
    uint32_t count;
};

/* truck_list_append(L, T): add truck T at the end of list L. */
static inline void truck_list_append(struct truck_list *L, struct truck *T)
{
    T->next = NULL;
    T->prev = L->tail;
    if (L->tail == NULL)
        L->head = T;
    else
        L->tail->next = T;
    L->tail = T;
    L->count++;
}

/* truck_list_insert(L, before, T): truck T joins L behind before, which is in L; at the head where
 * before is NULL. */
static inline void truck_list_insert(struct truck_list *L, struct truck *before, struct truck *T)
{
    T->prev = before;
    T->next = before == NULL ? L->head : before->next;
    if (before == NULL)
        L->head = T;
    else
        before->next = T;
    if (T->next == NULL)
        L->tail = T;
    else
        T->next->prev = T;
    L->count++;
}

/* truck_list_remove(L, T): take truck T out of list L, in which it is. */
static inline void truck_list_remove(struct truck_list *L, const struct truck *T)
{
    if (T->prev == NULL)
        L->head = T->next;
    else
        T->prev->next = T->next;
    if (T->next == NULL)
        L->tail = T->prev;
    else
        T->next->prev = T->prev;
    L->count--;
}

#endif
