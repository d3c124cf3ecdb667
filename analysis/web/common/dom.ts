// SPDX-License-Identifier: GPL-3.0-or-later
// Elements. Whatever a scenario says goes in as text.
import { text, type Cell, type Table } from "./tables";
import { say } from "./words";

export type Child = Node | string | null | undefined;

export function el<K extends keyof HTMLElementTagNameMap>(
    tag: K,
    attributes: Record<string, string> = {},
    ...children: Child[]
): HTMLElementTagNameMap[K] {
    const element = document.createElement(tag);

    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children.filter((c): c is Node | string => c != null));
    return element;
}

/** Tells, as long as it is there, whether a box is wider than what is seen of it. */
const watch = new ResizeObserver((seen) => {
    for (const { target } of seen) {
        const box = target.classList.contains("scroll") ? target : target.parentElement;

        box?.parentElement?.classList.toggle("cut", box.scrollWidth > box.clientWidth + 1);
    }
});

/** What is wider than the page scrolls sideways, by keyboard too; a line above it and shadows at
 * its sides tell that there is more. */
export function scroll(label: string, child: Child): HTMLElement {
    const box = el(
        "div",
        { class: "scroll", tabindex: "0", role: "region", "aria-label": label },
        child,
    );

    watch.observe(box);
    for (const inner of box.children) watch.observe(inner);
    return el("div", { class: "wide" }, el("p", { class: "more" }, say("figure.more")), box);
}

/** The same under a title, which stays where it is. */
export function titled(label: string, child: Child): HTMLElement {
    return el("div", {}, el("p", { class: "caption" }, label), scroll(label, child));
}

const hint = (cell: Cell | string): Record<string, string> =>
    typeof cell === "string" || !cell.hint ? {} : { title: cell.hint };

/** What stands before a cell that has no column above it. */
const label = (head: string | undefined): Record<string, string> =>
    head ? { "data-head": head } : {};

/** The caption is for who hears the page: who sees it has the title above. */
export function table(T: Table, caption: string): HTMLTableElement {
    const from = T.numbersFrom ?? 1;
    const kind = (i: number): Record<string, string> => (i >= from ? { class: "number" } : {});

    return el(
        "table",
        {
            class: [
                ...(T.rows.length <= 14 ? ["short"] : []),
                ...(T.stacks ? ["stacks"] : []),
            ].join(" "),
        },
        el("caption", { class: "unseen" }, caption),
        el(
            "thead",
            {},
            el("tr", {}, ...T.head.map((h, i) => el("th", { scope: "col", ...kind(i) }, h))),
        ),
        el(
            "tbody",
            {},
            ...T.rows.map((row) =>
                el(
                    "tr",
                    {},
                    ...row.map((cell, i) =>
                        i === 0
                            ? el("th", { scope: "row", ...hint(cell) }, text(cell))
                            : el(
                                  "td",
                                  { ...kind(i), ...label(T.stacks ? T.head[i] : "") },
                                  text(cell),
                              ),
                    ),
                ),
            ),
        ),
    );
}

/** Hand a text over as a file. */
export function download(name: string, content: string, type = "text/csv"): void {
    const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
    const link = el("a", { href: url, download: name });

    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => {
        URL.revokeObjectURL(url);
    }, 1000);
}
