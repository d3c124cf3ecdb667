// SPDX-License-Identifier: GPL-3.0-or-later
// Where trucks book: by class, the demand that is met and what is not, and the wait at home.
import { at, mean, type Data } from "./data";
import { books } from "./demand";
import { el, scroll, table } from "../common/dom";
import { percent } from "../common/format";
import { PLAIN, twoLines, type Kind } from "../common/interval";
import { rowsOf, type Row } from "./rows";
import { t, type Key } from "./strings";
import type { Cell } from "../common/tables";

/** The columns: what they are called, and how they are written. */
const columns: [string, Key, Kind | "share"][] = [
    ["trucks_wanted", "demand.wanted", PLAIN],
    ["trucks_unmet", "demand.unmet", PLAIN],
    ["unmet_share", "demand.share", "share"],
    ["trucks_no_slot", "demand.slot", PLAIN],
    ["trucks_no_show", "demand.show", PLAIN],
    ["trucks_refused", "demand.refused", PLAIN],
    ["booking_wait_mean", "demand.wait", "time"],
    ["booking_wait_p95", "demand.wait95", "time"],
    ["total_time_mean", "demand.total", "time"],
];

const valueOf = (row: Row, name: string): number | null =>
    mean(row.run, `${row.group}/${name}`, row.index);

/** Whether trucks of a row book, or were to. */
const rowBooks = (row: Row): boolean =>
    valueOf(row, "booking_wait_mean") !== null || (valueOf(row, "trucks_unmet") ?? 0) > 0;

function cell(row: Row, name: string, kind: Kind | "share"): Cell {
    const e = at(row.run, `${row.group}/${name}`, row.index);

    return { text: kind === "share" ? percent(e.mean) : twoLines(e, kind), raw: e.mean };
}

/** The table; null where nobody books. Columns in which all is 0 are left out. */
export function demandTable(data: Data): HTMLElement | null {
    const rows = rowsOf(data).filter(rowBooks);
    const used = columns.filter(([name]) => rows.some((row) => (valueOf(row, name) ?? 0) > 0));
    const many = data.runs.length > 1;

    if (!data.runs.some(books)) return null;
    return el(
        "div",
        { id: "demand" },
        el("h3", {}, t("demand.title")),
        el("p", { class: "note" }, t("demand.note")),
        scroll(
            t("demand.title"),
            table(
                {
                    head: [
                        t("class.class"),
                        ...(many ? [t("rank.policy")] : []),
                        ...used.map(([, key]) => t(key)),
                    ],
                    numbersFrom: many ? 2 : 1,
                    stacks: true,
                    rows: rows.map((row) => [
                        row.of,
                        ...(many ? [row.policy] : []),
                        ...used.map(([name, , kind]) => cell(row, name, kind)),
                    ]),
                },
                t("demand.title"),
            ),
        ),
    );
}
