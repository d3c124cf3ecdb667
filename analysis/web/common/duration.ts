// SPDX-License-Identifier: GPL-3.0-or-later
// Durations in words, by the rule of the terminal: sim/text/text.c writes the same ones, and
// tests/unit/text/text_rows.txt holds both to the same texts.
import type { Num } from "./estimate";
import { number } from "./format";
import { space } from "./language";
import { say, type CommonWord } from "./words";

/** The units of a duration, with their seconds. */
const UNITS: [number, CommonWord][] = [
    [86400, "unit.d"],
    [3600, "unit.h"],
    [60, "unit.min"],
    [1, "unit.s"],
];

const DECIMALS = 6; // at most

/** "12 min 05 s": a of the unit u, and b, in two digits, of the unit v. */
const pair = (a: number, u: CommonWord, b: number, v: CommonWord): string =>
    [a, say(u), String(b).padStart(2, "0"), say(v)].join(space);

/** A duration of s >= 0 seconds to the nearest of its last unit. */
function words(s: number): string {
    const [seconds, minutes, hours] = [s, s / 60, s / 3600].map((x) => Math.floor(x + 0.5)) as [
        number,
        number,
        number,
    ];
    const alone = (text: string): string => text + space + say("unit.s");

    if (s === 0) return alone("0");
    if (s < 0.001) return alone(`<${space}${number(0.001, 3)}`);
    if (s < 0.995) return alone(number(Number(s.toPrecision(2)), undefined, DECIMALS));
    if (s < 59.95) return alone(number(s, 1));
    if (seconds < 3600) return pair(Math.floor(seconds / 60), "unit.min", seconds % 60, "unit.s");
    if (minutes < 2880) return pair(Math.floor(minutes / 60), "unit.h", minutes % 60, "unit.min");
    return pair(Math.floor(hours / 24), "unit.d", hours % 24, "unit.h");
}

/** "0.35 s", "42.1 s", "12 min 30 s", "2 h 05 min", "3 d 04 h" from two days on. */
export function duration(s: Num | undefined): string {
    if (s == null) return "–";
    return (s < 0 ? "−" : "") + words(Math.abs(s));
}

/** A length of time that somebody set, as short as it is exact: "7 d", "36 h", else as above. */
export function span(s: Num | undefined): string {
    if (s == null) return "–";
    for (const [unit, word] of UNITS.slice(0, 2))
        if (s > 0 && s % unit === 0) return number(s / unit, 0) + space + say(word);
    return duration(s);
}

/** A duration in one unit, where room is scarce: "40 min", "2.5 h". */
export function short(s: Num | undefined): string {
    if (s == null) return "–";
    const [x, unit]: [string, CommonWord] =
        s < 59.5
            ? [number(s, 0), "unit.s"]
            : s < 3570
              ? [number(s / 60, 0), "unit.min"]
              : s < 47.95 * 3600
                ? [number(s / 3600, 1), "unit.h"]
                : [number(s / 86400, 1), "unit.d"];

    return x + space + say(unit);
}

/** The last unit that is written, by its place in UNITS, and in it the power of ten of the last
 * digit. */
export interface Place {
    unit: number;
    digit: number;
}

/** The power of ten of the second digit of x > 0: 0 for 34, -2 for 0.123, 1 for 996, which two
 * digits make 1,000. */
export function secondDigit(x: number): number {
    const e = Math.floor(Math.log10(x)) - 1;

    return x >= 99.5 * 10 ** e ? e + 1 : e;
}

/** The place of the second digit of a half-width > 0, in the largest unit in which it has two. */
export function placeOf(half: number): Place {
    const found = UNITS.findIndex(([unit]) => half / unit >= 9.95);
    const unit = found < 0 ? UNITS.length - 1 : found;

    return { unit, digit: secondDigit(half / (UNITS[unit]?.[0] ?? 1)) };
}

/** Of a half-width: what is below that is 0 but for rounding. */
export const NOTHING = 1e-6;

/** The place to which s >= 0 is written beside its half-width: that of the half-width, or, where
 * that would leave nothing of s, the largest unit of which s has one, or the first digit of its
 * seconds. */
export function placeBeside(s: number, half: number): Place {
    const place = placeOf(half);
    const found = UNITS.findIndex(([unit]) => s >= unit);

    if (s < NOTHING * half || s >= 0.5 * (UNITS[place.unit]?.[0] ?? 1) * 10 ** place.digit)
        return place;
    return {
        unit: found < 0 ? UNITS.length - 1 : found,
        digit: s < 1 ? Math.floor(Math.log10(s)) : 0,
    };
}

/** The unit that a duration of s begins with: hours up to two days, none behind the last. */
function firstUnit(s: number, last: number): number {
    const from = s < 2 * 86400 ? 1 : 0;
    const found = UNITS.findIndex(([unit], u) => u >= from && s >= unit);

    return Math.min(found < 0 ? last : found, last);
}

/** A duration of s >= 0 seconds to a place: "8 h 35 min", "2 d 04 h 10 min", "35 min 02.4 s". */
export function durationTo(s: number, { unit, digit }: Place): string {
    const decimals = Math.min(DECIMALS, Math.max(0, -digit));
    const size = UNITS[unit]?.[0] ?? 1;
    const least = size * 10 ** digit;
    const rounding = 0.5 * Math.min(least, 1); // well above that of doubles
    const whole = least * Math.floor(s / least + 0.5);
    const from = firstUnit(whole + rounding, unit);
    let left = whole;
    const before = UNITS.slice(from, unit).map(([seconds, word], i) => {
        const x = Math.floor((left + rounding) / seconds);

        left -= x * seconds;
        return (i > 0 ? String(x).padStart(2, "0") : number(x, 0)) + space + say(word);
    });
    const rest = number(Math.max(left, 0) / size, decimals);
    const digits = decimals > 0 ? 3 + decimals : 2;

    return [
        ...before,
        (before.length > 0 ? rest.padStart(digits, "0") : rest) +
            space +
            say(UNITS[unit]?.[1] ?? "unit.s"),
    ].join(space);
}

/** Hours in a tip: "6 h 30 min". */
export const inHours = (x: Num | undefined): string => duration(x == null ? null : x * 3600);
