"""Changes that alter no fact, on which `check` is to stay silent."""

import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterator

from mutations import BuiltIn, Change, Kind

from briefing.checks.walk import statements
from briefing.model import Claim, Evidence, Voice
from briefing.strict_yaml import KeyPath

_SYNONYMS = {
    "but": "yet", "about": "roughly", "because": "since", "many": "numerous", "only": "merely", "also": "too",
    "large": "big", "big": "large", "say": "state", "says": "states", "show": "display", "among": "amid",
    "America": "the United States", "the two countries": "both countries", "people": "persons", "however": "still",
    "although": "though", "help": "aid", "begin": "start", "end": "close", "important": "weighty", "hardly": "scarcely",
    "yearly": "each year", "annually": "each year", "a day": "daily", "some": "a few", "wants": "would like",
}  # fmt: skip


def _synonyms(built_in: BuiltIn) -> Iterator[Change]:
    for wording in built_in.wordings(Voice.PARAPHRASE, Voice.EDITOR):
        for word, other in _SYNONYMS.items():
            for match in re.finditer(rf"\b{word}\b", wording.text):
                yield wording.change(*match.span(), other)


def _hedged(built_in: BuiltIn) -> Iterator[Change]:
    for wording in built_in.wordings(Voice.PARAPHRASE):
        for match in re.finditer(r"(?<=[a-z] )(?=[$€]?\d[\d,.]+ [a-z])(?!\d{4} )", wording.text):
            for hedge in ("about ", "some ", "nearly ", "more than "):
                yield wording.change(match.start(), match.start(), hedge)


def _clauses(built_in: BuiltIn) -> Iterator[Change]:
    """Two sentences, or two clauses that a semicolon parts, in each other's place."""
    for wording in built_in.wordings(Voice.PARAPHRASE, Voice.EDITOR):
        for joint in ("; ", ". "):
            first, found, second = wording.text.rstrip(".").partition(joint)
            if found and joint not in second and ": " not in second:
                made = f"{second[0].upper()}{second[1:]}{joint}{first}."
                yield wording.change(0, len(wording.text), made)


def _claim_order(built_in: BuiltIn) -> Iterator[Change]:
    for theme in built_in.briefing.themes:
        file = built_in.themes[f"themes/{theme.id}.yaml"]
        for index, point in enumerate(theme.points):
            for side, said in point.claims.items():
                for number in range(len(said) - 1):
                    path: KeyPath = ("points", index, "claims", side)
                    text = file.exchanged((*path, number), (*path, number + 1))
                    yield Change(f"{theme.id}/{point.id}/{side}/{number}", file.name, text, "", range(0))


def _side_order(built_in: BuiltIn) -> Iterator[Change]:
    for theme in built_in.briefing.themes:
        file = built_in.themes[f"themes/{theme.id}.yaml"]
        for index, point in enumerate(theme.points):
            if len(point.claims) == 2:
                first, second = (("points", index, "claims", side) for side in point.claims)
                yield Change(f"{theme.id}/{point.id}", file.name, file.exchanged(first, second), "", range(0))


def _one_line(built_in: BuiltIn) -> Iterator[Change]:
    """A text that was folded over lines on one line."""
    for wording in built_in.wordings(*Voice):
        change = wording.change(0, len(wording.text), wording.text)
        if change.text != wording.file.text:
            yield change


def _typography(name: str, shape: Callable[[str], str]) -> Kind:
    """The quotes of evidence and of claims with other signs of the same meaning."""

    def make(built_in: BuiltIn) -> Iterator[Change]:
        for said in statements(built_in.briefing):
            file = built_in.themes[said.file]
            quotes: list[tuple[KeyPath, str]] = [
                ((*said.path, "evidence", index, "quote"), item.quote)
                for index, item in enumerate(said.statement.evidence)
                if isinstance(item, Evidence) and item.quote
            ]
            if isinstance(said.statement, Claim) and said.statement.voice is Voice.QUOTE:
                quotes.append(((*said.path, "text"), said.statement.text))
            for path, quote in quotes:
                made = shape(quote)
                if made != quote and '"' not in made:
                    text = file.replaced(path, quote, 0, len(quote), made)
                    yield Change(f"{said.name}: {quote} -> {made}", file.name, text, "", range(0))

    return Kind(name, make)


def _with_nbsp(quote: str) -> str:
    return quote.replace(" ", "\u00a0", 3)


def _with_dashes(quote: str) -> str:
    return re.sub(r"(?<=\w)-(?=\w)", "\N{NON-BREAKING HYPHEN}", quote).replace("—", " – ")


def _texts(name: str, shape: Callable[[str], str]) -> Kind:
    """The text of a source as another program would save it."""

    def make(built_in: BuiltIn) -> Iterator[Change]:
        for source in built_in.texts:
            file = built_in.file(f"sources/{source}.txt")
            yield Change(f"{source}: {name}", file.name, shape(file.text), "", range(0))

    return Kind(name, make)


def _straight(text: str) -> str:
    return re.sub("[“”]", '"', re.sub("[‘’]", "'", text))


def _curly(text: str) -> str:
    return re.sub(r"(?<=\w)'", "’", re.sub(r'"([^"\n]*)"', r"“\1”", text))


def _wrapped(built_in: BuiltIn) -> Iterator[Change]:
    for source, text in built_in.texts.items():
        blocks = [part for block in text.article.blocks for part in (block.heading, *block.paragraphs) if part]
        made = "\n\n".join(textwrap.fill(block, 72, break_on_hyphens=False) for block in blocks)
        yield Change(f"{source}: hard-wrapped", f"sources/{source}.txt", made, "", range(0))


KINDS = (
    Kind("a hedge before a figure", _hedged),
    Kind("a word of the same meaning", _synonyms),
    Kind("sentences and clauses in another order", _clauses),
    Kind("claims in another order", _claim_order),
    Kind("sides in another order", _side_order),
    Kind("a text on one line", _one_line),
    _typography("a quote with straight marks", _straight),
    _typography("a quote with no-break spaces", _with_nbsp),
    _typography("a quote with other dashes", _with_dashes),
    _typography("a quote in decomposed characters", lambda quote: unicodedata.normalize("NFD", quote)),
    _texts("a text with Windows line ends", lambda text: text.replace("\n", "\r\n")),
    _texts("a text with straight marks", _straight),
    _texts("a text with curly marks", _curly),
    _texts("a text with spaces at its line ends", lambda text: text.replace("\n", "  \n")),
    _texts("a text in decomposed characters", lambda text: unicodedata.normalize("NFD", text)),
    Kind("a text in lines of 72 characters", _wrapped),
)  # fmt: skip
