"""Packages from npm that tests read with, kept in a cache outside the checkout."""

import subprocess
from pathlib import Path

import platformdirs
from markdown_readers import missing, require

INSTALL_SECONDS = 240


def npm_package(name: str, version: str) -> Path:
    """The folder of a package, installed at its first use; skips the test where there is no way to npm."""
    place = platformdirs.user_cache_path("briefing-tests") / f"{name}-{version}"
    if not (place / "installed").exists():
        require("npm")
        place.mkdir(parents=True, exist_ok=True)
        options = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(place)]
        command = ["npm", "install", *options, f"{name}@{version}"]
        try:
            done = subprocess.run(command, capture_output=True, check=False, timeout=INSTALL_SECONDS)
        except subprocess.TimeoutExpired:
            missing(f"{name} could not be installed from npm in {INSTALL_SECONDS} seconds")
        if done.returncode:
            missing(f"{name} could not be installed from npm: {done.stderr.decode()[-300:]}")
        (place / "installed").touch()
    return place / "node_modules" / name
