"""The checker finds equality where there is, and each kind of fault where there is one."""

import datetime
import shutil
import tempfile
import unittest
from decimal import Decimal
from pathlib import Path

import pyarrow
import pyarrow.compute
import pyarrow.parquet
from deltalake import DeltaTable, write_deltalake

import checker
import contract
import topic

NOON = 1_790_000_040_000_000
MICROS = pyarrow.timestamp("us", "UTC")
MONEY = pyarrow.decimal128(18, 2)


def event(number, kind="page_view", seconds=0, cents=None):
    sale = dict(sku_id="sku-1", category="toys", price=abs(cents or 0), quantity=1, revenue=cents)
    return {
        **dict.fromkeys(contract.FIELDS),
        "event_id": f"id-{number}",
        "user_id": "user-1",
        "event_type": kind,
        "event_ts": NOON + seconds * 1_000_000,
        **(sale if cents else {}),
    }


# (partition, event or bytes): the second of partition 0 is a duplicate, the fourth is too late.
RECORDS = [
    (0, event(1, "purchase", 0, 1999)),
    (0, event(1, "purchase", 0, 1999)),
    (0, event(2, seconds=200)),
    (0, event(3, "purchase", 20, 700)),
    (0, b"\xffgarbage"),
    (1, event(4, "return", 5, -500)),
    (1, event(5, "purchase", 6, 501)),
]


def topic_rows():
    offsets = {}
    for partition, record in RECORDS:
        offset = offsets[partition] = offsets.get(partition, -1) + 1
        row = dict(partition=partition, offset=offset, kafka_ts=NOON // 1000 + 300_000)
        if isinstance(record, bytes):
            yield {**row, "passes": False, "raw_key": b"key", "raw_value": record}
        else:
            yield {**row, "passes": True, **record}


def time(micros):
    return datetime.datetime.fromtimestamp(micros / 1e6, datetime.timezone.utc)


def lake_row(row, arrival, silver):
    money = {name: row[name] and Decimal(row[name]).scaleb(-2) for name in ("price", "revenue")}
    when = time(row["event_ts"])
    made = {**{name: row[name] for name in contract.FIELDS}, **money, "event_ts": when}
    made.update(kafka_partition=row["partition"], kafka_offset=row["offset"])
    made.update(kafka_ts=time(row["kafka_ts"] * 1000), is_late_arrival=arrival != "on_time")
    made.update(event_year=when.year, event_month=when.month)
    if silver:
        made.update(dict.fromkeys(("session_id", "brand", "device_type", "country"), "unknown"))
        made.update(revenue=made["revenue"] or Decimal("0.00"), arrival=arrival)
        made.update(event_date=when.date())
    return made


class CheckerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp())
        rows = list(topic_rows())
        cls.topic = cls.folder / "topic.parquet"
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, topic.SCHEMA), cls.topic)
        events = [row for row in rows if row["passes"]]
        arrivals = ["on_time", "on_time", "on_time", "too_late", "on_time", "on_time"]
        cls.write("bronze_events", [lake_row(r, a, False) for r, a in zip(events, arrivals)])
        firsts = [pair for i, pair in enumerate(zip(events, arrivals)) if i != 1]
        cls.write("silver_events", [lake_row(r, a, True) for r, a in firsts])
        bad = rows[4]
        cls.write(
            "quarantine_events",
            [
                dict(
                    kafka_partition=0,
                    kafka_offset=4,
                    raw_key=bad["raw_key"],
                    raw_value=bad["raw_value"],
                )
            ],
        )
        # An early firing of the window, and its last.
        cls.write("gold_revenue_windows", [window(1999, 1, 1), window(2000, 2, 3)])

    @classmethod
    def write(cls, name, rows):
        kinds = {"event_ts": MICROS, "kafka_ts": MICROS, "window_start": MICROS}
        kinds.update(price=MONEY, revenue=MONEY)
        columns = {}
        for column in rows[0]:
            values = [row[column] for row in rows]
            kind = kinds.get(column)
            if kind is None and all(value is None for value in values):
                kind = pyarrow.string()
            columns[column] = pyarrow.array(values, kind)
        write_deltalake(str(cls.folder / "lake" / name), pyarrow.table(columns))

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def differing(self, name, change):
        """The checks that find a difference once this table was changed in a copy."""
        copy = Path(tempfile.mkdtemp(dir=self.folder)) / "lake"
        shutil.copytree(self.folder / "lake", copy)
        path = str(copy / name)
        rows = DeltaTable(path).to_pyarrow_table()
        write_deltalake(path, change(rows), mode="overwrite")
        result = checker.check(self.topic, copy)
        return {finding.name for finding in result.findings if not finding.equal}

    def test_what_is_equal_is_found_equal(self):
        result = checker.check(self.topic, self.folder / "lake")
        self.assertTrue(result.equal, str(result))
        self.assertEqual(
            dict(records=7, bronze=6, silver=5, quarantine=1, windows=1), result.totals
        )

    def test_a_row_that_is_lost_is_found_in_each_table(self):
        lose = lambda rows: rows.slice(1)
        self.assertIn(
            "each record in bronze or quarantine, once", self.differing("bronze_events", lose)
        )
        self.assertIn("each id in silver once", self.differing("silver_events", lose))
        self.assertIn(
            "each record in bronze or quarantine, once", self.differing("quarantine_events", lose)
        )

    def test_a_row_that_is_there_twice_is_found_in_each_table(self):
        double = lambda rows: pyarrow.concat_tables([rows, rows.slice(0, 1)])
        self.assertIn(
            "each record in bronze or quarantine, once", self.differing("bronze_events", double)
        )
        self.assertIn("each id in silver once", self.differing("silver_events", double))
        self.assertIn(
            "each record in bronze or quarantine, once", self.differing("quarantine_events", double)
        )

    def test_a_cent_is_found_wherever_it_is(self):
        self.assertEqual(
            {"bronze says what the topic says"}, self.differing("bronze_events", cent_more)
        )
        self.assertEqual(
            {"silver says what the topic says", "silver = windows + too late, by category"},
            self.differing("silver_events", cent_more),
        )
        self.assertEqual(
            {"windows to the cent", "silver = windows + too late, by category"},
            self.differing("gold_revenue_windows", cent_more),
        )

    def test_another_byte_another_verdict_and_a_lost_window_are_found(self):
        replace = lambda name, value: lambda rows: rows.set_column(
            rows.schema.get_field_index(name), name, pyarrow.array([value] * len(rows))
        )
        self.assertEqual(
            {"quarantine has the topic's bytes"},
            self.differing("quarantine_events", replace("raw_value", b"\xffgarbagf")),
        )
        self.assertEqual(
            {"silver says what the topic says", "silver = windows + too late, by category"},
            self.differing("silver_events", replace("arrival", "on_time")),
        )
        self.assertEqual(
            {"windows to the cent", "silver = windows + too late, by category"},
            self.differing("gold_revenue_windows", lambda rows: rows.slice(0, 0)),
        )


def window(cents, purchases, events):
    return dict(
        window_start=time(NOON),
        category="toys",
        revenue=Decimal(cents).scaleb(-2),
        purchases=purchases,
        events=events,
    )


def cent_more(rows):
    """The last row that has revenue, with a cent more."""
    revenue = rows["revenue"].to_pylist()
    last = max(i for i, value in enumerate(revenue) if value)
    revenue[last] += Decimal("0.01")
    return rows.set_column(
        rows.schema.get_field_index("revenue"), "revenue", pyarrow.array(revenue, MONEY)
    )


if __name__ == "__main__":
    unittest.main()
