"""The argument map, read by Argdown's own parser."""

import json
import re
from typing import Any

import pytest
import samples
from argdown_reader import Read, read_with_argdown
from export_support import BUILT_IN, hostile, of_nothing_but
from hypothesis import given
from hypothesis import strategies as st

from briefing.export import Options, render
from briefing.export.argdown import Data, _json, escaped
from briefing.model import Briefing, Voice
from briefing.text import one_line
from briefing.wording import spoken

PLAIN = samples.briefing()


def exported(made: Briefing = PLAIN, notes: dict[str, str] | None = None, **options: Any) -> str:
    return render("argdown", made, notes or {}, Options(notes=notes is not None, **options))


@pytest.fixture
def read() -> Any:
    """Reads texts with the parser."""
    return lambda *texts: read_with_argdown(list(texts))


def assert_is(made: Briefing, found: Read) -> None:
    """Every point and claim is a statement, with its text and its evidence, and there is nothing else."""
    assert (found.errors, found.arguments) == ([], [])
    expected = {}
    for theme in made.themes:
        for point in theme.points:
            expected[f"{theme.id}/{point.id}"] = one_line(point.question)
            for side, claims in point.claims.items():
                for number, claim in enumerate(claims, 1):
                    title = f"{theme.id}/{point.id}/{side}/{number}"
                    expected[title] = f"{one_line(spoken(claim))} #{side}"
                    data = found.statements[title]["data"]
                    assert (data["side"], data["voice"]) == (side, claim.voice.value)
                    assert [one["at"] for one in data.get("evidence", [])] == [
                        item if isinstance(item, str) else item.at for item in claim.evidence
                    ]
                    assert found.statements[title]["tags"] == [side]
    assert {title: found.text(title) for title in found.statements} == expected
    assert [section["data"]["id"] for section in found.sections] == [theme.id for theme in made.themes]
    assert [section["data"]["question"] for section in found.sections] == [one_line(t.question) for t in made.themes]
    assert found.front_matter["title"] == one_line(made.about.title)


def test_the_parser_reads_every_briefing_without_an_error_and_every_text_as_it_was(read: Any) -> None:
    made = [PLAIN, *BUILT_IN, *map(of_nothing_but, samples.HOSTILE), *map(hostile, range(0, len(samples.HOSTILE), 6))]
    for briefing, found in zip(made, read(*map(exported, made)), strict=True):
        assert_is(briefing, found)


def test_claims_support_and_attack_their_point_by_its_relation(read: Any) -> None:
    (found,) = read(exported())
    relations = [relation for title in found.statements for relation in found.statements[title]["relations"]]
    of_point: dict[str, set[tuple[str, str]]] = {}
    for kind, claim, point in relations:
        assert claim.startswith(f"{point}/")
        of_point.setdefault(point, set()).add((kind, claim.removeprefix(f"{point}/")))
    assert of_point == {
        "trade/takings": {("support", "close/1"), ("support", "close/2"), ("attack", "keep/1"), ("attack", "keep/3")},
        "trade/rents": {("support", "close/1"), ("support", "keep/1")},
        "trade/deliveries": {("support", "keep/1")},
        "air/soot": {("support", "close/1"), ("support", "keep/1")},
    }
    assert found.statements["trade/takings/keep/2"]["data"]["voice"] == Voice.EDITOR.value
    assert found.statements["air/noise"]["data"]["relation"] == "talk-past"


def test_silences_quotes_stances_sources_and_notes_are_data(read: Any) -> None:
    notes = {"trade": "a {b}\n} == c\n===\n", "trade/takings": "} x", "trade/gone": "Old {note}"}
    (found,) = read(exported(PLAIN, notes))
    assert found.errors == []
    assert found.statements["trade/deliveries"]["data"]["silence"] == {"close": ["delivery", "lorry"]}
    quotes = [one.get("quote") for one in found.statements["trade/takings/close/2"]["data"]["evidence"]]
    assert quotes == ["came alive", "in the evenings too"]
    assert found.sections[0]["data"]["stances"] == {"close": 5, "keep": 2}
    assert found.sections[0]["data"]["note"] == "a {b}\n} == c\n==="
    assert found.statements["trade/takings"]["data"]["note"] == "} x"
    assert found.front_matter["other_notes"] == {"trade/gone": "Old {note}"}
    assert list(found.front_matter["sources"]) == ["report", "essay"]


def test_options_decide_what_is_in_the_map(read: Any) -> None:
    one_side, swapped, short = read(exported(side="keep"), exported(swapped=True), exported(minutes=0.6))
    assert all("/close/" not in title for title in one_side.statements)
    assert ["support", "trade/takings/keep/1", "trade/takings"] in one_side.statements["trade/takings"]["relations"]
    assert ["attack", "trade/takings/close/1", "trade/takings"] in swapped.statements["trade/takings"]["relations"]
    assert 0 < len(short.statements) < len(swapped.statements)


PIECES = [
    *"\\{}[]<>#*_@.:/=-+(),;!? aé汉1", "//", "/*", "*/", "<!--", "-->", "===", "->", "<+", "><", "(1)", "1. ", "@[",
    "](", "]:", ">:", "\\\\", "::", ":x:", ".~.", "} ", "} x", "U.S.",
]  # fmt: skip


def test_any_text_is_read_back_as_it_was(read: Any) -> None:
    texts: list[str] = []

    @given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join).filter(lambda t: one_line(t) != ""))
    def collect(text: str) -> None:
        texts.append(one_line(text))

    collect()
    (found,) = read("\n\n".join(f"[t{n}]: {escaped(t)} {_json({'of': t})}" for n, t in enumerate(texts)))
    assert found.errors == []
    assert [(found.text(f"t{n}"), found.statements[f"t{n}"]["data"]["of"]) for n in range(len(texts))] == [
        (text, text) for text in texts
    ]


def test_data_is_json_with_no_brace_but_its_own() -> None:
    data: Data = {"a": ["{x}", {"b": "}=\uffff"}], "c": 1}
    text = _json(data)
    assert json.loads(text) == data
    assert len(re.findall("[{}]", text)) == 4
