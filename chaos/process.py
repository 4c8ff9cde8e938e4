"""A program that the harness runs, kills, pauses and starts again."""

import os
import re
import signal
import subprocess
import time
from pathlib import Path



class Victim:
    """A running program, by its process id: what can be done to it from outside."""

    name = ""
    runs = 0
    pid = None

    @property
    def alive(self):
        return self.pid is not None

    def pause(self):
        """SIGSTOP: it stands still, its connections stay open."""
        self.signal(signal.SIGSTOP)

    def resume(self):
        self.signal(signal.SIGCONT)

    def signal(self, number):
        if self.alive:
            os.kill(self.pid, number)

    def resident_mib(self):
        """Its resident memory now, or None if it does not run."""
        try:
            status = Path(f"/proc/{self.pid}/status").read_text()
        except OSError:
            return None
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        return int(found.group(1)) / 1024 if found else None


class Process(Victim):
    """A program with a name, a command and a log that its runs share.

    It may be started again after it has ended. Its process group is its own, so that Ctrl-C reaches
    the harness alone, which ends its children in order.
    """

    def __init__(self, name, command, log):
        self.name = name
        self.command = [str(part) for part in command]
        self.log = Path(log)
        self._child = None

    def start(self):
        with self.log.open("ab") as out:
            self._child = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.runs += 1

    @property
    def pid(self):
        return self._child.pid if self._child and self._child.poll() is None else None

    @property
    def exit_code(self):
        return self._child.poll() if self._child else None

    def kill(self):
        """SIGKILL: no hook runs, nothing is flushed."""
        self.signal(signal.SIGKILL)
        if self._child:
            self._child.wait()

    def stop(self, patience):
        """SIGTERM, and SIGKILL if that is not enough."""
        self.signal(signal.SIGTERM)
        try:
            self._child.wait(patience)
        except subprocess.TimeoutExpired:
            self.kill()

    def await_line(self, pattern, seconds):
        """Waits until this run prints a line with the pattern.

        Raises TimeoutError if it does not, or if it ends before.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.alive:
            if len(re.findall(pattern, self.log.read_text(errors="replace"))) >= self.runs:
                return
            time.sleep(0.1)
        raise TimeoutError(f"{self.name} did not say '{pattern}'. It said: {self.tail()}")

    def tail(self, lines=15):
        """The end of its log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
