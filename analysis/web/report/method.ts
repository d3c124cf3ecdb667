// SPDX-License-Identifier: GPL-3.0-or-later
// How sure the numbers are, and what is needed to make them again.
import {
    color,
    dash,
    endNames,
    figure,
    ink,
    muted,
    numberAxis,
    shade,
    tooltip,
    type Figure,
    type Option,
} from "./charts";
import { epoch, type Data, type Run } from "./data";
import { download, el, scroll, table } from "./dom";
import { date, duration, hours, inHours, number, round } from "./format";
import { t } from "./strings";

export function warmFigure(run: Run): Figure {
    const { smooth, step_s, window_s, cut_s, found } = run.warm_up;
    const step = (step_s ?? 0) / 86400;
    const points = smooth.map((x, i) => [round((i + 0.5) * step, 5), round(x)]);
    const verdict =
        found === true
            ? t("warm.rule", { time: duration(run.warm_up_s), cut: duration(cut_s) })
            : t("warm.short");

    return figure({
        id: "warm",
        title: t("warm.title"),
        note: `${t("warm.note", { window: duration(window_s) })} ${verdict}`,
        spoken: verdict,
        height: 240,
        data: {
            head: [t("unit.days"), t("warm.inside")],
            rows: points.map(([x, y]) => [
                { text: number(x), raw: x ?? null },
                { text: number(y), raw: y ?? null },
            ]),
        },
        option: (): Option => ({
            grid: { left: 56, right: 20, top: 30, bottom: 44 },
            tooltip: { ...tooltip, trigger: "axis", valueFormatter: (x) => number(Number(x)) },
            xAxis: {
                type: "value",
                max: round(run.duration_s / 86400, 5) ?? 1,
                name: t("unit.days"),
                nameLocation: "middle",
                nameGap: 28,
                ...numberAxis,
                splitLine: { show: false },
            },
            yAxis: { type: "value", min: 0, name: t("unit.trucks"), ...numberAxis },
            series: [
                {
                    id: "smooth",
                    name: t("warm.inside"),
                    type: "line",
                    symbol: "none",
                    data: points,
                    lineStyle: { color: color(0), width: 2 },
                    itemStyle: { color: color(0) },
                    markArea: {
                        silent: true,
                        itemStyle: { color: shade },
                        label: { color: muted },
                        data:
                            run.warm_up_s > 0
                                ? [
                                      [
                                          { name: t("inside.warm"), xAxis: 0 },
                                          { xAxis: run.warm_up_s / 86400 },
                                      ],
                                  ]
                                : [],
                    },
                },
            ],
        }),
    });
}

export function precisionFigure(data: Data): Figure | null {
    const curves = data.runs.flatMap((run, k) => {
        const c = run.precision.time_in_system_mean;
        return c && run.replications > 1 ? [{ run, k, c }] : [];
    });

    if (curves.length === 0) return null;
    const ends = (c: (typeof curves)[number]["c"], i: number): (number | null)[] => {
        const m = hours(c.mean[i]);
        const h = hours(c.half_width[i]);
        return [m, m == null || h == null ? null : m - h, m == null || h == null ? null : m + h];
    };

    // The first intervals, of two or three replications, would dwarf all others.
    const crowd = curves.length > 4;
    const names = endNames(
        curves.map(({ run, c }) => ({
            name: run.name,
            values: c.n.map((_, i) => round(ends(c, i)[0])),
        })),
    );
    const range = (): { min: number; max: number; interval: number } => {
        const all = curves.flatMap(({ c }) =>
            c.n.flatMap((n, i) => (n < 4 && n < (c.n.at(-1) ?? 0) ? [] : ends(c, i))),
        );
        const known = all.filter((x): x is number => x !== null);
        const low = Math.min(...known);
        const high = Math.max(...known);
        const rough = Math.max(high - low, 1e-3) / 4;
        const ten = 10 ** Math.floor(Math.log10(rough));
        const step = ten * ([1, 2, 5].find((x) => x * ten >= rough) ?? 10);
        const tidy = (x: number): number => Number(x.toPrecision(6));

        return {
            min: Math.max(0, tidy(Math.floor(low / step) * step)),
            max: tidy(Math.ceil(high / step) * step),
            interval: tidy(step),
        };
    };

    return figure({
        id: "precision",
        title: t("precise.title"),
        note: t("precise.note"),
        spoken: curves
            .map(({ run, c }) => {
                const [m, low, high] = ends(c, c.n.length - 1);
                return `${run.name}: ${inHours(m)} (${inHours(low)} – ${inHours(high)})`;
            })
            .join("; "),
        height: crowd ? 340 : 260,
        data: {
            head: [
                t("rank.policy"),
                t("precise.n"),
                t("precise.mean"),
                t("precise.low"),
                t("precise.high"),
            ],
            rows: curves.flatMap(({ run, c }) =>
                c.n.map((n, i) => [
                    run.name,
                    { text: String(n), raw: n },
                    ...ends(c, i).map((x) => ({ text: number(x), raw: x })),
                ]),
            ),
        },
        option: (width): Option => ({
            grid: {
                left: 56,
                right: curves.length > 1 && !crowd ? (width < 600 ? 90 : 140) : 20,
                top: crowd ? (width < 600 ? 140 : 84) : 30,
                bottom: 44,
            },
            legend: crowd
                ? {
                      data: curves.map(({ run }) => run.name),
                      top: 0,
                      left: 44,
                      itemWidth: 44,
                      textStyle: { color: ink },
                  }
                : { show: false },
            tooltip: { ...tooltip, trigger: "axis", valueFormatter: (x) => inHours(Number(x)) },
            xAxis: {
                type: "value",
                min: 1,
                max: Math.max(...curves.map(({ run }) => run.replications)),
                minInterval: 1,
                name: t("precise.n"),
                nameLocation: "middle",
                nameGap: 28,
                ...numberAxis,
                splitLine: { show: false },
            },
            yAxis: { type: "value", ...range(), name: t("precise.axis"), ...numberAxis },
            series: curves.flatMap(({ run, k, c }, at) => {
                const of = (part: number, width_: number, opacity: number): object => ({
                    id: `${part} ${k}`,
                    name:
                        part === 0
                            ? run.name
                            : `${run.name}: ${t(part === 1 ? "precise.low" : "precise.high")}`,
                    type: "line",
                    symbol: "none",
                    data: c.n
                        .map((n, i) => [n, round(ends(c, i)[part])])
                        .filter(([, x]) => x !== null),
                    lineStyle: {
                        color: color(k),
                        width: width_,
                        opacity,
                        type: part === 0 ? dash(k) : "dotted",
                    },
                    itemStyle: { color: color(k) },
                    endLabel: {
                        show: part === 0 && curves.length > 1 && !crowd && names[at] !== "",
                        formatter: names[at] ?? "",
                        color: color(k),
                        fontWeight: "bold",
                        width: width < 600 ? 80 : 130,
                        overflow: "break",
                    },
                    labelLayout: { moveOverlap: "shiftY" },
                });

                return [of(1, 1.5, 1), of(2, 1.5, 1), of(0, 2.5, 1)];
            }),
        }),
    });
}

// ---- The scenarios

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
                download(`${run.name}.ini`, run.scenario);
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
                        row(t("proof.duration"), (run) => duration(run.duration_s)),
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
