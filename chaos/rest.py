"""Flink's REST interface, as far as an operator needs it."""

import json
import time
import urllib.error
import urllib.request

RUNNING = "RUNNING"
ENDED = ("FAILED", "CANCELED", "FINISHED")


class Rest:
    """Asks the JobManager at this port; every answer is None while it does not give one."""

    def __init__(self, port):
        self.base = f"http://127.0.0.1:{port}"

    def get(self, path):
        return self._ask(path, "GET")

    def jobs(self):
        answer = self.get("/jobs/overview")
        return None if answer is None else answer["jobs"]

    def task_managers(self):
        answer = self.get("/taskmanagers")
        return [] if answer is None else answer["taskmanagers"]

    def job(self, job_id):
        return self.get(f"/jobs/{job_id}")

    def cancel(self, job_id):
        self._ask(f"/jobs/{job_id}?mode=cancel", "PATCH")

    def is_healthy(self, job_id):
        """True if the job runs with every one of its tasks."""
        job = self.job(job_id)
        if job is None or job["state"] != RUNNING:
            return False
        return all(vertex["status"] == RUNNING for vertex in job["vertices"])

    def checkpoint(self, job_id):
        """The checkpoint that the job completed last; None if there is none."""
        answer = self.get(f"/jobs/{job_id}/checkpoints")
        return None if answer is None else answer["latest"]["completed"]

    def failure(self, job_id):
        """The failure that the job had last, as text."""
        answer = self.get(f"/jobs/{job_id}/exceptions?maxExceptions=1")
        return "" if answer is None else str(answer.get("root-exception") or "")

    def await_task_managers(self, count, seconds):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if len(self.task_managers()) >= count:
                return
            time.sleep(0.3)
        raise TimeoutError(f"the cluster did not have {count} TaskManagers within {seconds} s")

    def _ask(self, path, method):
        request = urllib.request.Request(self.base + path, method=method)
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                return json.loads(answer.read() or b"{}")
        except (urllib.error.URLError, OSError, ValueError):
            return None
