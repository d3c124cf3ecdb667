// SPDX-License-Identifier: GPL-3.0-or-later
// The gate while it runs: the page, put together from what the server tells.
import { el } from "../report/dom";
import { duration, hours, instant, number, percent } from "../report/format";
import { language, speak } from "../report/strings";
import { Chart, type Line } from "./charts";
import { Inspector } from "./inspect";
import { ink, mark, type Scheme, schemes } from "./look";
import { Scene } from "./scene";
import { refusal, sideSign, w, type Word } from "./strings";
import { WhatIf, word } from "./whatif";
import {
    type Frame,
    type Numbers,
    type SideAbout,
    STATES,
    type Stage,
    type Told,
    UNLIMITED,
    Wire,
} from "./wire";

const PACES = [1, 10, 60, 300, 600, 1800, 3600, 14400, 86400, 0];
const speed = (pace: number): number => (pace === 0 ? Infinity : pace);
const faster = (pace: number): number => PACES.find((p) => speed(p) > speed(pace)) ?? pace;
const slower = (pace: number): number => PACES.filter((p) => speed(p) < speed(pace)).pop() ?? pace;
const SAMPLES = 1200; // pictures whose times are kept

/** For who watches the page with a program: how long pictures took, and what is shown. */
interface Watched {
    draws: number[]; // ms of work for a picture
    gaps: number[]; // ms between pictures
    frames: number;
    frame?: Frame;
    numbers?: Numbers;
    stage?: Stage;
    trucks: number;
}
declare global {
    interface Window {
        gatesimLive: Watched;
    }
}
const watched: Watched = { draws: [], gaps: [], frames: 0, trucks: 0 };
window.gatesimLive = watched;

function keep(list: number[], x: number): void {
    list.push(x);
    if (list.length > SAMPLES) list.splice(0, list.length - SAMPLES);
}

/** s of a run as its date and time: "2025-05-28T06:30:00". */
const local = (S: Stage, s: number): string =>
    new Date((S.epoch + s) * 1000).toISOString().slice(0, 19);

