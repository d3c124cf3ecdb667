// SPDX-License-Identifier: GPL-3.0-or-later
// How the times of trucks are spread, by class and policy.
import { NARROW, narrow, rowAxis, timesAxis } from "./bars";
import { figure, type Drawing, type Figure, type Option } from "./charts";
import type { Num } from "../common/estimate";
import { mean, type Data } from "./data";
import type { Table } from "../common/tables";
import { duration, inHours, short } from "../common/duration";
import { hours, number, round, tick } from "../common/format";
import { color, font, style } from "./chart_style";
import { pitch, rowsOf, title, type Row } from "./rows";
import { cutScale, type Cut } from "../common/scale";
import { t } from "./strings";
import { promised } from "./targets";

const parts = ["min", "p50", "p90", "p95", "p99", "max", "mean"] as const;
const FULL = ["p50", "p90", "p95", "p99", "mean"] as const; // are never cut off

const partName = (part: (typeof parts)[number]): string =>
    part === "min" || part === "max" || part === "mean" ? t(`class.${part}`) : part;

/** The rows of a picture, with their times and limits, s. */
interface Spread {
    data: Data;
    rows: Row[];
    values: Num[][];
    /** By row. */
    limits: number[][];
    scale: Cut;
}

function spreadOf(data: Data, what: "time_in_system" | "wait"): Spread {
    const rows = rowsOf(data);
    const values = rows.map((row) =>
        parts.map((part) => mean(row.run, `${row.group}/${what}_${part}`, row.index)),
    );
    const limits = rows.map((row) =>
        data.targets
            .filter((x) => x.name.startsWith(`${what}_`) && x.label === row.label)
            .map((x) => x.value),
    );
    const of = (wanted: readonly string[]): number[] =>
        values
            .flatMap((v) => v.filter((x, k) => x !== null && wanted.includes(parts[k] ?? "")))
            .map(Number);
    const scale = cutScale(0, [...of(FULL), ...limits.flat()], of(["max"]));

    return { data, rows, values, limits, scale };
}

function spreadTable({ rows, values, limits }: Spread): Table {
    const limited = limits.some((list) => list.length > 0);

    return {
        head: [
            t("class.class"),
            t("rank.policy"),
            ...parts.map((p) => `${partName(p)}, ${t("unit.h")}`),
            ...(limited ? [`${t("target.target")}, ${t("unit.h")}`] : []),
        ],
        numbersFrom: 2,
        rows: rows.map((row, i) => [
            row.of,
            row.policy,
            ...(values[i] ?? []).map((x) => ({ text: number(hours(x)), raw: hours(x) })),
            ...(limited ? [(limits[i] ?? []).map((x) => number(hours(x))).join(", ")] : []),
        ]),
    };
}

/** A text at a place of a chart. */
const words = (text: string, x: number, y: number, fill: string, more: object = {}): object => ({
    type: "text",
    style: { text, x, y, fill, font: `10px ${font}`, ...more },
});

const stick = (x: number, y1: number, y2: number, stroke: string, more: object = {}): object => ({
    type: "line",
    shape: { x1: x, y1, x2: x, y2 },
    style: { stroke, lineWidth: 2, ...more },
});

/** Marks at quantiles; names that would lie on each other are left out, from the left. */
function marks(x: number[], mid: number, stroke: string): object[] {
    let free = Infinity;

    return (["p99", "p95", "p90", "p50"] as const).flatMap((part) => {
        const at = x[parts.indexOf(part)] ?? 0;
        const fits = at < free - 26;

        free = fits ? at : free;
        return [
            stick(at, mid - 9, mid + 9, stroke),
            ...(fits
                ? [
                      words(part, at, mid - 11, style.muted, {
                          textAlign: "center",
                          textVerticalAlign: "bottom",
                      }),
                  ]
                : []),
        ];
    });
}

/** The end of a line that goes on beyond the scale, and how far it goes. */
const beyond = (edge: number, mid: number, stroke: string, most: number): object[] => [
    {
        type: "polygon",
        shape: {
            points: [
                [edge - 9, mid - 5],
                [edge, mid],
                [edge - 9, mid + 5],
            ],
        },
        style: { fill: stroke },
    },
    words(short(most), edge + 4, mid, style.muted, { textVerticalAlign: "middle" }),
];

