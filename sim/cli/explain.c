/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gatesim explain: the reference of the scenario language, from the tables that the reader
 * itself uses, and of the metrics, from the table of the results. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gatesim/results.h"
#include "gatesim/status.h"
#include "sim/base/diag.h"
#include "sim/cli/cli.h"
#include "sim/cli/language_lists.h"
#include "sim/cli/options.h"
#include "sim/cli/pages.h"
#include "sim/experiment/metric.h"
#include "sim/present/run_json.h"
#include "sim/text/text.h"

#define LINE 96

static const struct poptOption options[] = {OPTIONS_HELP, POPT_TABLEEND};

const struct command usage_explain = {
    .name = "gatesim explain",
    .arguments = "[OPTION...] [KEY]",
    .purpose =
        "Tells what a section, a key, a distribution, a step of a route, a metric or a word of "
        "the\nresults means; without KEY, what there is in a scenario.",
    .examples = "  gatesim explain\n"
                "  gatesim explain station.servers\n"
                "  gatesim explain servers\n"
                "  gatesim explain lognormal\n"
                "  gatesim explain wait_p95\n"
                "  gatesim explain buffer index\n",
    .options = options,
};

/* Print text in lines of at most LINE columns, each indented; its own line ends stay. */
static void print_wrapped(const char *text, int indent)
{
    int column = 0;

    while (*text != '\0') {
        const size_t length = strcspn(text, " \n");

        if (column > 0 && column + 1 + (int)length > LINE - indent) {
            putchar('\n');
            column = 0;
        }
        column += printf("%*s%.*s", column == 0 ? indent : 1, "", (int)length, text);
        text += length;
        if (*text == '\n') {
            putchar('\n');
            column = 0;
        }
        text += *text != '\0';
    }
    putchar('\n');
}

static void print_topic(const struct gatesim_topic *topic)
{
    printf("%s\n", topic->form);
    print_wrapped(topic->meaning, 4);
}

static void print_field(const char *name, const char *value)
{
    if (value[0] != '\0')
        printf("    %-9s %s\n", name, value);
}

static void print_key(const struct gatesim_key *k)
{
    size_t count;

    printf("[%s] %s\n", k->section, k->key);
    print_wrapped(k->meaning, 4);
    if (key_is_word(k)) {
        print_field("one of:", k->range);
    } else {
        print_field("type:", k->type);
        print_field("units:", k->unit);
        print_field("range:", k->range);
    }
    if (k->value == NULL)
        print_field("default:", "none: it must be given");
    else
        print_field("default:", k->value);
    if (k->conditional)
        printf("    %-9s %s if ATTRIBUTE is VALUE = ...\n", "also:", k->key);
    if (gatesim_key_changes((size_t)(k - gatesim_keys(&count))))
        print_field("changes:", "in mid-run too, by a [change NAME]");
    print_field("example:", k->example);
}

/* Whether --metric can name a number of the column. */
static bool is_metric(const struct gatesim_column *C)
{
    return C->axis[1] == GATESIM_AXIS_NONE;
}

/* A column of the results, as --metric names it. */
static void print_metric(const struct gatesim_column *C)
{
    const char *of = gatesim_axis_name(C->axis[0]);

    fputs(C->name, stdout);
    if (of[0] != '\0')
        printf(" of %s", of);
    putchar('\n');
    print_wrapped(C->meaning, 4);
    print_field("units:", C->unit);
    print_field("of:", gatesim_axis_meaning(C->axis[0]));
    print_field("group:", C->group);
}

/* Whether word names a metric: as --metric does, or as --json does. */
static bool names_metric(const struct gatesim_column *C, const char *word)
{
    char key[JSON_KEY];

    return is_metric(C) && (metric_names(word, C) || strcmp(word, json_key(C, key)) == 0);
}

static void print_key_line(const struct gatesim_key *k)
{
    printf("    %-14s %s", k->key, k->type);
    if (k->value == NULL)
        fputs("; must be given", stdout);
    else if (k->value[0] != '\0')
        printf("; default %s", k->value);
    putchar('\n');
}

/* The keys of a section, one a line. */
static void print_section_keys(const char *section)
{
    size_t count;
    const struct gatesim_key *keys = gatesim_keys(&count);

    for (size_t i = 0; i < count; i++)
        if (strcmp(keys[i].section, section) == 0)
            print_key_line(&keys[i]);
}

static void print_overview(void)
{
    print_wrapped(PAGES_FORM, 0);
    putchar('\n');
    for (size_t l = 0; l < TOPIC_LISTS; l++) {
        size_t count;
        const struct gatesim_topic *topic = topic_lists[l].list(&count);

        printf("%s%s\n\n", l > 0 ? "\n" : "", topic_lists[l].title);
        for (size_t i = 0; i < count; i++) {
            print_topic(&topic[i]);
            if (l == 0)
                print_section_keys(topic[i].name);
            if (l == 0 && i + 1 < count)
                putchar('\n');
        }
    }
    printf("\ngatesim explain station.servers tells about one key, gatesim explain lognormal\n"
           "about one distribution, gatesim explain wait_p95 about one metric, gatesim explain\n"
           "half-width about one word.\n");
}

