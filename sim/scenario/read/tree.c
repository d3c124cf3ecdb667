/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over the lines. A line is a comment, a header, a key with its value, or indented and
 * then more of the value above. A value's further lines are moved up behind its first within
 * the file's own bytes, so that a value is one string whatever its length, and no byte is
 * looked at more than a few times.
 *
 * Mistakes that lose a name or a key are remembered where they would otherwise make the next
 * stages complain about things that the user did write. */
#include "sim/scenario/read/tree.h"

#include <string.h>

#include <unistr.h>

#include "sim/base/control.h"

struct parser {
    struct reader *R;
    const struct input_file *file;
    struct tree *T;
    uint32_t line;
    struct tree_section *section; /* that the keys go to */
    bool skip;                    /* keys are part of a section that could not be read */
    struct tree_entry *entry;     /* that an indented line continues, or NULL */
    char *end;                    /* of its value so far */
    bool lost;                    /* the entry above was reported: nor does its rest matter */
    bool damaged;                 /* this line has bytes that are no text */
    const char *comment;          /* of this line, or NULL */
};

struct diag_place tree_section_place(struct reader *R, const struct tree_section *s)
{
    struct diag_place place = {.file = s->file == NULL ? NULL : s->file->path, .line = s->line};

    place.section = reader_quote(R, s->title, strlen(s->title));
    return place;
}

struct diag_place tree_entry_place(struct reader *R, const struct tree_section *s,
                                   const struct tree_entry *e, uint32_t line)
{
    struct diag_place place = tree_section_place(R, s);

    place.file = e->file->path;
    place.line = line < e->line_count ? e->lines[line] : e->line;
    place.key = reader_quote(R, e->text, strlen(e->text));
    return place;
}

/* here(P): the line that is being read. */
static struct diag_place here(const struct parser *P)
{
    struct diag_place place = {.file = P->file->path, .line = P->line};

    if (P->section != NULL && !P->skip)
        place.section = reader_quote(P->R, P->section->title, strlen(P->section->title));
    return place;
}

/* WRONG(P, fmt, ...): report this line. */
#define WRONG(P, ...)                               \
    do {                                            \
        const struct diag_place place_ = here(P);   \
        reader_error((P)->R, &place_, __VA_ARGS__); \
    } while (0)

static const char *quote(const struct parser *P, const char *s)
{
    return reader_quote(P->R, s, strlen(s));
}

struct tree_section *tree_section_find(const struct tree *T, const char *title)
{
    const uint32_t i = names_find(&T->titles, title, strlen(title));

    return i == NAMES_NONE ? NULL : T->sections[i];
}

struct tree_entry *tree_entry_find(const struct tree_section *s, const char *text)
{
    const uint32_t i = names_find(&s->texts, text, strlen(text));

    return i == NAMES_NONE ? NULL : s->entries[i];
}

struct tree_section *tree_section_add(struct reader *R, struct tree *T, enum section_kind kind,
                                      const char *name, const char *title)
{
    struct tree_section *s = READER_NEW(R, R->scratch, struct tree_section);

    if (s == NULL)
        return NULL;
    s->kind = kind;
    s->name = name;
    s->title = title;
    if (!READER_ROOM(R, T->sections, T->titles.count))
        return NULL;
    T->sections[T->titles.count] = s;
    return names_add(R, &T->titles, title) == NAMES_NONE ? NULL : s;
}

/* title_make(R, kind, name): "station customs", or NULL. */
static const char *title_make(struct reader *R, enum section_kind kind, const char *name)
{
    const char *title = name[0] == '\0'
                            ? section_name(kind)
                            : arena_printf(R->scratch, "%s %s", section_name(kind), name);

    if (title == NULL)
        R->starved = true;
    return title;
}

/* kind_wrong(P, word): no section is called so. */
static void kind_wrong(struct parser *P, const char *word)
{
    const char *list[SECTION_KINDS];

    for (size_t i = 0; i < SECTION_KINDS; i++)
        list[i] = section_name((enum section_kind)i);
    WRONG(P, "there is no section of the kind '%s'%s", quote(P, word),
          reader_near(P->R, word, strlen(word), list, SECTION_KINDS));
}

/* name_fits(P, kind, name, in_quotes): whether this kind of section may carry this name, "" for
 * none. */
