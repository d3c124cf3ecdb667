// SPDX-License-Identifier: GPL-3.0-or-later
// Where trucks wait, and whether the backlog grows.
import { flows, mean, stations, type Run } from "./data";
import { either, number, percent } from "./format";
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

/** The sentence on the place where trucks wait longest. */
export function limitText(run: Run): string {
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

/** Trucks a day by which the backlog grows, in words. */
export const growth = (run: Run): string => number(mean(run, "summary/backlog_growth"), 0);
