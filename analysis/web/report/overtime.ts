// SPDX-License-Identifier: GPL-3.0-or-later
// Queues and throughput over time.
import {
    axisLook,
    axisText,
    color,
    dash,
    decal,
    endNames,
    figure,
    ink,
    muted,
    numberAxis,
    shade,
    tooltip,
    type Figure,
    type Option,
} from "./charts";
import { classes, epoch, mean, stations, type Data, type Lines, type Num, type Run } from "./data";
import { instant, number, percent, round, weekday } from "./format";
import { t } from "./strings";

const middle = (data: Data): string => percent(1 - 2 * data.tail);

/** The instant in the middle of bin i. */
const when = (run: Run, i: number): number =>
    epoch(run) + (i + 0.5) * (run.series.bin_s ?? 0) * 1000;

const line = (run: Run, values: Num[] | undefined): [number, Num][] =>
    (values ?? []).map((x, i) => [when(run, i), round(x)]);

/** low, and what is between it and high: two areas, the first unseen, are a band. */
function band(run: Run, lines: Lines, row: number, look: object, extra: object): object[] {
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
            areaStyle: look,
        },
    ];
}

const timeAxis = (run: Run, extra: object = {}): object => ({
    type: "time",
    min: epoch(run),
    max: epoch(run) + run.duration_s * 1000,
    ...axisLook,
    splitLine: { show: false },
    axisLabel: {
        ...axisText,
        hideOverlap: true,
        formatter: (ms: number) =>
            new Date(ms).getUTCHours() === 0
                ? `${weekday((new Date(ms).getUTCDay() + 6) % 7)} ${new Date(ms).getUTCDate()}`
                : `${String(new Date(ms).getUTCHours()).padStart(2, "0")}:00`,
    },
    ...extra,
});

export function insideFigure(data: Data): Figure {
    const runs = data.runs.filter((run) => run.series.in_system_mean);
    const first = runs[0] ?? data.runs[0];
    const many = runs.length > 1;
    const crowd = runs.length > 4; // more than labels at the ends of lines have room for
    const rows = runs.flatMap((run) =>
        (run.series.in_system_mean?.mean[0] ?? []).map((x, i) => [
            ...(many ? [run.name] : []),
            instant(when(run, i)),
            { text: number(x), raw: x },
            {
                text: number(run.series.in_system_mean?.low[0]?.[i]),
                raw: run.series.in_system_mean?.low[0]?.[i] ?? null,
            },
            {
                text: number(run.series.in_system_mean?.high[0]?.[i]),
                raw: run.series.in_system_mean?.high[0]?.[i] ?? null,
            },
        ]),
    );

    return figure({
        id: "inside",
        title: t("inside.title"),
        note: t("inside.note", { share: middle(data) }),
        spoken: runs
            .map(
                (run) =>
                    `${run.name}: ${t("queue.max", { n: number(Math.max(...(run.series.in_system_mean?.mean[0] ?? [0]).map((x) => x ?? 0))) })}`,
            )
            .join("; "),
        height: crowd ? 400 : 320,
        data: {
            head: [
                ...(many ? [t("rank.policy")] : []),
                t("week.hour"),
                t("class.mean"),
                "p10",
                "p90",
            ],
            numbersFrom: many ? 2 : 1,
            rows,
        },
        option: (width): Option => {
            const names = endNames(
                runs.map((run) => ({
                    name: run.name,
                    values: run.series.in_system_mean?.mean[0] ?? [],
                })),
            );
            const list: object[] = runs.flatMap((run, k) => {
                const lines = run.series.in_system_mean;
                const colour = color(k);

                if (!lines) return [];
                return [
                    ...(runs.length <= 3
                        ? band(
                              run,
                              lines,
                              0,
                              { color: colour, opacity: 0.16 },
                              { stack: `band ${k}`, z: 1 },
                          )
                        : []),
                    {
                        id: `mean ${k}`,
                        name: run.name,
                        type: "line",
                        symbol: "none",
                        data: line(run, lines.mean[0]),
                        lineStyle: { color: colour, width: 2, type: dash(k) },
                        itemStyle: { color: colour },
                        endLabel: {
                            show: many && !crowd && names[k] !== "",
                            formatter: names[k] ?? "",
                            color: colour,
                            fontWeight: "bold",
                            width: width < 600 ? 80 : 130,
                            overflow: "break",
                        },
                        labelLayout: { moveOverlap: "shiftY" },
                        z: 3,
                        markArea:
                            k === 0 && run.warm_up_s > 0
                                ? {
                                      silent: true,
                                      itemStyle: { color: shade },
                                      label: { color: muted },
                                      data: [
                                          [
                                              { name: t("inside.warm"), xAxis: epoch(run) },
                                              { xAxis: epoch(run) + run.warm_up_s * 1000 },
                                          ],
                                      ],
                                  }
                                : undefined,
                    },
                ];
            });

            return {
                useUTC: true,
                grid: {
                    left: 52,
                    right: many && !crowd ? (width < 600 ? 90 : 140) : 20,
                    top: crowd ? (width < 600 ? 140 : 84) : 30,
                    bottom: 30,
                },
                tooltip: { ...tooltip, trigger: "axis", valueFormatter: (x) => number(Number(x)) },
                legend: crowd
                    ? {
                          data: runs.map((run) => run.name),
                          top: 0,
                          left: 44,
                          itemWidth: 44,
                          textStyle: { color: ink },
                      }
                    : { show: false },
                xAxis: first ? timeAxis(first) : { type: "time" },
                yAxis: { type: "value", name: t("inside.axis"), min: 0, ...numberAxis },
                series: list,
            };
        },
    });
}

