// SPDX-License-Identifier: GPL-3.0-or-later
// Charts that lie on their side: a row for each name, along an axis of values.
import type { Option } from "./charts";
import { color, decal, style } from "./chart_style";
import type { Scale } from "../common/scale";
import type { Num } from "../common/estimate";
import { tick } from "../common/format";

export const narrow = (width: number): boolean => width < 600;

/** px for the names of rows where there is little room. */
export const NARROW = 112;

/** The name of a row of one thing of another: in two lines where there is little room. */
export const rowName = (width: number, of: string, what: string): string =>
    of + (narrow(width) ? "\n" : " – ") + what;

/** The axis along which values are read. */
export const valueAxis = (name: string) => ({
    type: "value" as const,
    name,
    nameLocation: "middle" as const,
    nameGap: 30,
    ...style.numberAxis,
});

/** The labels of a scale of time on an axis that counts hours. */
export const timeLabels = (scale: Scale) => ({
    min: scale.min / 3600,
    max: scale.max / 3600,
    interval: scale.step / 3600,
    axisLabel: {
        ...style.axisText,
        hideOverlap: true,
        formatter: (x: number): string => tick(x * 3600, scale.step),
    },
});

/** The axis along which times are read. */
export const timesAxis = (name: string, scale: Scale) => ({
    ...valueAxis(name),
    ...timeLabels(scale),
});

/** The names of the rows, top down; room: px for each in a wide chart. */
export const rowAxis = (
    names: string[],
    width: number,
    room: number,
    overflow: "break" | "truncate" = "break",
) => ({
    type: "category" as const,
    inverse: true,
    data: names,
    axisLabel: {
        ...style.axisText,
        interval: 0,
        ...(narrow(width)
            ? { fontSize: 11, lineHeight: 13, width: NARROW - 8, overflow: "truncate" as const }
            : { lineHeight: 14, width: room, overflow }),
    },
    axisTick: { show: false },
});

/** The k-th of several fills that stand side by side. */
export const patterned = (k: number): object => ({
    color: color(k),
    decal: decal(k),
    borderColor: style.paper,
    borderWidth: 1,
});

/** One part of every bar. */
export interface BarPart {
    id: string;
    name: string;
    style: object;
    values: Num[]; // by row
}

export interface Stacks {
    rows: string[];
    overflow?: "break" | "truncate";
    parts: BarPart[];
    /** Along which values are read. */
    axis: object;
    /** px: left of the bars where there is room, right of them, of a bar. */
    left: number;
    right: number;
    thickness: number;
    /** px above the bars for the legend, in a narrow chart and in a wide one. */
    top: [number, number];
    /** A value in words. */
    said: (x: number) => string;
    /** What stands in a part of a bar; "": it is too short. */
    written: (x: number) => string;
}

/** Bars of parts that add up. */
export function stackedBars(width: number, S: Stacks): Option {
    return {
        grid: {
            left: narrow(width) ? NARROW : S.left,
            right: S.right,
            top: S.top[narrow(width) ? 0 : 1],
            bottom: 46,
        },
        legend: { top: 0, left: 0, textStyle: { color: style.ink }, itemWidth: 22 },
        tooltip: {
            ...style.tooltip,
            trigger: "axis",
            axisPointer: { type: "shadow" },
            valueFormatter: (x) => S.said(Number(x)),
        },
        xAxis: { ...S.axis, type: "value" },
        yAxis: rowAxis(S.rows, width, S.left - 10, S.overflow),
        series: S.parts.map((part) => ({
            id: part.id,
            name: part.name,
            type: "bar",
            stack: "row",
            barMaxWidth: S.thickness,
            itemStyle: part.style,
            data: part.values,
            label: {
                show: true,
                rich: { v: style.barLabel },
                formatter: (p: { value: unknown }) => {
                    const text = S.written(Number(p.value));
                    return text === "" ? "" : `{v|${text}}`;
                },
            },
        })),
    };
}
