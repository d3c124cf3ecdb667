// SPDX-License-Identifier: GPL-3.0-or-later
// What is needed to make the numbers again.
import { epoch, type Data, type Run } from "./data";
import { download, el, scroll, table } from "../common/dom";
import { span } from "../common/duration";
import { date } from "../common/format";
import { t } from "./strings";

type Settings = Map<string, string>;

/** "[section]\nkey" -> value; lines that are set in belong to the key above. */
export function settings(scenario: string): Settings {
    const map: Settings = new Map();
    let section = "";
    let key = "";

    for (const line of scenario.split("\n")) {
        const head = /^\[(.*)\]\s*$/.exec(line);
        const pair = /^([^\s=#][^=]*?)\s*=\s*(.*)$/.exec(line);

        if (head) {
            section = head[1] ?? "";
        } else if (/^\s+\S/.test(line) && key !== "") {
            map.set(key, `${map.get(key) ?? ""}\n${line.trim()}`.trim());
        } else if (pair) {
            key = `${section}\n${pair[1] ?? ""}`;
            map.set(key, pair[2] ?? "");
        }
    }
    return map;
}

const within = (map: Settings, section: string): [string, string][] =>
    [...map].filter(([key]) => key.startsWith(`${section}\n`));

const lines = (list: [string, string][]): string =>
    list.map(([key, value]) => `${key.split("\n")[1] ?? ""} = ${value}`).join("\n");

/** Settings that differ: section, key, before, after; a section that only one of the two has is
 * told as a whole. */
export function differences(before: string, after: string): string[][] {
    const a = settings(before);
    const b = settings(after);
    const absent = t("diff.absent");

    const sections = [
        ...new Set([...a.keys(), ...b.keys()].map((key) => key.split("\n")[0] ?? "")),
    ];

    return sections.flatMap((section) => {
        const before_ = within(a, section);
        const after_ = within(b, section);

        if (before_.length === 0) return [[section, t("diff.section_new"), absent, lines(after_)]];
        if (after_.length === 0) return [[section, t("diff.section_gone"), lines(before_), absent]];
        return [...new Set([...before_, ...after_].map(([key]) => key))]
            .filter((key) => a.get(key) !== b.get(key))
            .map((key) => [
                section,
                key.split("\n")[1] ?? "",
                a.get(key) ?? absent,
                b.get(key) ?? absent,
            ]);
    });
}

function differencePart(base: string, before: string, name: string, after: string): HTMLElement {
    const rows = differences(before, after);

    return el(
        "div",
        { class: "difference" },
        el("h4", {}, `${name}: ${t("diff.against", { base })}`),
        rows.length === 0
            ? el("p", {}, t("diff.none", { base }))
            : scroll(
                  `${name}, ${base}`,
                  table(
                      {
                          head: [t("diff.section"), t("diff.key"), base, name],
                          rows,
                          numbersFrom: 9,
                      },
                      `${name}: ${t("diff.against", { base })}`,
                  ),
              ),
    );
}

/** What the intervals of the page promise. */
export function surePart(data: Data): HTMLElement {
    return el(
        "div",
        { id: "sure" },
        el("h3", {}, t("sure.title")),
        el(
            "p",
            { class: "note" },
            [
                ...(data.runs.some((run) => run.replications > 1) ? [t("sure.one")] : []),
                ...(data.runs.length > 2 ? [t("sure.all")] : []),
                t("sure.p95"),
            ].join(" "),
        ),
    );
}

export function differencesPart(data: Data): HTMLElement | null {
    const first = data.runs[0];
    const base = data.base;

    if (!first || (!base && data.runs.length === 1)) return null;
    return el(
        "div",
        { id: "differences" },
        el("h3", {}, t("diff.title")),
        base
            ? differencePart(
                  base.name.split("/").at(-1) ?? base.name,
                  base.scenario,
                  first.name,
                  first.scenario,
              )
            : null,
        ...data.runs
            .slice(1)
            .map((run) => differencePart(first.name, first.scenario, run.name, run.scenario)),
    );
}

export function scenarioPart(data: Data): HTMLElement {
    return el(
        "div",
        { id: "scenario" },
        el("h3", {}, t("scenario.title")),
        el("p", { class: "note" }, t("scenario.note")),
        ...data.runs.map((run) => {
            const button = el(
                "button",
                { type: "button" },
                `${t("scenario.save")}: ${run.name}.ini`,
            );

            button.addEventListener("click", () => {
                download(`${run.name}.ini`, run.scenario, "text/plain");
            });
            return el(
                "div",
                { class: "tools" },
                button,
                el(
                    "details",
                    {},
                    el("summary", {}, run.name),
                    el("pre", { tabindex: "0" }, run.scenario),
                ),
            );
        }),
    );
}

/** A word of a command, which a shell is to take as it is. */
const word = (text: string): string =>
    /^[\w.,:=/+][\w.,:=/+-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

const runCommand = ({ name, seed, replications }: Run): string =>
    `gatesim run ${word(`${name}.ini`)} --seed ${seed} --replications ${replications} -o ${word(`${name}.h5`)}`;

/** What makes this page of its results files. */
function reportCommand(data: Data): string {
    return [
        "gatesim report",
        ...data.runs.map((run) => word(`${run.name}.h5`)),
        ...(data.language === "en" ? [] : [`--lang ${data.language}`]),
        ...(data.base === null ? [] : [`--base ${word(data.base.name)}`]),
        ...data.targets.map((target) => `--target ${word(target.text)}`),
        ...data.metrics.map((metric) => `--metric ${word(metric)}`),
    ].join(" ");
}

export function proofPart(data: Data): HTMLElement {
    const row = (name: string, of: (run: Run) => string): string[] => [name, ...data.runs.map(of)];

    return el(
        "div",
        { id: "proof" },
        el("h3", {}, t("proof.title")),
        scroll(
            t("proof.title"),
            table(
                {
                    head: ["", ...data.runs.map((run) => run.name)],
                    numbersFrom: 99,
                    rows: [
                        row(t("proof.file"), (run) => run.path),
                        row(t("proof.version"), (run) => `gatesim ${run.version}`),
                        row(t("proof.seed"), (run) => String(run.seed)),
                        row(t("proof.replications"), (run) => String(run.replications)),
                        row(t("proof.start"), (run) => date(epoch(run))),
                        row(t("proof.duration"), (run) => span(run.duration_s)),
                        row(t("proof.sha"), (run) => run.sha256),
                        row(t("proof.prints"), (run) =>
                            t("proof.print", {
                                n: run.fingerprints.length,
                                print: run.fingerprints[0] ?? "",
                            }),
                        ),
                    ],
                },
                t("proof.title"),
            ),
        ),
        el(
            "details",
            {},
            el("summary", {}, t("proof.all")),
            el(
                "pre",
                { tabindex: "0" },
                data.runs.map((run) => `${run.name}\n${run.fingerprints.join(" ")}`).join("\n\n"),
            ),
        ),
        el("p", {}, t("proof.how")),
        el(
            "pre",
            { tabindex: "0" },
            [...data.runs.map(runCommand), reportCommand(data)].join("\n"),
        ),
    );
}
