// SPDX-License-Identifier: GPL-3.0-or-later
// When in the week each place is congested.
import { figure, type Figure, type Option } from "./charts";
import { stations, type Run } from "./data";
import { number, round, weekday } from "./format";
import { look } from "./look";
import { t } from "./strings";

const at = (hour: number): string =>
    `${weekday(Math.floor(hour / 24))} ${String(hour % 24).padStart(2, "0")}:00`;

export function weekFigure(run: Run): Figure {
    const places = stations(run);
    const peaks = run.week.map((row) => {
        const x = Math.max(...row.map((v) => v ?? 0));
        return { hour: row.indexOf(x), x };
    });
    const label = (s: number): string => {
        const peak = peaks[s];
        return peak && peak.x > 0.05 ? `${number(peak.x)} · ${at(Math.max(0, peak.hour))}` : "";
    };
    const most = Math.max(1, ...peaks.map((p) => p.x));

    return figure({
        id: "week",
        title: t("week.title"),
        note: t("week.note"),
        spoken: places.map((p, s) => `${p}: ${label(s)}`).join("; "),
        height: places.length * 30 + 90,
        least: 720,
        data: {
            head: [t("week.hour"), ...places],
            rows: [...Array(168).keys()].map((h) => [
                at(h),
                ...places.map((_, s) => ({
                    text: number(run.week[s]?.[h]),
                    raw: run.week[s]?.[h] ?? null,
                })),
            ]),
        },
        option: (): Option => ({
            grid: { left: 110, right: 120, top: 8, bottom: 74 },
            tooltip: {
                ...look.tooltip,
                formatter: (p): string => {
                    const value = Array.isArray(p) ? [] : (p.value as number[]);
                    return `${places[value[1] ?? 0] ?? ""}\n${at(value[0] ?? 0)}: ${number(value[2])} ${t("unit.trucks")}`;
                },
            },
            visualMap: {
                min: 0,
                max: Number(most.toPrecision(2)),
                orient: "horizontal",
                left: "center",
                bottom: 0,
                itemHeight: 160,
                itemWidth: 12,
                text: [`${number(most)} ${t("week.axis")}`, "0"],
                textStyle: { color: look.ink },
                inRange: { color: [look.paper, ...look.ramp.slice(1)] },
            },
            xAxis: {
                type: "category",
                data: [...Array(168).keys()].map(String),
                z: 5,
                splitLine: {
                    show: true,
                    interval: (i: number) => i % 24 === 0,
                    lineStyle: { color: look.paper, width: 2 },
                },
                axisTick: {
                    interval: (i: number) => i % 24 === 0,
                    lineStyle: { color: look.muted },
                },
                axisLine: { lineStyle: { color: look.muted } },
                axisLabel: {
                    ...look.axisText,
                    interval: (i: number) => i % 24 === 12,
                    formatter: (x: string) => weekday(Math.floor(Number(x) / 24)),
                },
            },
            yAxis: [
                {
                    type: "category",
                    inverse: true,
                    data: places,
                    z: 5,
                    splitLine: { show: true, lineStyle: { color: look.paper, width: 3 } },
                    axisLabel: { ...look.axisText, width: 100, overflow: "truncate" },
                    axisLine: { show: false },
                    axisTick: { show: false },
                },
                {
                    type: "category",
                    inverse: true,
                    data: places.map((_, s) => label(s)),
                    axisLabel: look.axisText,
                    axisLine: { show: false },
                    axisTick: { show: false },
                },
            ],
            series: [
                {
                    id: "week",
                    type: "heatmap",
                    data: run.week.flatMap((row, s) =>
                        row.map((x, h) => [h, s, x === null ? "-" : (round(x) ?? 0)]),
                    ),
                },
                // The second axis of names wants a series.
                { type: "heatmap", yAxisIndex: 1, data: [] },
            ],
        }),
    });
}
