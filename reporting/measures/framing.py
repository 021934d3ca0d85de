"""What tells whether the use of AI is kept within bounds: actions 11 to 16 of the plan, and what a new project is."""

from typing import Final

from domain.initiative import INITIATIVE
from domain.question import Mode
from domain.text import Text
from reporting.counting import among, any_of, at, both, has, said, true
from reporting.life import Life
from reporting.measures.measure import Measure

ASSESSMENT_TARGET: Final = 0.9
"""Share of the new AI projects that the plan wishes to see use the assessment tool, from 2024-2025 on."""

IN_SERVICE: Final = frozenset({"production"})
PROJECTS: Final = frozenset(INITIATIVE.places[1:])
"""Beyond the opportunity, the suspended ones too: a tool that is stopped for a time was a project all the same."""

AUTOMATED = said("declaration", "decision", "automated")
PROTECTED = true("data", "health_information")


def new_project(life: Life) -> bool:
    """Tell whether a project came in by its first gate, and is no longer a mere opportunity."""
    return at(PROJECTS)(life) and bool(life.entries) and life.entries[0].mode is Mode.PASSAGE


FRAMING: Final[tuple[Measure, ...]] = (
    Measure(
        action=11,
        name="assessment_tool",
        unit="share",
        title=Text(
            fr="Nouveaux projets d'IA qui ont fait l'évaluation des risques propres à l'IA",
            en="New AI projects that assessed the risks specific to AI",
        ),
        computed_from=Text(
            fr="Initiatives entrées dès l'occasion, rendues à la planification ou au-delà, et évaluation "
            "d'incidence algorithmique versée. Une initiative recensée à une étape avancée n'est pas un "
            "nouveau projet.",
            en="Initiatives that came in as opportunities and have reached planning or beyond, and "
            "algorithmic impact assessment filed. An initiative found at a later stage is not a new "
            "project.",
        ),
        count=among("initiative", new_project, has("assessment.algorithmic_impact")),
        target=ASSESSMENT_TARGET,
    ),
    Measure(
        action=12,
        name="hub",
        unit="count",
        title=Text(
            fr="Avis, études de cas et webinaires offerts au Carrefour",
            en="Advice, case studies and webinars at the hub",
        ),
        why_not=Text(
            fr="Aucun événement du contrat ne dit ce que le Carrefour publie.",
            en="No event of the contract tells what the hub publishes.",
        ),
    ),
    Measure(
        action=12,
        name="lessons_shared",
        unit="share",
        title=Text(
            fr="Initiatives retirées dont les leçons sont versées",
            en="Retired initiatives whose lessons are filed",
        ),
        computed_from=Text(
            fr="Dossiers « initiative » au retrait, et les leçons de leur plan de retrait.",
            en="Cases of initiatives at retirement, and the lessons in their retirement plan.",
        ),
        count=among("initiative", at(("retirement",)), said("retirement", "lessons")),
    ),
    Measure(
        action=13,
        name="releases_in_force",
        unit="count",
        title=Text(
            fr="Versions des règles mises en vigueur",
            en="Releases of the rules put in force",
        ),
        computed_from=Text(
            fr="Dossiers de version des politiques rendus en vigueur. Les recommandations publiées ailleurs "
            "n'y sont pas.",
            en="Cases of policy releases that came into force. Recommendations published elsewhere are not in it.",
        ),
        count=among("policy-release", any_of, at(("in_force",))),
    ),
    Measure(
        action=14,
        name="automated_explained",
        unit="share",
        title=Text(
            fr="Décisions entièrement automatisées, en production, dont l'avis dit les raisons et offre d'être entendu",
            en="Fully automated decisions in production whose notice gives the reasons and offers to be heard",
        ),
        computed_from=Text(
            fr="Dossiers « initiative » en production, à décision entièrement automatisée, et fait « avis publié ».",
            en="Cases of initiatives in production with a fully automated decision, and fact `notice`.",
        ),
        count=among(
            "initiative",
            both(at(IN_SERVICE), AUTOMATED),
            both(true("notice", "reasons_and_factors"), true("notice", "observations")),
        ),
    ),
    Measure(
        action=14,
        name="decisions_changed",
        unit="share",
        title=Text(
            fr="Décisions automatisées changées après révision",
            en="Automated decisions changed upon review",
        ),
        computed_from=Text(
            fr="Dossiers « recours » dont la révision est rendue.",
            en="Cases of recourses whose review was rendered.",
        ),
        count=among("recourse", has("review"), said("review", "outcome", "changed")),
    ),
    Measure(
        action=15,
        name="data_governed",
        unit="share",
        title=Text(
            fr="Initiatives sur des renseignements de santé qui nomment la fonction responsable et la "
            "qualité des données",
            en="Initiatives on health information that name the function in charge and the quality of the data",
        ),
        computed_from=Text(
            fr="Dossiers « initiative » qui disent utiliser des renseignements de santé, et fait « données décrites ».",
            en="Cases of initiatives that say they use health information, and fact `data`.",
        ),
        count=among("initiative", PROTECTED, both(said("data", "custodian"), true("data", "quality_assessed"))),
    ),
    Measure(
        action=16,
        name="users_trained",
        unit="share",
        title=Text(
            fr="Outils en production dont une formation des utilisateurs est versée",
            en="Tools in production whose users' training is filed",
        ),
        computed_from=Text(
            fr="Dossiers « initiative » en production, et fait « formation donnée ».",
            en="Cases of initiatives in production, and fact `training`.",
        ),
        count=among("initiative", at(IN_SERVICE), has("training")),
    ),
)
