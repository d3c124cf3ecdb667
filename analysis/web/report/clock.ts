// SPDX-License-Identifier: GPL-3.0-or-later
// Series over time: the instants of their points, their axis, and their bands.
import type { Num } from "../common/estimate";
import { epoch, type Lines, type Run } from "./data";
import { dayTick, instant, iso, number, round } from "../common/format";
import type { Cell } from "../common/tables";
import { style } from "./chart_style";

/** The instant in the middle of bin i. */
export const when = (run: Run, i: number): number =>
    epoch(run) + (i + 0.5) * (run.series.bin_s ?? 0) * 1000;

export const line = (run: Run, values: Num[] | undefined): [number, Num][] =>
    (values ?? []).map((x, i) => [when(run, i), round(x)]);

/** low, and what is between it and high: two areas, the first unseen, are a band. */
export function band(run: Run, lines: Lines, row: number, area: object, extra: object): object[] {
    const low = lines.low[row] ?? [];
    const high = lines.high[row] ?? [];
    const common = {
        type: "line",
        symbol: "none",
        silent: true,
        lineStyle: { opacity: 0 },
        tooltip: { show: false },
        ...extra,
    };

    return [
        { ...common, data: line(run, low) },
        {
            ...common,
            data: line(
                run,
                high.map((x, i) => (x == null ? null : x - (low[i] ?? 0))),
            ),
            areaStyle: area,
        },
    ];
}

/** The axis of the time of a run. */
export const timeAxis = (run: Run, extra: object = {}): object => ({
    type: "time",
    min: epoch(run),
    max: epoch(run) + run.duration_s * 1000,
    ...style.axisLook,
    splitLine: { show: false },
    axisLabel: {
        ...style.axisText,
        hideOverlap: true,
        formatter: (ms: number) => dayTick(ms, run.duration_s / 86400),
    },
    ...extra,
});

/** A row of a table for each bin of a line: its instant, mean, p10 and p90. */
export const seriesRows = (run: Run, lines: Lines | undefined, row: number): Cell[][] =>
    (lines?.mean[row] ?? []).map((x, i) => [
        { text: instant(when(run, i)), raw: iso(when(run, i)) },
        ...[x, lines?.low[row]?.[i], lines?.high[row]?.[i]].map((y) => ({
            text: number(y),
            raw: y ?? null,
        })),
    ]);

/** The greatest mean of a line. */
export const peakOf = (lines: Lines | undefined, row: number): number =>
    Math.max(0, ...(lines?.mean[row] ?? []).map((x) => x ?? 0));
