/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vocabulary of the scenario language: its sections, the types of its values, its keys.
 *
 * Reader, checks, printed form and reference are driven by it. A new key is a row of KEY_LIST
 * (key_list.h) and a member of the draft (draft.h) that it fills; a new type is a row of
 * KEY_TYPE_LIST and a parse function (fields.h). */
#ifndef SIM_SCENARIO_READ_VOCABULARY_H
#define SIM_SCENARIO_READ_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>

#include "gatesim/scenario.h"

/* What a [change] may set. X(SECTION, "key", words): the words follow the key where the list is
 * told. */
#define DATED_LIST(X)                            \
    X(STATION, "servers", ", ")                  \
    X(STATION, "speed", ", ")                    \
    X(STATION, "waiting", ", ")                  \
    X(STATION, "hours", ", ")                    \
    X(STATION, "calendar", ", ")                 \
    X(STATION, "closed", " and ")                \
    X(STATION, "open", " of a station; ")        \
    X(CALENDAR, "hours", ", ")                   \
    X(CALENDAR, "closed", " and ")               \
    X(CALENDAR, "open", " of a calendar; ")      \
    X(POOL, "people", " of a pool; ")            \
    X(CLASS, "arrivals", " (Poisson), ")         \
    X(CLASS, "profile", " and ")                 \
    X(CLASS, "surge", " of a class; ")           \
    X(PROFILE, "hourly", " and ")                \
    X(PROFILE, "weekday", " of a profile; ")     \
    X(ATTRIBUTE, "shares", " of an attribute; ") \
    X(LEVER, "adoption", " of a lever; ")        \
    X(RISK, "prevalence", ", ")                  \
    X(RISK, "auc", ", ")                         \
    X(RISK, "true-positive", ", ")               \
    X(RISK, "false-positive", ", ")              \
    X(RISK, "red", ", ")                         \
    X(RISK, "yellow", ", ")                      \
    X(RISK, "red-above", " and ")                \
    X(RISK, "yellow-above", " of a risk; ")      \
    X(CHOICE, "rule", ", ")                      \
    X(CHOICE, "sensitivity", ", ")               \
    X(CHOICE, "bias", " and ")                   \
    X(CHOICE, "shares", " of a choice")
#define DATED_WORDS(SECTION, key, words) key words
#define DATED_KEYS DATED_LIST(DATED_WORDS)

/* X(code, name, named, meaning), in the order in which a scenario is printed. */
#define SECTION_LIST(X)                                                                            \
    X(SCENARIO, "scenario", false,                                                                 \
      "The run as a whole: what it asks, when it starts, how long it lasts, how often it is "      \
      "repeated. [scenario] extends = FILE makes a scenario out of another one: what this file "   \
      "says replaces what that one says, key by key.")                                             \
    X(RESULTS, "results", false, "What is recorded, and how finely.")                              \
    X(CLASS, "class", true,                                                                        \
      "A kind of truck: how its trucks arrive, which route they take, what they carry. The "       \
      "attributes 'class', 'direction' and 'cargo' of a truck follow from its class.")             \
    X(LEVER, "lever", true,                                                                        \
      "A yes or no of its own for each truck that a policy turns: electronic payment, training, "  \
      "a "                                                                                         \
      "second driver. Conditions ask for it as for an attribute: 'service if e-payment is yes'.")  \
    X(ATTRIBUTE, "attribute", true,                                                                \
      "Something that differs from truck to truck, such as the customs channel: each truck draws " \
      "one of the values by the shares. Conditions and routes can ask for it.")                    \
    X(CARGO, "cargo", true,                                                                        \
      "What trucks of 'cargo = NAME' carry: what it is worth, and how it spoils. A cargo without " \
      "a section of its own is worth nothing and keeps for ever.")                                 \
    X(COSTS, "costs", false, "Prices of time, fuel and formalities, the same for all trucks.")     \
    X(RISK, "risk", true,                                                                          \
      "A classifier that sorts trucks into the channels green, yellow and red, which then are "    \
      "the "                                                                                       \
      "values of an attribute of its name. Each truck has a score: normal with spread 1, whose "   \
      "mean is higher for trucks that are bad; the highest scores are red, the next yellow. The "  \
      "chance in a truck's score is the same whatever the classifier, so that a better one "       \
      "changes as few trucks as possible.")                                                        \
    X(PROFILE, "profile", true,                                                                    \
      "How an arrival rate swings over the hours of the day and the days of the week. The rate "   \
      "at an hour is the mean rate times its hourly and its weekday number, each divided by the "  \
      "mean of its row.")                                                                          \
    X(CALENDAR, "calendar", true,                                                                  \
      "Opening hours that stations share: weekly hours, closures, exceptional openings.")          \
    X(APPOINTMENTS, "appointments", true,                                                          \
      "Slots of time that trucks book before they come. A booked truck takes the first slot with " \
      "room that starts after it wants to come, and arrives at the start of its slot, earlier or " \
      "later as its class says; until then it is not in the system. What a truck does without a "  \
      "slot, or after missing it, is decided when it arrives. Conditions ask for 'booked is "      \
      "yes'.")                                                                                     \
    X(POOL, "pool", true,                                                                          \
      "People whom stations share or trucks take along: officers who walk from lane to lane, "     \
      "plant inspectors, specialised drivers. A member is free, or with one truck.")               \
    X(STATION, "station", true,                                                                    \
      "A place where trucks queue for servers: a desk, a lane, a scanner, a yard, the barrier.")   \
    X(CHOICE, "choice", true,                                                                      \
      "What drivers choose among when their route says 'choose NAME': several routes, such as "    \
      "other gates or staying away. The expected time of a route is the sum, over the stations "   \
      "that the truck would visit, each weighted by its probability, of the trucks there divided " \
      "by the servers on shift (when closed, by the most that ever are) times the mean service, "  \
      "and its own service; to it come the means of drives and the bias.")                         \
    X(SERVICE, "service", true,                                                                    \
      "A data service that stations look trucks up in while they hold a server: a database of "    \
      "declarations, a registry of vehicles. It answers so many questions at once and may fail.")  \
    X(INCIDENT, "incident", true,                                                                  \
      "Something that happens from time to time or on known dates and takes hold of stations "     \
      "while it lasts. Where several hold a station, each counts: closed and down before fewer "   \
      "servers, and of speeds and servers the smallest.")                                          \
    X(ROUTE, "route", true, "The way of a truck, step by step; each step is a line of its own.")   \
    X(PROMISE, "promise", true,                                                                    \
      "How long trucks may wait. Each is counted: how many trucks waited longer, and which share " \
      "of them; 'broken_share of NAME' is a metric, and may be a limit: --subject-to "             \
      "'broken_share of NAME < 5 %'.")                                                             \
    X(CHANGE, "change", true,                                                                      \
      "What is different from a date on: settings of keys of other sections, which hold until "    \
      "the "                                                                                       \
      "next change of the same key. What can change is " DATED_KEYS ".")

