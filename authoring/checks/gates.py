"""What may be written in a gate: only what exists, in both languages, and no rule forgotten."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from authoring.catalogue import places
from authoring.checks import conditions
from authoring.checks.sentences import speechless, unknown_fact, unknown_rule, unknown_text, unsaid
from authoring.policies import EVERY_DAY, EVERYWHERE, Policies, Rule, entries
from authoring.problem import Problem, instead
from authoring.written import line_of
from domain.processes import PROCESSES
from domain.text import Text

OWING: Final = re.compile(r"^owing :=", re.MULTILINE)

Found = tuple[tuple[object, ...], str | None, tuple[Text, Text]]
"""Where in a process's file, of which rule, what is wrong and how to mend it."""


def composed(policies: Policies) -> list[Problem]:
    """Check that gates name only what exists, and that every rule is posed somewhere."""
    found = []
    for name, process in policies.processes.items():
        path = policies.folder / "processes" / name / "data.yaml"
        for steps, rule, (problem, remedy) in _process(policies, name, process):
            line = line_of(path, steps)
            found.append(Problem(file=policies.named(path), line=line, rule=rule, problem=problem, remedy=remedy))
    return found + list(_forgotten(policies)) + list(_pressed(policies))


def _process(policies: Policies, name: str, process: dict[str, Any]) -> Iterator[Found]:
    aside = process.get("suspension", {})
    if sorted([*process["order"], *filter(None, [aside.get("stage")])]) != sorted(process["gates"]):
        yield ("order",), None, _disordered(process)
    yield from _aside(process, aside)
    for steps, topic in _watched(process):
        if topic not in {path.partition(".")[0] for path in policies.facts.get(name, {})}:
            yield steps, None, unknown_fact(topic, name, policies.facts.get(name, {}))
    for steps, entry in _conditional(process):
        for fact, accepted in entry.get("when", {}).items():
            unknown = list(_fact(policies, name, fact))
            wrong = unknown or conditions.unfit(policies, name, fact, accepted)
            yield from (((*steps, "when", fact), entry.get("rule"), said) for said in wrong)
    yield from _unknown(policies, process)
    for gate, declared in process["gates"].items():
        yield from _gate(policies, process, gate, declared)
        yield from _fulfilled(name, gate, declared["duties"])
    for steps, fact in _dated(process):
        yield from ((steps, None, said) for said in _fact(policies, name, fact))


def _unknown(policies: Policies, process: dict[str, Any]) -> Iterator[Found]:
    """Yield the rules that are named and do not exist or, where a duty is done by them, are posed nowhere."""
    known = {rule.id for rule in policies.rules}
    for steps, entry in _rules(process):
        if entry["rule"] not in known:
            yield steps, None, unknown_rule(entry["rule"], known)
    posed = {entry["rule"] for _, entry in entries(process)}
    for steps, entry in _ended(process):
        if entry["rule"] not in known:
            yield steps, None, unknown_rule(entry["rule"], posed)
        elif entry["rule"] not in posed:
            yield steps, None, _nowhere(entry["rule"])


def _watched(process: dict[str, Any]) -> Iterator[tuple[tuple[object, ...], str]]:
    """Yield the topics of which a change matters, to opinions or where a case stands."""
    yield from ((("substantial", position), topic) for position, topic in enumerate(process.get("substantial", ())))
    for gate, declared in process["gates"].items():
        if isinstance(declared.get("watched"), list):
            yield from ((("gates", gate, "watched", at), topic) for at, topic in enumerate(declared["watched"]))


def _aside(process: dict[str, Any], aside: dict[str, Any]) -> Iterator[Found]:
    """Yield what is wrong with where a process puts what it suspends."""
    if aside and aside["of"] not in process["order"]:
        yield ("suspension", "of"), None, _no_stage(aside["of"], process["order"])
        return
    duties = [duty["id"] for duty in process["gates"][aside["of"]]["duties"]] if aside else []
    for position, duty in enumerate(aside.get("keeps", ())):
        if duty not in duties:
            yield ("suspension", "keeps", position), None, _no_duty(duty, duties)


