"""Translates a folder of GoogleSQL statements, one a file, to DuckDB's SQL.

    python3 transpile.py <source folder> <target folder> [--check]

Every query below the source folder, whatever folder it is in, gets a file of the same path below the
target folder, and what has no source there any more is removed. Files that create tables are left
out: DuckDB's tables are made otherwise. With --check nothing is written:
the program names the files that differ from what it would write, and ends with 1 if there are any.
Ends with 2, naming the file, if a statement can't be translated.
"""

import re
import sys
from pathlib import Path

import sqlglot
from sqlglot import exp
from sqlglot.errors import ErrorLevel, SqlglotError

NOTE = "-- Generated from {} by transpile.py: change that one.\n"


def nulls_are_smallest(tree):
    """Says in each ORDER BY what BigQuery does unsaid."""
    for ordered in tree.find_all(exp.Ordered):
        ordered.set("nulls_first", not ordered.args.get("desc"))


def sunday_is_one(tree):
    """DuckDB counts the days of the week from 0."""
    for extract in list(tree.find_all(exp.Extract)):
        if extract.name.upper() == "DAYOFWEEK":
            extract.replace(exp.paren(exp.Add(this=extract.copy(), expression=exp.Literal.number(1))))


def dates_stay_dates(tree):
    """DuckDB makes timestamps of dates and intervals."""
    for sum_of_date in list(tree.find_all(exp.DateAdd, exp.DateSub)):
        sum_of_date.replace(exp.cast(sum_of_date.copy(), "DATE"))


def fractions_are_doubles(tree):
    """In DuckDB a literal with a point is a decimal."""
    for literal in list(tree.find_all(exp.Literal)):
        if not literal.is_string and re.search(r"[.eE]", literal.name):
            literal.replace(exp.cast(literal.copy(), "DOUBLE"))


def numeric_has_nine_digits(tree):
    """DuckDB's plain DECIMAL has three digits behind the point, BigQuery's NUMERIC nine."""
    for kind in tree.find_all(exp.DataType):
        if kind.this == exp.DataType.Type.DECIMAL and not kind.expressions:
            digits = [exp.DataTypeParam(this=exp.Literal.number(n)) for n in (38, 9)]
            kind.set("expressions", digits)


def operands_stay_together(tree):
    """DIV's arguments become operands, which SQLGlot doesn't put into parentheses."""
    for division in tree.find_all(exp.IntDiv):
        for side in ("this", "expression"):
            if isinstance(division.args[side], exp.Binary):
                division.set(side, exp.paren(division.args[side]))


# What SQLGlot leaves as it is and DuckDB takes otherwise than BigQuery.
DIFFERENCES = (
    nulls_are_smallest,
    sunday_is_one,
    dates_stay_dates,
    fractions_are_doubles,
    numeric_has_nine_digits,
    operands_stay_together,
)


def translate(text):
    """DuckDB's text of a query; nothing for a statement that creates a table."""
    statements = sqlglot.parse(text, read="bigquery", error_level=ErrorLevel.RAISE)
    if len(statements) != 1 or statements[0] is None:
        raise ValueError("a file holds one statement")
    tree = statements[0]
    if isinstance(tree, exp.Create):
        return None
    for say_as_meant in DIFFERENCES:
        say_as_meant(tree)
    return tree.sql(
        dialect="duckdb",
        pretty=True,
        comments=False,
        unsupported_level=ErrorLevel.RAISE,
    )


def translations(source):
    for file in sorted(source.rglob("*.sql")):
        path = file.relative_to(source)
        try:
            text = translate(file.read_text("utf-8"))
            if text is not None:
                yield path, NOTE.format(path.as_posix()) + text + "\n"
        except (SqlglotError, ValueError) as problem:
            plain = re.sub(r"\x1b\[[0-9;]*m", "", str(problem))
            print(f"{file}: {plain}", file=sys.stderr)
            sys.exit(2)


def differences(wanted, target):
    there = {file.relative_to(target) for file in target.rglob("*.sql")}
    for path in sorted(there - set(wanted)):
        yield path, "has no source any more"
    for path, text in wanted.items():
        if path not in there:
            yield path, "is missing"
        elif (target / path).read_text("utf-8") != text:
            yield path, "differs from its source"


def main(source, target, check):
    wanted = dict(translations(source))
    drifted = list(differences(wanted, target))
    for path, how in drifted:
        if check:
            print(f"{target / path} {how}")
        elif path in wanted:
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_text(wanted[path], "utf-8")
        else:
            (target / path).unlink()
    if check and drifted:
        print("Run: " + " ".join(["python3", sys.argv[0], str(source), str(target)]))
        sys.exit(1)
    print(f"{len(wanted)} statements, {0 if check else len(drifted)} files changed")


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--check"]
    if len(arguments) != 2:
        sys.exit(__doc__)
    main(Path(arguments[0]), Path(arguments[1]), "--check" in sys.argv)
