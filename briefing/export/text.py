"""A briefing as plain lines: for pipes, mail and screen readers. Nothing in it depends on columns or symbols."""

from collections.abc import Iterator, Mapping, Sequence

from briefing.citations import address, byline, record
from briefing.export import Options, left_out
from briefing.export.one_side import only_side
from briefing.export.places import places
from briefing.export.selection import chosen, stray_notes, time_box
from briefing.model import Briefing, EvidenceList, Perspective, Point, Stance, Theme
from briefing.reading_time import duration
from briefing.text import clean, one_line
from briefing.timebox import TimeBox
from briefing.wording import level, one_sided, quoted, relation, sides, silent, spoken

_INDENT = "  "
_NARROWEST = 20
_PIECE = 1000


def render(briefing: Briefing, notes: Mapping[str, str], options: Options) -> str:
    """The whole briefing. Raises BriefingError for a theme that does not exist, and where no point fits the time."""
    box = time_box(briefing, options)
    page = _Page(briefing, notes, options)
    page.about(box)
    for theme in box.briefing.themes if box else chosen(briefing, options):
        page.theme(theme)
    if options.themes is None:
        page.stray_notes()
    if box:
        page.left_out(box)
    page.sources()
    return page.text()


class _Page:
    """Lines, written one paragraph after another."""

    def __init__(self, briefing: Briefing, notes: Mapping[str, str], options: Options) -> None:
        self._briefing = briefing
        self._notes = notes if options.notes else {}
        self._sides = sides(briefing, swapped=options.swapped)
        self._width = max(options.width, _NARROWEST)
        self._timed = options.minutes is not None
        self._lines: list[str] = []

    def text(self) -> str:
        """Everything that was written."""
        return "\n".join(self._lines).strip("\n") + "\n"

    def about(self, box: TimeBox | None) -> None:
        """The title, the question and what the two sides argue; of a part that fits a time, that it is one."""
        about = self._briefing.about
        self._paragraph(about.title)
        self._paragraph(f"Question: {about.question}")
        if only := only_side(self._briefing):
            self._paragraph(one_sided(only))
        if box:
            self._paragraph(left_out.summary(box))
        for side in self._sides:
            self._heading(side.name)
            source = self._briefing.sources.get(side.source)
            self._write(byline(source) if source else side.source, _INDENT)
            self._write(side.thesis, _INDENT)

    def theme(self, theme: Theme) -> None:
        """One theme, from its title to the note on it."""
        self._space(2)
        self._write(f"Theme {theme.number}: {theme.title}")
        self._paragraph(theme.question)
        if not self._timed:
            self._paragraph(theme.overview)
        for side in self._sides:
            self._heading(side.name)
            self._stance(side, theme.stances.get(side.id))
        for number, point in enumerate(theme.points, 1):
            self._paragraph(f"Point {theme.number}.{number}: {point.question}")
            self._point(point)
            self._note("Note on this point", self._notes.get(f"{theme.id}/{point.id}", ""))
        if not self._timed:
            self._listed("Common ground", theme.common_ground)
            self._listed("Crux", (theme.crux,) if theme.crux else ())
            self._listed("Open questions", theme.open_questions)
        self._note("Note on this theme", self._notes.get(theme.id, ""))

    def stray_notes(self) -> None:
        """The notes on what the briefing no longer has."""
        stray = stray_notes(self._briefing, self._notes)
        if stray:
            self._space(2)
            self._write("Other notes, on themes or points that the briefing no longer has")
        for key, text in stray.items():
            self._note(key, text)

    def left_out(self, box: TimeBox) -> None:
        """What was left out so that the rest fits the time."""
        self._space(2)
        self._write(left_out.TITLE)
        for paragraph in left_out.account(box):
            self._paragraph(paragraph)
        for theme in box.left_out:
            self._heading(f"Theme {theme.number}, {theme.title}, {duration(box.minutes_lost(theme))}")
            for point in theme.points:
                self._write(point.question, _INDENT)

    def sources(self) -> None:
        """The full citations."""
        self._space(2)
        self._write("Sources")
        for key in dict.fromkeys(side.source for side in self._sides):
            if source := self._briefing.sources.get(key):
                self._paragraph(record(source))
                if where := address(source):
                    self._lines.append(one_line(where))

    def _stance(self, side: Perspective, stance: Stance | None) -> None:
        if stance is None:
            self._write("No stance is given.", _INDENT)
            return
        self._write(f"Stance: {level(self._briefing.about.scale, stance.level)}.", _INDENT)
        if not self._timed:
            self._write(stance.reason + self._places(side, stance.evidence), _INDENT)

    def _point(self, point: Point) -> None:
        if (found := relation(point)) and len(self._sides) > 1:
            self._write(f"Answers: {found[1]}.")
        for side in self._sides:
            self._heading(side.name)
            claims = point.claims.get(side.id, ())
            if not claims:
                self._write(silent(point, side.id), _INDENT)
            for claim in claims:
                self._write(spoken(claim) + self._places(side, claim.evidence), _INDENT)

    def _places(self, side: Perspective, evidence: EvidenceList) -> str:
        """Where the evidence stands, in brackets; the source is named where it is not the side's own."""
        found = [
            f"{place.text}: {quoted(place.quote)}" if place.quote else place.text
            for place in places(self._briefing, side, evidence)
        ]
        return f" [{'; '.join(found)}]" if found else ""

    def _listed(self, title: str, texts: Sequence[str]) -> None:
        if texts:
            self._heading(title)
        for text in texts:
            self._write(text, _INDENT)

    def _note(self, title: str, text: str) -> None:
        if not text.strip():
            return
        self._heading(title)
        for line in clean(text.replace("\r\n", "\n")).strip("\n").rstrip().expandtabs(4).split("\n"):
            words = line.lstrip()
            lead = min(len(line) - len(words), self._width // 4)
            if words:
                self._write(words, _INDENT + " " * lead)
            else:
                self._space(1)

    def _heading(self, title: str) -> None:
        self._paragraph(f"{title}:")

    def _paragraph(self, text: str) -> None:
        self._space(1)
        self._write(text)

    def _space(self, lines: int) -> None:
        if self._lines:
            self._lines += [""] * lines

    def _write(self, text: str, indent: str = "") -> None:
        self._lines += wrapped(one_line(text), self._width, indent)


def wrapped(text: str, width: int, indent: str) -> Iterator[str]:
    """Lines of at most `width` cells; taken in pieces, for wcwidth's time grows with the square of a word's length."""
    from wcwidth import wrap

    rest = ""
    for start in range(0, len(text), _PIECE):
        piece = text[start : start + _PIECE]
        *lines, rest = wrap(rest + piece, width - len(indent)) or [""]
        yield from (indent + line for line in lines)
        if piece.endswith(" "):
            rest += " "
    if rest.strip():
        yield indent + rest.rstrip()
