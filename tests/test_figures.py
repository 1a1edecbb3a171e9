"""Figures say the same in all the forms that people write."""

import datetime
import time
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.figures import Date, Figure, Quantity, figures, matches, supported

SAME = [
    ["57,000", "57 thousand", "57000", "57\u202f000", "57 000", "57’000", "fifty-seven thousand", "57k", "5.7万"],
    ["$45 billion", "45bn", "$45bn", "US$45,000 million", "45 billion dollars", "USD 45 billion", "$45-billion"],
    ["US$45,000 million", "450亿美元", "45 billion US dollars"],
    ["€4.6 million", "4.6 million euros", "€4,600,000", "EUR 4.6m", "4,6 million euros"],
    ["10%", "10 percent", "10 per cent", "ten per cent", "one in ten", "a tenth", "1 in 10", "10\u00a0%", "１０％"],
    ["half of it", "50%", "one half", "one in two", "they halved it", "½"],
    ["a third of them", "one third", "33%", "⅓", "one in three", "a third"],
    ["two thirds", "two-thirds", "67 per cent", "66.7%"],
    ["three quarters", "75%", "three in four"],
    ["nine deliveries in ten", "nine out of ten", "90 per cent"],
    ["23 April", "April 23", "the 23rd of April", "Apr. 23", "23/4"],
    ["23 April 2025", "April 23, 2025", "2025-04-23", "23/4/2025", "4/23/2025", "23.4.2025", "2025年4月23日"],
    ["April 2025", "2025-04", "Apr 2025"],
    ["the 1990s", "the nineties", "the '90s", "1990's"],
    ["the 47th president", "the forty-seventh president"],
    ["20 km/h", "20 kilometres an hour", "20 kilometers per hour", "20 kph"],
    ["20 years", "two decades", "twenty years", "20-year"],
    ["half a year", "six months", "6 months"],
    ["two years", "24 months", "2 years", "two full years"],
    ["90 minutes", "1.5 hours", "one and a half hours", "1½ hours"],
    ["7:00", "7 am", "7 a.m.", "seven in the morning", "7 o'clock"],
    ["19:00", "7 pm", "seven in the evening"],
    ["21:40", "9.40 p.m.", "9:40 pm"],
    ["12:30", "12.30 p.m.", "12:30 pm"],
    ["0:30", "12.30 a.m.", "12:30 am"],
    ["noon", "12 pm", "12 in the afternoon"],
    ["midnight", "12 am", "12 at night"],
    ["22:00", "10 at night", "10 pm"],
    ["2 am", "two at night"],
    ["five miles", "fıve mıles", "5 MİLES", "5 mileſ"],
    ["two thirds", "two thırds"],
    ["twice", "twofold", "doubled", "2 times"],
    ["half a million", "500,000", "0.5 million"],
    ["a quarter of a million", "250,000"],
    ["a dozen", "twelve", "12"],
    ["1,204", "1204", "one thousand two hundred and four"],
    ["78 years old", "78-year-old", "78"],
    ["-5 degrees", "minus 5 degrees", "−5 °C"],
]
APART = [
    ("$45 billion", "€45 billion"), ("$45 billion", "$45 million"), ("45", "45%"), ("10%", "10 percentage points"),
    ("20 km/h", "20 km"), ("20 km/h", "20 mph"), ("26 weeks", "26 days"), ("27 micrograms", "27 milligrams"),
    ("2019", "2020"), ("1990s", "2000s"), ("23 April", "24 April"), ("23 April", "23 May"), ("47th", "48th"),
    ("a third of them", "30%"), ("33%", "34%"), ("one in eight", "12%"),
    ("a third of them", "34%"), ("5", "6"), ("1,204", "1,205"), ("7:00", "19:00"), ("5", "-5"),
    ("A$5", "US$5"), ("¥5", "€5"), ("40 dollars", "40"), ("47th", "47%"), ("1.2", "12"), ("5 pm", "5 am"),
    ("12 am", "noon"), ("12 pm", "midnight"), ("12.30 pm", "0:30"), ("10 at night", "10 am"),
]  # fmt: skip


def one(text: str, *, small: bool = True) -> Figure:
    found = figures(f"Of it, {text} it is.", small=small)
    assert len(found) == 1, (text, found)
    return found[0]


@pytest.mark.parametrize("forms", SAME, ids=lambda forms: forms[0])
def test_forms_of_one_figure_match_each_other(forms: list[str]) -> None:
    for form in forms:
        assert matches(one(forms[0]), one(form)), form
        assert matches(one(form), one(forms[0])), form


@pytest.mark.parametrize(("a", "b"), APART)
def test_figures_that_differ_do_not_match(a: str, b: str) -> None:
    assert not matches(one(a), one(b))
    assert not matches(one(b), one(a))


