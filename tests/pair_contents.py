"""The two pairs of texts, on invented matters, and what a briefing of each says."""

from typing import Final

from pairs import Pair, Side, Theme

from briefing.model import Claim, Point, Relation, Scale, Stance, ThemeFile, Voice

_LABELS: Final = ("none", "weak", "mixed", "good", "strong")


def _theme(
    name: str,
    title: str,
    question: str,
    overview: str,
    stances: dict[str, Stance],
    points: tuple[Point, ...],
    *,
    common: str,
    crux: str,
    still_open: str,
) -> Theme:
    content = ThemeFile(
        schema_version=1,
        question=question,
        overview=overview,
        stances=stances,
        points=points,
        common_ground=(common,),
        crux=crux,
        open_questions=(still_open,),
    )
    return Theme(name, title, content)


def _point(
    name: str,
    question: str,
    relation: Relation | None = None,
    *,
    silence: dict[str, tuple[str, ...]] | None = None,
    **claims: tuple[Claim, ...],
) -> Point:
    """A point; the sides' ids have underscores here."""
    told = {side.replace("_", "-"): each for side, each in claims.items()}
    return Point(id=name, question=question, relation=relation, claims=told, silence=silence or {})


def _says(text: str, *evidence: str, voice: Voice = Voice.PARAPHRASE) -> Claim:
    return Claim(text=text, evidence=evidence, voice=voice)


def _stands(level: int, reason: str, *evidence: str) -> Stance:
    return Stance(level=level, reason=reason, evidence=evidence)


SHORT: Final = Pair(
    question="Should Pellow Quay replace its ferry with a bridge?",
    sides=(
        Side("bridge", "Bridge", "bridge.txt", "Bridge Committee of Pellow Quay",
             "A crossing that never closes is worth its price, and those who lose by it can be made whole."),
        Side("ferry", "Ferry", "ferry.txt", "Pellow Quay Ferry Users’ Circle",
             "A second hull mends the ferry for far less, and keeps what a road would end."),
    ),
    scale=Scale(measures="how strong a case for the bridge a side sees", labels=_LABELS),
    themes=(
        _theme(
            "crossing", "The crossing and its price", "Which crossing is worth its price?",
            "Both texts count the days without a ferry and the town’s share of a bridge, and weigh them differently.",
            {
                "bridge": _stands(5, "The end of the subsidy would pay for the town’s share.", "bridge/3"),
                "ferry": _stands(1, "A second boat costs a fraction of it.", "ferry/3", "ferry/4"),
            },
            (
                _point("days-lost", "How bad are the days without a ferry?", Relation.DIFFER,
                       bridge=(_says("Very. On 41 days people had only the road of 94 kilometres, and Netherhook has "
                                     "3,100 inhabitants.", "bridge/1"),),
                       ferry=(_says("It was one rough winter: 29 of the 41 days. Wind might have shut the bridge, too, "
                                    "and another hull would halve them.", "ferry/3"),)),
                _point("money", "What would the town pay?", Relation.DIFFER,
                       bridge=(_says("Its share is €34 million. Without the ferry’s subsidy it would keep more than "
                                     "€47 million in 25 years.", "bridge/3"),),
                       ferry=(_says("€145 a year for every inhabitant over 25 years, and still a toll hardly lower "
                                    "than the fare of now.", "ferry/4"),
                              _says("The reckoning leaves out what the ferry costs the town today.", "ferry/4",
                                    voice=Voice.EDITOR))),
                _point("ambulance", "How fast would patients reach the infirmary?",
                       silence={"ferry": ("ambulance", "infirmary", "patient")},
                       bridge=(_says("In 12 minutes, where the night boat needs 51 and the road 78.", "bridge/4"),
                               _says("would have had a better chance on a fixed link", "bridge/4", voice=Voice.QUOTE))),
                _point("ships", "What becomes of the tall ships?",
                       silence={"bridge": ("ship", "mast", "regatta")},
                       ferry=(_says("Of the 70 that come in August, 22 could not pass below. The festival earns the "
                                    "town some €2.3 million.", "ferry/6"),)),
            ),
            common="The ferry failed on too many days.",
            crux="Whether a second hull would really halve the days without a crossing.",
            still_open="How often would wind close the bridge?",
        ),
        _theme(
            "people", "Those who live by it", "Who would gain and who would lose?",
            "Both texts care for the crew, and for what people on the two shores have in common.",
            {
                "bridge": _stands(4, "Firms would hire across the water.", "bridge/5", "bridge/6"),
                "ferry": _stands(2, "The crew would be left with six posts.", "ferry/2", "ferry/5"),
            },
            (
                _point("crew", "What happens to those who work on the boat?", Relation.PARTLY,
                       bridge=(_says("They must lose nothing: the same wages for ten years, and summer trips on the "
                                     "old boat.", "bridge/6"),),
                       ferry=(_says("All 38 of them, most above 45, would compete for six places where the toll is "
                                    "taken.", "ferry/5"),)),
                _point("meeting", "What is the boat besides a way across?", Relation.PARTLY,
                       bridge=(_says("Something to be fond of, like gas lamps; but at 37 it has to do its work, and it "
                                     "does not.", "bridge/2"),),
                       ferry=(_says("A crossing is a conversation", "ferry/2", voice=Voice.QUOTE),
                              _says("For 14 minutes people hear what concerns them.", "ferry/2"))),
            ),
            common="Nobody who crews the ferry should pay for a decision of the town.",
            crux="Whether the guarantee for the crew can be had in writing.",
            still_open="Would the two shores still meet?",
        ),
    ),
)  # fmt: skip
"""A harbour town's ferry, or a bridge: short texts without headings."""

