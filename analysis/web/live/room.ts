// SPDX-License-Identifier: GPL-3.0-or-later
// How large a place is: as large as what stands in it. Its size goes up and down in steps, and not
// for every truck, so that the drawing is calm.
import { LEAST } from "./layout";
import { HEAD } from "./paint";

export const PITCH = 11; // px from truck to truck where there is room
const ROWS = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48]; // of trucks
const LARGE = 4; // rows from which on a place has no room for who is not there

/** Which part of a place's width its queue has, and those at its servers: side by side, or one of
 * them alone. */
export interface Parts {
    line: number;
    work: number;
}
const BOTH: Parts = { line: 0.56, work: 0.4 };
const LINE: Parts = { line: 1, work: 0 };
const WORK: Parts = { line: 0, work: 1 };

/** Rows that count trucks take in a width of so many px. */
const rowsOf = (count: number, width: number): number =>
    Math.ceil(count / Math.max(1, Math.floor(width / PITCH)));

/** Trucks that stand at a place: in line, and elsewhere in it. */
export interface Standing {
    queue: number;
    work: number;
}

/** The parts of a place that had these. One part alone lasts until a truck comes to the other. */
function partsOf(p: Standing, width: number, was: Parts): Parts {
    const large = (count: number, part: number): boolean => rowsOf(count, part * width) > LARGE;

    if (p.queue === 0 && (was === WORK || large(p.work, BOTH.work))) return WORK;
    if (p.work === 0 && (was === LINE || large(p.queue, BOTH.line))) return LINE;
    return BOTH;
}

interface Size {
    parts: Parts;
    rows: number;
}

function sizeOf(p: Standing, width: number, was: Size): Size {
    const parts = partsOf(p, width, was.parts);
    const count = Math.max(
        p.queue > 0 ? rowsOf(p.queue, parts.line * width) : 0,
        p.work > 0 ? rowsOf(p.work, parts.work * width) : 0,
    );
    const rows = ROWS.find((r) => r >= count) ?? count;

    // Down only when it is half empty.
    return { parts, rows: rows < was.rows && 2 * count > was.rows ? was.rows : rows };
}

export class Room {
    private sizes: Size[] = [];

    /** Make places of these widths, px, as large as they need to be; returns whether any has
     * changed. */
    fit(places: Standing[], widths: number[]): boolean {
        const was = this.sizes;

        this.sizes = places.map((p, i) =>
            sizeOf(p, (widths[i] ?? 0) - 10, was[i] ?? { parts: BOTH, rows: 0 }),
        );
        return (
            was.length !== this.sizes.length ||
            this.sizes.some((s, i) => s.rows !== was[i]?.rows || s.parts !== was[i].parts)
        );
    }

    /** The heights that places need, px. */
    heights(): number[] {
        return this.sizes.map(({ rows }) => Math.max(LEAST, HEAD + 7 + rows * PITCH));
    }

    parts(place: number): Parts {
        return this.sizes[place]?.parts ?? BOTH;
    }

    /** The size of the drawing is another one. */
    forget(): void {
        this.sizes = [];
    }
}
