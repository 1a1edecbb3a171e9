"""What an author lets stand: where an `allow` counts, and what is wrong with one."""

from collections.abc import Callable
from pathlib import Path

import pytest
import rule_examples
import samples
from msgspec.structs import replace

from briefing import checks
from briefing.checks import Checked, allowances
from briefing.checks.allowances import Place
from briefing.errors import Finding, Severity
from briefing.export import FORMATS, Options, render_files
from briefing.loader import ABOUT, Folder
from briefing.model import Briefing, Claim, Evidence, Point, Source, Stance, Theme
from briefing.texts import find_texts

SAMPLE = samples.briefing()
TRADE = SAMPLE.themes[0]
CLAIM = TRADE.points[1].claims["close"][0]
REASON = "It is so on purpose."


def examined(briefing: Briefing, folder: Path) -> Checked:
    return checks.examine(Folder(samples.write(briefing, folder)))


def rules(checked: Checked) -> set[str]:
    return {problem.rule for problem in checked.problems}


def with_trade(**changes: object) -> Briefing:
    return replace(SAMPLE, themes=(replace(TRADE, **changes), *SAMPLE.themes[1:]))


def with_rents(**changes: object) -> Briefing:
    first, rents, last = TRADE.points
    return with_trade(points=(first, replace(rents, **changes), last))


def without_evidence(**changes: object) -> Claim:
    return replace(CLAIM, evidence=(), **changes)


ALLOW = {"missing-evidence": REASON}
KEEPS = TRADE.points[1].claims["keep"]
PLACED: dict[str, Callable[[], Briefing]] = {
    "claim": lambda: with_rents(claims={"close": (without_evidence(allow=ALLOW),), "keep": KEEPS}),
    "point": lambda: with_rents(claims={"close": (without_evidence(),), "keep": KEEPS}, allow=ALLOW),
    "theme": lambda: replace_allow(with_rents(claims={"close": (without_evidence(),), "keep": KEEPS})),
    "briefing": lambda: replace(
        with_rents(claims={"close": (without_evidence(),), "keep": KEEPS}), about=replace(SAMPLE.about, allow=ALLOW)
    ),
    "stance": lambda: with_trade(
        stances={**TRADE.stances, "close": Stance(level=1, reason="R.", allow=ALLOW)},
    ),
}


def replace_allow(briefing: Briefing) -> Briefing:
    return replace(briefing, themes=(replace(briefing.themes[0], allow=ALLOW), *briefing.themes[1:]))


@pytest.mark.parametrize("place", PLACED)
def test_an_allow_sets_aside_what_lies_at_or_below_it(place: str, tmp_path: Path) -> None:
    checked = examined(PLACED[place](), tmp_path)
    assert not rules(checked) & {"missing-evidence", "unused-allow", "wrong-allow"}
    (allowed,) = checked.allowed
    assert (allowed.problem.rule, allowed.reason) == ("missing-evidence", REASON)
    assert allowed.problem.line > 1


def test_an_allow_beside_it_or_for_another_rule_sets_nothing_aside(tmp_path: Path) -> None:
    beside = with_rents(claims={"close": (without_evidence(), replace(CLAIM, allow=ALLOW)), "keep": KEEPS})
    assert {"missing-evidence", "unused-allow"} <= rules(examined(beside, tmp_path / "beside"))
    other = with_rents(claims={"close": (without_evidence(allow={"missing-crux": REASON}),), "keep": KEEPS})
    assert {"missing-evidence", "unused-allow"} <= rules(examined(other, tmp_path / "other"))


