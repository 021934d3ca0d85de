"""Whether the reference questions still get the answers that were recorded."""

from collections import Counter

from authoring.policies import Policies
from authoring.problem import Problem
from authoring.reference import Reference
from domain.text import Text


def recorded(policies: Policies) -> list[Problem]:
    """Return, for each process, that some of its reference questions get another answer than the recorded one."""
    changed = Counter(question.process for question, _, _ in Reference(policies.rego).differences())
    return [
        Problem(
            file=f"policies/reference/{process}.json",
            problem=Text(
                fr=f"Questions de référence qui ne reçoivent plus la réponse notée : {count}.",
                en=f"Reference questions that no longer get the recorded answer: {count}.",
            ),
            remedy=Text(
                fr="Lire ce qui change : « balise policy reference » ; si c'est voulu, le noter avec --write.",
                en='Read what changes: "balise policy reference"; if it is meant, record it with --write.',
            ),
        )
        for process, count in sorted(changed.items())
    ]
