// SPDX-License-Identifier: GPL-3.0-or-later
// Where the time of a truck goes.
import { patterned, stackedBars, timesAxis } from "./bars";
import { figure, type Figure } from "./charts";
import type { Num } from "../common/estimate";
import { mean, names, type Data } from "./data";
import { inHours, short } from "../common/duration";
import { hours, number, round } from "../common/format";
import { pitch, rowsOf, title, type Row } from "./rows";
import { timeScale } from "../common/scale";
import { named, t } from "./strings";

/** Causes of less than this share of the longest bar are left out. */
const SMALL = 0.005;

/** Seconds of cause c a truck of a row, over the trucks that arrived in the window or were there. */
function spent(row: Row, c: number): Num {
    const causes = names(row.run, "delay/total_time").length;
    const sum =
        row.label === null
            ? mean(row.run, "delay/total_time", c)
            : mean(row.run, "delay/class_time", row.index * causes + c);
    const trucks = ["trucks_at_start", "trucks_arrived"]
        .map((name) => mean(row.run, `${row.group}/${name}`, row.index) ?? 0)
        .reduce((a, b) => a + b);

    return sum == null || !trucks ? null : sum / trucks;
}

interface Used {
    cause: string;
    /** By row, s. */
    values: Num[];
}

/** The causes that are large enough to be seen in some row. */
function causesOf(data: Data, rows: Row[]): Used[] {
    const causes = [...new Set(data.runs.flatMap((run) => names(run, "delay/total_time")))];
    const all = causes.map((cause) => ({
        cause,
        values: rows.map((row) => {
            const c = names(row.run, "delay/total_time").indexOf(cause);
            return c < 0 ? null : spent(row, c);
        }),
    }));
    const least = SMALL * Math.max(...totals(all, rows));

    return all.filter(({ values }) => values.some((x) => (x ?? 0) > least));
}

/** By row, the length of its bar, s. */
const totals = (used: Used[], rows: Row[]): number[] =>
    rows.map((_, i) => used.reduce((sum, u) => sum + (u.values[i] ?? 0), 0));

/** A row in words: its length, and the longest of its parts. */
function said(data: Data, row: Row, i: number, used: Used[], total: number): string {
    const top = [...used].sort((a, b) => (b.values[i] ?? 0) - (a.values[i] ?? 0))[0];
    const most = top ? `, ${named("cause", top.cause)} ${inHours(hours(top.values[i]))}` : "";

    return `${title(data, row)}: ${inHours(hours(total))}${most}`;
}

export function causeFigure(data: Data): Figure {
    const rows = rowsOf(data);
    const used = causesOf(data, rows);
    const total = totals(used, rows);
    const most = Math.max(...total);

    return figure({
        id: "causes",
        title: t("cause.title"),
        note: t("cause.note"),
        spoken: rows.map((row, i) => said(data, row, i, used, total[i] ?? 0)).join("; "),
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
                ...used.map((u) => ({
                    text: number(hours(u.values[i])),
                    raw: hours(u.values[i]),
                })),
            ]),
        },
        option: (width) =>
            stackedBars(width, {
                rows: rows.map((row) => title(data, row, width)),
                parts: used.map((u, k) => ({
                    id: u.cause,
                    name: named("cause", u.cause),
                    style: patterned(k),
                    values: u.values.map((x) => round(hours(x))),
                })),
                axis: timesAxis(t("cause.axis"), timeScale(0, most)),
                left: 200,
                right: 60,
                thickness: 24,
                top: [64, 44],
                said: inHours,
                written: (x) =>
                    x * 3600 > 0.09 * most * (700 / Math.max(300, width)) ? short(x * 3600) : "",
            }),
    });
}
