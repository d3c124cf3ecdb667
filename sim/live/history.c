/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A second pump on the same loop turns the second simulation flat out, while the session goes on.
 */
#include "sim/live/history.h"

#include <jansson.h>
#include <stdlib.h>

#include "sim/live/messages.h"

static void on_visit(void *user, const struct gatesim_visit *visit)
{
    struct history *H = user;

    if (visit->class_index == H->truck.class_index && visit->origin == H->truck.origin &&
        visit->serial == H->truck.serial)
        (void)vector_append(&H->visits, visit, 1); /* without memory the list is shorter */
}

int history_init(struct history *H, uv_loop_t *loop, void *user, history_done done)
{
    *H = (struct history){.user = user, .done = done};
    vector_init(&H->visits, sizeof(struct gatesim_visit));
    return pump_init(&H->pump, loop, H);
}

/* Free the simulation and the visits. */
static void forget(struct history *H)
{
    gatesim_destroy(H->sim);
    gatesim_scenario_destroy(H->scn);
    vector_release(&H->visits);
    H->sim = NULL;
    H->scn = NULL;
    H->busy = false;
}

/* Returns an instant in s of the run; null when it never comes. */
static json_t *instant(gatesim_ticks at)
{
    return at == GATESIM_NEVER ? json_null() : json_real(gatesim_seconds(at));
}

/* Returns the visits of the truck so far. */
static json_t *visits(const struct history *H)
{
    json_t *list = json_array();

    for (size_t i = 0; i < H->visits.count; i++) {
        const struct gatesim_visit *v = VECTOR_AT(&H->visits, struct gatesim_visit, i);

        json_array_append_new(
            list, json_pack("{s:s,s:o,s:o,s:o,s:o}", "place",
                            gatesim_scenario_name(H->scn, GATESIM_STATION, v->station), "joined_s",
                            instant(v->joined), "called_s", instant(v->called), "service_s",
                            instant(v->service), "left_s", instant(v->left)));
    }
    return list;
}

/* Returns what the truck does now; null when it has left. */
static json_t *present(const struct history *H)
{
    struct gatesim_presence T;
    uint32_t cursor = 0;

    while (gatesim_trucks(H->sim, &cursor, &T))
        if (T.class_index == H->truck.class_index && T.origin == H->truck.origin &&
            T.serial == H->truck.serial) {
            json_t *values = json_object();

            for (size_t a = 0; a < gatesim_scenario_count(H->scn, GATESIM_ATTRIBUTE); a++)
                json_object_set_new(values, gatesim_scenario_name(H->scn, GATESIM_ATTRIBUTE, a),
                                    json_string(gatesim_scenario_value(H->scn, a, T.values[a])));
            return json_pack("{s:s,s:s,s:o,s:o,s:o}", "doing", gatesim_doing_name(T.doing), "place",
                             T.station == GATESIM_NOWHERE
                                 ? ""
                                 : gatesim_scenario_name(H->scn, GATESIM_STATION, T.station),
                             "since_s", instant(T.since), "arrived_s", instant(T.arrived), "values",
                             values);
        }
    return json_null();
}

/* Returns the history as JSON, for the caller to free, or NULL. */
static char *history_text(const struct history *H)
{
    json_t *J =
        json_pack("{s:s,s:I,s:i,s:I,s:s,s:I,s:I,s:f,s:o,s:o}", "kind", "truck", "reply",
                  (json_int_t)H->id, "side", (int)H->side, "run", (json_int_t)H->run, "class",
                  gatesim_scenario_name(H->scn, GATESIM_CLASS, H->truck.class_index), "origin",
                  (json_int_t)H->truck.origin, "serial", (json_int_t)H->truck.serial, "clock_s",
                  gatesim_seconds(gatesim_now(H->sim)), "visits", visits(H), "present", present(H));
    char *text = J == NULL ? NULL : json_dumps(J, JSON_COMPACT | JSON_REAL_PRECISION(12));

    json_decref(J);
    return text;
}

static void on_done(struct pump *P, int status)
{
    struct history *H = P->user;
    char *text = status == 0 ? history_text(H)
                             : message_reply(H->id, "truck", gatesim_status_text(status), NULL);

    forget(H);
    H->done(H, text);
}

int history_start(struct history *H, const struct session *G, unsigned side,
                  const struct history_truck *truck, int64_t id)
{
    const gatesim_ticks until = session_clock(G);
    int status;

    if (H->busy)
        return GATESIM_ERANGE;
    H->busy = true;
    H->truck = *truck;
    H->side = side;
    H->run = G->run;
    H->id = id;
    H->observer = (struct gatesim_observer){.user = H, .visit = on_visit};
    status = session_scenario(G, side, "results.log=visits", &H->scn);
    if (status == 0)
        status = gatesim_create(H->scn, 0, &H->observer, &H->sim);
    if (status != 0) {
        forget(H);
        return status;
    }
    pump_start_all(&H->pump, &H->sim, 1, PUMP_FLAT_OUT, until, on_done);
    return GATESIM_OK;
}

void history_stop(struct history *H)
{
    pump_stop(&H->pump);
    forget(H);
}

static void on_closed(struct pump *P)
{
    forget(P->user);
}

void history_release(struct history *H)
{
    pump_close(&H->pump, on_closed);
}
