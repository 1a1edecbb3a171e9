"""The YAML at the head of a Markdown file."""

from collections.abc import Mapping


def front_matter(data: Mapping[str, object]) -> str:
    """The data between its two lines of hyphens, in the order given."""
    import yaml

    dumper = yaml.CSafeDumper if yaml.__with_libyaml__ else yaml.SafeDumper
    dumped = yaml.dump(dict(data), Dumper=dumper, allow_unicode=True, sort_keys=False, width=2**31 - 1)
    return f"---\n{dumped}---"
