/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Defines what the store takes from the engine, so that the linker takes none of it. */
#include "tests/unit/store_stub.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct gatesim_scenario {
    enum gatesim_log log;
    char text[];
};

static const char *const names[GATESIM_ENTITIES][3] = {
    [GATESIM_CLASS] = {"fresh fruit", "xe tồn", "empty/returning"},
    [GATESIM_STATION] = {"customs", "barrier \"A\""},
    [GATESIM_ATTRIBUTE] = {"class", "channel", "arrived"},
};
static const char *const values[] = {"green", "yellow card", "red"};

static const struct gatesim_column columns[] = {
    {"summary", "wait_mean", "s", "mean wait", {GATESIM_AXIS_NONE, GATESIM_AXIS_NONE}},
    {"station", "served", "truck", "served", {GATESIM_AXIS_STATION, GATESIM_AXIS_NONE}},
    {"route", "crossed", "truck", "never there", {GATESIM_AXIS_ROUTE, GATESIM_AXIS_NONE}},
    {"delay", "class_time", "s", "by cause", {GATESIM_AXIS_CLASS, GATESIM_AXIS_CAUSE}},
    {"station", "wait_mean", "s", "wait", {GATESIM_AXIS_STATION, GATESIM_AXIS_NONE}},
    {"series", "queue", "truck", "in line", {GATESIM_AXIS_TIME, GATESIM_AXIS_NONE}},
    {"series", "station_queue", "truck", "line", {GATESIM_AXIS_STATION, GATESIM_AXIS_TIME}},
    {"hour", "crossed", "truck h-1", "an hour", {GATESIM_AXIS_HOUR, GATESIM_AXIS_NONE}},
};

struct gatesim_scenario *stub_scenario(enum gatesim_log log, size_t text)
{
    struct gatesim_scenario *S = calloc(1, sizeof *S + text + 1);

    if (S) {
        S->log = log;
        memset(S->text, 'x', text);
    }
    return S;
}

struct gatesim_scenario *stub_scenario_of(const char *text)
{
    static const char behind[] = "behind\n";
    const size_t size = strlen(text) + 1;
    struct gatesim_scenario *S = stub_scenario(GATESIM_LOG_NONE, size + sizeof behind);

    if (S) {
        memcpy(S->text, text, size);
        memcpy(S->text + size, behind, sizeof behind);
    }
    return S;
}

double stub_value(uint32_t replication, size_t column, size_t i)
{
    return i == 1 ? (double)NAN : 1000 * replication + 100.0 * (double)column + (double)i + 0.385;
}

void stub_run(const struct gatesim_observer *observer, uint32_t replication, uint32_t trucks)
{
    for (uint32_t i = 0; observer && i < trucks; i++) {
        const uint8_t attributes[] = {(uint8_t)(i % 3), (uint8_t)(i % 3), 1};
        struct gatesim_truck T = {.class_index = i % 3,
                                  .serial = i,
                                  .origin = i < 2,
                                  .outcome = i % GATESIM_OUTCOMES,
                                  .arrived = (gatesim_ticks)i * 77777777,
                                  .values = attributes};
        struct gatesim_visit V = {.class_index = i % 3, .serial = i, .station = i % 2};

        T.wished = T.arrived;
        for (int c = 0; c < GATESIM_CAUSES; c++)
            T.delay[c] = c == 2 ? 0 : (gatesim_ticks)(i + replication) * 1234567 % 98765432;
        for (int c = 0; c < GATESIM_CAUSES; c++)
            T.arrived += gatesim_cause_home((enum gatesim_cause)c) ? T.delay[c] : 0;
        T.left = T.arrived;
        for (int c = 0; c < GATESIM_CAUSES; c++)
            T.left += gatesim_cause_home((enum gatesim_cause)c) ? 0 : T.delay[c];
        V.joined = T.arrived;
        V.called = i % 5 ? T.left : GATESIM_NEVER;
        V.left = T.left;
        if (T.outcome == GATESIM_OUTCOME_INSIDE)
            T.left = GATESIM_NEVER;
        for (int visits = 0; observer->visit && visits < 2; visits++)
            observer->visit(observer->user, &V);
        observer->truck(observer->user, &T);
    }
}

double *stub_values(const struct gatesim_scenario *S, uint32_t replication)
{
    double *numbers = calloc(gatesim_values_count(S), sizeof *numbers), *at = numbers;

    for (size_t c = 0; numbers && c < sizeof columns / sizeof *columns; c++)
        for (size_t i = 0; i < gatesim_column_size(S, c); i++)
            *at++ = stub_value(replication, c, i);
    return numbers;
}

int stub_publish(struct store *ST, const struct gatesim_scenario *S, uint32_t replication,
                 bool complete)
{
    double *numbers = stub_values(S, replication);
    struct store_record record = {numbers, UINT64_C(0xfedcba9876543210) + replication, 7, complete};
    int status = GATESIM_ENOMEM;

    if (numbers)
        status = store_publish(ST, replication, &record);
    free(numbers);
    return status;
}

