/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A teller hands sentences to whoever prints or keeps them. */
#ifndef SIM_CLI_TELLER_H
#define SIM_CLI_TELLER_H

struct teller {
    void (*take)(void *user, const char *text); /* text is valid during the call */
    void *user;
};

/* teller_say(T, fmt, ...): a sentence of any length; without memory for it, nothing. */
__attribute__((format(printf, 2, 3))) void teller_say(const struct teller *T, const char *fmt, ...);

#endif
