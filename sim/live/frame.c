/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each record is put together in a small buffer, member by member of its list, and appended whole.
 */
#include "sim/live/frame.h"

#include <string.h>

/* A record that is put together. */
struct record {
    unsigned char bytes[64];
    size_t size;
};

/* The types of the lists: how each is held here, and put into a record. */
typedef uint32_t frame_u8, frame_u16, frame_u32;
typedef double frame_f32, frame_f64;
typedef struct {
    uint8_t of[FRAME_VALUES];
} frame_u8x4;

static void put_u8(struct record *R, uint32_t x)
{
    R->bytes[R->size++] = (unsigned char)x;
}

static void put_u8x4(struct record *R, frame_u8x4 x)
{
    for (unsigned i = 0; i < FRAME_VALUES; i++)
        put_u8(R, x.of[i]);
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

/* The records that hold what no struct of the engine holds. */
#define MEMBER(name, type) frame_##type name;
struct frame_head {
    FRAME_HEAD_LIST(MEMBER)
};
struct frame_side {
    FRAME_SIDE_LIST(MEMBER)
};
struct frame_truck {
    FRAME_TRUCK_LIST(MEMBER)
};
#undef MEMBER

/* Append R to bytes and empty it. Returns 0 or GATESIM_ENOMEM. */
static int end(struct record *R, struct vector *bytes)
{
    const int status = vector_append(bytes, R->bytes, R->size);

    R->size = 0;
    return status;
}

/* Put the member of that name of x into the record R. */
#define PUT(name, type) put_##type(&R, (frame_##type)x.name);
#define PUT_WHOLE(name, type) put_##type(&R, x.name);

static int put_place(const struct gatesim *sim, size_t station, struct vector *bytes)
{
    struct record R = {.size = 0};
    struct gatesim_place x;

    gatesim_place(sim, station, &x);
    FRAME_PLACE_LIST(PUT)
    return end(&R, bytes);
}

static int put_class(const struct gatesim *sim, size_t class_index, struct vector *bytes)
{
    struct record R = {.size = 0};
    struct gatesim_flow x;

    gatesim_flow(sim, class_index, &x);
    FRAME_CLASS_LIST(PUT)
    return end(&R, bytes);
}

/* Append the truck T, with the first values of its attributes, as it is at the instant now. Returns
 * 0 or GATESIM_ENOMEM. */
static int put_truck(const struct gatesim_presence *T, unsigned values, gatesim_ticks now,
                     struct vector *bytes)
{
    struct record R = {.size = 0};
    struct frame_truck x = {
        .serial = T->serial,
        .class_index = T->class_index,
        .station = T->station,
        .last = T->last,
        .doing = T->doing,
        .origin = T->origin,
        .since = gatesim_seconds(now - T->since),
        .left = T->until == GATESIM_NEVER ? -1 : gatesim_seconds(T->until - now),
        .age = gatesim_seconds(now - T->arrived),
    };

    for (unsigned i = 0; i < values; i++)
        x.values.of[i] = T->values[3 + i];
    FRAME_TRUCK_LIST(PUT_WHOLE)
    return end(&R, bytes);
}

/* Returns how many attributes behind the three of the class a truck of side D tells. */
static unsigned values_of(const struct session_side *D)
{
    const size_t count = gatesim_scenario_count(D->scn, GATESIM_ATTRIBUTE) - 3;

    return count < FRAME_VALUES ? (unsigned)count : FRAME_VALUES;
}

/* Append the trucks that are inside side D at the instant now, and count them. Returns 0 or
 * GATESIM_ENOMEM. */
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

/* Append the head of a side. Returns 0 or GATESIM_ENOMEM. */
static int put_side_head(struct frame_side x, struct vector *bytes)
{
    struct record R = {.size = 0};

    FRAME_SIDE_LIST(PUT_WHOLE)
    return end(&R, bytes);
}

/* Write the number of trucks that follow into the head of a side, which is at `at` in bytes. */
static void set_trucks(struct vector *bytes, size_t at, uint32_t trucks)
{
    struct record R = {.size = 0};

    put_u32(&R, trucks);
    memcpy(VECTOR_AT(bytes, unsigned char, at + 4), R.bytes, R.size);
}

/* Append the side D at the instant now. Returns 0 or GATESIM_ENOMEM. */
static int put_side(const struct session_side *D, gatesim_ticks now, struct vector *bytes)
{
    const size_t stations = gatesim_scenario_count(D->scn, GATESIM_STATION);
    const size_t classes = gatesim_scenario_count(D->scn, GATESIM_CLASS);
    const size_t at = bytes->count;
    struct gatesim_progress progress;
    uint32_t trucks = 0;
    int status;

    gatesim_progress(D->sim, &progress);
    status = put_side_head((struct frame_side){.inside = (uint32_t)progress.inside,
                                               .stations = (uint32_t)stations,
                                               .classes = (uint32_t)classes},
                           bytes);
    for (size_t i = 0; i < stations && status == 0; i++)
        status = put_place(D->sim, i, bytes);
    for (size_t i = 0; i < classes && status == 0; i++)
        status = put_class(D->sim, i, bytes);
    if (status == 0 && progress.inside <= FRAME_TRUCKS)
        status = put_trucks(D, now, &trucks, bytes);
    if (status == 0)
        set_trucks(bytes, at, trucks);
    return status;
}

int frame_put(const struct session *G, struct vector *bytes)
{
    const gatesim_ticks now = session_clock(G);
    const struct frame_head x = {
        .magic = FRAME_MAGIC,
        .run = G->run,
        .clock = gatesim_seconds(now),
        .pace = G->pace,
        .mode = G->mode,
        .sides = G->count,
        .values = values_of(&G->sides[0]),
    };
    struct record R = {.size = 0};
    int status;

    FRAME_HEAD_LIST(PUT_WHOLE)
    status = end(&R, bytes);
    for (unsigned i = 0; i < G->count && status == 0; i++)
        status = put_side(&G->sides[i], now, bytes);
    return status;
}
