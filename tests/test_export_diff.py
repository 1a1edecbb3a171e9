import itertools
import json
from functools import cache

import pytest
import samples
from injections import SCRIPT_INJECTIONS
from markdown_readers import (
    Reader,
    Shape,
    read_with_cmark,
    read_with_markdown_it,
    read_with_pandoc,
    read_with_pandoc_markdown,
)
from msgspec.structs import replace

from briefing.diff import Change, Diff, Group, Kind, Of, Part, compare
from briefing.export.diff import as_json, laid_out, lines, markdown, plain, summary
from briefing.text import UNSAFE, cell_width, one_line

PLAIN = samples.briefing()


def made(mark: samples.Mark = str) -> Diff:
    """A difference of every kind; `mark` is applied to every text."""
    about = samples.briefing(mark).about
    point, question = "takings", mark("Do the shops take more?")
    whole = "\n".join(one_line(mark(text)) for text in ("Where do cars go?", "Keep it open: Elsewhere."))
    own = (
        Change(Kind.REWORDED, Part.TITLE, mark("A street"), mark("A quiet street")),
        Change(Kind.ADDED, Part.ALLOWED, None, mark("It is short."), field="balance"),
    )
    trade = (
        Change(Kind.MOVED, Part.THEME, "2", "1"),
        Change(Kind.RENAMED, Part.THEME, "shops", "trade"),
        Change(Kind.REMOVED, Part.COMMON_GROUND, mark("Shops matter."), None),
        Change(Kind.CHANGED, Part.STANCE, mark("slight, 2 of 5"), mark("good, 4 of 5"), side="keep"),
        Change(
            Kind.REWORDED, Part.CLAIM, mark("Up by 12 MW."), mark("Up by 14 MW."), side="close", point=point,
            question=question,
            old_figures=(mark("12 MW"),), new_figures=(mark("14 MW"),),
        ),
        Change(
            Kind.MOVED, Part.CLAIM, "2", "1", within=mark("The street came alive."), side="close", point=point,
            question=question,
        ),
        Change(Kind.ADDED, Part.POINT, None, whole, point="parking", question=mark("Where do cars go?")),
    )  # fmt: skip
    source = (Change(Kind.CHANGED, Part.RECORD, mark("Town Press"), mark("City Press"), field="URL"),)
    groups = (
        Group(Of.BRIEFING, about.id, about.title, own),
        Group(Of.THEME, "trade", mark("Shops"), trade),
        Group(Of.SOURCE, "report", mark("The report"), source),
    )
    return Diff(about, about, groups)


def test_the_text_tells_each_difference_below_its_theme_and_point() -> None:
    assert plain(made(), 80) == (
        "A quiet main street: 10 differences (2 added, 1 removed, 2 reworded, 2 changed,\n"
        "2 moved, 1 renamed)\n"
        "\n"
        "Briefing quiet-street: A quiet main street\n"
        "  Title reworded\n"
        "    - A street\n"
        "    + A quiet street\n"
        "  Allowed rule balance added\n"
        "    + It is short.\n"
        "\n"
        "Theme trade: Shops\n"
        "  Theme moved from 2 to 1\n"
        "  Theme renamed from shops to trade\n"
        "  Common ground removed\n"
        "    - Shops matter.\n"
        "  Stance changed, Keep it open\n"
        "    - slight, 2 of 5\n"
        "    + good, 4 of 5\n"
        "  Point takings: Do the shops take more?\n"
        "    Claim reworded, Close it\n"
        "      - Up by 12 MW.\n"
        "      + Up by 14 MW.\n"
        "        Figures gone: 12 MW; figures new: 14 MW\n"
        "    Claim moved from 2 to 1, Close it, of “The street came alive.”\n"
        "  Point parking: Where do cars go?\n"
        "    Point added\n"
        "      + Where do cars go?\n"
        "      + Keep it open: Elsewhere.\n"
        "\n"
        "Source report: The report\n"
        "  Record URL changed\n"
        "    - Town Press\n"
        "    + City Press\n"
    )


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("text", samples.HOSTILE, ids=range(len(samples.HOSTILE)))
def test_no_line_of_text_is_wider_than_its_room_or_holds_what_acts_on_a_terminal(text: str, width: int) -> None:
    shown = plain(made(samples.before(text)), width)
    assert not UNSAFE.search(shown)
    assert all(cell_width(line) <= width for line in shown.splitlines())


@pytest.mark.parametrize("text", samples.HOSTILE, ids=range(len(samples.HOSTILE)))
def test_no_text_takes_the_place_of_a_sign(text: str) -> None:
    def signs(diff: Diff) -> list[str]:
        """The sign that each line of output starts with, or a space."""
        return [laid_out(line, 10_000)[0].lstrip(" ")[:1] if line.margin else " " for line in lines(diff)]

    assert signs(made(samples.before(text))) == signs(made())


def test_the_markdown_has_a_heading_for_each_theme_and_point_and_an_item_for_each_difference() -> None:
    text = markdown(made())
    assert "# What has changed in “A quiet main street”\n\n10 differences (2 added," in text
    assert "## Shops\n\n- Theme moved from 2 to 1\n" in text
    assert (
        "### Do the shops take more?\n\n- Claim reworded, Close it\n  - Before: Up by 12 MW.\n  - Now: Up by 14 MW.\n"
        "  - Figures gone: 12 MW; figures new: 14 MW\n- Claim moved from 2 to 1"
    ) in text
    item = ["heading 2", "bullet_list"]
    point = ["heading 3", "bullet_list"]
    assert read_with_markdown_it(text).blocks == ["heading 1", "paragraph", *item, *item, *point, *point, *item]


