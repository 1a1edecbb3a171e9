"""What a rule of `check` is: its name, how much it matters, and the page that explains it."""

from msgspec import Struct

from briefing.errors import Severity


class Rule(Struct, frozen=True, kw_only=True):
    """One rule. Each family's module declares its own in `RULES`, next to the code that applies them.

    An example is what one or more files hold, each opened by a line with its name: `# themes/cost.yaml`,
    `# sources/times.txt`. Of a YAML file it shows only the top-level keys that matter; the others are those of the
    briefing in `tests/rule_examples.py`, which the tests build with it. Where an example shows a text, that source's
    outline is made from it, unless the example shows an outline too. A line that starts with `$ ` is a command of the
    shell, run in the briefing's folder.
    """

    name: str
    """Its code, in kebab case: what problems carry, what `--explain` and `allow` take."""
    severity: Severity
    """How much a problem of this rule matters."""
    summary: str
    """What it says is wrong, in one line."""
    why: str
    """Why that matters to a reader, and what the rule looks at; one or two paragraphs of plain text."""
    wrong: str
    """An example that breaks the rule."""
    right: str
    """The same, mended."""
    allowable: bool = True
    """Whether `allow` can set it aside; what keeps a file from being read cannot be set aside."""
