"""The harness's own producer: events with skewed clocks, records that are no events, floods of
doubles. What it sends it does not remember: the checker asks the topic."""

import confluent_kafka

import contract

CATEGORIES = ("electronics", "fashion", "grocery", "toys")
DOUBLES = 200
HUGE_BYTES = 700_000


class HostileProducer:
    """Sends to any partition of a topic; every record is in the topic when a method returns."""

    def __init__(self, bootstrap, topic, clock_micros):
        self.topic = topic
        self.clock_micros = clock_micros
        self.made = 0
        self._producer = confluent_kafka.Producer(
            {
                "bootstrap.servers": bootstrap,
                "enable.idempotence": True,
                "delivery.timeout.ms": 180_000,
                "message.max.bytes": 1_000_000,
                "linger.ms": 20,
                "log_level": 2,
            }
        )
        self._failures = []

    def partitions(self):
        return sorted(self._producer.list_topics(self.topic, timeout=60).topics[self.topic].partitions)

    def skewed(self, random, partition, count, skew_seconds):
        """Events of a shop whose clock is wrong by so many seconds."""
        for _ in range(count):
            event = self._event(random, skew_seconds + random.uniform(-1, 1))
            self._send(partition, event["user_id"].encode(), contract.write(event))
        self._flush()

    def poison(self, random, partition, count):
        """Records that can't be accepted, of every kind, among some that can."""
        kinds = list(POISONS)
        for number in range(count):
            event = self._event(random)
            key, value = POISONS[kinds[number % len(kinds)]](random, event)
            self._send(partition, key, value)
            self._send(partition, event["user_id"].encode(), contract.write(event))
        self._flush()

    def doubles(self, random, partition, events, times):
        """So many events, each so many times, shuffled; some copies with another clock's time."""
        copies = []
        for _ in range(events):
            event = self._event(random)
            copies += [event] * (times - 2)
            copies.append({**event, "event_ts": event["event_ts"] - 90_000_000})
            copies.append({**event, "event_id": f" {event['event_id']}\t"})
        random.shuffle(copies)
        for event in copies:
            self._send(partition, event["user_id"].encode(), contract.write(event))
        self._flush()

    def close_windows(self, ahead_seconds):
        """An event a partition, later than all others, after which every window is over."""
        for partition in self.partitions():
            event = {**self._blank(), "event_ts": self.clock_micros() + ahead_seconds * 1_000_000}
            self._send(partition, b"closing", contract.write(event))
        self._flush()

    def _blank(self):
        self.made += 1
        return {
            **dict.fromkeys(contract.FIELDS),
            "event_id": f"chaos-{self.clock_micros()}-{self.made}",
            "user_id": f"chaos-{self.made % 50}",
            "event_type": "page_view",
        }

    def _event(self, random, skew_seconds=0.0):
        event = {
            **self._blank(),
            "event_ts": self.clock_micros() + round(skew_seconds * 1e6),
            "device_type": random.choice(("mobile", "desktop", None)),
            "country": random.choice(("DE", "US", None)),
        }
        if random.random() < 0.6:
            cents = random.randint(1, 99_999)
            is_return = random.random() < 0.2
            event.update(
                event_type="return" if is_return else "purchase",
                sku_id=f"sku-{random.randint(1, 99)}",
                category=random.choice(CATEGORIES),
                brand=random.choice(("north", None)),
                price=cents,
                quantity=1,
                revenue=-cents if is_return else cents,
            )
        return event

    def _send(self, partition, key, value):
        while True:
            try:
                self._producer.produce(
                    self.topic, value, key, partition, on_delivery=self._delivered
                )
                break
            except BufferError:
                self._producer.poll(1)
        self._producer.poll(0)

    def _delivered(self, error, _):
        if error:
            self._failures.append(error)

    def _flush(self):
        self._producer.flush()
        if self._failures:
            raise OSError(f"a record could not be sent: {self._failures[0]}")


def truncated(random, event):
    whole = contract.write(event)
    return whole[: random.randint(1, len(whole) - 1)]


POISONS = {
    "garbage": lambda random, event: (b"k", random.randbytes(random.randint(1, 400))),
    "truncated": lambda random, event: (b"k", truncated(random, event)),
    "trailing": lambda random, event: (b"k", contract.write(event) + b"\0"),
    "no value": lambda random, event: (b"k", None),
    "no key": lambda random, event: (None, random.randbytes(20)),
    "no key and no value": lambda random, event: (None, None),
    "empty": lambda random, event: (b"", b""),
    "huge": lambda random, event: (b"k", random.randbytes(HUGE_BYTES)),
    "huge text": lambda random, event: (
        b"k",
        contract.write({**event, "session_id": "x" * HUGE_BYTES}),
    ),
    "text of wild length": lambda random, event: (b"k", b"\x02\xfe\xff\xff\xff\x0f" + b"x" * 9),
    "no id": lambda random, event: (b"k", contract.write({**event, "event_id": "  "})),
    "no time": lambda random, event: (b"k", contract.write({**event, "event_ts": None})),
    "two hours ahead": lambda random, event: (
        b"k",
        contract.write({**event, "event_ts": event["event_ts"] + 7_200_000_000}),
    ),
    "too much money": lambda random, event: (
        b"k",
        contract.write(
            {
                **event,
                "event_type": "purchase",
                "sku_id": "sku-1",
                "category": "toys",
                "price": 1,
                "quantity": 1,
                "revenue": contract.MOST_CENTS + 1,
            }
        ),
    ),
}
