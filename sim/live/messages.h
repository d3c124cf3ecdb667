/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told in words: JSON with keys in snake_case, SI units, null for what is not known.
 *
 * Each returns a text that the caller frees, or NULL without memory. */
#ifndef SIM_LIVE_MESSAGES_H
#define SIM_LIVE_MESSAGES_H

#include "sim/live/session.h"

#define MESSAGE_POINTS 240 /* of a series, at most */

/* message_session(G): what is on: "kind": "stage"; places, classes, links, attributes of each side.
 */
char *message_session(const struct session *G);

/* message_numbers(G): how it goes: "kind": "numbers"; counts, the share of the
 * last stretch of time that the simulation had, means with the running interval,
 * series, changes. */
char *message_numbers(const struct session *G);

/* message_place(G, side, station, id): the history of a place, for the wish of that id: "kind":
 * "place". */
char *message_place(const struct session *G, unsigned side, size_t station, int64_t id);

/* message_reply(id, what, error, D): what became of a wish of that name: "kind": "reply"; error and
 * D say what is wrong with it, both NULL: it was done. */
char *message_reply(int64_t id, const char *what, const char *error,
                    const struct gatesim_diagnostics *D);

#endif
