/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chain of extends is read first, from the main scenario to the base of all; then each is
 * merged over the one that it extends, the deepest first. Within a section the new keys go
 * before the inherited ones, so that a new conditional case wins over the cases that were
 * there; where two keys are the same, the later file's takes the place of the other. */
#include "sim/scenario/read/inherit.h"

#include <string.h>

#include <unistr.h>

#include "sim/base/control.h"

struct chain {
    const struct input_file *files[INHERIT_DEEPEST];
    struct tree trees[INHERIT_DEEPEST];
    uint32_t count;
};

/* extends_of(T, section): T's extends entry and its section, or NULL. */
static struct tree_entry *extends_of(const struct tree *T, struct tree_section **section)
{
    struct tree_entry *e;

    *section = tree_section_find(T, "scenario");
    e = *section == NULL ? NULL : tree_entry_find(*section, "extends");
    return e == NULL || e->broken ? NULL : e;
}

/* circle(R, C, path): "a.ini -> b.ini -> a.ini" when path is in the chain already, or NULL. */
static const char *circle(struct reader *R, const struct chain *C, const char *path)
{
    uint32_t i = 0;
    const char *text;

    while (i < C->count && strcmp(C->files[i]->path, path) != 0)
        i++;
    if (i == C->count)
        return NULL;
    for (text = ""; i < C->count && text != NULL; i++)
        text = arena_printf(R->scratch, "%s%s -> ", text, C->files[i]->path);
    return text == NULL ? path : arena_printf(R->scratch, "%s%s", text, path);
}

/* base_read(R, C, path, beside): one more scenario at the end of the chain. Returns NULL, or
 * what is wrong. */
static const char *base_read(struct reader *R, struct chain *C, const char *path,
                             const char *beside)
{
    struct input_file *file = input_file_create(R, path, beside);
    struct bytes B = {NULL, 0};
    const char *wrong = file == NULL ? "out of memory" : input_file_read(R, path, INPUT_BASE, &B);

    if (wrong != NULL)
        return wrong;
    C->files[C->count] = file;
    C->trees[C->count] = (struct tree){0};
    C->count++;
    return tree_parse(R, file, B.data, B.size, &C->trees[C->count - 1]) ? NULL : "out of memory";
}

/* extended(R, e): the path that e says is extended: all of its value, or what is in quotes. */
static const char *extended(struct reader *R, const struct tree_entry *e)
{
    const size_t n = tree_quoted(e->value);

    return n < 3 ? e->value : reader_text(R, R->scratch, e->value + 1, n - 2);
}

/* base_follow(R, C, place, e): read the scenario that e says is extended. Returns false when
 * the chain ends here. */
static bool base_follow(struct reader *R, struct chain *C, const struct diag_place *place,
                        const struct tree_entry *e)
{
    const struct input_file *from = e->file;
    const char *name = extended(R, e);
    const char *path = name == NULL ? NULL : path_join(R, from->folder, name);
    const char *beside = name == NULL ? NULL : path_join(R, from->beside, name);
    const char *loop, *wrong;

    beside = beside == NULL ? NULL : path_folder(R, beside);
    if (path == NULL || beside == NULL)
        return false;
    if (R->closed)
        return reader_error(R, place, "a resolved scenario extends no other");
    loop = circle(R, C, path);
    if (loop != NULL)
        return reader_error(R, place, "the scenarios extend one another in a circle: %s", loop);
    if (C->count == INHERIT_DEEPEST)
        return reader_error(R, place, "a chain of extends may be %d scenarios long at most",
                            INHERIT_DEEPEST);
    wrong = base_read(R, C, path, beside);
    if (wrong == NULL)
        return true;
    return reader_error(R, place, "cannot read '%s': %s", reader_quote(R, path, strlen(path)),
                        wrong);
}

/* chain_read(R, C): all that the first of the chain extends. */
static void chain_read(struct reader *R, struct chain *C)
{
    struct tree_section *section;
    struct tree_entry *e;

    while ((e = extends_of(&C->trees[C->count - 1], &section)) != NULL &&
           strcmp(e->value, "none") != 0) {
        const struct diag_place place = tree_entry_place(R, section, e, 0);

        if (!base_follow(R, C, &place, e)) {
            reader_lose(R, NULL);
            return;
        }
    }
}

