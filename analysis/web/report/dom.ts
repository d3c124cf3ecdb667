// SPDX-License-Identifier: GPL-3.0-or-later
// Elements. Whatever a scenario says goes in as text.

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

/** What is wider than the page scrolls sideways, by keyboard too. */
export function scroll(label: string, child: Child): HTMLElement {
    return el(
        "div",
        { class: "scroll", tabindex: "0", role: "region", "aria-label": label },
        child,
    );
}

/** The same under a title, which stays where it is. */
export function titled(label: string, child: Child): HTMLElement {
    return el("div", {}, el("p", { class: "caption" }, label), scroll(label, child));
}

export interface Cell {
    text: string;
    raw?: number | string | null;
}

export interface Table {
    head: string[];
    /** Numbers in columns from this one on. */
    numbersFrom?: number;
    rows: (Cell | string)[][];
}

const text = (cell: Cell | string): string => (typeof cell === "string" ? cell : cell.text);

/** The caption is for who hears the page: who sees it has the title above. */
export function table(T: Table, caption: string): HTMLTableElement {
    const from = T.numbersFrom ?? 1;
    const kind = (i: number): Record<string, string> => (i >= from ? { class: "number" } : {});

    return el(
        "table",
        T.rows.length <= 14 ? { class: "short" } : {},
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
                            ? el("th", { scope: "row" }, text(cell))
                            : el("td", kind(i), text(cell)),
                    ),
                ),
            ),
        ),
    );
}

/** RFC 4180, with a mark that tells spreadsheets that it is UTF-8. A field that a spreadsheet
 * would take for a formula is kept from it. */
export function csv(T: Table): string {
    const field = (value: string | number | null): string => {
        let s = value === null ? "" : String(value);

        if (typeof value === "string" && /^[=+\-@\t\r]/.test(s)) s = `'${s}`;
        return /[",\r\n]/.test(s) ? `"${s.replaceAll('"', '""')}"` : s;
    };
    const raw = (cell: Cell | string): string | number | null =>
        typeof cell === "string" ? cell : cell.raw === undefined ? cell.text : cell.raw;

    return `\ufeff${[T.head, ...T.rows.map((row) => row.map(raw))]
        .map((row) => row.map(field).join(","))
        .join("\r\n")}\r\n`;
}

/** Hand a text over as a file; type: csv, plain. */
export function download(name: string, content: string, type = "csv"): void {
    const url = URL.createObjectURL(new Blob([content], { type: `text/${type};charset=utf-8` }));
    const link = el("a", { href: url, download: name });

    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => {
        URL.revokeObjectURL(url);
    }, 1000);
}
