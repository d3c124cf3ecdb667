// SPDX-License-Identifier: GPL-3.0-or-later
// The answer first: sentences, key figures, and of several policies their ranking.
import { forest } from "./changes";
import type { Figure } from "./charts";
import type { Estimate } from "../common/estimate";
import { at, change, mean, sure, type Data, type Run } from "./data";
import { bookingText, books, spanText, timeName, unmetText } from "./demand";
import { type Child, el, table, titled } from "../common/dom";
import type { Cell, Table } from "../common/tables";
import { duration } from "../common/duration";
import { number } from "../common/format";
import { moneyKind, parts, PLAIN, signedInterval, twoLines, type Kind } from "../common/interval";
import { growthText, limits, savings, waitText } from "./limit";
import { measureTable } from "./measures";
import { t, type Key } from "./strings";
import { targets } from "./targets";
import { met, ranking, timeOf, verdict, warnings } from "./verdict";

function oneText(run: Run): string {
    if (mean(run, timeOf([run])) == null) return t("answer.none");
    return t("answer.one", {
        span: spanText([run]),
        mean: duration(mean(run, timeOf([run]))),
        p95: duration(mean(run, `summary/${timeName([run])}_p95`)),
        crossed: number(mean(run, "summary/trucks_crossed"), 0),
        arrived: number(mean(run, `summary/trucks_${books(run) ? "wanted" : "arrived"}`), 0),
        rate: number(mean(run, "summary/throughput_per_hour")),
    });
}

function card(label: string, e: Estimate, kind: Kind): HTMLElement {
    const [value, half] = parts(e, kind);

    return el(
        "div",
        { class: "card" },
        el("dt", {}, label),
        el(
            "dd",
            {},
            el("span", { class: "value" }, value),
            half === "" ? null : el("span", { class: "half" }, ` ± ${half}`),
        ),
    );
}

/** Demand that is not met, and the wait at home, as paragraphs. */
const demand = (run: Run, name = ""): Child[] =>
    [unmetText(run), bookingText(run)]
        .filter((text) => text !== "")
        .map((text, i) => el("p", i === 0 ? { class: "warning" } : {}, `${name}${text}.`));

function cards(run: Run): HTMLElement {
    const of = (name: string, label: Key, kind: Kind = PLAIN): HTMLElement =>
        card(t(label), at(run, `summary/${name}`), kind);
    const has = (name: string): boolean => (mean(run, `summary/${name}`) ?? 0) > 0;

    return el(
        "dl",
        { class: "cards" },
        of(`${timeName([run])}_mean`, books(run) ? "key.total" : "key.time", "time"),
        of(`${timeName([run])}_p95`, "key.p95", "time"),
        ...(books(run)
            ? [
                  of("trucks_unmet", "key.unmet"),
                  of("booking_wait_mean", "key.booking", "time"),
                  of("time_in_system_mean", "key.time", "time"),
              ]
            : []),
        of("wait_mean", "key.wait", "time"),
        of("trucks_crossed", "key.crossed"),
        of("trucks_turned_back", "key.back"),
        of("trucks_in_system", "key.inside"),
        of("in_system_max", "key.most"),
        has("road_length_max") ? of("road_length_max", "key.road", { size: 1, unit: "m" }) : null,
        has("total_cost")
            ? of("total_cost", "key.cost", moneyKind(mean(run, "summary/total_cost"), run.currency))
            : null,
    );
}

/** A p95 that is below its mean looks like a mistake: the reason for it. */
function belowText(run: Run): HTMLElement | null {
    const p95 = mean(run, `summary/${timeName([run])}_p95`);

    return p95 !== null && p95 < (mean(run, timeOf([run])) ?? 0)
        ? el("p", { class: "small" }, t("key.below"))
        : null;
}

function rankTable(data: Data): Table {
    const base = data.runs[0]?.name ?? "";
    const booked = data.runs.some(books);
    const time = timeName(data.runs);

    return {
        stacks: true,
        head: [
            t("rank.policy"),
            t(booked ? "key.total" : "key.time"),
            t("key.p95"),
            ...(booked ? [t("key.unmet")] : []),
            t("key.crossed"),
            t("key.back"),
            t("key.inside"),
            t("rank.change", { base }),
            t("rank.sure"),
        ],
        rows: ranking(data).map((i, place) => {
            const run = data.runs[i];

            if (!run) return [];
            const c = i > 0 ? change(data, i, "summary", `${time}_mean`) : undefined;
            const cell = (key: string, kind: Kind = PLAIN): Cell => ({
                text: twoLines(at(run, key), kind),
                raw: mean(run, key),
            });

            return [
                { text: `${place + 1}. ${run.name}`, raw: run.name },
                cell(`summary/${time}_mean`, "time"),
                cell(`summary/${time}_p95`, "time"),
                ...(booked ? [cell("summary/trucks_unmet")] : []),
                cell("summary/trucks_crossed"),
                cell("summary/trucks_turned_back"),
                cell("summary/trucks_in_system"),
                {
                    text:
                        i === 0
                            ? t("rank.basis")
                            : signedInterval(c?.difference, c?.half_width ?? null, "time").replace(
                                  " ± ",
                                  "\n± ",
                              ),
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
                ...demand(first),
                el("p", {}, waitText(first)),
                ...limits(first),
                el("p", first.growing ? { class: "warning" } : {}, growthText(first)),
                cards(first),
                belowText(first),
                targets(data),
                savings(first),
                measureTable(data),
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
            ...data.runs.flatMap((run) => demand(run, `${run.name}: `)),
            el("p", {}, `${best.name}: ${waitText(best)}`),
            ...limits(best),
            ...data.runs
                .filter((run) => run.trend !== "steady")
                .map((run) => el("p", { class: "warning" }, growthText(run, run.name))),
            ...warnings(data).map((text) => el("p", { class: "warning" }, text)),
            titled(t("rank.title"), table(rankTable(data), t("rank.title"))),
            targets(data),
            savings(best),
            el("p", { class: "small" }, met(data), " ", t("meta.interval")),
            ...figures.map((f) => f.element),
            measureTable(data),
        ],
        figures,
    };
}
