"""Writes a very large briefing with its texts: 1,000 themes, 10,000 claims, two texts of 50,000 words."""

import random
from pathlib import Path

from briefing.article import read_article
from briefing.sources import outline, outline_yaml

THEMES = 1_000
POINTS = 5
PARAGRAPHS = 700
WORDS = 70
WRONG = 0.02
"""The share of quotes and figures that are made wrong, so that every search goes the whole way."""


def write(folder: Path) -> None:
    """Write the briefing, the same one every time."""
    chance = random.Random(1)
    letters = "bcdfghklmnprstvz"
    vocabulary = [
        "".join(chance.choice(letters) + chance.choice("aeiou") for _ in range(chance.randint(1, 4)))
        for _ in range(8_000)
    ]
    texts = {side: [_paragraph(chance, vocabulary) for _ in range(PARAGRAPHS)] for side in ("left", "right")}
    for name in ("sources", "themes"):
        (folder / name).mkdir(parents=True)
    for side, paragraphs in texts.items():
        text = "\n\n".join(paragraphs)
        (folder / f"sources/{side}.txt").write_text(text, "utf-8")
        record = f"schema_version: 1\nid: {side}\ntype: article\ntitle: The {side} one\n"
        made = outline_yaml(outline(read_article(text).blocks))
        (folder / f"sources/{side}.yaml").write_text(record + made, "utf-8")
    about = [
        "schema_version: 1\nid: big\ntitle: Big\nquestion: How big?",
        "scale: {measures: Size, labels: [a, b, c, d, e]}\nperspectives:",
        *(f"  - {{id: {side}, name: The {side}, source: {side}, thesis: It is so.}}" for side in texts),
        "themes:",
        *(f"  - {{id: t{number}, title: Theme {number}}}" for number in range(THEMES)),
    ]
    (folder / "briefing.yaml").write_text("\n".join(about) + "\n", "utf-8")
    for number in range(THEMES):
        (folder / f"themes/t{number}.yaml").write_text(_theme(chance, vocabulary, texts), "utf-8")


def _paragraph(chance: random.Random, vocabulary: list[str]) -> str:
    words = chance.choices(vocabulary, k=WORDS)
    for at in range(5, WORDS - 1, 13):
        share, money, year = chance.randint(10, 99), chance.randint(1, 999), chance.randint(1900, 2030)
        words[at] = chance.choice([f"{share}%", f"${money} million", str(year)])
    return " ".join(words).capitalize() + "."


def _theme(chance: random.Random, vocabulary: list[str], texts: dict[str, list[str]]) -> str:
    lines = ["schema_version: 1\nquestion: What of it?\noverview: Both speak of it.\nstances:"]
    lines += [f"  {side}: {{level: 3, reason: It is so., evidence: [{side}/1]}}" for side in texts]
    lines.append("points:")
    for number in range(POINTS):
        lines.append(f"  - id: p{number}\n    question: What of that?\n    relation: differ\n    claims:")
        for side, paragraphs in texts.items():
            at = chance.randrange(PARAGRAPHS)
            lines += [f"      {side}:", *_claim(chance, vocabulary, f"{side}/{at + 1}", paragraphs[at].split())]
    lines.append("common_ground: [It is so.]\ncrux: Whether it is so.\nopen_questions: [Is it so?]")
    return "\n".join(lines) + "\n"


def _claim(chance: random.Random, vocabulary: list[str], locator: str, words: list[str]) -> list[str]:
    start = chance.randrange(WORDS - 8)
    quote = " ".join(words[start : start + 6]).rstrip(".")
    at = next(at for at, word in enumerate(words) if word[-1] == "%" or word[-1].isdigit())
    figure = " ".join(words[at : at + 1 + words[at].startswith("$")])
    if chance.random() < WRONG:
        quote += " x"
    if chance.random() < WRONG:
        figure = "7.77%"
    text = " ".join(chance.choices(vocabulary, k=18))
    return [
        f"        - text: {text} {figure} {chance.choice(vocabulary)}.",
        f"          evidence: [{{at: {locator}, quote: {quote}}}]",
    ]
