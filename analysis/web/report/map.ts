// SPDX-License-Identifier: GPL-3.0-or-later
// The gate as a map: places, and the flows between them, layer by layer.
import { figure, type Figure, type Option } from "./charts";
import { style } from "./chart_style";
import { flows, mean, stations, type Flow, type Run } from "./data";
import { books } from "./demand";
import { short } from "../common/duration";
import { number, percent, round } from "../common/format";
import { named, t } from "./strings";

/** The drawing goes one way: flows that lead back, smallest first, are taken out until none do. */
export function forward(list: Flow[]): { drawn: Flow[]; back: Flow[] } {
    const drawn: Flow[] = [];
    const back: Flow[] = [];
    const reaches = (from: string, to: string, seen = new Set<string>()): boolean => {
        if (from === to) return true;
        if (seen.has(from)) return false;
        seen.add(from);
        return drawn.some((f) => f.from === from && reaches(f.to, to, seen));
    };

    for (const flow of [...list].sort((a, b) => b.trucks - a.trucks))
        (reaches(flow.to, flow.from) ? back : drawn).push(flow);
    return { drawn, back };
}

/** How many places the longest way through has, and how many stand side by side at most. */
function extent(list: Flow[]): { deep: number; wide: number } {
    const depth = new Map<string, number>();
    const of = (place: string): number => {
        const known = depth.get(place);
        if (known !== undefined) return known;
        const before = list.filter((f) => f.to === place).map((f) => of(f.from));
        const d = 1 + Math.max(0, ...before);
        depth.set(place, d);
        return d;
    };

    const deep = Math.max(1, ...list.map((f) => of(f.to)));
    const level = new Map<number, number>();

    for (const place of new Set(list.flatMap((f) => [f.from, f.to]))) {
        const last = !list.some((f) => f.from === place);
        const d = last ? deep : of(place);
        level.set(d, (level.get(d) ?? 0) + 1);
    }
    return { deep, wide: Math.max(1, ...level.values()) };
}

/** px that the words below a place need; three lines of them are narrower than two. */
const WORDS = { two: 150, three: 92 };

const shadeOf = (share: number | null): string =>
    share == null ? style.edge : (style.ramp[Math.min(4, Math.floor(share * 5))] ?? style.edge);

/** Where trucks that book come from, and where those go that are not served. Places of a scenario
 * have no names that begin with a blank. */
const WISH = " wish";
const UNSERVED = " unserved";

/** What the wish to come becomes where trucks book: an arrival, or nothing. */
function demandFlows(run: Run): Flow[] {
    const wanted = mean(run, "summary/trucks_wanted");
    const unmet = mean(run, "summary/trucks_unmet") ?? 0;

    if (!books(run) || wanted === null) return [];
    return [
        { from: WISH, to: "arrival", trucks: wanted - unmet },
        ...(unmet > 0 ? [{ from: WISH, to: UNSERVED, trucks: unmet }] : []),
    ];
}

/** A map of a run: its flows, and how much room they need. */
interface Map {
    run: Run;
    drawn: Flow[];
    back: Flow[];
    deep: number;
    wide: number;
}

function mapOf(run: Run): Map {
    const { drawn, back } = forward([...demandFlows(run), ...flows(run)]);

    return { run, drawn, back, ...extent(drawn) };
}

const tight = (M: Map, width: number): boolean => width < 600 || M.wide > 4;

const nameIn = (run: Run, place: string): string =>
    stations(run).includes(place) ? place : named("place", place.trim());

/** What stands below the name of a place. */
function about(run: Run, place: string): string[] {
    const s = stations(run).indexOf(place);
    const busy = mean(run, "station/utilisation", s);
    const home = mean(run, "summary/booking_wait_mean");

    if (place === WISH && home !== null) return [t("flow.home", { time: short(home) })];
    if (s < 0) return [];
    return [
        ...(busy == null ? [] : [t("flow.busy", { share: percent(busy) })]),
        t("flow.wait", { time: short(mean(run, "station/wait_mean", s)) }),
    ];
}

