"""The canonical form of a briefing's YAML: keys in the model's order, long texts as blocks, comments kept."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec
import yaml

from briefing import key_order, strict_yaml, yaml_comments
from briefing.errors import BriefingError
from briefing.loader import ABOUT, Folder, source_file, theme_file
from briefing.model import BriefingFile, Source, ThemeFile
from briefing.strict_yaml import YamlError
from briefing.text import cell_width, clean
from briefing.yaml_text import breaks

if TYPE_CHECKING:
    from ruamel.yaml import YAML

WIDTH: Final = 100
"""How many cells a line of text takes at most, where it has spaces to break it at."""
_STEP: Final = 2
"""How far each level is indented."""


class NotFormatted(BriefingError):
    """A file that was left alone: its canonical form would not hold all that the file holds."""


class Formatted(NamedTuple):
    """One file of a briefing, and what becomes of it."""

    path: Path
    """The file."""
    before: bytes
    """What it holds."""
    after: bytes
    """Its canonical form; what it holds where there is a problem."""
    problem: NotFormatted | None
    """Why it is left alone, if it is."""


def format_folder(folder: Folder) -> Iterator[Formatted]:
    """Every file of a briefing in its canonical form; nothing is written.

    Raises UnreadableFile for the first file that cannot be read.
    """
    folder.briefing()
    kinds: dict[str, type[msgspec.Struct]] = {ABOUT: BriefingFile}
    kinds |= {source_file(source): Source for source in folder.sources()}
    kinds |= {theme_file(entry.id): ThemeFile for entry in folder.about.themes}
    for name, kind in kinds.items():
        path = folder.path / name
        before = folder.data(name)
        try:
            yield Formatted(path, before, canonical(before, kind), None)
        except NotFormatted as error:
            problem = NotFormatted(f"{folder.shown(name)}: {error.message}", error.hint)
            yield Formatted(path, before, before, problem)


def canonical(data: bytes, kind: type[msgspec.Struct]) -> bytes:
    """The canonical form of a file of this kind that the strict reader accepts, proved to hold the same.

    It gives the same model, has every comment, and is its own canonical form. Raises NotFormatted.
    """
    made = _rendered(data, kind)
    _refuse_unless_same(data, made, kind)
    if made != data and _rendered(made, kind) != made:
        raise NotFormatted("it is not stable: formatted twice, it looks different", _HINT)
    return made


_HINT: Final = "Simplify what is unusual in it: comments within brackets, `? key`, directives."


def _refuse_unless_same(data: bytes, made: bytes, kind: type[msgspec.Struct]) -> None:
    try:
        is_same = _model(made, kind) == _model(data, kind)
    except (YamlError, msgspec.ValidationError):
        is_same = False
    if not is_same:
        raise NotFormatted("its canonical form would read differently", _HINT)
    if lost := _comments(data) - _comments(made):
        first = next(iter(lost))
        raise NotFormatted(f"the comment `{clean(first[:60])}` would be lost", "Move it to its own line.")


def _model(data: bytes, kind: type[msgspec.Struct]) -> msgspec.Struct:
    return msgspec.convert(strict_yaml.read(data), kind, strict=False)


def _comments(data: bytes) -> Counter[str]:
    """Every comment in a YAML text, and how often it stands there."""
    return Counter(comment.text for comment in yaml_comments.comments(_text(data)))


def _text(data: bytes) -> str:
    return re.sub(r"\r\n?", "\n", data.decode("utf-8-sig"))


def _rendered(data: bytes, kind: type[msgspec.Struct]) -> bytes:
    """The text in its canonical form, without proof. Raises NotFormatted."""
    from ruamel.yaml.error import YAMLError

    try:
        text = key_order.ordered(_text(data), kind)
        library = _library()
        tree = library.load(text)
        _fold(tree, ())
        out = io.StringIO()
        library.dump(tree, out)
    except (YAMLError, yaml.YAMLError, NotImplementedError) as error:
        said = clean(" ".join(str(error).split())[:100])
        raise NotFormatted(f"it cannot be written anew: {said}", _HINT) from None
    lines = [line.rstrip(" \t") if line.lstrip().startswith("#") else line for line in out.getvalue().split("\n")]
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def _library() -> "YAML":
    """A reader and writer of YAML that keeps comments and quoting, and takes every scalar but null for text."""
    from ruamel.yaml import YAML
    from ruamel.yaml.representer import RoundTripRepresenter
    from ruamel.yaml.resolver import VersionedResolver

    class Resolver(VersionedResolver):
        @property
        def versioned_resolver(self) -> Any:
            null = [("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"))]
            return {"~": null, "n": null, "": null}

    class Representer(RoundTripRepresenter):
        def represent_none(self, data: Any) -> Any:
            return self.represent_scalar("tag:yaml.org,2002:null", "null")

    Representer.add_representer(type(None), Representer.represent_none)
    library = YAML()
    library.Resolver = Resolver
    library.Representer = Representer
    library.preserve_quotes = True
    library.width = WIDTH
    library.indent(mapping=_STEP, sequence=2 * _STEP, offset=_STEP)
    library.brace_single_entry_mapping_in_flow_sequence = True
    return library


def _fold(tree: Any, path: tuple[str | int, ...]) -> None:
    """Break every folded text anew, and fold each plain one that is too long for its line."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarstring import FoldedScalarString, ScalarString

    if not isinstance(tree, CommentedMap | CommentedSeq) or tree.fa.flow_style():
        return
    for key, value in list(tree.items() if isinstance(tree, CommentedMap) else enumerate(tree)):
        here = (*path, key)
        if isinstance(value, FoldedScalarString):
            _break(value, len(here))
        elif isinstance(value, str) and not isinstance(value, ScalarString):
            head = len(key) + 2 if isinstance(key, str) else 0
            is_long = _STEP * (len(here) - 1) + head + cell_width(value) > WIDTH
            if is_long and value == " ".join(value.split()) and _make_room(tree.ca.items.get(key)):
                tree[key] = FoldedScalarString(value)
                _break(tree[key], len(here))
        else:
            _fold(value, here)


def _make_room(remarks: Any) -> bool:
    """Make what follows a plain text on its own lines follow a block; whether nothing is in the way.

    ruamel.yaml keeps the line break that ends a plain text with what follows it, and that of a block with the block.
    """
    given = [token for token in remarks or () if token]
    if not all(hasattr(token, "value") and token.value.startswith("\n") for token in given):
        return False
    for token in given:
        token.value = token.value[1:]
    return True


def _break(text: Any, depth: int) -> None:
    """Say where a folded text is broken; one that has lines of its own keeps them as they are."""
    if "\n" not in text.rstrip("\n"):
        text.fold_pos = breaks(text, WIDTH - _STEP * depth)
