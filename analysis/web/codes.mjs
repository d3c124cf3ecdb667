// SPDX-License-Identifier: GPL-3.0-or-later
// The codes and records that the pages share with the program, from the lists of the C headers:
// common/codes.ts.
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");

/** Bytes of a number in a frame, by its type. */
const BYTES = { u8: 1, u8x4: 4, u16: 2, u32: 4, f32: 4, f64: 8 };

/** The rows of the list that a header defines, in their order; pattern finds one of them. */
async function rows(header, list, pattern) {
    const text = await readFile(join(root, header), "utf8");
    const defined = new RegExp(`#define ${list}\\(X\\)((?:.*\\\\\\n)*.*\\n)`).exec(text);

    if (defined === null) throw new Error(`${header} does not define ${list}`);
    return [...defined[1].matchAll(pattern)].map(({ groups }) => groups);
}

/** The rows X(CODE, ..., "name", ...) of a list. */
const coded = (header, list) => rows(header, list, /X\((?<code>\w+),(?: \d,)* "(?<name>[^"]*)"/g);

/** The rows X(name, type) of a list of sim/live/frame.h. */
const fields = (list) => rows("sim/live/frame.h", list, /X\((?<name>\w+), (?<type>\w+)\)/g);

const comment = (text) => `/** ${text} */\n`;

/** A constant with the names of rows, whose codes are their places. */
function names(what, name, list) {
    const items = list.map((row) => JSON.stringify(row.name));
    const line = `export const ${name} = [${items.join(", ")}] as const;`;
    const lines = `export const ${name} = [\n${items.map((item) => `    ${item},\n`).join("")}] as const;`;

    return `${comment(what)}${line.length > 100 ? lines : line}\n`;
}

/** A constant with the number of each row under its code. */
const numbers = (what, name, list) =>
    `${comment(what)}export const ${name} = {\n${list.map(({ code }, i) => `    ${code}: ${i},\n`).join("")}} as const;\n`;

/** A constant with the offset of each field of a record, and the size of the record, in bytes. */
function record(what, name, list) {
    let size = 0;
    const lines = list.map((field) => {
        if (!(field.type in BYTES)) throw new Error(`${field.name}: no type ${field.type}`);
        const line = `    ${field.name}: ${size},\n`;

        size += BYTES[field.type];
        return line;
    });

    return `${comment(what)}export const ${name} = {\n${lines.join("")}    size: ${size},\n} as const;\n`;
}

/** Write common/codes.ts anew, unless it is what it should be. */
export async function writeCodes() {
    const state = "include/gatesim/state.h";
    const path = join(here, "common/codes.ts");
    const text = [
        "// SPDX-License-Identifier: GPL-3.0-or-later\n" +
            "// The codes and records that the pages share with the program. Made by codes.mjs from the\n" +
            "// lists of include/gatesim/state.h, include/gatesim/observer.h, sim/live/session.h and\n" +
            "// sim/live/frame.h.\n",
        names(
            "What the line of a station meets, by its code.",
            "STATES",
            await coded(state, "GATESIM_PLACE_STATE_LIST"),
        ),
        names(
            "What a run does, by its code.",
            "MODES",
            await coded("sim/live/session.h", "SESSION_MODE_LIST"),
        ),
        names(
            "The causes of delay, by their codes.",
            "CAUSES",
            await coded("include/gatesim/observer.h", "GATESIM_CAUSE_LIST"),
        ),
        numbers("What a truck does.", "DOING", await coded(state, "GATESIM_DOING_LIST")),
        record("The head of a frame.", "FRAME", await fields("FRAME_HEAD_LIST")),
        record("The head of a side.", "SIDE", await fields("FRAME_SIDE_LIST")),
        record("A station.", "PLACE", await fields("FRAME_PLACE_LIST")),
        record("A class of trucks.", "CLASS", await fields("FRAME_CLASS_LIST")),
        record("A truck.", "TRUCK", await fields("FRAME_TRUCK_LIST")),
    ].join("\n");

    if ((await readFile(path, "utf8").catch(() => "")) !== text) await writeFile(path, text);
}
