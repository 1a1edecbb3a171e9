"""What a briefing is: the words of its files, and the whole that they make.

The structs are the file format: the loader decodes into them and the JSON Schema is generated from them, so a
field's description is written once, here.
"""

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from briefing.fields import Allow, Date, Id, Locator, SchemaVersion, Text, doc


class Relation(StrEnum):
    """How the two answers to one point stand to each other."""

    AGREE = "agree"
    PARTLY = "partly"
    DIFFER = "differ"
    TALK_PAST = "talk-past"

    @property
    def glyph(self) -> str:
        """One character of width one that stands for the relation."""
        return {"agree": "=", "partly": "≈", "differ": "≠", "talk-past": "∥"}[self]

    @property
    def label(self) -> str:
        """The relation in words."""
        return {"agree": "agree", "partly": "partly agree", "differ": "differ", "talk-past": "talk past"}[self]

    @property
    def meaning(self) -> str:
        """The relation explained in one sentence."""
        return {
            "agree": "Both sides give the same answer.",
            "partly": "They share part of the answer.",
            "differ": "They answer against each other.",
            "talk-past": "They answer different questions.",
        }[self]


SILENCE_GLYPH = "∅"
"""Stands where one side does not speak to a point."""
SILENCE_LABEL = "one side only"


class Voice(StrEnum):
    """Whose words a claim is in."""

    PARAPHRASE = "paraphrase"
    QUOTE = "quote"
    EDITOR = "editor"

    @property
    def meaning(self) -> str:
        """The voice explained in a few words."""
        return {
            "paraphrase": "the source’s claim in the briefing’s words",
            "quote": "the source’s own words",
            "editor": "the briefing editor’s reading, not the source’s",
        }[self]


