"""Makes the pictures in screenshots/ from the program itself, and from the web page that it exports."""

import asyncio
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal

os.environ["BRIEFING_DATA_DIR"] = tempfile.mkdtemp()

from rich.console import Console
from rich.text import Text

from briefing import copies
from briefing.attachments import at_hand
from briefing.diff import compare
from briefing.export import Options, render
from briefing.loader import theme_file
from briefing.lookup import find_folder, find_notes, read
from briefing.place import Place, Showing
from briefing.reading_time import RATE
from briefing.settings import Read
from briefing.tui import looks
from briefing.tui.app import BriefingApp
from briefing.tui.diff_app import DiffApp
from briefing.tui.diff_page import Compared
from briefing.tui.messages import PlaceAsked
from briefing.tui.outside import Outside
from briefing.tui.speaker_app import SpeakerApp
from briefing.tui.speaker_desk import Followed

OUT = Path(__file__).parent.parent / "screenshots"
NOTE = "Ask the trade desk for the 2024 figures.\n\n- Does the ceiling of $45 billion still hold?\n- #sanctions"

WITH_TEXTS = "car-free-centre"
OWN = str(Path(os.environ["BRIEFING_DATA_DIR"], "own"))
"""A copy of it, since what came with the program is not changed."""
CLAIM = "Ending the trial was a pity, but 27 weeks of one street prove little about a city."

PICTURES: dict[str, tuple[str | None, tuple[int, int], str, str, tuple[str, ...]]] = {
    "dark-120x40": (None, (120, 40), "trade", looks.DARK.name, ("down",)),
    "light-120x40": (None, (120, 40), "energy-climate", looks.LIGHT.name, ()),
    "dark-80x24": (None, (80, 24), "science-space", looks.DARK.name, ("down",)),
    "dark-60x20": (None, (60, 20), "culture-education", looks.DARK.name, ("down", "down")),
    "evidence-120x40": (None, (120, 40), "trade", looks.DARK.name, ("right", "enter")),
    "note-120x40": (None, (120, 40), "trade", looks.DARK.name, ("n",)),
    "export-120x40": (None, (120, 40), "trade", looks.DARK.name, ("e",)),
    "help-120x40": (None, (120, 40), "trade", looks.LIGHT.name, ("question_mark",)),
    "passage-120x40": (WITH_TEXTS, (120, 40), "trade", looks.DARK.name, ("down", "enter")),
    "source-120x40": (WITH_TEXTS, (120, 40), "trade", looks.DARK.name, ("right", "enter", "enter")),
    "source-80x24": (WITH_TEXTS, (80, 24), "trade", looks.LIGHT.name, ("right", "enter", "enter")),
    "claim-120x40": (OWN, (120, 40), "city", looks.DARK.name, ("S", "down", "enter", "down", "c", "enter", *CLAIM)),
    "claim-60x20": (
        OWN,
        (60, 20),
        "city",
        looks.LIGHT.name,
        ("S", "down", "enter", "down", "down", "c", "enter", *CLAIM),
    ),
    "outline-120x40": (None, (120, 40), "trade", looks.DARK.name, ("right", "enter", "enter")),
    "find-120x40": (None, (120, 40), "trade", looks.DARK.name, ("slash", *"uranium", "down")),
    "overview-120x40": (None, (120, 40), "trade", looks.DARK.name, ("o",)),
    "overview-80x24": (None, (80, 24), "trade", looks.DARK.name, ("o",)),
    "matrix-120x40": (None, (120, 40), "trade", looks.DARK.name, ("o", "m")),
    "present-120x40": (None, (120, 40), "trade", looks.DARK.name, ("p", "space", "space", "space")),
    "notes-120x40": (None, (120, 40), "trade", looks.DARK.name, ("a",)),
    "write-120x40": (OWN, (120, 40), "trade", looks.DARK.name, ("down", "w")),
    "sources-120x40": (None, (120, 40), "trade", looks.DARK.name, ("S",)),
}
"""Name -> briefing (None for the one that opens by itself), size, theme, look, and the keys that lead there."""


EARLIER = (
    ("trade", "    level: 4\n", "    level: 3\n"),
    ("trade", "relation: differ\n", "relation: partly\n"),
    ("trade", "First they fell, then they rose.", "First they fell, and later they rose a little."),
    ("trade", "takings were 9% down", "takings were 8% down"),
    ("trade", "in the final five they were 7% up", "at the end they were 7% up"),
    ("trade", "[compensation, subsidy, grant, support]", "[compensation, subsidy]"),
    ("trade", "  - The Chamber of Trade is a witness whom both sides call.\n", ""),
    ("trade", "id: rents\n", "id: who-stays\n"),
    ("city", "    relation: partly\n", "    relation: differ\n"),
)
"""What an earlier version of the briefing with texts said otherwise: theme, what stands there now, and what stood."""

PAGES: dict[str, tuple[tuple[int, int], Literal["light", "dark"], str]] = {
    "page-1440x1000-light": ((1440, 1000), "light", "7"),
    "page-390x844-dark": ((390, 844), "dark", "7"),
}
"""Name -> size in pixels, colour scheme, and the key that leads there."""

