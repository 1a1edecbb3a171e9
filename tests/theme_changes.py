"""Strategies that change a theme as its author might: texts, claims, points, silences, in any number and order."""

from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from briefing import strict_yaml
from briefing.model import Claim, Evidence, Point, Relation, Stance, ThemeFile, Voice
from briefing.text import clean

TEXTS = st.one_of(
    st.sampled_from(
        [
            "Yes.",
            "no",
            "012",
            "a: b # c",
            "- x",
            "it's “so”",
            '"quoted" text',
            "two\nlines\n",
            "trailing ",
            " leading",
            "[x] {y} & *z",
            "日本語のテキスト",
            "word " * 60 + "end",
            "a\n\n b\n",
            "ends\n\n",
            "#",
            "null",
            "~",
            "\t tab",
        ]
    ),
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co"]), min_size=1, max_size=30
    ).filter(lambda text: bool(text.strip()) and text == strict_yaml.readable(clean(text))),
)
"""Texts that YAML could misread."""
LOCATORS = st.sampled_from(["one/1", "two/part/3", "one/2"])
EVIDENCE: st.SearchStrategy[Any] = st.lists(
    st.one_of(LOCATORS, st.builds(Evidence, at=LOCATORS, quote=st.none() | TEXTS)), max_size=3
).map(tuple)
CLAIMS = st.builds(Claim, text=TEXTS, voice=st.sampled_from(Voice), evidence=EVIDENCE)
WORDS = st.lists(TEXTS, max_size=3).map(tuple)


@st.composite
def points(draw: st.DrawFn, sides: list[str], identifier: str) -> Point:
    """A new point."""
    speaking = draw(st.lists(st.sampled_from(sides), unique=True))
    return Point(
        id=identifier,
        question=draw(TEXTS),
        priority=draw(st.integers(1, 3)),
        relation=draw(st.none() | st.sampled_from(Relation)),
        claims={side: tuple(draw(st.lists(CLAIMS, min_size=1, max_size=2))) for side in speaking},
        silence={side: draw(WORDS) for side in sides if side not in speaking},
    )


@st.composite
def changed_points(draw: st.DrawFn, point: Point, sides: list[str]) -> Point:
    """A point with one thing changed."""
    match draw(st.integers(0, 5)):
        case 0:
            return replace(point, question=draw(TEXTS))
        case 1:
            return replace(
                point, relation=draw(st.none() | st.sampled_from(Relation)), priority=draw(st.integers(1, 3))
            )
        case 2:
            side = draw(st.sampled_from(sides))
            return replace(point, claims={**point.claims, side: (*point.claims.get(side, ()), draw(CLAIMS))})
        case 3:
            return replace(point, silence={**point.silence, draw(st.sampled_from(sides)): draw(WORDS)})
        case 4:
            side = draw(st.sampled_from(sides))
            left = point.claims.get(side, ())[1:]
            others = {key: claims for key, claims in point.claims.items() if key != side}
            return replace(point, claims={**others, side: left} if left else others)
    claims = {key: tuple(replace(each, text=draw(TEXTS)) for each in held) for key, held in point.claims.items()}
    return replace(point, claims=claims)


@st.composite
def changed(draw: st.DrawFn, theme: ThemeFile) -> ThemeFile:
    """A theme with one thing changed."""
    sides = list(theme.stances)
    at = draw(st.integers(0, len(theme.points) - 1))
    before, after = theme.points[:at], theme.points[at + 1 :]
    match draw(st.integers(0, 9)):
        case 0:
            return replace(theme, question=draw(TEXTS), overview=draw(TEXTS))
        case 1:
            return replace(theme, crux=draw(st.none() | TEXTS))
        case 2:
            return replace(theme, common_ground=draw(WORDS))
        case 3:
            return replace(theme, open_questions=(*theme.open_questions, draw(TEXTS)))
        case 4:
            side = draw(st.sampled_from(sides))
            stance = Stance(level=draw(st.integers(1, 5)), reason=draw(TEXTS), evidence=draw(EVIDENCE))
            return replace(theme, stances={**theme.stances, side: stance})
        case 5 if before or after:
            return replace(theme, points=before + after)
        case 6:
            return replace(theme, points=tuple(draw(st.permutations(theme.points))))
        case 7:
            taken = {point.id for point in theme.points}
            new = next(name for name in (f"new-{number}" for number in range(99)) if name not in taken)
            return replace(theme, points=(*before, draw(points(sides, new)), theme.points[at], *after))
    return replace(theme, points=(*before, draw(changed_points(theme.points[at], sides)), *after))