const HEAD = 22;

export function queueFigure(data: Data, run: Run): Figure {
    const places = stations(run);
    const lines = run.series.station_queue_mean;
    const most = places.map((_, s) => Math.max(1, ...(lines?.high[s] ?? []).map((x) => x ?? 0)));
    const strip = places.length > 10 ? 46 : 62; // px
    const peak = places.map((_, s) => Math.max(...(lines?.mean[s] ?? [0]).map((x) => x ?? 0)));
    const spans = (s: number): object[][] => [
        ...(run.shut?.[s] ?? []).map(([from, to]) => [
            { xAxis: epoch(run) + from * 1000, itemStyle: { color: shade } },
            { xAxis: epoch(run) + to * 1000 },
        ]),
        ...(run.incidents ?? [])
            .filter((k) => k.station === s)
            .map((k) => [
                {
                    name: k.name,
                    xAxis: epoch(run) + k.span_s[0] * 1000,
                    itemStyle: {
                        color: "rgba(163,38,58,0.08)",
                        borderColor: color(6),
                        borderWidth: 1,
                        borderType: k.drawn ? "dashed" : "solid",
                    },
                },
                { xAxis: epoch(run) + k.span_s[1] * 1000 },
            ]),
    ];

    return figure({
        id: "queues",
        title: t("queue.title"),
        note:
            t("queue.note", { share: middle(data) }) +
            (run.incidents?.some((k) => k.drawn) ? ` ${t("queue.drawn")}` : "") +
            (run.shut === null ? ` ${t("queue.nohours")}` : ""),
        spoken: places.map((p, s) => `${p}: ${t("queue.max", { n: number(peak[s]) })}`).join("; "),
        height: places.length * (strip + HEAD) + 40,
        data: {
            head: [t("queue.place"), t("week.hour"), t("class.mean"), "p10", "p90"],
            numbersFrom: 2,
            rows: places.flatMap((place, s) =>
                (lines?.mean[s] ?? []).map((x, i) => [
                    place,
                    instant(when(run, i)),
                    { text: number(x), raw: x },
                    { text: number(lines?.low[s]?.[i]), raw: lines?.low[s]?.[i] ?? null },
                    { text: number(lines?.high[s]?.[i]), raw: lines?.high[s]?.[i] ?? null },
                ]),
            ),
        },
        option: (): Option =>
            ({
                useUTC: true,
                tooltip: {
                    ...tooltip,
                    trigger: "axis",
                    valueFormatter: (x: unknown) => number(Number(x)),
                },
                axisPointer: { link: [{ xAxisIndex: "all" }] },
                title: places.map((place, s) => ({
                    text: `{a|${place}}  {b|${t("queue.max", { n: number(peak[s]) })}}`,
                    left: 44,
                    top: s * (strip + HEAD) + 2,
                    padding: 0,
                    textStyle: {
                        rich: {
                            a: { fontSize: 12, fontWeight: "bold", color: ink },
                            b: { fontSize: 12, color: muted },
                        },
                    },
                })),
                grid: places.map((_, s) => ({
                    left: 44,
                    right: 24,
                    outerBoundsMode: "none",
                    top: s * (strip + HEAD) + HEAD,
                    height: strip - 8,
                })),
                xAxis: places.map((_, s) =>
                    timeAxis(run, {
                        gridIndex: s,
                        ...(s < places.length - 1
                            ? { axisLabel: { show: false }, axisTick: { show: false } }
                            : {}),
                    }),
                ),
                yAxis: places.map((_, s) => ({
                    gridIndex: s,
                    type: "value",
                    min: 0,
                    max: most[s],
                    interval: most[s],
                    ...axisLook,
                    axisLabel: {
                        ...axisText,
                        formatter: (x: number) => number(x, x >= 10 || x === 0 ? 0 : 1),
                    },
                })),
                series: places.flatMap((place, s) =>
                    lines
                        ? [
                              ...band(
                                  run,
                                  lines,
                                  s,
                                  { color: color(0), opacity: 0.2 },
                                  {
                                      stack: `band ${s}`,
                                      xAxisIndex: s,
                                      yAxisIndex: s,
                                  },
                              ),
                              {
                                  id: `queue ${s}`,
                                  name: place,
                                  type: "line",
                                  symbol: "none",
                                  xAxisIndex: s,
                                  yAxisIndex: s,
                                  data: line(run, lines.mean[s]),
                                  lineStyle: { color: color(0), width: 1.6 },
                                  itemStyle: { color: color(0) },
                                  markArea: {
                                      silent: true,
                                      label: {
                                          color: color(6),
                                          fontSize: 11,
                                          position: "insideTop",
                                      },
                                      data: spans(s),
                                  },
                              },
                          ]
                        : [],
                ),
            }) as Option,
    });
}

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
            tooltip: { ...tooltip, trigger: "axis", valueFormatter: (x) => number(Number(x)) },
            legend: { top: 0, right: 8, textStyle: { color: ink } },
            xAxis: {
                type: "category",
                data: all.map(String),
                name: t("hour.hour"),
                nameLocation: "middle",
                nameGap: 28,
                ...axisLook,
                splitLine: { show: false },
            },
            yAxis: { type: "value", name: t("hour.axis"), ...numberAxis },
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
                day(d),
                ...labels.map((_, c) => ({ text: number(value(c, d)), raw: value(c, d) })),
            ]),
        },
        option: (width): Option => ({
            grid: { left: 52, right: 16, top: width < 600 ? 64 : 44, bottom: 30 },
            tooltip: {
                ...tooltip,
                trigger: "axis",
                axisPointer: { type: "shadow" },
                valueFormatter: (x) => number(Number(x)),
            },
            legend: { top: 0, right: 8, textStyle: { color: ink }, itemWidth: 22 },
            xAxis: {
                type: "category",
                data: all.map(day),
                ...axisLook,
                splitLine: { show: false },
            },
            yAxis: { type: "value", name: t("inside.axis"), ...numberAxis },
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
                    borderColor: "#ffffff",
                    borderWidth: 1,
                },
            })),
        }),
    });
}

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
                ...tooltip,
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
                textStyle: { color: ink },
                inRange: { color: ["#f7f8fa", "#c6d6e8", "#7fa3cb", "#35699f", "#0c2f57"] },
            },
            xAxis: {
                type: "category",
                data: [...Array(168).keys()].map(String),
                z: 5,
                splitLine: {
                    show: true,
                    interval: (i: number) => i % 24 === 0,
                    lineStyle: { color: "#ffffff", width: 2 },
                },
                axisTick: { interval: (i: number) => i % 24 === 0, lineStyle: { color: muted } },
                axisLine: { lineStyle: { color: muted } },
                axisLabel: {
                    ...axisText,
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
                    splitLine: { show: true, lineStyle: { color: "#ffffff", width: 3 } },
                    axisLabel: { ...axisText, width: 100, overflow: "truncate" },
                    axisLine: { show: false },
                    axisTick: { show: false },
                },
                {
                    type: "category",
                    inverse: true,
                    data: places.map((_, s) => label(s)),
                    axisLabel: axisText,
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
