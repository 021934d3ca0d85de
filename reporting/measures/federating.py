"""What tells whether the network is brought together: actions 1 to 7 of the plan."""

from typing import Final

from domain.text import Text
from reporting.counting import among, answers, any_of, at, both, establishments, has, lifted, opinions, said, summed
from reporting.measures.measure import Measure

FEDERATING: Final[tuple[Measure, ...]] = (
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
)
