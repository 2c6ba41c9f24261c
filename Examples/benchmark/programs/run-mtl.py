"""Runs rules in MeTeoR's notation on its facts to the fixpoint, and prints each predicate's periods.

usage: run-mtl.py PROGRAM.mtl FACTS.txt
"""

import contextlib, sys

from meteor_reasoner.materialization.coalesce import coalescing_d
from meteor_reasoner.materialization.materialize import materialize
from meteor_reasoner.utils.loader import load_dataset, load_program

# More rounds than any of the programs needs.
ROUNDS = 100_000

sys.setrecursionlimit(100_000)
program, facts = sys.argv[1:]
data = load_dataset(facts)
with open(program) as file:
    rules = load_program([line.replace(" ", "").strip() for line in file if line.strip()])
coalescing_d(data)
# What is said about rounds is not for the results.
with contextlib.redirect_stdout(sys.stderr):
    materialize(data, rules, mode="seminaive", K=ROUNDS)
coalescing_d(data)
for predicate, entities in data.items():
    print(predicate.lower(), sum(len(periods) for periods in entities.values()), sep="\t")
