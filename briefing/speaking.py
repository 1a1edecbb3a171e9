"""From a folder's name to the speaker's page, in a terminal beside the one that presents."""

import shlex
import time
from functools import partial
from pathlib import Path

from briefing import lookup, opening, place


def speak(named: str | None, *, notes: Path | None = None) -> int:
    """Show the speaker's page of a briefing that is presented in another terminal; the exit code.

    Raises BriefingError if it cannot be shown.
    """
    folder = lookup.find_folder(named)
    opening.refuse_without_terminal()
    lookup.read(folder)
    settings = opening.settings_at_hand()
    place_file = place.place_file(folder.path)

    from briefing.tui.speaker_app import SpeakerApp
    from briefing.tui.speaker_desk import Followed

    followed = Followed(
        place_file=place_file,
        read_place=partial(place.read_place, place_file),
        notes_file=lookup.find_notes(folder, notes).path,
        read_notes=lambda: lookup.find_notes(folder, notes).texts,
        now=time.time,
        rate=settings.settings.speaking_rate,
    )
    command = " ".join(["briefing present", *([shlex.quote(named)] if named else [])])
    app = SpeakerApp(folder, followed, settings, command)
    app.run()
    return app.return_code or 0