enum section_kind {
#define SECTION_CODE(code, name, named, meaning) SECTION_##code,
    SECTION_LIST(SECTION_CODE)
#undef SECTION_CODE
        SECTION_KINDS
};

/* X(code, words, unit, parse function): what a value may be. */
#define KEY_TYPE_LIST(X)                                                                      \
    X(TEXT, "text", "", field_text)                                                           \
    X(PATH, "file", "", field_text)                                                           \
    X(DATE_TIME, "date, or date and time", "YYYY-MM-DD [HH:MM[:SS]]", field_date_time)        \
    X(DAY_TIME, "time of day", "HH:MM[:SS]", field_day_time)                                  \
    X(DURATION, "duration", "ms, s, min, h, d, w", field_duration)                            \
    X(WARM_UP, "duration, or auto", "ms, s, min, h, d, w", field_warm_up)                     \
    X(PRECISION, "share", "%", field_precision)                                               \
    X(LENGTH, "length", "m, km", field_length)                                                \
    X(SEED, "whole number", "", field_seed)                                                   \
    X(WHOLE, "whole number", "", field_whole)                                                 \
    X(ONE_OF, "one of", "", field_one_of)                                                     \
    X(YES_NO, "yes or no", "", field_yes_no)                                                  \
    X(WORD, "word", "", field_word)                                                           \
    X(COUNT, "number of trucks, or unlimited", "trucks", field_count)                         \
    X(ROUTE, "name of a route", "", field_route)                                              \
    X(CLASS, "name of a class", "", field_class)                                              \
    X(STATION, "name of a station", "", field_station)                                        \
    X(PROFILE, "name of a profile", "", field_profile)                                        \
    X(CALENDAR, "name of a calendar", "", field_calendar)                                     \
    X(ARRIVALS, "how trucks arrive", "a rate: 1/s, 1/min, 1/h, 1/d, 1/w", field_arrivals)     \
    X(SURGES, "list of factors on dates", "", field_surges)                                   \
    X(TRUCKS, "distribution of a number", "trucks", field_trucks)                             \
    X(TIMES, "distribution of a duration", "ms, s, min, h, d, w", field_times)                \
    X(BACKLOG, "list of trucks at stations", "trucks", field_backlog)                         \
    X(SHARES, "list of values and shares", "%", field_shares)                                 \
    X(HOURLY, "24, 48, 72, 96, 144 or 288 numbers", "", field_numbers)                        \
    X(WEEKDAY, "7 numbers", "", field_numbers)                                                \
    X(WEEKLY, "7 rows of as many numbers, or csv FILE.csv", "", field_weekly)                 \
    X(MONTHLY, "12 numbers", "", field_numbers)                                               \
    X(DAY_FACTOR, "gamma or lognormal, and its cv", "", field_day_factor)                     \
    X(HOURS, "weekly hours", "HH:MM-HH:MM", field_hours)                                      \
    X(DATES, "list of dates", "YYYY-MM-DD", field_dates)                                      \
    X(STAFF, "number of servers, which may follow the clock", "", field_staff)                \
    X(SPEED, "number, which may follow the clock", "", field_speed)                           \
    X(CLOCK, "sign and duration", "s, min, h", field_clock)                                   \
    X(RATE, "rate", "1/s, 1/min, 1/h, 1/d, 1/w", field_rate)                                  \
    X(LIMITS, "list of stations and numbers of trucks", "trucks", field_limits)               \
    X(QUOTAS, "list of numbers of trucks an hour or a day", "1/h, 1/d", field_quotas)         \
    X(RESERVED, "number of servers", "", field_reserved)                                      \
    X(NEEDS, "list of pools and numbers of people", "", field_needs)                          \
    X(SHARE, "share", "%", field_share)                                                       \
    X(ATTRIBUTES, "list of attributes", "", field_attributes)                                 \
    X(MONEY, "amount of money", "a currency, as in 1.2 million VND", field_money)             \
    X(FEE, "amount of money", "a currency, as in 1.2 million VND", field_fee)                 \
    X(MONEY_RATE, "money for time", "currency/time, as in 1 million VND/d", field_money_rate) \
    X(MASS, "weight", "t, kg", field_mass)                                                    \
    X(AGE, "distribution of a duration", "ms, s, min, h, d, w", field_age)                    \
    X(LOSS, "list of shares at times, or step", "% and d", field_loss)                        \
    X(FUEL_RATE, "consumption", "l/h", field_fuel_rate)                                       \
    X(EMISSION, "emission", "kg/l", field_emission)                                           \
    X(PERIOD, "dates", "YYYY-MM-DD..YYYY-MM-DD", field_period)                                \
    X(ADOPTION, "share", "%", field_adoption)                                                 \
    X(PART, "share", "%", field_part)                                                         \
    X(NUMBER, "number", "", field_number)                                                     \
    X(TRUTH, "name of an attribute", "", field_truth)                                         \
    X(VALUES, "values of an attribute", "", field_values)                                     \
    X(SLOTS, "rate, which may follow the clock", "1/h, 1/d", field_slots)                     \
    X(APPOINTMENTS, "name of an appointment book", "", field_appointments)                    \
    X(RETURNS, "name of a class", "", field_returns)                                          \
    X(REROUTE, "turn-back, or the name of a route", "", field_reroute)                        \
    X(OPTIONS, "list of routes", "", field_options)                                           \
    X(BIASES, "list of routes and durations", "ms, s, min, h, d, w", field_biases)            \
    X(SPLIT, "list of routes and shares", "%", field_split)                                   \
    X(TRIGGER, "condition on the line", "trucks, or ms, s, min, h, d, w", field_trigger)      \
    X(SERVICES, "list of data services", "", field_services)                                  \
    X(STATIONS, "list of stations", "", field_stations)                                       \
    X(EFFECT, "effect on a station", "", field_effect)                                        \
    X(SETTINGS, "settings", "", field_settings)                                               \
    X(STEPS, "steps", "", field_steps)

