"""What a saved file says of itself."""

from pathlib import Path

import pytest

from briefing import page_record
from briefing.errors import BriefingError
from briefing.model import Name
from briefing.page_record import Record, record_of

PAGE = """<!doctype html><html><head>
<title>The quiet street | The Times of Somewhere</title>
<meta property="og:title" content="The quiet street">
<meta name="author" content="Ada Quill"><meta name="author" content="Bo Reed">
<meta property="og:site_name" content="The Times of Somewhere">
<meta property="article:published_time" content="2025-04-23T09:00:00+02:00">
<link rel="canonical" href="https://somewhere.example/street">
</head><body><svg><title>Menu</title></svg><p>Nobody misses the cars in it.</p></body></html>"""


def written(folder: Path, text: str, name: str = "text.md") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_a_page_s_meta_elements_are_read(tmp_path: Path) -> None:
    assert record_of(written(tmp_path, PAGE, "page.html")) == Record(
        "The quiet street",
        "Ada Quill; Bo Reed",
        "The Times of Somewhere",
        "2025-04-23",
        "https://somewhere.example/street",
    )


def test_a_page_s_title_is_read_where_nothing_else_gives_it(tmp_path: Path) -> None:
    page = "<html><title> The\nquiet street </title><title>Other</title><p>Nobody misses the cars.</p>"
    assert record_of(written(tmp_path, page, "p.html")) == Record("The quiet street")


def test_front_matter_is_read(tmp_path: Path) -> None:
    matter = "title: 'No: never'\nauthors: [Ada Quill, {name: Bo Reed}]\ndate: 2025-04\n"
    text = f"---\n{matter}---\n\nNobody misses the cars.\n"
    assert record_of(written(tmp_path, text)) == Record("No: never", "Ada Quill; Bo Reed", "", "2025-04", "")


@pytest.mark.parametrize("matter", ["a: *b", "a: &a [*a]", "x: !!python/object:os.system {}", "a: 1\na: 2", "- a"])
def test_front_matter_that_is_not_plain_is_left_alone(matter: str, tmp_path: Path) -> None:
    assert record_of(
        written(tmp_path, f"---\n{matter}\n---\n\nThe quiet street\n\nNobody misses the cars.\n")
    ) == Record("The quiet street")


def test_the_first_lines_of_a_plain_text_are_read(tmp_path: Path) -> None:
    text = "# The quiet street\n\nBy Ada Quill, of The Times, 3 May 2025\n\nBy the way, nobody misses the cars in it.\n"
    assert record_of(written(tmp_path, text)) == Record("The quiet street", "Ada Quill")
    assert record_of(written(tmp_path, "By the way, nobody misses the cars.\n")) == Record()


@pytest.mark.parametrize(
    ("byline", "outlet", "date"),
    [
        ("By Mira Solberg, The Northline Review, 3 February 2026", "The Northline Review", "2026-02-03"),
        ("By Mira Solberg, Northline, February 3, 2026", "Northline", "2026-02-03"),
        ("By Mira Solberg, Le Monde, Feb. 2026", "Le Monde", "2026-02"),
        ("By Mira Solberg, The Northline Review, 2026", "The Northline Review", "2026"),
        ("By Mira Solberg, of The Northline Review, 3 February 2026", "", ""),
        ("By Mira Solberg, Ada Quill and Bo Reed, 3 February 2026", "", ""),
        ("By Mira Solberg, Northline, 3/2/2026", "", ""),
        ("By Mira Solberg, Northline, 31 February 2026", "", ""),
        ("By Mira Solberg, Northline, 3 February", "", ""),
        ("By Mira Solberg, Northline, Town, 3 February 2026", "", ""),
        ("By Mira Solberg, 3 February 2026", "", ""),
        ("By Mira Solberg, The Northline Review, Town", "", ""),
    ],
)
def test_outlet_and_date_are_read_of_a_byline_that_has_nothing_else_behind_the_name(
    byline: str, outlet: str, date: str, tmp_path: Path
) -> None:
    text = f"The quiet street\n\n{byline}\n\nNobody misses the cars in it.\n"
    author = byline.removeprefix("By ").partition(",")[0]
    assert record_of(written(tmp_path, text, "a.txt")) == Record("The quiet street", author, outlet, date)


