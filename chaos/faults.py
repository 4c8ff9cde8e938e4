"""The faults. Each strikes the world once, for as long as it lasts, and says what it did.

A fault has a name for --faults, a line for --help, and says why it can't strike here, if so. A
world has the processes, the proxy, the disk, the hostile producer and the job.
"""

import time

import disk

KILLED_FOR = (1.0, 8.0)


class Fault:
    """Base: strikes as often as the plan says, anywhere."""

    name = ""
    help = ""
    once = False
    needs_disk = False

    def why_not(self):
        return None

    def strike(self, world, random):
        """Strikes and waits until it is over; what was done, in a few words."""
        raise NotImplementedError


class Kill(Fault):
    """SIGKILL, and a start again some seconds later."""

    def __init__(self, role):
        self.role = role
        self.name = f"kill-{role}"
        self.help = f"SIGKILL of a {role}, started again after 1 to 8 s"

    def strike(self, world, random):
        victim = random.choice(world.processes(self.role))
        seconds = random.uniform(*KILLED_FOR)
        victim.kill()
        time.sleep(seconds)
        world.start_again(victim)
        return f"{victim.name}, started again after {seconds:.1f} s"


class Pause(Fault):
    """SIGSTOP, and SIGCONT later: some longer than the cluster's patience, some shorter."""

    def __init__(self, role, longest):
        self.role = role
        self.longest = longest
        self.name = f"pause-{role}"
        self.help = f"SIGSTOP of a {role} for 1 to {longest} s, then SIGCONT"

    def strike(self, world, random):
        victim = random.choice(world.processes(self.role))
        seconds = random.uniform(1, self.longest)
        victim.pause()
        time.sleep(seconds)
        victim.resume()
        return f"{victim.name} stood still for {seconds:.1f} s"


class SlowDisk(Fault):
    """The disk of tables and checkpoints takes little a second."""

    name = "slow-disk"
    help = "the disk of tables and checkpoints takes 50 to 400 kB/s for 10 to 20 s (needs root)"
    needs_disk = True

    def why_not(self):
        return disk.why_not_slow()

    def strike(self, world, random):
        rate, seconds = random.randint(50_000, 400_000), random.uniform(10, 20)
        world.disk.throttle(rate)
        time.sleep(seconds)
        world.disk.throttle(0)
        return f"{rate // 1000} kB/s for {seconds:.1f} s"


class FullDisk(Fault):
    """The disk of tables and checkpoints has no block left."""

    name = "full-disk"
    help = "the disk of tables and checkpoints is full for 3 to 15 s (needs root)"
    needs_disk = True

    def why_not(self):
        return disk.why_not()

    def strike(self, world, random):
        seconds = random.uniform(3, 15)
        ends = time.monotonic() + seconds
        try:
            while time.monotonic() < ends:
                # What a failed try removes is taken too.
                world.disk.fill()
                time.sleep(0.2)
        finally:
            world.disk.free()
        return f"no space left for {seconds:.1f} s"


class BrokenConnections(Fault):
    """The network between the stream and its broker: reset, refused or silent."""

    name = "broken-connections"
    help = "connections between stream and broker are reset, refused or stalled for up to 20 s"

    def strike(self, world, random):
        seconds = random.uniform(3, 20)
        way = random.choice(("reset", "refused", "stalled"))
        if way == "reset":
            times = random.randint(3, 15)
            for _ in range(times):
                world.proxy.cut_connections()
                time.sleep(seconds / times)
            return f"reset {times} times in {seconds:.1f} s"
        switch = world.proxy.refuse if way == "refused" else world.proxy.stall
        switch(True)
        time.sleep(seconds)
        switch(False)
        return f"{way} for {seconds:.1f} s"


class ClockSkew(Fault):
    """A producer whose clock is minutes ahead or behind."""

    name = "clock-skew"
    help = "a producer with a clock up to 5 minutes ahead or behind sends 200 to 1,000 events"

    def strike(self, world, random):
        seconds = random.choice((-1, 1)) * random.uniform(20, 300)
        count, partition = random.randint(200, 1_000), random.choice(world.hostile.partitions())
        world.hostile.skewed(random, partition, count, seconds)
        return f"{count} events, clock off by {seconds:+.0f} s, to partition {partition}"


class Poison(Fault):
    """Records that are no events."""

    name = "poison"
    help = "garbage, truncated, huge, empty and null records, wild times and amounts"

    def strike(self, world, random):
        count, partition = random.randint(14, 56), random.choice(world.hostile.partitions())
        world.hostile.poison(random, partition, count)
        return f"{count} bad records to partition {partition}"


class DuplicateFlood(Fault):
    """The same events over and over."""

    name = "duplicate-flood"
    help = "20 to 60 events, each 50 to 300 times"

    def strike(self, world, random):
        events, times = random.randint(20, 60), random.randint(50, 300)
        partition = random.choice(world.hostile.partitions())
        world.hostile.doubles(random, partition, events, times)
        return f"{events} events {times} times each, to partition {partition}"


class AddPartitions(Fault):
    """The topic grows while it is read."""

    name = "add-partitions"
    help = "one or two partitions are added to the topic, and events sent to them"
    once = True

    def strike(self, world, random):
        more = random.randint(1, 2)
        new = world.add_partitions(more)
        for partition in new:
            world.hostile.skewed(random, partition, random.randint(100, 400), 0)
        return f"partitions {', '.join(map(str, new))}"


class ReplayTopic(Fault):
    """The stream is ended and reads the whole topic again, into the same tables."""

    name = "replay-topic"
    help = "the job is ended and started with --startFrom=EARLIEST on the same tables"

    def strike(self, world, random):
        world.job.start_again("EARLIEST")
        return "read again from its first record"


ALL = (
    Kill("taskmanager"),
    Kill("jobmanager"),
    Kill("broker"),
    Pause("taskmanager", 25),
    Pause("jobmanager", 25),
    Pause("broker", 20),
    SlowDisk(),
    FullDisk(),
    BrokenConnections(),
    ClockSkew(),
    Poison(),
    DuplicateFlood(),
    AddPartitions(),
    ReplayTopic(),
)
BY_NAME = {fault.name: fault for fault in ALL}
