/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No server: libwebsockets was not there. */
#include "gatesim/status.h"
#include "sim/live/live.h"

bool live_available(void)
{
    return false;
}

int live_create(struct live **live)
{
    *live = NULL;
    return GATESIM_ESYSTEM;
}

int live_add(struct live *L, const char *path, const char *const *settings, size_t count,
             const char *name, struct gatesim_scenario **given, struct gatesim_diagnostics **D)
{
    (void)L, (void)path, (void)settings, (void)count, (void)name, (void)given, (void)D;
    return GATESIM_ESYSTEM;
}

int live_serve(struct live *L, const struct live_options *O)
{
    (void)L, (void)O;
    return GATESIM_ESYSTEM;
}

void live_destroy(struct live *L)
{
    (void)L;
}
