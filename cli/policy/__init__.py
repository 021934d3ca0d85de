"""`balise policy`: what governance staff do with the rules."""

import typer

from cli.policy import bundle, check, coverage, desk, diagrams, explain, listing, mutate, tests, trying
from cli.screen import screen
from engines.rego import Opa


def add_to(app: typer.Typer) -> None:
    """Add this subject's commands."""
    policy = typer.Typer(no_args_is_help=True, help=screen.text("Les règles, en code.", "The rules, as code."))
    for name, function, fr, en in (
        (
            "check",
            check.check,
            "Vérifier les politiques avant de s'y fier.",
            "Check the policies before relying on them.",
        ),
        ("test", tests.test, "Essayer toutes les règles.", "Test every rule."),
        ("format", bundle.reform, "Mettre le Rego en forme.", "Format the Rego."),
        ("build", bundle.build_it, "Construire le paquet signé.", "Build the signed bundle."),
        ("catalogue", bundle.catalogue, "Récrire les fichiers générés.", "Write the generated files again."),
        ("diagrams", diagrams.draw, diagrams.HELP.fr, diagrams.HELP.en),
        ("list", listing.rules, "Dresser la liste des règles.", "List the rules."),
        ("explain", explain.explain, "Tout ce qu'on sait d'une règle.", "All that is known of a rule."),
        ("try", trying.attempt, trying.HELP.fr, trying.HELP.en),
        ("coverage", coverage.summary, "Ce que les règles couvrent de la loi.", "What the rules cover of the law."),
    ):
        policy.command(name, help=screen.text(fr, en))(function)
    mutate.add_to(policy, lambda: Opa(desk.policies().opa, desk.FOLDER))
    app.add_typer(policy, name="policy")
