// SPDX-License-Identifier: GPL-3.0-or-later
// Waits and crossing times by class, and where the time goes.
import { NARROW, narrow, patterned, rowAxis, rowName, stackedBars, valueAxis } from "./bars";
import {
    color,
    figure,
    font,
    muted,
    tooltip,
    type Drawing,
    type Figure,
    type Option,
} from "./charts";
import { at, classes, mean, names, type Data, type Num, type Run } from "./data";
import { el, scroll, table } from "./dom";
import { duration, hours, inHours, interval, number, round } from "./format";
import { named, space, t } from "./strings";

interface Row {
    run: Run;
    policy: string;
    of: string;
    /** The class; null: all trucks. */
    label: string | null;
    group: string;
    index: number;
}

/** All trucks and each class, policy beside policy. */
function rowsOf(data: Data): Row[] {
    const labels = [...new Set(data.runs.flatMap(classes))];
    const wanted = labels.length > 1 ? [null, ...labels] : [null];

    return wanted.flatMap((label) =>
        data.runs.flatMap((run) => {
            const index = label === null ? 0 : classes(run).indexOf(label);

            return index < 0
                ? []
                : [
                      {
                          run,
                          policy: run.name,
                          label,
                          of: label ?? t("class.all"),
                          group: label === null ? "summary" : "class",
                          index,
                      },
                  ];
        }),
    );
}

const title = (data: Data, row: Row, width = Infinity): string =>
    data.runs.length > 1 ? rowName(width, row.of, row.policy) : row.of;

/** px of a row; many policies stand closer. */
const pitch = (data: Data, usual: number): number => (data.runs.length > 4 ? 0.75 * usual : usual);

const parts = ["min", "p50", "p90", "p95", "p99", "max", "mean"] as const;

const partName = (part: (typeof parts)[number]): string =>
    part === "min" || part === "max" || part === "mean" ? t(`class.${part}`) : part;

/** A row for each class and policy: how its times are spread. */
export function spreadFigure(data: Data, what: "time_in_system" | "wait"): Figure {
    const rows = rowsOf(data);
    const values = rows.map((row) =>
        parts.map((part) => hours(mean(row.run, `${row.group}/${what}_${part}`, row.index))),
    );
    const key = what === "wait" ? "line" : "stay";
    const limits = data.targets.filter((x) => x.name.startsWith(`${what}_`));
    const limitsOf = (row: Row): number[] =>
        limits.filter((x) => x.label === row.label).map((x) => x.value / 3600);

    return figure({
        id: key,
        title: t(`${key}.title`),
        note: t(`${key}.note`),
        spoken: rows
            .map(
                (row, i) =>
                    `${title(data, row)}: p50 ${inHours(values[i]?.[1])}, p95 ${inHours(values[i]?.[3])}`,
            )
            .join("; "),
        height: rows.length * pitch(data, 44) + 60,
        data: {
            head: [
                t("class.class"),
                t("rank.policy"),
                ...parts.map((p) => `${partName(p)}, ${t("unit.h")}`),
                ...(limits.length > 0 ? [t("target.target")] : []),
            ],
            numbersFrom: 2,
            rows: rows.map((row, i) => [
                row.of,
                row.policy,
                ...(values[i] ?? []).map((x) => ({ text: number(x), raw: x })),
                ...(limits.length > 0
                    ? [
                          limitsOf(row)
                              .map((x) => number(x))
                              .join(", "),
                      ]
                    : []),
            ]),
        },
        option: (width): Option => ({
            grid: { left: narrow(width) ? NARROW : 200, right: 24, top: 8, bottom: 46 },
            tooltip: {
                ...tooltip,
                formatter: (p): string => {
                    const i = Array.isArray(p) ? -1 : p.dataIndex;
                    const row = rows[i];
                    return row
                        ? [
                              title(data, row),
                              ...parts.map(
                                  (part, k) => `${partName(part)}: ${inHours(values[i]?.[k])}`,
                              ),
                          ].join("\n")
                        : "";
                },
            },
            xAxis: { ...valueAxis(t("class.axis")), min: 0 },
            yAxis: {
                ...rowAxis(
                    rows.map((row) => title(data, row, width)),
                    width,
                    190,
                ),
                axisLine: { show: false },
            },
            series: [
                {
                    id: key,
                    type: "custom",
                    encode: { x: [0, 1, 2, 3, 4, 5, 6], y: 7 },
                    data: rows.map((_, i) => [...(values[i] ?? []).map((x) => round(x)), i]),
                    renderItem: (_p, api) => {
                        const y = api.value(7);
                        const row = Number(y);
                        const spot = (x: number): number[] => api.coord([x, y]);
                        const mid = spot(0)[1] ?? 0;
                        const x = parts.map((_, k) => spot(Number(api.value(k)))[0] ?? 0);
                        const [low = 0, p50 = 0, p90 = 0, p95 = 0, p99 = 0, high = 0, m = 0] = x;
                        const source = rows[row];

                        if (!source || values[row]?.[1] == null)
                            return { type: "group", children: [] };
                        const stroke = color(data.runs.indexOf(source.run));
                        const line = (x1: number, x2: number, width: number): object => ({
                            type: "line",
                            shape: { x1, y1: mid, x2, y2: mid },
                            style: { stroke, lineWidth: width },
                        });
                        const mark = (at: number, size: number, text: string): object[] => [
                            {
                                type: "line",
                                shape: { x1: at, y1: mid - size, x2: at, y2: mid + size },
                                style: { stroke, lineWidth: 2 },
                            },
                            {
                                type: "text",
                                style: {
                                    text,
                                    x: at,
                                    y: mid - size - 2,
                                    textAlign: "center",
                                    textVerticalAlign: "bottom",
                                    fill: muted,
                                    font: `10px ${font}`,
                                },
                            },
                        ];
                        // Labels that would lie on each other are left out, from the left.
                        const marks = [
                            [p99, "p99"],
                            [p95, "p95"],
                            [p90, "p90"],
                            [p50, "p50"],
                        ] as const;
                        let free = Infinity;

                        return {
                            type: "group",
                            children: [
                                line(low, high, 1),
                                line(p50, p95, 9),
                                ...marks.flatMap(([place, text]) => {
                                    const fits = place < free - 26;
                                    free = fits ? place : free;
                                    return mark(place, 9, fits ? text : "");
                                }),
                                {
                                    type: "polygon",
                                    shape: {
                                        points: [
                                            [m, mid - 6],
                                            [m + 6, mid],
                                            [m, mid + 6],
                                            [m - 6, mid],
                                        ],
                                    },
                                    style: { fill: "#ffffff", stroke, lineWidth: 2 },
                                },
                                ...limitsOf(source).flatMap((value) => {
                                    const at = spot(value)[0] ?? 0;
                                    return [
                                        {
                                            type: "line",
                                            shape: { x1: at, y1: mid - 16, x2: at, y2: mid + 20 },
                                            style: {
                                                stroke: color(6),
                                                lineWidth: 2,
                                                lineDash: [4, 3],
                                            },
                                        },
                                        {
                                            type: "text",
                                            style: {
                                                text: t("target.limit", { value: inHours(value) }),
                                                x: at + 4,
                                                y: mid + 11,
                                                fill: color(6),
                                                font: `11px ${font}`,
                                            },
                                        },
                                    ];
                                }),
                            ],
                        } as Drawing;
                    },
                },
            ],
        }),
    });
}

