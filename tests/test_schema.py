"""The JSON Schema of each file, and every way to break it in plain words."""

import copy
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from briefing.errors import Finding
from briefing.model import BriefingFile, Source, ThemeFile
from briefing.schema import findings, schema_of

ABOUT: dict[str, Any] = {
    "schema_version": "1",
    "id": "b",
    "title": "T",
    "question": "Q?",
    "as_of": "2024-05",
    "scale": {"measures": "room", "labels": ["a", "b", "c", "d", "e"]},
    "perspectives": [
        {"id": "yes", "name": "Yes", "source": "one", "thesis": "It is so."},
        {"id": "no", "name": "No", "source": "two", "thesis": "It is not."},
    ],
    "themes": [{"id": "first", "title": "First"}],
}
THEME: dict[str, Any] = {
    "schema_version": "1",
    "question": "Q?",
    "overview": "O.",
    "stances": {
        "yes": {"level": "5", "reason": "R.", "evidence": ["one/1"]},
        "no": {"level": "1", "reason": "R.", "evidence": [{"at": "two/part/1", "quote": "so"}]},
    },
    "points": [
        {
            "id": "p",
            "question": "Q?",
            "priority": "1",
            "relation": "differ",
            "claims": {"yes": [{"text": "C.", "voice": "quote", "evidence": ["one/1"]}]},
            "silence": {"no": ["word"]},
        }
    ],
    "crux": "X.",
    "open_questions": ["Y?"],
}
SOURCE: dict[str, Any] = {
    "schema_version": "1",
    "id": "one",
    "type": "report",
    "title": "T",
    "author": [{"family": "F"}],
    "container-title": "Paper",
    "issued": "2024-02-29",
    "URL": "https://example.org/",
    "outline": [{"heading": None, "paragraphs": [{"digest": "0123456789abcdef", "words": "12"}]}],
}
FILES: list[tuple[dict[str, Any], type[msgspec.Struct]]] = [
    (ABOUT, BriefingFile),
    (THEME, ThemeFile),
    (SOURCE, Source),
]
AN_ID = "An id is 1 to 64 lower-case letters, digits and hyphens, and does not start with a hyphen."
A_DATE = "Write a year, a month or a day: 2025, 2025-04 or 2025-04-23."
KEYS = "Write lines of `key: value`."
A_TEXT = "Write text; it needs quotes around it if it starts with a bracket or a brace."
A_LOCATOR = "A locator is source/section/paragraph, such as news/economy/3, or source/paragraph."
GONE = object()


def changed(data: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    made = copy.deepcopy(data)
    *way, last = [int(key) if key.isdigit() else key for key in path.split(".")]
    inner: Any = made
    for key in way:
        inner = inner[key]
    if value is GONE:
        del inner[last]
    else:
        inner[last] = value
    return made


def keys(path: str) -> tuple[str | int, ...]:
    return tuple(int(key) if key.isdigit() else key for key in path.split(".") if key)


@pytest.mark.parametrize(("data", "kind"), FILES)
def test_a_right_file_breaks_nothing(data: dict[str, Any], kind: type[msgspec.Struct]) -> None:
    msgspec.convert(data, kind, strict=False)
    assert findings("f.yaml", data, kind) == []


@pytest.mark.parametrize(("_", "kind"), FILES)
def test_the_schema_is_a_schema_and_describes_every_key(_: object, kind: type[msgspec.Struct]) -> None:
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)
    for definition in schema["$defs"].values():
        for key, field in definition.get("properties", {}).items():
            assert field.get("description") or key in ("schema_version", "author"), key


