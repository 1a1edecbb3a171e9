"""Files that are made to blow up, and values that look like something else: each with its message or its meaning."""

import random
import re
import resource
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple
from unittest.mock import patch

import jsonschema
import yaml

from briefing import importing, paths, strict_yaml
from briefing.errors import BriefingError
from briefing.loader import ABOUT, Folder, theme_file
from torture.children import Died, in_child
from torture.times import within
from torture.trial import Outcome, Trial

assert jsonschema  # imported here, so that no child has to: the program does it once for the first file that is wrong

_DEEP: Final = "yaml values are nested more than 20 deep"
_ANCHOR: Final = "yaml an anchor (`&`) is not allowed"
_LARGE: Final = "1:1: yaml the file is larger than 1 MiB"
_LONG: Final = "yaml a text is longer than 64 KiB"
_MANY: Final = "yaml the file has more than 50,000 parts"
_TWICE: Final = "yaml the key `question` is given twice"
_NO_TEXT: Final = "1:1: yaml the file is not UTF-8 text"
_START: Final = "yaml not valid YAML: found character that cannot start any token"


def _tag(name: str) -> str:
    return f"yaml a tag (`tag:yaml.org,2002:python/{name}`) is not allowed"


REFUSED: Final[Mapping[str, tuple[bytes | Callable[[], bytes], str]]] = {
    "`[` on 40,000 lines": (b"[\n" * 40_000, f"21:1: {_DEEP}"),
    "70,000 letters": (b"question: " + b"x" * 70_000, f"1:11: {_LONG}"),
    "`[` 200,000 times": (b"[" * 200_000, f"1:21: {_DEEP}"),
    "`[` 200,000 times, and closed": (b"[" * 200_000 + b"]" * 200_000, f"1:21: {_DEEP}"),
    "`{a: ` 200,000 times": (b"{a: " * 200_000, f"1:81: {_DEEP}"),
    "`- ` 500,000 times": (b"- " * 500_000, f"1:41: {_DEEP}"),
    "`? ` 500,000 times": (b"? " * 500_000, "1:3: yaml a key is not text"),
    "mappings in steps, 1,000 deep": (b"".join(b" " * n + b"a:\n" for n in range(1000)), f"21:21: {_DEEP}"),
    "a billion laughs": (
        b"a: &a [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(b"%c: &%c [%s]\n" % (n, n, b",".join([b"*%c" % (n - 1)] * 9)) for n in b"bcdefghi"),
        f"1:4: {_ANCHOR}",
    ),
    "merge keys that double": (
        b"a: &a {x: 1}\n" + b"".join(b"%c: &%c {<<: [*%c, *%c]}\n" % (n, n, n - 1, n - 1) for n in b"bcdefghijklmnop"),
        f"1:4: {_ANCHOR}",
    ),
    "a merge key": (b"question:\n  <<: {a: b}\n", "2:3: yaml a merge key (`<<`) is not allowed"),
    "an alias of nothing": (b"question: *x\n", "1:11: yaml an alias (`*`) is not allowed"),
    "an anchor that holds itself": (b"&a [*a]\n", f"1:1: {_ANCHOR}"),
    "10 MB of one letter": (lambda: b"question: " + b"x" * 10_000_000, _LARGE),
    "10 MB of one letter in quotes": (lambda: b'question: "' + b"x" * 10_000_000 + b'"', _LARGE),
    "10 MB of lines": (lambda: b"\n" * 10_000_000, _LARGE),
    "1 MB of one letter": (b"question: " + b"x" * 1_000_000, f"1:11: {_LONG}"),
    "1 MB of `\\x41`": (b'question: "' + b"\\x41" * 250_000 + b'"', f"1:11: {_LONG}"),
    "a key of 1 MB": (b"? " + b"x" * 1_000_000, f"1:3: {_LONG}"),
    "1,000,000 keys": (lambda: b"".join(b"k%d: 1\n" % n for n in range(1_000_000)), _LARGE),
    "1,000,000 keys of one letter": (lambda: b"? a\n" * 1_000_000, _LARGE),
    "60,000 keys": (lambda: b"".join(b"k%d: 1\n" % n for n in range(60_000)), f"25000:1: {_MANY}"),
    "500,000 commas": (b"[" + b"," * 500_000, "1:2: yaml not valid YAML: did not find expected node content"),
    "300,000 values": (b"[" + b"x," * 300_000, f"1:99998: {_MANY}"),
    "300,000 comments": (b"#\n" * 300_000, "1:1: wrong-type this is empty; expected keys with values"),
    "10,000 documents": (b"--- a\n" * 10_000, "2:1: yaml there is more than one document"),
    "`!!python/object/apply:os.system`": (
        b"question: !!python/object/apply:os.system ['id']\n",
        f"1:11: {_tag('object/apply:os.system')}",
    ),
    "`!!python/name:os.system`": (b"question: !!python/name:os.system ''\n", f"1:11: {_tag('name:os.system')}"),
    "`!!python/module:os`": (b"!!python/module:os {}\n", f"1:1: {_tag('module:os')}"),
    "`!!binary`": (b"question: !!binary aGk=\n", "1:11: yaml a tag (`tag:yaml.org,2002:binary`) is not allowed"),
    "a tag of its own": (b"question: !x y\n", "1:11: yaml a tag (`!x`) is not allowed"),
    "UTF-16": ("question: x\n".encode("utf-16"), _NO_TEXT),
    "UTF-16 without its mark": ("question: x\n".encode("utf-16-le"), "1:2: yaml the character U+0000 is not allowed"),
    "UTF-32": ("question: x\n".encode("utf-32"), _NO_TEXT),
    "UTF-7": (b"+AHEAdQBl\0AHMAdA-: x\n", "1:10: yaml the character U+0000 is not allowed"),
    "NUL": (b"question: a\0b\n", "1:12: yaml the character U+0000 is not allowed"),
    "ESC": (b"question: \x1b]0;title\x07\n", "1:11: yaml the character U+001B is not allowed"),
    "a tab before a key": (b"points:\n\tid: x\n", f"2:1: {_START}"),
    "a lone surrogate": (b"question: \xed\xa0\x80\n", "1:11: yaml the file is not UTF-8 text"),
    "a lone surrogate, escaped": (
        b'question: "\\uD800"\n',
        "1:14: yaml not valid YAML: found invalid Unicode character escape code",
    ),
    "an overlong NUL": (b"question: \xc0\x80\n", "1:11: yaml the file is not UTF-8 text"),
    "a key twice": (b"question: a\nquestion: b\n", f"2:1: {_TWICE}"),
    "a key twice, once in quotes": (b'question: a\n"question": b\n', f"2:1: {_TWICE}"),
    "a key twice, once escaped": (b'question: a\n"\\x71uestion": b\n', f"2:1: {_TWICE}"),
    "a list as a key": (b"? [question]\n: a\n", "1:3: yaml a key is not text"),
    "nothing": (b"", "1:1: wrong-type this is empty; expected keys with values"),
    "a list": (b"- a\n", "1:1: wrong-type this is a list; expected keys with values"),
    "a word": (b"no\n", '1:1: wrong-type this is the text "no"; expected keys with values'),
}  # fmt: skip
"""What is refused: the bytes of a file, and the beginning of what is said of it, from its line on."""

