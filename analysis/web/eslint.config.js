// SPDX-License-Identifier: GPL-3.0-or-later
import js from "@eslint/js";
import ts from "typescript-eslint";

// What a scenario says may be hostile: it becomes text on a page, never markup or code.
const markup = ["innerHTML", "outerHTML", "insertAdjacentHTML", "write", "writeln"];

export default ts.config(
    { ignores: ["out/", "node_modules/"] },
    js.configs.recommended,
    {
        files: ["**/*.ts"],
        extends: [...ts.configs.strictTypeChecked],
        languageOptions: {
            parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
        },
        rules: {
            "max-lines-per-function": ["error", 60],
            "no-eval": "error",
            "no-implied-eval": "error",
            "no-restricted-properties": ["error", ...markup.map((property) => ({ property }))],
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
        },
    },
    {
        files: ["**/*.mjs"],
        languageOptions: { globals: { Buffer: "readonly", process: "readonly" } },
    },
);
