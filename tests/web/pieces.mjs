// SPDX-License-Identifier: GPL-3.0-or-later
// node pieces.mjs WEB ROWS: pieces of the pages that need no browser, in WEB, which is
// analysis/web: scales and their ticks, estimates in words; ROWS: those that the terminal writes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";

const [, , web, rows] = process.argv;
const { build } = await import(
  pathToFileURL(join(web, "node_modules/esbuild/lib/main.js"))
);

/** What sources export, given as paths without .ts; they share their modules. */
async function piece(...paths) {
  const { outputFiles } = await build({
    stdin: {
      contents: paths.map((path) => `export * from "./${path}";`).join("\n"),
      resolveDir: web,
    },
    bundle: true,
    format: "esm",
    write: false,
  });
  return import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`
  );
}

const { timeScale, timeStep, tickParts, cutScale } = await piece("common/scale");
const { interval, signedInterval, moneyKind, kindOf, PERCENT, PLAIN } =
  await piece("common/interval");
const { duration, span, short } = await piece("common/duration");
const { number } = await piece("common/format");
const { csv } = await piece("common/tables");
const words = await piece("report/strings", "common/language");
const MIN = 60;
const HOUR = 3600;
const DAY = 86400;
const plain = (text) => text.replaceAll("\u00a0", " ");

test("steps of time are those that people speak of", () => {
  for (const [span, step] of [
    [0.42, 0.1],
    [47, 10],
    [7 * MIN, 2 * MIN],
    [77 * MIN, 15 * MIN],
    [1822, 10 * MIN],
    [5.3 * HOUR, HOUR],
    [29 * HOUR, 6 * HOUR],
    [3.9 * DAY, DAY],
    [41 * DAY, 7 * DAY],
    [700 * DAY, 200 * DAY],
  ])
    assert.equal(timeStep(span, 6), step, String(span));
});

test("a scale holds its numbers between two of its ticks", () => {
  for (const [low, high] of [
    [0, 1822],
    [-26 * HOUR, 7.3 * HOUR],
    [61.7, 64.9],
    [0, 0],
    [3 * DAY, 3 * DAY],
  ]) {
    const { min, max, step } = timeScale(low, high);
    assert.ok(min <= low && high <= max && min < max, `${low} ${high}`);
    for (const end of [min, max])
      assert.ok(
        Math.abs(end / step - Math.round(end / step)) < 1e-9,
        `${end} ${step}`,
      );
    assert.ok((max - min) / step <= 8);
  }
});

test("ticks are told in the units of their scale", () => {
  for (const [s, step, parts] of [
    [1800, 900, [[30, "min"]]],
    [
      5400,
      900,
      [
        [1, "h"],
        [30, "min"],
      ],
    ],
    [7200, 3600, [[2, "h"]]],
    [36 * HOUR, 6 * HOUR, [[36, "h"]]],
    [2 * DAY, DAY, [[2, "d"]]],
    [
      90,
      30,
      [
        [1, "min"],
        [30, "s"],
      ],
    ],
    [0.3, 0.1, [[0.3, "s"]]],
    [(10 / 60) * HOUR + 1e-10, 600, [[10, "min"]]],
    [7200 + 2e-9, 3600, [[2, "h"]]],
  ])
    assert.deepEqual(tickParts(s, step), parts);
});

test("a scale is cut where the farthest would squeeze the rest, and only there", () => {
  const cut = cutScale(0, [2 * HOUR, 3.1 * HOUR], [40 * HOUR]);
  assert.deepEqual([cut.cut, cut.max], [true, 4 * HOUR]);
  const whole = cutScale(0, [2 * HOUR, 3.1 * HOUR], [4.4 * HOUR]);
  assert.deepEqual([whole.cut, whole.max >= 4.4 * HOUR], [false, true]);
  assert.equal(cutScale(0, [0, 0], [HOUR]).cut, false);
});

test("numbers are written as in the terminal", () => {
  const write = {
    duration,
    span,
    time: (mean, half) => interval({ mean, half, n: 2 }, "time"),
    number: (mean, half) => interval({ mean, half, n: 2 }, PLAIN),
  };
  const told = (x) => (x === "nan" ? null : Number(x));
  const read = readFileSync(rows, "utf8")
    .split("\n")
    .map((line) => /^([a-z]+) (\S+) (\S+) (.*)$/.exec(line))
    .filter((row) => row !== null);

  assert.ok(read.length > 50);
  for (const [line, kind, x, half, text] of read)
    assert.equal(
      plain(write[kind](told(x), told(half)))
        .replaceAll("−", "-")
        .replace(/^–$/, "-"),
      text,
      line,
    );
});

test("an estimate is counted in what its kind says", () => {
  for (const [mean, half, kind, text] of [
    [
      388412000,
      287573,
      moneyKind(388412000, "VND"),
      "388.41 ± 0.29 million VND",
    ],
    [0.1234, 0.0123, PERCENT, "12.3 ± 1.2 %"],
    [5713, 114, kindOf("truck", 5713, ""), "5,710 ± 110"],
  ])
    assert.equal(plain(interval({ mean, half, n: 3 }, kind)), text);
});

test("a change that is not 0 has a sign, and a digit", () => {
  for (const [x, half, kind, text] of [
    [-24660, 9180, "time", "−6 h 50 min ± 2 h 30 min"],
    [-24660, 61380, "time", "−7 h ± 17 h"],
    [1020, 90300, "time", "+17 min ± 25 h"],
    [-1e-3, 90300, "time", "0 h ± 25 h"],
    [-0.3, 17, PLAIN, "−0.3 ± 17"],
    [0, 17, PLAIN, "0 ± 17"],
    [0.7, 17, PLAIN, "+1 ± 17"],
    [-0.0002, 0.0007, PLAIN, "about 0"],
    [-41, null, PLAIN, "−41"],
    [null, 3, "time", "–"],
  ])
    assert.equal(plain(signedInterval(x, half, kind)), text);
});

test("a number below 0 has a sign of minus, and 0 has none", () => {
  assert.deepEqual([-5.49, -0.0001, 0, -0].map((x) => number(x, 1)), [
    "−5.5",
    "0.0",
    "0.0",
    "0.0",
  ]);
});

test("a time in one unit goes to the next when it rounds", () => {
  for (const [s, text] of [
    [59.4, "59 s"],
    [59.6, "1 min"],
    [2385, "40 min"],
    [3580, "1.0 h"],
    [9000, "2.5 h"],
    [47.96 * HOUR, "2.0 d"],
  ])
    assert.equal(plain(short(s)), text);
});

test("every column of a results file has a name in Vietnamese", () => {
  const schema = readFileSync(join(web, "../SCHEMA.md"), "utf8");
  const columns = [
    ...schema.matchAll(
      /^\| `(\w+)\(replication(, [a-z]+)?\)` \| (s|m|1|truck\S*|currency|kg|l) \|/gm,
    ),
  ];

  assert.ok(columns.length > 100);
  words.speak("vi");
  const missing = columns
    .map(([, name]) => name)
    .filter((name) =>
      ["measure", "cost"].every((group) => words.named(group, name) === name),
    );
  words.speak("en");
  assert.deepEqual(missing, []);
});

test("no cell of a CSV is a formula, and numbers stay numbers", () => {
  const rows = csv({
    head: ["=a"],
    rows: [
      ["=1+1"],
      ["+x"],
      ["@SUM(1)"],
      ["-2+3"],
      ["-cmd"],
      ["-7.5"],
      ["\t=1"],
      ["\uff1d1"],
      [{ text: "-8", raw: -8 }],
      ['say "=1"'],
      ["plain"],
    ],
  }).split("\r\n");
  assert.deepEqual(rows, [
    "\ufeff'=a",
    "'=1+1",
    "'+x",
    "'@SUM(1)",
    "'-2+3",
    "'-cmd",
    "-7.5",
    "'\t=1",
    "'\uff1d1",
    "-8",
    '"say ""=1"""',
    "plain",
    "",
  ]);
});
