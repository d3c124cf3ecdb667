/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/gate/measure.h"

#include <string.h>

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
    memset(F, 0, sizeof *F);
    tally_init(&F->time_in_system);
    tally_init(&F->wait);
}

static void counts_add(struct flow_counts *a, const struct flow_counts *b)
{
    a->arrived += b->arrived;
    a->crossed += b->crossed;
    a->turned_back += b->turned_back;
    a->reneged += b->reneged;
    a->balked += b->balked;
    a->refused += b->refused;
    a->diverted += b->diverted;
}

void flow_merge(struct flow *F, const struct flow *other)
{
    counts_add(&F->counts, &other->counts);
    tally_merge(&F->time_in_system, &other->time_in_system);
    tally_merge(&F->wait, &other->wait);
    histogram_merge(&F->time_hist, &other->time_hist);
    histogram_merge(&F->wait_hist, &other->wait_hist);
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
    return d;
}
