// SPDX-License-Identifier: GPL-3.0-or-later
// What the marks and colours of the drawing mean.
import { el } from "../common/dom";
import { colours } from "./colours";
import { mark } from "./marks";
import type { Scheme } from "./schemes";
import { w } from "./strings";

function sign(shape: number, color: string): HTMLElement {
    const canvas = el("canvas", { width: "28", height: "28", "aria-hidden": "true" });
    const c = canvas.getContext("2d");

    if (c !== null) {
        c.fillStyle = color;
        c.beginPath();
        mark(c, shape, 14, 14, 20);
        c.fill();
    }
    return canvas;
}

/** The items of the legend, with the trucks as the scheme tells them apart. */
export function legend(scheme: Scheme): HTMLElement[] {
    const trucks = scheme.labels.map((label, i) =>
        el("li", {}, sign(i, scheme.colors[i] ?? colours().ink), label),
    );
    const servers = (["busy", "idle", "blocked", "down"] as const).map((kind) =>
        el(
            "li",
            {},
            el("span", { class: `server ${kind}`, "aria-hidden": "true" }),
            w(`server.${kind}`),
        ),
    );

    return [
        el("li", { class: "kind" }, w("legend.trucks")),
        ...trucks,
        el("li", { class: "kind" }, w("legend.servers")),
        ...servers,
        el("li", {}, w("legend.before")),
    ];
}
