// SPDX-License-Identifier: GPL-3.0-or-later
// Charts: the parts of the library that are used, what all charts have in common, and the figure
// that each stands in, with its title, its data as a table and as a file.
import { BarChart, CustomChart, HeatmapChart, LineChart, SankeyChart } from "echarts/charts";
import {
    AriaComponent,
    GridComponent,
    MarkAreaComponent,
    MarkLineComponent,
    TooltipComponent,
    VisualMapComponent,
    LegendComponent,
    TitleComponent,
} from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { CustomSeriesOption, EChartsOption } from "echarts";
import { type Child, csv, download, el, scroll, table, type Table } from "./dom";
import { number } from "./format";
import { t } from "./strings";

echarts.use([
    AriaComponent,
    BarChart,
    CustomChart,
    GridComponent,
    HeatmapChart,
    LegendComponent,
    LineChart,
    MarkAreaComponent,
    MarkLineComponent,
    SankeyChart,
    SVGRenderer,
    TitleComponent,
    TooltipComponent,
    VisualMapComponent,
]);

export type Option = EChartsOption;
/** What a chart of our own drawing draws. */
export type Drawing = ReturnType<NonNullable<CustomSeriesOption["renderItem"]>>;

// Each stands out from white by 4.5 : 1 at least.
export const palette = [
    "#1d4e89",
    "#b4500b",
    "#0b6e5f",
    "#8a2a6b",
    "#5a6b12",
    "#5b3fb0",
    "#a3263a",
    "#4a5568",
];
export const color = (i: number): string => palette[i % palette.length] ?? "#1d4e89";
export const dashes: ("solid" | "dashed" | "dotted" | number[])[] = [
    "solid",
    "dashed",
    "dotted",
    [12, 4],
    [12, 4, 2, 4],
    [4, 8],
    [16, 4, 4, 4],
    [2, 2, 8, 2],
];
export const dash = (i: number): (typeof dashes)[number] => dashes[i % dashes.length] ?? "solid";

// What stands at the ends of lines: those that end together, at the end of the first of them.
export const endNames = (lines: { name: string; values: (number | null)[] }[]): string[] => {
    const all = lines.flatMap(({ values }) => values.filter((x) => x !== null));
    const near = 0.05 * (Math.max(...all) - Math.min(...all));
    const groups: { end: number; at: number; names: string[] }[] = [];

    lines.forEach(({ name, values }, at) => {
        const end = values.filter((x) => x !== null).at(-1) ?? 0;
        const group = groups.find((G) => Math.abs(G.end - end) <= near);

        if (group) group.names.push(name);
        else groups.push({ end, at, names: [name] });
    });
    return lines.map((_, i) => groups.find(({ at }) => at === i)?.names.join(", ") ?? "");
};

// Patterns that tell bars apart where there is no colour.
export const decals = [
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
].map((decal) => ({ color: "rgba(255,255,255,0.55)", ...decal }));
export const decal = (i: number): object => decals[i % decals.length] ?? {};

export const ink = "#1a202c";
export const muted = "#4a5568";
export const rule = "#d5dae2";
export const shade = "#e7eaf0";
export const font =
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';

const common = {
    animation: false,
    textStyle: { fontFamily: font, color: ink, fontSize: 12 },
    aria: { enabled: true, label: { enabled: false }, decal: { show: false } },
} satisfies Option;

export const tooltip = {
    renderMode: "richText" as const, // text, never markup
    confine: true,
    backgroundColor: "#ffffff",
    borderColor: muted,
    textStyle: { color: ink, fontFamily: font, fontSize: 12 },
};

export const axisText = { color: muted, fontSize: 12, fontFamily: font };
export const axisLook = {
    axisLabel: axisText,
    nameTextStyle: { ...axisText, fontStyle: "italic" as const },
    axisLine: { lineStyle: { color: muted } },
    axisTick: { lineStyle: { color: muted } },
    splitLine: { lineStyle: { color: rule } },
};

