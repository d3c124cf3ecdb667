/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A frame: a session at an instant, in bytes, for a page that draws it.
 *
 * Little-endian; floats are IEEE 754. A frame is a head, then each side: the head of the side, its
 * stations, its classes and its trucks, records as listed below. The page reads them by the offsets
 * that analysis/web/codes.mjs makes from these lists.
 *
 * With more trucks inside than FRAME_TRUCKS no truck follows: the stations are told in numbers
 * only. */
#ifndef SIM_LIVE_FRAME_H
#define SIM_LIVE_FRAME_H

#include "sim/base/vector.h"
#include "sim/live/session.h"

#define FRAME_MAGIC UINT32_C(0x31465347) /* "GSF1" */
#define FRAME_TRUCKS 2000                /* of a side, at most */
#define FRAME_VALUES 4                   /* attributes of a truck, at most */

/* The head of a frame, X(name, type): the clock in s; the pace, 0 when flat out; how many sides
 * follow; how many of a truck's values are attributes of the scenario. */
#define FRAME_HEAD_LIST(X) \
    X(magic, u32)          \
    X(run, u32)            \
    X(clock, f64)          \
    X(pace, f64)           \
    X(mode, u8)            \
    X(sides, u8)           \
    X(values, u8)          \
    X(zero, u8)

/* The head of a side: trucks inside, and how many records of each kind follow. */
#define FRAME_SIDE_LIST(X) X(inside, u32) X(trucks, u32) X(stations, u32) X(classes, u32)

/* A station: members of struct gatesim_place. */
#define FRAME_PLACE_LIST(X) \
    X(state, u32)           \
    X(queue, u32)           \
    X(busy, u32)            \
    X(blocked, u32)         \
    X(kept, u32)            \
    X(suspended, u32)       \
    X(on_shift, u32)        \
    X(servers, u32)         \
    X(before, u32)          \
    X(incoming, u32)        \
    X(speed, f32)

/* A class of trucks: members of struct gatesim_flow. */
#define FRAME_CLASS_LIST(X) X(arrived, u32) X(crossed, u32) X(turned_back, u32)

/* A truck: its stations are 0xffff where there is none; values are those of the first attributes
 * behind the three that follow from the class; since is s in what it does, left s until that ends
 * (below 0: open), age s in the system. */
#define FRAME_TRUCK_LIST(X) \
    X(serial, u32)          \
    X(class_index, u16)     \
    X(station, u16)         \
    X(last, u16)            \
    X(doing, u8)            \
    X(origin, u8)           \
    X(values, u8x4)         \
    X(since, f32)           \
    X(left, f32)            \
    X(age, f32)

/* frame_put(G, bytes): append a frame of the session G to bytes, a vector of bytes. Returns 0, or
 * GATESIM_ENOMEM with part of a frame in bytes. */
int frame_put(const struct session *G, struct vector *bytes);

#endif
