"""Runs a file of SQL with DuckDB in memory, in a folder of facts, and prints the rows of its questions.

usage: run-sql.py PROGRAM.sql FOLDER THREADS
"""

import os, sys
import duckdb

program, folder, threads = sys.argv[1:]
with open(program) as file:
    text = file.read()
os.chdir(folder)
connection = duckdb.connect(config={"threads": int(threads)})
for statement in duckdb.extract_statements(text):
    result = connection.execute(statement)
    if statement.type == duckdb.StatementType.SELECT:
        for row in result.fetchall():
            print(*row, sep="\t")