def _gate(policies: Policies, process: dict[str, Any], gate: str, declared: dict[str, Any]) -> Iterator[Found]:
    asked = [entry["rule"] for at, entry in entries(process) if at in {"*", EVERY_DAY, gate}]
    for rule in sorted({one for one in asked if asked.count(one) > 1}):
        position = max(position for position, entry in enumerate(declared["rules"]) if entry["rule"] == rule)
        yield ("gates", gate, "rules", position), rule, _posed_twice(rule, gate)
    for position, stage in enumerate(declared["from"]):
        if stage not in [*places(process), None]:
            yield ("gates", gate, "from", position), None, _no_stage(stage, places(process))
    yield from _bodies(policies, gate, declared["opinions"])
    for kind, parts in (("opinions", ("title", "message", "remedy")), ("duties", ("what", "remedy"))):
        for position, entry in enumerate(declared[kind]):
            place = ("gates", gate, kind, position)
            for part in parts:
                yield from ((place, None, speechless(part, language)) for language in unsaid(entry[part]))
            if entry["citation"] not in policies.citations:
                yield (*place, "citation"), None, unknown_text(entry["citation"], policies.citations)
            if "period" in entry and entry["period"] not in policies.parameters["duties"]:
                yield (*place, "period"), None, _no_period(entry["period"], policies.parameters["duties"])
            if "each" in entry and entry["each"] not in (listed := _listed(policies)):
                yield (*place, "each"), None, _no_list(entry["each"], listed)


def _fulfilled(process: str, gate: str, duties: list[dict[str, Any]]) -> Iterator[Found]:
    """Yield what no event of *process* could do: such a duty would be late for ever."""
    known = PROCESSES[process].facts if process in PROCESSES else {}
    for position, duty in enumerate(duties):
        for place, message in enumerate(duty["fulfilled_by"]):
            if message not in known:
                at = ("gates", gate, "duties", position, "fulfilled_by", place)
                yield at, None, _no_message(message, known)


def _dated(process: dict[str, Any]) -> Iterator[tuple[tuple[object, ...], str]]:
    """Yield the facts that tell a day: the last one of what a gate lets happen, the first one of a duty's period."""
    for gate, declared in process["gates"].items():
        if "ends" in declared:
            yield ("gates", gate, "ends"), declared["ends"]
        for position, duty in enumerate(declared["duties"]):
            place = ("gates", gate, "duties", position, "since")
            yield from (((*place, at), fact) for at, fact in enumerate(duty.get("since", ())))


def _bodies(policies: Policies, gate: str, opinions: list[dict[str, Any]]) -> Iterator[Found]:
    for position, opinion in enumerate(opinions):
        if opinion["body"] not in policies.bodies:
            yield ("gates", gate, "opinions", position, "body"), None, _no_body(opinion["body"], policies.bodies)
        if any(_alike(opinion, before) for before in opinions[:position]):
            yield ("gates", gate, "opinions", position), None, _asked_twice(opinion["body"], gate)


def _alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two opinions are one body's for the same cases; a body may be asked two things of different ones."""
    return one["body"] == other["body"] and ("when" not in one or one["when"] == other.get("when", one["when"]))


def _rules(process: dict[str, Any]) -> Iterator[tuple[tuple[object, ...], dict[str, Any]]]:
    for heading in EVERYWHERE:
        yield from (((heading, position), entry) for position, entry in enumerate(process.get(heading, ())))
    for gate, declared in process["gates"].items():
        yield from ((("gates", gate, "rules", position), entry) for position, entry in enumerate(declared["rules"]))


def _ended(process: dict[str, Any]) -> Iterator[tuple[tuple[object, ...], dict[str, Any]]]:
    """Yield the rules by which duties are done."""
    for gate, declared in process["gates"].items():
        for position, duty in enumerate(declared["duties"]):
            place = ("gates", gate, "duties", position, "done_when")
            yield from (((*place, at), entry) for at, entry in enumerate(duty.get("done_when", ())))


