// SPDX-License-Identifier: GPL-3.0-or-later
// How the page is drawn, by day and by night, and how trucks are told apart: by colour and by shape
// at once.
import { paletteColor } from "../report/palette";
import { isDark } from "../report/theme";
import type { STATES } from "./codes";
import type { SideAbout, TrucksNow } from "./wire";
import { w } from "./strings";

/** Colours; style.css has the same ones of what it draws. */
export interface Look {
    ink: string;
    muted: string;
    rule: string;
    card: string;
    field: string;
    accent: string;
    /** Of the ways between places. */
    way: string;
    busy: string;
    blocked: string;
    down: string;
    /** A queue that is drawn as a bar. */
    bar: string;
    /** From a short time inside to a long one. */
    heat: string[];
    states: Record<(typeof STATES)[number], string>;
    channels: Record<string, string>;
}

const night: Look = {
    ink: "#e8eef6",
    muted: "#a9b8ca",
    rule: "#2b3a4d",
    card: "#17222f",
    field: "#0e161f",
    accent: "#6db3f2",
    way: "#3d5169",
    busy: "#d3deeb",
    blocked: "#ffb454",
    down: "#ff7b6b",
    bar: "#4c6a8c",
    heat: ["#7fd1c7", "#b5d67a", "#f1cf5b", "#f79a4b", "#ff6f61"],
    states: {
        closed: "#8fa0b5",
        down: "#ff7b6b",
        staff: "#ffb454",
        held: "#f1cf5b",
        open: "#5fd3a4",
    },
    channels: { green: "#5fd3a4", yellow: "#f1cf5b", red: "#ff7b6b" },
};

const day: Look = {
    ink: "#1a2330",
    muted: "#4c5a6b",
    rule: "#d3dae3",
    card: "#ffffff",
    field: "#eef2f6",
    accent: "#1a5fa8",
    way: "#9aa9bb",
    busy: "#3a4a5e",
    blocked: "#a85200",
    down: "#b3261e",
    bar: "#a9c1dc",
    heat: ["#0b7a6e", "#5a7012", "#8a6100", "#b4500b", "#b3261e"],
    states: {
        closed: "#56657a",
        down: "#b3261e",
        staff: "#a85200",
        held: "#7a6000",
        open: "#0b7248",
    },
    channels: { green: "#0b7248", yellow: "#8a6100", red: "#b3261e" },
};

/** Of the theme that the page has on (theme.ts). */
export const look = (): Look => (isDark() ? night : day);

/** The colour of the i-th of several. */
export const color = (i: number): string => paletteColor(isDark() ? "dark" : "light", i);

export const dashes: ("solid" | "dashed" | "dotted" | number[])[] = [
    "solid",
    "dashed",
    "dotted",
    [12, 4],
    [12, 4, 2, 4],
    [2, 2, 8, 2],
    [16, 4, 4, 4],
];
export const SHAPES = 5; // square, disc, triangle, diamond, cross

export interface Scheme {
    name: string;
    labels: string[];
    colors: string[];
    /** The number of its label. */
    of: (T: TrucksNow, i: number) => number;
}

const WAITS = [3600, 4 * 3600, 12 * 3600, 24 * 3600];

export function schemes(about: Pick<SideAbout, "classes" | "attributes">): Scheme[] {
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
            colors: look().heat,
            of: (T, i) => WAITS.filter((limit) => (T.age[i] ?? 0) >= limit).length,
        },
    ];

    // The first three follow from the class.
    about.attributes.slice(3, 7).forEach((a, k) =>
        list.push({
            name: a.name,
            labels: a.values,
            colors: a.values.map((value, i) => look().channels[value] ?? color(i)),
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
