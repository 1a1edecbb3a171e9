"""The briefing that the rules' examples are parts of, and how an example is built from it."""

import re
import subprocess
from pathlib import Path

from briefing import checks, sources
from briefing.article import read_article
from briefing.errors import Problem
from briefing.loader import Folder
from briefing.texts import find_texts

BASE = {
    "sources/times.txt": """\
The centre of Somewhere was closed to cars two years ago, and few people miss them.

Shops and Rents

Takings rose by 12 percent in the second year, after a quiet first one. The works cost $3 million in all.
""",
    "sources/post.txt": """\
I own a shop in the street, and I walk to it every day.

One shop in eight closed in the first year. Takings fell before they rose again.

Deliveries come before seven in the morning, or they do not come.
""",
    "sources/times.yaml": """\
schema_version: 1
id: times
type: article-newspaper
title: The quiet street
""",
    "sources/post.yaml": """\
schema_version: 1
id: post
type: article-newspaper
title: The empty street
""",
    "briefing.yaml": """\
schema_version: 1
id: my-briefing
title: Cars in the centre
question: Should the centre be closed to cars?
scale: {measures: How far the side would go, labels: [not at all, a little, halfway, far, all the way]}
perspectives:
  - {id: closed, name: Close it, source: times, thesis: A centre without cars is worth more to all.}
  - {id: open, name: Keep it open, source: post, thesis: A centre without cars loses its trade.}
themes:
  - {id: cost, title: What it costs}
""",
    "themes/cost.yaml": """\
schema_version: 1
question: What would it cost?
overview: Both writers count takings.
stances:
  closed: {level: 4, reason: The works pay for themselves., evidence: [times/shops-and-rents/1]}
  open: {level: 2, reason: Shops give up before takings recover., evidence: [post/2]}
points:
  - id: takings
    question: What happens to the shops?
    relation: differ
    claims:
      closed:
        - text: Shops sold more once people had got used to it.
          evidence: [times/1, times/shops-and-rents/1]
      open:
        - text: Some had to give up before that, says a shopkeeper.
          evidence: [post/1, post/2, post/3]
""",
}
"""A small briefing with its texts that breaks no rule but those on common ground, crux and open questions."""

_PART = re.compile(r"^# (\S+\.(?:yaml|txt))[^\n]*\n", re.MULTILINE)
_KEY = re.compile(r"^([A-Za-z_-]+):", re.MULTILINE)


def build(example: str, folder: Path) -> Path:
    """The briefing of an example, in a folder of its own below `folder`."""
    made = folder / "briefing"
    files, given = dict(BASE), _parts(example)
    for name, text in given.items():
        files[name] = text if name.endswith(".txt") else _with(files.get(name, ""), text)
    for name in ("times", "post"):
        record = f"sources/{name}.yaml"
        if not re.search(r"^outline:", files[record], re.MULTILINE):
            files[record] += sources.outline_yaml(sources.outline(read_article(files[f"sources/{name}.txt"]).blocks))
    for name, text in files.items():
        path = made / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    if example.startswith("$ "):
        subprocess.run(["bash", "-ec", example.removeprefix("$ ")], cwd=made, check=True)
    return made


def problems(example: str, folder: Path) -> list[Problem]:
    """What `check` finds in an example, with all texts at hand."""
    made = Folder(build(example, folder))
    return checks.run(made, {} if made.unreadable() else find_texts(made))


def _parts(example: str) -> dict[str, str]:
    _, *pieces = _PART.split(example)
    return dict(zip(pieces[::2], pieces[1::2], strict=True))


def _with(text: str, changed: str) -> str:
    """A file with the top-level keys of a part in the place of its own."""
    blocks = re.split(r"^(?=[A-Za-z_-]+:)", text, flags=re.MULTILINE)
    keys = set(_KEY.findall(changed))
    return "".join(block for block in blocks if block and block.split(":")[0] not in keys) + changed
