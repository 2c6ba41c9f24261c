"""Validates documents against their schema, and broken ones to be refused.

usage: check-schema.py chronicle|scenario|mapping DOCUMENT...
"""

import copy
import json
import sys

from jsonschema import Draft202012Validator

ENTITY = {"id": "deepseek", "roles": ["Lab"], "name": "DeepSeek", "country": "CN"}
SOURCE = {"id": "reuters", "name": "Reuters", "reliability": "B", "published": "2026-02-25"}
CLAIM = {"source": "reuters", "stance": "asserts", "relays": ["other"], "reported": "2026-02"}
EVENT = {
    "id": "released",
    "event": "The model is released",
    "date": "2026-04-24",
    "begins": ["released(deepseek-v4)"],
    "claims": [CLAIM],
}
STATEMENT = {"id": "norm", "states": ["customary-partner(a, b)"], "period": "2022-10/.."}
CHRONICLE = {
    "format": "techdecoupling/1",
    "title": "A document of every part",
    "kinds": [{"name": "University", "fields": [{"name": "town", "states": "lies-in"}]}],
    "relations": [{"name": "lies-in", "columns": ["University", "text"], "oneOf": True}],
    "entities": [ENTITY, {"id": "tsinghua", "roles": ["University"], "town": "Beijing"}],
    "sources": [SOURCE],
    "entries": [
        EVENT,
        STATEMENT,
        {"id": "opinion", "held": {"holder": "x", "given": ["a(b)"]}, "words": "So it is."},
        {"id": "relayed", "states": [], "claims": [{"source": "x", "relays": [{"source": "y"}]}]},
    ],
}


def changed(path, value):
    """A copy of the good chronicle with one value set; a value of None removes the key."""
    document = copy.deepcopy(CHRONICLE)
    target = document
    for step in path[:-1]:
        target = target[step]
    if value is None:
        del target[path[-1]]
    else:
        target[path[-1]] = value
    return document


BROKEN_CHRONICLES = {
    "another format": changed(["format"], "techdecoupling/2"),
    "no format": changed(["format"], None),
    "an unknown key": changed(["entires"], []),
    "an object for a list": changed(["entries"], {}),
    "an entity without an id": changed(["entities", 0, "id"], None),
    "a field of another kind": changed(["entities", 0, "maker"], "nvidia"),
    "a misspelt field": changed(["entities", 0, "contry"], "CN"),
    "a number for a name": changed(["entities", 0, "name"], 3),
    "an id with a space": changed(["entities", 0, "id"], "deep seek"),
    "an unknown reliability": changed(["sources", 0, "reliability"], "G"),
    "an unknown key in a claim": changed(["entries", 0, "claims", 0, "soruce"], "x"),
    "an unknown stance": changed(["entries", 0, "claims", 0, "stance"], "agrees"),
    "a claim without a source": changed(["entries", 0, "claims", 0, "source"], None),
    "an interval for a date": changed(["entries", 0, "date"], "2022/2023"),
    "a date for a period": changed(["entries", 1, "period"], "2022"),
    "an event that states": changed(["entries", 0, "states"], ["a(b)"]),
    "an event with a period": changed(["entries", 0, "period"], "2022/2023"),
    "a statement with a date": changed(["entries", 1, "date"], "2022"),
    "a statement that begins": changed(["entries", 1, "begins"], ["a(b)"]),
    "an entry of nothing": changed(["entries", 1, "states"], None),
    "an event's claim with a period": changed(["entries", 0, "claims", 0, "period"], "2022/.."),
    "an atom without parentheses": changed(["entries", 1, "states"], ["customary-partner"]),
    "an atom that is a list": changed(["entries", 1, "states"], [["customary-partner", "a"]]),
    "a holding without a holder": changed(["entries", 2, "held", "holder"], None),
    "no people": changed(["entries", 0, "claims", 0, "attribution"], {"people": 0}),
    "an unknown column type": changed(["relations", 0, "columns"], ["float"]),
    "a kind in lower case": changed(["kinds", 0, "name"], "university"),
    "a third column of two": changed(["kinds", 0, "fields", 0, "entityColumn"], 3),
}

