"""The web page as a file: what it says, what it links to, and that no text becomes markup."""

import base64
import hashlib
import itertools
import re
from functools import cache

import msgspec
import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from injections import SCRIPT_INJECTIONS
from selectolax.lexbor import LexborHTMLParser, LexborNode
from textual.color import Color

from briefing.citations import is_openable
from briefing.errors import BriefingError
from briefing.export import Options, render
from briefing.export.note_html import note_html
from briefing.model import Briefing, Claim, Evidence, Source
from briefing.text import one_line
from briefing.tui.looks import DARK, LIGHT, own_variables

PLAIN = samples.briefing()


def exported(made: Briefing = PLAIN, notes: bool = False, **options: object) -> str:
    return render("html", made, samples.notes(), msgspec.convert({**options, "notes": notes}, Options))


def parsed(text: str) -> LexborHTMLParser:
    return LexborHTMLParser(text)


@cache
def page() -> LexborHTMLParser:
    return parsed(exported(notes=True))


def said(node: LexborNode | LexborHTMLParser, selector: str) -> list[str]:
    """The texts of the elements that a selector finds."""
    return [one_line(found.text()) for found in node.css(selector)]


def find(node: LexborNode | LexborHTMLParser, selector: str) -> LexborNode:
    found = node.css_first(selector)
    assert found is not None, selector
    return found


def point(name: str, made: LexborHTMLParser | None = None) -> LexborNode:
    return find(made or page(), f"article[id='{name}']")


def with_source(**fields: object) -> Briefing:
    record = msgspec.structs.replace(PLAIN.sources["report"], **fields)
    return msgspec.structs.replace(PLAIN, sources={**PLAIN.sources, "report": record})


def test_the_same_briefing_gives_the_same_bytes() -> None:
    assert exported(notes=True) == exported(notes=True)


def test_the_headings_are_in_order() -> None:
    levels = [int((node.tag or "")[1]) for node in page().css("main :is(h1, h2, h3, h4)")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))


def test_every_point_theme_and_claim_has_an_address_of_its_own_and_every_link_leads_somewhere() -> None:
    ids = [node.attributes["id"] for node in page().css("[id]")]
    assert len(ids) == len(set(ids))
    assert {"trade", "trade/takings", "trade/takings/close/2", "air/noise"} <= set(ids)
    links = [node.attributes["href"] or "" for node in page().css("a")]
    assert [link for link in links if not link.startswith(("#", "https://example.org/"))] == []
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


def test_both_sides_stand_in_each_point_with_what_they_say_and_what_it_rests_on() -> None:
    first, second = point("trade/takings").css(".side")
    assert said(first, "h4") == ["Close"] and said(second, "h4") == ["Keep"]
    assert said(first, ".claim > p") == ["Takings rose by 12 % in a year.", "“The street came alive.”"]
    assert said(first, ".evidence li") == ["Shops ¶1", "Shops ¶2: “came alive”", "Shops ¶2: “in the evenings too”"]
    assert said(second, ".editor > p") == ["Editor: The two count different months."]
    assert said(second, ".evidence li")[1] == "“The street report”, Feb 2024, Shops ¶3".replace("“", "").replace(
        "”", ""
    )


def test_a_relation_is_a_sign_and_words_and_a_silence_is_told_with_the_words_looked_for() -> None:
    assert said(point("trade/rents"), ".relation") == ["≈ partly agree"]
    assert said(point("trade/deliveries"), ".relation") == ["∅ one side only"]
    assert said(point("trade/deliveries"), ".silence") == ["∅ Does not address this. Looked for: delivery, lorry."]


def test_a_quote_that_is_the_claim_itself_is_not_said_twice() -> None:
    claim = Claim(text="came alive", evidence=(Evidence(at="report/shops/2", quote="came alive"),))
    theme = PLAIN.themes[0]
    changed = msgspec.structs.replace(theme.points[0], claims={"close": (claim,)})
    made = msgspec.structs.replace(PLAIN, themes=(msgspec.structs.replace(theme, points=(changed,)),))
    assert said(point("trade/takings", parsed(exported(made))), ".side-1 .evidence li") == ["Shops ¶2"]


