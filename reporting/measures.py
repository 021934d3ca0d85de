"""What each action of the plan is measured by: which cases, among which others, against which target."""

from dataclasses import dataclass
from typing import Final, Literal

from domain.initiative import INITIATIVE
from domain.question import Mode
from domain.text import Text
from reporting.counting import (
    Count,
    among,
    answers,
    any_below,
    any_of,
    at,
    both,
    establishments,
    has,
    lifted,
    opinions,
    said,
    summed,
    true,
)
from reporting.life import Life

ASSESSMENT_TARGET: Final = 0.9
"""Share of the new AI projects that the plan wishes to see use the assessment tool, from 2024-2025 on."""

IN_SERVICE: Final = frozenset({"production"})
PROJECTS: Final = frozenset(INITIATIVE.places[1:])
"""Beyond the opportunity, the suspended ones too: a tool that is stopped for a time was a project all the same."""

Unit = Literal["share", "count"]


@dataclass(frozen=True)
class Measure:
    """One figure: how it is counted, or why it cannot be."""

    action: int
    name: str
    unit: Unit
    title: Text
    computed_from: Text | None = None
    count: Count | None = None
    target: float | None = None
    why_not: Text | None = None
    """Why *count* is not there."""


def new_project(life: Life) -> bool:
    """Tell whether a project came in by its first gate, and is no longer a mere opportunity."""
    return at(PROJECTS)(life) and bool(life.entries) and life.entries[0].mode is Mode.PASSAGE


AUTOMATED = said("declaration", "decision", "automated")
PROTECTED = true("data", "health_information")

MEASURES: Final[tuple[Measure, ...]] = (
    Measure(
        action=1,
        name="groundwork_laid",
        unit="share",
        title=Text(
            fr="Mandats en cours dont les rôles et le cadre de gouvernance sont définis",
            en="Running mandates whose roles and governance framework are defined",
        ),
        computed_from=Text(
            fr="Dossiers « mandat » en cours ou rendus, et le fait « bases posées ».",
            en="Cases of mandates that run or were accounted for, and their fact `groundwork`.",
        ),
        count=among(
            "mandate",
            at(("running", "accounted")),
            both(said("groundwork", "roles_updated_on"), said("groundwork", "governance_defined_on")),
        ),
    ),
    Measure(
        action=2,
        name="establishments_known",
        unit="count",
        title=Text(
            fr="Établissements et organismes qui ont au moins un dossier",
            en="Establishments and bodies that have a case",
        ),
        computed_from=Text(
            fr="Codes d'établissement de tous les dossiers. Les partenaires sans dossier n'y sont pas.",
            en="Establishment codes of all cases. Partners without a case are not in it.",
        ),
        count=establishments,
    ),
    Measure(
        action=3,
        name="initiatives_known",
        unit="count",
        title=Text(
            fr="Initiatives recensées",
            en="Initiatives that are known",
        ),
        computed_from=Text(
            fr="Dossiers « initiative » admis à une étape.",
            en="Cases of initiatives that stand at a stage.",
        ),
        count=among("initiative", any_of, lambda life: life.case.stage is not None),
    ),
    Measure(
        action=3,
        name="inventory_answered",
        unit="share",
        title=Text(
            fr="Réponses aux campagnes de recension",
            en="Answers to the inventory campaigns",
        ),
        computed_from=Text(
            fr="Dossiers « campagne » de recension, et leur dernier décompte des réponses.",
            en="Cases of inventory campaigns, and their latest count of answers.",
        ),
        count=answers("recension"),
    ),
    Measure(
        action=4,
        name="obstacles_lifted",
        unit="share",
        title=Text(
            fr="Obstacles rencontrés par les initiatives et levés depuis",
            en="Obstacles met by initiatives and since lifted",
        ),
        computed_from=Text(
            fr="Verdicts annoncés : règles et avis qui ont retenu une initiative, et verdicts qui ne les "
            "retiennent plus.",
            en="Announced verdicts: rules and opinions that held an initiative back, and verdicts that no longer do.",
        ),
        count=lifted,
    ),
    Measure(
        action=5,
        name="publications",
        unit="count",
        title=Text(
            fr="Articles et présentations comptés par les mandats",
            en="Papers and talks counted by mandates",
        ),
        computed_from=Text(
            fr="Fait « publications » des dossiers « mandat ». La seule présence à un congrès n'est dite par "
            "aucun dossier.",
            en="Fact `publications` of mandates. Mere attendance at a congress is told by no case.",
        ),
        count=summed("mandate", "publications", "count"),
    ),
    Measure(
        action=6,
        name="with_a_partner",
        unit="share",
        title=Text(
            fr="Initiatives menées avec un fournisseur externe ou examinées par des pairs",
            en="Initiatives with an external supplier or reviewed by peers",
        ),
        computed_from=Text(
            fr="Dossiers « initiative » : fournisseur déclaré, et fait « pairs consultés ».",
            en="Cases of initiatives: declared supplier, and fact `peers`.",
        ),
        count=among(
            "initiative",
            lambda life: life.case.stage is not None,
            lambda life: said("declaration", "supplier", "external", "both")(life) or has("peers")(life),
        ),
    ),
    Measure(
        action=7,
        name="scientific_opinions",
        unit="count",
        title=Text(
            fr="Dossiers sur lesquels le Comité scientifique a donné un avis",
            en="Cases on which the scientific committee gave an opinion",
        ),
        computed_from=Text(
            fr="Avis rendus gardés aux dossiers.",
            en="Opinions kept in the cases.",
        ),
        count=opinions("scientific_committee"),
    ),
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
