// SPDX-License-Identifier: GPL-3.0-or-later
// Which line is whose: a legend above a chart, and names at the ends of lines where these have
// room.
import { el } from "../common/dom";
import { color, dashes } from "./chart_style";

/** One policy in a legend; k: the number of its colour and dashes. */
export interface Entry {
    k: number;
    name: string;
    title: string;
}

const SVG = "http://www.w3.org/2000/svg";

/** A piece of the k-th line. */
function swatch(k: number): SVGElement {
    const picture = document.createElementNS(SVG, "svg");
    const line = document.createElementNS(SVG, "line");

    for (const [name, value] of [
        ["class", "swatch"],
        ["viewBox", "0 0 44 10"],
        ["aria-hidden", "true"],
    ] as const)
        picture.setAttribute(name, value);
    for (const [name, value] of Object.entries({ x1: 0, y1: 5, x2: 44, y2: 5 }))
        line.setAttribute(name, String(value));
    line.setAttribute("stroke", color(k));
    line.setAttribute("stroke-width", "3");
    line.setAttribute("stroke-dasharray", (dashes[k % dashes.length] ?? []).join(" "));
    picture.append(line);
    return picture;
}

/** A legend; fill: draws its lines anew in the colours of the theme. */
export function legend(entries: Entry[]): { element: HTMLElement; fill: () => void } {
    const element = el("ul", { class: "legend" });

    return {
        element,
        fill: () => {
            element.replaceChildren(
                ...entries.map(({ k, name, title }) =>
                    el(
                        "li",
                        {},
                        swatch(k),
                        el("span", {}, el("b", {}, name), title === "" ? "" : ` – ${title}`),
                    ),
                ),
            );
        },
    };
}

/** px beside a chart for names of so many characters at most. */
const CHARACTER = 7.5;
const LONGEST = 20;
const MOST = 4;

/** px right of the lines that their names take; 0: the legend alone tells them apart. */
export function endRoom(names: string[], width: number): number {
    const longest = Math.max(...names.map((name) => name.length));

    return names.length < 2 || names.length > MOST || longest > LONGEST || width < 600
        ? 0
        : 24 + CHARACTER * longest;
}

/** What stands at the ends of lines, for which height is the part of the scale that a line of text
 * takes: nothing where a name would lie on that of a line before it, which the legend tells. */
export function endNames(
    lines: { name: string; values: (number | null)[] }[],
    height: number,
): string[] {
    const taken: number[] = [];

    return lines.map(({ name, values }) => {
        const end = values.filter((x) => x !== null).at(-1);

        if (end === undefined || taken.some((y) => Math.abs(y - end) < height)) return "";
        taken.push(end);
        return name;
    });
}
