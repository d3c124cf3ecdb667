/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A box is a set of values for each attribute. A condition is a box too, so what it leaves of a box
 * is a few smaller boxes, one for each of its tests; what the first condition leaves goes to the
 * second, and so on. A box that is left behind the last is missed. */
#include "sim/scenario/language/cover.h"

#include <string.h>

#define WORDS (SCN_VALUES_MAX / 64)
#define PIECES_MOST 4096 /* boxes that are looked at */

struct box {
    uint64_t (*values)[WORDS]; /* by attribute */
};

struct search {
    struct build *B;
    const struct scn_condition *const *when;
    uint32_t count;
    uint32_t pieces; /* boxes that have been looked at */
    struct box all;  /* every value of every attribute */
    struct box missed;
};

/* box_copy(K, from, to): *to becomes a copy of *from. Returns false without memory. */
static bool box_copy(struct search *K, const struct box *from, struct box *to)
{
    struct reader *R = K->B->R;

    to->values =
        reader_copy(R, R->scratch, from->values, K->B->attributes.count, sizeof *from->values);
    return to->values != NULL;
}

/* box_full(K): K->all. Returns false without memory. */
static bool box_full(struct search *K)
{
    struct reader *R = K->B->R;

    K->all.values = reader_alloc(R, R->scratch, K->B->attributes.count, sizeof *K->all.values);
    for (uint32_t a = 0; K->all.values != NULL && a < K->B->attributes.count; a++)
        for (uint32_t v = 0; v < K->B->values[a].count && v < SCN_VALUES_MAX; v++)
            K->all.values[a][v / 64] |= UINT64_C(1) << (v % 64);
    return K->all.values != NULL;
}

static bool is_empty(const uint64_t *set)
{
    for (size_t w = 0; w < WORDS; w++)
        if (set[w] != 0)
            return false;
    return true;
}

/* meets(K, C, box): whether condition C holds for some combination in box. */
static bool meets(struct search *K, const struct scn_condition *C, const struct box *box)
{
    struct box common;

    if (!box_copy(K, box, &common))
        return true;
    for (uint32_t i = 0; i < C->count; i++) {
        uint64_t *set = common.values[C->tests[i].attribute];

        for (size_t w = 0; w < WORDS; w++)
            set[w] &= C->tests[i].values[w];
        if (is_empty(set))
            return false;
    }
    return true;
}

/* misses(K, box, first): whether for some combination in box none of the conditions from number
 * first on holds; K->missed then becomes a box of such. *box is changed. */
static bool misses(struct search *K, struct box *box, uint32_t first)
{
    const struct scn_condition *C;

    while (first < K->count && !meets(K, K->when[first], box))
        first++;
    if (first == K->count || K->pieces++ == PIECES_MOST || K->B->R->starved) {
        K->missed = *box;
        return true;
    }
    C = K->when[first];
    for (uint32_t i = 0; i < C->count; i++) {
        const uint32_t a = C->tests[i].attribute;
        struct box rest;

        if (!box_copy(K, box, &rest))
            return true;
        for (size_t w = 0; w < WORDS; w++) {
            rest.values[a][w] &= ~C->tests[i].values[w];
            box->values[a][w] &= C->tests[i].values[w];
        }
        if (!is_empty(rest.values[a]) && misses(K, &rest, first + 1))
            return true;
    }
    return false;
}

/* lowest(set): the lowest number in a set. */
static uint32_t lowest(const uint64_t *set)
{
    uint32_t v = 0;

    while (!(set[v / 64] >> (v % 64) & 1))
        v++;
    return v;
}

/* words(K): a combination in K->missed, of the attributes that are asked for. */
static const char *words(const struct search *K)
{
    const char *text = "";

    if (K->pieces > PIECES_MOST || K->B->R->starved)
        return "";
    for (uint32_t a = 0; a < K->B->attributes.count && text != NULL; a++)
        if (memcmp(K->missed.values[a], K->all.values[a], sizeof *K->all.values) != 0)
            text = arena_printf(K->B->R->scratch, "%s%s%s is %s", text,
                                text[0] == '\0' ? "" : " and ", K->B->attributes.list[a],
                                K->B->values[a].list[lowest(K->missed.values[a])]);
    return text == NULL ? "" : text;
}

bool cover_all(struct build *B, const struct scn_condition *const *when, uint32_t count,
               const char **missed)
{
    struct search K = {.B = B, .when = when, .count = count};
    struct box box;

    *missed = "";
    if (!box_full(&K) || !box_copy(&K, &K.all, &box))
        return false;
    if (!misses(&K, &box, 0))
        return true;
    if (K.missed.values != NULL)
        *missed = words(&K);
    return false;
}

/* cases_of(B, key, record, count): the conditions of the cases of a key that were read into record,
 * *count of them. NULL without memory. */
static const struct scn_condition **cases_of(struct build *B, size_t key, const void *record,
                                             uint32_t *count)
{
    const struct key_row row = key_row(key);
    const bool shares = row.word.type == KEY_TYPE_SHARES || row.word.type == KEY_TYPE_ADOPTION;
    const void *member = (const char *)record + row.place.offset;
    const struct draft_by_truck *choice = member;
    const struct draft_shares *drawn = member;
    const struct scn_condition **when;

    *count = shares ? drawn->count : choice->count;
    when = READER_ARRAY(B->R, B->R->scratch, const struct scn_condition *, *count);
    for (uint32_t i = 0; when != NULL && i < *count; i++)
        when[i] = shares ? &drawn->cases[i].when : &choice->cases[i].when;
    return when;
}

bool cover_key(struct build *B, const struct tree_section *s, size_t key, const void *record,
               const char **missed)
{
    const struct scn_condition **when;
    uint32_t given = 0, count;

    *missed = "";
    for (uint32_t i = 0; i < s->texts.count; i++)
        given += s->entries[i]->key == key && s->entries[i]->condition != NULL;
    if (given == 0)
        return false; /* record may hold something else than cases */
    when = cases_of(B, key, record, &count);
    if (when == NULL)
        return false;
    return given != count || cover_all(B, when, count, missed);
}