def test_the_stance_is_drawn_in_shapes_and_said_in_words() -> None:
    theme = find(page(), "section[id='trade']")
    assert said(theme, ".stance") == ["strong, 5 of 5", "slight, 2 of 5"]
    assert [len(node.css(".empty")) for node in theme.css(".meter")] == [0, 3]


def test_the_chart_has_a_row_for_each_theme_that_says_in_words_what_it_shows() -> None:
    rows = page().css(".chart li")
    assert said(page(), ".chart li a") == ["1 Shops and trade", "2 Air and noise"]
    assert said(rows[0], "title") == ["Close it: strong, 5 of 5. Keep it open: slight, 2 of 5"]
    marks = [find(rows[0], f".mark-{number}").attributes["cx"] for number in (1, 2)]
    assert marks == ["90%", "30%"]


def test_two_sides_that_stand_at_the_same_place_are_both_seen_in_the_chart() -> None:
    theme = PLAIN.themes[0]
    stances = {side: msgspec.structs.replace(stance, level=3) for side, stance in theme.stances.items()}
    made = msgspec.structs.replace(PLAIN, themes=(msgspec.structs.replace(theme, stances=stances),))
    marks = parsed(exported(made)).css(".dumbbell [class^=mark]")
    assert [(node.attributes["class"], node.attributes["r"]) for node in marks] == [("mark-2", "9"), ("mark-1", "6")]


def test_what_both_accept_what_would_move_them_and_what_is_open_are_told() -> None:
    theme = find(page(), "section[id='trade']")
    assert said(theme, ".listed h3") == ["Common ground", "Crux", "Open questions"]
    assert said(theme, ".listed li") == [
        "Shops matter.",
        "Nobody counted before.",
        "A full year of takings.",
        "What do the side streets take?",
    ]


def test_swapped_sides_change_places_everywhere_and_keep_their_colours() -> None:
    made = parsed(exported(swapped=True))
    for sides in made.css(".sides"):
        assert [node.attributes["class"] for node in sides.css(".side")] == ["side side-2", "side side-1"]


@pytest.mark.parametrize("swapped", [False, True])
def test_one_side_alone_keeps_its_own_colour_and_mark(swapped: bool) -> None:
    for number, side in enumerate(PLAIN.about.perspectives, 1):
        made = parsed(exported(side=side.id, swapped=swapped))
        shown = [str(node.attributes["class"]) for node in made.css(".side, .name, [class^='mark-']")]
        numbers = {found for each in shown for found in re.findall(r"(?:side|mark)-(\d)", each)}
        assert numbers == {str(number)}


def test_one_side_alone_has_no_relation_and_nothing_to_swap() -> None:
    made = parsed(exported(side="keep"))
    assert {len(sides.css(".side")) for sides in made.css(".sides")} == {1}
    assert made.css(".relation") == []
    assert "hidden" in find(made, "#_swap").attributes
    assert said(made, ".end dt") == ["∅ silent"]


def test_notes_are_left_out_unless_they_are_asked_for() -> None:
    text = exported()
    assert not any(note in text for note in samples.notes().values())


def test_notes_stand_with_their_point_and_theme_and_none_is_lost() -> None:
    assert said(point("trade/takings"), ".note p") == ["Which year?"]
    assert said(page(), ".theme > .note p") == ["Ask the shops."]
    assert said(page(), ".end .note h3") == ["trade/gone"]
    assert said(page(), ".end .note p") == ["This was about a point that was taken out."]


