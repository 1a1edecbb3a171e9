"""YAML files that are nearly those of a real briefing, and bytes that are no YAML at all."""

import random
import re
from collections.abc import Callable
from pathlib import Path

SCALARS = (
    "", "~", "null", "no", "on", "010", "1:30", "0x1F", "1e3", ".inf", "2024-02-30", "9" * 5000, "-1", "6", "=", "<<",
    "&a b", "*a", "!!int 3", "!!python/object/apply:os.system [id]", "[]", "{}", "[[]]", "{a: b}", "[a, b: c]", "|",
    ">", "|+", ">-", "'", '"', '"\\uD800"', '"\\x00"', '"\\e[31m"', "# gone", "@x", "`x`", "%x", "? x", "- x", "a: b",
    "../../etc/passwd", "/etc/passwd", "\u202eabc", "汉字 😀", "x" * 70_000, "''", '""', "agree", "quote", "bpl/1",
)  # fmt: skip
"""What a value may become."""
TOKENS = (
    ":", ": ", "- ", "\n", "\n  ", "\t", "[", "]", "{", "}", ",", "&x ", "*x", "!t ", "!!int ", "<<", "<<: ", "'",
    '"', "|", ">", "\\", "\\u", "#", " #", "\n---\n", "\n...\n", "%YAML 1.1\n", "%TAG ! x\n", "? ", "~", "\r", "\r\n",
    "\ufeff", "\u2028", "\u2029", "\x85", "\0", "\x1b[31m", "\x7f", "@", "`", "9" * 30, "\ud7ff", "\uffff",
)  # fmt: skip
"""What may be put in anywhere."""
ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "latin-1", "utf-8-sig", "utf-7")

_VALUE = re.compile(r"(?<=: )\S[^\n]*|(?<=- )\S[^\n]*")
_KEY = re.compile(r"(?<![\w-])[\w-]{1,64}(?=:)")


def mutated(texts: list[str], chance: random.Random) -> bytes:
    """One of the texts with a few things wrong in it, or bytes that never were one."""
    roll = chance.random()
    if roll < 0.15:
        return chance.randbytes(chance.randrange(2000))
    if roll < 0.3:
        return "".join(chance.choices((*TOKENS, "a", "b", "key: value\n"), k=chance.randrange(200))).encode()
    text = chance.choice(texts)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 5))):
        text = chance.choice(_CHANGES)(text, texts, chance)
    data = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.1:
        data = _spoiled(data, chance)
    elif chance.random() < 0.02:
        data = text.encode(chance.choice(ENCODINGS), "replace")
    return data[: 1 << 18]


def _spoiled(data: bytes, chance: random.Random) -> bytes:
    """The bytes with some of them exchanged, flipped or gone."""
    at = chance.randrange(len(data) + 1)
    match chance.randrange(3):
        case 0:
            return data[:at] + chance.randbytes(chance.randrange(1, 5)) + data[at:]
        case 1:
            return data[:at]
        case _:
            return data[:at] + bytes(byte ^ (1 << chance.randrange(8)) for byte in data[at : at + 1]) + data[at + 1 :]


def _value(text: str, _: list[str], chance: random.Random) -> str:
    return _exchanged(text, _VALUE, chance.choice(SCALARS), chance)


def _key(text: str, _: list[str], chance: random.Random) -> str:
    keys = [found[0] for found in _KEY.finditer(text)]
    return _exchanged(text, _KEY, chance.choice((*keys, *SCALARS)), chance)


def _token(text: str, _: list[str], chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(TOKENS) * chance.choice((1, 1, 1, 3, 50)) + text[at:]


def _line(text: str, _: list[str], chance: random.Random) -> str:
    """A line goes, comes twice, moves, or moves in or out."""
    lines = text.split("\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    line = lines[at]
    match chance.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, line)
        case 2:
            lines[at], lines[other] = lines[other], line
        case 3:
            lines[at] = " " * chance.choice((1, 2, 4, 30)) + line
        case 4:
            lines[at] = line.lstrip(" ")
        case _:
            lines[at:other] = []
    return "\n".join(lines)


def _nested(text: str, _: list[str], chance: random.Random) -> str:
    """A value stands in so many brackets that only the first few count."""
    depth = chance.choice((1, 5, 19, 21, 500, 60_000))
    opening, closing = chance.choice((("[", "]"), ("{a: ", "}"), ("[", ""), ("- ", ""), ("? ", "")))
    return _exchanged(text, _VALUE, opening * depth + "x" + closing * depth, chance)


def _repeated(text: str, _: list[str], chance: random.Random) -> str:
    """Some lines come again and again."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    piece = lines[at : at + chance.randrange(1, 12)]
    return "\n".join(lines[:at] + piece * chance.choice((2, 2, 3, 10, 200)) + lines[at:])


def _spliced(text: str, texts: list[str], chance: random.Random) -> str:
    other = chance.choice(texts)
    return text[: chance.randrange(len(text) + 1)] + other[chance.randrange(len(other) + 1) :]


def _ends(text: str, _: list[str], chance: random.Random) -> str:
    return text.replace("\n", chance.choice(("\r\n", "\r", "\n\n", "\n\t", "\x85", "\u2028")))


def _order(text: str, _: list[str], chance: random.Random) -> str:
    """The keys of the file in another order."""
    blocks = re.split(r"^(?=[\w-]+:)", text, flags=re.MULTILINE)
    return "".join(chance.sample(blocks, len(blocks)))


def _comment(text: str, _: list[str], chance: random.Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    lines[at] += chance.choice(("  # why: x", " #", "\n# alone", "\n      # set in", "#not one"))
    return "\n".join(lines)


def _exchanged(text: str, pattern: re.Pattern[str], new: str, chance: random.Random) -> str:
    found = list(pattern.finditer(text))
    if not found:
        return text + new
    chosen = chance.choice(found)
    return text[: chosen.start()] + new + text[chosen.end() :]


_CHANGES: tuple[Callable[[str, list[str], random.Random], str], ...] = (
    _value, _value, _value, _key, _key, _token, _token, _line, _line, _line, _nested, _repeated, _spliced, _ends,
    _order, _comment, _comment,
)  # fmt: skip


def files_of(folder: Path) -> dict[str, str]:
    """The YAML files of a briefing, by their paths below its folder."""
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.yaml"))}
