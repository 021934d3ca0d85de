"""What a case file may look like, and how each becomes the one question the policies answer."""

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final, NoReturn
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from authoring import cases, speakers, uses
from authoring.catalogue import places
from authoring.policies import EVERY_DAY, Policies, entries
from authoring.written import Twice, json_of
from cli.event import UNREADABLE
from cli.policy import facts as words
from cli.screen import Exit, screen
from domain import dossier
from domain.canonical import digest
from domain.case import Case
from domain.processes import PROCESSES
from domain.question import Mode, Question
from domain.text import Text

QUEBEC: Final = ZoneInfo("America/Toronto")
LONGEST: Final = 60
"""Characters of a value that are shown to whoever wrote it."""

ANSWERS: Final = ("favourable", "with_conditions", "unfavourable", "recused")


def question(policies: Policies, path: Path, as_of: date | None) -> Question:
    """Return the question that the file *path* asks, as of the day *as_of* if it is given."""
    document = _read(path)
    moment = datetime.combine(as_of, time(12), QUEBEC) if as_of else None
    try:
        asked = _asked_by(policies, path, document, moment)
    except ValidationError as invalid:
        _fail(path, _misshapen(dict(invalid.errors()[0])))
    return asked


def _misshapen(error: dict[str, Any]) -> Text:
    """Return in words the first thing that the question's own form refuses."""
    where = ".".join(map(str, error["loc"])) or "case"
    if error["type"] == "missing":
        return Text(fr=f"« {where} » manque.", en=f'"{where}" is missing.')
    given = json.dumps(error["input"], ensure_ascii=False, default=str)
    given = given if len(given) <= LONGEST else f"{given[:LONGEST]}…"
    accepted = str(error.get("ctx", {}).get("expected", "")).replace("'", "")
    return Text(
        fr=f"« {where} » n'a pas la forme attendue (ici : {given})."
        + (f" Accepté : {accepted.replace(' or ', ' ou ')}." if accepted else ""),
        en=f'"{where}" is not of the expected form (here: {given}).' + (f" Accepted: {accepted}." if accepted else ""),
    )


def _asked_by(policies: Policies, path: Path, document: dict[str, Any], moment: datetime | None) -> Question:
    if "passage" in document:
        asked = Question.model_validate(document)
        return asked.model_copy(update={"as_of": moment}) if moment else asked
    if "case" in document:
        return _kept(document["case"], moment or datetime.now(QUEBEC))
    if not {"process", "to", "facts"} <= document.keys():
        _fail(
            path,
            Text(
                fr="ni une question, ni un dossier de « balise case show --json », ni un dossier simple (process, to, "
                "facts) ; « balise policy try --blank PROCESSUS » en donne un à remplir.",
                en='neither a question, nor a case of "balise case show --json", nor a simple dossier (process, to, '
                'facts); "balise policy try --blank PROCESS" gives one to fill in.',
            ),
        )
    return _written(policies, path, document, moment or datetime.now(QUEBEC))


def blank(policies: Policies, process: str, gate: str | None) -> dict[str, Any]:
    """Return a dossier to fill in: the facts that *gate* reads, and beside them what each may hold."""
    declared = policies.processes.get(process)
    gate = gate or (declared["order"][0] if declared else "")
    if declared is None or gate not in declared["gates"]:
        known = ", ".join(f"{name} ({', '.join(places(one))})" for name, one in policies.processes.items())
        screen.fail(
            Text(
                fr=f"Aucune porte « {process} {gate} ». Il y a : {known}.",
                en=f'No gate "{process} {gate}". There are: {known}.',
            ),
            Exit.USAGE,
        )
    asked = _asked(policies, process, gate)
    nested: dict[str, Any] = {}
    for path in asked:
        *topics, name = path.split(".")
        inside = nested
        for topic in topics:
            inside = inside.setdefault(topic, {})
        inside[name] = None
    return {
        "process": process,
        "stage": declared["gates"][gate]["from"][0],
        "to": gate,
        "facts": nested,
        "opinions": {opinion["body"]: None for opinion in declared["gates"][gate]["opinions"]},
        "questions": {
            path: {
                "label": screen.say(words.fact(process, path)),
                "accepted": screen.say(words.accepted(policies.facts[process].get(path))),
                "rules": sorted(rules),
            }
            for path, rules in asked.items()
        },
        "answers": list(ANSWERS),
    }


def _asked(policies: Policies, process: str, gate: str) -> dict[str, set[str]]:
    """Return the facts that *gate* reads, each with the rules (or opinions) that read it."""
    declared = policies.processes[process]
    found: dict[str, set[str]] = {}

    def reads(path: str, who: str) -> None:
        for fact in uses.facts_of_term(policies, path, process) if path.startswith("term.") else [path]:
            found.setdefault(fact, set()).add(who)

    for at, entry in entries(declared):
        rule = policies.rule(entry["rule"])
        if at in {"*", EVERY_DAY, gate} and rule is not None:
            for path in {*rule.custom["needs"], *entry.get("when", {}), *uses.facts(policies, rule.named, process)}:
                reads(path, rule.id)
    for opinion in declared["gates"][gate]["opinions"]:
        for path in opinion.get("when", {}):
            reads(path, f"opinion:{opinion['body']}")
    return dict(sorted(found.items()))


