/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Templates: small scenarios to start from, built into the program from scenarios/new. */
#ifndef SIM_CLI_TEMPLATES_H
#define SIM_CLI_TEMPLATES_H

/* X(name, meaning): the templates; the first is what `gatesim new` writes unless it is told. */
#define TEMPLATE_LIST(X)                                                             \
    X(border, "a small border gate: fruit and goods, risk channels, the other side") \
    X(port, "the land side of a container port: gates, blocks of the yard, papers")  \
    X(booking, "a gate where most trucks book the hour in which they come")          \
    X(minimal, "one desk, and trucks that come at random: a queue whose answer is known")

/* The text of each template, as it stands in scenarios/new/NAME.ini. */
#define TEMPLATE_TEXT(name, meaning) extern const char template_##name[];
TEMPLATE_LIST(TEMPLATE_TEXT)
#undef TEMPLATE_TEXT

#endif
