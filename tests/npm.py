"""Packages from npm that tests read with, kept in a cache outside the checkout."""

import subprocess
from pathlib import Path

import platformdirs
from filelock import FileLock
from markdown_readers import missing, require

INSTALL_SECONDS = 240


def npm_folder(name: str, version: str) -> Path:
    """A folder in whose `node_modules` a package lies, installed at its first use.

    Skips the test where there is no way to npm.
    """
    place = platformdirs.user_cache_path("briefing-tests") / f"{name.strip('@').replace('/', '-')}-{version}"
    place.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{place}.lock"):
        if not (place / "installed").exists():
            _install(f"{name}@{version}", place)
            (place / "installed").touch()
    return place


def _install(package: str, place: Path) -> None:
    require("npm")
    place.mkdir(exist_ok=True)
    options = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(place)]
    try:
        done = subprocess.run(
            ["npm", "install", *options, package], capture_output=True, check=False, timeout=INSTALL_SECONDS
        )
    except subprocess.TimeoutExpired:
        missing(f"{package} could not be installed from npm in {INSTALL_SECONDS} seconds")
    if done.returncode:
        missing(f"{package} could not be installed from npm: {done.stderr.decode()[-300:]}")
