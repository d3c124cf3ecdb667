// SPDX-License-Identifier: GPL-3.0-or-later
// Paints ways and places: a card for each, with its name, what its queue meets, and its servers.
import type { Box, Plan } from "./layout";
import { type Colours, colours } from "./colours";
import { mark } from "./marks";
import { w } from "./strings";
import { STATES } from "../common/codes";
import { type PlaceNow, UNLIMITED } from "./frame";
import type { SideAbout } from "./messages";

const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
export const HEAD = 48; // px of a card above its trucks: name, state, servers
const stateMarks = { closed: "■", down: "✕", staff: "!", held: "‖", open: "●" };

/** A name in two at the hyphen that leaves the shortest halves; in one where it has none. */
function halve(name: string): string[] {
    const longer = (at: number): number => Math.max(at, name.length - at);
    const [at] = Array.from(name, (_, i) => i)
        .filter((i) => i > 1 && i < name.length && name[i - 1] === "-")
        .sort((a, b) => longer(a) - longer(b));

    return at === undefined ? [name] : [name.slice(0, at), name.slice(at)];
}

/** Servers by what they do. */
interface Crew {
    busy: number;
    blocked: number;
    idle: number;
    down: number;
}

function crew(p: PlaceNow): Crew {
    const blocked = p.blocked + p.kept;
    const used = p.busy + blocked;
    const all = p.onShift === UNLIMITED ? used : Math.max(p.onShift, used);
    const able = p.servers === UNLIMITED ? all : p.servers;
    const idle = Math.max(0, Math.min(able, all) - used);

    return { busy: p.busy, blocked, idle, down: Math.max(0, all - used - idle) };
}

export class Painter {
    private readonly cut = new Map<string, string>();

    constructor(
        private readonly c: CanvasRenderingContext2D,
        private readonly about: SideAbout,
    ) {}

    /** Texts are cut anew: the size of the drawing is another one. */
    forget(): void {
        this.cut.clear();
    }

    /** The way from a to b; back: against the order of places. */
    way(P: Plan, a: { x: number; y: number }, b: { x: number; y: number }, back: boolean): void {
        const c = this.c;
        const [bx, by] = P.down ? [0, (b.y - a.y) / 2] : [(b.x - a.x) / 2, 0];

        c.strokeStyle = c.fillStyle = colours().way;
        c.lineWidth = 1.5;
        c.setLineDash(back ? [4, 4] : []);
        c.beginPath();
        c.moveTo(a.x, a.y);
        c.bezierCurveTo(a.x + bx, a.y + by, b.x - bx, b.y - by, b.x, b.y);
        c.stroke();
        c.setLineDash([]);
        c.beginPath();
        if (P.down) mark(c, 2, b.x, b.y - 3, 6);
        else {
            c.moveTo(b.x, b.y);
            c.lineTo(b.x - 6, b.y - 4);
            c.lineTo(b.x - 6, b.y + 4);
        }
        c.fill();
    }

    /** The card of place i in box b. */
    place(i: number, b: Box, p: PlaceNow, chosen: boolean): void {
        const c = this.c;
        const L = colours();
        const state = STATES[p.state] ?? "open";

        c.fillStyle = L.card;
        c.strokeStyle = chosen ? L.accent : state === "open" ? L.rule : L.states[state];
        c.lineWidth = chosen ? 2.5 : 1;
        c.setLineDash(state === "open" ? [] : [5, 3]);
        c.beginPath();
        c.roundRect(b.x, b.y, b.w, b.h, 5);
        c.fill();
        c.stroke();
        c.setLineDash([]);
        c.textBaseline = "alphabetic";
        this.name(i, b, L);
        this.state(b, p, state, L);
        this.servers(b, p, L);
    }

    /** The text, cut to the width that there is. */
    private fit(text: string, font: string, width: number): string {
        const key = `${font}|${Math.round(width)}|${text}`;
        const known = this.cut.get(key);

        if (known !== undefined) return known;
        this.c.font = font;
        let short = text;
        while (short.length > 1 && this.c.measureText(short).width > width)
            short = short.slice(0, -1);
        if (short.length < text.length && short.length > 1) short = `${short.slice(0, -1)}…`;
        if (this.cut.size > 500) this.cut.clear();
        this.cut.set(key, short);
        return short;
    }

    private fits(text: string, font: string, width: number): boolean {
        return this.fit(text, font, width) === text;
    }

