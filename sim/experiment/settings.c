/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A setting is one text, as the command line has it; what it means is known when the scenario is
 * read. */
#include "sim/experiment/settings.h"
#include "sim/text/messages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"

#define SEED_MOST "18446744073709551615" /* 2^64 - 1 */

static int grow(struct settings *T)
{
    const size_t room = T->room == 0 ? 8 : 2 * T->room;
    char **text = realloc(T->text, room * sizeof *text);

    if (text == NULL)
        return GATESIM_ENOMEM;
    T->text = text;
    T->room = room;
    return GATESIM_OK;
}

/* "key=value", malloced, or NULL. */
static char *joined(const char *key, const char *value)
{
    const size_t size = strlen(key) + strlen(value) + 2;
    char *text = malloc(size);

    if (text != NULL)
        snprintf(text, size, "%s=%s", key, value);
    return text;
}

int settings_add(FILE *messages, struct settings *T, const char *key, char *value)
{
    char *text = value;

    if (key != NULL && value != NULL) {
        text = joined(key, value);
        free(value);
    }
    if (text == NULL || (T->count == T->room && grow(T) != GATESIM_OK)) {
        free(text);
        return message_status(messages, GATESIM_ENOMEM);
    }
    T->text[T->count++] = text;
    return GATESIM_OK;
}

int settings_seed_wrong(FILE *messages, const char *text)
{
    const size_t n = text == NULL ? 0 : strlen(text);

    if (n > 0 && strspn(text, "0123456789") == n &&
        (n < 20 || (n == 20 && strcmp(text, SEED_MOST) <= 0)))
        return 0;
    message(messages, "--seed %s: a seed is a whole number from 0 to " SEED_MOST,
            text == NULL ? "" : text);
    return GATESIM_EINPUT;
}

bool settings_has(const struct settings *T, const char *text)
{
    for (size_t i = 0; i < T->count; i++)
        if (strcmp(T->text[i], text) == 0)
            return true;
    return false;
}

const char *const *settings_list(const struct settings *T)
{
    return (const char *const *)T->text;
}

void settings_truncate(struct settings *T, size_t count)
{
    while (T->count > count)
        free(T->text[--T->count]);
}

void settings_release(struct settings *T)
{
    settings_truncate(T, 0);
    free(T->text);
    *T = (struct settings){0};
}
