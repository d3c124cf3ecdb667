// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of the run so far. Nothing is measured in a warm-up: then the last hour is shown, and
// the tile says so.
import { el } from "../common/dom";
import { duration } from "../common/duration";
import { instant, number } from "../common/format";
import { parts } from "../common/interval";
import { sideSign } from "./sides";
import { w, type Word } from "./strings";
import type { Numbers, SideNumbers, Session } from "./messages";

interface Shown {
    value: string;
    small?: string;
}
interface Tile {
    id: string;
    name: Word;
    show: (s: SideNumbers) => Shown;
    /** It has something to tell of the side; without this, always. */
    there?: (s: SideNumbers) => boolean;
}

/** What is measured, or else what the last hour had. */
function measured(
    value: number | null,
    recent: number | null,
    show: (x: number | null) => string,
    small = "",
): Shown {
    if (value !== null) return { value: show(value), small };
    return { value: show(recent), small: w(recent === null ? "tile.none" : "tile.recent") };
}

/** The mean time to cross, to the place of its interval, which is told below it. */
function stay(s: SideNumbers): Shown {
    const { mean, half_width: half, n } = s.time_in_system_s;
    const [text, width] = parts({ mean, half, n }, "time");
    const told = { half: width, n: number(n, 0) };

    return measured(
        mean,
        s.last_hour.mean_s,
        (x) => (x === mean ? text : duration(x)),
        w(width === "" ? "tile.nohalf" : "tile.half", told),
    );
}

/** Trucks that have come; a backlog was there before. */
function arrived(s: SideNumbers): Shown {
    const start = s.trucks_in_system + s.trucks_left - s.trucks_arrived;
    const value = number(s.trucks_arrived, 0);

    return start > 0 ? { value, small: w("tile.start", { n: number(start, 0) }) } : { value };
}

/** A tile for each row, in the order in which they stand. */
const table: Tile[] = [
    {
        id: "inside",
        name: "tile.inside",
        show: (s) => ({ value: number(s.trucks_in_system, 0) }),
    },
    { id: "arrived", name: "tile.arrived", show: arrived },
    { id: "left", name: "tile.left", show: (s) => ({ value: number(s.trucks_left, 0) }) },
    {
        id: "rate",
        name: "tile.rate",
        show: (s) => measured(s.throughput_per_hour, s.last_hour.crossed, number),
    },
    {
        id: "stay",
        name: "tile.stay",
        show: stay,
    },
    {
        id: "p95",
        name: "tile.p95",
        show: (s) => measured(s.time_in_system_p95_s, s.last_hour.p95_s, duration),
    },
    {
        id: "unmet",
        name: "tile.unmet",
        there: (s) => s.demand !== null,
        show: ({ demand: D }) => ({
            value: number(D && D.no_slot + D.no_show + D.refused, 0),
            small: w("tile.wanted", {
                wanted: number(D?.wanted, 0),
                home: number(D?.at_home, 0),
            }),
        }),
    },
    {
        id: "booking",
        name: "tile.booking",
        there: (s) => s.demand !== null,
        show: ({ demand: D }) => ({ value: duration(D?.booking_wait_mean_s) }),
    },
];

export class Tiles {
    private readonly note = el("p", { class: "note", id: "warm" });
    private readonly values = new Map<string, HTMLElement>();

    /** The tiles, anew in the language of the page; what is not measured yet is told above them. */
    build(): HTMLElement[] {
        this.values.clear();
        const tiles = table.map(({ id, name }) => {
            const value = el("dd", { id: `tile-${id}` });

            this.values.set(id, value);
            return el("div", {}, el("dt", {}, w(name)), value);
        });
        return [this.note, el("dl", { class: "tiles" }, ...tiles)];
    }

    numbers(S: Session, N: Numbers): void {
        this.note.textContent =
            N.clock_s < S.warm_up_s
                ? w("warm.until", { time: instant((S.epoch + S.warm_up_s) * 1000) })
                : "";
        for (const { id, show, there } of table) {
            const tile = this.values.get(id);

            if (tile?.parentElement)
                tile.parentElement.hidden = there !== undefined && !N.sides.some(there);
            tile?.replaceChildren(...N.sides.map((s, i) => this.value(show(s), i, N.sides.length)));
        }
    }

    private value({ value, small }: Shown, side: number, sides: number): HTMLElement {
        return el(
            "span",
            { class: `side-${side}` },
            sides > 1 ? el("b", {}, sideSign(side)) : null,
            value,
            small === undefined ? null : el("small", {}, small),
        );
    }
}