bool same_bytes(const char *a, const char *b)
{
    FILE *A = fopen(a, "rb"), *B = fopen(b, "rb");
    bool same = A && B;

    for (int c = 0; same && c != EOF;) {
        c = getc(A);
        same = c == getc(B);
    }
    if (A)
        fclose(A);
    if (B)
        fclose(B);
    return same;
}

const struct gatesim_column *gatesim_columns(size_t *count)
{
    *count = sizeof columns / sizeof *columns;
    return columns;
}

size_t gatesim_axis_length(const struct gatesim_scenario *S, enum gatesim_axis axis)
{
    static const size_t lengths[GATESIM_AXES] = {
        [GATESIM_AXIS_NONE] = 1,    [GATESIM_AXIS_CLASS] = 3,
        [GATESIM_AXIS_STATION] = 2, [GATESIM_AXIS_CAUSE] = GATESIM_CAUSES,
        [GATESIM_AXIS_TIME] = 3000, [GATESIM_AXIS_DAY] = 2,
        [GATESIM_AXIS_HOUR] = 24};

    (void)S;
    return lengths[axis];
}

size_t gatesim_column_size(const struct gatesim_scenario *S, size_t column)
{
    return gatesim_axis_length(S, columns[column].axis[0]) *
           gatesim_axis_length(S, columns[column].axis[1]);
}

const char *gatesim_axis_name(enum gatesim_axis axis)
{
#define STUB_NAME(code, name, meaning) name,
    static const char *const texts[] = {GATESIM_AXIS_LIST(STUB_NAME)};

    return texts[axis];
}

const char *gatesim_axis_meaning(enum gatesim_axis axis)
{
    return gatesim_axis_name(axis);
}

const char *gatesim_cause_name(enum gatesim_cause cause)
{
#define STUB_CAUSE(code, home, waits, idles, name, meaning) name,
    static const char *const texts[] = {GATESIM_CAUSE_LIST(STUB_CAUSE)};

    return texts[cause];
}

const char *gatesim_axis_label(const struct gatesim_scenario *S, enum gatesim_axis axis, size_t i)
{
    (void)S;
    switch (axis) {
    case GATESIM_AXIS_CLASS:
        return names[GATESIM_CLASS][i];
    case GATESIM_AXIS_STATION:
        return names[GATESIM_STATION][i];
    case GATESIM_AXIS_CAUSE:
        return gatesim_cause_name((enum gatesim_cause)i);
    default:
        return NULL;
    }
}

double gatesim_axis_coordinate(const struct gatesim_scenario *S, enum gatesim_axis axis, size_t i)
{
    (void)S;
    return axis == GATESIM_AXIS_TIME ? 900.0 * (double)i : (double)i;
}

void gatesim_scenario_info(const struct gatesim_scenario *S, struct gatesim_scenario_info *info)
{
    *info = (struct gatesim_scenario_info){.title = "Hữu Nghị",
                                           .question = "",
                                           .currency = "",
                                           .epoch = 1685145600,
                                           .duration = 86400 * GATESIM_TICKS_PER_SECOND,
                                           .seed = UINT64_MAX,
                                           .log = S->log};
}

const char *gatesim_scenario_text(const struct gatesim_scenario *S)
{
    return S->text;
}

const char *gatesim_scenario_sha256(const struct gatesim_scenario *S)
{
    return strlen(S->text) % 2 == 1 ? "0123456789abcdef" : "fedcba9876543210";
}

size_t gatesim_scenario_count(const struct gatesim_scenario *S, enum gatesim_entity entity)
{
    static const size_t counts[GATESIM_ENTITIES] = {3, 2, 0, 3};

    (void)S;
    return counts[entity];
}

const char *gatesim_scenario_name(const struct gatesim_scenario *S, enum gatesim_entity entity,
                                  size_t i)
{
    (void)S;
    return names[entity][i];
}

size_t gatesim_scenario_value_count(const struct gatesim_scenario *S, size_t attribute)
{
    (void)S;
    (void)attribute;
    return 3;
}

const char *gatesim_scenario_value(const struct gatesim_scenario *S, size_t attribute, size_t value)
{
    (void)S;
    (void)attribute;
    return values[value];
}

/* The store's shortcut over a simulation is not for this engine, which has none. */
void gatesim_results(const struct gatesim *G, size_t column, double *out)
{
    (void)G;
    (void)column;
    (void)out;
}

uint64_t gatesim_fingerprint(const struct gatesim *G)
{
    (void)G;
    return 0;
}

void gatesim_progress(const struct gatesim *G, struct gatesim_progress *P)
{
    (void)G;
    *P = (struct gatesim_progress){0};
}

size_t gatesim_values_count(const struct gatesim_scenario *S)
{
    size_t count = 0;

    for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
        count += gatesim_column_size(S, c);
    return count;
}
