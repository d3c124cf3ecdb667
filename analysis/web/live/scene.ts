// SPDX-License-Identifier: GPL-3.0-or-later
// The gate drawn: every place as a card with its servers and its trucks, which move to where the
// newest frame has them. Frames come when they come; what is drawn moves at the screen's pace.
import { type Box, boxes, LEAST, type Plan, plan, widthOf } from "./layout";
import { colours } from "./colours";
import { mark } from "./marks";
import type { Scheme } from "./schemes";
import { HEAD, Painter } from "./paint";
import { PITCH, Room, type Standing } from "./room";
import { DOING } from "../common/codes";
import { NOWHERE, type SideNow, type TrucksNow } from "./frame";
import type { SideAbout } from "./messages";

const SMALLEST = 2.2; // px of a truck
const NEAR = 8; // px from a truck to a click on it

interface Point {
    x: number;
    y: number;
}
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
        Math.min(PITCH, Math.sqrt((box.w * box.h) / Math.max(1, count)) * 0.96),
    );
    const rows = Math.max(1, Math.floor(box.h / pitch));
    const columns = Math.max(1, Math.floor(box.w / pitch));
    const size = Math.max(SMALLEST * 0.8, Math.min(PITCH - 2, pitch - (pitch > 4 ? 1.6 : 0.4)));

    for (let k = 0; k < count; k++) {
        const column = Math.min(Math.floor(k / rows), columns - 1);
        const x = (column + 0.5) * pitch;

        put(k, reverse ? box.x + box.w - x : box.x + x, box.y + ((k % rows) + 0.5) * pitch, size);
    }
}

/** What tells a truck apart from all others. */
const keyOf = (serial: number, origin: number, of: number): number =>
    (serial * 4 + origin) * 65536 + of;

export class Scene {
    readonly canvas: HTMLCanvasElement;
    private readonly c: CanvasRenderingContext2D;
    private readonly painter: Painter;
    private readonly room = new Room();
    private P: Plan;
    private goals: Box[]; // where places are to be
    private boxes: Box[]; // and where they are drawn
    private now: SideNow | undefined;
    private index = new Map<number, number>();
    private x = new Float32Array(0);
    private y = new Float32Array(0);
    private tx = new Float32Array(0);
    private ty = new Float32Array(0);
    private size = new Float32Array(0);
    private buckets: number[][] = [];
    private moving = true;
    private dirty = true;
    private selected: Picked = {};

    constructor(
        private readonly about: SideAbout,
        private scheme: Scheme,
        height: number,
    ) {
        this.canvas = document.createElement("canvas");
        const context = this.canvas.getContext("2d");

        if (context === null) throw new Error("no canvas");
        this.c = context;
        this.painter = new Painter(context, about);
        this.P = plan(about, 900, height);
        this.goals = this.boxes = boxes(this.P, []);
    }

    resize(width: number, height: number): void {
        const ratio = Math.min(2, window.devicePixelRatio);

        this.P = plan(this.about, width, height);
        this.canvas.width = Math.round(this.P.width * ratio);
        this.canvas.height = Math.round(this.P.height * ratio);
        this.canvas.style.width = `${this.P.width}px`;
        this.canvas.style.height = `${this.P.height}px`;
        this.c.setTransform(ratio, 0, 0, ratio, 0, 0);
        this.painter.forget();
        this.room.forget();
        this.goals = this.boxes = boxes(this.P, []);
        if (this.now !== undefined) this.frame(this.now, true);
        this.dirty = true;
    }

    show(scheme: Scheme): void {
        this.scheme = scheme;
        if (this.now !== undefined) this.bucket(this.now.trucks);
        this.dirty = true;
    }

    /** A new frame; at once: trucks stand where it has them, without moving there. */
    frame(now: SideNow, atOnce: boolean): void {
        this.now = now;
        this.fit(now, atOnce);
        this.place(now.trucks, atOnce);
        this.bucket(now.trucks);
        this.moving = true;
        this.dirty = true;
    }

    /** How many trucks stand in each place; where they are not told one by one, its servers tell. */
    private standing(now: SideNow): Standing[] {
        const T = now.trucks;

        if (T.count === 0)
            return now.places.map((p) => ({
                queue: p.queue,
                work: p.busy + p.blocked + p.suspended,
            }));
        const list = now.places.map((p) => ({ queue: p.queue, work: 0 }));
        for (let i = 0; i < T.count; i++) {
            const at = list[T.station[i] ?? NOWHERE];
            const doing = T.doing[i];

            if (
                at !== undefined &&
                doing !== DOING.UNDER_WAY &&
                doing !== DOING.IN_LINE &&
                doing !== DOING.ON_ROAD
            )
                at.work++;
        }
        return list;
    }

