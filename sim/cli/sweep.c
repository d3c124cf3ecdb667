/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gatesim sweep: one scenario at many points of its settings, all on common random numbers. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/cli/cli.h"
#include "sim/cli/study_options.h"
#include "sim/experiment/sweep.h"
#include "sim/present/compare_rows.h"
#include "sim/present/served.h"
#include "sim/present/sweep_print.h"
#include "sim/present/trend_words.h"

#define REPLICATIONS 10 /* at least, unless told */
#define USUAL_MOST 16   /* metrics that are shown when the user names none */

enum {
    SWEEP_VARY = STUDY_OTHER,
    SWEEP_LOCKSTEP,
    SWEEP_SAMPLE,
    SWEEP_DESIGN,
    SWEEP_CONSTRAINT,
    SWEEP_CONTROLS,
    SWEEP_ANTITHETIC
};

static const struct poptOption options[] = {
    STUDY_OPTION("vary", '\0', SWEEP_VARY,
                 "A key and its values: 2..8, 5..15 min/5 min or a,b,c (may be repeated)",
                 "S.K=VALUES"),
    STUDY_OPTION("lockstep", '\0', SWEEP_LOCKSTEP,
                 "Take the first value of every key together, then the second, ...", NULL),
    STUDY_OPTION("sample", '\0', SWEEP_SAMPLE, "Take so many points instead of all", "N"),
    STUDY_OPTION("design", '\0', SWEEP_DESIGN, "How to sample: lhs (default) or sobol",
                 "lhs|sobol"),
    STUDY_OPTION("constraint", '\0', SWEEP_CONSTRAINT,
                 "Leave out points, such as 'a.servers + b.servers <= 9' (may be repeated)",
                 "LIMIT"),
    STUDY_OPTION("controls", '\0', SWEEP_CONTROLS,
                 "Tell how much the luck of arrivals and service explains (control variates)",
                 NULL),
    STUDY_OPTION("antithetic", '\0', SWEEP_ANTITHETIC,
                 "Run replications in pairs of opposite luck, whose means count as one", NULL),
    STUDY_OPTION("replications", '\0', STUDY_REPLICATIONS,
                 "Of each point (default: what the scenario says, but at least 10)", "N"),
    STUDY_OPTION("metric", '\0', STUDY_METRIC,
                 "Show this instead of the usual measures (may be repeated)", "COLUMN[ of NAME]"),
    STUDY_OPTIONS,
    STUDY_FILES,
    OPTIONS_HELP,
    POPT_TABLEEND,
};

const struct command usage_sweep = {
    .name = "gatesim sweep",
    .arguments = "[OPTION...] SCENARIO.ini --vary S.K=VALUES...",
    .purpose =
        "Runs a scenario at every combination of values, or at a sample of them, so that all meet\n"
        "the same trucks. Prints the measures by point, and what each key does to them, alone and\n"
        "in pairs.",
    .examples =
        "  gatesim sweep scenarios/peak.ini --vary other-side.servers=2..5 -o servers.h5\n"
        "  gatesim sweep scenarios/peak.ini --vary other-side.servers=2..4 --vary "
        "quarantine.servers=10..20/5 "
        "\\\n"
        "      --constraint 'other-side.servers + quarantine.servers <= 20' --metric 'wait_p95 of "
        "fruit'\n"
        "  gatesim sweep scenarios/peak.ini --vary 'fruit-lane.service=gamma mean 4..8 min cv 0.5' "
        "\\\n"
        "      --vary other-side.servers=2..5 --sample 16 --design sobol --csv sample.csv\n",
    .options = options,
};

static int take_design(struct sweep *W, char *argument)
{
    const bool sobol = argument != NULL && strcmp(argument, "sobol") == 0;
    const bool known = sobol || (argument != NULL && strcmp(argument, "lhs") == 0);

    if (!known)
        cli_say("--design %s: it is lhs or sobol", argument != NULL ? argument : "");
    W->design = sobol ? POINTS_SOBOL : POINTS_LHS;
    free(argument);
    return known ? GATESIM_OK : GATESIM_EINPUT;
}

