"""Says as JSON whether two Delta tables hold the same rows, as delta-rs reads them.

    python table_equal.py <left> <right> [--ignore COLUMN,COLUMN...] [--query SQL]

Rows are compared as multisets: their order and the files they lie in don't count, how often a row
occurs does. Left out are the ignored columns. With --query, the answers of the SQL are compared, the
table being called lake there. Up to five rows are shown of those that only one side has.
"""

import argparse

import witness

SHOWN = 5


def compare(arguments):
    connection = witness.connect()
    for side in ("left", "right"):
        witness.load(connection, getattr(arguments, side), arguments.query, f"{side}_rows")
    return difference(connection, [column for column in arguments.ignore.split(",") if column])


def difference(connection, ignore=()):
    """What is in only one of the tables left_rows and right_rows of this connection."""
    columns = {
        side: [
            name
            for name, _ in witness.columns_of(connection, f"{side}_rows")
            if name not in ignore
        ]
        for side in ("left", "right")
    }
    if sorted(columns["left"]) != sorted(columns["right"]):
        raise SystemExit(f"The columns differ: {columns['left']} and {columns['right']}")
    for side in ("left", "right"):
        texts = witness.as_text(connection, f"{side}_rows", ignore)
        named = ", ".join(witness.quoted(column) for column in columns["left"])
        connection.execute(
            f"create table {side}_text as select {named} from (select {texts} from {side}_rows)"
        )
    verdict = {
        "left_rows": count(connection, "left_text"),
        "right_rows": count(connection, "right_text"),
    }
    for side, other in (("left", "right"), ("right", "left")):
        connection.execute(
            f"create table only_{side} as from {side}_text except all from {other}_text"
        )
        verdict[f"only_{side}"] = count(connection, f"only_{side}")
        verdict[f"examples_{side}"] = connection.execute(
            f"from only_{side} order by all limit {SHOWN}"
        ).fetchall()
    verdict["equal"] = verdict["only_left"] == 0 and verdict["only_right"] == 0
    return verdict


def count(connection, relation):
    return connection.execute(f"select count(*) from {relation}").fetchone()[0]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("left")
    parser.add_argument("right")
    parser.add_argument("--ignore", default="")
    parser.add_argument("--query", default="select * from lake")
    witness.answer(compare(parser.parse_args()))
