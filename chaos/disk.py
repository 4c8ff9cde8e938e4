"""A small disk of its own for tables and checkpoints, that can be made slow and full.

An ext4 file system in a file, behind a loop device. Slow: the kernel throttles the writes of that
device alone (cgroup blkio). Full: a file takes what is left. Both need root.
"""

import os
import subprocess
from pathlib import Path

THROTTLE = Path("/sys/fs/cgroup/blkio/blkio.throttle.write_bps_device")


def why_not():
    """Why there can be no such disk here, or None if there can."""
    if os.geteuid() != 0:
        return "a loop device can only be mounted by root"
    if not Path("/dev/loop-control").exists():
        return "this machine has no loop devices"
    return None


def why_not_slow():
    return why_not() or (None if THROTTLE.exists() else "this kernel does not throttle writes")


class Disk:
    """Mounted at a folder while it is open."""

    def __init__(self, image, folder, size_mib):
        self.image = Path(image)
        self.folder = Path(folder)
        self.size_mib = size_mib
        self._device = None

    def open(self):
        self.folder.mkdir(parents=True)
        with self.image.open("wb") as image:
            image.truncate(self.size_mib << 20)
        self._device = command("losetup", "--find", "--show", self.image)
        command("mkfs.ext4", "-q", "-F", "-m", "0", self._device)
        command("mount", self._device, self.folder)
        return self

    def throttle(self, bytes_per_second):
        """Writes at most so many bytes a second; 0 for no limit."""
        number = os.stat(self._device).st_rdev
        place = f"{os.major(number)}:{os.minor(number)}"
        THROTTLE.write_text(f"{place} {bytes_per_second}")

    def fill(self):
        """Takes all the space that is left, to the last block."""
        with self._ballast.open("ab", buffering=0) as ballast:
            space = os.statvfs(self.folder)
            try:
                if space.f_bavail > 0:
                    taken = os.fstat(ballast.fileno()).st_size
                    os.posix_fallocate(ballast.fileno(), taken, space.f_bavail * space.f_frsize)
                while True:
                    ballast.write(bytes(4096))
            except OSError:
                pass

    def free(self):
        self._ballast.unlink(missing_ok=True)

    def close(self):
        if self._device is None:
            return
        if THROTTLE.exists():
            self.throttle(0)
        # What was killed a moment ago may still have a file open.
        subprocess.run(["umount", "--lazy", str(self.folder)], check=False)
        subprocess.run(["losetup", "--detach", self._device], check=False)
        self._device = None
        self.image.unlink(missing_ok=True)

    @property
    def _ballast(self):
        return self.folder / "ballast"


def command(*parts):
    done = subprocess.run([str(part) for part in parts], capture_output=True, text=True)
    if done.returncode != 0:
        raise OSError(f"{' '.join(map(str, parts))}: {done.stderr.strip()}")
    return done.stdout.strip()
