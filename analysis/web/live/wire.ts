// SPDX-License-Identifier: GPL-3.0-or-later
// The connection: what the server tells, and a way to ask. When it is lost it is made again.
import { MODES } from "./codes";

export interface PlaceAbout {
    name: string;
    servers_most: number | null;
    waiting: number | null;
}
export interface SideAbout {
    name: string;
    title: string;
    question: string;
    places: PlaceAbout[];
    classes: string[];
    attributes: { name: string; values: string[] }[];
    links: [number, number][];
    /** What may change in mid-run, and what the scenario says of it. */
    settings: [string, string][];
}
export interface Session {
    kind: "session";
    run: number;
    version: string;
    epoch: number;
    duration_s: number;
    warm_up_s: number;
    bin_s: number;
    /** The first truck comes: the run is shown from then on. */
    first_s: number;
    seed: string;
    sides: SideAbout[];
}
type Num = number | null;
export interface SideNumbers {
    fingerprint: string;
    events: number;
    trucks_arrived: number;
    trucks_left: number;
    trucks_in_system: number;
    /** Since the start: who wanted to come, was not served, is still at home.
     * null: nobody books. */
    demand: {
        wanted: number;
        no_slot: number;
        no_show: number;
        refused: number;
        at_home: number;
        booking_wait_mean_s: Num;
        total_time_mean_s: Num;
    } | null;
    throughput_per_hour: Num;
    time_in_system_s: { mean: Num; half_width: Num; n: number };
    time_in_system_p95_s: Num;
    /** Of trucks that crossed in the last hour, in a warm-up too. */
    last_hour: { crossed: number; mean_s: Num; p95_s: Num };
    station_wait_mean_s: Num[];
    station_utilisation: Num[];
    queue: Num[][];
    in_system: Num[];
    crossed: Num[];
    /** The time in system so far, s, at the end of each point. */
    stay: { mean: Num[]; half_width: Num[] };
    /** By time; made: which of all that were made it is. */
    changes: { at_s: number; made: number; settings: string }[];
    past_differs: boolean;
    bins_per_point: number;
}
export interface Numbers {
    kind: "numbers";
    run: number;
    clock_s: number;
    pace: number;
    mode: string;
    trouble: string;
    sides: SideNumbers[];
}
export interface Reply {
    kind: "reply";
    reply: number;
    ok: boolean;
    error: string;
    wrong: { section: string; key: string; message: string }[];
}
export interface TruckHistory {
    kind: "truck";
    reply: number;
    side: number;
    class: string;
    serial: number;
    clock_s: number;
    visits: {
        place: string;
        joined_s: number;
        called_s: Num;
        service_s: number;
        left_s: Num;
    }[];
    present: {
        doing: string;
        place: string;
        since_s: number;
        arrived_s: number;
        values: Record<string, string>;
    } | null;
}
export interface PlaceHistory {
    kind: "place";
    reply: number;
    side: number;
    station: number;
    clock_s: number;
    name: string;
    served: number;
    wait_mean_s: Num;
    wait_p95_s: Num;
    utilisation: Num;
    time_s: Record<string, number>;
    queue: Num[];
    bins_per_point: number;
}
export interface Exported {
    kind: "export";
    reply: number;
    name: string;
    text: string;
}
export type Told = Session | Numbers | Reply | TruckHistory | PlaceHistory | Exported;

const FORBIDDEN = 403;
export const LOST = "the connection is lost";
export const NOWHERE = 0xffff;
export const UNLIMITED = 0xffffffff;

export interface PlaceNow {
    state: number;
    queue: number;
    busy: number;
    blocked: number;
    kept: number;
    suspended: number;
    onShift: number;
    servers: number;
    before: number;
    incoming: number;
    speed: number;
}
/** Trucks as columns: a frame holds up to 2,000 of each side. */
export interface TrucksNow {
    count: number;
    serial: Uint32Array;
    of: Uint16Array;
    station: Uint16Array;
    last: Uint16Array;
    doing: Uint8Array;
    origin: Uint8Array;
    values: Uint8Array; // 4 each
    since: Float32Array;
    left: Float32Array;
    age: Float32Array;
}
export interface SideNow {
    inside: number;
    places: PlaceNow[];
    trucks: TrucksNow;
}
export interface Frame {
    run: number;
    clock: number;
    pace: number;
    mode: string;
    sides: SideNow[];
}

const HEADER = 28;
const TRUCK = 28;

function trucksOf(view: DataView, at: number, count: number): TrucksNow {
    const T: TrucksNow = {
        count,
        serial: new Uint32Array(count),
        of: new Uint16Array(count),
        station: new Uint16Array(count),
        last: new Uint16Array(count),
        doing: new Uint8Array(count),
        origin: new Uint8Array(count),
        values: new Uint8Array(count * 4),
        since: new Float32Array(count),
        left: new Float32Array(count),
        age: new Float32Array(count),
    };

    for (let i = 0, p = at; i < count; i++, p += TRUCK) {
        T.serial[i] = view.getUint32(p, true);
        T.of[i] = view.getUint16(p + 4, true);
        T.station[i] = view.getUint16(p + 6, true);
        T.last[i] = view.getUint16(p + 8, true);
        T.doing[i] = view.getUint8(p + 10);
        T.origin[i] = view.getUint8(p + 11);
        for (let k = 0; k < 4; k++) T.values[4 * i + k] = view.getUint8(p + 12 + k);
        T.since[i] = view.getFloat32(p + 16, true);
        T.left[i] = view.getFloat32(p + 20, true);
        T.age[i] = view.getFloat32(p + 24, true);
    }
    return T;
}

/** The bytes of sim/live/frame.h. */
export function decode(buffer: ArrayBuffer): Frame {
    const view = new DataView(buffer);
    const u32 = (at: number): number => view.getUint32(at, true);
    const frame: Frame = {
        run: u32(4),
        clock: view.getFloat64(8, true),
        pace: view.getFloat64(16, true),
        mode: MODES[view.getUint8(24)] ?? "",
        sides: [],
    };
    let at = HEADER;

    for (let s = view.getUint8(25); s > 0; s--) {
        const [inside, count, stations, classes] = [
            u32(at),
            u32(at + 4),
            u32(at + 8),
            u32(at + 12),
        ];
        const places: PlaceNow[] = [];

        at += 16;
        for (let i = 0; i < stations; i++, at += 44)
            places.push({
                state: u32(at),
                queue: u32(at + 4),
                busy: u32(at + 8),
                blocked: u32(at + 12),
                kept: u32(at + 16),
                suspended: u32(at + 20),
                onShift: u32(at + 24),
                servers: u32(at + 28),
                before: u32(at + 32),
                incoming: u32(at + 36),
                speed: view.getFloat32(at + 40, true),
            });
        at += 12 * classes;
        frame.sides.push({ inside, places, trucks: trucksOf(view, at, count) });
        at += TRUCK * count;
    }
    return frame;
}

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
