"""The strict YAML reader: plain data or one exception, each value at its place."""

import time
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing import strict_yaml
from briefing.strict_yaml import MAX_BYTES, MAX_DEPTH, MAX_SCALAR, Node, YamlError, marks, read
from briefing.text import clean

NOT_CLOSED = "A quote or bracket was opened and not closed."
TOO_DEEP = "values are nested more than 20 deep"
COLON = "A text with a colon in it needs quotes around it; a key needs the indentation of its neighbours."
NO_START = "not valid YAML: found character that cannot start any token"
NOT_UTF8 = "the file is not UTF-8 text"
ANCHOR = "an anchor (`&`) is not allowed"
ALIAS = "an alias (`*`) is not allowed"

LAUGHS = b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (c, c, c - 1, c - 1) for c in range(ord("b"), ord("z")))
MERGES = b"a: {k: v}\nb:\n  <<: {k: v}\n  <<: {k: v}\n"

REFUSED = {
    "nested lists": (b"[" * 21 + b"]" * 21, 1, 21, TOO_DEEP),
    "200,000 brackets": (b"[" * 200_000, 1, 21, TOO_DEEP),
    "200,000 braces": (b"{a: " * 200_000, 1, 81, TOO_DEEP),
    "a dash bomb": (b"- " * 100_000, 1, 41, TOO_DEEP),
    "a question mark bomb": (b"? " * 100_000, 1, 3, "a key is not text"),
    "deep block mappings": (b"".join(b" " * n + b"a:\n" for n in range(1000)), 21, 21, TOO_DEEP),
    "an alias bomb": (LAUGHS, 1, 4, ANCHOR),
    "an alias": (b"a: *b\n", 1, 4, ALIAS),
    "an alias as a key": (b"*a : b\n", 1, 1, ALIAS),
    "an anchor on a key": (b"a: b\n&a c: d\n", 2, 1, ANCHOR),
    "an anchor on a list": (b"a: &x\n- b\n", 1, 4, ANCHOR),
    "a merge bomb": (MERGES, 3, 3, "a merge key (`<<`) is not allowed"),
    "a tag": (b"a: !!int 3\n", 1, 4, "a tag (`tag:yaml.org,2002:int`) is not allowed"),
    "a tag on a mapping": (b"--- !x\na: b\n", 1, 5, "a tag (`!x`) is not allowed"),
    "a tag that does nothing": (b"a: !!str b\n", 1, 4, "a tag (`tag:yaml.org,2002:str`) is not allowed"),
    "a Python tag": (
        b"!!python/object/apply:os.system ['id']\n",
        1,
        1,
        "a tag (`tag:yaml.org,2002:python/object/apply:os.system`) is not allowed",
    ),
    "a Python name": (
        b"a:\n- !!python/name:os.system\n",
        2,
        3,
        "a tag (`tag:yaml.org,2002:python/name:os.system`) is not allowed",
    ),
    "10 MB": (b"a: " + b"x" * 10_000_000, 1, 1, "the file is larger than 1 MiB"),
    "a long scalar": (b"a: b\nc: " + b"x" * (MAX_SCALAR + 1), 2, 4, "a text is longer than 64 KiB"),
    "a long key": (b"? " + b"x" * (MAX_SCALAR + 1), 1, 3, "a text is longer than 64 KiB"),
    "too many keys": (
        b"".join(b"k%d: v\n" % n for n in range(30_000)),
        25_000,
        1,
        "the file has more than 50,000 parts",
    ),
    "UTF-16": ("a: b\n".encode("utf-16"), 1, 1, NOT_UTF8),
    "UTF-16 without its mark": ("a: b\n".encode("utf-16-le"), 1, 2, "the character U+0000 is not allowed"),
    "UTF-32": ("a: b\n".encode("utf-32"), 1, 1, NOT_UTF8),
    "Latin-1": ("a: b\nä: é\n".encode("latin-1"), 2, 1, NOT_UTF8),
    "broken UTF-8 after a mark": (b"\xef\xbb\xbfa: \xff", 1, 4, NOT_UTF8),
    "broken UTF-8 after wide characters": ("汉: 😀".encode() + b"\xff", 1, 5, NOT_UTF8),
    "half of a surrogate pair": (b"a: \xed\xa0\x80\n", 1, 4, NOT_UTF8),
    "a surrogate escape": (
        b'a: "\\uD800"\n',
        1,
        7,
        "not valid YAML: found invalid Unicode character escape code",
    ),
    "NUL": (b"a: b\nc: \0\n", 2, 4, "the character U+0000 is not allowed"),
    "ESC": (b"a: b\r\nc: \x1b[31m\r\n", 2, 4, "the character U+001B is not allowed"),
    "a control after a carriage return": (b"a: b\rc: \x07", 2, 4, "the character U+0007 is not allowed"),
    "a C1 control": ("a: \x9b\n".encode(), 1, 4, "the character U+009B is not allowed"),
    "a tab as indentation": (b"a:\n\tb: c\n", 2, 1, NO_START),
    "a key twice": (b"a: b\nc: d\na: e\n", 3, 1, "the key `a` is given twice"),
    "a key twice in a flow": (b"x: {a: b, 'a': c}\n", 1, 11, "the key `a` is given twice"),
    "two keys that look the same": (b'"a\\e": b\n"a\xe2\x90\x9b": c\n', 2, 1, "the key `a␛` is given twice"),
    "two documents": (b"a: b\n---\nc: d\n", 2, 1, "there is more than one document"),
    "an empty second document": (b"a: b\n...\n---\n", 3, 1, "there is more than one document"),
    "a list as a key": (b"a: b\n? [c]\n: d\n", 2, 3, "a key is not text"),
    "a mapping as a key": (b"{{a: b}: c}\n", 1, 2, "a key is not text"),
    "a colon in a text": (b"a: b: c\n", 1, 5, "not valid YAML: mapping values are not allowed in this context"),
    "an at sign": (b"a: @b\n", 1, 4, NO_START),
    "a backquote": (b"a: `b`\n", 1, 4, NO_START),
    "a list that is not closed": (b"a: [b,\n", 2, 1, "not valid YAML: did not find expected node content"),
    "a brace that is not closed": (b"a: {b: c\n", 2, 1, "not valid YAML: did not find expected ',' or '}'"),
    "a quote that is not closed": (b"a: 'b\n", 2, 1, "not valid YAML: found unexpected end of stream"),
    "a key without a colon": (b"a: b\nc\n", 3, 1, "not valid YAML: could not find expected ':'"),
    "wrong indentation": (b"a: b\n  c: d\n", 2, 4, "not valid YAML: mapping values are not allowed in this context"),
    "an unknown directive": (b"%FOO\n---\na: b\n", 1, 5, "not valid YAML: found unknown directive name"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "line", "column", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_our_yaml_is_refused_quickly_and_at_its_place(
    data: bytes, line: int, column: int, message: str
) -> None:
    started = time.process_time()
    with pytest.raises(YamlError) as caught:
        read(data)
    assert time.process_time() - started < 2
    assert (caught.value.line, caught.value.column, caught.value.message) == (line, column, message)
    with pytest.raises(YamlError):
        marks(data)


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b"a: [b,\n", NOT_CLOSED),
        (b"a: [b\n", NOT_CLOSED),
        (b"a: {b: c\n", NOT_CLOSED),
        (b"a: 'b\n", NOT_CLOSED),
        (b"a: b: c\n", COLON),
        (b"a: b\n  c: d\n", COLON),
        (b"a: b\nc\n", "A key is followed by a colon and a space."),
        (b"  a: b\n c: d\n", "Look at the indentation here and in the line above."),
        (b"- a\nb: c\n", "Look at the indentation here and in the line above."),
        (b"a:\n\tb: c\n", "Indent with spaces, not tabs; a text that starts with @, ` or % needs quotes around it."),
        (b"a: &b c\n", "Delete it, or put the value in quotes."),
        (b"a: *b\n", "Write the value out, or put it in quotes."),
        (b"a: b\na: c\n", "Keep one of the two."),
        (b"\xff", "Save it as UTF-8."),
    ],
)  # fmt: skip
def test_a_refusal_says_what_to_do(data: bytes, hint: str) -> None:
    with pytest.raises(YamlError) as caught:
        read(data)
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    "scalar",
    ["no", "on", "Yes", "010", "0x1F", "0o7", "1_000", "1:30", "1e3", ".inf", ".nan", "2024-02-30", "2024-05-01",
     "=", "Null", "NULL", "true", "9" * 5000, "12:30:45", "-1", "3.0", "a#b", "汉字", "😀", "a, b", "+1", "._."],
)  # fmt: skip
def test_a_plain_scalar_is_the_text_that_it_looks_like(scalar: str) -> None:
    assert read(f"a: {scalar}\n".encode()) == {"a": scalar}


