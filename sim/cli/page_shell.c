/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Completions: what follows `gatesim` on a command line. What an option takes is read from the word
 * that its help has for it: FILE.h5 is a file, FOLDER a folder, en|vi one of two words. */
#include <stdbool.h>
#include <string.h>

#include "gatesim/results.h"
#include "gatesim/status.h"
#include "sim/cli/language_lists.h"
#include "sim/cli/options.h"
#include "sim/cli/pages.h"

#define NOTICE                                      \
    "# SPDX-License-Identifier: GPL-3.0-or-later\n" \
    "# Made by the build from the tables of the program.\n"

enum takes { NOTHING, SOMETHING, A_WORD, A_FOLDER, A_FILE };

static enum takes takes(const struct poptOption *o)
{
    const char *word = o->argDescrip;

    if (word == NULL)
        return NOTHING;
    if (strchr(word, '|') != NULL)
        return A_WORD;
    if (strcmp(word, "FOLDER") == 0)
        return A_FOLDER;
    return strchr(word, '.') != NULL && strpbrk(word, "[=") == NULL ? A_FILE : SOMETHING;
}

/* The words of "en|vi", a blank between. */
static void put_words(FILE *out, const char *words)
{
    for (; *words != '\0'; words++)
        fputc(*words == '|' ? ' ' : *words, out);
}

/* How the files end that a command or an option names. */
static const char *ending(const char *arguments)
{
    const bool results = strstr(arguments, ".h5") != NULL;
    const bool scenarios = strstr(arguments, ".ini") != NULL;

    if (strstr(arguments, "A B") != NULL)
        return "ini h5";
    return results ? "h5" : scenarios ? "ini" : NULL;
}

/* Text inside single quotes of a shell; marks are put a backslash before, too. */
static void quoted(FILE *out, const char *s, const char *marks)
{
    for (; *s != '\0'; s++) {
        if (*s == '\'')
            fputs("'\\'", out);
        else if (strchr(marks, *s) != NULL)
            fputc('\\', out);
        fputc(*s, out);
    }
}

static void put_metrics(FILE *out)
{
    size_t count;
    const struct gatesim_column *column = gatesim_columns(&count);

    for (size_t i = 0; i < count; i++)
        if (column[i].axis[1] == GATESIM_AXIS_NONE)
            fprintf(out, "%s ", column[i].name);
}

/* Everything that can be explained, each once or more, a blank between. */
static void put_topics(FILE *out)
{
    size_t count;
    const struct gatesim_key *keys = gatesim_keys(&count);

    for (size_t i = 0; i < count; i++)
        fprintf(out, "%s.%s ", keys[i].section, keys[i].key);
    for (size_t l = 0; l < TOPIC_LISTS; l++) {
        const struct gatesim_topic *topic = topic_lists[l].list(&count);

        for (size_t i = 0; i < count; i++)
            if (strchr(topic[i].name, ' ') == NULL)
                fprintf(out, "%s ", topic[i].name);
    }
    put_metrics(out);
}

static void put_bash_options(FILE *out, const struct command *C)
{
    for (const struct poptOption *o = C->options; o->longName != NULL; o++) {
        fprintf(out, "--%s ", o->longName);
        if (o->shortName != '\0')
            fprintf(out, "-%c ", o->shortName);
    }
}

/* A pattern of a case for one option. */
static void put_bash_pattern(FILE *out, const struct poptOption *o)
{
    fprintf(out, "            --%s", o->longName);
    if (o->shortName != '\0')
        fprintf(out, " | -%c", o->shortName);
    fputs(") ", out);
}

static void put_bash_command(FILE *out, const char *name, const struct command *C)
{
    fprintf(out, "    %s)\n        options='", name);
    put_bash_options(out, C);
    fputs("'\n", out);
    if (ending(C->arguments) != NULL)
        fprintf(out, "        files='%s'\n", ending(C->arguments));
    fputs("        case $before in\n", out);
    for (const struct poptOption *o = C->options; o->longName != NULL; o++) {
        if (takes(o) == NOTHING)
            continue;
        put_bash_pattern(out, o);
        if (takes(o) == A_WORD) {
            fputs("takes=words words='", out);
            put_words(out, o->argDescrip);
            fputs("' ;;\n", out);
        } else {
            fprintf(out, "takes=%s ;;\n",
                    takes(o) == A_FILE     ? "file"
                    : takes(o) == A_FOLDER ? "folder"
                                           : "something");
        }
    }
    fputs("        esac ;;\n", out);
}

