// SPDX-License-Identifier: GPL-3.0-or-later
// Limits that numbers are to keep, and whether they do.
import { at, names, type Data, type Estimate } from "./data";
import { type Child, table, titled } from "./dom";
import { duration, interval, number } from "./format";
import { t } from "./strings";

type Verdict = "kept" | "missed" | "open" | "none";

function judge({ mean: x, half }: Estimate, value: number, atLeast: boolean): Verdict {
    if (x === null) return "none";
    if (Math.abs(x - value) <= (half ?? 0)) return "open";
    return x < value === atLeast ? "missed" : "kept";
}

export function targets(data: Data): Child {
    if (data.targets.length === 0) return null;
    const rows = data.targets.flatMap((target) =>
        data.runs.map((run) => {
            const key = `${target.group}/${target.name}`;
            const index = target.label === null ? 0 : names(run, key).indexOf(target.label);
            const e = at(run, key, index);
            const format = run.columns[key]?.unit === "s" ? duration : number;

            return [
                target.text,
                run.name,
                interval(e, format),
                t(`target.${judge(e, target.value, target.at_least)}`),
            ];
        }),
    );

    return titled(
        t("target.title"),
        table(
            {
                head: [t("target.target"), t("rank.policy"), t("target.mean"), t("target.verdict")],
                rows,
                numbersFrom: 2,
            },
            t("target.title"),
        ),
    );
}
