"""The index of a briefing, and what a query finds in it."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from briefing.errors import BriefingError
from briefing.model import Briefing
from briefing.search.entries import Entry, Kind, entries, note
from briefing.search.filters import chosen, unmatched
from briefing.search.query import Query, parse
from briefing.search.words import fold, words

if TYPE_CHECKING:
    from briefing.texts import SourceText

LIMIT: Final = 100
"""How many results are given unless another number is asked for."""
MOST_RANKED: Final = 4_000
"""Where more entries match, as they do for a single letter, they come in the briefing's order."""

_WEIGHTS: Final = {"asked": 4.0, "said": 3.0, "told": 2.0, "written": 1.0}
"""The columns of the index, and how much a word in each of them counts."""
_COLUMNS: Final = {
    **dict.fromkeys(Kind, "said"),
    **dict.fromkeys((Kind.THEME, Kind.QUESTION), "asked"),
    **dict.fromkeys((Kind.OVERVIEW, Kind.EVIDENCE, Kind.NOTE, Kind.SOURCE, Kind.HEADING), "told"),
    Kind.PARAGRAPH: "written",
}
"""The column that the text of an entry of each kind stands in."""
_BEST_FIRST: Final = f"bm25(entries, {', '.join(map(str, _WEIGHTS.values()))}), rowid"


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that a query found."""

    entry: Entry
    marks: tuple[tuple[int, int], ...]
    """Where the words stand in its text: starts and ends, in order."""


@dataclass(frozen=True, slots=True)
class Results:
    """What a query found."""

    query: str
    """As it was typed."""
    hits: tuple[Hit, ...] = ()
    """The best first; as many as were asked for."""
    total: int = 0
    """How many there are altogether."""
    problem: BriefingError | None = None
    """Why nothing could be looked for: a filter that names nothing."""
    advice: str = ""
    """Where nothing was found, why, or how to find more."""


class Index:
    """Everything a briefing says, by its words; made in one thread and asked from any.

    It holds a database in memory until it is closed, and finds nothing after that.
    """

    def __init__(
        self,
        briefing: Briefing,
        texts: Mapping[str, "SourceText"] | None = None,
        notes: Mapping[str, str] | None = None,
    ) -> None:
        """`texts` are those at hand by source id, `notes` the user's by target.

        Raises BriefingError where Python's SQLite has no full-text search.
        """
        self._briefing = briefing
        self._lock = Lock()
        self._is_closed = False
        self._database = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        try:
            columns = ", ".join(_WEIGHTS)
            self._database.execute(
                f"CREATE VIRTUAL TABLE entries USING fts5({columns}, tokenize='ascii', prefix='1 2')"
            )
        except sqlite3.OperationalError as error:
            self._database.close()
            raise BriefingError(f"this Python cannot search: {error}", "Use one whose SQLite has FTS5.") from None
        self._entries = {2 * at: entry for at, entry in enumerate(entries(briefing, texts or {}))}
        """By row. Notes have the odd rows, so that the order of the rows is that of the briefing."""
        self._after = {e.target: row for row, e in self._entries.items() if e.point or e.kind is Kind.OVERVIEW}
        """The row of the last entry before a note on each target."""
        self._notes: dict[int, Entry] = {}
        self._noted: frozenset[str] = frozenset()
        self._insert(self._entries)
        self._database.execute("INSERT INTO entries(entries) VALUES ('optimize')")
        self.take_notes(notes or {})

    def take_notes(self, notes: Mapping[str, str]) -> None:
        """Put these notes, by target, in the place of those that were there."""
        written = {target: text for target, text in notes.items() if text.strip()}
        made: dict[int, Entry] = {}
        for number, (target, text) in enumerate(written.items(), len(self._entries)):
            made[self._after.get(target, 2 * number) + 1] = note(self._briefing, target, text)
        with self._lock:
            if self._is_closed:
                return
            self._database.executemany("DELETE FROM entries WHERE rowid = ?", [(row,) for row in self._notes])
            self._notes, self._noted = made, frozenset(written)
            self._insert(made)

    def search(self, text: str, limit: int = LIMIT) -> Results:
        """What a query finds; nothing for one without words and filters."""
        query = parse(text)
        with self._lock:
            if self._is_closed or not (query.terms or query.filters):
                return Results(text)
            try:
                passes = chosen(query, self._briefing, self._noted)
            except BriefingError as problem:
                return Results(text, problem=problem)
            found = self._rows(query, passes)
            if not found:
                entries = (*self._entries.values(), *self._notes.values())
                return Results(text, advice=unmatched(query, self._briefing, self._noted, entries) or _advice(query))
            shown = [self._entry(row) for row in found[:limit]]
        return Results(text, tuple(Hit(entry, query.marks(words(entry.text))) for entry in shown), len(found))

    def close(self) -> None:
        """Give the memory back."""
        with self._lock:
            self._is_closed = True
            self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _entry(self, row: int) -> Entry:
        return self._notes[row] if row % 2 else self._entries[row]

    def _insert(self, made: Mapping[int, Entry]) -> None:
        def rows() -> Iterator[tuple[int | str, ...]]:
            for row, entry in made.items():
                text = " ".join(fold(entry.text))
                yield row, *(text if column == _COLUMNS[entry.kind] else "" for column in _WEIGHTS)

        self._database.execute("BEGIN")
        self._database.executemany(f"INSERT INTO entries(rowid, {', '.join(_WEIGHTS)}) VALUES (?, ?, ?, ?, ?)", rows())
        self._database.execute("COMMIT")

    def _rows(self, query: Query, passes: Callable[[Entry], bool] | None) -> list[int]:
        """The rows of what a query finds, in the order in which they are shown."""
        rows: Iterable[int]
        if query.terms:
            matching = "FROM entries WHERE entries MATCH ?"
            (count,) = self._database.execute(f"SELECT count(*) {matching}", (query.expression,)).fetchone()
            order = _BEST_FIRST if count <= MOST_RANKED else "rowid"
            found = self._database.execute(f"SELECT rowid {matching} ORDER BY {order}", (query.expression,))
            rows = (row for (row,) in found)
        else:
            rows = sorted((*self._entries, *self._notes))
        return [row for row in rows if passes is None or passes(self._entry(row))]


def _advice(query: Query) -> str:
    fewer = "Try fewer words, or only how they begin" if query.terms else ""
    without = "leave a filter out" if query.filters else ""
    told = "; ".join(filter(None, (fewer, without)))
    return f"{told[:1].upper()}{told[1:]}."
