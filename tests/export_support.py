"""Briefings for the tests of the exports."""

import itertools
from pathlib import Path

import samples

from briefing.loader import Folder
from briefing.model import Briefing

BUILT_IN = [Folder(path).briefing() for path in sorted((Path(__file__).parent.parent / "data").iterdir())]
"""The briefings that come with the program."""


def of_nothing_but(text: str) -> Briefing:
    """The sample with the text in every field."""
    return samples.briefing(lambda _: text)


def hostile(start: int) -> Briefing:
    """The sample, each field with another hostile text before its own; in as many turns as there are each gets all."""
    texts = itertools.cycle(samples.HOSTILE[start:] + samples.HOSTILE[:start])
    return samples.briefing(lambda text: f"{next(texts)} {text}")
