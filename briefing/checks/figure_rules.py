"""Every figure that a side is said to give stands in a paragraph that is cited for it."""

from collections.abc import Iterator, Mapping, Sequence

from briefing.checks.examples import both_speak
from briefing.checks.rule import Rule
from briefing.checks.walk import Said, at_hand, statements
from briefing.errors import Finding, Severity
from briefing.figures import Figure, figures, matches, supported
from briefing.loader import theme_file
from briefing.model import Briefing, Claim, Theme, Voice, cited
from briefing.strict_yaml import KeyPath
from briefing.texts import SourceText

_CLAIM = both_speak(closed="Shops sold 12% more, for works of $3m.", open="In the end, 12.5% of the shops were lost.")
_FORMS = (
    "Numbers, money, shares, measures, years, dates and times are compared by what they say, however they are written: "
    "$45 billion is 45bn, 10% is one in ten, April 23 is 23 April. Units and currencies are kept apart. A claim may "
    "say less than the source, as the year for a day. Words from one to nine count only with a unit, as in two years. "
    "Editor's claims are free, and so are crux and open questions."
)

RULES = (
    Rule(
        name="figure-not-found",
        severity=Severity.ERROR,
        summary="A figure is nowhere in the source.",
        why=f"A wrong figure is the easiest mistake to make and the worst one to repeat. {_FORMS}",
        wrong=_CLAIM.replace("$3m", "$4m"),
        right=_CLAIM,
    ),
    Rule(
        name="figure-elsewhere",
        severity=Severity.ERROR,
        summary="A figure is in another paragraph than those cited.",
        why=f"Whoever follows the locators does not find it. {_FORMS}",
        wrong=_CLAIM.replace("[times/shops-and-rents/1]", "[times/1]"),
        right=_CLAIM,
    ),
)


def check(briefing: Briefing, texts: Mapping[str, SourceText]) -> Iterator[Finding]:
    """`figure-not-found` and `figure-elsewhere`, where all the cited paragraphs are at hand."""
    paragraphs = at_hand(texts)
    stated = {locator: figures(text, small=True) for locator, text in paragraphs.items()}
    places = _places(stated)
    for said in statements(briefing):
        locators = list(dict.fromkeys(evidence.at for evidence in cited(said.statement.evidence)))
        text = _text(said)
        if not text or not locators or any(locator not in paragraphs for locator in locators):
            continue
        there = [figure for locator in locators for figure in stated[locator]]
        key = "text" if isinstance(said.statement, Claim) else "reason"
        for figure in _unsupported(text, there):
            yield _finding(said, (*said.path, key), text, figure, locators, places)
    if texts.keys() >= {perspective.source for perspective in briefing.about.perspectives}:
        yield from _shared(briefing, texts, stated)


def _places(stated: Mapping[str, Sequence[Figure]]) -> dict[Figure, list[str]]:
    """Where each figure stands, however often it does; what it is called by has no offsets."""
    places: dict[Figure, list[str]] = {}
    for locator, there in stated.items():
        for figure in there:
            places.setdefault(Figure(0, 0, figure.readings), []).append(locator)
    return places


def _text(said: Said) -> str:
    """What a side is said to say in the briefing's words; a quote is held against the source word for word."""
    if isinstance(said.statement, Claim):
        return said.statement.text if said.statement.voice is Voice.PARAPHRASE else ""
    return said.statement.reason


def _unsupported(text: str, stated: Sequence[Figure]) -> Iterator[Figure]:
    return (figure for figure in figures(text) if not supported(figure, stated))


def _finding(
    said: Said, path: KeyPath, text: str, figure: Figure, locators: Sequence[str],
    places: Mapping[Figure, Sequence[str]],
) -> Finding:  # fmt: skip
    own = locators[0].split("/")[0]
    where = list(dict.fromkeys(at for other, found in places.items() if matches(figure, other) for at in found))
    where = [locator for locator in where if locator.split("/")[0] == own] or where
    written = text[figure.start : figure.end]
    listed = " or ".join(f"`{locator}`" for locator in locators)
    if where:
        more = f" and {len(where) - 3} more" if len(where) > 3 else ""
        others = ", ".join(f"`{locator}`" for locator in where[:3])
        rule, message, hint = "figure-elsewhere", f"but in {others}{more}", f"Cite the right paragraph: {others}."
    else:
        rule, message = "figure-not-found", "or anywhere in the texts"
        hint = "Look the figure up."
    return Finding(
        file=said.file,
        path=path,
        rule=rule,
        where=said.name,
        message=f"`{said.side}`: “{written}” is not in {listed}, {message}",
        hint=hint,
        or_as_editor=not where,
    )


def _shared(
    briefing: Briefing, texts: Mapping[str, SourceText], stated: Mapping[str, Sequence[Figure]]
) -> Iterator[Finding]:
    """Figures of what both authors would accept: they may stand anywhere, as long as every text is whole."""
    if any(text.alignment.missing or text.alignment.changed for text in texts.values()):
        return
    anywhere = list(_places(stated))
    for theme in briefing.themes:
        for key, path, text in _accepted(theme):
            for figure in _unsupported(text, anywhere):
                yield Finding(
                    file=theme_file(theme.id),
                    path=path,
                    rule="figure-not-found",
                    where=theme.id,
                    message=f"“{text[figure.start : figure.end]}” in the {key} is in neither text",
                    hint="Look the figure up.",
                )


def _accepted(theme: Theme) -> Iterator[tuple[str, KeyPath, str]]:
    yield "overview", ("overview",), theme.overview
    for index, text in enumerate(theme.common_ground):
        yield "common ground", ("common_ground", index), text
