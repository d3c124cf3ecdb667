/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of which a value is one, and the codes by which the model knows them.
 *
 * One list a vocabulary, X(code, "word"): from it come the enum, the range that the reader holds a
 * word against, and what `gatesim explain` says. The first word is meant where the key has no
 * default. */
#ifndef SIM_SCENARIO_MODEL_ONE_OF_H
#define SIM_SCENARIO_MODEL_ONE_OF_H

#define SCN_CODE(code, word) SCN_##code,
#define SCN_NEXT_WORD(code, word) ", " word

/* SCN_WORD: a list's words as the elements of an array. */
#define SCN_WORD(code, word) word,

/* SCN_WORDS(LIST): the words of a list as one string, "wait, turn-back, skip". */
#define SCN_WORDS(LIST) (&(LIST(SCN_NEXT_WORD))[2])

/* X(code, "word", how the line is kept (line.h), number that orders it (station.c)). */
#define SCN_DISCIPLINE_LIST(X)                                                                   \
    X(FIFO, "fifo", LIST_FIRST, not_ordered)                                                     \
    X(LIFO, "lifo", LIST_LAST, not_ordered)                                                      \
    X(PRIORITY, "priority", BY_NUMBER, priority_order)       /* FIFO within a priority */        \
    X(SHORTEST, "shortest-service", BY_NUMBER, service_time) /* setup not counted */             \
    X(EARLIEST, "earliest-deadline", BY_NUMBER, deadline) /* arrival + due; without due, last */ \
    X(SLOT, "slot", BY_NUMBER, slot_order) /* start of the booked slot; walk-ins as treated */   \
    X(RANDOM, "random", AT_RANDOM, not_ordered)
#define SCN_DISCIPLINE_CODE(code, word, keeping, order) SCN_##code,
#define SCN_DISCIPLINE_NEXT_WORD(code, word, keeping, order) ", " word
#define SCN_DISCIPLINE_WORDS (&(SCN_DISCIPLINE_LIST(SCN_DISCIPLINE_NEXT_WORD))[2])
enum scn_discipline { SCN_DISCIPLINE_LIST(SCN_DISCIPLINE_CODE) SCN_DISCIPLINES };

/* What a truck does that finds no place to wait. */
#define SCN_WHEN_FULL_LIST(X) X(WAIT, "wait") X(TURN_BACK, "turn-back") X(SKIP, "skip")
enum scn_when_full { SCN_WHEN_FULL_LIST(SCN_CODE) };

/* What happens to trucks in service when the station closes or their server goes off shift. */
#define SCN_INTERRUPT_LIST(X) X(FINISH, "finish") X(LEAVE, "leave")
enum scn_interrupt { SCN_INTERRUPT_LIST(SCN_CODE) };

/* What the time to a failure counts. */
#define SCN_FAILS_BY_LIST(X) X(BY_CALENDAR, "calendar") X(BY_OPERATING, "operating")
enum scn_fails_by { SCN_FAILS_BY_LIST(SCN_CODE) };

/* What a failure takes away. */
#define SCN_FAILS_LIST(X) X(FAILS_SERVER, "server") X(FAILS_STATION, "station")
enum scn_fails { SCN_FAILS_LIST(SCN_CODE) };

/* What becomes of the work that a failure interrupts. */
#define SCN_ON_FAILURE_LIST(X) X(RESUME, "resume") X(RESTART, "restart") X(LOSE, "lose")
enum scn_on_failure { SCN_ON_FAILURE_LIST(SCN_CODE) };

/* What happens at a look-up while its data service is down. */
#define SCN_ON_OUTAGE_LIST(X) X(OUTAGE_WAIT, "wait") X(OUTAGE_PAPER, "paper") X(OUTAGE_PASS, "pass")
enum scn_on_outage { SCN_ON_OUTAGE_LIST(SCN_CODE) };

/* Whom a free member of a pool goes to: the highest priority (the station's pool priority, a
 * truck's that of its class), the most trucks in line, or the next truck that waits longest. */
#define SCN_SERVE_LIST(X) \
    X(SERVE_PRIORITY, "priority") X(SERVE_LONGEST, "longest-line") X(SERVE_FIRST, "first")
enum scn_serve { SCN_SERVE_LIST(SCN_CODE) };

/* What happens to trucks that come without a slot. */
#define SCN_WALK_INS_LIST(X) \
    X(SERVED, "served") X(AFTER_BOOKED, "after-booked") X(REFUSED, "refused")
enum scn_walk_ins { SCN_WALK_INS_LIST(SCN_CODE) };

/* What happens to a truck that misses its slot. */
#define SCN_MISSED_LIST(X) X(WALK_IN, "walk-in") X(SEND_BACK, "turn-back") X(REBOOK, "rebook")
enum scn_missed { SCN_MISSED_LIST(SCN_CODE) };

/* What an incident does to a station. */
#define SCN_EFFECT_LIST(X)                          \
    X(EFFECT_CLOSED, "closed")                      \
    X(EFFECT_DOWN, "down")                          \
    X(EFFECT_SPEED, "speed")     /* and a number */ \
    X(EFFECT_SERVERS, "servers") /* and a number */
enum scn_effect_kind { SCN_EFFECT_LIST(SCN_CODE) SCN_EFFECTS };

/* The channels into which a risk sorts trucks: the values of its attribute. */
#define SCN_CHANNEL_LIST(X) X(GREEN, "green") X(YELLOW, "yellow") X(RED, "red")
enum scn_channel { SCN_CHANNEL_LIST(SCN_CODE) SCN_CHANNELS };

/* Whether a truck has booked: the values of the attribute 'booked', and the words of a lever's. */
#define SCN_BOOKED_LIST(X) X(BOOKED, "yes") X(NOT_BOOKED, "no")
enum scn_booked { SCN_BOOKED_LIST(SCN_CODE) SCN_BOOKED_VALUES };

/* How drivers choose among routes. */
#define SCN_RULE_LIST(X) X(LOGIT, "logit") X(FASTEST, "fastest") X(BY_SHARES, "shares")
enum scn_rule { SCN_RULE_LIST(SCN_CODE) };

#endif
