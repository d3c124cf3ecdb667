// SPDX-License-Identifier: GPL-3.0-or-later
// What if: changes from now on, their log, and the scenario that they make.
import { download, el } from "../common/dom";
import { instant } from "../common/format";
import { sideSign, titled } from "./sides";
import { isWord, refusal, w, type Word } from "./strings";
import type { Numbers, Reply, Session, Told } from "./messages";
import type { Wire } from "./wire";

interface Choice {
    label: string;
    setting: string;
    value: string;
}

/** What is changed most comes first. */
const order = ["servers", "speed", "waiting", "closed", "arrivals", "shares", "adoption", "red"];

const rank = (setting: string): number => {
    const at = order.findIndex((key) => setting.includes(`.${key}`));
    return at < 0 ? order.length : at;
};

/** "station customs.servers" in words, where the table has some. */
function label(setting: string): string {
    const [, section, name, key] = /^(\S+) (\S+)\.(.*)$/.exec(setting) ?? ["", "", setting, ""];
    const [bare = "", condition] = key.split(" if ");
    const words = `what.${bare}`;
    const what = isWord(words) ? w(words, { name }) : `${bare}: ${section} ${name}`;

    return condition === undefined ? what : w("what.if", { what, condition });
}

function choices(session: Session, side: number): Choice[] {
    const about = session.sides[side];

    if (about === undefined) return [];
    const said = new Map(about.settings);
    // Every place has these, whether the scenario says so or not.
    for (const p of about.places) {
        const closed = `station ${p.name}.closed`;
        if (!said.has(closed)) said.set(closed, "12:00-13:00");
    }
    return [...said]
        .map(([setting, value]) => ({ label: label(setting), setting, value }))
        .sort((a, b) => rank(a.setting) - rank(b.setting));
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
    private session: Session | undefined;
    private logged = "";
    private list: Choice[] = [];

    constructor(private readonly wire: Wire) {
        this.side.onchange = (): void => {
            this.fill();
        };
        this.setting.onchange = (): void => {
            this.value.value = this.chosen()?.value ?? "";
        };
    }

    /** The form, anew in the language of the page; what is chosen and written in it stays. */
    build(session: Session): void {
        const [setting, value] = [this.setting.value, this.value.value];

        this.session = session;
        this.logged = "";
        this.buildSides(session);
        this.fill();
        if (this.list.some((c) => c.setting === setting)) {
            this.setting.value = setting;
            this.value.value = value;
        }
        this.more.setAttribute("aria-label", w("what.more"));
        this.element.replaceChildren(
            el("h2", {}, w("what.title")),
            this.form(),
            this.said,
            el("h3", {}, w("what.log")),
            this.log,
        );
    }

    private buildSides(session: Session): void {
        const chosen = this.side.value;
        const last = session.sides.length - 1;

        this.side.replaceChildren(
            ...session.sides.map((_, i) => el("option", { value: String(i) }, titled(session, i))),
        );
        this.side.value = chosen !== "" && Number(chosen) <= last ? chosen : String(last);
        this.sideRow.replaceChildren(el("label", { for: "what-side" }, w("what.side")), this.side);
        this.sideRow.hidden = last === 0;
    }

    private form(): HTMLElement {
        const row = (id: string, name: Word, field: HTMLElement): HTMLElement =>
            el("div", { class: "row" }, el("label", { for: id }, w(name)), field);
        const form = el(
            "form",
            {},
            this.sideRow,
            row("what-setting", "what.setting", this.setting),
            row("what-value", "what.value", this.value),
            el("details", {}, el("summary", {}, w("what.more")), this.more),
            this.buttons(),
        );

        form.addEventListener("submit", (e) => {
            e.preventDefault();
            this.apply();
        });
        return form;
    }

    private buttons(): HTMLElement {
        const apply = { type: "submit", class: "primary", id: "what-apply" };
        const back = el("button", { type: "button", id: "what-back" }, w("what.back"));
        const save = el("button", { type: "button", id: "what-export" }, w("what.export"));

        back.addEventListener("click", () => {
            this.wire.ask("withdraw", { side: this.at() }, (T) => {
                this.answer(T, "");
            });
        });
        save.addEventListener("click", () => {
            this.save();
        });
        return el("div", { class: "buttons" }, el("button", apply, w("what.apply")), back, save);
    }

    private at(): number {
        return Number(this.side.value);
    }

    private chosen(): Choice | undefined {
        return this.list.find((c) => c.setting === this.setting.value);
    }

    private fill(): void {
        if (this.session === undefined) return;
        this.list = choices(this.session, this.at());
        this.setting.replaceChildren(
            ...this.list.map((c) => el("option", { value: c.setting }, c.label)),
        );
        this.value.value = this.list[0]?.value ?? "";
    }

    /** A place was looked at: the first of its settings is what one may want to change. */
    choose(side: number, place: string): void {
        if (this.element.contains(document.activeElement) || this.more.value !== "") return;
        this.side.value = String(side);
        this.fill();
        const first = this.list.find((c) => c.setting.startsWith(`station ${place}.`));
        if (first === undefined) return;
        this.setting.value = first.setting;
        this.value.value = first.value;
    }

    private apply(): void {
        const chosen = this.chosen();
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
            : [refusal(R.error), ...wrong].filter((s) => s !== "").join(" · ");
    }

    private save(): void {
        this.wire.ask("export", { side: this.at() }, (T) => {
            this.answer(T, "");
            if (T.kind !== "export") return;
            download(`${T.name}-live.ini`, T.text, "plain");
            this.said.classList.remove("bad");
            this.said.textContent = w("what.exported");
        });
    }

    numbers(N: Numbers): void {
        const key = JSON.stringify(N.sides.map((s) => [s.changes, s.past_differs]));
        const epoch = this.session?.epoch ?? 0;

        if (key === this.logged) return;
        this.logged = key;
        // As they were made: the last one is the one that is taken back.
        const made = N.sides.map((s) => [...s.changes].sort((a, b) => a.made - b.made));
        const rows = made.flatMap((changes, i) =>
            changes.map((c) =>
                el(
                    "li",
                    {},
                    `${N.sides.length > 1 ? `${sideSign(i)} · ` : ""}${instant((epoch + c.at_s) * 1000)}`,
                    el("code", {}, c.settings),
                ),
            ),
        );
        const last = made
            .flat()
            .sort((a, b) => a.made - b.made)
            .pop();
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
