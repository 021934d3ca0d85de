"""What Regal means when it refuses some Rego, for whoever wrote it without being a programmer."""

import json
from pathlib import Path
from typing import Any, Final

from authoring.around import Around
from authoring.checks.rego import unplaced
from authoring.policies import Policies
from authoring.problem import Problem
from authoring.remembered import Recall, digest, held
from domain.text import Text
from engines.rego import command


def linted(policies: Policies, recall: Recall | None = None) -> list[Problem]:
    """Return what Regal says, if it is there, of the files that it has not found fine yet."""
    recall = recall or Recall()
    if policies.regal is None:
        return []
    around = Around(policies.folder)
    looks = {name: _upon(policies, policies.regal, around, name) for name in around.texts}
    new = set(recall.left(looks.values()))
    if not new:
        return []
    # With each file, those it refers to: what Regal asks of several files at once, it finds among them.
    files = sorted({other for name, look in looks.items() if look in new for other in (name, *around.below(name))})
    whole = ["."] if set(files) == set(around.texts) else [*files, *around.entrypoints]
    report = json.loads(
        command(policies.regal, "lint", "--format", "json", *whole, cwd=policies.folder, answers=(0, 2, 3))
    )
    problems = [unplaced(said) for said in report.get("errors", ())]
    # An entry point that is there only to be found is given without what it refers to.
    problems += [
        _linted(policies, found) for found in report.get("violations", ()) if found["location"]["file"] in files
    ]
    if not problems:
        recall.keep(new)
    return problems


def _upon(policies: Policies, regal: Path, around: Around, name: str) -> str:
    """Return what tells all that Regal looks at for the file *name*."""
    settings = held(policies.folder, [path for path in (policies.folder / ".regal").rglob("*") if path.is_file()])
    read = [f"{other} {around.texts[other]}" for other in (name, *around.below(name))]
    return digest("style", regal.parent.name, settings, around.names, *read)


def _linted(policies: Policies, found: dict[str, Any]) -> Problem:
    place, title = found["location"], found["title"]
    shown = str(place.get("text", "")).strip()
    problem, remedy = STYLE.get(title, (None, None))
    more = next((resource["ref"] for resource in found.get("related_resources", ())), "")
    return Problem(
        file=policies.located(place["file"]),
        line=place["row"],
        problem=problem or Text(fr=f"L'analyseur Regal refuse « {shown} ».", en=f'The linter Regal refuses "{shown}".'),
        remedy=remedy or Text(fr=f"Voir {more}", en=f"See {more}"),
        said=f"{found['category']}/{title}: {found['description']}",
    )


STYLE: Final = {
    "unresolved-reference": (
        Text(
            fr="Une référence (data.… ou un import) mène à quelque chose qui n'existe pas.",
            en="A reference (data.… or an import) leads to something that does not exist.",
        ),
        Text(
            fr="Corriger le chemin : paramètres sous data.rules.<famille>.parameters, autres modules par « import ».",
            en='Correct the path: parameters below data.rules.<family>.parameters, other modules by "import".',
        ),
    ),
    "line-length": (
        Text(fr="La ligne dépasse 200 caractères.", en="The line is longer than 200 characters."),
        Text(fr="La couper, ou raccourcir la phrase.", en="Break it, or shorten the sentence."),
    ),
    "rule-name-repeats-package": (
        Text(
            fr="Le nom de la règle répète un mot du nom de son fichier ou de sa famille.",
            en="The rule's name repeats a word of its file's or family's name.",
        ),
        Text(
            fr="Retirer ce mot : dans training.rego, écrire « users_trained » plutôt que « training_users ».",
            en='Take the word out: in training.rego, write "users_trained" rather than "training_users".',
        ),
    ),
    "prefer-snake-case": (
        Text(fr="Un nom contient une majuscule.", en="A name has an upper-case letter."),
        Text(fr="Écrire en minuscules, avec des soulignés : mon_nom.", en="Use lower case and underscores: my_name."),
    ),
    "identically-named-tests": (
        Text(fr="Deux essais portent le même nom.", en="Two tests have the same name."),
        Text(fr="Dire dans le nom ce que chacun essaie.", en="Say in the name what each one tests."),
    ),
    "test-outside-test-package": (
        Text(fr="Un essai se trouve hors d'un fichier d'essais.", en="A test stands outside a test file."),
        Text(
            fr="Le mettre dans <sujet>_test.rego, dont le nom de paquet finit par _test.",
            en="Put it in <subject>_test.rego, whose package name ends with _test.",
        ),
    ),
    "todo-comment": (
        Text(fr="Un commentaire dit que quelque chose reste à faire.", en="A comment says something is left to do."),
        Text(fr="Le faire, puis retirer le commentaire.", en="Do it, then take the comment out."),
    ),
    "constant-condition": (
        Text(fr="Une condition est toujours vraie, ou toujours fausse.", en="A condition is always true, or never."),
        Text(fr="Lire un fait, ou retirer la condition.", en="Read a fact, or take the condition out."),
    ),
}
