/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colours for editors: a TextMate grammar, which VS Code, Sublime Text, JetBrains' editors and
 * GitHub read, and a syntax file for Vim. Sections, keys and the words of values come from the
 * program's own tables; a section or key that is none of them is shown as wrong. */
#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "gatesim/status.h"
#include "sim/cli/language_lists.h"
#include "sim/cli/pages.h"

#define NUMBER "[+-]?[0-9][0-9.,:]*"
#define DATE "[0-9]{4}-[0-9]{2}-[0-9]{2}"

/* Words, each once, in the order in which they came. */
struct words {
    char **list;
    size_t count;
    bool lost; /* there was no memory for some */
};

static void words_add(struct words *W, const char *word, size_t length)
{
    char **more;

    for (size_t i = 0; i < W->count; i++)
        if (strlen(W->list[i]) == length && memcmp(W->list[i], word, length) == 0)
            return;
    more = realloc(W->list, (W->count + 1) * sizeof *more);
    if (more != NULL) {
        W->list = more;
        more[W->count] = strndup(word, length);
    }
    if (more != NULL && more[W->count] != NULL)
        W->count++;
    else
        W->lost = true;
}

static void words_release(struct words *W)
{
    for (size_t i = 0; i < W->count; i++)
        free(W->list[i]);
    free(W->list);
}

/* Adds the words of a text that are in lower case throughout and have two letters at least: what is
 * in capitals stands for something, the rest is written as it is. */
