// SPDX-License-Identifier: GPL-3.0-or-later
// Scales of time, in seconds, with the steps in which people speak: 15 min, 6 h, 2 d; and where a
// scale is cut, because a few far values would squeeze all others.

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;

/** The steps between a second and a week, ascending. */
const spoken = [
    ...[1, 2, 5, 10, 15, 30],
    ...[1, 2, 5, 10, 15, 30].map((x) => x * MINUTE),
    ...[1, 2, 3, 6, 12].map((x) => x * HOUR),
    ...[1, 2, 7].map((x) => x * DAY),
];

export interface Scale {
    min: number;
    max: number;
    step: number;
}

/** The least of 1, 2 or 5 times a power of ten that is no less than x, which is above 0. */
function decimal(x: number): number {
    const ten = 10 ** Math.floor(Math.log10(x));
    const step = [1, 2, 5].find((k) => k * ten >= x * (1 - 1e-9)) ?? 10;

    return Number((step * ten).toPrecision(6));
}

/** The least step that divides a span of so many seconds into no more than most parts. Below a
 * second and above a week it is decimal, of seconds or days. */
export function timeStep(span: number, most: number): number {
    const least = Math.max(span, 1e-6) / most;

    if (least < 0.5) return decimal(least);
    return spoken.find((step) => step >= least * (1 - 1e-9)) ?? DAY * decimal(least / DAY);
}

/** A scale that holds low and high between its ends, which are steps, in about most steps. */
export function timeScale(low: number, high: number, most = 6): Scale {
    // All in one place: some steps around it.
    const step = timeStep(Math.max(high - low, Math.abs(high) / 1000), most);
    const tidy = (x: number): number => Number((x * step).toPrecision(12));

    return {
        min: tidy(Math.floor(low / step + 1e-9)),
        max: tidy(Math.max(Math.ceil(high / step - 1e-9), Math.floor(low / step + 1e-9) + 1)),
        step,
    };
}

export type Unit = "s" | "min" | "h" | "d";

/** The words of a tick at s, 0 or more, on a scale of the step: [[1, "h"], [30, "min"]]. */
export function tickParts(s: number, step: number): [number, Unit][] {
    const tidy = (x: number): number => Number(x.toPrecision(6));
    const parts = (a: number, u: Unit, v: Unit): [number, Unit][] => {
        const whole = Math.floor(s / a + 1e-9);
        const left = s - whole * a > 1e-9 * s ? s - whole * a : 0;
        const rest = tidy(left / (v === "s" ? 1 : v === "min" ? MINUTE : HOUR));

        return rest > 0
            ? [
                  [whole, u],
                  [rest, v],
              ]
            : [[whole, u]];
    };

    if (step >= DAY) return parts(DAY, "d", "h");
    if (s >= HOUR * (1 - 1e-9)) return parts(HOUR, "h", "min");
    if (s >= MINUTE * (1 - 1e-9)) return parts(MINUTE, "min", "s");
    return [[tidy(s), "s"]];
}

/** How much farther than all that is to be seen in full a value may lie. */
const SQUEEZE = 1.6;

/** A scale, and whether values lie beyond its ends. */
export interface Cut extends Scale {
    cut: boolean;
}

/** A scale from low to what is to be seen in full, and on to the farthest, unless that would
 * squeeze the rest. */
export function cutScale(low: number, shown: number[], far: number[], most = 6): Cut {
    const full = Math.max(low, ...shown);
    const all = Math.max(full, ...far);
    const scale = timeScale(
        low,
        full > low && all - low > SQUEEZE * (full - low) ? full : all,
        most,
    );

    return { ...scale, cut: all > scale.max * (1 + 1e-9) };
}
