"""Prints as JSON what delta-rs finds in a Delta table.

    python read_table.py <path> [--version N] [--transaction APP_ID]... [--where COLUMN=VALUE]...
    python read_table.py <path> [--version N | --timestamp ISO] --query SQL

Without --query: the version, the schema, the partition columns, how many rows, files and versions
there are, the exact sum of every decimal column, the last version that each APP_ID has committed
(null if none), and how many files and rows remain for a partition filter.

With --query: the rows of the SQL over the table, which is called lake there, every value as text or
null, sorted; and a digest over all of them.
"""

import argparse
import hashlib
import json

import witness


def facts(arguments):
    table = witness.open_table(arguments.path, arguments.version)
    schema = table.schema()
    connection = witness.connect()
    connection.register("lake", table.to_pyarrow_dataset())
    (rows,) = connection.execute("select count(*) from lake").fetchone()
    found = {
        "version": table.version(),
        "schema": [
            {
                "name": field.name,
                "type": getattr(field.type, "type", str(field.type)),
                "nullable": field.nullable,
            }
            for field in schema.fields
        ],
        "partition_columns": table.metadata().partition_columns,
        "rows": rows,
        "files": len(table.file_uris()),
        "history": len(table.history()),
        "sums": {
            name: sum_of(connection, name)
            for name, kind in witness.columns_of(connection, "lake")
            if kind.startswith("DECIMAL")
        },
        "transactions": {
            app_id: table.transaction_version(app_id) for app_id in arguments.transaction
        },
    }
    if arguments.where:
        filters = [tuple(condition.split("=", 1)) for condition in arguments.where]
        kept = [(column, "=", value) for column, value in filters]
        matches = " and ".join(f"{witness.quoted(column)}::varchar = ?" for column, _ in filters)
        found["kept_files"] = len(table.file_uris(kept))
        (found["kept_rows"],) = connection.execute(
            f"select count(*) from lake where {matches}", [value for _, value in filters]
        ).fetchone()
    return found


def sum_of(connection, column):
    (total,) = connection.execute(
        f"select sum({witness.quoted(column)})::varchar from lake"
    ).fetchone()
    return total


def rows_of(arguments):
    connection = witness.connect()
    at = arguments.timestamp or arguments.version
    witness.load(connection, arguments.path, arguments.query, "answer", at)
    texts = witness.as_text(connection, "answer")
    answer = connection.execute(f"select {texts} from answer order by all")
    names = [column[0] for column in answer.description]
    rows = answer.fetchall()
    digest = hashlib.sha256()
    for row in rows:
        digest.update(json.dumps(row).encode())
    return {"columns": names, "rows": rows, "digest": digest.hexdigest()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path")
    parser.add_argument("--version", type=int)
    parser.add_argument("--timestamp")
    parser.add_argument("--transaction", action="append", default=[], metavar="APP_ID")
    parser.add_argument("--where", action="append", default=[], metavar="COLUMN=VALUE")
    parser.add_argument("--query")
    given = parser.parse_args()
    witness.answer(rows_of(given) if given.query else facts(given))
