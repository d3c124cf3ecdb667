// SPDX-License-Identifier: GPL-3.0-or-later
// What the sides are called: A and B, and their titles.
import { w } from "./strings";
import type { Session } from "./messages";

/** A or B. */
export const sideSign = (side: number): string => w(side === 0 ? "side.first" : "side.second");

/** "A " where there are two sides, or nothing. */
export const signed = (S: Session, side: number): string =>
    S.sides.length > 1 ? `${sideSign(side)} ` : "";

/** "A: Paper" where there are two sides, or the title of the one. */
export const titled = (S: Session, side: number): string =>
    (S.sides.length > 1 ? `${sideSign(side)}: ` : "") + sideName(S, side);

/** A side's title, or its file's name where it has none. Sides of one title are told apart by their
 * files; a copy of A is called one. */
export function sideName(S: Session, side: number): string {
    const about = S.sides[side];
    const other = S.sides[1 - side];
    const title = about === undefined || about.title === "" ? (about?.name ?? "") : about.title;

    if (about === undefined || other === undefined || other.title !== about.title) return title;
    if (other.name !== about.name) return `${title} (${about.name})`;
    return side === 0 ? title : w("side.copy", { name: title });
}
