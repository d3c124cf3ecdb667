/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows of a comparison are worth telling, in tables and in words. */
#ifndef SIM_PRESENT_COMPARE_ROWS_H
#define SIM_PRESENT_COMPARE_ROWS_H

#include <stdbool.h>

#include "sim/present/compare.h"

#define COMPARE_FEW 5 /* with fewer pairs, a correlation and a variance say nothing */

/* A measure that is told when the user names none. */
struct compare_measure {
    const char *column, *noun;
    const char *of_class; /* the noun for a class, "%s%s" for its trucks; NULL: told of all alone */
    bool row;             /* it has one for all trucks in the table of measures */
    bool verdict;         /* a sentence of it is told for all trucks */
    bool by_class;        /* what there is for all trucks is there for each class too */
    bool booked;          /* it is told only where an alternative books */
    bool leads; /* where one books, it has no sentence: the time from the wish leads instead */
    bool swept; /* a sweep has a column of it; with booked, only where an alternative books */
};

/* compare_tells(P, M): returns whether measure M has rows in the comparison P. */
bool compare_tells(const struct compared *P, const struct compare_measure *M);

/* compare_says(P, M): returns whether measure M has sentences in the verdict of the comparison P.
 */
bool compare_says(const struct compared *P, const struct compare_measure *M);

/* compare_measure(k): the k-th, or NULL beyond the last. */
const struct compare_measure *compare_measure(size_t k);

/* compare_noun_of(column): "wait_p95" is the "p95 wait"; other columns go by their names. */
const char *compare_noun_of(const char *column);

/* compare_noun(b, size, R): what a row is of, in words: "p95 wait", "p95 wait of fruit trucks",
 * "number of fruit trucks still inside"; other columns go by their names and labels. Returns b. */
const char *compare_noun(char *b, size_t size, const struct comparison_row *R);

/* compare_trucks(label): what makes trucks of a class's name: " trucks" of "fruit", "s" of "truck".
 */
const char *compare_trucks(const char *label);

/* compare_asked(P, R): whether the user asked for a row: by its column's name, alone, behind its
 * group and "/", or before " of " and its label. Where it is 0 everywhere, a part of the whole is
 * asked for by its label alone. */
bool compare_asked(const struct compared *P, const struct comparison_row *R);

/* compare_of_class(P, M, j): returns whether row j tells measure M of one class among several; that
 * of the only class says what the row of all trucks says. */
bool compare_of_class(const struct compared *P, const struct compare_measure *M, size_t j);

/* compare_by_class(R): whether a row is of a class, which is its label. */
bool compare_by_class(const struct comparison_row *R);

/* compare_is_cost(P, R): whether a row is an amount of money, or another cost or benefit, that some
 * run has. */
bool compare_is_cost(const struct compared *P, const struct comparison_row *R);

/* compare_told(P, row): fill row, which has room for all rows of the comparison, with those that
 * are worth telling, in the order in which they are told: those that the user asked for; or the
 * measures that compare tells, of all trucks and of each class, and the costs. What is 0 in every
 * run is left out unless its label was asked for. Returns how many they are. */
size_t compare_told(const struct compared *P, const struct comparison_row **row);

/* compare_time_of(R, i): the mean time of run i in a row, s; 0 where it has none. */
double compare_time_of(const struct comparison_row *R, size_t i);

#endif
