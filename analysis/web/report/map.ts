// SPDX-License-Identifier: GPL-3.0-or-later
// The gate as a map: places, and the flows between them, layer by layer.
import { figure, type Figure, type Option } from "./charts";
import { look } from "./look";
import { flows, mean, stations, type Flow, type Run } from "./data";
import { short } from "./duration";
import { number, percent, round } from "./format";
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
    share == null ? look.edge : (look.ramp[Math.min(4, Math.floor(share * 5))] ?? look.edge);

export function mapFigure(run: Run): Figure {
    const { drawn, back } = forward(flows(run));
    const places = stations(run);
    const met = [...new Set(drawn.flatMap((f) => [f.from, f.to]))];
    const index = (name: string): number => places.indexOf(name);
    const name = (place: string): string => (index(place) < 0 ? named("place", place) : place);
    const about = (place: string): string[] => {
        const s = index(place);
        const busy = mean(run, "station/utilisation", s);

        if (s < 0) return [];
        return [
            ...(busy == null ? [] : [t("flow.busy", { share: percent(busy) })]),
            t("flow.wait", { time: short(mean(run, "station/wait_mean", s)) }),
        ];
    };
    const { deep, wide } = extent(drawn);
    const tight = (width: number): boolean => width < 600 || wide > 4;
    const said = back
        .map((f) => `${name(f.from)} → ${name(f.to)} (${number(f.trucks, 0)})`)
        .join(", ");

    return figure({
        id: "map",
        title: t("flow.title"),
        note: t("flow.note") + (back.length > 0 ? ` ${t("flow.back", { list: said })}` : ""),
        spoken: drawn
            .map((f) => `${name(f.from)} → ${name(f.to)}: ${number(f.trucks, 0)}`)
            .join("; "),
        height: (wide > 4 ? 80 : 70) * deep + 30,
        ...(wide > 2 ? { least: WORDS.three * (wide + 1) + 60 } : {}),
        data: {
            head: [t("flow.from"), t("flow.to"), t("flow.trucks")],
            numbersFrom: 2,
            rows: [...drawn, ...back].map((f) => [
                name(f.from),
                name(f.to),
                { text: number(f.trucks, 0), raw: f.trucks },
            ]),
        },
        option: (width): Option => ({
            tooltip: {
                ...look.tooltip,
                formatter: (p): string => {
                    if (Array.isArray(p)) return "";
                    const d = p.data as { source?: string; target?: string; name?: string };
                    return d.source !== undefined && d.target !== undefined
                        ? `${name(d.source)} → ${name(d.target)}: ${number(Number(p.value), 0)} ${t("unit.trucks")}`
                        : [name(d.name ?? ""), ...about(d.name ?? "")].join("\n");
                },
            },
            series: [
                {
                    id: "map",
                    type: "sankey",
                    orient: "vertical",
                    left: 4,
                    right: tight(width) ? WORDS.three : WORDS.two,
                    top: 6,
                    bottom: 30,
                    nodeWidth: 14,
                    nodeGap: tight(width) ? WORDS.three : WORDS.two,
                    nodeAlign: "justify",
                    layoutIterations: 64,
                    draggable: false,
                    data: met.map((place) => ({
                        name: place,
                        itemStyle: {
                            color: shadeOf(
                                index(place) < 0
                                    ? null
                                    : mean(run, "station/utilisation", index(place)),
                            ),
                            borderColor: look.ink,
                            borderWidth: 0.8,
                        },
                    })),
                    links: drawn.map((f) => ({
                        source: f.from,
                        target: f.to,
                        value: round(f.trucks, 6) ?? 0,
                    })),
                    lineStyle: { color: look.link, opacity: 0.38, curveness: 0.4 },
                    label: {
                        ...look.axisText,
                        color: look.ink,
                        position: [0, 17],
                        align: "left",
                        verticalAlign: "top",
                        textBorderColor: look.paper,
                        textBorderWidth: 2,
                        formatter: (p) => {
                            const words = about(p.name);
                            const lines = tight(width) ? words : [words.join(", ")].filter(Boolean);

                            return [`{a|${name(p.name)}}`, ...lines.map((x) => `{b|${x}}`)].join(
                                "\n",
                            );
                        },
                        rich: {
                            a: {
                                fontWeight: "bold",
                                fontSize: 12,
                                color: look.ink,
                                lineHeight: 15,
                            },
                            b: { fontSize: 11, color: look.ink, lineHeight: 14 },
                        },
                    },
                },
            ],
        }),
    });
}
