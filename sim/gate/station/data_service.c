/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A truck at a look-up is in one of two lists of the data service, which have links of their
 * own, since a station may list it too. The latency of a question does not depend on how often
 * it is asked. */
#include "sim/gate/station/data_service.h"

#include "sim/gate/account/sojourn.h"
#include "sim/gate/station/station.h"

/* append(W, L, T): put truck T at the end of list L of a data service. */
static void append(const struct gatesim *W, struct truck_list *L, struct truck *T)
{
    struct truck_look_up *K = truck_look_up(&W->trucks, T);

    K->next = NULL;
    K->prev = L->tail;
    if (L->tail == NULL)
        L->head = T;
    else
        truck_look_up(&W->trucks, L->tail)->next = T;
    L->tail = T;
    L->count++;
}

/* take_out(W, L, T): take truck T out of list L of a data service. */
static void take_out(const struct gatesim *W, struct truck_list *L, struct truck *T)
{
    const struct truck_look_up *K = truck_look_up(&W->trucks, T);

    if (K->prev == NULL)
        L->head = K->next;
    else
        truck_look_up(&W->trucks, K->prev)->next = K->next;
    if (K->next == NULL)
        L->tail = K->prev;
    else
        truck_look_up(&W->trucks, K->next)->prev = K->prev;
    L->count--;
}

/* is_out(V): whether the data service is down. */
static bool is_out(const struct data_service *V)
{
    return V->struck > 0 || failure_able(&V->failure, 1) == 0;
}

/* service_of(W, T): the data service that the truck asks. */
static struct data_service *service_of(const struct gatesim *W, struct truck *T)
{
    const struct scn_station *N = W->stations[T->station].scn;

    return &W->data_services[N->data_services[truck_look_up(&W->trucks, T)->index]];
}

/* latency(W, V, T): returns the ticks that data service V takes for the question that truck T asks
 * in this visit. */
static gatesim_ticks latency(const struct gatesim *W, const struct data_service *V,
                             const struct truck *T)
{
    const uint64_t stream = hash_pair(V->scn->purpose, W->stations[T->station].scn->purpose);
    const struct substream at = {world_stream(W, stream, "look-up"), world_who(W, T), T->visit,
                                 W->mirror};

    return world_ticks(dist_draw(&V->scn->latency, &at));
}

/* answer_some(W, V): take up questions while there is room. */
static void answer_some(struct gatesim *W, struct data_service *V)
{
    while (V->line.count > 0 && V->asked.count < V->scn->concurrent && !is_out(V)) {
        struct truck *T = V->line.head;

        take_out(W, &V->line, T);
        append(W, &V->asked, T);
        level_add(&V->under_way, W->now, 1);
        truck_look_up(&W->trucks, T)->under_way = true;
        world_schedule(W, EVENT_ANSWER, W->now + latency(W, V, T), T->number, T->station,
                       T->wait_id, truck_alarm(&W->trucks, T));
    }
}

/* without(W, S, T): the data service is down: whether the truck goes on without an answer. */
static bool without(const struct gatesim *W, struct station *S, struct truck *T)
{
    switch (S->scn->on_outage) {
    case SCN_OUTAGE_WAIT:
        return false;
    case SCN_OUTAGE_PAPER:
        truck_look_up(&W->trucks, T)->on_paper = true;
        break;
    case SCN_OUTAGE_PASS:
        break;
    }
    S->counts.fallbacks++;
    return true;
}

void data_service_go_on(struct gatesim *W, struct truck *T)
{
    struct station *S = &W->stations[T->station];
    struct truck_look_up *K = truck_look_up(&W->trucks, T);

    for (; K->index < S->scn->data_service_count; K->index++) {
        struct data_service *V = service_of(W, T);

        if (is_out(V) && without(W, S, T))
            continue;
        T->state = TRUCK_LOOKED_UP;
        K->since = W->now;
        append(W, &V->line, T);
        answer_some(W, V);
        return;
    }
    station_serve(W, S, T);
}

void data_service_begin(struct gatesim *W, struct truck *T)
{
    truck_look_up(&W->trucks, T)->index = 0;
    truck_look_up(&W->trucks, T)->on_paper = false;
    data_service_go_on(W, T);
}

/* stop(W, V, T): the truck's question is under way no more. */
static void stop(struct gatesim *W, struct data_service *V, struct truck *T)
{
    take_out(W, &V->asked, T);
    level_add(&V->under_way, W->now, -1);
    truck_look_up(&W->trucks, T)->under_way = false;
}

