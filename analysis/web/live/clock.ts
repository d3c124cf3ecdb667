// SPDX-License-Identifier: GPL-3.0-or-later
// The clock of the run: its seconds as dates and times.
import type { Session } from "./messages";

/** s of a run as its date and time: "2025-05-28T06:30:00". */
export const local = (S: Session, s: number): string =>
    new Date((S.epoch + s) * 1000).toISOString().slice(0, 19);
