"""The web page in Chromium: laid out, read, printed, driven by keys, and fed with hostile text."""

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import msgspec
import pypdfium2  # type: ignore[import-untyped]  # it has no types of its own
import pytest
import samples
from chromium import SKELETON, Window, chromium
from injections import SCRIPT_INJECTIONS
from playwright.sync_api import Browser

from briefing.export import Options, render
from briefing.lookup import find_folder, read
from briefing.model import Briefing
from briefing.wording import silent, spoken

PLAIN = samples.briefing()
WIDTHS = (1440, 800, 390)

Open = Callable[..., Window]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this module."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def windows() -> dict[str, Window]:
    """The windows by their settings; a new one takes longer than what most tests do in it."""
    return {}


@pytest.fixture
def window(browser: Browser, windows: dict[str, Window], tmp_path: Path) -> Iterator[Open]:
    """Opens a page in a window of its settings, which another test may have used."""
    opened: list[Window] = []

    def open_page(text: str | None = None, anchor: str = "", **settings: object) -> Window:
        file = tmp_path / "page.html"
        file.write_text(text or render("html", PLAIN, samples.notes(), Options(notes=True)), "utf-8")
        key = repr(sorted(settings.items()))
        if key not in windows:
            windows[key] = Window(browser, **settings)  # type: ignore[arg-type]  # what Playwright's context takes
        opened.append(windows[key])
        return opened[-1].open(file, anchor)

    yield open_page
    for each in opened:
        complaints, requests = each.forget()
        assert complaints == []
        assert [address for address in requests if not address.startswith("file:")] == []


