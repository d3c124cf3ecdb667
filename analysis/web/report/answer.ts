// SPDX-License-Identifier: GPL-3.0-or-later
// The answer first: sentences, key figures, and of several policies their ranking.
import { NARROW, narrow, rowAxis, rowName, valueAxis } from "./bars";
import { color, figure, font, ink, tooltip, type Figure, type Option } from "./charts";
import {
    at,
    change,
    flows,
    mean,
    names,
    stations,
    sure,
    type Change,
    type Data,
    type Estimate,
    type Run,
} from "./data";
import { type Child, el, table, titled, type Table } from "./dom";
import {
    duration,
    either,
    hours,
    interval,
    list,
    money,
    number,
    percent,
    round,
    signed,
    type Format,
} from "./format";
import { named, t, type Key } from "./strings";

const TIME = "summary/time_in_system_mean";

/** What lies ahead of a place whose servers are held by trucks that cannot go on: the first on the
 * way of most trucks that is itself more at work or closed than blocked. */
function ahead(run: Run, from: number): number {
    const places = stations(run);
    const list = flows(run);
    const blocked = (s: number): number => mean(run, "station/blocked_fraction", s) ?? 0;
    const seen = new Set<number>();
    let s = from;

    while (!seen.has(s) && blocked(s) > (mean(run, "station/utilisation", s) ?? 0)) {
        const next = list
            .filter((f) => f.from === places[s] && places.includes(f.to))
            .sort((a, b) => b.trucks - a.trucks)[0];

        seen.add(s);
        s = next ? places.indexOf(next.to) : s;
    }
    return s;
}

function limitText(run: Run): string {
    const found = run.congestion;
    const station = found?.stations[0];

    // Waiting that is less than a minute a truck limits nothing.
    if (!found || station === undefined || (mean(run, "summary/wait_mean") ?? 0) < 60)
        return t("answer.free");
    if (found.stations.length > 1)
        return t("answer.close", {
            places: either(found.stations.map((s) => stations(run)[s] ?? "")),
            n: number(run.replications, 0),
        });
    const next = found.cause === "blocked" ? ahead(run, station) : station;

    return t(next === station ? "answer.limit" : "answer.ahead", {
        place: stations(run)[station] ?? "",
        next: stations(run)[next] ?? "",
        share: percent(found.share),
        cause: named("cause", found.cause),
        queue: number(mean(run, "station/queue_mean", next)),
        busy: percent(mean(run, "station/utilisation", next)),
        blocked: percent(mean(run, "station/blocked_fraction", next)),
        closed: percent(mean(run, "station/closed_fraction", next)),
    });
}

function oneText(run: Run): string {
    if (mean(run, TIME) == null) return t("answer.none");
    return t("answer.one", {
        mean: duration(mean(run, TIME)),
        p95: duration(mean(run, "summary/time_in_system_p95")),
        crossed: number(mean(run, "summary/trucks_crossed"), 0),
        arrived: number(mean(run, "summary/trucks_arrived"), 0),
        rate: number(mean(run, "summary/throughput_per_hour")),
    });
}

const growth = (run: Run): string => number(mean(run, "summary/backlog_growth"), 0);

/** The runs from the shortest mean time to the longest; those without one last. */
export function ranking(data: Data): number[] {
    const time = (i: number): number => {
        const run = data.runs[i];
        return (run && mean(run, TIME)) ?? Infinity;
    };

    return data.runs.map((_, i) => i).sort((a, b) => time(a) - time(b) || a - b);
}

/** Whose mean time may be as short as that of the best. */
function rivals(data: Data, best: number): number[] {
    const behind = data.comparison?.behind ?? [];

    return ranking(data).filter((i) => {
        const run = data.runs[i];
        return i !== best && behind[i] === false && run && mean(run, TIME) != null;
    });
}

const namesOf = (data: Data, runs: number[]): string =>
    list(runs.map((i) => data.runs[i]?.name ?? ""));

