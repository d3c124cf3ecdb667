// SPDX-License-Identifier: GPL-3.0-or-later
// The language that the page speaks, and how a text takes its values.

export type Language = "en" | "vi";

const LANGUAGES: readonly string[] = ["en", "vi"];

let spoken: Language = "en";

export const language = (): Language => spoken;

/** Speak the language of that name, if the page knows it. */
export function speak(name: string): void {
    if (LANGUAGES.includes(name)) spoken = name as Language;
}

/** What is between a number and its unit: no line ends there. */
export const space = "\u00a0";

export type Values = Record<string, string | number>;

/** A text of a table, with {x} replaced by values.x. */
export const fill = (text: string, values: Values): string =>
    text
        .replaceAll(" %", `${space}%`)
        .replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
