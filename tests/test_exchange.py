"""A briefing as JSON and back: nothing is lost, nothing gets in, and the YAML is what a person would write."""

import errno
import itertools
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import samples
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from briefing import exchange, importing, lookup, paths, strict_yaml, yaml_text
from briefing.errors import BriefingError
from briefing.exchange import Exchange
from briefing.export import Options, render
from briefing.loader import Folder
from briefing.model import Briefing, BriefingFile, Claim, Source, ThemeEntry, ThemeFile
from briefing.schema import published
from briefing.text import clean

PLAIN = samples.briefing()
HOSTILE = (*samples.HOSTILE, "null", "~", "no", "012", "2025-04-23", "1_000", "=", "<<", " lead", "trail ", "\n", "a\n",
           "\ttab", "a  b", "\r\n x", "a\n\n\n b\n", "#", "'", '"', "\x85", "\u2028", "\ufeff", "\uffff", "\U0010ffff",
           "key: value", "- ", "? x", "!tag", "&anchor", "*alias", "%", "@", "`", "|", ">", "..", "../x")  # fmt: skip
"""Texts that something may take for more than text, or for less."""
BUILT_IN = [pytest.param(folder, id=folder.name) for folder in paths.builtin_folders()]


def exported(briefing: Briefing, notes: dict[str, str] | None = None) -> bytes:
    return render("json", briefing, notes or {}, Options(notes=True)).encode()


def came_back(data: bytes, folder: Path) -> tuple[Briefing, dict[str, str]]:
    """What a folder holds that is made of the document."""
    folder.mkdir(parents=True)
    (folder / "in.json").write_bytes(data)
    importing.import_briefing(folder / "in.json", folder / "made")
    found = Folder(folder / "made")
    return found.briefing(), dict(lookup.find_notes(found).texts)


def document() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(exported(PLAIN, samples.notes()))
    return made


def refused(made: object) -> str:
    """The message and the hint with which a document is refused."""
    with pytest.raises(BriefingError) as caught:
        exchange.decode(json.dumps(made).encode(), "in.json")
    return f"{caught.value.message} {caught.value.hint}"


# there and back


@pytest.mark.parametrize("folder", BUILT_IN)
def test_a_built_in_briefing_comes_back_as_it_went(folder: Path, tmp_path: Path) -> None:
    briefing = Folder(folder).briefing()
    again, _ = came_back(exported(briefing), tmp_path / "x")
    assert again == briefing
    assert exported(again) == exported(briefing)


def test_each_file_that_comes_back_fits_the_schema_that_its_first_line_names(tmp_path: Path) -> None:
    came_back(exported(PLAIN), tmp_path / "x")
    files = [*(tmp_path / "x/made").glob("*.yaml"), *(tmp_path / "x/made").glob("*/*.yaml")]
    assert len(files) == 1 + len(PLAIN.sources) + len(PLAIN.themes)
    for path in files:
        first = path.read_text().split("\n")[0]
        schema = json.loads((path.parent / first.removeprefix("# yaml-language-server: $schema=")).read_text())
        Draft202012Validator(schema).validate(yaml.safe_load(path.read_text()))


def test_the_notes_come_back_too(tmp_path: Path) -> None:
    data = exported(PLAIN, samples.notes())
    again, notes = came_back(data, tmp_path / "x")
    assert notes == samples.notes()
    assert exported(again, notes) == data


def test_the_notes_that_are_not_asked_for_stay_at_home() -> None:
    assert json.loads(render("json", PLAIN, samples.notes(), Options()))["notes"] == {}
    wanted = render("json", PLAIN, {**samples.notes(), "air": "n"}, Options(notes=True, themes=("air",)))
    assert json.loads(wanted)["notes"] == {"air": "n"}


@pytest.mark.parametrize("start", range(4))
def test_a_briefing_of_hostile_texts_comes_back_cleaned_and_else_the_same(start: int, tmp_path: Path) -> None:
    texts = itertools.islice(itertools.cycle(HOSTILE), start * 17, None)
    made = samples.briefing(lambda text: f"{next(texts)}{text}" if start % 2 else f"{text}{next(texts)}")
    data = exported(made)
    again, _ = came_back(data, tmp_path / "x")
    assert exported(again) == data
    assert again.themes[0].points[0].question == clean(made.themes[0].points[0].question)


TEXT = st.one_of(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60),
    st.text(" \n\t'\"#:-|>&*!%@`?,[]{}\\a0.~\x85é汉\u2028\uffff", min_size=1, max_size=120),
    st.text("ab \n", min_size=80, max_size=400),
    st.sampled_from(HOSTILE),
).filter(lambda text: clean(text).strip())


