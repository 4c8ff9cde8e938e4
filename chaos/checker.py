"""Compares the tables with what the topic says they must hold, to the record and to the cent.

    python checker.py --topic=topic.parquet --lakehouse=FOLDER

The topic is a Parquet file that topic.py wrote; the tables are read by delta-rs; DuckDB compares.
None of it is the pipeline's code. Every verdict is made anew from a partition's records in their
order: which may pass, which are late or too late, which repeat an id. Ends with 0 if all is equal.

Two things are taken from the manual: an event is late when it lies more than 2 s behind its
partition's highest time, and too late once that is 5 s and 2 s past its minute. Ids are remembered
for seven days of event time; this checker knows no such end, so a topic should not span more.
"""

import argparse
import sys
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
from deltalake import DeltaTable

TABLES = ("bronze_events", "silver_events", "quarantine_events", "gold_revenue_windows")
EXAMPLES = 3
SPACE = "e' \\t\\n\\r\\f\\x0b'"

EXPECTED = f"""
create table expected as
with seen as (
  select *,
    event_ts // 1000 as millis,
    max(event_ts // 1000) over (
      partition by "partition" order by "offset"
      rows between unbounded preceding and 1 preceding) - 2000 as watermark,
    row_number() over (
      partition by "partition", trim(event_id, {SPACE}) order by "offset") = 1 as is_first
  from topic where passes)
select * exclude (passes, raw_key, raw_value),
  case when watermark is null or millis >= watermark then 'on_time'
       when watermark >= millis // 60000 * 60000 + 65000 then 'too_late'
       else 'late' end as arrival
from seen
"""

FINAL_WINDOWS = """
create table final_windows as
select distinct epoch_ms(window_start) as window_start, category,
  (revenue * 100)::bigint as cents, purchases, events
from gold_revenue_windows
qualify rank() over (partition by window_start, category order by events desc) = 1
"""

EXPECTED_WINDOWS = f"""
create table expected_windows as
select millis // 60000 * 60000 as window_start, trim(category, {SPACE}) as category,
  sum(revenue)::bigint as cents, count(*) filter (event_type = 'purchase') as purchases,
  count(*) as events
from expected
where is_first and arrival <> 'too_late' and event_type in ('purchase', 'return')
group by all
"""

PLACES = """
with held as (
  select kafka_partition as p, kafka_offset as o, 'bronze' as place from bronze_events
  union all select kafka_partition, kafka_offset, 'quarantine' from quarantine_events),
counted as (select p, o, list(place) as places from held group by all)
select coalesce(p, "partition") as "partition", coalesce(o, "offset") as "offset",
  coalesce(places, []) as "found in",
  if(passes is null, 'not on the topic', if(passes, 'bronze', 'quarantine')) as "belongs in"
from counted full join topic on p = "partition" and o = "offset"
where places is distinct from [if(passes, 'bronze', 'quarantine')]
"""

ONE_ROW_AN_ID = f"""
select event_id, count(*) filter (place = 'silver') as "rows in silver",
  count(*) filter (place = 'bronze') as "in bronze"
from (select distinct trim(event_id, {SPACE}) as event_id, 'bronze' as place from bronze_events
  union all select event_id, 'silver' from silver_events)
group by all having count(*) filter (place = 'silver') <> 1 or "in bronze" <> 1
"""

CENTS = """
with silver as (
  select category, sum(revenue * 100)::bigint as silver,
    sum(if(arrival = 'too_late', revenue * 100, 0))::bigint as too_late
  from silver_events where event_type in ('purchase', 'return') group by all),
windows as (select category, sum(cents)::bigint as windows from final_windows group by all)
select category, silver, windows, too_late
from silver full join windows using (category)
where coalesce(silver, 0) <> coalesce(windows, 0) + coalesce(too_late, 0)
"""


def columns(silver):
    """Pairs of a table's column, as a number or text, and what the topic says of it."""
    text = ["event_id", "user_id", "session_id", "sku_id", "category", "brand", "event_type"]
    text += ["device_type", "country"]
    stand_in = {"session_id", "brand", "device_type", "country"}
    for name in text:
        said = f"e.{name}"
        if silver:
            said = f"nullif(trim(e.{name}, {SPACE}), '')"
            said = f"coalesce({said}, 'unknown')" if name in stand_in else said
        yield f"t.{name}", said
    yield "epoch_us(t.event_ts)", "e.event_ts"
    yield "(t.price * 100)::bigint", "e.price"
    yield "t.quantity", "e.quantity"
    yield "(t.revenue * 100)::bigint", "coalesce(e.revenue, 0)" if silver else "e.revenue"
    yield "epoch_ms(t.kafka_ts)", "e.kafka_ts"
    yield "t.is_late_arrival", "e.arrival <> 'on_time'"
    yield "t.event_year", "year(make_timestamp(e.event_ts))"
    yield "t.event_month", "month(make_timestamp(e.event_ts))"
    if silver:
        yield "t.arrival", "e.arrival"
        yield "t.event_date", "make_timestamp(e.event_ts)::date"


