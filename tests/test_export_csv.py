"""The rows for spreadsheets, read back by Python's csv."""

import csv
import io
from typing import Any

import msgspec
import pytest
import samples
from export_support import of_nothing_but
from hypothesis import given
from hypothesis import strategies as st

from briefing.export import Options, render
from briefing.export.spreadsheet import COLUMNS
from briefing.model import Briefing
from briefing.text import one_line

PLAIN = samples.briefing()
FORMULA = tuple("=+-@\t\r\n")


def rows(made: Briefing = PLAIN, notes: dict[str, str] | None = None, **options: Any) -> list[dict[str, str]]:
    """The rows below the header."""
    text = render("csv", made, notes or {}, Options(notes=notes is not None, **options))
    header, *cells = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    assert tuple(header) == COLUMNS and all(len(row) == len(COLUMNS) for row in cells)
    return [dict(zip(header, row, strict=True)) for row in cells]


def test_the_file_is_what_excel_and_rfc_4180_want() -> None:
    data = render("csv", PLAIN, {}, Options()).encode()
    assert data.startswith(b'\xef\xbb\xbf"theme","theme_title",')
    assert data.endswith(b'"\r\n') and data.count(b"\n") == data.count(b"\r\n") == len(rows()) + 1


def test_there_is_a_row_for_each_claim_and_each_silence() -> None:
    claims = [claim for t in PLAIN.themes for p in t.points for said in p.claims.values() for claim in said]
    found = rows()
    assert [row["claim"] for row in found if row["voice"] != "silence"] == [claim.text for claim in claims]
    (silence,) = [row for row in found if row["voice"] == "silence"]
    assert (silence["point"], silence["side"], silence["looked_for"]) == ("deliveries", "close", "delivery; lorry")
    assert silence["claim"] == "Does not address this." and silence["relation"] == ""


def test_a_row_says_all_that_is_known_of_its_claim() -> None:
    row = rows()[1]
    assert row == {
        "theme": "trade",
        "theme_title": "Shops and trade",
        "point": "takings",
        "question": "Do the shops take more?",
        "priority": "1",
        "relation": "differ",
        "side": "close",
        "perspective": "Close it",
        "stance": "5",
        "voice": "quote",
        "claim": "The street came alive.",
        "looked_for": "",
        "locators": "report/shops/2",
        "quotes": "“came alive”; “in the evenings too”",
        "citation": row["citation"],
        "note": "",
        "theme_note": "",
    }
    assert row["citation"].endswith("section “Shops”, paragraph 2, https://example.org/report")


def test_options_decide_which_rows_there_are() -> None:
    assert {(row["side"], row["relation"]) for row in rows(side="keep")} == {("keep", "")}
    assert {row["theme"] for row in rows(themes=("air",))} == {"air"}
    assert 0 < len(rows(minutes=0.6)) < len(rows())
    assert [row["side"] for row in rows(swapped=True)][:2] == ["keep", "keep"]


def test_no_note_is_lost_and_it_keeps_its_lines() -> None:
    found = rows(notes={**samples.notes(), "trade/takings": "one\r\ntwo\n\n=three"})
    assert {row["theme_note"] for row in found if row["theme"] == "trade" and row["side"]} == {"Ask the shops."}
    assert {row["note"] for row in found if row["point"] == "takings"} == {"one\ntwo\n\n=three"}
    assert [(row["point"], row["note"]) for row in found if not row["side"]] == [
        ("gone", "This was about a point that was taken out.")
    ]
    assert not any(row["note"] or row["theme_note"] for row in rows())


def with_text(text: str) -> list[dict[str, str]]:
    return rows(of_nothing_but(text), {"trade": text, "trade/takings": text, "trade/gone": text})


@pytest.mark.parametrize(
    "text", [*samples.HOSTILE, "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "|cmd", "'=1"]
)
def test_a_hostile_text_stays_in_its_cell_and_is_no_formula(text: str) -> None:
    plain, found = rows(notes=samples.notes()), with_text(text)
    assert len(found) == len(plain)
    for row, same in zip(found, plain, strict=True):
        assert [column for column in COLUMNS if row[column]] == [column for column in COLUMNS if same[column]]
        assert not any(cell.startswith(FORMULA) for cell in row.values())
        assert row["claim"] in ("", "Does not address this.", one_line(text), f"'{one_line(text)}")


@given(st.text(st.sampled_from("=+-@\t\r\n\"';, a\u2028\x00"), min_size=1, max_size=8).filter(str.strip))
def test_any_text_is_read_back_as_it_was_but_for_the_apostrophe(text: str) -> None:
    found = with_text(text)
    assert len(found) == len(rows(notes=samples.notes()))
    for row in found[:3]:
        assert row["question"].removeprefix("'") == one_line(text).removeprefix("'")
        assert not any(cell.startswith(FORMULA) for cell in row.values())


def test_evidence_from_a_source_that_is_not_there_is_shown_as_written() -> None:
    found = rows(msgspec.structs.replace(PLAIN, sources={}))
    assert found[0]["citation"] == found[0]["locators"] == "report/shops/1"
