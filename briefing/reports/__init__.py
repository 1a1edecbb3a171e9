"""What `check` found, in the formats that people and programs read; each is one module and one pure function."""

from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Struct

from briefing.checks import Allowed, Checked
from briefing.errors import BriefingError, Problem, Severity
from briefing.numbers import Numbers
from briefing.text import clean, counted


class Result(Struct, frozen=True, kw_only=True):
    """One briefing that was checked."""

    folder: str
    """Its folder, as it was named."""
    checked: Checked
    """What was found."""
    texts: Mapping[str, bool]
    """By source id, whether its text was at hand."""
    numbers: Numbers | None = None
    """Its numbers, where they were asked for."""

    @property
    def without_text(self) -> list[str]:
        """The sources that nothing could be held against."""
        return [source for source, is_at_hand in self.texts.items() if not is_at_hand]


class Report(Struct, frozen=True, kw_only=True):
    """All that one run of `check` has to say."""

    results: tuple[Result, ...] = ()
    """The briefings that were checked."""
    failures: tuple[BriefingError, ...] = ()
    """Why others could not be."""
    here: str = "/"
    """The absolute folder that relative file names start from."""
    is_colored: bool = False
    """Whether plain text may have colours."""

    @property
    def problems(self) -> list[Problem]:
        """The problems of all briefings."""
        return [problem for result in self.results for problem in result.checked.problems]

    @property
    def allowed(self) -> list[Allowed]:
        """What the authors of all briefings let stand."""
        return [allowed for result in self.results for allowed in result.checked.allowed]

    def count(self, severity: Severity) -> int:
        """How many problems are of a severity."""
        return sum(problem.severity is severity for problem in self.problems)


Render = Callable[[Report], str]
"""Makes the text that is printed; nothing where there is nothing to say."""


def _text() -> Render:
    from briefing.reports.text import render

    return render


def _json() -> Render:
    from briefing.reports.json import render

    return render


def _github() -> Render:
    from briefing.reports.github import render

    return render


def _sarif() -> Render:
    from briefing.reports.sarif import render

    return render


FORMATS: Final[dict[str, Callable[[], Render]]] = {"text": _text, "json": _json, "github": _github, "sarif": _sarif}
"""What imports each format, by its name."""


def find_format(format: str) -> Render:
    """What makes a format. Raises BriefingError for a format that does not exist."""
    if format not in FORMATS:
        raise BriefingError(f"there is no format `{format}`", f"The formats are {', '.join(FORMATS)}.")
    return FORMATS[format]()


def visible(name: str) -> str:
    """A file's name on one line, with every character that could act or mislead made visible."""
    return clean(name).replace("\n", "\u240a").replace("\t", "\u2409")


def summary(report: Report) -> str:
    """What was found, in one line."""
    found = ", ".join(counted(count, severity.value) for severity in Severity if (count := report.count(severity)))
    allowed = f" {len(report.allowed)} allowed." if report.allowed else ""
    return f"{found or 'No problems'}.{allowed}"
