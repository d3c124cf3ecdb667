// SPDX-License-Identifier: GPL-3.0-or-later
// The gate drawn: every place as a card with its servers and its trucks, which move to where the
// newest frame has them. Frames come when they come; what is drawn moves at the screen's pace.
import { type Box, type Layout, layout } from "./layout";
import { card, field, ink, mark, muted, rule, type Scheme, accent } from "./look";
import { w } from "./strings";
import {
    IN_LINE,
    NOWHERE,
    ON_ROAD,
    type PlaceNow,
    type SideAbout,
    type SideNow,
    STATES,
    type TrucksNow,
    UNDER_WAY,
    UNLIMITED,
} from "./wire";

const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
const HEAD = 48; // px of a card above its trucks: name, state, servers
const LARGEST = 9; // px of a truck
const SMALLEST = 2.2;
const busy = "#d3deeb";
const stateColors = {
    closed: "#8fa0b5",
    down: "#ff7b6b",
    staff: "#ffb454",
    held: "#f1cf5b",
    open: "#5fd3a4",
};
const stateMarks = { closed: "■", down: "✕", staff: "!", held: "‖", open: "●" };

export interface Picked {
    truck?: { class: number; origin: number; serial: number };
    station?: number;
}

/** Where trucks of one list stand: a grid in a box, the first at its far end. */
function grid(
    box: Box,
    count: number,
    reverse: boolean,
    put: (k: number, x: number, y: number, size: number) => void,
): void {
    const pitch = Math.max(
        SMALLEST,
        Math.min(LARGEST + 2, Math.sqrt((box.w * box.h) / Math.max(1, count)) * 0.96),
    );
    const rows = Math.max(1, Math.floor(box.h / pitch));
    const columns = Math.max(1, Math.floor(box.w / pitch));
    const size = Math.max(SMALLEST * 0.8, Math.min(LARGEST, pitch - (pitch > 4 ? 1.6 : 0.4)));

    for (let k = 0; k < count; k++) {
        const column = Math.min(Math.floor(k / rows), columns - 1);
        const x = (column + 0.5) * pitch;

        put(k, reverse ? box.x + box.w - x : box.x + x, box.y + ((k % rows) + 0.5) * pitch, size);
    }
}

/** A name in two at the hyphen that leaves the shortest halves; in one where it has none. */
function halve(name: string): string[] {
    const longer = (at: number): number => Math.max(at, name.length - at);
    const [at] = Array.from(name, (_, i) => i)
        .filter((i) => i > 1 && i < name.length && name[i - 1] === "-")
        .sort((a, b) => longer(a) - longer(b));

    return at === undefined ? [name] : [name.slice(0, at), name.slice(at)];
}

export class Scene {
    readonly canvas: HTMLCanvasElement;
    private readonly c: CanvasRenderingContext2D;
    private L: Layout;
    private now: SideNow | undefined;
    private scheme: Scheme;
    private index = new Map<number, number>();
    private x = new Float32Array(0);
    private y = new Float32Array(0);
    private tx = new Float32Array(0);
    private ty = new Float32Array(0);
    private size = new Float32Array(0);
    private buckets: number[][] = [];
    private moving = true;
    private dirty = true;
    private readonly cut = new Map<string, string>();
    selected: Picked = {};

    constructor(
        private readonly about: SideAbout,
        scheme: Scheme,
        height: number,
    ) {
        this.canvas = document.createElement("canvas");
        const context = this.canvas.getContext("2d");

        if (context === null) throw new Error("no canvas");
        this.c = context;
        this.scheme = scheme;
        this.L = layout(about, 900, height);
    }

    resize(width: number, height: number): void {
        const ratio = Math.min(2, window.devicePixelRatio);

        this.L = layout(this.about, width, height);
        this.canvas.width = Math.round(this.L.width * ratio);
        this.canvas.height = Math.round(this.L.height * ratio);
        this.canvas.style.width = `${this.L.width}px`;
        this.canvas.style.height = `${this.L.height}px`;
        this.c.setTransform(ratio, 0, 0, ratio, 0, 0);
        this.cut.clear();
        if (this.now !== undefined) this.frame(this.now, true);
    }