def rotated(texts: tuple[str, ...], start: int) -> samples.Mark:
    """Each text gets another hostile one before it, so that in as many turns as there are texts each gets all."""
    following = itertools.cycle(texts[start:] + texts[:start])
    return lambda text: f"{next(following)} {text}"


@cache
def plain_shape(reader: Reader) -> Shape:
    return reader(markdown(made()))


def assert_same_structure(reader: Reader, mark: samples.Mark) -> None:
    shape = reader(markdown(made(mark)))
    assert shape.blocks == plain_shape(reader).blocks
    assert shape.inline == plain_shape(reader).inline


@pytest.mark.parametrize("reader", [read_with_markdown_it, read_with_cmark])
def test_no_text_changes_the_structure_of_the_markdown(reader: Reader) -> None:
    for start in range(len(samples.HOSTILE)):
        assert_same_structure(reader, rotated(samples.HOSTILE, start))


@pytest.mark.parametrize("reader", [read_with_pandoc, read_with_pandoc_markdown])
def test_no_text_changes_the_structure_that_pandoc_sees(reader: Reader) -> None:
    for start in range(0, len(samples.HOSTILE), 10):
        assert_same_structure(reader, rotated(samples.HOSTILE, start))


@pytest.mark.parametrize("text", samples.HOSTILE, ids=range(len(samples.HOSTILE)))
def test_a_text_that_is_nothing_but_hostile_changes_no_structure(text: str) -> None:
    assert_same_structure(read_with_markdown_it, samples.only(text))


def test_no_script_gets_into_the_markdown() -> None:
    for start in range(0, len(SCRIPT_INJECTIONS), 4):
        assert_same_structure(read_with_markdown_it, rotated(SCRIPT_INJECTIONS, start))


def test_a_claim_that_is_written_is_one_difference_in_every_format() -> None:
    todo, claim = "TODO: what this side says", "Takings rose by 12 % in a year."
    diff = compare(samples.briefing(lambda text: text.replace(claim, todo)), PLAIN)
    assert summary(diff) == "1 difference (1 written)"
    was, now = f"{todo} [report/shops/1]", f"{claim} [report/shops/1]"
    assert f"    Claim written, Close it\n      - {was}\n      + {now}\n" in plain(diff, 80)
    assert "- Claim written, Close it\n  - Before: TODO: what this side says" in markdown(diff)
    found = json.loads(as_json(diff))
    assert (found["counts"]["written"], sum(found["counts"].values())) == (1, 1)
    ((change,),) = (group["changes"] for group in found["groups"])
    assert (change["kind"], change["part"], change["old"], change["new"]) == ("written", "claim", was, now)


def test_the_json_holds_every_difference_as_it_is() -> None:
    diff = made(samples.before("\x1b[31m <b>"))
    text = as_json(diff)
    found = json.loads(text)
    assert text.isascii()
    assert "\x1b" not in text
    assert list(found) == ["schema_version", "version", "old", "new", "is_same", "counts", "groups"]
    assert (found["schema_version"], found["is_same"]) == (1, False)
    assert found["counts"] == {
        "added": 2,
        "removed": 1,
        "written": 0,
        "reworded": 2,
        "changed": 2,
        "moved": 2,
        "renamed": 1,
    }
    assert [(group["of"], group["id"]) for group in found["groups"]] == [
        ("briefing", "quiet-street"), ("theme", "trade"), ("source", "report"),
    ]  # fmt: skip
    claim = found["groups"][1]["changes"][4]
    assert claim == {
        "kind": "reworded", "part": "claim", "old": "\x1b[31m <b> Up by 12 MW.", "new": "\x1b[31m <b> Up by 14 MW.",
        "within": None, "field": None, "side": "close", "point": "takings",
        "question": "\x1b[31m <b> Do the shops take more?",
        "old_figures": ["\x1b[31m <b> 12 MW"], "new_figures": ["\x1b[31m <b> 14 MW"],
    }  # fmt: skip


def test_no_difference_is_told_as_that() -> None:
    same = compare(PLAIN, PLAIN)
    assert summary(same) == "no difference"
    assert markdown(same) == "# What has changed in “A quiet main street”\n\nNo difference.\n"
    assert json.loads(as_json(same))["is_same"] is True


def test_one_difference_is_no_plural() -> None:
    new = replace(PLAIN, about=replace(PLAIN.about, title="A street"))
    assert summary(compare(PLAIN, new)) == "1 difference (1 reworded)"


@pytest.mark.parametrize("text", samples.HOSTILE, ids=range(len(samples.HOSTILE)))
def test_hostile_briefings_are_compared_and_told_in_every_format(text: str) -> None:
    diff = compare(PLAIN, samples.briefing(samples.before(text)))
    assert not diff.is_empty
    assert not UNSAFE.search(plain(diff, 80))
    assert not UNSAFE.search(markdown(diff))
    assert json.loads(as_json(diff))["groups"]
