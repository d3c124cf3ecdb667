/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gatesim optimize: the decisions that cost least and keep the limits.
 *
 * Few combinations are all taken. Of many a search finds candidates: it tries points spread
 * over the space, then goes from the best to better neighbours with ever smaller steps, each
 * point judged by the same replications. The candidates then race on replications that the
 * search has not seen, so that the answer's probability is not spoilt by having been chosen. */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/results.h"
#include "gatesim/status.h"
#include "sim/base/diag.h"
#include "sim/base/number.h"
#include "sim/cli/cli.h"
#include "sim/cli/selection_options.h"
#include "sim/experiment/optimizing.h"
#include "sim/present/optimize_print.h"
#include "sim/text/quantities.h"

enum { OPTIMIZE_VARY = SELECTION_OTHER, OPTIMIZE_CONSTRAINT, OPTIMIZE_COST, OPTIMIZE_POINTS };

static const struct poptOption options[] = {
    STUDY_OPTION("vary", '\0', OPTIMIZE_VARY,
                 "A decision and its values: 2..8, 5..15 min or a,b,c (may be repeated)",
                 "S.K=VALUES"),
    STUDY_OPTION("cost", '\0', OPTIMIZE_COST,
                 "What one unit of a decision, or of a measure (a second, a truck), costs, as "
                 "'desks.servers=12,000 VND' (may be repeated)",
                 "NAME=NUMBER"),
    STUDY_OPTION("minimise", '\0', SELECTION_MINIMISE, "The measure to make small",
                 "COLUMN[ of NAME]"),
    STUDY_OPTION("maximise", '\0', SELECTION_MAXIMISE, "The measure to make large",
                 "COLUMN[ of NAME]"),
    STUDY_OPTION("constraint", '\0', OPTIMIZE_CONSTRAINT,
                 "Leave out combinations, such as 'a.servers + b.servers <= 9' (may be repeated)",
                 "LIMIT"),
    SELECTION_OPTIONS,
    STUDY_OPTION("points", '\0', OPTIMIZE_POINTS,
                 "Combinations that a search tries at most (default: 200)", "N"),
    STUDY_OPTIONS,
    STUDY_FILES,
    OPTIONS_HELP,
    POPT_TABLEEND,
};

const struct command usage_optimize = {
    .name = "gatesim optimize",
    .arguments = "[OPTION...] SCENARIO.ini --vary S.K=VALUES...",
    .purpose =
        "Finds the values of decisions that are cheapest, or best for a measure, and keep limits.\n"
        "The answer is the best of those that were compared, or within --zone of it, with at\n"
        "least the probability that is asked for; of few combinations all are compared.",
    .examples =
        "  gatesim optimize scenarios/peak.ini --vary other-side.servers=2..5 --cost "
        "other-side.servers=1 \\\n"
        "      --subject-to 'time_in_system_p95 < 12 h'\n"
        "  gatesim optimize scenarios/peak.ini --vary other-side.servers=2..4 --vary "
        "customs.servers=8..14/2 \\\n"
        "      --constraint 'other-side.servers + customs.servers <= 14' --minimise wait_mean "
        "--zone '5 min'\n",
    .options = options,
};

/* Takes the value of an option. Returns 0, or a status after a message. */
static int take_value(struct optimizing *Z, int option, char *argument)
{
    switch (option) {
    case OPTIMIZE_VARY:
        return settings_add(stderr, &Z->vary, NULL, argument);
    case OPTIMIZE_CONSTRAINT:
        return settings_add(stderr, &Z->constraints, NULL, argument);
    case OPTIMIZE_COST:
        return settings_add(stderr, &Z->costs_text, NULL, argument);
    case OPTIMIZE_POINTS:
        return study_count("--points", argument, POINTS_MOST, &Z->tries);
    default:
        return option >= STUDY_OTHER ? selection_take(&Z->rules, option, argument)
                                     : study_take(&Z->study, option, argument);
    }
}

static enum option_taken take(void *user, int option, char *argument)
{
    return option_taken(take_value(user, option, argument));
}

/* Whether what a cost is of may be a measure. */
static bool is_measure(const char *name)
{
    size_t count;
    const struct gatesim_column *column = gatesim_columns(&count);

    for (size_t i = 0; i < count; i++)
        if (metric_names(name, &column[i]))
            return true;
    return false;
}

static int say_unknown_cost(const struct optimizing *Z, const char *text, const char *name)
{
    size_t count, n = 0;
    const struct gatesim_column *column = gatesim_columns(&count);
    const char **names = calloc(Z->variation.count + count, sizeof *names), *near;

    if (names == NULL)
        return cli_status(GATESIM_ENOMEM);
    for (size_t i = 0; i < Z->variation.count; i++)
        names[n++] = Z->variation.factor[i].key;
    for (size_t i = 0; i < count; i++)
        names[n++] = column[i].name;
    near = diag_suggest(name, names, n);
    cli_say("--cost %s: '%s' is neither a decision, which --vary gives, nor a measure%s%s%s", text,
            name, near != NULL ? "; did you mean " : "", near != NULL ? near : "",
            near != NULL ? "?" : "");
    free(names);
    return GATESIM_EINPUT;
}

/* take_each(Z, text, each): read "1.5" or "12,000 VND" into *each, and the currency into Z, which
 * is the same for all costs. Returns whether it is one. */
