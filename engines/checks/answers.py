"""Whether the reference questions still get the answers that were recorded."""

from domain.text import Text
from engines.policies import Policies
from engines.problem import Problem
from engines.questions import Question
from engines.reference import Reference


def recorded(policies: Policies) -> list[Problem]:
    """Return the reference questions that get another answer than the recorded one."""
    return [
        Problem(
            file=f"policies/reference/{question.process}.json",
            problem=Text(
                fr=f"Une question de référence ne reçoit plus la réponse notée : {_named(question)}.",
                en=f"A reference question no longer gets the recorded answer: {_named(question)}.",
            ),
            remedy=Text(
                fr="Lire ce qui change avec « balise policy reference » ; si c'est voulu, le noter avec --write.",
                en='Read what changes with "balise policy reference"; if it is meant, record it with --write.',
            ),
        )
        for question, _, _ in Reference(policies.rego).differences()
    ]


def _named(question: Question) -> str:
    facts = ", ".join(f"{path}={value}" for path, value in question.facts.items())
    return f"{question.gate}, {question.mode}, {question.day} ({facts or '-'})"
