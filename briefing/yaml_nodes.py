"""What is asked of the nodes that PyYAML composes, by all that changes a YAML text in place."""

import yaml


def leaf(node: yaml.Node) -> yaml.Node:
    """The value that ends a value."""
    while is_in_lines(node) and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


def is_block(node: yaml.Node) -> bool:
    """Whether a value is a text after `|` or `>`."""
    return isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")


def is_in_lines(node: yaml.Node | None) -> bool:
    """Whether a value is a mapping or a list with a line of its own for each key or item."""
    return isinstance(node, yaml.MappingNode | yaml.SequenceNode) and not node.flow_style
