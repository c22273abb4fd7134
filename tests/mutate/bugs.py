"""Small realistic bugs: where in a C++ file each kind can be made, and what the line becomes."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Bug:
    path: str
    line: int  # counted from 1
    kind: str
    before: str
    after: str

    def text(self):
        return f"{self.path}:{self.line}: {self.kind}\n-{self.before}\n+{self.after}"


# Pairs that are easily taken for each other.
TWINS = [("first", "last"), ("begin", "end"), ("left", "right"), ("top", "bottom"), ("from", "to"), ("low", "high"),
         ("caller", "callee"), ("min", "max"), ("front", "back"), ("before", "after"), ("width", "height"),
         ("request", "response"), ("sent", "replied"), ("failed", "replied"), ("start", "end")]

REPLACEMENTS = [
    ("comparison off by one", r"(?<=[\w\)\]] )<(?= [\w\(\-])", "<="),
    ("comparison off by one", r"(?<=[\w\)\]] )>(?= [\w\(\-])", ">="),
    ("comparison off by one", r"(?<=[\w\)\]] )<=(?= [\w\(\-])", "<"),
    ("comparison off by one", r"(?<=[\w\)\]] )>=(?= [\w\(\-])", ">"),
    ("comparison turned round", r"(?<=[\w\)\]] )==(?= )", "!="),
    ("comparison turned round", r"(?<=[\w\)\]] )!=(?= )", "=="),
    ("and for or", r"(?<= )&&(?= )", "||"),
    ("or for and", r"(?<= )\|\|(?= )", "&&"),
    ("off by one", r"(?<=[\w\)\]]) \+ 1(?![\w.'])", ""),
    ("off by one", r"(?<=[\w\)\]]) - 1(?![\w.'])", ""),
    ("plus for minus", r"(?<=[\w\)\]] )\-(?= [\w\(])", "+"),
    ("minus for plus", r"(?<=[\w\)\]] )\+(?= [\w\(])", "-"),
    ("wrong answer", r"(?<=return )true(?=;)", "false"),
    ("wrong answer", r"(?<=return )false(?=;)", "true"),
    ("forgotten step", r"(?<=[^+])\+\+(?=\w)", ""),
    ("swapped branch", r"(?<=\bif \()(?=[\w!(])(?![^;]*;)", "!("),  # closed below
]

STATEMENT = re.compile(r"^\s+(?!return\b|const\b|auto\b|case\b|break\b|continue\b|using\b|static_assert\b|throw\b|else\b|RS_CHECK\b|\})"
                       r"[\w\.\->\[\]\(\):]+(?:\(.*\)| (?:[+\-*/|&]?=) .*);$")
RESET = re.compile(r"^\s+[\w\.\->\[\]]+(?:\.(?:clear|reset)\(\)| = (?:\{\}|0|false|true|nullptr|std::nullopt));$")


# Lines in which a bug would be none: an order of things that all differ, and room that is not kept.
HARMLESS = re.compile(r"std::(?:pair|tuple|tie)\(.* [<>]=? |\.reserve\(")


def _is_code(line):
    text = line.strip()
    return bool(text) and not HARMLESS.search(line) and not text.startswith(("//", "#", "///", "static_assert", "RS_CHECK", "template", "using ",
                                               "inline constexpr", "constexpr"))


def _without_strings(line):
    """The same length, with nothing in quotation marks or comments that could be taken for code."""
    line = re.sub(r'"(?:[^"\\]|\\.)*"', lambda m: '"' + " " * (len(m.group()) - 2) + '"', line)
    return re.sub(r"//.*$", lambda m: " " * len(m.group()), line)


def _negated(line, at):
    """Puts what stands between the parentheses of an if into a negation."""
    depth = 0
    for i in range(at, len(line)):
        if line[i] == "(":
            depth += 1
        elif line[i] == ")":
            if depth == 0:
                return line[:at] + "!(" + line[at:i] + ")" + line[i:]
            depth -= 1
    return None


def bugs_in(path, text):
    """Every bug that can be made in this file, in its order."""
    bugs = []
    for number, line in enumerate(text.split("\n"), 1):
        if not _is_code(line):
            continue
        seen = _without_strings(line)

        def add(kind, after):
            if after is not None and after != line:
                bugs.append(Bug(path, number, kind, line, after))

        for kind, pattern, instead in REPLACEMENTS:
            for match in re.finditer(pattern, seen):
                if kind == "swapped branch":
                    add(kind, _negated(line, match.start()))
                elif "operator" not in seen:
                    add(kind, line[:match.start()] + instead + line[match.end():])
        if RESET.match(seen):
            add("forgotten reset", re.match(r"\s*", line).group() + ";")
        elif STATEMENT.match(seen):
            add("dropped statement", re.match(r"\s*", line).group() + ";")
        for one, other in TWINS:
            for this, that in ((one, other), (other, one)):
                for match in re.finditer(rf"(?<=[\.>]){this}\b(?!::)", seen):
                    add("wrong name", line[:match.start()] + that + line[match.end():])
    return bugs
