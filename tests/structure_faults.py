"""Faults in what rests on what: evidence, sides, silences, words that are not the briefing's own, texts."""

import re
from collections.abc import Iterator

from mutations import BuiltIn, Change, Kind

from briefing.model import Claim, Evidence, Voice

_WORD = re.compile(r"[^\W\d_]+")


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.,:]\d+)*", text))


def _neighbours(built_in: BuiltIn, locator: str) -> Iterator[str]:
    """The locators one further and one back, whether they lead somewhere or not."""
    start, number = locator.rsplit("/", 1)
    yield from (f"{start}/{new}" for new in (int(number) - 1, int(number) + 1) if new > 0)


def _moved(built_in: BuiltIn, *, by: str) -> Iterator[Change]:
    """Locators moved by one, where the paragraph is proved by a quote, by figures, by being there, or by nothing."""
    for wording in built_in.wordings(*Voice):
        statement = wording.said.statement
        if isinstance(statement, Claim) and statement.voice is Voice.EDITOR:
            continue
        for index, item in enumerate(statement.evidence):
            at, quote = (item.at, item.quote) if isinstance(item, Evidence) else (item, None)
            if isinstance(statement, Claim) and statement.voice is Voice.QUOTE:
                quote = statement.text
            others = [e.at if isinstance(e, Evidence) else e for n, e in enumerate(statement.evidence) if n != index]
            for new in _neighbours(built_in, at):
                there = " ".join(built_in.paragraphs.get(locator, "") for locator in (*others, new))
                lost = _numbers(wording.text) & _numbers(built_in.paragraphs[at]) - _numbers(there)
                if new not in built_in.paragraphs:
                    proof = "outline"
                elif quote and quote not in there:
                    proof = "quote"
                elif lost and not quote:
                    proof = "figure"
                else:
                    proof = "nothing"
                if proof == by:
                    path = (*wording.said.path, "evidence", index)
                    if isinstance(item, Evidence):
                        path = (*path, "at")
                    text = wording.file.replaced(path, at, 0, len(at), new)
                    lines = wording.file.lines(wording.said.path)
                    yield Change(
                        f"{wording.said.name}: {at} -> {new}", wording.file.name, text, wording.file.name, lines
                    )


def _one_dropped(built_in: BuiltIn) -> Iterator[Change]:
    """One of several paragraphs that a claim rests on, each on a line of its own."""
    for wording in built_in.wordings(Voice.PARAPHRASE):
        file, path = wording.file, (*wording.said.path, "evidence")
        count = len(wording.said.statement.evidence)
        if count > 1 and len({file.line((*path, index)) for index in range(count)}) == count:
            for index in range(count):
                text = file.without((*path, index))
                what = f"{wording.said.name}: {index}: {wording.text}"
                yield Change(what, file.name, text, file.name, file.lines(wording.said.path))


def _opposite(built_in: BuiltIn) -> Iterator[Change]:
    for wording in built_in.wordings(Voice.PARAPHRASE):
        for match in re.finditer(r"\b(?:is|are|was|were|would|could|will|can)\b", wording.text):
            yield wording.change(*match.span(), f"{match.group()} not")


def _without_evidence(built_in: BuiltIn) -> Iterator[Change]:
    for wording in built_in.wordings(Voice.PARAPHRASE, Voice.QUOTE):
        file = wording.file
        text = file.without((*wording.said.path, "evidence"))
        yield Change(f"{wording.said.name}: {wording.text}", file.name, text, file.name, file.lines(wording.said.path))


def _sides_swapped(built_in: BuiltIn) -> Iterator[Change]:
    """Each side's name above the other's claims."""
    for theme in built_in.briefing.themes:
        file = built_in.themes[f"themes/{theme.id}.yaml"]
        for index, point in enumerate(theme.points):
            if len(point.claims) == 2:
                text = file.text
                path = ("points", index, "claims")
                places = sorted((file.at(file.marks[*path, side].key), side) for side in point.claims)
                (first, one), (second, other) = places
                text = text[:first] + other + text[first + len(one) : second] + one + text[second + len(other) :]
                yield Change(f"{theme.id}/{point.id}", file.name, text, file.name, file.lines(path))


