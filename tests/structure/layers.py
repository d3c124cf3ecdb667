# SPDX-License-Identifier: GPL-3.0-or-later
"""Dependencies run one way (sim/layers.txt); only the right folders know libuv, HDF5, popt and jansson;
nothing but the program prints or exits. Says every place that breaks a rule."""
import re
import sys

import house

wrong = []
ROWS = house.layers()

# Who may include <HEADER>: folders, and what is in them.
KNOWN_TO = {
    r"uv\.h": ("sim/drive", "sim/live"),
    r"hdf5(_hl)?\.h": ("sim/store", "analysis/read"),
    r"jansson\.h": ("sim/cli", "sim/present", "sim/experiment", "sim/live", "analysis/report"),
    r"popt\.h": ("sim/cli",),
}
# Who ends a process, since it is a child of its own or a defect has been found.
ENDS = ("sim/base/bug.c", "analysis/read/child.c")
PRINTS = re.compile(
    r"(?<![\w.>])(printf|vprintf|puts|putchar|perror|exit|_exit|_Exit|quick_exit|abort) *\("
    r"|(?<!\w)(stdout|stderr|EXIT_(?:DONE|FAILED|INPUT|STOPPED|SUCCESS|FAILURE)|exit_status\w*)(?!\w)"
)


def code(source):
    """The source with comments and what stands in quotes taken out; lines stay where they are."""
    keep_lines = lambda found: "\n" * found.group(0).count("\n")
    source = re.sub(r"/\*.*?\*/", keep_lines, source, flags=re.S)
    return re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', source)


def check_layers(path, folder):
    if folder != "include/gatesim" and folder not in ROWS:
        wrong.append(f"{folder}: has no row in sim/layers.txt")
        return
    allowed = {folder, "include/gatesim", *ROWS.get(folder, [])}
    for header in house.included(path):
        if header.rsplit("/", 1)[0] not in allowed:
            wrong.append(f'{path}: includes "{header}"')


def check_order():
    seen = set()
    for name, needs in ROWS.items():
        wrong.extend(f"sim/layers.txt: {name} uses {need}, which is not above it"
                     for need in needs if need not in seen)
        seen.add(name)


def check_libraries(path, folder):
    for header in re.findall(r"#[ \t]*include[ \t]*<([^>]+)>", house.text(path)):
        for pattern, folders in KNOWN_TO.items():
            if re.fullmatch(pattern, header) and folder not in folders:
                wrong.append(f"{path}: includes <{header}>")


def check_silence(path):
    for number, line in enumerate(code(house.text(path)).split("\n"), 1):
        if PRINTS.search(line):
            wrong.append(f"{path}:{number}: prints or exits: {line.strip()}")


check_order()
for path in house.files(".c", ".h"):
    folder = path.rsplit("/", 1)[0]
    check_layers(path, folder)
    check_libraries(path, folder)
    if folder != "sim/cli" and path not in ENDS:
        check_silence(path)
print("\n".join(wrong))
sys.exit(bool(wrong))
