"""How long records took from Kafka's time of them to their verdict, for each rate of a live stream.

    python latency_by_rate.py <lakehouse> <file with a line "rate from to" a step, seconds since 1970>

Leaves out the first ten seconds of each step, in which its shop starts.
"""

import sys
from pathlib import Path

import duckdb
from deltalake import DeltaTable

START_SECONDS = 10


def main(lakehouse, steps):
    files = DeltaTable(str(lakehouse / "bronze_events")).file_uris()
    print(f"{'asked for':>10} {'came':>10} {'p50':>8} {'p99':>8} {'p99.9':>8} {'most':>8}")
    for line in steps.read_text().splitlines():
        rate, begin, end = (int(word) for word in line.split())
        count, quantiles, most = duckdb.sql(
            "select count(*), quantile_disc(flink_latency_ms, [0.5, 0.99, 0.999]), max(flink_latency_ms)"
            " from read_parquet(?, hive_partitioning = false)"
            " where epoch(kafka_ts) between ? and ?",
            params=[files, begin + START_SECONDS, end],
        ).fetchone()
        came = count / (end - begin - START_SECONDS)
        figures = " ".join(f"{value:>5,} ms" for value in [*quantiles, most])
        print(f"{rate:>8,}/s {came:>8,.0f}/s {figures}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