def test_a_note_s_markdown_is_shown_and_its_headings_are_none_of_the_page_s() -> None:
    text = "# One\r\n\nfirst\nsecond\n\n- **two**\n- <https://example.org>\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    assert note_html(text).replace("\n", "") == (
        '<p class="heading">One</p><p>first<br />second</p><ul><li><strong>two</strong></li>'
        '<li><a href="https://example.org" rel="noreferrer">https://example.org</a></li></ul>'
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    )


NOTE_TAGS = {
    *("p", "br", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote", "pre", "code", "hr"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
NOTE_ATTRIBUTES = {("p", "class"), ("a", "href"), ("a", "rel"), ("a", "title"), ("ol", "start"), ("code", "class")}


def assert_harmless(text: str) -> None:
    made = parsed(f"<main>{note_html(text)}</main>")
    assert not made.css("head > *") and not made.css("main ~ *")
    for node in made.css("main *"):
        assert node.tag in NOTE_TAGS, text
        assert {(node.tag, name) for name in node.attributes} <= NOTE_ATTRIBUTES, text
        assert is_openable(node.attributes.get("href") or "https://example.org"), text


def test_nothing_in_a_note_becomes_anything_but_text_lists_tables_code_and_links_of_the_web() -> None:
    for hostile in (*samples.HOSTILE, *SCRIPT_INJECTIONS):
        for text in (hostile, f"# {hostile}", f"- {hostile}", f"[x]({hostile})", f"![x]({hostile})", f"<{hostile}>"):
            assert_harmless(text)
    for address in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/x", "//evil.example", "#x"):
        for text in (f"[x]({address})", f"<{address}>", f"[x]\n\n[x]: {address}"):
            assert "<a " not in note_html(text)


@given(st.text(alphabet=st.sampled_from("<>![]()`*_#-|:\\\"'/&;=\n htps:ajvcript.0"), max_size=60))
def test_no_note_becomes_anything_else(text: str) -> None:
    assert_harmless(text)


def test_only_the_themes_asked_for_are_exported() -> None:
    made = parsed(exported(themes=["air"], notes=True))
    assert said(made, ".theme h2") == ["2 Air and noise"]
    assert said(made, "nav a") == ["2 Air and noise"]
    assert made.css(".note") == []


def test_sources_are_listed_once_with_their_citations() -> None:
    listed = said(page(), ".sources li")
    assert listed[0].startswith("“The street report: what changed”, ") and listed[0].endswith("example.org/report.")
    assert [node.attributes["id"] for node in page().css(".sources li")] == ["_source-report", "_source-essay"]
    assert {node.attributes.get("rel") for node in page().css(".sources a")} == {"noreferrer"}


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "ftp://example.org",
        "file:///etc/passwd",
        "https://",
        "https://example.org/ x",
        "https://example.org/\u202ex",
        "x\nhttps://example.org",
    ],
)
def test_an_address_that_is_not_of_the_web_is_no_link(address: str) -> None:
    made = parsed(exported(with_source(url=address)))
    assert find(made, "[id='_source-report']").css("a") == []
    assert one_line(address) in said(made, ".sources li")[0]


def test_evidence_from_a_source_that_is_not_there_is_shown_as_written() -> None:
    theme = PLAIN.themes[0]
    changed = msgspec.structs.replace(theme.points[0], claims={"close": (Claim(text="c", evidence=("lost/1",)),)})
    made = msgspec.structs.replace(PLAIN, themes=(msgspec.structs.replace(theme, points=(changed,)),))
    assert said(point("trade/takings", parsed(exported(made))), ".side-1 .evidence li") == ["lost/1"]


def test_a_side_whose_source_is_not_there_is_still_shown() -> None:
    essay: dict[str, Source] = {"essay": PLAIN.sources["essay"]}
    made = parsed(exported(msgspec.structs.replace(PLAIN, sources=essay)))
    assert said(made, ".opening .byline")[0] == "report"


