// SPDX-License-Identifier: GPL-3.0-or-later
// The gate while it runs: the page, put together from what the server tells.
import { el } from "../common/dom";
import { number } from "../common/format";
import { language, speak } from "../common/language";
import type { Chart } from "./charts";
import { Controls } from "./controls";
import { header } from "./header";
import { Inspector } from "./inspect";
import { legend } from "./legend";
import { type Scheme, schemes } from "./schemes";
import { Places } from "./places";
import { type Picked, Scene } from "./scene";
import { charts, lines } from "./series";
import { signed, sideName } from "./sides";
import { w } from "./strings";
import { follow } from "../common/theme";
import { Tiles } from "./tiles";
import { picture, watched } from "./watched";
import { WhatIf } from "./whatif";
import type { Frame } from "./frame";
import type { Numbers, Session, Told } from "./messages";
import { type LinkState, Wire } from "./wire";

class Page {
    private readonly wire: Wire;
    private readonly controls: Controls;
    private readonly whatIf: WhatIf;
    private readonly inspector: Inspector;
    private readonly tiles = new Tiles();
    private readonly places: Places;
    private readonly root = document.getElementById("page") ?? document.body;
    private readonly linkText = el("span", { id: "link", role: "status" });
    private readonly note = el("p", { class: "note", id: "many" });
    private readonly legend = el("ul", { class: "legend", id: "legend" });
    private readonly watcher = new ResizeObserver(() => {
        this.size();
    });
    private session: Session | undefined;
    private numbers: Numbers | undefined;
    private latest: Frame | undefined;
    private scenes: Scene[] = [];
    private frames: HTMLElement[] = [];
    private charts: Chart[] = [];
    private scheme = 0;
    private link: LinkState = "none";
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
                this.link = state;
                this.showLink();
            },
        });
        this.controls = new Controls(this.wire, (scheme) => {
            this.recolour(scheme);
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
        this.root.replaceChildren(el("p", { class: "waiting" }, this.linkText));
        const tick = (now: number): void => {
            this.tick(now);
            requestAnimationFrame(tick);
        };
        requestAnimationFrame(tick);
    }

    // ---- what the server tells ----

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
        if (this.session === undefined || F.sides.length !== this.scenes.length) return;
        this.latest = F;
        F.sides.forEach((side, i) => this.scenes[i]?.frame(side, first));
        watched.trucks = F.sides.reduce((sum, s) => sum + s.trucks.count, 0);
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

    // ---- the page ----

    /** All of it anew: for another session, in another language, in another theme. */
    private build(): void {
        const S = this.session;

        document.documentElement.lang = language();
        if (S === undefined) return;
        watched.box = (side, station) => this.scenes[side]?.boxOf(station);
        document.title = `${sideName(S, 0)} · ${w("title")}`;
        this.scenes = S.sides.map((_, i) => this.sceneOf(S, i));
        this.frames = this.scenes.map((scene, i) => this.frameOf(scene, sideName(S, i)));
        this.charts.forEach((c) => {
            c.dispose();
        });
        this.charts = charts();
        this.root.replaceChildren(
            header(S, this.controls, this.linkText, () => {
                this.build();
            }),
            this.controls.build(S, this.scheme),
            el(
                "main",
                { class: "columns" },
                this.drawingPart(S),
                this.numbersPart(),
                el("div", { class: "below" }, this.places.build(S), this.whatIf.element),
            ),
        );
        this.inspector.build(S, this.scenes);
        this.whatIf.build(S);
        this.recolour(this.scheme);
        this.size();
        this.watcher.disconnect();
        this.frames.forEach((f) => {
            this.watcher.observe(f);
        });
        if (this.numbers?.sides.length === S.sides.length) this.setNumbers(this.numbers);
        if (this.latest !== undefined) this.frame(this.latest);
        this.showLink();
    }

    private sceneOf(S: Session, side: number): Scene {
        const about = S.sides[side];

        if (about === undefined) throw new Error("no side");
        const scene = new Scene(about, this.schemeOf(S, side), 420);
        const area = scene.canvas;

        area.setAttribute("role", "img");
        area.setAttribute("aria-label", `${sideName(S, side)}. ${w("map.spoken")}`);
        area.addEventListener("click", (e) => {
            const box = area.getBoundingClientRect();
            this.pick(side, scene.at(e.clientX - box.left, e.clientY - box.top));
        });
        return scene;
    }

    /** How trucks of a side are told apart: a side may have fewer ways than the first. */
    private schemeOf(S: Session, side: number): Scheme {
        const all = schemes(S.sides[side] ?? { classes: [], attributes: [] });
        const scheme = all[this.scheme] ?? all[0];

        if (scheme === undefined) throw new Error("no scheme");
        return scheme;
    }

    private recolour(scheme: number): void {
        const S = this.session;

        this.scheme = scheme;
        if (S === undefined) return;
        this.scenes.forEach((scene, i) => {
            scene.show(this.schemeOf(S, i));
        });
        this.legend.replaceChildren(...legend(this.schemeOf(S, 0)));
    }

    private pick(side: number, what: Picked): void {
        const place = this.session?.sides[side]?.places[what.station ?? -1];

        this.inspector.pick(side, what);
        if (place !== undefined) this.whatIf.choose(side, place.name);
    }

    private frameOf(scene: Scene, name: string): HTMLElement {
        return el(
            "div",
            {
                class: "frame",
                tabindex: "0",
                role: "region",
                "aria-label": `${w("map.title")} ${name}`,
            },
            scene.canvas,
        );
    }

    private drawingPart(S: Session): HTMLElement {
        const title = (i: number): Node | string =>
            S.sides.length < 2
                ? ""
                : el("h3", { class: "side" }, `${signed(S, i)}· ${sideName(S, i)}`);

        return el(
            "div",
            { class: "drawing" },
            el("h2", { class: "unseen" }, w("map.title")),
            ...this.frames.flatMap((f, i) => [title(i), f]),
            this.legend,
            this.note,
        );
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

    private size(): void {
        const height = Math.max(
            300,
            Math.min(620, window.innerHeight - (this.scenes.length > 1 ? 520 : 330)),
        );

        this.scenes.forEach((scene, i) => {
            const width = this.frames[i]?.clientWidth ?? 0;
            if (width > 0) scene.resize(width, height);
        });
        this.charts.forEach((c) => {
            c.resize();
        });
    }

    private showLink(): void {
        this.linkText.textContent = w(`link.${this.link}`);
        this.linkText.className = `link ${this.link}`;
        document.body.classList.toggle("lost", this.link !== "on");
        if (this.link === "on") this.controls.say(true, "");
    }

    private showPlaces(): void {
        const [S, F, N] = [this.session, this.latest, this.numbers];

        if (S === undefined || N === undefined || F?.sides.length !== S.sides.length) return;
        this.places.show(S, F, N);
        const many = F.sides.find((s) => s.trucks.count === 0 && s.inside > 0);
        this.note.textContent =
            many === undefined ? "" : w("map.many", { n: number(many.inside, 0) });
    }

    /** One picture. */
    private tick(now: number): void {
        const gap = now - this.last;
        const began = performance.now();
        let drawn = false;

        this.last = now;
        for (const scene of this.scenes) drawn = scene.draw(Math.min(100, gap)) || drawn;
        this.turn++;
        if (this.turn % 12 === 7) this.showPlaces();
        if (this.turn % 15 === 0 && this.session !== undefined) {
            const from = this.session.epoch * 1000;
            const to = from + Math.max(3600, this.latest?.clock ?? 0) * 1000;
            const chart = this.charts[(this.turn / 15) % this.charts.length];
            drawn = (chart?.draw(from, to) ?? false) || drawn;
        }
        if (drawn) picture(performance.now() - began, gap);
    }
}

if (navigator.language.startsWith("vi")) speak("vi");
new Page();
