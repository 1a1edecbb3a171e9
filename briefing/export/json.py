"""A briefing as JSON, for programs: all that its files hold; `briefing import` makes a folder of it again."""

from collections.abc import Mapping

from msgspec.structs import replace

from briefing import exchange
from briefing.export import Options
from briefing.export.selection import chosen, time_box
from briefing.model import Briefing
from briefing.wording import sides


def render(briefing: Briefing, notes: Mapping[str, str], options: Options) -> str:
    """The document. Raises BriefingError for a theme that does not exist, and where no point fits the time."""
    box = time_box(briefing, options)
    part = box.briefing if box else replace(briefing, themes=chosen(briefing, options))
    lost = tuple(f"{theme.id}/{point.id}" for theme in box.left_out for point in theme.points) if box else ()
    about = replace(part.about, perspectives=tuple(sides(part, swapped=options.swapped)))
    return exchange.encode(replace(part, about=about), _wanted(notes, options), lost)


def _wanted(notes: Mapping[str, str], options: Options) -> Mapping[str, str]:
    """The notes on the chosen themes and their points; all, where all themes are chosen."""
    if not options.notes:
        return {}
    if options.themes is None:
        return notes
    return {target: text for target, text in notes.items() if target.partition("/")[0] in options.themes}