LONG: Final = Pair(
    question="Should Ostermoor switch off its street lamps at night?",
    sides=(
        Side("switch-off", "Switch off", "dark.txt", "Night Sky Society of Ostermoor",
             "A dark half of the night saves money and sleep, and did no harm where it was tried."),
        Side("leave-on", "Leave on", "light.html", "Ostermoor Chamber of Evening Trades",
             "Darkness falls on those who work at night; better lamps would save more and hurt nobody."),
    ),
    scale=Scale(measures="how strong a case for dark hours a side sees", labels=_LABELS),
    themes=(
        _theme(
            "money", "The saving", "What would the dark hours save?",
            "Both texts accept the city’s figures and ask what they leave out.",
            {
                "switch-off": _stands(4, "It pays for itself soon.", "dark/what-the-dark-saves/2"),
                "leave-on": _stands(2, "Others pay, and it will not last.", "light/the-meter-and-the-bill/1",
                                    "light/the-meter-and-the-bill/2"),
            },
            (
                _point("saving", "How much is it?", Relation.PARTLY,
                       switch_off=(_says("€410,000 of power each year, and €65,000 of lamps. The timers, at €520,000, "
                                         "are earned back within 14 months.", "dark/what-the-dark-saves/1",
                                         "dark/what-the-dark-saves/2"),),
                       leave_on=(_says("€475,000, but trams would need €90,000 for lights of their own, which the city "
                                       "leaves out.", "light/the-meter-and-the-bill/1"),)),
                _point("new-lamps", "Would new lamps do as well?", Relation.DIFFER,
                       switch_off=(_says("No. Just 31% are modern, the rest must wait until 2036, and no lamp needs as "
                                         "little as a dark one.", "dark/what-the-dark-saves/3"),),
                       leave_on=(_says("Better. Finished by 2030, replacement would save €540,000 with all of them "
                                       "lit.", "light/the-meter-and-the-bill/2"),)),
            ),
            common="Old lamps waste power.",
            crux="How soon the old lamps can be replaced.",
            still_open="Where would the money go?",
        ),
        _theme(
            "safety", "Ways home", "Is it safe to walk home?",
            "Both texts rest on the trial in Harl Hill, one on what it counted, the other on what it did not.",
            {
                "switch-off": _stands(4, "Neither burglaries nor accidents rose.",
                                      "dark/who-walks-at-two-in-the-morning/1"),
                "leave-on": _stands(1, "Walkers fear what was not counted.", "light/the-last-tram-home/3"),
            },
            (
                _point("trial", "What did the trial show?", Relation.DIFFER,
                       switch_off=(_says("In five dark months there were 31 burglaries; a winter earlier, fully lit, "
                                         "34.", "dark/who-walks-at-two-in-the-morning/1"),
                                   _says("and had an ordinary one", "dark/who-walks-at-two-in-the-morning/2",
                                         voice=Voice.QUOTE)),
                       leave_on=(_says("Too little. Robberies are missing from it, and a hill of villas and cars "
                                       "says nothing of the others.", "light/the-last-tram-home/3",
                                       "light/the-last-tram-home/4"),)),
                _point("women", "How do women see it?", Relation.PARTLY,
                       switch_off=(_says("38% felt less safe; hence the 46 kilometres that remain lit.",
                                         "dark/who-walks-at-two-in-the-morning/3"),),
                       leave_on=(_says("Among employees 57% would refuse late shifts or want a taxi.",
                                       "light/the-last-tram-home/2"),)),
                _point("falls", "Would more people fall?",
                       silence={"switch-off": ("hip", "pavement", "trip")},
                       leave_on=(_says("The infirmary sees 700 such cases a year. Another 38 would cost all that is "
                                       "saved.", "light/the-last-tram-home/5"),)),
                _point("brigade", "Do the emergency services object?",
                       silence={"leave-on": ("hydrant", "ambulance", "brigade")},
                       switch_off=(_says("No. Firefighters wanted hydrants painted so that they reflect, at €4 apiece, "
                                         "and got it.", "dark/who-walks-at-two-in-the-morning/6"),)),
            ),
            common="The way home needs light.",
            crux="What robberies and falls did during the trial.",
            still_open="How would poorer quarters fare?",
        ),
        _theme(
            "night", "Animals, sleep and guests", "Who gains by the dark?",
            "Both texts want light kept from the river and from bedrooms, and quarrel over guests.",
            {
                "switch-off": _stands(5, "River, sleepers and hotels gain.", "dark/moths-bats-and-the-lidd/2"),
                "leave-on": _stands(2, "Shields do most of it.", "light/better-lamps-not-fewer/1"),
            },
            (
                _point("bedrooms", "Should lamps shine into bedrooms?", Relation.AGREE,
                       switch_off=(_says("No: 29% of the people have one at the window, and sleep 24 minutes less.",
                                         "dark/the-bedroom-wall/1"),),
                       leave_on=(_says("No, and a shield for each of the 11,200 lamps, at €35, would end it.",
                                       "light/better-lamps-not-fewer/3"),)),
                _point("bats", "What do the river’s animals need?", Relation.PARTLY,
                       switch_off=(_says("Darkness. Where one colony of 60 bats had lived, wardens found three, and "
                                         "140 animals.", "dark/moths-bats-and-the-lidd/2"),),
                       leave_on=(_says("Warm and shielded light, such as Merrow Ford has; there the bats are said to "
                                       "thrive.", "light/better-lamps-not-fewer/1",
                                       "light/better-lamps-not-fewer/2"),)),
                _point("guests", "Would guests come for the stars?", Relation.DIFFER,
                       switch_off=(_says("Upper Sallow went from two guest-houses to seven. Ostermoor could gain about "
                                         "€600,000 a year.", "dark/guests-who-come-for-the-stars/1",
                                         "dark/guests-who-come-for-the-stars/2"),),
                       leave_on=(_says("Mist hides them on 130 nights, and the market draws in three weekends what "
                                       "the village has all year.", "light/guests-go-where-it-is-bright/3",
                                       "light/guests-go-where-it-is-bright/4"),)),
            ),
            common="No lamp should shine into a bedroom or on the river.",
            crux="Whether shields alone would bring the animals back.",
            still_open="What would a whole dark city do to the night trade?",
        ),
    ),
)  # fmt: skip
"""A city's street lamps, lit or dark at night: long texts with headings, in pages."""
