"""The cluster that is struck: the one that deploy/flink/cluster.py starts, with high availability."""

import importlib.util
import signal
import socket
import sys
from pathlib import Path

import rest
from process import Victim

DEPLOY = Path(__file__).resolve().parent.parent / "deploy/flink"
TASK_MANAGERS = 2
SLOTS = 2
PORTS = 200


def load():
    """The module of the deployment's script, which has the name of a command and not of a module."""
    found = importlib.util.spec_from_file_location("deployed_cluster", DEPLOY / "cluster.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


deployed = load()


class LocalCluster(deployed.Cluster):
    """As deployed, but with work for each TaskManager, so that the death of any is felt, and with
    other settings where asked for."""

    def __init__(self, folder, other):
        super().__init__(folder)
        self.other = {"taskmanager.load-balance.mode": "SLOTS", **other}

    def common_config(self):
        return super().common_config() | self.other


class ClusterProcess(Victim):
    """One process of the cluster."""

    def __init__(self, cluster, name):
        self.cluster = cluster
        self.name = name
        self.runs = 1

    @property
    def pid(self):
        return self.cluster.pid(self.name)

    def start(self):
        self.cluster.start(self.name)
        self.runs += 1

    def kill(self):
        """SIGKILL: no hook runs, nothing is flushed."""
        self.cluster.end(self.name, signal.SIGKILL)


class Cluster:
    """ZooKeeper, a JobManager and two TaskManagers."""

    def __init__(self, folder, jar, other):
        self._deployed = LocalCluster(folder, other)
        self._jar = jar
        self._settings = {
            "port": free_ports(),
            "ha": True,
            "metrics": False,
            "jobmanagers": 1,
            "taskmanagers": TASK_MANAGERS,
            "slots": SLOTS,
        }
        self.rest = rest.Rest(self._settings["port"])

    def start(self):
        self._deployed.flink.fetch()
        self._deployed.up(self._settings)
        self.processes = [
            ClusterProcess(self._deployed, name) for name in self._deployed.names()
        ]

    def stop(self):
        for process in getattr(self, "processes", []):
            process.kill()

    def of(self, role):
        return [process for process in self.processes if process.name.startswith(role)]

    def submit_command(self, arguments):
        folder = str(self._deployed.folder)
        script = [sys.executable, str(DEPLOY / "cluster.py"), "--folder", folder]
        return [*script, "submit", "--jar", str(self._jar), "--", *arguments]


def free_ports():
    """The first of a row of ports of which the cluster's first few are free."""
    for first in range(21_000, 31_000, PORTS):
        if all(is_free(first + more) for more in (0, 1, 2, 80, 100, 101, 110, 111)):
            return first
    raise OSError("there is no row of free ports from 21000 to 31000")


def is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