/** A flow in words: "yard → customs: 1,234". */
const flowText = (run: Run, { from, to, trucks }: Flow): string =>
    `${nameIn(run, from)} → ${nameIn(run, to)}: ${number(trucks, 0)}`;

/** What a pointer at a place or at a flow is told. */
function tip(
    run: Run,
    data: { source?: string; target?: string; name?: string },
    x: number,
): string {
    if (data.source !== undefined && data.target !== undefined)
        return `${flowText(run, { from: data.source, to: data.target, trucks: x })} ${t("unit.trucks")}`;
    return [nameIn(run, data.name ?? ""), ...about(run, data.name ?? "")].join("\n");
}

/** The places of the map, the busier the stronger in colour. */
const nodes = ({ run, drawn }: Map): object[] =>
    [...new Set(drawn.flatMap((f) => [f.from, f.to]))].map((name) => {
        const s = stations(run).indexOf(name);

        return {
            name,
            itemStyle: {
                color: shadeOf(s < 0 ? null : mean(run, "station/utilisation", s)),
                borderColor: style.ink,
                borderWidth: 0.8,
            },
        };
    });

/** The words below a place. */
const label = (M: Map, width: number) => ({
    ...style.axisText,
    color: style.ink,
    position: [0, 17],
    align: "left" as const,
    verticalAlign: "top" as const,
    textBorderColor: style.paper,
    textBorderWidth: 2,
    formatter: ({ name }: { name: string }): string => {
        const words = about(M.run, name);
        const lines = tight(M, width) ? words : [words.join(", ")].filter(Boolean);

        return [`{a|${nameIn(M.run, name)}}`, ...lines.map((x) => `{b|${x}}`)].join("\n");
    },
    rich: {
        a: { fontWeight: "bold" as const, fontSize: 12, color: style.ink, lineHeight: 15 },
        b: { fontSize: 11, color: style.ink, lineHeight: 14 },
    },
});

const mapOption = (M: Map, width: number): Option => ({
    tooltip: {
        ...style.tooltip,
        formatter: (p): string =>
            Array.isArray(p) ? "" : tip(M.run, p.data as { source?: string }, Number(p.value)),
    },
    series: [
        {
            id: "map",
            type: "sankey",
            orient: "vertical",
            left: 4,
            right: tight(M, width) ? WORDS.three : WORDS.two,
            top: 6,
            bottom: 30,
            nodeWidth: 14,
            nodeGap: tight(M, width) ? WORDS.three : WORDS.two,
            nodeAlign: "justify",
            layoutIterations: 64,
            draggable: false,
            data: nodes(M),
            links: M.drawn.map((f) => ({
                source: f.from,
                target: f.to,
                value: round(f.trucks, 6) ?? 0,
            })),
            lineStyle: { color: style.link, opacity: 0.38, curveness: 0.4 },
            label: label(M, width),
        },
    ],
});

export function mapFigure(run: Run): Figure {
    const M = mapOf(run);
    const { drawn, back, deep, wide } = M;
    const said = back.map((f) => flowText(run, f)).join(", ");

    return figure({
        id: "map",
        title: t("flow.title"),
        note: [
            t("flow.note"),
            ...(books(run) ? [t("flow.booking")] : []),
            ...(back.length > 0 ? [t("flow.back", { list: said })] : []),
        ].join(" "),
        spoken: drawn.map((f) => flowText(run, f)).join("; "),
        height: (wide > 4 ? 80 : 70) * deep + 30,
        ...(wide > 2 ? { least: WORDS.three * (wide + 1) + 60 } : {}),
        data: {
            head: [t("flow.from"), t("flow.to"), t("flow.trucks")],
            numbersFrom: 2,
            rows: [...drawn, ...back].map((f) => [
                nameIn(run, f.from),
                nameIn(run, f.to),
                { text: number(f.trucks, 0), raw: f.trucks },
            ]),
        },
        option: (width) => mapOption(M, width),
    });
}
