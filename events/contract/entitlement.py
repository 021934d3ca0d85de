"""Who may say what, and where: an establishment speaks of its own cases on its own topic, bodies on theirs."""

from domain.message import Message
from domain.text import Text
from events.contract.envelope import ESTABLISHMENT, GOVERNANCE
from events.contract.incoming import BODIES_ONLY
from events.contract.rejection import Fault, Problem, Rejected
from events.contract.topics import GOVERNANCE_IN, establishment_of, incoming


def entitled(topic: str, message: Message) -> None:
    """Return when the source of *message* may say it on *topic*.

    Raises:
        Rejected: when it may not.
        ValueError: when *topic* is not one that intake reads.
    """
    establishment = establishment_of(topic)
    problem = _from_a_body(message) if establishment is None else _from_an_establishment(establishment, message)
    if problem is not None:
        raise Rejected([problem], {"source": message.source, "id": message.id})


def own_topic(message: Message) -> str:
    """Return the topic where the source of *message* writes."""
    if message.source.startswith(GOVERNANCE):
        return GOVERNANCE_IN
    return incoming(message.source.removeprefix(ESTABLISHMENT))


def _from_a_body(message: Message) -> Problem | None:
    if not message.source.startswith(GOVERNANCE):
        return _not_owner(f"{GOVERNANCE}<code>")
    if message.type not in BODIES_ONLY:
        return _not_entitled(
            Text(fr="Une instance ne peut donner que des avis.", en="A body may give nothing but opinions."),
            Text(fr="un événement opinion.rendered", en="an event opinion.rendered"),
            Text(
                fr="L'établissement émet lui-même cet événement, sur son propre topic.",
                en="The establishment itself emits this event, on its own topic.",
            ),
        )
    return None


def _from_an_establishment(establishment: str, message: Message) -> Problem | None:
    if message.source != f"{ESTABLISHMENT}{establishment}":
        return _not_owner(f"{ESTABLISHMENT}<code>")
    if message.subject.partition(":")[2].partition("/")[0] != establishment:
        return Problem(
            fault=Fault.OTHER_ESTABLISHMENT,
            field="subject",
            text=Text(
                fr="Ce dossier est celui d'un autre établissement.", en="This case belongs to another establishment."
            ),
            expected=Text(
                fr="<processus>:<code>/<dossier>, avec le code de l'établissement qui possède le topic",
                en="<process>:<code>/<case>, with the code of the establishment that owns the topic",
            ),
            remedy=Text(
                fr="Demandez à l'établissement responsable du dossier d'émettre l'événement.",
                en="Ask the establishment in charge of the case to emit the event.",
            ),
        )
    if message.type in BODIES_ONLY:
        return _not_entitled(
            Text(
                fr="Un établissement ne rend pas l'avis d'une instance.",
                en="An establishment does not give a body's opinion.",
            ),
            Text(fr="un avis émis par l'instance elle-même", en="an opinion emitted by the body itself"),
            Text(
                fr=f"Demandez à l'instance d'émettre son avis sur {GOVERNANCE_IN}.",
                en=f"Ask the body to emit its opinion on {GOVERNANCE_IN}.",
            ),
        )
    return None


def _not_owner(expected: str) -> Problem:
    return Problem(
        fault=Fault.SOURCE_NOT_OWNER,
        field="source",
        text=Text(fr="Cette source n'écrit pas sur ce topic.", en="This source does not write to this topic."),
        expected=Text(
            fr=f"{expected}, avec le code de qui possède le topic",
            en=f"{expected}, with the code of whoever owns the topic",
        ),
        remedy=Text(
            fr="Écrivez sur votre propre topic, avec votre propre source ; si c'est déjà le cas, avisez la sécurité.",
            en="Write to your own topic, with your own source; if you already do, tell security.",
        ),
    )


def _not_entitled(text: Text, expected: Text, remedy: Text) -> Problem:
    return Problem(fault=Fault.NOT_ENTITLED, field="type", text=text, expected=expected, remedy=remedy)
