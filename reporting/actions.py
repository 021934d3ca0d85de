"""The actions of the Plan directeur sur l'intelligence artificielle en santé 2024-2027, said in our own words."""

from typing import Final

from domain.text import Text
from reporting.life import Record


class Action(Record):
    """One action of the plan."""

    number: int
    title: Text


def _action(number: int, fr: str, en: str) -> Action:
    return Action(number=number, title=Text(fr=fr, en=en))


ACTIONS: Final[tuple[Action, ...]] = (
    _action(1, "Structure de gouvernance interne", "Internal governance structure"),
    _action(2, "Cartographie des acteurs clés", "Map of the key actors"),
    _action(3, "Recension des initiatives et des projets", "Inventory of initiatives and projects"),
    _action(4, "Besoins, obstacles et remèdes", "Needs, obstacles and remedies"),
    _action(5, "Présence dans les congrès et les événements", "Presence at congresses and events"),
    _action(6, "Collaborations et partenariats", "Collaborations and partnerships"),
    _action(7, "Comité aviseur scientifique", "Scientific advisory committee"),
    _action(8, "Instance stratégique : le Comité IA – Santé", "Strategic body: the Comité IA – Santé"),  # noqa: RUF001 - its name
    _action(9, "Expérimentation des technologies émergentes", "Trials of emerging technologies"),
    _action(10, "Soutien à l'utilisation de l'IA", "Support for the use of AI"),
    _action(11, "Balises et outil d'évaluation des projets", "Guidelines and project assessment tool"),
    _action(12, "Carrefour sur l'IA", "AI hub"),
    _action(13, "Recommandations fondées sur des principes éthiques", "Recommendations based on ethical principles"),
    _action(14, "Directive sur les décisions entièrement automatisées", "Directive on fully automated decisions"),
    _action(15, "L'IA dans la gouvernance des données", "AI in the governance of data"),
    _action(16, "Formations offertes aux acteurs du réseau", "Training offered to the network"),
)
