// SPDX-License-Identifier: GPL-3.0-or-later
// The messages of the server, as sim/live/messages.h, history.h and requests_json.h make them.
import type { Num } from "../common/estimate";

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
