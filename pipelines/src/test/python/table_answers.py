"""Says as JSON whether a Delta table holds what an SQL query over silver answers.

    python table_answers.py <table> <silver> <file.sql> [--version N] [--as-of TIME] [--without USER]

The query reads the table silver, at that version and without that customer, and DuckDB's variables
as_of and silver_version. Without --as-of it is the time of silver's last event. Rows are compared as
multisets, value by value as text: left is the table, right the answer.
"""

import argparse
from pathlib import Path

import table_equal
import witness


def compare(arguments):
    connection = witness.connect()
    witness.load(connection, arguments.table, "select * from lake", "left_rows")
    silver = witness.open_table(arguments.silver, arguments.version)
    connection.register("all_events", silver.to_pyarrow_dataset())
    connection.execute("set variable without = ?", [arguments.without])
    connection.execute(
        "create view silver as from all_events where user_id is distinct from"
        " getvariable('without')::varchar"
    )
    # As variables of DuckDB's own: Python's times need another package.
    connection.execute(
        "set variable as_of = (select coalesce(?::timestamptz, max(event_ts)) from silver)",
        [arguments.as_of],
    )
    connection.execute("set variable silver_version = ?", [silver.version()])
    connection.execute(f"create table right_rows as {Path(arguments.sql).read_text()}")
    return table_equal.difference(connection)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table")
    parser.add_argument("silver")
    parser.add_argument("sql")
    parser.add_argument("--version", type=int)
    parser.add_argument("--as-of")
    parser.add_argument("--without")
    witness.answer(compare(parser.parse_args()))
