// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as people write them, in the language of the page.
import type { Num } from "./estimate";
import { tickParts } from "./scale";
import { language, space } from "./language";
import { say } from "./words";

/** How the language of the page writes numbers, dates and lists. */
const locale = (): string => (language() === "vi" ? "vi-VN" : "en-GB");

/** Digits that show what matters of x: three of them, whole numbers in full. */
function digits(x: number): number {
    const size = Math.abs(x);

    if (size >= 100 || size === 0) return 0;
    return size >= 10 ? 1 : size >= 1 ? 2 : 3;
}

/** x with a number of decimals; without one, with those that matter, or most of them at most. */
export function number(x: Num | undefined, fraction?: number, most?: number): string {
    if (x == null) return "–";
    const d = fraction ?? most ?? digits(x);

    return new Intl.NumberFormat(locale(), {
        maximumFractionDigits: d,
        minimumFractionDigits: fraction ?? 0,
    })
        .format(x)
        .replace(/^-(?=[0.,]*$)/, "") // no "-0"
        .replace("-", "−");
}

export function percent(share: Num | undefined): string {
    if (share == null) return "–";
    const x = 100 * share;

    return `${number(x, Math.abs(x) >= 10 || x === 0 ? 0 : 1)}${space}%`;
}

/** A tick of a scale of time: "30 min", "1 h 30 min", "2 d". */
export const tick = (s: number, step: number): string =>
    Math.abs(s) < 1e-6 * step
        ? "0"
        : (s < 0 ? "−" : "") +
          tickParts(Math.abs(s), step)
              .map(([x, unit]) => number(x) + space + say(`unit.${unit}`))
              .join(space);

export type Format = (x: Num | undefined) => string;

/** A change, with its sign; plus: the sign of those above 0. */
export function signed(x: Num | undefined, format: Format = number, plus = "+"): string {
    if (x == null) return "–";
    return x > 0 ? plus + format(x) : x < 0 ? `−${format(-x)}` : format(0);
}

export const hours = (s: Num | undefined): Num => (s == null ? null : s / 3600);

/** A number of a page's data, short enough for its charts. */
export const round = (x: Num | undefined, d = 4): Num =>
    x == null ? null : Number(x.toPrecision(d));

/** What amounts up to most are told in: how many of the currency, and its name: "billion VND". */
export function moneyUnit(most: number, currency: string): [number, string] {
    const [scale, word] =
        most >= 1e9
            ? [1e9, say("unit.billion")]
            : most >= 1e6
              ? [1e6, say("unit.million")]
              : [1, ""];

    return [scale, [word, currency].filter((part) => part !== "").join(space)];
}

/** Money, which runs into billions. */
export const money =
    (currency: string): Format =>
    (x) => {
        if (x == null) return "–";
        const [scale, unit] = moneyUnit(Math.abs(x), currency);

        return [number(x / scale), unit].filter((part) => part !== "").join(space);
    };

/** "a, b and c" */
export const list = (names: string[]): string =>
    new Intl.ListFormat(locale(), { type: "conjunction" }).format(names);

/** "a, b or c" */
export const either = (names: string[]): string =>
    new Intl.ListFormat(locale(), { type: "disjunction" }).format(names);

/** The least and the greatest of some numbers: "100 to 200"; "100" where all are. */
export function range(values: number[], format: Format): string {
    const low = format(Math.min(...values));
    const high = format(Math.max(...values));

    return low === high ? low : say("unit.range", { low, high });
}

/** The name of a weekday from Monday, 0. */
export const weekday = (day: number): string => say("weekdays").split(" ")[day] ?? "";

/** ms of a clock without zones: "Wed 28 May, 07:00". */
export function instant(ms: number): string {
    return new Intl.DateTimeFormat(locale(), {
        timeZone: "UTC",
        weekday: "short",
        day: "numeric",
        month: "short",
        hour: "2-digit",
        minute: "2-digit",
    }).format(ms);
}

/** ms of a clock without zones, as machines read it: "2025-05-28T07:00:00". */
export const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 19);

/** A tick of an axis over so many days: the hour, or at midnight the day; the month, and the
 * year, where the day would not tell which. */
export function dayTick(ms: number, days: number): string {
    const at = new Date(ms);

    if (at.getUTCHours() !== 0 || at.getUTCMinutes() !== 0)
        return `${String(at.getUTCHours()).padStart(2, "0")}:${String(at.getUTCMinutes()).padStart(2, "0")}`;
    if (days <= 14) return `${weekday((at.getUTCDay() + 6) % 7)} ${at.getUTCDate()}`;
    return new Intl.DateTimeFormat(locale(), {
        timeZone: "UTC",
        day: "numeric",
        month: "short",
        ...(days > 300 ? { year: "numeric" } : {}),
    }).format(ms);
}

export function date(ms: number): string {
    return new Intl.DateTimeFormat(locale(), {
        timeZone: "UTC",
        weekday: "long",
        day: "numeric",
        month: "long",
        year: "numeric",
    }).format(ms);
}
