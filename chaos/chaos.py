"""Runs the stream on a real cluster, strikes it with faults drawn from a seed, and lets a checker
that shares no code with it compare tables and topic.

    chaos/run.sh --seed=7 --minutes=5
    chaos/run.sh --seed=3 --minutes=3 --faults=kill-taskmanager,full-disk --report=report.md

Ends with 0 if the checker found equality and every fault came to its end, 1 if not, 2 for wrong
usage, 3 if something that is no fault stopped the run. The same seed and options draw the same
faults at the same seconds; where they find the stream is up to the machine.
"""

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

import faults
import report
from run import Run

EQUAL, DIFFERENT, USAGE, STOPPED = 0, 1, 2, 3


@dataclass
class Settings:
    """What was asked for."""

    seed: int
    minutes: float
    rate: int
    customers: int
    faults: list
    every: float
    calm: float
    folder: Path
    java: str
    classpath: str
    jar: Path
    stream_arguments: list
    flink_settings: dict

    @property
    def needs_disk(self):
        return any(fault.needs_disk for fault in self.faults)


class Tell:
    """Lines for a person, and on a terminal a line of progress that is written over."""

    def __init__(self):
        self.begin = time.monotonic()
        self.is_terminal = sys.stdout.isatty()

    def __call__(self, text):
        print(f"{self._clear()}{self._time()} {text}", flush=True)

    def progress(self, text):
        if self.is_terminal:
            print(f"{self._clear()}{self._time()} {text}", end="", flush=True)

    def _clear(self):
        return "\r\x1b[K" if self.is_terminal else ""

    def _time(self):
        minutes, seconds = divmod(int(time.monotonic() - self.begin), 60)
        return f"[{minutes:3}:{seconds:02}]"


def parser():
    listed = "\n".join(f"  {fault.name:20} {fault.help}" for fault in faults.ALL)
    made = argparse.ArgumentParser(
        prog="chaos/run.sh",
        description=__doc__,
        epilog=f"faults:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--seed", type=int, default=1, help="(default: 1)")
    made.add_argument("--minutes", type=float, default=5, help="how long faults may strike (5)")
    made.add_argument("--rate", type=int, default=300, help="events a second of the shop (300)")
    made.add_argument("--customers", type=int, default=4000, help="of the shop (4000)")
    made.add_argument("--faults", default="all", metavar="A,B", help="by name; all but these: -A,B")
    made.add_argument("--every", type=float, default=20, metavar="SECONDS",
                      help="about how often one strikes (20)")
    made.add_argument("--calm", type=float, default=30, metavar="SECONDS",
                      help="before a fault and after its recovery, left out of the calm latency (30)")
    made.add_argument("--report", metavar="FILE", help="write the report here too")
    made.add_argument("--folder", metavar="FOLDER",
                      help="keep logs, topic and tables here; else only if the run fails")
    made.add_argument("--streamArguments", default="", metavar="ARGS",
                      help="further arguments of StreamPipeline, separated by spaces")
    made.add_argument("--flinkSetting", action="append", default=[], metavar="KEY=VALUE",
                      help="another setting of the cluster; may be given several times")
    made.add_argument("--jar", required=True, metavar="FILE", help="the stream's jar for a cluster")
    made.add_argument("--classpath", required=True, metavar="FILE",
                      help="a file with the classpath of pipelines, for broker and shop")
    return made


def settings(arguments):
    asked = parser()
    given = asked.parse_args(arguments)
    for name in ("jar", "classpath"):
        if not Path(getattr(given, name)).exists():
            asked.error(f"--{name}={getattr(given, name)} is not there")
    if not all("=" in text for text in given.streamArguments.split() + given.flinkSetting):
        asked.error("--streamArguments and --flinkSetting take NAME=VALUE")
    if min(given.minutes, given.rate, given.every, given.customers) <= 0:
        asked.error("--minutes, --rate, --every and --customers must be positive")
    folder = Path(given.folder or tempfile.mkdtemp(prefix="chaos-")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        asked.error(f"--folder={folder} is not empty")
    home = os.environ.get("JAVA_HOME")
    return given, Settings(
        seed=given.seed,
        minutes=given.minutes,
        rate=given.rate,
        customers=given.customers,
        faults=chosen(given.faults, asked),
        every=given.every,
        calm=given.calm,
        folder=folder,
        java=str(Path(home) / "bin/java") if home else "java",
        classpath=Path(given.classpath).read_text().strip(),
        jar=Path(given.jar).resolve(),
        stream_arguments=given.streamArguments.split(),
        flink_settings=dict(setting.split("=", 1) for setting in given.flinkSetting),
    )


def chosen(names, asked):
    without = names.startswith("-")
    listed = [name for name in names.lstrip("-").split(",") if name != "all"]
    unknown = [name for name in listed if name not in faults.BY_NAME]
    if unknown:
        asked.error(f"--faults: there is no {', '.join(unknown)}; --help lists all")
    wanted = [f for f in faults.ALL if not listed or (f.name in listed) != without]
    able = []
    for fault in wanted:
        why = fault.why_not()
        if why:
            print(f"SKIPPED {fault.name}: {why}", flush=True)
        else:
            able.append(fault)
    if not able:
        asked.error("--faults: none of them can strike here")
    return able


def main(arguments):
    given, asked = settings(arguments)
    tell = Tell()
    tell(f"seed {asked.seed}, {asked.minutes:g} min, {asked.rate:,} events/s, logs in {asked.folder}")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    run = Run(asked, tell)
    code = STOPPED
    try:
        outcome = run.run()
        code = EQUAL if outcome.ok else DIFFERENT
        print(outcome.result)
        for problem in outcome.problems:
            print(f"Problem: {problem}")
    except KeyboardInterrupt:
        print("Stopped by a signal: nothing was compared.", file=sys.stderr)
    except Exception as error:
        run.outcome.problems.append(repr(error))
        traceback.print_exc()
        print(f"The run was stopped by what is no fault: {error}\n  Logs: {asked.folder}",
              file=sys.stderr)
    text = report.markdown(run.outcome)
    (asked.folder / "report.md").write_text(text)
    if given.report:
        Path(given.report).write_text(text)
    if code == EQUAL and not given.folder:
        shutil.rmtree(asked.folder, ignore_errors=True)
    tell({EQUAL: "equal", DIFFERENT: f"NOT EQUAL, see {asked.folder}"}.get(code, "stopped"))
    sys.stdout.flush()
    # Native threads of the readers can abort an interpreter that shuts down in the usual way.
    os._exit(code)


if __name__ == "__main__":
    main(sys.argv[1:])
