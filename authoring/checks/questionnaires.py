"""What must be true of a questionnaire before anyone fills it in."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from authoring.checks import shapes
from authoring.policies import Policies
from authoring.problem import Problem
from authoring.questionnaires import FOLDER, load, names
from domain.text import Text

SCALE = "bands"


def problems(policies: Policies) -> list[Problem]:
    """Return what is wrong with the questionnaires, against their schema and then each against itself."""
    return shapes.questionnaires(policies) or [
        Problem(
            file=policies.named(policies.folder / FOLDER / name / "data.yaml"),
            problem=Text(fr=f"{where} : {problem.fr}", en=f"{where}: {problem.en}"),
            remedy=remedy,
        )
        for name in names(policies.folder)
        for where, problem, remedy in _contradictions(load(policies.folder, name))
    ]


def _contradictions(questionnaire: dict[str, Any]) -> Iterator[tuple[str, Text, Text]]:
    questions = [question for section in questionnaire["sections"] for question in section["questions"]]
    for kind, ids in (
        ("sections", [section["id"] for section in questionnaire["sections"]]),
        ("questions", [question["id"] for question in questions]),
        (SCALE, [band["id"] for band in questionnaire[SCALE]]),
        *((one["id"], [option["value"] for option in one.get("options", ())]) for one in questions),
    ):
        yield from ((kind, *_twice(identifier)) for identifier, count in Counter(ids).items() if count > 1)
    steps = [band["at_least"] for band in questionnaire[SCALE]]
    if steps[0] != 0 or steps != sorted(set(steps)):
        yield SCALE, *_disordered(steps)
    for question in questions:
        points = [option.get("points") for option in question.get("options", ())]
        if points and not any(points):
            yield question["id"], *_pointless()
        if question["kind"] == "many" and None in points:
            yield question["id"], *_partly_pointed()
    if not any(_always_counts(question) for question in questions):
        yield "questions", *_nothing_counts()


def _always_counts(question: dict[str, Any]) -> bool:
    return bool(question.get("required")) and all("points" in option for option in question.get("options", ()))


def _twice(identifier: str) -> tuple[Text, Text]:
    return (
        Text(fr=f"l'identifiant « {identifier} » sert deux fois.", en=f'the id "{identifier}" is used twice.'),
        Text(fr="Donner à chacun son identifiant.", en="Give each its own id."),
    )


def _disordered(steps: list[int]) -> tuple[Text, Text]:
    listed = ", ".join(map(str, steps))
    return (
        Text(fr=f"les paliers sont en désordre ({listed}).", en=f"the bands are out of order ({listed})."),
        Text(
            fr="Le premier « at_least » est 0, et chacun dépasse celui d'avant.",
            en='The first "at_least" is 0, and each is above the one before.',
        ),
    )


def _pointless() -> tuple[Text, Text]:
    return (
        Text(fr="aucune réponse ne rapporte de point.", en="no answer earns a point."),
        Text(
            fr="Donner des points à une réponse au moins, ou retirer « points » partout.",
            en='Give points to one answer at least, or take "points" out everywhere.',
        ),
    )


def _partly_pointed() -> tuple[Text, Text]:
    return (
        Text(
            fr="plusieurs réponses sont permises, et l'une n'a pas de points.",
            en="several answers are allowed, and one has no points.",
        ),
        Text(fr="Écrire « points » à chaque réponse ; 0 se peut.", en='Write "points" on each answer; 0 will do.'),
    )


def _nothing_counts() -> tuple[Text, Text]:
    return (
        Text(
            fr="aucune question obligatoire ne compte toujours : le résultat pourrait ne porter sur rien.",
            en="no required question always counts: the result could rest on nothing.",
        ),
        Text(
            fr="Rendre obligatoire une question dont toutes les réponses ont des points.",
            en="Make a question required whose answers all have points.",
        ),
    )
