/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A frame: the stage at an instant, in bytes, for a page that draws it.
 *
 * Little-endian; floats are IEEE 754. A header, then each side:
 *
 *   u32 0x31465347 ("GSF1")  u32 run   f64 clock, s   f64 pace, 0: flat out
 *   u8 mode  u8 sides  u8 values of attributes a truck  u8 0
 *   side: u32 trucks inside  u32 trucks that follow  u32 stations  u32 classes
 *     station: u32 state queue busy blocked kept suspended on_shift servers before incoming
 *              f32 speed   (as struct gatesim_place)
 *     class: u32 arrived crossed turned_back
 *     truck: u32 serial  u16 class  u16 station  u16 last  u8 doing  u8 origin
 *            u8 values[4]  f32 in its state, s  f32 until that ends, s, below 0: open
 *            f32 in the system, s      (28 bytes; a station that is none is 0xffff)
 *
 * The values are of the first four attributes behind the three that follow from the class. With
 * more trucks inside than FRAME_TRUCKS none follows: the places are told in numbers only. */
#ifndef SIM_LIVE_FRAME_H
#define SIM_LIVE_FRAME_H

#include "sim/base/vector.h"
#include "sim/live/session.h"

#define FRAME_MAGIC UINT32_C(0x31465347)
#define FRAME_TRUCKS 2000
#define FRAME_VALUES 4

/* frame_put(G, bytes): append a frame to a vector of bytes. Returns 0 or GATESIM_ENOMEM. */
int frame_put(const struct session *G, struct vector *bytes);

#endif
