"""The event's contract as another reader has it: Avro by fastavro, the rules as the contract's own
text and the manual say them. Shares no code with the pipeline."""

import io
from pathlib import Path

import fastavro

CONTRACT = (
    Path(__file__).resolve().parent.parent
    / "transforms/src/main/resources/io/retaillake/transforms/event/retail_event.avsc"
)
TYPES = {"page_view", "search", "add_to_cart", "purchase", "return", "promo_click", "wishlist"}
MOVE_MONEY = {"purchase", "return"}
YEAR_2000 = 946_684_800_000_000
YEAR_2100 = 4_102_444_800_000_000
HOUR = 3_600_000_000
MOST_CENTS = 100_000_000_000


def without_logical_types(schema):
    """Amounts and times as they are written, so that no cent passes through a rounding type."""
    if isinstance(schema, list):
        return [without_logical_types(branch) for branch in schema]
    if isinstance(schema, dict):
        kept = {k: without_logical_types(v) for k, v in schema.items() if k in ("type", "fields")}
        return {**{k: schema[k] for k in ("name", "namespace", "default") if k in schema}, **kept}
    return schema


SCHEMA = fastavro.parse_schema(without_logical_types(fastavro.schema.load_schema(CONTRACT)))
FIELDS = [field["name"] for field in SCHEMA["fields"]]


def write(event):
    """The event as bare Avro; amounts in cents."""
    out = io.BytesIO()
    amounts = {name: to_bytes(event.get(name)) for name in ("price", "revenue")}
    fastavro.schemaless_writer(out, SCHEMA, {**event, **amounts})
    return out.getvalue()


def read(value, kafka_ts_millis):
    """The event in a record's value, amounts in cents; None if it may not pass."""
    event = decode(value)
    return event if event is not None and passes(event, kafka_ts_millis * 1000) else None


def decode(value):
    if value is None:
        return None
    source = io.BytesIO(value)
    try:
        event = fastavro.schemaless_reader(source, SCHEMA)
    except (EOFError, IndexError, ValueError, OverflowError, MemoryError, TypeError, StopIteration):
        return None
    if source.tell() != len(value):
        return None
    for name in ("price", "revenue"):
        event[name] = to_cents(event[name])
    return event


def passes(event, kafka_micros):
    if any(blank(event[name]) for name in ("event_id", "user_id")):
        return False
    kind, when = event["event_type"], event["event_ts"]
    if kind not in TYPES or when is None:
        return False
    if not YEAR_2000 <= when < YEAR_2100 or when > kafka_micros + HOUR:
        return False
    price, quantity, revenue = event["price"], event["quantity"], event["revenue"]
    if price is not None and not 0 <= price <= MOST_CENTS:
        return False
    if quantity is not None and quantity < 0:
        return False
    if kind not in MOVE_MONEY:
        return not revenue
    if any(blank(event[name]) for name in ("sku_id", "category")):
        return False
    if price is None or quantity is None or revenue is None or abs(revenue) > MOST_CENTS:
        return False
    return revenue > 0 if kind == "purchase" else revenue < 0


def blank(text):
    return text is None or not text.strip()


def to_bytes(cents):
    if cents is None:
        return None
    return cents.to_bytes((cents.bit_length() + 8) // 8, "big", signed=True)


def to_cents(unscaled):
    return None if unscaled is None else int.from_bytes(unscaled, "big", signed=True)
