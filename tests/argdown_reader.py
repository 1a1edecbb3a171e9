"""What Argdown's own parser, @argdown/core from npm, makes of texts."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown_readers import require
from npm import npm_folder

PARSER = ("@argdown/core", "1.7.5")
"""The package and its version on npm."""


@dataclass
class Read:
    """One text as the parser sees it."""

    errors: list[str]
    front_matter: dict[str, Any]
    arguments: list[str]
    """The titles of arguments, of which an export has none."""
    statements: dict[str, Any]
    """By title: `texts`, `data`, `tags`, and `relations` as type, from and to."""
    sections: list[dict[str, Any]]
    """The headings, each with `title` and `data`."""

    def text(self, title: str) -> str:
        """The only text of a statement."""
        (text,) = self.statements[title]["texts"]
        assert isinstance(text, str)
        return text.strip()


def read_with_argdown(texts: list[str]) -> list[Read]:
    """What the parser makes of each text; skips the test where node, or the way to npm, is missing."""
    require("node")
    folder = npm_folder(*PARSER)
    script = Path(__file__).with_name("argdown_reader.cjs")
    done = subprocess.run(
        ["node", str(script), str(folder)],
        input=json.dumps(texts).encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return [
        Read(found["errors"], found["frontMatter"], found["arguments"], found["statements"], found["sections"])
        for found in json.loads(done.stdout)
    ]