def _looked_for(built_in: BuiltIn, *, inflected: bool) -> Iterator[Change]:
    """A word of the silent side's source, as it stands there or in another inflection, among those looked for."""
    for theme in built_in.briefing.themes:
        file = built_in.themes[f"themes/{theme.id}.yaml"]
        for index, point in enumerate(theme.points):
            for side, terms in point.silence.items():
                source = built_in.source_of(side)
                there = " ".join(text for at, text in built_in.paragraphs.items() if at.split("/")[0] == source)
                words = [word for word in _WORD.findall(there) if len(word) > 6 and word.islower()]
                for number, term in enumerate(terms):
                    word = words[(97 * index + 31 * number) % len(words)]
                    new = _inflected(word) if inflected else word
                    path = ("points", index, "silence", side, number)
                    text = file.replaced(path, term, 0, len(term), new)
                    lines = file.lines(path)
                    yield Change(f"{theme.id}/{point.id}: {side}: {term} -> {new}", file.name, text, file.name, lines)


def _inflected(word: str) -> str:
    for ending, other in (
        ("ies", "y"),
        ("sses", "ss"),
        ("ing", "ed"),
        ("ed", "ing"),
        ("ness", "ness"),
        ("ss", "sses"),
        ("s", ""),
    ):
        if word.endswith(ending):
            return word.removesuffix(ending) + other
    return (
        word.removesuffix("y") + "ies"
        if word.endswith("y")
        else f"{word.removesuffix('e')}es"
        if word[-1] == "e"
        else f"{word}s"
    )


def _sentences(built_in: BuiltIn) -> list[str]:
    found = [s for text in built_in.paragraphs.values() for s in re.split(r"(?<=[.?!]) ", text)]
    return [s for s in found if len(s.split()) > 9 and re.fullmatch(r"[\w .,;’-]+", s)]


def _copied(built_in: BuiltIn, *, words: int | None) -> Iterator[Change]:
    """A source's sentence in the place of a text of ours, or the first words of one behind it."""
    copied = _sentences(built_in)
    number = 0
    for wording in built_in.wordings(Voice.PARAPHRASE, Voice.EDITOR):
        number += 1
        sentence = copied[(53 * number) % len(copied)]
        if words is None:
            yield wording.change(0, len(wording.text), sentence)
        else:
            end = len(wording.text)
            yield wording.change(end, end, " As is said, " + " ".join(sentence.split()[:words]).rstrip(",;"))
    for theme in built_in.briefing.themes:
        file = built_in.themes[f"themes/{theme.id}.yaml"]
        shared = [(("common_ground", index), text) for index, text in enumerate(theme.common_ground)]
        for path, text in [(("overview",), theme.overview), (("crux",), theme.crux or ""), *shared]:
            number += 1
            sentence = copied[(53 * number) % len(copied)]
            start, new = (0, sentence) if words is None else (len(text) - 1, ", " + " ".join(sentence.split()[:words]))
            made = file.replaced(path, text, start, len(text), new)
            yield Change(f"{theme.id} {path}: {new}", file.name, made, file.name, file.lines(path))


