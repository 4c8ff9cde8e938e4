"""How long records took from Kafka's time of them to their verdict, by bronze's own column."""

QUANTILES = (0.5, 0.99, 0.999)


def percentiles(connection, outside=()):
    """p50, p99, p99.9 and max in milliseconds, and of how many records; without those that Kafka
    took within one of the spans (seconds since the epoch)."""
    connection.execute("create or replace temp table spans (a double, b double)")
    if outside:
        connection.executemany("insert into spans values (?, ?)", list(outside))
    found = connection.execute(
        f"""
        select quantile_disc(flink_latency_ms, {list(QUANTILES)}), max(flink_latency_ms), count(*)
        from bronze_events
        where not exists (
          select 1 from spans where epoch_ms(kafka_ts) between a * 1000 and b * 1000)
        """
    ).fetchone()
    quantiles, most, count = found
    return (*(quantiles or (0, 0, 0)), most or 0, count)