@pytest.mark.parametrize(
    ("data", "path", "value", "at", "rule", "message", "hint"),
    [
        # keys
        (ABOUT, "title", GONE, "", "missing-key", "the key `title` is missing", "Add `title:`. The briefing's title."),
        (ABOUT, "scale.measures", GONE, "scale", "missing-key", "the key `measures` is missing in `scale`",
         "Add `measures:`. What the scale measures."),
        (ABOUT, "perspectives.1.thesis", GONE, "perspectives.1", "missing-key", "the key `thesis` is missing",
         "Add `thesis:`. What the side argues, in its own terms."),
        (ABOUT, "tilte", "T", "tilte", "unknown-key", "unknown key `tilte`", "Did you mean `title`?"),
        (THEME, "points.0.relations", "x", "points.0.relations", "unknown-key", "unknown key `relations`",
         "Did you mean `relation`?"),
        (SOURCE, "container_title", "x", "container_title", "unknown-key", "unknown key `container_title`",
         "Did you mean `container-title`?"),
        (THEME, "stances.yes.zzz", "x", "stances.yes.zzz", "unknown-key", "unknown key `zzz`",
         "Keys known here: level, reason, evidence, allow."),
        (THEME, "stances.Yes!", {"level": "1", "reason": "R."}, "stances.Yes!", "wrong-value", "`Yes!` is not an id",
         AN_ID),
        # types
        (ABOUT, "title", None, "title", "wrong-type", "`title` is empty; expected text",
         'Write some text; put quotes around it if you mean the word "null".'),
        (ABOUT, "title", ["T"], "title", "wrong-type", "`title` is a list; expected text", A_TEXT),
        (ABOUT, "themes", "first", "themes", "wrong-type", '`themes` is the text "first"; expected a list',
         "Write each entry on a line of its own, after a hyphen and a space."),
        (ABOUT, "themes.0", "first", "themes.0", "wrong-type",
         'this is the text "first"; expected keys with values', KEYS),
        (ABOUT, "scale", [], "scale", "wrong-type", "`scale` is a list; expected keys with values", KEYS),
        (THEME, "crux", {"a": "b"}, "crux", "wrong-type", "`crux` is a group of keys; expected text", A_TEXT),
        (THEME, "stances.no.level", "two", "stances.no.level", "wrong-type",
         '`level` is the text "two"; expected a whole number', "Write it in digits."),
        (THEME, "stances.no.level", "2.5", "stances.no.level", "wrong-type",
         '`level` is the text "2.5"; expected a whole number', "Write it in digits."),
        (THEME, "stances.no.level", "9" * 5000, "stances.no.level", "wrong-type",
         f'`level` is the text "{"9" * 60}…"; expected a whole number', "Write it in digits."),
        (THEME, "stances.no.level", "2\n", "stances.no.level", "wrong-type",
         '`level` is the text "2\n"; expected a whole number', "Write it in digits."),
        (THEME, "points.0.claims.yes.0.evidence.0", [], "points.0.claims.yes.0.evidence.0", "wrong-type",
         "this is a list; expected keys with values or text", f"{KEYS} {A_TEXT}"),
        # values
        (ABOUT, "schema_version", "2", "schema_version", "wrong-value", '`schema_version` is "2"', "Write one of: 1."),
        (ABOUT, "id", "A b", "id", "wrong-value", '`id` is "A b"', AN_ID),
        (ABOUT, "id", "b\n", "id", "wrong-value", '`id` is "b\n"', AN_ID),
        (ABOUT, "themes.0.id", "../x", "themes.0.id", "wrong-value", '`id` is "../x"', AN_ID),
        (ABOUT, "themes.0.id", "a" * 65, "themes.0.id", "wrong-value", f'`id` is "{"a" * 60}…"', AN_ID),
        (ABOUT, "title", "", "title", "wrong-value", "`title` is empty", "Write some text."),
        (ABOUT, "title", " \n", "title", "wrong-value", "`title` is empty", "Write some text."),
        (ABOUT, "as_of", "May 2024", "as_of", "wrong-value", '`as_of` is "May 2024"', A_DATE),
        (ABOUT, "as_of", "2024-13", "as_of", "wrong-value", '`as_of` is "2024-13"', A_DATE),
        (ABOUT, "as_of", "２０２４", "as_of", "wrong-value", '`as_of` is "２０２４"', A_DATE),
        (ABOUT, "perspectives", ABOUT["perspectives"] * 2, "perspectives", "wrong-value",
         "`perspectives` has 4 entries", "It needs at most 2."),
        (ABOUT, "perspectives.1", GONE, "perspectives", "wrong-value", "`perspectives` has 1 entry",
         "It needs at least 2."),
        (ABOUT, "scale.labels.4", GONE, "scale.labels", "wrong-value", "`labels` has 4 entries",
         "It needs at least 5."),
        (THEME, "points", [], "points", "wrong-value", "`points` has 0 entries", "It needs at least 1."),
        (THEME, "stances.no.level", "0", "stances.no.level", "wrong-value", '`level` is "0"',
         "Write a number from 1 to 5."),
        (THEME, "points.0.priority", "4", "points.0.priority", "wrong-value", '`priority` is "4"',
         "Write a number from 1 to 3."),
        (THEME, "points.0.relation", "same", "points.0.relation", "wrong-value", '`relation` is "same"',
         "Write one of: agree, differ, partly, talk-past."),
        (THEME, "points.0.claims.yes.0.voice", "Quote", "points.0.claims.yes.0.voice", "wrong-value",
         '`voice` is "Quote"', "Write one of: editor, paraphrase, quote."),
        (THEME, "stances.yes.evidence.0", "one", "stances.yes.evidence.0", "wrong-value", 'this is "one"', A_LOCATOR),
        (THEME, "stances.yes.evidence.0", "one/0", "stances.yes.evidence.0", "wrong-value", 'this is "one/0"',
         A_LOCATOR),
        (THEME, "stances.no.evidence.0.at", "two/1\n", "stances.no.evidence.0.at", "wrong-value", '`at` is "two/1\n"',
         A_LOCATOR),
        (SOURCE, "outline.0.paragraphs.0.digest", "0123", "outline.0.paragraphs.0.digest", "wrong-value",
         '`digest` is "0123"',
         "First 16 hex digits of the SHA-256 of the text: NFKC, casefolded, its words joined by one space."),
        (SOURCE, "outline.0.paragraphs.0.words", "0", "outline.0.paragraphs.0.words", "wrong-value", '`words` is "0"',
         "Write a number of at least 1."),
    ],
)  # fmt: skip
def test_each_breach_is_told_in_plain_words_at_its_place(
    data: dict[str, Any], path: str, value: object, at: str, rule: str, message: str, hint: str
) -> None:
    kind = next(kind for known, kind in FILES if known is data)
    broken = changed(data, path, value)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(broken, kind, strict=False)
    (found,) = findings("f.yaml", broken, kind)
    assert (found.path, found.rule, found.message, found.hint) == (keys(at), rule, message, hint)
    assert found.on_key == (rule == "unknown-key" or message.endswith("is not an id"))
    assert found.file == "f.yaml"


