"""Appends the silver rows of a lakehouse several times over to another, which is made if need be.

    python scale_silver.py <lakehouse> <other lakehouse> <first copy> <last copy>

Every copy has event ids, customers and sessions of its own, and the same times, categories and
amounts. A copy is a commit.
"""

import sys

import deltalake
import pyarrow as pa
import pyarrow.compute as pc


def copy(rows, number):
    suffix = pa.scalar(f"-{number}")
    for column in ("event_id", "user_id", "session_id"):
        place = rows.schema.get_field_index(column)
        values = pc.binary_join_element_wise(
            rows[column].cast(pa.string()), suffix.cast(pa.string()), ""
        )
        rows = rows.set_column(place, rows.schema.field(place).with_type(pa.string()), values)
    return rows


def main(source, target, first, last):
    old = deltalake.DeltaTable(f"{source}/silver_events")
    rows = old.to_pyarrow_table()
    new = deltalake.DeltaTable.create(
        f"{target}/silver_events",
        schema=old.schema(),
        partition_by=old.metadata().partition_columns,
        name=old.metadata().name,
        mode="ignore",
    )
    for number in range(first, last + 1):
        deltalake.write_deltalake(new, copy(rows, number), mode="append")
    print(f"{rows.num_rows * (last - first + 1):,} rows more in {target}/silver_events")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