@pytest.mark.parametrize("where", ["paragraph", "section", "source", "briefing"])
def test_an_uncited_paragraph_is_set_aside_in_the_outline(where: str, tmp_path: Path) -> None:
    allow = {"uncited-paragraph": "A byline."}
    essay = SAMPLE.sources["essay"]
    first, *rest = essay.outline
    about = SAMPLE.about
    changed: Source = essay
    match where:
        case "paragraph":
            byline = replace(first.paragraphs[0], allow=allow)
            changed = replace(essay, outline=(replace(first, paragraphs=(byline, *first.paragraphs[1:])), *rest))
        case "section":
            changed = replace(essay, outline=(replace(first, allow=allow), *rest))
        case "source":
            changed = replace(essay, allow=allow)
        case _:
            about = replace(about, allow=allow)
    briefing = replace(SAMPLE, about=about, sources={**SAMPLE.sources, "essay": changed})
    checked = examined(briefing, tmp_path)
    left = [problem.message for problem in checked.problems if problem.rule == "uncited-paragraph"]
    assert "no claim cites `essay/1` (20 words)" not in left
    assert len(left) == (0 if where == "briefing" else 4)
    assert "unused-allow" not in rules(checked)


def test_of_several_that_would_do_the_nearest_counts_and_the_others_are_unused(tmp_path: Path) -> None:
    twice = with_rents(
        claims={"close": (without_evidence(allow={"missing-evidence": "Near."}),), "keep": KEEPS}, allow=ALLOW
    )
    checked = examined(twice, tmp_path)
    assert [allowed.reason for allowed in checked.allowed] == ["Near."]
    (unused,) = [problem for problem in checked.problems if problem.rule == "unused-allow"]
    assert unused.severity is Severity.WARNING
    assert unused.message == "there is no `missing-evidence` to set aside here"
    assert "missing-evidence" in unused.excerpt


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("missing-crucks", "there is no rule `missing-crucks`", "Did you mean `missing-crux`?"),
        ("zzz", "there is no rule `zzz`", "`briefing check --explain all` lists the rules."),
        ("[b]\x1b", "there is no rule `[b]␛`", "`briefing check --explain all` lists the rules."),
        ("yaml", "`yaml` cannot be set aside", "Mend it, and delete this."),
        ("unused-allow", "`unused-allow` cannot be set aside", "Mend it, and delete this."),
    ],
)
def test_an_allow_names_a_rule_that_can_be_set_aside(name: str, message: str, hint: str, tmp_path: Path) -> None:
    checked = examined(with_trade(allow={name: REASON}), tmp_path)
    (wrong,) = [problem for problem in checked.problems if problem.rule == "wrong-allow"]
    assert (wrong.severity, wrong.message, wrong.hint) == (Severity.ERROR, message, hint)
    assert Path(wrong.file).name == "trade.yaml"
    assert wrong.column == 3


@pytest.mark.parametrize("reason", ["", "' '", "~", "[]"])
def test_an_allow_has_a_reason(reason: str, tmp_path: Path) -> None:
    theme = samples.write(SAMPLE, tmp_path) / "themes/trade.yaml"
    text = theme.read_text("utf-8")
    theme.write_text(text + f"allow:\n  missing-crux: {reason}\n", "utf-8")
    (problem,) = [problem for problem in checks.run(Folder(tmp_path)) if "trade.yaml" in problem.file]
    assert problem.rule in ("wrong-type", "wrong-value")
    assert problem.message.startswith("`missing-crux` is ")
    assert problem.line == len(text.splitlines()) + 2


def test_what_keeps_a_file_from_being_read_is_never_set_aside(tmp_path: Path) -> None:
    unallowable = {rule.name for rule in checks.RULES.values() if not rule.allowable}
    assert unallowable == {rule.name for rule in (*checks.reading.RULES, *allowances.RULES)}
    briefing = replace(SAMPLE, about=replace(SAMPLE.about, allow=dict.fromkeys(unallowable, REASON)))
    folder = samples.write(briefing, tmp_path)
    (folder / "themes/air.yaml").unlink()
    (folder / "sources/essay.yaml").write_text("id: [")
    checked = checks.examine(Folder(folder))
    assert {"missing-file", "yaml"} <= rules(checked)
    assert checked.allowed == []