def _conditional(process: dict[str, Any]) -> Iterator[tuple[tuple[object, ...], dict[str, Any]]]:
    yield from _rules(process)
    yield from _ended(process)
    for gate, declared in process["gates"].items():
        for kind in ("opinions", "duties"):
            yield from ((("gates", gate, kind, position), entry) for position, entry in enumerate(declared[kind]))


def _fact(policies: Policies, process: str, fact: str) -> Iterator[tuple[Text, Text]]:
    """Yield what is wrong with a *fact* or a term that a gate of *process* asks for."""
    known = policies.terms if fact.startswith("term.") else policies.facts.get(process, {})
    if fact not in known:
        yield unknown_fact(fact, process, known)


def needed(policies: Policies) -> list[Problem]:
    """Check that every fact a rule needs is one that some event brings to each process where it is posed."""
    return [
        Problem(file=rule.file, line=rule.line, rule=rule.id, problem=problem, remedy=remedy)
        for rule in policies.rules
        for process in dict.fromkeys(process for process, _, _ in policies.posed.get(rule.id, ()))
        for fact in _needs(rule)
        for problem, remedy in _fact(policies, process, fact)
    ]


def _needs(rule: Rule) -> list[str]:
    """Return the facts that *rule* says it needs; what is no list of texts is told with its header."""
    needs = rule.custom.get("needs")
    return [fact for fact in needs if isinstance(fact, str)] if isinstance(needs, list) else []


def _forgotten(policies: Policies) -> Iterator[Problem]:
    posed = {entry["rule"] for process in policies.processes.values() for _, entry in entries(process)}
    for rule in policies.rules:
        if rule.id not in posed:
            yield Problem(
                file=rule.file,
                line=rule.line,
                rule=rule.id,
                problem=Text(
                    fr=f"La règle {rule.id} n'est posée à aucune porte : elle ne servirait jamais.",
                    en=f"The rule {rule.id} is posed at no gate: it would never serve.",
                ),
                remedy=Text(
                    fr=f"L'ajouter sous « rules » d'une porte, dans policies/processes/… : - {{rule: {rule.id}}}",
                    en=f'Add it below "rules" of a gate, in policies/processes/…: - {{rule: {rule.id}}}',
                ),
            )


def _pressed(policies: Policies) -> Iterator[Problem]:
    """Yield the periods that are pressed in a manner of their own and do not exist: they would be as any other."""
    path = policies.folder / "parameters" / "data.yaml"
    gates = [gate for process in policies.processes.values() for gate in process["gates"].values()]
    severally = {duty["id"] for gate in gates for duty in gate["duties"] if "each" in duty}
    for period in policies.parameters["pressing"]["duties"]:
        if period not in {*policies.parameters["duties"], *severally}:
            problem, remedy = _no_period(period, policies.parameters["duties"])
            line = line_of(path, ("pressing", "duties", period))
            yield Problem(file=policies.named(path), line=line, problem=problem, remedy=remedy)


def _posed_twice(rule: str, gate: str) -> tuple[Text, Text]:
    return (
        Text(
            fr=f"La règle {rule} est posée deux fois à la porte « {gate} ».",
            en=f'The rule {rule} is posed twice at the gate "{gate}".',
        ),
        Text(fr="Garder une seule des deux lignes.", en="Keep only one of the two lines."),
    )


def _asked_twice(body: str, gate: str) -> tuple[Text, Text]:
    return (
        Text(
            fr=f"L'avis de « {body} » est demandé deux fois à la porte « {gate} ».",
            en=f'The opinion of "{body}" is asked for twice at the gate "{gate}".',
        ),
        Text(fr="Garder un seul des deux avis.", en="Keep only one of the two opinions."),
    )