@settings(max_examples=400, deadline=None)
@given(TEXT, TEXT)
def test_every_text_is_read_as_it_was_written(first: str, second: str) -> None:
    first, second = clean(first), clean(second)
    theme = PLAIN.themes[0]
    point = msgspec.structs.replace(
        theme.points[0],
        claims={"close": (Claim(text=first, allow={second: first}), Claim(text=second))},
        silence={"keep": (first, second)},
    )
    fields = {key: getattr(theme, key) for key in ThemeFile.__struct_fields__}
    made = ThemeFile(**{**fields, "crux": second, "open_questions": (first,), "points": (point,)})
    data = yaml_text.encode(made)
    assert msgspec.convert(strict_yaml.read(data), ThemeFile, strict=False) == made


@pytest.mark.parametrize("word", ["null", "true", "no", "1", "2025", "x" * 64])
def test_an_id_that_yaml_would_take_for_something_else_stays_one(word: str, tmp_path: Path) -> None:
    about = msgspec.structs.replace(PLAIN.about, themes=(ThemeEntry(id=word, title=word),), id=word)
    theme = msgspec.structs.replace(PLAIN.themes[0], id=word, title=word)
    made = msgspec.structs.replace(PLAIN, about=about, themes=(theme,))
    assert came_back(exported(made), tmp_path / "x")[0] == made


# the parts of it


def test_a_theme_or_some_minutes_make_a_briefing_of_their_own(tmp_path: Path) -> None:
    one = render("json", PLAIN, {}, Options(themes=("air",)))
    again, _ = came_back(one.encode(), tmp_path / "one")
    assert [(theme.id, theme.number) for theme in again.themes] == [("air", 1)]
    timed = json.loads(render("json", PLAIN, {}, Options(minutes=0.4)))
    kept = {f"{theme}/{point['id']}" for theme, held in timed["themes"].items() for point in held["points"]}
    every = {f"{theme.id}/{point.id}" for theme in PLAIN.themes for point in theme.points}
    assert kept and timed["left_out"]
    assert kept | set(timed["left_out"]) == every
    assert not kept & set(timed["left_out"])
    came_back(json.dumps(timed).encode(), tmp_path / "timed")


def test_the_other_order_of_the_sides_is_exported() -> None:
    made = json.loads(render("json", PLAIN, {}, Options(swapped=True)))
    assert [side["id"] for side in made["about"]["perspectives"]] == ["keep", "close"]


def test_the_yaml_is_what_a_person_would_write() -> None:
    source = yaml_text.encode(PLAIN.sources["essay"]).decode()
    assert "author:\n  - {family: Author, given: Second}\n" in source
    assert "      - {digest: '0000000000000000', words: 20}\n" in source
    theme = PLAIN.themes[0]
    fields = {key: getattr(theme, key) for key in ThemeFile.__struct_fields__}
    text = yaml_text.encode(ThemeFile(**{**fields, "overview": "word " * 40 + "end", "crux": "one\ntwo"})).decode()
    assert "overview: >-\n  word word" in text
    assert "crux: |-\n  one\n  two\n" in text
    assert "priority: 2" not in text and "voice: paraphrase" not in text and "null" not in text
    assert max(map(len, text.splitlines())) <= 110
    assert list(yaml.safe_load(text)) == list(ThemeFile.__struct_fields__)[:-1]


# the schemas


@pytest.mark.parametrize("folder", BUILT_IN)
def test_the_published_schemas_hold_for_the_built_in_briefings(folder: Path) -> None:
    briefing = Folder(folder).briefing()
    schema = published(Exchange)
    Draft202012Validator.check_schema(schema)
    made = json.loads(exported(briefing))
    Draft202012Validator(schema).validate(made)
    for_files = Draft202012Validator(published(BriefingFile, ThemeFile, Source))
    for file in (made["about"], *made["sources"].values(), *made["themes"].values()):
        for_files.validate(file)
    assert not Draft202012Validator(schema).is_valid({**made, "more": 1})
    assert not for_files.is_valid({"schema_version": 1})


def test_every_field_of_the_schemas_is_described() -> None:
    for name, definition in published(Exchange)["$defs"].items():
        assert definition.get("description"), name
        for key, held in definition.get("properties", {}).items():
            assert held.get("description"), f"{name}.{key}"
    assert published(Exchange)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "$id" not in published(Exchange)