def rows_differ(table, condition):
    """Rows that the table lacks, has too many of, or has with other values."""
    pairs = list(columns(table == "silver_events"))
    has = ", ".join(actual for actual, _ in pairs)
    must = ", ".join(said for _, said in pairs)
    differs = " or ".join(f"{actual} is distinct from {said}" for actual, said in pairs)
    return f"""
with e as (select * from expected where {condition}),
t as (select *, count(*) over (partition by kafka_partition, kafka_offset) as times from {table})
select coalesce(e."partition", t.kafka_partition) as "partition",
  coalesce(e."offset", t.kafka_offset) as "offset", coalesce(t.times, 0) as "rows",
  ({has})::varchar as has, ({must})::varchar as must_have
from e full join t on e."partition" = t.kafka_partition and e."offset" = t.kafka_offset
where times is distinct from 1 or {differs}
"""


BYTES = """
select "partition", "offset", hex(raw_value)[:40] as has, hex(value)[:40] as must_have
from (select kafka_partition as "partition", kafka_offset as "offset", raw_key, raw_value
  from quarantine_events)
join (select "partition", "offset", raw_key as key, raw_value as value from topic where not passes)
  using ("partition", "offset")
where raw_key is distinct from key or raw_value is distinct from value
"""

WINDOWS = """
select make_timestamp(coalesce(f.window_start, e.window_start) * 1000) as "window",
  coalesce(f.category, e.category) as category,
  f.cents, e.cents as "must have", f.events, e.events as "must be"
from final_windows f full join expected_windows e
  on f.window_start = e.window_start and f.category = e.category
where (f.cents, f.purchases, f.events) is distinct from (e.cents, e.purchases, e.events)
"""

CHECKS = (
    ("each record in bronze or quarantine, once", PLACES),
    ("bronze says what the topic says", rows_differ("bronze_events", "true")),
    ("silver says what the topic says", rows_differ("silver_events", "is_first")),
    ("each id in silver once", ONE_ROW_AN_ID),
    ("quarantine has the topic's bytes", BYTES),
    ("windows to the cent", WINDOWS),
    ("silver = windows + too late, by category", CENTS),
)


@dataclass
class Finding:
    """What came of one comparison."""

    name: str
    differences: int
    examples: list = field(default_factory=list)

    @property
    def equal(self):
        return self.differences == 0

    def __str__(self):
        said = "equal" if self.equal else f"{self.differences:,} DIFFER"
        return "\n      ".join([f"{self.name:44} {said}"] + self.examples)


@dataclass
class Result:
    """What came of all of them, and how much was compared."""

    findings: list
    totals: dict

    @property
    def equal(self):
        return all(finding.equal for finding in self.findings)

    def __str__(self):
        totals = " · ".join(f"{name} {count:,}" for name, count in self.totals.items())
        return "\n  ".join(["Checker", totals, *map(str, self.findings)])


def connect(lakehouse, scratch=None):
    """A DuckDB with the four tables in it as views, in UTC, that uses the disk past 2 GB."""
    connection = duckdb.connect()
    connection.execute("set timezone = 'UTC'; set memory_limit = '2GB'; set threads = 2")
    connection.execute("set enable_progress_bar = false; set preserve_insertion_order = false")
    if scratch:
        connection.execute(f"set temp_directory = '{scratch}'")
    for table in TABLES:
        dataset = DeltaTable(str(Path(lakehouse) / table)).to_pyarrow_dataset()
        connection.register(table, dataset)
    return connection


def check(topic, lakehouse, scratch=None, progress=lambda name: None):
    """Compares the topic in this Parquet file with the tables in this folder; a Result."""
    with connect(lakehouse, scratch) as connection:
        connection.execute(f"create view topic as from read_parquet('{topic}')")
        for statement in (EXPECTED, FINAL_WINDOWS, EXPECTED_WINDOWS):
            connection.execute(statement)
        findings = []
        for name, sql in CHECKS:
            progress(name)
            findings.append(finding(connection, name, sql))
        return Result(findings, totals(connection))


def finding(connection, name, sql):
    connection.execute(f"create or replace temp table differing as {sql}")
    (differences,) = connection.execute("select count(*) from differing").fetchone()
    answer = connection.execute(f"select * from differing order by all limit {EXAMPLES}")
    names = [column[0] for column in answer.description]
    examples = [
        ", ".join(f"{name} {value}" for name, value in zip(names, row)) for row in answer.fetchall()
    ]
    return Finding(name, differences, examples)


def totals(connection):
    counts = {
        "records": "from topic",
        "bronze": "from bronze_events",
        "silver": "from silver_events",
        "quarantine": "from quarantine_events",
        "windows": "from final_windows",
    }
    return {
        name: connection.execute(f"select count(*) {source}").fetchone()[0]
        for name, source in counts.items()
    }


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--topic", required=True, metavar="FILE")
    parser.add_argument("--lakehouse", required=True, metavar="FOLDER")
    given = parser.parse_args()
    result = check(given.topic, given.lakehouse)
    print(result)
    sys.exit(0 if result.equal else 1)


if __name__ == "__main__":
    main()
