// SPDX-License-Identifier: GPL-3.0-or-later
// Tables, and as CSV, in which nothing is a formula.

export interface Cell {
    text: string;
    raw?: number | string | null;
    /** What a pointer that rests on it is told. */
    hint?: string;
}

export interface Table {
    head: string[];
    /** Numbers in columns from this one on. */
    numbersFrom?: number;
    /** On a phone its rows become cards. */
    stacks?: boolean;
    rows: (Cell | string)[][];
}

/** What is shown of a cell. */
export const text = (cell: Cell | string): string => (typeof cell === "string" ? cell : cell.text);

/** Whether a spreadsheet would run a text, in the signs of any width: "=1+1", "-a"; not "-1". */
const isFormula = (s: string): boolean =>
    /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(s) && Number.isNaN(Number(s.trim() || "-"));

/** RFC 4180, with a mark that tells spreadsheets that it is UTF-8. A field that a spreadsheet
 * would take for a formula is kept from it. */
export function csv(T: Table): string {
    const field = (value: string | number | null): string => {
        let s = value === null ? "" : String(value);

        if (typeof value === "string" && isFormula(s)) s = `'${s}`;
        return /[",\r\n]/.test(s) ? `"${s.replaceAll('"', '""')}"` : s;
    };
    const raw = (cell: Cell | string): string | number | null =>
        typeof cell === "string" ? cell : cell.raw === undefined ? cell.text : cell.raw;

    return `\ufeff${[T.head, ...T.rows.map((row) => row.map(raw))]
        .map((row) => row.map(field).join(","))
        .join("\r\n")}\r\n`;
}
