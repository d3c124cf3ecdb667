/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The times of a truck are laid out, run by run and replication by replication; savings are
 * differences of two rows of that. */
#include "analysis/compare/one_more.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/compare/difference.h"
#include "gatesim/status.h"

struct times {
    double *as_is;
    double *with; /* [row as it was given][replication] */
    size_t replications;
};

const struct one_more_words *one_more_words(enum one_more_kind kind)
{
#define ONE_MORE_WORDS(code, name, place, count, more, all) \
    [ONE_MORE_##code] = {(name), (place), (count), (more), (all)},
    static const struct one_more_words words[] = {ONE_MORE_LIST(ONE_MORE_WORDS)};
#undef ONE_MORE_WORDS
    return &words[kind];
}

double one_more_time(const struct run_data *X, size_t r)
{
    const struct run_data_column *by_cause = run_data_column(X, "delay", "total_time");
    struct run_data_inside trucks;
    double sum = 0.0;

    if (by_cause == NULL || !run_data_inside(X, "summary", &trucks))
        return (double)NAN;
    for (size_t cause = 0; cause < by_cause->size; cause++)
        sum += run_data_at(X, r, by_cause, cause);
    return run_data_per_truck(X, r, &trucks, 0, sum);
}

static bool lay_out(struct times *T, size_t rows, const struct run_data *as_is,
                    const struct run_data *const *with)
{
    T->replications = as_is->count;
    for (size_t i = 0; i < rows; i++)
        T->replications = with[i]->count < T->replications ? with[i]->count : T->replications;
    T->as_is = calloc((rows + 1) * (T->replications + 1), sizeof *T->as_is);
    if (T->as_is == NULL)
        return false;
    T->with = T->as_is + T->replications;
    for (size_t r = 0; r < T->replications; r++) {
        T->as_is[r] = one_more_time(as_is, r);
        for (size_t i = 0; i < rows; i++)
            T->with[i * T->replications + r] = one_more_time(with[i], r);
    }
    return true;
}

/* One row and its times, so that both are sorted together. */
struct sorted {
    struct one_more_row row;
    const double *with;
    size_t given;
};

/* The greatest saving first, equal ones as they were given, unknown ones last. */
static int by_saving(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;
    const double p = isnan(x->row.saving.mean) ? -INFINITY : x->row.saving.mean;
    const double q = isnan(y->row.saving.mean) ? -INFINITY : y->row.saving.mean;

    return p != q ? (p < q) - (p > q) : (x->given > y->given) - (x->given < y->given);
}

static void save(struct sorted *S, const struct times *T, size_t rows)
{
    struct difference D;

    difference_paired(S->with, T->as_is, T->replications,
                      adjust_bonferroni(rows, ESTIMATE_CONFIDENCE), &D);
    S->row.saving =
        (struct estimate){.mean = D.mean, .sd = (double)NAN, .half_width = D.half_width, .n = D.n};
}

/* Whether the saving of S is not told apart from that of the best. */
static bool rivals(const struct sorted *best, const struct sorted *S, size_t replications)
{
    struct difference D;

    difference_paired(best->with, S->with, replications, ESTIMATE_CONFIDENCE, &D);
    return !(D.mean > D.half_width);
}

/* A saving of nothing at all has an interval of nothing at all: equal runs. */
static bool is_surely_positive(const struct estimate *saving)
{
    return saving->mean > 0.0 && saving->mean > saving->half_width;
}

static enum one_more_answer answer(const struct one_more *M)
{
    if (M->count == 0 || isnan(M->row[0].saving.mean))
        return ONE_MORE_NOWHERE;
    if (isnan(M->row[0].saving.half_width))
        return ONE_MORE_UNJUDGED;
    for (size_t i = 0; i < M->count; i++)
        if (is_surely_positive(&M->row[i].saving))
            return M->rivals > 0 || i > 0 ? ONE_MORE_CLOSE : ONE_MORE_LIMIT;
    return ONE_MORE_NOWHERE;
}

static void sort(struct one_more *M, struct sorted *S, const struct times *T)
{
    for (size_t i = 0; i < M->count; i++) {
        S[i] = (struct sorted){M->row[i], T->with + i * T->replications, i};
        save(&S[i], T, M->count);
    }
    qsort(S, M->count, sizeof *S, by_saving);
    M->rivals = 0;
    for (size_t i = 0; i < M->count; i++) {
        M->row[i] = S[i].row;
        M->row[i].rival = i > 0 && rivals(&S[0], &S[i], T->replications);
        M->rivals += M->row[i].rival;
    }
}

int one_more_judge(struct one_more *M, const struct run_data *as_is,
                   const struct run_data *const *with)
{
    struct sorted *S = calloc(M->count + 1, sizeof *S);
    struct times T = {.as_is = NULL};
    const bool room = S != NULL && lay_out(&T, M->count, as_is, with);

    if (room) {
        M->replications = T.replications;
        M->time = estimate_values(T.as_is, T.replications).mean;
        sort(M, S, &T);
        M->answer = answer(M);
    }
    free(T.as_is);
    free(S);
    return room ? GATESIM_OK : GATESIM_ENOMEM;
}

void one_more_release(struct one_more *M)
{
    free(M->row);
    *M = (struct one_more){.count = 0};
}
