"""What read_table.py and table_equal.py share: a Delta table, as delta-rs and DuckDB see it."""

import json
import os
import sys

import duckdb
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError


def open_table(path, version=None):
    """The table at this path, at this version or time (ISO 8601) or the latest; ends the program if
    there is none."""
    try:
        if isinstance(version, str):
            table = DeltaTable(path)
            table.load_as_version(version)
            return table
        return DeltaTable(path, version=version)
    except DeltaError as error:
        sys.exit(f"delta-rs can't open {path}, version {version or 'latest'}: {error}")


def connect():
    """A DuckDB connection that shows every time in UTC, whatever the machine's zone."""
    connection = duckdb.connect()
    connection.execute("set timezone = 'UTC'")
    return connection


def quoted(column):
    return '"' + column.replace('"', '""') + '"'


def columns_of(connection, relation):
    """Pairs of name and DuckDB type."""
    described = connection.execute(f"describe select * from {relation}").fetchall()
    return [(row[0], row[1]) for row in described]


def as_text(connection, relation, ignore=()):
    """Select expressions that write each column of the relation in one canonical way."""
    expressions = []
    for name, kind in columns_of(connection, relation):
        if name not in ignore:
            written = f"hex({quoted(name)})" if kind == "BLOB" else f"{quoted(name)}::varchar"
            expressions.append(f"{written} as {quoted(name)}")
    return ", ".join(expressions)


def load(connection, path, query, name, version=None):
    """Makes a DuckDB table of this name from the query over the Delta table, called lake there."""
    connection.register("lake", open_table(path, version).to_pyarrow_dataset())
    connection.execute(f"create table {quoted(name)} as {query}")
    connection.unregister("lake")


def answer(result):
    """Prints the result and ends the process at once: native threads of the readers can abort it
    while an interpreter shuts down in the usual way, after all is said."""
    print(json.dumps(result), flush=True)
    os._exit(0)
