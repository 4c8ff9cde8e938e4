"""How long records and windows of a live stream took, read from its tables and their logs.

    python live_latency.py <lakehouse> <events a second> <seconds to look at>

Looks at the last so many seconds of events, so that a JVM that warms up does not count.
"""

import json
import os
import sys
from pathlib import Path

import duckdb

OUT_OF_ORDERNESS_SECONDS = 2.0


def percentiles(name, unit, values):
    values = sorted(values)
    at = lambda share: values[min(len(values) - 1, int(share * len(values)))]
    print(f"{name:<44} n {len(values):>8,}   p50 {at(0.5):,.0f}   p99 {at(0.99):,.0f}   max {values[-1]:,.0f} {unit}")


def commits(table):
    """Each commit's files and the time at which readers could see it: its log entry's."""
    for entry in sorted((table / "_delta_log").glob("*.json")):
        files = []
        for line in entry.read_text().splitlines():
            action = json.loads(line)
            if "add" in action:
                files.append(str(table / action["add"]["path"]))
        if files:
            yield os.stat(entry).st_mtime, files


def main(lakehouse, rate, seconds):
    silver = lakehouse / "silver_events"
    files = [file for _, added in commits(silver) for file in added]
    records = duckdb.sql(
        "select epoch(event_ts) as t, flink_latency_ms from read_parquet(?, hive_partitioning = false)",
        params=[files],
    ).fetchall()
    last = max(t for t, _ in records)
    first = last - seconds
    looked_at = [latency for t, latency in records if t >= first]
    print(f"{rate:,} events/s asked for, {len(looked_at) / seconds:,.0f}/s seen in silver over {seconds} s")
    percentiles("Kafka's time to the end of AdmitEvents", "ms", looked_at)
    slow_seconds = sorted({int(t - first) for t, latency in records if t >= first and latency > 200})
    print(f"  seconds with a record over 200 ms: {slow_seconds or 'none'}")

    windows = {}
    for seen_at, added in commits(lakehouse / "gold_revenue_windows"):
        for end, category in duckdb.sql(
            "select epoch(window_end), category from read_parquet(?) where pane_timing = 'ON_TIME'", params=[added]
        ).fetchall():
            windows.setdefault((end, category), seen_at)
    delays = [
        1000 * (seen_at - end - OUT_OF_ORDERNESS_SECONDS)
        for (end, _), seen_at in windows.items()
        if first <= end <= last - OUT_OF_ORDERNESS_SECONDS
    ]
    percentiles("watermark behind a window to row in the table", "ms", delays)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
