"""What tells whether the use of AI is supported and put in order: actions 8 to 10 of the plan."""

from typing import Final

from domain.text import Text
from reporting.counting import among, any_below, at, both, opinions, said, true
from reporting.measures.measure import Measure

SUPPORTING: Final[tuple[Measure, ...]] = (
    Measure(
        action=8,
        name="committee_opinions",
        unit="count",
        title=Text(
            fr="Dossiers sur lesquels le Comité IA – Santé a donné un avis",  # noqa: RUF001
            en="Cases on which the Comité IA – Santé gave an opinion",  # noqa: RUF001
        ),
        computed_from=Text(
            fr="Avis rendus gardés aux dossiers.",
            en="Opinions kept in the cases.",
        ),
        count=opinions("comite_ia_sante"),
    ),
    Measure(
        action=9,
        name="generative_tried",
        unit="share",
        title=Text(
            fr="Initiatives d'IA générative mises à l'essai avec des critères atteints",
            en="Generative AI initiatives that were tried and met their criteria",
        ),
        computed_from=Text(
            fr="Dossiers « initiative » déclarés génératifs, et fait « essai terminé ».",
            en="Cases of initiatives declared generative, and fact `trial`.",
        ),
        count=among("initiative", true("declaration", "generative"), true("trial", "criteria_met")),
    ),
    Measure(
        action=10,
        name="centres_reporting",
        unit="share",
        title=Text(
            fr="Centres d'expertise en activité qui donnent leur état de situation",
            en="Centres of expertise at work that report their status",
        ),
        computed_from=Text(
            fr="Dossiers « mandat » de centre d'expertise en cours ou rendus, et faits « état de situation ».",
            en="Cases of mandates of centres of expertise, running or accounted for, and their facts `status`.",
        ),
        count=among(
            "mandate",
            both(said("declaration", "kind", "expertise_centre"), at(("running", "accounted"))),
            any_below("status"),
        ),
    ),
)
