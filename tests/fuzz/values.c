/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers and values with units, as a setting "station.servers=3" of a scenario that has a section
 * of each kind. A number that is read is read the same when it has been printed. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/number.h"
#include "tests/fuzz/fuzz.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most); /* libFuzzer's */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned chance);

static const char text[] =
    "[scenario]\nstart = 2025-01-01\nduration = 10 d\n[results]\nbin = 1 h\n"
    "[class class]\nroute = route\narrivals = poisson 3/h\n"
    "[class other]\nroute = route\narrivals = poisson 3/h\nbooks = appointments\n"
    "[cargo cargo]\nweight = 10 t\n[costs]\ndriver = 1 EUR/h\n"
    "[attribute attribute]\nshares = green 50 %, red 50 %\n[lever lever]\nadoption = 40 %\n"
    "[risk risk]\ntruth = lever\nbad = no\nauc = 0.8\nred = 10 %\n"
    "[appointments appointments]\nslots = 40/h\n[profile profile]\n"
    "[calendar calendar]\ndates = 2025-01-03\n[pool pool]\npeople = 2\n"
    "[choice choice]\noptions = route, way\nsensitivity = 1/h\n"
    "[station station]\nservers = 2\nservice = exponential mean 1 min\n"
    "[service service]\nanswer = constant 1 s\n[incident incident]\nstation = station\n"
    "[change change]\nat = 2025-01-02\nset =\n    station.servers = 3\n"
    "[route route]\nsteps = station\n[route way]\nsteps = turn back\n";

static void number(const char *s, size_t n)
{
    char printed[NUMBER_SIZE];
    const size_t span = number_span(s, n);
    double x = 0, again = 0;
    int status;

    GS_ASSERT(span <= n);
    status = number_parse(s, span, &x);
    if (status != GATESIM_OK)
        return;
    number_print(x, printed);
    GS_ASSERT(number_parse(printed, strlen(printed), &again) == GATESIM_OK);
    GS_ASSERT(x == again && signbit(x) == signbit(again));
}

/* The bytes as a setting, up to a NUL. */
static char *setting_of(const uint8_t *s, size_t n)
{
    char *setting = malloc(n + 1);

    GS_ASSERT(setting != NULL);
    memcpy(setting, s, n);
    setting[n] = '\0';
    return setting;
}

/* The example of a key as a setting: what is changed by chance starts from these. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned chance)
{
    size_t keys;
    const struct gatesim_key *key = gatesim_keys(&keys);
    int n;

    if (size > 1 && chance % 64 != 0)
        return LLVMFuzzerMutate(data, size, most);
    key += chance / 64 % keys;
    n = snprintf((char *)data, most, "%s.%s", key->section, key->example);
    return n < (int)most ? (size_t)n : most;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *equals = memchr(data, '=', size);
    char *setting = setting_of(data, size);

    if (equals != NULL)
        number((const char *)equals + 1, size - (size_t)(equals - data) - 1);
    gatesim_scenario_destroy(fuzz_load(text, sizeof text - 1, setting));
    free(setting);
    return 0;
}