static bool name_fits(struct parser *P, enum section_kind kind, const char *name, bool in_quotes)
{
    if (section_named(kind) && name[0] == '\0') {
        WRONG(P, "a name is missing: write [%s NAME]", section_name(kind));
        return false;
    }
    if (!section_named(kind) && name[0] != '\0') {
        WRONG(P, "[%s] has no name: '%s' does not belong here", section_name(kind), quote(P, name));
        return false;
    }
    if (names_fault(name) != NULL) {
        WRONG(P, "'%s' cannot be a name: %s", quote(P, name), names_fault(name));
        return false;
    }
    if (in_quotes || strchr(name, ' ') == NULL)
        return true;
    WRONG(P, "a name with a blank in it needs quotes: [%s \"%s\"]", section_name(kind),
          quote(P, name));
    return false;
}

/* section_open(P, kind, name): the section that the following keys go to. */
static bool section_open(struct parser *P, enum section_kind kind, const char *name)
{
    const char *title = title_make(P->R, kind, name);
    const struct tree_section *first;

    if (title == NULL)
        return false;
    first = tree_section_find(P->T, title);
    if (first != NULL) {
        WRONG(P, "there is a section [%s] already, in line %u", quote(P, title),
              (unsigned)first->line);
        return true;
    }
    P->section = tree_section_add(P->R, P->T, kind, name, title);
    if (P->section == NULL)
        return false;
    P->section->file = P->file;
    P->section->line = P->line;
    P->skip = false;
    P->lost = false;
    return true;
}

/* unquoted(name): name without the quotes around it, in place; a name without quotes as it is. */
static char *unquoted(char *name)
{
    const size_t n = strlen(name);

    if (n < 3 || name[0] != '"' || name[n - 1] != '"')
        return name;
    name[n - 1] = '\0';
    return name + 1;
}

/* header_words(P, text): the inside of the brackets. */
static bool header_words(struct parser *P, char *text)
{
    enum section_kind kind;
    bool in_quotes;
    char *name;

    tree_words(text);
    name = strchr(text, ' ');
    if (name != NULL)
        *name++ = '\0';
    else
        name = text + strlen(text);
    in_quotes = name[0] == '"';
    name = unquoted(name);
    kind = section_find(text, strlen(text));
    if (text[0] == '\0')
        WRONG(P, "the section header is empty: write [station NAME], for instance");
    else if (!P->damaged && kind == SECTION_KINDS)
        kind_wrong(P, text);
    else if (!P->damaged && name_fits(P, kind, name, in_quotes))
        return section_open(P, kind, name);
    reader_lose(P->R, P->damaged ? NULL : name);
    return true;
}

/* header(P, line): a line that starts with '['. */
static bool header(struct parser *P, char *line)
{
    char *close = strchr(line, ']');

    P->skip = true;
    P->section = NULL;
    P->entry = NULL;
    P->lost = true;
    if (close == NULL || close[1] != '\0') {
        if (close == NULL)
            WRONG(P, "the section header '%s' is not closed: a ']' is missing", quote(P, line));
        else
            WRONG(P, "'%s' stands behind the section header; it needs a line of its own",
                  quote(P, close + 1 + strspn(close + 1, " \t")));
        reader_lose(P->R, P->damaged ? NULL : line);
        return true;
    }
    *close = '\0';
    return header_words(P, line + 1);
}

size_t tree_words(char *s)
{
    size_t n = 0;

    for (const char *p = s; *p != '\0'; p++)
        if (!reader_blank(*p) && *p != '\n')
            s[n++] = *p;
        else if (n > 0 && s[n - 1] != ' ')
            s[n++] = ' ';
    if (n > 0 && s[n - 1] == ' ')
        n--;
    s[n] = '\0';
    return n;
}

/* elsewhere(kind, s, n): the name of another kind of section that has this key, or NULL. */
static const char *elsewhere(enum section_kind kind, const char *s, size_t n)
{
    for (size_t i = 0; i < SECTION_KINDS; i++)
        if (i != kind && key_find((enum section_kind)i, s, n) != key_count())
            return section_name((enum section_kind)i);
    return NULL;
}

