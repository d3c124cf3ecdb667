// SPDX-License-Identifier: GPL-3.0-or-later
// A number that may not exist, and the estimate of one.

/** A number; null where there is none, such as the mean wait of no truck. */
export type Num = number | null;

/** A mean, the half-width of its interval, and the number of values behind it. */
export interface Estimate {
    mean: Num;
    half: Num;
    n: number;
}
