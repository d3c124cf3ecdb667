// SPDX-License-Identifier: GPL-3.0-or-later
// The table of measures: a row for each measure and class, a column for each policy, with what it
// changes of the first and how sure that is: gatesim compare's numbers.
import type { Estimate } from "../common/estimate";
import { sure, type Change, type Data, type Measure, type Run } from "./data";
import { books } from "./demand";
import { el, scroll, table } from "../common/dom";
import type { Cell } from "../common/tables";
import { interval, kindOf, signedInterval, type Kind } from "../common/interval";
import { named, t } from "./strings";

/** What a measure is called in the language of the page. */
export const measureName = ({ name, noun }: Pick<Measure, "name" | "noun">): string => {
    const words = [named("measure", name), named("cost", name)];
    return words.find((word) => word !== name) ?? noun;
};

/** A change below a mean, in a line of its own: "no change", or with its interval, and a mark where
 * it is sure; "": there is none. */
function changeLine(c: Change | undefined, kind: Kind): string {
    if (c?.difference == null) return "";
    if (c.difference === 0 && c.half_width === 0) return `\n${t("change.none")}`;
    return `\n${signedInterval(c.difference, c.half_width, kind)}${sure(c) ? " *" : ""}`;
}

function cellsOf(measure: Measure, runs: Run[]): Cell[] {
    const most = Math.max(...measure.each.map((e) => Math.abs(e.mean ?? 0)));

    return runs.flatMap((run, i) => {
        const kind = kindOf(measure.unit, most, run.currency);
        const e: Estimate = measure.each[i] ?? { mean: null, half: null, n: 0 };
        const change = i > 0 ? measure.against[i - 1] : undefined;

        return [
            {
                text: interval(e, kind) + changeLine(change, kind),
                raw: e.mean,
            },
        ];
    });
}

/** The measures whose p95 is below their mean in some run, by name and class. */
function belowMean(data: Data): string[] {
    const of = (mean: Measure, name: string): Measure | undefined =>
        data.measures.find(
            (m) => m.name === name && m.group === mean.group && m.label === mean.label,
        );

    return data.measures
        .filter((m) => m.name.endsWith("_mean"))
        .flatMap((m) => {
            const p95 = of(m, m.name.replace(/_mean$/, "_p95"));
            const is = m.each.some((e, i) => (p95?.each[i]?.mean ?? Infinity) < (e.mean ?? 0));

            return p95 && is ? [`${measureName(p95)} (${m.label ?? t("class.all")})`] : [];
        });
}

/** Whether a measure is 0 in every run, or rounds to it. */
const isNothing = ({ unit, each }: Measure): boolean =>
    each.some((e) => e.mean !== null) &&
    each.every(({ mean, half }) => {
        const kind = kindOf(unit, mean, "");
        const least = kind === "time" ? 0.001 : 0.005 * kind.size;

        return Math.abs(mean ?? 0) + (half ?? 0) < least;
    });

/** What tells nothing of its own where nobody books. */
const BOOKED = /^(total_time_|booking_wait_|trucks_wanted$|trucks_unmet$)/;

/** The measures that the user chose, or else those that tell something. */
const told = (data: Data): Measure[] =>
    data.metrics.length > 0 || data.runs.some(books)
        ? data.measures
        : data.measures.filter((m) => !BOOKED.test(m.name));

/** The measures that have a row: those that are 0 everywhere only where the user chose measures. */
const shown = (data: Data): Measure[] =>
    data.metrics.length > 0 ? told(data) : told(data).filter((m) => !isNothing(m));

/** Those that have none, by name; where other classes have one, with the class. */
function nothingText(data: Data): string[] {
    const rows = shown(data);
    const names = told(data)
        .filter((m) => !rows.includes(m))
        .map((m) => {
            const partly = rows.some((row) => row.name === m.name);
            return measureName(m) + (partly ? ` (${m.label ?? t("measure.all")})` : "");
        });

    return [...new Set(names)];
}

function notes(data: Data): HTMLElement {
    const many = data.runs.length > 1;
    const below = belowMean(data);
    const nothing = nothingText(data);

    return el(
        "p",
        { class: "note" },
        [
            ...(many ? [t("measure.note", { base: data.runs[0]?.name ?? "" })] : []),
            ...(below.length > 0 ? [t("measure.below", { names: below.join(", ") })] : []),
            ...(nothing.length > 0 ? [t("measure.nothing", { names: nothing.join(", ") })] : []),
        ].join(" "),
    );
}

/** The table; of one run only where the user chose measures, since its key figures tell them. */
export function measureTable(data: Data): HTMLElement | null {
    if (data.measures.length === 0 || (data.runs.length === 1 && data.metrics.length === 0))
        return null;
    return el(
        "div",
        { id: "measures" },
        el("h3", {}, t("measure.title")),
        notes(data),
        scroll(
            t("measure.title"),
            table(
                {
                    head: [
                        t("measure.measure"),
                        t("measure.of"),
                        ...data.runs.map((run) => run.name),
                    ],
                    numbersFrom: 2,
                    stacks: true,
                    rows: shown(data).map((measure) => [
                        { text: measureName(measure), hint: measure.meaning },
                        measure.label ?? t("measure.all"),
                        ...cellsOf(measure, data.runs),
                    ]),
                },
                t("measure.title"),
            ),
        ),
    );
}