/* key_unknown(R, s, e, n): report that the first n bytes of e->text are no key of s. */
static bool key_unknown(struct reader *R, struct tree_section *s, const struct tree_entry *e,
                        size_t n)
{
    const char *list[64], *near, *other = elsewhere(s->kind, e->text, n);
    struct diag_place place = tree_entry_place(R, s, e, 0);
    size_t count = 0;

    for (size_t i = 0; i < key_count() && count < sizeof list / sizeof list[0]; i++)
        if (key_word(i).section == s->kind)
            list[count++] = key_word(i).doc->key;
    near = reader_near(R, e->text, n, list, count);
    s->incomplete = true;
    place.line = e->line;
    place.key = NULL;
    if (near[0] == '\0' && other != NULL)
        return reader_error(R, &place, "'%s' is no key of a [%s] section; it is one of [%s]",
                            reader_quote(R, e->text, n), section_name(s->kind), other);
    return reader_error(R, &place, "'%s' is no key of a [%s] section%s",
                        reader_quote(R, e->text, n), section_name(s->kind), near);
}

bool tree_entry_classify(struct reader *R, struct tree_section *s, struct tree_entry *e)
{
    const char *condition = strstr(e->text, " if ");
    const size_t length = strlen(e->text);
    const bool bare = length >= 3 && strcmp(e->text + length - 3, " if") == 0;
    const size_t n = condition != NULL ? (size_t)(condition - e->text) : length - (bare ? 3 : 0);
    struct diag_place place = tree_entry_place(R, s, e, 0);

    place.line = e->line;
    e->key = key_find(s->kind, e->text, n);
    if (e->key == key_count())
        return key_unknown(R, s, e, n);
    if (bare && condition == NULL)
        return reader_error(R, &place, "a condition is missing behind 'if'");
    if (condition != NULL && !key_word(e->key).doc->conditional)
        return reader_error(R, &place, "this key takes no condition; write '%s = ...'",
                            key_word(e->key).doc->key);
    e->condition = condition == NULL ? NULL : condition + 4;
    return true;
}

/* goes_on(s): whether a comment begins with hours or a date, as the rest of a list would. */
static bool goes_on(const char *s)
{
    const char *word = s + 1 + strspn(s + 1, " \t");
    const size_t digits = strspn(word, "0123456789");

    return s[0] == ';' && ((digits == 2 && word[2] == ':') || (digits == 4 && word[4] == '-'));
}

/* value_place(P): this line of the entry's value. */
static struct diag_place value_place(const struct parser *P)
{
    struct diag_place place = tree_entry_place(P->R, P->section, P->entry, 0);

    place.line = P->line;
    return place;
}

/* comment_warn(P): a comment may be meant as a part of the value: of a text when its sign touches a
 * word, else of a list. */
static void comment_warn(const struct parser *P)
{
    const bool text = key_word(P->entry->key).type == KEY_TYPE_TEXT;
    const char *s = P->comment;
    struct diag_place at;

    if (s == NULL || !(text ? s[1] != '\0' && !reader_blank(s[1]) : goes_on(s)))
        return;
    at = value_place(P);
    diag_add(P->R->warnings, &at, "'%s' is taken for a comment; %s", quote(P, s),
             text ? "write the text in quotes, on one line, to keep it" : "a list has commas");
}

/* blanks_check(P, text): a no-break space looks like a blank and is none. */
static void blanks_check(struct parser *P, const char *text)
{
    const char *found = strstr(text, "\xc2\xa0");
    struct diag_place at;

    if (found == NULL || key_word(P->entry->key).type == KEY_TYPE_TEXT)
        return;
    at = value_place(P);
    P->entry->broken = true;
    reader_error(P->R, &at, "there is a no-break space before '%s'; write an ordinary one",
                 quote(P, found + 2));
}

/* value_start(P, text, n): the entry's value begins with these n bytes of this line. */
static bool value_start(struct parser *P, char *text, size_t n)
{
    struct tree_entry *e = P->entry;

    comment_warn(P);
    e->value = text;
    e->size = n;
    P->end = text + n;
    *P->end = '\0';
    blanks_check(P, text);
    if (!READER_ROOM(P->R, e->lines, 0))
        return false;
    e->lines[0] = P->line;
    e->line_count = 1;
    return true;
}

