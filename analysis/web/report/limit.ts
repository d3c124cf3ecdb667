// SPDX-License-Identifier: GPL-3.0-or-later
// Where trucks wait, which every run tells, and what limits the gate, which only runs with one more
// at each place tell.
import { flows, mean, stations, type Run, type Saving } from "./data";
import { type Child, el, table, titled } from "../common/dom";
import { duration, span } from "../common/duration";
import { either, list, number, percent } from "../common/format";
import { interval } from "../common/interval";
import { named, t } from "./strings";

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

export function waitText(run: Run): string {
    const found = run.congestion;
    const station = found?.stations[0];

    // Waiting that is less than a minute a truck is hardly any.
    if (!found || station === undefined || (mean(run, "summary/wait_mean") ?? 0) < 60)
        return t("limit.free");
    if (found.stations.length > 1)
        return t("limit.close.wait", {
            places: either(found.stations.map((s) => stations(run)[s] ?? "")),
            n: number(run.replications, 0),
        });
    const next = found.cause === "blocked" ? ahead(run, station) : station;

    return t(next === station ? "limit.wait" : "limit.ahead", {
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

const savingText = (row: Saving): string =>
    interval({ mean: row.saving, half: row.half_width, n: 0 }, "time");

function limitText(run: Run): string {
    const { rows, answer, unmeasured, replications, time_s } = run.one_more;
    const best = rows[0];

    if (unmeasured !== null) return t(`limit.${unmeasured}`);
    if (best === undefined || answer === "nowhere" || answer === null) return t("limit.nowhere");
    if (answer === "unjudged") return t("limit.unjudged");
    if (answer === "close")
        return t("limit.close", {
            places: either([best, ...rows.filter((row) => row.rival)].map((row) => row.name)),
            n: number(replications, 0),
        });
    return t(`limit.is.${best.kind}`, {
        place: best.name,
        saving: savingText(best),
        share: percent((best.saving ?? 0) / (time_s ?? 1)),
    });
}

function mark(run: Run, i: number): string {
    const { rows, answer } = run.one_more;

    if (answer === "limit" && i === 0) return t("limit.best");
    return answer === "close" && (i === 0 || rows[i]?.rival === true) ? t("limit.rival") : "";
}

/** What was tried to tell it: nothing else was. */
function tried(run: Run): string {
    const kinds = new Set(run.one_more.rows.map((row) => row.kind));

    return t("limit.tried", { kinds: [...kinds].map((kind) => t(`limit.all.${kind}`)).join(", ") });
}

/** What limits the gate, in words. */
export function limits(run: Run): Child[] {
    const measured = run.one_more.rows.length > 0;

    return [
        el("p", {}, limitText(run)),
        measured ? el("p", {}, tried(run)) : null,
        measured && run.growing
            ? el("p", {}, t("limit.grows", { days: span(run.duration_s - run.warm_up_s) }))
            : null,
    ];
}

/** The table that the sentence comes from; nothing where it was not measured. */
export function savings(run: Run): Child {
    const { rows, time_s, replications } = run.one_more;
    if (rows.length === 0) return null;
    const moves = (row: Saving): boolean => row.saving !== 0 || (row.half_width ?? 0) > 0;
    const saved = rows.some(moves) ? rows.filter(moves) : rows;
    const idle = rows.filter((row) => !saved.includes(row));
    const T = {
        head: [
            t("limit.where"),
            t("limit.more"),
            "",
            t("limit.servers"),
            t("limit.saving"),
            t("limit.share"),
        ],
        numbersFrom: 3,
        rows: saved.map((row) => [
            row.name,
            t(`limit.${row.kind}`),
            mark(run, rows.indexOf(row)),
            number(row.most, 0),
            { text: savingText(row), raw: row.saving },
            percent((row.saving ?? 0) / (time_s ?? 1)),
        ]),
    };

    return el(
        "div",
        { class: "savings" },
        titled(t("limit.title"), table(T, t("limit.title"))),
        el(
            "p",
            { class: "small" },
            t("limit.note", { n: number(replications, 0), time: duration(time_s) }),
            idle.length > 0
                ? ` ${t("limit.idle", { places: list(idle.map((row) => `${row.name} (${t(`limit.${row.kind}`)})`)) })}`
                : "",
        ),
    );
}

/** Whether the backlog grows, in words; of one of several runs by its name. */
export function growthText(run: Run, name?: string): string {
    const rate = mean(run, "summary/backlog_growth");
    const kind =
        run.trend === "grows" && (rate === null || rate < 0.5) ? "grows_surely" : run.trend;

    return `${name === undefined ? "" : `${name}: `}${t(`trend.${kind}`, { rate: number(Math.abs(rate ?? 0), 0) })}`;
}