def test_nothing_is_called_unused_while_a_file_cannot_be_read(tmp_path: Path) -> None:
    folder = samples.write(replace(SAMPLE, about=replace(SAMPLE.about, allow={"unbalanced": REASON})), tmp_path)
    assert "unused-allow" in {problem.rule for problem in checks.run(Folder(folder))}
    (folder / "themes/air.yaml").unlink()
    assert "unused-allow" not in {problem.rule for problem in checks.run(Folder(folder))}


def test_the_nearest_place_is_found_for_any_depth() -> None:
    finding = Finding(file="themes/a.yaml", path=("points", 1, "claims", "x", 0), rule="r", message="m")
    allowing = {
        Place("themes/a.yaml", ("points", 0)): {"r": "no"},
        Place("themes/b.yaml", ()): {"r": "no"},
        Place("themes/a.yaml", ()): {"s": "no", "r": "far"},
        Place("themes/a.yaml", ("points", 1)): {"r": "near"},
        Place(ABOUT, ()): {"r": "farthest"},
    }
    sifted = allowances.sift([finding], allowing)
    assert sifted.allowed == [(finding, "near")]
    assert sifted.used == {(Place("themes/a.yaml", ("points", 1)), "r")}


def test_everything_that_the_model_gives_an_allow_is_looked_at() -> None:
    allow = {"r": REASON}

    def marked(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(marked(item) for item in value)
        if isinstance(value, dict):
            return {key: marked(item) for key, item in value.items()}
        if not hasattr(value, "__struct_fields__"):
            return value
        fields = {name: marked(getattr(value, name)) for name in value.__struct_fields__}
        return replace(value, **{**fields, **({"allow": allow} if "allow" in fields else {})})  # type: ignore[type-var]  # a struct

    full = marked(SAMPLE)
    assert isinstance(full, Briefing)
    expected = (
        1
        + sum(1 + len(s.outline) + sum(len(section.paragraphs) for section in s.outline) for s in full.sources.values())
        + sum(_within(theme) for theme in full.themes)
    )
    assert full.themes[0].allow == allow
    assert len(allowances.places(full)) == expected


def _within(theme: Theme) -> int:
    return 1 + len(theme.stances) + sum(_of(point) for point in theme.points)


def _of(point: Point) -> int:
    return 1 + sum(len(said) for said in point.claims.values())


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "json"])
def test_an_export_says_nothing_of_what_is_allowed(format: str) -> None:
    allowed = replace(
        with_rents(allow=ALLOW, claims={"close": (replace(CLAIM, allow=ALLOW),), "keep": KEEPS}),
        about=replace(SAMPLE.about, allow=ALLOW),
    )
    plain = with_rents(claims={"close": (CLAIM,), "keep": KEEPS})
    exported, expected = (render_files(format, made, {}, Options(), Path("x")) for made in (allowed, plain))
    assert exported == expected


def test_evidence_has_no_allow_of_its_own() -> None:
    assert "allow" not in Evidence.__struct_fields__


def test_an_allow_for_a_rule_on_texts_is_called_unused_only_where_all_texts_are_at_hand(tmp_path: Path) -> None:
    folder = Folder(rule_examples.build("", tmp_path))
    theme = folder.path / "themes/cost.yaml"
    theme.write_text(theme.read_text("utf-8") + "allow: {copied: It is a saying.}\n", "utf-8")
    texts = find_texts(folder)
    one = {"times": texts["times"]}
    assert set(texts) == {"times", "post"}
    assert "unused-allow" in {problem.rule for problem in checks.run(folder, texts)}
    assert "unused-allow" not in {problem.rule for problem in checks.run(folder, one)}
    assert "unused-allow" not in {problem.rule for problem in checks.run(folder)}


def test_on_the_screen_it_is_said_that_what_is_wrong_stands_in_the_file() -> None:
    (finding,) = allowances.wrong({Place("themes/cost.yaml", ()): {"todo": "why"}}, {})
    assert finding.advice == "`briefing check --explain all` lists the rules."
    assert finding.advice_on_screen("") == f"It stands in the file, below `allow`. {finding.advice}"
