// SPDX-License-Identifier: GPL-3.0-or-later
// For who watches the page with a program: how long pictures took, and what is shown.
import type { Box } from "./layout";
import type { Frame } from "./frame";
import type { Numbers, Session } from "./messages";

const SAMPLES = 1200; // pictures whose times are kept

interface Watched {
    draws: number[]; // ms of work for a picture
    gaps: number[]; // ms between pictures
    frames: number;
    frame?: Frame;
    numbers?: Numbers;
    session?: Session;
    trucks: number;
    /** Where place i of a side is drawn. */
    box?: (side: number, station: number) => Box | undefined;
}
declare global {
    interface Window {
        gatesimLive: Watched;
    }
}

export const watched: Watched = { draws: [], gaps: [], frames: 0, trucks: 0 };
window.gatesimLive = watched;

function keep(list: number[], x: number): void {
    list.push(x);
    if (list.length > SAMPLES) list.splice(0, list.length - SAMPLES);
}

/** A picture took draw ms, and came gap ms after the one before. */
export function picture(draw: number, gap: number): void {
    keep(watched.draws, draw);
    keep(watched.gaps, gap);
}