@pytest.mark.parametrize(
    ("claimed", "stated"),
    [("2019", "23 April 2019"), ("April 2019", "23 April 2019"), ("23 April", "23 April 2019"), ("1990s", "1994")],
)
def test_a_claim_may_say_less_than_its_source_but_not_more(claimed: str, stated: str) -> None:
    assert matches(one(claimed), one(stated))
    assert not matches(one(stated), one(claimed))


@pytest.mark.parametrize(
    "text",
    [
        "one of them", "two countries", "the third way", "a second chance", "COVID-19", "the F-35", "the G20", "5G",
        "half-hearted", "on behalf of", "hundreds of people", "version 1.2.3", "they may march", "one day", "Boeing747",
        "H2O", "²³", "no-one", "a third option", "someone", "quarterly", "doubtful", "", "—", "$", "1" * 5000,
    ],
)  # fmt: skip
def test_what_only_looks_like_a_figure_is_none(text: str) -> None:
    assert figures(text) == []


def test_small_words_can_support_a_figure_but_are_none_themselves() -> None:
    assert figures("in three countries") == []
    assert matches(one("3", small=False), one("three"))
    assert [figure.small for figure in figures("two or three years", small=True)] == [False, False]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Trade never exceeded $45 billion, in 2019.", ["$45 billion", "2019"]),
        ("From 5 April to 4 October 2025, 26 weeks.", ["5 April", "4 October 2025", "26 weeks"]),
        ("Lines 3 and 8 may run every six minutes.", ["3", "8", "six minutes"]),
        ("About 57,000 Russians, 10% of them.", ["57,000", "10%"]),
        ("“45bn” (47th) [1990s]", ["45bn", "47th", "1990s"]),
        ("2019–2024, mid-1990s, 2019-24", ["2019", "2024", "1990s", "2019", "24"]),
    ],
)
def test_a_figure_stands_where_its_offsets_say(text: str, spans: list[str]) -> None:
    assert [text[figure.start : figure.end] for figure in figures(text)] == spans


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("4 October 2025", "from 4 October to 5 November 2025"),
        ("5% and 10%", "5 to 10 per cent"),
        ("5 million", "between 5 and 10 million"),
        ("3 May 2024", "3–5 May 2024"),
        ("April 2027", "from April to October 2027"),
        ("27 micrograms", "from 41 micrograms in 2024 to 27"),
        ("from 41 micrograms to 27", "it was 41 micrograms, and is 27 micrograms"),
        ("€19 million", "The plan costs €38 million. The other 19 million comes later."),
        ("2024", "2019-24"),
        ("25 minutes", "the seven minutes are 25, with three rests"),
    ],
)
def test_what_is_written_once_for_several_figures_counts_for_all(claim: str, source: str) -> None:
    stated = figures(source, small=True)
    assert figures(claim)
    assert all(supported(figure, stated) for figure in figures(claim))


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("4 October 2026", "from 4 October to 5 November 2025"),
        ("640 micrograms", "41 micrograms; 640 spaces"),
        ("€2022", "In 2022 it cost €5."),
        ("27 weeks", "41 micrograms, then 27. In 26 weeks"),
        ("28 micrograms", "from 41 micrograms in 2024 to 27"),
    ],
)
def test_a_unit_or_year_is_not_borrowed_from_afar(claim: str, source: str) -> None:
    assert not any(supported(figure, figures(source, small=True)) for figure in figures(claim))


@given(st.integers(0, 10**9))
def test_a_whole_number_is_read_with_and_without_separators(number: int) -> None:
    for written in (str(number), f"{number:,}"):
        assert Quantity(Fraction(number)) in one(written).readings


@given(st.dates(datetime.date(1000, 1, 1), datetime.date(2199, 12, 31)))
def test_a_date_is_read_in_every_order(date: datetime.date) -> None:
    expected = Date(date.year, date.month, date.day)
    for form in (f"{date.day} {date:%B} {date.year}", f"{date:%B} {date.day}, {date.year}", date.isoformat()):
        assert expected in one(form).readings


@given(st.text(alphabet=st.sampled_from("0123456789,.:/-–% $€ainhlfted½万亿月日年\u00a0\0"), max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    found = figures(text, small=True)
    assert all(0 <= figure.start < figure.end <= len(text) and figure.readings for figure in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(matches(figure, figure) for figure in found)


def test_a_text_of_nothing_but_figures_takes_no_longer_than_it_is_long() -> None:
    """Ten times as much takes ten times as long, not a hundred times; the limit leaves room for a slow machine."""
    short, long = (_seconds("one hundred and " * number) for number in (800, 8000))
    assert long < 30 * max(short, 0.01)


def _seconds(text: str) -> float:
    start = time.process_time()
    figures(text)
    return time.process_time() - start
