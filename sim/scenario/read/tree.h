/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The section tree: what a file says, line by line, before anything is understood.
 *
 * Sections and keys are known ones (the rest was reported), values are text. Strings lie in
 * the file's own bytes, which are changed in place; all in the reader's scratch arena. */
#ifndef SIM_SCENARIO_READ_TREE_H
#define SIM_SCENARIO_READ_TREE_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/scenario/read/input_file.h"
#include "sim/scenario/read/names.h"
#include "sim/scenario/read/reader.h"
#include "sim/scenario/read/vocabulary.h"

/* A remark that the printed scenario carries behind a line of a value. */
struct tree_note {
    struct tree_note *next;
    uint32_t line; /* of the value, from 0 */
    const char *text;
};

/* A stretch of a value that is printed as something else: a path seen from elsewhere. */
struct tree_rewrite {
    struct tree_rewrite *next;
    const char *from, *to; /* in the value */
    const char *text;
};

/* One "key = value". Lines of the value are joined by '\n'. */
struct tree_entry {
    const struct input_file *file;
    const char *text;      /* the whole key, words one blank apart: "service if cargo is fresh" */
    size_t key;            /* its number in the table */
    const char *condition; /* "cargo is fresh" in text, or NULL */
    const char *value;
    size_t size;
    uint32_t line;   /* of the key; 0: not in a file */
    uint32_t *lines; /* of each line of the value */
    uint32_t line_count;
    const struct tree_entry *set;  /* of the [change] that sets it, or NULL */
    bool broken;                   /* its text could not be read: there, but not to be understood */
    bool replaces;                 /* it stands in the place of an inherited one */
    struct tree_note *notes;       /* the last first */
    struct tree_rewrite *rewrites; /* the last first */
};

struct tree_section {
    enum section_kind kind;
    const char *name;  /* "" for a kind without names */
    const char *title; /* "station customs" */
    const struct input_file *file;
    uint32_t line;
    struct tree_entry **entries;
    struct names texts; /* of the entries, same numbers */
    bool incomplete;    /* a line of it was reported and dropped: a key may seem missing */
};

struct tree {
    struct tree_section **sections;
    struct names titles; /* of the sections, same numbers */
};

/* tree_parse(R, file, data, size, T): read the bytes into *T. What is wrong with them is
 * reported; *T holds the rest. Returns false without memory. data[size] is NUL. */
bool tree_parse(struct reader *R, const struct input_file *file, char *data, size_t size,
                struct tree *T);

/* tree_section_add(R, T, kind, name, title): a new, empty section, or NULL without memory. */
struct tree_section *tree_section_add(struct reader *R, struct tree *T, enum section_kind kind,
                                      const char *name, const char *title);

/* tree_section_find(T, title): returns the section with that title, such as "station customs";
 * NULL when T has none. */
struct tree_section *tree_section_find(const struct tree *T, const char *title);

/* tree_entry_find(s, text): returns the entry of section s with that key and condition; NULL when
 * it has none. */
struct tree_entry *tree_entry_find(const struct tree_section *s, const char *text);

/* tree_entry_classify(R, s, e): find the key that e->text names in the table, split off its
 * condition. Returns false after a diagnostic. */
bool tree_entry_classify(struct reader *R, struct tree_section *s, struct tree_entry *e);

/* tree_section_place(R, s): returns the place of a section, for a diagnostic. */
struct diag_place tree_section_place(struct reader *R, const struct tree_section *s);

/* tree_entry_place(R, s, e, line): returns the place of a line of the value of entry e of section
 * s, counted from 0, for a diagnostic. */
struct diag_place tree_entry_place(struct reader *R, const struct tree_section *s,
                                   const struct tree_entry *e, uint32_t line);

/* tree_quoted(s): the length of the text in quotes, with these, that s begins with, when but blanks
 * and a comment nothing comes behind it; else 0. */
size_t tree_quoted(const char *s);

/* tree_comment(line, value): where the comment begins in a line whose value begins at value: '#' or
 * ';' at the start or behind a blank, but not within a value in quotes. NULL: there is none. */
const char *tree_comment(const char *line, const char *value);

/* tree_words(s): blanks around taken out, runs of blanks between made one; in place. Returns
 * the new length. */
size_t tree_words(char *s);

/* tree_has(s, key): returns whether the section s gives the key without a condition. */
static inline bool tree_has(const struct tree_section *s, const char *key)
{
    return tree_entry_find(s, key) != NULL;
}

#endif
