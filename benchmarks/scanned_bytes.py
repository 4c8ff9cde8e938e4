"""Says what revenue by category and month reads, raw and from the view.

    python scanned_bytes.py <lakehouse> <warehouse.duckdb>

Raw it is the compressed columns of silver's files that the statement names; the view's table is read
as a whole, and told in rows.
"""

import sys

import duckdb

COLUMNS = ("category", "event_type", "event_date", "revenue")


def main(lakehouse, warehouse):
    files = f"{lakehouse}/silver_events/**/*.parquet"
    raw, rows = duckdb.execute(
        "select sum(total_compressed_size), (select sum(num_rows) from parquet_file_metadata(?))"
        " from parquet_metadata(?) where path_in_schema in ?",
        [files, files, COLUMNS],
    ).fetchone()
    with duckdb.connect(warehouse, read_only=True) as file:
        (kept,) = file.execute("select count(*) from retail.mv_revenue_by_category_month").fetchone()
    print(f"raw reads {raw:,} bytes of {rows:,} rows; the view has {kept:,} rows")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
