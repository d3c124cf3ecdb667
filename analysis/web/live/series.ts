// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of the charts, from the newest numbers.
import { hours } from "../common/format";
import { Chart, type Line } from "./charts";
import { signed, sideName } from "./sides";
import { w } from "./strings";
import type { Numbers, SideNumbers, Session } from "./messages";

const QUEUES = 4; // that are drawn, the longest ones; half as many of each of two sides

/** The charts, in the order of lines(). */
export function charts(): Chart[] {
    const trucks = w("chart.unit.trucks");

    return [
        new Chart("chart-inside", w("chart.inside"), trucks),
        new Chart("chart-queue", w("chart.queue"), trucks),
        new Chart("chart-rate", w("chart.rate"), trucks),
        new Chart("chart-stay", w("chart.stay"), "h"),
    ];
}

type Values = (number | null)[];

class Lines {
    constructor(
        private readonly S: Session,
        private readonly N: Numbers,
    ) {}

    private time(s: number): number {
        return (this.S.epoch + s) * 1000;
    }

    /** s between the points of a side. */
    private step(side: number): number {
        return this.S.bin_s * (this.N.sides[side]?.bins_per_point ?? 1);
    }

    private line(side: number, name: string, values: Values, color: number, factor = 1): Line {
        const step = this.step(side);

        return {
            name,
            points: values.map((y, k) => [
                this.time((k + 0.5) * step),
                y === null ? null : y * factor,
            ]),
            color,
            dash: this.N.sides.length > 1 ? side : color,
        };
    }

    /** A side's name where there are two, or else what the chart shows. */
    private name(side: number, what: string): string {
        return this.S.sides.length > 1 ? signed(this.S, side) + sideName(this.S, side) : what;
    }

    /** A line for each side. */
    each(what: string, values: (s: SideNumbers) => Values, factor = 1): Line[] {
        return this.N.sides.map((s, i) => this.line(i, this.name(i, what), values(s), i, factor));
    }

    /** The longest queues that there were. */
    queues(): Line[] {
        const { S, N } = this;
        const most = (k: number): number =>
            Math.max(...N.sides.map((s) => Math.max(0, ...(s.queue[k] ?? []).map((y) => y ?? 0))));
        const longest = (S.sides[0]?.places ?? [])
            .map((_, k) => k)
            .sort((a, b) => most(b) - most(a))
            .slice(0, QUEUES / N.sides.length)
            .filter((k, n) => n === 0 || most(k) > 0);

        return N.sides.flatMap((s, i) =>
            longest.map((k, n) =>
                this.line(
                    i,
                    signed(S, i) + (S.sides[i]?.places[k]?.name ?? ""),
                    s.queue[k] ?? [],
                    n,
                ),
            ),
        );
    }

    /** The mean time to cross so far, with its interval. */
    stays(): Line[] {
        return this.N.sides.map((s, i) => {
            const now = s.time_in_system_s;
            const end = (k: number): number =>
                k < s.stay.mean.length ? (k + 1) * this.step(i) : this.N.clock_s;

            return {
                name: this.name(i, w("tile.stay")),
                points: [...s.stay.mean, now.mean].map((y, k) => [this.time(end(k)), hours(y)]),
                half: [...s.stay.half_width, now.half_width].map(hours),
                color: i,
                dash: i,
            };
        });
    }
}

/** The lines of each chart of charts(). */
export function lines(S: Session, N: Numbers): Line[][] {
    const L = new Lines(S, N);

    return [
        L.each(w("chart.inside"), (s) => s.in_system),
        L.queues(),
        L.each(w("chart.rate"), (s) => s.crossed, 3600 / S.bin_s),
        L.stays(),
    ];
}
