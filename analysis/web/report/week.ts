// SPDX-License-Identifier: GPL-3.0-or-later
// When in the week each place is congested.
import { figure, type Figure, type Option } from "./charts";
import type { Num } from "../common/estimate";
import { stations, type Run } from "./data";
import { number, round, weekday } from "../common/format";
import { style } from "./chart_style";
import { t } from "./strings";

const at = (hour: number): string =>
    `${weekday(Math.floor(hour / 24))} ${String(hour % 24).padStart(2, "0")}:00`;

/** The hours of a week, and what is drawn of a run in each of them. */
const HOURS = [...Array(168).keys()];

interface Week {
    places: string[];
    /** By place and hour: trucks in line. */
    rows: Num[][];
    /** By place: when its line is longest, in words; "": there is hardly one. */
    peaks: string[];
    most: number;
}

function weekOf(run: Run): Week {
    const peaks = run.week.map((row) => Math.max(...row.map((x) => x ?? 0)));
    const label = (row: Num[], peak: number): string =>
        peak > 0.05 ? `${number(peak)} · ${at(Math.max(0, row.indexOf(peak)))}` : "";

    return {
        places: stations(run),
        rows: run.week,
        peaks: run.week.map((row, s) => label(row, peaks[s] ?? 0)),
        most: Math.max(1, ...peaks),
    };
}

/** The scale of colours. */
const scaleOf = (most: number) => ({
    min: 0,
    max: Number(most.toPrecision(2)),
    orient: "horizontal" as const,
    left: "center",
    bottom: 0,
    itemHeight: 160,
    itemWidth: 12,
    text: [`${number(most)} ${t("week.axis")}`, "0"],
    textStyle: { color: style.ink },
    inRange: { color: [style.paper, ...style.ramp.slice(1)] },
});

/** The axis of the hours, on which the days are named and parted. */
const hourAxis = () => ({
    type: "category" as const,
    data: HOURS.map(String),
    z: 5,
    splitLine: {
        show: true,
        interval: (i: number) => i % 24 === 0,
        lineStyle: { color: style.paper, width: 2 },
    },
    axisTick: { interval: (i: number) => i % 24 === 0, lineStyle: { color: style.muted } },
    axisLine: { lineStyle: { color: style.muted } },
    axisLabel: {
        ...style.axisText,
        interval: (i: number) => i % 24 === 12,
        formatter: (x: string) => weekday(Math.floor(Number(x) / 24)),
    },
});

/** An axis with a text at each row. */
const textAxis = (texts: string[], more: object) => ({
    type: "category" as const,
    inverse: true,
    data: texts,
    axisLabel: style.axisText,
    axisLine: { show: false },
    axisTick: { show: false },
    ...more,
});

const weekOption = ({ places, rows, peaks, most }: Week): Option => ({
    grid: { left: 110, right: 120, top: 8, bottom: 74 },
    tooltip: {
        ...style.tooltip,
        formatter: (p): string => {
            const [hour = 0, place = 0, x] = Array.isArray(p) ? [] : (p.value as number[]);
            return `${places[place] ?? ""}\n${at(hour)}: ${number(x)} ${t("unit.trucks")}`;
        },
    },
    visualMap: scaleOf(most),
    xAxis: hourAxis(),
    yAxis: [
        textAxis(places, {
            z: 5,
            splitLine: { show: true, lineStyle: { color: style.paper, width: 3 } },
            axisLabel: { ...style.axisText, width: 100, overflow: "truncate" },
        }),
        textAxis(peaks, {}),
    ],
    series: [
        {
            id: "week",
            type: "heatmap",
            data: rows.flatMap((row, s) =>
                row.map((x, h) => [h, s, x === null ? "-" : (round(x) ?? 0)]),
            ),
        },
        // The second axis of names wants a series.
        { type: "heatmap", yAxisIndex: 1, data: [] },
    ],
});

export function weekFigure(run: Run): Figure {
    const W = weekOf(run);

    return figure({
        id: "week",
        title: t("week.title"),
        note: t("week.note"),
        spoken: W.places.map((p, s) => `${p}: ${W.peaks[s] ?? ""}`).join("; "),
        height: W.places.length * 30 + 90,
        least: 720,
        data: {
            head: [t("week.hour"), ...W.places],
            rows: HOURS.map((h) => [
                at(h),
                ...W.places.map((_, s) => ({
                    text: number(W.rows[s]?.[h]),
                    raw: W.rows[s]?.[h] ?? null,
                })),
            ]),
        },
        option: () => weekOption(W),
    });
}