const diamond = (x: number, y: number, stroke: string): object => ({
    type: "polygon",
    shape: {
        points: [
            [x, y - 6],
            [x + 6, y],
            [x, y + 6],
            [x - 6, y],
        ],
    },
    style: { fill: style.paper, stroke, lineWidth: 2 },
});

/** Row i; spot: the place of a time in s on the page. */
function drawn(S: Spread, i: number, spot: (s: number) => number, mid: number): Drawing {
    const row = S.rows[i];
    const values = S.values[i] ?? [];

    if (!row || values[1] == null) return { type: "group", children: [] };
    const stroke = color(S.data.runs.indexOf(row.run));
    const edge = spot(S.scale.max);
    const x = values.map((v) => Math.min(spot(v ?? 0), edge));
    const [low = 0, p50 = 0, , p95 = 0, , high = 0, middle = 0] = x;
    const most = values[5] ?? 0;
    const line = (x1: number, x2: number, lineWidth: number): object => ({
        type: "line",
        shape: { x1, y1: mid, x2, y2: mid },
        style: { stroke, lineWidth },
    });

    return {
        type: "group",
        children: [
            line(low, high, 1),
            line(p50, p95, 9),
            ...marks(x, mid, stroke),
            diamond(middle, mid, stroke),
            ...(most > S.scale.max ? beyond(edge, mid, stroke, most) : []),
            ...(S.limits[i] ?? []).flatMap((limit) => [
                stick(spot(limit), mid - 16, mid + 20, color(6), { lineDash: [4, 3] }),
                words(
                    t("target.limit", { value: promised(limit) }),
                    spot(limit) + 4,
                    mid + 11,
                    color(6),
                    { font: `11px ${font}` },
                ),
            ]),
        ],
    } as Drawing;
}

function spreadOption(S: Spread, key: string, width: number): Option {
    return {
        grid: {
            left: narrow(width) ? NARROW : 200,
            right: S.scale.cut ? 64 : 24,
            top: 8,
            bottom: 46,
        },
        tooltip: {
            ...style.tooltip,
            formatter: (p): string => {
                const i = Array.isArray(p) ? -1 : p.dataIndex;
                const row = S.rows[i];
                const said = parts.map(
                    (part, k) => `${partName(part)}: ${inHours(hours(S.values[i]?.[k]))}`,
                );
                return row ? [title(S.data, row), ...said].join("\n") : "";
            },
        },
        xAxis: timesAxis(t("class.axis"), S.scale),
        yAxis: {
            ...rowAxis(
                S.rows.map((row) => title(S.data, row, width)),
                width,
                190,
            ),
            axisLine: { show: false },
        },
        series: [
            {
                id: key,
                type: "custom",
                clip: false,
                encode: { x: [0, 1, 2, 3, 4, 5, 6], y: 7 },
                data: S.rows.map((_, i) => [...(S.values[i] ?? []).map((x) => round(hours(x))), i]),
                renderItem: (_, api) => {
                    const i = Number(api.value(7));
                    const spot = (s: number): number => api.coord([s / 3600, i])[0] ?? 0;

                    return drawn(S, i, spot, api.coord([0, i])[1] ?? 0);
                },
            },
        ],
    };
}

/** A row for each class and policy: how its times are spread. */
export function spreadFigure(data: Data, what: "time_in_system" | "wait"): Figure {
    const S = spreadOf(data, what);
    const key = what === "wait" ? "line" : "stay";
    const most = Math.max(...S.values.map((v) => v[5] ?? 0));

    return figure({
        id: key,
        title: t(`${key}.title`),
        note:
            t(`${key}.note`) +
            (S.scale.cut
                ? ` ${t("scale.cut", { end: tick(S.scale.max, S.scale.step), most: duration(most) })}`
                : ""),
        spoken: S.rows
            .map(
                (row, i) =>
                    `${title(data, row)}: p50 ${inHours(hours(S.values[i]?.[1]))}, p95 ${inHours(hours(S.values[i]?.[3]))}`,
            )
            .join("; "),
        height: S.rows.length * pitch(data, 44) + 60,
        data: spreadTable(S),
        option: (width) => spreadOption(S, key, width),
    });
}
