"""Prints what each program took for a million records, and how ours compares, by the medians.

    python3 ratios.py results checks

A line of results is a name and what peak.py printed; the first word but one of a check is the
number of records.
"""

import re
import statistics
import sys
from collections import defaultdict


def main(results, checks):
    with open(checks) as file:
        millions = int(file.readline().split()[1]) / 1e6
    cpu, wall = defaultdict(list), defaultdict(list)
    with open(results) as file:
        for line in file:
            name, seconds, of_cpu = re.match(r"(\S+).* ([\d.]+) s, ([\d.]+) s of CPU", line).groups()
            wall[name].append(float(seconds))
            cpu[name].append(float(of_cpu))
    ours = statistics.median(cpu["ours"])
    print(f"{'':14}{'CPU s a million':>16}{'of all rounds':>16}{'wall s':>9}{'records/s':>11}{'ours to it':>12}")
    for name, values in cpu.items():
        middle = statistics.median(values)
        seconds = statistics.median(wall[name])
        spread = f"{min(values) / millions:.1f} to {max(values) / millions:.1f}"
        print(
            f"{name:14}{middle / millions:16.1f}{spread:>16}{seconds:9.1f}"
            f"{millions * 1e6 / seconds:11,.0f}{ours / middle:12.2f}"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
