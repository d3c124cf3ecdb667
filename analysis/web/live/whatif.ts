// SPDX-License-Identifier: GPL-3.0-or-later
// What if: changes from now on, their log, and the scenario that they make.
import { download, el } from "../report/dom";
import { instant } from "../report/format";
import { isWord, w } from "./strings";
import type { Numbers, Reply, Stage, Told, Wire } from "./wire";

interface Choice {
    label: string;
    setting: string;
    example: string;
}

function choices(stage: Stage, side: number): Choice[] {
    const about = stage.sides[side];

    if (about === undefined) return [];
    const list: Choice[] = [];
    for (const p of about.places)
        list.push({
            label: w("what.servers", { name: p.name }),
            setting: `station ${p.name}.servers`,
            example: String(p.servers_most ?? 1),
        });
    for (const p of about.places)
        list.push({
            label: w("what.speed", { name: p.name }),
            setting: `station ${p.name}.speed`,
            example: "1.5",
        });
    for (const p of about.places)
        list.push({
            label: w("what.closed", { name: p.name }),
            setting: `station ${p.name}.closed`,
            example: "12:00-13:00",
        });
    for (const name of about.classes)
        list.push({
            label: w("what.arrivals", { name }),
            setting: `class ${name}.arrivals`,
            example: "poisson 10/h",
        });
    for (const a of about.attributes.slice(3)) {
        const share = Math.floor(100 / a.values.length);
        const example = a.values
            .map((v, i) => `${v} ${i === 0 ? 100 - share * (a.values.length - 1) : share} %`)
            .join(", ");
        list.push({
            label: w("what.shares", { name: a.name, example }),
            setting: `attribute ${a.name}.shares`,
            example,
        });
    }
    return list;
}

export class WhatIf {
    readonly element = el("section", { class: "panel", id: "whatif" });
    private readonly side = el("select", { id: "what-side" });
    private readonly sideRow = el("div", { class: "row" });
    private readonly setting = el("select", { id: "what-setting" });
    private readonly value = el("input", { id: "what-value", type: "text", autocomplete: "off" });
    private readonly more = el("textarea", { id: "what-more", rows: "3", spellcheck: "false" });
    private readonly said = el("p", { class: "said", role: "status", id: "what-said" });
    private readonly log = el("ol", { id: "what-log" });
    private stage: Stage | undefined;
    private logged = "";
    private list: Choice[] = [];

    constructor(private readonly wire: Wire) {}

    build(stage: Stage): void {
        const chosen = this.side.value;
        const apply = el(
            "button",
            { type: "submit", class: "primary", id: "what-apply" },
            w("what.apply"),
        );
        const back = el("button", { type: "button", id: "what-back" }, w("what.back"));
        const save = el("button", { type: "button", id: "what-export" }, w("what.export"));
        const form = el("form", {});

        this.stage = stage;
        this.logged = "";
        this.side.replaceChildren(
            ...stage.sides.map((s, i) =>
                el(
                    "option",
                    { value: String(i) },
                    `${w(i === 0 ? "side.first" : "side.second")}: ${s.name}`,
                ),
            ),
        );
        this.side.value =
            Number(chosen) < stage.sides.length && chosen !== ""
                ? chosen
                : String(stage.sides.length - 1);
        this.sideRow.replaceChildren(el("label", { for: "what-side" }, w("what.side")), this.side);
        this.sideRow.hidden = stage.sides.length < 2;
        this.fill();
        form.append(
            this.sideRow,
            el(
                "div",
                { class: "row" },
                el("label", { for: "what-setting" }, w("what.setting")),
                this.setting,
            ),
            el(
                "div",
                { class: "row" },
                el("label", { for: "what-value" }, w("what.value")),
                this.value,
            ),
            el("details", {}, el("summary", {}, w("what.more")), this.more),
            el("div", { class: "buttons" }, apply, back, save),
        );
        this.more.setAttribute("aria-label", w("what.more"));
        form.addEventListener("submit", (e) => {
            e.preventDefault();
            this.apply();
        });
        back.addEventListener("click", () => {
            this.wire.ask("withdraw", { side: this.at() }, (T) => {
                this.answer(T, "");
            });
        });
        save.addEventListener("click", () => {
            this.save();
        });
        this.side.onchange = (): void => {
            this.fill();
        };
        this.setting.onchange = (): void => {
            this.value.value = this.list[Number(this.setting.value)]?.example ?? "";
        };
        this.element.replaceChildren(
            el("h2", {}, w("what.title")),
            form,
            this.said,
            el("h3", {}, w("what.log")),
            this.log,
        );
    }

    private at(): number {
        return Number(this.side.value);
    }

    private fill(): void {
        if (this.stage === undefined) return;
        this.list = choices(this.stage, this.at());
        this.setting.replaceChildren(
            ...this.list.map((c, i) => el("option", { value: String(i) }, c.label)),
        );
        this.value.value = this.list[0]?.example ?? "";
    }

    private apply(): void {
        const chosen = this.list[Number(this.setting.value)];
        const lines = this.more.value
            .split("\n")
            .map((line) => line.trim())
            .filter((line) => line !== "");

        if (lines.length === 0 && chosen !== undefined)
            lines.push(`${chosen.setting} = ${this.value.value.trim()}`);
        this.wire.ask("change", { side: this.at(), settings: lines.join("\n") }, (T) => {
            this.answer(T, w("what.done", { time: "…" }));
            if (T.kind === "reply" && T.ok) this.more.value = "";
        });
    }

    private answer(T: Told, good: string): void {
        if (T.kind !== "reply") return;
        const R: Reply = T;
        const wrong = R.wrong.map((d) =>
            d.key === "" ? d.message : `${d.section} ${d.key}: ${d.message}`,
        );

        this.said.classList.toggle("bad", !R.ok);
        this.said.textContent = R.ok
            ? good
            : [R.error, ...wrong].filter((s) => s !== "").join(" · ");
    }

    private save(): void {
        this.wire.exported(this.at(), (T) => {
            download(`${T.name}-live.ini`, T.text, "plain");
            this.said.classList.remove("bad");
            this.said.textContent = w("what.exported");
        });
    }

    numbers(N: Numbers): void {
        const key = JSON.stringify(N.sides.map((s) => [s.changes, s.past_differs]));
        const epoch = this.stage?.epoch ?? 0;

        if (key === this.logged) return;
        this.logged = key;
        const rows = N.sides.flatMap((s, i) =>
            s.changes.map((c) =>
                el(
                    "li",
                    {},
                    `${N.sides.length > 1 ? `${w(i === 0 ? "side.first" : "side.second")} · ` : ""}${instant((epoch + c.at_s) * 1000)}`,
                    el("code", {}, c.settings),
                ),
            ),
        );
        const last = N.sides.flatMap((s) => s.changes).pop();
        this.log.replaceChildren(
            ...(rows.length > 0 ? rows : [el("li", { class: "empty" }, w("what.none"))]),
        );
        if (N.sides.some((s) => s.past_differs)) this.said.textContent = w("what.past");
        else if (last !== undefined && !this.said.classList.contains("bad"))
            this.said.textContent = w("what.done", { time: instant((epoch + last.at_s) * 1000) });
    }
}

/** A word of the table, or the text as it is. */
export const word = (key: string, otherwise: string): string => (isWord(key) ? w(key) : otherwise);
