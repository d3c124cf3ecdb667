// SPDX-License-Identifier: GPL-3.0-or-later
// The gate as a map: places, and the flows between them, layer by layer.
import { axisText, figure, ink, tooltip, type Figure, type Option } from "./charts";
import { flows, mean, stations, type Flow, type Run } from "./data";
import { number, percent, round, short } from "./format";
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

/** How many places the longest way through has. */
function layers(list: Flow[]): number {
    const depth = new Map<string, number>();
    const of = (place: string): number => {
        const known = depth.get(place);
        if (known !== undefined) return known;
        const before = list.filter((f) => f.to === place).map((f) => of(f.from));
        const d = 1 + Math.max(0, ...before);
        depth.set(place, d);
        return d;
    };

    return Math.max(1, ...list.map((f) => of(f.to)));
}

const ramp = ["#dfe7f1", "#aec6e0", "#6f9bc9", "#35699f", "#0c2f57"];
const shadeOf = (share: number | null): string =>
    share == null ? "#8b94a3" : (ramp[Math.min(4, Math.floor(share * 5))] ?? "#8b94a3");

export function mapFigure(run: Run): Figure {
    const { drawn, back } = forward(flows(run));
    const places = stations(run);
    const met = [...new Set(drawn.flatMap((f) => [f.from, f.to]))];
    const index = (name: string): number => places.indexOf(name);
    const name = (place: string): string => (index(place) < 0 ? named("place", place) : place);
    const about = (place: string): string => {
        const s = index(place);

        if (s < 0) return "";
        const busy = mean(run, "station/utilisation", s);
        return [
            busy == null ? "" : t("flow.busy", { share: percent(busy) }),
            t("flow.wait", { time: short(mean(run, "station/wait_mean", s)) }),
        ]
            .filter((x) => x !== "")
            .join(", ");
    };
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
        height: 66 * layers(drawn) + 30,
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
                ...tooltip,
                formatter: (p): string => {
                    if (Array.isArray(p)) return "";
                    const d = p.data as { source?: string; target?: string; name?: string };
                    return d.source !== undefined && d.target !== undefined
                        ? `${name(d.source)} → ${name(d.target)}: ${number(Number(p.value), 0)} ${t("unit.trucks")}`
                        : `${name(d.name ?? "")}\n${about(d.name ?? "")}`;
                },
            },
            series: [
                {
                    id: "map",
                    type: "sankey",
                    orient: "vertical",
                    left: 4,
                    right: width < 600 ? 110 : 170,
                    top: 6,
                    bottom: 26,
                    nodeWidth: 14,
                    nodeGap: width < 600 ? 90 : 150,
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
                            borderColor: ink,
                            borderWidth: 0.8,
                        },
                    })),
                    links: drawn.map((f) => ({
                        source: f.from,
                        target: f.to,
                        value: round(f.trucks, 6) ?? 0,
                    })),
                    lineStyle: { color: "#8fa3bd", opacity: 0.38, curveness: 0.4 },
                    label: {
                        ...axisText,
                        color: ink,
                        position: [0, 17],
                        align: "left",
                        verticalAlign: "top",
                        textBorderColor: "#ffffff",
                        textBorderWidth: 2,
                        formatter: (p) =>
                            `{a|${name(p.name)}}\n{b|${about(p.name)}}`.replace("\n{b|}", ""),
                        rich: {
                            a: { fontWeight: "bold", fontSize: 12, color: ink, lineHeight: 15 },
                            b: { fontSize: 11, color: "#3a4454", lineHeight: 14 },
                        },
                    },
                },
            ],
        }),
    });
}
