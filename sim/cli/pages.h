/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is installed beside the program - manual pages, completions of shells - and the reference of
 * the language, written from the tables that the program itself is driven by. The build asks for
 * them with `gatesim pages NAME`, a command that is for it alone. */
#ifndef SIM_CLI_PAGES_H
#define SIM_CLI_PAGES_H

#include <stdio.h>

#define PAGES "pages"

/* pages_print(argc, argv): print the page that argv[1] names. Returns the exit status. */
int pages_print(int argc, const char **argv);

/* Each writes one page; what cannot be written shows in ferror(out). */
void page_manual(FILE *out);   /* gatesim.1 */
void page_scenario(FILE *out); /* gatesim-scenario.5 */
void page_markdown(FILE *out); /* REFERENCE.md */
void page_bash(FILE *out);     /* gatesim.bash */
void page_zsh(FILE *out);      /* _gatesim */
void page_fish(FILE *out);     /* gatesim.fish */

#endif
