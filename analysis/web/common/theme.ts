// SPDX-License-Identifier: GPL-3.0-or-later
// Light or dark, of both pages: as the reader's system has it, or as the page usually is where the
// system does not say, until the reader says otherwise. Paper is light.
import { el } from "./dom";

export type Theme = "light" | "dark";

const KEY = "gatesim-theme";
const prefers = (theme: Theme): MediaQueryList =>
    window.matchMedia(`(prefers-color-scheme: ${theme})`);

/** What the reader has chosen; null: nothing, or the browser keeps nothing for pages. */
function chosen(): Theme | null {
    try {
        const theme = localStorage.getItem(KEY);
        return theme === "light" || theme === "dark" ? theme : null;
    } catch {
        return null;
    }
}

function keep(theme: Theme): void {
    try {
        localStorage.setItem(KEY, theme);
    } catch {
        // It holds until the page is closed.
    }
}

/** What the system prefers; usual, where it does not say. */
function preferred(usual: Theme): Theme {
    const other = usual === "dark" ? "light" : "dark";
    return prefers(other).matches ? other : usual;
}

export const isDark = (): boolean => document.documentElement.dataset.theme === "dark";

function wear(theme: Theme): void {
    document.documentElement.dataset.theme = theme;
}

/** Put on the theme that is wished for, usual where nobody wishes; from now on call changed when
 * another one is. */
export function follow(usual: Theme, changed: () => void): void {
    wear(chosen() ?? preferred(usual));
    prefers("dark").addEventListener("change", () => {
        if (chosen() !== null) return;
        wear(preferred(usual));
        changed();
    });
}

/** What switches to the other theme, whose name in the language of the page it bears, and then
 * calls changed. */
export function themeButton(name: (theme: Theme) => string, changed: () => void): HTMLElement {
    const other = (): Theme => (isDark() ? "light" : "dark");
    const button = el("button", { type: "button", id: "theme" }, name(other()));

    button.addEventListener("click", () => {
        wear(other());
        keep(isDark() ? "dark" : "light");
        button.textContent = name(other());
        changed();
    });
    return button;
}
