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
import { type Child, download, el, scroll, table } from "../common/dom";
import { csv, type Table } from "../common/tables";
import { legend, type Entry } from "./legend";
import { dress, font, style } from "./chart_style";
import { isDark } from "../common/theme";
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

/** What all charts have in common. */
const common = (): Option => ({
    animation: false,
    textStyle: { fontFamily: font, color: style.ink, fontSize: 12 },
    aria: { enabled: true, label: { enabled: false }, decal: { show: false } },
});

/** Charts of the page by the id of their figure. */
export const charts = new Map<string, echarts.ECharts>();

/** px of a chart on paper, which makes its text there 8 pt. */
const PAPER = 800;
/** What draws each chart anew, in the style of the moment, in a width; none: that of the page. */
const drawn = new Map<string, (width?: number) => void>();

/** Charts of a page that is to be replaced are gone. */
export function forget(): void {
    for (const chart of charts.values()) chart.dispose();
    charts.clear();
    drawn.clear();
}

/** Draw all charts anew, since the theme or the width is another one. */
export function redraw(width?: number): void {
    for (const draw of drawn.values()) draw(width);
}

window.addEventListener("beforeprint", () => {
    dress(false);
    redraw(PAPER);
});
window.addEventListener("afterprint", () => {
    dress(isDark());
    redraw();
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
    /** Whose lines these are, where there are several. */
    legend?: Entry[];
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

/** A button that hands a figure over as a file. */
function fileButton(label: string, title: string, hand: () => void): HTMLElement {
    const button = el("button", { type: "button", "aria-label": `${label}: ${title}` }, label);

    button.addEventListener("click", hand);
    return button;
}

/** The canvas of a figure, in a frame that scrolls where the chart is not to shrink. */
function stage(spec: FigureSpec): { canvas: HTMLElement; frame: HTMLElement } {
    const canvas = el("div", {
        class: "chart",
        role: "img",
        "aria-label": `${spec.title}. ${spec.spoken}`,
    });

    canvas.style.height = `${spec.height}px`;
    if (spec.least === undefined) return { canvas, frame: el("div", { class: "frame" }, canvas) };
    canvas.style.minWidth = `${spec.least}px`;
    return { canvas, frame: scroll(spec.title, canvas) };
}

/** The chart of a canvas as a picture that stands alone, on light paper. */
function picture(canvas: HTMLElement, title: string, draw: () => void): string {
    dress(false);
    draw();
    const svg = canvas.querySelector("svg")?.cloneNode(true) as SVGElement;
    const paper = document.createElementNS(svg.namespaceURI, "rect");
    const name = document.createElementNS(svg.namespaceURI, "title");

    paper.setAttribute("width", "100%");
    paper.setAttribute("height", "100%");
    paper.setAttribute("fill", style.paper);
    name.textContent = title;
    svg.prepend(name, paper);
    dress(isDark());
    draw();
    return new XMLSerializer().serializeToString(svg);
}

export function figure(spec: FigureSpec, ...below: Child[]): Figure {
    const { canvas, frame } = stage(spec);
    const key = spec.legend ? legend(spec.legend) : null;
    let chart: echarts.ECharts | undefined;
    const render = (width = canvas.clientWidth): void => {
        if (width === 0) return;
        chart ??= echarts.init(canvas, null, { renderer: "svg" });
        chart.resize({ width });
        chart.setOption({ ...common(), ...spec.option(width) }, { notMerge: true });
        charts.set(spec.id, chart);
        key?.fill();
        // On paper it is as wide as the paper, by style alone.
        canvas.querySelector("svg")?.setAttribute("viewBox", `0 0 ${width} ${canvas.clientHeight}`);
    };
    const tools = [
        fileButton(t("figure.csv"), spec.title, () => {
            download(`${spec.id}.csv`, csv(spec.data));
        }),
        fileButton(t("figure.svg"), spec.title, () => {
            download(`${spec.id}.svg`, picture(canvas, spec.title, render), "image/svg+xml");
        }),
    ];

    return {
        element: el(
            "figure",
            { id: spec.id },
            el("figcaption", {}, el("h3", {}, spec.title), el("p", { class: "note" }, spec.note)),
            key?.element,
            frame,
            ...below,
            el("div", { class: "tools" }, ...tools, dataPart(spec)),
        ),
        draw: () => {
            let last = canvas.clientWidth;

            drawn.set(spec.id, render);
            render();
            new ResizeObserver(() => {
                if (canvas.clientWidth === last) return;
                last = canvas.clientWidth;
                render();
            }).observe(canvas);
        },
    };
}
