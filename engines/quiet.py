"""The Rego that tells, in few steps and for most cases, which rules of a gate have nothing to say about it.

OPA spends a microsecond or more on each expression, whatever it says, and weighing one rule with its conditions, its
facts and their forms takes it some fifty. Nearly always the answer is that the rule is met, or is not for this case:
written out for one gate, with what the plan holds as constants, this takes a handful. A batch of rules that is not told
to be quiet is weighed in full. These rules may miss that a batch is quiet, and never say it of one that is not.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

Json = dict[str, Any]

Path = tuple[str, ...]

Simple = Mapping[Path, Mapping[Path, Any]]
"""By family, subject and name: the rules that only compare facts with constants, each with what it compares."""


TOLD: Final = re.compile(r"\bcase\.(holds|fails|told)_(\w+)")
HOW: Final = {
    "holds": ".value == true",
    # Exactly this: a value that rests on an interpretation is weighed in full.
    "fails": ' == {"value": false}',
    "told": ".value != null",
}


def modules(plan: Json, simple: Simple) -> Iterator[tuple[str, str]]:
    """Yield, for each process and each sheet of rules in *plan*, a module's name and its text."""
    for process, gates in plan["gates"].items():
        asked = [*gates.values(), *plan["always"][process].values()]
        sheets = {f"{process}/{sheet['name']}": _of_sheet(process, sheet, simple) for sheet in asked}
        yield process, _of_process(process, plan, set(TOLD.findall("".join(sheets.values()))))
        yield from sheets.items()


def simple_rules(parsed: Mapping[str, Json]) -> dict[Path, dict[Path, Any]]:
    """Return the rules of *parsed* modules that hold exactly when some facts equal some constants.

    *parsed* is what OPA makes of the text of each module, by its name.
    """
    found: dict[Path, dict[Path, Any]] = {}
    for module in parsed.values():
        package = tuple(str(step["value"]) for step in module["package"]["path"][3:])
        clauses: dict[str, list[Json]] = {}
        for rule in module["rules"]:
            if not rule.get("default"):
                clauses.setdefault(str(rule["head"]["ref"][0]["value"]), []).append(rule)
        for name, [only, *others] in clauses.items():
            compared = None if others else _compared(only)
            if compared:
                found[*package, name] = compared
    return found


def _compared(rule: Json) -> dict[Path, Any] | None:
    head = rule["head"]
    plain = (
        "else" not in rule
        and len(head["ref"]) == 1
        and "args" not in head
        and head.get("value", {}).get("value") is True
    )
    equalities = [_equality(expression) for expression in rule["body"]] if plain else [None]
    return None if None in equalities else dict(filter(None, equalities))


def _equality(expression: Json) -> tuple[Path, Any] | None:
    terms = expression["terms"]
    if expression.get("negated") or "with" in expression or not isinstance(terms, list) or len(terms) != 3:
        return None
    operator, held, constant = terms
    steps = held["value"] if held["type"] == "ref" else []
    names = [step["value"] for step in steps if step["type"] in {"var", "string"}]
    fact = len(names) == len(steps) and names[:2] == ["input", "facts"] and steps[1]["type"] == "string"
    if operator["value"][0]["value"] != "equal" or not fact or constant["type"] not in {"boolean", "string"}:
        return None
    return tuple(names[2:]), constant["value"]


def _of_process(process: str, plan: Json, used: set[tuple[str, str]]) -> str:
    forms = plan["under_terms"][process]
    text = [_package(process), "import data.balise.facts\n\n"]
    text.append(_rule("well_formed", [*_topics(forms), *_given_or_null(forms)] or ["true"]))
    for how, term in sorted(used):
        # A term that rests on no fact is what it is, whatever their form.
        formed = ["well_formed"] if plan["terms"].get(term, [term]) else []
        text.append(_rule(f"{how}_{term}", [*formed, f"data.balise.terms{_path([term])}{HOW[how]}"]))
    return "".join(text)


