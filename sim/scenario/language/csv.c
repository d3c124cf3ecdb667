/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records are split in a copy of the file's bytes, in place: a field only becomes shorter when
 * its quotes are taken off, and its end is where its delimiter was. */
#include "sim/scenario/language/csv.h"

#include <string.h>

#include <unistr.h>

#include "sim/scenario/language/build.h"

#define REPORTS 20 /* records that are reported one by one */

bool csv_error(struct csv *C, const char *fmt, ...)
{
    va_list args;

    C->place.line = C->line;
    if (C->wrong++ >= REPORTS)
        return false;
    va_start(args, fmt);
    reader_verror(C->R, &C->place, fmt, args);
    va_end(args);
    return false;
}

bool csv_close(struct csv *C)
{
    C->place.line = C->line;
    if (C->wrong > REPORTS)
        reader_error(C->R, &C->place, "%u rows more have mistakes", (unsigned)(C->wrong - REPORTS));
    return C->wrong == 0;
}

/* quoted(C, text): the field in quotes that starts at C->p; *text without them. Returns false
 * when its end is missing. */
static bool quoted(struct csv *C, char **text)
{
    char *to = ++C->p;

    *text = to;
    for (; C->p < C->end; C->p++) {
        C->next_line += *C->p == '\n';
        if (*C->p == '"' && (C->p + 1 == C->end || C->p[1] != '"'))
            break;
        C->p += *C->p == '"';
        *to++ = *C->p;
    }
    if (C->p == C->end)
        return csv_error(C, "a '\"' is not closed");
    C->p++;
    *to = '\0';
    return true;
}

/* plain(C, text): a field without quotes. */
static bool plain(struct csv *C, char **text)
{
    *text = C->p;
    while (C->p < C->end && *C->p != ',' && *C->p != '\n' && *C->p != '"')
        C->p++;
    return C->p == C->end || *C->p != '"' ||
           csv_error(C, "a '\"' stands inside a field without quotes around it");
}

/* delimiter(C, more): take what stands behind a field: a comma or the end of the line. */
static bool delimiter(struct csv *C, bool *more)
{
    char *const stop = C->p;

    if (C->p < C->end && C->p[0] == '\r' && (C->p + 1 == C->end || C->p[1] == '\n'))
        C->p++;
    *more = C->p < C->end && *C->p == ',';
    if (C->p < C->end && *C->p != ',' && *C->p != '\n')
        return csv_error(C, "'%s' stands behind a field in quotes", reader_quote(C->R, C->p, 1));
    C->next_line += C->p < C->end && *C->p == '\n';
    C->p += C->p < C->end;
    *stop = '\0';
    return true;
}

/* carriage(text): take off the CR of a CRLF that was read as part of a field. */
static void carriage(char *text)
{
    const size_t n = strlen(text);

    if (n > 0 && text[n - 1] == '\r')
        text[n - 1] = '\0';
}

/* field(C, text, more): one field. */
static bool field(struct csv *C, char **text, bool *more)
{
    const bool in_quotes = C->p < C->end && *C->p == '"';

    if (in_quotes ? !quoted(C, text) : !plain(C, text))
        return false;
    if (!delimiter(C, more))
        return false;
    if (!in_quotes && !*more)
        carriage(*text);
    return true;
}

/* skip_line(C): give this record up. */
static void skip_line(struct csv *C)
{
    const char *newline = memchr(C->p, '\n', (size_t)(C->end - C->p));

    C->p = newline == NULL ? C->end : C->p + (newline - C->p) + 1;
    C->next_line++;
}

/* empty_lines(C): pass over them. */
static void empty_lines(struct csv *C)
{
    for (;;) {
        const char *p = C->p;

        p += p < C->end && *p == '\r';
        if (p >= C->end || *p != '\n')
            return;
        C->p += (p - C->p) + 1;
        C->next_line++;
    }
}

/* commas_missing(C): whether the header is one column that holds what other programs write in the
 * place of commas. */
static bool commas_missing(struct csv *C)
{
    const size_t n = C->column_count == 1 ? strcspn(C->columns[0], ";\t") : 0;

    if (C->column_count != 1 || C->columns[0][n] == '\0')
        return false;
    csv_error(C, "the columns have %s between them; write commas",
              C->columns[0][n] == ';' ? "';'" : "tabs");
    return true;
}

/* header(C): the first record names the columns. */
static bool header(struct csv *C)
{
    bool more = true;

    empty_lines(C);
    C->line = C->next_line;
    if (C->p == C->end)
        return csv_error(C, "the file is empty; a header row is expected");
    while (more) {
        if (!READER_ROOM(C->R, C->columns, C->column_count) ||
            !field(C, &C->columns[C->column_count], &more))
            return false;
        C->column_count++;
    }
    C->fields = READER_ARRAY(C->R, C->R->scratch, char *, C->column_count);
    return C->fields != NULL && !commas_missing(C);
}

/* text_ok(C): whether the file is UTF-8 without NUL. */
static bool text_ok(struct csv *C)
{
    const size_t size = (size_t)(C->end - C->p);
    const char *nul = memchr(C->p, '\0', size);
    const char *bad = (const char *)u8_check((const uint8_t *)C->p, size);

    if (nul == NULL && bad == NULL)
        return true;
    bad = nul != NULL ? nul : bad;
    for (const char *p = C->p; p < bad; p++)
        C->line += *p == '\n';
    if (nul != NULL)
        return csv_error(C, "a byte is NUL: this is no text file");
    return csv_error(C, "the byte 0x%02x is no UTF-8: save the file as UTF-8",
                     (unsigned)(unsigned char)*bad);
}

bool csv_open(struct cursor *c, const char *path, struct csv *C)
{
    const struct build_file *file = build_file(c->B, path);
    char *copy;

    *C = (struct csv){.R = c->R, .line = 1, .next_line = 1};
    if (file == NULL)
        return false;
    if (file->wrong != NULL)
        return cursor_error(c, "cannot read '%s': %s", reader_quote(c->R, path, strlen(path)),
                            file->wrong);
    C->place = cursor_place(c);
    C->place.file = path;
    copy = reader_text(c->R, c->R->scratch, file->bytes.data, file->bytes.size);
    if (copy == NULL)
        return false;
    C->p = copy;
    C->end = copy + file->bytes.size;
    if (file->bytes.size >= 3 && memcmp(copy, "\xef\xbb\xbf", 3) == 0)
        C->p += 3;
    return text_ok(C) && header(C);
}

/* record(C): split one record. */
static bool record(struct csv *C)
{
    bool more = true;
    char *spare;

    for (C->found = 0; more; C->found++)
        if (!field(C, C->found < C->column_count ? &C->fields[C->found] : &spare, &more)) {
            skip_line(C);
            return false;
        }
    if (C->found == C->column_count)
        return true;
    return csv_error(C, "this row has %u field%s, the header has %u", (unsigned)C->found,
                     C->found == 1 ? "" : "s", (unsigned)C->column_count);
}

bool csv_next(struct csv *C)
{
    for (;;) {
        empty_lines(C);
        C->line = C->p == C->end ? C->line : C->next_line;
        if (C->p == C->end)
            return false;
        if (record(C))
            return true;
    }
}
