"""A whole briefing as one JSON document, and the document as a briefing again."""

import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta, Struct

from briefing import schema, strict_yaml, structure
from briefing.errors import MOST_PROBLEMS, BriefingError, Finding, and_more
from briefing.fields import Id, Text, doc
from briefing.model import Briefing, BriefingFile, Perspective, Source, ThemeFile
from briefing.strict_yaml import KeyPath
from briefing.text import clean

MAX_BYTES: Final = 16 << 20
"""The longest document that is read."""
MAX_VALUES: Final = 1_000_000
"""The most texts, numbers, lists and groups of keys in a document that is read."""


class About(BriefingFile, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What briefing.yaml holds, here also with one side alone."""

    perspectives: Annotated[
        tuple[Perspective, ...],
        Meta(min_length=1, max_length=2),
        doc("The two sides, in their first order; one alone where only its answers were asked for."),
    ]


class Exchange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A briefing in one document. Each part holds what its file holds in a briefing's folder."""

    schema_version: Annotated[Literal[1], doc("The version of this format. Always 1.")]
    about: Annotated[About, doc("What briefing.yaml holds; its contents list the themes in this document.")]
    sources: Annotated[dict[Id, Source], doc("What sources/<id>.yaml holds, by id: the sources of the two sides.")]
    themes: Annotated[dict[Id, ThemeFile], doc("What themes/<id>.yaml holds, by id: the themes of the contents.")]
    notes: Annotated[dict[str, Text], doc("The reader's notes, keyed `theme` or `theme/point`.")] = {}
    left_out: Annotated[
        tuple[str, ...], doc("The points that did not fit the time asked for, as `theme/point`; empty for a whole.")
    ] = ()

    def briefing(self) -> Briefing:
        """The briefing that the document holds."""
        themes = [self.themes[entry.id].placed(entry, number) for number, entry in enumerate(self.about.themes, 1)]
        about = BriefingFile(**_fields(self.about, BriefingFile))
        return Briefing(about=about, sources=self.sources, themes=tuple(themes))


def encode(briefing: Briefing, notes: Mapping[str, str], left_out: tuple[str, ...] = ()) -> str:
    """The document that holds these themes of the briefing, and these notes; every text is cleaned."""
    included = {theme.id for theme in briefing.themes}
    entries = tuple(entry for entry in briefing.about.themes if entry.id in included)
    made = Exchange(
        schema_version=1,
        about=About(**{**_fields(briefing.about, BriefingFile), "themes": entries}),
        sources=briefing.sources,
        themes={theme.id: ThemeFile(**_fields(theme, ThemeFile)) for theme in briefing.themes},
        notes={target: text.replace("\r\n", "\n") for target, text in sorted(notes.items()) if text.strip()},
        left_out=left_out,
    )
    return json.dumps(_cleaned(msgspec.to_builtins(made)), ensure_ascii=False, indent=2) + "\n"


def decode(data: bytes, name: str) -> Exchange:
    """What a document holds, its texts cleaned; `name` is what messages call the document.

    Raises BriefingError, which names the place in the document, for anything that `encode` would not have written.
    """
    values = _values(data, name)
    try:
        made = msgspec.convert(values, Exchange)
    except msgspec.ValidationError as error:
        found = schema.findings(name, values, Exchange, most=MOST_PROBLEMS, are_numbers_text=False)
        if not found:
            raise _refusal(name, [Finding(file=name, path=(), rule="wrong-value", message=str(error))]) from None
        raise _refusal(name, found) from None
    if found := list(_inconsistent(name, made)):
        raise _refusal(name, found)
    return made


def shown(path: KeyPath) -> str:
    """A place in the document as a JSONPath (RFC 9535), such as `$.themes.trade.points[0].id`."""
    parts = (f".{key}" if isinstance(key, str) and key.isidentifier() else f"[{json.dumps(key)}]" for key in path)
    return "$" + "".join(parts)


def refuse(name: str, path: KeyPath, message: str, hint: str) -> BriefingError:
    """The error that something is wrong at a place in a document."""
    return BriefingError(f"{name}: {clean(shown(path))}: {message}", hint)


def _fields(value: Struct, kind: type[Struct]) -> dict[str, Any]:
    return {key: getattr(value, key) for key in kind.__struct_fields__}


def _cleaned(value: Any) -> Any:
    match value:
        case str():
            return clean(value)
        case list() | tuple():
            return [_cleaned(item) for item in value]
        case dict():
            return {clean(key): _cleaned(item) for key, item in value.items()}
        case _:
            return value


def _values(data: bytes, name: str) -> Any:
    """The document's values, its texts cleaned, within the limits. Raises BriefingError."""
    if len(data) > MAX_BYTES:
        raise BriefingError(f"{name}: the file is larger than {MAX_BYTES >> 20} MiB", "Export fewer themes at a time.")
    try:
        values = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise BriefingError(f"{name}: the file is not UTF-8 text", "Save it as UTF-8.") from None
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}:{error.colno}"
        raise BriefingError(f"{place}: not valid JSON: {error.msg}", "Export the briefing once more.") from None
    except RecursionError:
        raise _too_deep(name, ()) from None
    except ValueError as error:
        raise BriefingError(f"{name}: {clean(str(error))}", "Export the briefing once more.") from None
    count = 0

    def walk(value: Any, path: KeyPath) -> Any:
        nonlocal count
        count += 1
        if count > MAX_VALUES:
            raise BriefingError(
                f"{name}: the file has more than {MAX_VALUES:,} parts", "Export fewer themes at a time."
            )
        if len(path) > strict_yaml.MAX_DEPTH:
            raise _too_deep(name, path)
        match value:
            case str():
                if len(value) > strict_yaml.MAX_SCALAR:
                    limit = strict_yaml.MAX_SCALAR >> 10
                    raise refuse(name, path, f"a text is longer than {limit} KiB", "Shorten it.")
                return clean(value)
            case list():
                return [walk(item, (*path, index)) for index, item in enumerate(value)]
            case dict():
                return {key: walk(item, (*path, key)) for key, item in value.items()}
            case _:
                return value

    return walk(values, ())


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for written, value in pairs:
        key = clean(written)
        if key in made:
            raise ValueError(f"the key `{key[:60]}` is given twice")
        made[key] = value
    return made