# what is refused


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    made = document()
    change(made)
    return made


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda d: d.update(more=1), "$.more: unknown key `more`"),
        (lambda d: d["themes"]["trade"]["points"][0].update(qestion="x"), "$.themes.trade.points[0].qestion"),
        (lambda d: d["themes"]["trade"]["points"][0].update(id="../../x"), "$.themes.trade.points[0].id"),
        (lambda d: d["themes"].update({"../x": d["themes"]["air"]}), '$.themes["../x"]: `../x` is not an id'),
        (lambda d: d["sources"].update({"/etc": d["sources"]["essay"]}), '$.sources["/etc"]: `/etc` is not an id'),
        (lambda d: d["about"].update(id=".."), "$.about.id"),
        (lambda d: d["about"]["perspectives"][0].update(source="a/b"), "$.about.perspectives[0].source"),
        (lambda d: d["sources"]["essay"].update(id="other"), "$.sources.essay.id: the id is `other`"),
        (lambda d: d["themes"].pop("air"), "$.themes: `air` is missing"),
        (lambda d: d["themes"].update(more=d["themes"]["air"]), "$.themes: nothing in `about` names `more`"),
        (lambda d: d["sources"].pop("essay"), "$.sources: `essay` is missing"),
        (lambda d: d["themes"]["air"]["stances"].pop("keep"), "$.themes.air.stances: the stance of `keep`"),
        (lambda d: d["themes"]["air"]["stances"]["keep"].update(level="3"), '`level` is the text "3"'),
        (lambda d: d["themes"]["air"]["stances"]["keep"].update(level=True), "`level` is the value true"),
        (lambda d: d["themes"]["air"].update(crux=5), "$.themes.air.crux: `crux` is the value 5"),
        (lambda d: d["themes"]["air"]["stances"]["keep"].update(level=9), "$.themes.air.stances.keep.level"),
        (lambda d: d["about"]["themes"].append(d["about"]["themes"][0]), "$.about.themes[2].id: the id `trade` is"),
        (lambda d: d.update(schema_version=2), "$.schema_version"),
        (lambda d: d["about"].update(title="x" * 65537), "$.about.title: a text is longer than 64 KiB"),
        (lambda d: d["about"].update(title=[[[[[[[[[[[[[[[[[[[["deep"]]]]]]]]]]]]]]]]]]]]), "more than 20 deep"),
        (lambda d: d["themes"]["air"].update(common_ground=["y " * 30_000] * 20), "$.themes.air: it cannot be written"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_its_place_and_nothing_is_written(
    change: Callable[[dict[str, Any]], object], told: str, tmp_path: Path
) -> None:
    (tmp_path / "in.json").write_text(json.dumps(changed(change)))
    with pytest.raises(BriefingError) as caught:
        importing.import_briefing(tmp_path / "in.json", tmp_path / "made")
    assert told in caught.value.message
    assert caught.value.hint
    assert [path.name for path in tmp_path.iterdir()] == ["in.json"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "in.json:1:1: not valid JSON"),
        (b'{"a": 1,}', "in.json:1:9: not valid JSON"),
        (b'{"a": 1, "a": 2}', "the key `a` is given twice"),
        (b'{"a": NaN}', "NaN is no value of JSON"),
        (b'"\xff"', "not UTF-8"),
        (b"[" * 100_000, "nested more than 20 deep"),
        (b"[" + b"9" * 5000 + b"]", "in.json: "),
        (b" " * (exchange.MAX_BYTES + 1), "larger than 16 MiB"),
        (b"[" + b"1," * exchange.MAX_VALUES + b"1]", "more than 1,000,000 parts"),
        (b"null", "$: this is empty"),
        (b"[]", "$: this is a list"),
    ],
)
def test_what_is_no_briefing_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(BriefingError) as caught:
        exchange.decode(data, "in.json")
    assert told in caught.value.message


def test_a_key_that_begins_with_a_digit_stands_in_brackets_in_its_place() -> None:
    assert exchange.shown(("themes", "2025", "points", 0)) == '$.themes["2025"].points[0]'


def test_an_escape_in_the_document_is_shown_and_never_sent() -> None:
    made = changed(lambda d: d["about"].update(title="\x1b]52;c;x\x07\ud800"))
    assert exchange.decode(json.dumps(made).encode(), "in.json").about.title == "␛]52;c;x␇\ufffd"
    assert "\x1b" not in refused(changed(lambda d: d.update({"\x1b[2J": 1})))


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "in.json").write_bytes(exported(PLAIN))
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    for name, told in (("full", "is not empty"), ("in.json", "a file, not a folder"), ("link", "this is a link")):
        with pytest.raises(BriefingError, match=told):
            importing.import_briefing(tmp_path / "in.json", tmp_path / name)
    assert [path.name for path in full.iterdir()] == ["mine.txt"]
    assert not any((tmp_path / "empty").iterdir())
    importing.import_briefing(tmp_path / "in.json", tmp_path / "empty")
    assert Folder(tmp_path / "empty").briefing() == PLAIN


def test_nothing_is_left_of_a_folder_that_could_not_be_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in.json").write_bytes(exported(PLAIN, samples.notes()))

    def no_room(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(BriefingError, match="the disk is full"):
        importing.import_briefing(tmp_path / "in.json", tmp_path / "new")
    assert [path.name for path in tmp_path.iterdir()] == ["in.json"]


def test_one_side_alone_goes_out_and_does_not_come_back() -> None:
    data = render("json", PLAIN, {}, Options(side="keep"))
    Draft202012Validator(published(Exchange)).validate(json.loads(data))
    assert '"close"' not in data
    told = refused(json.loads(data))
    assert "$.about.perspectives: there is one side" in told and "without --side" in told


def test_of_a_document_with_thousands_of_problems_the_first_is_told_in_no_time() -> None:
    made = document()
    made |= {f"key{number}": number for number in range(50_000)}
    started = time.process_time()
    assert "(and many more)" in refused(made)
    assert time.process_time() - started < 5
