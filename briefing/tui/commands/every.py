"""The commands of every screen."""

from collections.abc import Mapping
from typing import Final

from briefing.tui.commands import (
    Command,
    dialogs,
    diff,
    find,
    notes,
    overview,
    present,
    reading,
    theme,
    writing,
    writing_theme,
)

SCREENS: Final[Mapping[str, tuple[Command, ...]]] = {
    "theme": theme.THEME_COMMANDS,
    "overview": overview.OVERVIEW_COMMANDS,
    "find": find.FIND_COMMANDS,
    "evidence": reading.EVIDENCE_COMMANDS,
    "source": reading.READER_COMMANDS,
    "citing": reading.CITING_COMMANDS,
    "sources": reading.SOURCES_COMMANDS,
    "point for a claim": writing.POINT_COMMANDS,
    "claim": writing.CLAIM_COMMANDS,
    "write": writing_theme.WRITE_COMMANDS,
    "notes": notes.NOTES_COMMANDS,
    "diff": diff.DIFF_COMMANDS,
    "present": present.PRESENT_COMMANDS,
    "speaker": present.SPEAKER_COMMANDS,
    "contents": dialogs.CONTENTS_COMMANDS,
    "note": dialogs.NOTE_COMMANDS,
    "export": dialogs.EXPORT_COMMANDS,
    "address": dialogs.ADDRESS_COMMANDS,
    "damaged notes": dialogs.DAMAGED_NOTES_COMMANDS,
    "write text": writing_theme.TEXT_COMMANDS,
    "pick": writing_theme.PICK_COMMANDS,
    "copying": writing_theme.COPY_COMMANDS,
    "help": dialogs.HELP_COMMANDS,
}
"""The commands that can be used together, by the screen that has them."""

ALL_COMMANDS: Final[tuple[Command, ...]] = tuple(
    dict.fromkeys(command for commands in SCREENS.values() for command in commands)
)
"""Every command of every screen; those that several screens share are in it once."""