def test_all_breaches_are_told_at_once() -> None:
    broken: Any = changed(changed(changed(THEME, "question", GONE), "crx", "x"), "points.0.priority", "9")
    broken = changed(changed(broken, "points.0.claims.yes.0.text", " "), "stances.yes.level", "high")
    assert sorted((f.rule, f.path) for f in findings("f.yaml", broken, ThemeFile)) == [
        ("missing-key", ()),
        ("unknown-key", ("crx",)),
        ("wrong-type", ("stances", "yes", "level")),
        ("wrong-value", ("points", 0, "claims", "yes", 0, "text")),
        ("wrong-value", ("points", 0, "priority")),
    ]


def test_several_missing_keys_are_each_told() -> None:
    found = findings("f.yaml", {"schema_version": "1"}, ThemeFile)
    assert [f.message for f in found] == [
        f"the key `{key}` is missing" for key in ("question", "overview", "stances", "points")
    ]


def test_the_words_for_one_bad_entry_do_not_depend_on_how_many_there_are() -> None:
    many = {f"key{number}": "x" for number in range(3000)}
    found = findings("f.yaml", {**ABOUT, **many}, BriefingFile)
    assert [f.message for f in found] == [f"unknown key `{key}`" for key in many]


leaves = st.none() | st.text(max_size=3) | st.sampled_from(["1", "3", "03", "3.0", "9" * 30, "a", "a/1", "2024", "\n"])
anything = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "text", "at", "yes", "é"]), inner, max_size=3)
    ),
    max_leaves=5,
)


def all_paths(tree: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [at, *(path for key, value in pairs for path in all_paths(value, (*at, key)))]


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_whatever_cannot_be_decoded_has_a_finding_inside_the_file(data: st.DataObject) -> None:
    known, kind = data.draw(st.sampled_from(FILES))
    where = data.draw(st.sampled_from(all_paths(known)))
    broken: Any = copy.deepcopy(known)
    if where:
        inner: Any = broken
        for key in where[:-1]:
            inner = inner[key]
        inner[where[-1]] = data.draw(anything)
    else:
        broken = data.draw(anything)
    found = findings("f.yaml", broken, kind)
    try:
        msgspec.convert(broken, kind, strict=False)
    except msgspec.ValidationError:
        assert found
        for finding in found:
            assert_placed(finding, broken)


def assert_placed(finding: Finding, tree: Any) -> None:
    assert finding.message
    assert finding.path in all_paths(tree)
