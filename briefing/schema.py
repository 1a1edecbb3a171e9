"""The JSON Schema of a file, and every way in which a file breaks it, in plain words.

Decoding stops at the first error. Only then is jsonschema imported, to list them all.
"""

import difflib
import json
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

import msgspec

from briefing.errors import Finding
from briefing.strict_yaml import KeyPath
from briefing.text import ID_PATTERN

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_KINDS = {"object": "keys with values", "array": "a list", "string": "text", "integer": "a whole number"}
_TYPE_HINTS = {
    "object": "Write lines of `key: value`.",
    "array": "Write each entry on a line of its own, after a hyphen and a space.",
    "string": "Write text; it needs quotes around it if it starts with a bracket or a brace.",
    "integer": "Write it in digits.",
}
_PATTERN_HINTS = {
    ID_PATTERN: "An id is 1 to 64 lower-case letters, digits and hyphens, and does not start with a hyphen.",
    r"\S": "Write some text.",
}


def schema_of(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a file that holds `kind`."""
    return msgspec.json.schema(kind)


def published(*kinds: type[msgspec.Struct]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a document that holds one of `kinds`, as other programs need it."""
    references, definitions = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    body = references[0] if len(references) == 1 else {"anyOf": list(references)}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **body, "$defs": definitions}


def findings(
    file: str, data: Any, kind: type[msgspec.Struct], *, most: int | None = None, are_numbers_text: bool = True
) -> list[Finding]:
    """What in `data` breaks the schema of `kind`, in the order of the schema's keys.

    `most` is how many findings are made at most; None for all.
    `are_numbers_text` says that numbers stand there as text, as they do in what `strict_yaml` reads.
    """
    from jsonschema import Draft202012Validator, validators

    def as_number(value: object) -> object:
        if are_numbers_text and isinstance(value, str) and _INTEGER.fullmatch(value):
            return int(value)
        return value

    def enum(validator: Any, allowed: list[object], value: object, schema: object) -> Iterator[Any]:
        if value not in allowed and as_number(value) not in allowed:
            yield from Draft202012Validator.VALIDATORS["enum"](validator, allowed, value, schema)

    def limit(name: str) -> Any:
        def check(validator: Any, bound: int, value: object, schema: object) -> Iterator[Any]:
            yield from Draft202012Validator.VALIDATORS[name](validator, bound, as_number(value), schema) or ()

        return check

    def is_integer(_: object, value: object) -> bool:
        return isinstance(number := as_number(value), int) and not isinstance(number, bool)

    validator_class = validators.extend(  # type: ignore[no-untyped-call]  # its stubs leave this one untyped
        Draft202012Validator,
        {"enum": enum, "minimum": limit("minimum"), "maximum": limit("maximum")},
        type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", is_integer),
    )
    errors = validator_class(schema_of(kind)).iter_errors(data)
    return list(islice(chain.from_iterable(_explain(file, error) for error in errors), most))


