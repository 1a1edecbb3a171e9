"""The lines beside a claim that is being written, and the points to choose one from, for any width."""

import pytest
import samples
from msgspec.structs import replace
from reading_support import CAR_FREE, reading_in, reading_of, with_texts
from rich.cells import cell_len
from tui_support import MARKUP, NARROW_AND_WIDE, rotating

from briefing.editing.claim_draft import ClaimDraft
from briefing.errors import Finding, Severity
from briefing.model import Claim, Relation, Voice
from briefing.tui.claim_page import Checked, check_lines, options, passages
from briefing.tui.lines import Line, Target, plain, width_of
from briefing.tui.points_page import PointRow, explained, point_rows, points_page, row_of, sides_page
from briefing.tui.reading import Reading

FINDING = Finding(
    file="themes/trade.yaml",
    path=("points", 0),
    rule="figure-not-found",
    where="trade/takings",
    message="`open`: “12 %” is not in `ashgrave/2`, or anywhere in the texts",
    hint="Look the figure up.",
)
DRAFT = ClaimDraft("It took 26 weeks.", "ashgrave/2")


def text(lines: list[Line]) -> str:
    return " ".join(" ".join(plain(line) for line in lines).split())


def marks(lines: list[Line]) -> list[str]:
    return [run.text for line in lines for run in line if run.role == "mark"]


@pytest.fixture(scope="module")
def reading() -> Reading:
    return reading_in(CAR_FREE)


def test_the_paragraph_stands_beside_with_the_figures_and_the_marked_words_marked(reading: Reading) -> None:
    lines = passages(DRAFT, reading, 40)
    assert text(lines).startswith("¶2 (ashgrave/2) I like the Knot on foot")
    assert marks(lines) == ["26 weeks"]
    marked = ClaimDraft("", "ashgrave/1, ashgrave/2", span="sorry when it ended", span_at="ashgrave/2")
    assert " ".join(marks(passages(marked, reading, 200))) == "sorry when it ended"
    assert "¶1 (ashgrave/1) My neighbour" in text(passages(marked, reading, 200))


def test_without_a_text_or_a_paragraph_it_says_so(reading: Reading) -> None:
    assert (
        text(passages(ClaimDraft("", "ashgrave/99"), reading, 60))
        == "ashgrave/99 (ashgrave/99) Its text is not at hand."
    )
    assert text(passages(ClaimDraft("", "x"), reading, 60)) == "Name the paragraph that it rests on."
    made = samples.briefing()
    assert "The texts are being read." in text(passages(ClaimDraft("", "report/1"), reading_of(made, None), 60))


def test_the_voice_and_the_relation_that_are_chosen_differ_in_shape() -> None:
    draft = ClaimDraft("a", "a/1", Voice.EDITOR, Relation.PARTLY)
    lines = options(draft, 100, with_relation=True)
    assert [plain(line) for line in lines] == [
        "Voice     ○ paraphrase  ○ quote  ● editor",
        "Relation  ○ none yet  ○ = agree  ● ≈ partly agree  ○ ≠ differ  ○ ∥ talk past",
    ]
    assert len(options(draft, 100, with_relation=False)) == 1
    narrow = options(draft, 40, with_relation=True)
    assert all(width_of(line) <= 42 for line in narrow)
    assert [run.target for line in narrow for run in line if "partly" in run.text] == [Target(1, 2)]


def test_what_check_says_is_said_of_this_claim_with_the_worst_first(reading: Reading) -> None:
    warning = Finding(file="", path=(), rule="todo", where="access", message="a/b: c", severity=Severity.WARNING)
    lines = check_lines(Checked(DRAFT, [warning, FINDING]), None, reading, 200, 9, "Ctrl+O")
    assert [plain(line) for line in lines] == [
        "Error: `open`: “12 %” is not in `ashgrave/2`, or anywhere in the texts. Look the figure up.",
        "Warning: a/b: c.",
        "Already cited by: The street and the decision · What does the trial in Lantern Street prove?",
    ]


def test_the_key_that_chooses_the_editor_s_voice_is_named_where_that_mends_it(reading: Reading) -> None:
    mended = replace(FINDING, or_as_editor=True)
    assert "Look the figure up. Or choose the voice editor with F9." in text(
        check_lines(Checked(DRAFT, [mended]), None, reading, 200, 9, "F9")
    )
    assert "voice" not in text(check_lines(Checked(DRAFT, [FINDING]), None, reading, 200, 9, "F9"))


def test_where_there_is_little_room_what_to_do_goes_first(reading: Reading) -> None:
    checked = Checked(DRAFT, [FINDING])
    assert "Look the figure up" not in text(check_lines(checked, None, reading, 75, 3, "Ctrl+O"))
    lines = check_lines(checked, None, reading, 20, 3, "Ctrl+O")
    assert len(lines) == 3
    assert plain(lines[-1]).startswith("…")