static bool take_each(struct optimizing *Z, const char *text, double *each)
{
    const char *number = text + strspn(text, " ");
    const size_t groups = number_groups(number, strlen(number));
    const size_t length = groups > 0 ? groups : number_span(number, strlen(number));
    const char *currency = number + length + strspn(number + length, " ");
    char *amount = strndup(number, length);
    const bool well = amount != NULL && quantity_parse(amount, "", each) == 0;

    free(amount);
    if (currency[0] == '\0' || !well)
        return well;
    if (Z->currency == NULL)
        Z->currency = strdup(currency);
    return Z->currency != NULL && strcmp(Z->currency, currency) == 0 &&
           currency[strcspn(currency, " ,;/\"%")] == '\0';
}

/* take_cost(Z, text): "customs.servers=1.5", "customs.servers=12,000 VND". */
static int take_cost(struct optimizing *Z, const char *text)
{
    const char *equals = strrchr(text, '=');
    struct cost *C = &Z->cost[Z->costs];

    *C = (struct cost){.name = strndup(text, equals != NULL ? (size_t)(equals - text) : 0)};
    Z->costs++;
    if (C->name == NULL)
        return cli_status(GATESIM_ENOMEM);
    C->decision = factors_find(&Z->variation, C->name);
    if (equals != NULL && C->name[0] != '\0' && take_each(Z, equals + 1, &C->each) &&
        (C->decision == Z->variation.count || Z->variation.factor[C->decision].numeric))
        return C->decision < Z->variation.count || is_measure(C->name)
                   ? GATESIM_OK
                   : say_unknown_cost(Z, text, C->name);
    cli_say("--cost %s: it is written NAME=NUMBER, NAME being a decision that has numbers, or a "
            "measure; a currency may stand behind the number, the same one for all costs",
            text);
    return GATESIM_EINPUT;
}

static int take_costs(struct optimizing *Z)
{
    int status = GATESIM_OK;

    Z->cost = calloc(Z->costs_text.count + 1, sizeof *Z->cost);
    if (Z->cost == NULL)
        return cli_status(GATESIM_ENOMEM);
    for (size_t i = 0; status == GATESIM_OK && i < Z->costs_text.count; i++)
        status = take_cost(Z, Z->costs_text.text[i]);
    return status;
}

static int finish(void *user)
{
    const struct optimizing *Z = user;
    int status = GATESIM_OK;

    if (Z->study.csv != NULL)
        status = optimize_csv(Z, Z->study.csv);
    if (status == GATESIM_OK && Z->study.output != NULL)
        status = optimize_file(Z, Z->study.output);
    return status;
}

static int race(struct optimizing *Z, struct heat *H)
{
    int ran, status = optimize_load(H, Z, &Z->finalists, 0, Z->finalists.count, &Z->alternatives,
                                    &Z->selection);

    if (status != GATESIM_OK)
        return status;
    Z->alternatives.offset = Z->searched ? (uint32_t)Z->selection.first : 0;
    Z->selection.finish = finish;
    Z->selection.user = Z;
    ran = selection_run_run(&Z->selection);
    if (ran != GATESIM_OK && ran != GATESIM_ESTOPPED)
        return ran;
    if (Z->study.json)
        status = optimize_json(Z, stdout);
    else if (!Z->study.quiet)
        status = optimize_print(Z, stdout);
    status = status == GATESIM_OK ? cli_finish_stdout(GATESIM_OK) : cli_status(status);
    return status == GATESIM_OK ? ran : status;
}

static int check_options(const struct optimizing *Z)
{
    if (Z->vary.count == 0)
        cli_say("--vary is needed: a decision and its values, such as --vary customs.servers=2..8");
    else if (Z->costs_text.count == 0 && Z->rules.metric == NULL)
        cli_say("--cost, --minimise or --maximise is needed: what is to be small or large");
    else
        return GATESIM_OK;
    return options_hint(&usage_optimize);
}

static int prepare(struct optimizing *Z)
{
    const int status = factors_read(&Z->variation, &Z->vary, &Z->constraints);

    return status == GATESIM_OK ? take_costs(Z) : status;
}

static int optimize(struct optimizing *Z)
{
    struct heat H = {.term = NULL};
    int status = check_options(Z);

    if (status == GATESIM_OK)
        status = study_spare(&Z->study, &Z->path, 1);
    if (status == GATESIM_OK)
        status = prepare(Z);
    if (status == GATESIM_OK)
        status = optimize_choose(Z);
    if (status == GATESIM_OK)
        status = race(Z, &H);
    heat_release(&H);
    return status;
}

static void release(struct optimizing *Z)
{
    selection_run_release(&Z->selection);
    alternatives_release(&Z->alternatives);
    for (size_t i = 0; i < Z->costs; i++)
        free(Z->cost[i].name);
    free(Z->cost);
    free(Z->currency);
    free(Z->trial);
    points_release(&Z->points);
    points_release(&Z->finalists);
    factors_release(&Z->variation);
    settings_release(&Z->vary);
    settings_release(&Z->constraints);
    settings_release(&Z->costs_text);
    selection_run_rules_release(&Z->rules);
    study_release(&Z->study);
}

enum exit_status command_optimize(int argc, const char **argv)
{
    struct optimizing Z = {.study.messages = stderr, .tries = OPTIMIZE_TRIES};
    struct options O;
    bool go_on;
    int status;

    alternatives_init(&Z.alternatives, stderr);
    factors_init(&Z.variation, stderr);
    selection_run_rules_init(&Z.rules);
    go_on = options_parse(&O, &usage_optimize, argc, argv, take, &Z);
    status = O.status;
    if (go_on && O.count != 1) {
        cli_say("one scenario is needed, and %zu are given", O.count);
        status = options_hint(&usage_optimize);
    } else if (go_on) {
        Z.path = O.rest[0];
        status = optimize(&Z);
    }
    options_release(&O);
    release(&Z);
    return exit_status_of(status);
}