/** "41 % less (95 % interval 38 % to 44 %)", or in hours where a ratio says nothing. */
function changed(c: Change | undefined): string {
    const size = c?.relative ?? c?.difference ?? 0;
    const less = t(size < 0 ? "answer.less" : "answer.more");
    const ends = [c?.relative_low ?? null, c?.relative_high ?? null]
        .map((x) => (x === null ? null : Math.abs(x)))
        .sort((a, b) => (a ?? 0) - (b ?? 0));

    if (c?.relative == null)
        return t("answer.by", {
            size: duration(Math.abs(size)),
            less,
            half: duration(c?.half_width),
        });
    return t("answer.share", {
        size: percent(Math.abs(size)),
        less,
        low: percent(ends[0]),
        high: percent(ends[1]),
    });
}

/** The sentence that a minister could read. */
export function verdict(data: Data): string {
    const best = ranking(data)[0] ?? 0;
    const first = data.runs[0];
    const run = data.runs[best];

    if (!first || !run) return "";
    const c = change(data, best, "summary", "time_in_system_mean");
    const known = best > 0 && sure(c);
    // A test of its own has already put the first behind.
    const others = rivals(data, best).filter((i) => i > 0 || !known);
    const words = {
        best: run.name,
        base: first.name,
        n: data.runs.length,
        from: duration(mean(first, TIME)),
        to: duration(mean(run, TIME)),
        mean: duration(mean(run, TIME)),
        others: namesOf(data, others),
    };
    const alone = others.length === 0;

    if (best === 0) return t(alone ? "answer.base" : "answer.rivals", words);
    if (!known) return t("answer.unsure", words);
    return t(alone ? "answer.best" : "answer.among", { ...words, change: changed(c) });
}

/** Whether the policies met the same trucks. */
function met(data: Data): string {
    const comparison = data.comparison;
    const others = data.runs.map((_, i) => i).filter((i) => comparison?.alike[i] === false);

    if (!comparison?.paired.every(Boolean)) return t("answer.independent");
    return others.length === 0
        ? t("answer.common")
        : t("answer.streams", { others: namesOf(data, others), base: data.runs[0]?.name ?? "" });
}

/** Why numbers beside each other do not belong together: other windows of time, and differences
 * over some of the replications only. */
function warnings(data: Data): string[] {
    const base = data.runs[0]?.name ?? "";
    const other = (key: Key, of: (run: Run) => string): string[] =>
        new Set(data.runs.map(of)).size < 2
            ? []
            : [t(key, { values: list(data.runs.map((run) => `${run.name}: ${of(run)}`)) })];
    const pairs = data.runs.flatMap((run, i) => {
        const n = data.comparison?.pairs[i] ?? 0;
        const most = Math.max(run.replications, data.runs[0]?.replications ?? 0);

        return i > 0 && data.comparison?.paired[i] === true && n < most
            ? [t("warn.pairs", { name: run.name, n: number(n, 0), base })]
            : [];
    });

    return [
        ...other("warn.start", (run) => run.start.replace("T", " ")),
        ...other("warn.duration", (run) => duration(run.duration_s)),
        ...other("warn.warmup", (run) => duration(run.warm_up_s)),
        ...pairs,
    ];
}

// ---- Key figures

function card(label: string, e: Estimate, format: Format, plain: Format = format): HTMLElement {
    return el(
        "div",
        { class: "card" },
        el("dt", {}, label),
        el(
            "dd",
            {},
            el("span", { class: "value" }, plain(e.mean)),
            e.half == null || e.half === 0
                ? null
                : el("span", { class: "half" }, ` ± ${format(e.half)}`),
        ),
    );
}

function cards(run: Run): HTMLElement {
    const count: Format = (x) => number(x, x == null || x >= 100 || x === 0 ? 0 : 1);
    const road = at(run, "summary/road_length_max");
    const cost = at(run, "summary/total_cost");

    return el(
        "dl",
        { class: "cards" },
        card(t("key.time"), at(run, TIME), duration),
        card(t("key.p95"), at(run, "summary/time_in_system_p95"), duration),
        card(t("key.wait"), at(run, "summary/wait_mean"), duration),
        card(t("key.crossed"), at(run, "summary/trucks_crossed"), count),
        card(t("key.back"), at(run, "summary/trucks_turned_back"), count),
        card(t("key.inside"), at(run, "summary/trucks_in_system"), count),
        card(t("key.most"), at(run, "summary/in_system_max"), count),
        (road.mean ?? 0) > 0 ? card(t("key.road"), road, (x) => `${number(x, 0)} m`) : null,
        (cost.mean ?? 0) > 0 ? card(t("key.cost"), cost, money(run.currency)) : null,
    );
}

