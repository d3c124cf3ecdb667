// SPDX-License-Identifier: GPL-3.0-or-later
// What charts look like, on light paper and on dark.
import { number } from "../common/format";
import { palettes } from "../common/palette";

interface Theme {
    ink: string;
    muted: string;
    rule: string;
    /** Of spans of time. */
    shade: string;
    paper: string;
    /** What is free, and its border. */
    free: string;
    edge: string;
    alarm: string;
    link: string;
    hatch: string;
    palette: string[];
    /** From little to much. */
    ramp: [string, string, string, string, string];
}

const day: Theme = {
    ink: "#1a202c",
    muted: "#4a5568",
    rule: "#d5dae2",
    shade: "#e7eaf0",
    paper: "#ffffff",
    free: "#eef1f5",
    edge: "#8b94a3",
    alarm: "rgba(163,38,58,0.08)",
    link: "#8fa3bd",
    hatch: "rgba(255,255,255,0.55)",
    palette: palettes.light,
    ramp: ["#dfe7f1", "#aec6e0", "#6f9bc9", "#35699f", "#0c2f57"],
};

const night: Theme = {
    ink: "#e6e9ef",
    muted: "#aab4c3",
    rule: "#39424f",
    shade: "#27303c",
    paper: "#14181f",
    free: "#232b36",
    edge: "#7d8899",
    alarm: "rgba(240,138,150,0.14)",
    link: "#6d83a0",
    hatch: "rgba(0,0,0,0.5)",
    palette: palettes.dark,
    ramp: ["#22303f", "#2f4f70", "#3f77ab", "#6aa5dc", "#c3e0ff"],
};

export const font =
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';

/** What follows from a theme: the parts that charts have in common. */
function styled(T: Theme) {
    const axisText = { color: T.muted, fontSize: 12, fontFamily: font };
    const axisLook = {
        axisLabel: axisText,
        nameTextStyle: { ...axisText, fontStyle: "italic" as const },
        axisLine: { lineStyle: { color: T.muted } },
        axisTick: { lineStyle: { color: T.muted } },
        splitLine: { lineStyle: { color: T.rule } },
    };

    return {
        ...T,
        axisText,
        axisLook,
        /** The same of an axis of numbers, as the language of the page writes them. */
        numberAxis: {
            ...axisLook,
            axisLabel: { ...axisText, formatter: (x: number): string => number(x) },
        },
        tooltip: {
            renderMode: "richText" as const, // text, never markup
            confine: true,
            backgroundColor: T.paper,
            borderColor: T.muted,
            textStyle: { color: T.ink, fontFamily: font, fontSize: 12 },
        },
        /** The number in a bar. */
        barLabel: {
            color: T.ink,
            backgroundColor: T.paper,
            padding: [3, 4] as [number, number],
            borderRadius: 2,
            fontSize: 11,
        },
    };
}

/** What charts that are drawn now look like. */
export let style = styled(day);

/** Charts that are drawn from now on are for dark paper, or for light. */
export function dress(dark: boolean): void {
    style = styled(dark ? night : day);
}

/** The colour of the k-th of several things that are told apart. */
export const color = (k: number): string =>
    style.palette[k % style.palette.length] ?? style.palette[0] ?? style.ink;

/** The dashes of the k-th of several lines, in px; none: it is solid. */
export const dashes: number[][] = [
    [],
    [6, 4],
    [2, 3],
    [12, 4],
    [12, 4, 2, 4],
    [4, 8],
    [16, 4, 4, 4],
    [2, 2, 8, 2],
];
export const dash = (k: number): number[] | "solid" => {
    const pattern = dashes[k % dashes.length] ?? [];
    return pattern.length === 0 ? "solid" : pattern;
};

// Patterns that tell bars apart where there is no colour.
const hatches = [
    { symbol: "none" },
    { dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 },
    {
        symbol: "circle",
        dashArrayX: [
            [6, 6],
            [0, 6, 6, 0],
        ],
        dashArrayY: [6, 0],
        symbolSize: 0.7,
    },
    { dashArrayX: [1, 0], dashArrayY: [3, 5], rotation: 0 },
    { dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: Math.PI / 4 },
    {
        symbol: "triangle",
        dashArrayX: [
            [8, 8],
            [0, 8, 8, 0],
        ],
        dashArrayY: [8, 0],
        symbolSize: 0.8,
    },
    { dashArrayX: [1, 0], dashArrayY: [3, 5], rotation: Math.PI / 2 },
    {
        symbol: "rect",
        dashArrayX: [
            [5, 5],
            [0, 5, 5, 0],
        ],
        dashArrayY: [5, 0],
        symbolSize: 0.8,
    },
];

export const decal = (k: number): object => ({
    color: style.hatch,
    ...hatches[k % hatches.length],
});
