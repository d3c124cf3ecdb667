// SPDX-License-Identifier: GPL-3.0-or-later
// What servers do, by place and agency; what it costs.
import { narrow, patterned, stackedBars, valueAxis } from "./bars";
import { figure, type Figure } from "./charts";
import { color, decal, style } from "./chart_style";
import { at, mean, names, stations, type Data, type Run } from "./data";
import { el, scroll, table, titled } from "../common/dom";
import type { Table } from "../common/tables";
import { money, moneyUnit, number, percent, round, type Format } from "../common/format";
import { interval, moneyKind, PERCENT, PLAIN, twoLines, type Kind } from "../common/interval";
import { space } from "../common/language";
import { t } from "./strings";

const states = [
    ["busy", "utilisation"],
    ["blocked", "blocked_fraction"],
    ["kept", "kept_fraction"],
    ["down", "down_fraction"],
    ["closed", "closed_fraction"],
    ["idle", "idle_fraction"],
] as const;

const fills = () => ({
    busy: { color: color(0), decal: decal(0) },
    blocked: { color: color(1), decal: decal(1) },
    kept: { color: color(3), decal: decal(2) },
    down: { color: color(6), decal: decal(4) },
    closed: { color: color(7), decal: decal(3) },
    idle: { color: style.free, decal: decal(0), borderColor: style.edge, borderWidth: 1 },
});

export function serverFigure(run: Run): Figure {
    const places = stations(run)
        .map((place, s) => ({ place, s }))
        .filter(({ s }) => mean(run, "station/utilisation", s) != null);
    const used = states.filter(([, column]) =>
        places.some(({ s }) => (mean(run, `station/${column}`, s) ?? 0) > 5e-4),
    );
    const share = (column: string, s: number): number =>
        100 * (mean(run, `station/${column}`, s) ?? 0);

    return figure({
        id: "servers",
        title: t("servers.title"),
        note: t("servers.note"),
        spoken: places
            .map(
                ({ place, s }) =>
                    `${place}: ${t("servers.busy")} ${percent(mean(run, "station/utilisation", s))}`,
            )
            .join("; "),
        height: places.length * 34 + 110,
        data: {
            head: [t("queue.place"), ...used.map(([state]) => `${t(`servers.${state}`)}, %`)],
            rows: places.map(({ place, s }) => [
                place,
                ...used.map(([, column]) => ({
                    text: number(share(column, s), 1),
                    raw: share(column, s),
                })),
            ]),
        },
        option: (width) =>
            stackedBars(width, {
                rows: places.map((p) => p.place),
                overflow: "truncate",
                parts: used.map(([state, column]) => ({
                    id: state,
                    name: t(`servers.${state}`),
                    style: fills()[state],
                    values: places.map(({ s }) => round(share(column, s))),
                })),
                axis: { ...valueAxis(t("servers.axis")), max: 100 },
                left: 140,
                right: 24,
                thickness: 22,
                top: [58, 40],
                said: (x) => `${number(x, 1)}${space}%`,
                written: (x) => (x >= (narrow(width) ? 18 : 8) ? `${number(x, 0)}${space}%` : ""),
            }),
    });
}

export function agencyTable(run: Run): HTMLElement | null {
    const agencies = names(run, "agency/utilisation");
    const share = (state: string, i: number): number | null =>
        mean(run, `agency/${state}_fraction`, i);
    const used = states.filter(([state]) => agencies.some((_, i) => (share(state, i) ?? 0) > 5e-4));

    if (agencies.length === 0) return null;
    return titled(
        t("agency.title"),
        table(
            {
                head: [
                    t("release.agency"),
                    t("agency.servers"),
                    t("agency.use"),
                    ...used.map(([state]) => t(`servers.${state}`)),
                ],
                rows: agencies.map((agency, i) => [
                    agency,
                    number(mean(run, "agency/servers_mean", i)),
                    interval(at(run, "agency/utilisation", i), PERCENT),
                    ...used.map(([state]) => percent(share(state, i))),
                ]),
            },
            t("agency.title"),
        ),
    );
}

