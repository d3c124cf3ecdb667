/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which gatesim this is, to the commit, and what it stands on. */
#ifndef SIM_CLI_VERSION_H
#define SIM_CLI_VERSION_H

#include <stdio.h>

/* build_print(out): what gatesim --version tells. */
void build_print(FILE *out);

/* build_date(): of the commit, "2025-05-26", or "" where it is not known. */
const char *build_date(void);

#endif
