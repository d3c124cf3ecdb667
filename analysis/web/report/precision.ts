// SPDX-License-Identifier: GPL-3.0-or-later
// How the estimate becomes known with more and more replications.
import { timeLabels } from "./bars";
import { figure, type Figure, type Option } from "./charts";
import type { Num } from "../common/estimate";
import type { Curve, Data, Run } from "./data";
import { inHours } from "../common/duration";
import { hours, number, round } from "../common/format";
import { endNames, endRoom } from "./legend";
import { color, dash, style } from "./chart_style";
import { timeScale, type Cut } from "../common/scale";
import { t } from "./strings";

interface Told {
    run: Run;
    /** The number of its colour. */
    k: number;
    curve: Curve;
}

/** Replications before which intervals are so long that they would squeeze all others. */
const FEW = 4;
/** The part of the scale that the name at the end of a line takes. */
const NAME = 0.09;

/** The mean and the ends of its interval after point i, s. */
function ends({ curve }: Told, i: number): [Num, Num, Num] {
    const m = curve.mean[i] ?? null;
    const h = curve.half_width[i] ?? null;

    return [m, m == null || h == null ? null : m - h, m == null || h == null ? null : m + h];
}

/** The scale of all intervals but the first. */
function scaleOf(told: Told[]): Cut {
    const of = (kept: (n: number, last: number) => boolean): number[] =>
        told
            .flatMap((T) =>
                T.curve.n.flatMap((n, i) => (kept(n, T.curve.n.at(-1) ?? 0) ? ends(T, i) : [])),
            )
            .filter((x) => x !== null);
    const seen = of((n, last) => n >= FEW || n === last);
    const scale = timeScale(Math.max(0, Math.min(...seen)), Math.max(...seen), 5);
    const all = of(() => true);

    return { ...scale, cut: Math.max(...all) > scale.max || Math.min(...all) < scale.min };
}

/** Mean and interval of one policy as lines; of the same name, so that a tip tells them apart. */
function linesOf(T: Told, endName: string): object[] {
    const of = (part: 0 | 1 | 2): object => ({
        id: `${part} ${T.k}`,
        name: T.run.name,
        type: "line",
        symbol: "none",
        data: T.curve.n
            .map((n, i) => [n, round(hours(ends(T, i)[part]))])
            .filter(([, x]) => x !== null),
        lineStyle: {
            color: color(T.k),
            width: part === 0 ? 2.5 : 1.5,
            type: part === 0 ? dash(T.k) : "dotted",
        },
        itemStyle: { color: color(T.k) },
        endLabel: {
            show: part === 0 && endName !== "",
            formatter: endName,
            color: color(T.k),
            fontWeight: "bold",
        },
    });

    return [of(1), of(2), of(0)];
}

/** What a tip says of a number of replications. */
function tip(told: Told[], n: number): string {
    return [
        `${t("precise.n")}: ${number(n, 0)}`,
        ...told.flatMap((T) => {
            const i = T.curve.n.indexOf(n);
            const [m, low, high] = ends(T, i);
            const span = low === null ? "" : ` (${inHours(hours(low))} – ${inHours(hours(high))})`;

            return i < 0 ? [] : [`${T.run.name}: ${inHours(hours(m))}${span}`];
        }),
    ].join("\n");
}

function precisionOption(told: Told[], width: number): Option {
    const scale = scaleOf(told);
    const room = endRoom(
        told.map(({ run }) => run.name),
        width,
    );
    const names = endNames(
        told.map(({ run, curve }) => ({ name: run.name, values: curve.mean })),
        NAME * (scale.max - scale.min),
    );

    return {
        grid: { left: 76, right: room || 20, top: 30, bottom: 44 },
        tooltip: {
            ...style.tooltip,
            trigger: "axis",
            formatter: (points) => {
                const point = Array.isArray(points) ? points[0] : points;
                return tip(told, Number((point?.value as Num[] | undefined)?.[0]));
            },
        },
        xAxis: {
            type: "value",
            min: 1,
            max: Math.max(...told.map(({ run }) => run.replications)),
            minInterval: 1,
            name: t("precise.n"),
            nameLocation: "middle",
            nameGap: 28,
            ...style.numberAxis,
            splitLine: { show: false },
        },
        yAxis: { type: "value", name: t("precise.axis"), ...style.axisLook, ...timeLabels(scale) },
        series: told.flatMap((T, i) => linesOf(T, room > 0 ? (names[i] ?? "") : "")),
    };
}

export function precisionFigure(data: Data): Figure | null {
    const told = data.runs.flatMap((run, k) => {
        const curve = run.precision.time_in_system_mean;
        return curve && run.replications > 1 ? [{ run, k, curve }] : [];
    });

    if (told.every(({ curve }) => curve.mean.every((x) => x === null))) return null;
    return figure({
        id: "precision",
        title: t("precise.title"),
        note: t("precise.note") + (scaleOf(told).cut ? ` ${t("precise.cut")}` : ""),
        spoken: told.map((T) => tip([T], T.curve.n.at(-1) ?? 0).replace("\n", ", ")).join("; "),
        height: 280,
        ...(told.length > 1
            ? { legend: told.map(({ run, k }) => ({ k, name: run.name, title: run.title })) }
            : {}),
        data: {
            head: [
                t("rank.policy"),
                t("precise.n"),
                ...(["mean", "low", "high"] as const).map(
                    (part) => `${t(`precise.${part}`)}, ${t("unit.h")}`,
                ),
            ],
            rows: told.flatMap((T) =>
                T.curve.n.map((n, i) => [
                    T.run.name,
                    { text: String(n), raw: n },
                    ...ends(T, i).map((x) => ({ text: number(hours(x)), raw: hours(x) })),
                ]),
            ),
        },
        option: (width) => precisionOption(told, width),
    });
}
