// SPDX-License-Identifier: GPL-3.0-or-later
// Light or dark: as the reader's system has it, until the reader says otherwise. Paper is light.
import { el } from "./dom";
import { dress } from "./look";
import { t } from "./strings";

const KEY = "gatesim-theme";
const system = window.matchMedia("(prefers-color-scheme: dark)");

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

export const isDark = (): boolean => document.documentElement.dataset.theme === "dark";

function wear(dark: boolean): void {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    dress(dark);
}

/** Put on the theme that is wished for; from now on call changed when another one is. */
export function follow(changed: () => void): void {
    wear((chosen() ?? (system.matches ? "dark" : "light")) === "dark");
    system.addEventListener("change", () => {
        if (chosen() !== null) return;
        wear(system.matches);
        changed();
    });
}

/** What switches to the other theme and then calls changed. */
export function themeButton(changed: () => void): HTMLElement {
    const label = (): string => t(isDark() ? "page.light" : "page.dark");
    const button = el("button", { type: "button", class: "theme" }, label());

    button.addEventListener("click", () => {
        wear(!isDark());
        keep(isDark() ? "dark" : "light");
        button.textContent = label();
        changed();
    });
    return button;
}
