// SPDX-License-Identifier: GPL-3.0-or-later
// Demand that a gate does not meet, and the time that counts where trucks book.
import { change, mean, type Change, type Data, type Run } from "./data";
import { duration } from "../common/duration";
import { number, percent } from "../common/format";
import { t } from "./strings";

/** Whether trucks of the run book appointments, or have found none. */
export const books = (run: Run): boolean =>
    mean(run, "summary/booking_wait_mean") != null || (mean(run, "summary/trucks_unmet") ?? 0) > 0;

/** The time that policies are judged by: from the wish to cross where any of the runs books. */
export const timeName = (runs: Run[]): "total_time" | "time_in_system" =>
    runs.some(books) ? "total_time" : "time_in_system";

/** Between which instants that time lies, in words. */
export const spanText = (runs: Run[]): string => t(runs.some(books) ? "span.wish" : "span.gate");

/** Whose demand a run does not meet, or "". */
export function unmetText(run: Run): string {
    const unmet = mean(run, "summary/trucks_unmet") ?? 0;

    if (!(unmet > 0)) return "";
    const why = [
        ["trucks_no_slot", "unmet.slot"],
        ["trucks_no_show", "unmet.show"],
        ["trucks_refused", "unmet.refused"],
    ] as const;

    return t("unmet.text", {
        unmet: number(unmet, 0),
        wanted: number(mean(run, "summary/trucks_wanted"), 0),
        share: percent(mean(run, "summary/unmet_share")),
        why: why
            .filter(([name]) => (mean(run, `summary/${name}`) ?? 0) > 0)
            .map(([, key]) => t(key))
            .join(t("unmet.or")),
    });
}

/** How long trucks wait at home for their slots, or "". */
export function bookingText(run: Run): string {
    const wait = mean(run, "summary/booking_wait_mean");

    return wait == null
        ? ""
        : t("booking.text", {
              mean: duration(wait),
              p95: duration(mean(run, "summary/booking_wait_p95")),
          });
}

/** The change is surely above 0, by a sign of 1, or below it, by -1; or is so in the one replication
 * that there is. */
const surely = (c: Change | undefined, sign: number): boolean =>
    c?.difference != null &&
    sign * c.difference > 0 &&
    (c.half_width == null || sign * c.difference > c.half_width);

/** ", but ..." where the run serves fewer trucks than the first, or, being that, than another. */
export function but(data: Data, best: number): string {
    const run = data.runs[best];
    const sign = best > 0 ? 1 : -1;
    const others = best > 0 ? [best] : data.runs.map((_, i) => i).filter((i) => i > 0);
    const fewer = (name: string, way: number): number | undefined =>
        others.find((i) => surely(change(data, i, "summary", name), way * sign));
    const crossed = (i: number): string => {
        const of = data.runs[i];
        return number(of ? mean(of, "summary/trucks_crossed") : null, 0);
    };
    const other = fewer("trucks_crossed", -1);

    if (run && fewer("trucks_unmet", 1) !== undefined)
        return t("but.unmet", { unmet: unmetText(run) });
    return other === undefined
        ? ""
        : t("answer.fewer", { crossed: crossed(best), before: crossed(best > 0 ? 0 : other) });
}