/* Takes the value of an option. Returns 0, or a status after a message. */
static int take_value(struct sweep *W, int option, char *argument)
{
    switch (option) {
    case SWEEP_VARY:
        return settings_add(stderr, &W->vary, NULL, argument);
    case SWEEP_CONSTRAINT:
        return settings_add(stderr, &W->constraints, NULL, argument);
    case SWEEP_SAMPLE:
        return study_count("--sample", argument, POINTS_MOST, &W->sample);
    case SWEEP_DESIGN:
        return take_design(W, argument);
    case SWEEP_CONTROLS:
        W->controls = true;
        return GATESIM_OK;
    case SWEEP_ANTITHETIC:
        W->antithetic = true;
        return GATESIM_OK;
    case SWEEP_LOCKSTEP:
        W->lockstep = true;
        return GATESIM_OK;
    default:
        return study_take(&W->study, option, argument);
    }
}

static enum option_taken take(void *user, int option, char *argument)
{
    return option_taken(take_value(user, option, argument));
}

/* What the options say together. */
static int check_options(struct sweep *W)
{
    if (W->vary.count == 0)
        cli_say("--vary is needed: a key and its values, such as --vary customs.servers=2..8");
    else if (W->lockstep && W->sample > 0)
        cli_say("--lockstep does not go with --sample");
    else if (W->design != POINTS_GRID && W->sample == 0)
        cli_say("--design needs --sample, the number of points");
    else
        return GATESIM_OK;
    return options_hint(&usage_sweep);
}

static enum points_design design_of(const struct sweep *W)
{
    if (W->lockstep)
        return POINTS_LOCKSTEP;
    return W->sample > 0 && W->design == POINTS_GRID ? POINTS_LHS : W->design;
}

static int make_points(struct sweep *W)
{
    int status = factors_read(&W->variation, &W->vary, &W->constraints);

    if (status == GATESIM_OK)
        status = points_make(&W->points, &W->variation, design_of(W), W->sample, 1);
    if (status == GATESIM_OK && W->points.count < W->sample && !W->study.quiet)
        cli_say("--sample %" PRIu64 ": there are %zu points", W->sample, W->points.count);
    return status;
}

static int load_point(struct sweep *W, size_t i, const char *path)
{
    const size_t own = W->study.settings.count;
    int status = factors_settings(&W->variation, points_at(&W->points, i), &W->study.settings);

    if (status == GATESIM_OK)
        status = study_load(&W->study, &W->alternatives, path);
    settings_truncate(&W->study.settings, own);
    return status;
}

/* The first point that is wrong says what is wrong with all. */
static int load_points(struct sweep *W, const char *path)
{
    int status = GATESIM_OK;

    for (size_t i = 0; status == GATESIM_OK && i < W->points.count; i++)
        status = load_point(W, i, path);
    return status;
}

static void set_replications(struct sweep *W)
{
    struct gatesim_scenario_info info;

    gatesim_scenario_info(W->alternatives.alternative[0].scenario, &info);
    if (W->study.replications == 0)
        W->study.replications = info.replications > REPLICATIONS ? info.replications : REPLICATIONS;
    W->alternatives.antithetic = W->antithetic;
    if (W->antithetic)
        W->study.replications += W->study.replications % 2;
    for (size_t i = 0; i < W->alternatives.count; i++)
        W->alternatives.alternative[i].wanted = W->study.replications;
}

/* What the pairs save, and then the pairs as the replications. */
static int fold_pairs(struct sweep *W)
{
    W->saved = calloc(W->metrics, sizeof *W->saved);
    if (W->saved == NULL || sweep_savings(W, W->saved) != GATESIM_OK)
        return cli_status(GATESIM_ENOMEM);
    for (size_t i = 0; i < W->alternatives.count; i++)
        run_data_fold(W->alternatives.alternative[i].data);
    W->study.replications /= 2;
    return GATESIM_OK;
}