def _given_or_null(forms: Json) -> Iterator[str]:
    """Yield that each fact that terms rest on is null or in its form; undefined when it cannot even be looked up."""
    held = {path: f"facts.given{_path(path.split('.'))}" for form in forms.values() for path in form}
    yield from (f"{held[path]} in {{true, false, null}}" for path in forms["flags"])
    yield from (f"{held[path]} in {_set([*choice['values'], None])}" for path, choice in forms["choices"].items())
    yield from (
        f"facts.absent_or_fits({_constant(spot['shape'])}, {held[path]})" for path, spot in forms["others"].items()
    )


def _of_sheet(process: str, sheet: Json, simple: Simple) -> str:
    text = [_package(process, sheet["name"]), "import data.balise.facts\n"]
    text.append(f"import data.balise.quiet{_path([process])} as case\n\n")
    for name, batch in sheet["batches"].items():
        bodies = [[refuted] for condition in batch["when"] for refuted in _refuted(condition)]
        if batch["weight"] in {"binding", "not_binding"}:
            bodies.append(list(_met(batch, simple)))
        if batch["weight"] == "not_binding":
            bodies += _set_aside(batch)
        text += [_rule(f"silent contains {json.dumps(name)}", body) for body in bodies]
    return "".join(text)


def _refuted(condition: Json) -> Iterator[str]:
    """Yield what is true only when *condition* is certainly not. OPA finds equal constants by an index, at no cost."""
    if "term" in condition:
        for value in ({True, False} - set(condition["accepted"])) if _boolean(condition) else ():
            yield f"case.{'holds' if value else 'fails'}_{condition['term']}"
    else:
        for value in _values(condition["shape"]):
            if value not in condition["accepted"]:
                yield f"{_fact(condition['at'])} == {_constant(value)}"


def _set_aside(batch: Json) -> Iterator[list[str]]:
    """Yield what sets a batch that binds nobody aside, be it on an interpretation, its other conditions being held."""
    for number, condition in enumerate(batch["when"]):
        if "term" in condition and not _boolean(condition):
            others = [_holds(other) for other in (*batch["when"][:number], *batch["when"][number + 1 :])]
            term = condition["term"]
            told = f"told := data.balise.terms{_path([term])}.value"
            yield [*others, f"case.told_{term}", told, f"not told in {_set(condition['accepted'])}"]


def _met(batch: Json, simple: Simple) -> Iterator[str]:
    yield from map(_holds, batch["when"])
    among = {tuple(condition["at"]): condition["accepted"] for condition in batch["when"] if "at" in condition}
    for family, subject, name in batch["rules"].values():
        equalities = simple.get((family, subject, name))
        if equalities is None:
            yield f"data.balise.rules{_path([family, subject, name])} == true"
        for at, constant in (equalities or {}).items():
            among[at] = [constant]
            yield f"{_fact(list(at))} == {_constant(constant)}"
    yield from _known(batch["needed"], among)
    yield from (f"case.told_{term}" for term in batch["terms"])
    yield from _topics(batch["read"])
    yield from _absent_or_fit(batch["read"])


def _known(forms: Json, among: Mapping[Path, list[Any]]) -> Iterator[str]:
    """Yield that the facts of *forms* are given and in their form; *among* tells what some are already known to be."""

    def unproved(at: list[str], values: list[Any]) -> bool:
        return not all(value in values for value in among.get(tuple(at), [None]))

    for at in forms["flags"].values():
        if unproved(at, [True, False]):
            yield f"is_boolean({_fact(at)})"
    for choice in forms["choices"].values():
        if unproved(choice["at"], choice["values"]):
            yield f"{_fact(choice['at'])} in {_set(choice['values'])}"
    for number, spot in enumerate(forms["others"].values()):
        yield f"held{number} := {_fact(spot['at'])}"
        yield from _fits(spot["shape"], f"held{number}")


def _holds(condition: Json) -> str:
    if "term" not in condition:
        return _among(_fact(condition["at"]), condition["accepted"])
    if _boolean(condition) and len(condition["accepted"]) == 1:
        [value] = condition["accepted"]
        return f"case.holds_{condition['term']}" if value else f"case.fails_{condition['term']}"
    return _among(f"data.balise.terms{_path([condition['term']])}.value", condition["accepted"])