@pytest.mark.parametrize(
    ("title", "site", "headings", "read"),
    [
        ("Nine Bins - The Daily Post", "", "<h1>Nine\n<i>Bins</i></h1>", "Nine Bins"),
        ("Nine Bins | Opinion | The Post", "", "<h1>Nine Bins</h1>", "Nine Bins"),
        ("Nine Bins - Too Many - Post", "", "<h1>Nine Bins</h1><h1>Nine Bins - Too Many</h1>", "Nine Bins - Too Many"),
        ("Nine Bins in a Row", "", "<h1>Nine Bins</h1>", "Nine Bins in a Row"),
        ("Nine Bins-and-a-half", "", "<h1>Nine Bins</h1>", "Nine Bins-and-a-half"),
        ("Nine Bins - Post", "", "<h1></h1><h1>Post</h1><h2>Nine Bins</h2>", "Nine Bins - Post"),
        ("The Post - Nine Bins", "The Post", "<h1>The Post</h1>", "The Post - Nine Bins"),
    ],
)
def test_the_site_s_name_behind_the_title_of_a_page_is_left_off_if_a_heading_has_the_title(
    title: str, site: str, headings: str, read: str, tmp_path: Path
) -> None:
    named = f"<meta property='og:site_name' content='{site}'>"
    page = f"<html><head><title>{title}</title>{named}</head><body>{headings}<p>One is enough for me.</p></body></html>"
    assert record_of(written(tmp_path, page, "p.html")) == Record(read, outlet=site)


def test_the_title_of_a_plain_text_is_the_line_above_its_byline(tmp_path: Path) -> None:
    head = "Home | News | Town\n\nThe Times\n\nWe use cookies.\n\nThe quiet street\n\nBy Ada Quill"
    text = f"{head}\n\nNobody misses the cars.\n"
    assert record_of(written(tmp_path, text)) == Record("The quiet street", "Ada Quill")
    assert record_of(written(tmp_path, "Share\n\nThe quiet street\n\nNobody misses the cars.\n")).title == (
        "The quiet street"
    )


def test_what_is_no_date_no_address_and_no_title_is_not_proposed(tmp_path: Path) -> None:
    page = (
        f"<html><meta name='date' content='2025-13-40'><meta property='og:url' content='javascript:x'>"
        f"<meta name='author' content='https://x.example/ada'><title>{'long ' * 99}</title>"
    )
    assert record_of(written(tmp_path, page, "p.html")) == Record()


def test_escapes_and_direction_marks_are_made_visible(tmp_path: Path) -> None:
    page = "<html><meta name='author' content='A\x1b]52;c;x\x07\u202e'><p>x"
    assert record_of(written(tmp_path, page, "p.html")).author == "A␛]52;c;x␇\ufffd"


def test_names_are_read_as_they_are_typed() -> None:
    assert page_record.names("Quill, Ada; World Bank;; ,Cher ;") == (
        Name(family="Quill", given="Ada"),
        Name(literal="World Bank"),
        Name(literal="Cher"),
    )


@pytest.mark.parametrize(
    ("typed", "turned"),
    [
        ("Ada Quill", "Quill, Ada"),
        (" Ada  Quill ;Bo Reed; Quill, Cy", "Quill, Ada; Reed, Bo; Quill, Cy"),
        ("World Trade Organization; Cher; World Bank", "World Trade Organization; Cher; Bank, World"),
        ("Reed,", "Reed,"),
        (" ; ", ""),
    ],
)
def test_only_names_of_two_words_are_proposed_as_those_of_persons(typed: str, turned: str) -> None:
    assert page_record.as_persons(typed) == turned


@pytest.mark.parametrize(
    ("typed", "read"), [("", ""), ("2025", "2025"), ("2025-4", "2025-04"), ("2025/04/23", "2025-04-23")]
)
def test_days_are_read_as_they_are_typed(typed: str, read: str) -> None:
    assert page_record.day(typed) == read


@pytest.mark.parametrize("typed", ["April", "2025-13", "2025-02-30", "25-04-23", "2025-04-23 10:00", "２０２５"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(BriefingError, match="is not a date"):
        page_record.day(typed)
