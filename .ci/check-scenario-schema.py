"""Validates scenarios against their schema, and broken ones to be refused.

usage: check-scenario-schema.py SCHEMA DOCUMENT...
"""

import json
import sys

from jsonschema import Draft202012Validator

ENTRY = {"id": "new", "event": "It happens", "begins": ["released(v4)"]}
GOOD = [
    {"suppose": "released(v4)"},
    {"suppose": "released(v4)", "period": "2026-03-10/.."},
    {"confirm": "a"},
    {"deny": "a"},
    {"withdraw": "reuters"},
    {"adopt": "a"},
    {"add": ENTRY},
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
BAD = [
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


def document(*changes):
    return {"format": "techdecoupling-scenario/1", "name": "what if", "changes": list(changes)}


schema = json.load(open(sys.argv[1], encoding="utf-8"))
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
failures = []
for path in sys.argv[2:]:
    for error in validator.iter_errors(json.load(open(path, encoding="utf-8"))):
        failures.append(f"{path}: {error.message}")
for change in GOOD:
    failures += [f"{change}: {e.message}" for e in validator.iter_errors(document(change))]
for change in BAD:
    if validator.is_valid(document(change)):
        failures.append(f"{change} is not refused")
for broken in [{}, {**document(), "format": "techdecoupling/1"}, {**document(), "more": 1}]:
    if validator.is_valid(broken):
        failures.append(f"{broken} is not refused")
if failures:
    sys.exit("\n".join(failures))
print(f"{len(sys.argv) - 2} scenarios and {len(GOOD)} changes are valid, {len(BAD) + 3} refused")
