// SPDX-License-Identifier: GPL-3.0-or-later
// What is counted by the hour of the day, and once a day.
import { figure, type Figure, type Option } from "./charts";
import { classes, epoch, mean, type Num, type Run } from "./data";
import { iso, number, round, weekday } from "./format";
import { color, decal, look } from "./look";
import { t } from "./strings";

export function hourFigure(run: Run): Figure {
    const all = [...Array(24).keys()];
    const crossed = all.map((h) => mean(run, "hour/crossed", h));
    const arrived = all.map((h) => mean(run, "hour/arrived", h));

    return figure({
        id: "hours",
        title: t("hour.title"),
        note: t("hour.note"),
        spoken: `${t("hour.crossed")}: ${t("queue.max", { n: number(Math.max(...crossed.map((x) => x ?? 0))) })}`,
        height: 280,
        data: {
            head: [t("hour.hour"), t("hour.arrived"), t("hour.crossed")],
            rows: all.map((h) => [
                `${String(h).padStart(2, "0")}:00`,
                { text: number(arrived[h]), raw: arrived[h] ?? null },
                { text: number(crossed[h]), raw: crossed[h] ?? null },
            ]),
        },
        option: (): Option => ({
            grid: { left: 52, right: 16, top: 44, bottom: 44 },
            tooltip: { ...look.tooltip, trigger: "axis", valueFormatter: (x) => number(Number(x)) },
            legend: { top: 0, right: 8, textStyle: { color: look.ink } },
            xAxis: {
                type: "category",
                data: all.map(String),
                name: t("hour.hour"),
                nameLocation: "middle",
                nameGap: 28,
                ...look.axisLook,
                splitLine: { show: false },
            },
            yAxis: { type: "value", name: t("hour.axis"), ...look.numberAxis },
            series: [
                {
                    id: "crossed",
                    name: t("hour.crossed"),
                    type: "bar",
                    data: crossed.map((x) => round(x)),
                    itemStyle: { color: color(0), decal: decal(1) },
                    barCategoryGap: "25%",
                },
                {
                    id: "arrived",
                    name: t("hour.arrived"),
                    type: "line",
                    data: arrived.map((x) => round(x)),
                    lineStyle: { color: color(1), width: 2.5 },
                    itemStyle: { color: color(1) },
                    symbol: "diamond",
                    symbolSize: 8,
                },
            ] as NonNullable<Option["series"]>,
        }),
    });
}

/** The backlog as the gate counts it, once a day. */
export function backlogFigure(run: Run): Figure | null {
    const labels = classes(run);
    const column = run.columns["day/backlog"];
    const days = column?.axes[1]?.length ?? 0;
    // Counted at one time of day, and once more at the end of the run.
    const counted = (d: number): number => (column?.axes[1]?.first ?? 0) + d * 86400;
    const day = (d: number): string => {
        const ms = epoch(run) + counted(d) * 1000;
        if (counted(d) > run.duration_s) return t("backlog.end");
        return `${weekday((new Date(ms).getUTCDay() + 6) % 7)} ${new Date(ms).getUTCDate()}`;
    };
    const value = (c: number, d: number): Num => column?.mean[c * days + d] ?? null;
    const all = [...Array(days).keys()];
    const total = (d: number): number => labels.reduce((sum, _, c) => sum + (value(c, d) ?? 0), 0);

    if (!column || days < 2) return null;
    return figure({
        id: "backlog",
        title: t("backlog.title"),
        note: t("backlog.note"),
        spoken: all.map((d) => `${day(d)}: ${number(total(d))}`).join("; "),
        height: 300,
        data: {
            head: [t("backlog.day"), ...labels],
            rows: all.map((d) => [
                {
                    text: day(d),
                    raw: iso(epoch(run) + 1000 * Math.min(counted(d), run.duration_s)),
                },
                ...labels.map((_, c) => ({ text: number(value(c, d)), raw: value(c, d) })),
            ]),
        },
        option: (width): Option => ({
            grid: { left: 52, right: 16, top: width < 600 ? 64 : 44, bottom: 30 },
            tooltip: {
                ...look.tooltip,
                trigger: "axis",
                axisPointer: { type: "shadow" },
                valueFormatter: (x) => number(Number(x)),
            },
            legend: { top: 0, right: 8, textStyle: { color: look.ink }, itemWidth: 22 },
            xAxis: {
                type: "category",
                data: all.map(day),
                ...look.axisLook,
                splitLine: { show: false },
            },
            yAxis: { type: "value", name: t("inside.axis"), ...look.numberAxis },
            series: labels.map((label, c) => ({
                id: `backlog ${c}`,
                name: label,
                type: "bar",
                stack: "backlog",
                barMaxWidth: 56,
                data: all.map((d) => round(value(c, d))),
                itemStyle: {
                    color: color(c),
                    decal: decal(c),
                    borderColor: look.paper,
                    borderWidth: 1,
                },
            })),
        }),
    });
}
