/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The resolved text has a section's header in brackets, a key and its value on one line, and
 * remarks behind " # "; only what cannot change takes several lines. */
#include "sim/live/changeable.h"

#include <stdbool.h>
#include <string.h>

/* A stretch of the text. */
struct part {
    const char *text;
    size_t size;
};

static bool is(struct part p, const char *word)
{
    return strlen(word) == p.size && memcmp(word, p.text, p.size) == 0;
}

/* upto(p, mark): what of it stands before the mark, or all. */
static struct part upto(struct part p, const char *mark)
{
    const size_t n = strlen(mark);

    for (size_t i = 0; i + n <= p.size; i++)
        if (memcmp(p.text + i, mark, n) == 0)
            return (struct part){p.text, i};
    return p;
}

/* may_change(kind, key): whether a [change] may set the key of such a section. */
static bool may_change(struct part kind, struct part key)
{
    size_t count;
    const struct gatesim_key *keys = gatesim_keys(&count);

    for (size_t i = 0; i < count; i++)
        if (is(kind, keys[i].section) && is(key, keys[i].key))
            return gatesim_key_changes(i);
    return false;
}

/* setting(section, line): the pair that a line makes; NULL: none. */
static json_t *setting(struct part section, struct part line)
{
    const struct part key = upto(line, " = ");
    struct part value = {key.text + key.size + 3, line.size - key.size - 3};

    if (key.size == line.size || line.text[0] == ' ' ||
        !may_change(upto(section, " "), upto(key, " if ")))
        return NULL;
    value = upto(value, "  # ");
    return json_pack(
        "[o, s%]",
        json_sprintf("%.*s.%.*s", (int)section.size, section.text, (int)key.size, key.text),
        value.text, value.size);
}

json_t *changeable_list(const struct gatesim_scenario *S)
{
    struct part section = {"", 0};
    json_t *list = json_array();

    for (const char *line = gatesim_scenario_text(S); *line != '\0';) {
        const struct part whole = {line, strcspn(line, "\n")};
        json_t *pair;

        if (line[0] == '[')
            section = (struct part){line + 1, whole.size - 2};
        else if ((pair = setting(section, whole)) != NULL)
            json_array_append_new(list, pair);
        line += whole.size + (line[whole.size] != '\0');
    }
    return list;
}
