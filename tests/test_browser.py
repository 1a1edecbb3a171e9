"""Opening an address in the user's browser."""

import webbrowser

import pytest

from briefing.browser import open_address


class Browser(webbrowser.BaseBrowser):
    """Keeps what it is given."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.opened: list[str] = []

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        self.opened.append(url)
        return True


def test_the_users_browser_is_given_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser("firefox")
    monkeypatch.setattr(webbrowser, "get", lambda: browser)
    assert open_address("https://example.org/a")
    assert browser.opened == ["https://example.org/a"]


@pytest.mark.parametrize("name", ["lynx", "w3m", "www-browser", "/usr/bin/links"])
def test_a_browser_that_would_draw_over_the_program_is_not_started(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser(name)
    monkeypatch.setattr(webbrowser, "get", lambda: browser)
    assert not open_address("https://example.org")
    assert browser.opened == []


def test_without_a_browser_nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> webbrowser.BaseBrowser:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(webbrowser, "get", none)
    assert not open_address("https://example.org")
