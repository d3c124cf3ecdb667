// SPDX-License-Identifier: GPL-3.0-or-later
// The bar of controls, the timeline and the keys. What is wished for is asked of the server; what it
// refuses is said until something is done.
import { el } from "../common/dom";
import { instant, number } from "../common/format";
import { schemes } from "./schemes";
import { local } from "./clock";
import { refusal, w } from "./strings";
import { word } from "./whatif";
import type { Numbers, Session } from "./messages";
import type { Wire } from "./wire";

const PACES = [1, 10, 60, 300, 600, 1800, 3600, 14400, 86400, 0];
const speed = (pace: number): number => (pace === 0 ? Infinity : pace);
const faster = (pace: number): number => PACES.find((p) => speed(p) > speed(pace)) ?? pace;
const slower = (pace: number): number => PACES.filter((p) => speed(p) < speed(pace)).pop() ?? pace;
const paceName = (pace: number): string =>
    pace === 0 ? w("control.max") : `${number(pace, PACES.includes(pace) ? 0 : undefined)}×`;

const button = (id: string, kind = ""): HTMLButtonElement =>
    el("button", { type: "button", id, ...(kind === "" ? {} : { class: kind }) });

export class Controls {
    readonly mode = el("span", { id: "mode", role: "status" });
    readonly clock = el("output", { id: "clock" });
    private readonly run = button("run", "primary");
    private readonly step = button("step");
    private readonly steps = button("steps");
    private readonly fork = button("fork");
    private readonly pace = el("select", { id: "pace" });
    private readonly colour = el("select", { id: "colour" });
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
    private readonly said = el("p", { class: "said", role: "status", id: "said" });
    private session: Session | undefined;
    private doing = "";
    private at = 60; // the pace
    private dragging = false;

    /** recolour(scheme): trucks are to be told apart by the scheme of that number. */
    constructor(
        private readonly wire: Wire,
        recolour: (scheme: number) => void,
    ) {
        this.run.onclick = (): void => {
            this.toggle();
        };
        this.step.onclick = (): void => {
            this.order("step", { events: 1 });
        };
        this.steps.onclick = (): void => {
            this.order("step", { events: 100 });
        };
        this.fork.onclick = (): void => {
            this.order((this.session?.sides.length ?? 1) > 1 ? "unfork" : "fork");
        };
        this.pace.onchange = (): void => {
            this.order("speed", { pace: Number(this.pace.value) });
        };
        this.colour.onchange = (): void => {
            recolour(Number(this.colour.value));
        };
        this.listenToTimeline();
        document.addEventListener("keydown", (e) => {
            this.key(e);
        });
    }

    private listenToTimeline(): void {
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
    }

    /** The bar, anew in the language of the page; scheme: how trucks are told apart. */
    build(S: Session, scheme: number): HTMLElement {
        const [about] = S.sides;

        this.session = S;
        this.step.textContent = w("control.step");
        this.steps.textContent = w("control.steps");
        this.fork.textContent = w(S.sides.length > 1 ? "control.unfork" : "control.fork");
        this.pace.replaceChildren(
            ...PACES.map((p) => el("option", { value: String(p) }, paceName(p))),
        );
        this.timeline.max = String(S.duration_s);
        this.timeline.setAttribute("aria-label", w("control.timeline"));
        this.colour.replaceChildren(
            ...(about === undefined ? [] : schemes(about)).map((s, i) =>
                el("option", { value: String(i) }, s.name),
            ),
        );
        this.colour.value = String(scheme);
        return el(
            "section",
            { class: "controls", "aria-label": w("control.group") },
            this.run,
            this.step,
            this.steps,
            el("label", { for: "pace" }, w("control.pace")),
            this.pace,
            this.jumpForm(S),
            el("label", { for: "colour" }, w("control.colour")),
            this.colour,
            this.fork,
            this.timeline,
            this.said,
            el("p", { class: "keys" }, this.words(S)),
        );
    }

    /** What the keys do, and when there is something to see. */
    private words(S: Session): string {
        const first =
            S.first_s > 0
                ? ` · ${w("control.first", { time: instant((S.epoch + S.first_s) * 1000) })}`
                : "";
        return w("control.keys") + first;
    }

    private jumpForm(S: Session): HTMLElement {
        const form = el(
            "form",
            { class: "jump" },
            el("label", { for: "jump" }, w("control.jump")),
            this.jump,
            el("button", { type: "submit", id: "go" }, w("control.go")),
        );

        this.jump.min = local(S, 0);
        this.jump.max = local(S, S.duration_s);
        form.addEventListener("submit", (e) => {
            e.preventDefault();
            const at = Date.parse(`${this.jump.value}Z`);
            if (!Number.isNaN(at)) this.order("jump", { at_s: at / 1000 - S.epoch });
        });
        return form;
    }

    /** The clock of the newest frame, and what it does then. */
    frame(S: Session, s: number, mode: string): void {
        const text = local(S, s);

        this.doing = mode;
        this.clock.textContent = text.replace("T", " ");
        if (!this.dragging) this.timeline.value = String(s);
        this.timeline.setAttribute("aria-valuetext", this.clock.textContent);
        if (document.activeElement !== this.jump) this.jump.value = text;
        this.run.textContent = w(mode === "running" ? "control.pause" : "control.run");
    }

    numbers(N: Numbers): void {
        const text = word(`mode.${N.mode}`, N.mode).replace("{why}", N.trouble);

        if (this.mode.textContent !== text) this.mode.textContent = text;
        this.mode.className = N.mode;
        this.run.textContent = w(N.mode === "running" ? "control.pause" : "control.run");
        for (const b of [this.run, this.step, this.steps])
            b.disabled = N.mode === "finished" || N.mode === "failed";
        this.at = N.pace;
        if (document.activeElement === this.pace) return;
        if (!PACES.includes(N.pace)) {
            this.pace.querySelector(".own")?.remove();
            this.pace.append(
                el("option", { class: "own", value: String(N.pace) }, paceName(N.pace)),
            );
        }
        this.pace.value = String(N.pace);
    }

    /** Ask for a change of the session; a refusal is shown until something is done. */
    private order(what: string, more: Record<string, unknown> = {}): void {
        this.wire.ask(what, more, (T) => {
            if (T.kind === "reply") this.say(T.ok, refusal(T.error));
        });
    }

    say(good: boolean, text: string): void {
        this.said.classList.toggle("bad", !good);
        this.said.textContent = text;
    }

    private toggle(): void {
        this.order(this.doing === "running" ? "pause" : "run");
    }

    private key(e: KeyboardEvent): void {
        const target = e.target;
        const tag = target instanceof HTMLElement ? target.tagName : "";
        const pressed = e.key === " " && ["BUTTON", "SUMMARY"].includes(tag);
        const typing = ["INPUT", "TEXTAREA", "SELECT"].includes(tag);

        if (this.session === undefined || pressed || typing || e.ctrlKey || e.metaKey || e.altKey)
            return;
        if (e.key === " ") this.toggle();
        else if (e.key === ".") this.order("step", { events: 1 });
        else if (e.key === "+") this.order("speed", { pace: faster(this.at) });
        else if (e.key === "-") this.order("speed", { pace: slower(this.at) });
        else return;
        e.preventDefault();
    }
}