/* Whether word names key k: "servers" or "station.servers". */
static int names_key(const struct gatesim_key *k, const char *word)
{
    const size_t section = strlen(k->section);

    return strcmp(word, k->key) == 0 ||
           (strncmp(word, k->section, section) == 0 && word[section] == '.' &&
            strcmp(word + section + 1, k->key) == 0);
}

/* Print the metrics that word names, after so many things found; returns how many there are now. */
static int print_metrics(const char *word, int found)
{
    size_t count;
    const struct gatesim_column *column = gatesim_columns(&count);

    for (size_t i = 0; i < count; i++)
        if (names_metric(&column[i], word)) {
            fputs(found++ > 0 ? "\n" : "", stdout);
            print_metric(&column[i]);
        }
    return found;
}

/* Print all that word names; returns how many things that were. */
static int print_matches(const char *word)
{
    int found = 0;
    size_t count;
    const struct gatesim_key *keys = gatesim_keys(&count);

    for (size_t i = 0; i < count; i++)
        if (names_key(&keys[i], word)) {
            fputs(found++ > 0 ? "\n" : "", stdout);
            print_key(&keys[i]);
        }
    for (size_t l = 0; l < TOPIC_LISTS; l++) {
        const struct gatesim_topic *topic = topic_lists[l].list(&count);

        for (size_t i = 0; i < count; i++)
            if (strcasecmp(topic[i].name, word) == 0) {
                fputs(found++ > 0 ? "\n" : "", stdout);
                print_topic(&topic[i]);
                if (l == 0)
                    print_section_keys(word);
            }
    }
    return print_metrics(word, found);
}

/* Everything that could have been asked for; NULL when there is no memory. */
static const char **all_words(struct arena *A, size_t *total)
{
    size_t keys, columns, count[TOPIC_LISTS], n = 0;
    const struct gatesim_key *key = gatesim_keys(&keys);
    const struct gatesim_column *column = gatesim_columns(&columns);
    const char **word;

    *total = 2 * keys + columns;
    for (size_t l = 0; l < TOPIC_LISTS; l++) {
        (void)topic_lists[l].list(&count[l]);
        *total += count[l];
    }
    word = ARENA_ARRAY(A, const char *, *total);
    for (size_t i = 0; word != NULL && i < keys; i++) {
        word[n++] = key[i].key;
        word[n] = arena_printf(A, "%s.%s", key[i].section, key[i].key);
        if (word[n++] == NULL)
            return NULL;
    }
    for (size_t l = 0; word != NULL && l < TOPIC_LISTS; l++)
        for (size_t i = 0; i < count[l]; i++)
            word[n++] = topic_lists[l].list(&count[l])[i].name;
    for (size_t i = 0; word != NULL && i < columns; i++)
        if (is_metric(&column[i]))
            word[n++] = column[i].name;
    *total = n;
    return word;
}

static int unknown(const char *asked)
{
    struct arena *A = arena_create();
    size_t count = 0;
    const char *const *word = A != NULL ? all_words(A, &count) : NULL;
    const char *suggestion = word != NULL ? diag_suggest(asked, word, count) : NULL;

    if (suggestion != NULL)
        cli_say("nothing is called '%s'; did you mean %s?", asked, suggestion);
    else
        cli_say("nothing is called '%s'; see: gatesim explain", asked);
    arena_destroy(A);
    return GATESIM_EINPUT;
}

static enum option_taken no_option(void *user, int option, char *argument)
{
    (void)user;
    (void)option;
    free(argument);
    return OPTION_TAKEN;
}

/* asked_for(O): the words that were asked for as one text, which the caller frees; NULL without
 * memory. */
static char *asked_for(const struct options *O)
{
    size_t size = 1;
    char *text;

    for (size_t i = 0; i < O->count; i++)
        size += strlen(O->rest[i]) + 1;
    text = calloc(size, 1);
    for (size_t i = 0; text != NULL && i < O->count; i++) {
        strcat(text, i > 0 ? " " : "");
        strcat(text, O->rest[i]);
    }
    return text;
}

/* explain(word): print what word means, or all there is when it is "". Returns 0, or a negative status after a message. */
static int explain(const char *word)
{
    if (word == NULL)
        return cli_status(GATESIM_ENOMEM);
    if (word[0] == '\0')
        print_overview();
    else if (print_matches(word) == 0)
        return unknown(word);
    return cli_finish_stdout(GATESIM_OK);
}

enum exit_status command_explain(int argc, const char **argv)
{
    struct options O;
    const bool go_on = options_parse(&O, &usage_explain, argc, argv, no_option, NULL);
    int status = O.status;

    if (go_on) {
        char *word = asked_for(&O);

        status = explain(word);
        free(word);
    }
    options_release(&O);
    return exit_status_of(status);
}