@pytest.mark.parametrize("scalar", ["", "~", "null", "# a comment"])
def test_only_a_plain_null_a_tilde_and_nothing_are_none(scalar: str) -> None:
    assert read(f"a: {scalar}\n".encode()) == {"a": None}


@pytest.mark.parametrize("scalar", ["''", '""', "|", ">"])
def test_a_quoted_or_block_text_is_never_none(scalar: str) -> None:
    assert read(f"a: {scalar}\n".encode()) == {"a": ""}
    assert read(b"a: 'null'\n") == {"a": "null"}


@pytest.mark.parametrize(
    ("data", "tree"),
    [
        (b"", None),
        (b"# a comment\n", None),
        (b"---\n", None),
        (b"\xef\xbb\xbfa: b\n", {"a": "b"}),
        (b"a: b\r\nc: |\r\n  d\r\n  e\r\n", {"a": "b", "c": "d\ne\n"}),
        (b"a: b\rc: d\r", {"a": "b", "c": "d"}),
        (b"no: on\n~: x\n1: y\n", {"no": "on", "~": "x", "1": "y"}),
        (b"'<<': x\n", {"<<": "x"}),
        (b"a: '&b *c !d'\n", {"a": "&b *c !d"}),
        (b'a: "\\e[31m\\0\\x7F"\n', {"a": "␛[31m␀␡"}),
        ("a: \u202eb\u200b\n".encode(), {"a": "\ufffdb\ufffd"}),
        ("a: b\u2028c\x85d\ufeff\n".encode(), {"a": "b\ufffdc\ufffdd\ufffd"}),
        (b"%YAML 1.1\n---\na: b\n...\n", {"a": "b"}),
    ],
)
def test_what_is_our_yaml_is_read(data: bytes, tree: Node) -> None:
    assert read(data) == tree


