"""The rules that a file must keep to be read at all; the reader of YAML, the schema and the structure apply them."""

from briefing.checks.rule import Rule
from briefing.errors import Severity


def _rule(name: str, *, summary: str, why: str, wrong: str, right: str) -> Rule:
    return Rule(name=name, severity=Severity.ERROR, summary=summary, why=why, wrong=wrong, right=right, allowable=False)


_TWO_SIDES = """\
# briefing.yaml
perspectives:
  - {id: closed, name: Close it, source: times, thesis: A centre without cars is worth more.}
  - {id: open, name: Keep it open, source: post, thesis: A centre without cars loses its trade.}
"""
_STANCES = """\
# themes/cost.yaml
stances:
  closed: {level: 4, reason: The works pay for themselves., evidence: [times/shops-and-rents/1]}
  open: {level: 2, reason: Takings fall before they rise., evidence: [post/2]}
"""

RULES = (
    _rule(
        "missing-file",
        summary="A file that briefing.yaml speaks of is not there.",
        why=(
            "Each theme of the contents is a file themes/ID.yaml, and each source of a perspective is a file "
            "sources/ID.yaml."
        ),
        wrong="""\
# briefing.yaml
themes:
  - {id: cost, title: What it costs}
  - {id: noise, title: What one hears}   # and there is no themes/noise.yaml
""",
        right="""\
# briefing.yaml
themes:
  - {id: cost, title: What it costs}
""",
    ),
    _rule(
        "unreadable-file",
        summary="A file is there, but cannot be read.",
        why=(
            "It is a folder, a link that leads out of the briefing's folder, or its permissions keep it closed. Links "
            "out of the folder are not followed, so that a briefing from a stranger shows nothing of yours."
        ),
        wrong="$ mv themes/cost.yaml .. && ln -s ../../cost.yaml themes/cost.yaml\n",
        right="$ cp themes/cost.yaml .. && cp ../cost.yaml themes/cost.yaml\n",
    ),
    _rule(
        "yaml",
        summary="The file is not YAML, or not the plain part of YAML that is read.",
        why=(
            "Files are UTF-8, up to 1 MiB, one document, without anchors, aliases, tags and merge keys, and no key is "
            "given twice. Most often a text with a colon in it wants quotes around it, a bracket was not closed, or "
            "the indentation is off."
        ),
        wrong="""\
# themes/cost.yaml
crux: Takings: will they recover?
""",
        right="""\
# themes/cost.yaml
crux: "Takings: will they recover?"
""",
    ),
    _rule(
        "missing-key",
        summary="A key that every such file or entry has is missing.",
        why="Without it the entry cannot be shown. The hint says what belongs there.",
        wrong="""\
# briefing.yaml
scale: {labels: [not at all, a little, halfway, far, all the way]}
""",
        right="""\
# briefing.yaml
scale: {measures: How far the side would go, labels: [not at all, a little, halfway, far, all the way]}
""",
    ),
    _rule(
        "unknown-key",
        summary="A key is not one of those that are known at this place.",
        why=(
            "Unknown keys are never passed over: a misspelt one would leave out what it holds, and nobody would notice."
        ),
        wrong="""\
# themes/cost.yaml
common_grounds: [Both want the tram extended.]
""",
        right="""\
# themes/cost.yaml
common_ground: [Both want the tram extended.]
""",
    ),
    _rule(
        "wrong-type",
        summary="A value is of another kind than its key holds: a list for a text, nothing for a number.",
        why=(
            "Texts are texts whatever they look like (no, 2025-04 and 012 need no quotes); but a list, a group of keys "
            "and an empty value are not texts."
        ),
        wrong="""\
# themes/cost.yaml
open_questions: Who pays for the works?
""",
        right="""\
# themes/cost.yaml
open_questions: [Who pays for the works?]
""",
    ),
    _rule(
        "wrong-value",
        summary="A value is of the right kind, but not one that its key can have.",
        why=(
            "A level outside 1 to 5, an id with a capital letter, a locator without a paragraph, a date that is not in "
            "the calendar, an empty text."
        ),
        wrong=_STANCES.replace("level: 4", "level: 6"),
        right=_STANCES,
    ),
    _rule(
        "duplicate-id",
        summary="Two themes, two perspectives, or two points of a theme have the same id.",
        why="Notes and links go by id, so each must name one thing.",
        wrong=_TWO_SIDES.replace("id: open", "id: closed"),
        right=_TWO_SIDES,
    ),
    _rule(
        "unknown-side",
        summary="Stances, claims or silences are given for a side that the briefing does not have.",
        why="The keys below `stances`, `claims` and `silence` are the ids of the two perspectives in briefing.yaml.",
        wrong=_STANCES + "  opne: {level: 1, reason: Nobody comes any more., evidence: [post/2]}\n",
        right=_STANCES,
    ),
    _rule(
        "missing-stance",
        summary="A theme does not say where one of the sides stands.",
        why="Each theme shows both sides on one scale; a side without a stance would be an empty place on it.",
        wrong="\n".join(_STANCES.splitlines()[:-1]) + "\n",
        right=_STANCES,
    ),
    _rule(
        "wrong-id",
        summary="The id in a source's record is not the name of its file.",
        why="Locators begin with the source's id, and the program finds the file by it.",
        wrong="""\
# sources/times.yaml
id: thetimes
""",
        right="""\
# sources/times.yaml
id: times
""",
    ),
)
