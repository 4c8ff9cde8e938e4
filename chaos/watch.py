"""Looks at the run while it lasts: the memory of each process, the job's checkpoints, and when it
was whole."""

import threading
import time

PAUSE_SECONDS = 0.5
SAMPLE_EVERY = 5.0


class Watch:
    """Samples until it is closed. Times are seconds since the epoch."""

    def __init__(self, processes, job):
        self.processes = processes
        self.job = job
        self.memory = []
        self.checkpoints = []
        self.broken = []
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self):
        self._thread.start()
        return self

    def close(self):
        self._closing.set()
        self._thread.join()

    def unhealthy(self, start, end):
        """How many seconds of a span the job was not whole."""
        return sum(min(end, b) - max(start, a) for a, b in self.broken if b > start and a < end)

    def recovered_after(self, moment):
        """When the job was whole again, as far as it was broken within 20 s of this moment."""
        for start, end in self.broken:
            if start - 20 <= moment <= end or moment <= start <= moment + 20:
                return end
        return moment

    def _run(self):
        due = 0.0
        since = None
        while not self._closing.wait(PAUSE_SECONDS):
            now = time.time()
            healthy = self.job.is_healthy
            if not healthy and since is None:
                since = now
            if healthy and since is not None:
                self.broken.append((since, now))
                since = None
            if now >= due:
                due = now + SAMPLE_EVERY
                self._sample(now)
        if since is not None:
            self.broken.append((since, time.time()))

    def _sample(self, now):
        for process in self.processes:
            resident = process.resident_mib()
            if resident is not None:
                self.memory.append((now, process.name, process.runs, resident))
        done = self.job.checkpoint()
        if done is not None:
            sample = (done["trigger_timestamp"] / 1000, done["state_size"], done["end_to_end_duration"])
            if not self.checkpoints or self.checkpoints[-1] != sample:
                self.checkpoints.append(sample)
