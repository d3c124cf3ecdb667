// SPDX-License-Identifier: GPL-3.0-or-later
// Where places stand: in layers along the routes, so that trucks go one way, right or down.
import type { SideAbout } from "./messages";

export interface Box {
    x: number;
    y: number;
    w: number;
    h: number;
}
/** Where everything is that does not depend on how much stands where. */
export interface Plan {
    down: boolean;
    width: number;
    height: number;
    /** The places of each layer, across the way. */
    rows: number[][];
    /** px from one layer to the next, what of it lies between them, and before the first. */
    step: number;
    gap: number;
    margin: number;
    /** Where trucks come from and where they go. */
    entry: { x: number; y: number };
    exit: { x: number; y: number };
    links: { from: number; to: number; back: boolean }[];
}

export const LEAST = 66; // px: of a place with a row of trucks
const APART = 14; // px between places of a layer

/** Links without those that lead back: in the order that they have, one that closes a circle. */
function forward(about: SideAbout): Plan["links"] {
    const n = about.places.length;
    const next: number[][] = Array.from({ length: n }, () => []);
    const reaches = (from: number, to: number, seen = new Set<number>()): boolean => {
        if (from === to) return true;
        if (seen.has(from)) return false;
        seen.add(from);
        return (next[from] ?? []).some((k) => reaches(k, to, seen));
    };

    return about.links
        .filter(([, to]) => to <= n)
        .map(([from, to]) => {
            const inner = from < n && to < n;
            const back = inner && reaches(to, from);

            if (inner && !back) next[from]?.push(to);
            return { from, to, back };
        });
}

function layersOf(n: number, links: Plan["links"]): number[] {
    const layer = new Array<number>(n).fill(0);

    for (let round = 0; round < n; round++)
        for (const { from, to, back } of links)
            if (!back && from < n && to < n)
                layer[to] = Math.max(layer[to] ?? 0, (layer[from] ?? 0) + 1);
    return layer;
}

/** Rows of each layer, those near to their neighbours of the layer before. */
function rowsOf(layer: number[], links: Plan["links"]): number[][] {
    const n = layer.length;
    const rows: number[][] = [];
    const at = new Array<number>(n).fill(0);

    layer.forEach((l, i) => {
        while (rows.length <= l) rows.push([]);
        rows[l]?.push(i);
    });
    for (const row of rows) {
        const wish = (i: number): number => {
            const before = links.filter((k) => k.to === i && k.from < n && !k.back);
            return before.length === 0
                ? i
                : before.reduce((sum, k) => sum + (at[k.from] ?? 0), 0) / before.length;
        };
        const wishes = new Map(row.map((i) => [i, wish(i)]));

        row.sort((a, b) => (wishes.get(a) ?? 0) - (wishes.get(b) ?? 0));
        row.forEach((i, k) => (at[i] = k - (row.length - 1) / 2));
    }
    return rows;
}

export function plan(about: SideAbout, width: number, height: number): Plan {
    const links = forward(about);
    const rows = rowsOf(layersOf(about.places.length, links), links);
    const down = width < 640;
    const margin = down ? 26 : 30;
    const most = Math.max(...rows.map((r) => r.length));
    const along = down ? Math.max(height, rows.length * (LEAST + 42) + 2 * margin) : width;
    const across = down ? width : Math.max(height, most * (LEAST + APART) + 16);
    const step = (along - 2 * margin) / rows.length;
    // Where steps are short, names want the room.
    const gap = down ? 30 : Math.min(28, 0.2 * step, Math.max(8, step - 56));

    return {
        down,
        width: down ? across : along,
        height: down ? along : across,
        rows,
        step,
        gap,
        margin,
        entry: down ? { x: across / 2, y: 10 } : { x: 10, y: across / 2 },
        exit: down ? { x: across / 2, y: along - 12 } : { x: along - 10, y: across / 2 },
        links,
    };
}

/** Spans of a length: as long as each needs where there is room, else what is above the least is
 * shared by need; evenly apart. */
function spans(needs: number[], length: number, apart: number): { at: number; size: number }[] {
    const n = needs.length;
    const room = length - apart * n;
    const least = Math.min(LEAST, room / n);
    const wanted = needs.map((x) => Math.max(least, x) - least);
    const sum = wanted.reduce((a, b) => a + b, 0);
    const spare = room - n * least;
    const factor = sum > spare ? spare / sum : 1;
    const pad = (spare - sum * factor) / n + apart;
    let at = 0;

    return wanted.map((x) => {
        const span = { at: at + pad / 2, size: least + x * factor };
        at += span.size + pad;
        return span;
    });
}

/** px that a place has along or across the way, whichever depends on what stands in it. */
export const widthOf = (P: Plan, layer: number): number => {
    const share = ((P.down ? P.width : P.height) - 16) / (P.rows[layer]?.length ?? 1);
    return P.down ? Math.min(share - APART, 300) : P.step - P.gap;
};

/** The boxes of places that need these heights, px. */
export function boxes(P: Plan, needs: number[]): Box[] {
    const list: Box[] = [];
    const need = (i: number): number => needs[i] ?? LEAST;

    if (P.down) {
        const heights = P.rows.map((row) => Math.max(...row.map(need)));
        const along = spans(heights, P.height - 2 * P.margin, P.gap);

        P.rows.forEach((row, l) => {
            const share = (P.width - 16) / row.length;
            const [w, y] = [widthOf(P, l), P.margin + (along[l]?.at ?? 0)];

            row.forEach((i, k) => {
                const x = 8 + share * (k + 0.5) - w / 2;
                list[i] = { x, y, w, h: along[l]?.size ?? LEAST };
            });
        });
        return list;
    }
    P.rows.forEach((row, l) => {
        const x = P.margin + l * P.step + P.gap / 2;
        const across = spans(row.map(need), P.height - 16, APART);

        row.forEach((i, k) => {
            const { at, size } = across[k] ?? { at: 0, size: LEAST };
            list[i] = { x, y: 8 + at, w: widthOf(P, l), h: size };
        });
    });
    return list;
}
