"""The error tree, the exit codes, and what a problem in a briefing is."""

from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Final

import msgspec

MOST_PROBLEMS: Final = 100
"""The most problems that are told of one file: more help nobody, and a stranger's file may have thousands."""


class Exit(IntEnum):
    """The exit codes of every command."""

    CLEAN = 0
    """Done; nothing is wrong."""
    PROBLEMS = 1
    """The briefing was read, and has problems; a search found nothing."""
    UNUSABLE = 2
    """The command could not do its work."""


class BriefingError(Exception):
    """Something the user can mend: what happened, and what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        """What happened, naming the file, the line and the key where there is one."""
        self.hint = hint
        """What to do about it, or nothing."""


def reason(error: OSError, otherwise: str = "it cannot be read") -> str:
    """What the system says went wrong, for the middle of a sentence; `otherwise` where it says nothing."""
    return (error.strerror or otherwise).lower()


class Severity(StrEnum):
    """How much a problem matters."""

    ERROR = "error"
    """The briefing says something that cannot be right; it must be mended."""
    WARNING = "warning"
    """Worth a look before the briefing is handed over."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule found, placed by its keys; the loader turns it into a Problem at a line and column."""

    file: str
    """The file's path below the briefing's folder, such as `themes/trade.yaml`."""
    path: tuple[str | int, ...]
    """The keys and indices that lead to the value; a missing key is placed at its parent."""
    rule: str
    """The rule's name."""
    where: str = ""
    """The `theme/point` or the `theme` that it is in, for a reader who does not see that; or nothing."""
    message: str
    """What is wrong there."""
    hint: str = ""
    """What to do about it in the file, or nothing."""
    hint_on_screen: str = ""
    """What to do about it on the screen, where the keys of the file are not seen; nothing where the hint says it."""
    severity: Severity = Severity.ERROR
    """Whether it must be mended."""
    on_key: bool = False
    """The key itself is wrong, rather than its value."""
    or_as_editor: bool = False
    """Whether a claim would be right in the editor's voice, which does not speak for the source."""

    @property
    def advice(self) -> str:
        """What to do about it in the file, with the editor's voice where that would do."""
        return self._or(self.hint, "Or mark the claim with `voice: editor`.")

    def advice_on_screen(self, or_editor: str) -> str:
        """What to do about it on the screen; `or_editor` says how the editor's voice is chosen there."""
        return self._or(self.hint_on_screen or self.hint, or_editor)

    def _or(self, hint: str, or_editor: str) -> str:
        return f"{hint} {or_editor}" if self.or_as_editor else hint

    @property
    def message_with_place(self) -> str:
        """What is wrong, and before it where."""
        return f"{self.where}: {self.message}" if self.where else self.message


class Problem(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One thing that is wrong in a briefing, and where."""

    file: str
    """The file's path, as the user would type it."""
    line: int
    """1-based line."""
    column: int
    """1-based column, in characters."""
    rule: str
    """The rule's name, such as `unknown-locator`."""
    message: str
    """What is wrong."""
    hint: str = ""
    """What to do about it, or nothing."""
    severity: Severity = Severity.ERROR
    """Whether it must be mended."""
    excerpt: str = ""
    """The line of the file as it stands there, or nothing where it cannot be shown."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.rule} {self.message}"


def and_more(problems: int) -> str:
    """What follows the first of so many problems: how many there are besides."""
    if problems >= MOST_PROBLEMS:
        return " (and many more)"
    return f" (and {problems - 1} more)" if problems > 1 else ""


class UnreadableFile(BriefingError):
    """A file that is not the YAML a briefing is made of, with every problem found in it."""

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        first = problems[0]
        super().__init__(f"{first}{and_more(len(problems))}", first.hint)
        self.path = path
        """The file."""
        self.problems = problems
        """At least one problem, in the order of the file."""


class NotABriefing(BriefingError):
    """A folder that is missing, empty, or holds no `briefing.yaml`."""


class WriteRefused(BriefingError):
    """A file was left as it was: it exists, is a link, or could not be written."""