def _no_body(body: str, known: list[str]) -> tuple[Text, Text]:
    listed = ", ".join(known)
    return (
        Text(
            fr=f"Aucun événement ne peut donner l'avis de « {body} » : la porte ne s'ouvrirait jamais.",
            en=f'No event can give the opinion of "{body}": the gate would never open.',
        ),
        instead(body, known, Text(fr=f"Instances : {listed}.", en=f"Bodies: {listed}.")),
    )


def _no_message(message: str, known: Iterable[str]) -> tuple[Text, Text]:
    return (
        Text(
            fr=f"Aucun événement « {message} » n'apporte de fait à ce processus : le devoir ne serait jamais fait.",
            en=f'No event "{message}" brings a fact to this process: the duty would never be done.',
        ),
        instead(
            message,
            known,
            Text(
                fr=f"Événements de ce processus : {', '.join(sorted(known))}.",
                en=f"Events of this process: {', '.join(sorted(known))}.",
            ),
        ),
    )


def _nowhere(rule: str) -> tuple[Text, Text]:
    return (
        Text(
            fr=f"La règle {rule} n'est posée à aucune porte de ce processus : rien ne dirait ce qui manque au devoir.",
            en=f"The rule {rule} is posed at no gate of this process: nothing would say what the duty lacks.",
        ),
        Text(
            fr="La poser à la porte qui suit, ou nommer une règle de ce processus.",
            en="Pose it at the gate that follows, or name a rule of this process.",
        ),
    )


def _no_stage(stage: str, order: list[str]) -> tuple[Text, Text]:
    return (
        Text(fr=f"« {stage} » n'est pas une étape de ce processus.", en=f'"{stage}" is not a stage of this process.'),
        instead(stage, order, Text(fr=f"Étapes : {', '.join(order)}.", en=f"Stages: {', '.join(order)}.")),
    )


def _no_duty(duty: str, known: list[str]) -> tuple[Text, Text]:
    listed = ", ".join(known)
    return (
        Text(fr=f"« {duty} » n'est pas un devoir de cette étape.", en=f'"{duty}" is not a duty of that stage.'),
        instead(duty, known, Text(fr=f"Devoirs : {listed}.", en=f"Duties: {listed}.")),
    )


def _listed(policies: Policies) -> set[str]:
    """Return the subjects, as `family.subject`, that list things due each on its own day."""
    folder = policies.folder / "rules"
    lists = (path for path in folder.glob("*/*.rego") if OWING.search(path.read_text(encoding="utf-8")))
    return {".".join(path.relative_to(folder).with_suffix("").parts) for path in lists}


def _no_list(named: str, known: Iterable[str]) -> tuple[Text, Text]:
    listed = ", ".join(sorted(known))
    return (
        Text(fr=f"Rien ne liste ce qui est dû sous « {named} ».", en=f'Nothing lists what is due under "{named}".'),
        instead(
            named,
            known,
            Text(fr=f"Ceux qui le font (owing) : {listed}.", en=f"Those that do (owing): {listed}."),
        ),
    )


def _no_period(period: str, known: Iterable[str]) -> tuple[Text, Text]:
    listed = ", ".join(sorted(known))
    return (
        Text(fr=f"La période « {period} » n'existe pas.", en=f'The period "{period}" does not exist.'),
        instead(
            period,
            known,
            Text(
                fr=f"Les périodes sont sous « duties », dans policies/parameters/data.yaml : {listed}.",
                en=f'Periods are below "duties", in policies/parameters/data.yaml: {listed}.',
            ),
        ),
    )


def _disordered(process: dict[str, Any]) -> tuple[Text, Text]:
    aside = process.get("suspension", {}).get("stage")
    odd = ", ".join(sorted({*process["order"], aside or process["order"][0]} ^ set(process["gates"]))) or "?"
    return (
        Text(
            fr=f"« order » et « gates » ne nomment pas les mêmes étapes ({odd}).",
            en=f'"order" and "gates" do not name the same stages ({odd}).',
        ),
        Text(
            fr="Chaque étape de « order » a sa porte sous « gates », une seule fois.",
            en='Every stage of "order" has its gate below "gates", once.',
        ),
    )
