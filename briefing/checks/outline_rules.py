"""A text at hand still is the text that was outlined."""

from collections.abc import Iterator, Mapping

from briefing.checks.rule import Rule
from briefing.errors import Finding, Severity
from briefing.loader import source_file
from briefing.model import Briefing
from briefing.sources import Locator, sections
from briefing.strict_yaml import KeyPath
from briefing.texts import SourceText

_TIMES = """\
# sources/times.yaml
outline:
  - heading: null
    paragraphs:
      - {digest: 5bf4d9892628ed3a, words: 16}
  - heading: Shops and Rents
    paragraphs:
      - {digest: 0c48b4272f8800de, words: 21}
# sources/times.txt
The centre of Somewhere was closed to cars two years ago, and few people miss them.

Shops and Rents

Takings rose by 12 percent in the second year, after a quiet first one. The works cost $3 million in all.
"""
_POST = """\
# sources/post.yaml
outline:
  - heading: null
    paragraphs:
      - {digest: 1d31aa26763655da, words: 14}
      - {digest: 93bd0f053c324006, words: 15}
      - {digest: 61198cf3a5ef6865, words: 12}
# sources/post.txt
I own a shop in the street, and I walk to it every day.

One shop in eight closed in the first year. Takings fell before they rose again.

Deliveries come before seven in the morning, or they do not come.
"""
_LAST = "Deliveries come before seven in the morning, or they do not come.\n"
_DIGEST = (
    "The outline holds a digest of every paragraph that was read. Typography, case and punctuation make no difference "
    "to it; any other change of a word or figure does. "
)

RULES = (
    Rule(
        name="changed-paragraph",
        severity=Severity.ERROR,
        summary="A paragraph of the text is no longer the one that was outlined.",
        why=(
            f"{_DIGEST}Whatever cites the paragraph may no longer be true, and is not proved. The paragraph is told by "
            "its place between others and by its length. If the text at hand is the right one, read the paragraph "
            "again and renew its outline with `briefing outline`."
        ),
        wrong=_TIMES.replace("12 percent", "14 percent"),
        right=_TIMES,
    ),
    Rule(
        name="missing-paragraph",
        severity=Severity.ERROR,
        summary="A paragraph that was outlined is not in the text.",
        why=f"{_DIGEST}Nothing that cites a missing paragraph can be proved. The text at hand may be another edition.",
        wrong=_POST.replace(_LAST, ""),
        right=_POST,
    ),
    Rule(
        name="moved-paragraph",
        severity=Severity.WARNING,
        summary="A paragraph stands elsewhere in the text than in the outline.",
        why=(
            "The words are still those that were read, so claims are proved by them; but locators count paragraphs, "
            "and whoever follows one in this text ends at the wrong place."
        ),
        wrong=_POST.replace(f"\n{_LAST}", "").replace("# sources/post.txt\n", f"# sources/post.txt\n{_LAST}\n"),
        right=_POST,
    ),
    Rule(
        name="new-paragraph",
        severity=Severity.WARNING,
        summary="The text has a paragraph that is not in the outline.",
        why=(
            "Nothing in a source is passed over unnoticed. Only paragraphs between two that were outlined are found: "
            "what stands before the first and after the last one belongs to the page."
        ),
        wrong=_POST.replace(_LAST, f"In winter it is different, and the lorries come at noon.\n\n{_LAST}"),
        right=_POST,
    ),
    Rule(
        name="lost-heading",
        severity=Severity.WARNING,
        summary="A heading of the outline is not in the text.",
        why="Locators name the heading; in a text where it is called otherwise, nobody can follow them.",
        wrong=_TIMES.replace("\n\nShops and Rents\n\n", "\n\nTrade and Rents\n\n"),
        right=_TIMES,
    ),
)
_SEVERITIES = {rule.name: rule.severity for rule in RULES}


def check(briefing: Briefing, texts: Mapping[str, SourceText]) -> Iterator[Finding]:
    """What has become of the outlined paragraphs in each text at hand, at their places in the outline."""
    for name, text in texts.items():
        if name not in briefing.sources:
            continue
        places = _places(text)
        alignment = text.alignment
        for locator, found in alignment.changed.items():
            message = f"`{locator}` reads otherwise in the text at hand; it begins “{_beginning(found)}”"
            yield _finding(name, places[locator], "changed-paragraph", message)
        for locator in alignment.missing:
            yield _finding(name, places[locator], "missing-paragraph", f"`{locator}` is not in the text at hand")
        for locator, before in alignment.moved.items():
            where = f"follows `{before}`" if before else "comes first"
            yield _finding(name, places[locator], "moved-paragraph", f"`{locator}` {where} in the text at hand")
        for paragraph in alignment.new:
            message = f"the text at hand has a paragraph that is not outlined: “{_beginning(paragraph)}”"
            yield _finding(name, ("outline",), "new-paragraph", message, on_key=True)
        for index, section in enumerate(text.source.outline):
            if section.heading in alignment.lost_headings:
                message = f"the text at hand has no heading “{section.heading}”"
                yield _finding(name, ("outline", index, "heading"), "lost-heading", message)


def _places(text: SourceText) -> dict[str, KeyPath]:
    """Where each paragraph stands in the source's file."""
    return {
        str(Locator(text.source.id, key, number + 1)): ("outline", index, "paragraphs", number)
        for index, (key, section) in enumerate(sections(text.source).items())
        for number in range(len(section.paragraphs))
    }


def _beginning(paragraph: str) -> str:
    words = paragraph.split()
    return " ".join(words[:7]) + (" …" if len(words) > 7 else "")


def _finding(source: str, path: KeyPath, rule: str, message: str, *, on_key: bool = False) -> Finding:
    return Finding(
        file=source_file(source),
        path=path,
        rule=rule,
        message=message,
        hint=f"Attach the text that was read, or read this one and renew the outline: `briefing outline {source}.txt`.",
        severity=_SEVERITIES[rule],
        on_key=on_key,
    )
