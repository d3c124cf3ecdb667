/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A teller hands sentences to whoever prints or keeps them. */
#ifndef SIM_CLI_TELLER_H
#define SIM_CLI_TELLER_H

#include <stdbool.h>

struct teller {
    void (*take)(void *user, const char *text); /* text is valid during the call */
    void *user;
    bool lost; /* there was no memory for some sentence */
};

/* teller_say(T, fmt, ...): a sentence of any length. */
__attribute__((format(printf, 2, 3))) void teller_say(struct teller *T, const char *fmt, ...);

/* teller_status(T): 0, or GATESIM_ENOMEM: some sentence is lost. */
int teller_status(const struct teller *T);

#endif
