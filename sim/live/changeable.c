/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each line of the resolved text is taken apart. A section has its header in brackets, a key stands
 * with its value on one line, with remarks behind "  # "; a value of several lines cannot change.
 */
#include "sim/live/changeable.h"

#include <stdbool.h>
#include <string.h>

/* A stretch of the text. */
struct part {
    const char *text;
    size_t size;
};

/* Returns whether p is the word. */
static bool is(struct part p, const char *word)
{
    return strlen(word) == p.size && memcmp(word, p.text, p.size) == 0;
}

/* Returns the part of p before the first mark, or all of p. */
static struct part upto(struct part p, const char *mark)
{
    const size_t n = strlen(mark);

    for (size_t i = 0; i + n <= p.size; i++)
        if (memcmp(p.text + i, mark, n) == 0)
            return (struct part){p.text, i};
    return p;
}

/* Returns whether a [change] may set the key in sections of the kind. */
static bool may_change(struct part kind, struct part key)
{
    size_t count;
    const struct gatesim_key *keys = gatesim_keys(&count);

    for (size_t i = 0; i < count; i++)
        if (is(kind, keys[i].section) && is(key, keys[i].key))
            return gatesim_key_changes(i);
    return false;
}

/* Returns the pair for a line of the section; NULL when no [change] may set the line. */
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
