/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages are kept in the order in which they were found, each with the rank of its file,
 * until diag_sort. Texts lie in one arena; a file's name is kept once. The nearest-word
 * search of diag_suggest lies in suggest.c. */
#include "sim/base/diag.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/base/arena.h"
#include "sim/base/vector.h"

struct entry {
    struct gatesim_diagnostic d;
    size_t file;  /* rank of d.file: how many files were mentioned before it */
    size_t found; /* how many messages were found before it */
};

struct gatesim_diagnostics {
    struct arena *arena;
    struct vector entries; /* struct entry */
    struct vector files;   /* const char *, NULL included, in order of first mention */
    bool starved;          /* a message was lost for want of memory */
};

struct gatesim_diagnostics *diag_create(void)
{
    struct gatesim_diagnostics *D = calloc(1, sizeof *D);

    if (D == NULL)
        return NULL;
    D->arena = arena_create();
    if (D->arena == NULL) {
        free(D);
        return NULL;
    }
    vector_init(&D->entries, sizeof(struct entry));
    vector_init(&D->files, sizeof(const char *));
    return D;
}

void gatesim_diagnostics_destroy(struct gatesim_diagnostics *D)
{
    if (D == NULL)
        return;
    vector_release(&D->entries);
    vector_release(&D->files);
    arena_destroy(D->arena);
    free(D);
}

/* same(a, b): whether two strings, each may be NULL, are equal. */
static bool same(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* copy(D, s, to): *to is a copy of s, NULL for NULL. Returns false without memory. */
static bool copy(struct gatesim_diagnostics *D, const char *s, const char **to)
{
    *to = s == NULL ? NULL : arena_strndup(D->arena, s, strlen(s));
    return s == NULL || *to != NULL;
}

/* file_rank(D, file, rank): find file among those mentioned, or add it. Returns false
 * without memory. */
static bool file_rank(struct gatesim_diagnostics *D, const char *file, size_t *rank)
{
    const char *kept;

    for (size_t i = 0; i < D->files.count; i++)
        if (same(*VECTOR_AT(&D->files, const char *, i), file)) {
            *rank = i;
            return true;
        }
    *rank = D->files.count;
    return copy(D, file, &kept) && vector_append(&D->files, &kept, 1) == 0;
}

/* place_copy(D, where, e): fill in e's place. Returns false without memory. */
static bool place_copy(struct gatesim_diagnostics *D, const struct diag_place *where,
                       struct entry *e)
{
    if (!file_rank(D, where->file, &e->file))
        return false;
    e->d.file = *VECTOR_AT(&D->files, const char *, e->file);
    e->d.line = where->line;
    return copy(D, where->section, &e->d.section) && copy(D, where->key, &e->d.key);
}

void diag_add(struct gatesim_diagnostics *D, const struct diag_place *where, const char *fmt, ...)
{
    struct entry e = {.found = D->entries.count};
    va_list args;

    va_start(args, fmt);
    e.d.message = arena_vprintf(D->arena, fmt, args);
    va_end(args);
    if (e.d.message == NULL || !place_copy(D, where, &e) || vector_append(&D->entries, &e, 1) != 0)
        D->starved = true;
}

/* compare(a, b): as qsort wants it; no two entries are equal. */
static int compare(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;

    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    if (x->d.line != y->d.line)
        return x->d.line < y->d.line ? -1 : 1;
    return x->found < y->found ? -1 : 1;
}

void diag_sort(struct gatesim_diagnostics *D)
{
    if (D->entries.count > 1)
        qsort(D->entries.items, D->entries.count, D->entries.size, compare);
}

int diag_status(const struct gatesim_diagnostics *D)
{
    if (D->starved)
        return GATESIM_ENOMEM;
    return D->entries.count > 0 ? GATESIM_EINPUT : 0;
}

size_t gatesim_diagnostics_count(const struct gatesim_diagnostics *D)
{
    return D == NULL ? 0 : D->entries.count;
}

const struct gatesim_diagnostic *gatesim_diagnostics_at(const struct gatesim_diagnostics *D,
                                                        size_t i)
{
    return &VECTOR_AT(&D->entries, struct entry, i)->d;
}

int gatesim_diagnostic_print(const struct gatesim_diagnostic *d, char *buffer, size_t size)
{
    const bool section = d->section != NULL, key = d->key != NULL;
    char line[16] = "";

    if (d->line > 0)
        snprintf(line, sizeof line, ":%u", d->line);
    return snprintf(buffer, size, "%s%s%s%s%s%s%s%s%s%s", d->file != NULL ? d->file : "",
                    d->file != NULL ? line : "", d->file != NULL ? ": " : "", section ? "[" : "",
                    section ? d->section : "", section ? "]" : "", section && key ? " " : "",
                    key ? d->key : "", section || key ? ": " : "", d->message);
}
