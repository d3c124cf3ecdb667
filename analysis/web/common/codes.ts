// SPDX-License-Identifier: GPL-3.0-or-later
// The codes and records that the pages share with the program. Made by codes.mjs from the
// lists of include/gatesim/state.h, include/gatesim/observer.h, sim/live/session.h and
// sim/live/frame.h.

/** What the line of a station meets, by its code. */
export const STATES = ["closed", "down", "staff", "held", "open"] as const;

/** What a run does, by its code. */
export const MODES = ["paused", "running", "going", "finished", "failed"] as const;

/** The causes of delay, by their codes. */
export const CAUSES = [
    "queueing",
    "closed",
    "down",
    "metered",
    "staff",
    "driver",
    "batch",
    "papers",
    "road",
    "setup",
    "look-up",
    "service",
    "rework",
    "blocked",
    "travel",
    "booking",
    "late",
] as const;

/** What a truck does. */
export const DOING = {
    ON_ROAD: 0,
    IN_LINE: 1,
    IN_SETUP: 2,
    LOOKED_UP: 3,
    IN_SERVICE: 4,
    SUSPENDED: 5,
    BLOCKED: 6,
    UNDER_WAY: 7,
    AWAITS: 8,
    ASKS: 9,
    GATHERS: 10,
} as const;

/** The head of a frame. */
export const FRAME = {
    magic: 0,
    run: 4,
    clock: 8,
    pace: 16,
    mode: 24,
    sides: 25,
    values: 26,
    zero: 27,
    size: 28,
} as const;

/** The head of a side. */
export const SIDE = {
    inside: 0,
    trucks: 4,
    stations: 8,
    classes: 12,
    size: 16,
} as const;

/** A station. */
export const PLACE = {
    state: 0,
    queue: 4,
    busy: 8,
    blocked: 12,
    kept: 16,
    suspended: 20,
    on_shift: 24,
    servers: 28,
    before: 32,
    incoming: 36,
    speed: 40,
    size: 44,
} as const;

/** A class of trucks. */
export const CLASS = {
    arrived: 0,
    crossed: 4,
    turned_back: 8,
    size: 12,
} as const;

/** A truck. */
export const TRUCK = {
    serial: 0,
    class_index: 4,
    station: 6,
    last: 8,
    doing: 10,
    origin: 11,
    values: 12,
    since: 16,
    left: 20,
    age: 24,
    size: 28,
} as const;
