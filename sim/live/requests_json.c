/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of what may be asked for; each row reads what it needs, all of which is checked. */
#include "sim/live/requests_json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "analysis/report/json_parts.h"
#include "sim/live/messages.h"

#define STEP_MOST 1000 /* events: nobody else is served while they are simulated */

struct asked {
    struct session *G;
    struct history *H;
    const json_t *J;
    int64_t id;
    const char *error; /* what is wrong with it; NULL: it was done */
    struct gatesim_diagnostics *diagnostics;
    char *text; /* a reply of its own */
    bool history;
};

/* whole(A, key, below, x): a whole number from 0 on, below a limit. */
static bool whole(struct asked *A, const char *key, json_int_t below, json_int_t *x)
{
    const json_t *value = json_object_get(A->J, key);

    *x = json_integer_value(value);
    if (json_is_integer(value) && *x >= 0 && *x < below)
        return true;
    A->error = "a number is missing or out of range";
    return false;
}

/* real(A, key, x): a finite number. */
static bool real(struct asked *A, const char *key, double *x)
{
    const json_t *value = json_object_get(A->J, key);

    *x = json_number_value(value);
    if (json_is_number(value) && isfinite(*x))
        return true;
    A->error = "a number is missing";
    return false;
}

static bool side(struct asked *A, unsigned *number)
{
    json_int_t x;

    if (!whole(A, "side", A->G->count, &x))
        return false;
    *number = (unsigned)x;
    return true;
}

/* done(A, status, range): what became of it, beside what diagnostics say. */
static void done(struct asked *A, int status, const char *range)
{
    if (status == GATESIM_ERANGE)
        A->error = range;
    else if (status != 0 && A->diagnostics == NULL)
        A->error = gatesim_status_text(status);
}

static void do_run(struct asked *A)
{
    session_run(A->G);
}

static void do_pause(struct asked *A)
{
    session_pause(A->G);
}

static void do_step(struct asked *A)
{
    json_int_t events;

    if (whole(A, "events", STEP_MOST + 1, &events))
        session_step(A->G, events);
}

static void do_speed(struct asked *A)
{
    double pace;

    if (!real(A, "pace", &pace))
        return;
    if (pace != 0 && (pace < SESSION_PACE_LEAST || pace > SESSION_PACE_MOST))
        A->error = "this pace is out of range";
    else
        session_speed(A->G, pace);
}

static void do_jump(struct asked *A)
{
    const double most = gatesim_seconds(GATESIM_TICKS_MAX);
    double at;

    if (!real(A, "at_s", &at))
        return;
    at = at < 0 ? 0 : at > most ? most : at;
    done(A, session_jump(A->G, (gatesim_ticks)(at * (double)GATESIM_TICKS_PER_SECOND)), "");
}

/* settings_ok(text): lines of printable text, none of which can end the section. */
static bool settings_ok(const char *text)
{
    if (strlen(text) == 0 || strlen(text) > SESSION_SETTINGS_LONGEST)
        return false;
    for (const char *p = text; *p != '\0'; p++)
        if ((unsigned char)*p < ' ' && *p != '\n')
            return false;
    return true;
}

static void do_change(struct asked *A)
{
    const char *settings = json_string_value(json_object_get(A->J, "settings"));
    unsigned number;

    if (!side(A, &number))
        return;
    if (settings == NULL || !settings_ok(settings)) {
        A->error = "settings are lines of text, and not too long";
        return;
    }
    done(A, session_change(A->G, number, settings, &A->diagnostics),
         "no change can be made now: it goes to an instant, is at its end, or has too many");
}

static void do_withdraw(struct asked *A)
{
    unsigned number;

    if (side(A, &number))
        done(A, session_withdraw(A->G, number), "there is no change to take back now");
}

static void do_fork(struct asked *A)
{
    done(A, session_fork(A->G), "there are two sides already, or it goes to an instant");
}

static void do_unfork(struct asked *A)
{
    done(A, session_unfork(A->G), "there is one side only, or it goes to an instant");
}

static void do_place(struct asked *A)
{
    json_int_t station;
    unsigned number;

    if (!side(A, &number) ||
        !whole(A, "station",
               (json_int_t)gatesim_scenario_count(A->G->sides[number].scn, GATESIM_STATION),
               &station))
        return;
    A->text = message_place(A->G, number, (size_t)station, A->id);
}

static void do_export(struct asked *A)
{
    unsigned number;
    json_t *J;

    if (!side(A, &number))
        return;
    J = json_pack("{s:s,s:I,s:o,s:s}", "kind", "export", "reply", (json_int_t)A->id, "name",
                  part_path(A->G->sides[number].name), "text",
                  gatesim_scenario_text(A->G->sides[number].scn));
    A->text = J == NULL ? NULL : json_dumps(J, JSON_COMPACT);
    json_decref(J);
}

static void do_truck(struct asked *A)
{
    json_int_t class_index, origin, serial;
    struct history_truck truck;
    unsigned number;

    if (!side(A, &number) ||
        !whole(A, "class",
               (json_int_t)gatesim_scenario_count(A->G->sides[number].scn, GATESIM_CLASS),
               &class_index) ||
        !whole(A, "origin", 3, &origin) || !whole(A, "serial", UINT32_MAX, &serial))
        return;
    truck = (struct history_truck){(uint32_t)class_index, (uint32_t)origin, (uint32_t)serial};
    done(A, history_start(A->H, A->G, number, &truck, A->id),
         "another truck is being looked up; ask again");
    A->history = A->error == NULL;
}

static const struct {
    const char *name;
    void (*act)(struct asked *A);
    bool changes;
} acts[] = {
    {"run", do_run, true},           {"pause", do_pause, true},    {"step", do_step, true},
    {"speed", do_speed, true},       {"jump", do_jump, true},      {"change", do_change, true},
    {"withdraw", do_withdraw, true}, {"fork", do_fork, true},      {"unfork", do_unfork, true},
    {"place", do_place, false},      {"export", do_export, false}, {"truck", do_truck, false},
};
#define ACTS (sizeof acts / sizeof *acts)

struct ask_reply ask(struct session *G, struct history *H, const char *message, size_t size)
{
    json_t *J = json_loadb(message, size, JSON_REJECT_DUPLICATES, NULL);
    const char *what = json_string_value(json_object_get(J, "do"));
    struct asked A = {.G = G, .H = H, .J = J, .id = json_integer_value(json_object_get(J, "id"))};
    struct ask_reply R = {0};
    size_t i = 0;

    while (what != NULL && i < ACTS && strcmp(acts[i].name, what) != 0)
        i++;
    if (what == NULL || i == ACTS)
        A.error = "nothing that can be asked for";
    else
        acts[i].act(&A);
    R.history = A.history;
    R.text = A.text;
    if (R.text == NULL && !A.history)
        R.text = message_reply(A.id, what == NULL || i == ACTS ? "" : acts[i].name, A.error,
                               A.diagnostics);
    R.changed = A.error == NULL && A.diagnostics == NULL && i < ACTS && acts[i].changes;
    gatesim_diagnostics_destroy(A.diagnostics);
    json_decref(J);
    return R;
}
