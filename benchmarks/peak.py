"""Runs a command, then says what it took: wall clock, CPU of all its threads, and the most memory
that it held at once (resident).

    python3 peak.py COMMAND ARGUMENT...
"""

import resource
import subprocess
import sys
import time

start = time.monotonic()
code = subprocess.call(sys.argv[1:])
seconds = time.monotonic() - start
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(
    f"  process   {seconds:.1f} s, {usage.ru_utime + usage.ru_stime:.1f} s of CPU,"
    f" {usage.ru_maxrss >> 10:,} MiB at most",
    flush=True,
)
sys.exit(code)