/* books(W): whether trucks of a point book appointments. */
static bool books(const struct sweep *W)
{
    for (size_t i = 0; i < W->alternatives.count; i++)
        if (served_will_book(W->alternatives.alternative[i].scenario))
            return true;
    return false;
}

/* Write the names of the metrics that a sweep shows unless the user names some to name. Returns how
 * many they are. */
static size_t usual_metrics(const struct sweep *W, const char *name[USUAL_MOST])
{
    const struct compare_measure *M = compare_measure(0);
    const bool booked = books(W);
    size_t count = 0;

    for (size_t k = 1; M != NULL && count < USUAL_MOST; M = compare_measure(k++))
        if (M->swept && (booked || !M->booked))
            name[count++] = M->column;
    return count;
}

static int find_metrics(struct sweep *W)
{
    const char *usual[USUAL_MOST];
    const size_t asked = W->study.metrics.count, found = usual_metrics(W, usual);
    const char *const *text = asked > 0 ? settings_list(&W->study.metrics) : usual;

    W->metrics = asked > 0 ? asked : found;
    W->metric = calloc(W->metrics, sizeof *W->metric);
    if (W->metric == NULL)
        return cli_status(GATESIM_ENOMEM);
    for (size_t k = 0; k < W->metrics; k++)
        if (metric_find(stderr, W->alternatives.alternative[0].data, text[k], &W->metric[k]) !=
            GATESIM_OK)
            return GATESIM_EINPUT;
    return GATESIM_OK;
}

static int finish(void *user, struct alternatives *L)
{
    struct sweep *W = user;
    int status = W->antithetic ? fold_pairs(W) : GATESIM_OK;

    (void)L;
    if (status == GATESIM_OK && W->study.csv != NULL)
        status = sweep_csv(W, W->study.csv);
    if (status == GATESIM_OK && W->study.output != NULL)
        status = sweep_file(W, W->study.output);
    return status;
}

static int print_results(const struct sweep *W)
{
    int status = GATESIM_OK;

    if (W->study.json)
        status = sweep_json(W, stdout);
    else if (!W->study.quiet) {
        status = sweep_print(W, stdout);
        trend_print_alternatives(&W->alternatives, NULL, stdout);
    }
    return status == GATESIM_OK ? cli_finish_stdout(GATESIM_OK) : cli_status(status);
}

static int sweep(struct sweep *W, const char *path)
{
    int ran, status = study_spare(&W->study, &path, 1);

    if (status == GATESIM_OK)
        status = make_points(W);
    if (status == GATESIM_OK)
        status = load_points(W, path);
    if (status == GATESIM_OK)
        status = find_metrics(W);
    if (status != GATESIM_OK)
        return status;
    set_replications(W);
    study_alternatives(&W->study, &W->alternatives);
    W->alternatives.user = W;
    W->alternatives.finish = finish;
    ran = alternatives_run(&W->alternatives);
    if (ran != GATESIM_OK && ran != GATESIM_ESTOPPED)
        return ran;
    status = print_results(W);
    return status == GATESIM_OK ? ran : status;
}

static void release(struct sweep *W)
{
    free(W->metric);
    free(W->saved);
    points_release(&W->points);
    factors_release(&W->variation);
    alternatives_release(&W->alternatives);
    settings_release(&W->vary);
    settings_release(&W->constraints);
    study_release(&W->study);
}

enum exit_status command_sweep(int argc, const char **argv)
{
    struct sweep W = {.study.messages = stderr, .design = POINTS_GRID};
    struct options O;
    bool go_on;
    int status;

    alternatives_init(&W.alternatives, stderr);
    factors_init(&W.variation, stderr);
    go_on = options_parse(&O, &usage_sweep, argc, argv, take, &W);
    status = O.status;
    if (go_on && O.count != 1) {
        cli_say("one scenario is needed, and %zu are given", O.count);
        status = options_hint(&usage_sweep);
    } else if (go_on) {
        status = check_options(&W);
        if (status == GATESIM_OK)
            status = sweep(&W, O.rest[0]);
    }
    options_release(&O);
    release(&W);
    return exit_status_of(status);
}
