/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one list of all keys of the scenario language. It is plain data: the vocabulary
 * (vocabulary.c) makes of each row what explains the key, the language (keys.c) where its value
 * goes and what its limits are. A new key is a row here and a member of the draft that it fills
 * (draft.h). */
#ifndef SIM_SCENARIO_READ_KEY_LIST_H
#define SIM_SCENARIO_READ_KEY_LIST_H

#include "gatesim/scenario.h"
#include "sim/scenario/model/one_of.h"

#define MILLENNIUM (86400.0 * 365250.0) /* s */
#define EACH_HOUR "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"

#define DAY_OF_WORK "1 1 1 1 1 1 2 4 6 6 5 5 4 5 6 6 5 4 3 2 1 1 1 1"

/* X(SECTION, "key", TYPE, draft, member, low, high, above, "range", default, conditional,
 *   "example", "meaning"), in the order in which a section is printed. The words of a ONE_OF
 * are its range, from the list (one_of.h) that its codes come from too. No default: NULL must be
 * given, "" not. */
#define KEY_LIST(X)                                                                                \
    X(SCENARIO, "title", TEXT, scenario, title, 0, 0, false, "", "", 0,                            \
      "title = Peak season at the gate", "What the scenario is called.")                           \
    X(SCENARIO, "question", TEXT, scenario, question, 0, 0, false, "", "", 0,                      \
      "question = Does a second scanner clear the queue by 20:00?",                                \
      "What the scenario is meant to answer.")                                                     \
    X(SCENARIO, "extends", PATH, scenario, title, 0, 0, false, "", "", 0,                          \
      "extends = base/huu-nghi.ini",                                                               \
      "Another scenario that this one is built on: its path, seen from this file. What this file " \
      "says replaces what that one says, key by key; 'none' as a value takes an inherited key "    \
      "away.")                                                                                     \
    X(SCENARIO, "start", DATE_TIME, scenario, start, 0, 0, false, "", "2025-01-06 00:00", 0,       \
      "start = 2025-07-01 06:00",                                                                  \
      "The local date and time at which the run starts. The default is a Monday.")                 \
    X(SCENARIO, "duration", DURATION, scenario, duration, 0, MILLENNIUM, true,                     \
      "above 0, at most 1000 years", NULL, 0, "duration = 4 w", "How long the run lasts.")         \
    X(SCENARIO, "warm-up", WARM_UP, scenario, warm_up, 0, MILLENNIUM, false,                       \
      "below the duration, or auto", "0", 0, "warm-up = 3 d",                                      \
      "How long the run goes on before statistics start, so that they do not show an empty gate "  \
      "filling up. With 'auto' a few runs before the first one find where the number of trucks "   \
      "inside settles (MSER-5).")                                                                  \
    X(SCENARIO, "seed", SEED, scenario, seed, 0, 0, false, "0 to 18446744073709551615", "1", 0,    \
      "seed = 4711",                                                                               \
      "The number from which all chance is made: the same seed gives the same trucks.")            \
    X(SCENARIO, "replications", WHOLE, scenario, replications, 1, 10000000, false,                 \
      "1 to 10000000", "1", 0, "replications = 20",                                                \
      "How many times the run is repeated with other chance, for intervals of confidence.")        \
    X(SCENARIO, "precision", PRECISION, scenario, precision, 0, 1, true, "above 0, below 100 %",   \
      "", 0, "precision = 2 %",                                                                    \
      "'gatesim run' adds replications, ten at a time, until the half-width of the 95 % interval " \
      "is at most this share of the mean.")                                                        \
    X(SCENARIO, "precision-of", TEXT, scenario, precision_of, 0, 0, false, "", "", 0,              \
      "precision-of = wait_p95 of fruit",                                                          \
      "The column of the results that 'precision' is about, with the class or station that it is " \
      "of; without it, time_in_system_mean.")                                                      \
    X(SCENARIO, "replications-max", WHOLE, scenario, replications_max, 1, 10000000, false,         \
      "1 to 10000000", "", 0, "replications-max = 200",                                            \
      "How many replications 'precision' may take; without it, 1000.")                             \
    X(RESULTS, "bin", DURATION, results, bin, 0, MILLENNIUM, true, "above 0", "1 h", 0,            \
      "bin = 15 min",                                                                              \
      "The width of a step of the recorded time series. Circles of trucks that "                   \
      "wait for one another through people, groups, kept places or 'admit-while' are looked for "  \
      "at its end.")                                                                               \
    X(RESULTS, "backlog-at", DAY_TIME, results, backlog_at, 0, 0, false, "00:00 to 24:00",         \
      "20:00", 0, "backlog-at = 20:00", "The time of day at which waiting trucks are counted.")    \
    X(RESULTS, "log", ONE_OF, results, log, 0, 0, false, SCN_WORDS(GATESIM_LOG_LIST), "none", 0,   \
      "log = trucks", "Whether each truck, or each visit to a station too, is recorded.")          \
    X(RESULTS, "road-spacing", LENGTH, results, road_spacing, 0, 100000, true,                     \
      "above 0, at most 100 km", "22 m", 0, "road-spacing = 25 m",                                 \
      "The length of road that a waiting truck takes, in its lane.")                               \
    X(RESULTS, "road-lanes", WHOLE, results, road_lanes, 1, 100, false, "1 to 100", "1", 0,        \
      "road-lanes = 4",                                                                            \
      "In how many lanes trucks stand on the road: the queue is as long as that of one lane.")     \
    X(RESULTS, "by", ATTRIBUTES, results, by, 0, 0, false, "", "", 0, "by = channel, direction",   \
      "Attributes by whose values waits and times in system are told apart, as the truck has "     \
      "them when it leaves.")                                                                      \
    X(CLASS, "direction", WORD, class, direction, 0, 0, false, "", "export", 0,                    \
      "direction = import", "Which way its trucks go: any word, typically export or import.")      \
    X(CLASS, "cargo", WORD, class, cargo, 0, 0, false, "", "general", 0, "cargo = fresh",          \
      "What its trucks carry: any word.")                                                          \
    X(CLASS, "priority", WHOLE, class, priority, -1000000, 1000000, false, "-1000000 to 1000000",  \
      "0", 0, "priority = 5",                                                                      \
      "At a station with 'discipline = priority' a higher number is served first.")                \
    X(CLASS, "route", ROUTE, class, route, 0, 0, false, "", NULL, 0, "route = export-fresh",       \
      "The route that its trucks take.")                                                           \
    X(CLASS, "arrivals", ARRIVALS, class, arrivals, 0, 0, false, "", "", 0,                        \
      "arrivals = poisson 7,000/d on Mon-Fri, 3,000/d on Sat, 0/d on Sun",                         \
      "How trucks arrive. 'poisson RATE': at random; with days or hours behind rates, such as "    \
      "'poisson 10/h, 40/h during Mon-Fri 07:00-19:00', the last that fits holds. 'counts "        \
      "FILE.csv': at random, on average as many as were counted, from the columns 'time' (the "    \
      "date, or date and time, at which a count begins) and 'count'. 'every DURATION'. 'renewal "  \
      "DISTRIBUTION', of the time between arrivals. 'trace FILE.csv': truck by truck, from the "   \
      "columns 'time' (seconds since the start, or date and time, which may have a fraction of a " \
      "second and a UTC offset: the first row's is taken for the gate's) and one per attribute "   \
      "that is known. 'returns': only as trucks that come back. It must be given unless there is " \
      "a "                                                                                         \
      "backlog.")                                                                                  \
    X(CLASS, "profile", PROFILE, class, profile, 0, 0, false, "", "", 0, "profile = weekdays",     \
      "How a poisson rate swings with the clock; the rate is then its mean over a week. Where "    \
      "rates differ by day, or trucks are counted by day, it spreads those of each day.")          \
    X(CLASS, "varies-by-day", DAY_FACTOR, class, varies, 0, 10, true, "cv above 0, at most 10",    \
      "", 0, "varies-by-day = gamma cv 0.3 correlation 0.5",                                       \
      "Days differ: the rates of each day are multiplied by a factor of mean 1 that is drawn for " \
      "it, with this coefficient of variation. With gamma, the trucks of a day are negative "      \
      "binomial. The correlation is that of the normal scores of the factors of two days that "    \
      "follow each other; without it, days are independent.")                                      \
    X(CLASS, "surge", SURGES, class, surges, 0, 0, false, "", "", 0,                               \
      "surge = x 1.5 on 2025-05-27..2025-05-30, x 0.5 on 2025-06-01",                              \
      "Dates on which a poisson rate is multiplied. Where surges overlap, both count.")            \
    X(CLASS, "batch", TRUCKS, class, batch, 0, 1e6, false, "a mean of at most 1000000", "1", 0,    \
      "batch = uniform low 2 high 6",                                                              \
      "How many trucks arrive together: what is drawn, rounded to a whole number, at least 1. "    \
      "'gatesim check' prints the mean of these numbers, which is above that of the "              \
      "distribution where less than 1 is likely.")                                                 \
    X(CLASS, "from", DATE_TIME, class, from, 0, 0, false, "", "", 0, "from = 2025-01-08 06:00",    \
      "When arrivals begin; without it, at the start of the run.")                                 \
    X(CLASS, "until", DATE_TIME, class, until, 0, 0, false, "", "", 0, "until = 2025-01-10",       \
      "When arrivals end; without it, at the end of the run.")                                     \
    X(CLASS, "backlog", BACKLOG, class, backlog, 0, 0, false, "", "", 0,                           \
      "backlog = 300 trucks at yard, 50 trucks at control",                                        \
      "Trucks that stand in line at stations of the route when the run starts.")                   \
    X(CLASS, "patience", TIMES, class, patience, 0, MILLENNIUM, false, "", "", 1,                  \
      "patience if cargo is fresh = lognormal mean 20 h cv 0.5",                                   \
      "How long a truck waits in one line before it turns back; without it, for ever. With 0 s "   \
      "it "                                                                                        \
      "turns back unless it is called at once.")                                                   \
    X(CLASS, "due", TIMES, class, due, 0, MILLENNIUM, false, "", "", 1, "due = 20 h",              \
      "The time from arrival to the deadline, for 'discipline = earliest-deadline'.")              \
    X(CLASS, "on-patience", REROUTE, class, on_patience, 0, 0, false, "", "", 0,                   \
      "on-patience = export-fresh",                                                                \
      "What a truck does that loses patience: 'turn-back', which is meant without this key, or "   \
      "the route that it then takes from wherever it is. Once diverted, it turns back when it "    \
      "loses patience again.")                                                                     \
    X(CLASS, "books", APPOINTMENTS, class, books, 0, 0, false, "", "", 0, "books = terminal",      \
      "The appointments that its trucks book. 'arrivals' then says when they want to come.")       \
    X(CLASS, "booked", PART, class, booked, 0, 1, false, "0 % to 100 %", "", 1, "booked = 60 %",   \
      "The share of the trucks that book; without it, all do. The others walk in.")                \
    X(CLASS, "no-show", PART, class, no_show, 0, 1, false, "0 % to 100 %", "", 1, "no-show = 5 %", \
      "The share of booked trucks that never come; their place in the slot is "                    \
      "lost.")                                                                                     \
    X(CLASS, "early", TIMES, class, early, 0, MILLENNIUM, false, "", "", 1,                        \
      "early = exponential mean 10 min",                                                           \
      "How long before its slot a booked truck comes, though not before it wanted to come.")       \
    X(CLASS, "late", TIMES, class, late, 0, MILLENNIUM, false, "", "", 1,                          \
      "late = exponential mean 20 min",                                                            \
      "How long after the start of its slot it comes; what it "                                    \
      "is early is taken off.")                                                                    \
    X(CLASS, "returns-as", RETURNS, class, returns_as, 0, 0, false, "", "", 1,                     \
      "returns-as = empties", "A truck that has crossed comes back as a new truck of that class.") \
    X(CLASS, "return-after", TIMES, class, return_after, 0, MILLENNIUM, false, "", "", 1,          \
      "return-after = lognormal mean 30 h cv 0.5 at most 72 h",                                    \
      "The time from crossing to coming back; without it, none.")                                  \
    X(LEVER, "adoption", ADOPTION, attribute, shares, 0, 1, false, "0 % to 100 %", NULL, 1,        \
      "adoption = 40 %", "The share of the trucks that have it.")                                  \
    X(LEVER, "adoption-later", ADOPTION, attribute, later, 0, 1, false, "0 % to 100 %", "", 1,     \
      "adoption-later = 90 %\nchange = 2025-01-20..2025-03-31", "The same after the change.")      \
    X(LEVER, "change", PERIOD, attribute, change, 0, 0, false, "", "", 0,                          \
      "change = 2025-01-20..2025-03-31\nadoption-later = 90 %",                                    \
      "The dates over which the adoption goes in a straight line to its later value, by the "      \
      "instant at which a truck arrives, from the start of the first to the end of the last day.") \
    X(ATTRIBUTE, "shares", SHARES, attribute, shares, 0, 0, false, "summing to 100 %", NULL, 1,    \
      "shares = green 60 %, yellow 25 %, red 15 %",                                                \
      "The values and the share of the trucks that has each. The values of the attribute are all " \
      "that are named. Conditions may ask for class, direction, cargo and attributes declared "    \
      "before.")                                                                                   \
    X(CARGO, "value", MONEY, cargo, value, 0, 0, false, "", "", 0, "value = 250 million VND",      \
      "What a truckload is worth on the other side.")                                              \
    X(CARGO, "weight", MASS, cargo, weight, 0, 0, false, "", "", 0, "weight = 15 t",               \
      "How much a truck carries.")                                                                 \
    X(CARGO, "shelf-life", DURATION, cargo, shelf_life, 0, MILLENNIUM, true, "above 0", "", 0,     \
      "shelf-life = 20 d",                                                                         \
      "How long the goods keep; without it, for ever. Trucks whose goods do not keep need a "      \
      "reefer.")                                                                                   \
    X(CARGO, "age", AGE, cargo, age, 0, MILLENNIUM, false, "", "", 0,                              \
      "age = uniform low 1 d high 4 d",                                                            \
      "How much of the shelf life is used up when the truck arrives.")                             \
    X(CARGO, "loss", LOSS, cargo, loss, 0, 0, false, "", "", 0,                                    \
      "loss = 0 % at 5 d, 40 % at 12 d, 100 % at 20 d",                                            \
      "The share of the value that is lost at an age of the goods, straight between the points. "  \
      "'step' loses nothing before the end of the shelf life and all at it; without the key the "  \
      "loss grows evenly over the shelf life.")                                                    \
    X(CARGO, "spoiled-above", SHARE, cargo, spoiled_above, 0, 1, false, "0 % to 100 %", "50 %", 0, \
      "spoiled-above = 50 %",                                                                      \
      "A truck that crosses with a greater loss than this counts as spoiled.")                     \
    X(CARGO, "home-price", SHARE, cargo, home_price, 0, 1, false, "0 % to 100 %", "100 %", 0,      \
      "home-price = 25 %",                                                                         \
      "What the goods of a truck that does not cross still bring, as a share of what they are "    \
      "then worth on the other side.")                                                             \
    X(COSTS, "driver", MONEY_RATE, costs, driver, 0, 0, false, "", "", 0,                          \
      "driver = 1 million VND/d", "What a truck costs for the time in the system: its driver.")    \
    X(COSTS, "parking", MONEY_RATE, costs, parking, 0, 0, false, "", "", 0,                        \
      "parking = 400 thousand VND/d", "The same: its place.")                                      \
    X(COSTS, "reefer", MONEY_RATE, costs, reefer, 0, 0, false, "", "", 0,                          \
      "reefer = 300 thousand VND/d", "The same: cooling, where the goods have a shelf life.")      \
    X(COSTS, "booking", MONEY_RATE, costs, booking, 0, 0, false, "", "", 0,                        \
      "booking = 500 thousand VND/d",                                                              \
      "What a truck that books costs for the time from the instant at which it wants to come to "  \
      "its slot. Without the key, what its driver costs; write '0 VND/d' where this time costs "   \
      "nothing. Its goods age meanwhile. The goods of a truck that finds no slot, does not come "  \
      "or "                                                                                        \
      "is sent back without an appointment lose what those of a truck that turns back lose.")      \
    X(COSTS, "fee", FEE, costs, fee, 0, 0, false, "", "", 1,                                       \
      "fee if cargo is fresh = 500 thousand VND", "What a truck that crosses pays.")               \
    X(COSTS, "idling", FUEL_RATE, costs, idling, 0, 0, false, "", "", 0, "idling = 2 l/h",         \
      "Fuel that a truck burns while it moves up in a line, stands on the road or is blocked.")    \
    X(COSTS, "co2", EMISSION, costs, co2, 0, 0, false, "", "2.68 kg/l", 0, "co2 = 2.68 kg/l",      \
      "Carbon dioxide from a litre of fuel.")                                                      \
    X(ATTRIBUTE, "later", SHARES, attribute, later, 0, 0, false, "summing to 100 %", "", 1,        \
      "later = green 70 %, yellow 20 %, red 10 %\nchange = 2025-01-20..2025-03-31",                \
      "The shares after the change, of the same or of other values. A truck that fits no case of " \
      "it keeps its shares.")                                                                      \
    X(ATTRIBUTE, "change", PERIOD, attribute, change, 0, 0, false, "", "", 0,                      \
      "change = 2025-01-20..2025-03-31\nlater = green 70 %, yellow 20 %, red 10 %",                \
      "The dates over which the shares go in a straight line to the later ones, by the instant "   \
      "at which a truck arrives, from the start of the first to the end of the last day.")         \
    X(RISK, "truth", TRUTH, risk, truth, 0, 0, false, "", NULL, 0, "truth = contraband",           \
      "The attribute that says what a truck really is; declared in a [lever], an [attribute] or "  \
      "a [risk] before this one.")                                                                 \
    X(RISK, "bad", VALUES, risk, bad, 0, 0, false, "", NULL, 0, "bad = yes",                       \
      "The values of it that inspections look for; commas between several.")                       \
    X(RISK, "prevalence", PART, risk, prevalence, 0, 1, false, "0 % to 100 %", "", 0,              \
      "prevalence = 2 %",                                                                          \
      "The share of trucks that are bad, from which 'red' and 'yellow' are turned into limits of " \
      "the score; without it, the share that the truth has where that is the same for all.")       \
    X(RISK, "auc", NUMBER, risk, auc, 0.5, 0.999999, false, "0.5 to 0.999999", "", 0, "auc = 0.8", \
      "How well the score tells bad from good: the probability that a bad truck has the higher "   \
      "one (area under the curve); 0.5 is blind chance. The two means are sqrt 2 times its "       \
      "normal quantile apart.")                                                                    \
    X(RISK, "true-positive", PART, risk, true_positive, 0, 1, false, "0 % to 100 %", "", 0,        \
      "true-positive = 70 %\nfalse-positive = 8 %",                                                \
      "Instead of 'auc' and 'red': the share of bad trucks that are red.")                         \
    X(RISK, "false-positive", PART, risk, false_positive, 0, 1, false, "0 % to 100 %", "", 0,      \
      "false-positive = 8 %\ntrue-positive = 70 %",                                                \
      "Beside 'true-positive': the share of good trucks that are red. Yellow are then drawn from " \
      "the rest alike.")                                                                           \
    X(RISK, "red", PART, risk, red, 0, 1, false, "0 % to 100 %", "", 1, "red = 10 %",              \
      "The share of all trucks that are red: those with the highest scores.")                      \
    X(RISK, "yellow", PART, risk, yellow, 0, 1, false, "0 % to 100 %", "", 1, "yellow = 20 %",     \
      "The share of all trucks that are yellow: those with the next scores; without it, none.")    \
    X(RISK, "red-above", NUMBER, risk, red_above, -1000, 1000, false, "-1000 to 1000", "", 1,      \
      "red-above = 1.5",                                                                           \
      "Instead of 'red': the score from which on trucks are red; "                                 \
      "good trucks have mean 0.")                                                                  \
    X(RISK, "yellow-above", NUMBER, risk, yellow_above, -1000, 1000, false, "-1000 to 1000", "",   \
      1, "yellow-above = 1", "Instead of 'yellow': the score from which on they are yellow.")      \
    X(RISK, "detects", PART, risk, detects, 0, 1, false, "0 % to 100 %", "100 %", 0,               \
      "detects = 95 %", "The share of bad trucks among the red ones that the inspection finds.")   \
    X(PROFILE, "hourly", HOURLY, profile, hourly, 0, 1e9, false, "at least 0, some above 0",       \
      EACH_HOUR, 0, "hourly = 0 0 0 0 0 1 2 4 4 4 3 3 2 2 3 3 3 2 1 1 0 0 0 0",                    \
      "A number per hour of the day, from midnight on; only their proportions count. 48, 72, 96, " \
      "144 or 288 numbers are of 30, 20, 15, 10 or 5 min each.")                                   \
    X(PROFILE, "weekday", WEEKDAY, profile, weekday, 0, 1e9, false, "at least 0, some above 0",    \
      "1 1 1 1 1 1 1", 0, "weekday = 1.2 1.1 1 1 1 0.8 0.6",                                       \
      "A number per day of the week, from Monday on; only their proportions count.")               \
    X(PROFILE, "weekly", WEEKLY, profile, weekly, 0, 1e9, false, "at least 0, some above 0", "",   \
      0,                                                                                           \
      "weekly =\n    " DAY_OF_WORK "\n    " DAY_OF_WORK "\n    " DAY_OF_WORK "\n    " DAY_OF_WORK  \
      "\n    " DAY_OF_WORK "\n    " EACH_HOUR "\n    " EACH_HOUR,                                  \
      "Instead of both: 7 rows, from Monday on, of 24 numbers each, or of 48, 72, 96, 144 or "     \
      "288; only their proportions count. A file has the columns Mon, Tue, Wed, Thu, Fri, Sat "    \
      "and Sun, and a row for each hour, or shorter time, of the day.")                            \
    X(PROFILE, "monthly", MONTHLY, profile, monthly, 0, 1e9, false, "at least 0, some above 0",    \
      "", 0, "monthly = 0.8 0.5 1 1 1.4 1.6 1.2 1 0.9 0.8 0.8 1",                                  \
      "A number per month, from January on; only their proportions count, and the rate is that "   \
      "of a month of their mean.")                                                                 \
    X(CALENDAR, "hours", HOURS, calendar, hours, 0, 0, false, "", "always", 0,                     \
      "hours = Mon-Fri 07:00-12:00, Mon-Fri 13:00-20:00, Sat 08:00-11:30",                         \
      "Weekly hours. Days hold for all hours behind them up to a comma; days without hours of "    \
      "their own have those of the next days in the list: 'Mon, Wed, Fri 08:00-10:00' is 6 h a "   \
      "week. Hours without days are of every day. A span that ends before it starts runs over "    \
      "midnight. 'never' for a place "                                                             \
      "that only opens on the dates of 'open'.")                                                   \
    X(CALENDAR, "closed", DATES, calendar, closed, 0, 0, false, "", "", 0,                         \
      "closed = 2025-01-28..2025-02-02, 2025-03-01 07:00-10:00, Mon-Sun 16:30-17:00",              \
      "Closures: dates, parts of dates, or parts of every such day. Lists of days are read as in " \
      "'hours'.")                                                                                  \
    X(CALENDAR, "open", DATES, calendar, open, 0, 0, false, "", "", 0,                             \
      "open = 2025-01-26 07:00-12:00", "Exceptional openings; they win over hours and closures.")  \
    X(APPOINTMENTS, "slots", SLOTS, appointments, slots, 0, 1000, false, "", NULL, 0,              \
      "slots = 40/h, 60/h during Mon-Fri 06:00-12:00, 0/h during Sun",                             \
      "How many trucks may be booked an hour; of the rules that fit the start of a slot, the "     \
      "last wins. What a slot cannot offer of a whole truck the next ones do: 90/h in slots of "   \
      "1 min are 1 and 2 trucks by turns.")                                                        \
    X(APPOINTMENTS, "added", WHOLE, appointments, added, 0, 1000000, false, "0 to 1000000", "0",   \
      0, "added = 1",                                                                              \
      "Trucks an hour that may be booked beyond what 'slots' says, whenever that is above 0: to "  \
      "ask what one slot more an hour would help.")                                                \
    X(APPOINTMENTS, "slot", DURATION, appointments, slot, 0, 86400, true,                          \
      "above 0, at most 1 d, a whole number of times in a day", "1 h", 0, "slot = 30 min",         \
      "How long a slot is; the first of a day starts at midnight.")                                \
    X(APPOINTMENTS, "hours", HOURS, appointments, times.hours, 0, 0, false, "", "", 0,             \
      "hours = 06:00-22:00", "The hours in which slots start; without them, all.")                 \
    X(APPOINTMENTS, "closed", DATES, appointments, times.closed, 0, 0, false, "", "", 0,           \
      "closed = 2025-01-28..2025-02-02", "When no slot starts.")                                   \
    X(APPOINTMENTS, "walk-ins", ONE_OF, appointments, walk_ins, 0, 0, false,                       \
      SCN_WORDS(SCN_WALK_INS_LIST), "served", 0, "walk-ins = after-booked",                        \
      "What happens to trucks that come without a slot: at a station with 'discipline = slot' "    \
      "they have the instant of their arrival for a slot, or come after all that are booked; or "  \
      "they are sent back at once.")                                                               \
    X(APPOINTMENTS, "grace", DURATION, appointments, grace, 0, MILLENNIUM, false, "", "0", 0,      \
      "grace = 30 min",                                                                            \
      "How long after the end of its slot a booked truck may still come without missing it.")      \
    X(APPOINTMENTS, "missed", ONE_OF, appointments, missed, 0, 0, false,                           \
      SCN_WORDS(SCN_MISSED_LIST), "walk-in", 0, "missed = rebook",                                 \
      "What happens to a truck that misses its slot: it is a walk-in, is sent back, or takes the " \
      "next slot with room and comes again.")                                                      \
    X(APPOINTMENTS, "clock", CLOCK, appointments, times.clock, -86400, 86400, false,               \
      "-24 h to +24 h", "", 0, "clock = +1 h",                                                     \
      "How far the clock that its slots, hours and dates are written in is ahead of the gate's.")  \
    X(CALENDAR, "clock", CLOCK, calendar, clock, -86400, 86400, false, "-24 h to +24 h", "", 0,    \
      "clock = +1 h",                                                                              \
      "How far the clock that its hours and dates are written in is ahead of the gate's; '-1 h' "  \
      "is behind.")                                                                                \
    X(POOL, "agency", TEXT, pool, agency, 0, 0, false, "", "", 0, "agency = customs",              \
      "The agency that they belong to.")                                                           \
    X(POOL, "people", STAFF, pool, staff, 0, 1e6, false, "0 to 1000000", NULL, 0,                  \
      "people = 2, 6 during Mon-Fri 08:00-17:00",                                                  \
      "How many are on shift. Of the rules that fit, the last wins. Who is with a truck when the " \
      "shift ends finishes it.")                                                                   \
    X(POOL, "added", WHOLE, pool, added, 0, 1000000, false, "0 to 1000000", "0", 0, "added = 1",   \
      "People more than 'people' says, whenever that says at least 1: to ask what one more would " \
      "help.")                                                                                     \
    X(POOL, "serve", ONE_OF, pool, serve, 0, 0, false, SCN_WORDS(SCN_SERVE_LIST), "first", 0,      \
      "serve = priority",                                                                          \
      "Where a free member goes when several stations, or trucks in a step 'take', wait for one: " \
      "by priority ('pool-priority' of the station, 'priority' of the truck's class), to the "     \
      "longest line, or where the next truck has waited longest. Of equals, trucks in 'take' "     \
      "first, by 'priority' where the pool serves by it, then stations in their order. Whoever "   \
      "is "                                                                                        \
      "first and needs more than are free, of this pool or of another, has them saved up, unless " \
      "they cannot be enough: when all of the shift have come back but those with trucks that "    \
      "wait.")                                                                                     \
    X(POOL, "trips-per-day", WHOLE, pool, trips, 1, 1000000, false, "1 to 1000000", "", 0,         \
      "trips-per-day = 3",                                                                         \
      "How often a member can be taken in a day, from midnight to midnight: all together so "      \
      "often times the people on shift.")                                                          \
    X(POOL, "fails-after", TIMES, pool, fails_after, 0, MILLENNIUM, false, "", "", 0,              \
      "fails-after = exponential mean 60 d",                                                       \
      "The time until all are away at once, such as by an infection; again from the end of each "  \
      "absence on. Who is with a truck finishes it.")                                              \
    X(POOL, "repair", TIMES, pool, repair, 0, MILLENNIUM, false, "", "", 0, "repair = 14 d",       \
      "How long they are away then.")                                                              \
    X(STATION, "agency", TEXT, station, agency, 0, 0, false, "", "", 0, "agency = customs",        \
      "The agency that works there.")                                                              \
    X(STATION, "cost", MONEY_RATE, station, cost, 0, 0, false, "", "", 0,                          \
      "cost = 100 thousand VND/h",                                                                 \
      "What a server costs while it is at work, blocked or free: nothing off shift, down or kept " \
      "as a place, and one of unlimited servers only while it has a truck.")                       \
    X(STATION, "fee", FEE, station, fee, 0, 0, false, "", "", 1,                                   \
      "fee if cargo is fresh = 500 thousand VND", "What a truck pays that is served there.")       \
    X(STATION, "servers", STAFF, station, staff, 0, 1e6, false, "0 to 1000000, or unlimited",      \
      NULL, 0, "servers = 2, 4 during Mon-Fri 08:00-17:00, 0 during 12:00-13:00",                  \
      "How many trucks are served at once: officers, lanes, places. Of the rules that fit, the "   \
      "last wins.")                                                                                \
    X(STATION, "added", WHOLE, station, added, 0, 1000000, false, "0 to 1000000", "0", 0,          \
      "added = 1",                                                                                 \
      "Servers more than 'servers' says, whenever that says at least 1: to ask what one more "     \
      "would help.")                                                                               \
    X(STATION, "speed", SPEED, station, speed, 0, 1000, false, "0 to 1000", "1", 0,                \
      "speed = 1, 0.5 during 2025-05-27..2025-05-30, 0.2 during Mon 12:00-13:00",                  \
      "How fast servers work: a service that starts takes its time divided by the speed that "     \
      "holds then, and keeps it to its end. At speed 0 none starts and the station counts as "     \
      "down; what has begun is finished. Of the rules that fit, the last wins.")                   \
    X(STATION, "keeps-place", YES_NO, station, keeps_place, 0, 0, false, "", "no", 0,              \
      "keeps-place = yes",                                                                         \
      "Whether a truck keeps its server here, as a place to stand, while it does later steps: "    \
      "until a server of a later station with 'keeps-place' calls it, until a step 'leave "        \
      "place', or until it leaves the system.")                                                    \
    X(STATION, "needs", NEEDS, station, needs, 0, 0, false, "", "", 0,                             \
      "needs = customs-officers 2, plant-officers",                                                \
      "People whom a server needs to call a truck, all at once; they are with the truck for "      \
      "setup and service.")                                                                        \
    X(STATION, "pool-priority", WHOLE, station, pool_priority, -1000000, 1000000, false,           \
      "-1000000 to 1000000", "0", 0, "pool-priority = 2",                                          \
      "Its claim on pools that serve by priority; higher goes first.")                             \
    X(STATION, "waiting", COUNT, station, waiting, 0, 1e9, false, "", "unlimited", 0,              \
      "waiting = 450 trucks", "Places to wait; when they are full, see 'when-full'.")              \
    X(STATION, "when-full", ONE_OF, station, when_full, 0, 0, false,                               \
      SCN_WORDS(SCN_WHEN_FULL_LIST), "wait", 0, "when-full = turn-back",                           \
      "What a truck does that finds no place: wait where it is (and block the place that it "      \
      "leaves), turn back, or skip this station.")                                                 \
    X(STATION, "discipline", ONE_OF, station, discipline, 0, 0, false, SCN_DISCIPLINE_WORDS,       \
      "fifo", 0, "discipline = priority",                                                          \
      "Which truck in line is served next; with 'slot' by the start of the slot that it booked.")  \
    X(STATION, "ageing", DURATION, station, ageing, 0, 30 * 86400.0, true,                         \
      "above 0, at most 30 d", "", 0, "ageing = 2 h",                                              \
      "With 'discipline = priority': one step of priority is worth so much waiting. The truck is " \
      "next that joined first, each step of priority counted as having joined so much earlier; "   \
      "so nobody is passed by trucks that join later than the difference in priority is worth.")   \
    X(STATION, "admit-rate", RATE, station, admit_rate, 0, 1000, true, "above 0, at most 1000/s",  \
      "", 0, "admit-rate = 38/h",                                                                  \
      "Calls trucks no faster than this: at least 1/rate lies between two calls.")                 \
    X(STATION, "admit-while", LIMITS, station, admit_while, 0, 0, false, "at least 1 truck", "",   \
      0, "admit-while = yard below 400 trucks",                                                    \
      "Calls only while each of these stations has fewer trucks than its number: in its line, at " \
      "its servers, and on the drive to it. Those that are still served here do not count there "  \
      "yet.")                                                                                      \
    X(STATION, "quota", QUOTAS, station, quota, 0, 0, false, "at least 1", "", 1,                  \
      "quota = 60/h, 500/d",                                                                       \
      "How many trucks it calls at most in each hour or day of its clock, from full hours and "    \
      "midnight on; what is not used lapses. A truck counts when it is called. Every quota "       \
      "counts for itself: one with a condition counts the trucks that fit, and when it is used "   \
      "up these wait in line and others pass them. A closing changes nothing in this.")            \
    X(STATION, "reserved", RESERVED, station, reserved, 0, 1000000, false, "1 to 1000000", "", 1,  \
      "reserved if cargo is fresh = 1",                                                            \
      "How many of the servers on shift call only trucks that fit; these take such a server when " \
      "one is free, else any other. When fewer are on shift, the reserved ones stay longest. A "   \
      "service that was left at closing or off shift is taken up by any server. Where waiting is " \
      "limited, any truck may stand where a free server is.")                                      \
    X(STATION, "service", TIMES, station, service, 0, MILLENNIUM, false, "", NULL, 1,              \
      "service = lognormal mean 10 min cv 0.8", "How long a truck is served.")                     \
    X(STATION, "setup", TIMES, station, setup, 0, MILLENNIUM, false, "", "", 1, "setup = 30 s",    \
      "How long a called truck takes to come forward; its server is held meanwhile.")              \
    X(STATION, "travel", TIMES, station, travel, 0, MILLENNIUM, false, "", "", 1,                  \
      "travel = uniform low 3 min high 6 min", "The drive from here to the next place.")           \
    X(STATION, "patience", TIMES, station, patience, 0, MILLENNIUM, false, "", "", 1,              \
      "patience = exponential mean 6 h",                                                           \
      "How long a truck waits in this line before it turns back; instead of its class's "          \
      "patience.")                                                                                 \
    X(STATION, "hours", HOURS, station, times.hours, 0, 0, false, "", "", 0,                       \
      "hours = 07:00-20:00",                                                                       \
      "Weekly hours, as in a calendar. Without hours or a calendar it is always open.")            \
    X(STATION, "calendar", CALENDAR, station, calendar, 0, 0, false, "", "", 0,                    \
      "calendar = customs-week", "The calendar that it keeps, instead of hours of its own.")       \
    X(STATION, "clock", CLOCK, station, times.clock, -86400, 86400, false, "-24 h to +24 h", "",   \
      0, "clock = +1 h",                                                                           \
      "How far the clock that its hours, dates, shifts and quotas are written in is ahead of the " \
      "gate's. Without it, the clock of its calendar; the hours and dates of a calendar are "      \
      "always on the calendar's.")                                                                 \
    X(STATION, "closed", DATES, station, times.closed, 0, 0, false, "", "", 0,                     \
      "closed = 2025-03-01 07:00-10:00", "Closures, added to those of the calendar.")              \
    X(STATION, "open", DATES, station, times.open, 0, 0, false, "", "", 0,                         \
      "open = 2025-01-26 07:00-12:00", "Exceptional openings, added to those of the calendar.")    \
    X(STATION, "at-closing", ONE_OF, station, at_closing, 0, 0, false,                             \
      SCN_WORDS(SCN_INTERRUPT_LIST), "finish", 0, "at-closing = leave",                            \
      "What happens to trucks in service when the place closes: they are finished, or left "       \
      "until it opens again.")                                                                     \
    X(STATION, "off-shift", ONE_OF, station, off_shift, 0, 0, false,                               \
      SCN_WORDS(SCN_INTERRUPT_LIST), "finish", 0, "off-shift = leave",                             \
      "The same when a server goes off shift while the place stays open.")                         \
    X(STATION, "on-road", YES_NO, station, on_road, 0, 0, false, "", "no", 0, "on-road = yes",     \
      "Whether its line stands on the road, and counts for the length of the road queue.")         \
    X(STATION, "maintenance", DATES, station, failure.maintenance, 0, 0, false, "", "", 0,         \
      "maintenance = Sun 06:00-08:00, 2025-03-01",                                                 \
      "Planned stops: as when it closes, 'at-closing' included, but the time counts as down.")     \
    X(STATION, "fails-after", TIMES, station, failure.after, 0, MILLENNIUM, false, "", "", 0,      \
      "fails-after = exponential mean 12 d",                                                       \
      "The time from one repair to the next breakdown; without it, it never fails. Needs "         \
      "'repair'. A service that ends at the very moment of a breakdown has ended.")                \
    X(STATION, "fails-by", ONE_OF, station, failure.by, 0, 0, false, SCN_WORDS(SCN_FAILS_BY_LIST), \
      "", 0, "fails-by = operating",                                                               \
      "What 'fails-after' counts: calendar (the default) all time; operating the time that "       \
      "servers of the station are at work, added up over them.")                                   \
    X(STATION, "fails", ONE_OF, station, failure.scope, 0, 0, false, SCN_WORDS(SCN_FAILS_LIST),    \
      "", 0, "fails = station",                                                                    \
      "What breaks down: server (the default) one server at a time, whether a truck is at it or "  \
      "not, each with a clock of its own; station all at once.")                                   \
    X(STATION, "repair", TIMES, station, failure.repair, 0, MILLENNIUM, false, "", "", 0,          \
      "repair = lognormal mean 4 h cv 1",                                                          \
      "How long a repair takes; it starts with the breakdown.")                                    \
    X(STATION, "on-failure", ONE_OF, station, on_failure, 0, 0, false,                             \
      SCN_WORDS(SCN_ON_FAILURE_LIST), "", 0, "on-failure = restart",                               \
      "What becomes of the work that a breakdown interrupts, when a server takes it up again, "    \
      "which it does before it calls from the line: resume (the default) goes on with it, "        \
      "restart does the same again from its start, lose begins anew with another draw of the "     \
      "service and all before it.")                                                                \
    X(STATION, "extra", WHOLE, station, extra, 1, 1e6, false, "1 to 1000000", "", 0, "extra = 2",  \
      "Servers that are called when 'extra-when' holds. They work while the timetable has any "    \
      "server at all; when they go, 'off-shift' says what becomes of their work. While they are "  \
      "not there they count as closed.")                                                           \
    X(STATION, "extra-when", TRIGGER, station, extra_when, 0, 0, false, "", "", 0,                 \
      "extra-when = queue above 20",                                                               \
      "When extra servers are called: 'queue above N' trucks in line, or 'wait above DURATION' "   \
      "of the truck that is next. It is looked at whenever something happens at the station.")     \
    X(STATION, "extra-until", TRIGGER, station, extra_until, 0, 0, false, "", "", 0,               \
      "extra-until = wait below 30 min",                                                           \
      "When they go again: 'queue below N' or 'wait below DURATION'. Without it, when "            \
      "'extra-when' does not hold any more.")                                                      \
    X(STATION, "extra-delay", DURATION, station, extra_delay, 0, MILLENNIUM, false, "", "", 0,     \
      "extra-delay = 15 min",                                                                      \
      "The time from the call until they are there; they come even if the line has gone "          \
      "meanwhile. Without it, at once.")                                                           \
    X(STATION, "extra-for", DURATION, station, extra_for, 0, MILLENNIUM, false, "", "", 0,         \
      "extra-for = 1 h", "How long they stay at least.")                                           \
    X(STATION, "look-up", SERVICES, station, data_services, 0, 0, false, "", "", 0,                \
      "look-up = registry, e-customs",                                                             \
      "Data services that a truck is looked up in, one after the other, after the setup and "      \
      "before the service; its server is held meanwhile.")                                         \
    X(STATION, "on-outage", ONE_OF, station, on_outage, 0, 0, false,                               \
      SCN_WORDS(SCN_ON_OUTAGE_LIST), "", 0, "on-outage = paper",                                   \
      "What happens at a look-up while its data service is down, and to those under way when it "  \
      "fails: wait (the default) until it is back, and ask again; paper goes on without it, and "  \
      "the service takes 'paper-service'; pass goes on without it.")                               \
    X(STATION, "paper-service", TIMES, station, paper, 0, MILLENNIUM, false, "", "", 1,            \
      "paper-service = lognormal mean 25 min cv 0.8",                                              \
      "How long a truck is served whose look-up failed, where 'on-outage = paper'.")               \
    X(CHOICE, "options", OPTIONS, route_choice, options, 0, 0, false, "", NULL, 0,                 \
      "options = export-fresh, by-the-bridge",                                                     \
      "The routes to choose from; one that only says 'turn back' is staying away, with its bias "  \
      "for its expected time.")                                                                    \
    X(CHOICE, "rule", ONE_OF, route_choice, rule, 0, 0, false, SCN_WORDS(SCN_RULE_LIST), "logit",  \
      0, "rule = fastest",                                                                         \
      "How drivers choose: with probabilities in proportion to the exponential "                   \
      "of minus sensitivity times expected time; the least expected time; or by fixed shares.")    \
    X(CHOICE, "sensitivity", RATE, route_choice, sensitivity, 0, 1000, false, "", "", 0,           \
      "sensitivity = 0.5/h", "For the logit: how much drivers heed an hour of expected time.")     \
    X(CHOICE, "bias", BIASES, route_choice, bias, 0, 0, false, "", "", 0,                          \
      "bias = by-the-bridge 20 min",                                                               \
      "What is added to the expected time of an option: tolls, risk and habit, in time.")          \
    X(CHOICE, "shares", SPLIT, route_choice, shares, 0, 0, false, "summing to 100 %", "", 0,       \
      "shares = export-fresh 70 %, by-the-bridge 30 %\nrule = shares",                             \
      "The share of each option, for 'rule = shares'.")                                            \
    X(CHOICE, "publish-every", DURATION, route_choice, every, 60, MILLENNIUM, false,               \
      "at least 1 min", "", 0, "publish-every = 1 h",                                              \
      "How often the expected times are made known, from the start of the run on; without it, "    \
      "drivers see the present.")                                                                  \
    X(CHOICE, "publish-delay", DURATION, route_choice, delay, 0, 28 * 86400.0, false,              \
      "at most 4 w", "", 0, "publish-delay = 30 min\npublish-every = 1 h",                         \
      "How old they are when they are made known.")                                                \
    X(SERVICE, "agency", TEXT, data_service, agency, 0, 0, false, "", "", 0, "agency = customs",   \
      "The agency that runs it.")                                                                  \
    X(SERVICE, "latency", TIMES, data_service, latency, 0, MILLENNIUM, false, "", NULL, 0,         \
      "latency = lognormal mean 3 s cv 1",                                                         \
      "How long an answer takes once the question is taken up.")                                   \
    X(SERVICE, "concurrent", COUNT, data_service, concurrent, 0, 1e9, false, "", "unlimited", 0,   \
      "concurrent = 20",                                                                           \
      "How many questions are answered at once; the others wait, first come first served.")        \
    X(SERVICE, "maintenance", DATES, data_service, failure.maintenance, 0, 0, false, "", "", 0,    \
      "maintenance = Sun 06:00-08:00, 2025-03-01", "Planned or dated outages.")                    \
    X(SERVICE, "fails-after", TIMES, data_service, failure.after, 0, MILLENNIUM, false, "", "", 0, \
      "fails-after = exponential mean 12 d",                                                       \
      "The time from one repair to the next outage; without it, it never fails. Needs 'repair'. "  \
      "An answer that comes at the very moment of an outage has come.")                            \
    X(SERVICE, "repair", TIMES, data_service, failure.repair, 0, MILLENNIUM, false, "", "", 0,     \
      "repair = lognormal mean 4 h cv 1", "How long an outage lasts.")                             \
    X(INCIDENT, "stations", STATIONS, incident, stations, 0, 0, false, "", "", 0,                  \
      "stations = customs, barrier", "The stations that it takes hold of.")                        \
    X(INCIDENT, "services", SERVICES, incident, data_services, 0, 0, false, "", "", 0,             \
      "services = registry, e-customs",                                                            \
      "The data services that it puts out of work, with "                                          \
      "'effect = down'; instead of stations, or beside them.")                                     \
    X(INCIDENT, "effect", EFFECT, incident, effect, 0, 0, false, "", NULL, 0,                      \
      "effect = servers 1",                                                                        \
      "What it does to a station: 'closed' (as its hours do, 'at-closing' included), 'down' (as "  \
      "a breakdown, 'on-failure' included), 'speed X' (a service that starts takes its time "      \
      "divided by X; at speed 0 nothing starts, which counts as down), or 'servers N' (so many "   \
      "at most, 'off-shift' included).")                                                           \
    X(INCIDENT, "every", TIMES, incident, every, 0, MILLENNIUM, false, "", "", 0,                  \
      "every = exponential mean 20 d",                                                             \
      "The time from the end of one to the next, and to the first. Needs 'lasts'.")                \
    X(INCIDENT, "on", DATES, incident, on, 0, 0, false, "", "", 0,                                 \
      "on = 2025-02-10..2025-02-12, Mon 07:00-10:00", "The dates of it, instead of 'every'.")      \
    X(INCIDENT, "lasts", TIMES, incident, lasts, 0, MILLENNIUM, false, "", "", 0,                  \
      "lasts = uniform low 2 h high 3 d",                                                          \
      "How long it lasts. With 'on', it then begins with each date and lasts so long; without "    \
      "'lasts', it lasts as long as the dates say.")                                               \
    X(ROUTE, "steps", STEPS, route, steps, 0, 0, false, "", NULL, 0,                               \
      "steps =\n    control\n    plant-quarantine if cargo is fresh\n    customs\n    barrier",    \
      "The steps, one a line, each indented: see the forms of a step.")                            \
    X(PROMISE, "wait", DURATION, promise, wait, 0, MILLENNIUM, false, "", NULL, 0, "wait = 2 h",   \
      "A truck that waits longer breaks the promise. With 0 s, one that waits at all.")            \
    X(PROMISE, "at", STATION, promise, at, 0, 0, false, "", "", 0, "at = customs",                 \
      "The station whose wait counts: that of trucks which its servers called, in line and on "    \
      "the "                                                                                       \
      "road before it. Without it, the total wait of trucks that crossed.")                        \
    X(PROMISE, "trucks", CLASS, promise, trucks, 0, 0, false, "", "", 0, "trucks = empties",       \
      "The class whose trucks count; without it, all.")                                            \
    X(CHANGE, "at", DATE_TIME, change, at, 0, 0, false, "", NULL, 0, "at = 2025-01-08 10:30",      \
      "When it begins. Several at the same instant: in the order of the file. A change before "    \
      "the "                                                                                       \
      "start of the run holds from its start on; one after its end has no effect, which is "       \
      "noted.")                                                                                    \
    X(CHANGE, "set", SETTINGS, change, set, 0, 0, false, "", NULL, 0,                              \
      "set =\n    customs.servers = 4\n    channel.shares = green 70 %, yellow 20 %, red 10 %",    \
      "What it sets, one SECTION.KEY = VALUE a line, each indented. A truck's attributes are "     \
      "drawn "                                                                                     \
      "by the shares of the instant at which it arrives.")

#endif
