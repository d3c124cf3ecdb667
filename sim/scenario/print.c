/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sections by kind and keys by the table, whatever the order of the files was; values as they
 * were written, but for blanks, so that reading them again gives the same scenario; what was
 * not given with its default. Remarks are comments. */
#include "sim/scenario/print.h"

#include <stdlib.h>
#include <string.h>

#include <nettle/sha2.h>

#include "sim/base/vector.h"

struct printer {
    struct build *B;
    struct vector text; /* char */
    const struct unused *unused;
    bool starved;
};

static void put(struct printer *P, const char *s, size_t n)
{
    P->starved = vector_append(&P->text, s, n) != 0 || P->starved;
}

static void say(struct printer *P, const char *s)
{
    put(P, s, strlen(s));
}

/* in_order(e): the rewrites of a value, which were noted last first. */
static struct tree_rewrite *in_order(struct tree_entry *e)
{
    struct tree_rewrite *list = NULL, *next;

    for (struct tree_rewrite *r = e->rewrites; r != NULL; r = next) {
        next = r->next;
        r->next = list;
        list = r;
    }
    e->rewrites = NULL;
    return list;
}

/* stretch(P, from, to): a part of a value, runs of blanks as one blank. */
static void stretch(struct printer *P, const char *from, const char *to)
{
    for (const char *p = from; p < to;) {
        const char *start = p;

        while (p < to && !reader_blank(*p) && *p != '\n')
            p++;
        put(P, start, (size_t)(p - start));
        if (p < to)
            say(P, " ");
        while (p < to && (reader_blank(*p) || *p == '\n'))
            p++;
    }
}

/* rewritten(P, from, to, r): a part of a value with what is printed as something else. */
static void rewritten(struct printer *P, const char *from, const char *to,
                      const struct tree_rewrite **r)
{
    for (; *r != NULL && (*r)->from < to; *r = (*r)->next) {
        stretch(P, from, (*r)->from);
        say(P, (*r)->text);
        from = (*r)->to;
    }
    stretch(P, from, to);
}

/* notes_in_order(e): the same of the remarks. */
static const struct tree_note *notes_in_order(struct tree_entry *e)
{
    struct tree_note *list = NULL, *next;

    for (struct tree_note *n = e->notes; n != NULL; n = next) {
        next = n->next;
        n->next = list;
        list = n;
    }
    e->notes = NULL;
    return list;
}

/* note_of(n, line): the remark on a line of the value, or NULL; *n moves on behind it. */
static const char *note_of(const struct tree_note **n, uint32_t line)
{
    const char *text = *n != NULL && (*n)->line == line ? (*n)->text : NULL;

    while (*n != NULL && (*n)->line == line)
        *n = (*n)->next;
    return text;
}

/* remark(P, note): behind a line. */
static void remark(struct printer *P, const char *note)
{
    if (note != NULL) {
        say(P, "  # ");
        say(P, note);
    }
    say(P, "\n");
}

/* lines(P, e): each line of the value on one of its own. */
static void lines(struct printer *P, struct tree_entry *e)
{
    const struct tree_rewrite *r = in_order(e);
    const struct tree_note *note = notes_in_order(e);
    const char *line = e->value, *const end = e->value + e->size;

    say(P, "\n");
    for (uint32_t i = 0; line <= end; i++) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        const char *stop = newline == NULL ? end : newline;

        say(P, "    ");
        rewritten(P, line, stop, &r);
        remark(P, note_of(&note, i));
        line = stop + 1;
    }
}

/* entry(P, e): one key. A remark on any line of the value goes behind all of it. */
static void entry(struct printer *P, struct tree_entry *e)
{
    const struct tree_rewrite *r;

    say(P, e->text);
    say(P, " =");
    if (key_lines(key_word(e->key).type)) {
        lines(P, e);
        return;
    }
    say(P, " ");
    r = in_order(e);
    rewritten(P, e->value, e->value + e->size, &r);
    remark(P, e->notes == NULL ? NULL : e->notes->text);
}

