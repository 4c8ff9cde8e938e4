"""A plain consumer: writes all that a topic holds into a Parquet file, decoded by the contract.

One row a record: partition, offset, kafka_ts (milliseconds), passes, the event's fields if it may
pass (amounts in cents), else key and value as they are.
"""

import confluent_kafka
import pyarrow
import pyarrow.parquet

import contract

NUMBERS = {
    "event_ts": pyarrow.int64(),
    "price": pyarrow.int64(),
    "quantity": pyarrow.int32(),
    "revenue": pyarrow.int64(),
}
SCHEMA = pyarrow.schema(
    [
        ("partition", pyarrow.int32()),
        ("offset", pyarrow.int64()),
        ("kafka_ts", pyarrow.int64()),
        ("passes", pyarrow.bool_()),
    ]
    + [(name, NUMBERS.get(name, pyarrow.string())) for name in contract.FIELDS]
    + [("raw_key", pyarrow.binary()), ("raw_value", pyarrow.binary())]
)
BATCH = 20_000
PATIENCE_SECONDS = 60


def consumer(bootstrap):
    return confluent_kafka.Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": "chaos-checker",
            "enable.auto.commit": False,
            "auto.offset.reset": "error",
            "fetch.message.max.bytes": 4 << 20,
            "log_level": 2,
        }
    )


def end_offsets(bootstrap, topic):
    """The offset that the next record of each partition will get."""
    client = consumer(bootstrap)
    try:
        partitions = client.list_topics(topic, timeout=PATIENCE_SECONDS).topics[topic].partitions
        return {
            partition: client.get_watermark_offsets(
                confluent_kafka.TopicPartition(topic, partition), timeout=PATIENCE_SECONDS
            )[1]
            for partition in sorted(partitions)
        }
    finally:
        client.close()


def dump(bootstrap, topic, ends, file, progress=lambda records: None):
    """Writes the records below these offsets; how many."""
    client = consumer(bootstrap)
    written = 0
    try:
        client.assign(
            [confluent_kafka.TopicPartition(topic, p, 0) for p, end in ends.items() if end > 0]
        )
        left = {p: end for p, end in ends.items() if end > 0}
        with pyarrow.parquet.ParquetWriter(file, SCHEMA) as out:
            while left:
                messages = client.consume(BATCH, timeout=PATIENCE_SECONDS)
                if not messages:
                    raise OSError(f"the topic gave nothing for {PATIENCE_SECONDS} s; left: {left}")
                rows = [row(message) for message in messages if is_below(message, left)]
                out.write_table(pyarrow.Table.from_pylist(rows, SCHEMA))
                written += len(rows)
                progress(written)
    finally:
        client.close()
    return written


def is_below(message, left):
    """Whether the record is wanted; takes note of a partition that has come to its end."""
    if message.error():
        raise confluent_kafka.KafkaException(message.error())
    end = left.get(message.partition(), 0)
    if message.offset() >= end - 1:
        left.pop(message.partition(), None)
    return message.offset() < end


def row(message):
    kafka_ts = message.timestamp()[1]
    event = contract.read(message.value(), kafka_ts)
    place = {
        "partition": message.partition(),
        "offset": message.offset(),
        "kafka_ts": kafka_ts,
        "passes": event is not None,
    }
    if event is not None:
        return {**place, **event}
    return {**place, "raw_key": message.key(), "raw_value": message.value()}
