// SPDX-License-Identifier: GPL-3.0-or-later
// The codes that a frame is made of, from the lists of the C headers: live/codes.ts.
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");

/** The rows X(CODE, "name", ...) of the list that a header defines, in their order. */
async function rows(header, list) {
    const text = await readFile(join(root, header), "utf8");
    const defined = new RegExp(`#define ${list}\\(X\\)((?:.*\\\\\\n)*.*\\n)`).exec(text);

    if (defined === null) throw new Error(`${header} does not define ${list}`);
    return [...defined[1].matchAll(/X\((\w+), "([^"]*)"/g)].map(([, code, name]) => ({
        code,
        name,
    }));
}

const strings = (list) => `[${list.map(({ name }) => JSON.stringify(name)).join(", ")}] as const`;

/** Write live/codes.ts anew, unless it is what it should be. */
export async function writeCodes() {
    const states = await rows("include/gatesim/state.h", "GATESIM_PLACE_STATE_LIST");
    const doing = await rows("include/gatesim/state.h", "GATESIM_DOING_LIST");
    const modes = await rows("sim/live/session.h", "SESSION_MODE_LIST");
    const path = join(here, "live/codes.ts");
    const text =
        "// SPDX-License-Identifier: GPL-3.0-or-later\n" +
        "// The codes of a frame. Made by codes.mjs from the lists of include/gatesim/state.h and\n" +
        "// sim/live/session.h.\n\n" +
        `/** What the line of a station meets, by its code. */\nexport const STATES = ${strings(states)};\n\n` +
        `/** What a run does, by its code. */\nexport const MODES = ${strings(modes)};\n\n` +
        "/** What a truck does. */\nexport const DOING = {\n" +
        doing.map(({ code }, i) => `    ${code}: ${i},\n`).join("") +
        "} as const;\n";

    if ((await readFile(path, "utf8").catch(() => "")) !== text) await writeFile(path, text);
}