/* key_print(P, s, key): the conditional cases of a key in order, then the key itself. */
static void key_print(struct printer *P, const struct tree_section *s, size_t key)
{
    const struct gatesim_key *doc = key_word(key).doc;
    struct tree_entry *plain = tree_entry_find(s, doc->key);

    for (uint32_t i = 0; doc->conditional && i < s->texts.count; i++)
        if (s->entries[i]->key == key && s->entries[i]->condition != NULL)
            entry(P, s->entries[i]);
    if (plain != NULL) {
        entry(P, plain);
    } else if (doc->value != NULL && doc->value[0] != '\0') {
        say(P, doc->key);
        say(P, " = ");
        say(P, doc->value);
        say(P, "\n");
    }
}

/* header(P, s): "[station customs]"; a name with a blank in it in quotes. */
static void header(struct printer *P, const struct tree_section *s)
{
    const char *quotes = strchr(s->name, ' ') != NULL ? "\"" : "";

    say(P, "[");
    say(P, section_name(s->kind));
    say(P, s->name[0] != '\0' ? " " : "");
    say(P, quotes);
    say(P, s->name);
    say(P, quotes);
    say(P, "]");
}

/* section(P, kind, number): header and keys. */
static void section(struct printer *P, enum section_kind kind, uint32_t number)
{
    const struct tree_section *s = P->B->of[kind][number];

    say(P, P->text.count > 0 ? "\n" : "");
    header(P, s);
    remark(P, unused_remark(P->unused, kind, number));
    for (size_t k = 0; k < key_count(); k++)
        if (key_word(k).section == kind)
            key_print(P, s, k);
}

struct digest {
    uint8_t bytes[SHA256_DIGEST_SIZE];
};

static int by_bytes(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct digest));
}

/* digest_of(data, size, D): of a run of bytes. */
static void digest_of(const void *data, size_t size, struct digest *D)
{
    struct sha256_ctx context;

    sha256_init(&context);
    sha256_update(&context, size, data);
    sha256_digest(&context, sizeof D->bytes, D->bytes);
}

/* hexadecimal(D, text): 64 digits. */
static void hexadecimal(const struct digest *D, char text[65])
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < sizeof D->bytes; i++) {
        text[2 * i] = digits[D->bytes[i] >> 4];
        text[2 * i + 1] = digits[D->bytes[i] & 15];
    }
    text[64] = '\0';
}

/* digest(B, text, size): over the text and the digests of the data files, in the order of these
 * digests, so that neither names nor the order of reading matter. */
static bool digest(struct build *B, const char *text, size_t size)
{
    const uint32_t count = B->paths.count;
    struct digest *files = READER_ARRAY(B->R, B->R->scratch, struct digest, count), whole;
    struct sha256_ctx context;

    if (files == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++)
        digest_of(B->files[i].bytes.data, B->files[i].bytes.size, &files[i]);
    qsort(files, count, sizeof *files, by_bytes);
    sha256_init(&context);
    sha256_update(&context, size, (const uint8_t *)text);
    for (uint32_t i = 0; i < count; i++)
        sha256_update(&context, sizeof files[i].bytes, files[i].bytes);
    sha256_digest(&context, sizeof whole.bytes, whole.bytes);
    hexadecimal(&whole, B->S->sha256);
    return true;
}

bool print_scenario(struct build *B, const struct unused *U)
{
    struct printer P = {.B = B, .unused = U};
    bool ok = false;

    vector_init(&P.text, 1);
    for (unsigned kind = 0; kind < SECTION_KINDS; kind++)
        for (uint32_t i = 0; i < B->names[kind].count; i++)
            section(&P, (enum section_kind)kind, i);
    if (!P.starved) {
        B->S->text = reader_text(B->R, B->R->keep, P.text.items, P.text.count);
        ok = B->S->text != NULL && digest(B, B->S->text, P.text.count);
    }
    vector_release(&P.text);
    B->R->starved = B->R->starved || !ok;
    return ok;
}
