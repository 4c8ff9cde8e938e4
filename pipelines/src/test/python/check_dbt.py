"""Runs the dbt project and looks at what it has built. Each command prints one line of JSON last.

    python check_dbt.py build <dbt folder> <target> <target path>
        dbt build: whether it was green, what was not, and the invocation's id.
    python check_dbt.py tables <warehouse.duckdb> <pairs.json>
        Pairs of DuckDB's tables or queries ({name: [left, right, [ignored column, ...]]}) as
        multisets, over the columns that both have.
    python check_dbt.py engines <warehouse.duckdb> <endpoint> <project> <dataset> <target path>
        Each model's rows on DuckDB and on the emulator.
    python check_dbt.py faults <dbt folder> <warehouse.duckdb> <target path> <work folder>
        Puts a fault under each data test, alone, and runs that test's SQL; then all the faults at
        once into a copy of the warehouse, and runs dbt test.
"""

import json
import os
import shutil
import sys
from collections import Counter
from pathlib import Path


def run_dbt(target_path, *arguments):
    """Runs dbt. What it has parsed is kept beside its files, for the next run of the same target."""
    from dbt.cli.main import dbtRunner

    target = arguments[arguments.index("--target") + 1]
    kept = Path(target_path).parent / f"{target}.msgpack"
    known = ["--partial-parse-file-path", str(kept)] if kept.is_file() else []
    ran = dbtRunner().invoke([
        "--no-use-colors", *known, *map(str, arguments), "--target-path", str(target_path)])
    parsed = Path(target_path) / "partial_parse.msgpack"
    if parsed.is_file():
        shutil.copy(parsed, kept)
    return ran


def build(folder, target, target_path):
    os.chdir(folder)
    ran = run_dbt(target_path, "build", "--target", target)
    if ran.result is None:
        raise SystemExit(f"dbt did not run: {ran.exception}")
    not_green = [
        f"{result.node.unique_id}: {result.status}: {result.message}"
        for result in ran.result.results
        if result.status not in ("success", "pass", "no-op")
    ]
    counts = Counter(result.node.resource_type.value for result in ran.result.results)
    invocation = json.loads((Path(target_path) / "run_results.json").read_text())["metadata"]["invocation_id"]
    return {"green": ran.success, "not_green": not_green, "counts": counts, "invocation": invocation}


def connect(file, read_only=True):
    import duckdb

    connection = duckdb.connect(file, read_only=read_only)
    connection.execute("set timezone = 'UTC'")
    return connection


def columns(connection, relation):
    return [row[0] for row in connection.execute(f"describe select * from {relation}").fetchall()]


def tables(file, pairs):
    connection = connect(file)
    asked = json.loads(Path(pairs).read_text())
    return {name: difference(connection, *pair) for name, pair in asked.items()}


def difference(connection, left, right, ignored):
    right_columns = columns(connection, right)
    shared = [name for name in columns(connection, left) if name in right_columns and name not in ignored]
    names = ", ".join(shared)

    def count(sql):
        return connection.execute(f"select count(*) from ({sql})").fetchone()[0]

    def except_all(one, other):
        return count(f"select {names} from {one} except all select {names} from {other}")

    return {
        "rows": count(f"from {left}"),
        "columns": shared,
        "only_left": except_all(left, right),
        "only_right": except_all(right, left),
    }


def models(target_path):
    manifest = json.loads((Path(target_path) / "manifest.json").read_text())
    return [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]


def engines(file, endpoint, project, dataset, target_path):
    from google.auth.credentials import AnonymousCredentials
    from google.cloud import bigquery

    client = bigquery.Client(
        project=project, credentials=AnonymousCredentials(), client_options={"api_endpoint": endpoint})
    connection = connect(file)
    found = {}
    for model in models(target_path):
        name = model["name"]
        wanted = [column for column in columns(connection, f"{dataset}.{name}") if column != "merged_by"]
        names = ", ".join(wanted)
        here = Counter(map(comparable, connection.execute(f"select {names} from {dataset}.{name}").fetchall()))
        answer = client.query(f"select {names} from `{project}`.{dataset}.{name}").result()
        there = Counter(comparable(row.values()) for row in answer)
        found[name] = {
            "rows": sum(here.values()),
            "only_duckdb": [str(row) for row in (here - there)][:3],
            "only_emulator": [str(row) for row in (there - here)][:3],
        }
    return found


def comparable(row):
    return tuple(value.isoformat() if hasattr(value, "isoformat") else value for value in row)