/* entry_put(R, s, e): add e to s; not there yet. */
static bool entry_put(struct reader *R, struct tree_section *s, struct tree_entry *e)
{
    if (!READER_ROOM(R, s->entries, s->texts.count))
        return false;
    s->entries[s->texts.count] = e;
    return names_add(R, &s->texts, e->text) != NAMES_NONE;
}

/* section_over(R, base, over): base's entries become those of over, and of its own those that
 * over does not replace. */
static bool section_over(struct reader *R, struct tree_section *base,
                         const struct tree_section *over)
{
    struct tree_section merged = *base;
    struct tree_entry *mine;

    merged.entries = NULL;
    merged.texts = (struct names){0};
    merged.file = over->file;
    merged.line = over->line;
    merged.incomplete = base->incomplete || over->incomplete;
    for (uint32_t i = 0; i < over->texts.count; i++)
        if (tree_entry_find(base, over->texts.list[i]) == NULL &&
            !entry_put(R, &merged, over->entries[i]))
            return false;
    for (uint32_t i = 0; i < base->texts.count; i++) {
        mine = tree_entry_find(over, base->texts.list[i]);
        if (mine != NULL)
            mine->replaces = true;
        if (!entry_put(R, &merged, mine != NULL ? mine : base->entries[i]))
            return false;
    }
    *base = merged;
    return true;
}

/* tree_over(R, base, over): base becomes over merged over it. */
static bool tree_over(struct reader *R, struct tree *base, const struct tree *over)
{
    for (uint32_t i = 0; i < over->titles.count; i++) {
        const struct tree_section *s = over->sections[i];
        struct tree_section *mine = tree_section_find(base, s->title);

        if (mine == NULL) {
            mine = tree_section_add(R, base, s->kind, s->name, s->title);
            if (mine == NULL)
                return false;
            *mine = *s;
        } else if (!section_over(R, mine, s)) {
            return false;
        }
    }
    return true;
}

/* section_ensure(R, main, T, kind): T has a section of this kind without a name. */
static bool section_ensure(struct reader *R, const struct input_file *main, struct tree *T,
                           enum section_kind kind)
{
    struct tree_section *s = tree_section_find(T, section_name(kind));

    if (s != NULL)
        return true;
    s = tree_section_add(R, T, kind, "", section_name(kind));
    if (s != NULL)
        s->file = main;
    return s != NULL;
}

bool inherit_bases(struct reader *R, const struct input_file *main, struct tree *T)
{
    struct chain *C = READER_NEW(R, R->scratch, struct chain);

    if (C == NULL)
        return false;
    C->files[0] = main;
    C->trees[0] = *T;
    C->count = 1;
    chain_read(R, C);
    for (uint32_t i = C->count - 1; i > 0; i--)
        if (!tree_over(R, &C->trees[i], &C->trees[i - 1]))
            return false;
        else
            C->trees[i - 1] = C->trees[i];
    *T = C->trees[0];
    return section_ensure(R, main, T, SECTION_SCENARIO) &&
           section_ensure(R, main, T, SECTION_RESULTS);
}

/* One setting: "customs.service if cargo is fresh = 5 min". */
struct setting {
    const struct input_file *file;
    uint32_t line;                /* in its file; 0: not in one */
    const struct tree_entry *set; /* of the [change] that it is of, or NULL */
    char *section;                /* "customs" */
    char *key;                    /* "service if cargo is fresh" */
    char *value;
};

/* quotes_drop(s): take out the quotes around the name in s, '"Lane A"' or 'station "Lane A"'. */
static void quotes_drop(char *s)
{
    const size_t n = strlen(s);
    char *quote = strchr(s, '"');

    if (quote == NULL || quote + 1 == s + n || s[n - 1] != '"' ||
        (quote > s && quote[-1] != ' ' && quote[-1] != '.'))
        return;
    s[n - 1] = '\0';
    memmove(quote, quote + 1, strlen(quote));
}

