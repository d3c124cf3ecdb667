// SPDX-License-Identifier: GPL-3.0-or-later
// Limits that numbers are to keep, in words, and whether they do.
import type { Estimate } from "../common/estimate";
import { at, names, type Data, type Run } from "./data";
import { type Child, table, titled } from "../common/dom";
import { span } from "../common/duration";
import { tick } from "../common/format";
import { interval, kindOf } from "../common/interval";
import { measureName } from "./measures";
import { space } from "../common/language";
import { t } from "./strings";

type Target = Data["targets"][number];
type Verdict = "kept" | "missed" | "open" | "none";

function judge({ mean: x, half }: Estimate, value: number, atLeast: boolean): Verdict {
    if (x === null) return "none";
    if (Math.abs(x - value) <= (half ?? 0)) return "open";
    return x < value === atLeast ? "missed" : "kept";
}

/** A time that is a limit: in hours up to two days, in which people promise. */
export const promised = (s: number): string => (s < 2 * 86400 ? tick(s, 1) : span(s));

/** A limit as one would say it: "95 % of fruit cross within 24 h". */
function inWords(target: Target, run: Run): string {
    const { group, name, label, at_least } = target;
    const unit = run.columns[`${group}/${name}`]?.unit ?? "";
    const value =
        unit === "s"
            ? promised(target.value)
            : interval(
                  { mean: target.value, half: null, n: 1 },
                  kindOf(unit, target.value, run.currency),
              );
    const quantile = /^(time_in_system|wait)_p(\d+)$/.exec(name);
    const whom = label ?? "";

    if (quantile && !at_least && (group === "summary" || group === "class"))
        return t(
            `target.${quantile[1] === "wait" ? "wait" : "cross"}${label === null ? "" : "_of"}`,
            { share: `${quantile[2] ?? ""}${space}%`, value, whom },
        );
    return t(at_least ? "target.least" : "target.most", {
        name: measureName({ name, noun: name }) + (label === null ? "" : ` (${label})`),
        value,
    });
}

export function targets(data: Data): Child {
    if (data.targets.length === 0) return null;
    const rows = data.targets.flatMap((target) =>
        data.runs.map((run) => {
            const key = `${target.group}/${target.name}`;
            const index = target.label === null ? 0 : names(run, key).indexOf(target.label);
            const e = at(run, key, index);

            return [
                { text: `${inWords(target, run)}\n${target.text}`, raw: target.text },
                run.name,
                interval(e, kindOf(run.columns[key]?.unit ?? "", e.mean, run.currency)),
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
