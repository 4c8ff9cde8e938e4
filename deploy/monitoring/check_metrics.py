#!/usr/bin/env python3
"""Says which metrics of the dashboard and the alerts a running cluster does not expose.

    deploy/monitoring/check_metrics.py http://127.0.0.1:8084/metrics http://127.0.0.1:8184/metrics

Takes addresses or files. Ends with 1 and their names if there are any.
"""

import re
import sys
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent


def read(source):
    if source.startswith("http"):
        with urllib.request.urlopen(source, timeout=10) as answer:
            return answer.read().decode()
    return Path(source).read_text()


def main(sources):
    wanted = set()
    for file in ("dashboard.json", "alerts.yaml"):
        wanted |= set(re.findall(r"\bflink_\w+", (HERE / file).read_text()))
    exposed = set()
    for source in sources:
        exposed |= set(re.findall(r"^(flink_\w+)", read(source), flags=re.MULTILINE))
    missing = sorted(wanted - exposed)
    print(f"{len(wanted) - len(missing)} of {len(wanted)} metrics are exposed, of {len(exposed)} in all")
    for name in missing:
        print(f"missing  {name}")
    return 1 if missing else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