class Page {
    private readonly wire: Wire;
    private readonly whatIf: WhatIf;
    private readonly inspector: Inspector;
    private readonly root = document.getElementById("page") ?? document.body;
    private stage: Stage | undefined;
    private numbers: Numbers | undefined;
    private scenes: Scene[] = [];
    private frames: HTMLElement[] = [];
    private charts: Chart[] = [];
    private scheme = 0;
    private latest: Frame | undefined;
    private link: "on" | "off" | "none" | "refused" = "none";
    private readonly tiles = new Map<string, HTMLElement>();
    private readonly clock = el("output", { id: "clock" });
    private readonly mode = el("span", { id: "mode", role: "status" });
    private readonly linkText = el("span", { id: "link", role: "status" });
    private readonly run = el("button", { type: "button", id: "run", class: "primary" });
    private readonly step = el("button", { type: "button", id: "step" });
    private readonly steps = el("button", { type: "button", id: "steps" });
    private readonly pace = el("select", { id: "pace" });
    private readonly timeline = el("input", {
        type: "range",
        id: "timeline",
        min: "0",
        step: "60",
    });
    private readonly jump = el("input", {
        type: "datetime-local",
        id: "jump",
        step: "1",
        required: "",
    });
    private readonly note = el("p", { class: "note", id: "many" });
    private readonly said = el("p", { class: "said", role: "status", id: "said" });
    private readonly warm = el("p", { class: "note", id: "warm" });
    private readonly legend = el("ul", { class: "legend", id: "legend" });
    private readonly body = el("tbody", {});
    private readonly watcher = new ResizeObserver(() => {
        this.size();
    });
    private dragging = false;
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
        this.whatIf = new WhatIf(this.wire);
        this.inspector = new Inspector(this.wire);
        this.showLink();
        this.root.replaceChildren(el("p", { class: "waiting" }, this.linkText));
        document.addEventListener("keydown", (e) => {
            this.key(e);
        });
        const tick = (now: number): void => {
            this.tick(now);
            requestAnimationFrame(tick);
        };
        requestAnimationFrame(tick);
    }

    // ---- what the server tells ----

    private told(T: Told): void {
        if (T.kind === "stage") {
            this.setStage(T);
        } else if (T.kind === "numbers") {
            this.setNumbers(T);
        } else if (T.kind === "truck" || T.kind === "place") {
            this.inspector.told(T);
        }
    }

    private setStage(S: Stage): void {
        const same =
            this.stage !== undefined &&
            JSON.stringify({ ...this.stage, run: 0 }) === JSON.stringify({ ...S, run: 0 });

        this.stage = S;
        watched.stage = S;
        if (!same) this.build();
    }

    private frame(F: Frame): void {
        const first = this.latest === undefined || this.latest.run !== F.run;

        watched.frame = F;
        watched.frames++;
        if (this.stage === undefined || F.sides.length !== this.scenes.length) return;
        this.latest = F;
        F.sides.forEach((side, i) => this.scenes[i]?.frame(side, first));
        watched.trucks = F.sides.reduce((sum, s) => sum + s.trucks.count, 0);
        this.showClock(F.clock, F.mode);
    }

    private setNumbers(N: Numbers): void {
        this.numbers = N;
        watched.numbers = N;
        if (this.stage === undefined || N.sides.length !== this.stage.sides.length) return;
        this.showWarmUp(N);
        this.showTiles(N);
        this.showMode(N);
        this.setCharts(N);
        this.whatIf.numbers(N);
    }

    // ---- the page ----

    private build(): void {
        const S = this.stage;
        const [about] = S?.sides ?? [];

        if (S === undefined || about === undefined) return;
        document.documentElement.lang = language();
        document.title = `${about.title === "" ? about.name : about.title} · ${w("title")}`;
        this.scenes = S.sides.map((side, i) => this.sceneOf(side, i));
        this.frames = this.scenes.map((scene, i) => this.frameOf(scene, S.sides[i]?.name ?? ""));
        this.makeCharts();
        this.root.replaceChildren(
            this.header(S),
            this.controls(S),
            el("div", { class: "columns" }, this.mainPart(S), this.asidePart()),
        );
        this.inspector.build(S, this.scenes);
        this.whatIf.build(S);
        this.showLegend();
        this.size();
        this.watcher.disconnect();
        this.frames.forEach((f) => {
            this.watcher.observe(f);
        });
        if (this.numbers?.sides.length === S.sides.length) this.setNumbers(this.numbers);
        if (this.latest !== undefined) this.frame(this.latest);
        this.showLink();
    }

    private sceneOf(side: SideAbout, i: number): Scene {
        const scene = new Scene(side, this.schemeOf(side), 420);
        const area = scene.canvas;

        area.setAttribute("role", "img");
        area.setAttribute("aria-label", `${side.name}. ${w("map.spoken")}`);
        area.addEventListener("click", (e) => {
            const box = area.getBoundingClientRect();
            this.inspector.pick(i, scene.at(e.clientX - box.left, e.clientY - box.top));
        });
        return scene;
    }

    /** How trucks of a side are told apart: a side may have fewer ways than the first. */
    private schemeOf(side: SideAbout): Scheme {
        const all = schemes(side);
        const scheme = all[this.scheme] ?? all[0];

        if (scheme === undefined) throw new Error("no scheme");
        return scheme;
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

    private makeCharts(): void {
        const trucks = w("chart.unit.trucks");

        this.charts.forEach((c) => {
            c.dispose();
        });
        this.charts = [
            new Chart("chart-inside", w("chart.inside"), trucks),
            new Chart("chart-queue", w("chart.queue"), trucks),
            new Chart("chart-rate", w("chart.rate"), trucks),
            new Chart("chart-stay", w("chart.stay"), "h"),
        ];
    }

    private mainPart(S: Stage): HTMLElement {
        return el(
            "main",
            {},
            el("h2", { class: "unseen" }, w("map.title")),
            ...this.frames.flatMap((f, i) => [this.sideTitle(S, i), f]),
            this.legend,
            this.note,
            el("div", { class: "below" }, this.placesTable(), this.whatIf.element),
        );
    }

    private asidePart(): HTMLElement {
        return el(
            "aside",
            {},
            this.warm,
            this.tilesBlock(),
            el("div", { class: "charts" }, ...this.charts.map((c) => c.element)),
            this.inspector.element,
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

    private sideTitle(S: Stage, i: number): HTMLElement | string {
        const side = S.sides[i];

        if (S.sides.length < 2 || side === undefined) return "";
        return el("h3", { class: "side" }, `${sideSign(i)} · ${side.name}`);
    }

    private header(S: Stage): HTMLElement {
        const each = (of: (s: Stage["sides"][number]) => string): string =>
            [...new Set(S.sides.map(of))].filter((text) => text !== "").join(" | ");
        const lang = el(
            "button",
            { type: "button", id: "lang", lang: language() === "vi" ? "en" : "vi" },
            w("lang"),
        );

        lang.addEventListener("click", () => {
            speak(language() === "vi" ? "en" : "vi");
            this.build();
        });
        return el(
            "header",
            {},
            el(
                "div",
                { class: "name" },
                el(
                    "h1",
                    {},
                    each((s) => (s.title === "" ? s.name : s.title)),
                ),
                el(
                    "p",
                    {},
                    each((s) => s.question),
                ),
            ),
            el(
                "div",
                { class: "time" },
                el("span", { class: "small" }, w("clock")),
                this.clock,
                el("span", {}, this.mode),
            ),
            el("div", { class: "links" }, this.linkText, lang),
        );
    }

    private controls(S: Stage): HTMLElement {
        const go = el("button", { type: "submit", id: "go" }, w("control.go"));
        const form = el(
            "form",
            { class: "jump" },
            el("label", { for: "jump" }, w("control.jump")),
            this.jump,
            go,
        );
        const colour = el("select", { id: "colour" });
        const fork = el(
            "button",
            { type: "button", id: "fork" },
            w(S.sides.length > 1 ? "control.unfork" : "control.fork"),
        );
        const [about] = S.sides;

        this.run.onclick = (): void => {
            this.toggle();
        };
        this.step.textContent = w("control.step");
        this.step.onclick = (): void => {
            this.order("step", { events: 1 });
        };
        this.steps.textContent = w("control.steps");
        this.steps.onclick = (): void => {
            this.order("step", { events: 100 });
        };
        this.pace.replaceChildren(
            ...PACES.map((p) =>
                el("option", { value: String(p) }, p === 0 ? w("control.max") : `${number(p, 0)}×`),
            ),
        );
        this.pace.onchange = (): void => {
            this.order("speed", { pace: Number(this.pace.value) });
        };
        this.timeline.max = String(S.duration_s);
        this.timeline.setAttribute("aria-label", w("control.timeline"));
        this.timeline.oninput = (): void => {
            this.dragging = true;
        };
        // It is let go where it was: nothing has changed.
        this.timeline.onpointerup = (): void => {
            this.dragging = false;
        };
        this.timeline.onchange = (): void => {
            this.dragging = false;
            this.order("jump", { at_s: Number(this.timeline.value) });
        };
        this.jump.min = local(S, 0);
        this.jump.max = local(S, S.duration_s);
        form.addEventListener("submit", (e) => {
            e.preventDefault();
            const at = Date.parse(`${this.jump.value}Z`);
            if (!Number.isNaN(at)) this.order("jump", { at_s: at / 1000 - S.epoch });
        });
        if (about !== undefined)
            colour.append(
                ...schemes(about).map((s, i) => el("option", { value: String(i) }, s.name)),
            );
        colour.value = String(this.scheme);
        colour.addEventListener("change", () => {
            this.scheme = Number(colour.value);
            S.sides.forEach((side, i) => {
                const own = schemes(side)[this.scheme];
                if (own !== undefined) this.scenes[i]?.show(own);
            });
            this.showLegend();
        });
        fork.addEventListener("click", () => {
            this.order(S.sides.length > 1 ? "unfork" : "fork");
        });
        return el(
            "section",
            { class: "controls", "aria-label": w("control.group") },
            this.run,
            this.step,
            this.steps,
            el("label", { for: "pace" }, w("control.pace")),
            this.pace,
            form,
            el("label", { for: "colour" }, w("control.colour")),
            colour,
            fork,
            this.timeline,
            this.said,
            el("p", { class: "keys" }, w("control.keys")),
        );
    }

    private tilesBlock(): HTMLElement {
        const names: [string, Word][] = [
            ["inside", "tile.inside"],
            ["arrived", "tile.arrived"],
            ["left", "tile.left"],
            ["rate", "tile.rate"],
            ["stay", "tile.stay"],
            ["p95", "tile.p95"],
        ];

        this.tiles.clear();
        return el(
            "dl",
            { class: "tiles" },
            ...names.map(([id, name]) => {
                const value = el("dd", { id: `tile-${id}` });
                this.tiles.set(id, value);
                return el("div", {}, el("dt", {}, w(name)), value);
            }),
        );
    }

    private placesTable(): HTMLElement {
        const heads: Word[] = [
            "places.place",
            "places.state",
            "places.queue",
            "places.servers",
            "places.wait",
            "places.use",
        ];

        this.body.replaceChildren();
        return el(
            "section",
            { class: "panel places" },
            el("h2", {}, w("places.title")),
            el(
                "div",
                { class: "scroll", tabindex: "0", role: "region", "aria-label": w("places.title") },
                el(
                    "table",
                    { id: "places" },
                    el(
                        "thead",
                        {},
                        el("tr", {}, ...heads.map((h) => el("th", { scope: "col" }, w(h)))),
                    ),
                    this.body,
                ),
            ),
        );
    }

    // ---- what changes ----

    private showLink(): void {
        this.linkText.textContent = w(`link.${this.link}`);
        this.linkText.className = `link ${this.link}`;
        document.body.classList.toggle("lost", this.link !== "on");
        if (this.link === "on") this.say(true, "");
    }

    private showClock(s: number, mode: string): void {
        const S = this.stage;

        if (S === undefined) return;
        const text = local(S, s);
        this.clock.textContent = text.replace("T", " ");
        if (!this.dragging) this.timeline.value = String(s);
        this.timeline.setAttribute("aria-valuetext", this.clock.textContent);
        if (document.activeElement !== this.jump) this.jump.value = text;
        this.run.textContent = w(mode === "running" ? "control.pause" : "control.run");
    }

    private showMode(N: Numbers): void {
        const text = word(`mode.${N.mode}`, N.mode).replace("{why}", N.trouble);

        if (this.mode.textContent !== text) this.mode.textContent = text;
        this.mode.className = N.mode;
        this.run.textContent = w(N.mode === "running" ? "control.pause" : "control.run");
        for (const button of [this.run, this.step, this.steps])
            button.disabled = N.mode === "finished" || N.mode === "failed";
        if (document.activeElement !== this.pace) {
            if (!PACES.includes(N.pace)) {
                this.pace.querySelector(".own")?.remove();
                this.pace.append(
                    el("option", { class: "own", value: String(N.pace) }, `${number(N.pace)}×`),
                );
            }
            this.pace.value = String(N.pace);
        }
    }

    /** Until the warm-up is over, nothing is measured. */
    private warming(N: Numbers): boolean {
        return N.clock_s < (this.stage?.warm_up_s ?? 0);
    }

    private showWarmUp(N: Numbers): void {
        const S = this.stage;

        this.warm.textContent =
            S !== undefined && this.warming(N)
                ? w("warm.until", { time: instant((S.epoch + S.warm_up_s) * 1000) })
                : "";
    }

    private showTiles(N: Numbers): void {
        const both = (
            id: string,
            text: (s: Numbers["sides"][number]) => string,
            small?: (s: Numbers["sides"][number]) => string,
        ): void => {
            this.tiles
                .get(id)
                ?.replaceChildren(
                    ...N.sides.map((s, i) =>
                        el(
                            "span",
                            { class: `side-${i}` },
                            N.sides.length > 1 ? el("b", {}, sideSign(i)) : null,
                            text(s),
                            small === undefined ? null : el("small", {}, small(s)),
                        ),
                    ),
                );
        };

        both("inside", (s) => number(s.trucks_in_system, 0));
        both("arrived", (s) => number(s.trucks_arrived, 0));
        both("left", (s) => number(s.trucks_left, 0));
        both("rate", (s) => number(s.throughput_per_hour));
        both("p95", (s) => duration(s.time_in_system_p95_s));
        both(
            "stay",
            (s) => duration(s.time_in_system_s.mean),
            ({ time_in_system_s: T }) =>
                this.warming(N)
                    ? ""
                    : T.half_width === null
                      ? w("tile.nohalf", { n: number(T.n, 0) })
                      : w("tile.half", { half: duration(T.half_width), n: number(T.n, 0) }),
        );
    }

    private showPlaces(N: Numbers): void {
        const S = this.stage;
        const F = this.latest;

        if (S === undefined || F?.sides.length !== S.sides.length) return;
        const rows = S.sides.flatMap((side, k) => side.places.map((p, i) => ({ side: k, p, i })));

        if (this.body.childElementCount !== rows.length) {
            this.body.replaceChildren(
                ...rows.map(({ side, p, i }) => {
                    const button = el(
                        "button",
                        { type: "button" },
                        S.sides.length > 1 ? `${sideSign(side)} ${p.name}` : p.name,
                    );

                    button.addEventListener("click", () => {
                        this.inspector.pick(side, { station: i });
                    });
                    return el(
                        "tr",
                        {},
                        el("th", { scope: "row" }, button),
                        ...Array.from({ length: 5 }, () => el("td", {})),
                    );
                }),
            );
        }
        rows.forEach(({ side, i }, r) => {
            const now = F.sides[side]?.places[i];
            const numbers = N.sides[side];
            const cells = this.body.children[r]?.querySelectorAll("td");

            if (now === undefined || cells === undefined) return;
            const state = STATES[now.state] ?? "open";
            const texts = [
                w(`state.${state}`),
                number(now.queue + now.before, 0),
                now.onShift === UNLIMITED
                    ? number(now.busy, 0)
                    : `${number(now.busy, 0)} / ${number(now.onShift, 0)}`,
                duration(numbers?.station_wait_mean_s[i]),
                percent(numbers?.station_utilisation[i]),
            ];
            texts.forEach((text, c) => {
                const cell = cells[c];
                if (cell !== undefined && cell.textContent !== text) cell.textContent = text;
            });
            const first = cells[0];
            if (first !== undefined) first.className = `state ${state}`;
        });
        const many = F.sides.find((s) => s.trucks.count === 0 && s.inside > 0);
        this.note.textContent =
            many === undefined ? "" : w("map.many", { n: number(many.inside, 0) });
    }

    private showLegend(): void {
        const [about] = this.stage?.sides ?? [];
        const scheme = about === undefined ? undefined : schemes(about)[this.scheme];

        this.legend.replaceChildren(
            el("li", { class: "kind" }, w("legend.trucks")),
            ...(scheme?.labels ?? []).map((label, i) => {
                const sign = el("canvas", { width: "28", height: "28", "aria-hidden": "true" });
                const c = sign.getContext("2d");

                if (c !== null) {
                    c.fillStyle = scheme?.colors[i] ?? ink;
                    c.beginPath();
                    mark(c, i, 14, 14, 20);
                    c.fill();
                }
                return el("li", {}, sign, label);
            }),
            el("li", { class: "kind" }, w("legend.servers")),
            ...(["busy", "idle", "blocked", "down"] as const).map((kind) =>
                el(
                    "li",
                    {},
                    el("span", { class: `server ${kind}`, "aria-hidden": "true" }),
                    w(`server.${kind}`),
                ),
            ),
        );
    }

    private setCharts(N: Numbers): void {
        const S = this.stage;

        if (S === undefined) return;
        const sign = (i: number): string => (N.sides.length > 1 ? `${sideSign(i)} ` : "");
        const time = (s: number): number => (S.epoch + s) * 1000;
        const line = (
            i: number,
            name: string,
            values: (number | null)[],
            color: number,
            factor = 1,
        ): Line => {
            const step = S.bin_s * (N.sides[i]?.bins_per_point ?? 1);
            return {
                name: sign(i) + name,
                points: values.map((y, k) => [
                    time((k + 0.5) * step),
                    y === null ? null : y * factor,
                ]),
                color,
                dash: N.sides.length > 1 ? i : color,
            };
        };
        // The longest lines of trucks, of those that there were.
        const most = (k: number): number =>
            Math.max(...N.sides.map((s) => Math.max(0, ...(s.queue[k] ?? []).map((y) => y ?? 0))));
        const longest = (S.sides[0]?.places ?? [])
            .map((_, k) => k)
            .sort((a, b) => most(b) - most(a))
            .slice(0, N.sides.length > 1 ? 2 : 4)
            .filter((k, n) => n === 0 || most(k) > 0);
        const sets: Line[][] = [
            N.sides.map((s, i) =>
                line(
                    i,
                    N.sides.length > 1 ? (S.sides[i]?.name ?? "") : w("chart.inside"),
                    s.in_system,
                    i,
                ),
            ),
            N.sides.flatMap((s, i) =>
                longest.map((k, n) =>
                    line(i, S.sides[i]?.places[k]?.name ?? "", s.queue[k] ?? [], n),
                ),
            ),
            N.sides.map((s, i) =>
                line(
                    i,
                    N.sides.length > 1 ? (S.sides[i]?.name ?? "") : w("chart.rate"),
                    s.crossed,
                    i,
                    3600 / S.bin_s,
                ),
            ),
            N.sides.map((s, i) => {
                const ends = s.stay.mean.map((_, k) => (k + 1) * S.bin_s * s.bins_per_point);
                const now = s.time_in_system_s;

                return {
                    name:
                        sign(i) + (N.sides.length > 1 ? (S.sides[i]?.name ?? "") : w("tile.stay")),
                    points: [...s.stay.mean, now.mean].map((y, k) => [
                        time(ends[k] ?? N.clock_s),
                        hours(y),
                    ]),
                    half: [...s.stay.half_width, now.half_width].map(hours),
                    color: i,
                    dash: i,
                };
            }),
        ];
        this.charts.forEach((c, k) => {
            c.set(sets[k] ?? []);
        });
    }

    /** Ask for what changes what is on stage; a refusal is shown until something is done. */
    private order(what: string, more: Record<string, unknown> = {}): void {
        this.wire.ask(what, more, (T) => {
            if (T.kind === "reply") this.say(T.ok, refusal(T.error));
        });
    }

    private say(good: boolean, text: string): void {
        this.said.classList.toggle("bad", !good);
        this.said.textContent = text;
    }

    private toggle(): void {
        const mode = this.latest?.mode;
        this.order(mode === "running" ? "pause" : "run");
    }

    private key(e: KeyboardEvent): void {
        const target = e.target;
        const tag = target instanceof HTMLElement ? target.tagName : "";
        const pressed = e.key === " " && ["BUTTON", "SUMMARY"].includes(tag);
        const typing = ["INPUT", "TEXTAREA", "SELECT"].includes(tag);

        if (pressed || typing || e.ctrlKey || e.metaKey || e.altKey) return;
        const pace = this.numbers?.pace ?? 60;

        if (e.key === " ") this.toggle();
        else if (e.key === ".") this.order("step", { events: 1 });
        else if (e.key === "+") this.order("speed", { pace: faster(pace) });
        else if (e.key === "-") this.order("speed", { pace: slower(pace) });
        else return;
        e.preventDefault();
    }

    /** One picture. */
    private tick(now: number): void {
        const gap = now - this.last;
        const began = performance.now();
        let drawn = false;

        this.last = now;
        for (const scene of this.scenes) drawn = scene.draw(Math.min(100, gap)) || drawn;
        this.turn++;
        if (this.turn % 12 === 7 && this.numbers !== undefined) this.showPlaces(this.numbers);
        if (this.turn % 15 === 0 && this.stage !== undefined) {
            const from = this.stage.epoch * 1000;
            const to = from + Math.max(3600, this.latest?.clock ?? 0) * 1000;
            const chart = this.charts[(this.turn / 15) % this.charts.length];
            drawn = (chart?.draw(from, to) ?? false) || drawn;
        }
        if (drawn) {
            keep(watched.draws, performance.now() - began);
            keep(watched.gaps, gap);
        }
    }
}

if (navigator.language.startsWith("vi")) speak("vi");
new Page();
