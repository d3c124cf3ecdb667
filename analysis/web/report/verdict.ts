// SPDX-License-Identifier: GPL-3.0-or-later
// What a comparison says, in sentences.
import { change, mean, sure, type Change, type Data, type Run } from "./data";
import { but, spanText, timeName } from "./demand";
import { duration, span } from "../common/duration";
import { list, number, percent } from "../common/format";
import { parts } from "../common/interval";
import { t, type Key } from "./strings";

/** The column of the mean time that policies are judged by. */
export const timeOf = (runs: Run[]): string => `summary/${timeName(runs)}_mean`;

/** The runs from the shortest mean time to the longest; those without one last. */
export function ranking(data: Data): number[] {
    const time = (i: number): number => {
        const run = data.runs[i];
        return (run && mean(run, timeOf(data.runs))) ?? Infinity;
    };

    return data.runs.map((_, i) => i).sort((a, b) => time(a) - time(b) || a - b);
}

/** Whose mean time may be as short as that of the best. */
function rivals(data: Data, best: number): number[] {
    const behind = data.comparison?.behind ?? [];

    return ranking(data).filter((i) => {
        const run = data.runs[i];
        return i !== best && behind[i] === false && run && mean(run, timeOf(data.runs)) != null;
    });
}

const namesOf = (data: Data, runs: number[]): string =>
    list(runs.map((i) => data.runs[i]?.name ?? ""));

/** "41 % less (95 % interval 38 % to 44 %)", or in hours where a ratio says nothing. */
function changed(c: Change | undefined): string {
    const size = c?.relative ?? c?.difference ?? 0;
    const less = t(size < 0 ? "answer.less" : "answer.more");
    const ends = [c?.relative_low ?? null, c?.relative_high ?? null]
        .map((x) => (x === null ? null : Math.abs(x)))
        .sort((a, b) => (a ?? 0) - (b ?? 0));

    if (c?.relative == null) {
        const e = { mean: Math.abs(size), half: c?.half_width ?? null, n: 0 };
        const [by, half] = parts(e, "time");

        return t("answer.by", { size: by, less, half });
    }
    return t("answer.share", {
        size: percent(Math.abs(size)),
        less,
        low: percent(ends[0]),
        high: percent(ends[1]),
    });
}

/** The sentence that a minister could read. */
export function verdict(data: Data): string {
    const best = ranking(data)[0] ?? 0;
    const first = data.runs[0];
    const run = data.runs[best];

    if (!first || !run) return "";
    const c = change(data, best, "summary", `${timeName(data.runs)}_mean`);
    const known = best > 0 && sure(c);
    // A test of its own has already put the first behind.
    const others = rivals(data, best).filter((i) => i > 0 || !known);
    const words = {
        best: run.name,
        base: first.name,
        n: data.runs.length,
        from: duration(mean(first, timeOf(data.runs))),
        to: duration(mean(run, timeOf(data.runs))),
        mean: duration(mean(run, timeOf(data.runs))),
        others: namesOf(data, others),
        span: spanText(data.runs),
        but: but(data, best),
    };
    const alone = others.length === 0;

    if (best === 0) return t(alone ? "answer.base" : "answer.rivals", words);
    if (!known) return t("answer.unsure", words);
    return t(alone ? "answer.best" : "answer.among", { ...words, change: changed(c) });
}

/** Whether the policies met the same trucks. */
export function met(data: Data): string {
    const comparison = data.comparison;
    const others = data.runs.map((_, i) => i).filter((i) => comparison?.alike[i] === false);

    if (!comparison?.paired.every(Boolean)) return t("answer.independent");
    return others.length === 0
        ? t("answer.common")
        : t("answer.streams", { others: namesOf(data, others), base: data.runs[0]?.name ?? "" });
}

/** Why numbers beside each other do not belong together: other windows of time, and differences
 * over some of the replications only. */
export function warnings(data: Data): string[] {
    const base = data.runs[0]?.name ?? "";
    const other = (key: Key, of: (run: Run) => string): string[] =>
        new Set(data.runs.map(of)).size < 2
            ? []
            : [t(key, { values: list(data.runs.map((run) => `${run.name}: ${of(run)}`)) })];
    const pairs = data.runs.flatMap((run, i) => {
        const n = data.comparison?.pairs[i] ?? 0;
        const most = Math.max(run.replications, data.runs[0]?.replications ?? 0);

        return i > 0 && data.comparison?.paired[i] === true && n < most
            ? [t("warn.pairs", { name: run.name, n: number(n, 0), base })]
            : [];
    });

    return [
        ...other("warn.start", (run) => run.start.replace("T", " ")),
        ...other("warn.duration", (run) => span(run.duration_s)),
        ...other("warn.warmup", (run) => span(run.warm_up_s)),
        ...pairs,
    ];
}
