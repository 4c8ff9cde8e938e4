"""Changes a Delta table as another engine would, by delta-rs, and prints what delta-rs says of it.

    python change_table.py <path> append <first> <last>     rows of these offsets
    python change_table.py <path> delete <predicate>
    python change_table.py <path> merge <first> <last>      revenue 99.99 where the offset is there,
                                                            new rows where it is not
    python change_table.py <path> optimize | zorder | vacuum | checkpoint

The table has the columns kafka_partition, kafka_offset, user_id, event_ts, revenue and month.
"""

import json
import sys
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pyarrow as pa
import witness
from deltalake import DeltaTable, write_deltalake

SCHEMA = pa.schema(
    [
        pa.field("kafka_partition", pa.int32(), nullable=False),
        pa.field("kafka_offset", pa.int64(), nullable=False),
        pa.field("user_id", pa.string()),
        pa.field("event_ts", pa.timestamp("us", tz="UTC")),
        pa.field("revenue", pa.decimal128(18, 2)),
        pa.field("month", pa.string()),
    ]
)


def rows(first, last, revenue=None):
    start = datetime(2025, 1, 1, tzinfo=timezone.utc)
    return pa.Table.from_pylist(
        [
            {
                "kafka_partition": 7,
                "kafka_offset": offset,
                "user_id": None if offset % 5 == 0 else f"user-{offset % 10}",
                "event_ts": start + timedelta(microseconds=offset),
                "revenue": revenue or Decimal(offset) / 100,
                "month": "2025-01" if offset % 2 else None,
            }
            for offset in range(first, last + 1)
        ],
        schema=SCHEMA,
    )


def change(path, action, *arguments):
    table = DeltaTable(path)
    if action == "append":
        first, last = map(int, arguments)
        write_deltalake(table, rows(first, last), mode="append")
        return None
    if action == "delete":
        return table.delete(arguments[0])
    if action == "merge":
        first, last = map(int, arguments)
        return (
            table.merge(
                rows(first, last, Decimal("99.99")),
                predicate="t.kafka_offset = s.kafka_offset",
                source_alias="s",
                target_alias="t",
            )
            .when_matched_update({"revenue": "s.revenue"})
            .when_not_matched_insert_all()
            .execute()
        )
    if action == "optimize":
        return table.optimize.compact()
    if action == "zorder":
        return table.optimize.z_order(["user_id", "event_ts"])
    if action == "vacuum":
        return table.vacuum(retention_hours=0, enforce_retention_duration=False, dry_run=False)
    if action == "checkpoint":
        return table.create_checkpoint()
    raise SystemExit(__doc__)


if __name__ == "__main__":
    witness.answer(json.loads(json.dumps(change(*sys.argv[1:]), default=str)))
