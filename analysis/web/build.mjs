// SPDX-License-Identifier: GPL-3.0-or-later
// node build.mjs FOLDER: make the pages. Each is one HTML file: NAME/page.html, in which
// {{style}} and {{script}} are put in full, {{style-hash}} and {{script-hash}} as a
// Content-Security-Policy wants them. FOLDER gets NAME.html, and pages.c, which holds them all;
// what a page has at {{data}} is left to the program.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeCodes } from "./codes.mjs";

const pages = ["live", "report"]; // in the order of the alphabet, as in pages.c
const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "out");

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** One bundle of what the entry needs, as text that may stand in an HTML element. */
async function bundle(entry, close) {
    const { outputFiles } = await build({
        entryPoints: [entry],
        bundle: true,
        minify: true,
        write: false,
        format: "iife",
        target: ["es2020", "chrome90", "firefox90", "safari14.1"],
        charset: "utf8",
        legalComments: "none",
        define: { "process.env.NODE_ENV": '"production"' },
    });
    const text = outputFiles[0].text.trim();

    if (text.toLowerCase().includes(close)) throw new Error(`${entry} holds ${close}`);
    return text;
}

async function page(name) {
    const style = await bundle(join(here, name, "style.css"), "</style");
    const script = await bundle(join(here, name, "main.ts"), "</script");
    const put = {
        style,
        script,
        "style-hash": hash(style),
        "script-hash": hash(script),
        data: "{{data}}",
    };
    const text = await readFile(join(here, name, "page.html"), "utf8");

    return text.replace(/\{\{([a-z-]+)\}\}/g, (_, word) => {
        if (!(word in put)) throw new Error(`${name}/page.html: {{${word}}} is not known`);
        return put[word];
    });
}

/** An array of C of the bytes of text, and of where the data belongs. */
function array(name, text) {
    const bytes = Buffer.from(text);
    const lines = [];

    for (let i = 0; i < bytes.length; i += 32) lines.push(bytes.subarray(i, i + 32).join(","));
    return `static const unsigned char ${name}[] = {\n${lines.join(",\n")}};\n`;
}

function row(name, text) {
    const at = Buffer.from(text).indexOf("{{data}}");
    const parts = at < 0 ? `sizeof ${name}, sizeof ${name}` : `${at}, ${at + "{{data}}".length}`;

    return `    {"${name}", ${name}, sizeof ${name}, ${parts}},\n`;
}

await mkdir(out, { recursive: true });
await writeCodes();
const texts = await Promise.all(pages.map(page));
await Promise.all(pages.map((name, i) => writeFile(join(out, `${name}.html`), texts[i])));
await writeFile(
    join(out, "pages.c"),
    "/* SPDX-License-Identifier: GPL-3.0-or-later */\n/* Made by build.mjs. */\n" +
        '#include "analysis/web/page.h"\n\n#include <string.h>\n\n' +
        texts.map((text, i) => array(pages[i], text)).join("\n") +
        `\nstatic const struct web_page pages[] = {\n${texts.map((t, i) => row(pages[i], t)).join("")}};\n\n` +
        `const struct web_page *web_page(const char *name)
{
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        if (strcmp(pages[i].name, name) == 0)
            return &pages[i];
    return NULL;
}
`,
);
