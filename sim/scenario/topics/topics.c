/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table, gone through from its first row to its last. */
#include "sim/scenario/topics/topics.h"

static const struct topic *const topics[] = {
#define TOPIC_ROW(name) &topic_##name,
    TOPIC_LIST(TOPIC_ROW)
#undef TOPIC_ROW
};
#define TOPICS (sizeof topics / sizeof topics[0])

void topics_check(struct build *B)
{
    for (size_t i = 0; i < TOPICS; i++)
        if (topics[i]->check != NULL)
            topics[i]->check(B);
}

void topics_make(struct build *B)
{
    for (size_t i = 0; i < TOPICS; i++)
        if (topics[i]->make != NULL)
            topics[i]->make(B);
}