@contextmanager
def half_sent(text: str, *pauses: str) -> Iterator[str]:
    """The address of a page that comes with pauses behind some texts, of which the last is as long as this takes."""
    parts, rest = [], text
    for pause in pauses:
        part, found, rest = rest.partition(pause)
        assert rest
        parts.append(part + found)
    go_on = Event()

    class Halting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            for part in parts:
                self.wfile.write(part.encode())
                go_on.wait(None if part is parts[-1] else 0.3)
            self.wfile.write(rest.encode())

        def log_message(self, *_: object) -> None:
            """Nothing is told in the terminal."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Halting) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        go_on.set()
        server.shutdown()


def built_in() -> Briefing:
    return read(find_folder("us-russia-cooperation"))


def page_of(made: Briefing, **options: object) -> str:
    return render("html", made, {}, msgspec.convert(options, Options))


def press(opened: Window, *keys: str) -> Window:
    for key in keys:
        opened.page.keyboard.press(key)
    return opened


def anchor(opened: Window) -> str:
    return str(opened.ask("location.hash"))


def top(opened: Window, element: str) -> float:
    """How far below the window's upper edge an element begins."""
    opened.ask("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return float(opened.ask("(id) => document.getElementById(id).getBoundingClientRect().top", element))


BOXES = """() => [...document.querySelectorAll(".point")].map((point) =>
  [...point.querySelectorAll(".side")].map((side) => {
    const { left, top, width } = side.getBoundingClientRect();
    const text = side.querySelector("p").getBoundingClientRect().top;
    return { left, top, text, width, number: Number(side.className.slice(-1)) };
  }))"""


@pytest.mark.parametrize("width", WIDTHS)
def test_the_sides_stand_side_by_side_and_on_a_phone_one_under_the_other(window: Open, width: int) -> None:
    for first, second in window(width=width).ask(BOXES):
        if width < 700:
            assert first["left"] == second["left"] and first["top"] < second["top"]
        else:
            assert first["top"] == second["top"] and first["text"] == second["text"]
            assert first["left"] + first["width"] < second["left"]
        assert first["width"] == pytest.approx(second["width"], abs=1)


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window_or_cut_off_whatever_the_texts(window: Open, width: int) -> None:
    texts = itertools.cycle(("x" * 500, "word " * 60, "汉字" * 90))
    opened = window(render("html", samples.briefing(lambda _: next(texts)), {}, Options()), width=width)
    assert opened.ask("document.documentElement.scrollWidth") <= width
    wide = """() => [...document.querySelectorAll("main *, nav *")].filter((each) =>
        each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== "inline"
        && each.namespaceURI.endsWith("xhtml")).map((each) => each.outerHTML.slice(0, 80))"""
    assert opened.ask(wide) == []


LINES = """() => [...document.querySelectorAll(".side > p, .claim > p, .overview, .listed li")].flatMap((each) => {
  const lines = new Map();
  const text = document.createTreeWalker(each, NodeFilter.SHOW_TEXT);
  while (text.nextNode()) for (let n = 0; n < text.currentNode.data.length; n++) {
    const range = new Range();
    range.setStart(text.currentNode, n);
    range.setEnd(text.currentNode, n + 1);
    const { top, width } = range.getBoundingClientRect();
    if (width) lines.set(Math.round(top), (lines.get(Math.round(top)) ?? "") + text.currentNode.data[n]);
  }
  return [...lines.values()].map((line) => line.trim().length);
})"""


def test_no_line_of_prose_has_more_than_72_characters(window: Open) -> None:
    lengths = window(page_of(built_in(), themes=("trade", "values"))).ask(LINES)
    assert len(lengths) > 50
    assert max(lengths) <= 72


@pytest.mark.parametrize(("width", "scheme"), [*((width, "light") for width in WIDTHS), (1440, "dark")])
def test_axe_finds_nothing_at_any_width_and_in_both_colour_schemes(window: Open, width: int, scheme: str) -> None:
    assert window(width=width, color_scheme=scheme).violations() == []


def test_axe_finds_nothing_in_help_while_finding_with_swapped_sides_in_a_part_or_in_one_side(window: Open) -> None:
    opened = press(window(), "s", "?")
    assert opened.violations() == []
    press(opened, "Escape", "/", "r", "e", "n", "t")
    assert opened.violations() == []
    for options in (Options(minutes=0.6, swapped=True), Options(side="keep")):
        assert window(render("html", PLAIN, {}, options)).violations() == []


def test_a_link_into_a_long_page_leads_there_before_the_rest_of_the_page_has_come(browser: Browser) -> None:
    made = built_in()
    wanted = made.themes[1].id
    with half_sent(page_of(made), f'aria-labelledby="{wanted}/_title">', f'id="{made.themes[3].id}"') as address:
        opened = Window(browser)
        opened.page.goto(f"{address}#{wanted}", wait_until="commit")
        is_there = "(id) => Math.abs(document.getElementById(id)?.getBoundingClientRect().top - 15) < 15"
        opened.wait_for(is_there, wanted)
        assert opened.ask("document.readyState") == "loading"
        assert opened.complaints == []
        opened.close()


def test_without_scripts_the_whole_page_is_there_and_no_button_that_does_nothing(window: Open) -> None:
    opened = window(java_script_enabled=False)
    for theme in PLAIN.themes:
        for point in theme.points:
            article = opened.page.locator(f"[id='{theme.id}/{point.id}']")
            shown = article.inner_text()
            assert article.is_visible() and point.question in shown
            for side in PLAIN.about.perspectives:
                for claim in point.claims.get(side.id, ()):
                    assert spoken(claim) in shown
    assert opened.page.locator("nav a").count() == 2
    assert not opened.page.locator("button, input").filter(visible=True).count()


def test_each_point_has_an_address_that_opens_the_page_there(window: Open) -> None:
    opened = window(page_of(built_in()), anchor="#trade/volume", height=700)
    assert 0 <= top(opened, "trade/volume") < 200
    assert press(opened, "j") and anchor(opened) != "#trade/volume" and anchor(opened).startswith("#trade/")


@pytest.mark.parametrize("strange", ["#%", "#gone/point", "#trade/takings/close/1", "#_sources"])
def test_an_address_that_is_no_point_does_no_harm(window: Open, strange: str) -> None:
    opened = press(window(anchor=strange), "s", "2")
    assert anchor(opened) == "#air" and opened.page.get_by_role("searchbox").is_visible()


def test_themes_and_points_are_reached_by_the_program_s_keys(window: Open) -> None:
    made = built_in()
    ids = [theme.id for theme in made.themes]
    opened = window(page_of(made), height=700)
    press(opened, "]")
    assert anchor(opened) == f"#{ids[0]}"
    press(opened, "]", "]", "[")
    assert anchor(opened) == f"#{ids[1]}"
    for key, number in (("7", 7), ("0", 10), ("1", 1), ("9", 9)):
        press(opened, key)
        assert anchor(opened) == f"#{ids[number - 1]}"
        assert -60 <= top(opened, ids[number - 1]) < 200
        assert opened.ask("document.activeElement.id") == ids[number - 1]
    points = [point.id for point in made.themes[8].points]
    press(opened, "j", "ArrowDown")
    assert anchor(opened) == f"#{ids[8]}/{points[1]}" and 0 <= top(opened, f"{ids[8]}/{points[1]}") < 200
    press(opened, "k")
    assert anchor(opened) == f"#{ids[8]}/{points[0]}"
    press(opened, "ArrowUp")
    assert anchor(opened) == f"#{ids[7]}/{made.themes[7].points[-1].id}"
    press(opened, "[")
    assert anchor(opened) == f"#{ids[6]}"
    press(opened, "Control+s", "Alt+1", "x")
    assert anchor(opened) == f"#{ids[6]}"


def test_after_scrolling_the_keys_go_on_from_what_is_read(window: Open) -> None:
    opened = window(height=700)
    press(opened, "1")
    opened.page.mouse.move(500, 500)
    opened.page.mouse.wheel(0, 100_000)
    opened.wait_for("scrollY + innerHeight >= document.documentElement.scrollHeight - 2")
    press(opened, "k")
    assert anchor(opened) == "#air/soot"


def test_the_list_of_themes_says_which_one_is_read(window: Open) -> None:
    opened = press(window(height=700), "2")
    opened.page.wait_for_selector("nav [aria-current]")
    assert opened.page.locator("nav [aria-current]").all_inner_texts() == ["2\nAir and noise"]


def test_swapping_changes_the_sides_places_and_not_their_colours(window: Open) -> None:
    opened = window()
    colours = opened.ask("getComputedStyle(document.querySelector('.point .side-1')).borderLeftColor")
    press(opened, "s")
    for first, second in opened.ask(BOXES):
        assert first["number"] == 1 and first["left"] > second["left"] and first["top"] == second["top"]
    assert opened.ask("getComputedStyle(document.querySelector('.point .side-1')).borderLeftColor") == colours
    opened.page.get_by_role("button", name="Swap sides").click()
    assert all(first["left"] < second["left"] for first, second in opened.ask(BOXES))


def test_dark_and_light_follow_the_system_until_they_are_switched(window: Open) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light, dark = "rgb(251, 250, 247)", "rgb(22, 24, 29)"
    for scheme, before, after in (("light", light, dark), ("dark", dark, light)):
        opened = window(color_scheme=scheme)
        assert opened.ask(ground) == before
        assert press(opened, "d").ask(ground) == after
        assert press(opened, "d").ask(ground) == before


def test_help_shows_every_key_and_keys_go_to_it_while_it_is_open(window: Open) -> None:
    opened = press(window(), "?")
    help = opened.page.get_by_role("dialog", name="Keys")
    assert help.is_visible()
    shown = " ".join(opened.page.locator("dialog kbd").all_inner_texts())
    assert shown == "[ ] 1–9 0 ↑ ↓ k j / Esc s d ? Esc"
    press(opened, "s", "2")
    assert anchor(opened) == "" and not opened.ask("document.documentElement.className")
    press(opened, "Escape")
    assert not help.is_visible()
    press(opened, "?")
    opened.page.get_by_label("Single keys work").uncheck()
    opened.page.get_by_role("button", name="Close").click()
    press(opened, "s", "2")
    assert anchor(opened) == "" and not opened.ask("document.documentElement.className")


def visible_points(opened: Window) -> list[str]:
    found = opened.page.locator(".point").filter(visible=True).all()
    return [str(point.get_attribute("id")) for point in found]


def test_finding_leaves_what_has_all_the_words_and_marks_them_without_changing_the_page(window: Open) -> None:
    opened = window()
    before = opened.ask("document.querySelector('main').textContent")
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("THEY rise")
    assert visible_points(opened) == ["trade/rents"]
    assert opened.page.get_by_role("status").inner_text() == "1 of 5 points"
    found = "[...CSS.highlights.get('found')].map((range) => range.toString())"
    assert opened.ask(found) == ["They", "rise", "They", "rise"]
    assert opened.ask("document.querySelector('main').textContent") == before
    assert opened.page.locator(".theme h2").filter(visible=True).all_inner_texts() == ["1 Shops and trade"]
    press(opened, "Enter")
    assert anchor(opened) == "#trade/rents" and opened.page.locator("#_find").input_value() == "THEY rise"
    press(opened, "Escape")
    assert len(visible_points(opened)) == 5 and opened.ask(found) == []
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("no such words")
    assert visible_points(opened) == []
    assert opened.page.get_by_role("status").inner_text() == "0 of 5 points"


def test_after_finding_the_page_is_where_it_was(window: Open) -> None:
    opened = press(window(page_of(built_in()), height=700), "8", "j", "j", "/")
    before = anchor(opened)
    opened.page.keyboard.type("sanctions")
    press(opened, "Escape")
    assert anchor(opened) == before and 0 <= top(opened, before[1:]) < 200


def test_finding_does_not_mind_accents_and_ligatures(window: Open) -> None:
    mark: samples.Mark = lambda text: f"{text} café ﬁnal" if text == "They rise." else text  # noqa: E731
    opened = window(render("html", samples.briefing(mark), {}, Options()))
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("cafe fin")
    assert visible_points(opened) == ["trade/rents"]
    assert opened.ask("[...CSS.highlights.get('found')].map((range) => range.toString())") == ["café", "ﬁn"]


def test_no_text_of_any_field_runs_loads_or_changes_anything(browser: Browser, tmp_path: Path) -> None:
    assert len(SCRIPT_INJECTIONS) >= 60
    opened = Window(browser, 400, 300)
    file = tmp_path / "page.html"

    def shape(mark: samples.Mark) -> object:
        text = render("html", samples.briefing(mark), samples.notes(mark), Options(notes=True))
        file.write_text(text, "utf-8")
        found = opened.open(file).ask(SKELETON)
        assert opened.ask("[...document.links].every((link) => /^(file|https?):/.test(link.href))")
        return found

    expected = shape(str)
    for hostile in SCRIPT_INJECTIONS:
        assert shape(samples.before(hostile)) == expected, hostile
        assert opened.complaints == [], hostile
        assert set(opened.requests) == {file.as_uri()}, hostile
    opened.close()


PAPERS = {"A4": (595, 842), "Letter": (612, 792)}
"""Widths and heights in points."""


def squeezed(text: str) -> str:
    return "".join(re.findall(r"\w", unicodedata.normalize("NFKC", text)))


@pytest.mark.parametrize("paper", PAPERS)
def test_the_handout_has_both_sides_in_columns_no_broken_point_and_page_numbers(window: Open, paper: str) -> None:
    made = built_in()
    opened = window(page_of(made))
    document = pypdfium2.PdfDocument(opened.page.pdf(format=paper))
    assert 15 <= len(document) <= 25
    assert document[0].get_size() == pytest.approx(PAPERS[paper], abs=1)
    width, height = document[0].get_size()
    halves = []
    for number, page in enumerate(document, 1):
        text = page.get_textpage()
        assert text.get_text_bounded(width / 2, 0, width, 50).strip() == f"{number} / {len(document)}"
        assert "Find" not in text.get_text_bounded(0, height - 60, width, height)
        halves.append(
            [squeezed(text.get_text_bounded(*edges, height)) for edges in ((0, 0, width / 2), (width / 2, 0, width))]
        )
    for theme in made.themes:
        for point in theme.points:
            said = [
                [squeezed(spoken(claim)) for claim in point.claims.get(side.id, ())]
                or [squeezed(silent(point, side.id))]
                for side in made.about.perspectives
            ]
            whole = [
                all(text in half for texts, half in zip(said, page, strict=True) for text in texts) for page in halves
            ]
            assert any(whole), f"{theme.id}/{point.id}"
            (at,) = [number for number, is_whole in enumerate(whole) if is_whole]
            assert squeezed(point.question)[:20] in halves[at][0] + halves[at][1], f"{theme.id}/{point.id}"


def test_the_handout_is_light_even_where_the_screen_is_dark(window: Open) -> None:
    opened = window(color_scheme="dark")
    press(opened, "d", "d")
    opened.page.emulate_media(media="print")
    assert opened.ask("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert opened.ask("getComputedStyle(document.body).color") == "rgb(34, 37, 43)"
    assert not opened.page.locator("nav, .bar, .skip").filter(visible=True).count()
