"""Whether the story came true: what it said each case would come to, against what the engines made of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from domain.text import Text
from events.follow import Coordinates, Heard
from story.script import Ending
from story.telling import Record, Story
from workflows.folder import Folder

EXACT = {
    "stage": Text(fr="étape", en="stage"),
    "outcome": Text(fr="issue", en="outcome"),
    "rules": Text(fr="règles qui retiennent", en="rules that hold it back"),
    "opinions": Text(fr="avis attendus", en="opinions awaited"),
    "stopped_by": Text(fr="règles qui ont retenu", en="rules that ever held it back"),
    "linked": Text(fr="ce que d'autres dossiers en disent", en="what other cases tell it"),
}
"""What must be just as the story says."""

AT_LEAST = {
    "owes": Text(fr="ce qui est dû", en="what it owes"),
    "settled": Text(fr="obligations réglées", en="obligations settled"),
    "through": Text(fr="étapes traversées", en="stages gone through"),
}
"""What must hold at least what the story names."""


def mismatches(story: Story, folders: Mapping[str, Folder], verdicts: Mapping[str, list[dict[str, Any]]]) -> list[Text]:
    """Return one sentence for each thing that did not end as told; *verdicts* is what was announced, by case."""
    said = []
    for life in story.lives:
        case_id = story.case_id(life)
        folder = folders.get(case_id)
        if folder is None:
            said.append(Text(fr=f"{case_id} : aucun dossier.", en=f"{case_id}: no case."))
            continue
        settled = {rule for data in verdicts.get(case_id, ()) for rule in map(_rule, data["settled"])}
        real = actual(folder, settled, story.suffix)
        said += [
            Text(
                fr=f"{case_id} : {name.fr} : attendu {_shown(wanted)}, obtenu {_shown(found)}.",
                en=f"{case_id}: {name.en}: expected {_shown(wanted)}, found {_shown(found)}.",
            )
            for name, wanted, found in _differences(life.ending, real)
        ]
    return said


def unheard(folders: Mapping[str, Folder]) -> list[str]:
    """Return the cases of *folders* that have yet to hear the last that another of them has told them."""
    return sorted(
        target
        for folder in folders.values()
        for target, told in folder.case.told.items()
        if target in folders
        and told.data not in [fact.data for fact in folders[target].case.facts.values() if fact.linked]
    )


def actual(folder: Folder, settled: set[str], suffix: str = "") -> Ending:
    """Return how the case of *folder* stands, in the story's own terms."""
    case, verdict = folder.case, folder.verdict
    against = (*verdict.violations, *verdict.indeterminates) if verdict else ()
    return Ending(
        stage=case.stage,
        outcome=case.outcome or "none",
        rules=frozenset(reason.rule for reason in against),
        opinions=frozenset(opinion.body for opinion in verdict.opinions) if verdict else frozenset(),
        stopped_by=frozenset(rule for entry in folder.timeline for rule in entry.rules),
        owes=frozenset(owing.rule for owing in case.obligations),
        settled=frozenset(settled),
        linked=frozenset(
            f"{fact.data['case'].removesuffix(suffix)} {fact.data['status']}"
            for fact in case.facts.values()
            if fact.linked
        ),
        through=frozenset(entry.stage for entry in folder.timeline if entry.stage is not None),
    )


def unparked(records: Mapping[Coordinates, Record], heard: Heard) -> list[Text]:
    """Return one sentence for each record whose parking is not as told."""
    said = []
    for at, record in records.items():
        parked = heard.parked.get(at)
        found = parked["reason"] if parked else None
        if found != record.fault:
            where = "/".join(map(str, at))
            said.append(
                Text(
                    fr=f"{where} : raison de mise de côté : attendu {record.fault}, obtenu {found}.",
                    en=f"{where}: reason for being set aside: expected {record.fault}, found {found}.",
                )
            )
    return said


def _differences(told: Ending, real: Ending) -> Iterator[tuple[Text, Any, Any]]:
    for name, label in EXACT.items():
        wanted, found = getattr(told, name), getattr(real, name)
        if wanted != found:
            yield label, wanted, found
    for name, label in AT_LEAST.items():
        wanted, found = getattr(told, name), getattr(real, name)
        if not wanted <= found:
            yield label, wanted, found


def _rule(obligation_id: str) -> str:
    return obligation_id.partition("@")[0]


def _shown(value: Any) -> str:
    return ", ".join(sorted(value)) or "∅" if isinstance(value, frozenset) else str(value)
