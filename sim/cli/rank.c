/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gatesim rank: which of several scenarios is best, with a stated probability. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/compare/comparison.h"
#include "analysis/report/json_parts.h"
#include "gatesim/status.h"
#include "gatesim/version.h"
#include "sim/base/arena.h"
#include "sim/cli/cli.h"
#include "sim/cli/selection_options.h"
#include "sim/cli/study_options.h"
#include "sim/experiment/experiment_file.h"
#include "sim/experiment/selection_run.h"
#include "sim/present/csv_writer.h"
#include "sim/present/limit_words.h"
#include "sim/present/served.h"
#include "sim/present/trend_words.h"
#include "sim/text/quantities.h"

static const struct poptOption options[] = {
    STUDY_OPTION("metric", '\0', SELECTION_MINIMISE,
                 "What is to be small (default: " COMPARISON_TIME
                 "; where trucks book, " COMPARISON_TIME_BOOKED ")",
                 "COLUMN[ of NAME]"),
    STUDY_OPTION("maximise", '\0', SELECTION_MAXIMISE, "What is to be large instead",
                 "COLUMN[ of NAME]"),
    SELECTION_OPTIONS,
    STUDY_OPTION("budget", '\0', SELECTION_BUDGET,
                 "Spend so many replications in all, where they tell most, instead of going on "
                 "until it is decided",
                 "N"),
    STUDY_OPTIONS,
    STUDY_FILES,
    OPTIONS_HELP,
    POPT_TABLEEND,
};

const struct command usage_rank = {
    .name = "gatesim rank",
    .arguments = "[OPTION...] A.ini B.ini...",
    .purpose =
        "Finds the best of several scenarios. All meet the same trucks; what is clearly worse is\n"
        "dropped early. The choice is the best, or within --zone of it, with at least the\n"
        "probability that is asked for (Kim & Nelson 2001).",
    .examples = "  gatesim rank scenarios/paper.ini scenarios/digital.ini --zone '10 min'\n"
                "  gatesim rank a.ini b.ini c.ini --metric 'wait_p95 of fruit' --zone '15 min' \\\n"
                "      --subject-to 'trucks_turned_back < 20'\n"
                "  gatesim rank a.ini b.ini c.ini --maximise throughput_per_hour --budget 300\n",
    .options = options,
};

struct ranking {
    struct study study;
    struct selection_rules rules;
    struct alternatives alternatives;
    struct selection_run selection;
    struct arena *arena;
    const char **name; /* by alternative; in the arena */
    size_t *order;     /* alternatives, best first; in the arena */
};

static enum option_taken take(void *user, int option, char *argument)
{
    struct ranking *R = user;

    if (option >= STUDY_OTHER)
        return option_taken(selection_take(&R->rules, option, argument));
    return option_taken(study_take(&R->study, option, argument));
}

static void print_alternative(const struct ranking *R, struct table *T, size_t alternative)
{
    const struct selection_run *K = &R->selection;
    char b[QUANTITY_SIZE];

    table_row(T, NULL);
    table_cell(T, R->name[alternative]);
    for (size_t which = 0; which <= K->limits; which++)
        table_cell(T, selection_run_cell(K, alternative, which, b));
    table_cell(T, text_number(b, (double)R->alternatives.alternative[alternative].data->count));
    table_cell(T, selection_run_fate(K, alternative));
}

static int print_table(const struct ranking *R)
{
    const struct selection_run *K = &R->selection;
    const char **headers = ARENA_ARRAY(R->arena, const char *, K->limits + 4);
    struct table *T;

    if (headers == NULL)
        return GATESIM_ENOMEM;
    headers[0] = "Scenario";
    for (size_t which = 0; which <= K->limits; which++) {
        headers[1 + which] = selection_run_head(K, which, R->rules.metric, R->arena);
        if (headers[1 + which] == NULL)
            return GATESIM_ENOMEM;
    }
    headers[2 + K->limits] = "replications";
    headers[3 + K->limits] = "";
    T = table_create(R->arena, K->limits + 4, headers);
    for (size_t i = 0; T != NULL && i < R->alternatives.count; i++)
        print_alternative(R, T, R->order[i]);
    return table_print(T, stdout, style_of(stdout));
}

static void print_choice(const struct ranking *R)
{
    const struct selection_run *K = &R->selection;
    const size_t best = selection_run_best(K);
    char share[QUANTITY_SIZE], zone[QUANTITY_SIZE], fewer[SERVED_SIZE] = "", hides[SELECTION_TEXT],
                                                    word[QUANTITY_SIZE];

    fputc('\n', stdout);
    limit_words_print(K, stdout);
    if (best < R->alternatives.count)
        selection_run_but(K, fewer);
    if (best == R->alternatives.count)
        printf("No scenario keeps the limits.\n");
    else if (!K->decided)
        printf(
            "Not decided yet: %s is ahead after %llu replications of each scenario that is still "
            "in the race%s; --most allows more.\n",
            R->name[best], (unsigned long long)K->judged, fewer);
    else if (K->race == NULL)
        printf("%s is best with a probability of %s (at least, by Bonferroni)%s.\n", R->name[best],
               K->probability > 0.999 ? "over 99.9 %" : quantity_share(share, K->probability),
               fewer);
    else
        printf("%s is best, or within %s%s of the best, with a probability of at least %s%s.\n",
               R->name[best], quantity_text(zone, selection_run_unit(K, 0), K->zone),
               selection_run_word(K, 0, word), quantity_share(share, K->probability), fewer);
    if (selection_run_hides(K, hides))
        style_warning(style_of(stdout), stdout, hides);
}

