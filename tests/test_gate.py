"""Who may come in to a server."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import BriefingError
from briefing.serving.gate import Gate, is_loopback

GATE = Gate("127.0.0.1", 8000)


def test_an_invitation_lets_one_browser_in_and_another_takes_its_place() -> None:
    gate = Gate("127.0.0.1", 8000)
    first = gate.invitation.split("=")[1]
    assert re.fullmatch(r"[\w-]{43}", first)
    secret = gate.admit(first)
    assert secret is not None and re.fullmatch(r"[\w-]{43}", secret) and secret != first
    assert gate.knows(secret)
    assert gate.admit(first) is None
    second = gate.invitation.split("=")[1]
    assert second != first and gate.admit(second) not in (None, secret)
    assert gate.knows(secret)


@given(st.text())
def test_nothing_but_the_token_and_the_secrets_is_known(text: str) -> None:
    assert GATE.admit(text) is None
    assert not GATE.knows(text)
    assert not GATE.knows(None)


def test_a_token_or_secret_of_another_gate_is_not_known() -> None:
    other = Gate("127.0.0.1", 8000)
    secret = other.admit(other.invitation.split("=")[1])
    assert not GATE.knows(secret)
    assert GATE.admit(other.invitation.split("=")[1]) is None


@pytest.mark.parametrize(
    ("hosts", "origins", "site", "page", "websocket"),
    [
        (["127.0.0.1:8000"], [], None, True, False),
        (["127.0.0.1:8000"], [], "none", True, False),
        (["127.0.0.1:8000"], ["http://127.0.0.1:8000"], "same-origin", True, True),
        (["127.0.0.1:8000"], ["http://127.0.0.1:8000"], "same-site", False, False),
        (["127.0.0.1:8000"], ["http://127.0.0.1:8000"] * 2, None, False, False),
        (["127.0.0.1:8000"], [""], None, False, False),
        (["127.0.0.1:8000"] * 2, [], None, False, False),
        ([], [], None, False, False),
        (["127.0.0.1"], [], None, False, False),
        (["localhost:8000"], ["http://localhost:8000"], None, False, False),
    ],
)
def test_only_the_exact_host_and_origin_count(
    hosts: list[str], origins: list[str], site: str | None, page: bool, websocket: bool
) -> None:
    assert GATE.is_from_here(hosts, origins, site, needs_origin=False) == page
    assert GATE.is_from_here(hosts, origins, site, needs_origin=True) == websocket


def test_an_address_of_ipv6_has_its_brackets() -> None:
    assert Gate("::1", 8000).origin == "http://[::1]:8000"
    assert Gate("::1", 8000).websocket == "ws://[::1]:8000/ws"


def test_an_address_is_as_browsers_say_it() -> None:
    assert Gate("Reading.Example", 80).origin == "http://reading.example"
    assert Gate("::1", 80).netloc == "[::1]"


def test_only_this_machine_reaches_a_loopback() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.8.9.1", "::1", "localhost")))
    assert not any(map(is_loopback, ("192.168.0.7", "example.org", "localhost.example.org")))
    for every in ("0.0.0.0", "::"):
        with pytest.raises(BriefingError, match="stands for every address"):
            is_loopback(every)
