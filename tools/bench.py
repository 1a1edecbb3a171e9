"""Measures what the README quotes: ratios and key-to-paint times, taken in one run on one machine.

Every timing is of a whole process in a real pseudo-terminal of 120x40, in turn with what it is compared to. Both
have their bytecode, as whatever pip installs has it.
"""

import compileall
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import big_briefing
from msgspec.structs import replace
from playwright.sync_api import Playwright, sync_playwright

import briefing
from briefing.export import Options, render
from briefing.lookup import find_folder, read

ROUNDS = 15
KEYS = 60
QUIET = 0.05
"""A frame is complete when nothing has come for this long, in seconds."""

EMPTY_APP = "from textual.app import App\nApp().run()\n"
SEARCHES = ("bake side:left", "it is so", "b g k m", '"what of that" theme:9', "relation:differ 1")
"""What is typed, letter by letter, to search the large briefing."""
MOST_FOR_A_SEARCH = 0.05
"""The longest that one letter may take, in seconds."""
PYTHON = sys.executable
BRIEFING = str(Path(PYTHON).parent / "briefing")
ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y"}
"""What a terminal says when it is asked for synchronised output."""


class Screen:
    """A process in a pseudo-terminal."""

    def __init__(self, command: Sequence[str], home: str) -> None:
        self.started = time.perf_counter()
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "BRIEFING_DATA_DIR": home}
            os.execve(command[0], list(command), environment)
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def read(self, timeout: float) -> bytes:
        """What came within `timeout` seconds, or nothing."""
        if not select.select([self.descriptor], [], [], timeout)[0]:
            return b""
        try:
            data = os.read(self.descriptor, 1 << 16)
        except OSError:
            return b""
        for asked, answer in ANSWERS.items():
            if asked in data:
                os.write(self.descriptor, answer)
        return data

    def until(self, pattern: bytes, limit: float = 20.0) -> float:
        """Seconds from the start of the process until its output matches."""
        seen = b""
        while time.perf_counter() - self.started < limit:
            seen += self.read(0.5)
            if re.search(pattern, seen):
                return time.perf_counter() - self.started
        raise RuntimeError(f"{pattern!r} did not appear in {seen[-500:]!r}")

    def settle(self) -> float:
        """The moment when the last output came, once nothing more comes."""
        last = time.perf_counter()
        while self.read(QUIET):
            last = time.perf_counter()
        return last

    def press(self, key: bytes) -> float:
        """Seconds from a key to the last byte of the frame that it causes."""
        pressed = time.perf_counter()
        os.write(self.descriptor, key)
        if not self.read(2.0):
            raise RuntimeError(f"{key!r} painted nothing")
        last = time.perf_counter()
        while self.read(QUIET):
            last = time.perf_counter()
        return last - pressed

    def end(self) -> None:
        """End the process, and wait for it."""
        os.kill(self.pid, signal.SIGTERM)
        while self.read(1.0):
            pass
        os.waitpid(self.pid, 0)
        os.close(self.descriptor)


def start(command: Sequence[str], pattern: bytes, home: str) -> float:
    """Seconds from spawning a command to what `pattern` matches on its screen."""
    screen = Screen(command, home)
    seconds = screen.until(pattern)
    screen.end()
    return seconds


def run(command: Sequence[str]) -> float:
    """Seconds that a command takes."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def ratio(ours: Callable[[], float], theirs: Callable[[], float]) -> tuple[float, float, float]:
    """The median of the pairwise ratios, and both medians in seconds."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(ROUNDS)]
    ours_median, theirs_median = (statistics.median(times) for times in zip(*pairs, strict=True))
    return statistics.median(a / b for a, b in pairs), ours_median, theirs_median


def switches(home: str) -> list[float]:
    """Seconds from key to painted theme, back and forth over all themes."""
    screen = Screen([BRIEFING], home)
    screen.until(b"What could bring")
    screen.settle()
    time.sleep(0.5)
    screen.settle()
    keys = [b"]"] * 9 + [b"["] * 9
    for key in keys:
        screen.press(key)
    times = [screen.press(keys[n % len(keys)]) for n in range(KEYS)]
    screen.end()
    return times


