"""How long records took from Kafka's time of them to their verdict, by bronze's own column."""

QUANTILES = (0.5, 0.99, 0.999)
STRETCH_MILLIS = 10_000


def percentiles(connection, outside=()):
    """p50, p99, p99.9 and max in milliseconds, and of how many records; without those that Kafka
    took within one of the spans (seconds since the epoch)."""
    found = connection.execute(
        f"""
        select quantile_disc(flink_latency_ms, {list(QUANTILES)}), max(flink_latency_ms), count(*)
        from ({records(connection, outside)})
        """
    ).fetchone()
    quantiles, most, count = found
    return (*(quantiles or (0, 0, 0)), most or 0, count)


def stretches(connection, outside):
    """The p99 in milliseconds of each ten seconds, as far as they lie outside the spans, sorted."""
    rows = connection.execute(
        f"""
        select quantile_disc(flink_latency_ms, 0.99)
        from ({records(connection, outside)})
        group by epoch_ms(kafka_ts) // {STRETCH_MILLIS}
        order by 1
        """
    ).fetchall()
    return [p99 for (p99,) in rows]


def records(connection, outside):
    """A query of bronze's records outside the spans."""
    connection.execute("create or replace temp table spans (a double, b double)")
    if outside:
        connection.executemany("insert into spans values (?, ?)", list(outside))
    return """
        select kafka_ts, flink_latency_ms from bronze_events
        where not exists (
          select 1 from spans where epoch_ms(kafka_ts) between a * 1000 and b * 1000)
        """
