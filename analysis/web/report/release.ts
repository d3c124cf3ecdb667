// SPDX-License-Identifier: GPL-3.0-or-later
// The table of a time release study.
import { at, mean, names, type Run } from "./data";
import { el, scroll, table } from "../common/dom";
import { duration } from "../common/duration";
import { number } from "../common/format";
import { interval } from "../common/interval";
import { t } from "./strings";

/** The table of the WCO's time release study. */
export function releaseTable(run: Run): HTMLElement | null {
    const agencies = names(run, "agency/visits");

    if (agencies.length === 0) return null;
    return el(
        "div",
        { id: "release" },
        el("h3", {}, t("release.title")),
        el("p", { class: "note" }, t("release.note")),
        scroll(
            t("release.title"),
            table(
                {
                    head: [
                        t("release.agency"),
                        t("release.n"),
                        t("release.mean"),
                        t("release.median"),
                        t("release.sd"),
                        t("release.p95"),
                        t("release.wait"),
                        t("release.service"),
                    ],
                    rows: agencies.map((agency, i) => [
                        agency,
                        number(mean(run, "agency/visits", i), 0),
                        interval(at(run, "agency/time_mean", i), "time"),
                        ...["time_p50", "time_sd", "time_p95", "wait_mean", "service_mean"].map(
                            (c) => duration(mean(run, `agency/${c}`, i)),
                        ),
                    ]),
                },
                t("release.title"),
            ),
        ),
    );
}
