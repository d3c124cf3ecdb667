# SPDX-License-Identifier: GPL-3.0-or-later
"""A scenario out of a seed: the language put together at random, mostly within its rules.

Times are often round, so that much falls on the same instant; places are small, so that they
fill; and whatever one key does is met with what the others do."""
import datetime
import random

ROUND = ("1 min", "2 min", "5 min", "10 min", "15 min", "30 min", "1 h")
HOURS = (
    "always", "07:00-20:00", "22:00-06:00", "Mon-Fri 07:00-12:00 13:00-18:00, Sat 08:00-11:00",
    "00:00-24:00", "08:00-09:00, 10:00-11:00, 12:00-24:00", "Tue Thu 06:00-23:00, Wed 00:00-24:00",
)
DATES = (
    "2025-01-07", "2025-01-06 10:00-10:05", "12:00-13:00", "2025-01-06..2025-01-08 16:30-17:00",
    "Mon 07:00-10:00", "2025-01-08..2025-01-20", "2025-01-06 02:00-03:00, 2025-01-06 05:00-06:00",
)
DURING = ("07:00-20:00", "12:00-13:00", "Mon 08:00-17:00", "22:00-04:00", "2025-01-07",
          "2025-01-06 01:00-01:05")


class Scenario:
    """Draws one scenario; str() of it is the text."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.seed = seed
        self.lines = []
        self.attributes = {}  # declared so far: name -> values
        self.compose()

    def __str__(self):
        return "\n".join(self.lines) + "\n"

    # ---- small draws ----
    def chance(self, p):
        return self.random.random() < p

    def one(self, *choices):
        return self.random.choice(choices)

    def names(self, stem, low, high):
        return [f"{stem}{i}" for i in range(self.random.randint(low, high))]

    def some(self, names, least=1):
        return self.random.sample(names, self.random.randint(min(least, len(names)), len(names)))

    def section(self, kind, name=""):
        self.lines += ["", f"[{kind} {name}]" if name else f"[{kind}]"]

    def key(self, key, value, p=1.0):
        """The key with its value, or what a function draws for it, with probability p."""
        if self.chance(p):
            self.lines.append(f"{key} = {value() if callable(value) else value}")

    def cases(self, key, value, p=1.0, most=2):
        """A key with a few conditions before its plain form."""
        if not self.chance(p):
            return
        for condition in {self.condition() for _ in range(self.random.randint(0, most))}:
            self.key(f"{key} if {condition}", value)
        self.key(key, value)

    def length(self):
        return self.one(*ROUND) if self.chance(0.7) else f"{self.random.uniform(1, 9000):.3f} s"

    def times(self):
        """A distribution of times, minutes to hours."""
        m = self.random.uniform(0.5, 40)
        return self.one(
            self.length(), self.length(), "0", "0 s",
            f"exponential mean {m:.1f} min", f"exponential rate {60 / m:.3f}/h",
            f"lognormal mean {m:.1f} min cv 0.8", f"gamma mean {m:.1f} min cv 0.5",
            f"uniform low {m:.1f} min high {2 * m:.1f} min", f"weibull shape 1.5 scale {m:.1f} min",
            f"triangular low 1 min mode {m + 1:.1f} min high {2 * m + 1:.1f} min",
            f"erlang shape 3 mean {m:.1f} min", f"normal mean {m:.1f} min cv 0.3",
            "beta alpha 2 beta 3 low 1 min high 5 min",
            f"mixture 70 % constant {m:.0f} min, 30 % exponential mean 1 h at most 5 h",
            f"exponential mean {m:.1f} min between 1 min and 30 min")

    def mean_time(self):
        """The same, never 0."""
        return self.one(self.one("10 min", "1 h", "30 min", "2 h", "45 min"),
                        f"exponential mean {self.random.uniform(20, 900):.0f} min at least 1 min")

    def percents(self, count):
        """Whole percents that sum to 100."""
        cuts = sorted(self.random.randint(0, 100) for _ in range(count - 1))
        return [b - a for a, b in zip([0] + cuts, cuts + [100])]

    def shares(self, values):
        return ", ".join(f"{v} {p} %" for v, p in zip(values, self.percents(len(values))))

    def percent(self):
        return f"{self.random.choice((0, 1, 5, 20, 50, 80, 100))} %"

    def condition(self):
        known = {"class": self.classes, "direction": sorted(set(self.directions)),
                 "cargo": sorted(set(self.cargos)), **self.attributes}
        parts = []
        for name in self.random.sample(sorted(known), self.one(1, 1, 1, 2)):
            values = " or ".join(self.some(known[name])[:2])
            parts.append(f"{name} is {self.one('', '', 'not ')}{values}")
        return " and ".join(parts)

    def staff(self, low=0, high=4):
        rules = [f"{self.random.randint(low, high)} during {self.one(*DURING)}"
                 for _ in range(self.one(0, 0, 1, 2))]
        return ", ".join([str(self.random.randint(1, high)), *rules])

    # ---- sections ----
    def compose(self):
        self.classes = self.names("class", 1, 4)
        self.stations = self.names("place", 2, 7)
        self.pools = self.names("pool", 0, 3)
        self.services = self.names("service", 0, 2)
        self.subs = self.names("part", 0, 3)
        self.choices = self.names("choice", 0, 1) if len(self.subs) > 1 else []
        self.slots = self.names("slots", 0, 1) if self.chance(0.4) else []
        self.calendars = self.names("calendar", 0, 2)
        self.profiles = self.names("profile", 0, 1)
        self.due = self.chance(0.4)
        self.plan()
        self.head()
        self.demand_attributes()
        for part in (self.calendar_sections, self.pool_sections, self.service_sections,
                     self.station_sections, self.class_sections, self.route_sections,
                     self.choice_sections, self.incident_sections, self.money_sections,
                     self.change_sections):
            part()

    def plan(self):
        """What one section must know of another."""
        self.directions = [self.one("export", "import") for _ in self.classes]
        self.cargos = [self.one("fresh", "dry", "general") for _ in self.classes]
        self.beside = []  # stations that may stand side by side; then trucks have no patience
        if self.chance(0.35):
            self.beside = self.some(self.stations, 2)
        self.returner = None  # a class that only comes back
        if len(self.classes) > 1 and self.chance(0.3):
            self.returner = self.classes[-1]
        self.day = self.one(5, 6, 7)
        self.booking = [bool(self.slots) and name != self.returner and self.chance(0.6)
                        for name in self.classes]

    def head(self):
        self.section("scenario")
        self.begin = datetime.datetime(2025, 1, self.day, *self.one((0, 0), (5, 30, 30)))
        self.key("start", self.begin)
        self.duration = self.one(6, 13, 24, 36, 72)
        self.key("duration", f"{self.duration} h")
        self.key("warm-up", f"{self.random.randint(0, self.duration - 1)} h", 0.4)
        self.key("seed", self.seed)
        self.key("replications", 2, 0.2)

    def results(self):
        self.section("results")
        self.key("bin", lambda: self.one("5 min", "1 h", "7 min", "5 h"), 0.7)
        self.key("log", lambda: self.one("none", "trucks", "visits"), 0.5)
        self.key("backlog-at", lambda: self.one("00:00", "24:00", "12:30"), 0.3)
        if self.attributes:
            self.key("by", lambda: ", ".join(self.some(sorted(self.attributes))), 0.5)

    def demand_attributes(self):
        for name in self.names("lever", 0, 1):
            self.section("lever", name)
            self.cases("adoption", self.percent)
            if self.chance(0.5):
                self.key("adoption-later", self.percent)
                self.key("change", "2025-01-06..2025-01-07")
            self.attributes[name] = ["yes", "no"]
        for name in self.names("trait", 0, 2):
            values = ["red", "green", "blau", "trắng"][: self.random.randint(2, 4)]
            self.section("attribute", name)
            self.cases("shares", lambda: self.shares(values), most=1)
            if self.chance(0.2):
                self.key("later", self.shares(values))
                self.key("change", "2025-01-06")
            self.attributes[name] = values
        if self.attributes and self.chance(0.4):
            self.risk()
        self.results()

    def risk(self):
        truth = self.one(*sorted(self.attributes))
        self.section("risk", "channel")
        self.key("truth", truth)
        self.key("bad", self.attributes[truth][0])
        self.key("prevalence", "3 %")
        if self.chance(0.5):
            self.key("auc", self.one(0.5, 0.75, 0.95))
            self.key("red", "10 %")
            self.key("yellow", "20 %", 0.5)
        elif self.chance(0.5):
            self.key("auc", 0.8)
            self.key("red-above", self.one(1, 1.5))
            self.key("yellow-above", 0.5, 0.5)
        else:
            self.key("true-positive", "70 %")
            self.key("false-positive", "10 %")
            self.key("yellow", "5 %", 0.5)
        self.key("detects", self.percent, 0.5)
        self.attributes["channel"] = ["green", "yellow", "red"]

    def calendar_sections(self):
        for name in self.calendars:
            self.section("calendar", name)
            self.key("hours", lambda: self.one(*HOURS), 0.8)
            self.key("closed", lambda: self.one(*DATES), 0.3)
            self.key("open", lambda: self.one(*DATES), 0.3)
            self.key("clock", lambda: self.one("+1 h", "-1 h 30 min"), 0.3)
        for name in self.profiles:
            self.section("profile", name)
            self.key("hourly", lambda: " ".join(
                str(self.random.randint(0, 3)) for _ in range(23)) + " 2", 0.7)
            self.key("weekday", "1 2 0 1 1 0 3", 0.5)

    def pool_sections(self):
        for name in self.pools:
            self.section("pool", name)
            self.key("people", lambda: self.staff() + ", 2 during 2025-01-07..2025-01-30")
            self.key("serve", lambda: self.one("priority", "longest-line", "first"), 0.6)
            self.key("trips-per-day", lambda: self.one(3, 50), 0.2)
            if self.chance(0.2):
                self.key("fails-after", self.mean_time)
                self.key("repair", self.mean_time)

    def service_sections(self):
        for name in self.services:
            self.section("service", name)
            self.key("latency", self.times)
            self.key("concurrent", lambda: self.one(1, 3, "unlimited"), 0.7)
            self.key("maintenance", lambda: self.one(*DATES), 0.4)
            if self.chance(0.5):
                self.key("fails-after", self.mean_time)
                self.key("repair", self.mean_time)

    def station_sections(self):
        for name in self.stations:
            self.section("station", name)
            self.station(name, self.chance(0.15))

    def station(self, name, unlimited):
        self.key("agency", lambda: self.one("customs", "police"), 0.5)
        self.key("servers", "unlimited" if unlimited else self.staff())
        self.cases("service", self.times)
        self.cases("setup", self.times, 0.15, 1)
        self.cases("travel", self.times, 0.2, 1)
        beside = name in self.beside
        self.cases("patience", self.mean_time, 0 if beside else 0.15, 1)
        if self.chance(0 if beside else 0.4):
            self.key("waiting", lambda: self.one(0, 1, 2, 5, 20))
            self.key("when-full", lambda: self.one("wait", "wait", "turn-back", "skip"), 0.6)
        order = self.one("fifo", "fifo", "lifo", "priority", "priority", "shortest-service",
                         "random",
                         *["earliest-deadline"] * self.due, *["slot"] * any(self.booking))
        self.key("discipline", order, 0.9)
        if order == "priority" and "discipline" in self.lines[-1]:
            self.key("ageing", self.length, 0.4)
        self.station_hours()
        self.station_rules(name, unlimited)
        self.station_people(unlimited)
        if not unlimited:
            self.station_availability(order == "random")

    def station_hours(self):
        if self.calendars and self.chance(0.4):
            self.key("calendar", self.one(*self.calendars))
        else:
            self.key("hours", lambda: self.one(*HOURS), 0.3)
        self.key("clock", lambda: self.one("+1 h", "-2 h"), 0.1)
        self.key("closed", lambda: self.one(*DATES), 0.15)
        self.key("open", lambda: self.one(*DATES), 0.1)
        self.key("at-closing", lambda: self.one("finish", "leave"), 0.5)
        self.key("off-shift", lambda: self.one("finish", "leave"), 0.5)
        self.key("on-road", "yes", 0.2)
        self.key("speed", lambda: self.one(
            "2", "0.5, 1 during 08:00-12:00", "1, 0 during 2025-01-06 03:00-04:00"), 0.15)

    def station_rules(self, name, unlimited):
        self.key("admit-rate", lambda: self.one("12/h", "60/h", "1/min"), 0.12)
        others = [s for s in self.stations if s != name]
        self.key("admit-while", lambda: ", ".join(
            f"{s} below {self.one(1, 2, 5, 20)}" for s in self.some(others)[:2]), 0.12)
        self.cases("quota", lambda: self.one("4/h", "10/h, 50/d", "100/d"), 0.15, 1)
        if unlimited or self.chance(0.75):
            return
        if self.chance(0.4):
            self.key(f"reserved if {self.condition()}", 1)
        elif name not in self.beside:
            self.key("keeps-place", "yes")

    def station_people(self, unlimited):
        if self.pools and self.chance(0.35):
            self.key("needs", ", ".join(
                f"{p}{self.one('', ' 2')}" for p in self.some(self.pools)[:2]))
            self.key("pool-priority", lambda: self.one(-1, 2), 0.5)
        if self.services and self.chance(0.4):
            self.key("look-up", ", ".join(self.some(self.services)))
            rule = self.one("wait", "paper", "pass")
            self.key("on-outage", rule)
            if rule == "paper":
                self.cases("paper-service", self.times)

    def station_availability(self, unordered):
        if self.chance(0.25):
            self.key("fails-after", self.mean_time)
            self.key("repair", self.mean_time)
            self.key("fails-by", lambda: self.one("calendar", "operating"), 0.5)
            self.key("fails", lambda: self.one("server", "station"), 0.5)
            self.key("on-failure", lambda: self.one("resume", "restart", "lose"), 0.7)
        self.key("maintenance", lambda: self.one(*DATES), 0.15)
        if self.chance(0.2):
            self.key("extra", self.one(1, 3))
            wait = 0 if unordered else self.one(0, 1)
            self.key("extra-when", ("queue above 2", "wait above 10 min")[wait])
            self.key("extra-until", ("queue below 2", "wait below 5 min")[wait], 0.4)
            self.key("extra-delay", self.length, 0.5)
            self.key("extra-for", self.length, 0.5)

    def class_sections(self):
        for i, name in enumerate(self.classes):
            self.section("class", name)
            self.key("direction", self.directions[i])
            self.key("cargo", self.cargos[i])
            self.key("priority", lambda: self.one(-1, 0, 2), 0.5)
            self.key("route", f"route{i}")
            self.arrivals(name, self.booking[i])
            self.cases("patience", self.mean_time, 0 if self.beside else 0.3, 1)
            if self.due:
                self.cases("due", self.mean_time, 0.8, 1)
            if self.subs:
                self.key("on-patience", lambda: self.one("turn-back", *self.subs), 0.3)
            if self.returner and name != self.returner or self.chance(0.03):
                self.cases("returns-as", self.returner or name, most=1)
                self.cases("return-after", self.times, 0.8, 1)
            self.key("batch", lambda: self.one("2", "uniform low 1 high 4", "10 trucks"), 0.25)

    def arrivals(self, name, booking):
        if name == self.returner:
            self.key("arrivals", "returns")
            return
        if booking:
            self.key("books", self.slots[0])
            self.cases("booked", self.percent, 0.8, 1)
            self.key("no-show", self.percent, 0.3)
            self.cases("early", self.times, 0.5, 1)
            self.cases("late", self.times, 0.5, 1)
            self.key("arrivals", f"poisson {self.one(2, 6, 15)}/h")
            return
        kind = self.random.random()
        rate = self.one(1, 3, 6, 12, 20)
        if kind < 0.5:
            self.key("arrivals", f"poisson {rate}/h")
            self.key("surge", lambda: f"x {self.one(0, 0.5, 2)} on 2025-01-06", 0.2)
            if self.profiles:
                self.key("profile", self.profiles[0], 0.5)
        elif kind < 0.8:
            self.key("arrivals", f"every {self.one('5 min', '10 min', '30 min')}")
        else:
            self.key("arrivals", f"renewal {self.mean_time()}")
        if self.chance(0.25):
            self.key("from", f"2025-01-0{self.day} 06:00")
            self.key("until", f"2025-01-0{self.day} 09:30", 0.5)

    def route_sections(self):
        if self.slots:
            self.section("appointments", self.slots[0])
            self.key("slots", self.one("4/h", "10/h, 2/h during 00:00-06:00",
                                       "20/h, 0/h during Mon"))
            self.key("slot", lambda: self.one("15 min", "30 min", "2 h"), 0.5)
            self.key("hours", lambda: self.one("06:00-19:00", "00:00-24:00"), 0.5)
            self.key("clock", "+1 h", 0.2)
            self.key("walk-ins", lambda: self.one("served", "after-booked", "refused"), 0.8)
            self.key("missed", lambda: self.one("walk-in", "turn-back", "rebook"), 0.8)
            self.key("grace", self.length, 0.5)
        for i in range(len(self.classes)):
            self.route(f"route{i}", self.subs, self.choices)
        for i, name in enumerate(self.subs):
            self.route(name, self.subs[i + 1:], [])

    def route(self, name, subs, choices):
        visited = []
        steps = []
        for _ in range(self.random.randint(1, 7)):
            steps.append(self.step(visited, subs, choices))
        if not visited:
            steps.insert(0, self.visit(visited))
        end = self.random.random()
        if name in self.subs:
            pass
        elif end < 0.1:
            steps.append("turn back")
        elif end < 0.2:
            steps.append("cross")
        self.section("route", name)
        self.lines.append("steps =")
        self.lines += [f"    {s}" for s in steps if s]

    def suffix(self, p=0.3):
        text = f" if {self.condition()}" if self.chance(p) else ""
        return text + (f" for {self.percent()}" if self.chance(p / 2) else "")

    def visit(self, visited):
        station = self.one(*self.stations)
        visited.append(station)
        return station

    def step(self, visited, subs, choices):
        kind = self.random.random()
        if kind < 0.42:
            return self.visit(visited) + self.suffix(0.25)
        pick = self.some(self.stations, 2)[:3]
        if kind < 0.47:
            return "shortest of " + ", ".join(pick) + self.suffix()
        if kind < 0.52:
            return "either " + " or ".join(
                f"{s} {p} %" for s, p in zip(pick, self.percents(len(pick))))
        if kind < 0.55:
            return f"either {pick[0]} if {self.condition()} or {pick[1]} otherwise"
        if kind < 0.62 and len(self.beside) > 1:
            return "side by side " + ", ".join(self.some(self.beside, 2)[:4]) + self.suffix()
        return self.other_step(visited, subs, choices)

    def other_step(self, visited, subs, choices):
        forms = [lambda: f"drive {self.times()}{self.suffix()}",
                 lambda: f"await papers {self.times()}{self.suffix()}",
                 lambda: f"gather {self.one(2, 3, 4)}" + self.one(
                     "", " at most 30 min", " at most 1 h", " at most 5 min") + self.suffix(),
                 lambda: f"leave place{self.suffix()}",
                 lambda: f"turn back if {self.condition()} for 20 %",
                 lambda: f"cross if {self.condition()} for 20 %"]
        if self.attributes:
            forms.append(self.set_step)
        if self.pools:
            forms += [lambda: f"take {self.one(*self.pools)}" + self.one("", "", " 2")
                      + self.suffix(),
                      lambda: f"release {self.one(*self.pools)}"
                      + self.one("", " after " + self.length()) + self.suffix()]
        if visited:
            forms.append(lambda: f"repeat from {self.one(*visited)} for {self.one(5, 30, 80)} %"
                                 + self.one("", " at most 3 times"))
            forms.append(lambda: f"repeat from {self.one(*visited)} at most 2 times")
        if subs:
            forms += [lambda: f"follow {self.one(*subs)}{self.suffix()}"] * 2
        if choices:
            forms += [lambda: f"choose {choices[0]}{self.suffix()}"] * 2
        return self.one(*forms)()

    def set_step(self):
        name = self.one(*sorted(self.attributes))
        return f"set {name} to {self.one(*self.attributes[name])}{self.suffix()}"

    def choice_sections(self):
        for name in self.choices:
            rule = self.one("logit", "fastest", "shares")
            self.section("choice", name)
            self.key("options", ", ".join(self.subs))
            self.key("rule", rule)
            if rule == "shares":
                self.key("shares", self.shares(self.subs))
                continue
            if rule == "logit":
                self.key("sensitivity", "1/h")
            self.key("bias", f"{self.subs[0]} 10 min", 0.5)
            if self.chance(0.5):
                self.key("publish-every", "30 min")
                self.key("publish-delay", "20 min", 0.5)

    def incident_sections(self):
        for name in self.names("incident", 0, 2) if self.chance(0.5) else []:
            limited = [s for s in self.stations
                       if f"[station {s}]\nservers = unlimited" not in str(self)]
            self.section("incident", name)
            self.key("stations", ", ".join(self.some(limited)[:3]))
            if self.services and self.chance(0.3):
                self.key("services", self.services[0])
                self.key("effect", "down")
            else:
                self.key("effect", self.one("closed", "down", "speed 0.5", "speed 0", "servers 1",
                                            "servers 0"))
            if self.chance(0.5):
                self.key("every", self.mean_time)
                self.key("lasts", self.mean_time)
            else:
                self.key("on", self.one(*DATES))
                self.key("lasts", self.mean_time, 0.5)

    def change_sections(self):
        """Dated changes of what is there: a key that a section of the right kind has."""
        said = self.keys()
        for name in self.names("change", 1, 3) if self.chance(0.5) else []:
            self.section("change", name)
            self.key("at", self.begin + datetime.timedelta(seconds=self.one(
                0, 30, 3600, 5401, self.random.randrange(self.duration * 3600))))
            self.lines.append("set =")
            self.lines += ["    " + self.change(said) for _ in range(self.random.randint(1, 4))]

    def keys(self):
        """What each section says so far: (kind, name) -> {key: value}."""
        said = {}
        for line in self.lines:
            if line.startswith("["):
                here = {}
                if " " in line:
                    said[tuple(line[1:-1].split(" "))] = here
            elif " = " in line and line[0] != " ":
                key, value = line.split(" = ", 1)
                here[key] = value
        return said

    def change(self, said):
        """One setting, that may be made in mid-run."""
        while True:
            kind, name = self.one(*sorted(said))
            keys = said[kind, name]
            forms = {
                "station": ("servers", "speed", "waiting", "hours", "calendar", "closed", "open"),
                "calendar": ("hours", "closed", "open"), "pool": ("people",),
                "class": ("arrivals", "profile", "surge"), "profile": ("hourly", "weekday"),
                "attribute": ("shares",), "lever": ("adoption",),
                "risk": ("red", "yellow", "auc", "red-above", "true-positive"),
                "choice": ("sensitivity", "bias", "shares")}.get(kind)
            key = forms and self.one(*forms)
            value = key and self.changed(kind, name, key, keys)
            if value:
                return f"{kind} {name}.{key} = {value}"

    def changed(self, kind, name, key, said):
        """The value that a key changes to; None: it cannot, as the section stands."""
        if key == "shares":
            return self.shares(self.attributes[name] if kind == "attribute" else self.subs) \
                if key in said else None
        if kind == "class" and (not said.get("arrivals", "").startswith("poisson")
                                or key == "profile" and not self.profiles):
            return None
        if key == "servers" and said["servers"] == "unlimited":
            return None
        if kind == "station" and key in ("hours", "calendar") and key not in said:
            return None  # it has the other one, or neither
        if key in ("waiting", "sensitivity", "bias", "red", "yellow", "auc", "red-above",
                   "true-positive") and key not in said:
            return None
        return {"servers": self.staff, "people": self.staff, "adoption": self.percent,
                "red": self.percent, "yellow": lambda: self.one("0 %", "15 %"),
                "true-positive": self.percent, "auc": lambda: self.one(0.5, 0.6, 0.9),
                "red-above": lambda: self.one(-1, 3), "sensitivity": lambda: self.one("0/h", "9/h"),
                "bias": lambda: f"{self.one(*self.subs)} {self.length()}",
                "waiting": lambda: self.one(0, 1, 3, 40),
                "speed": lambda: self.one("1", "0.5", "3, 0 during 06:00-07:00", "0"),
                "hours": lambda: self.one(*HOURS), "calendar": lambda: self.one(*self.calendars),
                "closed": lambda: self.one(*DATES), "open": lambda: self.one(*DATES),
                "arrivals": lambda: f"poisson {self.one(0.5, 4, 30)}/h",
                "profile": lambda: self.profiles[0],
                "surge": lambda: f"x {self.one(0, 3)} on 2025-01-0{self.day}",
                "hourly": lambda: " ".join(["1"] * 12 + ["4"] * 12),
                "weekday": lambda: "3 1 1 2 1 1 1"}[key]()

    def money_sections(self):
        if self.chance(0.4):
            self.section("cargo", "fresh")
            self.key("value", "250 million VND")
            self.key("weight", "15 t", 0.5)
            self.key("shelf-life", "1 d", 0.8)
            if "shelf-life" in self.lines[-1]:
                self.key("age", lambda: self.one("2 h", "uniform low 1 h high 30 h"), 0.5)
                self.key("loss", lambda: self.one(
                    "step", "0 % at 2 h, 40 % at 12 h, 100 % at 20 h"), 0.5)
                self.key("spoiled-above", self.percent, 0.5)
            self.key("home-price", self.percent, 0.5)
        if self.chance(0.4):
            self.section("costs")
            self.key("driver", "1 million VND/d")
            self.key("parking", "400 thousand VND/d", 0.5)
            self.key("reefer", "300 thousand VND/d", 0.5)
            self.cases("fee", lambda: f"{self.random.randint(0, 9)} thousand VND", 0.6)
            self.key("idling", "2 l/h", 0.5)
