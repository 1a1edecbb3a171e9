"""Installs the wheel into an empty environment and uses it from another folder."""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path


def main() -> None:
    """`try_wheel.py DIST CONSTRAINTS`; fails if the installed program does not find its data."""
    wheels = sorted(Path(sys.argv[1]).resolve().glob("*.whl"))
    constraints = Path(sys.argv[2]).resolve()
    assert len(wheels) == 1, wheels
    with tempfile.TemporaryDirectory() as home:
        venv.create(Path(home, "venv"), with_pip=True)
        program = Path(home, "venv", "bin")
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "BRIEFING"))}

        def run(*command: str) -> str:
            done = subprocess.run(
                command, cwd=home, env={**environment, "HOME": home}, check=True, capture_output=True, text=True
            )
            return done.stdout

        run(str(program / "python"), "-m", "pip", "install", "--quiet", "-c", str(constraints), str(wheels[0]))
        version = run(str(program / "briefing"), "--version")
        themes = run(str(program / "briefing"), "themes")
        run(str(program / "briefing"), "check", "--strict")
        exported = run(str(program / "briefing"), "export", "-o", "-")
        page = run(str(program / "briefing"), "export", "--format", "html", "-o", "-")
        assert len(themes.splitlines()) == 10, themes
        assert "[^1]:" in exported
        assert page.startswith("<!doctype html>") and page.endswith("</html>\n")
    print(f"{wheels[0].name}: {version.strip()} runs from another folder, with its data")  # noqa: T201


if __name__ == "__main__":
    main()
