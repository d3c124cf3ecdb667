/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row for each page that the build asks for. */
#include "sim/cli/pages.h"

#include <string.h>

#include "gatesim/status.h"
#include "sim/cli/cli.h"

static const struct {
    const char *name;
    int (*print)(FILE *out);
} pages[] = {
    {"gatesim.1", page_manual},
    {"gatesim-scenario.5", page_scenario},
    {"REFERENCE.md", page_markdown},
    {"gatesim.bash", page_bash},
    {"_gatesim", page_zsh},
    {"gatesim.fish", page_fish},
    {"gatesim.tmLanguage.json", page_textmate},
    {"gatesim.vim", page_vim},
    {"gatesim-detect.vim", page_vim_detect},
    {"gatesim.schema.json", page_schema},
};

int pages_print(int argc, const char **argv)
{
    for (size_t i = 0; argc == 2 && i < sizeof pages / sizeof *pages; i++) {
        if (strcmp(argv[1], pages[i].name) == 0) {
            const int status = pages[i].print(stdout);

            return cli_finish_stdout(status == GATESIM_OK ? GATESIM_OK : cli_status(status));
        }
    }
    cli_say(PAGES ": one page is needed, such as %s", pages[0].name);
    return GATESIM_EINPUT;
}
