"""The programs that read the exports: found, or fetched into a cache outside the checkout, or told to be missing."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import platformdirs
import pytest


def missing(what: str) -> NoReturn:
    """Skip the test because a reader is not there; fail it where BRIEFING_REQUIRE_READERS is 1."""
    if os.environ.get("BRIEFING_REQUIRE_READERS") == "1":
        pytest.fail(what)
    pytest.skip(what)


def npm_package(name: str, version: str) -> Path:
    """The folder of a package from npm, installed at its first use."""
    place = platformdirs.user_cache_path("briefing-tests") / f"{name}-{version}"
    package = place / "node_modules" / name
    if (package / "package.json").is_file():
        return package
    npm = shutil.which("npm")
    if npm is None:
        missing(f"npm is not installed, so {name} cannot be fetched")
    place.mkdir(parents=True, exist_ok=True)
    command = [npm, "install", "--silent", "--ignore-scripts", "--prefix", str(place), f"{name}@{version}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    if done.returncode:
        missing(f"{name} could not be fetched from npm: {done.stderr.strip()[-300:]}")
    return package
