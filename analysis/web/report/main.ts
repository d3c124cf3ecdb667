// SPDX-License-Identifier: GPL-3.0-or-later
// The report: the data that the program put into the page, made charts, tables and sentences.
import { answer } from "./answer";
import { charts, forget, redraw, type Figure } from "./charts";
import { causeFigure } from "./causes";
import { backlogFigure, hourFigure } from "./daily";
import { epoch, type Data, type Run } from "./data";
import { demandTable } from "./demand_table";
import { el, type Child } from "../common/dom";
import { span } from "../common/duration";
import { date, list, number, range, type Format } from "../common/format";
import { insideFigure } from "./inside";
import { dress } from "./chart_style";
import { mapFigure } from "./map";
import { differencesPart, proofPart, scenarioPart, surePart } from "./method";
import { precisionFigure } from "./precision";
import { queueFigure } from "./queues";
import { releaseTable } from "./release";
import { spreadFigure } from "./spread";
import { language, speak } from "../common/language";
import { t, type Key } from "./strings";
import { follow, isDark, themeButton } from "../common/theme";
import { agencyTable, costFigure, costTable, serverFigure } from "./use";
import { ranking } from "./verdict";
import { warmFigure } from "./warm";
import { weekFigure } from "./week";

declare global {
    interface Window {
        /** For tests: what the page shows, and the charts that show it. */
        gatesim?: { data: Data; charts: typeof charts };
    }
}

interface Part {
    id: string;
    title: Key;
    children: Child[];
    figures: Figure[];
}

const part = (id: string, title: Key, ...content: (Child | Figure)[]): Part => {
    const isFigure = (c: Child | Figure): c is Figure =>
        c != null && typeof c === "object" && "draw" in c;

    return {
        id,
        title,
        children: content.map((c) => (isFigure(c) ? c.element : c)),
        figures: content.filter(isFigure),
    };
};

/** The parts of the page, in the order in which they are read. run: whose details are shown. */
function partsOf(data: Data, run: Run): Part[] {
    const found = answer(data);

    return [
        { id: "answer", title: "answer.title", ...found },
        part(
            "time",
            "time.title",
            insideFigure(data),
            queueFigure(data, run),
            hourFigure(run),
            backlogFigure(run),
            weekFigure(run),
        ),
        part(
            "waits",
            "wait.title",
            spreadFigure(data, "time_in_system"),
            spreadFigure(data, "wait"),
            causeFigure(data),
            demandTable(data),
            releaseTable(run),
        ),
        part("gate", "map.title", mapFigure(run)),
        part(
            "use",
            "use.title",
            serverFigure(run),
            agencyTable(run),
            costFigure(data),
            costTable(data),
        ),
        part(
            "method",
            "method.title",
            warmFigure(run),
            precisionFigure(data),
            surePart(data),
            differencesPart(data),
            scenarioPart(data),
            proofPart(data),
        ),
    ];
}

/** What all runs are, or each of them where they differ. */
function meta(data: Data): string {
    const each = (of: (run: Run) => string): string => list([...new Set(data.runs.map(of))]);
    const all = (of: (run: Run) => number, format: Format): string =>
        range(data.runs.map(of), format);

    return [
        each((run) => t("meta.period", { days: span(run.duration_s), date: date(epoch(run)) })),
        data.runs.some((run) => run.replications > 1)
            ? t("meta.replications", {
                  n: all(
                      (run) => run.replications,
                      (n) => number(n, 0),
                  ),
              })
            : t("meta.one"),
        t("meta.seed", { seed: each((run) => String(run.seed)) }),
        ...(data.runs.some((run) => run.warm_up_s > 0)
            ? [t("meta.warmup", { time: all((run) => run.warm_up_s, span) })]
            : []),
        `gatesim ${data.version}`,
    ].join(" · ");
}

function header(data: Data, first: Run): HTMLElement {
    const many = data.runs.length > 1;
    const print = el("button", { type: "button", class: "print" }, t("page.print"));

    print.addEventListener("click", () => {
        window.print();
    });
    return el(
        "header",
        {},
        el(
            "p",
            { class: "kind" },
            t("page.kind"),
            el(
                "span",
                { class: "switches" },
                themeButton((theme) => t(`page.${theme}`), dressed),
                print,
            ),
        ),
        el("h1", {}, many ? t("page.compare", { n: data.runs.length }) : first.title || first.name),
        ...(many
            ? [
                  el(
                      "ul",
                      { class: "runs" },
                      ...data.runs.map((r) =>
                          el("li", {}, el("b", {}, r.name), r.title ? ` – ${r.title}` : ""),
                      ),
                  ),
              ]
            : [first.question ? el("p", { class: "question" }, first.question) : null]),
        el("p", { class: "meta" }, meta(data)),
    );
}

/** Whose details are shown, where there are several. */
function chooser(data: Data, chosen: number, choose: (i: number) => void): HTMLElement | null {
    if (data.runs.length < 2) return null;
    const select = el(
        "select",
        { id: "policy" },
        ...data.runs.map((run, i) => {
            const option = el("option", { value: String(i) }, run.name);
            option.selected = i === chosen;
            return option;
        }),
    );

    select.addEventListener("change", () => {
        choose(Number(select.value));
    });
    return el(
        "p",
        { class: "chooser" },
        el("label", { for: "policy" }, `${t("page.policy")} `),
        select,
    );
}

/** Charts in the theme that the page has on now. */
function dressed(): void {
    dress(isDark());
    redraw();
}

function show(data: Data, chosen: number): void {
    const first = data.runs[0];
    const run = data.runs[chosen] ?? first;

    if (!first || !run) return;
    const parts = partsOf(data, run);
    const again = (i: number): void => {
        const y = window.scrollY;
        show(data, i);
        window.scrollTo(0, y);
        document.getElementById("policy")?.focus({ preventScroll: true });
    };

    forget();
    document.body.replaceChildren(
        el("a", { class: "skip", href: "#answer" }, t("page.skip")),
        header(data, first),
        el(
            "nav",
            { "aria-label": t("page.contents") },
            el(
                "ol",
                {},
                ...parts.map((p) => el("li", {}, el("a", { href: `#${p.id}` }, t(p.title)))),
            ),
        ),
        el(
            "main",
            {},
            ...parts
                .flatMap((p, i) => [
                    ...(i === 1 ? [chooser(data, chosen, again)] : []),
                    el(
                        "section",
                        { id: p.id, "aria-labelledby": `${p.id}-title` },
                        el("h2", { id: `${p.id}-title` }, t(p.title)),
                        ...p.children.filter((c) => c != null),
                    ),
                ])
                .filter((c) => c != null),
        ),
        el("footer", {}, t("page.foot", { version: data.version })),
    );
    for (const p of parts) for (const f of p.figures) f.draw();
}

/** Signs that would turn the text around them, or steer what shows it. */
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g; // eslint-disable-line no-control-regex

/** A name of the data as it may be shown; scenarios are kept to the byte, to be run again. */
const plain = (key: string, value: unknown): unknown =>
    typeof value === "string" && key !== "scenario" ? value.replace(STEERING, "\ufffd") : value;

const data = JSON.parse(document.getElementById("data")?.textContent ?? "{}", plain) as Data;

speak(data.language);
follow("light", dressed);
dress(isDark());
document.documentElement.lang = language();
document.title = `${data.runs.length > 1 ? t("page.compare", { n: data.runs.length }) : (data.runs[0]?.title ?? "")} – gatesim`;
window.gatesim = { data, charts };
show(data, ranking(data)[0] ?? 0);