int page_bash(FILE *out)
{
    fputs(NOTICE "_gatesim() {\n"
                 "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
                 "    local command=${COMP_WORDS[1]} options='' files='' takes='' words='' ending\n"
                 "    local commands='",
          out);
#define NAME(name, meaning) fputs(#name " ", out);
    COMMAND_LIST(NAME)
#undef NAME
    fputs(
        "'\n    COMPREPLY=()\n    compopt -o filenames 2>/dev/null\n"
        "    if [[ $word == = ]]; then\n        word=''\n"
        "    elif [[ $before == = ]]; then\n        before=${COMP_WORDS[COMP_CWORD - 2]}\n    fi\n"
        "    if ((COMP_CWORD == 1)); then\n"
        "        options=\"--help --version\" words=$commands files=ini\n"
        "    else\n    case $command in\n",
        out);
#define COMMAND(name, meaning) put_bash_command(out, #name, &usage_##name);
    COMMAND_LIST(COMMAND)
#undef COMMAND
    put_bash_command(out, "*", &usage_run);
    fputs("    esac\n    fi\n    [[ $command == explain && COMP_CWORD -gt 1 ]] && words='", out);
    put_topics(out);
    fputs("'\n    case $takes in\n"
          "    file) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
          "    folder) COMPREPLY=($(compgen -d -- \"$word\")) ;;\n"
          "    words) COMPREPLY=($(compgen -W \"$words\" -- \"$word\")) ;;\n"
          "    something) ;;\n"
          "    *)\n"
          "        if [[ $word == -* ]]; then\n"
          "            COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
          "            return\n"
          "        fi\n"
          "        COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
          "        for ending in $files; do\n"
          "            COMPREPLY+=($(compgen -f -X \"!*.$ending\" -- \"$word\"))\n"
          "        done\n"
          "        [[ -n $files ]] && COMPREPLY+=($(compgen -d -- \"$word\")) ;;\n"
          "    esac\n}\ncomplete -F _gatesim gatesim\n",
          out);
    return GATESIM_OK;
}

/* What zsh does for the value of an option, or for arguments. */
static void put_zsh_files(FILE *out, const char *endings)
{
    fputs("_files -g \"", out);
    if (strcmp(endings, "ini h5") == 0)
        fputs("*.(ini|h5)", out);
    else
        fprintf(out, "*.%s", endings);
    fputs("(-.)\"", out);
}

static void put_zsh_option(FILE *out, const struct poptOption *o)
{
    const bool often = strstr(o->descrip, "may be repeated") != NULL;

    fputs(" \\\n            ", out);
    if (o->shortName != '\0')
        fprintf(out, "%s{-%c%s,--%s%s}'", often ? "'*'" : "", o->shortName, takes(o) ? "+" : "",
                o->longName, takes(o) ? "=" : "");
    else
        fprintf(out, "'%s--%s%s", often ? "*" : "", o->longName, takes(o) ? "=" : "");
    fputc('[', out);
    quoted(out, o->descrip, "[]\\");
    fputc(']', out);
    if (takes(o) != NOTHING) {
        fputc(':', out);
        quoted(out, o->argDescrip, ":\\");
        fputc(':', out);
    }
    if (takes(o) == A_WORD) {
        fputc('(', out);
        put_words(out, o->argDescrip);
        fputc(')', out);
    } else if (takes(o) == A_FILE || takes(o) == A_FOLDER) {
        fputs(takes(o) == A_FILE ? "_files" : "_files -/", out);
    }
    fputc('\'', out);
}

static void put_zsh_command(FILE *out, const char *name, const struct command *C)
{
    fprintf(out, "    %s)\n        _arguments", name);
    for (const struct poptOption *o = C->options; o->longName != NULL; o++)
        put_zsh_option(out, o);
    fputs(" \\\n            '*:", out);
    if (ending(C->arguments) != NULL) {
        fputs("file:", out);
        put_zsh_files(out, ending(C->arguments));
    } else {
        fputs("key:(", out);
        put_topics(out);
        fputc(')', out);
    }
    fputs("' ;;\n", out);
}