/** Hours of cause c a truck of a row, over the trucks that arrived in the window or were there. */
function spent(row: Row, c: number): Num {
    const causes = names(row.run, "delay/total_time").length;
    const sum =
        row.label === null
            ? mean(row.run, "delay/total_time", c)
            : mean(row.run, "delay/class_time", row.index * causes + c);
    const trucks = ["trucks_at_start", "trucks_arrived"]
        .map((name) => mean(row.run, `${row.group}/${name}`, row.index) ?? 0)
        .reduce((a, b) => a + b);

    return sum == null || !trucks ? null : sum / 3600 / trucks;
}

export function causeFigure(data: Data): Figure {
    const rows = rowsOf(data);
    const causes = [...new Set(data.runs.flatMap((run) => names(run, "delay/total_time")))];
    const all = causes.map((cause) =>
        rows.map((row) => {
            const c = names(row.run, "delay/total_time").indexOf(cause);
            return c < 0 ? null : spent(row, c);
        }),
    );
    const least =
        0.005 * Math.max(...rows.map((_, i) => all.reduce((sum, v) => sum + (v[i] ?? 0), 0)));
    const used = causes
        .map((cause, c) => ({ cause, values: all[c] ?? [] }))
        .filter(({ values }) => values.some((x) => (x ?? 0) > least));
    const total = rows.map((_, i) => used.reduce((sum, u) => sum + (u.values[i] ?? 0), 0));
    const most = Math.max(...total);

    return figure({
        id: "causes",
        title: t("cause.title"),
        note: t("cause.note"),
        spoken: rows
            .map((row, i) => {
                const top = [...used].sort((a, b) => (b.values[i] ?? 0) - (a.values[i] ?? 0))[0];
                return `${title(data, row)}: ${inHours(total[i])}, ${top ? named("cause", top.cause) : ""} ${inHours(top?.values[i])}`;
            })
            .join("; "),
        height: rows.length * pitch(data, 40) + 110,
        data: {
            head: [
                t("class.class"),
                t("rank.policy"),
                ...used.map((u) => `${named("cause", u.cause)}, ${t("unit.h")}`),
            ],
            numbersFrom: 2,
            rows: rows.map((row, i) => [
                row.of,
                row.policy,
                ...used.map((u) => ({ text: number(u.values[i]), raw: u.values[i] ?? null })),
            ]),
        },
        option: (width) =>
            stackedBars(width, {
                rows: rows.map((row) => title(data, row, width)),
                parts: used.map((u, k) => ({
                    id: u.cause,
                    name: named("cause", u.cause),
                    style: patterned(k),
                    values: u.values.map((x) => round(x)),
                })),
                axis: t("cause.axis"),
                left: 200,
                right: 60,
                thickness: 24,
                top: [64, 44],
                said: inHours,
                written: (x) =>
                    x > 0.09 * most * (700 / Math.max(300, width))
                        ? `${number(x)}${space}${t("unit.h")}`
                        : "",
            }),
    });
}

/** The table of the WCO's time release study. */
export function releaseTable(run: Run): HTMLElement | null {
    const agencies = names(run, "agency/visits");

    if (agencies.length === 0) return null;
    return el(
        "div",
        { id: "release" },
        el("h3", {}, t("release.title")),
        el("p", { class: "note" }, t("release.note")),
        scroll(
            t("release.title"),
            table(
                {
                    head: [
                        t("release.agency"),
                        t("release.n"),
                        t("release.mean"),
                        t("release.median"),
                        t("release.sd"),
                        t("release.p95"),
                        t("release.wait"),
                        t("release.service"),
                    ],
                    rows: agencies.map((agency, i) => [
                        agency,
                        number(mean(run, "agency/visits", i), 0),
                        interval(at(run, "agency/time_mean", i), duration),
                        ...["time_p50", "time_sd", "time_p95", "wait_mean", "service_mean"].map(
                            (c) => duration(mean(run, `agency/${c}`, i)),
                        ),
                    ]),
                },
                t("release.title"),
            ),
        ),
    );
}