/* setting_split(R, text, S): returns false when text has not this form, or without memory. */
static bool setting_split(struct reader *R, const char *text, struct setting *S)
{
    char *condition, *equals, *dot;

    S->section = reader_text(R, R->scratch, text, strlen(text));
    equals = S->section == NULL ? NULL : strchr(S->section, '=');
    if (equals == NULL)
        return false;
    *equals = '\0';
    S->value = equals + 1;
    tree_words(S->section);
    condition = strstr(S->section, " if ");
    if (condition != NULL)
        *condition = '\0';
    dot = strrchr(S->section, '.');
    if (condition != NULL)
        *condition = ' ';
    if (dot == NULL)
        return false;
    *dot = '\0';
    S->key = dot + 1;
    tree_words(S->key);
    quotes_drop(S->section);
    return tree_words(S->section) > 0 && S->key[0] != '\0';
}

/* setting_means(s, section): whether a setting's section, "customs", "station customs" or
 * "station.customs", means s. */
static bool setting_means(const struct tree_section *s, const char *section)
{
    const size_t kind = strlen(section_name(s->kind));

    if (s->name[0] == '\0')
        return strcmp(s->title, section) == 0;
    if (strcmp(s->name, section) == 0 || strcmp(s->title, section) == 0)
        return true;
    return strncmp(section_name(s->kind), section, kind) == 0 && section[kind] == '.' &&
           strcmp(s->name, section + kind + 1) == 0;
}

/* setting_unknown(R, T, place, section): no section is called so. */
static bool setting_unknown(struct reader *R, const struct tree *T, const struct diag_place *place,
                            const char *section)
{
    const char **list = READER_ARRAY(R, R->scratch, const char *, T->titles.count);

    if (list == NULL || R->blind)
        return false;
    for (uint32_t i = 0; i < T->titles.count; i++)
        list[i] = T->sections[i]->name[0] != '\0' && strchr(section, ' ') == NULL
                      ? T->sections[i]->name
                      : T->sections[i]->title;
    return reader_error(R, place, "there is no section '%s'%s",
                        reader_quote(R, section, strlen(section)),
                        reader_near(R, section, strlen(section), list, T->titles.count));
}

/* setting_section(R, T, S): the section that the setting means; NULL after a diagnostic. */
static struct tree_section *setting_section(struct reader *R, const struct tree *T,
                                            const struct setting *S)
{
    const struct diag_place place = {.file = S->file->path, .line = S->line};
    struct tree_section *found = NULL;

    for (uint32_t i = 0; i < T->titles.count; i++) {
        struct tree_section *s = T->sections[i];

        if (!setting_means(s, S->section))
            continue;
        if (found != NULL) {
            reader_error(R, &place, "'%s' is a %s and a %s; write '%s %s.%s=...' or '%s %s.%s=...'",
                         S->section, section_name(found->kind), section_name(s->kind),
                         section_name(found->kind), found->name, S->key, section_name(s->kind),
                         s->name, S->key);
            return NULL;
        }
        found = s;
    }
    if (found == NULL)
        setting_unknown(R, T, &place, S->section);
    return found;
}

/* setting_entry(R, s, S): the entry that the setting makes; NULL after a diagnostic. */
static struct tree_entry *setting_entry(struct reader *R, struct tree_section *s,
                                        const struct setting *S)
{
    struct tree_entry *e = READER_NEW(R, R->scratch, struct tree_entry);
    struct diag_place place;

    if (e == NULL)
        return NULL;
    *e = (struct tree_entry){
        .file = S->file, .text = S->key, .value = S->value, .line = S->line, .set = S->set};
    e->size = tree_words(S->value);
    e->line_count = 1;
    e->lines = READER_NEW(R, R->scratch, uint32_t);
    if (e->lines == NULL)
        return NULL;
    e->lines[0] = S->line;
    place = tree_entry_place(R, s, e, 0);
    if (!tree_entry_classify(R, s, e))
        return NULL;
    if (e->size == 0)
        reader_error(R, &place, "a value is missing");
    else if (tree_comment(S->value, S->value) != NULL)
        reader_error(
            R, &place,
            "a setting holds no comment; '#' or ';' starts one, except in a text in quotes");
    else if (strcmp(e->text, "extends") == 0)
        reader_error(R, &place, "this key cannot be set; write a scenario that extends another");
    else if (S->set != NULL && !key_dated(e->key))
        reader_error(R, &place, "this cannot change during a run; what can is: %s", DATED_KEYS);
    else
        return e;
    return NULL;
}