def check_of_a_big_briefing(home: str) -> tuple[float, float]:
    """Seconds and MB that `briefing check` takes for 10,000 claims against two texts of 50,000 words."""
    folder = Path(home, "big")
    big_briefing.write(folder)
    began = time.perf_counter()
    process = subprocess.Popen(
        [BRIEFING, "check", str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=home
    )
    _, _, used = os.wait4(process.pid, 0)
    return time.perf_counter() - began, used.ru_maxrss / 1024


def search_in_a_big_briefing(home: str) -> tuple[float, float]:
    """The median and the longest time, in seconds, that an index of 10,000 claims takes for a keystroke.

    Each is the best of three. Raises RuntimeError if one takes longer than `MOST_FOR_A_SEARCH`.
    """
    from briefing.loader import Folder
    from briefing.search import Index
    from briefing.texts import find_texts

    folder = Folder(Path(home, "big"))
    times = []
    with Index(folder.briefing(), find_texts(folder)) as index:
        for typed in SEARCHES:
            for end in range(1, len(typed) + 1):
                asked = []
                for _ in range(3):
                    began = time.perf_counter()
                    index.search(typed[:end])
                    asked.append(time.perf_counter() - began)
                times.append(min(asked))
    if max(times) > MOST_FOR_A_SEARCH:
        raise RuntimeError(f"a search took {max(times) * 1000:.0f} ms")
    return statistics.median(times), max(times)


IN_SIGHT = """() => new Promise((done) => {
  const look = () => {
    const sought = document.getElementById(location.hash.slice(1)) ?? (location.hash ? null : document.documentElement);
    const { top, bottom } = sought?.getBoundingClientRect() ?? { top: Infinity, bottom: -Infinity };
    requestAnimationFrame(top < innerHeight && bottom >= 0 ? () => requestAnimationFrame(done) : look);
  };
  look();
})"""
"""Ends when what the address names is in the window and a frame with it has been painted."""


def painted(playwright: Playwright, page: Path, anchor: str = "") -> float:
    """Seconds from the start of Chromium to the first frame that shows what an anchor names, or an empty page."""
    began = time.perf_counter()
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    window = browser.new_page(viewport={"width": 1200, "height": 900})
    window.goto(page.as_uri() + anchor, wait_until="commit")
    window.evaluate(IN_SIGHT)
    taken = time.perf_counter() - began
    window.screenshot(path=page.with_suffix(".png"))
    browser.close()
    return taken


def page_of_many_themes(home: str) -> tuple[float, float, float]:
    """How long the web page of 100 themes takes to show its first theme, against an empty page."""
    made = read(find_folder(None))
    themes = [made.themes[number % len(made.themes)] for number in range(100)]
    many = tuple(replace(theme, id=f"t{number}", number=number) for number, theme in enumerate(themes, 1))
    page, empty = Path(home, "page.html"), Path(home, "empty.html")
    page.write_text(render("html", replace(made, themes=many), {}, Options()), "utf-8")
    empty.write_text("<!doctype html><title>Empty</title>", "utf-8")
    with sync_playwright() as playwright:
        found = ratio(lambda: painted(playwright, page, "#t1"), lambda: painted(playwright, empty))
    if page.with_suffix(".png").stat().st_size < 5 * empty.with_suffix(".png").stat().st_size:
        raise RuntimeError("the picture of the page shows nothing")
    return found


def main() -> None:
    """Print the table."""
    home = tempfile.mkdtemp()
    compileall.compile_dir(Path(briefing.__file__).parent, quiet=1)
    empty = Path(home, "empty.py")
    empty.write_text(EMPTY_APP, "utf-8")
    rows = []
    blank_screen = rb"\x1b\[1;1H"
    value, a, b = ratio(
        lambda: start([BRIEFING], b"What draws the two countries", home),
        lambda: start([PYTHON, str(empty)], blank_screen, home),
    )
    rows.append(("start to first theme, against an empty Textual app", f"{value:.2f} times", f"{a:.3f} s, {b:.3f} s"))
    times = sorted(switches(home))
    p95 = times[int(len(times) * 0.95)]
    rows.append(("key to painted theme at 120x40, median", f"{statistics.median(times) * 1000:.1f} ms", f"{KEYS} keys"))
    rows.append(("key to painted theme at 120x40, 95 in 100", f"{p95 * 1000:.1f} ms", ""))
    bare = [PYTHON, "-c", "import typer, yaml"]
    for name, command in (("--version", [BRIEFING, "--version"]), ("export", [BRIEFING, "export", "-o", "-"])):
        value, a, b = ratio(partial(run, command), partial(run, bare))
        what = f"briefing {name}, against importing Typer and PyYAML"
        rows.append((what, f"{value:.2f} times", f"{a:.3f} s, {b:.3f} s"))
    seconds, megabytes = check_of_a_big_briefing(home)
    rows.append(
        ("briefing check of 10,000 claims, two texts of 50,000 words", f"{seconds:.1f} s", f"{megabytes:.0f} MB")
    )
    middle, longest = search_in_a_big_briefing(home)
    rows.append(
        (
            "search in them at each letter typed, median",
            f"{middle * 1000:.1f} ms",
            f"at most {longest * 1000:.0f} ms; the limit is {MOST_FOR_A_SEARCH * 1000:.0f} ms",
        )
    )
    what = "Chromium from its start to the first theme of a web page of 100, against an empty page"
    if shutil.which("chromium"):
        value, a, b = page_of_many_themes(home)
        rows.append((what, f"{value:.2f} times", f"{a:.3f} s, {b:.3f} s"))
    else:
        rows.append((what, "not measured", "Chromium is not installed."))
    for name, value_text, detail in rows:
        print(f"| {name} | {value_text} | {detail} |")  # noqa: T201
    shutil.rmtree(home)


if __name__ == "__main__":
    main()
