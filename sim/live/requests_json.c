/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table has a function for each kind of request, which reads and checks the values it needs. */
#include "sim/live/requests_json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "analysis/report/json_parts.h"
#include "sim/live/messages.h"

#define STEP_MOST 1000 /* events: nobody else is served while they are simulated */

struct request {
    struct session *G;
    struct history *H;
    const json_t *J;
    int64_t id;
    const char *error; /* why it was refused; NULL: it was not */
    struct gatesim_diagnostics *diagnostics;
    char *text; /* a reply of its own kind, for the caller to free */
    bool history;
};

/* Read the whole number of a key, from 0 up to below - 1, into *x. Returns false, with the request
 * refused, when there is none. */
static bool whole(struct request *R, const char *key, json_int_t below, json_int_t *x)
{
    const json_t *value = json_object_get(R->J, key);

    *x = json_integer_value(value);
    if (json_is_integer(value) && *x >= 0 && *x < below)
        return true;
    R->error = "a number is missing or out of range";
    return false;
}

/* Read the finite number of a key into *x. Returns false, with the request refused, when there is
 * none. */
static bool real(struct request *R, const char *key, double *x)
{
    const json_t *value = json_object_get(R->J, key);

    *x = json_number_value(value);
    if (json_is_number(value) && isfinite(*x))
        return true;
    R->error = "a number is missing";
    return false;
}

/* Read the number of a side. Returns as whole. */
static bool side(struct request *R, unsigned *number)
{
    json_int_t x;

    if (!whole(R, "side", R->G->count, &x))
        return false;
    *number = (unsigned)x;
    return true;
}

/* Refuse the request when status is not 0 and there are no diagnostics; range says why when status
 * is GATESIM_ERANGE. */
static void done(struct request *R, int status, const char *range)
{
    if (status == GATESIM_ERANGE)
        R->error = range;
    else if (status != 0 && R->diagnostics == NULL)
        R->error = gatesim_status_text(status);
}

static void do_run(struct request *R)
{
    session_run(R->G);
}

static void do_pause(struct request *R)
{
    session_pause(R->G);
}

static void do_step(struct request *R)
{
    json_int_t events;

    if (whole(R, "events", STEP_MOST + 1, &events))
        session_step(R->G, events);
}

static void do_speed(struct request *R)
{
    double pace;

    if (!real(R, "pace", &pace))
        return;
    if (pace != 0 && (pace < SESSION_PACE_LEAST || pace > SESSION_PACE_MOST))
        R->error = "this pace is out of range";
    else
        session_speed(R->G, pace);
}

static void do_jump(struct request *R)
{
    const double most = gatesim_seconds(GATESIM_TICKS_MAX);
    double at;

    if (!real(R, "at_s", &at))
        return;
    at = at < 0 ? 0 : at > most ? most : at;
    done(R, session_jump(R->G, (gatesim_ticks)(at * (double)GATESIM_TICKS_PER_SECOND)), "");
}

/* Returns whether text is lines of printable text, none of which can end the section. */
static bool settings_ok(const char *text)
{
    if (strlen(text) == 0 || strlen(text) > SESSION_SETTINGS_LONGEST)
        return false;
    for (const char *p = text; *p != '\0'; p++)
        if ((unsigned char)*p < ' ' && *p != '\n')
            return false;
    return true;
}

static void do_change(struct request *R)
{
    const char *settings = json_string_value(json_object_get(R->J, "settings"));
    unsigned number;

    if (!side(R, &number))
        return;
    if (settings == NULL || !settings_ok(settings)) {
        R->error = "settings are lines of text, and not too long";
        return;
    }
    done(R, session_change(R->G, number, settings, &R->diagnostics),
         "no change can be made now: it goes to an instant, is at its end, or has too many");
}

static void do_withdraw(struct request *R)
{
    unsigned number;

    if (side(R, &number))
        done(R, session_withdraw(R->G, number), "there is no change to take back now");
}

static void do_fork(struct request *R)
{
    done(R, session_fork(R->G), "there are two sides already, or it goes to an instant");
}

static void do_unfork(struct request *R)
{
    done(R, session_unfork(R->G), "there is one side only, or it goes to an instant");
}

static void do_place(struct request *R)
{
    json_int_t station;
    unsigned number;

    if (!side(R, &number) ||
        !whole(R, "station",
               (json_int_t)gatesim_scenario_count(R->G->sides[number].scn, GATESIM_STATION),
               &station))
        return;
    R->text = message_place(R->G, number, (size_t)station, R->id);
}

static void do_export(struct request *R)
{
    unsigned number;
    json_t *J;

    if (!side(R, &number))
        return;
    J = json_pack("{s:s,s:I,s:o,s:s}", "kind", "export", "reply", (json_int_t)R->id, "name",
                  part_path(R->G->sides[number].name), "text",
                  gatesim_scenario_text(R->G->sides[number].scn));
    R->text = J == NULL ? NULL : json_dumps(J, JSON_COMPACT);
    json_decref(J);
}

static void do_truck(struct request *R)
{
    json_int_t class_index, origin, serial;
    struct history_truck truck;
    unsigned number;

    if (!side(R, &number) ||
        !whole(R, "class",
               (json_int_t)gatesim_scenario_count(R->G->sides[number].scn, GATESIM_CLASS),
               &class_index) ||
        !whole(R, "origin", 3, &origin) || !whole(R, "serial", UINT32_MAX, &serial))
        return;
    truck = (struct history_truck){(uint32_t)class_index, (uint32_t)origin, (uint32_t)serial};
    done(R, history_start(R->H, R->G, number, &truck, R->id),
         "another truck is being looked up; ask again");
    R->history = R->error == NULL;
}

static const struct {
    const char *name;
    void (*act)(struct request *R);
    bool changes;
} acts[] = {
    {"run", do_run, true},           {"pause", do_pause, true},    {"step", do_step, true},
    {"speed", do_speed, true},       {"jump", do_jump, true},      {"change", do_change, true},
    {"withdraw", do_withdraw, true}, {"fork", do_fork, true},      {"unfork", do_unfork, true},
    {"place", do_place, false},      {"export", do_export, false}, {"truck", do_truck, false},
};
#define ACTS (sizeof acts / sizeof *acts)

struct request_reply request_serve(struct session *G, struct history *H, const char *message,
                                   size_t size)
{
    json_t *J = json_loadb(message, size, JSON_REJECT_DUPLICATES, NULL);
    const char *what = json_string_value(json_object_get(J, "do"));
    struct request R = {.G = G, .H = H, .J = J, .id = json_integer_value(json_object_get(J, "id"))};
    struct request_reply reply = {0};
    size_t i = 0;

    while (what != NULL && i < ACTS && strcmp(acts[i].name, what) != 0)
        i++;
    if (what == NULL || i == ACTS)
        R.error = "nothing that can be asked for";
    else
        acts[i].act(&R);
    reply.history = R.history;
    reply.text = R.text;
    if (reply.text == NULL && !R.history)
        reply.text = message_reply(R.id, what == NULL || i == ACTS ? "" : acts[i].name, R.error,
                                   R.diagnostics);
    reply.changed = R.error == NULL && R.diagnostics == NULL && i < ACTS && acts[i].changes;
    gatesim_diagnostics_destroy(R.diagnostics);
    json_decref(J);
    return reply;
}
