/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each record is put together in a small buffer and appended whole. */
#include "sim/live/frame.h"

#include <string.h>

struct record {
    unsigned char bytes[64];
    size_t size;
};

static void put_u8(struct record *R, uint32_t x)
{
    R->bytes[R->size++] = (unsigned char)x;
}

static void put_u16(struct record *R, uint32_t x)
{
    put_u8(R, x & 0xff);
    put_u8(R, x >> 8 & 0xff);
}

static void put_u32(struct record *R, uint32_t x)
{
    put_u16(R, x & 0xffff);
    put_u16(R, x >> 16);
}

static void put_f32(struct record *R, double x)
{
    const float f = (float)x;
    uint32_t bits;

    memcpy(&bits, &f, sizeof bits);
    put_u32(R, bits);
}

static void put_f64(struct record *R, double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    put_u32(R, (uint32_t)bits);
    put_u32(R, (uint32_t)(bits >> 32));
}

static int end(struct record *R, struct vector *bytes)
{
    const int status = vector_append(bytes, R->bytes, R->size);

    R->size = 0;
    return status;
}

static int put_place(const struct gatesim *sim, size_t station, struct vector *bytes)
{
    struct record R = {.size = 0};
    struct gatesim_place p;

    gatesim_place(sim, station, &p);
    put_u32(&R, p.state);
    put_u32(&R, p.queue);
    put_u32(&R, p.busy);
    put_u32(&R, p.blocked);
    put_u32(&R, p.kept);
    put_u32(&R, p.suspended);
    put_u32(&R, p.on_shift);
    put_u32(&R, p.servers);
    put_u32(&R, p.before);
    put_u32(&R, p.incoming);
    put_f32(&R, p.speed);
    return end(&R, bytes);
}

static int put_class(const struct gatesim *sim, size_t class_index, struct vector *bytes)
{
    struct record R = {.size = 0};
    struct gatesim_flow f;

    gatesim_flow(sim, class_index, &f);
    put_u32(&R, (uint32_t)f.arrived);
    put_u32(&R, (uint32_t)f.crossed);
    put_u32(&R, (uint32_t)f.turned_back);
    return end(&R, bytes);
}

static int put_truck(const struct gatesim_presence *T, unsigned values, gatesim_ticks now,
                     struct vector *bytes)
{
    struct record R = {.size = 0};

    put_u32(&R, T->serial);
    put_u16(&R, T->class_index);
    put_u16(&R, T->station);
    put_u16(&R, T->last);
    put_u8(&R, T->doing);
    put_u8(&R, T->origin);
    for (unsigned i = 0; i < FRAME_VALUES; i++)
        put_u8(&R, i < values ? T->values[3 + i] : 0);
    put_f32(&R, gatesim_seconds(now - T->since));
    put_f32(&R, T->until == GATESIM_NEVER ? -1 : gatesim_seconds(T->until - now));
    put_f32(&R, gatesim_seconds(now - T->arrived));
    return end(&R, bytes);
}

/* values_of(D): how many attributes a truck tells. */
static unsigned values_of(const struct session_side *D)
{
    const size_t count = gatesim_scenario_count(D->scn, GATESIM_ATTRIBUTE) - 3;

    return count < FRAME_VALUES ? (unsigned)count : FRAME_VALUES;
}

static int put_trucks(const struct session_side *D, gatesim_ticks now, uint32_t *count,
                      struct vector *bytes)
{
    const unsigned values = values_of(D);
    struct gatesim_presence T;
    uint32_t cursor = 0;
    int status = 0;

    for (*count = 0; status == 0 && gatesim_trucks(D->sim, &cursor, &T); ++*count)
        status = put_truck(&T, values, now, bytes);
    return status;
}

static int put_side(const struct session_side *D, gatesim_ticks now, struct vector *bytes)
{
    const size_t stations = gatesim_scenario_count(D->scn, GATESIM_STATION);
    const size_t classes = gatesim_scenario_count(D->scn, GATESIM_CLASS);
    const size_t at = bytes->count;
    struct gatesim_progress progress;
    struct record R = {.size = 0};
    uint32_t trucks = 0;
    int status;

    gatesim_progress(D->sim, &progress);
    put_u32(&R, (uint32_t)progress.inside);
    put_u32(&R, 0);
    put_u32(&R, (uint32_t)stations);
    put_u32(&R, (uint32_t)classes);
    status = end(&R, bytes);
    for (size_t i = 0; i < stations && status == 0; i++)
        status = put_place(D->sim, i, bytes);
    for (size_t i = 0; i < classes && status == 0; i++)
        status = put_class(D->sim, i, bytes);
    if (status == 0 && progress.inside <= FRAME_TRUCKS)
        status = put_trucks(D, now, &trucks, bytes);
    if (status != 0)
        return status;
    put_u32(&R, trucks);
    memcpy(VECTOR_AT(bytes, unsigned char, at + 4), R.bytes, 4);
    return 0;
}

int frame_put(const struct session *G, struct vector *bytes)
{
    const gatesim_ticks now = session_clock(G);
    struct record R = {.size = 0};
    int status;

    put_u32(&R, FRAME_MAGIC);
    put_u32(&R, G->run);
    put_f64(&R, gatesim_seconds(now));
    put_f64(&R, G->pace);
    put_u8(&R, G->mode);
    put_u8(&R, G->count);
    put_u8(&R, values_of(&G->sides[0]));
    put_u8(&R, 0);
    status = end(&R, bytes);
    for (unsigned i = 0; i < G->count && status == 0; i++)
        status = put_side(&G->sides[i], now, bytes);
    return status;
}
