"""Makes the virtual environments that the tests read tables with, once, and side by side.

    python3 make_venv.py <folder> <requirements.txt> [<folder> <requirements.txt> ...]

Does nothing for a folder that already holds an environment made by this Python from these very
requirements. Needs nothing but the standard library. Ends with 0, or with 1 and what to do.
"""

import hashlib
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def fail(problem, why, remedy):
    sys.exit(f"{problem}\n  Why: {why}\n  What to do: {remedy}")


def fingerprint(requirements):
    made_of = sys.version.encode() + sys.prefix.encode() + requirements.read_bytes()
    return hashlib.sha256(made_of).hexdigest()


def make(folder, requirements):
    mark = folder / ".made-of"
    wanted = fingerprint(requirements)
    if mark.is_file() and mark.read_text() == wanted:
        return
    print(f"Making {folder} from {requirements.name} (once; some hundred MB)", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)

    venv = subprocess.run([sys.executable, "-m", "venv", str(folder)], capture_output=True, text=True)
    if venv.returncode != 0:
        fail(
            f"The virtual environment {folder} could not be made.",
            (venv.stdout + venv.stderr).strip(),
            "Install Python's venv module (on Debian and Ubuntu: apt install python3-venv), "
            "or build without the witness: -Dvenv.skip -DskipITs.",
        )

    pip = [str(folder / "bin" / "python"), "-m", "pip", "install"]
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input", "--no-compile"]
    installed = subprocess.run(
        pip + quiet + ["--requirement", str(requirements)], capture_output=True, text=True
    )
    if installed.returncode != 0:
        fail(
            f"The packages in {requirements} could not be installed.",
            (installed.stdout + installed.stderr).strip(),
            "See that pip reaches a package index (PIP_INDEX_URL names another one), "
            "or build without the witness: -Dvenv.skip -DskipITs.",
        )
    # Last, so that an environment half made is made again.
    mark.write_text(wanted)


if __name__ == "__main__":
    paths = [Path(argument) for argument in sys.argv[1:]]
    if not paths or len(paths) % 2:
        sys.exit(__doc__)
    with ThreadPoolExecutor() as several:
        # To see what each came to: a failure ends the program when it is asked for.
        list(several.map(make, paths[::2], paths[1::2]))
