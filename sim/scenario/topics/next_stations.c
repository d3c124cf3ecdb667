/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A route is walked from its beginnings, and from behind each of its visits, along every branch
 * up to the next visit or end; what is met there is linked to where the walk began. */
#include "sim/scenario/topics/topics.h"

#include <stdlib.h>

#include "sim/base/vector.h"

struct walker {
    struct build *B;
    const struct scn_route *R;
    const uint32_t *next;         /* by step: where a truck goes on that has been there */
    uint32_t *seen;               /* by step: the last walk that came by */
    uint32_t walk;                /* number of the present one */
    uint32_t from;                /* where it began, as struct scn_link has it */
    uint32_t *stack, depth, room; /* steps to look at */
    struct vector *links;
};

static void link_to(struct walker *K, uint32_t to)
{
    const struct scn_link link = {.from = K->from, .to = to};

    if (vector_append(K->links, &link, 1) != 0)
        K->B->R->starved = true;
}

static void look_at(struct walker *K, uint32_t step)
{
    if (step >= K->R->step_count || K->seen[step] == K->walk || K->depth == K->room)
        return;
    K->seen[step] = K->walk;
    K->stack[K->depth++] = step;
}

/* meet(K, i): link to what step i is, or look at what comes behind it. */
static void meet(struct walker *K, uint32_t i)
{
    const struct scn_step *s = &K->R->steps[i];
    const uint32_t stations = K->B->S->station_count;

    switch (s->op) {
    case SCN_VISIT:
        link_to(K, s->station);
        if (K->B->S->stations[s->station].when_full == SCN_SKIP)
            look_at(K, K->next[i]);
        return;
    case SCN_CROSS:
        link_to(K, stations);
        return;
    case SCN_OUT:
        return;
    case SCN_SIDE:
    case SCN_SHARE:
    case SCN_FEWEST:
    case SCN_CHOOSE:
        for (uint32_t k = 0; k < s->count; k++)
            look_at(K, s->targets[k]);
        return;
    case SCN_JUMP:
        look_at(K, s->target);
        return;
    case SCN_UNLESS:
    case SCN_CHANCE:
    case SCN_REPEAT:
        look_at(K, s->target);
        break;
    default:
        break;
    }
    look_at(K, i + 1);
}

static void walk(struct walker *K, uint32_t from, uint32_t step)
{
    K->from = from;
    K->walk++;
    look_at(K, step);
    while (K->depth > 0)
        meet(K, K->stack[--K->depth]);
}

/* behind(B, R): by step, the one behind it; of stations side by side, where they meet. */
static uint32_t *behind(struct build *B, const struct scn_route *R)
{
    uint32_t *next = READER_ARRAY(B->R, B->R->scratch, uint32_t, R->step_count);

    for (uint32_t i = 0; next != NULL && i < R->step_count; i++)
        next[i] = i + 1;
    for (uint32_t i = 0; next != NULL && i < R->step_count; i++)
        for (uint32_t k = 0; R->steps[i].op == SCN_SIDE && k < R->steps[i].count; k++)
            next[R->steps[i].targets[k]] = R->steps[i].target;
    return next;
}

/* walk_class(K, C): from where its trucks begin, and where they turn to. */
static void walk_class(struct walker *K, const struct scn_class *C)
{
    walk(K, 0, 0);
    for (uint32_t i = 0; i < C->backlog_count; i++)
        walk(K, 0, C->backlog[i].step);
    for (uint32_t i = 0; C->divert != SCN_NONE && i < K->R->step_count; i++)
        if (K->R->steps[i].op == SCN_VISIT)
            walk(K, K->R->steps[i].station + 1, C->divert);
}

static void walk_route(struct build *B, uint32_t route, struct vector *links)
{
    struct walker K = {.B = B, .R = &B->S->routes[route], .links = links};

    K.room = K.R->step_count;
    K.next = behind(B, K.R);
    K.seen = READER_ARRAY(B->R, B->R->scratch, uint32_t, K.room);
    K.stack = READER_ARRAY(B->R, B->R->scratch, uint32_t, K.room);
    if (K.room == 0 || K.next == NULL || K.seen == NULL || K.stack == NULL)
        return;
    for (uint32_t i = 0; i < B->S->class_count; i++)
        if (B->S->classes[i].route == route)
            walk_class(&K, &B->S->classes[i]);
    for (uint32_t i = 0; i < K.R->step_count; i++)
        if (K.R->steps[i].op == SCN_VISIT)
            walk(&K, K.R->steps[i].station + 1, K.next[i]);
}

static int by_places(const void *a, const void *b)
{
    const struct scn_link *x = a, *y = b;

    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

static const char *label_of(struct build *B, const struct scn_link *link)
{
    const struct scn_station *stations = B->S->stations;
    const uint32_t count = B->S->station_count;
    const char *from = link->from == 0 ? "arrival" : stations[link->from - 1].name;
    const char *to = link->to < count    ? stations[link->to].name
                     : link->to == count ? "crossed"
                                         : "turned back";
    const char *label = arena_printf(B->R->keep, "%s -> %s", from, to);

    B->R->starved = B->R->starved || label == NULL;
    return label;
}

/* keep(B, all): each link once, and where those of a place begin. */
static void keep(struct build *B, struct vector *all)
{
    const uint32_t places = B->S->station_count + 1;
    struct scn_link *list = READER_ARRAY(B->R, B->R->keep, struct scn_link, all->count);
    uint32_t *first = READER_ARRAY(B->R, B->R->keep, uint32_t, places + 1);
    uint32_t count = 0;

    if (list == NULL || first == NULL)
        return;
    for (size_t i = 0; i < all->count; i++) {
        const struct scn_link *link = VECTOR_AT(all, struct scn_link, i);

        if (count > 0 && by_places(link, &list[count - 1]) == 0)
            continue;
        list[count] = *link;
        list[count++].label = label_of(B, link);
        first[link->from + 1] = count;
    }
    for (uint32_t i = 1; i <= places; i++)
        if (first[i] < first[i - 1])
            first[i] = first[i - 1];
    B->S->links = list;
    B->S->first_link = first;
    B->S->link_count = count;
}

static void next_stations_make(struct build *B)
{
    struct vector all;

    if (B->S->stations == NULL || B->S->classes == NULL || B->S->routes == NULL)
        return;
    vector_init(&all, sizeof(struct scn_link));
    for (uint32_t i = 0; i < B->S->route_count; i++)
        walk_route(B, i, &all);
    for (uint32_t i = 0; i <= B->S->station_count; i++) { /* from anywhere */
        const struct scn_link back = {.from = i, .to = B->S->station_count + 1};

        if (vector_append(&all, &back, 1) != 0)
            B->R->starved = true;
    }
    if (all.count > 0) /* none where memory ran out; qsort takes no null pointer */
        qsort(all.items, all.count, sizeof(struct scn_link), by_places);
    keep(B, &all);
    vector_release(&all);
}

const struct topic topic_next_stations = {.make = next_stations_make};
