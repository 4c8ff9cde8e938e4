"""Measures the models beside lifetimes and scikit-learn, on the same numbers, in one run.

    python3 benchmarks/models.py [--customers 1000000]

Builds the jar, makes a virtual environment under models/target (once), draws a million customers,
and prints the times side by side. Each side has the numbers in memory before its clock starts, but
for the two whole runs of the command line at the end, which read and write CSV. Java's first round
is that of a cold JVM. Needs Python 3 with venv, and Maven.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent
ROOT = BENCHMARKS.parent
MODELS = ROOT / "models"
WORK = MODELS / "target" / "bench"
VENV = MODELS / "target" / "bench-venv"


def run(*command):
    return subprocess.run([str(part) for part in command], check=True, text=True, capture_output=True).stdout


def prepare():
    """Builds, and goes on inside the virtual environment."""
    python = VENV / "bin" / "python"
    if not (VENV / "ready").exists():
        print(f"Making {VENV.relative_to(ROOT)} (once)", flush=True)
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", BENCHMARKS / "models_requirements.txt"],
            check=True,
        )
        (VENV / "ready").touch()
    print("Building", flush=True)
    subprocess.run(
        ["mvn", "-q", "-B", "-ntp", "-DskipTests", "-pl", "models", "-am", "package"], check=True, cwd=ROOT
    )
    os.execv(python, [str(python), str(Path(__file__).resolve()), "--inside", *sys.argv[1:]])


def java(main, *arguments):
    classpath = f"{MODELS / 'target' / 'test-classes'}:{MODELS / 'target' / 'retail-models.jar'}"
    rounds = []
    for line in run("java", "-cp", classpath, main, *arguments).splitlines():
        words = line.split()
        rounds.append(dict(zip(words[::2], words[1::2])))
    return rounds


def draw_customers(rng, count):
    """Customers of a BG/NBD world, observed for up to 78 weeks, with times in days as weeks."""
    import numpy as np

    rate = rng.gamma(0.5, 1 / 5.0, count)
    leaves = rng.beta(0.8, 2.4, count)
    first = rng.integers(0, 40 * 7, count)
    end = 78 * 7
    frequency = np.zeros(count)
    last = np.zeros(count)
    who = np.arange(count)
    now = np.zeros(count)
    while who.size:
        now = now + rng.exponential(1 / rate[who]) * 7
        seen = first[who] + np.floor(now) <= end - 1
        who, now = who[seen], now[seen]
        days = np.floor(now)
        new_day = days > last[who]
        frequency[who[new_day]] += 1
        last[who[new_day]] = days[new_day]
        stays = rng.random(who.size) >= leaves[who]
        who, now = who[stays], now[stays]
    value = np.where(frequency > 0, rng.gamma(6, 6, count), 0)
    return frequency, last / 7, (end - first) / 7, value


def value(rng, count):
    import numpy as np
    from lifetimes import BetaGeoFitter, GammaGammaFitter

    columns = draw_customers(rng, count)
    file = WORK / "customers.bin"
    np.concatenate(columns).astype("<f8").tofile(file)
    frequency, recency, age, money = columns

    start = time.perf_counter()
    fitter = BetaGeoFitter().fit(frequency, recency, age)
    fit_seconds = time.perf_counter() - start
    theirs = fitter._negative_log_likelihood(
        np.log(fitter.params_.to_numpy()), frequency, recency, age, np.ones(count), 0
    )
    spending = GammaGammaFitter()
    import pandas as pd

    spending.params_ = pd.Series({"p": 6.25, "q": 3.74, "v": 15.44})
    start = time.perf_counter()
    clv = spending.customer_lifetime_value(
        fitter, pd.Series(frequency), pd.Series(recency), pd.Series(age), pd.Series(money),
        time=12, discount_rate=0.01, freq="W",
    )
    score_seconds = time.perf_counter() - start

    rounds = java("io.retaillake.models.bench.ValueBenchmark", file)
    cold = rounds[0]
    print(f"\nBG/NBD fit, {count:,} customers, {int(cold['distinct']):,} different histories")
    row("lifetimes 0.11.3", fit_seconds, f"log-likelihood {-theirs * count:,.2f}")
    for each in rounds:
        row(f"ours, round {each['round']}", float(each["fit_seconds"]), f"log-likelihood {float(each['log_likelihood']):,.2f}")
    print(f"  cold, {fit_seconds / float(cold['fit_seconds']):.1f} times as fast")
    print(f"\nCLV of 12 months, {count:,} customers")
    row("lifetimes 0.11.3", score_seconds, f"total {clv.sum():,.0f}")
    for each in rounds:
        row(f"ours, round {each['round']}", float(each["score_seconds"]), f"total {float(each['clv']):,.0f}")
    return columns


def segments(rng, count):
    import numpy as np
    from sklearn.cluster import KMeans

    centres = rng.normal(size=(8, 5)) * 2
    points = centres[rng.integers(0, 8, count)] + rng.normal(size=(count, 5)) * 1.2
    points = (points - points.mean(0)) / points.std(0)
    file = WORK / "points.bin"
    points.astype("<f8").tofile(file)

    start = time.perf_counter()
    theirs = KMeans(5, n_init=3, random_state=0).fit(points)
    seconds = time.perf_counter() - start
    rounds = java("io.retaillake.models.segments.KMeansBenchmark", file, 5, 5, 3)
    print(f"\nK-Means, {count:,} x 5, K = 5, 3 starts (ours goes on until no point changes)")
    row("scikit-learn", seconds, f"inertia {theirs.inertia_:,.2f}")
    for each in rounds:
        row(f"ours, round {each['round']}", float(each["kmeans_seconds"]), f"inertia {float(each['inertia']):,.2f}")
    print(f"  cold, {seconds / float(rounds[0]['kmeans_seconds']):.1f} times as fast")


def whole_runs(columns, count):
    import numpy as np

    table = WORK / "customers.csv"
    np.savetxt(
        table, np.column_stack(columns), delimiter=",", fmt=["%d", "%.17g", "%.17g", "%.6f"],
        header="frequency,recency,T,monetary_value", comments="",
    )
    jar = MODELS / "target" / "retail-models.jar"
    model = WORK / "model.json"
    scored = WORK / "scored.csv"
    print(f"\nCommand line, whole runs with a CSV of {count:,} customers ({table.stat().st_size >> 20} MiB)")
    start = time.perf_counter()
    run("java", "-jar", jar, "clv", "fit", "--input", table, "--output", model)
    row("clv fit", time.perf_counter() - start, "both models")
    start = time.perf_counter()
    run("java", "-jar", jar, "clv", "predict", "--model", model, "--input", table, "--output", scored)
    row("clv predict", time.perf_counter() - start, "")


def row(who, seconds, what):
    print(f"  {who:<20} {seconds:8.2f} s   {what}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.inside:
        prepare()
    import numpy as np

    WORK.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(20_240_601)
    columns = value(rng, options.customers)
    segments(rng, options.customers)
    whole_runs(columns, options.customers)


if __name__ == "__main__":
    main()
