// SPDX-License-Identifier: GPL-3.0-or-later
// Light or dark: as the reader's system has it, until the reader says otherwise.
import { el } from "../report/dom";
import { w } from "./strings";

const KEY = "gatesim-theme";
const system = window.matchMedia("(prefers-color-scheme: light)");

/** What the reader has chosen; null: nothing, or the browser keeps nothing for pages. */
function chosen(): string | null {
    try {
        return localStorage.getItem(KEY);
    } catch {
        return null;
    }
}

function keep(theme: string): void {
    try {
        localStorage.setItem(KEY, theme);
    } catch {
        // It holds until the page is closed.
    }
}

const isLight = (): boolean => document.documentElement.dataset.theme === "light";

function wear(light: boolean): void {
    document.documentElement.dataset.theme = light ? "light" : "dark";
}

/** Put on the theme that is wished for; from now on call changed when another one is. */
export function follow(changed: () => void): void {
    wear((chosen() ?? (system.matches ? "light" : "dark")) === "light");
    system.addEventListener("change", () => {
        if (chosen() !== null) return;
        wear(system.matches);
        changed();
    });
}

/** What switches to the other theme and then calls changed. */
export function themeButton(changed: () => void): HTMLElement {
    const label = (): string => w(isLight() ? "theme.dark" : "theme.light");
    const button = el("button", { type: "button", id: "theme" }, label());

    button.addEventListener("click", () => {
        wear(!isLight());
        keep(isLight() ? "light" : "dark");
        button.textContent = label();
        changed();
    });
    return button;
}