/* value_continue(P, text, n): so it goes on. There is room below text for the move. */
static bool value_continue(struct parser *P, char *text, size_t n)
{
    struct tree_entry *e = P->entry;

    if (P->damaged)
        e->broken = true;
    if (e->line_count == 0)
        return value_start(P, text, n);
    comment_warn(P);
    blanks_check(P, text);
    *P->end = '\n';
    memmove(P->end + 1, text, n);
    P->end += 1 + n;
    *P->end = '\0';
    e->size += 1 + n;
    if (!READER_ROOM(P->R, e->lines, e->line_count))
        return false;
    e->lines[e->line_count++] = P->line;
    return true;
}

/* entry_close(P): the entry above is complete; it must have a value. */
static void entry_close(struct parser *P)
{
    struct tree_entry *e = P->entry;

    if (e != NULL && e->line_count == 0) {
        struct diag_place place = tree_entry_place(P->R, P->section, e, 0);

        e->broken = true;
        reader_error(P->R, &place, "a value is missing");
    }
    P->entry = NULL;
}

/* entry_add(P, e): put e into the section, unless its key is there. */
static bool entry_add(struct parser *P, struct tree_entry *e)
{
    struct tree_section *s = P->section;
    const struct tree_entry *first = tree_entry_find(s, e->text);

    if (first != NULL) {
        struct diag_place place = tree_entry_place(P->R, s, e, 0);

        reader_error(P->R, &place, "this key is given already, in line %u", (unsigned)first->line);
        return true;
    }
    if (!READER_ROOM(P->R, s->entries, s->texts.count))
        return false;
    s->entries[s->texts.count] = e;
    if (names_add(P->R, &s->texts, e->text) == NAMES_NONE)
        return false;
    P->entry = e;
    P->lost = false;
    return true;
}

/* line_lost(P): this line was reported, and what it says is not known. */
static void line_lost(struct parser *P)
{
    P->lost = true;
    if (P->section != NULL)
        P->section->incomplete = true;
}

/* homeless(P, line): it belongs to no section. Said once. */
static void homeless(struct parser *P, const char *line)
{
    if (!P->skip)
        WRONG(P, "'%s' stands before the first section", quote(P, line));
    P->skip = true;
}

/* equals_missing(P, line): neither a header nor a key. */
static void equals_missing(struct parser *P, const char *line)
{
    if (P->section == NULL)
        homeless(P, line);
    else if (P->section->kind == SECTION_ROUTE)
        WRONG(P, "'%s' is no 'key = value'; a step must be indented, below 'steps ='",
              quote(P, line));
    else
        WRONG(P, "'%s' is no 'key = value'", quote(P, line));
}

/* key_line(P, line): "key = value". */
static bool key_line(struct parser *P, char *line)
{
    char *equals = strchr(line, '='), *value;
    struct tree_entry *e;

    P->lost = true;
    if (equals == NULL) {
        equals_missing(P, line);
        line_lost(P);
        return true;
    }
    *equals = '\0';
    value = equals + 1 + strspn(equals + 1, " \t\r\v\f");
    if (tree_words(line) == 0 || P->section == NULL) {
        if (line[0] == '\0')
            WRONG(P, "a key is missing before '='");
        else
            homeless(P, line);
        line_lost(P);
        return true;
    }
    e = READER_NEW(P->R, P->R->scratch, struct tree_entry);
    if (e == NULL)
        return false;
    *e = (struct tree_entry){.file = P->file, .text = line, .line = P->line, .value = ""};
    if (!tree_entry_classify(P->R, P->section, e))
        return true;
    if (!entry_add(P, e))
        return false;
    if (P->entry == NULL || *value == '\0' || *value == '#' || *value == ';')
        return true;
    return value_start(P, value, strlen(value));
}

/* looks_like_key(P, text): whether an indented line is meant as a key of this section. */
static bool looks_like_key(const struct parser *P, const char *text)
{
    const size_t n = strcspn(text, " \t=");
    const char *equals = strchr(text, '=');

    return equals != NULL && P->section != NULL &&
           key_find(P->section->kind, text, n) != key_count();
}

