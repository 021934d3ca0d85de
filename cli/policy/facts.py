"""What facts, terms and conditions are called: as the contract describes them, whichever process they belong to."""

from typing import Any

from authoring.policies import EVERY_DAY, Policies
from cli import labels
from domain.processes import PROCESSES
from domain.text import Text
from events.contract.incoming import INCOMING


def fact(process: str, path: str) -> Text:
    """Return what the fact at *path* is, in the words of the contract; the path itself when it has none."""
    declared = PROCESSES.get(process)
    for message_type, template in (declared.facts if declared else {}).items():
        topic, _, name = path.rpartition(".")
        found = INCOMING[message_type].model_fields.get(name) if _fills(template, topic) else None
        if found is not None and found.description:
            extra: Any = found.json_schema_extra
            return Text(fr=extra["x-description-fr"].rstrip("."), en=found.description.rstrip("."))
    return Text(fr=path, en=path)


def accepted(shape: dict[str, Any] | None) -> Text:
    """Return the values that a fact of this *shape* takes."""
    if shape is None:
        return Text(fr="inconnu", en="unknown")
    if shape["type"] == "choice":
        values = ", ".join(shape["values"])
        return Text(fr=values, en=values)
    if shape["type"] == "list":
        of = accepted(shape["of"])
        return Text(fr=f"liste : {of.fr}", en=f"list: {of.en}")
    if shape["type"] == "record":
        names = ", ".join(shape["fields"])
        return Text(fr=f"groupe : {names}", en=f"group: {names}")
    said = KINDS[shape["type"]]
    bounds = [f"{sign} {shape[bound]}" for bound, sign in (("min", "≥"), ("max", "≤")) if bound in shape]
    tail = f" ({', '.join(bounds)})" if bounds else ""
    return Text(fr=said.fr + tail, en=said.en + tail)


def conditions(policies: Policies, process: str, when: dict[str, Any]) -> Text:
    """Return for whom a rule is posed, in words."""
    if not when:
        return Text(fr="pour tous", en="for all")
    said = [_condition(policies, process, path, value) for path, value in when.items()]
    return Text(fr="si " + " et si ".join(one.fr for one in said), en="if " + " and if ".join(one.en for one in said))


def gate(name: str) -> Text:
    """Return what a stage is called."""
    if name == "*":
        return Text(fr="toute porte", en="every gate")
    if name == EVERY_DAY:
        return Text(fr="l'étape où l'on se trouve", en="the stage where it stands")
    return labels.STAGES.get(name, Text(fr=name, en=name))


def _fills(template: str, topic: str) -> bool:
    """Tell whether a message of this *template* may fill *topic*: `assessment.{kind}` fills `assessment.privacy`."""
    family, dot, _ = template.partition(".")
    return topic.partition(".")[0] == family if dot else topic == template


def _condition(policies: Policies, process: str, path: str, value: Any) -> Text:
    values = value if isinstance(value, list) else [value]
    given = [labels.value(one) for one in values]
    if path.startswith("term."):
        said = policies.terms.get(path, {}).get("custom", {}).get("label", {"fr": path, "en": path})
        if values == [True]:
            return Text.model_validate(said)
        return Text(
            fr=f"« {said['fr']} » = {' ou '.join(one.fr for one in given)}",
            en=f'"{said["en"]}" = {" or ".join(one.en for one in given)}',
        )
    called = fact(process, path)
    return Text(
        fr=f"« {_short(called.fr)} » = {' ou '.join(one.fr for one in given)}",
        en=f'"{_short(called.en)}" = {" or ".join(one.en for one in given)}',
    )


def _short(description: str) -> str:
    return description.partition(" : ")[0].partition(": ")[0].partition(";")[0].strip()


KINDS = {
    "boolean": Text(fr="true ou false", en="true or false"),
    "text": Text(fr="texte", en="text"),
    "integer": Text(fr="nombre entier", en="whole number"),
    "number": Text(fr="nombre", en="number"),
    "day": Text(fr='jour ("2026-03-01")', en='day ("2026-03-01")'),
}