// ---- Ranking

function rankTable(data: Data): Table {
    const base = data.runs[0]?.name ?? "";

    return {
        head: [
            t("rank.policy"),
            t("key.time"),
            t("key.p95"),
            t("key.crossed"),
            t("key.back"),
            t("key.inside"),
            t("rank.change", { base }),
            t("rank.sure"),
        ],
        rows: ranking(data).map((i, place) => {
            const run = data.runs[i];

            if (!run) return [];
            const c = i > 0 ? change(data, i, "summary", "time_in_system_mean") : undefined;
            const cell = (key: string, format: Format): { text: string; raw: number | null } => ({
                text: interval(at(run, key), format).replace(" ± ", "\n± "),
                raw: mean(run, key),
            });

            return [
                { text: `${place + 1}. ${run.name}`, raw: run.name },
                cell(TIME, duration),
                cell("summary/time_in_system_p95", duration),
                cell("summary/trucks_crossed", (x) => number(x, 0)),
                cell("summary/trucks_turned_back", (x) => number(x, 0)),
                cell("summary/trucks_in_system", (x) => number(x, 0)),
                {
                    text:
                        i === 0
                            ? t("rank.basis")
                            : `${signed(c?.difference, duration)}\n± ${duration(c?.half_width)}`,
                    raw: i === 0 ? 0 : (c?.difference ?? null),
                },
                i === 0 ? "–" : t(sure(c) ? "rank.yes" : "rank.no"),
            ];
        }),
    };
}

const measures = [
    ["time_in_system_mean", "change.mean"],
    ["time_in_system_p95", "change.p95"],
    ["wait_mean", "change.wait"],
] as const;

/** Changes with their intervals, a row for each policy and measure. */
function forest(data: Data): Figure {
    const base = data.runs[0]?.name ?? "";
    const rows = ranking(data)
        .filter((i) => i > 0)
        .flatMap((i) =>
            measures.map(([name, label], m) => {
                const c = change(data, i, "summary", name);
                const x = hours(c?.difference);
                const half = hours(c?.half_width);

                return { policy: data.runs[i]?.name ?? "", label: t(label), m, x, half };
            }),
        );
    const height = 28 * rows.length + 60;
    const option = (width: number): Option => ({
        grid: {
            left: narrow(width) ? NARROW : 260,
            right: narrow(width) ? 88 : 110,
            top: 8,
            bottom: 46,
        },
        tooltip: { ...tooltip, trigger: "item" },
        xAxis: valueAxis(t("change.axis")),
        yAxis: {
            ...rowAxis(
                rows.map((r) => rowName(width, r.policy, r.label)),
                width,
                250,
            ),
            axisLine: { show: false },
        },
        series: [
            // Behind the numbers, unlike a mark.
            {
                type: "line",
                z: 1,
                silent: true,
                symbol: "none",
                lineStyle: { color: ink, width: 1 },
                data: [
                    [0, 0],
                    [0, rows.length - 1],
                ],
            },
            {
                id: "changes",
                type: "custom",
                z: 4,
                encode: { x: [0, 1, 2], y: 3 },
                data: rows.map((r, i) => [
                    round(r.x, 6),
                    round(r.x == null ? null : r.x - (r.half ?? 0), 6),
                    round(r.x == null ? null : r.x + (r.half ?? 0), 6),
                    i,
                ]),
                tooltip: {
                    formatter: (p): string => {
                        const r = Array.isArray(p) ? undefined : rows[p.dataIndex];
                        return r
                            ? `${r.policy}\n${r.label}: ${signed(r.x, (h) => duration((h ?? 0) * 3600))} ± ${duration((r.half ?? 0) * 3600)}`
                            : "";
                    },
                },
                renderItem: (_params, api) => {
                    const y = api.value(3);
                    const spot = (dimension: number): number[] =>
                        api.coord([api.value(dimension), y]);
                    const [x = 0, mid = 0] = spot(0);
                    const low = spot(1)[0] ?? x;
                    const high = spot(2)[0] ?? x;
                    const m = rows[Number(y)]?.m ?? 0;
                    const stroke = color(m);

                    return {
                        type: "group",
                        children: [
                            {
                                type: "line",
                                shape: { x1: low, y1: mid, x2: high, y2: mid },
                                style: { stroke, lineWidth: 2 },
                            },
                            ...[low, high].map((end) => ({
                                type: "line" as const,
                                shape: { x1: end, y1: mid - 5, x2: end, y2: mid + 5 },
                                style: { stroke, lineWidth: 2 },
                            })),
                            {
                                type: "circle",
                                shape: { cx: x, cy: mid, r: 4.5 },
                                style: { fill: stroke },
                            },
                            {
                                type: "text",
                                style: {
                                    text: signed(Number(api.value(0)), (h) =>
                                        duration((h ?? 0) * 3600),
                                    ),
                                    x: high + 8,
                                    y: mid,
                                    textVerticalAlign: "middle",
                                    fill: ink,
                                    backgroundColor: "#ffffff",
                                    font: `12px ${font}`,
                                },
                            },
                        ],
                    };
                },
            },
        ],
    });

    return figure({
        id: "changes",
        title: t("change.title", { base }),
        note: t("change.note"),
        spoken: verdict(data),
        height,
        option,
        data: {
            head: [t("rank.policy"), "", t("change.axis"), "±"],
            numbersFrom: 2,
            rows: rows.map((r) => [
                r.policy,
                r.label,
                { text: number(r.x), raw: r.x },
                { text: number(r.half), raw: r.half },
            ]),
        },
    });
}

