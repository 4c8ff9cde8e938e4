"""What strikes when, drawn from a seed: the same seed and options give the same plan."""

import random
from dataclasses import dataclass

PATIENT = 0.7


@dataclass(frozen=True)
class Strike:
    """A fault at a second of the run, with its own source of chance.

    A patient one waits until the job has got over the last; the others meet it as it is.
    """

    second: float
    fault: object
    seed: str
    patient: bool

    def random(self):
        return random.Random(self.seed)


def plan(faults, seed, seconds, every):
    """Strikes spread over the seconds, one about every so many, in a drawn order.

    Each fault strikes at least once, however short the run; one that is meant to strike once only
    does.
    """
    draw = random.Random(f"plan-{seed}")
    count = max(len(faults), int(seconds / every))
    drawn = []
    while len(drawn) < count:
        again = [fault for fault in faults if not (drawn and fault.once)]
        if not again:
            break
        drawn += draw.sample(again, len(again))
    drawn = drawn[:count]
    spacing = seconds / len(drawn)
    return [
        Strike(
            spacing * (number + draw.uniform(0.1, 0.9)),
            fault,
            f"{seed}-{number}-{fault.name}",
            draw.random() < PATIENT,
        )
        for number, fault in enumerate(drawn)
    ]