class Evidence(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One paragraph of a source that a claim rests on."""

    at: Annotated[Locator, doc("The paragraph, as source/section/paragraph.")]
    quote: Annotated[Text | None, doc("An exact quotation from that paragraph.")] = None


EvidenceList = tuple[Locator | Evidence, ...]


def cited(evidence: EvidenceList) -> tuple[Evidence, ...]:
    """The evidence with bare locators written out."""
    return tuple(Evidence(at=item) if isinstance(item, str) else item for item in evidence)


class Claim(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that one perspective says on a point."""

    text: Annotated[Text, doc("The claim, in one or two sentences; with the voice quote, the source's own words.")]
    voice: Annotated[Voice, doc("Whose words the claim is in: paraphrase, quote, or editor (our own reading).")] = (
        Voice.PARAPHRASE
    )
    evidence: Annotated[EvidenceList, doc("The paragraphs it rests on.")] = ()
    allow: Allow = {}


class Stance(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a perspective stands on a theme."""

    level: Annotated[
        int, Meta(ge=1, le=5), doc("Where the side stands on the briefing's own scale; 1 is its first label.")
    ]
    reason: Annotated[Text, doc("Why this level, in one sentence.")]
    evidence: Annotated[EvidenceList, doc("The paragraphs it rests on.")] = ()
    allow: Allow = {}


class Point(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question within a theme that both sides can be asked."""

    id: Annotated[Id, doc("The point's id, unique within the theme; notes go by it.")]
    question: Annotated[Text, doc("The question put to both sides.")]
    priority: Annotated[int, Meta(ge=1, le=3), doc("1 to 3: 1 is kept when there are only two minutes.")] = 2
    relation: Annotated[Relation | None, doc("How the answers stand to each other, where both sides speak.")] = None
    claims: Annotated[
        dict[Id, Annotated[tuple[Claim, ...], Meta(min_length=1)]],
        doc("What each side says, by perspective id."),
    ] = {}
    silence: Annotated[
        dict[Id, tuple[Text, ...]],
        doc("For a side that says nothing: the words looked for in its source, by perspective id."),
    ] = {}
    allow: Allow = {}


class ThemeFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`themes/<id>.yaml`: one domain of the question."""

    schema_version: SchemaVersion
    question: Annotated[Text, doc("What the theme asks.")]
    overview: Annotated[Text, doc("One or two sentences that both authors would accept.")]
    stances: Annotated[dict[Id, Stance], doc("Where each side stands, by perspective id.")]
    points: Annotated[tuple[Point, ...], Meta(min_length=1), doc("The questions, in order.")]
    common_ground: Annotated[tuple[Text, ...], doc("What both sides accept.")] = ()
    crux: Annotated[Text | None, doc("The one thing which, if settled, would move either side.")] = None
    open_questions: Annotated[tuple[Text, ...], doc("What neither side answers.")] = ()
    allow: Allow = {}

    def placed(self, entry: "ThemeEntry", number: int) -> "Theme":
        """The theme with its place in the contents; `number` is 1 for the first."""
        fields = {name: getattr(self, name) for name in ThemeFile.__struct_fields__}
        return Theme(**fields, id=entry.id, title=entry.title, number=number)


class Theme(ThemeFile, frozen=True, kw_only=True):
    """A theme with its place in the briefing."""

    id: Id
    """The id that the contents give it; also its file's name."""
    title: Text
    """The title that the contents give it."""
    number: int
    """1 for the first theme."""


class Paragraph(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One paragraph of a source, without its text."""

    digest: Annotated[
        str,
        Meta(pattern=r"^[0-9a-f]{16}$(?!\n)"),
        doc("First 16 hex digits of the SHA-256 of the text: NFKC, casefolded, its words joined by one space."),
    ]
    words: Annotated[int, Meta(ge=1), doc("How many words it has.")]
    allow: Allow = {}


class Section(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A heading of a source, and the paragraphs below it."""

    heading: Annotated[Text | None, doc("The heading; null for what stands before the first.")]
    paragraphs: Annotated[tuple[Paragraph, ...], Meta(min_length=1), doc("The paragraphs, in order.")]
    allow: Allow = {}


class Name(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person or body, as CSL-JSON names it: `family` and `given`, or `literal`."""

    family: Annotated[Text | None, doc("Family name.")] = None
    given: Annotated[Text | None, doc("Given name.")] = None
    literal: Annotated[
        Text | None, doc("A name that has no parts, such as an institution's; in the place of the other two.")
    ] = None

    @property
    def full(self) -> str:
        """The whole name, given name first."""
        return self.literal or " ".join(part for part in (self.given, self.family) if part)

    @property
    def brief(self) -> str:
        """The name with the given name as an initial."""
        if self.literal or not (self.given and self.family):
            return self.full
        return f"{self.given[0]}. {self.family}"


SourceType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "book", "broadcast", "chapter",
    "document", "entry", "entry-dictionary", "entry-encyclopedia", "hearing", "interview", "legal_case", "legislation",
    "manuscript", "motion_picture", "pamphlet", "paper-conference", "periodical", "personal_communication",
    "post", "post-weblog", "regulation", "report", "review", "review-book", "speech", "standard", "thesis", "treaty",
    "webpage",
]  # fmt: skip
"""CSL 1.0.2's item types for what can be argued in."""


class Source(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """`sources/<id>.yaml`: a published piece, described with CSL-JSON 1.0's fields, and its outline."""

    schema_version: SchemaVersion = field(name="schema_version")
    id: Annotated[Id, doc("The same as the file's name.")]
    type: Annotated[SourceType, doc("The kind of piece, one of CSL's types.")]
    title: Annotated[Text, doc("The piece's title.")]
    author: Annotated[tuple[Name, ...], doc("Who wrote it.")] = ()
    translator: Annotated[tuple[Name, ...], doc("Who translated it.")] = ()
    editor: Annotated[tuple[Name, ...], doc("Who edited it.")] = ()
    container_title: Annotated[Text | None, doc("The newspaper, journal, site or book it appeared in.")] = None
    publisher: Annotated[Text | None, doc("Who published it.")] = None
    publisher_place: Annotated[Text | None, doc("Where it was published.")] = None
    issued: Annotated[Date | None, doc("When it was published: a year, month or day.")] = None
    accessed: Annotated[Date | None, doc("When the online copy was read.")] = None
    volume: Annotated[Text | None, doc("The volume of the journal or book.")] = None
    issue: Annotated[Text | None, doc("The issue of the journal or magazine.")] = None
    page: Annotated[Text | None, doc("The pages it stands on.")] = None
    language: Annotated[Text | None, doc("Language of the text that was read, as a BCP 47 tag such as en-GB.")] = None
    url: Annotated[Text | None, doc("Where it can be read.")] = field(default=None, name="URL")
    doi: Annotated[Text | None, doc("Its digital object identifier, such as 10.1000/182.")] = field(
        default=None, name="DOI"
    )
    note: Annotated[Text | None, doc("Anything else about the record.")] = None
    outline: Annotated[tuple[Section, ...], doc("Headings and paragraphs, made by `briefing outline`.")] = ()
    allow: Allow = {}


class Perspective(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of exactly two sides."""

    id: Annotated[Id, doc("The side's id: the key of its stances, claims and silences.")]
    name: Annotated[Text, doc("What the side is called, as a heading above its answers.")]
    short: Annotated[Text | None, doc("A name of one or two words, where room is scarce.")] = None
    source: Annotated[Id, doc("The id of the source that argues for it.")]
    thesis: Annotated[Text, doc("What the side argues, in its own terms.")]

    @property
    def short_name(self) -> str:
        """The short name, or the name where there is none."""
        return self.short or self.name


class Scale(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the levels of a stance mean."""

    measures: Annotated[Text, doc("What the scale measures.")]
    labels: Annotated[tuple[Text, ...], Meta(min_length=5, max_length=5), doc("The names of the levels, lowest first.")]

    def label(self, level: int) -> str:
        """The name of a level from 1 to 5."""
        return self.labels[level - 1]


class ThemeEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of the contents."""

    id: Annotated[Id, doc("The theme's id; its file is themes/<id>.yaml.")]
    title: Annotated[Text, doc("The theme's title.")]


class BriefingFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`briefing.yaml`: the question, the two sides, and the contents."""

    schema_version: SchemaVersion
    id: Annotated[Id, doc("The briefing's id; notes and attached texts go by it.")]
    title: Annotated[Text, doc("The briefing's title.")]
    question: Annotated[Text, doc("The question that both sources argue about.")]
    as_of: Annotated[Date | None, doc("How far the briefing's knowledge goes: a year, month or day.")] = None
    scale: Annotated[Scale, doc("What the levels of a stance mean.")]
    perspectives: Annotated[
        tuple[Perspective, ...], Meta(min_length=2, max_length=2), doc("The two sides, in their first order.")
    ]
    themes: Annotated[tuple[ThemeEntry, ...], Meta(min_length=1), doc("The contents: the themes in order.")]
    allow: Allow = {}

    def perspective(self, side: str) -> Perspective:
        """The perspective with the id `side`; KeyError if there is none."""
        return {perspective.id: perspective for perspective in self.perspectives}[side]


class Briefing(Struct, frozen=True, kw_only=True):
    """A whole briefing, every file of it read."""

    about: BriefingFile
    """The question, the sides and the contents."""
    sources: dict[str, Source]
    """The sources that the sides argue from, by id."""
    themes: tuple[Theme, ...]
    """The themes, in the order of the contents."""
