#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every function of a header has a contract of its own: a comment right before it, which names it. Every
.c opens with its idea, and none is divided by banners."""
import re
import sys

import house

# A declaration or the beginning of a static inline function, at the start of a line.
FUNCTION = re.compile(r"^(?!typedef|#|extern|return|struct \w+ \{|enum \w+ \{|union)"
                      r"(?:[A-Za-z_]\w*[ *]+)+(\w+)\([^;{]*?\)[^;{=]*?[;{]", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"/\*(?:(?!\*/).)*\*/", re.DOTALL)


def blanked(text):
    """The text with comments and lines of macros blanked, of the same length."""
    text = COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    return re.sub(r"(?m)^#(?:.*\\\n)*.*$", lambda m: re.sub(r"[^\n]", " ", m[0]), text)


def lacking(text):
    """The functions of a header that have no comment right before them which names them."""
    comments = {m.end(): m[0] for m in COMMENT.finditer(text)}
    missing = []
    for match in FUNCTION.finditer(blanked(text)):
        before = text[:match.start()].rstrip("\n ")
        before = re.sub(r"\n__attribute__\(.*\)$", "", before)
        comment = comments.get(len(before), "")
        if not re.search(rf"\b{match[1]}\b", comment):
            missing.append(match[1])
    return missing


def main():
    wrong = [f"{path}: {name} has no comment right before it that names it"
             for path in house.files(".h") for name in lacking(house.text(path))]
    for path in house.files(".c"):
        if not house.text(path).split("\n", 1)[1].startswith("/*"):
            wrong.append(f"{path}: does not open with its idea")
    for path in house.files(".c", ".h"):
        if re.search(r"(?m)^/\* ?[-=*]{3,}", house.text(path)):
            wrong.append(f"{path}: a banner divides it")
    print("\n".join(wrong) or "every function has its contract, every file its idea")
    assert lacking("/* a(x): does. */\nint a(int x);\nint b(void);\n") == ["b"]
    return 1 if wrong else 0


sys.exit(main())
