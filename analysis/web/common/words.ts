// SPDX-License-Identifier: GPL-3.0-or-later
// The words that both pages use: units, and the causes of delay. {x} stands for a value.
import type { CAUSES } from "./codes";
import { fill, language, type Values } from "./language";

type CauseKey = `cause.${(typeof CAUSES)[number]}`;

export const wordsEn = {
    "unit.s": "s",
    "unit.min": "min",
    "unit.h": "h",
    "unit.d": "d",
    "unit.million": "million",
    "unit.billion": "billion",
    "unit.range": "{low} to {high}",
    weekdays: "Mon Tue Wed Thu Fri Sat Sun",
    "figure.more": "More to the right: scroll sideways",
    "change.about": "about 0",
    "cause.queueing": "queueing",
    "cause.closed": "closed",
    "cause.down": "out of order",
    "cause.metered": "held back by a rule",
    "cause.staff": "waiting for an officer",
    "cause.driver": "waiting for a driver",
    "cause.batch": "waiting for a group",
    "cause.papers": "papers",
    "cause.road": "on the road",
    "cause.setup": "moving up",
    "cause.look-up": "waiting for a data service",
    "cause.service": "service",
    "cause.rework": "rework",
    "cause.blocked": "blocked by the next place",
    "cause.travel": "driving",
    "cause.booking": "waiting at home for a booked slot",
    "cause.late": "late for the slot",
} as const satisfies Record<CauseKey, string> & Record<string, string>;

export type CommonWord = keyof typeof wordsEn;

export const wordsVi: Record<CommonWord, string> = {
    "unit.s": "giây",
    "unit.min": "phút",
    "unit.h": "giờ",
    "unit.d": "ngày",
    "unit.million": "triệu",
    "unit.billion": "tỷ",
    "unit.range": "{low} đến {high}",
    weekdays: "T2 T3 T4 T5 T6 T7 CN",
    "figure.more": "Còn nữa ở bên phải: vuốt ngang để xem",
    "change.about": "gần 0",
    "cause.queueing": "xếp hàng",
    "cause.closed": "đóng cửa",
    "cause.down": "hỏng",
    "cause.metered": "bị giữ theo quy định",
    "cause.staff": "chờ cán bộ",
    "cause.driver": "chờ lái xe",
    "cause.batch": "chờ đủ nhóm",
    "cause.papers": "giấy tờ",
    "cause.road": "trên đường",
    "cause.setup": "tiến vào vị trí",
    "cause.look-up": "chờ dịch vụ dữ liệu",
    "cause.service": "phục vụ",
    "cause.rework": "làm lại",
    "cause.blocked": "bị điểm sau chặn",
    "cause.travel": "di chuyển",
    "cause.booking": "chờ giờ hẹn ở nhà",
    "cause.late": "đến muộn so với giờ hẹn",
};

/** The text of a key in the page's language, with {x} replaced by values.x. */
export const say = (key: CommonWord, values: Values = {}): string =>
    fill((language() === "vi" ? wordsVi : wordsEn)[key], values);

/** A cause of delay in the page's language; its name when the page has no word for it. */
export const cause = (name: string): string =>
    `cause.${name}` in wordsEn ? say(`cause.${name}` as CommonWord) : name;
