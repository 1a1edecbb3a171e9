"""A theme in columns for a plain terminal, drawn by Rich."""

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from briefing import wording
from briefing.citations import byline, place
from briefing.model import Briefing, Point, Theme, cited

STYLES = ("bold blue", "bold yellow")
"""The names of the two perspectives."""


def theme_in_columns(theme: Theme, briefing: Briefing, notes: Mapping[str, str]) -> RenderableType:
    """Both perspectives side by side, a point in each row; data goes in as Text, never as markup."""
    table = Table(box=None, expand=True, padding=(0, 3, 0, 0), show_header=False)
    for _ in briefing.about.perspectives:
        table.add_column(ratio=1)
    table.add_row(*(_side(theme, briefing, index) for index in (0, 1)))
    parts: list[RenderableType] = [
        Text(f"{theme.number}  {theme.title}", "bold"),
        Text(theme.question, "bold"),
        Text(theme.overview),
        *_note(notes.get(theme.id, "")),
        Text(),
        table,
    ]
    for number, point in enumerate(theme.points, 1):
        parts += [Text(), _point(number, point, briefing), *_note(notes.get(f"{theme.id}/{point.id}", ""))]
    for title, texts in (
        ("Common ground", theme.common_ground),
        ("Crux", (theme.crux,) if theme.crux else ()),
        ("Open questions", theme.open_questions),
    ):
        parts += [Text(), Text(title, "bold"), *(Text(text) for text in texts)] if texts else []
    return Padding(Group(*parts), (0, 0, 2, 0))


def _side(theme: Theme, briefing: Briefing, index: int) -> Text:
    side = briefing.about.perspectives[index]
    stance = theme.stances[side.id]
    level = f"{wording.meter(stance.level)} {briefing.about.scale.label(stance.level)}"
    source = byline(briefing.sources[side.source])
    return Text.assemble((side.name.upper(), STYLES[index]), "\n", (source, "dim"), f"\n{level}\n{stance.reason}")


def _point(number: int, point: Point, briefing: Briefing) -> Group:
    head = Table(box=None, expand=True, padding=0, show_header=False)
    head.add_column(ratio=1)
    head.add_column(justify="right")
    head.add_row(Text(f"{number}  {point.question}", "bold"), Text(" ".join(wording.relation(point) or ()), "dim"))
    table = Table(box=None, expand=True, padding=(0, 3, 0, 0), show_header=False)
    for _ in briefing.about.perspectives:
        table.add_column(ratio=1)
    table.add_row(*(Text("\n").join(_answer(point, side.id, briefing)) for side in briefing.about.perspectives))
    return Group(head, table)


def _answer(point: Point, side: str, briefing: Briefing) -> Iterator[Text]:
    if not point.claims.get(side):
        yield Text(wording.silent(point, side), "italic")
    for claim in point.claims.get(side, ()):
        yield Text(wording.spoken(claim))
        at = [evidence.at for evidence in cited(claim.evidence)]
        sources = briefing.sources
        places = [place(sources[a.split("/")[0]], a) if a.split("/")[0] in sources else a for a in at]
        if places:
            yield Text("; ".join(places), "dim")


def _note(text: str) -> list[RenderableType]:
    return [Text(f"Note: {text.strip()}", "green")] if text.strip() else []