def test_a_source_without_an_author_says_its_title_once() -> None:
    assert said(page(), ".opening .byline") == [
        "“The street report: what changed”, Feb 2024",
        "“Who pays for a quiet street?”, S. Author, The Evening Paper, Mar 2024",
    ]
    bare = msgspec.structs.replace(PLAIN.sources["report"], issued=None)
    made = msgspec.structs.replace(PLAIN, sources={**PLAIN.sources, "report": bare})
    assert said(parsed(exported(made)), ".opening .byline")[0] == "“The street report: what changed”"


def test_a_theme_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BriefingError, match="no theme `sea`"):
        exported(themes=["sea"])


def test_the_policy_allows_exactly_the_page_s_own_scripts_and_style() -> None:
    policy = find(page(), "meta[http-equiv]").attributes["content"] or ""
    kinds = dict(part.split(" ", 1) for part in policy.split("; "))
    for kind, tag in (("script-src", "script"), ("style-src", "style")):
        bodies = re.findall(rf"<{tag}>(.*?)</{tag}>", exported(), re.S)
        digests = [base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in bodies]
        assert kinds[kind].split() == [f"'sha256-{digest}'" for digest in digests]
        assert len(bodies) == (2 if tag == "script" else 1)
    assert kinds["default-src"] == kinds["base-uri"] == kinds["form-action"] == "'none'"
    assert set(kinds) == {"default-src", "script-src", "style-src", "base-uri", "form-action"}
    elements = [node for node in page().css("*") if any(name.startswith("on") for name in node.attributes)]
    assert not elements and page().css("[style]") == []


def style_variables() -> dict[str, tuple[str, str]]:
    """The page's colours in the light and in the dark."""
    found = re.findall(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", exported())
    return {name: (light, dark) for name, light, dark in found}


def test_the_colours_are_those_of_the_screen() -> None:
    colours = style_variables()
    for number, look in enumerate((LIGHT, DARK)):
        own = own_variables(look)
        assert colours["page"][number] == look.background
        assert colours["surface"][number] == look.surface
        assert colours["text"][number] == look.foreground
        for name in ("side-1", "side-2", "note"):
            assert colours[name][number] == own[name].lower()


@pytest.mark.parametrize("look", [0, 1])
def test_every_colour_of_text_can_be_read_on_every_ground(look: int) -> None:
    def luminance(colour: str) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in Color.parse(colour).normalized
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    colours = {name: pair[look] for name, pair in style_variables().items()}
    for text, ground in itertools.product(("text", "muted", "side-1", "side-2", "note"), ("page", "surface", "found")):
        low, high = sorted((luminance(colours[text]), luminance(colours[ground])))
        assert (high + 0.05) / (low + 0.05) >= 4.5, (text, ground)


def skeleton(text: str) -> list[tuple[str | None, tuple[str, ...]]]:
    """Every element of a page and the names of its attributes, but for a source's link."""
    nodes = [node for node in parsed(text).css("*") if not (node.tag == "a" and "rel" in node.attributes)]
    return [(node.tag, tuple(sorted(node.attributes))) for node in nodes]


def test_no_text_in_any_field_changes_the_structure() -> None:
    expected = skeleton(exported(notes=True))
    for hostile in (*samples.HOSTILE, *SCRIPT_INJECTIONS):
        mark = samples.before(hostile)
        text = render("html", samples.briefing(mark), samples.notes(), Options(notes=True))
        assert skeleton(text) == expected, hostile


def test_every_text_is_read_back_as_it_was() -> None:
    for hostile in (*samples.HOSTILE, *SCRIPT_INJECTIONS):
        made = parsed(exported(samples.briefing(samples.before(hostile))))
        expected = one_line(f"{hostile} A quiet main street")
        assert said(made, "h1") == [expected]
        assert said(made, "title")[0] == expected
        about = find(made, "meta[name=description]").attributes["content"]
        assert about == one_line(f"{hostile} Should the main street be closed to cars?")


def test_the_file_is_a_document_from_its_first_character_to_its_last() -> None:
    text = exported()
    assert text.startswith("<!doctype html>") and text.endswith("</html>\n")
