// SPDX-License-Identifier: GPL-3.0-or-later
// The answer first: sentences, key figures, and of several policies their ranking.
import { forest } from "./changes";
import { type Figure } from "./charts";
import { at, change, mean, sure, type Data, type Estimate, type Run } from "./data";
import { type Child, el, table, titled, type Table } from "./dom";
import { duration, interval, money, number, signed, type Format } from "./format";
import { growth, limits, savings, waitText } from "./limit";
import { t } from "./strings";
import { targets } from "./targets";
import { met, ranking, TIME, verdict, warnings } from "./verdict";

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

export function answer(data: Data): { children: Child[]; figures: Figure[] } {
    const first = data.runs[0];

    if (!first) return { children: [], figures: [] };
    if (data.runs.length === 1)
        return {
            children: [
                el("p", { class: "lead" }, oneText(first)),
                el("p", {}, waitText(first)),
                ...limits(first),
                el(
                    "p",
                    first.growing ? { class: "warning" } : {},
                    first.growing
                        ? t("answer.growing", { rate: growth(first) })
                        : t("answer.settled"),
                ),
                cards(first),
                targets(data),
                savings(first),
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
            el("p", {}, `${best.name}: ${waitText(best)}`),
            ...limits(best),
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
            savings(best),
            el("p", { class: "small" }, met(data), " ", t("meta.interval")),
            ...figures.map((f) => f.element),
        ],
        figures,
    };
}
