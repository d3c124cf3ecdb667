# SPDX-License-Identifier: GPL-3.0-or-later
"""The house as its tests see it: files, rooms, what includes what, and what each file says it is."""
import os
import re
from pathlib import Path

SOURCE = Path(os.environ.get("GATESIM_SOURCE", Path(__file__).resolve().parents[2]))
ROOTS = ("include/gatesim", "sim", "analysis")


def files(*endings):
    """Sorted paths, from the root of the source, of files with one of the endings."""
    found = []
    for root in ROOTS:
        for folder, inner, names in os.walk(SOURCE / root):
            inner[:] = [name for name in inner if name not in ("node_modules", "build")]
            found += [Path(folder, name) for name in names if name.endswith(endings)]
    return sorted(str(path.relative_to(SOURCE)) for path in found)


def text(path):
    """What a file has in it."""
    return (SOURCE / path).read_text(encoding="utf-8")


def included(path):
    """The headers that a C file includes in quotes, as paths from the root."""
    names = re.findall(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', text(path), re.M)
    return ["include/" + name if name.startswith("gatesim/") else name for name in names]


def layers():
    """sim/layers.txt: each row's name, and what it may use, in order."""
    rows = {}
    for line in text("sim/layers.txt").splitlines():
        if line and not line.startswith("#"):
            name, needs = line.split(":")
            rows[name] = needs.split()
    return rows


def idea(path):
    """The first sentence of a file's opening comment, on one line; "" when there is none."""
    lead = r"\s*(?:#![^\n]*\n)?(?:/\* SPDX[^\n]*\*/|// SPDX[^\n]*|# SPDX[^\n]*)\n"
    if path.endswith(".ts"):
        opening = re.match(lead + r"((?://[^\n]*\n)+)", text(path))
        words = re.sub(r"^// ?", "", opening.group(1), flags=re.M) if opening else ""
    else:
        opening = re.match(lead + r"(?:#define \w+[^\n]*\n)*/\*(.*?)\*/", text(path), re.S)
        words = re.sub(r"^ \* ?", "", opening.group(1), flags=re.M) if opening else ""
    words = " ".join(words.split("\n\n")[0].split())
    ended = re.match(r'(.*?[.?!]["\')]?)(?: [A-Z"\'(]|$)', words)
    return ended.group(1) if ended else words


def unit(path):
    """A header and its source are one unit: the path without its ending."""
    return path.rsplit(".", 1)[0]