def _no_number(written: str) -> None:
    raise ValueError(f"{written} is no value of JSON")


def _too_deep(name: str, path: KeyPath) -> BriefingError:
    return refuse(name, path, f"values are nested more than {strict_yaml.MAX_DEPTH} deep", "No briefing is.")


def _inconsistent(name: str, made: Exchange) -> Iterator[Finding]:
    """What does not fit together: ids given twice or unknown, parts that are missing or that nothing names."""

    def below(place: KeyPath, found: list[Finding]) -> Iterator[Finding]:
        for finding in found:
            yield msgspec.structs.replace(finding, path=(*place, *finding.path))

    yield from below(("about",), structure.about(name, made.about))
    if len(made.about.perspectives) < 2:
        yield Finding(
            file=name,
            path=("about", "perspectives"),
            rule="one-side",
            message="there is one side, and a briefing has two",
            hint="Export it once more without --side.",
        )
        return
    for part, wanted, there in (
        ("sources", [side.source for side in made.about.perspectives], made.sources),
        ("themes", [entry.id for entry in made.about.themes], made.themes),
    ):
        for key in dict.fromkeys([*wanted, *there]):
            if key not in there or key not in wanted:
                message = f"`{key}` is missing" if key not in there else f"nothing in `about` names `{key}`"
                yield Finding(
                    file=name, path=(part,), rule="missing-key", message=message, hint="Add it, or delete it."
                )
    for key, source in made.sources.items():
        yield from below(("sources", key), structure.source(name, source, key))
    for key, theme in made.themes.items():
        yield from below(("themes", key), structure.theme(name, theme, made.about))


def _refusal(name: str, found: list[Finding]) -> BriefingError:
    first = found[0]
    hint = (
        first.hint
        if first.rule in ("unknown-key", "one-side")
        else "`briefing schema export` prints what belongs there."
    )
    return refuse(name, first.path, clean(first.message) + and_more(len(found)), hint)
