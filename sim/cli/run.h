/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run: one scenario, its replications, its results file. */
#ifndef SIM_CLI_RUN_H
#define SIM_CLI_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/compare/one_more.h"
#include "sim/drive/ranks.h"
#include "sim/experiment/run_estimates.h"
#include "sim/experiment/run_file.h"
#include "sim/experiment/settings.h"
#include "sim/experiment/stopping_rule.h"

struct run {
    struct settings settings;
    char *path;       /* the file to write */
    char *csv;        /* the table to write; NULL: none */
    unsigned threads; /* 0: all cores */
    double pace;
    uint32_t shard, shards; /* part shard of so many, from 1; 0: the whole */
    bool resume, ask_bottleneck, json, quiet;
    bool bar; /* progress is shown */
    struct gatesim_scenario *scenario;
    struct run_estimates measured;
    struct one_more bottleneck;
    struct run_file output;
    uint32_t next; /* the next cell is not below this replication */
    struct stopping_rule precise;
    uint32_t wanted; /* replications that are to be there, as far as is known */
    char *trouble;   /* why the engine gave up; NULL */
    struct ranks ranks;
    bool met; /* the other ranks have been told what to do */
    int left; /* status of leaving the file */
};

/* run_threads(R): so many simulate in this process; 0: all cores. Several ranks on a machine share
 * its cores: one thread each. */
unsigned run_threads(const struct run *R);

/* run_simulate(R, path): from the scenario, loaded from path, to its results file and what is
 * printed. Returns 0 or a negative status; what is wrong has been said. */
int run_simulate(struct run *R, const char *path);

#endif
