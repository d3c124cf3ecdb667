# SPDX-License-Identifier: GPL-3.0-or-later
"""map.py [--write]: the map of the house in sim/README.md is what the files say of themselves, and
files that the README names are there. --write: write the map anew."""
import re
import sys

import house

README = house.SOURCE / "sim/README.md"
BEGIN, END = "<!-- map: made by tests/structure/map.py --write -->\n", "<!-- end of the map -->\n"
# Folders whose places the layers do not tell: they come last.
BESIDE = ["analysis/web/common", "analysis/web/report", "analysis/web/live"]


def in_order(units, uses):
    """A unit after those of its folder that it uses, else by name."""
    told, waiting = [], sorted(units)
    while waiting:
        ready = [name for name in waiting if not (uses[name] & set(waiting)) - {name}]
        told.append((ready or waiting)[0])
        waiting.remove(told[-1])
    return told


def drawn():
    """The lines of the map, and what is wrong with them."""
    folders, uses, wrong = {}, {}, []
    for path in house.files(".c", ".h", ".ts"):
        folders.setdefault(path.rsplit("/", 1)[0], {}).setdefault(house.unit(path), []).append(path)
        uses.setdefault(house.unit(path), set()).update(map(house.unit, house.included(path)
                                                            if path.endswith((".c", ".h")) else []))
    order = ["include/gatesim"] + [name for name in house.layers() if name in folders]
    order += [name for name in BESIDE if name in folders]
    wrong += [f"{name}: this folder has no place in the map" for name in folders if name not in order]
    lines = []
    for folder in order:
        lines.append(f"\n**{folder}/**\n")
        for name in in_order(folders[folder], uses):
            paths = sorted(folders[folder][name], reverse=True)  # the header, then the source
            ideas = [idea for idea in map(house.idea, paths) if idea]
            endings = ", ".join(path.rsplit(".", 1)[1] for path in sorted(paths))
            lines.append(f"- `{name.rsplit('/', 1)[1]}` ({endings}): {ideas[0] if ideas else ''}")
            wrong += [f"{path}: does not say what it is" for path in paths[:1] if not ideas]
            wrong += [f"{path}: its first sentence does not end: {idea}" for path, idea
                      in zip(paths, ideas) if not re.search(r"[.?!:]['\")]?$", idea)]
    return "\n".join(lines) + "\n", wrong


def named(readme):
    """Files and folders that the README names in backquotes and that are not there."""
    return [f"sim/README.md: {name} is not there" for name in re.findall(r"`([\w./-]+)`", readme)
            if "/" in name and not (house.SOURCE / name).exists()]


readme = README.read_text(encoding="utf-8")
before, rest = readme.split(BEGIN)
after = rest.split(END)[1]
lines, wrong = drawn()
made = before + BEGIN + lines + END + after
if "--write" in sys.argv:
    README.write_text(made, encoding="utf-8")
elif made != readme:
    wrong.append("sim/README.md: the map is stale; run tests/structure/map.py --write")
wrong += named(before + after)
print("\n".join(wrong))
sys.exit(bool(wrong))