def test_a_claim_is_not_held_against_itself(reading: Reading) -> None:
    (own,) = reading.citing["ashgrave/2"]
    assert "Already cited" in text(check_lines(Checked(DRAFT, []), None, reading, 80, 9, "Ctrl+O"))
    assert text(check_lines(Checked(DRAFT, []), own.id, reading, 80, 9, "Ctrl+O")) == "`check` finds nothing wrong."


def test_nothing_wrong_is_not_said_without_the_text_nor_of_nothing(reading: Reading) -> None:
    said = text(check_lines(Checked(DRAFT, []), None, reading_of(samples.briefing(), {}), 80, 9, "Ctrl+O"))
    assert said == "`check` finds nothing wrong, without the text at hand."
    blank, refused = Checked(ClaimDraft("", "ashgrave/2"), []), Checked(ClaimDraft("a", "?"), [], "It is not.")
    assert "nothing wrong" not in text(check_lines(blank, None, reading, 80, 9, "Ctrl+O"))
    assert "as you type" in text(check_lines(None, None, reading, 80, 9, "Ctrl+O"))
    assert text(check_lines(refused, None, reading, 80, 9, "Ctrl+O")) == "It is not."


def test_points_are_listed_in_order_and_typing_finds_them(reading: Reading) -> None:
    themes = tuple(reading.themes.values())
    rows = point_rows(themes, "")
    assert len(rows) == sum(len(theme.points) + 1 for theme in themes) + 1
    found = point_rows(themes, "WALK  park")
    assert [(row.theme and row.theme.id, row.point and row.point.id) for row in found] == [
        ("access", "walking"),
        ("access", None),
        (None, None),
    ]
    of_theme = point_rows(themes, "getting in")
    assert [row.theme and row.theme.id for row in of_theme] == ["access"] * 6 + [None]
    none = point_rows(themes, "no such words")
    assert [row.theme and row.theme.id for row in none] == [*(theme.id for theme in themes), None]
    assert point_rows(themes, "", with_new_theme=False)[-1].theme


def test_the_row_to_begin_at_is_that_of_the_point_or_of_its_theme(reading: Reading) -> None:
    rows = point_rows(tuple(reading.themes.values()), "")
    assert rows[row_of(rows, ("access", "walking"))].point == reading.themes["access"].points[1]
    assert rows[row_of(rows, ("access", "gone"))].point == reading.themes["access"].points[0]
    assert row_of(rows, None) == row_of(rows, ("gone", None)) == 0


def test_marks_say_which_side_speaks_to_a_point(reading: Reading) -> None:
    rows = point_rows((reading.themes["trade"],), "")
    lines = [plain(line) for line in points_page(rows, reading.about, 60).lines]
    assert "│ ●○ Do takings rise or fall?" in lines
    assert "│ ●  What help is there for shops that lose?" in lines
    assert "│  + New point in “Shops and trade”" in lines
    assert "● Close  ○ Keep open" in explained(reading.about)


def test_a_claim_that_says_todo_does_not_speak_to_a_point(reading: Reading) -> None:
    theme = reading.themes["trade"]
    todo = Claim(text="TODO: what this side says", evidence=("ashgrave/1",))
    said = theme.points[0].claims
    waiting = replace(theme.points[0], claims={**said, "open": (todo,)})
    begun = replace(theme.points[0], claims={**said, "open": (todo, *said["open"])})
    for point, marks in ((waiting, "●  "), (begun, "●○ ")):
        lines = points_page([PointRow(replace(theme, points=(point,)), point)], reading.about, 60).lines
        assert plain(lines[-1]).startswith(f"│ {marks}Do takings")


@pytest.mark.parametrize("width", [12, 30, 57, 100])
@pytest.mark.parametrize("texts", [MARKUP, NARROW_AND_WIDE, samples.HOSTILE])
def test_whatever_the_texts_hold_every_line_fits(width: int, texts: tuple[str, ...]) -> None:
    made, reading = with_texts(samples.briefing(rotating(texts)))
    rows = point_rows(made.themes, "")
    locator = next(iter(reading.citing))
    draft = ClaimDraft(texts[0], locator, span=texts[-1], span_at=locator)
    finding = Finding(file="", path=(), rule="x", message=texts[0], hint=texts[-1])
    for lines in (
        points_page(rows, made.about, width).lines,
        sides_page(made.about.perspectives, width).lines,
        passages(draft, reading, width),
        check_lines(Checked(draft, [finding]), None, reading, width, 30, "Ctrl+O"),
    ):
        for line in lines:
            assert width_of(line) == cell_len("".join(run.text for run in line)) <= width
            assert "\n" not in plain(line)
