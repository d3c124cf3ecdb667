/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An observer's callback finds the row, in a new block if the last is full, and puts one
 * number into each column. It is called for every truck, so it does nothing else. */
#include "sim/store/log.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"

/* LOG_BIT: ticks to the grid. LOG_STAGGER keeps the columns of a block, which are powers of
 * two apart, out of each other's way in the processor's caches. */
enum { LOG_BIT = 10, LOG_STAGGER = 192 };

enum truck_column {
#define LOG_CODE(code, name, type, flags, meaning) TRUCK_##code,
    LOG_TRUCK_LIST(LOG_CODE)
#undef LOG_CODE
        TRUCK_DELAYS,
    TRUCK_ATTRIBUTES = TRUCK_DELAYS + GATESIM_CAUSES
};

enum visit_column {
#define LOG_CODE(code, name, type, flags, meaning) VISIT_##code,
    LOG_VISIT_LIST(LOG_CODE)
#undef LOG_CODE
        VISIT_COLUMNS
};

struct log_fixed {
    const char *name, *meaning;
    enum log_type type;
    enum log_flags flags;
};

static const struct log_fixed truck_fixed[] = {
#define LOG_CODE(code, name, type, flags, meaning) {name, meaning, type, flags},
    LOG_TRUCK_LIST(LOG_CODE)
#undef LOG_CODE
};

static const struct log_fixed visit_fixed[] = {
#define LOG_CODE(code, name, type, flags, meaning) {name, meaning, type, flags},
    LOG_VISIT_LIST(LOG_CODE)
#undef LOG_CODE
};

static const struct {
    const char *name, *meaning;
} causes[] = {
#define LOG_CODE(code, home, waits, idles, name, meaning) {name, meaning},
    GATESIM_CAUSE_LIST(LOG_CODE)
#undef LOG_CODE
};

static const char *const outcomes[] = {
#define LOG_CODE(code, name) name,
    GATESIM_OUTCOME_LIST(LOG_CODE)
#undef LOG_CODE
};

size_t log_width(enum log_type type)
{
    switch (type) {
    case LOG_U8:
        return 1;
    case LOG_U16:
        return 2;
    case LOG_U32:
        return 4;
    case LOG_TIME:
    case LOG_INSTANT:
        break;
    }
    return 8;
}

/* taken(T, name): whether a column of T, or the axis of its rows, has that name. */
static bool taken(const struct log_table *T, const char *name)
{
    if (strcmp(name, LOG_ROW_AXIS) == 0)
        return true;
    for (size_t i = 0; i < T->count; i++)
        if (strcmp(T->columns[i].name, name) == 0)
            return true;
    return false;
}

/* A name as HDF5 and netCDF take it: prefix and name; '/' and control characters made '_', and so
 * is
 * "." alone, which means the group itself; and a '_' behind while the name is taken. */
static char *column_name(const struct log_table *T, const char *prefix, const char *name)
{
    size_t size = strlen(prefix) + strlen(name) + T->count + 2; /* a '_' for each that is taken */
    char *s = malloc(size);

    if (!s)
        return NULL;
    snprintf(s, size, "%s%s", prefix, name);
    for (char *p = s; *p; p++)
        if ((unsigned char)*p < ' ' || *p == '/' || *p == 0x7f)
            *p = '_';
    if (strcmp(s, ".") == 0)
        *s = '_';
    while (taken(T, s))
        strcat(s, "_");
    return s;
}

static int add_column(struct log_table *T, const char *prefix, const struct log_fixed *form,
                      size_t attribute)
{
    struct log_column *C = &T->columns[T->count];

    *C = (struct log_column){
        .name = column_name(T, prefix, form->name),
        .meaning = strdup(form->meaning),
        .type = form->type,
        .flags = form->flags,
        .attribute = attribute,
        .offset = T->bytes,
    };
    T->count++;
    T->bytes += LOG_ROWS * log_width(form->type) + LOG_STAGGER;
    return C->name && C->meaning ? 0 : GATESIM_ENOMEM;
}

static int add_causes(struct log_table *T)
{
    int status = 0;

    for (size_t i = 0; i < GATESIM_CAUSES && !status; i++) {
        struct log_fixed form = {causes[i].name, causes[i].meaning, LOG_TIME, LOG_FREE};

        status = add_column(T, "delay_", &form, 0);
    }
    return status;
}

