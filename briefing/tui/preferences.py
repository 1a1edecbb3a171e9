"""What the user's settings mean for the screen: the look and the keys, and what is wrong with them."""

from collections.abc import Collection, Iterator
from operator import itemgetter
from types import MappingProxyType

from briefing.settings import Read
from briefing.text import clean
from briefing.tui.commands import Keys
from briefing.tui.looks import DARK, LIGHT

_OWN = {"dark": DARK.name, "light": LIGHT.name}


def look(read: Read, known: Collection[str]) -> str:
    """The name of the look that is wished for; the dark one if there is none of that name."""
    wanted = _OWN.get(read.settings.theme, read.settings.theme)
    return wanted if wanted in known else DARK.name


def keys(read: Read) -> Keys:
    """The keys that the user has chosen, as far as they can be used."""
    return _keys(read)[0] if read.settings.keys else MappingProxyType({})


def problems(read: Read, looks: Collection[str]) -> Iterator[str]:
    """What is wrong with the settings, each in one line and in the order of the file.

    `looks` are the names of all looks.
    """
    yield from (told for _, told in sorted(_problems(read, looks), key=itemgetter(0)))


def _problems(read: Read, looks: Collection[str]) -> Iterator[tuple[int, str]]:
    """Each problem with its line."""
    yield from ((problem.line, str(problem)) for problem in read.problems)
    theme = read.settings.theme
    if _OWN.get(theme, theme) not in looks:
        line, told = read.lines.get("theme", 1), f"there is no look “{theme}”. Ctrl+T lists them. The default counts."
        yield line, clean(f"{read.path}:{line}: `theme`: {told}")
    if read.settings.keys:
        for command, told in _keys(read)[1].items():
            line = read.lines.get(f"keys.{command}", 1)
            yield line, clean(f"{read.path}:{line}: `keys.{command}`: {told} The keys stay as they were.")


def told(read: Read, looks: Collection[str]) -> str:
    """What is wrong with the settings in a few words; empty if nothing is."""
    found = list(problems(read, looks))
    more = f"\nAnd {len(found) - 1} more: `briefing settings` lists them." if len(found) > 1 else ""
    return f"{found[0]}{more}" if found else ""


def _keys(read: Read) -> tuple[Keys, dict[str, str]]:
    from briefing.tui.keymap import chosen_keys

    return chosen_keys(read.settings.keys)
