/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages for the page, as JSON: keys in snake_case, SI units, null where a number does not exist.
 *
 * Each function returns a text for the caller to free, or NULL when memory is short. */
#ifndef SIM_LIVE_MESSAGES_H
#define SIM_LIVE_MESSAGES_H

#include "sim/live/session.h"

#define MESSAGE_POINTS 240 /* of a series, at most */

/* message_session(G): Returns the description of session G, of the kind "session": the times of the
 * run and, of each side, its places, classes, links, attributes and settings that may change. */
char *message_session(const struct session *G);

/* message_numbers(G): Returns the results of session G so far, of the kind "numbers": the clock,
 * the share of the last stretch of time that the simulation took, and, of each side, counts, means
 * with their running intervals, time series of at most MESSAGE_POINTS points, and the changes. */
char *message_numbers(const struct session *G);

/* message_place(G, side, station, id): Returns the results of a station of a side so far, of the
 * kind "place", as the reply to the request with that id. */
char *message_place(const struct session *G, unsigned side, size_t station, int64_t id);

/* message_reply(id, what, error, D): Returns the reply to the request with that id for what, of the
 * kind "reply". error, in words, and the diagnostics D say what is wrong with the request; when
 * both are NULL, it was done. */
char *message_reply(int64_t id, const char *what, const char *error,
                    const struct gatesim_diagnostics *D);

#endif
