"""A run from its first record to the checker's verdict."""

import threading
import time
from dataclasses import dataclass, field

from deltalake.exceptions import DeltaError

import checker
import latency
import topic
from plan import plan
from watch import Watch
from world import TOPIC, World

FIRST_COMMIT_SECONDS = 600
SETTLE_SECONDS = 600
PATIENCE_SECONDS = 90
CLOSING_AHEAD_SECONDS = 3_300
QUIET_AT_THE_END = 20


@dataclass
class Outcome:
    """What a run was like."""

    settings: object
    started: float
    began: float = 0
    strikes: list = field(default_factory=list)
    ends: dict = field(default_factory=dict)
    result: object = None
    jobs: list = field(default_factory=list)
    broken: list = field(default_factory=list)
    memory: list = field(default_factory=list)
    checkpoints: list = field(default_factory=list)
    latency_all: tuple = ()
    latency_calm: tuple = ()
    stretches_calm: list = field(default_factory=list)
    settled_seconds: float = 0
    problems: list = field(default_factory=list)

    @property
    def ok(self):
        return self.result is not None and self.result.equal and not self.problems


class Run:
    """One run; ``tell`` takes lines for a person to read."""

    def __init__(self, settings, tell):
        self.settings = settings
        self.tell = tell
        self.outcome = Outcome(settings, time.time())

    def run(self):
        with World(self.settings) as world:
            self.tell(f"cluster ready, JobManager at {world.cluster.rest.base}")
            world.open_shop()
            self._await(lambda: self._has_first_commit(world), FIRST_COMMIT_SECONDS, "a first commit")
            self.outcome.began = time.time()
            watch = Watch(world.watched, world.job).start()
            try:
                self._strike(world)
                self._settle(world)
            finally:
                watch.close()
                world.job.close()
                self.outcome.jobs = world.job.starts
                self.outcome.broken = watch.broken
                self.outcome.memory = watch.memory
                self.outcome.checkpoints = watch.checkpoints
            self._recovered(watch)
            self._check(world)
        return self.outcome

    def _has_first_commit(self, world):
        try:
            return any(held >= 0 for held in world.held(range(4)).values())
        except DeltaError:
            return False

    def _strike(self, world):
        seconds = self.settings.minutes * 60
        strikes = plan(
            self.settings.faults,
            self.settings.seed,
            max(1, seconds - QUIET_AT_THE_END),
            self.settings.every,
        )
        begin = time.monotonic()
        threads = []
        for strike in strikes:
            self._sleep_until(begin + strike.second, world)
            if strike.patient:
                self._await(lambda: world.job.is_healthy, PATIENCE_SECONDS, None)
            thread = threading.Thread(target=self._one, args=(world, strike), daemon=True)
            thread.start()
            threads.append(thread)
        self._sleep_until(begin + seconds, world)
        for thread in threads:
            thread.join(240)
            if thread.is_alive():
                self.outcome.problems.append("a fault did not come to its end")

    def _one(self, world, strike):
        at = time.time()
        try:
            did = strike.fault.strike(world, strike.random())
        except Exception as error:
            did = f"FAILED: {error!r}"
            self.outcome.problems.append(f"{strike.fault.name}: {error!r}")
        record = {"at": at, "until": time.time(), "fault": strike.fault.name, "did": did}
        self.outcome.strikes.append(record)
        self.tell(f"{strike.fault.name}: {did}")

    def _sleep_until(self, moment, world):
        while (left := moment - time.monotonic()) > 0:
            time.sleep(min(left, 5))
            if not world.shop.alive:
                self.tell(f"the shop gave up and opens again: {world.shop.tail(1)}")
                world.open_shop()
            self.tell.progress(f"{max(0, moment - time.monotonic()):4.0f} s to the next fault")

    def _settle(self, world):
        world.close_shop()
        world.hostile.close_windows(CLOSING_AHEAD_SECONDS)
        self.outcome.ends = world.end_offsets()
        self.tell(f"{sum(self.outcome.ends.values()):,} records on the topic, waiting for the tables")
        begin = time.monotonic()
        self._await(lambda: world.holds(self.outcome.ends), SETTLE_SECONDS, "the last record")
        # Windows may still be told; that they are not is for the checker to say.
        self._await(lambda: windows_are_told(world.lakehouse), 90, None)
        self.outcome.settled_seconds = time.monotonic() - begin

    def _recovered(self, watch):
        for strike in self.outcome.strikes:
            strike["recovered"] = max(strike["until"], watch.recovered_after(strike["at"]))
        self.outcome.strikes.sort(key=lambda strike: strike["at"])

    def _check(self, world):
        world.cluster.stop()
        file = self.settings.folder / "topic.parquet"
        topic.dump(
            world.bootstrap, TOPIC, self.outcome.ends, file,
            lambda records: self.tell.progress(f"{records:,} records read from the topic"),
        )
        self.outcome.result = checker.check(
            file, world.lakehouse, self.settings.folder, self.tell.progress
        )
        with checker.connect(world.lakehouse) as connection:
            self.outcome.latency_all = latency.percentiles(connection)
            # A job that restarts judges what came since its last checkpoint once more.
            calm = self.settings.calm
            spans = [(s["at"] - calm, s["recovered"] + calm) for s in self.outcome.strikes]
            spans.append((0, self.outcome.began + calm))
            self.outcome.latency_calm = latency.percentiles(connection, spans)
            self.outcome.stretches_calm = latency.stretches(connection, spans)

    def _await(self, holds, seconds, what):
        begin = time.monotonic()
        while not holds():
            waited = time.monotonic() - begin
            if waited > seconds:
                if what:
                    raise TimeoutError(f"waited {seconds} s in vain for {what}")
                return
            self.tell.progress(f"waiting for {what or 'windows'}, {waited:.0f} s")
            time.sleep(1.5)


def windows_are_told(lakehouse):
    """True if the windows show as many sales as silver has in time."""
    with checker.connect(lakehouse) as connection:
        (shown,) = connection.execute(
            "select coalesce(sum(events), 0) from (select max(events) as events from"
            " gold_revenue_windows group by window_start, category)"
        ).fetchone()
        (sold,) = connection.execute(
            "select count(*) from silver_events where arrival <> 'too_late'"
            " and event_type in ('purchase', 'return')"
        ).fetchone()
    return shown == sold
