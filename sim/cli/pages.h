/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is installed beside the program - manual pages, completions of shells - and the reference of
 * the language, written from the tables that the program itself is driven by. The build asks for
 * them with `gatesim pages NAME`, a command that is for it alone. */
#ifndef SIM_CLI_PAGES_H
#define SIM_CLI_PAGES_H

#include <stdio.h>

#define PAGES "pages"

/* How a scenario is written: where its reference begins. */
#define PAGES_FORM                                                                                \
    "A scenario is a text file of sections, each of lines KEY = VALUE; a value goes on in lines " \
    "that are indented. What follows # or ; at the start of a line, or after a space, is a "      \
    "comment; a text that has such signs itself stands in quotes: title = \"Gate #3\". Every "    \
    "number with a dimension has its unit behind it."

/* pages_print(argc, argv): print the page that argv[1] names. Returns 0, or a negative status after
 * a message. */
int pages_print(int argc, const char **argv);

/* Each of the functions below writes one page to out. It returns 0, or GATESIM_ENOMEM when a part
 * of the page is missing; what could not be written shows in ferror(out). */

/* page_manual(out): write the manual page gatesim.1. */
int page_manual(FILE *out);

/* page_scenario(out): write the manual page gatesim-scenario.5. */
int page_scenario(FILE *out);

/* page_markdown(out): write REFERENCE.md. */
int page_markdown(FILE *out);

/* page_bash(out): write the completion for bash. */
int page_bash(FILE *out);

/* page_zsh(out): write the completion for zsh. */
int page_zsh(FILE *out);

/* page_fish(out): write the completion for fish. */
int page_fish(FILE *out);

/* page_textmate(out): write the TextMate grammar of scenarios, as JSON. */
int page_textmate(FILE *out);

/* page_vim(out): write Vim's syntax file for scenarios. */
int page_vim(FILE *out);

/* page_vim_detect(out): write what tells Vim that a file is a scenario. */
int page_vim_detect(FILE *out);

/* page_schema(out): write the JSON Schema of the sections and keys of a scenario. */
int page_schema(FILE *out);

#endif