/* indented(P, line): a line that starts with a blank. */
static bool indented(struct parser *P, char *line)
{
    char *text = line + strspn(line, " \t\r\v\f");
    const bool header_like =
        text[0] == '[' && section_find(text + 1, strcspn(text + 1, " \t]")) != SECTION_KINDS;

    if (header_like) {
        WRONG(P, "a section header starts at the left margin: '%s' is indented", quote(P, text));
        entry_close(P);
        return header(P, text);
    }
    if (looks_like_key(P, text)) {
        WRONG(P, "a key starts at the left margin: '%s' is indented", quote(P, text));
        entry_close(P);
        return key_line(P, text);
    }
    if (P->entry != NULL)
        return value_continue(P, text, strlen(text));
    if (!P->lost)
        WRONG(P, "'%s' is indented, but there is no key above that it could continue",
              quote(P, text));
    return true;
}

/* damage(P, line, n): make the n bytes text: no NUL, and UTF-8. */
static void damage(struct parser *P, char *line, size_t n)
{
    const char *nul = memchr(line, '\0', n);
    const uint8_t *bad = u8_check((const uint8_t *)line, n);

    P->damaged = nul != NULL || bad != NULL;
    if (!P->damaged)
        return;
    if (nul != NULL)
        WRONG(P, "byte %zu of the line is NUL: this is no text file", (size_t)(nul - line) + 1);
    if (bad != NULL)
        WRONG(P, "byte %zu of the line, 0x%02x, is no UTF-8: save the file as UTF-8",
              (size_t)((const char *)bad - line) + 1, *bad);
    for (size_t i = 0; i < n; i++)
        if (line[i] == '\0' || (line[i] & 0x80))
            line[i] = '?';
}

size_t tree_quoted(const char *s)
{
    const char *close = s[0] == '"' ? strchr(s + 1, '"') : NULL, *next;

    if (close == NULL)
        return 0;
    for (next = close + 1; reader_blank(*next);)
        next++;
    if (*next == '\0' || (next > close + 1 && (*next == '#' || *next == ';')))
        return (size_t)(close + 1 - s);
    return 0;
}

const char *tree_comment(const char *line, const char *value)
{
    const char *behind = value + tree_quoted(value);

    for (const char *p = line; *p != '\0'; p++)
        if ((*p == '#' || *p == ';') && (p == line || reader_blank(p[-1])) &&
            (p < value || p >= behind))
            return p;
    return NULL;
}

/* value_of(line): where the value begins in a line. */
static const char *value_of(const char *line)
{
    const char *equals = reader_blank(line[0]) ? NULL : strchr(line, '=');
    const char *value = equals == NULL ? line : equals + 1;

    while (reader_blank(*value))
        value++;
    return value;
}

/* line_trim(P, line, n): end it before a comment, and before blanks. */
static void line_trim(struct parser *P, char *line, size_t n)
{
    line[n] = '\0';
    P->comment = tree_comment(line, value_of(line));
    if (P->comment != NULL)
        n = (size_t)(P->comment - line);
    while (n > 0 && reader_blank(line[n - 1]))
        n--;
    line[n] = '\0';
}

/* control_check(P, line): a line, without its comment, has no control characters: they would reach
 * the terminal of whoever looks at its names and texts. */
static void control_check(struct parser *P, const char *line)
{
    const size_t n = strlen(line);
    size_t length;
    const size_t at = control_find(line, n, &length);

    if (at == n || P->damaged)
        return;
    P->damaged = true;
    WRONG(P, "byte %zu of the line, 0x%02x, begins a control character; write the line without it",
          at + 1, (unsigned)(unsigned char)line[at]);
}

/* line_parse(P, line, n): one line; line[n] may be written to. */
static bool line_parse(struct parser *P, char *line, size_t n)
{
    P->line++;
    damage(P, line, n);
    line_trim(P, line, n);
    control_check(P, line);
    if (line[0] == '\0')
        return true;
    if (reader_blank(line[0]))
        return indented(P, line);
    entry_close(P);
    if (P->damaged && line[0] != '[') {
        line_lost(P);
        return true;
    }
    return line[0] == '[' ? header(P, line) : key_line(P, line);
}

bool tree_parse(struct reader *R, const struct input_file *file, char *data, size_t size,
                struct tree *T)
{
    struct parser P = {.R = R, .file = file, .T = T};
    char *line = data, *const end = data + size;

    if (size >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0)
        line += 3;
    while (line < end) {
        char *newline = memchr(line, '\n', (size_t)(end - line));
        char *stop = newline == NULL ? end : newline;

        if (!line_parse(&P, line, (size_t)(stop - line)))
            return false;
        line = stop + 1;
    }
    entry_close(&P);
    return true;
}