    show(scheme: Scheme): void {
        this.scheme = scheme;
        if (this.now !== undefined) this.bucket(this.now.trucks);
        this.dirty = true;
    }

    /** A new frame; at once: trucks stand where it has them, without moving there. */
    frame(now: SideNow, atOnce: boolean): void {
        this.now = now;
        this.place(now.trucks, atOnce);
        this.bucket(now.trucks);
        this.moving = true;
        this.dirty = true;
    }

    private body(i: number): Box {
        const b = this.L.boxes[i] ?? { x: 0, y: 0, w: 1, h: 1 };
        return { x: b.x + 5, y: b.y + HEAD, w: b.w - 10, h: Math.max(6, b.h - HEAD - 5) };
    }

    private lineBox(i: number): Box {
        const b = this.body(i);
        return { ...b, w: b.w * 0.56 };
    }

    private workBox(i: number): Box {
        const b = this.body(i);
        return { x: b.x + b.w * 0.6, y: b.y, w: b.w * 0.4, h: b.h };
    }

    private gate(i: number, out: boolean): { x: number; y: number } {
        const n = this.about.places.length;
        const b = this.L.boxes[i];

        if (b === undefined) return i === n && out ? this.L.entry : this.L.exit;
        if (this.L.down) return { x: b.x + b.w / 2, y: out ? b.y + b.h : b.y };
        return { x: out ? b.x + b.w : b.x, y: b.y + b.h / 2 };
    }

    /** Targets of all trucks. */
    private place(T: TrucksNow, atOnce: boolean): void {
        const n = this.about.places.length;
        const lines: number[][] = Array.from({ length: n }, () => []);
        const works: number[][] = Array.from({ length: n }, () => []);
        const roads: number[][] = Array.from({ length: n }, () => []);
        const [x, y] = [new Float32Array(T.count), new Float32Array(T.count)];
        const [tx, ty] = [new Float32Array(T.count), new Float32Array(T.count)];
        const size = new Float32Array(T.count);
        const index = new Map<number, number>();

        for (let i = 0; i < T.count; i++) {
            const station = T.station[i] ?? NOWHERE;
            const doing = T.doing[i];

            if (doing === UNDER_WAY || station >= n) this.onTheWay(T, i, tx, ty, size);
            else if (doing === IN_LINE) lines[station]?.push(i);
            else if (doing === ON_ROAD) roads[station]?.push(i);
            else works[station]?.push(i);
        }
        const set = (list: number[], box: Box, reverse: boolean): void => {
            list.sort((a, b) => (T.since[b] ?? 0) - (T.since[a] ?? 0));
            grid(box, list.length, reverse, (k, px, py, s) => {
                const i = list[k] ?? 0;

                tx[i] = px;
                ty[i] = py;
                size[i] = s;
            });
        };
        for (let i = 0; i < n; i++) {
            set(lines[i] ?? [], this.lineBox(i), true);
            set(works[i] ?? [], this.workBox(i), false);
            set(roads[i] ?? [], this.roadBox(i), true);
        }
        for (let i = 0; i < T.count; i++) {
            let key = ((T.serial[i] ?? 0) * 4 + (T.origin[i] ?? 0)) * 65536 + (T.of[i] ?? 0);

            while (index.has(key)) key += 0.125; // it stands at several places at once
            index.set(key, i);
            const was = atOnce ? undefined : this.index.get(key);
            const from = this.gate(T.last[i] === NOWHERE ? n : (T.last[i] ?? n), true);

            x[i] = was === undefined ? (atOnce ? (tx[i] ?? 0) : from.x) : (this.x[was] ?? 0);
            y[i] = was === undefined ? (atOnce ? (ty[i] ?? 0) : from.y) : (this.y[was] ?? 0);
        }
        Object.assign(this, { index, x, y, tx, ty, size });
    }

