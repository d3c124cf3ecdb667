/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The counters' part that is too long or too rare to be inlined: peaks when a bin or the window
 * ends, flows when they begin and when they are added up. */
#include "sim/gate/world/counters.h"

#include <string.h>

/* higher(a, b): returns the larger of a and b. */
static uint32_t higher(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

uint32_t peak_end_bin(struct peak *P)
{
    const uint32_t bin = higher(P->before, P->now);

    P->window = peak_window(P);
    P->now = P->before = 0;
    return bin;
}

void peak_open_window(struct peak *P)
{
    P->before = higher(P->before, P->now);
    P->now = P->window = 0;
}

uint32_t peak_window(const struct peak *P)
{
    return higher(P->window, P->now);
}

void flow_init(struct flow *F)
{
    struct booked_flow *booked = F->booked;

    memset(F, 0, sizeof *F);
    tally_init(&F->time_in_system);
    tally_init(&F->wait);
    if (booked == NULL)
        return;
    memset(booked, 0, sizeof *booked);
    tally_init(&booked->total);
    tally_init(&booked->wait);
    F->booked = booked;
}

void flow_exit_booked(struct flow *F, gatesim_ticks total, gatesim_ticks wait)
{
    struct booked_flow *B = F->booked;

    tally_add(&B->total, total);
    histogram_add(&B->total_hist, total);
    if (wait == GATESIM_NEVER)
        return;
    tally_add(&B->wait, wait);
    histogram_add(&B->wait_hist, wait);
}

void flow_counts_add(struct flow_counts *a, const struct flow_counts *b)
{
    a->arrived += b->arrived;
    a->crossed += b->crossed;
    a->turned_back += b->turned_back;
    a->reneged += b->reneged;
    a->balked += b->balked;
    a->refused += b->refused;
    a->diverted += b->diverted;
    a->wanted += b->wanted;
    a->no_slot += b->no_slot;
    a->no_show += b->no_show;
}

void flow_merge(struct flow *F, const struct flow *other)
{
    flow_counts_add(&F->counts, &other->counts);
    tally_merge(&F->time_in_system, &other->time_in_system);
    tally_merge(&F->wait, &other->wait);
    histogram_merge(&F->time_hist, &other->time_hist);
    histogram_merge(&F->wait_hist, &other->wait_hist);
    if (F->booked == NULL)
        return;
    tally_merge(&F->booked->total, flow_total(other));
    histogram_merge(&F->booked->total_hist, flow_total_hist(other));
    if (other->booked != NULL) {
        tally_merge(&F->booked->wait, &other->booked->wait);
        histogram_merge(&F->booked->wait_hist, &other->booked->wait_hist);
    }
}

struct flow_counts flow_counts_minus(const struct flow_counts *a, const struct flow_counts *b)
{
    struct flow_counts d;

    d.arrived = a->arrived - b->arrived;
    d.crossed = a->crossed - b->crossed;
    d.turned_back = a->turned_back - b->turned_back;
    d.reneged = a->reneged - b->reneged;
    d.balked = a->balked - b->balked;
    d.refused = a->refused - b->refused;
    d.diverted = a->diverted - b->diverted;
    d.wanted = a->wanted - b->wanted;
    d.no_slot = a->no_slot - b->no_slot;
    d.no_show = a->no_show - b->no_show;
    return d;
}
