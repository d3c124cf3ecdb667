/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gatesim report: results files made one page that people read. The page is built into the
 * program; what is put into it is data, in which '<' is escaped, so that no name in a scenario can
 * be markup. */
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/report/report.h"
#include "analysis/web/page.h"
#include "gatesim/status.h"
#include "sim/base/arena.h"
#include "sim/base/diag.h"
#include "sim/base/path.h"
#include "sim/cli/cli.h"
#include "sim/cli/options.h"
#include "sim/cli/study_options.h"
#include "sim/experiment/loading.h"
#include "sim/experiment/metric.h"
#include "sim/experiment/overwrite.h"
#include "sim/experiment/report_limit.h"
#include "sim/experiment/settings.h"
#include "sim/present/compare_rows.h"
#include "sim/store/partial_file.h"
#include "sim/text/messages.h"

#define DIGITS 6         /* of a number on the page */
#define LIMIT_EVENTS 5e6 /* that runs may have to tell what limits the gates, unless asked for */

enum {
    OPTION_OUTPUT = 'o',
    OPTION_LANG = 512,
    OPTION_TARGET,
    OPTION_METRIC,
    OPTION_BASE,
    OPTION_BOTTLENECK,
    OPTION_QUIET
};

static const struct poptOption options[] = {
    {"output", 'o', POPT_ARG_STRING, NULL, OPTION_OUTPUT,
     "Write the page here (default: FILE.html beside the first file)", "FILE.html"},
    {"lang", '\0', POPT_ARG_STRING, NULL, OPTION_LANG, "Language: en (default) or vi", "en|vi"},
    {"target", '\0', POPT_ARG_STRING, NULL, OPTION_TARGET,
     "Show a limit, and whether it is kept (may be repeated)", "METRIC[ of NAME] < VALUE"},
    {"metric", '\0', POPT_ARG_STRING, NULL, OPTION_METRIC,
     "Show this number in the table of measures, instead of the usual ones (may be repeated)",
     "METRIC[ of NAME]"},
    {"base", '\0', POPT_ARG_STRING, NULL, OPTION_BASE,
     "Show what the first file's scenario changes of this one", "SCENARIO.ini"},
    {"bottleneck", '\0', POPT_ARG_STRING, NULL, OPTION_BOTTLENECK,
     "Run again with one more at every place, to tell what limits the gate: auto (default) if all "
     "of that takes at most 5 million events, about a second; yes; no",
     "auto|yes|no"},
    {"quiet", '\0', POPT_ARG_NONE, NULL, OPTION_QUIET, "Print nothing but errors", NULL},
    OPTIONS_HELP,
    POPT_TABLEEND,
};

const struct command usage_report = {
    .name = "gatesim report",
    .arguments = "[OPTION...] FILE.h5...",
    .purpose =
        "Makes one page of results files, for any browser, without network: the answer first, "
        "then\n"
        "queues over time, waits, where the time went, the map of the gate, and everything that "
        "is\n"
        "needed to run it again. Of several files, the first is what the others are compared with.",
    .examples = "  gatesim report peak.h5\n"
                "  gatesim report paper.h5 digital.h5 -o policies.html --lang vi\n"
                "  gatesim report peak.h5 --target 'time_in_system_p95 of fruit < 24 h' \\\n"
                "      --base scenarios/base/huu-nghi.ini\n"
                "  gatesim report paper.h5 digital.h5 --metric 'wait_p95 of fruit' --metric "
                "total_cost\n",
    .options = options,
};

struct reporting {
    char *output, *language, *base; /* given; owned */
    struct settings targets, metrics;
    bool quiet;
    size_t runs;
    struct run_data **data; /* owned, as what is in it */
    struct gatesim_scenario **scenario;
    const char **name;
    struct report_run *run;
    struct gatesim_scenario *base_scenario;
    struct metric_limit *limit; /* by target */
    struct report_target *target;
    struct comparison *comparison;
    enum report_limit_wish wish;
    struct report_limit *limits;    /* by run */
    struct report_measure *measure; /* owned */
    size_t measures;
    struct arena *arena;
};

static int set(char **to, char *value)
{
    free(*to);
    *to = value;
    return GATESIM_OK;
}

static int check_language(const char *language)
{
    static const char *const known[] = {"en", "vi"};
    const char *suggestion;

    for (size_t i = 0; i < 2; i++)
        if (strcmp(language, known[i]) == 0)
            return GATESIM_OK;
    suggestion = diag_suggest(language, known, 2);
    cli_say("--lang %s: there is no such language; %s%s", language,
            suggestion != NULL ? "did you mean " : "there are en and vi",
            suggestion != NULL ? suggestion : "");
    return GATESIM_EINPUT;
}

