"""Writes docs/format.md, the handbook of a briefing's files, from the model and the built-in example."""

import string
from pathlib import Path

import format_fields
import format_rules
import msgspec
from format_excerpts import excerpt
from format_fields import links, row
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from briefing import checks, cli, fields, model, notes_file, schema, sources, strict_yaml
from briefing.loader import Folder, source_text_file
from briefing.strict_yaml import YamlError
from briefing.text import ID_PATTERN
from briefing.texts import find_texts

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "format.md"
EXAMPLE = ROOT / "data" / "car-free-centre"
"""The briefing that the page explains."""
SMALL = ROOT / "docs" / "small-briefing"
"""The one that it shows whole."""

_LINE = 96
"""The longest line of a source's text that the page shows, in characters."""


def page() -> str:
    """The whole page."""
    rules = format_rules.speaking(SMALL)
    heard = {name for names in rules.values() for name in names}
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        autoescape=False,  # it makes Markdown, of files of this repository
    )
    return environment.get_template("format.md.j2").render(
        excerpt=lambda file, *keys: excerpt((EXAMPLE / file).read_bytes(), *keys).rstrip(),
        small=lambda file: (SMALL / file).read_text("utf-8").rstrip(),
        small_files=whole_files(),
        fields=lambda name: format_fields.table(_kind(name), rules),
        text=opening_of,
        paragraphs=paragraphs,
        read_as=read_as,
        refused=refused,
        commands=commands,
        notes=notes,
        links=links,
        row=row,
        of_every_field=format_rules.OF_EVERY_FIELD,
        of_files=[name for name in checks.RULES if name not in {*heard, *format_rules.OF_EVERY_FIELD}],
        allowing=checks.RULES["wrong-allow"].right.rstrip(),
        opens_no_text=" ".join(filter(_opens_no_text, string.punctuation)),
        an_id=schema.pattern_hint(ID_PATTERN),
        a_date=_hint(fields.Date),
        a_locator=_hint(fields.Locator),
        about=Folder(EXAMPLE).about,
        voices=list(model.Voice),
        relations=list(model.Relation),
        silence=model.SILENCE_GLYPH,
        source_types=model.SourceType.__args__,  # type: ignore[attr-defined]  # Literal has it, and no type says so
        limits=strict_yaml,
    )


def whole_files() -> list[str]:
    """The files of the small briefing by their paths below its folder, in the order in which one would write them."""
    order = (".txt", "briefing.yaml", "sources", "themes")
    paths = [path.relative_to(SMALL).as_posix() for path in SMALL.rglob("*") if path.is_file()]
    return sorted(paths, key=lambda path: (next(n for n, part in enumerate(order) if part in path), path))


def opening_of(source: str) -> str:
    """The lines of a source's text up to the first paragraph below its first heading, long ones cut."""
    text = find_texts(Folder(EXAMPLE))[source].paragraphs
    last = next(paragraph for locator, paragraph in text.items() if locator.count("/") == 2)
    lines = (EXAMPLE / source_text_file(source)).read_text("utf-8").splitlines()
    return "\n".join([*(_shortened(line, _LINE) for line in lines[: lines.index(last) + 1]), "…"])


def paragraphs(source: str, most: int) -> str:
    """A table of a source's first paragraphs: the locator of each, and how it begins."""
    folder = Folder(EXAMPLE)
    text = find_texts(folder)[source].paragraphs
    rows = [("locator", "paragraph", "words"), ("---", "---", "---:")]
    for locator, paragraph in list(sources.paragraphs(folder.source(source)))[:most]:
        rows.append((f"`{locator}`", _shortened(text[str(locator)], 60), str(paragraph.words)))
    return "\n".join(map(row, rows))


def read_as(*written: str) -> str:
    """A table of how values of a text field are read."""
    rows = [("written", "read as"), ("---", "---")]
    for each in written:
        held = strict_yaml.read(f"key: {each}".encode())
        is_text = isinstance(held, dict) and isinstance(held["key"], str)
        said = f"the text `{held['key']}`" if is_text and isinstance(held, dict) else "nothing at all"
        rows.append((f"`{each}`" if each else "(nothing)", said))
    return "\n".join(map(row, rows))


def refused(*samples: tuple[str, str]) -> str:
    """A table of YAML that is not read: what is said of it, and why it is so."""
    rows = [("written", "what `check` says", "why"), ("---",) * 3]
    for written, why in samples:
        try:
            strict_yaml.read(written.encode())
        except YamlError as error:
            shown = " then ".join(f"`{line}`" for line in written.splitlines())
            rows.append((shown, f"{error.message}. {error.hint}", why))
        else:
            raise ValueError(f"this is read after all: {written}")
    return "\n".join(map(row, rows))


def commands(*names: str) -> str:
    """A table of commands, with what their own help says of them."""
    known = {}
    for command in cli.app.registered_commands:
        does = (command.callback.__doc__ or "").splitlines()[0] if command.callback else ""
        name = command.name or getattr(command.callback, "__name__", "")
        known[name] = does, (command.epilog or "").removeprefix("Example: ")
    rows = [("command", "what it does", "example"), ("---",) * 3]
    rows += [(f"`{name}`", known[name][0], f"`{known[name][1]}`") for name in names]
    return "\n".join(map(row, rows))


def notes(**written: str) -> str:
    """A notes file, as the program writes it."""
    briefing = Folder(EXAMPLE).about.id
    changes = {target.replace("__", "/"): text for target, text in written.items()}
    nothing = notes_file.none_on(briefing)
    made = notes_file.encode(b"", nothing, changes, "2026-11-22T02:07:00Z", Path("notes.yaml"))
    return made.decode().rstrip()


def _kind(name: str) -> type[msgspec.Struct]:
    kind: type[msgspec.Struct] = getattr(model if hasattr(model, name) else notes_file, name)
    return kind


def _opens_no_text(character: str) -> bool:
    """Whether a text that begins with it, without quotes, is not read as it stands."""
    written = f"{character}x"
    try:
        return strict_yaml.read(f"key: {written}".encode()) != {"key": written}
    except YamlError:
        return True


def _hint(kind: object) -> str:
    return schema.pattern_hint(format_fields.pattern_of(kind))


def _shortened(line: str, most: int) -> str:
    return line if len(line) <= most else f"{line[: most - 1].rsplit(' ', 1)[0]} …"


def main() -> None:
    """Replace the page by what the model, the rules and the example say now."""
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