def _of_texts(built_in: BuiltIn, *, kind: str) -> Iterator[Change]:
    """A paragraph of a text deleted, with one word or digit changed, or in the place of the next one."""
    for source, text in built_in.texts.items():
        record, file = built_in.file(f"sources/{source}.yaml"), built_in.file(f"sources/{source}.txt")
        places = [
            ("outline", i, "paragraphs", n) for i, s in enumerate(text.source.outline) for n in range(len(s.paragraphs))
        ]
        for (at, paragraph), (after, following), path in zip(
            text.paragraphs.items(), [*list(text.paragraphs.items())[1:], ("", "")], places, strict=True
        ):
            lines = record.lines(path)
            if kind == "deleted":
                made = file.text.replace(paragraph, "", 1)
            elif kind == "word":
                word = _WORD.findall(paragraph)[len(paragraph) % 7]
                made = file.text.replace(paragraph, re.sub(rf"\b{word}\b", "another", paragraph, count=1), 1)
            elif kind == "digit":
                if not re.search(r"\d", paragraph):
                    continue
                new = re.sub(r"\d", lambda match: str((int(match.group()) + 1) % 10), paragraph, count=1)
                made = file.text.replace(paragraph, new, 1)
            else:
                if not following or at.rsplit("/", 1)[0] != after.rsplit("/", 1)[0]:
                    continue
                made = file.text.replace(paragraph, "\0", 1).replace(following, paragraph, 1).replace("\0", following)
                lines = range(lines.start, lines.stop + 1)
            yield Change(f"{at}: {kind}", file.name, made, record.name, lines)


def _headings(built_in: BuiltIn, *, of: str) -> Iterator[Change]:
    for source, text in built_in.texts.items():
        record, file = built_in.file(f"sources/{source}.yaml"), built_in.file(f"sources/{source}.txt")
        for index, section in enumerate(text.source.outline):
            if section.heading:
                path = ("outline", index, "heading")
                if of == "text":
                    made = re.sub(rf"^{re.escape(section.heading)}$", "Other Matters", file.text, flags=re.MULTILINE)
                    yield Change(section.heading, file.name, made, record.name, record.lines(path))
                else:
                    made = record.replaced(path, section.heading, 0, len(section.heading), "Other Matters")
                    yield Change(section.heading, record.name, made, record.name, record.lines(path))


def _added(built_in: BuiltIn) -> Iterator[Change]:
    added = "Since then the two of them have met again, and neither would say afterwards what had been spoken of."
    for source, text in built_in.texts.items():
        record, file = built_in.file(f"sources/{source}.yaml"), built_in.file(f"sources/{source}.txt")
        gap = "\n\n" if file.text.count("\n\n") > len(text.paragraphs) / 2 else "\n"
        for first in list(text.paragraphs.values())[:-1]:
            made = file.text.replace(first, f"{first}{gap}{added}", 1)
            line = record.marks["outline",].key[0]
            yield Change(first[:40], file.name, made, record.name, range(line, line + 1))


KINDS = (
    Kind("a locator by one, of a paragraph that is quoted", lambda b: _moved(b, by="quote")),
    Kind("a locator by one, of a paragraph that has the figure", lambda b: _moved(b, by="figure")),
    Kind("a locator by one, past the end of a section", lambda b: _moved(b, by="outline")),
    Kind("a locator by one, of a paragraph that is paraphrased", lambda b: _moved(b, by="nothing"), is_decided=False),
    Kind("one of several paragraphs of a claim dropped", _one_dropped, is_decided=False),
    Kind("a claim turned into its opposite", _opposite, is_decided=False),
    Kind("the evidence of a claim or stance dropped", _without_evidence),
    Kind("the claims of the two sides exchanged", _sides_swapped),
    Kind("a looked-for word that is in the source", lambda b: _looked_for(b, inflected=False)),
    Kind("a looked-for word whose inflection is in the source", lambda b: _looked_for(b, inflected=True)),
    Kind("a sentence of a source for one of ours", lambda b: _copied(b, words=None)),
    Kind("eight words of a source within ours", lambda b: _copied(b, words=8)),
    Kind("a paragraph deleted from a text", lambda b: _of_texts(b, kind="deleted")),
    Kind("a word changed in a text", lambda b: _of_texts(b, kind="word")),
    Kind("a digit changed in a text", lambda b: _of_texts(b, kind="digit")),
    Kind("two paragraphs of a text exchanged", lambda b: _of_texts(b, kind="exchanged")),
    Kind("a paragraph added to a text", _added),
    Kind("a heading renamed in a text", lambda b: _headings(b, of="text")),
    Kind("a heading renamed in an outline", lambda b: _headings(b, of="outline")),
)
