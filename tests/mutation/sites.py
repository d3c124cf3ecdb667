# SPDX-License-Identifier: GPL-3.0-or-later
"""Where C can be broken by one token: comparisons, signs, booleans, constants in the bodies of
functions. Relies on how this code is laid out (.clang-format): a body stands between braces in the
first column, and a binary operator between blanks."""
import dataclasses
import re

# What no test should be able to tell, or what is not the program: blanked, offsets kept.
NOT_CODE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
                      r'|^[ \t]*#(?:\\\n|[^\n])*', re.S | re.M)
PROMISE = re.compile(r"\b(?:GS_BUG|GS_ASSERT|assert|_Static_assert|__builtin_expect)\(")
BODY = re.compile(r"^\{\n(.*?)^\}", re.S | re.M)

BETWEEN_BLANKS = {
    "<": ("<=", ">"), "<=": ("<", ">="), ">": (">=", "<"), ">=": (">", "<="),
    "==": ("!=",), "!=": ("==",),
    "+": ("-",), "-": ("+",), "*": ("/",), "/": ("*",), "+=": ("-=",), "-=": ("+=",),
    "&&": ("||",), "||": ("&&",),
}
OPERATOR = re.compile(r"(?<=[ \n])(" + "|".join(
    re.escape(o) for o in sorted(BETWEEN_BLANKS, key=len, reverse=True)) + r")(?=[ \n])")
NOT = re.compile(r"!(?=[A-Za-z_(])")
WORD = re.compile(r"\b(true|false)\b")
NUMBER = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?(?:e[+-]?\d+)?)([uUlLfF]*)(?![\w.])")


@dataclasses.dataclass(frozen=True)
class Mutant:
    """The text from start to end of a file becomes another."""
    file: str
    start: int
    end: int
    new: str

    def apply(self, text):
        return text[:self.start] + self.new + text[self.end:]

    def line(self, text):
        return text.count("\n", 0, self.start) + 1

    def lines(self, text):
        """The line as it was, and as it is."""
        at = self.line(text) - 1
        return text.split("\n")[at].strip(), self.apply(text).split("\n")[at].strip()


def blank(text, start, end):
    return text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]


def closing(text, at):
    """Where the bracket that opens before at is closed."""
    depth = 1
    while depth > 0:
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        at += 1
    return at


def code(text):
    """The text with blanks for what is not code, or a promise of the code to itself."""
    text = NOT_CODE.sub(lambda m: blank(m[0], 0, len(m[0])), text)
    for found in PROMISE.finditer(text):
        text = blank(text, found.start(), closing(text, found.end()))
    return text


def mutants(file, text):
    """All of a file, in order."""
    left, found = code(text), []
    for body in BODY.finditer(left):
        start, end = body.span(1)
        for m in OPERATOR.finditer(left, start, end):
            found += [Mutant(file, *m.span(), new) for new in BETWEEN_BLANKS[m[1]]]
        found += [Mutant(file, *m.span(), "") for m in NOT.finditer(left, start, end)]
        found += [Mutant(file, *m.span(), "false" if m[1] == "true" else "true")
                  for m in WORD.finditer(left, start, end)]
        found += [Mutant(file, *m.span(), f"({m[0]} + 1)") for m in NUMBER.finditer(left, start, end)]
    return sorted(found, key=lambda m: (m.start, m.new))
