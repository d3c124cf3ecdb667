/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Flows are counted by class; those of all trucks and of a route are added up when somebody asks,
 * once an instant. */
#include "sim/results/flow_view.h"

/* add_class(W, c, V): add the trucks of class c, as far as they were counted in the window, to
 * view V. */
static void add_class(const struct gatesim *W, uint32_t c, struct view *V)
{
    const struct flow_counts n = flow_counts_minus(&W->flows[c].counts, &W->counts_at_warm_up[c]);

    flow_counts_add(&V->n, &n);
    if (W->scn->classes[c].books == SCN_NONE)
        V->n.wanted += n.arrived;
    else
        V->at_home += W->at_home[c].now;
    V->inside += W->in_system[c].now;
    V->inside_at_start += W->inside_at_warm_up[c];
}

/* set_levels(W, V, L, before): take the mean and maximum of view V from level L, whose integral
 * was before, in truck-ticks, when the window opened. */
static void set_levels(const struct gatesim *W, struct view *V, const struct level *L,
                       stat_sum before)
{
    struct level now = *L;

    level_touch(&now, W->now);
    V->in_system_mean = (double)(level_area(L, W->now) - before) / window_length(W);
    V->in_system_max = peak_window(&now.peak);
}

struct view view_class(const struct gatesim *W, size_t c)
{
    struct view V = {.F = &W->flows[c]};

    add_class(W, (uint32_t)c, &V);
    set_levels(W, &V, &W->in_system[c], W->in_system_at_warm_up[c]);
    return V;
}

/* merge(W): add up the flows of all trucks and of each route, unless that has been done since the
 * last event. */
static void merge(const struct gatesim *W)
{
    struct merged *M = W->merged;
    uint32_t i;

    if (M->at == W->events)
        return;
    flow_init(&M->all);
    for (i = 0; i < W->scn->route_count; i++)
        flow_init(&M->routes[i]);
    for (i = 0; i < W->scn->class_count; i++) {
        flow_merge(&M->all, &W->flows[i]);
        flow_merge(&M->routes[W->scn->classes[i].route], &W->flows[i]);
    }
    M->at = W->events;
}

struct view view_all(const struct gatesim *W)
{
    struct view V = {.F = &W->merged->all};
    uint32_t c;

    merge(W);
    for (c = 0; c < W->scn->class_count; c++)
        add_class(W, c, &V);
    set_levels(W, &V, &W->all, W->all_at_warm_up);
    return V;
}

struct view view_route(const struct gatesim *W, size_t r)
{
    struct view V = {.F = &W->merged->routes[r]};
    uint32_t c;

    merge(W);
    for (c = 0; c < W->scn->class_count; c++)
        if (W->scn->classes[c].route == r)
            add_class(W, c, &V);
    set_levels(W, &V, &W->route_in_system[r], W->route_in_system_at_warm_up[r]);
    return V;
}