enum key_type {
#define KEY_TYPE_CODE(code, words, unit, parse) KEY_TYPE_##code,
    KEY_TYPE_LIST(KEY_TYPE_CODE)
#undef KEY_TYPE_CODE
        KEY_TYPES
};

/* What a key is called and what kind of value it has. */
struct key_word {
    enum section_kind section;
    enum key_type type;
    const struct gatesim_key *doc; /* gatesim_keys()[same number] */
};

/* key_count(): how many keys there are. */
size_t key_count(void);

/* key_word(i): the i-th key, in the order in which a section is printed. */
struct key_word key_word(size_t i);

/* key_dated(i): whether a [change] may set the i-th key. */
bool key_dated(size_t i);

/* key_find(section, s, n): the number of a section's key that is the n bytes at s, or
 * key_count(). */
size_t key_find(enum section_kind section, const char *s, size_t n);

/* section_name(kind): returns the word for a kind of section, such as "station". */
const char *section_name(enum section_kind kind);

/* section_named(kind): returns whether sections of the kind have a name. */
bool section_named(enum section_kind kind);

/* key_lines(type): whether each line of such a value is one thing of its own. */
static inline bool key_lines(enum key_type type)
{
    return type == KEY_TYPE_STEPS || type == KEY_TYPE_SETTINGS;
}

/* section_find(s, n): the kind that is the n bytes at s, or SECTION_KINDS. */
enum section_kind section_find(const char *s, size_t n);

#endif
