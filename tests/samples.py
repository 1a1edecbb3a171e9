"""A small, complete briefing for tests, and the same as a folder of YAML."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import yaml

from briefing.loader import ABOUT, source_file, theme_file
from briefing.model import (
    Briefing,
    BriefingFile,
    Claim,
    Evidence,
    Name,
    Perspective,
    Point,
    Relation,
    Scale,
    Section,
    Source,
    Stance,
    Theme,
    ThemeEntry,
    ThemeFile,
    Voice,
)
from briefing.model import Paragraph as OutlineParagraph
from briefing.sources import paragraphs

Mark = Callable[[str], str]
"""Turns the harmless text of a field into the text to test with."""

HOSTILE = (
    "*star* **bold** _under_ __strong__",
    "~struck~ ~~struck~~ H~2~O x^2^",
    "`code` ``co`de`` `",
    "[link](https://example.org) ![image](x.png) [ref][x] [x]: /url",
    "[^1] [^1]: a footnote ^[inline note]",
    "<b>bold</b> <script>alert(1)</script> <!-- comment",
    "<div> <details> <br/> <?php ?> <![CDATA[x]]>",
    "&amp; &copy; &#35; &lt;b&gt; AT&T",
    "a | b || c \\| d",
    "|---|---|",
    "| a | b |",
    "ends in a backslash \\",
    "C:\\temp \\* \\\\ \\| \\",
    "http://example.org/a_b_c www.example.org ftp://example.org //localhost",
    "write to someone@example.org or mailto:someone@example.org",
    "example.com, kremlin.ru and www.x",
    "# heading",
    "###### heading #",
    "ends like a heading ##",
    "> quote",
    "- item",
    "+ item",
    "* item",
    "1. first",
    "2) second",
    "(a) pandoc lists",
    "i. roman",
    "II. roman",
    "A.",
    "#. any number",
    "---",
    "***",
    "===",
    "```",
    "~~~ python",
    ": definition",
    "::: {.fenced}",
    "Table: a caption",
    "$x^2$ $$y$$ $5 and $6 cost $",
    "@cite [@cite2, p. 3] -@cite3 (@example)",
    "{#id .class key=value}",
    "\\begin{center} \\textbf{x} \\newline",
    ":smile: :+1:",
    "many\nlines\n\n# of text\n\n- with\n\tstructure",
    "    indented\tcode",
    "trade now!",
    "^",
    "<https://example.org> <someone@example.org>",
    "title: 'x'\n---\nkey: value",
    "[b]Rich[/b] [@click=app.quit]x[/] [/",
    "\x1b[31mred\x1b]0;title\x07 \x9b",
    "汉字 かな 한글 e\u0301 \U0001f600 \U0001f468\u200d\U0001f469",
    "שלום \u202eright to left\u2066",
    "% title\n% author",
    "+---+---+",
    "--- ---",
    "word " * 100,
    "x" * 500,
)  # fmt: skip
"""Texts that something may take for more than text."""


def before(added: str) -> Mark:
    """Puts a text before that of each field."""
    return lambda text: f"{added} {text}"


def only(text: str) -> Mark:
    """Puts a text in the place of that of each field."""
    return lambda _: text


def briefing(mark: Mark = str) -> Briefing:
    """Two themes with every relation, voice and silence; `mark` is applied to every text field."""
    report = _source(mark, "report", "The street report: what changed", (None, "Shops", "Streets and air"))
    essay = _source(mark, "essay", "Who pays for a quiet street?", (None, "Deliveries"))
    return Briefing(
        about=BriefingFile(
            schema_version=1,
            id="quiet-street",
            title=mark("A quiet main street"),
            question=mark("Should the main street be closed to cars?"),
            as_of="2024-05",
            scale=Scale(
                measures=mark("how much a side expects of it"),
                labels=tuple(mark(label) for label in ("none", "slight", "mixed", "good", "strong")),
            ),
            perspectives=(
                Perspective(
                    id="close",
                    name=mark("Close it"),
                    short=mark("Close"),
                    source="report",
                    thesis=mark("The street gains more than it loses."),
                ),
                Perspective(
                    id="keep",
                    name=mark("Keep it open"),
                    short=mark("Keep"),
                    source="essay",
                    thesis=mark("The costs fall on those who cannot move."),
                ),
            ),
            themes=(
                ThemeEntry(id="trade", title=mark("Shops and trade")),
                ThemeEntry(id="air", title=mark("Air and noise")),
            ),
        ),
        sources={"report": report, "essay": essay},
        themes=(_trade(mark, report, essay), _air(mark, report, essay)),
    )


def notes(mark: Mark = str) -> dict[str, str]:
    """A note on a theme, one on a point, and one on a point that the briefing does not have."""
    return {
        "trade": mark("Ask the shops."),
        "trade/takings": mark("Which year?"),
        "trade/gone": mark("This was about a point that was taken out."),
    }


def write(made: Briefing, folder: Path) -> Path:
    """The briefing as files in `folder`, which is made if it is not there."""
    _dump(folder / ABOUT, made.about)
    for source in made.sources.values():
        _dump(folder / source_file(source.id), source)
    for theme in made.themes:
        fields = {key: getattr(theme, key) for key in ThemeFile.__struct_fields__}
        _dump(folder / theme_file(theme.id), ThemeFile(**fields))
    return folder


def _dump(path: Path, value: msgspec.Struct) -> None:
    fields: dict[str, object] = msgspec.to_builtins(value)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(_given(fields), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")


def _given(value: object) -> object:
    """Built-in values without the keys that are not given, but with the heading that is null."""
    if isinstance(value, dict):
        return {key: _given(item) for key, item in value.items() if item not in (None, [], {}) or key == "heading"}
    return [_given(item) for item in value] if isinstance(value, list) else value


def _source(mark: Mark, name: str, title: str, headings: tuple[str | None, ...]) -> Source:
    authored = name == "essay"
    return Source(
        schema_version=1,
        id=name,
        type="article-newspaper" if authored else "report",
        title=mark(title),
        author=(Name(family=mark("Author"), given=mark("Second")),) if authored else (),
        translator=(Name(literal=mark("the translators")),) if authored else (),
        editor=(Name(literal=mark("the editors")),),
        container_title=mark("The Evening Paper") if authored else None,
        publisher=mark("Town Press"),
        publisher_place=mark("Town"),
        issued="2024-03-09" if authored else "2024-02",
        volume=mark("5"),
        issue=mark("2"),
        page=mark("3-9"),
        language=mark("en"),
        url=f"https://example.org/{mark(name)}",
        note=mark("Read online."),
        outline=tuple(
            Section(
                heading=None if heading is None else mark(heading),
                paragraphs=tuple(
                    OutlineParagraph(digest=f"{section:08x}{number:08x}", words=20 + number) for number in range(3)
                ),
            )
            for section, heading in enumerate(headings)
        ),
    )


def _trade(mark: Mark, report: Source, essay: Source) -> Theme:
    reported, argued = _locators(report), _locators(essay)
    return Theme(
        schema_version=1,
        id="trade",
        title=mark("Shops and trade"),
        number=1,
        question=mark("What happens to the shops?"),
        overview=mark("Both sides count customers, in different ways."),
        stances={
            "close": Stance(level=5, reason=mark("Takings rose."), evidence=(reported[3],)),
            "keep": Stance(level=2, reason=mark("Deliveries cost more."), evidence=(argued[3], argued[4])),
        },
        points=(
            Point(
                id="takings",
                question=mark("Do the shops take more?"),
                priority=1,
                relation=Relation.DIFFER,
                claims={
                    "close": (
                        Claim(text=mark("Takings rose by 12 % in a year."), evidence=(reported[3],)),
                        Claim(
                            text=mark("The street came alive."),
                            voice=Voice.QUOTE,
                            evidence=(
                                Evidence(at=reported[4], quote=mark("came alive")),
                                Evidence(at=reported[4], quote=mark("in the evenings too")),
                            ),
                        ),
                    ),
                    "keep": (
                        Claim(text=mark("Takings fell outside the summer."), evidence=(argued[4],)),
                        Claim(text=mark("The two count different months."), voice=Voice.EDITOR),
                        Claim(text=mark("The report leaves the winter out."), evidence=(reported[5],)),
                    ),
                },
            ),
            Point(
                id="rents",
                question=mark("What happens to rents?"),
                relation=Relation.PARTLY,
                claims={
                    "close": (Claim(text=mark("They rise slowly."), evidence=(reported[4],)),),
                    "keep": (Claim(text=mark("They rise."), evidence=(argued[3],)),),
                },
            ),
            Point(
                id="deliveries",
                question=mark("How do goods come in?"),
                priority=3,
                claims={"keep": (Claim(text=mark("At night, at a price."), evidence=(argued[5],)),)},
                silence={"close": (mark("delivery"), mark("lorry"))},
            ),
        ),
        common_ground=(mark("Shops matter."), mark("Nobody counted before.")),
        crux=mark("A full year of takings."),
        open_questions=(mark("What do the side streets take?"),),
    )


def _air(mark: Mark, report: Source, essay: Source) -> Theme:
    reported, argued = _locators(report), _locators(essay)
    return Theme(
        schema_version=1,
        id="air",
        title=mark("Air and noise"),
        number=2,
        question=mark("Is the air better?"),
        overview=mark("The measurements are not disputed."),
        stances={
            "close": Stance(level=4, reason=mark("Less soot."), evidence=(reported[6],)),
            "keep": Stance(level=3, reason=mark("The soot has moved."), evidence=(argued[0],)),
        },
        points=(
            Point(
                id="soot",
                question=mark("Is there less soot?"),
                relation=Relation.AGREE,
                claims={
                    "close": (Claim(text=mark("A third less."), evidence=(reported[6],)),),
                    "keep": (Claim(text=mark("Less, on this street."), evidence=(argued[1],)),),
                },
            ),
            Point(
                id="noise",
                question=mark("Is it quieter?"),
                relation=Relation.TALK_PAST,
                claims={
                    "close": (Claim(text=mark("By day it is."), evidence=(reported[7],)),),
                    "keep": (Claim(text=mark("By night it is not."), evidence=(argued[2],)),),
                },
            ),
        ),
        crux=mark("Measurements in the side streets."),
    )


def _locators(source: Source) -> list[str]:
    return [str(locator) for locator, _ in paragraphs(source)]