void data_service_give_up(struct gatesim *W, struct truck *T)
{
    struct data_service *V = service_of(W, T);

    if (!truck_look_up(&W->trucks, T)->under_way) {
        take_out(W, &V->line, T);
        return;
    }
    stop(W, V, T);
    answer_some(W, V);
}

void data_service_answer(struct gatesim *W, struct truck *T)
{
    struct data_service *V = service_of(W, T);
    struct truck_look_up *K = truck_look_up(&W->trucks, T);

    sojourn_charge_present(W, T);
    stop(W, V, T);
    if (W->now >= W->counted_from)
        tally_add(&V->time, W->now - K->since);
    answer_some(W, V);
    K->index++;
    data_service_go_on(W, T);
}

/* requeue(W, V): what was under way waits again, before those that wait already. */
static void requeue(struct gatesim *W, struct data_service *V)
{
    struct truck *T = V->line.head, *next;

    V->line = (struct truck_list){0};
    while (V->asked.count > 0) {
        struct truck *first = V->asked.head;

        stop(W, V, first);
        fel_cancel(W->fel, truck_alarm(&W->trucks, first));
        first->wait_id++;
        append(W, &V->line, first);
    }
    for (; T != NULL; T = next) {
        next = truck_look_up(&W->trucks, T)->next;
        append(W, &V->line, T);
    }
}

/* goes_out(W, V): it is down from now on. */
static void goes_out(struct gatesim *W, struct data_service *V)
{
    struct truck *T, *next;

    level_add(&V->out, W->now, 1 - (int)V->out.now);
    requeue(W, V);
    for (T = V->line.head; T != NULL; T = next) {
        struct truck_look_up *K = truck_look_up(&W->trucks, T);

        next = K->next;
        if (!without(W, &W->stations[T->station], T))
            continue;
        take_out(W, &V->line, T);
        sojourn_charge_present(W, T);
        K->index++;
        data_service_go_on(W, T);
    }
}

/* comes_back(W, V): if nothing else keeps it down. */
static void comes_back(struct gatesim *W, struct data_service *V)
{
    if (is_out(V))
        return;
    level_add(&V->out, W->now, -(int)V->out.now);
    answer_some(W, V);
}

void data_service_breakdown(struct gatesim *W, uint32_t service)
{
    W->data_services[service].outages += !is_out(&W->data_services[service]);
    failure_break(W, &W->data_services[service].failure, 0);
    goes_out(W, &W->data_services[service]);
}

void data_service_repaired(struct gatesim *W, uint32_t service)
{
    failure_mend(W, &W->data_services[service].failure, 0);
    comes_back(W, &W->data_services[service]);
}

void data_service_maintenance(struct gatesim *W, uint32_t service)
{
    struct data_service *V = &W->data_services[service];

    failure_maintain(W, &V->failure);
    if (V->failure.maintained)
        goes_out(W, V);
    else
        comes_back(W, V);
}

void data_service_strike(struct gatesim *W, uint32_t service, bool begins)
{
    struct data_service *V = &W->data_services[service];

    if (begins) {
        V->outages += !is_out(V);
        V->struck++;
        goes_out(W, V);
    } else {
        V->struck--;
        comes_back(W, V);
    }
}

int data_services_build(struct gatesim *W)
{
    uint32_t i;

    W->data_services = ARENA_ARRAY(W->arena, struct data_service, W->scn->data_service_count);
    if (W->data_services == NULL)
        return GATESIM_ENOMEM;
    for (i = 0; i < W->scn->data_service_count; i++) {
        const struct scn_data_service *N = &W->scn->data_services[i];
        struct data_service *V = &W->data_services[i];

        V->scn = N;
        tally_init(&V->time);
        if (failure_init(W, &V->failure, &N->failure, N->purpose, W->scn->station_count + i, 1) !=
            0)
            return GATESIM_ENOMEM;
        V->out.now = is_out(V);
    }
    return 0;
}

void data_services_open_window(struct gatesim *W)
{
    uint32_t i;

    for (i = 0; i < W->scn->data_service_count; i++) {
        struct data_service *V = &W->data_services[i];

        V->out_at_warm_up = level_area(&V->out, W->now);
        V->under_way_at_warm_up = level_area(&V->under_way, W->now);
        V->outages_at_warm_up = V->outages;
    }
}
