/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What --json says of a finished run: stable keys, SI units, every estimate an object of
 * mean, half_width (null with fewer than two replications) and n. */
#ifndef SIM_CLI_JSON_H
#define SIM_CLI_JSON_H

#include <stdio.h>

#include "sim/cli/measured.h"

/* json_print(M, out): one object. Returns 0 or GATESIM_ENOMEM. */
int json_print(const struct measured *M, FILE *out);

#endif
