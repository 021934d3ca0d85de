"""What is asked of the policies about a case someone holds in a file, and what they answer, with no server running."""

import json
from typing import Any, Final

from authoring import catalogue, force
from authoring.policies import Policies
from authoring.problem import near
from domain.text import Text

ANSWER: Final = """{
  "verdict": [v | v := data.balise.verdict],
  "evaluated": [id | some id in data.balise.judgement.evaluated],
  "malformed": [path | some path, _ in data.facts[input.process]; data.balise.facts.garbled(path)],
}"""
"""A verdict that is undefined must not take with it the reasons why it is."""


class NoVerdict(Exception):  # noqa: N818  named after what happened
    """The policies gave no whole verdict: nothing may be concluded."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def judged(policies: Policies, question: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the verdict on *question*, and the paths of the facts that are not of the form their events have.

    Raises:
        NoVerdict: There is no such gate, the question cannot be answered, or a rule that had to be judged was not.
        RegoRefused: OPA does not read these policies.
    """
    expected = _expected(policies, question)
    found = policies.rego.evaluate(ANSWER, question, flags=policies.rego.capabilities())
    looked = found["verdict"][0]["evaluated"] if found["verdict"] else found["evaluated"]
    silent = sorted(set(expected) - set(looked))
    if silent:
        raise NoVerdict(_unjudged(policies, silent))
    if not found["verdict"]:
        raise NoVerdict(
            Text(
                fr="Les politiques ne répondent pas à cette question : vérifier la date, les faits et les avis.",
                en="The policies do not answer this question: check the date, the facts and the opinions.",
            )
        )
    return found["verdict"][0], found["malformed"]


def chain(policies: Policies, rule: str, key: str, as_of: Any) -> dict[str, Any]:
    """Return what leads from a reason to its article: the rule, the text, how sure, in force when."""
    text, written = policies.citations[key], policies.rule(rule)
    custom = written.custom if written else {}
    return {
        "rule": rule,
        "file": written.file if written else None,
        "citation": {"key": key, **text},
        "in_force": force.meaning(custom, text, as_of).model_dump(),
    }


def unknown(policies: Policies, process: str, facts: dict[str, Any]) -> dict[str, list[str]]:
    """Return the paths of *facts* that no event brings to *process*, with the known ones near each."""
    known = policies.facts.get(process, {})
    return {path: near(path, known) for path in _paths(facts, known) if path not in known}


def _paths(facts: dict[str, Any], known: dict[str, Any], before: str = "") -> list[str]:
    found = []
    for name, value in facts.items():
        path = f"{before}{name}"
        inside = isinstance(value, dict) and path not in known
        found += _paths(value, known, f"{path}.") if inside and value else [path]
    return found


def _expected(policies: Policies, question: dict[str, Any]) -> list[str]:
    """Return the rules that a whole verdict has judged, worked out from the gates and not from the catalogue."""
    of_process = catalogue.expected(policies.processes).get(question["process"])
    passage = question["passage"]
    asked = (of_process or {}).get(passage["mode"], {}).get(passage["to"])
    if asked is None:
        known = ", ".join(
            f"{name} ({', '.join(catalogue.places(process))})" for name, process in policies.processes.items()
        )
        raise NoVerdict(
            Text(
                fr=f"Aucune porte « {passage['to']} » pour le processus « {question['process']} ». Il y a : {known}.",
                en=f'No gate "{passage["to"]}" for the process "{question["process"]}". There are: {known}.',
            )
        )
    rules: list[str] = asked
    return rules


def _unjudged(policies: Policies, silent: list[str]) -> Text:
    said = [_why(policies, rule) for rule in silent]
    return Text(
        fr="Pas de verdict : ces règles n'ont pas été jugées.\n" + "\n".join(f"  {one.fr}" for one in said),
        en="No verdict: these rules were not judged.\n" + "\n".join(f"  {one.en}" for one in said),
    )


def _why(policies: Policies, rule: str) -> Text:
    written = policies.rule(rule)
    path = policies.folder / "catalogue" / "data.json"
    if written is None:
        return Text(
            fr=f"{rule} : aucune règle ne porte cet identifiant ; corriger la porte.",
            en=f"{rule}: no rule has this id; correct the gate.",
        )
    if written.custom.get("citation") not in policies.citations:
        return Text(
            fr=f"{rule} : sa citation n'est pas dans la table ; lancer « balise policy check ».",
            en=f'{rule}: its citation is not in the table; run "balise policy check".',
        )
    if not path.exists() or rule not in json.loads(path.read_text(encoding="utf-8"))["rules"]:
        return Text(
            fr=f"{rule} : pas encore au catalogue ; lancer « balise policy catalogue ».",
            en=f'{rule}: not in the catalogue yet; run "balise policy catalogue".',
        )
    return Text(
        fr=f"{rule} : ne répond ni oui ni non ; lancer « balise policy catalogue », puis « balise policy check ».",
        en=f'{rule}: answers neither yes nor no; run "balise policy catalogue", then "balise policy check".',
    )
