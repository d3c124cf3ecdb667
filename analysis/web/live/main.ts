// SPDX-License-Identifier: GPL-3.0-or-later
// The gate while it runs: hands what the server tells to the parts of the page, and has them drawn.
import { el } from "../common/dom";
import { language, speak } from "../common/language";
import { follow } from "../common/theme";
import type { Chart } from "./charts";
import { Connection } from "./connection";
import { Controls } from "./controls";
import { Drawing } from "./drawing";
import type { Frame } from "./frame";
import { header } from "./header";
import { Inspector } from "./inspect";
import type { Numbers, Session, Told } from "./messages";
import { Places } from "./places";
import type { Picked } from "./scene";
import { charts, lines } from "./series";
import { sideName } from "./sides";
import { w } from "./strings";
import { Tiles } from "./tiles";
import { picture, watched } from "./watched";
import { WhatIf } from "./whatif";
import { type LinkState, Wire } from "./wire";

// Pictures between two looks at the table of places, and between two at a chart.
const PLACES_EVERY = 12;
const CHART_EVERY = 15;

class Page {
    private readonly wire: Wire;
    private readonly connection = new Connection();
    private readonly controls: Controls;
    private readonly drawing: Drawing;
    private readonly whatIf: WhatIf;
    private readonly inspector: Inspector;
    private readonly tiles = new Tiles();
    private readonly places: Places;
    private readonly root = document.getElementById("page") ?? document.body;
    private session: Session | undefined;
    private numbers: Numbers | undefined;
    private latest: Frame | undefined;
    private charts: Chart[] = [];
    private turn = 0;
    private last = 0;

    constructor() {
        this.wire = new Wire({
            frame: (F) => {
                this.frame(F);
            },
            told: (T) => {
                this.told(T);
            },
            link: (state) => {
                this.showLink(state);
            },
        });
        this.drawing = new Drawing(
            (side, what) => {
                this.pick(side, what);
            },
            () => {
                this.charts.forEach((c) => {
                    c.resize();
                });
            },
        );
        this.controls = new Controls(this.wire, (scheme) => {
            this.drawing.recolour(scheme);
        });
        this.whatIf = new WhatIf(this.wire);
        this.inspector = new Inspector(this.wire);
        this.places = new Places((side, station) => {
            this.pick(side, { station });
        });
        follow("dark", () => {
            this.build();
        });
        this.showLink();
        this.root.replaceChildren(el("p", { class: "waiting" }, this.connection.element));
        const tick = (now: number): void => {
            this.tick(now);
            requestAnimationFrame(tick);
        };
        requestAnimationFrame(tick);
    }

    private told(T: Told): void {
        if (T.kind === "session") {
            this.setSession(T);
        } else if (T.kind === "numbers") {
            this.setNumbers(T);
        } else if (T.kind === "truck" || T.kind === "place") {
            this.inspector.told(T);
        }
    }

    private setSession(S: Session): void {
        const same =
            this.session !== undefined &&
            JSON.stringify({ ...this.session, run: 0 }) === JSON.stringify({ ...S, run: 0 });

        this.session = S;
        watched.session = S;
        if (!same) this.build();
    }

    private frame(F: Frame): void {
        const first = this.latest === undefined || this.latest.run !== F.run;

        watched.frame = F;
        watched.frames++;
        if (this.session === undefined || F.sides.length !== this.drawing.scenes.length) return;
        this.latest = F;
        this.drawing.frame(F, first);
        this.controls.frame(this.session, F.clock, F.mode);
    }

    private setNumbers(N: Numbers): void {
        const S = this.session;

        this.numbers = N;
        watched.numbers = N;
        if (S === undefined || N.sides.length !== S.sides.length) return;
        this.tiles.numbers(S, N);
        this.controls.numbers(N);
        lines(S, N).forEach((set, i) => this.charts[i]?.set(set));
        this.whatIf.numbers(N);
    }

    /** All of it anew: for another session, in another language, in another theme. */
    private build(): void {
        const S = this.session;

        document.documentElement.lang = language();
        if (S === undefined) return;
        document.title = `${sideName(S, 0)} · ${w("title")}`;
        const drawing = this.drawing.build(S);

        this.charts.forEach((c) => {
            c.dispose();
        });
        this.charts = charts();
        this.root.replaceChildren(
            header(S, this.controls, this.connection.element, () => {
                this.build();
            }),
            this.controls.build(S, this.drawing.scheme),
            el(
                "main",
                { class: "columns" },
                drawing,
                this.numbersPart(),
                el("div", { class: "below" }, this.places.build(S), this.whatIf.element),
            ),
        );
        this.inspector.build(S, this.drawing.scenes);
        this.whatIf.build(S);
        this.drawing.placed();
        if (this.numbers?.sides.length === S.sides.length) this.setNumbers(this.numbers);
        if (this.latest !== undefined) this.frame(this.latest);
        this.showLink();
    }

    private numbersPart(): HTMLElement {
        return el(
            "div",
            { class: "numbers" },
            ...this.tiles.build(),
            this.inspector.element,
            el("div", { class: "charts" }, ...this.charts.map((c) => c.element)),
        );
    }

    private pick(side: number, what: Picked): void {
        const place = this.session?.sides[side]?.places[what.station ?? -1];

        this.inspector.pick(side, what);
        if (place !== undefined) this.whatIf.choose(side, place.name);
    }

    private showLink(state?: LinkState): void {
        if (this.connection.show(state)) this.controls.say(true, "");
    }

    private showPlaces(): void {
        const [S, F, N] = [this.session, this.latest, this.numbers];

        if (S === undefined || N === undefined || F?.sides.length !== S.sides.length) return;
        this.places.show(S, F, N);
        this.drawing.tellMany(F);
    }

    /** Draws the next of the charts; returns whether it had changed. */
    private drawChart(S: Session): boolean {
        const from = S.epoch * 1000;
        const to = from + Math.max(3600, this.latest?.clock ?? 0) * 1000;
        const chart = this.charts[(this.turn / CHART_EVERY) % this.charts.length];

        return chart?.draw(from, to) ?? false;
    }

    /** One picture. */
    private tick(now: number): void {
        const gap = now - this.last;
        const began = performance.now();
        let drawn = this.drawing.draw(gap);

        this.last = now;
        this.turn++;
        if (this.turn % PLACES_EVERY === 7) this.showPlaces();
        if (this.turn % CHART_EVERY === 0 && this.session !== undefined)
            drawn = this.drawChart(this.session) || drawn;
        if (drawn) picture(performance.now() - began, gap);
    }
}

if (navigator.language.startsWith("vi")) speak("vi");
new Page();
