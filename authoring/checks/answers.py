"""Whether the reference questions still get the answers that were recorded."""

import json
import tempfile
from collections import Counter
from pathlib import Path

from authoring.alone import Bundle
from authoring.policies import Policies
from authoring.problem import Problem
from authoring.reference import Recorded, Reference
from authoring.remembered import Recall, digest
from domain.text import Text
from engines import bundle


def recorded(policies: Policies, recall: Recall | None = None) -> list[Problem]:
    """Return, for each process, that some of its reference questions get another answer than the recorded one."""
    recall = recall or Recall()
    reference = Reference(policies.rego)
    pairs = reference.recorded()
    with reference.built() as built:
        looks = _looks(policies, built, {question.process for question, _ in pairs}, pairs)
        left = set(recall.left(looks.values()))
        asked = [pair for pair in pairs if looks[pair[0].process] in left]
        changed = Counter(question.process for question, _, _ in built.differing(asked)) if asked else Counter[str]()
    recall.keep(look for process, look in looks.items() if process not in changed)
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


def _looks(policies: Policies, built: Reference, processes: set[str], pairs: list[Recorded]) -> dict[str, str]:
    """Return, for each process, what tells all that its questions and answers follow from."""
    found, whole = {}, Bundle(built.opa.policies)
    with tempfile.TemporaryDirectory() as scratch:
        for process in sorted(processes):
            mine = [pair for pair in pairs if pair[0].process == process]
            asked = json.dumps([built.asked([question for question, _ in mine]), [answer for _, answer in mine]])
            seen = bundle.digest(whole.alone(process, Path(scratch) / process))
            found[process] = digest("answers", policies.opa.parent.name, asked, seen)
    return found