MEANT: Final[Mapping[str, tuple[bytes, str]]] = {
    **{word: (word.encode(), word) for word in (
        "no", "on", "yes", "off", "true", "Null", "010", "0x1F", "0o17", "0b11", "1:30", "12:30:45", "1e3", "1_000",
        ".inf", ".nan", "-0", "2024-02-30", "2024-05-01", "2024-05-01T12:00:00Z", "=", "3.0", "汉字", "😀",
    )},
    "`9` 5,000 times": (b"9" * 5000, "9" * 5000),
    "`<<` in quotes": (b"'<<'", "<<"),
    "an alias in quotes": (b"'*a &b !c'", "*a &b !c"),
    "a bidirectional mark": ("a\u202eb".encode(), "a\ufffdb"),
    "a byte order mark inside": ("a\ufeffb".encode(), "a\ufffdb"),
    "an escape sequence": (b'"\\e[31m"', "␛[31m"),
    "a tab inside": (b"a\tb", "a\tb"),
    "a line separator": ("a\u2028b".encode(), "a\ufffdb"),
    "60,000 letters": (b"x" * 60_000, "x" * 60_000),
}  # fmt: skip
"""What is read as the text that it looks like: the value as it stands in the file, and what it means."""

JSON: Final[Mapping[str, tuple[bytes | Callable[[], bytes], str]]] = {
    "`[` 200,000 times": (b"[" * 200_000, "values are nested more than 20 deep"),
    "`{\"a\":` 200,000 times": (b'{"a":' * 200_000, "values are nested more than 20 deep"),
    "`9` 5,000 times": (b'{"schema_version": ' + b"9" * 5000 + b"}", "Exceeds the limit (4300 digits)"),
    "NaN": (b'{"schema_version": NaN}', "NaN is no value of JSON"),
    "a key twice": (b'{"notes": {}, "notes": {}}', "the key `notes` is given twice"),
    "a lone surrogate": (
        b'{"\\ud800": 1, "\\ufffd": 2}',
        "the key `\ufffd` is given twice",
    ),
    "UTF-16": ('{"notes": {}}'.encode("utf-16"), "the file is not UTF-8 text"),
    "20 MB": (lambda: b'{"a": "' + b"x" * 20_000_000 + b'"}', "the file is larger than 16 MiB"),
    "500,000 unknown keys": (
        lambda: b'{"schema_version": 1, ' + b",".join(b'"k%d": 1' % n for n in range(500_000)) + b"}",
        "(and many more)",
    ),
}  # fmt: skip
"""What is refused of a document that is imported: its bytes, and what is said of it."""


class Spent(NamedTuple):
    """What came of one file."""

    said: str
    seconds: float
    """Of the processor's time."""
    memory: int
    """How much more the process held at its largest, in KiB."""