const amount = (run: Run): Format => money(run.currency);

/** What costs are counted in; null: an amount of money. */
const costs: [string, Kind | null][] = [
    ["total_cost", null],
    ["time_cost", null],
    ["staff_cost", null],
    ["fees", null],
    ["value_lost", null],
    ["turned_back_loss", null],
    ["spoiled", PLAIN],
    ["spoiled_weight", { size: 1000, unit: "" }],
    ["fuel", PLAIN],
    ["co2", PLAIN],
];

const parts = ["time_cost", "staff_cost", "value_lost", "turned_back_loss"] as const;

/** The currency of all runs that have amounts; "" where they differ. */
function currencyOf(data: Data): string {
    const [currency, ...others] = new Set(
        data.runs.map((run) => run.currency).filter((name) => name !== ""),
    );

    return others.length === 0 ? (currency ?? "") : "";
}

/** What the cost of a policy consists of, policy beside policy. */
export function costFigure(data: Data): Figure | null {
    const used = parts.filter((name) =>
        data.runs.some((run) => (mean(run, `summary/${name}`) ?? 0) > 0),
    );
    const values = (name: string): (number | null)[] =>
        data.runs.map((run) => mean(run, `summary/${name}`));
    const most = Math.max(
        ...data.runs.map((_, i) => used.reduce((sum, name) => sum + (values(name)[i] ?? 0), 0)),
    );
    const [scale, named] = moneyUnit(most, currencyOf(data));
    const unit = named === "" ? t("cost.currency") : named;

    if (used.length === 0) return null;
    return figure({
        id: "cost",
        title: t("cost.chart"),
        note: t("cost.note"),
        spoken: data.runs
            .map((run) => `${run.name}: ${amount(run)(mean(run, "summary/total_cost"))}`)
            .join("; "),
        height: data.runs.length * 36 + 110,
        data: {
            head: [t("rank.policy"), ...used.map((name) => `${t(`cost.${name}`)}, ${unit}`)],
            rows: data.runs.map((run, i) => [
                run.name,
                ...used.map((name) => {
                    const x = (values(name)[i] ?? 0) / scale;
                    return { text: number(x), raw: x };
                }),
            ]),
        },
        option: (width) =>
            stackedBars(width, {
                rows: data.runs.map((run) => run.name),
                parts: used.map((name, k) => ({
                    id: name,
                    name: t(`cost.${name}`),
                    style: patterned(k),
                    values: values(name).map((x) => round((x ?? 0) / scale, 6)),
                })),
                axis: valueAxis(unit),
                left: 140,
                right: 24,
                thickness: 22,
                top: [96, 44],
                said: (x) => `${number(x)} ${unit}`,
                written: (x) => (x > (0.1 * most) / scale ? number(x) : ""),
            }),
    });
}

export function costTable(data: Data): HTMLElement | null {
    const items = costs
        .filter(([name]) => data.runs.some((run) => (mean(run, `summary/${name}`) ?? 0) > 0))
        .map(([name, kind]) => ({
            label: t(`cost.${name}` as "cost.fees"),
            of: (run: Run) =>
                twoLines(
                    at(run, `summary/${name}`),
                    kind ?? moneyKind(mean(run, `summary/${name}`), run.currency),
                ),
        }));
    // Policies below each other, as everywhere; of one, its items.
    const content: Table =
        data.runs.length > 1
            ? {
                  head: [t("rank.policy"), ...items.map((item) => item.label)],
                  rows: data.runs.map((run) => [run.name, ...items.map((item) => item.of(run))]),
              }
            : {
                  head: [t("cost.what"), ...data.runs.map((run) => run.name)],
                  rows: items.map((item) => [item.label, ...data.runs.map(item.of)]),
              };

    if (items.length === 0) return null;
    return el(
        "div",
        { id: "costs" },
        el("h3", {}, t("cost.title")),
        el("p", { class: "note" }, t("cost.note")),
        scroll(t("cost.title"), table(content, t("cost.title"))),
    );
}
