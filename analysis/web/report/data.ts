// SPDX-License-Identifier: GPL-3.0-or-later
// What the program put into the page (analysis/report/report.c), and how to ask for it.
import type { Estimate, Num } from "../common/estimate";

export interface Axis {
    name: string;
    length: number;
    labels?: string[];
    first?: Num;
    step?: Num;
}

export interface Column {
    unit: string;
    axes: Axis[];
    mean: Num[];
    half_width: Num[];
    n: number[];
}

export interface Lines {
    mean: Num[][];
    low: Num[][];
    high: Num[][];
}

export type SeriesName =
    | "station_queue_mean"
    | "class_in_system_mean"
    | "in_system_mean"
    | "road_queue_mean"
    | "class_arrived"
    | "crossed";

export interface Curve {
    n: number[];
    mean: Num[];
    half_width: Num[];
}

export type Span = [number, number];

/** What one more saves: s a truck. */
export interface Saving {
    name: string;
    kind: "server" | "person" | "slot" | "place";
    /** That there are at any time, without the one more. */
    most: number;
    saving: Num;
    half_width: Num;
    /** It is not told apart from the greatest. */
    rival: boolean;
}

export interface Run {
    name: string;
    path: string;
    title: string;
    question: string;
    version: string;
    start: string;
    /** "": the file has no amounts of money. */
    currency: string;
    sha256: string;
    seed: number | string;
    replications: number;
    growing: boolean;
    trend: "none" | "too_short" | "close" | "steady" | "grows" | "shrinks";
    duration_s: number;
    warm_up_s: number;
    fingerprints: string[];
    scenario: string;
    /** Where trucks wait longest: the place, and those that it is not told apart from; the cause of
     * most of it, and its share of all waiting. */
    congestion: { stations: number[]; cause: string; share: number } | null;
    /** What limits the gate, the greatest saving first; no rows where it was not measured. */
    one_more: {
        rows: Saving[];
        unmeasured: "no" | "files" | "slow" | "other" | null;
        answer: "unjudged" | "nowhere" | "close" | "limit" | null;
        time_s: Num;
        replications: number;
    };
    columns: Record<string, Column | undefined>;
    series: { bin_s?: number; raw_bin_s?: number } & Partial<Record<SeriesName, Lines>>;
    week: Num[][];
    warm_up: {
        window_s?: Num;
        cut_s?: Num;
        found?: boolean;
        step_s: Num;
        smooth: Num[];
    };
    precision: Partial<Record<"time_in_system_mean" | "trucks_crossed", Curve>>;
    shut: Span[][] | null;
    /** Drawn: by chance, as in the first replication. */
    incidents: { name: string; station: number; span_s: Span; drawn: boolean }[] | null;
}

export interface Change {
    difference: Num;
    half_width: Num;
    /** Null, as its ends, where a ratio says nothing. */
    relative: Num;
    relative_low: Num;
    relative_high: Num;
}

/** A row of the table of measures: of each run, and of each but the first against the first. */
export interface Measure {
    group: string;
    name: string;
    /** What the program calls it, in English. */
    noun: string;
    meaning: string;
    unit: string;
    label: string | null;
    each: Estimate[];
    against: Change[];
}

export interface Data {
    version: string;
    language: string;
    tail: number;
    runs: Run[];
    comparison: {
        /** By run: whether it is on the random numbers of the first, and met as many trucks. */
        paired: boolean[];
        /** By run, if it is paired: the replications that it shares with the first. */
        pairs: number[];
        alike: boolean[];
        /** The run of the shortest mean time, and by run whether it is known to be longer. */
        best: number | null;
        behind: boolean[];
        confidence: number;
        rows: { group: string; name: string; label: string | null; against: Change[] }[];
    } | null;
    targets: {
        text: string;
        group: string;
        name: string;
        label: string | null;
        value: number;
        at_least: boolean;
    }[];
    measures: Measure[];
    /** By which the user chose the measures; none: the usual ones. */
    metrics: string[];
    base: { name: string; scenario: string } | null;
}

const none: Estimate = { mean: null, half: null, n: 0 };

/** at(run, "station/wait_mean", i): the estimate of value i of a column. */
export function at(run: Run, key: string, i = 0): Estimate {
    const column = run.columns[key];

    if (!column) return none;
    return {
        mean: column.mean[i] ?? null,
        half: column.half_width[i] ?? null,
        n: column.n[i] ?? 0,
    };
}

/** The mean alone. */
export function mean(run: Run, key: string, i = 0): Num {
    return at(run, key, i).mean;
}

/** The names along an axis of the first column that has it. */
export function names(run: Run, key: string, axis = 0): string[] {
    return run.columns[key]?.axes[axis]?.labels ?? [];
}

export const stations = (run: Run): string[] => names(run, "station/served");
export const classes = (run: Run): string[] => names(run, "class/trucks_arrived");

/** The change of a number that run (not the first) makes. */
export function change(
    data: Data,
    run: number,
    group: string,
    name: string,
    label: string | null = null,
): Change | undefined {
    const row = data.comparison?.rows.find(
        (r) => r.group === group && r.name === name && r.label === label,
    );

    return row?.against[run - 1];
}

/** Whether the interval that is shown of it keeps away from 0: gatesim compare's rule. */
export const sure = (c: Change | undefined): boolean =>
    c?.difference != null && c.half_width != null && Math.abs(c.difference) > c.half_width;

/** The start of a run, as ms of a clock that knows no zones. */
export function epoch(run: Run): number {
    const ms = Date.parse(`${run.start}Z`);

    return Number.isNaN(ms) ? 0 : ms;
}

/** From place to place: what a link of the flows says. */
export interface Flow {
    from: string;
    to: string;
    trucks: number;
}

export function flows(run: Run): Flow[] {
    const places = ["arrival", ...stations(run)];
    const list: Flow[] = [];

    names(run, "flow/trucks").forEach((label, i) => {
        const from = places.find((place) => label.startsWith(`${place} -> `));
        const trucks = mean(run, "flow/trucks", i) ?? 0;

        if (from !== undefined && trucks > 0)
            list.push({ from, to: label.slice(from.length + 4), trucks });
    });
    return list;
}
