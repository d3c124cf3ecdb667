/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Manual pages, in the man macros that groff and mandoc know. All text goes through roff(), so
 * that nothing in the tables is taken for a request or an escape. */
#include <stdbool.h>
#include <string.h>

#include "gatesim/status.h"
#include "gatesim/version.h"
#include "sim/cli/language_lists.h"
#include "sim/cli/options.h"
#include "sim/cli/pages.h"
#include "sim/cli/version.h"

/* What a byte of text is in roff when it does not stand for itself, or NULL. */
static const char *escape(char c)
{
    switch (c) {
    case '\\':
        return "\\e";
    case '-':
        return "\\-";
    case '\'':
        return "\\(aq";
    case '`':
        return "\\(ga";
    case '^':
        return "\\(ha";
    case '~':
        return "\\(ti";
    case '"':
        return "\\(dq";
    default:
        return NULL;
    }
}

/* A rune of several bytes by its number, which every roff knows. Returns how many bytes. */
static size_t put_rune(FILE *out, const char *s)
{
    const unsigned char lead = (unsigned char)s[0];
    const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    unsigned rune = lead & (0x7Fu >> length);

    for (size_t i = 1; i < length; i++)
        rune = rune << 6 | ((unsigned char)s[i] & 0x3Fu);
    fprintf(out, "\\[u%04X]", rune);
    return length;
}

/* What becomes of a line end in a text, and of a long line. */
enum shape {
    INLINE, /* one line */
    FILLED, /* lines of some COLUMNS at most, which roff fills anew */
    LITERAL /* as it is */
};
#define COLUMNS 52

static void roff(FILE *out, const char *s, enum shape shape)
{
    bool first = true;
    int column = 0;

    while (*s != '\0') {
        const char *escaped = escape(*s);
        const bool blank = *s == ' ' || *s == '\n';

        if (first && (*s == '.' || *s == ' '))
            fputs("\\&", out);
        first = *s == '\n' ? shape == LITERAL : blank && shape == FILLED && column > COLUMNS;
        column = first ? 0 : column + 1;
        if ((unsigned char)*s >= 0x80) {
            s += put_rune(out, s);
            continue;
        }
        if (escaped != NULL)
            fputs(escaped, out);
        else
            fputc(first ? '\n' : blank ? ' ' : *s, out);
        s++;
    }
}

static void bold(FILE *out, const char *s)
{
    fputs("\\fB", out);
    roff(out, s, INLINE);
    fputs("\\fR", out);
}

static void italic(FILE *out, const char *s)
{
    fputs("\\fI", out);
    roff(out, s, INLINE);
    fputs("\\fR", out);
}

/* Sentences that are filled with their neighbours. */
static void fill(FILE *out, const char *s)
{
    roff(out, s, FILLED);
    fputc('\n', out);
}

static void heading(FILE *out, const char *s)
{
    fputs(".SS ", out);
    roff(out, s, INLINE);
    fputc('\n', out);
}

/* Lines as they are, indented. */
static void literal(FILE *out, const char *s)
{
    const size_t length = strlen(s);

    fputs(".PP\n.nf\n.RS 4\n", out);
    roff(out, s, LITERAL);
    fputs(length > 0 && s[length - 1] == '\n' ? "" : "\n", out);
    fputs(".RE\n.fi\n", out);
}

/* Sentences of a key, such as "Range: above 0." */
static void field(FILE *out, const char *name, const char *value)
{
    if (value[0] == '\0')
        return;
    fprintf(out, "%s: ", name);
    roff(out, value, FILLED);
    fputs(".\n", out);
}

static void title(FILE *out, const char *name, int section, const char *book)
{
    fprintf(out,
            ".\\\" SPDX-License-Identifier: GPL-3.0-or-later\n"
            ".\\\" Made by the build from the tables of the program.\n"
            ".TH %s %d \"%s\" \"gatesim %s\" \"%s\"\n.SH NAME\n",
            name, section, build_date(), gatesim_version(), book);
}

/* An option: its names, what it takes, and what it does. */
static void print_option(FILE *out, const struct poptOption *o)
{
    fputs(".TP\n", out);
    if (o->shortName != '\0') {
        const char name[] = {'-', o->shortName, '\0'};

        bold(out, name);
        fputs(", ", out);
    }
    fputs("\\fB\\-\\-", out);
    roff(out, o->longName, INLINE);
    fputs("\\fR", out);
    if (o->argDescrip != NULL) {
        fputc('=', out);
        italic(out, o->argDescrip);
    }
    fputc('\n', out);
    roff(out, o->descrip, FILLED);
    fputs(".\n", out);
}

