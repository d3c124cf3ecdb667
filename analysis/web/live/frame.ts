// SPDX-License-Identifier: GPL-3.0-or-later
// A frame: every place and every truck at an instant, from the bytes that sim/live/frame.h lays out.
import { CLASS, FRAME, MODES, PLACE, SIDE, TRUCK } from "../common/codes";

/** The number of a station that is none. */
export const NOWHERE = 0xffff;
/** A count without a limit. */
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

    for (let i = 0, p = at; i < count; i++, p += TRUCK.size) {
        T.serial[i] = view.getUint32(p + TRUCK.serial, true);
        T.of[i] = view.getUint16(p + TRUCK.class_index, true);
        T.station[i] = view.getUint16(p + TRUCK.station, true);
        T.last[i] = view.getUint16(p + TRUCK.last, true);
        T.doing[i] = view.getUint8(p + TRUCK.doing);
        T.origin[i] = view.getUint8(p + TRUCK.origin);
        for (let k = 0; k < 4; k++) T.values[4 * i + k] = view.getUint8(p + TRUCK.values + k);
        T.since[i] = view.getFloat32(p + TRUCK.since, true);
        T.left[i] = view.getFloat32(p + TRUCK.left, true);
        T.age[i] = view.getFloat32(p + TRUCK.age, true);
    }
    return T;
}

function placeOf(view: DataView, at: number): PlaceNow {
    const u32 = (offset: number): number => view.getUint32(at + offset, true);

    return {
        state: u32(PLACE.state),
        queue: u32(PLACE.queue),
        busy: u32(PLACE.busy),
        blocked: u32(PLACE.blocked),
        kept: u32(PLACE.kept),
        suspended: u32(PLACE.suspended),
        onShift: u32(PLACE.on_shift),
        servers: u32(PLACE.servers),
        before: u32(PLACE.before),
        incoming: u32(PLACE.incoming),
        speed: view.getFloat32(at + PLACE.speed, true),
    };
}

/** The side at an offset, and the offset behind it. */
function sideOf(view: DataView, at: number): [SideNow, number] {
    const u32 = (offset: number): number => view.getUint32(at + offset, true);
    const stations = at + SIDE.size;
    const trucks = stations + PLACE.size * u32(SIDE.stations) + CLASS.size * u32(SIDE.classes);
    const count = u32(SIDE.trucks);

    return [
        {
            inside: u32(SIDE.inside),
            places: Array.from({ length: u32(SIDE.stations) }, (_, i) =>
                placeOf(view, stations + PLACE.size * i),
            ),
            trucks: trucksOf(view, trucks, count),
        },
        trucks + TRUCK.size * count,
    ];
}

/** The frame in the bytes of a message. */
export function decode(buffer: ArrayBuffer): Frame {
    const view = new DataView(buffer);
    const frame: Frame = {
        run: view.getUint32(FRAME.run, true),
        clock: view.getFloat64(FRAME.clock, true),
        pace: view.getFloat64(FRAME.pace, true),
        mode: MODES[view.getUint8(FRAME.mode)] ?? "",
        sides: [],
    };
    let at: number = FRAME.size;

    for (let s = view.getUint8(FRAME.sides); s > 0; s--) {
        const [side, behind] = sideOf(view, at);

        frame.sides.push(side);
        at = behind;
    }
    return frame;
}
