"""A briefing as Markdown: tables, contents and footnotes, for GitHub, pandoc and markdown-it."""

from collections.abc import Iterator, Mapping, Sequence

from briefing.citations import address, byline_below_title, citation, position, record, titled
from briefing.export import Options, left_out
from briefing.export.front_matter import front_matter
from briefing.export.markdown_text import block, inline, link_target, quotation
from briefing.export.one_side import only_side
from briefing.export.selection import chosen, stray_notes, time_box
from briefing.model import (
    SILENCE_GLYPH,
    Briefing,
    Evidence,
    EvidenceList,
    Perspective,
    Point,
    Source,
    Stance,
    Theme,
    cited,
)
from briefing.reading_time import duration
from briefing.text import one_line
from briefing.timebox import TimeBox
from briefing.wording import VOICES, level, meter, one_sided, quoted, relation, sides, signs, silent, spoken

_BREAK = " <br> "
_GAP = " <br><br> "
"""Between the claims in a table's cell."""


def render(briefing: Briefing, notes: Mapping[str, str], options: Options) -> str:
    """The whole file. Raises BriefingError for a theme that does not exist, and where no point fits the time."""
    document = Document(briefing, notes if options.notes else {}, options)
    return "\n\n".join(document.blocks()) + "\n"


class Document:
    """The blocks of the file, and of its parts."""

    def __init__(self, briefing: Briefing, notes: Mapping[str, str], options: Options) -> None:
        self.briefing = briefing
        self.about = briefing.about
        self.notes = notes
        self.box = time_box(briefing, options)
        self.themes = self.box.briefing.themes if self.box else chosen(briefing, options)
        self.whole = options.themes is None
        self.sides = sides(briefing, swapped=options.swapped)
        self.footnotes: dict[Evidence, int] = {}

    def blocks(self) -> Iterator[str]:
        """The whole file."""
        yield self._front_matter()
        yield f"# {inline(self.about.title)}"
        yield from self.opening()
        yield "## Contents"
        yield "\n".join(f"- [{heading(theme)}](#{_anchor(theme)})" for theme in self.themes)
        yield from self.legend()
        for theme in self.themes:
            yield f'## <a id="{_anchor(theme)}"></a>{heading(theme)}'
            yield from self.theme(theme)
        yield from self.closing()
        yield from self.notes_at_the_foot()

    def opening(self) -> Iterator[str]:
        """The question, what is left out of the briefing, and what the sides argue."""
        yield block(self.about.question)
        if only := only_side(self.briefing):
            yield block(one_sided(only))
        if self.box:
            yield block(left_out.summary(self.box))
        yield self._table([self._thesis(side) for side in self.sides])

    def closing(self) -> Iterator[str]:
        """What belongs to no theme: other notes, what was left out, and the sources."""
        if self.whole:
            yield from self._stray_notes()
        if self.box:
            yield from self._left_out(self.box)
        yield "## Sources"
        yield "\n".join(f"- {_cited(source)}" for source in self._sources())

    def notes_at_the_foot(self) -> Iterator[str]:
        """The footnotes of all that was made since they were last asked for."""
        if self.footnotes:
            yield "\n".join(self._footnote(evidence, n) for evidence, n in self.footnotes.items())
        self.footnotes = {}

    def _front_matter(self) -> str:
        data: dict[str, object] = {
            "title": one_line(self.about.title),
            "question": one_line(self.about.question),
        }
        if self.about.as_of:
            data["as_of"] = self.about.as_of
        data["perspectives"] = [one_line(side.name) for side in self.sides]
        data["sources"] = [one_line(citation(source)) for source in self._sources()]
        return front_matter(data)

    def _sources(self) -> list[Source]:
        return [
            self.briefing.sources[key]
            for key in dict.fromkeys(side.source for side in self.sides)
            if key in self.briefing.sources
        ]

    def _thesis(self, side: Perspective) -> list[str]:
        source = self.briefing.sources.get(side.source)
        if source is None:
            return [inline(side.thesis), inline(side.source)]
        title, target = inline(titled(source)), link_target(address(source) or "")
        linked = f"[{title}](<{target}>)" if target else title
        below = inline(byline_below_title(source))
        return [inline(side.thesis), f"{linked}{_BREAK}{below}" if below else linked]

    def legend(self) -> Iterator[str]:
        """What the marks mean."""
        yield "## How to read this"
        low, *_, high = self.about.scale.labels
        yield block(
            f"{meter(1)} to {meter(5)}: {self.about.scale.measures}, from 1 ({one_line(low)}) to 5 ({one_line(high)})."
        )
        yield "\n".join(f"- **{glyph} {label}**: {meaning}" for glyph, label, meaning in signs(len(self.sides)))
        yield VOICES

    def theme(self, theme: Theme) -> Iterator[str]:
        """A theme below its heading."""
        yield block(theme.question)
        if not self.box:
            yield block(theme.overview)
        yield self._table([[self._stance(theme.stances.get(side.id))] for side in self.sides])
        for number, point in enumerate(theme.points, 1):
            yield f"### {theme.number}.{number} {inline(point.question)}"
            yield from self._point(theme, point)
        if not self.box:
            yield from self._conclusions(theme)
        yield from self.note(theme.id, "Notes on this theme:")

    def _conclusions(self, theme: Theme) -> Iterator[str]:
        if theme.common_ground:
            yield "### Common ground"
            yield _list(theme.common_ground)
        if theme.crux:
            yield "### Crux"
            yield block(theme.crux)
        if theme.open_questions:
            yield "### Open questions"
            yield _list(theme.open_questions)

    def _stance(self, stance: Stance | None) -> str:
        if stance is None:
            return "No stance is given."
        words = inline(f"{meter(stance.level)} {level(self.about.scale, stance.level)}")
        if self.box:
            return words
        return f"{words}{_BREAK}{inline(stance.reason)}{self._marks(stance.evidence)}"

    def _point(self, theme: Theme, point: Point) -> Iterator[str]:
        if (found := relation(point)) and len(self.sides) > 1:
            yield f"**{' '.join(found)}**"
        yield self._table([[self._answer(point, side.id)] for side in self.sides])
        yield from self.note(f"{theme.id}/{point.id}", "Notes on this point:")

    def _answer(self, point: Point, side: str) -> str:
        claims = point.claims.get(side, ())
        if not claims:
            return f"{SILENCE_GLYPH} {inline(silent(point, side))}"
        return _GAP.join(inline(spoken(claim)) + self._marks(claim.evidence) for claim in claims)

    def _table(self, columns: Sequence[Sequence[str]]) -> str:
        """A table with a column for each side: its name, then its cells."""
        header = [inline(side.name) for side in self.sides]
        rows = [header, ["---"] * len(header), *zip(*columns, strict=True)]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)

    def _marks(self, evidence: EvidenceList) -> str:
        numbers = [self.footnotes.setdefault(item, len(self.footnotes) + 1) for item in cited(evidence)]
        return " ".join(f"[^{number}]" for number in dict.fromkeys(numbers))

    def _footnote(self, evidence: Evidence, number: int) -> str:
        source = self.briefing.sources.get(evidence.at.split("/")[0])
        target = None
        if source is None:
            text = evidence.at
        else:
            text = f"{record(source)}, {position(source, evidence.at)}"
            target = link_target(address(source) or "")
            if target is None and address(source):
                text += f", {address(source)}"
        if evidence.quote:
            text += f": {quoted(evidence.quote)}"
        return f"[^{number}]: {block(text)}{f', <{target}>' if target else ''}"

    def note(self, key: str, title: str) -> Iterator[str]:
        """The user's note on a theme or a point, where there is one."""
        text = self.notes.get(key, "")
        if text.strip():
            yield title
            yield quotation(text)

    def _left_out(self, box: TimeBox) -> Iterator[str]:
        yield f"## {left_out.TITLE}"
        yield from (block(paragraph) for paragraph in left_out.account(box))
        if box.left_out:
            yield "\n".join(
                f"- **{heading(theme)}** ({duration(box.minutes_lost(theme))}): "
                + " ".join(inline(point.question) for point in theme.points)
                for theme in box.left_out
            )

    def _stray_notes(self) -> Iterator[str]:
        stray = stray_notes(self.briefing, self.notes)
        if stray:
            yield "## Other notes"
            yield "These notes are on themes or points that the briefing no longer has."
        for key, text in stray.items():
            yield block(key)
            yield quotation(text)


def _anchor(theme: Theme) -> str:
    return f"theme-{theme.id}"


def heading(theme: Theme) -> str:
    """A theme's number and title."""
    return f"{theme.number}. {inline(theme.title)}"


def _list(texts: Sequence[str]) -> str:
    return "\n".join(f"- {block(text)}" for text in texts)


def _cited(source: Source) -> str:
    target = link_target(address(source) or "")
    return f"{block(record(source))}, <{target}>" if target else block(citation(source))