static void words_of(struct words *W, const char *text)
{
    while (*text != '\0') {
        const size_t skip = strcspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        const size_t length =
            strspn(text += skip, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-");
        bool small = length > 1;

        for (size_t i = 0; i < length; i++)
            small = small && !isupper((unsigned char)text[i]);
        if (small)
            words_add(W, text, length);
        text += length;
    }
}

/* Sets W to the kinds of section. */
static void words_sections(struct words *W)
{
    size_t count;
    const struct gatesim_topic *sections = gatesim_sections(&count);

    for (size_t i = 0; i < count; i++)
        words_add(W, sections[i].name, strlen(sections[i].name));
}

/* Sets W to the keys of all sections. */
static void words_keys(struct words *W)
{
    size_t count;
    const struct gatesim_key *keys = gatesim_keys(&count);

    for (size_t i = 0; i < count; i++)
        words_add(W, keys[i].key, strlen(keys[i].key));
}

/* Sets W to the words of values: of distributions, of steps, and those that a key may be. */
static void words_values(struct words *W)
{
    size_t count;
    const struct gatesim_topic *topics = gatesim_distributions(&count);
    const struct gatesim_key *keys;

    for (size_t i = 0; i < count; i++)
        words_of(W, topics[i].form);
    topics = gatesim_route_steps(&count);
    for (size_t i = 0; i < count; i++)
        words_of(W, topics[i].form);
    keys = gatesim_keys(&count);
    for (size_t i = 0; i < count; i++)
        if (key_is_word(&keys[i]))
            words_of(W, keys[i].range);
    words_of(W, "is not and during until poisson every renewal trace returns unlimited yes no");
}

/* Writes the words with bar between them. */
static void put_words(FILE *out, const struct words *W, const char *bar)
{
    for (size_t i = 0; i < W->count; i++)
        fprintf(out, "%s%s", i == 0 ? "" : bar, W->list[i]);
}

/* Returns a pattern: its regular expression is before, the words with bars between them, if there
 * are any, and behind. NULL without memory. */
static json_t *pattern(const char *scope, const char *before, const struct words *W,
                       const char *behind)
{
    char *match = NULL;
    size_t size;
    FILE *out = open_memstream(&match, &size);
    json_t *made;

    if (out == NULL)
        return NULL;
    fputs(before, out);
    if (W != NULL)
        put_words(out, W, "|");
    fputs(behind, out);
    if (fclose(out) != 0) {
        free(match);
        return NULL;
    }
    made = json_pack("{s:s, s:s}", "name", scope, "match", match);
    free(match);
    return made;
}

static json_t *patterns(const struct words *sections, const struct words *keys,
                        const struct words *values)
{
    return json_pack(
        "[o, o, o, o, o, o, o, o, o, o]",
        pattern("comment.line.gatesim", "(?:^|(?<=\\s))[#;].*$", NULL, ""),
        pattern("string.quoted.double.gatesim", "\"[^\"]*\"", NULL, ""),
        pattern("entity.name.section.gatesim", "^\\s*\\[(?:", sections, ")(?:\\s[^\\]]*)?\\]"),
        pattern("invalid.illegal.section.gatesim", "^\\s*\\[[^\\]]*\\]?", NULL, ""),
        pattern("variable.other.key.gatesim", "^(?:", keys, ")(?=\\s*=|\\s+if\\s)"),
        pattern("variable.other.setting.gatesim", "^\\s+[^\\s=#;]+\\.(?:", keys,
                ")(?=\\s*=|\\s+if\\s)"),
        pattern("invalid.illegal.key.gatesim", "^[^\\s#;\\[=][^=]*?(?=\\s*=)", NULL, ""),
        pattern("constant.other.date.gatesim", "(?<![\\w-])" DATE, NULL,
                "(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?"),
        pattern(
            "constant.numeric.gatesim", "(?<![\\w-])" NUMBER, NULL,
            "(?:\\s?%|\\s?(?:ms|s|min|h|d|w|m|km|t|kg|l)(?![\\w-])|/(?:s|min|h|d|w)(?![\\w-]))?"),
        pattern("keyword.other.gatesim", "(?<![\\w-])(?:", values, ")(?![\\w-])"));
}

int page_textmate(FILE *out)
{
    struct words sections = {0}, keys = {0}, values = {0};
    json_t *grammar;
    bool lost;

    words_sections(&sections);
    words_keys(&keys);
    words_values(&values);
    grammar = json_pack("{s:s, s:s, s:[s], s:s, s:o}", "name", "gatesim scenario", "scopeName",
                        "source.gatesim", "fileTypes", "ini", "comment",
                        "Made by the build from the tables of the program.", "patterns",
                        patterns(&sections, &keys, &values));
    lost = grammar == NULL || json_dumpf(grammar, out, JSON_INDENT(2)) != 0;
    fputc('\n', out);
    json_decref(grammar);
    lost = lost || sections.lost || keys.lost || values.lost;
    words_release(&sections);
    words_release(&keys);
    words_release(&values);
    return lost ? GATESIM_ENOMEM : GATESIM_OK;
}

int page_vim(FILE *out)
{
    struct words sections = {0}, keys = {0}, values = {0};
    bool lost;

    words_sections(&sections);
    words_keys(&keys);
    words_values(&values);
    fputs("\" SPDX-License-Identifier: GPL-3.0-or-later\n"
          "\" Scenarios of gatesim. Made by the build from the tables of the program.\n"
          "if exists('b:current_syntax')\n  finish\nendif\nsyn case match\n"
          "syn iskeyword @,48-57,_,-\n"
          "syn match gatesimWrong /^[^ \\t#;[=][^=]*\\ze\\s*=/\n"
          "syn match gatesimKey /^\\%(",
          out);
    put_words(out, &keys, "\\|");
    fputs("\\)\\ze\\%(\\s*=\\|\\s\\+if\\s\\)/\nsyn match gatesimKey /^\\s\\+[^ \\t=#;]\\+\\.\\%(",
          out);
    put_words(out, &keys, "\\|");
    fputs("\\)\\ze\\%(\\s*=\\|\\s\\+if\\s\\)/\nsyn match gatesimWrong /^\\s*\\[[^]]*\\]\\=/\n"
          "syn match gatesimSection /^\\s*\\[\\%(",
          out);
    put_words(out, &sections, "\\|");
    fputs("\\)\\%(\\s[^]]*\\)\\=\\]/\nsyn keyword gatesimWord ", out);
    put_words(out, &values, " ");
    fputs("\nsyn match gatesimNumber /\\%([a-zA-Z0-9_-]\\)\\@<![+-]\\=\\d[0-9.,:]*"
          "\\%(\\s\\=%\\|\\s\\=\\%(ms\\|s\\|min\\|h\\|d\\|w\\|m\\|km\\|t\\|kg\\|l\\)\\>"
          "\\|\\/\\%(s\\|min\\|h\\|d\\|w\\)\\>\\)\\=/\n"
          "syn match gatesimDate /\\<\\d\\{4}-\\d\\d-\\d\\d\\%([T ]\\d\\d:\\d\\d\\)\\=/\n"
          "syn region gatesimString start=/\"/ end=/\"/ oneline\n"
          "syn match gatesimComment /\\%(^\\|\\s\\)\\@<=[#;].*$/\n"
          "hi def link gatesimComment Comment\nhi def link gatesimSection Structure\n"
          "hi def link gatesimKey Identifier\nhi def link gatesimWrong Error\n"
          "hi def link gatesimWord Keyword\nhi def link gatesimNumber Number\n"
          "hi def link gatesimDate Constant\nhi def link gatesimString String\n"
          "let b:current_syntax = 'gatesim'\n",
          out);
    lost = sections.lost || keys.lost || values.lost;
    words_release(&sections);
    words_release(&keys);
    words_release(&values);
    return lost ? GATESIM_ENOMEM : GATESIM_OK;
}

int page_vim_detect(FILE *out)
{
    fputs("\" SPDX-License-Identifier: GPL-3.0-or-later\n"
          "\" A file of settings with a section [scenario] is a scenario of gatesim.\n"
          "au BufRead,BufNewFile *.ini if search('^\\s*\\[scenario\\]', 'cnw') |"
          " set filetype=gatesim | endif\n",
          out);
    return GATESIM_OK;
}
