// SPDX-License-Identifier: GPL-3.0-or-later
// What policies change against the first, as dots with their intervals.
import { NARROW, narrow, rowAxis, rowName, valueAxis } from "./bars";
import { color, figure, font, ink, tooltip, type Figure, type Option } from "./charts";
import { change, type Data } from "./data";
import { duration, hours, number, round, signed } from "./format";
import { t } from "./strings";
import { ranking, verdict } from "./verdict";

const measures = [
    ["time_in_system_mean", "change.mean"],
    ["time_in_system_p95", "change.p95"],
    ["wait_mean", "change.wait"],
] as const;

/** Changes with their intervals, a row for each policy and measure. */
export function forest(data: Data): Figure {
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