    /** Places get the room that they need. */
    private fit(now: SideNow, atOnce: boolean): void {
        const layer = (i: number): number => this.P.rows.findIndex((row) => row.includes(i));
        const widths = now.places.map((_, i) => widthOf(this.P, layer(i)));

        if (!this.room.fit(this.standing(now), widths)) return;
        this.goals = boxes(this.P, this.room.heights());
        this.boxes = atOnce ? this.goals : this.boxes.map((b) => ({ ...b }));
    }

    private goal(i: number): Box {
        return this.goals[i] ?? { x: 0, y: 0, w: 1, h: LEAST };
    }

    /** Where the queue of place i stands, whose box is b. */
    private lineBox(i: number, b: Box): Box {
        const w = (b.w - 10) * this.room.parts(i).line;
        return { x: b.x + 5, y: b.y + HEAD, w, h: Math.max(6, b.h - HEAD - 5) };
    }

    /** Where those at its servers stand. */
    private workBox(i: number, b: Box): Box {
        const w = (b.w - 10) * this.room.parts(i).work;
        return { ...this.lineBox(i, b), x: b.x + b.w - 5 - w, w };
    }

    private roadBox(b: Box): Box {
        return this.P.down
            ? { x: b.x, y: b.y - 22, w: b.w, h: 20 }
            : { x: b.x - 22, y: b.y, w: 20, h: b.h };
    }

    /** Where trucks leave place i, of these boxes, or where they come to it. */
    private gate(list: Box[], i: number, out: boolean): Point {
        const b = list[i];

        if (b === undefined)
            return i === this.about.places.length && out ? this.P.entry : this.P.exit;
        if (this.P.down) return { x: b.x + b.w / 2, y: out ? b.y + b.h : b.y };
        return { x: out ? b.x + b.w : b.x, y: b.y + b.h / 2 };
    }

    /** Targets of all trucks. */
    private place(T: TrucksNow, atOnce: boolean): void {
        this.tx = new Float32Array(T.count);
        this.ty = new Float32Array(T.count);
        this.size = new Float32Array(T.count);
        this.aim(T);
        this.start(T, atOnce);
    }

    /** Where each truck is to stand. Who waits for room in a place stands where he is: at the
     * server that has served him, or on the road. */
    private aim(T: TrucksNow): void {
        const n = this.about.places.length;
        const lists = (): number[][] => Array.from({ length: n }, () => []);
        const [lines, works, roads] = [lists(), lists(), lists()];

        for (let i = 0; i < T.count; i++) {
            const station = T.station[i] ?? NOWHERE;
            const doing = T.doing[i];

            if (doing === DOING.UNDER_WAY || station >= n) this.onTheWay(T, i);
            else if (doing === DOING.IN_LINE) lines[station]?.push(i);
            else if (doing === DOING.ON_ROAD) roads[station]?.push(i);
            else works[station]?.push(i);
        }
        for (let i = 0; i < n; i++) {
            this.stand(T, lines[i] ?? [], this.lineBox(i, this.goal(i)), true);
            this.stand(T, works[i] ?? [], this.workBox(i, this.goal(i)), false);
            this.stand(T, roads[i] ?? [], this.roadBox(this.goal(i)), true);
        }
    }

    /** The trucks of a list stand in a box, those first that have been there longest. */
    private stand(T: TrucksNow, list: number[], box: Box, reverse: boolean): void {
        list.sort((a, b) => (T.since[b] ?? 0) - (T.since[a] ?? 0));
        grid(box, list.length, reverse, (k, px, py, s) => {
            const i = list[k] ?? 0;

            this.tx[i] = px;
            this.ty[i] = py;
            this.size[i] = s;
        });
    }

    /** Where each truck moves from: where it was drawn, or where it comes from. */
    private start(T: TrucksNow, atOnce: boolean): void {
        const n = this.about.places.length;
        const index = new Map<number, number>();
        const [x, y] = [new Float32Array(T.count), new Float32Array(T.count)];

        for (let i = 0; i < T.count; i++) {
            let key = keyOf(T.serial[i] ?? 0, T.origin[i] ?? 0, T.of[i] ?? 0);

            while (index.has(key)) key += 0.125; // it stands at several places at once
            index.set(key, i);
            const was = atOnce ? undefined : this.index.get(key);
            const from = this.gate(this.goals, T.last[i] === NOWHERE ? n : (T.last[i] ?? n), true);

            x[i] = was === undefined ? (atOnce ? (this.tx[i] ?? 0) : from.x) : (this.x[was] ?? 0);
            y[i] = was === undefined ? (atOnce ? (this.ty[i] ?? 0) : from.y) : (this.y[was] ?? 0);
        }
        Object.assign(this, { index, x, y });
    }

