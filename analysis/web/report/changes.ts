// SPDX-License-Identifier: GPL-3.0-or-later
// What policies change against the first, as dots with their intervals: a panel for each measure,
// with a scale of its own.
import { NARROW, narrow, rowAxis, timeLabels, valueAxis } from "./bars";
import { figure, type Drawing, type Figure, type Option } from "./charts";
import { change, type Change, type Data } from "./data";
import { books } from "./demand";
import { hours, number, round } from "../common/format";
import { signedChange, signedInterval } from "../common/interval";
import { color, font, style } from "./chart_style";
import { timeScale, type Cut } from "../common/scale";
import { t } from "./strings";
import { ranking, verdict } from "./verdict";

const booked = [
    ["total_time_mean", "change.total"],
    ["total_time_p95", "change.total95"],
] as const;
const measured = [
    ["time_in_system_mean", "change.mean"],
    ["time_in_system_p95", "change.p95"],
    ["wait_mean", "change.wait"],
] as const;

/** px of a row, above the rows of a panel, and below them. */
const ROW = 28;
const HEAD = 26;
const FOOT = 30;
/** How many times the greatest change a panel reaches, while intervals go on beyond. */
const REACH = 3;

/** px of a character of the numbers right of a panel. */
const CHARACTER = 7;

interface Row {
    policy: string;
    x: number | null;
    half: number | null;
}

interface Panel {
    label: string;
    rows: Row[];
    scale: Cut;
}

const changeOf = (r: Row): string => signedChange(r.x, r.half, "time");

/** A scale of changes: 0 is on it, all dots are, and intervals as far as they do not squeeze the
 * dots. */
function scaleOf(rows: Row[]): Cut {
    const dots = rows.map((r) => r.x ?? 0);
    const ends = rows.flatMap((r) => [-1, 1].map((k) => (r.x ?? 0) + k * (r.half ?? 0)));
    const reach = REACH * Math.max(...dots.map(Math.abs));
    const low = Math.min(0, ...ends);
    const high = Math.max(0, ...ends);
    const held = (x: number): number =>
        reach > 0 && Math.max(-low, high) > 2 * reach ? Math.max(-reach, Math.min(reach, x)) : x;
    const scale = timeScale(held(low), held(high), 5);

    return { ...scale, cut: low < scale.min || high > scale.max };
}

function panelsOf(data: Data): Panel[] {
    const others = ranking(data).filter((i) => i > 0);

    const measures = data.runs.some(books) ? [...booked, ...measured] : measured;

    return measures.flatMap(([name, label]) => {
        const of = (i: number): Change | undefined => change(data, i, "summary", name);
        const rows = others.map((i) => ({
            policy: data.runs[i]?.name ?? "",
            x: of(i)?.difference ?? null,
            half: of(i)?.half_width ?? null,
        }));

        return rows.every((r) => r.x === null)
            ? []
            : [{ label: t(label), rows, scale: scaleOf(rows) }];
    });
}

/** A dot with its interval, as far as the panel from left to right goes; an arrow: it goes on. */
function drawn(
    [low, x, high]: [number, number, number],
    mid: number,
    [left, right]: [number, number],
    text: string,
): Drawing {
    const stroke = color(0);
    const line = (x1: number, y1: number, x2: number, y2: number): object => ({
        type: "line",
        shape: { x1, y1, x2, y2 },
        style: { stroke, lineWidth: 2 },
    });
    const end = (at: number, edge: number, side: number): object[] =>
        (at - edge) * side > 0.5
            ? [line(edge - 7 * side, mid - 5, edge, mid), line(edge - 7 * side, mid + 5, edge, mid)]
            : [line(at, mid - 5, at, mid + 5)];

    return {
        type: "group",
        children: [
            line(Math.max(low, left), mid, Math.min(high, right), mid),
            ...end(low, left, -1),
            ...end(high, right, 1),
            { type: "circle", shape: { cx: x, cy: mid, r: 4.5 }, style: { fill: stroke } },
            {
                type: "text",
                style: {
                    text,
                    x: right + 10,
                    y: mid,
                    textVerticalAlign: "middle",
                    fill: style.ink,
                    font: `12px ${font}`,
                },
            },
        ],
    } as Drawing;
}

