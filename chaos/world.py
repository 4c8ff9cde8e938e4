"""All that a run is made of: broker, proxy, cluster, disk, shop, hostile producer, job."""

import time
from contextlib import ExitStack

import confluent_kafka
import confluent_kafka.admin
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError

import topic
from disk import Disk
from flink import TASK_MANAGERS, Cluster, free_port
from hostile import HostileProducer
from job import Job
from process import Process
from proxy import Proxy

TOPIC = "retail-events"
PARTITIONS = 4
LEDGERED = ("bronze_events", "silver_events", "quarantine_events")
READY = r"Kafka ready at ([\d.:]+)"
FILE_INTERVAL = "2s"
CHECKPOINT_MILLIS = 5_000


class World:
    """Made and ended by ``with``; nothing is left running."""

    def __init__(self, settings):
        self.settings = settings
        self.folder = settings.folder
        self.data = self.folder / "data"
        self.lakehouse = self.data / "lakehouse"
        self.disk = None
        self.openings = 0
        self._exit = ExitStack()

    def __enter__(self):
        try:
            self._open()
        except BaseException:
            self._exit.close()
            raise
        return self

    def __exit__(self, *_):
        self._exit.close()

    def _open(self):
        if self.settings.needs_disk:
            self.disk = Disk(self.folder / "disk.img", self.data, self._disk_mib()).open()
            self._exit.callback(self.disk.close)
        else:
            self.data.mkdir(parents=True)
        ports = (free_port(), free_port())
        self.bootstrap = f"127.0.0.1:{ports[0]}"
        self.proxy = Proxy(ports[1]).start()
        self.broker = self._java(
            "broker", 512, "io.retaillake.pipelines.kafka.KafkaServer",
            f"--port={ports[0]}", f"--data={self.folder / 'kafka'}",
            f"--behindProxy={ports[1]}:{self.proxy.port}",
            f"--topic={TOPIC}", f"--partitions={PARTITIONS}",
        )
        self._run(self.broker)
        self.broker.await_line(READY, 90)
        # It keeps its topic, which may have more partitions by then.
        self.broker.command = self.broker.command[:-2]
        self.hostile = HostileProducer(
            self.bootstrap, TOPIC, lambda: time.time_ns() // 1000
        )
        checkpoints = self.data / "checkpoints"
        self.cluster = Cluster(
            self.folder / "flink",
            self.settings.jar,
            {"state.checkpoints.dir": checkpoints.as_uri(), **self.settings.flink_settings},
        )
        self._exit.callback(self.cluster.stop)
        self.cluster.start()
        self.job = Job(self.cluster, self._stream_arguments(), self.folder / "job.log")
        self._exit.callback(self.job.close)
        self.job.start()

    def _stream_arguments(self):
        """Short intervals, so that much is always under way; what was asked for comes first."""
        ours = {
            "--bootstrapServers": f"127.0.0.1:{self.proxy.port}",
            "--topic": TOPIC,
            "--lakehouse": self.lakehouse,
            "--parallelism": TASK_MANAGERS,
            "--fileInterval": FILE_INTERVAL,
            "--checkpointingInterval": CHECKPOINT_MILLIS,
        }
        asked = dict(argument.split("=", 1) for argument in self.settings.stream_arguments)
        return [f"{name}={value}" for name, value in (ours | asked).items()]

    def _disk_mib(self):
        """Ample, at 300 bytes a record in tables and checkpoints."""
        return 400 + int(self.settings.rate * self.settings.minutes * 60 * 300 / 1e6)

    def _java(self, name, heap_mib, main, *arguments):
        command = [
            self.settings.java, f"-Xmx{heap_mib}m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "-cp", self.settings.classpath, main, *arguments,
        ]
        return Process(name, command, self.folder / f"{name}.log")

    def _run(self, process):
        process.start()
        self._exit.callback(process.kill)

    def open_shop(self):
        """Customers come, some late, some twice, some with nonsense; other ones each time."""
        self.openings += 1
        self.shop = self._java(
            f"shop-{self.openings}", 256, "io.retaillake.pipelines.simulate.Simulate",
            f"--bootstrapServers={self.bootstrap}", f"--topic={TOPIC}", "--live",
            f"--eventsPerSecond={self.settings.rate}",
            f"--seed={self.settings.seed * 1_000 + self.openings}",
            f"--events={self.settings.rate * 36_000}", f"--customers={self.settings.customers}",
            "--malformedShare=0.002", "--duplicateShare=0.03",
        )
        self._run(self.shop)

    def close_shop(self):
        """Ends the sending. What did not reach the topic is no loss: the topic is the truth."""
        self.shop.stop(patience=90)

    @property
    def watched(self):
        return [self.broker, *self.cluster.processes]

    def processes(self, role):
        return [self.broker] if role == "broker" else self.cluster.of(role)

    def start_again(self, process):
        if process.alive:
            return
        process.start()
        if process is self.broker:
            self.broker.await_line(READY, 120)

    def add_partitions(self, more):
        """Adds partitions to the topic; their numbers."""
        admin = confluent_kafka.admin.AdminClient({"bootstrap.servers": self.bootstrap})
        before = len(self.hostile.partitions())
        wanted = confluent_kafka.admin.NewPartitions(TOPIC, before + more)
        for future in admin.create_partitions([wanted], operation_timeout=60).values():
            future.result()
        while len(self.hostile.partitions()) < before + more:
            time.sleep(0.2)
        return list(range(before, before + more))

    def end_offsets(self):
        return topic.end_offsets(self.bootstrap, TOPIC)

    def held(self, partitions):
        """The last offset of each partition that every ledgered table holds, -1 for none."""
        tables = [
            DeltaTable(str(self.lakehouse / name)) for name in LEDGERED
        ]
        held = {}
        for partition in partitions:
            ledger = [table.transaction_version(f"{TOPIC}/{partition}") for table in tables]
            held[partition] = -1 if None in ledger else min(ledger)
        return held

    def holds(self, ends):
        """True if the tables hold all below these offsets."""
        try:
            held = self.held(ends)
        except DeltaError:
            return False
        return all(held[partition] >= end - 1 for partition, end in ends.items())