    private roadBox(i: number): Box {
        const b = this.L.boxes[i] ?? { x: 0, y: 0, w: 1, h: 1 };
        return this.L.down
            ? { x: b.x, y: b.y - 22, w: b.w, h: 20 }
            : { x: b.x - 22, y: b.y, w: 20, h: b.h };
    }

    private onTheWay(
        T: TrucksNow,
        i: number,
        tx: Float32Array,
        ty: Float32Array,
        size: Float32Array,
    ): void {
        const n = this.about.places.length;
        const last = T.last[i] ?? NOWHERE;
        const station = T.station[i] ?? NOWHERE;
        const from = this.gate(last === NOWHERE ? n : last, true);
        const to = station === NOWHERE ? this.ahead(last) : this.gate(station, false);
        const [since, left] = [T.since[i] ?? 0, T.left[i] ?? -1];
        const f = left < 0 || since + left <= 0 ? 0.5 : since / (since + left);
        const side = (((T.serial[i] ?? 0) % 5) - 2) * 3;

        tx[i] = from.x + (to.x - from.x) * f + (this.L.down ? side : 0);
        ty[i] = from.y + (to.y - from.y) * f + (this.L.down ? 0 : side);
        size[i] = 6;
    }

    /** Where a truck drives to that is under way along its route, to no place yet. */
    private ahead(last: number): { x: number; y: number } {
        const n = this.about.places.length;
        const link = this.L.links.find((k) => k.from === (last === NOWHERE ? n : last) && !k.back);

        return link === undefined || link.to >= n ? this.L.exit : this.gate(link.to, false);
    }

    private bucket(T: TrucksNow): void {
        this.buckets = this.scheme.labels.map(() => []);
        for (let i = 0; i < T.count; i++) this.buckets[this.scheme.of(T, i)]?.push(i);
    }

    /** One step of the movement; returns whether anything was drawn. */
    draw(ms: number): boolean {
        if (!this.moving && !this.dirty) return false;
        const k = 1 - Math.exp(-ms / 90);
        let most = 0;

        for (let i = 0; i < this.x.length; i++) {
            const dx = (this.tx[i] ?? 0) - (this.x[i] ?? 0);
            const dy = (this.ty[i] ?? 0) - (this.y[i] ?? 0);

            this.x[i] = (this.x[i] ?? 0) + dx * k;
            this.y[i] = (this.y[i] ?? 0) + dy * k;
            most = Math.max(most, Math.abs(dx), Math.abs(dy));
        }
        this.moving = most > 0.3;
        this.dirty = false;
        this.paint();
        return true;
    }

    private paint(): void {
        const c = this.c;

        c.fillStyle = field;
        c.fillRect(0, 0, this.L.width, this.L.height);
        this.paintLinks();
        if (this.now === undefined) return;
        for (let i = 0; i < this.now.places.length; i++) this.paintPlace(i);
        this.buckets.forEach((list, label) => {
            c.fillStyle = this.scheme.colors[label] ?? ink;
            c.beginPath();
            for (const i of list)
                mark(c, label, this.x[i] ?? 0, this.y[i] ?? 0, this.size[i] ?? SMALLEST);
            c.fill();
        });
        this.paintSelected();
    }

