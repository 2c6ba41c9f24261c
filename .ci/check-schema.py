"""Validates chronicles against the schema, and broken ones to be refused.

usage: check-schema.py SCHEMA DOCUMENT...
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
GOOD = {
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
    """A copy of the good document with one value set; a value of None removes the key."""
    document = copy.deepcopy(GOOD)
    target = document
    for step in path[:-1]:
        target = target[step]
    if value is None:
        del target[path[-1]]
    else:
        target[path[-1]] = value
    return document


BROKEN = {
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


def main(schema_path, *paths):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    failures = []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        for error in validator.iter_errors(document):
            failures.append(f"{path}: {error.json_path}: {error.message[:200]}")
    for error in validator.iter_errors(GOOD):
        failures.append(f"the good document: {error.json_path}: {error.message[:200]}")
    for name, document in BROKEN.items():
        if validator.is_valid(document):
            failures.append(f"the schema admits {name}")
    for failure in failures:
        print(failure, file=sys.stderr)
    if not paths:
        print("no documents were given", file=sys.stderr)
        return 1
    print(f"{len(paths)} documents are valid, {len(BROKEN)} broken ones refused")
    return 1 if failures else 0


sys.exit(main(*sys.argv[1:]))
