"""The page that explains a rule, the list of all, and the handbook that is made of them."""

import re
import textwrap
from collections.abc import Iterable

from briefing.checks.rule import Rule

WIDTH = 80
"""The longest line of a page, in characters, examples aside."""
_SHELL = re.compile(r"^\$ ", re.MULTILINE)


def page(rule: Rule) -> str:
    """What a rule means, why it matters, and how it is broken and kept, as plain text."""
    parts = [
        f"{rule.name} ({rule.severity.value})",
        textwrap.fill(rule.summary, WIDTH),
        *(textwrap.fill(paragraph, WIDTH) for paragraph in rule.why.split("\n\n")),
        "Wrong:",
        textwrap.indent(rule.wrong.rstrip(), "    "),
        "Right:",
        textwrap.indent(rule.right.rstrip(), "    "),
        *_allowing(rule, "    {}"),
    ]
    return "\n\n".join(parts) + "\n"


def listing(rules: Iterable[Rule]) -> str:
    """Each rule's name, severity and summary on a line."""
    rules = list(rules)
    width = max(len(rule.name) for rule in rules)
    return "".join(f"{rule.name:<{width}}  {rule.severity.value:<7}  {rule.summary}\n" for rule in rules)


def handbook(rules: Iterable[Rule]) -> str:
    """All rules as a page of Markdown."""
    rules = list(rules)
    lines = [
        "# The rules of `briefing check`",
        "",
        "`make rules` makes this page from the rules themselves. `briefing check --explain NAME` prints one of them.",
        "",
        "| rule | severity | what is wrong |",
        "| --- | --- | --- |",
        *(f"| [`{rule.name}`](#{rule.name}) | {rule.severity.value} | {_cell(rule.summary)} |" for rule in rules),
    ]
    for rule in rules:
        language = "sh" if _SHELL.search(rule.wrong) else "yaml"
        lines += [
            "",
            f"## {rule.name}",
            "",
            f"{rule.severity.value.capitalize()}. {rule.summary}",
            "",
            rule.why,
            "",
            "Wrong:",
            "",
            f"```{language}",
            rule.wrong.rstrip(),
            "```",
            "",
            "Right:",
            "",
            f"```{language}",
            rule.right.rstrip(),
            "```",
            "",
            "\n\n".join(_allowing(rule, "```yaml\n{}\n```")),
        ]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _allowing(rule: Rule, code: str) -> tuple[str, ...]:
    if not rule.allowable:
        return ("It cannot be set aside with `allow`.",)
    return "To let one stand, write next to it, or above it, with your reason:", code.format(
        f"allow: {{{rule.name}: the reason}}"
    )
