"""What a source says is said in other words, or marked as a quote."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from briefing.checks.examples import both_speak
from briefing.checks.rule import Rule
from briefing.checks.walk import claims, stances
from briefing.checks.words import Word, words
from briefing.errors import Finding, Severity
from briefing.loader import ABOUT, theme_file
from briefing.model import Briefing, Claim, Theme, Voice
from briefing.strict_yaml import KeyPath
from briefing.text import is_unspaced
from briefing.texts import SourceText

MOST: Final = 7
"""How many words in a row may be a source's; two Chinese characters or kana count as one word."""

_CLAIM = both_speak(
    closed="Shops sold more once people had got used to it.", open="In the first year one in eight gave up."
)

RULES = (
    Rule(
        name="copied",
        severity=Severity.ERROR,
        summary="Eight or more words in a row are a source's own, and not marked as a quote.",
        why=(
            "Whose words a claim is in must always be visible, and a source's words belong to its author. A paraphrase "
            "says it in other words; `voice: quote`, the quote of a piece of evidence, and words between quotation "
            "marks say whose they are. Case, punctuation and line breaks make no difference."
        ),
        wrong=_CLAIM.replace("In the first year one in eight gave up.", "One shop in eight closed in the first year."),
        right=_CLAIM,
    ),
)

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|「[^」]*」|『[^』]*』")


class _Own(NamedTuple):
    """A text of the briefing that is to be in its own words."""

    file: str
    path: KeyPath
    where: str
    name: str
    text: str


def check(briefing: Briefing, texts: Mapping[str, SourceText]) -> Iterator[Finding]:
    """`copied`, once for each text, with its longest run of a source's words."""
    index = _Index(texts)
    for own in (
        *_about(briefing),
        *_statements(briefing),
        *(own for theme in briefing.themes for own in _theme(theme)),
    ):
        found = index.longest(own.text)
        if found is not None:
            run, locator, count = found
            yield Finding(
                file=own.file,
                path=own.path,
                rule="copied",
                where=own.where,
                message=f"{own.name}: {count} words in a row are those of `{locator}`: “{run}”",
                hint="Say it in other words, or mark it as a quote.",
            )


def _about(briefing: Briefing) -> Iterator[_Own]:
    about = briefing.about
    yield _Own(ABOUT, ("title",), "", "the title", about.title)
    yield _Own(ABOUT, ("question",), "", "the question", about.question)
    yield _Own(ABOUT, ("scale", "measures"), "", "the scale", about.scale.measures)
    for index, perspective in enumerate(about.perspectives):
        yield _Own(
            ABOUT, ("perspectives", index, "thesis"), "", f"the thesis of `{perspective.id}`", perspective.thesis
        )
    for index, entry in enumerate(about.themes):
        yield _Own(ABOUT, ("themes", index, "title"), entry.id, "the title", entry.title)


def _statements(briefing: Briefing) -> Iterator[_Own]:
    for said in (*claims(briefing), *stances(briefing)):
        if not isinstance(said.statement, Claim):
            yield _Own(
                said.file, (*said.path, "reason"), said.name, f"the stance of `{said.side}`", said.statement.reason
            )
        elif said.statement.voice is not Voice.QUOTE:
            yield _Own(said.file, (*said.path, "text"), said.name, f"a claim of `{said.side}`", said.statement.text)


def _theme(theme: Theme) -> Iterator[_Own]:
    file = theme_file(theme.id)
    yield _Own(file, ("question",), theme.id, "the question", theme.question)
    yield _Own(file, ("overview",), theme.id, "the overview", theme.overview)
    for index, point in enumerate(theme.points):
        yield _Own(file, ("points", index, "question"), f"{theme.id}/{point.id}", "the question", point.question)
    for index, shared in enumerate(theme.common_ground):
        yield _Own(file, ("common_ground", index), theme.id, "the common ground", shared)
    if theme.crux:
        yield _Own(file, ("crux",), theme.id, "the crux", theme.crux)
    for index, question in enumerate(theme.open_questions):
        yield _Own(file, ("open_questions", index), theme.id, "an open question", question)


class _Index:
    """Every run of eight words of the texts at hand."""

    def __init__(self, texts: Mapping[str, SourceText]) -> None:
        self._first: dict[tuple[str, ...], str] = {}
        for text in texts.values():
            for locator, paragraph in text.paragraphs.items():
                for run in _runs([word.text for word in words(paragraph)]):
                    self._first.setdefault(run, locator)

    def longest(self, text: str) -> tuple[str, str, int] | None:
        """The longest run outside quotation marks that is too long, its locator, and how many words it has."""
        best: tuple[str, str, int] | None = None
        every = words(text)
        if not any(run in self._first for run in _runs([word.text for word in every])):
            return None
        for start, end in _outside_quotes(text):
            found = [word for word in every if start <= word.start and word.end <= end]
            grams = [self._first.get(run) for run in _runs([word.text for word in found])]
            at = 0
            while at < len(grams):
                last = at
                while last < len(grams) and grams[last] is not None:
                    last += 1
                locator = grams[at]
                if locator is not None:
                    run = found[at : last + MOST]
                    count = _count(run)
                    if count > (best[2] if best else MOST):
                        best = text[run[0].start : run[-1].end], locator, count
                at = last + 1
        return best


def _runs(found: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(found[at : at + MOST + 1]) for at in range(len(found) - MOST))


def _count(run: Sequence[Word]) -> int:
    unspaced = sum(is_unspaced(word.text[0]) for word in run)
    return len(run) - unspaced + unspaced // 2


def _outside_quotes(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in _QUOTED.finditer(text):
        yield at, match.start()
        at = match.end()
    yield at, len(text)
