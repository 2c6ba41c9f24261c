"""Validates mapping files against their schema, and broken ones to be refused.

usage: check-mapping-schema.py SCHEMA DOCUMENT...
"""

import json
import sys

from jsonschema import Draft202012Validator

GOOD = [
    {"id": "{a}", "states": ["likes({a}, {b})"], "period": "{year}/.."},
    {"id": "{a}", "event": "{a} turns", "date": "{on}", "marks": ["released({a})"]},
    {"id": "{a}", "states": ["released({a})"], "optional": True},
]
BAD = [
    {},
    {"id": "{a}"},
    {"id": "{a}", "states": ["released({a})"], "date": "{on}"},
    {"id": "{a}", "event": "{a} turns", "period": "{on}/.."},
    {"id": "{a}", "event": "{a} turns", "states": ["released({a})"]},
    {"id": "{a}", "states": "released({a})"},
    {"id": "{a}", "states": ["released({a})"], "perod": "{on}/.."},
]


def document(*entries, **more):
    source = {"id": "s", "name": "S", "reliability": "B"}
    return {
        "format": "techdecoupling-mapping/1", "source": source, "row": "{a}",
        "entries": list(entries), **more}


schema = json.load(open(sys.argv[1], encoding="utf-8"))
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
failures = []
for path in sys.argv[2:]:
    for error in validator.iter_errors(json.load(open(path, encoding="utf-8"))):
        failures.append(f"{path}: {error.message}")
for entry in GOOD:
    failures += [f"{entry}: {e.message}" for e in validator.iter_errors(document(entry))]
bad = [document(entry) for entry in BAD]
bad += [document(columns=[{"column": "a"}]), document(columns=[{"name": "a", "power": 99}]), document(row=3)]
failures += [f"{one}: the schema accepts it" for one in bad if validator.is_valid(one)]
if failures:
    sys.exit("\n".join(failures))
