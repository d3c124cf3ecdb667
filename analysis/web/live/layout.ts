// SPDX-License-Identifier: GPL-3.0-or-later
// Where places stand: in layers along the routes, so that trucks go one way, right or down.
import type { SideAbout } from "./wire";

export interface Box {
    x: number;
    y: number;
    w: number;
    h: number;
}
export interface Layout {
    down: boolean;
    width: number;
    height: number;
    boxes: Box[];
    /** Where trucks come from and where they go. */
    entry: { x: number; y: number };
    exit: { x: number; y: number };
    links: { from: number; to: number; back: boolean }[];
}

/** Links without those that lead back: in the order that they have, one that closes a circle. */
function forward(about: SideAbout): Layout["links"] {
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

function layersOf(n: number, links: Layout["links"]): number[] {
    const layer = new Array<number>(n).fill(0);

    for (let round = 0; round < n; round++)
        for (const { from, to, back } of links)
            if (!back && from < n && to < n)
                layer[to] = Math.max(layer[to] ?? 0, (layer[from] ?? 0) + 1);
    return layer;
}

/** Rows of each layer, those near to their neighbours of the layer before. */
function rowsOf(layer: number[], links: Layout["links"]): number[][] {
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

export function layout(about: SideAbout, width: number, height: number): Layout {
    const n = about.places.length;
    const links = forward(about);
    const rows = rowsOf(layersOf(n, links), links);
    const down = width < 640;
    const margin = down ? 26 : 30;
    const most = Math.max(...rows.map((r) => r.length));
    const along = down ? Math.max(height, rows.length * 132 + 2 * margin) : width;
    const across = down ? width : Math.max(height, most * 104 + 24);
    const step = (along - 2 * margin) / rows.length;
    const boxes: Box[] = new Array<Box>(n);
    // Where steps are short, names want the room.
    const gap = down ? 30 : Math.min(28, 0.2 * step, Math.max(8, step - 56));

    rows.forEach((row, l) => {
        const share = (across - 16) / row.length;

        row.forEach((i, k) => {
            const a = margin + l * step + gap / 2;
            const size = Math.min(share - 14, down ? 300 : 330);
            const b = 8 + share * (k + 0.5) - size / 2;

            boxes[i] = down
                ? { x: b, y: a, w: size, h: step - gap }
                : { x: a, y: b, w: step - gap, h: size };
        });
    });
    return {
        down,
        width: down ? across : along,
        height: down ? along : across,
        boxes,
        entry: down ? { x: across / 2, y: 10 } : { x: 10, y: across / 2 },
        exit: down ? { x: across / 2, y: along - 12 } : { x: along - 10, y: across / 2 },
        links,
    };
}