static void print_effort(const struct ranking *R)
{
    const uint64_t spent = selection_run_spent(&R->selection),
                   equal = selection_run_equal(&R->selection);
    char a[TEXT_SIZE], b[TEXT_SIZE], share[QUANTITY_SIZE];

    printf("%s replications in all", text_number(a, (double)spent));
    if (spent < equal)
        printf("; equal numbers would have taken %s: %s saved", text_number(b, (double)equal),
               quantity_share(share, 1.0 - (double)spent / (double)equal));
    printf(".\n");
}

static int print_ranking(const struct ranking *R)
{
    const int status = print_table(R);

    print_choice(R);
    trend_print_alternatives(&R->alternatives, R->name, stdout);
    print_effort(R);
    return status;
}

static json_t *json_alternative(const struct ranking *R, bool *lost, size_t alternative)
{
    const struct selection_run *K = &R->selection;
    json_t *one = json_object(), *limits = json_array();

    part_put(lost, one, "name", json_string(R->name[alternative]));
    part_put(lost, one, "path", part_path(R->alternatives.alternative[alternative].data->path));
    part_put(lost, one, "sha256",
             json_string(R->alternatives.alternative[alternative].data->sha256));
    part_put(lost, one, "fate", json_string(selection_run_fate(K, alternative)));
    part_put(lost, one, "value", part_estimate(lost, selection_run_estimate(K, alternative, 0)));
    for (size_t j = 0; j < K->limits; j++)
        part_append(lost, limits,
                    part_estimate(lost, selection_run_estimate(K, alternative, 1 + j)));
    part_put(lost, one, "limits", limits);
    selection_run_json_served(K, alternative, lost, one);
    return one;
}

static int print_json(const struct ranking *R)
{
    const struct selection_run *K = &R->selection;
    const size_t best = selection_run_best(K);
    json_t *root = json_object(), *alternatives = json_array(), *limits = json_array();
    bool lost = false;

    part_put(&lost, root, "version", json_string(gatesim_version()));
    part_put(&lost, root, "metric", json_string(R->rules.metric));
    part_put(&lost, root, "goal", json_string(R->rules.maximise ? "maximise" : "minimise"));
    part_put(&lost, root, "zone", K->race != NULL ? part_number(K->zone) : json_null());
    for (size_t j = 0; j < K->limits; j++)
        part_append(&lost, limits, json_string(R->rules.limits.text[j]));
    part_put(&lost, root, "subject_to", limits);
    part_put(&lost, root, "decided", json_boolean(K->decided));
    part_put(&lost, root, "best",
             best < R->alternatives.count ? json_string(R->name[best]) : json_null());
    part_put(&lost, root, "probability", part_number(K->probability));
    part_put(&lost, root, "replications", json_integer((json_int_t)selection_run_spent(K)));
    part_put(&lost, root, "replications_equal", json_integer((json_int_t)selection_run_equal(K)));
    for (size_t i = 0; i < R->alternatives.count; i++)
        part_append(&lost, alternatives, json_alternative(R, &lost, R->order[i]));
    part_put(&lost, root, "scenarios", alternatives);
    part_put(&lost, root, "warnings", selection_run_json_warnings(K, &lost));
    return part_print(root, lost, stdout);
}

static bool fill(const void *user, struct sheet *T)
{
    static const char *const axes[] = {"scenario"};
    const struct ranking *R = user;
    const size_t alternatives = R->alternatives.count;
    const char **text = ARENA_ARRAY(R->arena, const char *, alternatives);

    if (text == NULL)
        return false;
    sheet_labels(T, "scenario", "scenario", alternatives, R->name);
    for (size_t i = 0; i < alternatives; i++)
        text[i] = R->alternatives.alternative[i].data->path;
    sheet_strings(T, "path", "where it came from", 1, axes, text);
    for (size_t i = 0; i < alternatives; i++)
        text[i] = R->alternatives.alternative[i].data->sha256;
    sheet_strings(T, "scenario_sha256", "SHA-256 of the resolved scenario", 1, axes, text);
    return selection_run_sheet(&R->selection, T, "scenario", R->rules.metric);
}

static int write_csv(const struct ranking *R)
{
    struct csv_writer file;
    bool whole;
    FILE *out;

    if (csv_writer_open(&file, stderr, R->study.csv) != GATESIM_OK)
        return GATESIM_EIO;
    out = file.out;
    fputs("scenario,", out);
    whole = selection_run_csv_head(&R->selection, out);
    for (size_t i = 0; i < R->alternatives.count; i++) {
        csv_writer_text(out, R->name[R->order[i]], ',');
        selection_run_csv_alternative(&R->selection, R->order[i], out);
    }
    return csv_writer_close(&file, whole);
}