SPACE = "&#160;"
CELL = 12.2
"""How wide a cell is in Rich's SVG, in its units."""
LINE = re.compile(
    rf'<text([^>]*?)x="(?P<x>[\d.]+)"([^>]*?)textLength="(?P<length>[\d.]+)"([^>]*)>'
    rf"(?P<spaces>(?:{SPACE})+)(?P<rest>[^<]*)</text>"
)


async def take(name: str) -> str:
    """One picture as SVG."""
    briefing, size, theme, look, keys = PICTURES[name]
    folder = find_folder(briefing)
    app = BriefingApp(
        folder,
        PlaceAsked(theme),
        Outside(open_notes=lambda: find_notes(folder), find_texts=at_hand, open_address=lambda address: False),
    )
    async with app.run_test(size=size) as pilot:
        app.theme = look
        for key in keys:
            await pilot.press(key)
        await pilot.pause(0.6)
        return app.export_screenshot(title=folder.about.title)


async def speaker() -> str:
    """The speaker's page of what `present-120x40` shows, as SVG."""
    folder = find_folder(None)
    showing = Showing(slide="point/trade/volume", step=3, started=0.0, minutes=30)
    followed = Followed(
        place_file=Path("none"),
        read_place=lambda: Place(theme="trade", showing=showing),
        notes_file=Path("none"),
        read_notes=lambda: find_notes(folder).texts,
        now=lambda: 995.0,
        rate=RATE,
    )
    app = SpeakerApp(folder, followed, Read(), "briefing present")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(1)
        return app.export_screenshot(title=folder.about.title)


async def changes() -> str:
    """What is different between an earlier version of the briefing with texts and the one of today, as SVG."""
    folder = find_folder(WITH_TEXTS)
    earlier = Path(os.environ["BRIEFING_DATA_DIR"], "earlier")
    copies.copy(folder, earlier)
    for theme, now, before in EARLIER:
        file = earlier / theme_file(theme)
        text = file.read_text("utf-8")
        if now not in text:
            raise ValueError(f"{file}: there is no {now!r}")
        file.write_text(text.replace(now, before, 1), "utf-8")
    diff = compare(read(find_folder(str(earlier))), read(folder))
    app = DiffApp(Compared(diff, "./earlier", "./car-free-centre", "", ""), Read())
    async with app.run_test(size=(120, 40)) as pilot:
        app.theme = looks.DARK.name
        await pilot.press("down", "down", "down")
        await pilot.pause(0.3)
        return app.export_screenshot(title=folder.about.title)


def proposal() -> str:
    """What `briefing draft` proposes for the texts of the tutorial, as SVG."""
    folder = Path(os.environ["BRIEFING_DATA_DIR"], "ferry-or-bridge")
    texts = Path(__file__).parent.parent / "docs" / "tutorial"
    briefing = (sys.executable, "-m", "briefing")
    named = [item for name in ("bridge", "ferry") for item in ("--side", name.title(), "--text", f"{texts / name}.txt")]
    asked = "Should a bridge replace the ferry?"
    subprocess.run([*briefing, "new", str(folder), "--question", asked, *named], check=True, capture_output=True)
    proposed = subprocess.run([*briefing, "draft", str(folder)], check=True, capture_output=True, text=True).stdout
    console = Console(record=True, width=80, file=io.StringIO())
    console.print(Text(f"$ briefing draft ./ferry-or-bridge\n{proposed}".rstrip()))
    return console.export_svg(title="briefing draft")


def take_pages(file: Path) -> None:
    """The web page's pictures as PNG, through Chromium."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium")
    if program is None:
        print("Chromium is not installed, so there are no new pictures of the web page.")  # noqa: T201
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, ((width, height), scheme, key) in PAGES.items():
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.goto(file.as_uri())
            page.keyboard.press(key)
            page.wait_for_timeout(300)
            page.screenshot(path=OUT / f"{name}.png")
        browser.close()


def placed(svg: str) -> str:
    """The same picture without the spaces that lines of text begin with, which some programs that draw SVG drop."""

    def moved(text: re.Match[str]) -> str:
        x, length, spaces = float(text["x"]), float(text["length"]), text["spaces"].count(SPACE) * CELL
        if not text["rest"]:
            return ""
        return (
            f'<text{text[1]}x="{x + spaces:g}"{text[3]}textLength="{length - spaces:g}"{text[5]}>{text["rest"]}</text>'
        )

    return LINE.sub(moved, svg)


def main() -> None:
    """Write every picture."""
    folder = find_folder(None)
    copies.copy(find_folder(WITH_TEXTS), Path(OWN))
    store = find_notes(folder)
    store.set("trade/volume", NOTE)
    store.set("arms-control", "Read the treaty's text first. #arms")
    store.save()
    OUT.mkdir(exist_ok=True)
    for name in PICTURES:
        (OUT / f"{name}.svg").write_text(placed(asyncio.run(take(name))), "utf-8")
    (OUT / "speaker-120x40.svg").write_text(placed(asyncio.run(speaker())), "utf-8")
    (OUT / "draft.svg").write_text(placed(proposal()), "utf-8")
    (OUT / "diff-120x40.svg").write_text(placed(asyncio.run(changes())), "utf-8")
    file = Path(os.environ["BRIEFING_DATA_DIR"], "page.html")
    file.write_text(render("html", read(folder), store.texts, Options(notes=True)), "utf-8")
    take_pages(file)


if __name__ == "__main__":
    main()
