// SPDX-License-Identifier: GPL-3.0-or-later
// The connection to the server: what it sends, and a way to ask. When it is lost it is made again.
import { decode, type Frame } from "./frame";
import type { Told } from "./messages";

const FORBIDDEN = 403;
export const LOST = "the connection is lost";

export type LinkState = "on" | "off" | "none" | "refused";
export interface Ears {
    frame: (F: Frame) => void;
    told: (T: Told) => void;
    link: (state: LinkState) => void;
}

/** Where to connect to: the page's own address, with the secret that it holds. */
const address = (): string => `ws://${location.host}/${location.search}`;

/** The reply where nobody heard what was asked. */
function unheard(then: (T: Told) => void): void {
    then({ kind: "reply", reply: 0, ok: false, error: LOST, wrong: [] });
}

export class Wire {
    private socket: WebSocket | undefined;
    private id = 0;
    private readonly waiting = new Map<number, (T: Told) => void>();
    private pause = 500;

    constructor(private readonly ears: Ears) {
        this.connect();
    }

    private connect(): void {
        const socket = new WebSocket(address(), "gatesim-live");

        this.socket = socket;
        socket.binaryType = "arraybuffer";
        socket.onopen = (): void => {
            this.pause = 500;
            this.ears.link("on");
        };
        socket.onmessage = (e: MessageEvent<ArrayBuffer | string>): void => {
            if (typeof e.data === "string") this.hear(JSON.parse(e.data) as Told);
            else this.ears.frame(decode(e.data));
        };
        socket.onclose = (): void => {
            const unanswered = [...this.waiting.values()];

            this.waiting.clear();
            unanswered.forEach(unheard);
            this.ears.link("off");
            void this.askWhy();
            setTimeout(() => {
                this.connect();
            }, this.pause);
            this.pause = Math.min(5000, this.pause * 1.5);
        };
    }

    /** A WebSocket does not say why it was not let in; a request for the page does. */
    private async askWhy(): Promise<void> {
        try {
            const { status } = await fetch(`/${location.search}`, { method: "HEAD" });
            if (status === FORBIDDEN) this.ears.link("refused");
        } catch {
            // Nobody is there.
        }
    }

    private hear(T: Told): void {
        const then = "reply" in T ? this.waiting.get(T.reply) : undefined;

        if ("reply" in T) this.waiting.delete(T.reply);
        then?.(T);
        this.ears.told(T);
    }

    /** then is told the reply, or that there is nobody to ask. */
    ask(what: string, more: Record<string, unknown> = {}, then?: (T: Told) => void): void {
        if (this.socket?.readyState !== WebSocket.OPEN) {
            if (then !== undefined) unheard(then);
            return;
        }
        this.id++;
        if (then !== undefined) this.waiting.set(this.id, then);
        this.socket.send(JSON.stringify({ do: what, id: this.id, ...more }));
    }
}
