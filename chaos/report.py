"""Writes what a run was like, for people: Markdown."""

from datetime import datetime, timezone

SHARES = (0.25, 0.5, 0.75, 1)


def clock(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%H:%M:%S")


def markdown(outcome):
    """The whole report."""
    settings = outcome.settings
    faults = ", ".join(fault.name for fault in settings.faults)
    lines = [
        f"# Chaos run, seed {settings.seed}",
        "",
        f"{settings.minutes:g} minutes at {settings.rate:,} events/s from {clock(outcome.started)} UTC; "
        f"faults: {faults}.",
        "",
        f"**{'Equal' if outcome.ok else 'NOT EQUAL'}.**",
        "",
        "```",
        str(outcome.result) if outcome.result else "The checker did not come to run.",
        "```",
        "",
    ]
    lines += [f"- Problem: {problem}" for problem in outcome.problems]
    lines += ["", "## Faults", "", "| at (UTC) | fault | what | whole again after |", "| --- | --- | --- | --- |"]
    for strike in outcome.strikes:
        after = strike.get("recovered", strike["until"]) - strike["at"]
        lines.append(f"| {clock(strike['at'])} | {strike['fault']} | {strike['did']} | {after:.0f} s |")
    lines += ["", "## Starts of the job", ""]
    lines += [f"- {clock(at)} from {start}: {why}" for at, start, why in outcome.jobs]
    lines += ["", "## Latency, from Kafka's time of a record to its verdict", ""]
    if outcome.latency_all:
        lines += [
            "| records | p50 | p99 | p99.9 | most | of |",
            "| --- | --- | --- | --- | --- | --- |",
            row("all", outcome.latency_all),
            row(f"but {settings.calm:g} s before a fault to {settings.calm:g} s after it was got over,"
                " and at the start", outcome.latency_calm),
        ]
    if calm := outcome.stretches_calm:
        lines += ["", f"The p99 of each of {len(calm)} stretches of ten seconds among these:"
                  f" {calm[len(calm) // 2]:,} ms in the middle, {calm[-1]:,} ms at most."]
    lines += ["", f"The tables held the last record {outcome.settled_seconds:.0f} s after it was sent."]
    lines += ["", "## Memory, resident MiB", "", *memory(outcome.memory)]
    lines += ["", "## Checkpoints, looked at every five seconds", "", *checkpoints(outcome.checkpoints)]
    return "\n".join(lines) + "\n"


def row(name, latency):
    p50, p99, p999, most, count = latency
    return f"| {name} | {p50:,} ms | {p99:,} ms | {p999:,} ms | {most:,} ms | {count:,} |"


def memory(samples):
    """A row for each process that ran for the longest: its memory over time."""
    lines = ["| process | runs | a quarter in | half | three quarters | at the end | most |",
             "| --- | --- | --- | --- | --- | --- | --- |"]
    if not samples:
        return lines
    begin, end = samples[0][0], samples[-1][0]
    for name in dict.fromkeys(sample[1] for sample in samples):
        own = [sample for sample in samples if sample[1] == name]
        at = [nearest(own, begin + (end - begin) * share) for share in SHARES]
        most = max(own, key=lambda sample: sample[3])
        figures = " | ".join(f"{sample[3]:,.0f}" for sample in [*at, most])
        lines.append(f"| {name} | {max(sample[2] for sample in own)} | {figures} |")
    return lines


def checkpoints(samples):
    """What the checkpoints that were seen held and took, over time."""
    lines = ["| | a quarter in | half | three quarters | at the end | most |", "| --- | --- | --- | --- | --- | --- |"]
    if not samples:
        return lines
    begin, end = samples[0][0], samples[-1][0]
    at = [nearest(samples, begin + (end - begin) * share) for share in SHARES]
    sizes = [f"{size / 1e6:,.1f}" for _, size, _ in at]
    took = [f"{millis:,}" for _, _, millis in at]
    most = max(size for _, size, _ in samples), max(millis for _, _, millis in samples)
    lines.append(f"| state, MB | {' | '.join(sizes)} | {most[0] / 1e6:,.1f} |")
    lines.append(f"| took, ms | {' | '.join(took)} | {most[1]:,} |")
    return lines


def nearest(samples, moment):
    return min(samples, key=lambda sample: abs(sample[0] - moment))