/* Takes word. */
static int take_wish(struct reporting *P, char *word)
{
    static const char *const known[] = {"auto", "yes", "no"};
    size_t i = 0;

    while (i < 3 && (word == NULL || strcmp(word, known[i]) != 0))
        i++;
    if (i == 3)
        cli_say("--bottleneck %s: it is auto, yes or no", word != NULL ? word : "");
    free(word);
    if (i == 3)
        return GATESIM_EINPUT;
    P->wish = (enum report_limit_wish)i;
    return GATESIM_OK;
}

/* Takes the value of an option. Returns 0, or a status after a message. */
static int take_value(struct reporting *P, int option, char *argument)
{
    switch (option) {
    case OPTION_OUTPUT:
        return set(&P->output, argument);
    case OPTION_BASE:
        return set(&P->base, argument);
    case OPTION_BOTTLENECK:
        return take_wish(P, argument);
    case OPTION_TARGET:
        return settings_add(stderr, &P->targets, NULL, argument);
    case OPTION_METRIC:
        return settings_add(stderr, &P->metrics, NULL, argument);
    case OPTION_QUIET:
        P->quiet = true;
        return GATESIM_OK;
    default:
        (void)set(&P->language, argument);
        return check_language(P->language);
    }
}

static enum option_taken take(void *user, int option, char *argument)
{
    return option_taken(take_value(user, option, argument));
}

/* The scenario that is in a file, for its hours; its data files need not be there. */
static int understand(struct reporting *P, size_t i)
{
    const struct run_data *X = P->data[i];
    struct gatesim_diagnostics *D;
    const int status =
        gatesim_scenario_recall(X->scenario, strlen(X->scenario), X->path, &P->scenario[i], &D);

    gatesim_diagnostics_destroy(D);
    if (status == GATESIM_OK)
        message_diagnostics(stderr, gatesim_scenario_warnings(P->scenario[i]));
    if (status == GATESIM_EINPUT)
        cli_say(
            "%s: a data file of its scenario cannot be read here, so the page does not tell when "
            "stations are shut",
            X->path);
    return status == GATESIM_EINPUT || status == GATESIM_OK ? GATESIM_OK : cli_status(status);
}

/* All files are looked at, so that all that is wrong is said. */
static int read_all(struct reporting *P, const char *const *paths)
{
    int worst = GATESIM_OK;

    for (size_t i = 0; i < P->runs; i++) {
        int status = load_results(stderr, paths[i], run_data_read_whole, &P->data[i]);

        if (status == GATESIM_OK)
            status = understand(P, i);
        worst = cli_worse(worst, status);
    }
    return worst;
}

static int find_target(struct reporting *P, size_t i)
{
    struct metric_limit *N = &P->limit[i];
    const char *text = P->targets.text[i];
    const int status = metric_limit_find(stderr, P->data[0], text, N);
    const struct run_data_column *C = N->metric.column;

    if (status != GATESIM_OK)
        return status;
    P->target[i] =
        (struct report_target){text, C->group, C->name, NULL, N->limit.value, N->limit.at_least};
    if (C->axes == 1 && C->axis[0].labels != NULL)
        P->target[i].label = C->axis[0].labels[N->metric.index];
    return GATESIM_OK;
}

static int find_targets(struct reporting *P)
{
    int worst = GATESIM_OK;

    for (size_t i = 0; i < P->targets.count; i++) {
        const int status = find_target(P, i);

        worst = cli_worse(worst, status);
    }
    return worst;
}

/* The rows of the table of measures: those that compare tells. */
static int choose_measures(struct reporting *P)
{
    const struct compared all = {.C = P->comparison, .name = P->name, .metrics = &P->metrics};
    const struct comparison_row **row =
        ARENA_ARRAY(P->arena, const struct comparison_row *, P->comparison->rows + 1);

    P->measure = calloc(P->comparison->rows + 1, sizeof *P->measure);
    if (row == NULL || P->measure == NULL)
        return cli_status(GATESIM_ENOMEM);
    P->measures = compare_told(&all, row);
    for (size_t k = 0; k < P->measures; k++)
        P->measure[k] = (struct report_measure){row[k], compare_noun_of(row[k]->column->name)};
    return GATESIM_OK;
}

