"""Parts of a YAML file as they stand in it, chosen by key."""

from collections.abc import Iterator
from itertools import takewhile

from briefing import strict_yaml
from briefing.strict_yaml import KeyPath, Node

CUT = "# …"
"""Stands where lines were left out."""


def excerpt(data: bytes, *keys: str) -> str:
    """The lines of the values that the keys lead to, with those of the keys above them and the comments on them.

    A key is `points/takings/claims/close/0`: an entry of a list is named by its id or its index. Raises YamlError
    for data that is not YAML, and KeyError for a key that is not there.
    """
    tree = strict_yaml.read(data)
    lines = data.decode().splitlines()
    ranges = _ranges(data, lines)
    kept: set[int] = set()
    for key in keys:
        path = _path(tree, key)
        kept.update(range(*ranges[path]))
        for depth in range(1, len(path)):
            above = ranges[path[:depth]][0]
            kept.update(range(above, _key_line(lines, above) + 1))
    return "\n".join(_cut(lines, kept)) + "\n"


def _path(tree: Node, key: str) -> KeyPath:
    path: KeyPath = ()
    for part in key.split("/"):
        if isinstance(tree, list):
            ids = [entry.get("id") if isinstance(entry, dict) else None for entry in tree]
            index = ids.index(part) if part in ids else int(part) if part.isdigit() else len(tree)
            if index >= len(tree):
                raise KeyError(key)
            tree, path = tree[index], (*path, index)
        elif isinstance(tree, dict) and part in tree:
            tree, path = tree[part], (*path, part)
        else:
            raise KeyError(key)
    return path


def _ranges(data: bytes, lines: list[str]) -> dict[KeyPath, tuple[int, int]]:
    """The 0-based lines of each value, its key and the comments above it included, up to the one given last."""
    marks = list(strict_yaml.marks(data).items())
    found: dict[KeyPath, tuple[int, int]] = {}
    for number, (path, mark) in enumerate(marks):
        start = mark.key[0] - 1
        later = (other.key[0] - 1 for each, other in marks[number + 1 :] if each[: len(path)] != path)
        end = next(later, len(lines))
        while end > start + 1 and _is_between(lines[end - 1], lines[end] if end < len(lines) else ""):
            end -= 1
        found[path] = start - _comments_above(lines, start), max(end, start + 1)
    return found


def _is_between(line: str, following: str) -> bool:
    """Whether a line belongs to what follows it, or to nothing: a blank one, or a comment that is no deeper."""
    is_comment = line.lstrip().startswith("#") and _indent(line) <= _indent(following)
    return not line.strip() or is_comment


def _comments_above(lines: list[str], start: int) -> int:
    above = reversed(lines[:start])
    return sum(1 for _ in takewhile(lambda line: line.startswith(" " * _indent(lines[start]) + "#"), above))


def _key_line(lines: list[str], start: int) -> int:
    return next(at for at in range(start, len(lines)) if not lines[at].lstrip().startswith("#"))


def _cut(lines: list[str], kept: set[int]) -> Iterator[str]:
    """The lines that are kept, and a mark for each run of others that says something."""
    is_cutting = False
    for number, line in enumerate(lines):
        if number in kept:
            is_cutting = False
            yield line
        elif line.strip() and not is_cutting:
            is_cutting = True
            yield " " * _indent(line) + CUT


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
