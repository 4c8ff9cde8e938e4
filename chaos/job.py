"""The stream's job and its operator: submits it, and starts it again from the tables when it has
ended, as a person or a script on call would."""

import contextlib
import os
import signal
import subprocess
import threading
import time

import rest

# What the stream says when only a start from the tables helps.
TABLES_ONLY = "start again from the tables"
SUBMIT_SECONDS = 400
CLIENT_SECONDS = 150


class Job:
    """At most one job on the cluster."""

    def __init__(self, cluster, arguments, log):
        self.cluster = cluster
        self.arguments = arguments
        self.log = log
        self.id = None
        self.starts = []
        self.told = []
        self._lock = threading.RLock()
        self._watcher = threading.Thread(target=self._watch, name="operator", daemon=True)
        self._closing = threading.Event()

    def start(self):
        self._submit("LEDGER", "the first start")
        self._watcher.start()

    def start_again(self, start_from):
        """Ends the job and starts it with nothing but the tables."""
        with self._lock:
            self._end()
            self._submit(start_from, "asked for")

    def close(self):
        self._closing.set()
        if self._watcher.is_alive():
            self._watcher.join()

    @property
    def is_healthy(self):
        return self.id is not None and self.cluster.rest.is_healthy(self.id)

    def checkpoint(self):
        return None if self.id is None else self.cluster.rest.checkpoint(self.id)

    def _watch(self):
        while not self._closing.wait(1):
            with self._lock:
                why = self._why_start_again()
                if why:
                    self._end()
                    self._submit("LEDGER", why)

    def _why_start_again(self):
        jobs = self.cluster.rest.jobs()
        if jobs is None or self.id is None:
            return None
        for job in jobs:
            if job["jid"] != self.id and job["state"] not in rest.ENDED:
                # A start that was given up came through after all.
                self.cluster.rest.cancel(job["jid"])
        state = next((job["state"] for job in jobs if job["jid"] == self.id), None)
        if state is None:
            # Only a leader that has been one for a while knows all its jobs.
            time.sleep(10)
            known = self.cluster.rest.jobs()
            gone = known is not None and all(job["jid"] != self.id for job in known)
            return "the job was gone" if gone else None
        if state in rest.ENDED:
            return f"the job had ended, {state}: {first_line(self.cluster.rest.failure(self.id))}"
        if state != rest.RUNNING or not self.is_healthy:
            failure = self.cluster.rest.failure(self.id)
            if TABLES_ONLY in failure:
                return next(line for line in failure.splitlines() if TABLES_ONLY in line).strip()
        return None

    def _end(self):
        deadline = time.monotonic() + SUBMIT_SECONDS
        while time.monotonic() < deadline:
            jobs = self.cluster.rest.jobs()
            if jobs is not None and all(job["state"] in rest.ENDED for job in jobs):
                self.id = None
                return
            for job in jobs or ():
                if job["state"] not in rest.ENDED:
                    self.cluster.rest.cancel(job["jid"])
            time.sleep(0.5)
        raise TimeoutError(f"the job did not end within {SUBMIT_SECONDS} s")

    def _submit(self, start_from, why):
        """Tries until the cluster runs it: broker or cluster may be down just now."""
        deadline = time.monotonic() + SUBMIT_SECONDS
        arguments = self.arguments + [f"--startFrom={start_from}"]
        self.starts.append((time.time(), start_from, why))
        while True:
            if self._is_submitted(arguments):
                return
            if time.monotonic() > deadline:
                raise TimeoutError(f"the job could not be started, see {self.log}")
            time.sleep(2)

    def _is_submitted(self, arguments):
        """Runs the client until the cluster has the job; the client may stay or end, as it likes."""
        with self.log.open("ab") as out:
            client = subprocess.Popen(
                self.cluster.submit_command(arguments),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        try:
            deadline = time.monotonic() + CLIENT_SECONDS
            while time.monotonic() < deadline:
                ended = client.poll() is not None
                jobs = self.cluster.rest.jobs() or ()
                running = [job["jid"] for job in jobs if job["state"] not in rest.ENDED]
                if running:
                    self.id = running[0]
                    return True
                if ended:
                    return False
                time.sleep(0.5)
            return False
        finally:
            # The script and the JVM that it has started.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(client.pid, signal.SIGKILL)
            client.wait()


def first_line(text):
    return text.splitlines()[0][:200] if text else "no reason told"
