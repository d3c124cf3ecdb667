/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reference of the language for a browser of the sources. */
#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/cli/language_lists.h"
#include "sim/cli/pages.h"

/* Text in which nothing is taken for a mark. */
static void text(FILE *out, const char *s)
{
    for (; *s != '\0'; s++) {
        if (strchr("\\`*_[]<>|#", *s) != NULL)
            fputc('\\', out);
        fputc(*s, out);
    }
}

static void field(FILE *out, const char *name, const char *value)
{
    if (value[0] == '\0')
        return;
    fprintf(out, "; %s ", name);
    text(out, value);
}

static void print_key(FILE *out, const struct gatesim_key *k)
{
    const char *eg = k->example;

    fprintf(out, "\n### %s.%s\n\n", k->section, k->key);
    text(out, k->meaning);
    fputs("\n\n", out);
    if (key_is_word(k)) {
        fputs("One of: ", out);
        text(out, k->range);
    } else {
        fputc(toupper((unsigned char)k->type[0]), out);
        text(out, k->type + 1);
        field(out, "units", k->unit);
        field(out, "range", k->range);
    }
    if (k->value == NULL)
        fputs("; must be given", out);
    else
        field(out, "default", k->value);
    if (k->conditional)
        fprintf(out, "; may differ between trucks: `%s if ATTRIBUTE is VALUE = ...`", k->key);
    fputs(".\n\n    ", out);
    for (; *eg != '\0'; eg++)
        fputs(*eg == '\n' ? "\n    " : (const char[]){*eg, '\0'}, out);
    fputc('\n', out);
}

static void print_topic(FILE *out, const struct gatesim_topic *topic, bool section)
{
    size_t count;
    const struct gatesim_key *keys = gatesim_keys(&count);

    fprintf(out, section ? "\n## %s\n\n" : "\n`%s`: ", topic->form);
    text(out, topic->meaning);
    fputc('\n', out);
    for (size_t i = 0; section && i < count; i++)
        if (strcmp(keys[i].section, topic->name) == 0)
            print_key(out, &keys[i]);
}

int page_markdown(FILE *out)
{
    fputs("# Every section, key, distribution and step\n\n"
          "Made from the program's own table of keys (the target `reference` writes it anew);\n"
          "`gatesim explain` tells the same. `README.md` is the guide by example.\n\n",
          out);
    text(out, PAGES_FORM);
    fputc('\n', out);
    for (size_t l = 0; l < TOPIC_LISTS; l++) {
        size_t count;
        const struct gatesim_topic *topic = topic_lists[l].list(&count);

        if (l > 0)
            fprintf(out, "\n## %s\n", topic_lists[l].title);
        for (size_t i = 0; i < count; i++)
            print_topic(out, &topic[i], l == 0);
    }
    return GATESIM_OK;
}