class Case(NamedTuple):
    """One row of the tables."""

    name: str
    """What it is."""
    file: str
    """Which file of the briefing it stands in; nothing for a document that is imported."""
    data: bytes | Callable[[], bytes]
    """What the file holds."""
    wanted: str
    """What has to be said of it, or the meaning that is read."""

    @property
    def longest(self) -> float:
        """In seconds of the processor's time."""
        return 0.1 if self.file else 2.0

    @property
    def most_memory(self) -> int:
        """In KiB."""
        return 100 << 10 if self.file else 200 << 10


def run(count: int, chance: random.Random, folder: Path) -> Outcome:
    """Each file of the tables, in a child whose time and memory are measured."""
    copy = folder / "copy"
    shutil.copytree(paths.builtin_folder(), copy)
    first, second, *others = _cases(copy)
    cases = [first, second, *chance.sample(others, len(others))]
    failures: list[str] = []
    longest, largest = 0.0, 0
    for case in cases[:count]:
        data = case.data if isinstance(case.data, bytes) else case.data()
        path = copy / (case.file or "in.json")
        before = path.read_bytes() if case.file else b""
        path.write_bytes(data)
        del data
        try:
            spent = in_child(partial(_spent, case.longest, partial(_told, copy, case.file)))
        except Died as died:
            failures.append(f"{case.name}: {died}")
            continue
        finally:
            path.write_bytes(before)
        if case.file:
            longest, largest = max(longest, spent.seconds), max(largest, spent.memory)
        if case.wanted not in spent.said:
            failures.append(f"{case.name}: “{spent.said[:300]}”, and not “{case.wanted[:200]}”")
        if spent.seconds > case.longest or spent.memory > case.most_memory:
            failures.append(f"{case.name}: {spent.seconds * 1000:.0f} ms, {spent.memory >> 10} MB")
    figures = {"longest": f"{longest * 1000:.0f} ms", "most memory": f"{largest >> 10} MB"}
    return Outcome(min(count, len(cases)), failures, figures)


def _cases(copy: Path) -> Iterator[Case]:
    about = Folder(copy).about
    theme = theme_file(about.themes[0].id)
    text, contents = (copy / theme).read_text("utf-8"), (copy / ABOUT).read_text("utf-8")
    crux = Folder(copy).theme(about.themes[0].id).crux
    for name, (data, wanted) in REFUSED.items():
        yield Case(name, theme, data, f":{wanted}")
    number = text.replace("schema_version: 1", f"schema_version: {'9' * 5000}").encode()
    yield Case("`9` 5,000 times as a number", theme, number, f':1:17: wrong-value `schema_version` is "{"9" * 60}…"')
    no_day = re.sub(r"as_of: .*", "as_of: 2024-02-30", contents).encode()
    yield Case("a day that does not exist", ABOUT, no_day, "wrong-value there is no day 2024-02-30")
    for ends, mark in (("\r\n", ""), ("\r", ""), ("\n", "\ufeff")):
        yield Case(
            f"lines end in {ends!r} after {mark!r}", theme, (mark + text.replace("\n", ends)).encode(), f"“{crux}”"
        )
    head = text[: text.index("\ncrux:") + 1].encode()
    for name, (data, wanted) in MEANT.items():
        yield Case(name, theme, head + b"crux: " + data + b"\n", f"“{wanted}”")
    for name, (data, wanted) in JSON.items():
        yield Case(f"JSON: {name}", "", data, wanted)


def _spent(longest: float, read: Callable[[], str]) -> Spent:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds, said = within(longest, read)
    return Spent(said, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)


def _told(copy: Path, file: str) -> str:
    """What is said of a file that cannot be read; of a theme that can, its crux."""
    try:
        if not file:
            importing.read_document(copy / "in.json")
        folder = Folder(copy)
        return f"“{folder.theme(folder.about.themes[0].id).crux}”"
    except BriefingError as error:
        return f"{error.message} {error.hint}"


@contextmanager
def _safe_load() -> Iterator[None]:
    """Files are read as a beginner reads them."""
    with patch.object(strict_yaml, "read", yaml.safe_load):
        yield


@contextmanager
def _quick_loader() -> Iterator[None]:
    """Files are read with PyYAML's quick loader, which nests as deep as the file says."""
    with patch.object(strict_yaml, "read", partial(yaml.load, Loader=yaml.CBaseLoader)):
        yield


@contextmanager
def _whole_file() -> Iterator[None]:
    """A file is read however long it is."""
    with (
        patch.object(strict_yaml, "MAX_BYTES", 1 << 30),
        patch.object(strict_yaml, "MAX_EVENTS", 1 << 30),
        patch.object(strict_yaml, "MAX_SCALAR", 1 << 30),
    ):
        yield


TRIALS = (
    Trial(
        name="bombs, and values that look like something else",
        must="each with its message or its meaning, within 100 ms and 100 MB (2 s and 200 MB where it is imported)",
        run=run,
        quick=40,
        whole=200,
        bad={
            "PyYAML's safe_load": _safe_load,
            "PyYAML's quick loader": _quick_loader,
            "whatever its length": _whole_file,
        },
        bad_tries=2,
    ),
)
