// SPDX-License-Identifier: GPL-3.0-or-later
// How many trucks are inside the gate over time, policy by policy.
import { figure, type Figure, type Option } from "./charts";
import { band, line, peakOf, seriesRows, timeAxis } from "./clock";
import { epoch, type Data, type Run } from "./data";
import type { Table } from "../common/tables";
import { number, percent } from "../common/format";
import { endNames, endRoom } from "./legend";
import { color, dash, style } from "./chart_style";
import { t } from "./strings";

/** Bands of more policies than these would hide each other. */
const BANDS = 3;
/** The part of the scale that the name at the end of a line takes. */
const NAME = 0.07;

/** The warm-up of a run as a grey span, behind the first line. */
const warmUp = (run: Run): object => ({
    silent: true,
    itemStyle: { color: style.shade },
    label: { color: style.muted, position: "insideTopLeft" },
    data: [
        [
            { name: t("inside.warm"), xAxis: epoch(run) },
            { xAxis: epoch(run) + run.warm_up_s * 1000 },
        ],
    ],
});

/** The line of run k, with its band where few are. endName: what stands at its end, or "". */
function linesOf(run: Run, k: number, many: number, endName: string): object[] {
    const lines = run.series.in_system_mean;

    if (!lines) return [];
    return [
        ...(many <= BANDS
            ? band(run, lines, 0, { color: color(k), opacity: 0.16 }, { stack: `band ${k}`, z: 1 })
            : []),
        {
            id: `mean ${k}`,
            name: run.name,
            type: "line",
            symbol: "none",
            data: line(run, lines.mean[0]),
            lineStyle: { color: color(k), width: 2, type: dash(k) },
            itemStyle: { color: color(k) },
            endLabel: {
                show: endName !== "",
                formatter: endName,
                color: color(k),
                fontWeight: "bold",
            },
            z: 3,
            markArea: k === 0 && run.warm_up_s > 0 ? warmUp(run) : undefined,
        },
    ];
}

function insideTable(runs: Run[]): Table {
    const many = runs.length > 1;

    return {
        head: [
            ...(many ? [t("rank.policy")] : []),
            t("series.time"),
            t("class.mean"),
            "p10",
            "p90",
        ],
        numbersFrom: many ? 2 : 1,
        rows: runs.flatMap((run) =>
            seriesRows(run, run.series.in_system_mean, 0).map((row) => [
                ...(many ? [run.name] : []),
                ...row,
            ]),
        ),
    };
}

function insideOption(runs: Run[], width: number): Option {
    const names = runs.map((run) => run.name);
    const room = endRoom(names, width);
    const top = Math.max(...runs.map((run) => peakOf(run.series.in_system_mean, 0)));
    const ends = endNames(
        runs.map((run) => ({ name: run.name, values: run.series.in_system_mean?.mean[0] ?? [] })),
        NAME * top,
    );
    const first = runs[0];

    return {
        useUTC: true,
        grid: { left: 52, right: room || 20, top: 30, bottom: 30 },
        tooltip: { ...style.tooltip, trigger: "axis", valueFormatter: (x) => number(Number(x)) },
        xAxis: first ? timeAxis(first) : { type: "time" },
        yAxis: { type: "value", name: t("inside.axis"), min: 0, ...style.numberAxis },
        series: runs.flatMap((run, k) =>
            linesOf(run, k, runs.length, room > 0 ? (ends[k] ?? "") : ""),
        ),
    };
}

export function insideFigure(data: Data): Figure {
    const runs = data.runs.filter((run) => run.series.in_system_mean);
    const bands = runs.length <= BANDS ? "inside.note" : "inside.lines";

    return figure({
        id: "inside",
        title: t("inside.title"),
        note: t(bands, { share: percent(1 - 2 * data.tail) }),
        spoken: runs
            .map(
                (run) =>
                    `${run.name}: ${t("queue.max", { n: number(peakOf(run.series.in_system_mean, 0)) })}`,
            )
            .join("; "),
        height: runs.length > 4 ? 340 : 320,
        ...(runs.length > 1
            ? { legend: runs.map(({ name, title }, k) => ({ k, name, title })) }
            : {}),
        data: insideTable(runs),
        option: (width) => insideOption(runs, width),
    });
}
