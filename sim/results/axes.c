/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the columns of the results are counted along: how long each axis is, and what its positions
 * are called. */
#include "gatesim/results.h"
#include "sim/gate/account/time_axes.h"
#include "sim/gate/flow/route_choice.h"
#include "sim/scenario/model/scenario.h"

size_t gatesim_axis_length(const struct gatesim_scenario *S, enum gatesim_axis axis)
{
    switch (axis) {
    case GATESIM_AXIS_CLASS:
        return S->class_count;
    case GATESIM_AXIS_STATION:
        return S->station_count;
    case GATESIM_AXIS_ROUTE:
        return S->route_count;
    case GATESIM_AXIS_AGENCY:
        return S->agency_count;
    case GATESIM_AXIS_GROUP:
        return S->subgroup_count;
    case GATESIM_AXIS_RISK:
        return S->risk_count;
    case GATESIM_AXIS_APPOINTMENTS:
        return S->appointments_count;
    case GATESIM_AXIS_OPTION:
        return S->option_count;
    case GATESIM_AXIS_POOL:
        return S->pool_count;
    case GATESIM_AXIS_SERVICE:
        return S->data_service_count;
    case GATESIM_AXIS_PROMISE:
        return S->promise_count;
    case GATESIM_AXIS_LINK:
        return S->link_count;
    case GATESIM_AXIS_CAUSE:
        return GATESIM_CAUSES;
    case GATESIM_AXIS_TIME:
        return axis_bins(S);
    case GATESIM_AXIS_DAY:
        return axis_days(S);
    case GATESIM_AXIS_COUNT:
        return axis_counts(S);
    case GATESIM_AXIS_HOUR:
        return 24;
    case GATESIM_AXIS_NONE:
    case GATESIM_AXES:
        break;
    }
    return 1;
}

const char *gatesim_axis_label(const struct gatesim_scenario *S, enum gatesim_axis axis, size_t i)
{
    switch (axis) {
    case GATESIM_AXIS_CLASS:
        return S->classes[i].name;
    case GATESIM_AXIS_STATION:
        return S->stations[i].name;
    case GATESIM_AXIS_ROUTE:
        return S->routes[i].name;
    case GATESIM_AXIS_AGENCY:
        return S->agencies[i];
    case GATESIM_AXIS_GROUP:
        return S->subgroups[i].label;
    case GATESIM_AXIS_RISK:
        return S->risks[i].name;
    case GATESIM_AXIS_APPOINTMENTS:
        return S->appointments[i].name;
    case GATESIM_AXIS_OPTION:
        return route_choice_of(S, i)->options[i - route_choice_of(S, i)->first];
    case GATESIM_AXIS_POOL:
        return S->pools[i].name;
    case GATESIM_AXIS_SERVICE:
        return S->data_services[i].name;
    case GATESIM_AXIS_PROMISE:
        return S->promises[i].name;
    case GATESIM_AXIS_LINK:
        return S->links[i].label;
    case GATESIM_AXIS_CAUSE:
        return gatesim_cause_name((enum gatesim_cause)i);
    case GATESIM_AXIS_TIME:
    case GATESIM_AXIS_DAY:
    case GATESIM_AXIS_COUNT:
    case GATESIM_AXIS_HOUR:
    case GATESIM_AXIS_NONE:
    case GATESIM_AXES:
        break;
    }
    return NULL;
}

double gatesim_axis_coordinate(const struct gatesim_scenario *S, enum gatesim_axis axis, size_t i)
{
    if (axis == GATESIM_AXIS_TIME)
        return gatesim_seconds(S->info.bin) * (double)i;
    if (axis == GATESIM_AXIS_DAY)
        return gatesim_seconds(axis_day_start(S, (uint32_t)i));
    if (axis == GATESIM_AXIS_COUNT)
        return gatesim_seconds(axis_count_at(S, (uint32_t)i));
    return (double)i;
}