class Fault:
    """One way to break what one test promises."""

    def __init__(self, test, manifest):
        self.test = test
        self.name = test["name"]
        self.sql = test["compiled_code"]
        metadata = test.get("test_metadata") or {}
        self.kind = metadata.get("name", self.name)
        self.arguments = metadata.get("kwargs", {})
        self.where = test["config"].get("where") or "true"
        node = test.get("attached_node") or next(iter(test["depends_on"]["nodes"]))
        parent = manifest["nodes"].get(node) or manifest["sources"].get(node)
        if parent is None or test.get("attached_node") is None and metadata:
            parent = manifest["sources"][next(key for key in test["depends_on"]["nodes"] if key.startswith("source."))]
        self.table = f"{parent['schema']}.{parent.get('identifier') or parent['name']}"
        self.column = test.get("column_name")

    def statements(self, number):
        """SQL that seeds the fault; by the number, faults of a column take rows of their own."""
        row = (
            f"(select row_number from (select rowid as row_number, row_number() over (order by rowid) - 1 as place, "
            f"count(*) over () as places from {self.table} where {self.where}) "
            f"where place = {number} % places)"
        )

        def put(value):
            return [f"update {self.table} set {self.column} = {value} where rowid = {row}"]

        if self.kind == "not_null":
            return put("null")
        if self.kind in ("unique", "expect_compound_columns_to_be_unique"):
            return [f"insert into {self.table} select * from {self.table} where rowid = {row}"]
        if self.kind == "accepted_values":
            return put("99" if self.arguments.get("quote") is False else "'no such value'")
        if self.kind == "relationships":
            return put("'nobody'")
        if self.kind == "expect_column_values_to_be_between":
            if self.arguments.get("min_value") is not None:
                return put(f"{self.arguments['min_value']} - 1")
            return put(f"{self.arguments['max_value']} + 1")
        return {
            "stg_events_misses_no_event": [
                f"delete from retail_dbt.stg_events where rowid = (select max(rowid) - {number} from retail_dbt.stg_events)"],
            "stg_events_holds_the_latest_versions": [
                f"update retail_dbt.stg_events set kafka_offset = -1 - {number} "
                f"where rowid = (select max(rowid) - {number} from retail_dbt.stg_events)"],
            "revenue_of_categories_is_revenue_of_events": [
                "update retail_dbt.category_revenue set revenue = revenue + 0.01 where rowid = (select max(rowid) from retail_dbt.category_revenue)"],
        }[self.kind]

    def tables(self):
        return {
            "stg_events_misses_no_event": ["retail_dbt.stg_events"],
            "stg_events_holds_the_latest_versions": ["retail_dbt.stg_events"],
            "revenue_of_categories_is_revenue_of_events": ["retail_dbt.category_revenue"],
        }.get(self.kind, [self.table])


def make_table(connection, relation):
    """Makes a view's rows a table of the same name, so that they can be changed."""
    schema, name = relation.split(".")
    (kind,) = connection.execute(
        "select table_type from information_schema.tables where table_schema = ? and table_name = ?",
        [schema, name]).fetchone()
    if kind == "VIEW":
        connection.execute(f"create table {schema}.faulty as from {relation}")
        connection.execute(f"drop view {relation}")
        connection.execute(f"alter table {schema}.faulty rename to {name}")


def faults(folder, file, target_path, work):
    manifest = json.loads((Path(target_path) / "manifest.json").read_text())
    tests = [node for node in manifest["nodes"].values() if node["resource_type"] == "test"]
    seeded = [Fault(test, manifest) for test in sorted(tests, key=lambda test: test["name"])]
    # By its own name, which is the catalog's name in the views that dbt has made.
    copy = Path(work) / Path(file).name
    shutil.copy(file, copy)
    connection = connect(str(copy), read_only=False)
    for table in {table for fault in seeded for table in fault.tables()}:
        make_table(connection, table)

    def failures(fault):
        return connection.execute(f"select count(*) from ({fault.sql})").fetchone()[0]

    failed_before = [fault.name for fault in seeded if failures(fault)]
    unnoticed = []
    for fault in seeded:
        connection.execute("begin")
        for statement in fault.statements(0):
            connection.execute(statement)
        if not failures(fault):
            unnoticed.append(fault.name)
        connection.execute("rollback")
    of_column = Counter()
    for fault in seeded:
        place = (fault.table, fault.column)
        # Faults of a row rather than a column go where no column has been spoiled.
        first = 0 if fault.column else 40
        for statement in fault.statements(first + of_column[place]):
            connection.execute(statement)
        of_column[place] += 1
    connection.close()

    os.environ["WAREHOUSE_FILE"] = str(copy)
    os.chdir(folder)
    ran = run_dbt(Path(work) / "target", "test", "--target", "duckdb", "--exclude-resource-type", "unit_test")
    passed = [result.node.name for result in ran.result.results if result.status != "fail"]
    return {
        "tests": len(seeded),
        "columns": sorted({f"{fault.table}.{fault.column}" for fault in seeded if fault.column}),
        "failed_before": failed_before,
        "unnoticed": unnoticed,
        "dbt_succeeded": ran.success,
        "passed_in_dbt": passed,
    }


COMMANDS = {"build": build, "tables": tables, "engines": engines, "faults": faults}

if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in COMMANDS:
        sys.exit(__doc__)
    print(json.dumps(COMMANDS[sys.argv[1]](*sys.argv[2:])))
