# SPDX-License-Identifier: GPL-3.0-or-later
"""No more than a few units, a header with its source each, are on one circle of includes."""
import sys

import house

MOST = 9

uses = {}
paths = house.files(".c", ".h")
for path in paths:
    own = uses.setdefault(house.unit(path), set())
    own.update(house.unit(header) for header in house.included(path) if header in paths)
    own.discard(house.unit(path))


def reached(start):
    """All units that a unit uses, by whatever way."""
    seen, todo = set(), [start]
    while todo:
        for used in uses[todo.pop()] - seen:
            seen.add(used)
            todo.append(used)
    return seen


reach = {name: reached(name) for name in uses}
circles = {frozenset(other for other in reach[name] if name in reach[other])
           for name in uses if name in reach[name]}
largest = max(map(len, circles), default=0)
print(f"{len(circles)} circles of includes; {largest} units in the largest")
for circle in sorted(circles, key=sorted):
    if len(circle) > MOST:
        print(f"{len(circle)} units on one circle:", *sorted(circle))
sys.exit(largest > MOST)