def test_the_limits_themselves_are_allowed() -> None:
    assert str(read(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH)) == "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert read(b"x" * MAX_SCALAR) == "x" * MAX_SCALAR
    comment = b"#" * (MAX_BYTES - 5) + b"\na: b"
    assert len(comment) == MAX_BYTES
    assert read(comment) == {"a": "b"}


def test_marks_name_the_place_of_each_key_and_value() -> None:
    data = "# top\na: b\n汉😀: {x: 'y', z: }\nlist:\n- p\n-   - q\ntext: |\n  r\n".encode()
    assert {path: (mark.key, mark.value) for path, mark in marks(data).items()} == {
        (): ((1, 1), (2, 1)),
        ("a",): ((2, 1), (2, 4)),
        ("汉😀",): ((3, 1), (3, 5)),
        ("汉😀", "x"): ((3, 6), (3, 9)),
        ("汉😀", "z"): ((3, 14), (3, 17)),
        ("list",): ((4, 1), (5, 1)),
        ("list", 0): ((5, 3), (5, 3)),
        ("list", 1): ((6, 5), (6, 5)),
        ("list", 1, 0): ((6, 7), (6, 7)),
        ("text",): ((7, 1), (7, 7)),
    }


@pytest.mark.parametrize("mark", ["\x85", "\u2028", "\u2029", "\ufeff"], ids=ascii)
def test_lines_are_counted_as_an_editor_counts_them(mark: str) -> None:
    data = f"a: x{mark}y\nb: z\n".encode()
    assert marks(data)[("b",)].value == (2, 4)
    assert read(data) == {"a": "x\ufffdy", "b": "z"}