    private paintLinks(): void {
        const c = this.c;

        c.strokeStyle = "#3d5169";
        c.fillStyle = "#3d5169";
        c.lineWidth = 1.5;
        for (const { from, to, back } of this.L.links) {
            const a = this.gate(from, true);
            const b = this.gate(to, false);
            const bend = this.L.down ? [0, (b.y - a.y) / 2] : [(b.x - a.x) / 2, 0];

            c.setLineDash(back ? [4, 4] : []);
            c.beginPath();
            c.moveTo(a.x, a.y);
            c.bezierCurveTo(
                a.x + (bend[0] ?? 0),
                a.y + (bend[1] ?? 0),
                b.x - (bend[0] ?? 0),
                b.y - (bend[1] ?? 0),
                b.x,
                b.y,
            );
            c.stroke();
            c.beginPath();
            if (this.L.down) mark(c, 2, b.x, b.y - 3, 6);
            else {
                c.moveTo(b.x, b.y);
                c.lineTo(b.x - 6, b.y - 4);
                c.lineTo(b.x - 6, b.y + 4);
            }
            c.fill();
        }
        c.setLineDash([]);
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

    private paintPlace(i: number): void {
        const c = this.c;
        const b = this.L.boxes[i];
        const p = this.now?.places[i];

        if (b === undefined || p === undefined) return;
        const state = STATES[p.state] ?? "open";
        const chosen = this.selected.station === i;

        c.fillStyle = card;
        c.strokeStyle = chosen ? accent : state === "open" ? rule : stateColors[state];
        c.lineWidth = chosen ? 2.5 : 1;
        c.setLineDash(state === "open" ? [] : [5, 3]);
        c.beginPath();
        c.roundRect(b.x, b.y, b.w, b.h, 5);
        c.fill();
        c.stroke();
        c.setLineDash([]);
        this.paintHead(i, b, p, state);
        this.paintServers(b, p);
        if (this.now !== undefined && this.now.trucks.count === 0 && this.now.inside > 0)
            this.paintMany(i, p);
    }

    /** A name and its y: on one line, or broken at a hyphen on two, as large as has room. */
    private nameLines(name: string, width: number): [string, string, number][] {
        const fits = (font: string, text: string): boolean => this.fit(text, font, width) === text;
        const sizes = ["600 12px", "600 10px", "600 9px", "9px"].map((size) => `${size} ${FONT}`);
        const ways = sizes.flatMap((font, k) =>
            (k === 0 ? [[name]] : [[name], halve(name)]).map((texts) => ({ font, texts })),
        );
        const last = { font: sizes[3] ?? "", texts: halve(name) };
        const { font, texts } = ways.find((W) => W.texts.every((x) => fits(W.font, x))) ?? last;

        return texts.map((text, k) => [
            this.fit(text, font, width),
            font,
            texts.length === 1 ? 16 : 11 + 10 * k,
        ]);
    }

    private paintHead(i: number, b: Box, p: PlaceNow, state: (typeof STATES)[number]): void {
        const c = this.c;
        const small = `11px ${FONT}`;

        c.textBaseline = "alphabetic";
        c.textAlign = "left";
        c.fillStyle = ink;
        this.nameLines(this.about.places[i]?.name ?? "", b.w - 4).forEach(([text, font, y]) => {
            c.font = font;
            c.fillText(text, b.x + 3, b.y + y);
        });
        c.font = small;
        c.fillStyle = stateColors[state];
        const sign = stateMarks[state];
        const words = state === "open" ? sign : `${sign} ${w(`state.${state}`)}`;
        const room = b.w - 16 - 7 * String(p.queue + p.before).length;
        const said = this.fit(words, small, room) === words ? words : sign;
        c.font = small;
        c.fillText(said, b.x + 6, b.y + 32);
        c.fillStyle = p.queue > 0 ? ink : muted;
        c.textAlign = "right";
        const waits = p.queue + p.before;
        c.fillText(
            b.w > 110 ? `${waits} ${w("place.queue")}` : String(waits),
            b.x + b.w - 6,
            b.y + 32,
        );
    }

    /** Servers, one by one or as a bar: full busy, crossed blocked, frame idle, broken frame down. */
    private paintServers(b: Box, p: PlaceNow): void {
        const c = this.c;
        const [x, y, width, height] = [b.x + 6, b.y + 36, b.w - 12, 8];
        const all =
            p.onShift === UNLIMITED
                ? p.busy + p.blocked + p.kept
                : Math.max(p.onShift, p.busy + p.blocked + p.kept);
        const able = p.servers === UNLIMITED ? all : p.servers;
        const parts = [
            p.busy,
            p.blocked + p.kept,
            Math.max(0, Math.min(able, all) - p.busy - p.blocked - p.kept),
        ];
        const down = Math.max(0, all - (parts[0] ?? 0) - (parts[1] ?? 0) - (parts[2] ?? 0));

        if (all === 0) return;
        const each = Math.min(11, width / all);
        const single = each >= 7;
        let at = x;
        [...parts, down].forEach((count, kind) => {
            const span = single ? each : (width * count) / all;

            for (let k = 0; k < (single ? count : count > 0 ? 1 : 0); k++, at += span) {
                const size = single ? span - 2 : Math.max(1, span - 1);

                c.lineWidth = 1;
                c.fillStyle = c.strokeStyle =
                    kind === 1 ? "#ffb454" : kind === 3 ? "#ff7b6b" : kind === 2 ? muted : busy;
                c.setLineDash(kind === 3 ? [2, 2] : []);
                if (kind === 0) c.fillRect(at, y, size, height);
                else c.strokeRect(at + 0.5, y + 0.5, Math.max(0.5, size - 1), height - 1);
                if (kind === 1) {
                    c.beginPath();
                    c.moveTo(at, y);
                    c.lineTo(at + size, y + height);
                    c.moveTo(at + size, y);
                    c.lineTo(at, y + height);
                    c.stroke();
                }
            }
        });
        c.setLineDash([]);
    }

    /** Too many trucks to draw: a bar for the line, one for those at work. */
    private paintMany(i: number, p: PlaceNow): void {
        const c = this.c;
        const most = Math.max(1, ...(this.now?.places.map((q) => q.queue + q.before) ?? [1]));
        const line = this.lineBox(i);
        const waits = p.queue + p.before;
        const width = (line.w * waits) / most;

        c.fillStyle = "#4c6a8c";
        c.fillRect(line.x + line.w - width, line.y + 2, width, line.h - 4);
        c.fillStyle = ink;
        c.font = `600 13px ${FONT}`;
        c.textAlign = "left";
        if (waits > 0) c.fillText(String(waits), line.x + 3, line.y + line.h / 2 + 5);
        const work = this.workBox(i);
        if (p.busy > 0) c.fillText(String(p.busy), work.x + 3, work.y + work.h / 2 + 5);
    }

    private paintSelected(): void {
        const truck = this.selected.truck;
        const key =
            truck === undefined ? -1 : (truck.serial * 4 + truck.origin) * 65536 + truck.class;
        const i = this.index.get(key);

        if (i === undefined) return;
        this.c.strokeStyle = "#ffffff";
        this.c.lineWidth = 2;
        this.c.beginPath();
        this.c.arc(this.x[i] ?? 0, this.y[i] ?? 0, 9, 0, 6.2832);
        this.c.stroke();
    }

    /** What is at a point of the canvas. */
    at(px: number, py: number): Picked {
        const T = this.now?.trucks;
        let best = 64;
        let found = -1;

        for (let i = 0; i < this.x.length; i++) {
            const d = ((this.x[i] ?? 0) - px) ** 2 + ((this.y[i] ?? 0) - py) ** 2;
            if (d < best) [best, found] = [d, i];
        }
        if (T !== undefined && found >= 0)
            return {
                truck: {
                    class: T.of[found] ?? 0,
                    origin: T.origin[found] ?? 0,
                    serial: T.serial[found] ?? 0,
                },
            };
        const station = this.L.boxes.findIndex(
            (b) => px >= b.x && px <= b.x + b.w && py >= b.y && py <= b.y + b.h,
        );
        return station < 0 ? {} : { station };
    }

    pick(what: Picked): void {
        this.selected = what;
        this.dirty = true;
    }

    /** Trucks at a place, the one that is there longest first. */
    trucksAt(station: number, most: number): { class: number; origin: number; serial: number }[] {
        const T = this.now?.trucks;
        const list: number[] = [];

        if (T === undefined) return [];
        for (let i = 0; i < T.count; i++) if (T.station[i] === station) list.push(i);
        list.sort((a, b) => (T.age[b] ?? 0) - (T.age[a] ?? 0));
        return list.slice(0, most).map((i) => ({
            class: T.of[i] ?? 0,
            origin: T.origin[i] ?? 0,
            serial: T.serial[i] ?? 0,
        }));
    }
}
