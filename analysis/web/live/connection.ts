// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the page hears from the server: the word for it, and what it does to the page.
import { el } from "../common/dom";
import { w } from "./strings";
import type { LinkState } from "./wire";

export class Connection {
    readonly element = el("span", { id: "link", role: "status" });
    private state: LinkState = "none";

    /** Shows another state, or the same in another language; returns whether the server is heard. */
    show(state = this.state): boolean {
        this.state = state;
        this.element.textContent = w(`link.${state}`);
        this.element.className = `link ${state}`;
        document.body.classList.toggle("lost", state !== "on");
        return state === "on";
    }
}