yamlish = st.lists(
    st.sampled_from(
        ["a", "b", ":", ": ", "- ", "\n", "\n  ", "\t", "[", "]", "{", "}", ",", "&x ", "*x", "!t ", "!!int ", "<<",
         "'", '"', "|", ">", "\\", "\\u", "#", " #", "---\n", "...\n", "%YAML 1.1\n", "? ", "~", "null", "\r", "汉",
         "\ufeff", "\u2028", "\x00", "@", "`", "9" * 30, "\x85"]
    )
).map("".join)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.binary() | st.text().map(str.encode) | yamlish.map(str.encode))
@example(b"\xef\xbb\xbf\xef\xbb\xbfa: b")
@example("\u2028: a".encode())
def test_any_bytes_are_read_as_plain_data_or_refused(data: bytes) -> None:
    try:
        tree = read(data)
    except YamlError as error:
        assert error.message
        assert clean(error.message) == error.message
        lines = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert 1 <= error.line <= len(lines) + 1
        assert error.column >= 1
        return
    assert_plain(tree)
    places = marks(data)
    assert set(places) == (set(paths(tree)) if tree is not None or places else set())


words = st.text(st.sampled_from("abcxyz汉é😀"), min_size=1, max_size=6).map(lambda text: f"w{text}")
hostile: st.SearchStrategy[Any] = st.text() | st.sampled_from(
    ["no", "on", "null", "~", "", "010", "1:30", "2024-02-30", "<<", "=", "&a", "*a", "!t", "- x", "a: b", "# c",
     "a\n\nb\n", " lead", "trail ", "\t", "\x1b[0m", "\u2028", "\x85", "\ufeff", "\ud7ff", "'", '"', "\\", "\r\n"]
)  # fmt: skip


def trees(leaves: st.SearchStrategy[Any], keys: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
        max_leaves=12,
    )


@settings(deadline=None)
@given(trees(hostile | st.none(), hostile), st.booleans() | st.none())
def test_a_dumped_tree_is_read_back_as_text(tree: Any, flow: bool | None) -> None:
    dumped = yaml.safe_dump(tree, default_flow_style=flow, sort_keys=False)
    expected = cleaned(tree)
    if expected is TWO_KEYS_BECAME_ONE:
        with pytest.raises(YamlError, match="given twice"):
            read(dumped.encode())
    else:
        assert read(dumped.encode()) == expected


@settings(deadline=None)
@given(trees(words, words), st.booleans())
def test_marks_point_at_what_stands_there(tree: Any, flow: bool) -> None:
    text = yaml.safe_dump(tree, default_flow_style=flow, allow_unicode=True, sort_keys=False, width=10_000)
    places = marks(text.encode())
    assert set(places) == set(paths(tree))
    for path, value in paths(tree).items():
        at_value, at_key = here(text, places[path].value), here(text, places[path].key)
        if isinstance(value, str):
            assert at_value.startswith(value)
        elif flow or not value:
            assert at_value.startswith("{" if isinstance(value, dict) else "[")
        elif isinstance(value, dict):
            assert at_value.startswith(f"{next(iter(value))}:")
        else:
            assert at_value.startswith("- ")
        if path and isinstance(path[-1], str):
            assert at_key.startswith(f"{path[-1]}:")
        elif path:
            assert at_key == at_value


TWO_KEYS_BECAME_ONE = object()


def cleaned(tree: Any) -> Any:
    """The tree with clean text, or TWO_KEYS_BECAME_ONE."""
    if isinstance(tree, str):
        return clean(tree)
    if tree is None:
        return None
    items = [cleaned(item) for item in (tree.values() if isinstance(tree, dict) else tree)]
    if any(item is TWO_KEYS_BECAME_ONE for item in items):
        return TWO_KEYS_BECAME_ONE
    if isinstance(tree, list):
        return items
    made = dict(zip((clean(key) for key in tree), items, strict=True))
    return made if len(made) == len(tree) else TWO_KEYS_BECAME_ONE


def paths(tree: Node, at: strict_yaml.KeyPath = ()) -> dict[strict_yaml.KeyPath, Node]:
    found: dict[strict_yaml.KeyPath, Node] = {at: tree}
    if isinstance(tree, dict):
        for key, value in tree.items():
            found |= paths(value, (*at, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            found |= paths(value, (*at, index))
    return found


def here(text: str, place: tuple[int, int]) -> str:
    line, column = place
    return text.split("\n")[line - 1][column - 1 :]


def assert_plain(tree: object) -> None:
    if isinstance(tree, dict):
        for key, value in tree.items():
            assert type(key) is str
            assert_plain(value)
    elif isinstance(tree, list):
        for value in tree:
            assert_plain(value)
    else:
        assert tree is None or type(tree) is str
        assert tree is None or clean(tree) == tree