    /** A name and its y: on one line, or broken at a hyphen on two, as large as has room. */
    private nameLines(name: string, width: number): [string, string, number][] {
        const sizes = ["600 12px", "600 10px", "600 9px", "9px"].map((size) => `${size} ${FONT}`);
        const ways = sizes.flatMap((font, k) =>
            (k === 0 ? [[name]] : [[name], halve(name)]).map((texts) => ({ font, texts })),
        );
        const last = { font: sizes[3] ?? "", texts: halve(name) };
        const { font, texts } =
            ways.find((W) => W.texts.every((x) => this.fits(x, W.font, width))) ?? last;

        return texts.map((text, k) => [
            this.fit(text, font, width),
            font,
            texts.length === 1 ? 16 : 11 + 10 * k,
        ]);
    }

    private name(i: number, b: Box, L: Colours): void {
        this.c.textAlign = "left";
        this.c.fillStyle = L.ink;
        this.nameLines(this.about.places[i]?.name ?? "", b.w - 4).forEach(([text, font, y]) => {
            this.c.font = font;
            this.c.fillText(text, b.x + 3, b.y + y);
        });
    }

    /** What the queue meets, and its length; behind +, those that wait elsewhere for room in it. */
    private state(b: Box, p: PlaceNow, state: (typeof STATES)[number], L: Colours): void {
        const c = this.c;
        const font = `11px ${FONT}`;
        const before = p.before > 0 ? ` +${p.before}` : "";
        const queues = [`${p.queue} ${w("place.queue")}${before}`, `${p.queue}${before}`];
        const sign = stateMarks[state];
        const said = state === "open" ? sign : `${sign} ${w(`state.${state}`)}`;
        const room = (text: string, beside: string): boolean =>
            this.fits(`${text} ${beside}`, font, b.w - 14);
        const queue = queues.find((text) => room(text, said)) ?? queues[1] ?? "";

        c.font = font;
        c.textAlign = "left";
        c.fillStyle = L.states[state];
        c.fillText(room(queue, said) ? said : sign, b.x + 6, b.y + 32);
        c.textAlign = "right";
        c.fillStyle = p.queue + p.before > 0 ? L.ink : L.muted;
        c.fillText(queue, b.x + b.w - 6, b.y + 32);
    }

    /** Servers, one by one or as a bar: full busy, crossed blocked, frame idle, broken frame down. */
    private servers(b: Box, p: PlaceNow, L: Colours): void {
        const C = crew(p);
        const all = C.busy + C.blocked + C.idle + C.down;
        const width = b.w - 12;
        const each = Math.min(11, width / all);
        let x = b.x + 6;

        if (all === 0) return;
        for (const kind of ["busy", "blocked", "idle", "down"] as const) {
            const single = each >= 7;
            const span = single ? each : (width * C[kind]) / all;

            for (let k = single ? C[kind] : Math.min(1, C[kind]); k > 0; k--, x += span)
                this.server(x, b.y + 36, single ? span - 2 : Math.max(1, span - 1), kind, L);
        }
    }

    private server(x: number, y: number, width: number, kind: keyof Crew, L: Colours): void {
        const c = this.c;
        const height = 8;

        c.lineWidth = 1;
        c.fillStyle = c.strokeStyle = kind === "idle" ? L.muted : L[kind];
        if (kind === "busy") {
            c.fillRect(x, y, width, height);
            return;
        }
        c.setLineDash(kind === "down" ? [2, 2] : []);
        c.strokeRect(x + 0.5, y + 0.5, Math.max(0.5, width - 1), height - 1);
        c.setLineDash([]);
        if (kind !== "blocked") return;
        c.beginPath();
        c.moveTo(x, y);
        c.lineTo(x + width, y + height);
        c.moveTo(x + width, y);
        c.lineTo(x, y + height);
        c.stroke();
    }

    /** Too many trucks to draw: a bar for the queue, of the longest one; a number of those at work. */
    many(line: Box, work: Box, p: PlaceNow, longest: number): void {
        const c = this.c;
        const L = colours();
        const width = (line.w * p.queue) / longest;

        c.fillStyle = L.bar;
        c.fillRect(line.x + line.w - width, line.y + 2, width, line.h - 4);
        c.fillStyle = L.ink;
        c.font = `600 13px ${FONT}`;
        c.textAlign = "left";
        if (p.queue > 0) c.fillText(String(p.queue), line.x + 3, line.y + line.h / 2 + 5);
        if (p.busy > 0) c.fillText(String(p.busy), work.x + 3, work.y + work.h / 2 + 5);
    }

    /** A ring around the truck that was chosen. */
    ring(x: number, y: number): void {
        this.c.strokeStyle = colours().ink;
        this.c.lineWidth = 2;
        this.c.beginPath();
        this.c.arc(x, y, 9, 0, 6.2832);
        this.c.stroke();
    }
}
