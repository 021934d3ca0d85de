"""Who may say what, and where: an establishment speaks of its own cases on its own topic, bodies on theirs.

The first line of two. It goes by the kind of source; the policies' table, which may name bodies one by one, judges
again what was let in.
"""

from typing import Any, get_args

from domain.message import FROM_A_CASE, Message
from domain.processes import PROCESSES
from domain.text import Text
from events.contract.envelope import ESTABLISHMENT, GOVERNANCE
from events.contract.incoming import ANY_CASE, BODIES_ONLY, INCOMING, from_bodies, speakers
from events.contract.incoming.any_case import OpinionRendered
from events.contract.incoming.campaign import ASKED
from events.contract.linked import LINKED
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


def may_open(message: Message) -> bool:
    """Return whether *message*, which its source is entitled to give, may start the case it is about.

    An establishment may always speak of its own cases, and so may another of its cases, but not start what it answers;
    a body, only by declaring one of a process that bodies declare.
    """
    if message.source.startswith((ESTABLISHMENT, FROM_A_CASE)):
        return message.type not in ASKED
    return message.type in BODIES_ONLY and message.type == PROCESSES[_process(message)].declaration


def let_in() -> dict[str, Any]:
    """Return what the policies' table of entitlements must agree with: who may say each type, and the bodies."""
    return {
        "types": {name: ["case"] if name in LINKED else speakers(name) for name in sorted({*INCOMING, *LINKED})},
        "opinions": sorted(get_args(OpinionRendered.model_fields["body"].annotation)),
    }


def _process(message: Message) -> str:
    return message.subject.partition(":")[0]


def _from_a_body(message: Message) -> Problem | None:
    if not message.source.startswith(GOVERNANCE):
        return _not_owner(f"{GOVERNANCE}<code>")
    allowed = from_bodies(_process(message))
    if message.type not in allowed:
        named = ", ".join(sorted(allowed & ANY_CASE.union(PROCESSES[_process(message)].facts)))
        return _not_entitled(
            Text(
                fr="Une instance de gouvernance ne peut pas dire cela de ce dossier.",
                en="A governance body may not say this of this case.",
            ),
            Text(fr=f"un événement que les instances émettent : {named}", en=f"an event that bodies emit: {named}"),
            Text(
                fr="L'établissement émet lui-même cet événement, sur son propre topic.",
                en="The establishment itself emits this event, on its own topic.",
            ),
        )
    return None


def _from_an_establishment(establishment: str, message: Message) -> Problem | None:
    if message.source != f"{ESTABLISHMENT}{establishment}":
        return _not_owner(f"{ESTABLISHMENT}<code>")
    if message.type in ASKED:
        return None
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
                fr="Seule une instance de gouvernance peut dire cela ; un établissement ne parle pas à sa place.",
                en="Only a governance body may say this; an establishment does not speak in its place.",
            ),
            Text(fr="un événement émis par l'instance elle-même", en="an event emitted by the body itself"),
            Text(
                fr=f"Demandez à l'instance d'émettre l'événement sur {GOVERNANCE_IN}.",
                en=f"Ask the body to emit the event on {GOVERNANCE_IN}.",
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
