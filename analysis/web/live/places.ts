// SPDX-License-Identifier: GPL-3.0-or-later
// The table of places: the drawing in words.
import { el } from "../common/dom";
import { duration } from "../common/duration";
import { number, percent } from "../common/format";
import { signed } from "./sides";
import { w, type Word } from "./strings";
import { STATES } from "../common/codes";
import { type Frame, type PlaceNow, UNLIMITED } from "./frame";
import type { Numbers, PlaceAbout, Session } from "./messages";

const HEADS: Word[] = [
    "places.place",
    "places.state",
    "places.queue",
    "places.before",
    "places.servers",
    "places.wait",
    "places.use",
];

/** "3 / 12", or "3" where there is no limit. */
const of = (count: number, most: number | null): string =>
    most === null ? number(count, 0) : `${number(count, 0)} / ${number(most, 0)}`;

function texts(
    about: PlaceAbout,
    now: PlaceNow,
    wait?: number | null,
    use?: number | null,
): string[] {
    return [
        w(`state.${STATES[now.state] ?? "open"}`),
        of(now.queue, about.waiting),
        number(now.before, 0),
        of(now.busy, now.onShift === UNLIMITED ? null : now.onShift),
        duration(wait),
        percent(use),
    ];
}

export class Places {
    private readonly body = el("tbody", {});

    /** pick(side, station): a place was chosen. */
    constructor(private readonly pick: (side: number, station: number) => void) {}

    build(S: Session): HTMLElement {
        const heads = HEADS.map((h) => el("th", { scope: "col" }, w(h)));

        this.body.replaceChildren(
            ...S.sides.flatMap((about, side) =>
                about.places.map((p, i) => this.row(signed(S, side) + p.name, side, i)),
            ),
        );
        return el(
            "section",
            { class: "panel places" },
            el("h2", {}, w("places.title")),
            el(
                "div",
                { class: "scroll", tabindex: "0", role: "region", "aria-label": w("places.title") },
                el("table", { id: "places" }, el("thead", {}, el("tr", {}, ...heads)), this.body),
            ),
        );
    }

    private row(name: string, side: number, station: number): HTMLElement {
        const button = el("button", { type: "button" }, name);

        button.addEventListener("click", () => {
            this.pick(side, station);
        });
        return el(
            "tr",
            {},
            el("th", { scope: "row" }, button),
            ...HEADS.slice(1).map(() => el("td", {})),
        );
    }

    /** What the newest frame and the newest numbers say. */
    show(S: Session, F: Frame, N: Numbers): void {
        let row = 0;

        S.sides.forEach((about, side) => {
            const numbers = N.sides[side];

            about.places.forEach((p, i) => {
                const now = F.sides[side]?.places[i];
                const cells = this.body.children[row++]?.querySelectorAll("td");

                if (now === undefined || cells === undefined) return;
                const wait = numbers?.station_wait_mean_s[i];
                const use = numbers?.station_utilisation[i];
                texts(p, now, wait, use).forEach((text, c) => {
                    const cell = cells[c];
                    if (cell !== undefined && cell.textContent !== text) cell.textContent = text;
                });
                const [state] = cells;
                if (state !== undefined) state.className = `state ${STATES[now.state] ?? "open"}`;
            });
        });
    }
}
