"""What atheris drives: the reader of a briefing's files, fed with bytes that reach ever more of its code.

Run as a program with libFuzzer's options; an exception that is no BriefingError ends it with a code other than 0.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]  # it is not everywhere

with atheris.instrument_imports(include=["briefing", "yaml", "msgspec"]):
    from briefing import paths, schema
    from briefing.errors import UnreadableFile
    from briefing.loader import ABOUT, MAX_MESSAGE, Folder

assert schema  # imported here, so that it is watched too

ORIGINAL = paths.builtin_folders()[0]
COPY = Path(tempfile.mkdtemp(dir=os.environ.get("FUZZ_HOME"))) / "briefing"
shutil.copytree(ORIGINAL, COPY)
NAMES = (
    ABOUT,
    *(
        path.relative_to(COPY).as_posix()
        for inner in ("sources", "themes")
        for path in sorted((COPY / inner).iterdir())
    ),
)
KEPT = {name: (COPY / name).read_bytes() for name in NAMES}
"""The files whose contents are tried, in the order of an input's first byte."""


def read_one(data: bytes) -> None:
    """Read the file that the first byte names, with the other bytes in it."""
    name = NAMES[data[0] % len(NAMES)] if data else ABOUT
    (COPY / name).write_bytes(data[1:])
    try:
        folder = Folder(COPY)
        if name.startswith("sources/"):
            folder.source(Path(name).stem)
        elif name.startswith("themes/"):
            folder.theme(Path(name).stem)
        else:
            assert folder.about.themes
    except UnreadableFile as error:
        for problem in error.problems:
            assert problem.line >= 1 and problem.column >= 1 and problem.file, problem
            assert 0 < len(problem.message) <= MAX_MESSAGE, problem
    finally:
        if name == ABOUT:
            (COPY / name).write_bytes(KEPT[name])


if __name__ == "__main__":
    atheris.Setup(sys.argv, read_one)
    atheris.Fuzz()