def _explain(file: str, error: Any) -> Iterator[Finding]:
    path: KeyPath = tuple(error.absolute_path)
    name = f"`{path[-1]}`" if path and isinstance(path[-1], str) else "this"
    value, wanted = error.instance, error.validator_value
    match error.validator:
        case _ if "propertyNames" in error.absolute_schema_path:
            yield Finding(
                file=file,
                path=(*path, value),
                rule="wrong-value",
                message=f"`{value}` is not an id",
                hint=_PATTERN_HINTS[ID_PATTERN],
                on_key=True,
            )
        case "anyOf":
            kinds = {branch.schema.get("type") for branch in error.context or () if branch.validator == "type"}
            inner = [branch for branch in error.context or () if branch.validator != "type"]
            if inner:
                for branch in inner:
                    yield from _explain(file, branch)
            else:
                expected = " or ".join(sorted(_KINDS[kind] for kind in kinds if kind in _KINDS)) or "something else"
                yield Finding(
                    file=file,
                    path=path,
                    rule="wrong-type",
                    message=f"{name} is {_kind(value)}; expected {expected}",
                    hint=" ".join(_type_hint(kind, value) for kind in sorted(kinds & _TYPE_HINTS.keys())),
                )
        case "required":
            missing = next(key for key in wanted if key not in value and f"'{key}'" in error.message)
            parent = f" in {name}" if path and isinstance(path[-1], str) else ""
            yield Finding(
                file=file,
                path=path,
                rule="missing-key",
                message=f"the key `{missing}` is missing{parent}",
                hint=f"Add `{missing}:`.{_described(error.schema, missing)}",
            )
        case "additionalProperties":
            known = list(error.schema.get("properties", {}))
            for key in [key for key in value if key not in known]:
                near = difflib.get_close_matches(key, known, 1)
                hint = f"Did you mean `{near[0]}`?" if near else f"Keys known here: {', '.join(known)}."
                yield Finding(
                    file=file,
                    path=(*path, key),
                    rule="unknown-key",
                    message=f"unknown key `{key}`",
                    hint=hint,
                    on_key=True,
                )
        case "type":
            yield Finding(
                file=file,
                path=path,
                rule="wrong-type",
                message=f"{name} is {_kind(value)}; expected {_KINDS.get(wanted, str(wanted))}",
                hint=_type_hint(wanted, value),
            )
        case "enum":
            yield _value(file, path, f"{name} is {_shown(value)}", "Write one of: " + ", ".join(map(str, wanted)) + ".")
        case "pattern" | "minLength":
            hint = pattern_hint(str(error.schema.get("pattern"))) or error.schema.get("description", "")
            message = f"{name} is empty" if not str(value).strip() else f"{name} is {_shown(value)}"
            if error.validator == "pattern" or "pattern" not in error.schema:
                yield _value(file, path, message, hint)
        case "minimum" | "maximum":
            low, high = error.schema.get("minimum"), error.schema.get("maximum")
            span = f"from {low} to {high}" if high is not None else f"of at least {low}"
            yield _value(file, path, f"{name} is {_shown(value)}", f"Write a number {span}.")
        case "minItems" | "maxItems":
            bound = "at least" if error.validator == "minItems" else "at most"
            entries = "entry" if len(value) == 1 else "entries"
            yield _value(file, path, f"{name} has {len(value)} {entries}", f"It needs {bound} {wanted}.")
        case _:
            yield _value(file, path, f"{name}: {error.message[:200]}", "")


def _value(file: str, path: KeyPath, message: str, hint: str) -> Finding:
    return Finding(file=file, path=path, rule="wrong-value", message=message, hint=hint)


def _kind(value: object) -> str:
    match value:
        case None:
            return "empty"
        case dict():
            return "a group of keys"
        case list():
            return "a list"
        case bool() | int() | float():
            return f"the value {json.dumps(value)[:60]}"
        case _:
            return f"the text {_shown(value)}"


def _shown(value: object) -> str:
    text = str(value)
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"'


def _type_hint(wanted: str, value: object) -> str:
    if wanted == "string" and value is None:
        return 'Write some text; put quotes around it if you mean the word "null".'
    return _TYPE_HINTS.get(wanted, "")


def _described(schema: Any, key: str) -> str:
    field = schema.get("properties", {}).get(key, {})
    return f" {field['description']}" if "description" in field else ""


def pattern_hint(pattern: str) -> str:
    """What a text has to look like to match one of the model's patterns; nothing for any other pattern."""
    if pattern in _PATTERN_HINTS:
        return _PATTERN_HINTS[pattern]
    if "[1-9]" in pattern and "/" in pattern:
        return "A locator is source/section/paragraph, such as news/economy/3, or source/paragraph."
    if "{4}" in pattern:
        return "Write a year, a month or a day: 2025, 2025-04 or 2025-04-23."
    return ""