static int compare(struct reporting *P)
{
    int status;

    if (!study_names((const struct run_data *const *)P->data, P->runs, P->arena, P->name))
        return cli_status(GATESIM_ENOMEM);
    for (size_t i = 0; i < P->runs; i++)
        P->run[i] = (struct report_run){.data = P->data[i],
                                        .name = P->name[i],
                                        .scenario = P->scenario[i],
                                        .trend = trend_of(P->data[i])};
    status = comparison_create((const struct run_data *const *)P->data, P->runs,
                               ESTIMATE_CONFIDENCE, &P->comparison);
    return status == GATESIM_OK ? choose_measures(P) : cli_status(status);
}

/* What limits the gate, of each run. */
static int find_limits(struct reporting *P)
{
    const double events = LIMIT_EVENTS / (double)P->runs;
    int status = GATESIM_OK;

    for (size_t i = 0; i < P->runs && status == GATESIM_OK; i++) {
        struct report_limit *F = &P->limits[i];

        status = report_limit_find(stderr, F, P->data[i], P->scenario[i], P->wish, events);
        P->run[i].unmeasured = F->why;
        P->run[i].one_more = F->why == REPORT_MEASURED ? &F->one_more : NULL;
    }
    return status;
}

/* put_escaped(json, out): text that may stand in a <script> element: in JSON, '<' is only ever in
 * strings. */
static void put_escaped(const char *json, FILE *out)
{
    for (;;) {
        const size_t plain = strcspn(json, "<");

        fwrite(json, 1, plain, out);
        json += plain;
        if (*json == '\0')
            return;
        fputs("\\u003c", out);
        json++;
    }
}

/* write_page(T, page, json): the page with the data in it. Returns whether all of it is there. */
static bool write_page(const struct partial_file *T, const struct web_page *page, const char *json,
                       const char **reason)
{
    FILE *out = fopen(T->partial, "w");
    bool lost;

    if (out == NULL) {
        *reason = strerror(errno);
        return false;
    }
    errno = 0;
    *reason = "it was cut short";
    fwrite(page->bytes, 1, page->data, out);
    put_escaped(json, out);
    fwrite(page->bytes + page->data_end, 1, page->size - page->data_end, out);
    lost = ferror(out) != 0;
    lost = fclose(out) != 0 || lost;
    if (lost && errno != 0)
        *reason = strerror(errno);
    return !lost;
}

/* write_file(path, page, json): leave the page at path. A signal waits until it is there. Returns
 * a negative status after a message. */
static int write_file(const char *path, const struct web_page *page, const char *json)
{
    struct partial_file T;
    sigset_t ending, before;
    const char *reason;
    int status;

    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    (void)pthread_sigmask(SIG_BLOCK, &ending, &before);
    status = partial_file_take(&T, path, &reason);

    if (status == 0) {
        if (!write_page(&T, page, json, &reason) || partial_file_keep(&T, &reason) != 0)
            status = GATESIM_EIO;
        if (status != 0)
            partial_file_remove(&T);
    }
    if (status != 0)
        cli_say("%s: cannot write: %s", path, reason);
    partial_file_release(&T);
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return status;
}

static int write_report(struct reporting *P, const struct web_page *page)
{
    const struct report R = {
        .runs = P->runs,
        .run = P->run,
        .comparison = P->comparison,
        .measures = P->measures,
        .measure = P->measure,
        .metrics = P->metrics.count,
        .metric = (const char *const *)P->metrics.text,
        .base_name = P->base,
        .base_text = P->base_scenario != NULL ? gatesim_scenario_text(P->base_scenario) : NULL,
        .language = P->language != NULL ? P->language : "en",
        .targets = P->targets.count,
        .target = P->target,
    };
    json_t *root;
    char *json;
    int status = report_json(&R, &root);

    if (status != GATESIM_OK)
        return cli_status(status);
    json = json_dumps(root, JSON_COMPACT | JSON_REAL_PRECISION(DIGITS));
    json_decref(root);
    if (json == NULL)
        return cli_status(GATESIM_ENOMEM);
    status = write_file(P->output, page, json);
    free(json);
    if (status == GATESIM_OK && !P->quiet)
        cli_say("wrote %s", P->output);
    return status;
}

/* "peak.html" for "runs/peak.h5". */
static bool name_output(struct reporting *P, const char *first)
{
    size_t length;
    const char *stem = path_stem(first, &length);

    length += (size_t)(stem - first); /* with the folder */
    if (P->output == NULL && (P->output = malloc(length + sizeof ".html")) != NULL)
        sprintf(P->output, "%.*s.html", (int)length, first);
    return P->output != NULL;
}

