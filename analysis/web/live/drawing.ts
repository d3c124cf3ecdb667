// SPDX-License-Identifier: GPL-3.0-or-later
// The drawings of the gate, one for each side: how trucks are told apart, how large they are, what was clicked.
import { el } from "../common/dom";
import { number } from "../common/format";
import type { Frame } from "./frame";
import { legend } from "./legend";
import type { Session } from "./messages";
import { type Picked, Scene } from "./scene";
import { type Scheme, schemes } from "./schemes";
import { signed, sideName } from "./sides";
import { w } from "./strings";
import { watched } from "./watched";

const LEAST_HEIGHT = 300;
const MOST_HEIGHT = 620;

export class Drawing {
    /** By side. */
    scenes: Scene[] = [];
    /** How trucks are told apart, of the ways that the first side has. */
    scheme = 0;
    private frames: HTMLElement[] = [];
    private session: Session | undefined;
    private readonly note = el("p", { class: "note", id: "many" });
    private readonly legend = el("ul", { class: "legend", id: "legend" });
    private readonly watcher: ResizeObserver;

    /** Calls pick when something of a side is clicked on, and resized when the room has changed. */
    constructor(
        private readonly pick: (side: number, what: Picked) => void,
        private readonly resized: () => void,
    ) {
        this.watcher = new ResizeObserver(() => {
            this.size();
        });
    }

    /** Makes all drawings anew; returns the part of the page that holds them. */
    build(S: Session): HTMLElement {
        const title = (i: number): Node | string =>
            S.sides.length < 2
                ? ""
                : el("h3", { class: "side" }, `${signed(S, i)}· ${sideName(S, i)}`);

        this.session = S;
        watched.box = (side, station) => this.scenes[side]?.boxOf(station);
        this.scenes = S.sides.map((_, i) => this.sceneOf(S, i));
        this.frames = this.scenes.map((scene, i) => this.frameOf(scene, sideName(S, i)));
        return el(
            "div",
            { class: "drawing" },
            el("h2", { class: "unseen" }, w("map.title")),
            ...this.frames.flatMap((f, i) => [title(i), f]),
            this.legend,
            this.note,
        );
    }

    /** The part stands in the page: takes its size, and follows it from now on. */
    placed(): void {
        this.recolour(this.scheme);
        this.size();
        this.watcher.disconnect();
        this.frames.forEach((f) => {
            this.watcher.observe(f);
        });
    }

    /** Tells trucks apart in another way. */
    recolour(scheme: number): void {
        const S = this.session;

        this.scheme = scheme;
        if (S === undefined) return;
        this.scenes.forEach((scene, i) => {
            scene.show(this.schemeOf(S, i));
        });
        this.legend.replaceChildren(...legend(this.schemeOf(S, 0)));
    }

    /** Takes what the gate looks like now; first: it is not that of before moved on. */
    frame(F: Frame, first: boolean): void {
        F.sides.forEach((side, i) => this.scenes[i]?.frame(side, first));
        watched.trucks = F.sides.reduce((sum, s) => sum + s.trucks.count, 0);
    }

    /** Says so where a side has more trucks than are drawn one by one. */
    tellMany(F: Frame): void {
        const many = F.sides.find((s) => s.trucks.count === 0 && s.inside > 0);

        this.note.textContent =
            many === undefined ? "" : w("map.many", { n: number(many.inside, 0) });
    }

    /** Draws what has moved in the last gap ms; returns whether anything had. */
    draw(gap: number): boolean {
        let drawn = false;

        for (const scene of this.scenes) drawn = scene.draw(Math.min(100, gap)) || drawn;
        return drawn;
    }

    private size(): void {
        const height = Math.max(
            LEAST_HEIGHT,
            Math.min(MOST_HEIGHT, window.innerHeight - (this.scenes.length > 1 ? 520 : 330)),
        );

        this.scenes.forEach((scene, i) => {
            const width = this.frames[i]?.clientWidth ?? 0;
            if (width > 0) scene.resize(width, height);
        });
        this.resized();
    }

    /** How trucks of a side are told apart: a side may have fewer ways than the first. */
    private schemeOf(S: Session, side: number): Scheme {
        const all = schemes(S.sides[side] ?? { classes: [], attributes: [] });
        const scheme = all[this.scheme] ?? all[0];

        if (scheme === undefined) throw new Error("no scheme");
        return scheme;
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
}
