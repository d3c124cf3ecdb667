/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing here depends on the machine or the day of the build, so that a build can be repeated. The
 * results file has the version alone: what a commit does to numbers, fingerprints tell. */
#include "sim/cli/version.h"

#include <gsl/gsl_version.h>

#include "gatesim/version.h"
#include "sim/cli/commit.h" /* made by sim/commit.cmake */
#include "sim/drive/experiment.h"
#include "sim/store/store.h"

void build_print(FILE *out)
{
    char hdf5[STORE_HDF5_SIZE];

    fprintf(out, "gatesim %s\ncommit %s\n", gatesim_version(), GATESIM_COMMIT);
    fprintf(out, "GSL %s, libuv %s, HDF5 %s, Random123 %s\n", gsl_version, experiment_libuv(),
            store_hdf5(hdf5), GATESIM_RANDOM123);
    fprintf(out, "%s build by %s\n", GATESIM_BUILD_TYPE, GATESIM_COMPILER);
}

const char *build_date(void)
{
    return GATESIM_DATE;
}
