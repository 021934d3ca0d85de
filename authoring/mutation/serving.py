"""What becomes of a change of data: its schema refuses it, a test that reads it or a reference question notices."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from typing import Any, Final

from authoring.mutation.data import Change, loaded
from authoring.mutation.memory import key
from authoring.mutation.mutant import Fate
from authoring.mutation.namespace import Modules
from authoring.mutation.rules import tests_of
from authoring.mutation.trial import Ground, Told, Trial
from authoring.questions import Question
from authoring.reference import JUDGE, Reference
from engines.rego import Opa

PARAMETER: Final = "parameter"
FULLEST: Final = 3
"""How many of each process's questions with the longest answers are asked before the others."""
TOGETHER: Final = 24
"""How many changes one run of OPA asks the reference questions about: what a stopped run loses."""


def refused(opa: Opa, changes: list[Change]) -> set[Change]:
    """Return the parameters that their schema refuses: nobody could deploy them."""
    parameters = [change for change in changes if change.mutant.operator == PARAMETER]
    documents = {
        str(position): {
            "values": change.applied(loaded(opa.policies / change.mutant.file)),
            "schema": json.loads((opa.policies / change.mutant.file).with_name("schema.json").read_text("utf-8")),
        }
        for position, change in enumerate(parameters)
    }
    query = "{name | some name, it in input; not json.match_schema(it.values, it.schema)[0]}"
    return {parameters[int(name)] for name in opa.evaluate(query, documents, alone=True)}


def unchanged(opa: Opa, modules: Modules, changes: list[Change]) -> dict[str, Trial]:
    """Return the control of the tests of each changed document, by its file."""
    files = {change.mutant.file: change.document for change in changes}
    return {file: _trial(modules, where, loaded(opa.policies / file)) for file, where in files.items()}


def tests(opa: Opa, modules: Modules, change: Change) -> Trial:
    """Return the tests of the modules that read the changed document."""
    return _trial(modules, change.document, change.applied(loaded(opa.policies / change.mutant.file)))


def _trial(modules: Modules, where: tuple[str, ...], document: Any) -> Trial:
    served = ".".join(where)
    asked = tuple(f"data.{name} with data.{served} as document" for name in _readers(modules, where))
    return Trial({}, asked, f"document := {json.dumps(document, ensure_ascii=False)}")


def read_by_rules(change: Change) -> bool:
    """Tell whether rules read what changed; the machinery's tests bring parameters of their own."""
    return change.mutant.operator == PARAMETER and change.document[0] != "parameters"


def _readers(modules: Modules, where: tuple[str, ...]) -> list[str]:
    """Return the tests of the modules that read a document, those beside it first."""
    beside = "/".join(where[:-1])
    read = {
        user.name: user
        for source in modules.sources.values()
        if any(path[: len(where)] == where[: len(path)] for _, path in source.references() if path)
        for user in modules.reach(source.name)
    }
    order = sorted(read, key=lambda name: (not name.startswith(beside), name))
    return [test for name in order if read[name].tests for test in tests_of(read[name])]


def noticed(opa: Opa, ground: Ground, changes: list[Change], told: Told) -> set[Change]:
    """Return the changes that another answer to a reference question gives away."""
    reference = Reference(opa)
    recorded = reference.recorded()
    said = json.dumps([(vars(question), answer) for question, answer in recorded]) + JUDGE.read_text("utf-8")
    keys = {change: key(ground.digest, said, change.mutant.file, json.dumps(change.patch)) for change in changes}
    known = {change: fate for change, one in keys.items() if (fate := ground.memory.fate(one))}
    told(len(known))
    served = Reference(Opa(opa.binary, ground.folder))
    asked = reference.asked([question for question, _ in recorded])

    def judged(batch: list[Change]) -> dict[Change, Fate]:
        document = {
            "questions": asked,
            "answers": [answer for _, answer in recorded],
            "changes": [
                {"document": change.document[0], "patch": change.patch, "parts": _parts(change, recorded)}
                for change in batch
            ],
        }
        numbers = set(served.judged("noticed", document))
        return {change: Fate.KILLED if at in numbers else Fate.SURVIVED for at, change in enumerate(batch)}

    left = [change for change in changes if change not in known]
    batches = [left[first : first + TOGETHER] for first in range(0, len(left), TOGETHER)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for fates in pool.map(judged, batches):
            ground.memory.keep({keys[change]: fate for change, fate in fates.items()})
            known |= fates
            told(len(fates))
    return {change for change, fate in known.items() if fate is Fate.KILLED}


def _parts(change: Change, recorded: list[tuple[Question, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return the positions of the questions by process, the likeliest to get another answer first."""
    process = change.document[1] if change.document[0] == "processes" else None
    first = _fullest(recorded)

    def unlikely(position: int) -> tuple[bool, bool, bool, str]:
        question, answer = recorded[position]
        spoken = any(name in str(answer) for name in change.names)
        dated = question.day in change.mutant.before + change.mutant.after
        return (not spoken, not dated, position not in first, question.process)

    among = [at for at, (question, _) in enumerate(recorded) if process in (None, question.process)]
    return [
        {"process": one, "questions": list(positions)}
        for one, positions in groupby(sorted(among, key=unlikely), key=lambda position: recorded[position][0].process)
    ]


def _fullest(recorded: list[tuple[Question, dict[str, Any]]]) -> set[int]:
    """Return the positions of a few questions of each process, whose answers say the most."""
    order = sorted(range(len(recorded)), key=lambda at: len(str(recorded[at][1])), reverse=True)
    processes = {question.process for question, _ in recorded}
    return {
        at for process in processes for at in [one for one in order if recorded[one][0].process == process][:FULLEST]
    }
