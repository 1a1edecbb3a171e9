"""Builds the wheel and the source archive twice, with pinned tools, and keeps them only if they are the same bytes.

The second copy lies elsewhere, its files are ten years older and have other modes, and the process has another umask,
locale and time zone. `SOURCE_DATE_EPOCH` is left to hatchling, whose own never changes.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINNED = ROOT / "constraints-build.txt"
TEN_YEARS = 10 * 365 * 24 * 3600
OTHER_WORLD = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}


def checkout_files() -> list[Path]:
    """The files of the checkout that are not ignored, relative to it."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    return [path for path in map(Path, filter(None, listed.split("\0"))) if (ROOT / path).is_file()]


def copy_to(folder: Path, files: Iterable[Path], *, aged: bool) -> Path:
    """A copy of the checkout; with `aged` its files have other times and modes."""
    for file in files:
        made = folder / file
        made.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / file, made)
        if aged:
            status = made.stat()
            os.utime(made, (status.st_atime - TEN_YEARS, status.st_mtime - TEN_YEARS))
            made.chmod(status.st_mode & 0o700 | 0o060)
    return folder


def build(python: Path, checkout: Path, environment: Mapping[str, str], umask: int) -> dict[str, bytes]:
    """The wheel and the source archive of a checkout, by file name."""
    command = [str(python), "-m", "build", "--quiet", "--no-isolation", "--outdir", "made"]
    subprocess.run(command, cwd=checkout, check=True, env=environment, umask=umask)
    return {path.name: path.read_bytes() for path in sorted((checkout / "made").iterdir())}


def main() -> int:
    """`build_twice.py DIST`; 1 if the two builds differ, and then nothing is kept."""
    dist = Path(sys.argv[1]).resolve()
    kept = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "PIP_CONSTRAINT")}
    with tempfile.TemporaryDirectory() as home:
        venv.create(Path(home, "venv"), with_pip=True)
        python = Path(home, "venv", "bin", "python")
        install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([*install, "-r", str(PINNED)], check=True, env=kept)
        files = checkout_files()
        first = build(python, copy_to(Path(home, "one"), files, aged=False), kept, 0o022)
        second = build(
            python, copy_to(Path(home, "elsewhere", "two"), files, aged=True), {**kept, **OTHER_WORLD}, 0o077
        )
    return keep(first, second, dist)


def keep(first: Mapping[str, bytes], second: Mapping[str, bytes], dist: Path) -> int:
    """Put a build in the place of the one before if the other is the same; else say what differs, and 1."""
    if first != second:
        different = sorted(name for name in {*first, *second} if first.get(name) != second.get(name))
        print(f"Two builds of the same files differ: {', '.join(different)}", file=sys.stderr)  # noqa: T201
        return 1
    dist.mkdir(parents=True, exist_ok=True)
    for old in (*dist.glob("*.whl"), *dist.glob("*.tar.gz")):
        old.unlink()
    for name, data in first.items():
        (dist / name).write_bytes(data)
        print(f"{hashlib.sha256(data).hexdigest()}  {name}: twice the same bytes")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
