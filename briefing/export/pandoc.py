"""A briefing as pandoc's own Markdown: `pandoc --citeproc` makes the citations and the bibliography, in any style.

Made for pandoc 2.17 and later with its default extensions (https://pandoc.org/MANUAL.html, “Pandoc's Markdown”). The
sources stand in the front matter as CSL. The sides' answers stand one under the other, for cells of tables hold no
paragraphs. A note stands as text, line by line: pandoc would run what it holds.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from briefing.citations import position
from briefing.export import Options, csl, left_out
from briefing.export.front_matter import front_matter
from briefing.export.markdown_text import block, inline
from briefing.export.one_side import only_side
from briefing.export.selection import sources_of, stray_notes, taken, time_box
from briefing.model import SILENCE_GLYPH, Briefing, Evidence, Perspective, Point, Stance, Theme, cited
from briefing.reading_time import duration
from briefing.sources import parse
from briefing.text import clean
from briefing.timebox import TimeBox
from briefing.wording import level, meter, one_sided, quoted, relation, sides, silent, spoken

_SMART: Final = re.compile(r"""\\.|<!--\ -->|["'] | -(?=-) | (?<=-)- | \.(?=\.) | (?<=\.)\.""", re.VERBOSE)
"""What is escaped already, and what pandoc would set as curly quotes, dashes and ellipses."""
_KEY: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""An id that pandoc reads as a whole without braces."""


def render(briefing: Briefing, notes: Mapping[str, str], options: Options) -> str:
    """The whole file. Raises BriefingError for a theme that does not exist, and where no point fits the time."""
    return "\n\n".join(_Document(briefing, notes if options.notes else {}, options).blocks()) + "\n"


def _exact(markdown: str) -> str:
    return _SMART.sub(lambda match: match.group() if match.group()[0] in "\\<" else f"\\{match.group()}", markdown)


def _in(text: str) -> str:
    return _exact(inline(text))


def _at_start(text: str) -> str:
    return _exact(block(text))


class _Document:
    """The blocks of the file."""

    def __init__(self, briefing: Briefing, notes: Mapping[str, str], options: Options) -> None:
        self.briefing = briefing
        self.about = briefing.about
        self.notes = notes
        self.box = time_box(briefing, options)
        self.themes = taken(briefing, options)
        self.whole = options.themes is None
        self.sides = sides(briefing, swapped=options.swapped)
        self.sources = {source.id: source for source in sources_of(briefing, options)}

    def blocks(self) -> Iterator[str]:
        yield self._front_matter()
        yield _at_start(self.about.question)
        if only := only_side(self.briefing):
            yield _at_start(one_sided(only))
        if self.box:
            yield _at_start(left_out.summary(self.box))
        for side in self.sides:
            yield f"**{_in(side.name)}**"
            yield _at_start(side.thesis) + self._citation([Evidence(at=side.source)])
        for theme in self.themes:
            yield f"# {theme.number}. {_in(theme.title)} {{#theme-{theme.id}}}"
            yield from self._theme(theme)
        if self.whole:
            yield from self._stray_notes()
        if self.box:
            yield from self._left_out(self.box)
        yield "# Sources"
        yield "::: {#refs}\n:::"

    def _front_matter(self) -> str:
        data: dict[str, object] = {"title": _in(self.about.title)}
        if self.about.as_of:
            data["date"] = self.about.as_of
        data |= {"lang": "en", "link-citations": True, "nocite": "@*"}
        return front_matter({**data, "references": [_marked_up(csl.record(s)) for s in self.sources.values()]})

    def _theme(self, theme: Theme) -> Iterator[str]:
        yield _at_start(theme.question)
        if not self.box:
            yield _at_start(theme.overview)
        for side in self.sides:
            yield from self._stance(side, theme.stances.get(side.id))
        for number, point in enumerate(theme.points, 1):
            yield f"## {theme.number}.{number} {_in(point.question)}"
            if (found := relation(point)) and len(self.sides) > 1:
                yield f"*{' '.join(found)}*"
            for side in self.sides:
                yield f"**{_in(side.name)}**"
                yield _listed(self._answers(point, side))
            yield from self._note("Notes on this point:", self.notes.get(f"{theme.id}/{point.id}", ""))
        if not self.box:
            yield from _conclusions(theme)
        yield from self._note("Notes on this theme:", self.notes.get(theme.id, ""))

    def _stance(self, side: Perspective, stance: Stance | None) -> Iterator[str]:
        yield f"**{_in(side.name)}**"
        if stance is None:
            yield "No stance is given."
            return
        yield _in(f"{meter(stance.level)} {level(self.about.scale, stance.level)}")
        if not self.box:
            yield _at_start(stance.reason) + self._citation(cited(stance.evidence))

    def _answers(self, point: Point, side: Perspective) -> Iterator[str]:
        claims = point.claims.get(side.id, ())
        if not claims:
            yield f"{SILENCE_GLYPH} {_in(silent(point, side.id))}"
        for claim in claims:
            yield _at_start(spoken(claim)) + self._citation(cited(claim.evidence))

    def _citation(self, evidence: Iterable[Evidence]) -> str:
        """All evidence in one pair of brackets; what is from a source that is not there, as it is written."""
        known = [item for item in evidence if item.at.split("/")[0] in self.sources]
        return "".join(
            (
                f" [{'; '.join(dict.fromkeys(map(self._cited, known)))}]" if known else "",
                *(f" ({_in(item.at)})" for item in evidence if item not in known),
            )
        )

    def _cited(self, evidence: Evidence) -> str:
        key, slash, _ = evidence.at.partition("/")
        parts = [f"@{key}" if _KEY.fullmatch(key) else f"@{{{key}}}"]
        if slash:
            where = position(self.sources[key], evidence.at)
            paragraph = parse(evidence.at).paragraph
            parts.append(f"para. {paragraph}")
            if section := where.removesuffix(f"paragraph {paragraph}").rstrip(", "):
                parts.append(_suffix(section))
        cited_at = ", ".join(parts)
        return f"{cited_at}: {_suffix(quoted(evidence.quote))}" if evidence.quote else cited_at

    def _note(self, title: str, text: str) -> Iterator[str]:
        lines = clean(text.replace("\r\n", "\n")).strip("\n").rstrip().split("\n")
        if any(line.strip() for line in lines):
            yield title
            yield "\n".join(f"> | {_in(line)}".rstrip() for line in lines)

    def _stray_notes(self) -> Iterator[str]:
        stray = stray_notes(self.briefing, self.notes)
        if stray:
            yield "# Other notes"
            yield "These notes are on themes or points that the briefing no longer has."
        for key, text in stray.items():
            yield from self._note(_at_start(key), text)

    def _left_out(self, box: TimeBox) -> Iterator[str]:
        yield f"# {left_out.TITLE}"
        yield from (_at_start(paragraph) for paragraph in left_out.account(box))
        if box.left_out:
            yield _listed(
                f"**{theme.number}. {_in(theme.title)}** ({duration(box.minutes_lost(theme))}): "
                + " ".join(_in(point.question) for point in theme.points)
                for theme in box.left_out
            )


def _conclusions(theme: Theme) -> Iterator[str]:
    if theme.common_ground:
        yield "## Common ground"
        yield _listed(map(_at_start, theme.common_ground))
    if theme.crux:
        yield "## Crux"
        yield _at_start(theme.crux)
    if theme.open_questions:
        yield "## Open questions"
        yield _listed(map(_at_start, theme.open_questions))


def _listed(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _suffix(text: str) -> str:
    """Text behind a citation's locator, where a semicolon would end it."""
    return _in(text).replace(";", "\\;")


def _marked_up(record: Mapping[str, object]) -> dict[str, object]:
    """A CSL record whose texts are Markdown, as pandoc reads them in front matter."""

    def texts(value: object) -> object:
        if isinstance(value, str):
            return _in(value)
        if isinstance(value, list):
            return [texts(item) for item in value]
        return {key: texts(item) for key, item in value.items()} if isinstance(value, dict) else value

    return {key: texts(value) for key, value in record.items()}
