// SPDX-License-Identifier: GPL-3.0-or-later
// How trucks are told apart: by colour and by shape at once.
import type { SideAbout, TrucksNow } from "./wire";
import { w } from "./strings";

export const ink = "#e8eef6";
export const muted = "#a9b8ca";
export const rule = "#2b3a4d";
export const card = "#17222f";
export const field = "#0e161f";
export const accent = "#6db3f2";

/** Each stands out from a card by 4.5 : 1 at least. */
export const palette = [
    "#6db3f2",
    "#ffb454",
    "#5fd3a4",
    "#f28fb5",
    "#c3d46a",
    "#b39df2",
    "#ff8a73",
];
export const dashes: ("solid" | "dashed" | "dotted" | number[])[] = [
    "solid",
    "dashed",
    "dotted",
    [12, 4],
    [12, 4, 2, 4],
    [2, 2, 8, 2],
    [16, 4, 4, 4],
];
const heat = ["#7fd1c7", "#b5d67a", "#f1cf5b", "#f79a4b", "#ff6f61"];
export const SHAPES = 5; // square, disc, triangle, diamond, cross

export interface Scheme {
    name: string;
    labels: string[];
    colors: string[];
    /** The number of its label. */
    of: (T: TrucksNow, i: number) => number;
}

const WAITS = [3600, 4 * 3600, 12 * 3600, 24 * 3600];

export function schemes(about: SideAbout): Scheme[] {
    const color = (i: number): string => palette[i % palette.length] ?? accent;
    const list: Scheme[] = [
        {
            name: w("colour.class"),
            labels: about.classes,
            colors: about.classes.map((_, i) => color(i)),
            of: (T, i) => T.of[i] ?? 0,
        },
        {
            name: w("colour.wait"),
            labels: [w("wait.0"), w("wait.1"), w("wait.2"), w("wait.3"), w("wait.4")],
            colors: heat,
            of: (T, i) => WAITS.filter((limit) => (T.age[i] ?? 0) >= limit).length,
        },
    ];

    // The first three follow from the class.
    about.attributes.slice(3, 7).forEach((a, k) =>
        list.push({
            name: a.name,
            labels: a.values,
            colors: a.values.map((value, i) => {
                const named: Record<string, string> = {
                    green: "#5fd3a4",
                    yellow: "#f1cf5b",
                    red: "#ff7b6b",
                };
                return named[value] ?? color(i);
            }),
            of: (T, i) => T.values[4 * i + k] ?? 0,
        }),
    );
    return list;
}

/** A mark of a shape, size across, with its middle at x, y, added to the path. */
export function mark(
    c: CanvasRenderingContext2D,
    shape: number,
    x: number,
    y: number,
    size: number,
): void {
    const r = size / 2;

    switch (shape % SHAPES) {
        case 0:
            c.rect(x - r, y - r, size, size);
            return;
        case 1:
            c.moveTo(x + r, y);
            c.arc(x, y, r, 0, 6.2832);
            return;
        case 2:
            c.moveTo(x, y - r);
            c.lineTo(x + r, y + r);
            c.lineTo(x - r, y + r);
            c.closePath();
            return;
        case 3:
            c.moveTo(x, y - r);
            c.lineTo(x + r, y);
            c.lineTo(x, y + r);
            c.lineTo(x - r, y);
            c.closePath();
            return;
        default: {
            const t = size / 5;
            c.rect(x - r, y - t / 2 - t / 4, size, t * 1.5);
            c.rect(x - t / 2 - t / 4, y - r, t * 1.5, size);
        }
    }
}
