"""Makes a large shop of a small one: adds copies of all rows of a silver table, each under events of
its own, and with each customer's events dealt out to ten.

    python many_customers.py <silver_events> <copies>
"""

import os
import sys

import duckdb
from deltalake import DeltaTable, write_deltalake

AT_ONCE = 50

path, copies = sys.argv[1], int(sys.argv[2])
table = DeltaTable(path)
connection = duckdb.connect()
connection.execute("set timezone = 'UTC'")
connection.register("silver", table.to_pyarrow_dataset())
connection.execute("create table original as from silver")
for first in range(0, copies, AT_ONCE):
    rows = connection.execute(
        """
        select original.* replace (
            concat_ws('-', user_id, copy, hash(event_id) % 10) as user_id,
            concat_ws('-', event_id, copy) as event_id,
            concat_ws('-', session_id, copy) as session_id)
        from original, range(?, ?) as copies (copy)
        """,
        [first, min(first + AT_ONCE, copies)],
    ).to_arrow_reader(500_000)
    write_deltalake(table, rows, mode="append")
# At once: native threads of the readers can hang in an interpreter that shuts down in the usual way.
os._exit(0)
