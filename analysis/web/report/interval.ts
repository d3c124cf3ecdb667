// SPDX-License-Identifier: GPL-3.0-or-later
// An estimate with its half-width, which has two digits; the estimate ends where it does.
import type { Estimate, Num } from "./data";
import { duration, moneyUnit, number } from "./format";
import { space, t, type Key } from "./strings";

/** The steps in which a half-width of a time is told: the first whose hundredfold is above it; s. */
const STEPS = [0.001, 0.01, 0.1, 1, 10, 60, 600, 3600, 21600];

/** The step that leaves a half-width of s seconds about two digits. */
const stepOf = (half: number): number => STEPS.find((step) => half < 99.5 * step) ?? 86400;

/** The units of a time, with their seconds. */
const UNITS: [number, Key][] = [
    [86400, "unit.d"],
    [3600, "unit.h"],
    [60, "unit.min"],
    [1, "unit.s"],
];

/** A time, no less than 0, rounded to a step, in the units that this leaves: "1 h 48 min 12 s". */
function rounded(s: number, step: number): string {
    const size = Math.round(s / step) * step;
    const largest = size >= 48 * 3600 ? 86400 : 3600; // days are of two and more
    const first = UNITS.findIndex(
        ([unit]) => unit <= largest && (size >= unit || unit <= Math.max(step, 1)),
    );
    let rest = size;

    if (size < 60 && step < 60)
        return `${number(size, Math.max(0, Math.ceil(-Math.log10(step))))}${space}${t("unit.s")}`;
    return UNITS.slice(first)
        .filter((_, i) => i === 0 || step % (UNITS[first + i - 1]?.[0] ?? 1) !== 0)
        .map(([unit, word], i) => {
            const x = Math.floor(rest / unit + 1e-9);

            rest -= x * unit;
            return (i > 0 ? String(x).padStart(2, "0") : String(x)) + space + t(word);
        })
        .join(space);
}

/** How many decimals show two digits of a half-width, at most 4. */
const decimalsOf = (half: number): number =>
    Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(half))));

/** What numbers are counted in: 0.01, "%"; 1e6, "million VND"; 1, "". */
export interface Scaled {
    size: number;
    unit: string;
}

/** How a quantity is written: as a time, of seconds, or counted in something. */
export type Kind = "time" | Scaled;

export const PLAIN: Scaled = { size: 1, unit: "" };
export const PERCENT: Scaled = { size: 0.01, unit: "%" };

/** Amounts like x, of a currency. */
export function moneyKind(x: Num, currency: string): Scaled {
    const [size, unit] = moneyUnit(Math.abs(x ?? 0), currency);
    return { size, unit };
}

/** How a number of a column's unit is written; x: one of its values; trucks are counted. */
export function kindOf(unit: string, x: Num, currency: string): Kind {
    if (unit === "s") return "time";
    if (unit === "1") return PERCENT;
    if (unit === "currency") return moneyKind(x, currency);
    return { size: 1, unit: unit.startsWith("truck") ? "" : unit };
}

const known = (half: Num): half is number => half !== null && half > 0;

/** Numbers and, behind the last, what they are counted in. */
const counted = (text: string, kind: Kind): string =>
    kind === "time" || kind.unit === "" ? text : text + space + kind.unit;

/** x, which ends where its half-width does; "": x alone; and the half-width. Both are without what
 * they are counted in. */
function both(x: number, half: Num, kind: Kind): [string, string] {
    if (kind === "time") {
        if (!known(half)) return [duration(x), ""];
        // Behind days, hours are enough.
        const step = Math.max(stepOf(half), Math.abs(x) >= 48 * 3600 && half >= 3600 ? 3600 : 0);
        return [
            (Math.round(x / step) < 0 ? "−" : "") + rounded(Math.abs(x), step),
            rounded(half, step),
        ];
    }
    if (!known(half)) return [number(x / kind.size), ""];
    const decimals = decimalsOf(half / kind.size);
    return [number(x / kind.size, decimals), number(half / kind.size, decimals)];
}

/** The estimate and its half-width in words, apart; "": there is none. */
export function parts(e: Estimate, kind: Kind): [string, string] {
    if (e.mean == null) return ["–", ""];
    const [x, half] = both(e.mean, e.half, kind);

    return [counted(x, kind), half === "" ? "" : counted(half, kind)];
}

const joined = (x: string, half: string, kind: Kind): string =>
    counted(half === "" ? x : `${x} ± ${half}`, kind);

/** "8 h 40 min ± 50 min", "388.41 ± 0.29 million VND". */
export function interval(e: Estimate, kind: Kind = PLAIN): string {
    return e.mean == null ? "–" : joined(...both(e.mean, e.half, kind), kind);
}

/** An estimate, and below it its half-width. */
export function twoLines(e: Estimate, kind: Kind = PLAIN): string {
    const [x, half] = parts(e, kind);

    return half === "" ? x : `${x}\n± ${half}`;
}

/** A change with its interval: "−6 h 50 min ± 2 h 30 min". */
export function signedInterval(x: Num | undefined, half: Num, kind: Kind): string {
    if (x == null) return "–";
    const [size, width] = both(Math.abs(x), half, kind);

    return joined((x > 0 ? "+" : x < 0 ? "−" : "") + size, width, kind);
}