static int finish(void *user)
{
    struct ranking *R = user;
    int status = GATESIM_OK;

    selection_run_order(&R->selection, R->order);
    if (R->study.csv != NULL)
        status = write_csv(R);
    if (status == GATESIM_OK && R->study.output != NULL)
        status = experiment_file_write(stderr, R->study.output, fill, R);
    return status;
}

static int print_results(const struct ranking *R)
{
    int status = GATESIM_OK;

    if (R->study.json)
        status = print_json(R);
    else if (!R->study.quiet)
        status = print_ranking(R);
    return status == GATESIM_OK ? cli_finish_stdout(GATESIM_OK) : cli_status(status);
}

static int load_all(struct ranking *R, const char *const *paths, size_t count)
{
    int worst = GATESIM_OK;

    for (size_t i = 0; i < count; i++) {
        const int status = study_load(&R->study, &R->alternatives, paths[i]);

        worst = cli_worse(worst, status);
    }
    return worst;
}

static int name_all(struct ranking *R)
{
    const size_t count = R->alternatives.count;
    const struct run_data **run;

    R->arena = arena_create();
    run = R->arena != NULL ? ARENA_ARRAY(R->arena, const struct run_data *, count) : NULL;
    R->name = run != NULL ? ARENA_ARRAY(R->arena, const char *, count) : NULL;
    R->order = R->name != NULL ? ARENA_ARRAY(R->arena, size_t, count) : NULL;
    if (R->order == NULL)
        return cli_status(GATESIM_ENOMEM);
    for (size_t i = 0; i < count; i++)
        run[i] = R->alternatives.alternative[i].data;
    return study_names(run, count, R->arena, R->name) ? GATESIM_OK : cli_status(GATESIM_ENOMEM);
}

/* What the options say together. */
static int check_rules(struct ranking *R)
{
    if (R->rules.zone == NULL && R->rules.budget == 0)
        cli_say("--zone is needed: how large a difference matters, such as --zone '10 min'; or "
                "--budget, a number of replications to spend");
    else if (R->rules.budget > 0 && R->rules.limits.count > 0)
        cli_say("--budget does not go with --subject-to: give --zone, and it ends when it is "
                "decided");
    else if (R->rules.budget > 0 && R->rules.most > 0)
        cli_say("--budget does not go with --most: it is spent where it tells most");
    else
        return GATESIM_OK;
    return GATESIM_EINPUT;
}

/* choose_metric(R): what is to be small when the user does not say: where trucks of any scenario
 * book, the time from the wish, since else an alternative is best that keeps its trucks at home. */
static int choose_metric(struct ranking *R)
{
    bool books = false;

    for (size_t i = 0; i < R->alternatives.count; i++)
        books = books || served_will_book(R->alternatives.alternative[i].scenario);
    if (R->rules.metric == NULL)
        R->rules.metric = strdup(books ? COMPARISON_TIME_BOOKED : COMPARISON_TIME);
    return R->rules.metric != NULL ? GATESIM_OK : cli_status(GATESIM_ENOMEM);
}

static int rank(struct ranking *R, const char *const *paths, size_t count)
{
    int ran, status = study_spare(&R->study, paths, count);

    if (status == GATESIM_OK)
        status = check_rules(R);
    if (status == GATESIM_OK)
        status = load_all(R, paths, count);
    if (status == GATESIM_OK)
        status = choose_metric(R);
    if (status == GATESIM_OK)
        status = name_all(R);
    if (status == GATESIM_OK)
        status = selection_run_init(&R->selection, &R->rules, NULL, &R->alternatives);
    if (status != GATESIM_OK)
        return status;
    study_alternatives(&R->study, &R->alternatives);
    R->selection.name = R->name;
    R->selection.finish = finish;
    R->selection.user = R;
    ran = selection_run_run(&R->selection);
    if (ran != GATESIM_OK && ran != GATESIM_ESTOPPED)
        return ran;
    status = print_results(R);
    return status == GATESIM_OK ? ran : status;
}

static void release(struct ranking *R)
{
    selection_run_release(&R->selection);
    selection_run_rules_release(&R->rules);
    alternatives_release(&R->alternatives);
    study_release(&R->study);
    arena_destroy(R->arena);
}

enum exit_status command_rank(int argc, const char **argv)
{
    struct ranking R = {.study.messages = stderr};
    struct options O;
    bool go_on;
    int status;

    alternatives_init(&R.alternatives, stderr);
    selection_run_rules_init(&R.rules);
    go_on = options_parse(&O, &usage_rank, argc, argv, take, &R);
    status = O.status;
    if (go_on && O.count < 2) {
        cli_say("two or more scenarios are needed, and %zu %s given", O.count,
                O.count == 1 ? "is" : "are");
        status = options_hint(&usage_rank);
    } else if (go_on) {
        status = rank(&R, O.rest, O.count);
    }
    options_release(&O);
    release(&R);
    return exit_status_of(status);
}