static int prepare(struct reporting *P, const char *first, size_t runs)
{
    P->runs = runs;
    P->arena = arena_create();
    P->data = calloc(runs, sizeof(struct run_data *));
    P->scenario = calloc(runs, sizeof(struct gatesim_scenario *));
    P->name = calloc(runs, sizeof *P->name);
    P->run = calloc(runs, sizeof *P->run);
    P->limits = calloc(runs, sizeof *P->limits);
    P->limit = calloc(P->targets.count + 1, sizeof *P->limit);
    P->target = calloc(P->targets.count + 1, sizeof *P->target);
    return P->arena != NULL && P->data != NULL && P->scenario != NULL && P->name != NULL &&
                   P->run != NULL && P->limits != NULL && P->limit != NULL && P->target != NULL &&
                   name_output(P, first)
               ? GATESIM_OK
               : cli_status(GATESIM_ENOMEM);
}

/* The page replaces neither a results file nor the scenario that it is compared with. */
static int spare_inputs(const struct reporting *P, const char *const *paths)
{
    const char *const base = P->base;
    const int status = overwrite_spares(stderr, P->output, paths, P->runs);

    return status == GATESIM_OK && base != NULL ? overwrite_spares(stderr, P->output, &base, 1)
                                                : status;
}

/* Nor what scenarios were read from, nor anything but an older page. */
static int spare_sources(const struct reporting *P)
{
    int status = GATESIM_OK;

    if (P->base_scenario != NULL)
        status = overwrite_spares_scenario(stderr, P->output, P->base_scenario);
    for (size_t i = 0; status == GATESIM_OK && i < P->runs; i++)
        if (P->scenario[i] != NULL)
            status = overwrite_spares_scenario(stderr, P->output, P->scenario[i]);
    return status == GATESIM_OK ? overwrite_allowed(stderr, P->output, OVERWRITE_PAGE) : status;
}

static int report(struct reporting *P, const char *const *paths)
{
    const struct web_page *page = web_page("report");
    int status;

    if (page == NULL) {
        cli_say("%s", WEB_PAGE_MISSING);
        return GATESIM_ESYSTEM;
    }
    status = spare_inputs(P, paths);
    if (status == GATESIM_OK)
        status = read_all(P, paths);
    if (status == GATESIM_OK)
        status = find_targets(P);
    if (status == GATESIM_OK)
        status =
            metric_check(stderr, (const struct run_data *const *)P->data, P->runs, &P->metrics);
    if (status == GATESIM_OK && P->base != NULL)
        status = load_scenario(stderr, P->base, NULL, 0, &P->base_scenario);
    if (status == GATESIM_OK)
        status = spare_sources(P);
    if (status == GATESIM_OK)
        status = compare(P);
    if (status == GATESIM_OK)
        status = find_limits(P);
    return status == GATESIM_OK ? write_report(P, page) : status;
}

static void release(struct reporting *P)
{
    for (size_t i = 0; i < P->runs; i++) {
        if (P->limits != NULL)
            report_limit_release(&P->limits[i]);
        if (P->data != NULL)
            run_data_destroy(P->data[i]);
        if (P->scenario != NULL)
            gatesim_scenario_destroy(P->scenario[i]);
    }
    for (size_t i = 0; P->limit != NULL && i < P->targets.count; i++)
        metric_limit_release(&P->limit[i]);
    comparison_destroy(P->comparison);
    gatesim_scenario_destroy(P->base_scenario);
    settings_release(&P->targets);
    settings_release(&P->metrics);
    free(P->measure);
    free(P->data);
    free(P->scenario);
    free(P->name);
    free(P->run);
    free(P->limits);
    free(P->limit);
    free(P->target);
    free(P->output);
    free(P->language);
    free(P->base);
    arena_destroy(P->arena);
}

enum exit_status command_report(int argc, const char **argv)
{
    struct reporting P = {.runs = 0};
    struct options O;
    const bool go_on = options_parse(&O, &usage_report, argc, argv, take, &P);
    int status = O.status;

    if (go_on && O.count == 0) {
        cli_say("no results file is given");
        status = options_hint(&usage_report);
    } else if (go_on) {
        cli_end_by_signals();
        status = prepare(&P, O.rest[0], O.count);
        if (status == GATESIM_OK)
            status = report(&P, O.rest);
    }
    options_release(&O);
    release(&P);
    return exit_status_of(status);
}