/** The dots of panel p. */
function dots({ label, rows, scale }: Panel, p: number): object {
    return {
        id: `changes ${p}`,
        type: "custom",
        xAxisIndex: p,
        yAxisIndex: p,
        z: 4,
        clip: false,
        encode: { x: [0, 1, 2], y: 3 },
        data: rows.map((r, i) => [
            ...[0, -1, 1].map((k) => round(hours(r.x == null ? null : r.x + k * (r.half ?? 0)), 6)),
            i,
        ]),
        tooltip: {
            formatter: ({ dataIndex }: { dataIndex: number }): string => {
                const r = rows[dataIndex];
                return r ? `${r.policy}\n${label}: ${signedInterval(r.x, r.half, "time")}` : "";
            },
        },
        renderItem: (
            _: unknown,
            api: { value: (k: number) => number; coord: (at: number[]) => number[] },
        ) => {
            const y = api.value(3);
            const spot = (x: number): number => api.coord([x, y])[0] ?? 0;
            const r = rows[y];

            if (r?.x == null) return { type: "group", children: [] };
            return drawn(
                [spot(api.value(1)), spot(api.value(0)), spot(api.value(2))],
                api.coord([0, y])[1] ?? 0,
                [spot(scale.min / 3600), spot(scale.max / 3600)],
                r.x === 0 && r.half === 0 ? t("change.none") : changeOf(r),
            );
        },
    };
}

function changesOption(panels: Panel[], width: number): Option {
    const tall = (panel: Panel): number => HEAD + FOOT + ROW * panel.rows.length;
    const longest = Math.max(...panels.flatMap(({ rows }) => rows.map((r) => changeOf(r).length)));
    const room = Math.max(64, 18 + CHARACTER * longest);
    const left = narrow(width) ? NARROW : 200;
    const top = panels.map((_, p) => panels.slice(0, p).reduce((sum, q) => sum + tall(q), 0));

    return {
        title: panels.map(({ label }, p) => ({
            text: label,
            left,
            top: (top[p] ?? 0) + 4,
            padding: 0,
            textStyle: { fontSize: 12, fontWeight: "bold", color: style.ink },
        })),
        grid: panels.map(({ rows }, p) => ({
            left,
            right: room,
            outerBoundsMode: "none",
            top: (top[p] ?? 0) + HEAD,
            height: ROW * rows.length,
        })),
        tooltip: { ...style.tooltip, trigger: "item" },
        xAxis: panels.map(({ scale }, p) => ({
            ...valueAxis(""),
            ...timeLabels(scale),
            gridIndex: p,
        })),
        yAxis: panels.map(({ rows }, p) => ({
            ...rowAxis(
                rows.map((r) => r.policy),
                width,
                190,
            ),
            gridIndex: p,
            axisLine: { show: true, onZero: true, lineStyle: { color: style.ink } },
        })),
        series: panels.map(dots),
    };
}

export function forest(data: Data): Figure {
    const base = data.runs[0]?.name ?? "";
    const panels = panelsOf(data);

    return figure({
        id: "changes",
        title: t("change.title", { base }),
        note: t("change.note") + (panels.some((p) => p.scale.cut) ? ` ${t("change.cut")}` : ""),
        spoken: verdict(data),
        height: panels.reduce((sum, p) => sum + HEAD + FOOT + ROW * p.rows.length, 4),
        data: {
            head: [
                t("rank.policy"),
                t("measure.measure"),
                `${t("change.axis")}, ${t("unit.h")}`,
                `±, ${t("unit.h")}`,
            ],
            numbersFrom: 2,
            rows: panels.flatMap(({ label, rows }) =>
                rows.map((r) => [
                    r.policy,
                    label,
                    ...[hours(r.x), hours(r.half)].map((x) => ({ text: number(x), raw: x })),
                ]),
            ),
        },
        option: (width) => changesOption(panels, width),
    });
}
