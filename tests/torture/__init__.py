"""The trials that try to lose what was written, and to get in through what strangers wrote.

Each module holds the trials of one kind. `make test` runs a quick share of each, `make torture` the whole.
"""
