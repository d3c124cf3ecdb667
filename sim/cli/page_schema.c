/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON Schema of scenarios: for programs that write or check them, and for editors that
 * complete them. A scenario is seen as an object of its kinds of section; a kind whose sections
 * have names is an object of them by name; values are text as it stands in the file. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "gatesim/status.h"
#include "sim/cli/language_lists.h"
#include "sim/cli/pages.h"

#define DIALECT "https://json-schema.org/draft/2020-12/schema"

/* Adds the words of a list such as "fifo, lifo or priority" to an array. Returns the array. */
static json_t *words_of(json_t *array, const char *list)
{
    while (*list != '\0') {
        const size_t length = strcspn(list, ", ");

        if (length > 0 && !(length == 2 && strncmp(list, "or", 2) == 0))
            json_array_append_new(array, json_stringn(list, length));
        list += length;
        list += strspn(list, ", ");
    }
    return array;
}

/* Returns what a value of the key must be, with its meaning, unit, range, default and an example.
 */
static json_t *key_schema(const struct gatesim_key *k)
{
    json_t *schema = json_pack("{s:s, s:s, s:s, s:[s]}", "type", "string", "description",
                               k->meaning, "title", k->type, "examples", k->example);

    if (key_is_word(k))
        json_object_set_new(schema, "enum", words_of(json_array(), k->range));
    else if (k->range[0] != '\0')
        json_object_set_new(schema, "$comment", json_sprintf("range: %s", k->range));
    if (k->value != NULL && k->value[0] != '\0')
        json_object_set_new(schema, "default", json_string(k->value));
    return schema;
}

/* Returns the schema of one section of a kind. */
static json_t *section_schema(const struct gatesim_topic *section)
{
    json_t *keys = json_object(), *by_truck = json_object(), *required = json_array();
    size_t count;
    const struct gatesim_key *k = gatesim_keys(&count);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(k[i].section, section->name) != 0)
            continue;
        json_object_set_new(keys, k[i].key, key_schema(&k[i]));
        if (k[i].conditional) {
            json_t *name = json_sprintf("^%s if .+ is .+$", k[i].key);

            json_object_set_new(by_truck, json_string_value(name), key_schema(&k[i]));
            json_decref(name);
        }
        if (k[i].value == NULL && !k[i].conditional)
            json_array_append_new(required, json_string(k[i].key));
    }
    return json_pack("{s:s, s:s, s:o, s:o, s:b, s:o}", "type", "object", "description",
                     section->meaning, "properties", keys, "patternProperties", by_truck,
                     "additionalProperties", 0, "required", required);
}

/* Returns the schema of all sections of a kind: of the one, or of all by their names. */
static json_t *kind_schema(const struct gatesim_topic *section)
{
    json_t *one = section_schema(section);

    if (strchr(section->form, ' ') == NULL)
        return one;
    return json_pack("{s:s, s:o}", "type", "object", "additionalProperties", one);
}

int page_schema(FILE *out)
{
    size_t count;
    const struct gatesim_topic *sections = gatesim_sections(&count);
    json_t *kinds = json_object(), *schema;
    int status;

    for (size_t i = 0; i < count; i++)
        json_object_set_new(kinds, sections[i].name, kind_schema(&sections[i]));
    schema = json_pack("{s:s, s:s, s:s, s:s, s:o, s:b, s:[s]}", "$schema", DIALECT, "title",
                       "gatesim scenario", "description", PAGES_FORM, "type", "object",
                       "properties", kinds, "additionalProperties", 0, "required", "scenario");
    status = schema != NULL && json_dumpf(schema, out, JSON_INDENT(2)) == 0 ? GATESIM_OK
                                                                            : GATESIM_ENOMEM;
    fputc('\n', out);
    json_decref(schema);
    return status;
}