static int add_attributes(struct log_table *T, const struct gatesim_scenario *S, size_t count)
{
    int status = 0;

    for (size_t i = 0; i < count && !status; i++) {
        struct log_fixed form = {gatesim_scenario_name(S, GATESIM_ATTRIBUTE, i),
                                 "value of the attribute", LOG_U8, LOG_ATTRIBUTE};

        if (strcmp(form.name, "class") != 0) /* it has its column */
            status = add_column(T, "", &form, i);
    }
    return status;
}

int log_table_init(struct log_table *T, enum log_kind kind, const struct gatesim_scenario *S)
{
    bool truck = kind == LOG_TRUCK;
    const struct log_fixed *fixed = truck ? truck_fixed : visit_fixed;
    size_t count = truck ? TRUCK_DELAYS : VISIT_COLUMNS;
    size_t attributes = truck && S ? gatesim_scenario_count(S, GATESIM_ATTRIBUTE) : 0;
    int status = 0;

    *T = (struct log_table){.kind = kind,
                            .group = truck ? "truck" : "visit",
                            .counts = truck ? "truck_rows" : "visit_rows"};
    T->columns = calloc(count + GATESIM_CAUSES + attributes, sizeof *T->columns);
    if (!T->columns)
        return GATESIM_ENOMEM;
    for (size_t i = 0; i < count && !status; i++)
        status = add_column(T, "", &fixed[i], 0);
    if (truck && !status)
        status = add_causes(T);
    if (!status)
        status = add_attributes(T, S, attributes);
    if (status)
        log_table_release(T);
    return status;
}

void log_table_release(struct log_table *T)
{
    for (size_t i = 0; i < T->count; i++) {
        free(T->columns[i].name);
        free(T->columns[i].meaning);
    }
    free(T->columns);
    *T = (struct log_table){0};
}

const char *log_flag(const struct gatesim_scenario *S, const struct log_column *column, size_t code)
{
    static const char *const origins[] = {"arrived", "initial", "returned"};
    enum gatesim_entity entity = column->flags == LOG_CLASSES ? GATESIM_CLASS : GATESIM_STATION;

    switch (column->flags) {
    case LOG_FREE:
        return NULL;
    case LOG_ORIGINS:
        return code < 3 ? origins[code] : NULL;
    case LOG_OUTCOMES:
        return code < GATESIM_OUTCOMES ? outcomes[code] : NULL;
    case LOG_CLASSES:
    case LOG_STATIONS:
        return code < gatesim_scenario_count(S, entity) ? gatesim_scenario_name(S, entity, code)
                                                        : NULL;
    case LOG_ATTRIBUTE:
        break;
    }
    return code < gatesim_scenario_value_count(S, column->attribute)
               ? gatesim_scenario_value(S, column->attribute, code)
               : NULL;
}

/* Not cleared: that would stop the simulation for as long as it fills a good part of the block. */
struct log_block *log_block_create(const struct log_table *T)
{
    struct log_block *B = malloc(sizeof *B + T->bytes);

    if (B) {
        B->next = NULL;
        B->rows = 0;
    }
    return B;
}

struct log_block *log_add_block(struct log *L, enum log_kind kind)
{
    struct log_rows *R = &L->rows[kind];
    struct log_block *B = log_block_create(R->table);

    if (!B)
        return NULL;
    if (R->last)
        R->last->next = B;
    else
        R->first = B;
    R->last = B;
    return B;
}

/* The last block, with room for a row; NULL when there is no memory for one. */
static struct log_block *room(struct log *L, enum log_kind kind)
{
    struct log_block *B = L->rows[kind].last;

    if (B && B->rows < LOG_ROWS)
        return B;
    if (B)
        L->full(L->user, L, kind);
    B = log_add_block(L, kind);
    if (!B)
        L->status = GATESIM_ENOMEM;
    return B;
}

struct log_block *log_take(struct log *L, enum log_kind kind)
{
    struct log_rows *R = &L->rows[kind];
    struct log_block *B = R->first;

    if (!B)
        return NULL;
    R->first = B->next;
    if (!R->first)
        R->last = NULL;
    B->next = NULL;
    return B;
}

