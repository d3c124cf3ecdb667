// SPDX-License-Identifier: GPL-3.0-or-later
// Charts of the run so far. A chart takes some milliseconds to set, so at most one is set between
// two pictures of the gate.
import { LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import type { EChartsOption, LineSeriesOption } from "echarts";
import { el } from "../common/dom";
import { number } from "../common/format";
import { color, dashes, colours } from "./colours";
import { w } from "./strings";

echarts.use([CanvasRenderer, GridComponent, LegendComponent, LineChart, TooltipComponent]);

const font = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
const text = () => ({ color: colours().muted, fontSize: 11, fontFamily: font });

export interface Line {
    name: string;
    points: [number, number | null][]; // ms, value
    color: number;
    dash: number;
    /** A band around it: half its width. */
    half?: (number | null)[];
}

function bands(line: Line): LineSeriesOption[] {
    if (line.half === undefined) return [];
    const low = line.points.map(([at, y], i) => {
        const half = line.half?.[i] ?? null;
        return [at, y === null || half === null ? null : y - half];
    });
    const wide = line.points.map(([at], i) => {
        const half = line.half?.[i] ?? null;
        return [at, half === null ? null : 2 * half];
    });
    const base = {
        type: "line" as const,
        stack: `band ${line.name}`,
        symbol: "none",
        lineStyle: { opacity: 0 },
        silent: true,
        tooltip: { show: false },
    };
    return [
        { ...base, data: low },
        {
            ...base,
            data: wide,
            areaStyle: { color: color(line.color), opacity: 0.22 },
        },
    ];
}

const series = (lines: Line[]): LineSeriesOption[] =>
    lines.flatMap((l) => [
        ...bands(l),
        {
            type: "line" as const,
            name: l.name,
            data: l.points,
            symbol: "none",
            color: color(l.color),
            lineStyle: { width: 1.8, type: dashes[l.dash % dashes.length] ?? "solid" },
        },
    ]);

export class Chart {
    readonly element: HTMLElement;
    private readonly box: HTMLElement;
    private readonly none = el("p", { class: "empty" }, w("chart.none"));
    private chart: echarts.ECharts | undefined;
    private lines: Line[] | undefined;
    private names = ""; // of those that are drawn

    constructor(
        readonly id: string,
        private readonly title: string,
        private readonly unit: string,
    ) {
        this.box = el("div", { class: "chart", role: "img", "aria-label": title });
        this.element = el("figure", { id }, el("figcaption", {}, title), this.none, this.box);
    }

    set(lines: Line[]): void {
        this.lines = lines;
    }

    /** Draw what was set, if anything was; returns whether it was. */
    draw(from: number, to: number): boolean {
        const lines = this.lines;

        if (lines === undefined || this.element.clientWidth === 0) return false;
        this.lines = undefined;
        this.box.hidden = !lines.some((l) => l.points.some(([, y]) => y !== null));
        this.none.hidden = !this.box.hidden;
        if (this.box.hidden) return false;
        this.chart ??= echarts.init(this.box, null, { renderer: "canvas" });
        const names = lines.map((l) => l.name).join("|");
        if (names === this.names)
            this.chart.setOption({ xAxis: { min: from, max: to }, series: series(lines) });
        else this.chart.setOption(this.option(lines, from, to), { notMerge: true });
        this.names = names;
        const newest = lines.map((l) => {
            const y = l.points[l.points.length - 1]?.[1];
            return `${l.name}: ${number(y)} ${this.unit}`;
        });
        this.box.setAttribute("aria-label", `${this.title}. ${newest.join("; ")}`);
        return true;
    }

    private option(lines: Line[], from: number, to: number): EChartsOption {
        const { ink, muted, rule, field } = colours();

        return {
            animation: false,
            textStyle: { fontFamily: font, color: ink },
            grid: { left: 44, right: 10, top: 10, bottom: [22, 22, 44, 44][lines.length] ?? 58 },
            legend: {
                show: lines.length > 1,
                bottom: 0,
                type: "plain",
                itemWidth: 22,
                itemHeight: 8,
                textStyle: text(),
                data: lines.map((l) => l.name),
            },
            tooltip: {
                trigger: "axis",
                renderMode: "richText",
                confine: true,
                backgroundColor: field,
                borderColor: muted,
                textStyle: { color: ink, fontSize: 11, fontFamily: font },
                valueFormatter: (y) => (typeof y === "number" ? `${number(y)} ${this.unit}` : "–"),
            },
            xAxis: {
                type: "time",
                min: from,
                max: to,
                axisLabel: { ...text(), hideOverlap: true },
                axisLine: { lineStyle: { color: rule } },
                splitLine: { show: false },
            },
            yAxis: {
                type: "value",
                axisLabel: { ...text(), formatter: (y: number) => number(y) },
                splitLine: { lineStyle: { color: rule } },
                splitNumber: 3,
            },
            useUTC: true,
            series: series(lines),
        };
    }

    resize(): void {
        this.chart?.resize();
    }

    /** The newest points, for who looks at the chart with a program. */
    shown(): unknown {
        return this.chart?.getOption();
    }

    dispose(): void {
        this.chart?.dispose();
    }
}
