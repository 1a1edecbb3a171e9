"""A briefing as one web page that stands alone: no script, style, font or picture comes from elsewhere."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from briefing import wording
from briefing.citations import address, byline_below_title, is_openable, record, titled
from briefing.export import Options, left_out
from briefing.export.note_html import note_html
from briefing.export.one_side import only_side
from briefing.export.places import Place, places
from briefing.export.selection import chosen, stray_notes, time_box
from briefing.model import SILENCE_GLYPH, Briefing, Claim, EvidenceList, Perspective, Source, Theme
from briefing.reading_time import duration
from briefing.text import one_line

if TYPE_CHECKING:
    from jinja2 import Environment

KEYS: Final = (
    ("[ ]", "Theme before, next theme"),
    ("1–9 0", "Theme by number; 0 is the tenth"),
    ("↑ ↓ k j", "Point before, next point"),
    ("/", "Find; only what has all the words stays"),
    ("Esc", "Show everything again"),
    ("s", "Swap the sides"),
    ("d", "Dark or light"),
    ("?", "These keys"),
)
"""The keys of the page and what they do, as its help shows them."""

_BETWEEN_TAGS: Final = re.compile(r"(?<=>)\n+(?=<)")
"""Line breaks that show nothing, and that a browser would keep by the thousand."""


class Side(Struct, frozen=True, kw_only=True):
    """A perspective as the page shows it."""

    number: int
    """1 or 2, by the briefing's own order: its colour and its mark."""
    about: Perspective
    """What the briefing says of it."""
    source: Source | None
    """What it argues from; None if the briefing does not have it."""


class Mark(Struct, frozen=True, kw_only=True):
    """Where a side stands on a theme, in the chart."""

    side: Side
    """Whose stance it is."""
    level: int
    """1 to 5."""
    words: str
    """The level in words."""


def render(briefing: Briefing, notes: Mapping[str, str], options: Options) -> str:
    """The whole page. Raises BriefingError for a theme that does not exist, and where no point fits the time."""
    box = time_box(briefing, options)
    sides = _sides(briefing, options)

    def found_places(side: Side, evidence: EvidenceList, claim: Claim | None = None) -> list[Place]:
        found = places(briefing, side.about, evidence)
        return [place._replace(quote=None) if claim and place.quote == claim.text else place for place in found]

    def marks(theme: Theme) -> list[Mark]:
        return [
            Mark(side=side, level=stance.level, words=wording.level(briefing.about.scale, stance.level))
            for side in sides
            if (stance := theme.stances.get(side.about.id))
        ]

    style, arrive, script = _asset("page.css"), _asset("arrive.js"), _asset("page.js")
    template = _environment().get_template("page.html.j2")
    page = template.render(
        about=briefing.about,
        arrive=arrive,
        arrive_hash=_hash(arrive),
        account=list(left_out.account(box)) if box else (),
        box=box,
        keys=KEYS,
        marks=marks,
        only=only_side(briefing),
        notes={key: text for key, text in notes.items() if text.strip()} if options.notes else {},
        places=found_places,
        signs=wording.signs(len(sides)),
        script=script,
        script_hash=_hash(script),
        sides=sides,
        sources=_sources(briefing, sides),
        stray=stray_notes(briefing, notes) if options.notes and options.themes is None else {},
        style=style,
        style_hash=_hash(style),
        summary=left_out.summary(box) if box else "",
        themes=box.briefing.themes if box else chosen(briefing, options),
    )
    return _BETWEEN_TAGS.sub("", page).lstrip()


def _sides(briefing: Briefing, options: Options) -> list[Side]:
    numbers = {side.id: number for number, side in enumerate(briefing.about.perspectives, options.first_number)}
    return [
        Side(number=numbers[side.id], about=side, source=briefing.sources.get(side.source))
        for side in wording.sides(briefing, swapped=options.swapped)
    ]


def _sources(briefing: Briefing, sides: list[Side]) -> list[Source]:
    """Every source once, the sides' own first."""
    own = {side.source.id: side.source for side in sides if side.source}
    return list({**own, **briefing.sources}.values())


@cache
def _environment() -> "Environment":
    """Jinja, set up so that every text it is given is cleaned, on one line, and escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def finalize(value: object) -> object:
        return one_line(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    def note(text: str) -> Markup:
        return Markup(note_html(text))

    made = Environment(
        autoescape=True,
        finalize=finalize,
        keep_trailing_newline=True,
        loader=PackageLoader("briefing.export"),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters["note"] = note
    for function in (address, byline_below_title, duration, is_openable, record, titled):
        made.globals[function.__name__] = function
    made.globals["wording"] = wording
    made.globals["left_out_title"] = left_out.TITLE
    made.globals["silence_glyph"] = SILENCE_GLYPH
    return made


@cache
def _asset(name: str) -> str:
    """The page's own style or script, ready to stand in it."""
    from markupsafe import Markup

    return Markup(files("briefing.export").joinpath("templates", name).read_text("utf-8"))


def _hash(text: str) -> str:
    """The source expression that allows exactly this style or script (Content Security Policy Level 3)."""
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
