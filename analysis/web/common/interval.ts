// SPDX-License-Identifier: GPL-3.0-or-later
// An estimate with its half-width, which has two digits; the estimate ends where it does.
import type { Estimate, Num } from "./estimate";
import { duration, durationTo, NOTHING, placeBeside, placeOf, secondDigit } from "./duration";
import { moneyUnit, number, signed } from "./format";
import { space } from "./language";
import { say } from "./words";

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

/** Whether there is a half-width that is worth writing: more than rounding leaves. */
const known = (x: number, half: Num): half is number => half !== null && half > 1e-12 * Math.abs(x);

/** Numbers and, behind the last, what they are counted in. */
const counted = (text: string, kind: Kind): string =>
    kind === "time" || kind.unit === "" ? text : text + space + kind.unit;

/** x to the power of ten place. */
const numberTo = (x: number, place: number): string =>
    place > 0
        ? number(10 ** place * Math.floor(x / 10 ** place + 0.5), 0)
        : number(x, Math.min(6, -place));

/** The power of ten to which x is written beside its half-width: of the half-width's second digit,
 * or, where that would leave nothing of x, of its own first digit. */
function digitBeside(x: number, half: number): number {
    const place = secondDigit(half);
    const size = Math.abs(x);

    return size < NOTHING * half || size >= 0.5 * 10 ** place
        ? place
        : Math.floor(Math.log10(size));
}

/** x, which ends where its half-width does; "": x alone; and the half-width. Both are without what
 * they are counted in. */
function both(x: number, half: Num, kind: Kind): [string, string] {
    if (kind === "time") {
        if (!known(x, half)) return [duration(x), ""];
        const beside = (size: number): string => durationTo(size, placeBeside(size, half));
        return [signed(x, (size) => beside(size ?? 0), ""), durationTo(half, placeOf(half))];
    }
    const [size, width] = [x / kind.size, (half ?? 0) / kind.size];
    if (!known(x, half)) return [number(size), ""];
    if (size > 0 && size + width < 0.005) return [`<${space}${number(0.01, 2)}`, ""];
    return [numberTo(size, digitBeside(size, width)), numberTo(width, secondDigit(width))];
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

/** A change and its half-width, apart and without what they are counted in: "+3", "1.2". What is 0
 * beside its half-width has no sign. */
function signedBoth(x: number, half: Num, kind: Kind): [string, string] {
    const [size, width] = both(Math.abs(x), half, kind);
    if (size.startsWith("<")) return [say("change.about"), ""];
    const sign = !/[1-9]/.test(size) ? "" : x > 0 ? "+" : "−";

    return [sign + size, width];
}

/** A change with its interval: "−6 h 50 min ± 2 h 30 min". */
export const signedInterval = (x: Num | undefined, half: Num, kind: Kind): string =>
    x == null ? "–" : joined(...signedBoth(x, half, kind), kind);

/** The change alone, as it stands in signedInterval. */
export const signedChange = (x: Num | undefined, half: Num, kind: Kind): string =>
    x == null ? "–" : counted(signedBoth(x, half, kind)[0], kind);