CHANGES = [
    {"suppose": "released(v4)"},
    {"suppose": "released(v4)", "period": "2026-03-10/.."},
    {"confirm": "a"},
    {"deny": "a"},
    {"withdraw": "reuters"},
    {"adopt": "a"},
    {"add": {"id": "new", "event": "It happens", "begins": ["released(v4)"]}},
    {"retract": "a"},
    {"claim": {"source": "reuters", "stance": "denies"}, "entry": "a"},
    {"removeClaimsOf": "reuters", "entry": "a"},
    {"rules": "p(x) :- q(x)."},
    {"omit": "Some rule"},
    {"set": "labs", "value": 2},
    {"set": "share", "value": 0.5},
    {"set": "name", "value": "text"},
    {"set": "since", "value": {"day": "2026-03-10"}},
    {"set": "maker", "value": {"entity": "nvidia"}},
]
BROKEN_CHANGES = [
    {},
    {"confrim": "a"},
    {"confirm": "a", "deny": "b"},
    {"confirm": "a", "period": "2026/.."},
    {"claim": {"source": "reuters"}},
    {"removeClaimsOf": "reuters"},
    {"set": "labs"},
    {"set": "since", "value": {}},
    {"set": "labs", "value": None},
    {"suppose": "released"},
    {"suppose": "released(v4)", "period": "2026"},
    {"add": {"id": "new"}},
    {"rules": ["p(x) :- q(x)."]},
]


def scenario(*changes, **others):
    return {"format": "techdecoupling-scenario/1", "name": "what if", "changes": list(changes), **others}


ENTRIES = [
    {"id": "{a}", "states": ["likes({a}, {b})"], "period": "{year}/.."},
    {"id": "{a}", "event": "{a} turns", "date": "{on}", "marks": ["released({a})"]},
    {"id": "{a}", "states": ["released({a})"], "optional": True},
]
BROKEN_ENTRIES = [
    {},
    {"id": "{a}"},
    {"id": "{a}", "states": ["released({a})"], "date": "{on}"},
    {"id": "{a}", "event": "{a} turns", "period": "{on}/.."},
    {"id": "{a}", "event": "{a} turns", "states": ["released({a})"]},
    {"id": "{a}", "states": "released({a})"},
    {"id": "{a}", "states": ["released({a})"], "perod": "{on}/.."},
]


def mapping(*entries, **others):
    source = {"id": "s", "name": "S", "reliability": "B"}
    return {
        "format": "techdecoupling-mapping/1", "source": source, "row": "{a}",
        "entries": list(entries), **others}


def named(documents):
    return {json.dumps(document): document for document in documents}


# Documents that a schema admits, and those that it refuses, by what is wrong with them.
SAMPLES = {
    "chronicle": ([CHRONICLE], BROKEN_CHRONICLES),
    "scenario": (
        [scenario(change) for change in CHANGES],
        named(
            [scenario(change) for change in BROKEN_CHANGES]
            + [{}, scenario(format="techdecoupling/1"), scenario(more=1)])),
    "mapping": (
        [mapping(entry) for entry in ENTRIES],
        named(
            [mapping(entry) for entry in BROKEN_ENTRIES]
            + [mapping(columns=[{"column": "a"}]), mapping(columns=[{"name": "a", "power": 99}]), mapping(row=3)])),
}


def main(name, *paths):
    def read(path):
        with open(path, encoding="utf-8") as file:
            return json.load(file)

    if not paths:
        return "no documents were given"
    good, broken = SAMPLES[name]
    schema = read(f"schema/{name}.schema.json")
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    documents = [(path, read(path)) for path in paths] + [(json.dumps(one)[:200], one) for one in good]
    failures = [
        f"{place}: {error.json_path}: {error.message[:200]}"
        for place, document in documents for error in validator.iter_errors(document)]
    failures += [f"the schema admits {what}" for what, document in broken.items() if validator.is_valid(document)]
    if failures:
        return "\n".join(failures)
    print(f"{name}: {len(documents)} documents are valid, {len(broken)} broken ones refused")


sys.exit(main(*sys.argv[1:]))
