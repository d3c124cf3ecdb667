// SPDX-License-Identifier: GPL-3.0-or-later
// The marks of trucks: shapes that tell kinds of trucks apart where there is no colour.

/** How many shapes there are: square, disc, triangle, diamond, cross. */
export const SHAPES = 5;

/** A mark of a shape, size across, with its middle at x, y, added to the path. */
export function mark(
    c: CanvasRenderingContext2D,
    shape: number,
    x: number,
    y: number,
    size: number,
): void {
    const r = size / 2;

    switch (shape % SHAPES) {
        case 0:
            c.rect(x - r, y - r, size, size);
            return;
        case 1:
            c.moveTo(x + r, y);
            c.arc(x, y, r, 0, 6.2832);
            return;
        case 2:
            c.moveTo(x, y - r);
            c.lineTo(x + r, y + r);
            c.lineTo(x - r, y + r);
            c.closePath();
            return;
        case 3:
            c.moveTo(x, y - r);
            c.lineTo(x + r, y);
            c.lineTo(x, y + r);
            c.lineTo(x - r, y);
            c.closePath();
            return;
        default: {
            const t = size / 5;
            c.rect(x - r, y - t / 2 - t / 4, size, t * 1.5);
            c.rect(x - t / 2 - t / 4, y - r, t * 1.5, size);
        }
    }
}
