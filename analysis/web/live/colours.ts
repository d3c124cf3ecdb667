// SPDX-License-Identifier: GPL-3.0-or-later
// The colours of the page, by day and by night, and the dashes of its lines.
import { paletteColor } from "../common/palette";
import { isDark } from "../common/theme";
import type { STATES } from "../common/codes";

/** The colours of what is drawn; style.css has the same ones for what it draws. */
export interface Colours {
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

const night: Colours = {
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

const day: Colours = {
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

/** The colours of the theme that the page has on. */
export const colours = (): Colours => (isDark() ? night : day);

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
