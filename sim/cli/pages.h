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

/* pages_print(argc, argv): print the page that argv[1] names. Returns the exit status. */
int pages_print(int argc, const char **argv);

/* page_manual(out): write the manual page gatesim.1. What could not be written shows in
 * ferror(out). */
void page_manual(FILE *out);

/* page_scenario(out): write the manual page gatesim-scenario.5. What could not be written shows
 * in ferror(out). */
void page_scenario(FILE *out);

/* page_markdown(out): write REFERENCE.md. What could not be written shows in ferror(out). */
void page_markdown(FILE *out);

/* page_bash(out): write the completion for bash. What could not be written shows in ferror(out). */
void page_bash(FILE *out);

/* page_zsh(out): write the completion for zsh. What could not be written shows in ferror(out). */
void page_zsh(FILE *out);

/* page_fish(out): write the completion for fish. What could not be written shows in ferror(out). */
void page_fish(FILE *out); /* gatesim.fish */

#endif
