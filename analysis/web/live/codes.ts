// SPDX-License-Identifier: GPL-3.0-or-later
// The codes of a frame. Made by codes.mjs from the lists of include/gatesim/state.h and
// sim/live/session.h.

/** What the line of a station meets, by its code. */
export const STATES = ["closed", "down", "staff", "held", "open"] as const;

/** What a run does, by its code. */
export const MODES = ["paused", "running", "going", "finished", "failed"] as const;

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