/* setting_wrong(R, S, text): report a setting that is none. */
static void setting_wrong(struct reader *R, const struct setting *S, const char *text)
{
    const struct diag_place place = {.file = S->file->path, .line = S->line};

    reader_error(R, &place, "'%s' is no setting; write SECTION.KEY=VALUE",
                 reader_quote(R, text, strlen(text)));
}

/* has_control(text): whether text has a control character. */
static bool has_control(const char *text)
{
    size_t length;

    return control_find(text, strlen(text), &length) != strlen(text);
}

/* setting_apply(R, S, text, T): one setting, *S telling where it stands. Returns false without
 * memory. */
static bool setting_apply(struct reader *R, struct setting *S, const char *text, struct tree *T)
{
    struct tree_section over = {0}, *s;
    struct tree_entry *e;

    if (u8_check((const uint8_t *)text, strlen(text)) != NULL || has_control(text) ||
        !setting_split(R, text, S)) {
        setting_wrong(R, S, text);
        return !R->starved;
    }
    s = setting_section(R, T, S);
    e = s == NULL ? NULL : setting_entry(R, s, S);
    if (e == NULL)
        return !R->starved;
    over.file = s->file;
    over.line = s->line;
    return entry_put(R, &over, e) && section_over(R, s, &over);
}

/* none_ok(R, s, e): whether e, whose value is 'none', may be taken out. */
static bool none_ok(struct reader *R, const struct tree_section *s, const struct tree_entry *e)
{
    const struct diag_place place = tree_entry_place(R, s, e, 0);

    if (e->replaces)
        return true;
    if (e->condition != NULL)
        return reader_error(R, &place, "there is no inherited case for 'none' to take away");
    if (key_word(e->key).type == KEY_TYPE_WORD)
        return reader_error(R, &place,
                            "'none' takes an inherited value away, and there is none here; "
                            "choose another word");
    return true;
}

/* none_drop(R, s): take the entries out whose value is 'none', and extends. */
static bool none_drop(struct reader *R, struct tree_section *s)
{
    struct tree_section left = *s;
    bool drops = false;

    for (uint32_t i = 0; i < s->texts.count; i++)
        drops = drops || strcmp(s->entries[i]->value, "none") == 0 ||
                strcmp(s->entries[i]->text, "extends") == 0;
    if (!drops)
        return true;
    left.entries = NULL;
    left.texts = (struct names){0};
    for (uint32_t i = 0; i < s->texts.count; i++) {
        struct tree_entry *e = s->entries[i];

        if (strcmp(e->value, "none") == 0)
            none_ok(R, s, e);
        else if (strcmp(e->text, "extends") != 0 && !entry_put(R, &left, e))
            return false;
    }
    *s = left;
    return true;
}

/* nones_drop(R, T): the same of all sections. */
static bool nones_drop(struct reader *R, struct tree *T)
{
    for (uint32_t i = 0; i < T->titles.count; i++)
        if (!none_drop(R, T->sections[i]))
            return false;
    return true;
}

bool inherit_settings(struct reader *R, const struct input_file *main, const char *const *settings,
                      size_t count, struct tree *T)
{
    struct input_file *file = READER_NEW(R, R->scratch, struct input_file);

    if (file == NULL)
        return false;
    *file = *main;
    file->path = "--set";
    for (size_t i = 0; i < count; i++) {
        struct setting S = {.file = file};

        if (!setting_apply(R, &S, settings[i], T))
            return false;
    }
    return nones_drop(R, T);
}

bool inherit_dated(struct reader *R, const struct tree_entry *set, struct tree *T)
{
    const char *line = set->value, *const end = set->value + set->size;

    for (uint32_t i = 0; line <= end; i++) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        const char *stop = newline == NULL ? end : newline;
        struct setting S = {.file = set->file, .set = set};
        const char *text = reader_text(R, R->scratch, line, (size_t)(stop - line));

        S.line = i < set->line_count ? set->lines[i] : set->line;
        if (text == NULL || !setting_apply(R, &S, text, T))
            return false;
        line = stop + 1;
    }
    return nones_drop(R, T);
}