int page_zsh(FILE *out)
{
    fputs("#compdef gatesim\n" NOTICE "local -a commands=(\n", out);
#define ROW(name, meaning)         \
    fputs("    '" #name ":", out); \
    quoted(out, meaning, ":\\");   \
    fputs("'\n", out);
    COMMAND_LIST(ROW)
#undef ROW
    fputs(")\nif ((CURRENT == 2)); then\n"
          "    if [[ $PREFIX == -* ]]; then\n        compadd -- --help --version\n    else\n"
          "        _describe command commands\n        ",
          out);
    put_zsh_files(out, "ini");
    fputs("\n    fi\n    return\nfi\nlocal command=$words[2]\n"
          "if ((${+commands[(r)$command:*]})); then\n    shift words\n    ((CURRENT--))\nfi\n"
          "case $command in\n",
          out);
#define COMMAND(name, meaning) put_zsh_command(out, #name, &usage_##name);
    COMMAND_LIST(COMMAND)
#undef COMMAND
    put_zsh_command(out, "*", &usage_run);
    fputs("esac\n", out);
    return GATESIM_OK;
}

static void put_fish_option(FILE *out, const char *command, const struct poptOption *o)
{
    fprintf(out, "complete -c gatesim -n '__gatesim_does %s' -l %s", command, o->longName);
    if (o->shortName != '\0')
        fprintf(out, " -s %c", o->shortName);
    fputs(takes(o) == NOTHING ? "" : takes(o) == A_FILE ? " -rF" : " -x", out);
    if (takes(o) == A_WORD) {
        fputs(" -a '", out);
        put_words(out, o->argDescrip);
        fputc('\'', out);
    } else if (takes(o) == A_FOLDER) {
        fputs(" -a '(__fish_complete_directories)'", out);
    }
    fputs(" -d '", out);
    quoted(out, o->descrip, "\\");
    fputs("'\n", out);
}

static void put_fish_command(FILE *out, const char *name, const char *meaning,
                             const struct command *C)
{
    fprintf(out, "complete -c gatesim -n '__fish_is_nth_token 1' -a %s -d '", name);
    quoted(out, meaning, "\\");
    fputs("'\n", out);
    for (const struct poptOption *o = C->options; o->longName != NULL; o++)
        put_fish_option(out, name, o);
    if (ending(C->arguments) == NULL) {
        fprintf(out, "complete -c gatesim -n '__gatesim_does %s' -a '", name);
        put_topics(out);
        fputs("'\n", out);
        return;
    }
    for (const char *e = ending(C->arguments); e != NULL; e = strchr(e, ' ')) {
        e += *e == ' ';
        fprintf(
            out,
            "complete -c gatesim -n '__gatesim_does %s' -k -a '(__fish_complete_suffix .%.*s)'\n",
            name, (int)strcspn(e, " "), e);
    }
}

int page_fish(FILE *out)
{
    fputs(NOTICE "function __gatesim_does\n"
                 "    set -l words (commandline -opc)\n"
                 "    set -l command run\n"
                 "    test (count $words) -gt 1; or return\n"
                 "    contains -- $words[2]",
          out);
#define NAME(name, meaning) fputs(" " #name, out);
    COMMAND_LIST(NAME)
#undef NAME
    fputs("; and set command $words[2]\n    test $command = $argv[1]\nend\ncomplete -c gatesim -f\n"
          "complete -c gatesim -n '__fish_is_nth_token 1' -l help -d 'Show help'\n"
          "complete -c gatesim -n '__fish_is_nth_token 1' -l version -d 'Show the version'\n"
          "complete -c gatesim -n '__fish_is_nth_token 1' -k -a '(__fish_complete_suffix .ini)'\n",
          out);
#define COMMAND(name, meaning) put_fish_command(out, #name, meaning, &usage_##name);
    COMMAND_LIST(COMMAND)
#undef COMMAND
    return GATESIM_OK;
}