static void print_command(FILE *out, const struct command *C)
{
    heading(out, C->name);
    bold(out, C->name);
    fputc(' ', out);
    roff(out, C->arguments, INLINE);
    fputc('\n', out);
    fputs(".PP\n", out);
    fill(out, C->purpose);
    for (const struct poptOption *o = C->options; o->longName != NULL; o++)
        print_option(out, o);
    literal(out, C->examples);
}

int page_manual(FILE *out)
{
    title(out, "GATESIM", 1, "User Commands");
    fputs("gatesim \\- simulate trucks passing a border gate\n"
          ".SH SYNOPSIS\n"
          "\\fBgatesim\\fR \\fISCENARIO.ini\\fR [\\fIOPTION\\fR...]\n.br\n"
          "\\fBgatesim\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR...] [\\fIARGUMENT\\fR...]\n.br\n"
          "\\fBgatesim \\-\\-version\\fR | \\fB\\-\\-help\\fR\n"
          ".SH DESCRIPTION\n"
          "Simulates every truck that passes a border gate, from a scenario that is a\n"
          "short file, and reports throughput and congestion with intervals.\n"
          "Without a command, a scenario is run.\n"
          "What a scenario can say is in\n.BR gatesim\\-scenario (5).\n"
          ".PP\nResults go to standard output, messages and progress to standard error.\n"
          ".SH COMMANDS\n",
          out);
#define PRINT(name, meaning) print_command(out, &usage_##name);
    COMMAND_LIST(PRINT)
#undef PRINT
    fputs(".SH EXIT STATUS\n", out);
#define STATUS(code, value, meaning) fprintf(out, ".TP\n\\fB%d\\fR\n%s\n", value, meaning);
    EXIT_LIST(STATUS)
#undef STATUS
    fputs(".SH ENVIRONMENT\n.TP\n\\fBNO_COLOR\\fR\nWhen set, nothing is coloured.\n"
          ".TP\n\\fBCOLUMNS\\fR\nHow wide tables may be; without it,\n"
          "as wide as the terminal, if the output is one.\n"
          ".SH SEE ALSO\n.BR gatesim\\-scenario (5)\n",
          out);
    return GATESIM_OK;
}

static void print_key(FILE *out, const struct gatesim_key *k)
{
    fputs(".TP\n", out);
    bold(out, k->key);
    fputs(" = ", out);
    italic(out, key_is_word(k) ? "word" : k->type);
    fputc('\n', out);
    fill(out, k->meaning);
    field(out, "Units", k->unit);
    field(out, key_is_word(k) ? "One of" : "Range", k->range);
    if (k->value == NULL)
        fputs("Must be given.\n", out);
    else
        field(out, "Default", k->value);
    if (k->conditional)
        fputs("May differ between trucks: KEY if ATTRIBUTE is VALUE = ...\n", out);
    fputs(".RS\n", out);
    literal(out, k->example);
    fputs(".RE\n", out);
}

static void print_topic(FILE *out, const struct gatesim_topic *topic, bool section)
{
    size_t count;
    const struct gatesim_key *keys = gatesim_keys(&count);

    if (!section) {
        fputs(".TP\n", out);
        bold(out, topic->form);
        fputc('\n', out);
        fill(out, topic->meaning);
        return;
    }
    heading(out, topic->form);
    fill(out, topic->meaning);
    for (size_t i = 0; i < count; i++)
        if (strcmp(keys[i].section, topic->name) == 0)
            print_key(out, &keys[i]);
}

int page_scenario(FILE *out)
{
    title(out, "GATESIM\\-SCENARIO", 5, "File Formats");
    fputs("gatesim\\-scenario \\- what is simulated by gatesim\n"
          ".SH DESCRIPTION\n",
          out);
    fill(out, PAGES_FORM);
    fputs("\\fBgatesim check\\fR tells all mistakes, with file and line;\n"
          "\\fBgatesim explain\\fR tells about one key.\n",
          out);
    for (size_t l = 0; l < TOPIC_LISTS; l++) {
        size_t count;
        const struct gatesim_topic *topic = topic_lists[l].list(&count);

        fprintf(out, ".SH %s\n", topic_lists[l].title);
        for (size_t i = 0; i < count; i++)
            print_topic(out, &topic[i], l == 0);
    }
    fputs(".SH SEE ALSO\n.BR gatesim (1)\n", out);
    return GATESIM_OK;
}