def _kept(recorded: dict[str, Any], moment: datetime) -> Question:
    """Return what is asked of a case that Temporal keeps: the passage it waits for, else where it stands."""
    case = Case.model_validate(recorded)
    passage: Any = case.passage
    if passage is None and case.stage is not None:
        passage = {"mode": Mode.STANDING, "origin": case.stage, "to": case.stage}
    return Question.model_validate(
        {
            "as_of": moment,
            "process": case.process,
            "case": {
                **_subject(case.id, case.establishment, case.stage),
                "dossier": case.dossier,
                "crossed": case.crossed,
                "heard": case.heard,
            },
            "passage": passage,
            "facts": dossier.facts(PROCESSES[case.process], case),
            "opinions": dossier.opinions(case),
            "fulfilled": tuple(case.fulfilled.values()),
            "event_id": "try",
            "provenance": speakers.recorded(case.model_dump(mode="json")),
        }
    )


def _written(policies: Policies, path: Path, document: dict[str, Any], moment: datetime) -> Question:
    """Return what is asked of a dossier that a person wrote; an opinion given there is one on that very dossier."""
    facts, process = document["facts"], document["process"]
    given = document.get("opinions") or {}
    for name, held in (("facts", facts), ("opinions", given)):
        if not isinstance(held, dict):
            _fail(path, Text(fr=f"« {name} » n'est pas un objet.", en=f'"{name}" is not an object.'))
    _placed(policies, path, document)
    odd = cases.unknown(policies, process, facts)
    if odd:
        said = "; ".join(f"{fact} ({', '.join(close)} ?)" if close else fact for fact, close in odd.items())
        _fail(path, Text(fr=f"aucun événement n'apporte ces faits : {said}", en=f"no event brings these facts: {said}"))
    seen = digest(facts)
    opinions = {
        body: {
            "body": body,
            "answer": answer.get("answer") if isinstance(answer, dict) else answer,
            "covers": seen,
            "received_at": speakers.ON_PAPER,
        }
        for body, answer in given.items()
        if answer is not None
    }
    stage, as_of = document.get("stage"), document.get("as_of", moment)
    spoken = speakers.Speakers(policies.folder).drafted(PROCESSES.get(process), "essai", facts, opinions)
    return Question.model_validate(
        {
            "as_of": as_of,
            "process": process,
            "case": {**_subject(f"{process}:essai/{path.stem}", "essai", stage), "dossier": seen, "heard": as_of},
            "passage": {"mode": document.get("mode", Mode.PASSAGE), "origin": stage, "to": document["to"]},
            "facts": facts,
            "opinions": opinions,
            "event_id": "try",
            "provenance": document.get("provenance") or spoken,
        }
    )


def _placed(policies: Policies, path: Path, document: dict[str, Any]) -> None:
    """Leave when the dossier's process, gate or stage does not exist: the answer would be about nothing."""
    process, to, stage = (document.get(name) for name in ("process", "to", "stage"))
    processes = policies.processes
    if not isinstance(process, str) or process not in processes:
        _fail(path, _none_such("process", process, list(processes)))
    for name, said in (("to", to), ("stage", stage or processes[process]["order"][0])):
        if said not in places(processes[process]):
            _fail(path, _none_such(name, said, places(processes[process])))


def _none_such(name: str, said: Any, known: list[str]) -> Text:
    listed = ", ".join(known)
    return Text(
        fr=f"« {name} » vaut {json.dumps(said, ensure_ascii=False)}, qui n'existe pas. Il y a : {listed}.",
        en=f'"{name}" is {json.dumps(said, ensure_ascii=False)}, which does not exist. There are: {listed}.',
    )


def _subject(identifier: str, establishment: str, stage: str | None) -> dict[str, Any]:
    return {"id": identifier, "establishment": establishment, "stage": stage}


def _read(path: Path) -> dict[str, Any]:
    try:
        document = json_of(path.read_text(encoding="utf-8"))
    except OSError as error:
        why = UNREADABLE.get(type(error), Text(fr=f"erreur {error.errno}", en=f"error {error.errno}"))
        _fail(path, Text(fr=f"ce fichier ne se lit pas : {why.fr}.", en=f"cannot be read: {why.en}."))
    except UnicodeDecodeError:
        _fail(path, Text(fr="ce fichier n'est pas du texte UTF-8.", en="is not UTF-8 text."))
    except json.JSONDecodeError as error:
        _fail(path, Text(fr=f"ligne {error.lineno} : ce n'est pas du JSON.", en=f"line {error.lineno}: not JSON."))
    except Twice as twice:
        _fail(
            path,
            Text(
                fr=f"« {twice.key} » est écrit deux fois dans le même objet ; n'en garder qu'un.",
                en=f'"{twice.key}" is written twice in the same object; keep one of them.',
            ),
        )
    if not isinstance(document, dict):
        _fail(path, Text(fr="on attend un objet JSON.", en="a JSON object is expected."))
    return document


def _fail(path: Path, text: Text) -> NoReturn:
    screen.fail(Text(fr=f"{path} : {text.fr}", en=f"{path}: {text.en}"), Exit.USAGE)