/** The same of an axis of numbers, as the language of the page writes them. */
export const numberAxis = {
    ...axisLook,
    axisLabel: { ...axisText, formatter: (x: number): string => number(x) },
};

/** The number in a bar. */
export const barLabel = {
    color: ink,
    backgroundColor: "#ffffff",
    padding: [1, 3] as [number, number],
    borderRadius: 2,
    fontSize: 11,
};

/** Charts of the page by the id of their figure. */
export const charts = new Map<string, echarts.ECharts>();

/** px of a chart on paper, which makes its text there 8 pt. */
const PAPER = 800;
/** What draws each chart anew in a width; none: that of the page. */
const drawn = new Map<string, (width?: number) => void>();

/** Charts of a page that is to be replaced are gone. */
export function forget(): void {
    for (const chart of charts.values()) chart.dispose();
    charts.clear();
    drawn.clear();
}

window.addEventListener("beforeprint", () => {
    for (const draw of drawn.values()) draw(PAPER);
});
window.addEventListener("afterprint", () => {
    for (const draw of drawn.values()) draw();
});

export interface FigureSpec {
    id: string;
    title: string;
    /** What it shows, and how to read it. */
    note: string;
    /** The chart in a sentence, for those who do not see it. */
    spoken: string;
    height: number;
    /** px below which it scrolls sideways rather than shrinks. */
    least?: number;
    data: Table;
    /** Of the width that there is. */
    option: (width: number) => Option;
}

/** A figure, and the function that draws it once it is on the page. */
export interface Figure {
    element: HTMLElement;
    draw: () => void;
}

function dataPart(spec: FigureSpec): HTMLElement {
    const details = el("details", {}, el("summary", {}, t("figure.table")));

    details.addEventListener(
        "toggle",
        () => {
            if (details.querySelector("table") === null)
                details.append(scroll(spec.title, table(spec.data, spec.title)));
        },
        { once: true },
    );
    return details;
}

export function figure(spec: FigureSpec, ...below: Child[]): Figure {
    const canvas = el("div", {
        class: "chart",
        role: "img",
        "aria-label": `${spec.title}. ${spec.spoken}`,
    });
    const button = el("button", { type: "button" }, t("figure.csv"));
    const frame = el("div", { class: "scroll" }, canvas);
    let chart: echarts.ECharts | undefined;
    let last = 0;

    canvas.style.height = `${spec.height}px`;
    if (spec.least !== undefined) {
        canvas.style.minWidth = `${spec.least}px`;
        frame.setAttribute("tabindex", "0");
        frame.setAttribute("role", "region");
        frame.setAttribute("aria-label", spec.title);
    }
    button.setAttribute("aria-label", `${t("figure.csv")}: ${spec.title}`);
    button.addEventListener("click", () => {
        download(`${spec.id}.csv`, csv(spec.data));
    });
    const render = (width = canvas.clientWidth): void => {
        if (width === 0 || width === last) return;
        last = width;
        chart ??= echarts.init(canvas, null, { renderer: "svg" });
        chart.resize({ width });
        chart.setOption({ ...common, ...spec.option(width) }, { notMerge: true });
        charts.set(spec.id, chart);
        // On paper it is as wide as the paper, by style alone.
        canvas.querySelector("svg")?.setAttribute("viewBox", `0 0 ${width} ${canvas.clientHeight}`);
    };

    return {
        element: el(
            "figure",
            { id: spec.id },
            el("figcaption", {}, el("h3", {}, spec.title), el("p", { class: "note" }, spec.note)),
            frame,
            ...below,
            el("div", { class: "tools" }, button, dataPart(spec)),
        ),
        draw: () => {
            drawn.set(spec.id, render);
            render();
            new ResizeObserver(() => {
                render();
            }).observe(canvas);
        },
    };
}