// ---- Targets

type Verdict = "kept" | "missed" | "open" | "none";

function judge({ mean: x, half }: Estimate, value: number, atLeast: boolean): Verdict {
    if (x === null) return "none";
    if (Math.abs(x - value) <= (half ?? 0)) return "open";
    return x < value === atLeast ? "missed" : "kept";
}

function targets(data: Data): Child {
    if (data.targets.length === 0) return null;
    const rows = data.targets.flatMap((target) =>
        data.runs.map((run) => {
            const key = `${target.group}/${target.name}`;
            const index = target.label === null ? 0 : names(run, key).indexOf(target.label);
            const e = at(run, key, index);
            const format = run.columns[key]?.unit === "s" ? duration : number;

            return [
                target.text,
                run.name,
                interval(e, format),
                t(`target.${judge(e, target.value, target.at_least)}`),
            ];
        }),
    );

    return titled(
        t("target.title"),
        table(
            {
                head: [t("target.target"), t("rank.policy"), t("target.mean"), t("target.verdict")],
                rows,
                numbersFrom: 2,
            },
            t("target.title"),
        ),
    );
}

// ---- The section

export function answer(data: Data): { children: Child[]; figures: Figure[] } {
    const first = data.runs[0];

    if (!first) return { children: [], figures: [] };
    if (data.runs.length === 1)
        return {
            children: [
                el("p", { class: "lead" }, oneText(first)),
                el("p", {}, limitText(first)),
                el(
                    "p",
                    first.growing ? { class: "warning" } : {},
                    first.growing
                        ? t("answer.growing", { rate: growth(first) })
                        : t("answer.settled"),
                ),
                cards(first),
                targets(data),
                el(
                    "p",
                    { class: "small" },
                    first.replications > 1 ? t("meta.interval") : t("meta.one"),
                ),
            ],
            figures: [],
        };
    const best = data.runs[ranking(data)[0] ?? 0] ?? first;
    const figures = [forest(data)];

    return {
        children: [
            el("p", { class: "lead" }, verdict(data)),
            el("p", {}, `${best.name}: ${limitText(best)}`),
            ...data.runs
                .filter((run) => run.growing)
                .map((run) =>
                    el(
                        "p",
                        { class: "warning" },
                        t("answer.grows", { name: run.name, rate: growth(run) }),
                    ),
                ),
            ...warnings(data).map((text) => el("p", { class: "warning" }, text)),
            titled(t("rank.title"), table(rankTable(data), t("rank.title"))),
            targets(data),
            el("p", { class: "small" }, met(data), " ", t("meta.interval")),
            ...figures.map((f) => f.element),
        ],
        figures,
    };
}
