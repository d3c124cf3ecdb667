/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that a user meets in results and messages, and what they mean. */
#ifndef SIM_CLI_GLOSSARY_H
#define SIM_CLI_GLOSSARY_H

#include "gatesim/scenario.h"

/* glossary(count): the words, as topics whose form is the word itself; static storage. */
const struct gatesim_topic *glossary(size_t *count);

#endif
