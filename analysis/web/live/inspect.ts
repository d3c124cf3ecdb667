// SPDX-License-Identifier: GPL-3.0-or-later
// The history of what was clicked on: a truck's way, or a place's line.
import { el, scroll, table, type Child } from "../common/dom";
import { duration } from "../common/duration";
import { instant, number, percent } from "../common/format";
import { cause } from "../common/words";
import { Chart } from "./charts";
import type { Picked, Scene } from "./scene";
import { isWord, refusal, w } from "./strings";
import type { PlaceHistory, Session, Told, TruckHistory } from "./messages";
import type { Wire } from "./wire";

/** What a truck does, in the language of the page. */
function doing(name: string): string {
    const key = `doing.${name}`;

    return isWord(key) ? w(key) : name;
}

/** What is known of a place: nothing in a warm-up, or before a truck was served. */
function measured(T: PlaceHistory): string {
    const served = number(T.served, 0);

    if (T.wait_mean_s === null) return w("look.unmeasured", { served });
    return w("look.wait", {
        mean: duration(T.wait_mean_s),
        p95: duration(T.wait_p95_s),
        served,
        use: percent(T.utilisation),
    });
}

export class Inspector {
    readonly element = el("section", { class: "panel", id: "look", "aria-live": "polite" });
    private session: Session | undefined;
    private scenes: Scene[] = [];
    private chart: Chart | undefined;
    private asked = false; // the next answer is what somebody waits to see

    constructor(private readonly wire: Wire) {}

    build(session: Session, scenes: Scene[]): void {
        this.session = session;
        this.scenes = scenes;
        this.show(el("p", { class: "empty" }, w("look.none")));
    }

    private show(...children: Child[]): void {
        this.chart?.dispose();
        this.chart = undefined;
        this.element.replaceChildren(
            el("h2", {}, w("look.title")),
            ...children.filter((c) => c != null),
        );
    }

    private time(s: number): string {
        return instant(((this.session?.epoch ?? 0) + s) * 1000);
    }

    pick(side: number, what: Picked): void {
        this.scenes.forEach((scene, i) => {
            scene.pick(i === side ? what : {});
        });
        this.asked = true;
        const then = (T: Told): void => {
            if (T.kind === "reply" && !T.ok)
                this.show(el("p", { class: "said bad" }, refusal(T.error)));
        };
        if (what.truck !== undefined) this.wire.ask("truck", { side, ...what.truck }, then);
        else if (what.station !== undefined)
            this.wire.ask("place", { side, station: what.station }, then);
    }

    told(T: TruckHistory | PlaceHistory): void {
        if (T.kind === "truck") this.truck(T);
        else this.place(T);
        if (this.asked) this.element.scrollIntoView({ block: "nearest", behavior: "instant" });
        this.asked = false;
    }

    private truck(T: TruckHistory): void {
        const now = T.present;
        const rows = T.visits.map((v) => [
            v.place,
            this.time(v.joined_s),
            v.called_s === null ? "–" : duration(v.called_s - v.joined_s),
            duration(v.service_s),
            v.left_s === null ? "–" : this.time(v.left_s),
        ]);
        const values =
            now === null
                ? ""
                : Object.entries(now.values)
                      .map(([k, v]) => `${k} ${v}`)
                      .join(", ");

        this.show(
            el("h3", {}, w("look.truck", { class: T.class, serial: T.serial })),
            el("p", {}, `${w("look.of", { time: this.time(T.clock_s) })}. ${values}`),
            now === null
                ? el("p", {}, w("look.gone"))
                : el(
                      "p",
                      {},
                      `${w("look.arrived", { time: this.time(now.arrived_s) })} ${w("look.now", { doing: doing(now.doing), place: now.place, since: this.time(now.since_s) })}`,
                  ),
            scroll(
                w("look.title"),
                table(
                    {
                        head: [
                            w("look.place"),
                            w("look.joined"),
                            w("look.waited"),
                            w("look.service"),
                            w("look.left"),
                        ],
                        rows,
                    },
                    w("look.title"),
                ),
            ),
        );
    }

    private place(T: PlaceHistory): void {
        const session = this.session;
        const trucks = this.scenes[T.side]?.trucksAt(T.station, 12) ?? [];
        const whole = Object.values(T.time_s).reduce((a, b) => a + b, 0);
        const times = Object.entries(T.time_s).sort((a, b) => b[1] - a[1]);

        if (session === undefined) return;
        const chart = new Chart(
            "place-queue",
            `${T.name}: ${w("chart.queue")}`,
            w("chart.unit.trucks"),
        );
        const step = session.bin_s * T.bins_per_point;
        const point = (y: number | null, i: number): [number, number | null] => [
            (session.epoch + (i + 0.5) * step) * 1000,
            y,
        ];
        this.show(
            el("h3", {}, T.name),
            el("p", {}, `${w("look.of", { time: this.time(T.clock_s) })}. ${measured(T)}`),
            chart.element,
            times.length > 0 ? el("h4", {}, w("look.where")) : null,
            el(
                "ul",
                { class: "shares" },
                ...times.map(([name, s]) => el("li", {}, `${percent(s / whole)} ${cause(name)}`)),
            ),
            trucks.length > 0 ? el("h4", {}, w("look.trucks")) : null,
            el(
                "div",
                { class: "buttons" },
                ...trucks.map((truck) => {
                    const name = session.sides[T.side]?.classes[truck.class] ?? "";
                    const button = el("button", { type: "button" }, `${name} ${truck.serial}`);

                    button.addEventListener("click", () => {
                        this.pick(T.side, { truck });
                    });
                    return button;
                }),
            ),
        );
        this.chart = chart;
        chart.set([{ name: w("places.queue"), points: T.queue.map(point), color: 0, dash: 0 }]);
        chart.draw(
            session.epoch * 1000,
            (session.epoch + Math.max(step * T.queue.length, 1)) * 1000,
        );
    }
}
