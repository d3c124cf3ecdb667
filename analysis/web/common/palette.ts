// SPDX-License-Identifier: GPL-3.0-or-later
// Colours that tell several things apart, of both pages: by day and by night. Each stands out by
// 4.5 : 1 at least from all that it is drawn on.
import type { Theme } from "./theme";

export const palettes: Record<Theme, string[]> = {
    light: ["#1d4e89", "#b4500b", "#0b6e5f", "#8a2a6b", "#5a6b12", "#5b3fb0", "#a3263a", "#4a5568"],
    dark: ["#7fb2ea", "#f0995a", "#4fc3ae", "#d98cc4", "#b3c45a", "#a99bf0", "#f08a96", "#a9b4c4"],
};

/** The colour of the k-th of several things that are told apart. */
export function paletteColor(theme: Theme, k: number): string {
    const palette = palettes[theme];
    return palette[k % palette.length] ?? "";
}
