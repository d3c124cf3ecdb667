// SPDX-License-Identifier: GPL-3.0-or-later
// What is counted by the hour of the day, and once a day.
import { patterned } from "./bars";
import { figure, type Figure, type Option } from "./charts";
import type { Num } from "../common/estimate";
import { classes, epoch, mean, type Run } from "./data";
import { iso, number, round, weekday } from "../common/format";
import { color, decal, style } from "./chart_style";
import { t } from "./strings";

export function hourFigure(run: Run): Figure {
    const all = [...Array(24).keys()];
    const crossed = all.map((h) => mean(run, "hour/crossed", h));
    const arrived = all.map((h) => mean(run, "hour/arrived", h));

    return figure({
        id: "hours",
        title: t("hour.title"),
        note: t("hour.note"),
        spoken: `${t("hour.crossed")}: ${t("queue.max", { n: number(Math.max(...crossed.map((x) => x ?? 0))) })}`,
        height: 280,
        data: {
            head: [t("hour.hour"), t("hour.arrived"), t("hour.crossed")],
            rows: all.map((h) => [
                `${String(h).padStart(2, "0")}:00`,
                { text: number(arrived[h]), raw: arrived[h] ?? null },
                { text: number(crossed[h]), raw: crossed[h] ?? null },
            ]),
        },
        option: (): Option => ({
            grid: { left: 52, right: 16, top: 44, bottom: 44 },
            tooltip: {
                ...style.tooltip,
                trigger: "axis",
                valueFormatter: (x) => number(Number(x)),
            },
            legend: { top: 0, right: 8, textStyle: { color: style.ink } },
            xAxis: {
                type: "category",
                data: all.map(String),
                name: t("hour.hour"),
                nameLocation: "middle",
                nameGap: 28,
                ...style.axisLook,
                splitLine: { show: false },
            },
            yAxis: { type: "value", name: t("hour.axis"), ...style.numberAxis },
            series: [
                {
                    id: "crossed",
                    name: t("hour.crossed"),
                    type: "bar",
                    data: crossed.map((x) => round(x)),
                    itemStyle: { color: color(0), decal: decal(1) },
                    barCategoryGap: "25%",
                },
                {
                    id: "arrived",
                    name: t("hour.arrived"),
                    type: "line",
                    data: arrived.map((x) => round(x)),
                    lineStyle: { color: color(1), width: 2.5 },
                    itemStyle: { color: color(1) },
                    symbol: "diamond",
                    symbolSize: 8,
                },
            ] as NonNullable<Option["series"]>,
        }),
    });
}

/** The backlog as the gate counts it: once a day, at one time of day, and at the end of the run. */
interface Backlog {
    labels: string[];
    /** By count: its day in words, and its instant, ms. */
    days: string[];
    instants: number[];
    /** By class and count. */
    values: Num[][];
}

function backlogOf(run: Run): Backlog | null {
    const column = run.columns["day/backlog"];
    const axis = column?.axes[1];
    const count = axis?.length ?? 0;
    const counted = [...Array(count).keys()].map((d) => (axis?.first ?? 0) + d * 86400);
    const day = (s: number): string => {
        const at = new Date(epoch(run) + s * 1000);
        if (s > run.duration_s) return t("backlog.end");
        return `${weekday((at.getUTCDay() + 6) % 7)} ${at.getUTCDate()}`;
    };

    if (!column || count < 2) return null;
    return {
        labels: classes(run),
        days: counted.map(day),
        instants: counted.map((s) => epoch(run) + 1000 * Math.min(s, run.duration_s)),
        values: classes(run).map((_, c) =>
            counted.map((_, d) => column.mean[c * count + d] ?? null),
        ),
    };
}

const backlogOption = ({ labels, days, values }: Backlog, width: number): Option => ({
    grid: { left: 52, right: 16, top: width < 600 ? 64 : 44, bottom: 30 },
    tooltip: {
        ...style.tooltip,
        trigger: "axis",
        axisPointer: { type: "shadow" },
        valueFormatter: (x) => number(Number(x)),
    },
    legend: { top: 0, right: 8, textStyle: { color: style.ink }, itemWidth: 22 },
    xAxis: { type: "category", data: days, ...style.axisLook, splitLine: { show: false } },
    yAxis: { type: "value", name: t("inside.axis"), ...style.numberAxis },
    series: labels.map((label, c) => ({
        id: `backlog ${c}`,
        name: label,
        type: "bar",
        stack: "backlog",
        barMaxWidth: 56,
        data: (values[c] ?? []).map((x) => round(x)),
        itemStyle: patterned(c),
    })),
});

export function backlogFigure(run: Run): Figure | null {
    const B = backlogOf(run);
    if (B === null) return null;
    const total = (d: number): number => B.values.reduce((sum, row) => sum + (row[d] ?? 0), 0);

    return figure({
        id: "backlog",
        title: t("backlog.title"),
        note: t("backlog.note"),
        spoken: B.days.map((day, d) => `${day}: ${number(total(d))}`).join("; "),
        height: 300,
        data: {
            head: [t("backlog.day"), ...B.labels],
            rows: B.days.map((text, d) => [
                { text, raw: iso(B.instants[d] ?? 0) },
                ...B.values.map((row) => ({ text: number(row[d]), raw: row[d] ?? null })),
            ]),
        },
        option: (width) => backlogOption(B, width),
    });
}
