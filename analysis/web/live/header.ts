// SPDX-License-Identifier: GPL-3.0-or-later
// The top of the page: what is simulated, the clock, the connection, and how the page looks.
import { el } from "../common/dom";
import { language, speak } from "../common/language";
import type { Controls } from "./controls";
import { titled } from "./sides";
import { w } from "./strings";
import { themeButton } from "../common/theme";
import type { Session } from "./messages";

function languageButton(changed: () => void): HTMLElement {
    const other = language() === "vi" ? "en" : "vi";
    const button = el("button", { type: "button", id: "lang", lang: other }, w("lang"));

    button.addEventListener("click", () => {
        speak(other);
        changed();
    });
    return button;
}

/** The header; link: the state of the connection; changed: language or theme are others now. */
export function header(
    S: Session,
    controls: Controls,
    link: HTMLElement,
    changed: () => void,
): HTMLElement {
    const titles = S.sides.map((_, i) => titled(S, i));
    const questions = new Set(S.sides.map((s) => s.question).filter((text) => text !== ""));

    return el(
        "header",
        {},
        el(
            "div",
            { class: "name" },
            el("h1", {}, titles.join(" | ")),
            el("p", {}, [...questions].join(" | ")),
        ),
        el(
            "div",
            { class: "time" },
            el("span", { class: "small" }, w("clock")),
            controls.clock,
            el("span", {}, controls.mode),
        ),
        el(
            "div",
            { class: "links" },
            link,
            themeButton((theme) => w(`theme.${theme}`), changed),
            languageButton(changed),
        ),
    );
}
