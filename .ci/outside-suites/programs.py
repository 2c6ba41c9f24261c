"""Reads programs of other engines as far as it takes to say which of them are meant for ours."""

import re


def without_comments_and_strings(text):
    """The text with comments gone and every string empty; lines stay where they are."""
    kept = []
    index = 0
    while index < len(text):
        if text.startswith("//", index):
            end = text.find("\n", index)
            index = len(text) if end < 0 else end
        elif text.startswith("/*", index):
            end = text.find("*/", index + 2)
            end = len(text) if end < 0 else end + 2
            kept.append("\n" * text.count("\n", index, end) or " ")
            index = end
        elif text[index] == '"':
            end = index + 1
            while end < len(text) and text[end] not in '"\n':
                end += 2 if text[end] == "\\" else 1
            kept.append('""')
            index = end + 1
        else:
            kept.append(text[index])
            index += 1
    return "".join(kept)


# Name of the construct, what shows it in a program without comments and strings.
REFUSED = [
    ("eqrel", r"\beqrel\b"),
    ("inline", r"\b(no_)?inline\b"),
    ("choice-domain", r"\bchoice-domain\b"),
    ("subsumption", r"<=\s*[A-Za-z_][\w.]*\s*\([^()]*\)\s*:-"),
    ("records", r"\[(?!\s*[-\d])[^\]]*\]|\[\s*-?\d[^\]]*\](?!\s*[a-z(])|\bnil\b"),
    ("ADTs", r"\$[A-Za-z_]|^\s*\.type\s+\w+\s*=[^.:]*\{"),
    ("user-defined functors", r"\.functor\b|@[A-Za-z_]"),
]

COMPONENTS = ("components", r"^\s*\.(comp|init)\b")

BEYOND = [
    ("counters ($, autoinc)", r"\$(?![A-Za-z_])|\bautoinc\b"),
    ("iteration counters", r"\brecursive_iteration_cnt\b"),
    ("include", r"^\s*(#|\.)\s*include\b|^\s*\.once\b"),
    ("macros with arguments", r"^\s*#\s*define\s+\w+\("),
    ("conditions of the preprocessor", r"^\s*#\s*(if|elif)\b"),
    ("lattices", r"^\s*\.lattice\b"),
    ("limitsize", r"^\s*\.limitsize\b"),
    ("functors of real numbers", r"\b(a?(sin|cos|tan)h?|log|exp)\s*\("),
]

READ_AND_WRITTEN = {"file", "stdout", "stdoutprintsize"}


def constructs(text, families):
    """The names of the constructs of some families that a program uses."""
    bare = without_comments_and_strings(text)
    return [name for name, shape in families if re.search(shape, bare, re.MULTILINE)]


def foreign_devices(text):
    """What a program reads from or writes to beside files and standard output."""
    kept = re.sub(r"//[^\n]*|/\*.*?\*/", " ", text, flags=re.DOTALL)
    found = re.findall(r"\bIO\s*=\s*\"?(\w+)", kept)
    devices = {f"IO={each}" for each in found if each not in READ_AND_WRITTEN}
    if re.search(r"\bcompress\s*=", kept):
        devices.add("compressed files")
    return sorted(devices)


def rows(text):
    """The lines of an output, as a set."""
    return {line.rstrip("\r") for line in text.split("\n") if line.rstrip("\r")}


def difference(expected, found, most=4):
    """Two sets of lines compared, in words; nothing if they are equal."""
    missing, extra = sorted(expected - found), sorted(found - expected)
    if not missing and not extra:
        return None
    words = []
    for name, lines in (("missing", missing), ("extra", extra)):
        if lines:
            shown = "; ".join(line[:60] for line in lines[:most])
            words.append(f"{len(lines)} {name}: {shown}")
    return ", ".join(words)
