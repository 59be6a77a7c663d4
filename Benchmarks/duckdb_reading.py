"""Reads every column of a transcripts.csv with DuckDB on all cores: seconds, seconds of processor time, rows.

Columns that are numbers are read as numbers; the layout is given, so that nothing is spent on guessing it. Nothing is
stored: every value is made and counted.
"""
import resource
import sys
import time

import duckdb

NUMBERS = {"grade_level": "TINYINT", "credits_attempted": "DECIMAL(7,2)", "credits_earned": "DECIMAL(7,2)", "part": "TINYINT"}
path = sys.argv[1]
with open(path, encoding="utf-8") as file:
    names = file.readline().strip().split(",")
columns = ", ".join(f"'{name}': '{NUMBERS.get(name, 'VARCHAR')}'" for name in names)
connection = duckdb.connect()


def used():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


start, before = time.monotonic(), used()
counts = connection.execute(
    f"""SELECT count(*), count(COLUMNS(*)) FROM read_csv('{path}', header = true, auto_detect = false, delim = ',',
        quote = '"', escape = '"', columns = {{{columns}}})"""
).fetchone()
print(round(time.monotonic() - start, 3), round(used() - before, 3), counts[0])
