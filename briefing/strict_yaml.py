"""Reading YAML that a stranger may have written.

YAML's events are walked with a stack of our own, so that nesting, aliases, merge keys, tags and surprising
scalars cannot do harm: every scalar stays text until a schema converts it, and only a plain `null`, `~` or
nothing at all is None.
"""

import re
from typing import Final

import yaml
from msgspec import Struct

from briefing.text import REPLACEMENT, clean

MAX_BYTES: Final = 1 << 20
MAX_DEPTH: Final = 20
MAX_EVENTS: Final = 50_000
MAX_SCALAR: Final = 64 << 10

Node = dict[str, "Node"] | list["Node"] | str | None
"""What a YAML file holds, with every scalar as text."""

KeyPath = tuple[str | int, ...]
"""The keys and indices that lead to a value."""

LOADER = yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader
"""What makes PyYAML's events and nodes; nothing is ever loaded with it."""
_NOT_YAML = yaml.reader.Reader.NON_PRINTABLE
"""A character outside YAML 1.1's printable set (YAML 1.1, rule 1)."""
_NOT_LINE_BREAKS = re.compile("[\x85\u2028\u2029\ufeff]")
"""What YAML 1.1 takes for a line break and editors do not, and stray byte order marks: cleaned before they count."""


class Mark(Struct, frozen=True):
    """Where a value stands: 1-based line and column, of its key (if it has one) and of itself."""

    key: tuple[int, int]
    value: tuple[int, int]


class YamlError(Exception):
    """A text that is not the YAML we read: what is wrong, where, and what to do."""

    def __init__(self, line: int, column: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line = line
        """1-based."""
        self.column = column
        """1-based, in characters."""
        self.message = message
        self.hint = hint


def read(data: bytes) -> Node:
    """What one YAML document of UTF-8 text holds. Raises YamlError."""
    return _walk(_decode(data), None)


def marks(data: bytes) -> dict[KeyPath, Mark]:
    """Where each value of a document that `read` accepts stands. Raises YamlError."""
    found: dict[KeyPath, Mark] = {}
    _walk(_decode(data), found)
    return found


def readable(text: str) -> str:
    """The text as `read` takes it, character for character: what YAML 1.1 alone takes for a line break is replaced."""
    return _NOT_LINE_BREAKS.sub(REPLACEMENT, text)


def _decode(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise YamlError(1, 1, f"the file is larger than {MAX_BYTES >> 20} MiB", "Split it into smaller files.")
    try:
        text = readable(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        line, column = _place(before, len(before))
        raise YamlError(line, column, "the file is not UTF-8 text", "Save it as UTF-8.") from None
    if bad := _NOT_YAML.search(text):
        line, column = _place(text, bad.start())
        name = f"U+{ord(bad.group()):04X}"
        raise YamlError(line, column, f"the character {name} is not allowed", "Delete it.")
    return text


def _place(text: str, index: int) -> tuple[int, int]:
    lines = re.split(r"\r\n?|\n", text[:index])
    return len(lines), len(lines[-1]) + 1


class _Open(Struct):
    """A mapping or sequence whose end has not been seen."""

    node: dict[str, Node] | list[Node]
    path: KeyPath
    key: str | None = None
    key_mark: tuple[int, int] = (0, 0)


def _walk(text: str, found: dict[KeyPath, Mark] | None) -> Node:
    stack: list[_Open] = []
    root: list[Node] = []
    documents = 0
    try:
        for count, event in enumerate(yaml.parse(text, Loader=LOADER)):
            if count > MAX_EVENTS:
                raise _refusal(event, f"the file has more than {MAX_EVENTS:,} parts", "Split it into smaller files.")
            if isinstance(event, yaml.ScalarEvent):
                _refuse_extras(event)
                _scalar(event, stack, root, found)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                _refuse_extras(event)
                if len(stack) >= MAX_DEPTH:
                    raise _refusal(event, f"values are nested more than {MAX_DEPTH} deep")
                node: dict[str, Node] | list[Node] = {} if isinstance(event, yaml.MappingStartEvent) else []
                path = _add(node, event, stack, root, found)
                stack.append(_Open(node, path))
            elif isinstance(event, yaml.CollectionEndEvent):
                stack.pop()
            elif isinstance(event, yaml.AliasEvent):
                raise _refusal(event, "an alias (`*`) is not allowed", "Write the value out, or put it in quotes.")
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _refusal(event, "there is more than one document", "Keep one, and delete the `---`.")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        said = clean(error.problem or "it cannot be parsed")
        raise YamlError(line, column, f"not valid YAML: {said}", _syntax_hint(said)) from None
    except yaml.YAMLError as error:
        raise YamlError(1, 1, f"not valid YAML: {clean(str(error))}") from None
    return root[0] if root else None


def _scalar(event: yaml.ScalarEvent, stack: list[_Open], root: list[Node], found: dict[KeyPath, Mark] | None) -> None:
    value: str = event.value
    if len(value) > MAX_SCALAR:
        raise _refusal(event, f"a text is longer than {MAX_SCALAR >> 10} KiB", "Split it.")
    top = stack[-1] if stack else None
    if top is not None and isinstance(top.node, dict) and top.key is None:
        key = clean(value)
        if key == "<<" and not event.style:
            raise _refusal(event, "a merge key (`<<`) is not allowed", "Write the keys out.")
        if key in top.node:
            raise _refusal(event, f"the key `{key}` is given twice", "Keep one of the two.")
        top.key = key
        if found is not None:
            top.key_mark = _start(event)
        return
    plain_null = not event.style and value in ("", "~", "null")
    _add(None if plain_null else clean(value), event, stack, root, found)


def _add(
    node: Node, event: yaml.NodeEvent, stack: list[_Open], root: list[Node], found: dict[KeyPath, Mark] | None
) -> KeyPath:
    step: tuple[str | int, ...] = ()
    top = stack[-1] if stack else None
    if top is None:
        root.append(node)
    elif isinstance(top.node, list):
        step = (len(top.node),)
        top.node.append(node)
    elif top.key is None:
        raise _refusal(event, "a key is not text", "Write the key as a plain word.")
    else:
        step = (top.key,)
        top.node[top.key] = node
        top.key = None
    if found is None:
        return ()
    path = (*top.path, *step) if top else ()
    key_mark = (1, 1) if top is None else top.key_mark if isinstance(top.node, dict) else _start(event)
    found[path] = Mark(key_mark, _start(event))
    return path


def _start(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _refusal(event: yaml.Event, message: str, hint: str = "") -> YamlError:
    return YamlError(*_start(event), message, hint)


def _refuse_extras(event: yaml.NodeEvent) -> None:
    if event.anchor is not None:
        raise _refusal(event, "an anchor (`&`) is not allowed", "Delete it, or put the value in quotes.")
    tag = getattr(event, "tag", None)
    if tag is not None:
        raise _refusal(event, f"a tag (`{clean(tag)}`) is not allowed", "Delete it, or put the value in quotes.")


def _syntax_hint(problem: str) -> str:
    if "mapping values are not allowed" in problem:
        return "A text with a colon in it needs quotes around it; a key needs the indentation of its neighbours."
    if "cannot start any token" in problem:
        return "Indent with spaces, not tabs; a text that starts with @, ` or % needs quotes around it."
    if any(part in problem for part in ("expected key", "'-' indicator", "block end", "document start")):
        return "Look at the indentation here and in the line above."
    if any(part in problem for part in ("end of stream", "quoted scalar", "or ']'", "or '}'", "node content")):
        return "A quote or bracket was opened and not closed."
    if "expected ':'" in problem:
        return "A key is followed by a colon and a space."
    return ""