    private onTheWay(T: TrucksNow, i: number): void {
        const n = this.about.places.length;
        const last = T.last[i] ?? NOWHERE;
        const station = T.station[i] ?? NOWHERE;
        const from = this.gate(this.goals, last === NOWHERE ? n : last, true);
        const to = station === NOWHERE ? this.ahead(last) : this.gate(this.goals, station, false);
        const [since, left] = [T.since[i] ?? 0, T.left[i] ?? -1];
        const f = left < 0 || since + left <= 0 ? 0.5 : since / (since + left);
        const side = (((T.serial[i] ?? 0) % 5) - 2) * 3;

        this.tx[i] = from.x + (to.x - from.x) * f + (this.P.down ? side : 0);
        this.ty[i] = from.y + (to.y - from.y) * f + (this.P.down ? 0 : side);
        this.size[i] = 6;
    }

    /** Where a truck drives to that is under way along its route, to no place yet. */
    private ahead(last: number): Point {
        const n = this.about.places.length;
        const link = this.P.links.find((k) => k.from === (last === NOWHERE ? n : last) && !k.back);

        return link === undefined || link.to >= n
            ? this.P.exit
            : this.gate(this.goals, link.to, false);
    }

    private bucket(T: TrucksNow): void {
        this.buckets = this.scheme.labels.map(() => []);
        for (let i = 0; i < T.count; i++) this.buckets[this.scheme.of(T, i)]?.push(i);
    }

    /** One step of the movement; returns whether anything was drawn. */
    draw(ms: number): boolean {
        if (!this.moving && !this.dirty) return false;
        const k = 1 - Math.exp(-ms / 90);
        let most = this.moveBoxes(k);

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

    /** Places move and grow towards where they are to be; returns how far the farthest was off. */
    private moveBoxes(k: number): number {
        let most = 0;

        if (this.boxes === this.goals) return 0;
        this.boxes.forEach((b, i) => {
            const goal = this.goal(i);
            const [dy, dh] = [goal.y - b.y, goal.h - b.h];

            b.y += dy * k;
            b.h += dh * k;
            most = Math.max(most, Math.abs(dy), Math.abs(dh));
        });
        if (most < 0.3) this.boxes = this.goals;
        return most;
    }

    private paint(): void {
        const c = this.c;
        const now = this.now;

        c.fillStyle = colours().field;
        c.fillRect(0, 0, this.P.width, this.P.height);
        for (const { from, to, back } of this.P.links)
            this.painter.way(
                this.P,
                this.gate(this.boxes, from, true),
                this.gate(this.boxes, to, false),
                back,
            );
        if (now === undefined) return;
        this.paintPlaces(now);
        this.buckets.forEach((list, label) => {
            c.fillStyle = this.scheme.colors[label] ?? colours().ink;
            c.beginPath();
            for (const i of list)
                mark(c, label, this.x[i] ?? 0, this.y[i] ?? 0, this.size[i] ?? SMALLEST);
            c.fill();
        });
        const truck = this.selected.truck;
        const i =
            truck === undefined
                ? undefined
                : this.index.get(keyOf(truck.serial, truck.origin, truck.class));
        if (i !== undefined) this.painter.ring(this.x[i] ?? 0, this.y[i] ?? 0);
    }

    private paintPlaces(now: SideNow): void {
        const many = now.trucks.count === 0 && now.inside > 0;
        const longest = Math.max(1, ...now.places.map((p) => p.queue));

        now.places.forEach((p, i) => {
            const b = this.boxes[i];

            if (b === undefined) return;
            this.painter.place(i, b, p, this.selected.station === i);
            if (many) this.painter.many(this.lineBox(i, b), this.workBox(i, b), p, longest);
        });
    }

    /** What is at a point of the canvas. */
    at(px: number, py: number): Picked {
        const T = this.now?.trucks;
        let best = NEAR * NEAR;
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
        const station = this.boxes.findIndex(
            (b) => px >= b.x && px <= b.x + b.w && py >= b.y && py <= b.y + b.h,
        );
        return station < 0 ? {} : { station };
    }

    pick(what: Picked): void {
        this.selected = what;
        this.dirty = true;
    }

    /** The box of a place, for who looks at the drawing with a program. */
    boxOf(station: number): Box {
        return this.goal(station);
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
