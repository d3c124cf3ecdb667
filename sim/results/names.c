/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of codes, from the lists of the public headers. */
#include <stddef.h>

#include "gatesim/observer.h"
#include "gatesim/results.h"

const char *gatesim_outcome_name(enum gatesim_outcome outcome)
{
    static const char *const names[GATESIM_OUTCOMES] = {
#define OUTCOME_NAME(code, name) [GATESIM_OUTCOME_##code] = (name),
        GATESIM_OUTCOME_LIST(OUTCOME_NAME)
#undef OUTCOME_NAME
    };

    return (unsigned)outcome < GATESIM_OUTCOMES ? names[outcome] : NULL;
}

const char *gatesim_cause_name(enum gatesim_cause cause)
{
    static const char *const names[GATESIM_CAUSES] = {
#define CAUSE_NAME(code, home, waits, idles, name, meaning) [GATESIM_CAUSE_##code] = (name),
        GATESIM_CAUSE_LIST(CAUSE_NAME)
#undef CAUSE_NAME
    };

    return (unsigned)cause < GATESIM_CAUSES ? names[cause] : NULL;
}

const char *gatesim_axis_name(enum gatesim_axis axis)
{
    static const char *const names[GATESIM_AXES] = {
#define AXIS_NAME(code, name, meaning) [GATESIM_AXIS_##code] = (name),
        GATESIM_AXIS_LIST(AXIS_NAME)
#undef AXIS_NAME
    };

    return (unsigned)axis < GATESIM_AXES ? names[axis] : NULL;
}

const char *gatesim_axis_meaning(enum gatesim_axis axis)
{
    static const char *const meanings[GATESIM_AXES] = {
#define AXIS_MEANING(code, name, meaning) [GATESIM_AXIS_##code] = (meaning),
        GATESIM_AXIS_LIST(AXIS_MEANING)
#undef AXIS_MEANING
    };

    return (unsigned)axis < GATESIM_AXES ? meanings[axis] : NULL;
}
