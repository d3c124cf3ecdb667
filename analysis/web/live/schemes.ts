// SPDX-License-Identifier: GPL-3.0-or-later
// The schemes by which trucks are told apart: by class, by time inside, or by an attribute, each
// kind with a colour.
import { color, colours } from "./colours";
import type { TrucksNow } from "./frame";
import type { SideAbout } from "./messages";
import { w } from "./strings";

export interface Scheme {
    name: string;
    labels: string[];
    colors: string[];
    /** The number of its label. */
    of: (T: TrucksNow, i: number) => number;
}

const WAITS = [3600, 4 * 3600, 12 * 3600, 24 * 3600];

export function schemes(about: Pick<SideAbout, "classes" | "attributes">): Scheme[] {
    const list: Scheme[] = [
        {
            name: w("colour.class"),
            labels: about.classes,
            colors: about.classes.map((_, i) => color(i)),
            of: (T, i) => T.of[i] ?? 0,
        },
        {
            name: w("colour.wait"),
            labels: [w("wait.0"), w("wait.1"), w("wait.2"), w("wait.3"), w("wait.4")],
            colors: colours().heat,
            of: (T, i) => WAITS.filter((limit) => (T.age[i] ?? 0) >= limit).length,
        },
    ];

    // The first three follow from the class.
    about.attributes.slice(3, 7).forEach((a, k) =>
        list.push({
            name: a.name,
            labels: a.values,
            colors: a.values.map((value, i) => colours().channels[value] ?? color(i)),
            of: (T, i) => T.values[4 * i + k] ?? 0,
        }),
    );
    return list;
}
