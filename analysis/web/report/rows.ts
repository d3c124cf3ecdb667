// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of charts: all trucks and each class, policy beside policy.
import { rowName } from "./bars";
import { classes, type Data, type Run } from "./data";
import { t } from "./strings";

export interface Row {
    run: Run;
    policy: string;
    of: string;
    /** The class; null: all trucks. */
    label: string | null;
    group: string;
    index: number;
}

/** All trucks and each class, policy beside policy. */
export function rowsOf(data: Data): Row[] {
    const labels = [...new Set(data.runs.flatMap(classes))];
    const wanted = labels.length > 1 ? [null, ...labels] : [null];

    return wanted.flatMap((label) =>
        data.runs.flatMap((run) => {
            const index = label === null ? 0 : classes(run).indexOf(label);

            return index < 0
                ? []
                : [
                      {
                          run,
                          policy: run.name,
                          label,
                          of: label ?? t("class.all"),
                          group: label === null ? "summary" : "class",
                          index,
                      },
                  ];
        }),
    );
}

/** What a row is called in a chart of a width. */
export const title = (data: Data, row: Row, width = Infinity): string =>
    data.runs.length > 1 ? rowName(width, row.of, row.policy) : row.of;

/** px of a row; many policies stand closer. */
export const pitch = (data: Data, usual: number): number =>
    data.runs.length > 4 ? 0.75 * usual : usual;
