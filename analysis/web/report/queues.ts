// SPDX-License-Identifier: GPL-3.0-or-later
// The line at each place over time: strips below each other.
import { figure, type Figure, type Option } from "./charts";
import { band, line, peakOf, seriesRows, timeAxis } from "./clock";
import { epoch, stations, type Data, type Lines, type Run } from "./data";
import { list, number, percent } from "../common/format";
import { color, style } from "./chart_style";
import { t } from "./strings";

/** px above a strip for its name. */
const HEAD = 22;

/** px of a strip: many are lower. */
const heightOf = (shown: number[]): number => (shown.length > 10 ? 46 : 62);

/** A line that is never longer is none, trucks. */
const NONE = 0.05;

/** The places that have a line at some time; all of them where none has. */
function busyPlaces(places: string[], lines: Lines | undefined): number[] {
    const longest = (s: number): number =>
        Math.max(peakOf(lines, s), ...(lines?.high[s] ?? []).map((x) => x ?? 0));
    const busy = [...places.keys()].filter((s) => longest(s) >= NONE);

    return busy.length > 0 ? busy : [...places.keys()];
}

/** The spans of station s that are coloured: shut, or under an incident. */
function spans(run: Run, s: number): object[][] {
    const at = (seconds: number): number => epoch(run) + seconds * 1000;

    return [
        ...(run.shut?.[s] ?? []).map(([from, to]) => [
            { xAxis: at(from), itemStyle: { color: style.shade } },
            { xAxis: at(to) },
        ]),
        ...(run.incidents ?? [])
            .filter((k) => k.station === s)
            .map((k) => [
                {
                    name: k.name,
                    xAxis: at(k.span_s[0]),
                    itemStyle: {
                        color: style.alarm,
                        borderColor: color(6),
                        borderWidth: 1,
                        borderType: k.drawn ? "dashed" : "solid",
                    },
                },
                { xAxis: at(k.span_s[1]) },
            ]),
    ];
}

/** The band and the line of the place s, in strip k. */
function strip(run: Run, lines: Lines, place: string, s: number, k: number): object[] {
    const axes = { xAxisIndex: k, yAxisIndex: k };

    return [
        ...band(run, lines, s, { color: color(0), opacity: 0.2 }, { stack: `band ${s}`, ...axes }),
        {
            id: `queue ${s}`,
            name: place,
            type: "line",
            symbol: "none",
            ...axes,
            data: line(run, lines.mean[s]),
            lineStyle: { color: color(0), width: 1.6 },
            itemStyle: { color: color(0) },
            markArea: {
                silent: true,
                label: { color: color(6), fontSize: 11, position: "insideTop" },
                data: spans(run, s),
            },
        },
    ];
}

/** The grids, axes and titles of the strips. */
function frames(run: Run, places: string[], shown: number[], lines: Lines | undefined): Option {
    const height = heightOf(shown);
    const most = shown.map((s) => Math.max(1, ...(lines?.high[s] ?? []).map((x) => x ?? 0)));

    return {
        title: shown.map((s, k) => ({
            text: `{a|${places[s] ?? ""}}  {b|${t("queue.max", { n: number(peakOf(lines, s)) })}}`,
            left: 44,
            top: k * (height + HEAD) + 2,
            padding: 0,
            textStyle: {
                rich: {
                    a: { fontSize: 12, fontWeight: "bold", color: style.ink },
                    b: { fontSize: 12, color: style.muted },
                },
            },
        })),
        grid: shown.map((_, k) => ({
            left: 44,
            right: 24,
            outerBoundsMode: "none",
            top: k * (height + HEAD) + HEAD,
            height: height - 8,
        })),
        xAxis: shown.map((_, k) =>
            timeAxis(run, {
                gridIndex: k,
                ...(k < shown.length - 1
                    ? { axisLabel: { show: false }, axisTick: { show: false } }
                    : {}),
            }),
        ),
        yAxis: shown.map((_, k) => ({
            gridIndex: k,
            type: "value",
            min: 0,
            max: most[k],
            interval: most[k],
            ...style.axisLook,
            axisLabel: {
                ...style.axisText,
                formatter: (x: number) => number(x, x >= 10 || x === 0 ? 0 : 1),
            },
        })),
    } as Option;
}

function note(data: Data, run: Run, none: string[]): string {
    return [
        t("queue.note", { share: percent(1 - 2 * data.tail) }),
        ...(none.length > 0 ? [t("queue.none", { places: list(none) })] : []),
        ...(run.incidents?.some((k) => k.drawn) ? [t("queue.drawn")] : []),
        ...(run.shut === null ? [t("queue.nohours")] : []),
    ].join(" ");
}

export function queueFigure(data: Data, run: Run): Figure {
    const places = stations(run);
    const lines = run.series.station_queue_mean;
    const shown = busyPlaces(places, lines);
    const none = places.filter((_, s) => !shown.includes(s));

    return figure({
        id: "queues",
        title: t("queue.title"),
        note: note(data, run, none),
        spoken: places
            .map((place, s) => `${place}: ${t("queue.max", { n: number(peakOf(lines, s)) })}`)
            .join("; "),
        height: shown.length * (heightOf(shown) + HEAD) + 40,
        data: {
            head: [t("queue.place"), t("series.time"), t("class.mean"), "p10", "p90"],
            numbersFrom: 2,
            rows: places.flatMap((place, s) =>
                seriesRows(run, lines, s).map((row) => [place, ...row]),
            ),
        },
        option: () => ({
            useUTC: true,
            tooltip: {
                ...style.tooltip,
                trigger: "axis",
                valueFormatter: (x: unknown) => number(Number(x)),
            },
            axisPointer: { link: [{ xAxisIndex: "all" }] },
            ...frames(run, places, shown, lines),
            series: shown.flatMap((s, k) =>
                lines ? strip(run, lines, places[s] ?? "", s, k) : [],
            ),
        }),
    });
}
