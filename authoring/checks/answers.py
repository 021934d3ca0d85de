"""Whether the reference questions still get the answers that were recorded, and which ones have to be asked for it."""

import json
import tempfile
from collections import Counter
from pathlib import Path

from authoring.alone import Bundle
from authoring.policies import Policies
from authoring.problem import Problem
from authoring.reference import Difference, Recorded, Reference
from authoring.remembered import Recall, digest, held
from domain.text import Text
from engines import bundle


def recorded(policies: Policies, recall: Recall | None = None) -> list[Problem]:
    """Return, for each process, that some of its reference questions get another answer than the recorded one."""
    with Reference(policies.rego).built() as built:
        changed = Counter(question.process for question, _, _ in differing(policies, built, recall or Recall()))
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


def differing(policies: Policies, built: Reference, recall: Recall) -> list[Difference]:
    """Return the recorded questions that *built*, these policies, answer otherwise; what was fine is not asked."""
    pairs = Reference(policies.rego).recorded()
    looks = {process: _look(policies, seen, process, pairs, built) for process, seen in _seen(built).items()}
    left = set(recall.left(looks.values()))
    asked = [pair for pair in pairs if looks.get(pair[0].process) in left]
    found = built.differing(asked) if asked else []
    changed = {question.process for question, _, _ in found}
    recall.keep(look for process, look in looks.items() if process not in changed)
    return found


def record(policies: Policies, built: Reference, recall: Recall) -> None:
    """Work out the questions again, and record the answers of *built*, about each process that sees anything new.

    What was just recorded has the answers recorded: nothing asks it again.
    """
    reference, seen = Reference(policies.rego), _seen(built)
    left = set(recall.left(_made(policies, process, seen[process]) for process in seen))
    new = [process for process in seen if _made(policies, process, seen[process]) in left]
    reference.record(built, new)
    pairs = reference.recorded()
    recall.keep(_made(policies, process, seen[process]) for process in new)
    recall.keep(_look(policies, seen[process], process, pairs, built) for process in new)


def _seen(built: Reference) -> dict[str, str]:
    """Return what tells all that the questions about each process can see."""
    whole = Bundle(built.opa.policies)
    with tempfile.TemporaryDirectory() as scratch:
        return {process: bundle.digest(whole.alone(process, Path(scratch) / process)) for process in whole.processes}


def _look(policies: Policies, seen: str, process: str, pairs: list[Recorded], built: Reference) -> str:
    """Return what tells all that the answers about *process* follow from."""
    mine = [pair for pair in pairs if pair[0].process == process]
    asked = json.dumps([built.asked([question for question, _ in mine]), [answer for _, answer in mine]])
    return digest("answers", policies.opa.parent.name, asked, seen)


def _made(policies: Policies, process: str, seen: str) -> str:
    """Return what tells all that the questions about *process* are worked out from, and what was made of it."""
    files = [policies.folder / "reference" / f"{process}{end}" for end in (".json", ".cases.yaml")]
    return digest("recorded", policies.opa.parent.name, seen, held(policies.folder, filter(Path.exists, files)))
