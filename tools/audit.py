"""Audits what the program is built on, without a network: what is installed fits, is expected, pinned and free to use.

Known faults are not looked up: no list of them that is up to date can be had offline.
"""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
EXTRAS = ("html", "serve")
PERMISSIVE: Final = {
    *("MIT", "MIT License", "BSD-2-Clause", "BSD-3-Clause", "BSD License", "ISC", "ISC License (ISCL)"),
    *("Apache-2.0", "Apache Software License", "PSF-2.0", "Python Software Foundation License"),
}
"""Licences that ask for no more than to be named, as SPDX and as PyPI's classifiers call them."""


def pins(constraints: str) -> dict[str, str]:
    """The versions that a constraints file pins, by name."""
    return {canonicalize_name(name): pin for name, pin in re.findall(r"^([\w.-]+)==([^\s;\\]+)", constraints, re.M)}


def without_hashes(constraints: str) -> Iterator[str]:
    """The pins of a constraints file that no hash stands under."""
    for entry in re.split(r"\n(?=\S)", constraints.strip()):
        if "--hash=sha256:" not in entry:
            yield f"{entry.split()[0]} has no hash"


def out_of_range(wanted: Iterable[str], pinned: Mapping[str, str]) -> Iterator[str]:
    """What is pinned to a version that is not wanted, or not pinned."""
    for requirement in map(Requirement, wanted):
        pin = pinned.get(canonicalize_name(requirement.name))
        if pin is None:
            yield f"{requirement.name} is not pinned"
        elif not requirement.specifier.contains(pin, prereleases=True):
            yield f"{requirement} is pinned to {pin}"


def unlike(pinned: Mapping[str, str], others: Mapping[str, str]) -> Iterator[str]:
    """What two constraints files pin to different versions."""
    for name in sorted(pinned.keys() & others.keys()):
        if pinned[name] != others[name]:
            yield f"{name} is pinned to {pinned[name]} and to {others[name]}"


def unexpected(pinned: Iterable[str], expected: Iterable[str]) -> Iterator[str]:
    """What is there without a reason, and what is expected and not there."""
    for name in sorted({*pinned} ^ {*expected}):
        yield f"{name} {'is new: say why it is wanted' if name in pinned else 'is not wanted any more'}"


def licences(about: PackageMetadata) -> list[str]:
    """The licences that a distribution is under, all at once."""
    if "License-Expression" in about:
        return re.split(r" AND | OR ", re.sub("[()]", "", about["License-Expression"]))
    named = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if line.startswith("License ::")]
    return named or about.get_all("License") or ["no licence"]


def restrictive(names: Iterable[str]) -> Iterator[str]:
    """What is installed under a licence that asks for more; what this system does not install is passed over."""
    for name in names:
        try:
            found = licences(metadata(name))
        except PackageNotFoundError:
            continue
        if not PERMISSIVE.issuperset(found):
            yield f"{name} is under {', '.join(found)}"


def problems() -> Iterator[str]:
    """Everything that is wrong, a line for each."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    listed = tomllib.loads((ROOT / "tools" / "dependencies.toml").read_text())
    expected = {name: reason for group in listed.values() for name, reason in group.items()}
    extras = project["project"]["optional-dependencies"]
    wanted = [*project["project"]["dependencies"], *(each for name in EXTRAS for each in extras[name])]
    text = {name: (ROOT / f"constraints{name}.txt").read_text() for name in ("", "-lowest", "-release", "-build")}
    pinned = {name: pins(constraints) for name, constraints in text.items()}
    yield from (f"constraints.txt: {told}" for told in out_of_range([*wanted, *extras["dev"]], pinned[""]))
    yield from (f"constraints-lowest.txt: {told}" for told in out_of_range(wanted, pinned["-lowest"]))
    yield from (f"constraints-release.txt: {told}" for told in out_of_range(wanted, pinned["-release"]))
    tools = out_of_range(project["build-system"]["requires"], pinned["-build"])
    yield from (f"constraints-build.txt: {told}" for told in tools)
    for name in ("-release", "-build"):
        yield from (f"constraints{name}.txt: {told}" for told in without_hashes(text[name]))
        yield from unlike(pinned[name], pinned[""])
    yield from unexpected(pinned["-release"], expected)
    yield from restrictive(expected)
    fit = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    if fit.returncode:
        yield from fit.stdout.splitlines()


def main() -> int:
    """Print what is wrong; 1 if something is."""
    found = list(problems())
    for told in found:
        print(told, file=sys.stderr)  # noqa: T201
    if not found:
        print("The dependencies are expected, pinned, free to use, and fit together")  # noqa: T201
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