static inline int64_t on_grid(gatesim_ticks t)
{
    return (t + (1 << (LOG_BIT - 1))) >> LOG_BIT;
}

static inline double grid_seconds(int64_t units)
{
    return (double)units * (1.0 / (double)(GATESIM_TICKS_PER_SECOND >> LOG_BIT));
}

static inline double grid_time(gatesim_ticks t)
{
    return t == GATESIM_NEVER ? NAN : grid_seconds(on_grid(t));
}

/* Where column c of row i of a block lies. */
#define AT(type, c) ((type *)(void *)(B->data + columns[c].offset))[i]

/* put_delays(B, columns, i, T, home, t): the delays of row i by the causes at home, or at the gate,
 * from t on. */
static void put_delays(struct log_block *B, const struct log_column *columns, size_t i,
                       const struct gatesim_truck *T, int home, gatesim_ticks t)
{
    for (size_t c = 0; c < GATESIM_CAUSES; c++)
        if (gatesim_cause_home((enum gatesim_cause)c) == home) {
            AT(double, TRUCK_DELAYS + c) = grid_seconds(on_grid(t + T->delay[c]) - on_grid(t));
            t += T->delay[c];
        }
}

static void take_truck(void *user, const struct gatesim_truck *T)
{
    struct log *L = user;
    const struct log_column *columns = L->rows[LOG_TRUCK].table->columns;
    size_t count = L->rows[LOG_TRUCK].table->count;
    struct log_block *B = room(L, LOG_TRUCK);
    size_t i;

    if (!B)
        return;
    i = B->rows++;
    AT(uint32_t, TRUCK_REPLICATION) = L->replication;
    AT(uint16_t, TRUCK_CLASS) = (uint16_t)T->class_index;
    AT(uint32_t, TRUCK_SERIAL) = T->serial;
    AT(uint8_t, TRUCK_ORIGIN) = (uint8_t)T->origin;
    AT(uint8_t, TRUCK_OUTCOME) = (uint8_t)T->outcome;
    AT(double, TRUCK_WISHED) = grid_time(T->wished);
    AT(double, TRUCK_ARRIVED) = grid_time(T->arrived);
    AT(double, TRUCK_LEFT) = grid_time(T->left);
    put_delays(B, columns, i, T, 1, T->wished);
    put_delays(B, columns, i, T, 0, T->arrived);
    for (size_t c = TRUCK_ATTRIBUTES; c < count; c++)
        AT(uint8_t, c) = T->values[columns[c].attribute];
}

static void take_visit(void *user, const struct gatesim_visit *V)
{
    struct log *L = user;
    const struct log_column *columns = L->rows[LOG_VISIT].table->columns;
    struct log_block *B = room(L, LOG_VISIT);
    size_t i;

    if (!B)
        return;
    i = B->rows++;
    AT(uint32_t, VISIT_REPLICATION) = L->replication;
    AT(uint16_t, VISIT_CLASS) = (uint16_t)V->class_index;
    AT(uint32_t, VISIT_SERIAL) = V->serial;
    AT(uint8_t, VISIT_ORIGIN) = (uint8_t)V->origin;
    AT(uint16_t, VISIT_STATION) = (uint16_t)V->station;
    AT(double, VISIT_JOINED) = grid_time(V->joined);
    AT(double, VISIT_CALLED) = grid_time(V->called);
    AT(double, VISIT_SERVICE) = grid_time(V->service);
    AT(double, VISIT_LEFT) = grid_time(V->left);
}

struct log *log_create(const struct log_table *const tables[LOG_KINDS], uint32_t replication)
{
    struct log *L = calloc(1, sizeof *L);

    if (!L)
        return NULL;
    L->replication = replication;
    L->observer.user = L;
    for (int kind = 0; kind < LOG_KINDS; kind++)
        L->rows[kind].table = tables[kind];
    if (tables[LOG_TRUCK])
        L->observer.truck = take_truck;
    if (tables[LOG_VISIT])
        L->observer.visit = take_visit;
    return L;
}

void log_destroy(struct log *L)
{
    if (!L)
        return;
    for (enum log_kind kind = LOG_TRUCK; kind < LOG_KINDS; kind++)
        for (struct log_block *B; (B = log_take(L, kind)) != NULL;)
            free(B);
    free(L);
}
