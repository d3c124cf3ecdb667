/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences, handed one by one to whoever prints or keeps them. */
#ifndef SIM_TEXT_SENTENCES_H
#define SIM_TEXT_SENTENCES_H

#include <stdbool.h>

struct sentences {
    void (*take)(void *user, const char *text); /* text is valid during the call */
    void *user;
    bool lost; /* there was no memory for some sentence */
};

/* teller_say(T, fmt, ...): a sentence of any length. */
__attribute__((format(printf, 2, 3))) void teller_say(struct sentences *T, const char *fmt, ...);

/* sentences_status(T): 0, or GATESIM_ENOMEM: some sentence is lost. */
int sentences_status(const struct sentences *T);

#endif