def _boolean(condition: Json) -> bool:
    return all(isinstance(value, bool) for value in condition["accepted"])


def _among(held: str, values: list[Any]) -> str:
    return f"{held} == {_constant(values[0])}" if len(values) == 1 else f"{held} in {_set(values)}"


def _values(shape: Json) -> list[Any]:
    return [True, False] if shape["type"] == "boolean" else shape.get("values", []) if shape["type"] == "choice" else []


def _topics(forms: Json) -> Iterator[str]:
    """Yield that nothing stands in the place of what leads to the paths of *forms*."""
    paths = [*forms["flags"].values(), *(spot["at"] for key in ("choices", "others") for spot in forms[key].values())]
    for stem in sorted({tuple(at[:depth]) for at in paths for depth in range(1, len(at))}):
        yield f'type_name({_perhaps(list(stem))}) in {{"object", "null"}}'


def _absent_or_fit(forms: Json) -> Iterator[str]:
    for at in forms["flags"].values():
        yield f"{_perhaps(at)} in {{true, false, null}}"
    for choice in forms["choices"].values():
        yield f"{_perhaps(choice['at'])} in {_set([*choice['values'], None])}"
    for spot in forms["others"].values():
        yield f"facts.absent_or_fits({_constant(spot['shape'])}, {_perhaps(spot['at'])})"


def _fits(shape: Json, held: str) -> Iterator[str]:
    """Yield that what is *held* has its form, as `data.balise.facts` would find at greater length."""
    of = shape.get("of", {})
    if shape["type"] in SHORT:
        yield from SHORT[shape["type"]](shape, held)
    elif shape["type"] == "list" and (of["type"] == "choice" or _short_record(of)):
        yield f"is_array({held})"
        yield f"count({held}) <= {shape['most']}"
        if of["type"] == "choice":
            yield f"{{item | some item in {held}}} - {_set(of['values'])} == set()"
        else:
            yield f"every item in {held} {{"
            yield from _record(of)
            yield "}"
    else:
        yield f"facts.fits({_constant(shape['type'])}, {_constant(shape)}, {held})"


def _short_record(of: Json) -> bool:
    return of["type"] == "record" and all(field["type"] in SHORT for field in of["fields"].values())


def _record(of: Json) -> Iterator[str]:
    yield "is_object(item)"
    yield f"object.keys(item) - {_set(sorted(of['fields']))} == set()"
    for name, field in of["fields"].items():
        if name in of["required"]:
            yield from SHORT[field["type"]](field, f"item[{_constant(name)}]")
        else:
            value = {"text": "", "number": field.get("min", 0), "boolean": True}[field["type"]]
            yield from SHORT[field["type"]](field, f"object.get(item, {_constant(name)}, {_constant(value)})")


def _text(shape: Json, held: str) -> Iterator[str]:
    yield f"is_string({held})"
    yield f"count({held}) <= {shape['longest']}"


def _number(shape: Json, held: str) -> Iterator[str]:
    yield f"is_number({held})"
    yield from (f"{held} {sign} {shape[bound]}" for sign, bound in ((">=", "min"), ("<=", "max")) if bound in shape)


def _flag(_: Json, held: str) -> Iterator[str]:
    yield f"is_boolean({held})"


SHORT: Final = {"text": _text, "number": _number, "boolean": _flag}


def _perhaps(at: list[str]) -> str:
    return f"object.get(input.facts, {_constant(at)}, null)"


def _fact(at: list[str]) -> str:
    return f"input.facts{_path(at)}"


def _path(steps: list[str]) -> str:
    return "".join(f"[{_constant(step)}]" for step in steps)


def _set(values: list[Any]) -> str:
    return f"{{{', '.join(map(_constant, values))}}}"


def _constant(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _package(*steps: str) -> str:
    return f"package balise.quiet{_path(list(steps))}\n\n"


def _rule(head: str, body: list[str]) -> str:
    return f"{head} if {{\n" + "".join(f"\t{line}\n" for line in body) + "}\n\n"
