/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands run and merge end alike. */
#include "sim/cli/run_output.h"

#include <stdio.h>

#include "gatesim/status.h"
#include "sim/cli/cli.h"
#include "sim/present/run_json.h"
#include "sim/present/run_summary.h"

int run_output(const struct run_estimates *M, bool json, bool quiet)
{
    int status = GATESIM_OK;

    if (json)
        status = json_print(M, stdout);
    else if (!quiet)
        status = run_summary_print(M, stdout);
    return status == GATESIM_OK ? cli_finish_stdout(GATESIM_OK) : cli_status(status);
}
