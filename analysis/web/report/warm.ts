// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a run has settled.
import { figure, type Figure, type Option } from "./charts";
import type { Num } from "../common/estimate";
import type { Run } from "./data";
import { duration, span } from "../common/duration";
import { number, round } from "../common/format";
import { color, style } from "./chart_style";
import { t } from "./strings";

/** The line of trucks inside: by point, the day and the mean. */
type Point = [Num, Num];

/** The warm-up, shaded. */
const warmArea = (run: Run) => ({
    silent: true,
    itemStyle: { color: style.shade },
    label: { color: style.muted, position: "insideTopLeft" as const },
    data:
        run.warm_up_s > 0
            ? [
                  [{ name: t("inside.warm"), xAxis: 0 }, { xAxis: run.warm_up_s / 86400 }] as [
                      object,
                      object,
                  ],
              ]
            : [],
});

const warmOption = (run: Run, points: Point[]): Option => ({
    grid: { left: 56, right: 20, top: 30, bottom: 44 },
    tooltip: { ...style.tooltip, trigger: "axis", valueFormatter: (x) => number(Number(x)) },
    xAxis: {
        type: "value",
        max: round(run.duration_s / 86400, 5) ?? 1,
        name: t("unit.days"),
        nameLocation: "middle",
        nameGap: 28,
        ...style.numberAxis,
        splitLine: { show: false },
    },
    yAxis: { type: "value", min: 0, name: t("unit.trucks"), ...style.numberAxis },
    series: [
        {
            id: "smooth",
            name: t("warm.inside"),
            type: "line",
            symbol: "none",
            data: points,
            lineStyle: { color: color(0), width: 2 },
            itemStyle: { color: color(0) },
            markArea: warmArea(run),
        },
    ],
});

export function warmFigure(run: Run): Figure {
    const { smooth, step_s, window_s, cut_s, found } = run.warm_up;
    const step = (step_s ?? 0) / 86400;
    const points = smooth.map((x, i): Point => [round((i + 0.5) * step, 5), round(x)]);
    const verdict =
        found === true
            ? t("warm.rule", { time: span(run.warm_up_s), cut: duration(cut_s) })
            : t("warm.short");

    return figure({
        id: "warm",
        title: t("warm.title"),
        note: `${t("warm.note", { window: span(window_s) })} ${verdict}`,
        spoken: verdict,
        height: 240,
        data: {
            head: [t("unit.days"), t("warm.inside")],
            rows: points.map(([x, y]) => [
                { text: number(x), raw: x },
                { text: number(y), raw: y },
            ]),
        },
        option: () => warmOption(run, points),
    });
}
